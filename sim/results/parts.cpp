#include "sim/results/parts.hpp"

#include <cstring>
#include <string_view>

#include "sim/core/sha256.hpp"
#include "sim/results/chunk.hpp"

namespace vangnet {

namespace {

constexpr std::string_view magic = "VNPART03";
constexpr std::size_t hash_size = 64;
constexpr std::size_t head_size = magic.size() + hash_size + 4 * sizeof(std::uint64_t);

class Packer {
public:
    void number(std::uint64_t value) { raw(&value, sizeof value); }
    void text(std::string_view value)
    {
        number(value.size());
        raw(value.data(), value.size());
    }
    template <class T>
    void values(const std::vector<T>& list)
    {
        number(list.size());
        raw(list.data(), list.size() * sizeof(T));
    }
    void texts(const std::vector<std::string>& list)
    {
        number(list.size());
        for (const std::string& each : list) { text(each); }
    }
    void raw(const void* start, std::size_t size)
    {
        const auto* first = static_cast<const std::byte*>(start);
        bytes_.insert(bytes_.end(), first, first + size);
    }
    [[nodiscard]] std::vector<std::byte>& bytes() noexcept { return bytes_; }

private:
    std::vector<std::byte> bytes_;
};

/// Reads what Packer wrote; after the first thing that does not fit, `ok` is false and all values are empty.
class Unpacker {
public:
    explicit Unpacker(std::span<const std::byte> bytes) : rest_{bytes} {}

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        raw(&value, sizeof value);
        return value;
    }
    std::string text()
    {
        std::string value(length(1), '\0');
        raw(value.data(), value.size());
        return value;
    }
    template <class T>
    std::vector<T> values()
    {
        std::vector<T> list(length(sizeof(T)));
        raw(list.data(), list.size() * sizeof(T));
        return list;
    }
    std::vector<std::string> texts()
    {
        std::vector<std::string> list(length(sizeof(std::uint64_t)));
        for (std::string& each : list) { each = text(); }
        return list;
    }
    /// A number of things that take at least `size` bytes each.
    std::size_t length(std::size_t size)
    {
        const std::uint64_t count = number();
        if (count > rest_.size() / size) { ok_ = false; }
        return ok_ ? static_cast<std::size_t>(count) : 0;
    }
    [[nodiscard]] bool finished() const noexcept { return ok_ && rest_.empty(); }

private:
    void raw(void* into, std::size_t size)
    {
        if (size > rest_.size()) { ok_ = false; }
        if (!ok_ || size == 0) { return; }
        std::memcpy(into, rest_.data(), size);
        rest_ = rest_.subspan(size);
    }

    std::span<const std::byte> rest_;
    bool ok_ = true;
};

void pack(Packer& to, const NamedArray& array)
{
    to.text(array.name);
    to.texts(array.dims);
    to.number(array.data.index());
    std::visit([&to](const auto& list) { to.values(list); }, array.data);
    to.text(array.unit);
    to.text(array.long_name_nl);
    to.text(array.long_name_en);
    to.number(array.codes.size());
    for (const auto& [code, meaning] : array.codes) {
        to.number(static_cast<std::uint64_t>(static_cast<std::int64_t>(code)));
        to.text(meaning);
    }
}

ArrayData unpack_data(Unpacker& from)
{
    switch (from.number()) {
        case 0: return from.values<std::int8_t>();
        case 1: return from.values<std::int16_t>();
        case 2: return from.values<std::int32_t>();
        case 3: return from.values<float>();
        default: return from.values<double>();
    }
}

NamedArray unpack_array(Unpacker& from)
{
    NamedArray array;
    array.name = from.text();
    array.dims = from.texts();
    array.data = unpack_data(from);
    array.unit = from.text();
    array.long_name_nl = from.text();
    array.long_name_en = from.text();
    array.codes.resize(from.length(2 * sizeof(std::uint64_t)));
    for (auto& [code, meaning] : array.codes) {
        code = static_cast<int>(static_cast<std::int64_t>(from.number()));
        meaning = from.text();
    }
    return array;
}

void pack(Packer& to, const ArrayGroup& group)
{
    to.text(group.name);
    to.number(group.by_replicate ? 1 : 0);
    to.number(group.dims.size());
    for (const Dimension& dim : group.dims) {
        to.text(dim.name);
        to.texts(dim.labels);
        to.values(dim.numbers);
        to.number(dim.size);
        to.text(dim.unit);
        to.text(dim.long_name_nl);
        to.text(dim.long_name_en);
    }
    to.number(group.arrays.size());
    for (const NamedArray& array : group.arrays) { pack(to, array); }
}

ArrayGroup unpack_group(Unpacker& from)
{
    ArrayGroup group;
    group.name = from.text();
    group.by_replicate = from.number() != 0;
    group.dims.resize(from.length(sizeof(std::uint64_t)));
    for (Dimension& dim : group.dims) {
        dim.name = from.text();
        dim.labels = from.texts();
        dim.numbers = from.values<std::int32_t>();
        dim.size = static_cast<std::size_t>(from.number());
        dim.unit = from.text();
        dim.long_name_nl = from.text();
        dim.long_name_en = from.text();
    }
    group.arrays.resize(from.length(sizeof(std::uint64_t)));
    for (NamedArray& array : group.arrays) { array = unpack_array(from); }
    return group;
}

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
