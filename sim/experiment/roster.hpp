#pragma once
/// Who takes part in a trial: recruitment, division over the arms, and the groups that it measures.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "agents/parameters.hpp"
#include "sim/core/random.hpp"
#include "sim/experiment/groups.hpp"
#include "sim/experiment/series.hpp"
#include "sim/month/world.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet {

/// The people of one simulated trial.
struct Roster {
    /// Those measured, rows by group of `trial_groups`: one person per household, the first who is eligible.
    std::vector<std::vector<std::size_t>> groups;
    Assignment assignment;
};

/// Groups of a trial, after all others of a run: the control, then each treatment; dimension "trial".
[[nodiscard]] std::vector<GroupInfo> trial_groups(const Trial& trial, const std::vector<Arm>& arms);

/// Log odds of taking part per standard deviation in a parameter draw, N(0.3, 0.3) *(judgement)*; 0.3 without a draw,
/// and what the scenario says where it says so.
[[nodiscard]] double self_selection_of(const Trial& trial, std::uint32_t seed, std::optional<int> draw);

/// Recruits and divides, by luck of the trial's own:
///
///     invited      households by lot from those with an eligible person
///     take part    those with the greatest  b z + e,  e standard logistic: log odds b per standard deviation of z,
///                  the log rate of finding work (what an office sees of it, and frailty, which only the person knows)
///     randomised   the order of a second lot is cut into arms of the sizes asked for, the control first, or into equal
///                  ones; who is left over has the usual rules. Adding an arm at the end changes nobody's treatment
///     staggered    the same, cut into waves; there is no control group, later waves are it
///     matched      all are treated; each is compared with an eligible person who does not take part, of the same sex,
///                  household, education and ten years of age, with the nearest chance of work that an office sees, each
///                  used once, participants in the order of a lot. Participants without a match are not measured
///     dropouts     a constant monthly hazard, 1 - (1 - dropout_per_year)^(1/12), from the second month on
///
/// A partner has the treatment of the participant and is not measured.
/// \param eligible  1 or 0 by row, see `who_meets`
/// \throws ConfigError where fewer households are eligible than are to be invited or to take part
[[nodiscard]] Roster make_roster(const World& start, const std::vector<std::uint8_t>& eligible, const Trial& trial,
                                 std::size_t treatments, double self_selection, const agents::Parameters& p,
                                 const RandomField& field, int months);

/// The plan with the groups of a roster, the first of which has number `first_group`.
[[nodiscard]] GroupPlan with_roster(GroupPlan plan, const Roster& roster, std::size_t first_group);

}  // namespace vangnet
