#pragma once
/// A chunk of an array of floats as HDF5 stores it, made without HDF5.
///
/// Compression takes most of the time that a results file costs, and HDF5 runs in one thread at a time. So the thread
/// that finished an item compresses it, and the file only takes over the bytes.

#include <cstddef>
#include <span>
#include <vector>

namespace vangnet {

/// Level of compression, for all arrays of the file. *(judgement: higher levels take longer and save little)*
inline constexpr int deflate_level = 4;

/// The bytes behind the filters shuffle, deflate and fletcher32, in this order. Every NaN becomes the quiet NaN of C++.
[[nodiscard]] std::vector<std::byte> pack_chunk(std::span<const float> values);

/// The values back.
/// \throws DataError if they are not `count` or the checksum differs
[[nodiscard]] std::vector<float> unpack_chunk(std::span<const std::byte> bytes, std::size_t count);

}  // namespace vangnet
