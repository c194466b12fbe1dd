#include "sim/experiment/scenario_world.hpp"

#include <algorithm>

#include "sim/experiment/measures.hpp"

namespace vangnet {

ScenarioWorld scenario_world(const Tables& tables)
{
    ScenarioWorld world;
    world.municipalities = municipality_names(tables.data);
    for (const auto& [key, other] : tables.data.other_names) { world.other_names[key] = other.municipalities; }
    for (const Municipality& m : tables.data.municipalities) { world.region_of.push_back(m.region); }
    for (const Region& r : tables.data.regions) { world.regions.push_back(r.name); }
    for (const ParameterEntry& e : tables.book.entries) {
        const Allowed limits = limits_of(e);
        world.parameters[e.key] = {limits.low, limits.high, e.unit, std::max(limits.low, e.low),
                                   std::min(limits.high, e.high)};
    }
    world.variants = tables.book.variants;
    for (const Measure& m : measures()) {
        world.outcomes.push_back(m.info.key);
        // of a share of everyone in the arm the standard error follows from the share itself
        if (m.info.kind == MeasureKind::share && m.from == Measure::From::count) { world.shares.push_back(m.info.key); }
    }
    return world;
}

}  // namespace vangnet
