#pragma once
/// What scenarios may refer to: places, parameters and what is measured.

#include "sim/inputs/tables.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet {

[[nodiscard]] ScenarioWorld scenario_world(const Tables& tables);

}  // namespace vangnet
