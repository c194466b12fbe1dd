#include "analysis/calibration/likelihood.hpp"

#include <cmath>
#include <numbers>

namespace vangnet::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// log Phi(x); below -30 by the first terms of its series.
double log_normal_cdf(double x) noexcept
{
    if (x > -30.0) { return std::log(0.5 * std::erfc(-x / std::numbers::sqrt2)); }
    return -0.5 * x * x - std::log(-x) - 0.5 * std::log(2.0 * std::numbers::pi) + std::log1p(-1.0 / (x * x));
}

double log_density(double x, double mean, double sd) noexcept
{
    const double z = (x - mean) / sd;
    return -0.5 * z * z - std::log(sd) - 0.5 * std::log(2.0 * std::numbers::pi);
}

/// Product of the densities of the value and of the emulator, over the range: a normal density of the distance between
/// the two times a probability of the range.
double log_of_target(const Target& t, double mean, double error) noexcept
{
    const double tolerance = 0.5 * t.half_range();
    const double precision = 1.0 / (tolerance * tolerance) + 1.0 / (error * error);
    const double between = (t.value / (tolerance * tolerance) + mean / (error * error)) / precision;
    const double sd = 1.0 / std::sqrt(precision);
    return log_density(t.value, mean, std::hypot(tolerance, error)) +
           log_normal_between((t.low - between) / sd, (t.high - between) / sd);
}

}  // namespace

double log_normal_between(double low, double high) noexcept
{
    if (low > 0.0) { return log_normal_between(-high, -low); }  // tails are exact on the left
    const double upper = log_normal_cdf(high);
    return upper + std::log1p(-std::exp(log_normal_cdf(low) - upper));
}

VectorXd log_likelihood(const std::vector<Target>& targets, const MatrixXd& means, const VectorXd& error)
{
    VectorXd sum = VectorXd::Zero(means.rows());
    for (std::size_t k = 0; k < targets.size(); ++k) {
        if (!targets[k].fitted) { continue; }
        const auto j = static_cast<Index>(k);
        // an emulator without error would leave a step that no sampler can climb
        const double known = std::max(error[j], 0.02 * targets[k].half_range());
        for (Index i = 0; i < means.rows(); ++i) { sum[i] += log_of_target(targets[k], means(i, j), known); }
    }
    return sum;
}

VectorXd implausibility(const std::vector<Target>& targets, const MatrixXd& means, const VectorXd& error)
{
    VectorXd worst = VectorXd::Zero(means.rows());
    for (std::size_t k = 0; k < targets.size(); ++k) {
        if (!targets[k].fitted) { continue; }
        const auto j = static_cast<Index>(k);
        const double sd = std::hypot(0.5 * targets[k].half_range(), error[j]);
        worst = worst.cwiseMax(((means.col(j).array() - targets[k].value).abs() / sd).matrix());
    }
    return worst;
}

}  // namespace vangnet::analysis
