#pragma once
/// A source of random words for the distributions of Boost.Random that call no libm (uniform_int, bernoulli, discrete).

#include <array>
#include <cstdint>

#include "sim/core/level.hpp"
#include "sim/core/philox.hpp"
#include "sim/core/random.hpp"
#include "sim/core/units.hpp"

namespace vangnet::inline VANGNET_LEVEL {

/// A uniform random bit generator that starts anew for each (field, who, month, group): for set-up, where a decision
/// needs an unknown number of draws.
///
/// The n-th word is a function of these and n. Its counters have the highest bit of the group's word set, so they never
/// meet those of `RandomField` and `fill_uniforms` with groups below 2^31:
///
///     {arrival, municipality, month mod 2^16 | (n/4 >> 16) << 16, 2^31 | group << 16 | (n/4) mod 2^16},  lane n mod 4
///
/// Months are taken modulo 2^16 (5461 years), groups modulo 2^15; after 2^34 words it starts again.
class KeyedEngine {
public:
    using result_type = std::uint32_t;

    constexpr KeyedEngine(const RandomField& field, PersonId who, std::uint32_t month, std::uint32_t group) noexcept
        : field_{field}, who_{who}, month_{month & 0xFFFFU}, group_{0x80000000U | (group & 0x7FFFU) << 16U}
    {
    }

    [[nodiscard]] static constexpr result_type min() noexcept { return 0; }
    [[nodiscard]] static constexpr result_type max() noexcept { return 0xFFFFFFFFU; }

    /// The next word.
    constexpr result_type operator()() noexcept
    {
        if (lane_ == 4) {
            words_ = field_.words(who_, month_ | (block_ & 0xFFFF0000U), group_ | (block_ & 0xFFFFU));
            ++block_;
            lane_ = 0;
        }
        return words_[lane_++];
    }

private:
    RandomField field_;
    PersonId who_;
    std::uint32_t month_;
    std::uint32_t group_;
    std::uint32_t block_ = 0;
    std::uint32_t lane_ = 4;
    std::array<std::uint32_t, 4> words_{};
};

}  // namespace vangnet::inline VANGNET_LEVEL
