#pragma once
/// The side file of one finished work item.
///
///     magic "VNPART02", experiment (64 hex digits), kind, index, replicates, payload length (8 bytes each),
///     SHA-256 of all that and the payload (64 hex digits), payload
///
/// All numbers are little-endian. For a central item the field `replicates` is 0: it stays valid when their number
/// grows.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/results/series.hpp"

namespace vangnet {

/// Bytes of the side file of an item.
[[nodiscard]] std::vector<std::byte> pack_part(const ItemResult& item, const SeriesShape& shape,
                                               const std::string& identity);

/// What a side file turned out to be.
enum class PartState { sound, broken, of_another_experiment };

struct Part {
    PartState state = PartState::broken;
    ItemResult item;  ///< if sound
};

/// Reads and checks a side file for the item expected. Any damage makes it broken, never a crash.
[[nodiscard]] Part unpack_part(std::span<const std::byte> bytes, int item, const SeriesShape& shape,
                               const std::string& identity);

/// The experiment a side file says it belongs to; nothing if it is none.
[[nodiscard]] std::optional<std::string> part_identity(std::span<const std::byte> bytes);

}  // namespace vangnet
