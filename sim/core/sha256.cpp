#include "sim/core/sha256.hpp"

#include <algorithm>
#include <cstring>

namespace vangnet {

namespace {

constexpr std::size_t chunk_bytes = 64;

constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428A2F98U, 0x71374491U, 0xB5C0FBCFU, 0xE9B5DBA5U, 0x3956C25BU, 0x59F111F1U, 0x923F82A4U, 0xAB1C5ED5U,
    0xD807AA98U, 0x12835B01U, 0x243185BEU, 0x550C7DC3U, 0x72BE5D74U, 0x80DEB1FEU, 0x9BDC06A7U, 0xC19BF174U,
    0xE49B69C1U, 0xEFBE4786U, 0x0FC19DC6U, 0x240CA1CCU, 0x2DE92C6FU, 0x4A7484AAU, 0x5CB0A9DCU, 0x76F988DAU,
    0x983E5152U, 0xA831C66DU, 0xB00327C8U, 0xBF597FC7U, 0xC6E00BF3U, 0xD5A79147U, 0x06CA6351U, 0x14292967U,
    0x27B70A85U, 0x2E1B2138U, 0x4D2C6DFCU, 0x53380D13U, 0x650A7354U, 0x766A0ABBU, 0x81C2C92EU, 0x92722C85U,
    0xA2BFE8A1U, 0xA81A664BU, 0xC24B8B70U, 0xC76C51A3U, 0xD192E819U, 0xD6990624U, 0xF40E3585U, 0x106AA070U,
    0x19A4C116U, 0x1E376C08U, 0x2748774CU, 0x34B0BCB5U, 0x391C0CB3U, 0x4ED8AA4AU, 0x5B9CCA4FU, 0x682E6FF3U,
    0x748F82EEU, 0x78A5636FU, 0x84C87814U, 0x8CC70208U, 0x90BEFFFAU, 0xA4506CEBU, 0xBEF9A3F7U, 0xC67178F2U};

[[nodiscard]] constexpr std::uint32_t turn_right(std::uint32_t x, unsigned by) noexcept
{
    return x >> by | x << (32U - by);
}

[[nodiscard]] std::array<std::uint32_t, 64> schedule(const std::byte* chunk) noexcept
{
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i) {
        for (std::size_t k = 0; k < 4; ++k) { w[i] = w[i] << 8U | std::to_integer<std::uint32_t>(chunk[4 * i + k]); }
    }
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t s0 = turn_right(w[i - 15], 7) ^ turn_right(w[i - 15], 18) ^ w[i - 15] >> 3U;
        const std::uint32_t s1 = turn_right(w[i - 2], 17) ^ turn_right(w[i - 2], 19) ^ w[i - 2] >> 10U;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    return w;
}

}  // namespace

void Sha256::compress(const std::byte* chunk) noexcept
{
    const std::array<std::uint32_t, 64> w = schedule(chunk);
    auto [a, b, c, d, e, f, g, h] = state_;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::uint32_t s1 = turn_right(e, 6) ^ turn_right(e, 11) ^ turn_right(e, 25);
        const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + round_constants[i] + w[i];
        const std::uint32_t s0 = turn_right(a, 2) ^ turn_right(a, 13) ^ turn_right(a, 22);
        const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const std::array<std::uint32_t, 8> added = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < added.size(); ++i) { state_[i] += added[i]; }
}

Sha256& Sha256::update(std::span<const std::byte> bytes) noexcept
{
    while (!bytes.empty()) {
        const std::size_t filled = length_ % chunk_bytes;
        const std::size_t taken = std::min(chunk_bytes - filled, bytes.size());
        if (taken == chunk_bytes) {
            compress(bytes.data());
        } else {
            std::memcpy(rest_.data() + filled, bytes.data(), taken);
            if (filled + taken == chunk_bytes) { compress(rest_.data()); }
        }
        length_ += taken;
        bytes = bytes.subspan(taken);
    }
    return *this;
}

Sha256& Sha256::update(std::string_view text) noexcept
{
    return update(std::as_bytes(std::span<const char>{text.data(), text.size()}));
}

std::array<std::uint8_t, 32> Sha256::digest() const noexcept
{
    // the end: a one bit, zeros, and the length in bits as 64-bit big-endian number
    Sha256 last = *this;
    const std::uint64_t bits = length_ * 8U;
    const std::size_t filled = length_ % chunk_bytes;
    std::array<std::byte, 2 * chunk_bytes> end{};
    end[0] = std::byte{0x80};
    const std::size_t size = (filled < 56 ? chunk_bytes : 2 * chunk_bytes) - filled;
    for (std::size_t k = 0; k < 8; ++k) { end[size - 1 - k] = static_cast<std::byte>(bits >> (8U * k)); }
    last.update(std::span{end}.first(size));

    std::array<std::uint8_t, 32> result{};
    for (std::size_t i = 0; i < result.size(); ++i) {
        result[i] = static_cast<std::uint8_t>(last.state_[i / 4] >> (24U - 8U * (i % 4)));
    }
    return result;
}

std::string Sha256::hex() const
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : digest()) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

}  // namespace vangnet
