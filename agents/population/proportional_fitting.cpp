#include "agents/population/proportional_fitting.hpp"

#include <algorithm>
#include <cstddef>

namespace vangnet::agents {

namespace {

std::vector<double> sums_of(std::span<const double> cells, const Margin& margin)
{
    std::vector<double> sums(margin.target.size(), 0.0);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        sums[static_cast<std::size_t>(margin.group_of_cell[i])] += cells[i];
    }
    return sums;
}

double misfit_of(std::span<const double> cells, const Margin& margin)
{
    const std::vector<double> sums = sums_of(cells, margin);
    double largest = 0.0;
    for (std::size_t g = 0; g < sums.size(); ++g) {
        largest = std::max(largest, std::max(sums[g] - margin.target[g], margin.target[g] - sums[g]));
    }
    return largest;
}

void scale_to(std::span<double> cells, const Margin& margin)
{
    std::vector<double> factor = sums_of(cells, margin);
    for (std::size_t g = 0; g < factor.size(); ++g) {
        factor[g] = factor[g] > 0.0 ? margin.target[g] / factor[g] : 0.0;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i] *= factor[static_cast<std::size_t>(margin.group_of_cell[i])];
    }
}

}  // namespace

Fit fit_to_margins(std::span<double> cells, std::span<const Margin> margins, double tolerance, int most_rounds)
{
    Fit fit;
    for (;;) {
        fit.largest_misfit = 0.0;
        for (const Margin& margin : margins) {
            fit.largest_misfit = std::max(fit.largest_misfit, misfit_of(cells, margin));
        }
        if (fit.largest_misfit <= tolerance || fit.rounds == most_rounds) { return fit; }
        for (const Margin& margin : margins) { scale_to(cells, margin); }
        ++fit.rounds;
    }
}

}  // namespace vangnet::agents
