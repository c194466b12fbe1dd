#pragma once
/// Iterative proportional fitting: the table nearest to a first guess whose sums over groups of cells are given.

#include <span>
#include <vector>

namespace vangnet::agents {

/// Sums a table must have: cell i belongs to group `group_of_cell[i]`, whose cells must add up to `target[group]`.
struct Margin {
    std::vector<int> group_of_cell;
    std::vector<double> target;
};

/// How a fit ended.
struct Fit {
    int rounds = 0;
    double largest_misfit = 0.0;  ///< largest |sum - target| over all groups, in units of the table
};

/// Scales the cells group by group, margin after margin, until no sum is off by more than `tolerance`:
///
///     cell = cell x target[group] / sum of cells of the group
///
/// Odds ratios of the first guess that no margin speaks of are kept, and cells of 0 stay 0 (Deming & Stephan 1940).
/// \param cells  first guess, 0 or more; replaced by the fit
/// \param tolerance  in units of the table
/// \return rounds used and what is left; a caller checks `largest_misfit`, as contradictory margins never fit
[[nodiscard]] Fit fit_to_margins(std::span<double> cells, std::span<const Margin> margins, double tolerance,
                                 int most_rounds = 500);

}  // namespace vangnet::agents
