#include "analysis/parameter_range.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

void require_finite(std::span<const double> values, const char* what)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            throw DataError(bilingual(
                {"{} {}: het effect is geen eindig getal ({})", "{} {}: the effect is not a finite number ({})"}, what,
                i, values[i]));
        }
    }
}

double mean_of(std::span<const double> values)
{
    double sum = 0.0;
    for (const double v : values) { sum += v; }
    return sum / static_cast<double>(values.size());
}

/// Slope of the draws' effects on the central effect of their replicate, held in [0, 1].
double control_coefficient(std::span<const double> central, std::span<const double> draws,
                           std::span<const std::size_t> replicate_of)
{
    if (central.size() < 2) { return 0.0; }
    double mean_c = 0.0;
    for (std::size_t d = 0; d < draws.size(); ++d) { mean_c += central[replicate_of[d]]; }
    mean_c /= static_cast<double>(draws.size());
    const double mean_x = mean_of(draws);
    double covariance = 0.0;
    double variance = 0.0;
    for (std::size_t d = 0; d < draws.size(); ++d) {
        const double c = central[replicate_of[d]] - mean_c;
        covariance += c * (draws[d] - mean_x);
        variance += c * c;
    }
    return variance > 0.0 ? std::clamp(covariance / variance, 0.0, 1.0) : 0.0;
}

}  // namespace

double quantile_type7(std::span<const double> values, double p)
{
    if (values.empty() || !(p >= 0.0 && p <= 1.0)) {
        throw DataError(bilingual({"een kwantiel vraagt minstens een waarde en p in [0, 1]; hier {} waarden, p = {}",
                                   "a quantile needs at least one value and p in [0, 1]; here {} values, p = {}"},
                                  values.size(), p));
    }
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const double position = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

ParameterRange parameter_range(std::span<const double> central, std::span<const double> draws,
                               std::span<const std::size_t> replicate_of, double level)
{
    if (central.empty() || draws.size() < 2) {
        throw DataError(bilingual({"een parameterbereik vraagt een herhaling en minstens 2 trekkingen; hier {} en {}",
                                   "a parameter range needs a replicate and at least 2 draws; here {} and {}"},
                                  central.size(), draws.size()));
    }
    if (!(level > 0.0 && level < 1.0)) {
        throw DataError(bilingual({"dekking {} ligt buiten (0, 1); 0.90 geeft een bereik van 90%",
                                   "level {} is outside (0, 1); 0.90 gives a 90% range"},
                                  level));
    }
    const auto outside = [&](std::size_t r) { return r >= central.size(); };
    if (replicate_of.size() != draws.size() || std::any_of(replicate_of.begin(), replicate_of.end(), outside)) {
        throw DataError(Text{"elke trekking heeft een herhaling nodig om mee te vergelijken",
                             "each draw needs one of the replicates to be compared with"});
    }
    require_finite(central, "replicate");
    require_finite(draws, "draw");

    ParameterRange range;
    range.level = level;
    range.control = control_coefficient(central, draws, replicate_of);
    const double centre = mean_of(central);
    range.effects.reserve(draws.size());
    for (std::size_t d = 0; d < draws.size(); ++d) {
        range.effects.push_back(draws[d] - range.control * (central[replicate_of[d]] - centre));
    }
    range.low = quantile_type7(range.effects, (1.0 - level) / 2.0);
    range.high = quantile_type7(range.effects, 1.0 - (1.0 - level) / 2.0);
    return range;
}

ParameterRange parameter_range(std::span<const double> central, std::span<const double> draws, double level)
{
    std::vector<std::size_t> replicate_of(draws.size());
    for (std::size_t d = 0; d < draws.size(); ++d) { replicate_of[d] = d % std::max<std::size_t>(central.size(), 1); }
    return parameter_range(central, draws, replicate_of, level);
}

}  // namespace vangnet::analysis
