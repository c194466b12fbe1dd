#pragma once
/// The settings of instruments that are assumptions, in one parameter draw.

#include <cstdint>

#include "policies/policy.hpp"

namespace vangnet {

/// The policy with its assumed settings (ParameterText::assumed) drawn around their values; the rest stands. With z a
/// standard normal deviate of the setting and the draw, the same in all arms and uses, so that equal uses stay equal:
///
///     percent    logit(x / 100) + 0.5 z, back to percent: 50 becomes 31 .. 69, and 0 and 100 stay     [%]
///     multiple   1 + (x - 1) exp(0.5 z); 1 or less, no offer, stays                                    [1]
///     others     x exp(0.2 z): prices and hours                                                        [x]
///
/// held inside the limits of the setting. Both spreads are *(judgement)*: the published ranges of a caseworker's hour
/// (58 to 95 around 75) and of an inspection (25 to 45 hours around 35) are about 0.2 wide.
[[nodiscard]] policy::Policy drawn_settings(policy::Policy policy, std::uint32_t seed, int draw);

/// Whether a draw moves the setting away from this value.
[[nodiscard]] bool is_drawn(const policy::ParameterText& setting, float value);

}  // namespace vangnet
