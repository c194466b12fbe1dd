#pragma once
/// From priors and published figures to a posterior: runs of the model, an emulator, and draws.

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/calibration/coverage.hpp"
#include "analysis/calibration/emulator.hpp"
#include "analysis/calibration/likelihood.hpp"
#include "analysis/calibration/sampler.hpp"
#include "sim/core/blocks.hpp"

namespace vangnet::analysis {

struct CalibrationSettings {
    std::vector<int> sets_by_wave = {2000, 3000};  ///< parameter sets that are run
    int draws = 1000;
    int truths = 0;  ///< runs whose parameters are found back, to see whether intervals hold what they say
    std::uint32_t seed = 1;
};
inline constexpr int draws_per_truth = 249;  ///< so that there are 250 ranks

/// Runs the sets of `at` (normal scores, a set per row), numbered from `first_number` on, which is their luck: what each
/// gives, target by target; NaN in all of a row whose run failed.
using RunSets = std::function<Eigen::MatrixXd(const Eigen::MatrixXd& at, int first_number)>;

/// What a wave of runs showed.
struct Wave {
    int runs = 0;              ///< sets, and a fifth of them again with other luck
    int failed = 0;            ///< of the runs
    Eigen::VectorXd noise;     ///< standard deviation of one run by luck, by target
    Eigen::VectorXd error;     ///< of the emulator's mean
    Eigen::VectorXd foreseen;  ///< share of the variance over the sets that the emulator foresees
    double plausible = 0.0;    ///< share of the sets with an implausibility of at most 3, by this wave's emulator
};

struct Calibration {
    std::vector<Wave> waves;
    Sample posterior;                  ///< normal scores
    Eigen::MatrixXd prior_predictive;  ///< means of the first wave's emulator at draws of the prior, by target
    Eigen::MatrixXd predictive;        ///< means of the last wave's emulator at the posterior's draws
    std::optional<Coverage> coverage;  ///< if truths were asked for
};

/// Sets of a wave that are run a second time, to see what luck does.
[[nodiscard]] int runs_again(int sets) noexcept;

/// Waves of runs, each from where the one before found the targets nearly met, then draws of the posterior.
///
///     wave 1    a Latin hypercube of the prior
///     wave k    draws of the prior times the likelihood with every range three times as wide, by the emulator of wave
///               k - 1: the part of the prior that history matching keeps, with more runs where it matters
///     posterior by the last wave's emulator, which is made of the last wave's runs alone
///
/// Each run has luck of its own: the surface averages it. With one luck for all, its error would stay in every mean.
/// Truths of the coverage are drawn from where the last wave looked, and run apart from it.
/// \param executor  for the posteriors of the truths
/// \throws DataError if half of the runs of a wave fail
[[nodiscard]] Calibration calibrate(int dimensions, const std::vector<Target>& targets,
                                    const CalibrationSettings& settings, const RunSets& run, const Executor& executor);

}  // namespace vangnet::analysis
