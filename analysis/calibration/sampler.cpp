#include "analysis/calibration/sampler.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>

namespace vangnet::analysis {

namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Engine = boost::random::mt19937_64;

MatrixXd normals(Index rows, Index columns, Engine& engine)
{
    boost::random::normal_distribution<double> normal;
    return MatrixXd::NullaryExpr(rows, columns, [&]() { return normal(engine); });
}

/// Weights of draws that go from one power of the likelihood to the next; they sum to 1.
ArrayXd weights_of(const VectorXd& log_likelihood, double power)
{
    const ArrayXd scaled = power * (log_likelihood.array() - log_likelihood.maxCoeff());
    const ArrayXd w = scaled.exp();
    return w / w.sum();
}

double effective_size(const ArrayXd& weights) { return 1.0 / weights.square().sum(); }

/// The largest rise of the power that leaves half of the draws, at most `most`; a thousandth at least, so that it ends.
double next_rise(const VectorXd& log_likelihood, double most)
{
    const double wanted = 0.5 * static_cast<double>(log_likelihood.size());
    if (effective_size(weights_of(log_likelihood, most)) >= wanted) { return most; }
    double low = 0.0;
    double high = most;
    for (int k = 0; k < 60; ++k) {
        const double middle = 0.5 * (low + high);
        (effective_size(weights_of(log_likelihood, middle)) >= wanted ? low : high) = middle;
    }
    return std::max(high, std::min(most, 1e-3));
}

struct Draws {
    MatrixXd at;
    VectorXd log_likelihood;
};

/// As many draws again, each as often as its weight says, up to one.
Draws resampled(const Draws& from, const ArrayXd& weights, Engine& engine)
{
    const Index n = weights.size();
    Draws to{MatrixXd(n, from.at.cols()), VectorXd(n)};
    double at = boost::random::uniform_01<double>()(engine) / static_cast<double>(n);
    double passed = weights[0];
    Index source = 0;
    for (Index i = 0; i < n; ++i, at += 1.0 / static_cast<double>(n)) {
        while (passed < at && source + 1 < n) { passed += weights[++source]; }
        to.at.row(i) = from.at.row(source);
        to.log_likelihood[i] = from.log_likelihood[source];
    }
    return to;
}

/// Lower triangle of the spread of the draws.
MatrixXd spread_of(const MatrixXd& at)
{
    const MatrixXd centred = at.rowwise() - at.colwise().mean();
    MatrixXd covariance = centred.transpose() * centred / static_cast<double>(at.rows());
    covariance.diagonal().array() += 1e-9;
    return covariance.llt().matrixL();
}

/// One random walk of every draw. \return the share that was taken
double walk(Draws& draws, double power, double length, const MatrixXd& spread, const LogDensity& log_likelihood,
            Engine& engine)
{
    const Index n = draws.at.rows();
    const MatrixXd to = draws.at + length * normals(n, draws.at.cols(), engine) * spread.transpose();
    const VectorXd there = log_likelihood(to);
    boost::random::uniform_01<double> uniform;
    Index taken = 0;
    for (Index i = 0; i < n; ++i) {
        const double gain = power * (there[i] - draws.log_likelihood[i]) -
                            0.5 * (to.row(i).squaredNorm() - draws.at.row(i).squaredNorm());
        if (!(std::log(uniform(engine)) < gain)) { continue; }
        draws.at.row(i) = to.row(i);
        draws.log_likelihood[i] = there[i];
        ++taken;
    }
    return static_cast<double>(taken) / static_cast<double>(n);
}

}  // namespace

Sample sample_posterior(int dimensions, const LogDensity& log_likelihood, const SamplerSettings& settings)
{
    constexpr double wanted_acceptance = 0.25;
    Engine engine(settings.seed);
    Draws draws{normals(settings.draws, dimensions, engine), {}};
    draws.log_likelihood = log_likelihood(draws.at);
    Sample sample;
    double length = 2.38 / std::sqrt(static_cast<double>(dimensions));
    for (double power = 0.0; power < 1.0; ++sample.steps) {
        const double rise = next_rise(draws.log_likelihood, 1.0 - power);
        const double best = draws.log_likelihood.maxCoeff();
        sample.log_evidence += rise * best + std::log((rise * (draws.log_likelihood.array() - best)).exp().mean());
        power = rise >= 1.0 - power ? 1.0 : power + rise;
        draws = resampled(draws, weights_of(draws.log_likelihood, rise), engine);
        const MatrixXd spread = spread_of(draws.at);
        for (int move = 0; move < settings.moves; ++move) {
            sample.acceptance = walk(draws, power, length, spread, log_likelihood, engine);
            length *= std::exp(sample.acceptance - wanted_acceptance);
        }
    }
    sample.draws = std::move(draws.at);
    return sample;
}

}  // namespace vangnet::analysis
