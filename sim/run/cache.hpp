#pragma once
/// Start states on disk, so that a burn-in is done once.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/experiment/experiment.hpp"

namespace vangnet {

/// Folder of cached start states: $VANGNET_CACHE, else $XDG_CACHE_HOME/vangnet, else ~/.cache/vangnet. Empty (no cache)
/// when VANGNET_CACHE is "off" or there is no home.
[[nodiscard]] std::filesystem::path cache_folder();

/// Reads a start state into `world`, which is empty_world of the same request (its towns and market are kept).
/// \return false if there is none that can be trusted: damaged, of another key, with a number or code that no run could
///     have made, not a regular file of this user's that nobody else may write (it is then left alone and written anew)
[[nodiscard]] bool read_start(const std::filesystem::path& folder, const std::string& key, World& world);

/// Writes a start state: to a new file of a name that cannot be known before, synced, renamed; then prunes the cache. A
/// cache that cannot be written is no error.
void write_start(const std::filesystem::path& folder, const std::string& key, const World& world) noexcept;

/// Start states of a folder: `read_start` and `write_start` by key.
class StartCache final : public StartStore {
public:
    explicit StartCache(std::filesystem::path folder = cache_folder()) : folder_{std::move(folder)} {}
    [[nodiscard]] bool read(const std::string& key, World& world) const override
    {
        return read_start(folder_, key, world);
    }
    void write(const std::string& key, const World& world) const noexcept override { write_start(folder_, key, world); }

private:
    std::filesystem::path folder_;
};

/// The start states used last, in memory: what parameter sets that differ after the arms branch only have in common.
class RecentStarts final : public StartStore {
public:
    /// \param most  kept at a time
    explicit RecentStarts(std::size_t most) : most_{most} {}
    [[nodiscard]] bool read(const std::string& key, World& world) const override;
    void write(const std::string& key, const World& world) const noexcept override;

private:
    std::size_t most_;
    mutable std::mutex mutex_;
    mutable std::deque<std::pair<std::string, std::shared_ptr<const World>>> kept_;
};

/// A file of the cache.
struct CacheEntry {
    std::filesystem::path path;
    std::uintmax_t bytes = 0;
    std::filesystem::file_time_type used;  ///< last written or read
};
/// The start states in a folder, and what was left of those that were never finished; the last used first. Links and
/// files of other names are not among them.
[[nodiscard]] std::vector<CacheEntry> cache_entries(const std::filesystem::path& folder);

/// Most that a cache holds: ten replicates of the whole country. [bytes]
inline constexpr std::uintmax_t most_cache_bytes = std::uintmax_t{2} << 30U;
/// Removes the entries used longest ago until at most `most` bytes are left. \return the bytes removed
std::uintmax_t prune_cache(const std::filesystem::path& folder, std::uintmax_t most);

/// The bytes of a start state, and back. \return false if the bytes are not one
[[nodiscard]] std::string start_bytes(const World& world);
[[nodiscard]] bool start_from_bytes(std::string_view bytes, World& world);

}  // namespace vangnet
