#include "sim/results/parts.hpp"

#include <cstring>
#include <string_view>

#include "sim/core/sha256.hpp"
#include "sim/experiment/packing.hpp"
#include "sim/results/chunk.hpp"

namespace vangnet {

namespace {

constexpr std::string_view magic = "VNPART03";
constexpr std::size_t hash_size = 64;
constexpr std::size_t head_size = magic.size() + hash_size + 4 * sizeof(std::uint64_t);

/// Everything before the hash.
void pack_head(Packer& to, int item, const SeriesShape& shape, const std::string& identity, std::size_t length)
{
    const bool draw = shape.is_draw(item);
    to.raw(magic.data(), magic.size());
    to.raw(identity.data(), hash_size);
    to.number(draw ? 1 : 0);
    to.number(static_cast<std::uint64_t>(draw ? item - shape.replicates : item));
    to.number(draw ? static_cast<std::uint64_t>(shape.replicates) : 0);
    to.number(length);
}

}  // namespace

std::vector<std::byte> pack_part(const ItemResult& item, const SeriesShape& shape, const std::string& identity)
{
    Packer payload;
    const std::size_t size = shape.values_per_item() / shape.measures.size();
    payload.number(shape.measures.size());
    for (std::size_t m = 0; m < shape.measures.size(); ++m) {
        payload.values(pack_chunk(std::span{item.values}.subspan(m * size, size)));
    }
    payload.values(item.group_size);
    payload.number(item.groups.size());
    for (const ArrayGroup& group : item.groups) { pack(payload, group); }

    Packer part;
    pack_head(part, item.item, shape, identity, payload.bytes().size());
    const std::string hash = Sha256{}.update(std::span{part.bytes()}).update(std::span{payload.bytes()}).hex();
    part.raw(hash.data(), hash.size());
    part.raw(payload.bytes().data(), payload.bytes().size());
    return std::move(part.bytes());
}

ItemResult unpack_item(PackedItem item, const SeriesShape& shape)
{
    ItemResult result{
        .item = item.item, .values = {}, .group_size = std::move(item.group_size), .groups = std::move(item.groups)};
    result.values.reserve(shape.values_per_item());
    for (const std::vector<std::byte>& chunk : item.chunks) {
        const std::vector<float> values = unpack_chunk(chunk, shape.values_per_item() / shape.measures.size());
        result.values.insert(result.values.end(), values.begin(), values.end());
    }
    return result;
}

std::optional<std::string> part_identity(std::span<const std::byte> bytes)
{
    if (bytes.size() < head_size || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) { return {}; }
    return std::string(reinterpret_cast<const char*>(bytes.data()) + magic.size(), hash_size);
}

Part unpack_part(std::span<const std::byte> bytes, int item, const SeriesShape& shape, const std::string& identity)
{
    Part part;
    const std::optional<std::string> owner = part_identity(bytes);
    if (!owner || bytes.size() < head_size + hash_size) { return part; }
    const std::span<const std::byte> payload = bytes.subspan(head_size + hash_size);
    const std::string hash = Sha256{}.update(bytes.first(head_size)).update(payload).hex();
    if (std::memcmp(bytes.data() + head_size, hash.data(), hash_size) != 0) { return part; }
    if (*owner != identity) {
        part.state = PartState::of_another_experiment;
        return part;
    }
    Packer head;
    pack_head(head, item, shape, identity, payload.size());
    if (std::memcmp(bytes.data(), head.bytes().data(), head_size) != 0) { return part; }

    Unpacker from{payload};
    part.item.item = item;
    part.item.chunks.resize(from.length(sizeof(std::uint64_t)));
    for (std::vector<std::byte>& chunk : part.item.chunks) { chunk = from.values<std::byte>(); }
    part.item.group_size = from.values<std::int32_t>();
    part.item.groups.resize(from.length(sizeof(std::uint64_t)));
    for (ArrayGroup& group : part.item.groups) { group = unpack_group(from); }
    const bool fits =
        part.item.chunks.size() == shape.measures.size() && part.item.group_size.size() == shape.groups.size();
    if (from.finished() && fits) { part.state = PartState::sound; }
    return part;
}

}  // namespace vangnet
