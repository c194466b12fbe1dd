#include "sim/experiment/packing.hpp"

#include <utility>

#include "sim/core/errors.hpp"

namespace vangnet {

namespace {

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

}  // namespace

void Packer::raw(const void* start, std::size_t size)
{
    const auto* first = static_cast<const std::byte*>(start);
    bytes_.insert(bytes_.end(), first, first + size);
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

std::vector<std::byte> pack_item(const ItemResult& item)
{
    Packer to;
    to.number(static_cast<std::uint64_t>(item.item));
    to.values(item.values);
    to.values(item.group_size);
    to.number(item.groups.size());
    for (const ArrayGroup& group : item.groups) { pack(to, group); }
    return std::move(to.bytes());
}

ItemResult unpack_item(std::span<const std::byte> bytes, const SeriesShape& shape)
{
    Unpacker from{bytes};
    ItemResult item;
    const std::uint64_t number = from.number();
    item.values = from.values<float>();
    item.group_size = from.values<std::int32_t>();
    item.groups.resize(from.length(sizeof(std::uint64_t)));
    for (ArrayGroup& group : item.groups) { group = unpack_group(from); }
    const bool fits = number < static_cast<std::uint64_t>(shape.items()) &&
                      item.values.size() == shape.values_per_item() && item.group_size.size() == shape.groups.size();
    if (!from.finished() || !fits) {
        throw DataError(Text{"geen onderdeel van deze berekening", "not an item of this experiment"});
    }
    item.item = static_cast<int>(number);
    return item;
}

}  // namespace vangnet
