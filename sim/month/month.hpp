#pragma once
/// One month of one arm.

#include <cstdint>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

/// Moves `world` one month on, in the order of docs/model.md, and fills the records of `ledger`.
/// \throws BugError when people or money are not conserved, or a value is not finite; the message names the lowest
/// block
[[nodiscard]] MonthTotals step_month(World& world, const Regime& regime, Ledger& ledger, const Executor& executor);

/// Fills the records of `ledger` with what people are and have now, before the month of `world` is lived.
void measure_state(World& world, const Regime& regime, Ledger& ledger, const Executor& executor);

/// 1 for the rows of people in the stock for whom all conditions hold before the month of `world` is lived, else 0.
[[nodiscard]] std::vector<std::uint8_t> who_meets(World& world, const Regime& regime,
                                                  const std::vector<policy::FactRange>& conditions,
                                                  const Executor& executor);

/// A ledger without groups, for months that are not measured.
[[nodiscard]] Ledger empty_ledger(const World& world);

}  // namespace vangnet
