#include "sim/experiment/memory_results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/core/check.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/axes.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet {

namespace {

/// What stands where an item is not finished.
template <class T>
constexpr T missing() noexcept
{
    if constexpr (std::numeric_limits<T>::has_quiet_NaN) {
        return std::numeric_limits<T>::quiet_NaN();
    } else {
        return std::numeric_limits<T>::lowest();
    }
}

template <class T>
constexpr const char* type_name() noexcept
{
    if constexpr (std::numeric_limits<T>::is_integer) {
        return sizeof(T) == 1 ? "i1" : sizeof(T) == 2 ? "i2" : "i4";
    } else {
        return sizeof(T) == 4 ? "f4" : "f8";
    }
}

/// An array of one replicate among those of all: behind the first `before` places of its axes.
template <class T>
void put(std::vector<T>& all, const std::vector<T>& one, std::size_t before, std::size_t replicates,
         std::size_t replicate)
{
    const std::size_t block = one.size() / before;
    for (std::size_t b = 0; b < before; ++b) {
        const auto from = one.begin() + static_cast<std::ptrdiff_t>(b * block);
        std::copy(from, from + static_cast<std::ptrdiff_t>(block),
                  all.begin() + static_cast<std::ptrdiff_t>((b * replicates + replicate) * block));
    }
}

const NamedArray* array_in(const std::vector<ArrayGroup>& groups, const std::string& path, const ArrayGroup*& owner)
{
    for (const ArrayGroup& group : groups) {
        for (const NamedArray& array : group.arrays) {
            if (path == "/" + group.name + "/" + array.name) {
                owner = &group;
                return &array;
            }
        }
    }
    return nullptr;
}

}  // namespace

MemoryResults::MemoryResults(SeriesShape shape, Provenance provenance)
    : shape_{std::move(shape)},
      provenance_{std::move(provenance)},
      place_of_item_(static_cast<std::size_t>(shape_.items()), -1)
{
}

void MemoryResults::add(ItemResult item)
{
    require(item.item >= 0 && item.item < shape_.items(), "item ", item.item, " of ", shape_.items());
    require(item.values.size() == shape_.values_per_item() && item.group_size.size() == shape_.groups.size(), "item ",
            item.item, " has the wrong size");
    int& place = place_of_item_[static_cast<std::size_t>(item.item)];
    require(place < 0, "item ", item.item, " is there already");
    place = static_cast<int>(items_.size());
    items_.push_back(std::move(item));
}

const ItemResult* MemoryResults::item_at(int place, bool draws) const noexcept
{
    const int found = place_of_item_[static_cast<std::size_t>(draws ? shape_.replicates + place : place)];
    return found < 0 ? nullptr : &items_[static_cast<std::size_t>(found)];
}

std::vector<int> MemoryResults::done(bool draws) const
{
    std::vector<int> places;
    for (int place = 0; place < (draws ? shape_.draws : shape_.replicates); ++place) {
        if (item_at(place, draws) != nullptr) { places.push_back(place); }
    }
    return places;
}

std::vector<float> MemoryResults::measured(const std::string& measure, bool draws) const
{
    const int number = this->measure(measure);
    if (number < 0) { throw DataError(bilingual({"onbekende uitkomst '{}'", "unknown measure '{}'"}, measure)); }
    const std::size_t block = shape_.months.size() * shape_.groups.size();
    std::vector<float> values;
    for (std::size_t arm = 0; arm < shape_.arms.size(); ++arm) {
        for (int place = 0; place < (draws ? shape_.draws : shape_.replicates); ++place) {
            const ItemResult* item = item_at(place, draws);
            if (item == nullptr) {
                values.insert(values.end(), block, missing<float>());
                continue;
            }
            const auto first = item->values.begin() +
                               static_cast<std::ptrdiff_t>(shape_.index(static_cast<std::size_t>(number), arm, 0, 0));
            values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(block));
        }
    }
    return values;
}

std::vector<float> MemoryResults::series(const std::string& measure) const { return measured(measure, false); }

std::vector<float> MemoryResults::draws(const std::string& measure) const
{
    return shape_.draws == 0 ? std::vector<float>{} : measured(measure, true);
}

std::vector<std::int32_t> MemoryResults::group_sizes(bool draws) const
{
    std::vector<std::int32_t> sizes;
    for (int place = 0; place < (draws ? shape_.draws : shape_.replicates); ++place) {
        if (const ItemResult* item = item_at(place, draws)) {
            sizes.insert(sizes.end(), item->group_size.begin(), item->group_size.end());
        } else {
            sizes.insert(sizes.end(), shape_.groups.size(), 0);
        }
    }
    return sizes;
}

std::vector<std::string> MemoryResults::arrays() const
{
    std::vector<std::string> paths;
    const auto add_all = [&](const std::vector<ArrayGroup>& groups) {
        for (const ArrayGroup& group : groups) {
            for (const NamedArray& array : group.arrays) { paths.push_back("/" + group.name + "/" + array.name); }
        }
    };
    add_all(provenance_.groups);
    for (const int replicate : replicates_done()) { add_all(item_at(replicate, false)->groups); }
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    return paths;
}

StoredArray MemoryResults::read(const std::string& path) const
{
    const ArrayGroup* group = nullptr;
    const NamedArray* array = array_in(provenance_.groups, path, group);
    const std::vector<int> replicates = replicates_done();
    for (auto r = replicates.begin(); array == nullptr && r != replicates.end(); ++r) {
        array = array_in(item_at(*r, false)->groups, path, group);
    }
    if (array == nullptr) { throw DataError(bilingual({"{}: is er niet", "{}: is not there"}, path)); }

    StoredArray stored;
    stored.path = path;
    stored.dims = array_dims(*group, *array, shape_.replicates);
    stored.unit = array->unit;
    stored.long_name_nl = array->long_name_nl;
    stored.long_name_en = array->long_name_en;
    stored.codes = array->codes;
    std::visit(
        [&](const auto& first) {
            using Vector = std::decay_t<decltype(first)>;
            using Value = typename Vector::value_type;
            stored.type = type_name<Value>();
            if (!group->by_replicate) {
                stored.data = first;
                return;
            }
            const auto count = static_cast<std::size_t>(shape_.replicates);
            const std::size_t before = stored.dims.front().name == "arm" ? stored.dims.front().extent() : 1;
            Vector all(first.size() * count, missing<Value>());
            for (const int replicate : replicates) {
                const ArrayGroup* owner = nullptr;
                const NamedArray* one = array_in(item_at(replicate, false)->groups, path, owner);
                require(one != nullptr, path, " is not in every replicate");
                const auto& values = std::get<Vector>(one->data);
                require(values.size() == first.size(), path, " differs in size between replicates");
                put(all, values, before, count, static_cast<std::size_t>(replicate));
            }
            stored.data = std::move(all);
        },
        array->data);
    return stored;
}

}  // namespace vangnet
