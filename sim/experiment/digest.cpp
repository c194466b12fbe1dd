#include "sim/experiment/digest.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "sim/core/check.hpp"
#include "sim/core/sha256.hpp"
#include "sim/experiment/axes.hpp"

namespace vangnet {

namespace {

/// Hashes floats with every NaN written as the quiet NaN of C++.
template <class T>
void update_floats(Sha256& hash, std::span<const std::byte> data)
{
    constexpr std::size_t piece = 4096;
    std::vector<T> values(piece);
    for (std::size_t first = 0; first < data.size(); first += piece * sizeof(T)) {
        const std::size_t size = std::min(piece * sizeof(T), data.size() - first);
        std::memcpy(values.data(), data.data() + first, size);
        for (T& value : values) {
            if (value != value) { value = std::numeric_limits<T>::quiet_NaN(); }
        }
        hash.update(std::as_bytes(std::span{values}).first(size));
    }
}

std::vector<DigestDim> digest_dims(const std::vector<Dimension>& dims)
{
    std::vector<DigestDim> result;
    for (const Dimension& dim : dims) {
        DigestDim each{dim.name, dim.extent(), dim.labels};
        for (const std::int32_t number : dim.numbers) { each.labels.push_back(std::to_string(number)); }
        result.push_back(std::move(each));
    }
    return result;
}

/// The arrays of one kind of item: central replicates or parameter draws.
void add_items(DigestBuilder& digest, const SeriesShape& shape, const std::vector<const ItemResult*>& items, bool draws)
{
    const std::string folder = draws ? "/draws/" : "/series/";
    const std::vector<DigestDim> dims = digest_dims(series_dims(shape, draws));
    const std::size_t block = shape.months.size() * shape.groups.size();
    for (std::size_t m = 0; m < shape.measures.size(); ++m) {
        std::vector<float> values;
        values.reserve(shape.arms.size() * items.size() * block);
        for (std::size_t arm = 0; arm < shape.arms.size(); ++arm) {
            for (const ItemResult* item : items) {
                const auto first = item->values.begin() + static_cast<std::ptrdiff_t>(shape.index(m, arm, 0, 0));
                values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(block));
            }
        }
        digest.add(folder + shape.measures[m].key, "f4", dims, shape.measures[m].unit, "",
                   std::as_bytes(std::span{values}));
    }
    std::vector<std::int32_t> sizes;
    for (const ItemResult* item : items) {
        sizes.insert(sizes.end(), item->group_size.begin(), item->group_size.end());
    }
    digest.add(folder + "group_size", "i4", {dims[1], dims[3]}, "1", "", std::as_bytes(std::span{sizes}));
    const std::vector<std::int8_t> done(items.size(), 1);
    digest.add(folder + (draws ? "draw_done" : "replicate_done"), "i1", {dims[1]}, "1", "0=missing 1=finished",
               std::as_bytes(std::span{done}));
}

}  // namespace

void DigestBuilder::add(const std::string& path, const std::string& type, const std::vector<DigestDim>& dims,
                        const std::string& unit, const std::string& codes, std::span<const std::byte> data)
{
    Sha256 hash;
    const auto field = [&hash](const std::string& text) {
        hash.update(std::to_string(text.size()) + ":").update(text);
    };
    field(path);
    field(type);
    field(unit);
    field(codes);
    for (const DigestDim& dim : dims) {
        field(dim.name);
        field(std::to_string(dim.size));
        for (const std::string& label : dim.labels) { field(label); }
    }
    hash.update("data");
    if (type == "f4") {
        update_floats<float>(hash, data);
    } else if (type == "f8") {
        update_floats<double>(hash, data);
    } else {
        hash.update(data);
    }
    require(hashes_.emplace(path, hash.hex()).second, path, " is hashed twice");
}

std::string DigestBuilder::hex() const
{
    Sha256 all;
    for (const auto& [path, hash] : hashes_) { all.update(path + " " + hash + "\n"); }
    return all.hex();
}

std::string items_digest(const SeriesShape& shape, const std::vector<ItemResult>& items)
{
    std::vector<const ItemResult*> places(static_cast<std::size_t>(shape.items()), nullptr);
    for (const ItemResult& item : items) {
        require(item.item >= 0 && item.item < shape.items(), "item ", item.item, " of ", shape.items());
        require(item.values.size() == shape.values_per_item(), "item ", item.item, " has the wrong size");
        places[static_cast<std::size_t>(item.item)] = &item;
    }
    require(std::find(places.begin(), places.end(), nullptr) == places.end(), "an item is missing");
    const auto middle = places.begin() + shape.replicates;
    DigestBuilder digest;
    add_items(digest, shape, {places.begin(), middle}, false);
    if (shape.draws > 0) { add_items(digest, shape, {middle, places.end()}, true); }
    return digest.hex();
}

}  // namespace vangnet
