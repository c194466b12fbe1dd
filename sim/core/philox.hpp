#pragma once
/// Philox4x32-10: random words as a pure function of a counter and a key.
///
/// \source Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC11; same words as
///         Random123 (r123::Philox4x32, 10 rounds).

#include <array>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "sim/core/bits.hpp"
#include "sim/core/level.hpp"

namespace vangnet::inline VANGNET_LEVEL {

namespace philox {
inline constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
inline constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
inline constexpr std::uint32_t weyl_0 = 0x9E3779B9U;
inline constexpr std::uint32_t weyl_1 = 0xBB67AE85U;
inline constexpr int rounds = 10;

static_assert(rounds == 10, "the known answers of Random123 are for ten rounds");
}  // namespace philox

/// Four random words for one counter and key.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                                                std::array<std::uint32_t, 2> key) noexcept
{
    for (int round = 0; round < philox::rounds; ++round) {
        const std::uint64_t p0 = std::uint64_t{philox::multiplier_0} * counter[0];
        const std::uint64_t p1 = std::uint64_t{philox::multiplier_1} * counter[2];
        counter = {static_cast<std::uint32_t>(p1 >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(p1),
                   static_cast<std::uint32_t>(p0 >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(p0)};
        key[0] += philox::weyl_0;
        key[1] += philox::weyl_1;
    }
    return counter;
}

/// A random word as a number on the open interval (0, 1).
///
///     u = ((word >> 9) + 0.5) * 2^-23
///
/// Exact in float: an odd multiple of 2^-24, from 2^-24 to 1 - 2^-24, and 1 - u is on the same grid. (A 24-bit integer
/// plus one half needs 25 bits: it would round to 1 for the largest words.)
[[nodiscard]] constexpr float uniform_of(std::uint32_t word) noexcept
{
    // 1 + k 2^-23 in [1, 2), then minus (1 - 2^-24): both steps are exact
    return bits_as<float>((word >> 9U) | 0x3F800000U) - 0x1.fffffep-1F;
}

namespace philox {

#if defined(__AVX512F__)
inline constexpr int vector_bytes = 64;
#elif defined(__AVX2__)
inline constexpr int vector_bytes = 32;
#else
inline constexpr int vector_bytes = 16;
#endif

using Words64 = std::uint64_t __attribute__((vector_size(vector_bytes)));
using Words32 = std::uint32_t __attribute__((vector_size(vector_bytes)));
using Floats = float __attribute__((vector_size(vector_bytes)));

/// Products of the low halves of each 64-bit lane; what stands in the high halves does not matter.
///
/// The one place with intrinsics: from plain code g++ 12 makes three multiplications where the machine has one.
[[nodiscard]] inline Words64 multiply_low_halves(Words64 a, Words64 b) noexcept
{
#if defined(__AVX512F__)
    // the form with a mask of ones is the same instruction; the plain one makes g++ 12 warn of its own header
    return Words64(_mm512_maskz_mul_epu32(0xFF, __m512i(a), __m512i(b)));
#elif defined(__AVX2__)
    return Words64(_mm256_mul_epu32(__m256i(a), __m256i(b)));
#elif defined(__SSE2__)
    return Words64(_mm_mul_epu32(__m128i(a), __m128i(b)));
#else
    return (a & 0xFFFFFFFFU) * (b & 0xFFFFFFFFU);
#endif
}

/// Four words of state for as many rows as there are 64-bit lanes, in the low halves.
struct State {
    Words64 c0, c1, c2, c3;
};

[[nodiscard]] inline Words64 repeat(std::uint32_t word) noexcept { return Words64{} + std::uint64_t{word}; }

[[nodiscard]] inline State ten_rounds(State s, std::uint32_t key_0, std::uint32_t key_1) noexcept
{
    const Words64 m0 = repeat(multiplier_0);
    const Words64 m1 = repeat(multiplier_1);
#pragma GCC unroll 10
    for (int round = 0; round < rounds; ++round) {
        const Words64 p0 = multiply_low_halves(m0, s.c0);
        const Words64 p1 = multiply_low_halves(m1, s.c2);
        s = {(p1 >> 32) ^ s.c1 ^ repeat(key_0), p1, (p0 >> 32) ^ s.c3 ^ repeat(key_1), p0};
        key_0 += weyl_0;
        key_1 += weyl_1;
    }
    return s;
}

/// Low halves of even and odd rows back in row order, as numbers on (0, 1); see `uniform_of`.
inline void store_uniforms(Words64 even, Words64 odd, float* to) noexcept
{
    const Words32 words = Words32((even & 0xFFFFFFFFU) | (odd << 32));
    const Floats u = Floats((words >> 9) | 0x3F800000U) - 0x1.fffffep-1F;
    std::memcpy(to, &u, sizeof u);
}

}  // namespace philox

/// Four uniform numbers for each of n rows, a multiple of 16: counter {who_lo[i], who_hi[i], month, group}.
///
///     {u0[i], u1[i], u2[i], u3[i]} = uniform_of(philox4x32({who_lo[i], who_hi[i], month, group}, key))
///
/// The outputs do not overlap the inputs or one another; no alignment is needed (64 bytes is fastest).
/// \note Same bits at every CPU level. The tests compare every row with the scalar function.
inline void fill_uniforms(std::array<std::uint32_t, 2> key, const std::uint32_t* who_lo, const std::uint32_t* who_hi,
                          int n, std::uint32_t month, std::uint32_t group, float* u0, float* u1, float* u2,
                          float* u3) noexcept
{
    using philox::Words64;
    constexpr int step = philox::vector_bytes / 4;
    const Words64 c2 = philox::repeat(month);
    const Words64 c3 = philox::repeat(group);
    for (int i = 0; i < n; i += step) {
        Words64 lo;
        Words64 hi;
        std::memcpy(&lo, who_lo + i, sizeof lo);
        std::memcpy(&hi, who_hi + i, sizeof hi);
        // even rows stand in the low halves as they are; odd rows are shifted down
        const philox::State even = philox::ten_rounds({lo, hi, c2, c3}, key[0], key[1]);
        const philox::State odd = philox::ten_rounds({lo >> 32, hi >> 32, c2, c3}, key[0], key[1]);
        philox::store_uniforms(even.c0, odd.c0, u0 + i);
        philox::store_uniforms(even.c1, odd.c1, u1 + i);
        philox::store_uniforms(even.c2, odd.c2, u2 + i);
        philox::store_uniforms(even.c3, odd.c3, u3 + i);
    }
}

}  // namespace vangnet::inline VANGNET_LEVEL
