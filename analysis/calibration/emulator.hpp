#pragma once
/// A smooth stand-in for the model: what a run gives on average, as a function of its parameters.

#include <Eigen/Core>

namespace vangnet::analysis {

/// Quadratic in the normal scores of the parameters, by ridge regression:
///
///     output(z) = c + sum_i a_i z_i + sum_{i <= j} b_ij z_i z_j
///
/// Terms are standardised, all but the constant are shrunk alike, and how much is chosen for each output by the error
/// of leaving a run out. Runs are noisy (few people), each with luck of its own, so the surface is nearer to the mean
/// than any run. \source Hoerl and Kennard (1970), Technometrics 12(1) (ridge); Allen (1974), Technometrics 16(1)
/// (leaving one out)
class Emulator {
public:
    /// \param at       normal scores of the parameters, a run per row [z]
    /// \param outputs  what the runs gave, a run per row; finite
    /// \param noise    standard deviation of each output over luck alone
    /// \throws std::invalid_argument for fewer than ten runs, or matrices that do not belong together
    Emulator(const Eigen::MatrixXd& at, const Eigen::MatrixXd& outputs, const Eigen::VectorXd& noise);

    /// Means of all outputs, a set of parameters per row.
    [[nodiscard]] Eigen::MatrixXd means(const Eigen::MatrixXd& at) const;

    /// Standard deviation of the error of a mean: what the surface cannot follow, and what the runs leave open.
    ///
    ///     sqrt(max(0, r^2 - noise^2) + r^2 x terms used / runs),  r the error of leaving a run out
    [[nodiscard]] const Eigen::VectorXd& error() const noexcept { return error_; }

    /// Share of the variance of the outputs, over the runs, that the surface foresees for a run left out [1].
    [[nodiscard]] const Eigen::VectorXd& foreseen() const noexcept { return foreseen_; }

private:
    [[nodiscard]] Eigen::MatrixXd terms(const Eigen::MatrixXd& at) const;  ///< standardised, without the constant

    Eigen::RowVectorXd centre_;
    Eigen::RowVectorXd scale_;
    Eigen::RowVectorXd constant_;  ///< by output
    Eigen::MatrixXd slopes_;       ///< term by output
    Eigen::VectorXd error_;
    Eigen::VectorXd foreseen_;
};

}  // namespace vangnet::analysis
