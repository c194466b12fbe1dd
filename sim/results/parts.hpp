#pragma once
/// The side file of one finished work item.
///
///     magic "VNPART03", experiment (64 hex digits), kind, index, replicates, payload length (8 bytes each),
///     SHA-256 of all that and the payload (64 hex digits), payload
///
/// All numbers are little-endian. For a central item the field `replicates` is 0: it stays valid when their number
/// grows.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/series.hpp"

namespace vangnet {

/// A finished item as its side file holds it, and the results file takes it over.
struct PackedItem {
    int item = 0;
    std::vector<std::vector<std::byte>> chunks;  ///< by measure, [arm][month][group]; see pack_chunk
    std::vector<std::int32_t> group_size;        ///< as in ItemResult
    std::vector<ArrayGroup> groups;
};

/// \throws DataError if a chunk does not have the size that the shape asks for
[[nodiscard]] ItemResult unpack_item(PackedItem item, const SeriesShape& shape);

/// Bytes of the side file of an item.
[[nodiscard]] std::vector<std::byte> pack_part(const ItemResult& item, const SeriesShape& shape,
                                               const std::string& identity);

/// What a side file turned out to be.
enum class PartState { sound, broken, of_another_experiment };

struct Part {
    PartState state = PartState::broken;
    PackedItem item;  ///< if sound
};

/// Reads and checks a side file for the item expected. Any damage makes it broken, never a crash.
[[nodiscard]] Part unpack_part(std::span<const std::byte> bytes, int item, const SeriesShape& shape,
                               const std::string& identity);

/// The experiment a side file says it belongs to; nothing if it is none.
[[nodiscard]] std::optional<std::string> part_identity(std::span<const std::byte> bytes);

}  // namespace vangnet
