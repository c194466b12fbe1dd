#pragma once
/// Small by-value helpers for branch-free formulas.
///
/// std::min, std::max and std::clamp take references, which g++ 12 does not vectorise; these take values and compile to
/// one instruction per vector. A NaN in the first argument of `minimum`, `maximum` and `clamp` gives the NaN.

#include "sim/core/level.hpp"

namespace vangnet::inline VANGNET_LEVEL {

/// `a` where `condition` holds, otherwise `b`. Both are computed.
template <class T>
[[nodiscard]] constexpr T select(bool condition, T a, T b) noexcept
{
    return condition ? a : b;
}

/// The smaller of two values.
template <class T>
[[nodiscard]] constexpr T minimum(T a, T b) noexcept
{
    return b < a ? b : a;
}

/// The larger of two values.
template <class T>
[[nodiscard]] constexpr T maximum(T a, T b) noexcept
{
    return a < b ? b : a;
}

/// `x` limited to [low, high]; low <= high.
template <class T>
[[nodiscard]] constexpr T clamp(T x, T low, T high) noexcept
{
    const T raised = x < low ? low : x;
    return high < raised ? high : raised;
}

/// `value` where `condition` holds, otherwise 0.
template <class T>
[[nodiscard]] constexpr T only_if(bool condition, T value) noexcept
{
    return condition ? value : T{0};
}

/// Absolute value.
template <class T>
[[nodiscard]] constexpr T magnitude(T x) noexcept
{
    return x < T{0} ? -x : x;
}

}  // namespace vangnet::inline VANGNET_LEVEL
