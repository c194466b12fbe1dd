#pragma once
/// Luck: every draw is a pure function of (seed, replicate) and (who, month, group of decisions, lane).
///
/// No draw depends on an earlier one, so the order of people, blocks and threads cannot matter, and a policy that adds
/// a decision leaves the luck of all others as it was.

#include <array>
#include <cstdint>

#include "sim/core/level.hpp"
#include "sim/core/philox.hpp"
#include "sim/core/units.hpp"

namespace vangnet::inline VANGNET_LEVEL {

/// The luck of one replicate. One group holds four lanes: four decisions for the price of one.
///
/// Belongs to its CPU level: pass `key()` between levels, not the field. Groups with the highest bit set belong to
/// `KeyedEngine`.
class RandomField {
public:
    constexpr RandomField(std::uint32_t seed, std::uint32_t replicate) noexcept : key_{seed, replicate} {}
    explicit constexpr RandomField(std::array<std::uint32_t, 2> key) noexcept : key_{key} {}

    /// {seed, replicate}, as `fill_uniforms` wants it.
    [[nodiscard]] constexpr std::array<std::uint32_t, 2> key() const noexcept { return key_; }

    /// Four random words.
    [[nodiscard]] constexpr std::array<std::uint32_t, 4> words(PersonId who, std::uint32_t month,
                                                               std::uint32_t group) const noexcept
    {
        return philox4x32({who.arrival(), who.municipality(), month, group}, key_);
    }

    /// Four numbers on the open interval (0, 1).
    [[nodiscard]] constexpr std::array<float, 4> uniforms(PersonId who, std::uint32_t month,
                                                          std::uint32_t group) const noexcept
    {
        const std::array<std::uint32_t, 4> w = words(who, month, group);
        return {uniform_of(w[0]), uniform_of(w[1]), uniform_of(w[2]), uniform_of(w[3])};
    }

    /// One of them; lane 0 to 3.
    [[nodiscard]] constexpr float uniform(PersonId who, std::uint32_t month, std::uint32_t group,
                                          int lane) const noexcept
    {
        return uniform_of(words(who, month, group)[static_cast<unsigned>(lane) & 3U]);
    }

    friend constexpr bool operator==(const RandomField&, const RandomField&) noexcept = default;

private:
    std::array<std::uint32_t, 2> key_;
};

}  // namespace vangnet::inline VANGNET_LEVEL
