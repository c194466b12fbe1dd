#pragma once
/// Statistics for tests of chance: fixed seeds, two-sided at level 1e-6, with stated power.
///
/// A test first REQUIREs that the bias it would find nine times in ten (`detectable_...`) is small, and then CHECKs
/// that the statistic is within its limit. If it fails, the code or the test is wrong: no other seed, no wider limit.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace vangnet::test {

/// Largest |z| at level 1e-6, two-sided.
inline constexpr double z_limit = 4.89;

/// Quantile of the standard normal at 0.9: what it takes to be found nine times in ten.
inline constexpr double z_power = 1.28;

/// Standard deviations between `hits` out of `n` and its expectation n * p. 0 < p < 1.
[[nodiscard]] inline double z_of_frequency(std::size_t hits, std::size_t n, double p)
{
    const double trials = static_cast<double>(n);
    return (static_cast<double>(hits) - trials * p) / std::sqrt(trials * p * (1.0 - p));
}

/// Bias in p that a test of a frequency finds nine times in ten.
[[nodiscard]] inline double detectable_bias(std::size_t n, double p)
{
    return (z_limit + z_power) * std::sqrt(p * (1.0 - p) / static_cast<double>(n));
}

/// Standard errors between the mean of n values and its expectation; `sd` is the known standard deviation of one value.
[[nodiscard]] inline double z_of_mean(double mean, double expected, double sd, std::size_t n)
{
    return (mean - expected) / (sd / std::sqrt(static_cast<double>(n)));
}

/// Shift of the mean that a test of a mean finds nine times in ten.
[[nodiscard]] inline double detectable_shift(std::size_t n, double sd)
{
    return (z_limit + z_power) * sd / std::sqrt(static_cast<double>(n));
}

/// Pearson's chi-square: sum of (count - expected)^2 / expected. Expected counts of 20 and more each.
[[nodiscard]] inline double chi_square(const std::vector<std::size_t>& counts, const std::vector<double>& expected)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double off = static_cast<double>(counts[i]) - expected[i];
        sum += off * off / expected[i];
    }
    return sum;
}

/// Chi-square as a z-score, by the cube root of Wilson & Hilferty (1931). Good to 0.1 at |z| = 4.89 from 30 degrees on.
[[nodiscard]] inline double z_of_chi_square(double chi_square, std::size_t degrees)
{
    const double k = static_cast<double>(degrees);
    const double variance = 2.0 / (9.0 * k);
    return (std::cbrt(chi_square / k) - (1.0 - variance)) / std::sqrt(variance);
}

/// Relative error of the cells' probabilities (root mean square, weighted by probability) that a chi-square test of n
/// draws finds nine times in ten. Solves, for the non-centrality n * error^2:
///
///     mean - z_power * sd of the non-central distribution = limit of the central one
[[nodiscard]] inline double detectable_misfit(std::size_t n, std::size_t degrees)
{
    const double k = static_cast<double>(degrees);
    const double variance = 2.0 / (9.0 * k);
    const double limit = k * std::pow(1.0 - variance + z_limit * std::sqrt(variance), 3.0);
    double excess = limit - k;
    for (int i = 0; i < 100; ++i) { excess = limit - k + z_power * std::sqrt(2.0 * (k + 2.0 * excess)); }
    return std::sqrt(excess / static_cast<double>(n));
}

/// Largest Kolmogorov-Smirnov statistic at level 1e-6: sqrt(ln(2 / 1e-6) / 2).
inline constexpr double ks_limit = 2.694;

/// sqrt(n) times the largest distance between the empirical distribution of `values` and the uniform one on (0, 1).
[[nodiscard]] inline double ks_of_uniform(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const double n = static_cast<double>(values.size());
    double distance = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double below = static_cast<double>(i) / n;
        const double above = static_cast<double>(i + 1) / n;
        distance = std::max({distance, above - values[i], values[i] - below});
    }
    return std::sqrt(n) * distance;
}

}  // namespace vangnet::test
