#pragma once
/// Start states on disk, so that a burn-in is done once.

#include <filesystem>
#include <string>
#include <string_view>

#include "sim/run/start_state.hpp"

namespace vangnet {

/// Folder of cached start states: $VANGNET_CACHE, else $XDG_CACHE_HOME/vangnet, else ~/.cache/vangnet. Empty (no cache)
/// when VANGNET_CACHE is "off" or there is no home.
[[nodiscard]] std::filesystem::path cache_folder();

/// Key of a start state: hash of the model's sources, the tables, the `history` parameters, seed, replicate and whose
/// start state it is. Parameters tagged `policy` are not in it: before the arms branch they have their central values.
[[nodiscard]] std::string start_key(const std::string& data_hash, const ParameterBook& book,
                                    const agents::Parameters& p, const StartRequest& request);

/// Reads a start state into `world`, which is empty_world of the same request (its towns and market are kept).
/// \return false if there is none, or what is there is damaged (it is then left alone and written anew)
[[nodiscard]] bool read_start(const std::filesystem::path& folder, const std::string& key, World& world);

/// Writes a start state: to another name, synced, renamed. A cache that cannot be written is no error.
void write_start(const std::filesystem::path& folder, const std::string& key, const World& world) noexcept;

/// The bytes of a start state, and back. \return false if the bytes are not one
[[nodiscard]] std::string start_bytes(const World& world);
[[nodiscard]] bool start_from_bytes(std::string_view bytes, World& world);

}  // namespace vangnet
