#pragma once
/// A checksum over the whole of a results file, behind the last byte that HDF5 reads.
///
///     <the file as HDF5 wrote it> "\nvangnet sha256 <64 hex digits>\n"
///
/// HDF5 leaves alone what stands behind the end that its header gives, so every reader opens a sealed file. The
/// checksums that HDF5 has of its own cover arrays, not the places where they are to be found: a wrong bit there can
/// give wrong numbers, or end the reading program.

#include <cstddef>
#include <filesystem>
#include <vector>

namespace vangnet {

inline constexpr std::size_t seal_size = 81;  // [bytes]

enum class Seal {
    sound,   ///< the bytes are those that were written
    broken,  ///< they are not
    missing  ///< there is none: another program wrote or changed the file, or its last bytes are lost
};

/// Puts the seal behind the bytes.
void append_seal(std::vector<std::byte>& bytes);

/// Reads a file by pieces and compares.
/// \throws DataError with path and reason if it cannot be read, or is no regular file
[[nodiscard]] Seal check_seal(const std::filesystem::path& path);

}  // namespace vangnet
