#pragma once
/// Scarce places: who of those on the list of a service gets a place that is free.

#include "sim/core/blocks.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

/// Places of a use in a municipality: places_per_100 / 100 x its recipients at branching, to the nearest whole number.
[[nodiscard]] int places_of(const Town& town, const policy::InstrumentUse& use) noexcept;

/// Gives the free places of every scarce service, municipality by municipality, in the order of the use's priority,
/// then keyed luck, then the row: the same for any number of threads. People are on the list since the month before,
/// so an intake takes a month. Does nothing before the arms branch.
/// \throws BugError when more places are held than there are
void step_places(World& world, const Regime& regime, MonthTotals& totals, const Executor& executor);

}  // namespace vangnet
