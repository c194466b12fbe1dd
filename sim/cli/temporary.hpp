#pragma once
/// A folder of this program's own for what other programs and libraries write, and gone afterwards.

#include <filesystem>
#include <string>

namespace vangnet::cli {

class TemporaryFolder {
public:
    /// \throws RunError if it cannot be made
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder(TemporaryFolder&&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

/// Puts a file that is whole in the place of another, or of none. \throws RunError as `write_durably`
void put_in_place(const std::filesystem::path& made, const std::filesystem::path& out);

}  // namespace vangnet::cli
