#include "analysis/calibration/coverage.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/missed.hpp"

namespace vangnet::analysis {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;

/// The targets as if a run were what is published.
std::vector<Target> published_as(std::vector<Target> targets, const RowVectorXd& outputs, std::uint32_t seed)
{
    Missed missed(seed);
    for (std::size_t k = 0; k < targets.size(); ++k) {
        Target& t = targets[k];
        const double value = outputs[static_cast<Index>(k)] + missed(t);
        t.low += value - t.value;
        t.high += value - t.value;
        t.value = value;
    }
    return targets;
}

}  // namespace

double Coverage::covered(double share, Index parameter) const
{
    const double low = 0.5 * (1.0 - share) * draws;
    const double high = 0.5 * (1.0 + share) * draws;
    const auto within = [&](const auto& column) {
        return (column.template cast<double>().array() >= low && column.template cast<double>().array() <= high)
            .template cast<double>()
            .mean();
    };
    return parameter < 0 ? within(ranks) : within(ranks.col(parameter));
}

double Coverage::distance(Index parameter) const
{
    std::vector<int> sorted(ranks.col(parameter).begin(), ranks.col(parameter).end());
    std::sort(sorted.begin(), sorted.end());
    const auto n = static_cast<double>(sorted.size());
    double worst = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        // a rank stands for the middle of its place among draws + 1
        const double at = (sorted[i] + 0.5) / (draws + 1.0);
        const auto below = static_cast<double>(i);
        worst = std::max({worst, at - below / n, (below + 1.0) / n - at});
    }
    return worst * std::sqrt(n);
}

Coverage coverage_of(const Emulator& emulator, const std::vector<Target>& targets, const MatrixXd& truths,
                     const MatrixXd& outputs, const LogDensity& prior, const VectorXd& noise,
                     const SamplerSettings& settings, const Executor& executor)
{
    Coverage coverage{Eigen::MatrixXi(truths.rows(), truths.cols()), settings.draws};
    const VectorXd error = (emulator.error().array().square() + noise.array().square()).sqrt();
    executor.for_each(static_cast<std::size_t>(truths.rows()), [&](std::size_t k) {
        const auto i = static_cast<Index>(k);
        SamplerSettings own = settings;
        own.seed += static_cast<std::uint32_t>(k);
        const std::vector<Target> seen = published_as(targets, outputs.row(i), own.seed);
        const auto density = [&](const MatrixXd& z) -> VectorXd {
            return prior(z) + log_likelihood(seen, emulator.means(z), error);
        };
        const Sample sample = sample_posterior(static_cast<int>(truths.cols()), density, own);
        for (Index j = 0; j < truths.cols(); ++j) {
            coverage.ranks(i, j) = static_cast<int>((sample.draws.col(j).array() < truths(i, j)).count());
        }
    });
    return coverage;
}

}  // namespace vangnet::analysis
