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

/// A file that is being written, under a name that nobody can know before, until it takes its place.
///
/// It is made, never opened: what stands there already, a link for one, is somebody's and is left alone. Unless it took
/// its place it goes with its owner; a kill leaves it, under a name that `is_temporary` knows.
class Temporary {
public:
    /// \param target what it will replace, if that is a regular file or nothing
    /// \param folder where it is written, on the same disk as the target
    /// \throws RunError with path and reason
    Temporary(std::filesystem::path target, const std::filesystem::path& folder);
    ~Temporary();
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] int id() const noexcept { return id_; }

    /// Renames it over the target and syncs the target's folder. The file itself must have been synced.
    /// \throws RunError with path and reason; the target is as it was
    void take_place();

private:
    std::filesystem::path target_;
    std::filesystem::path path_;
    int id_ = -1;
    bool placed_ = false;
};

/// Whether a file's name is one that Temporary makes: NAME.0123456789abcdef.tmp
[[nodiscard]] bool is_temporary(const std::filesystem::path& path);

/// Writes to a temporary file in `folder`, syncs, renames it over the path, and syncs the folder of that: a kill or a
/// power cut leaves the old file or the new one. On an error the path is as it was, and so it is if it is no regular
/// file (require_replaceable).
/// \throws RunError with path and reason
void write_durably(const std::filesystem::path& path, std::span<const std::byte> bytes,
                   const std::filesystem::path& folder);
/// The same, with the temporary file next to the path.
void write_durably(const std::filesystem::path& path, std::span<const std::byte> bytes);

/// The folder that holds a path; "." for a bare name.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& path);

/// Writes all bytes to an open file or pipe. \return 0, or the error number
[[nodiscard]] int write_bytes(int file, std::span<const std::byte> bytes) noexcept;
/// Writes all bytes to an open file and syncs it. \return 0, or the error number
[[nodiscard]] int write_all(int file, std::span<const std::byte> bytes) noexcept;
/// Reads an open file until `bytes` is full. \return how many bytes there were; fewer at its end or, with errno set, on
/// an error
[[nodiscard]] std::size_t read_all(int file, std::span<std::byte> bytes) noexcept;

/// The bytes of a file.
/// \throws RunError with path and reason
[[nodiscard]] std::vector<std::byte> read_bytes(const std::filesystem::path& path);

}  // namespace vangnet
