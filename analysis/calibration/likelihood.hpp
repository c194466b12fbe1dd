#pragma once
/// How likely published figures are under what the model gives on average.

#include <Eigen/Core>
#include <string>
#include <vector>

namespace vangnet::analysis {

/// A figure that a calibration must meet, or is held beside it.
struct Target {
    std::string key;
    double value = 0.0;  ///< published
    double low = 0.0;    ///< what counts as met, ends included
    double high = 0.0;
    bool fitted = true;  ///< false: predicted, never used

    [[nodiscard]] double half_range() const noexcept { return 0.5 * (high - low); }
};

/// Log of the density of the published value, by set of parameters. The truth behind it is the model's mean, within the
/// range for certain, and the nearer the likelier; the emulator knows that mean up to its error:
///
///     log int N(value; m, (half range / 2)^2) [low <= m <= high] N(m; mean, error^2) dm
///
/// summed over fitted targets. That the range is twice the standard deviation either way is *(judgement)*: it was fixed
/// with the facts, as what a model may miss. Errors of targets are taken as independent.
/// \param means  of the targets, a set of parameters per row
/// \param error  of the means, by target
[[nodiscard]] Eigen::VectorXd log_likelihood(const std::vector<Target>& targets, const Eigen::MatrixXd& means,
                                             const Eigen::VectorXd& error);

/// Largest distance of a fitted target, in standard deviations of all that is not known of it:
///
///     max over fitted targets of |value - mean| / sqrt((half range / 2)^2 + error^2)
///
/// Above 3 a set is implausible. \source Craig, Goldstein, Seheult and Smith (1997), Pressure matching for hydrocarbon
/// reservoirs; Vernon, Goldstein and Bower (2010), Bayesian Analysis 5(4) (three)
[[nodiscard]] Eigen::VectorXd implausibility(const std::vector<Target>& targets, const Eigen::MatrixXd& means,
                                             const Eigen::VectorXd& error);
inline constexpr double implausible_above = 3.0;

/// log(Phi(high) - Phi(low)) of the standard normal distribution, also far out. \param low  below high
[[nodiscard]] double log_normal_between(double low, double high) noexcept;

}  // namespace vangnet::analysis
