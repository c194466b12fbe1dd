#pragma once
/// One month of one arm.

#include "sim/core/blocks.hpp"
#include "sim/run/world.hpp"

namespace vangnet {

/// Moves `world` one month on, in the order of docs/model.md, and fills the records of `ledger`.
/// \throws BugError when people or money are not conserved, or a value is not finite; the message names the lowest
/// block
[[nodiscard]] MonthTotals step_month(World& world, const Regime& regime, Ledger& ledger, const Executor& executor);

/// Fills the records of `ledger` with what people are and have now, before the month of `world` is lived.
void measure_state(World& world, const Regime& regime, Ledger& ledger, const Executor& executor);

/// A ledger without groups, for months that are not measured.
[[nodiscard]] Ledger empty_ledger(const World& world);

}  // namespace vangnet
