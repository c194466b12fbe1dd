#pragma once
/// "The same people without it": a world of their own that begins as another one, with the same luck.
///
/// Every comparison of the model is of twins: arms of an experiment, the true gain of a service, the response to an
/// instrument, displacement, two lives of one person. What differs between them is the regime alone. Where the people
/// that an instrument would reach must be marked in both, the one without it has policy::neutral of the same use.

#include "sim/core/blocks.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

/// A world that begins as `start` and has branched off under the rules, the luck and the trial of the regime.
[[nodiscard]] World twin_world(const World& start, const Regime& regime);

/// The same after so many months. [months]
[[nodiscard]] World twin_after(const World& start, const Regime& regime, int months, const Executor& executor);

}  // namespace vangnet
