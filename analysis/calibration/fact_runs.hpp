#pragma once
/// Runs of the pooled country that measure the facts, for a calibration.

#include <Eigen/Core>
#include <functional>
#include <vector>

#include "analysis/calibration/likelihood.hpp"
#include "analysis/calibration/priors.hpp"
#include "analysis/facts.hpp"
#include "sim/core/blocks.hpp"
#include "sim/inputs/data.hpp"

namespace vangnet::analysis {

/// Facts that such a run does not measure as a mean: the worst quarter of a stock has no smooth surface, and
/// displacement has a run of its own.
[[nodiscard]] bool can_be_target(int fact) noexcept;

/// Targets of a table of facts, those that a run measures.
/// \param measured  the program's own table: what a run measures, and in which year
/// \throws DataError with all that are not measured, or not in that year; if nothing is fitted; if a range has no width
[[nodiscard]] std::vector<Target> targets_of(const std::vector<FactPart>& facts, const std::vector<FactPart>& measured);

/// What a set of parameters gives, target by target; NaN in all where the run failed: a value is not finite, or the
/// model says that something is not conserved. A function of the set and the number alone.
class FactRuns {
public:
    /// \param country  see pooled_country; it and the book must outlive this
    FactRuns(const Data& country, const ParameterBook& book, std::vector<Prior> priors, std::vector<Target> targets,
             int people, std::uint32_t seed);

    /// \param number  the replicate of the run's luck
    [[nodiscard]] Eigen::RowVectorXd run(const Eigen::RowVectorXd& scores, int number) const;

private:
    const Data& country_;
    const ParameterBook& book_;
    std::vector<Prior> priors_;
    std::vector<Target> targets_;
    int people_;
    std::uint32_t seed_;
};

/// Share of draws at which all fitted targets lie in their ranges.
[[nodiscard]] double share_meeting_all(const std::vector<Target>& targets, const Eigen::MatrixXd& outputs);

}  // namespace vangnet::analysis
