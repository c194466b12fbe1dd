#pragma once
/// The person panel: people drawn at random whose months are written one by one.

#include <cstdint>
#include <vector>

#include "sim/core/random.hpp"
#include "sim/experiment/series.hpp"
#include "sim/month/world.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet {

/// Whose months are written: rows of the start state.
struct Panel {
    std::vector<std::size_t> rows;
    std::size_t size = 0;         ///< persons in the file, the same in every replicate; those beyond `rows` are missing
    bool everyones_work = false;  ///< whether `ArmResult::works` is kept, of all people
    int every = 1;                ///< months between two records, of which the first is of the moment the arms branch
};

/// The months of one arm's panel, each array [person][record].
struct PanelRecords {
    std::vector<std::int8_t> state;
    std::vector<std::int8_t> hours;    ///< [h/week]
    std::vector<std::int8_t> treated;  ///< 1 under a use by which the arm differs from the base arm
    std::vector<float> benefit;        ///< of the household in that month, NaN when the arms branch [EUR/month]
    std::vector<float> wage;           ///< net [EUR/month]
    std::vector<float> debt;           ///< of the household [EUR]
    std::vector<float> mental_health;  ///< [z]
    std::vector<float> motivation;     ///< [z]
};

/// Most persons a panel holds: no more are asked for than `people` on benefit at the start and as many new applicants a
/// year can be. It follows from the scenario alone, so all replicates have the same.
[[nodiscard]] std::size_t panel_size(const PanelRequest& request, double people, int months) noexcept;

/// Draws `size` persons with equal chances, without replacement, from everyone on benefit now and everyone who applies
/// within `months`; all of them if there are no more. By keyed luck, so a larger panel contains a smaller one. In order
/// of row.
[[nodiscard]] Panel choose_panel(const World& start, std::size_t size, int every, int months, const RandomField& field);

/// Number of records in a run of so many months.
[[nodiscard]] std::size_t records_of(const Panel& panel, int months) noexcept;

/// Writes a record of everyone in the panel, if one is due. \param month  months since the arms branched, 0 before the
/// first
void keep_panel(const World& world, const Regime& regime, const Panel& panel, int months, int month, PanelRecords& out);

/// Group "people" of a replicate. \param start  the start state, `arms` the records of each arm
[[nodiscard]] ArrayGroup people_group(const Scenario& s, const Panel& panel, const World& start,
                                      const std::vector<const PanelRecords*>& arms);

}  // namespace vangnet
