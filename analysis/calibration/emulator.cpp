#include "analysis/calibration/emulator.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace vangnet::analysis {

namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::VectorXd;

/// Strengths of the ridge that are tried, relative to the variance of a term.
constexpr std::array<double, 10> ridges = {1e-6, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 10.0};

/// z_i, then z_i z_j for i <= j.
MatrixXd quadratic(const MatrixXd& z)
{
    const Index k = z.cols();
    MatrixXd t(z.rows(), k + k * (k + 1) / 2);
    t.leftCols(k) = z;
    Index next = k;
    for (Index i = 0; i < k; ++i) {
        for (Index j = i; j < k; ++j) { t.col(next++) = z.col(i).cwiseProduct(z.col(j)); }
    }
    return t;
}

/// The regression of one output in the directions of the terms' principal components.
struct Ridge {
    VectorXd loadings;           ///< of the components
    double squared_error = 0.0;  ///< mean, of leaving a run out
    double terms_used = 0.0;     ///< trace of the hat matrix
};

Ridge best_ridge(const MatrixXd& components, const ArrayXd& variances, const VectorXd& output)
{
    const auto n = static_cast<double>(components.rows());
    const ArrayXd projected = (components.transpose() * output).array() / n;
    Ridge best;
    best.squared_error = std::numeric_limits<double>::infinity();
    for (const double ridge : ridges) {
        const ArrayXd shrink = 1.0 / (variances + ridge);
        const VectorXd loadings = (projected * shrink).matrix();
        const ArrayXd leverage = 1.0 / n + (components.array().square().matrix() * (shrink / n).matrix()).array();
        const ArrayXd left_out = (output - components * loadings).array() / (1.0 - leverage).max(1e-9);
        const double squared = left_out.square().mean();
        if (squared < best.squared_error) { best = {loadings, squared, leverage.sum()}; }
    }
    return best;
}

}  // namespace

Emulator::Emulator(const MatrixXd& at, const MatrixXd& outputs, const VectorXd& noise)
{
    if (at.rows() < 10 || at.rows() != outputs.rows() || outputs.cols() != noise.size()) {
        throw std::invalid_argument("an emulator needs ten runs or more, each with all outputs");
    }
    MatrixXd t = quadratic(at);
    const auto n = static_cast<double>(t.rows());
    centre_ = t.colwise().mean();
    t.rowwise() -= centre_;
    scale_ = (t.colwise().squaredNorm() / n).cwiseSqrt().cwiseMax(1e-12);
    t.array().rowwise() /= scale_.array();
    const Eigen::SelfAdjointEigenSolver<MatrixXd> axes(t.transpose() * t / n);
    const ArrayXd variances = axes.eigenvalues().array().max(0.0);
    const MatrixXd components = t * axes.eigenvectors();

    constant_ = outputs.colwise().mean();
    slopes_.resize(t.cols(), outputs.cols());
    error_.resize(outputs.cols());
    foreseen_.resize(outputs.cols());
    for (Index j = 0; j < outputs.cols(); ++j) {
        const VectorXd output = outputs.col(j).array() - constant_[j];
        const Ridge fit = best_ridge(components, variances, output);
        slopes_.col(j) = axes.eigenvectors() * fit.loadings;
        const double unfollowed = std::max(0.0, fit.squared_error - noise[j] * noise[j]);
        error_[j] = std::sqrt(unfollowed + fit.squared_error * fit.terms_used / n);
        const double variance = output.squaredNorm() / n;
        foreseen_[j] = variance > 0.0 ? 1.0 - fit.squared_error / variance : 1.0;
    }
}

MatrixXd Emulator::terms(const MatrixXd& at) const
{
    MatrixXd t = quadratic(at);
    t.rowwise() -= centre_;
    t.array().rowwise() /= scale_.array();
    return t;
}

MatrixXd Emulator::means(const MatrixXd& at) const
{
    MatrixXd m = terms(at) * slopes_;
    m.rowwise() += constant_;
    return m;
}

}  // namespace vangnet::analysis
