#pragma once
/// Bits of one type read as another. Stands in for std::bit_cast, which the library of emscripten 3.1.6 lacks.

#include "sim/core/level.hpp"

namespace vangnet::inline VANGNET_LEVEL {

/// The value of type `To` with the same bits as `from`; both of the same size and trivially copyable.
template <class To, class From>
[[nodiscard]] constexpr To bits_as(From from) noexcept
{
    static_assert(sizeof(To) == sizeof(From));
    return __builtin_bit_cast(To, from);
}

}  // namespace vangnet::inline VANGNET_LEVEL
