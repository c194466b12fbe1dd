#pragma once
/// Files that are there whole or not at all.

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace vangnet {

/// A size limit of the process (`ulimit -f`) becomes the error EFBIG, and no longer a signal that ends it.
void report_file_size_limit();

/// Refuses to put a file in the place of something else: a folder, pipe, socket or device.
/// \throws RunError with the path
void require_replaceable(const std::filesystem::path& path);

/// Writes next to the path, syncs, renames over it, and syncs the folder: a kill or a power cut leaves the old file or
/// the new one. On an error the path is as it was, and so it is if it is no regular file (require_replaceable).
/// \throws RunError with path and reason
void write_durably(const std::filesystem::path& path, std::span<const std::byte> bytes);

/// Writes all bytes to an open file and syncs it. \return 0, or the error number
[[nodiscard]] int write_all(int file, std::span<const std::byte> bytes) noexcept;
/// Reads an open file until `bytes` is full. \return how many bytes there were; fewer at its end or, with errno set, on
/// an error
[[nodiscard]] std::size_t read_all(int file, std::span<std::byte> bytes) noexcept;

/// The bytes of a file.
/// \throws RunError with path and reason
[[nodiscard]] std::vector<std::byte> read_bytes(const std::filesystem::path& path);

}  // namespace vangnet
