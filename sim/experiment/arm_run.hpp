#pragma once
/// One arm of one work item, month by month, and what is kept of it.

#include <cstdint>
#include <vector>

#include "sim/experiment/groups.hpp"
#include "sim/experiment/measures.hpp"
#include "sim/experiment/panel.hpp"
#include "sim/month/world.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet {

/// What an arm gives: series by measure, month and group, totals by month, and the person panel.
struct ArmResult {
    std::vector<float> values;        ///< [measure][month][group]
    std::vector<MonthTotals> totals;  ///< by month
    PanelRecords people;              ///< of the panel
    /// Who is in work of 12 hours or more at the end of each month, as `work_12h` has it: a bit per row, 64 rows a
    /// word, [month][word]; empty unless asked for (`Panel::everyones_work`).
    std::vector<std::uint64_t> works;
};

/// 1 for uses of `policy` that act and that `base` has not in the same form: those whose people count as treated.
[[nodiscard]] std::vector<std::uint8_t> uses_beyond(const policy::Policy& policy, const policy::Policy& base);

/// Measures at the start, before any arm acts: [measure][group]. Only those of groups of the stock that are states
/// (`is_state`) say something. \param world  the start state, groups planned
[[nodiscard]] std::vector<float> start_values(World& world, const Regime& regime, GroupPlan& plan,
                                              const Executor& executor);

/// Runs an arm from the branching point, in a twin of the start state. \param start  groups planned
[[nodiscard]] ArmResult run_arm(const World& start, const Regime& regime, GroupPlan plan, int months,
                                const Panel& panel, const Executor& executor);

}  // namespace vangnet
