#pragma once
/// What a scarce service truly adds in this model, so that what offices believe can be held against it.

#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

/// By instrument use of the regime's policy: what a place adds to the share in work of 12 hours or more two years
/// later, by kind of person. Twins: the same people with a place for everyone who wants one, and with none for anyone,
/// under a market that follows the published path. 0 for uses that are not scarce. Costs three years of two arms for
/// each scarce use.
[[nodiscard]] std::vector<TrueGain> true_gains(const World& start, const Regime& regime, const Executor& executor);

/// Whether some office under this policy may learn: then the truth is worth its price.
[[nodiscard]] bool may_learn(const policy::Policy& policy);

}  // namespace vangnet
