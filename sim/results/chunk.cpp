#include "sim/results/chunk.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>

#include "sim/core/check.hpp"
#include "sim/core/errors.hpp"

namespace vangnet {

namespace {

using Checksum = std::array<std::byte, 4>;

/// First bytes of all values, then all second bytes, and so on.
std::vector<std::byte> shuffled(std::span<const float> values)
{
    const std::size_t n = values.size();
    std::vector<std::byte> bytes(n * sizeof(float));
    for (std::size_t i = 0; i < n; ++i) {
        const float value = values[i] == values[i] ? values[i] : std::numeric_limits<float>::quiet_NaN();
        Checksum parts{};
        std::memcpy(parts.data(), &value, sizeof value);
        for (std::size_t k = 0; k < parts.size(); ++k) { bytes[k * n + i] = parts[k]; }
    }
    return bytes;
}

/// Fletcher's checksum as HDF5 has it: over big-endian words of 16 bits, itself little-endian.
/// \source HDF5 File Format Specification and H5_checksum_fletcher32 of HDF5 1.10
Checksum fletcher32(std::span<const std::byte> bytes)
{
    constexpr std::size_t words_before_overflow = 360;
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    const auto fold = [](std::uint32_t sum) { return (sum & 0xFFFFU) + (sum >> 16U); };
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        const auto second = at + 1 < bytes.size() ? std::to_integer<std::uint32_t>(bytes[at + 1]) : 0U;
        low += (std::to_integer<std::uint32_t>(bytes[at]) << 8U) | second;
        high += low;
        if (at / 2 % words_before_overflow == words_before_overflow - 1) {
            low = fold(low);
            high = fold(high);
        }
    }
    const std::uint32_t sum = (fold(fold(high)) << 16U) | fold(fold(low));
    Checksum result{};
    for (std::size_t k = 0; k < result.size(); ++k) { result[k] = static_cast<std::byte>(sum >> (8U * k) & 0xFFU); }
    return result;
}

}  // namespace

std::vector<std::byte> pack_chunk(std::span<const float> values)
{
    const std::vector<std::byte> plain = shuffled(values);
    uLongf size = ::compressBound(plain.size());
    std::vector<std::byte> bytes(size);
    const int code = ::compress2(reinterpret_cast<Bytef*>(bytes.data()), &size,
                                 reinterpret_cast<const Bytef*>(plain.data()), plain.size(), deflate_level);
    require(code == Z_OK, "zlib ends with ", code);
    bytes.resize(size);
    const Checksum sum = fletcher32(bytes);
    bytes.insert(bytes.end(), sum.begin(), sum.end());
    return bytes;
}

std::vector<float> unpack_chunk(std::span<const std::byte> bytes, std::size_t count)
{
    std::vector<std::byte> plain(count * sizeof(float));
    uLongf size = plain.size();
    bool sound = bytes.size() >= sizeof(Checksum);
    if (sound) {
        const std::span<const std::byte> packed = bytes.first(bytes.size() - sizeof(Checksum));
        const Checksum sum = fletcher32(packed);
        sound = std::equal(sum.begin(), sum.end(), bytes.end() - sizeof(Checksum)) &&
                ::uncompress(reinterpret_cast<Bytef*>(plain.data()), &size,
                             reinterpret_cast<const Bytef*>(packed.data()), packed.size()) == Z_OK &&
                size == plain.size();
    }
    if (!sound) { throw DataError{Text{"een ingepakt blok is beschadigd", "a compressed chunk is damaged"}}; }
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        Checksum parts{};
        for (std::size_t k = 0; k < parts.size(); ++k) { parts[k] = plain[k * count + i]; }
        std::memcpy(&values[i], parts.data(), sizeof values[i]);
    }
    return values;
}

}  // namespace vangnet
