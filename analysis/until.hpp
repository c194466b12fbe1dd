#pragma once
/// The rule behind `run --until X`: when a run has enough replicates.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace vangnet::analysis {

/// Differences from the base arm of one headline outcome and arm, by replicate, in the unit that is printed.
struct HeadlineDifferences {
    std::string outcome;              ///< measure key
    std::string arm;                  ///< arm key
    std::vector<double> differences;  ///< one per replicate, from replicate 0, without gaps
};

/// Fewest replicates that `--until` accepts. *(judgement)*
inline constexpr std::size_t until_least_replicates = 20;

/// What the rule found at one of its fixed points.
struct UntilPoint {
    std::size_t replicates = 0;  ///< 10, 20, 40, 80, ...
    double widest = 0.0;         ///< largest 90% half-width over the headline differences
    std::string widest_outcome;  ///< whose it is
    std::string widest_arm;
};

/// Decision over the replicates finished so far.
struct UntilDecision {
    bool stop = false;               ///< precise enough
    std::size_t replicates = 0;      ///< if stop: number of replicates to keep; else: number to run to next
    std::vector<UntilPoint> points;  ///< every point looked at, in order
};

/// Whether the run may stop, looking only at the first n replicates for n = 10, 20, 40, 80, ... that are complete.
///
///     widest(n) = largest half-width (level, Student t) of the paired differences of the first n replicates
///     stop at the first n >= 20 with widest(n) < limit and widest(n / 2) < limit
///
/// Depends on numbered replicates in order, never on which finished first, so the answer is the same for any number of
/// threads. With `most` replicates reached and no stop, `replicates` equals `most`.
///
/// \param limit largest half-width allowed, in the unit of the differences, > 0
/// \param most replicates at which the run ends whatever the width
/// \throws DataError if there is no difference, lengths differ, limit <= 0 or a value is not finite
[[nodiscard]] UntilDecision decide_until(std::span<const HeadlineDifferences> headlines, double limit, std::size_t most,
                                         double level = 0.90);

}  // namespace vangnet::analysis
