#include "analysis/calibration/calibrate.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/core/errors.hpp"
#include "sim/core/math.hpp"
#include "sim/experiment/design.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double widened = 3.0;  // ranges of a wave that finds where the next one looks
constexpr int of_prior = 4000;   // draws that say what the prior foresees

MatrixXd latin_hypercube(int sets, int dimensions, std::uint32_t seed)
{
    Sweep sweep{.design = Design::lhs, .points = sets, .parameters = {}};
    sweep.parameters.resize(static_cast<std::size_t>(dimensions), {.key = "", .low = 0.0, .high = 1.0});
    const std::vector<std::vector<double>> unit = unit_design(sweep, seed);
    MatrixXd z(sets, dimensions);
    for (Index i = 0; i < z.rows(); ++i) {
        for (Index j = 0; j < z.cols(); ++j) {
            z(i, j) = math::normal_quantile(unit[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
        }
    }
    return z;
}

/// Runs of a wave that did not fail.
struct Runs {
    MatrixXd at;
    MatrixXd outputs;
};

Runs sound_runs(const MatrixXd& at, const MatrixXd& outputs)
{
    std::vector<Index> sound;
    for (Index i = 0; i < outputs.rows(); ++i) {
        if (outputs.row(i).allFinite()) { sound.push_back(i); }
    }
    if (2 * sound.size() < static_cast<std::size_t>(outputs.rows()) || sound.size() < 10) {
        throw DataError(bilingual({"{} van de {} runs van een ronde mislukten: zo valt er niets te ijken",
                                   "{} of the {} runs of a wave failed: nothing can be calibrated like that"},
                                  outputs.rows() - static_cast<Index>(sound.size()), outputs.rows()));
    }
    return {at(sound, Eigen::all), outputs(sound, Eigen::all)};
}

/// Standard deviation by luck: of sets that were run twice, row by row.
VectorXd noise_of(const MatrixXd& once, const MatrixXd& again)
{
    VectorXd squares = VectorXd::Zero(once.cols());
    double pairs = 0.0;
    for (Index i = 0; i < once.rows(); ++i) {
        if (!once.row(i).allFinite() || !again.row(i).allFinite()) { continue; }
        squares += 0.5 * (once.row(i) - again.row(i)).array().square().matrix().transpose();
        pairs += 1.0;
    }
    return (squares / std::max(pairs, 1.0)).cwiseSqrt();
}

/// Ranges three times as wide around the published values.
std::vector<Target> with_wide_ranges(std::vector<Target> targets)
{
    for (Target& t : targets) {
        const double beyond = 0.5 * (widened - 1.0) * (t.high - t.low);
        t.low -= beyond;
        t.high += beyond;
    }
    return targets;
}

class Waves {
public:
    Waves(int dimensions, const std::vector<Target>& targets, const CalibrationSettings& settings, const RunSets& run)
        : dimensions_{dimensions}, targets_{targets}, settings_{settings}, run_{run}
    {
    }

    Calibration go(const Executor& executor)
    {
        Calibration c;
        LogDensity looked = [](const MatrixXd& z) -> VectorXd { return VectorXd::Zero(z.rows()); };
        MatrixXd at = latin_hypercube(settings_.sets_by_wave.front(), dimensions_, settings_.seed);
        Emulator emulator = run_wave(at, c);
        c.prior_predictive = emulator.means(latin_hypercube(of_prior, dimensions_, settings_.seed + 1));
        for (std::size_t k = 1; k < settings_.sets_by_wave.size(); ++k) {
            looked = likelihood(emulator, with_wide_ranges(targets_));
            at = draw(looked, settings_.sets_by_wave[k]).draws;
            emulator = run_wave(at, c);
        }
        c.posterior = draw(likelihood(emulator, targets_), settings_.draws);
        c.predictive = emulator.means(c.posterior.draws);
        if (settings_.truths > 0) { c.coverage = cover(emulator, looked, c.waves.back().noise, executor); }
        return c;
    }

private:
    /// Runs the sets, the first fifth of them twice, and notes what they showed.
    Emulator run_wave(const MatrixXd& at, Calibration& c)
    {
        const Index twice = runs_again(static_cast<int>(at.rows()));
        MatrixXd all(at.rows() + twice, at.cols());
        all << at, at.topRows(twice);
        const MatrixXd outputs = run_(all, next_number_);
        next_number_ += static_cast<int>(all.rows());
        const Runs runs = sound_runs(all, outputs);
        Wave wave;
        wave.runs = static_cast<int>(all.rows());
        wave.failed = wave.runs - static_cast<int>(runs.at.rows());
        wave.noise = noise_of(outputs.topRows(twice), outputs.bottomRows(twice));
        Emulator emulator(runs.at, runs.outputs, wave.noise);
        wave.error = emulator.error();
        wave.foreseen = emulator.foreseen();
        const VectorXd worst = implausibility(targets_, emulator.means(at), emulator.error());
        wave.plausible = (worst.array() <= implausible_above).cast<double>().mean();
        c.waves.push_back(std::move(wave));
        return emulator;
    }

    /// Of an emulator as it is now, whatever becomes of it.
    static LogDensity likelihood(const Emulator& emulator, std::vector<Target> targets)
    {
        return [emulator, targets = std::move(targets)](const MatrixXd& z) {
            return log_likelihood(targets, emulator.means(z), emulator.error());
        };
    }

    /// Each time with luck of its own.
    Sample draw(const LogDensity& density, int draws)
    {
        sampler_seed_ += 1000U;
        return sample_posterior(dimensions_, density, {.draws = draws, .seed = sampler_seed_});
    }

    Coverage cover(const Emulator& emulator, const LogDensity& looked, const VectorXd& noise, const Executor& executor)
    {
        const MatrixXd at = draw(looked, settings_.truths).draws;
        const Runs truths = sound_runs(at, run_(at, next_number_));
        next_number_ += settings_.truths;
        sampler_seed_ += 1000U;
        return coverage_of(emulator, targets_, truths.at, truths.outputs, looked, noise,
                           {.draws = draws_per_truth, .seed = sampler_seed_}, executor);
    }

    int dimensions_;
    const std::vector<Target>& targets_;
    const CalibrationSettings& settings_;
    const RunSets& run_;
    int next_number_ = 0;
    std::uint32_t sampler_seed_ = settings_.seed;
};

}  // namespace

int runs_again(int sets) noexcept { return std::min(sets, std::max(10, sets / 5)); }

Calibration calibrate(int dimensions, const std::vector<Target>& targets, const CalibrationSettings& settings,
                      const RunSets& run, const Executor& executor)
{
    return Waves(dimensions, targets, settings, run).go(executor);
}

}  // namespace vangnet::analysis
