#pragma once
/// A short hash of a name, for luck that is keyed by it.

#include <cstdint>
#include <string_view>

namespace vangnet {

/// 32-bit FNV-1a. \source Fowler, Noll, Vo, Eastlake, Hansen: The FNV non-cryptographic hash algorithm (IETF draft)
[[nodiscard]] constexpr std::uint32_t hash_of(std::string_view text) noexcept
{
    std::uint32_t hash = 2166136261U;
    for (const char c : text) { hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U; }
    return hash;
}

}  // namespace vangnet
