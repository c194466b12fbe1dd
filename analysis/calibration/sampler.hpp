#pragma once
/// Draws from a posterior: sequential Monte Carlo from the prior, by tempering the likelihood.

#include <Eigen/Core>
#include <cstdint>
#include <functional>

namespace vangnet::analysis {

struct SamplerSettings {
    int draws = 1000;
    int moves = 12;  ///< random walks of every draw after each step
    std::uint32_t seed = 1;
};

struct Sample {
    Eigen::MatrixXd draws;      ///< a draw per row, all of the same weight
    int steps = 0;              ///< temperatures from the prior to the posterior
    double acceptance = 0.0;    ///< share of the walks of the last step that were taken
    double log_evidence = 0.0;  ///< log of the mean likelihood under the prior
};

/// Log densities, a set of parameters per row.
using LogDensity = std::function<Eigen::VectorXd(const Eigen::MatrixXd&)>;

/// Draws from  N(0, I) x exp(log_likelihood)  in `dimensions` normal scores.
///
/// Starts with draws of the prior; raises the power of the likelihood from 0 to 1 in steps that leave half of the draws
/// as effective sample size, resamples systematically, and moves every draw by random walks with 2.38 / sqrt(d) times
/// the spread of the draws, a length that is then adapted to a quarter of walks being taken. A function of the settings
/// and the density alone. \source Del Moral, Doucet and Jasra (2006), Sequential Monte Carlo samplers, JRSS B 68(3);
/// Roberts, Gelman and Gilks (1997), Annals of Applied Probability 7(1) (the length)
[[nodiscard]] Sample sample_posterior(int dimensions, const LogDensity& log_likelihood,
                                      const SamplerSettings& settings);

}  // namespace vangnet::analysis
