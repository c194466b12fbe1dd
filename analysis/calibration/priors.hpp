#pragma once
/// The parameters of a calibration and what is believed of them before.

#include <Eigen/Core>
#include <string>
#include <vector>

#include "sim/inputs/parameters.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet::analysis {

/// A parameter that is calibrated: its distribution, cut off at what the parameter may be.
struct Prior {
    ParameterEntry of;  ///< with the distribution of the table
    double from = 0.0;  ///< share of the distribution below what is admissible
    double to = 1.0;    ///< the same, and what is admissible
    /// Value at a normal score:  quantile(from + (to - from) Phi(z)).
    [[nodiscard]] double value(double z) const;
};

/// Reads `parameter,distribution,p1,p2,why`; a row without a distribution takes that of priors.csv.
/// \throws DataError with all problems: a parameter that is not there or twice, no distribution, numbers that make none,
///         fewer than one row
[[nodiscard]] std::vector<Prior> read_priors(const Table& table, const ParameterBook& book);

/// Values by parameter of a set of normal scores.
[[nodiscard]] Overrides values_of(const std::vector<Prior>& priors, const Eigen::RowVectorXd& z);

}  // namespace vangnet::analysis
