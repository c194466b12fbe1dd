#include "analysis/sensitivity/indices.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "analysis/moments.hpp"

namespace vangnet::analysis {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Ranks from 1, the mean of them where values are equal.
std::vector<double> ranks_of(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        while (end < order.size() && values[order[end]] == values[order[first]]) { ++end; }
        const double mean = 0.5 * static_cast<double>(first + end + 1);
        for (std::size_t k = first; k < end; ++k) { ranks[order[k]] = mean; }
        first = end;
    }
    return ranks;
}

/// Of x and y; nothing goes with what does not vary.
double correlation(const std::vector<double>& x, const std::vector<double>& y)
{
    const Moments m = moments_of(x, y);
    return m.xx > 0.0 && m.yy > 0.0 ? m.xy / std::sqrt(m.xx * m.yy) : 0.0;
}

/// Chance of a correlation at least this far from 0 between two things that have nothing to do with each other.
double chance_of(double correlation, std::size_t n)
{
    const double freedom = static_cast<double>(n) - 2.0;
    const double rest = 1.0 - correlation * correlation;
    if (rest <= 0.0) { return 0.0; }
    const double t = std::abs(correlation) * std::sqrt(freedom / rest);
    return 2.0 * boost::math::cdf(boost::math::complement(boost::math::students_t(freedom), t));
}

/// The value of a statistic over all units, and its 5% and 95% points over resamples of them.
Interval resampled(std::size_t units, int resamples, const std::function<double(const std::vector<std::size_t>&)>& of)
{
    std::vector<std::size_t> chosen(units);
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    Interval found{.value = of(chosen), .low = nan, .high = nan};
    boost::random::mt19937 engine(20240101U);
    boost::random::uniform_int_distribution<std::size_t> any(0, units - 1);
    std::vector<double> values;
    for (int r = 0; r < resamples; ++r) {
        for (std::size_t& unit : chosen) { unit = any(engine); }
        values.push_back(of(chosen));
    }
    if (values.empty()) { return found; }
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
    };
    found.low = at(0.05);
    found.high = at(0.95);
    return found;
}

}  // namespace

std::vector<VarianceShare> variance_shares(std::span<const double> outputs, std::size_t parameters, int resamples)
{
    const std::size_t width = parameters + 2;
    const std::size_t pairs = outputs.size() / width;
    std::vector<double> y(outputs.begin(), outputs.end());
    double sum = 0.0;
    for (std::size_t i = 0; i < pairs; ++i) { sum += y[i * width] + y[i * width + 1]; }
    const double mean = sum / (2.0 * static_cast<double>(pairs));
    for (double& value : y) { value -= mean; }

    const auto variance = [&](const std::vector<std::size_t>& chosen) {
        double s = 0.0;
        double ss = 0.0;
        for (const std::size_t i : chosen) {
            const double a = y[i * width];
            const double b = y[i * width + 1];
            s += a + b;
            ss += a * a + b * b;
        }
        const double n = 2.0 * static_cast<double>(chosen.size());
        return ss / n - (s / n) * (s / n);
    };
    std::vector<VarianceShare> shares(parameters);
    for (std::size_t k = 0; k < parameters; ++k) {
        const auto of = [&](bool total) {
            return resampled(pairs, resamples, [&, total](const std::vector<std::size_t>& chosen) {
                double part = 0.0;
                for (const std::size_t i : chosen) {
                    const double a = y[i * width];
                    const double ab = y[i * width + 2 + k];
                    part += total ? 0.5 * (a - ab) * (a - ab) : y[i * width + 1] * (ab - a);
                }
                const double v = variance(chosen);
                return v > 0.0 ? part / static_cast<double>(chosen.size()) / v : nan;
            });
        };
        shares[k] = {.first = of(false), .total = of(true)};
    }
    return shares;
}

std::vector<ElementaryEffect> elementary_effects(const std::vector<std::vector<double>>& sets,
                                                 std::span<const double> outputs, int resamples)
{
    const std::size_t parameters = sets.empty() ? 0 : sets.front().size();
    const std::size_t width = parameters + 1;
    const std::size_t walks = sets.size() / width;
    std::vector<std::vector<double>> effects(parameters, std::vector<double>(walks, 0.0));
    for (std::size_t w = 0; w < walks; ++w) {
        for (std::size_t step = 1; step < width; ++step) {
            const std::vector<double>& before = sets[w * width + step - 1];
            const std::vector<double>& after = sets[w * width + step];
            for (std::size_t k = 0; k < parameters; ++k) {
                const double moved = after[k] - before[k];
                if (moved == 0.0) { continue; }
                effects[k][w] = (outputs[w * width + step] - outputs[w * width + step - 1]) / moved;
            }
        }
    }
    std::vector<ElementaryEffect> found(parameters);
    for (std::size_t k = 0; k < parameters; ++k) {
        const std::vector<double>& e = effects[k];
        const auto n = static_cast<double>(walks);
        found[k].size = resampled(walks, resamples, [&](const std::vector<std::size_t>& chosen) {
            double sum = 0.0;
            for (const std::size_t w : chosen) { sum += std::abs(e[w]); }
            return sum / n;
        });
        found[k].mean = std::accumulate(e.begin(), e.end(), 0.0) / n;
        double squares = 0.0;
        for (const double each : e) { squares += (each - found[k].mean) * (each - found[k].mean); }
        found[k].sd = walks > 1 ? std::sqrt(squares / (n - 1.0)) : nan;
    }
    return found;
}

RankCorrelation rank_correlation(std::span<const double> x, std::span<const double> y)
{
    const std::vector<double> a = ranks_of(x);
    const std::vector<double> b = ranks_of(y);
    const double rho = correlation(a, b);
    return {.value = rho, .chance = x.size() > 2 ? chance_of(rho, x.size()) : 1.0};
}

double turning_point(std::span<const double> at, std::span<const double> means)
{
    for (std::size_t i = 1; i < at.size(); ++i) {
        const double before = means[i - 1];
        const double after = means[i];
        if (before == 0.0 || before * after >= 0.0) { continue; }
        return at[i - 1] + (at[i] - at[i - 1]) * before / (before - after);
    }
    return nan;
}

}  // namespace vangnet::analysis
