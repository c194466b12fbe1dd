#pragma once
/// Simulation-based calibration: whether intervals of the posterior hold what they say, on truths that are known.

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "analysis/calibration/emulator.hpp"
#include "analysis/calibration/likelihood.hpp"
#include "analysis/calibration/sampler.hpp"
#include "sim/core/blocks.hpp"

namespace vangnet::analysis {

/// Ranks of the truth among draws of the posterior that was made of its own run.
struct Coverage {
    Eigen::MatrixXi ranks;  ///< truth by parameter, from 0 to `draws`
    int draws = 0;

    /// Share of truths within the middle `share` of their posteriors, over the parameters of a column or all (-1) [1].
    [[nodiscard]] double covered(double share, Eigen::Index parameter = -1) const;
    /// Largest distance between the ranks' distribution and the uniform one, times sqrt(truths): below 1.36 in 95% of
    /// cases. \source Kolmogorov's distribution
    [[nodiscard]] double distance(Eigen::Index parameter) const;
};
inline constexpr double uniform_below = 1.36;

/// For each truth: its run is what is published, give or take what the model may miss (log_likelihood); the posterior
/// is drawn as in a calibration, by the same emulator, whose error then has the luck of that run in it as well.
/// \source Talts, Betancourt, Simpson, Vehtari and Gelman (2018), Validating Bayesian inference algorithms with
///         simulation-based calibration
/// \param truths   normal scores, drawn from N(0, I) x exp(prior)
/// \param outputs  of a run at each, not among those that the emulator is made of
/// \param prior    what of the prior is not N(0, I)
/// \param noise    standard deviation of a run by luck, by target
[[nodiscard]] Coverage coverage_of(const Emulator& emulator, const std::vector<Target>& targets,
                                   const Eigen::MatrixXd& truths, const Eigen::MatrixXd& outputs,
                                   const LogDensity& prior, const Eigen::VectorXd& noise,
                                   const SamplerSettings& settings, const Executor& executor);

}  // namespace vangnet::analysis
