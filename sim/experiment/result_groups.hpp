#pragma once
/// What an item gives besides the series of its measures: groups of arrays for the results file.

#include <vector>

#include "sim/experiment/arm_run.hpp"
#include "sim/experiment/series.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet {

/// Group "stock": people on benefit, and who came and left, by arm and month.
[[nodiscard]] ArrayGroup stock_group(const Scenario& s, const std::vector<ArmResult>& arms);
/// Group "market": expected hires and the market's factor, by arm and month.
[[nodiscard]] ArrayGroup market_group(const Scenario& s, const std::vector<ArmResult>& arms);

/// Group "offices": caseworkers and the hours wanted of them, by arm and month.
[[nodiscard]] ArrayGroup office_group(const Scenario& s, const std::vector<ArmResult>& arms);

/// Group "services": places, places held and given, people waiting and for how long, by arm, scarce service and month;
/// without arrays where no arm has a scarce service.
[[nodiscard]] ArrayGroup service_group(const Scenario& s, const std::vector<ArmResult>& arms);

/// Group "start": measures that are states, of the groups of the stock, before the first month; the same in every arm.
/// \param values  of `start_values`
[[nodiscard]] ArrayGroup start_group(const std::vector<GroupInfo>& infos, const std::vector<float>& values);

/// Group "twins": the same people under the first arm and under each arm, those of the stock: how many have work of 12
/// hours or more at the end of a month in neither, in the first only, in this arm only, in both.
[[nodiscard]] ArrayGroup twins_group(const Scenario& s, const agents::Seekers& start,
                                     const std::vector<ArmResult>& arms);

/// Group "entrants": people who have applied so far, by month, of each group of new applicants. No arrays if there is
/// none.
[[nodiscard]] ArrayGroup entrants_group(const std::vector<GroupInfo>& infos, const GroupPlan& plan);

}  // namespace vangnet
