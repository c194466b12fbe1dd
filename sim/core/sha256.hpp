#pragma once
/// SHA-256 (FIPS 180-4), for the digest of results and the keys of caches. Not for secrets.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace vangnet {

/// A hash that is fed piece by piece: `Sha256{}.update(bytes).update("text").hex()`.
class Sha256 {
public:
    /// Adds bytes. How they are cut into pieces does not matter.
    Sha256& update(std::span<const std::byte> bytes) noexcept;
    Sha256& update(std::string_view text) noexcept;

    /// The 32 bytes for what has been added so far; more may be added afterwards.
    [[nodiscard]] std::array<std::uint8_t, 32> digest() const noexcept;

    /// The same as 64 lower-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;

private:
    void compress(const std::byte* chunk) noexcept;

    std::array<std::uint32_t, 8> state_ = {0x6A09E667U, 0xBB67AE85U, 0x3C6EF372U, 0xA54FF53AU,
                                           0x510E527FU, 0x9B05688CU, 0x1F83D9ABU, 0x5BE0CD19U};
    std::array<std::byte, 64> rest_{};
    std::uint64_t length_ = 0;  // [bytes]
};

}  // namespace vangnet
