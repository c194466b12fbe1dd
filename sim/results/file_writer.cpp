#include "sim/results/file_writer.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <limits>

#include "sim/core/check.hpp"
#include "sim/experiment/axes.hpp"
#include "sim/results/chunk.hpp"
#include "sim/results/seal.hpp"
#include "sim/results/tables.hpp"

namespace vangnet {

namespace {

using hdf5::checked;
using hdf5::Handle;
using hdf5::owned;

constexpr hsize_t chunk_elements =
    65'536;  // a quarter of a megabyte of floats: small enough to read a part *(judgement)*

constexpr const char* not_finished = "missing";

/// Compression, checksums and fill values, allocated at once so that a partial file is whole.
Handle creation_of(std::string_view type, const std::vector<hsize_t>& chunk, const std::string& path)
{
    Handle made = owned<RunError>(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path, "prepare an array");
    const hid_t id = made.id();
    checked<RunError>(H5Pset_chunk(id, static_cast<int>(chunk.size()), chunk.data()), path, "prepare an array");
    checked<RunError>(H5Pset_shuffle(id), path, "prepare an array");
    checked<RunError>(H5Pset_deflate(id, deflate_level), path, "prepare an array");
    checked<RunError>(H5Pset_fletcher32(id), path, "prepare an array");
    checked<RunError>(H5Pset_alloc_time(id, H5D_ALLOC_TIME_EARLY), path, "prepare an array");
    checked<RunError>(H5Pset_obj_track_times(id, false), path, "prepare an array");
    checked<RunError>(H5Pset_attr_creation_order(id, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), path,
                      "prepare an array");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::int32_t lowest = type == "i1"   ? std::numeric_limits<std::int8_t>::min()
                                : type == "i2" ? std::numeric_limits<std::int16_t>::min()
                                               : std::numeric_limits<std::int32_t>::min();
    const bool real = type.front() == 'f';
    const void* fill = real ? static_cast<const void*>(&nan) : &lowest;
    checked<RunError>(H5Pset_fill_value(id, real ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT32, fill), path,
                      "prepare an array");
    return made;
}

std::vector<hsize_t> sizes_of(const std::vector<Dimension>& dims)
{
    std::vector<hsize_t> sizes;
    for (const Dimension& dim : dims) { sizes.push_back(dim.extent()); }
    return sizes;
}

/// Whole rows of the last dimensions, as many as a chunk should hold.
std::vector<hsize_t> chunk_of(std::vector<hsize_t> sizes)
{
    for (hsize_t& size : sizes) {
        hsize_t product = 1;
        for (const hsize_t each : sizes) { product *= each; }
        if (product <= chunk_elements) { break; }
        size = std::max<hsize_t>(1, chunk_elements / (product / size));
    }
    return sizes;
}

template <class T>
void fill_and_codes(hdf5::Builder& file, hid_t array, const std::vector<std::pair<int, std::string>>& codes)
{
    const T fill =
        std::numeric_limits<T>::has_quiet_NaN ? std::numeric_limits<T>::quiet_NaN() : std::numeric_limits<T>::min();
    // Flags for what is finished are never missing themselves; a fill value would make readers turn them into floats.
    const bool flag = !codes.empty() && codes.front().second == not_finished;
    if (!flag) { file.attribute(array, "_FillValue", std::span<const T>{&fill, 1}); }
    if (codes.empty()) { return; }
    std::vector<T> values;
    std::string meanings;
    for (const auto& [code, meaning] : codes) {
        values.push_back(static_cast<T>(code));
        meanings += (meanings.empty() ? "" : " ") + meaning;
    }
    file.attribute(array, "flag_values", std::span<const T>{values});
    file.attribute(array, "flag_meanings", meanings);
}

void fill_and_codes(hdf5::Builder& file, hid_t array, std::string_view type,
                    const std::vector<std::pair<int, std::string>>& codes)
{
    if (type == "i1") { fill_and_codes<std::int8_t>(file, array, codes); }
    if (type == "i2") { fill_and_codes<std::int16_t>(file, array, codes); }
    if (type == "i4") { fill_and_codes<std::int32_t>(file, array, codes); }
    if (type == "f4") { fill_and_codes<float>(file, array, codes); }
    if (type == "f8") { fill_and_codes<double>(file, array, codes); }
}

struct Raw {
    std::string_view type;
    const void* start;
    std::size_t count;
};

Raw raw(const ArrayData& data)
{
    return std::visit(
        [](const auto& values) -> Raw {
            using T = typename std::decay_t<decltype(values)>::value_type;
            return {hdf5::type_name<T>(), values.data(), values.size()};
        },
        data);
}

NamedArray about_measure(const MeasureInfo& measure)
{
    return {measure.key, {}, {}, measure.unit, measure.long_name_nl, measure.long_name_en, {}};
}

}  // namespace

FileWriter::FileWriter(std::string path, const SeriesShape& shape, const Provenance& provenance,
                       const std::string& identity)
    : shape_{shape}, origin_{provenance.origin}, file_{std::move(path)}
{
    write_root(provenance, identity);
    make_series(series_, false);
    if (shape_.draws > 0) { make_series(draws_, true); }
    const Handle tables = file_.group("tables");
    file_.attribute(tables.id(), "encoding-version", "1");
    for (const CompoundTable& table : tables_of(shape, provenance)) { write_table(file_, tables.id(), table); }
    for (const ArrayGroup& group : provenance.groups) { add_group(group, -1); }
}

void FileWriter::write_root(const Provenance& provenance, const std::string& identity)
{
    const hid_t root = file_.root();
    file_.attribute(root, "Conventions", "CF-1.8");
    file_.attribute(root, "title", provenance.title.en);
    file_.attribute(root, "title_nl", provenance.title.nl);
    file_.attribute(root, "format", "vangnet results 1");
    file_.attribute(root, "experiment", identity);
    file_.attribute(root, "scenario", provenance.scenario);
    file_.attribute(root, "parameters", provenance.parameters_text);
    std::string hashes;
    for (const auto& [name, hash] : provenance.data_hashes) { hashes += hash + "  " + name + "\n"; }
    file_.attribute(root, "data_sha256", hashes);
    const std::vector<std::int64_t> seeds(provenance.seeds.begin(), provenance.seeds.end());
    if (!seeds.empty()) { file_.attribute(root, "seeds", std::span<const std::int64_t>{seeds}); }
    file_.attribute(root, "version", provenance.version);
    file_.attribute(root, "commit", provenance.commit);
    file_.attribute(root, "command", provenance.command);
    if (!provenance.until.empty()) { file_.attribute(root, "until", provenance.until); }
    file_.attribute(root, "host", provenance.host);
    file_.attribute(root, "cpu_level", provenance.cpu_level);
    file_.attribute(root, "origin", provenance.origin);
    file_.attribute(root, "threads", provenance.threads);
    file_.attribute(root, "wall_time_seconds", provenance.wall_time);
    if (provenance.people > 0.0) { file_.attribute(root, "people", provenance.people); }
    if (provenance.weight > 0.0) { file_.attribute(root, "weight", provenance.weight); }
    for (const auto& [name, text] : provenance.notes) { file_.attribute(root, name, text); }
}

void FileWriter::make_scales(hid_t group, const std::vector<Dimension>& dims)
{
    for (const Dimension& dim : dims) {
        const std::string what = "write axis " + dim.name;
        if (H5Lexists(group, dim.name.c_str(), H5P_DEFAULT) > 0) { continue; }
        const hsize_t size = dim.extent();
        const Handle space = owned<RunError>(H5Screate_simple(1, &size, nullptr), H5Sclose, file_.path(), what);
        const Handle made = owned<RunError>(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, file_.path(), what);
        checked<RunError>(H5Pset_obj_track_times(made.id(), false), file_.path(), what);
        checked<RunError>(H5Pset_attr_creation_order(made.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
                          file_.path(), what);
        const Handle text = hdf5::text_type();
        const bool labelled = !dim.labels.empty();
        const Handle set = owned<RunError>(H5Dcreate2(group, dim.name.c_str(), labelled ? text.id() : H5T_STD_I32LE,
                                                      space.id(), H5P_DEFAULT, made.id(), H5P_DEFAULT),
                                           H5Dclose, file_.path(), what);
        std::vector<const char*> starts;
        for (const std::string& label : dim.labels) { starts.push_back(label.c_str()); }
        const void* values = labelled ? static_cast<const void*>(starts.data()) : dim.numbers.data();
        checked<RunError>(
            H5Dwrite(set.id(), labelled ? text.id() : H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
            file_.path(), what);
        checked<RunError>(H5DSset_scale(set.id(), dim.name.c_str()), file_.path(), what);
        if (!dim.long_name_nl.empty()) { file_.attribute(set.id(), "long_name", dim.long_name_nl); }
        if (!dim.long_name_en.empty()) { file_.attribute(set.id(), "long_name_en", dim.long_name_en); }
        if (!labelled && !dim.unit.empty()) { file_.attribute(set.id(), "units", dim.unit); }
    }
}

Handle FileWriter::make_array(hid_t group, const NamedArray& about, std::string_view type,
                              const std::vector<Dimension>& dims, const std::vector<hsize_t>& chunk)
{
    for (const char* duration : {"days", "hours", "minutes", "seconds", "day", "hour", "minute", "second"}) {
        require(about.unit != duration, about.name, " has unit ", duration, ", which readers turn into a duration");
    }
    const std::string what = "make array " + about.name;
    const std::vector<hsize_t> sizes = sizes_of(dims);
    const Handle space = owned<RunError>(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr),
                                         H5Sclose, file_.path(), what);
    const Handle made = creation_of(type, chunk, file_.path());
    Handle array = owned<RunError>(H5Dcreate2(group, about.name.c_str(), hdf5::element_type(type).file, space.id(),
                                              H5P_DEFAULT, made.id(), H5P_DEFAULT),
                                   H5Dclose, file_.path(), what);
    for (unsigned dim = 0; dim < dims.size(); ++dim) {
        const Handle scale =
            owned<RunError>(H5Dopen2(group, dims[dim].name.c_str(), H5P_DEFAULT), H5Dclose, file_.path(), what);
        checked<RunError>(H5DSattach_scale(array.id(), scale.id(), dim), file_.path(), what);
    }
    if (!about.unit.empty()) { file_.attribute(array.id(), "units", about.unit); }
    if (!about.long_name_nl.empty()) { file_.attribute(array.id(), "long_name", about.long_name_nl); }
    if (!about.long_name_en.empty()) { file_.attribute(array.id(), "long_name_en", about.long_name_en); }
    fill_and_codes(file_, array.id(), type, about.codes);
    return array;
}

void FileWriter::make_series(Open& open, bool draws)
{
    open.group = file_.group(draws ? "draws" : "series");
    const hid_t group = open.group.id();
    file_.attribute(group, "encoding-version", "1");
    file_.attribute(group, "title",
                    draws ? "Measures by policy, draw of parameters, month and group"
                          : "Measures by policy, replicate, month and group");
    const std::vector<Dimension> dims = series_dims(shape_, draws);
    make_scales(group, dims);
    const std::vector<hsize_t> sizes = sizes_of(dims);
    const std::vector<hsize_t> chunk{sizes[0], 1, sizes[2], sizes[3]};
    for (const MeasureInfo& measure : shape_.measures) {
        Handle array = make_array(group, about_measure(measure), "f4", dims, chunk);
        file_.attribute(array.id(), "definition", measure.definition_nl);
        file_.attribute(array.id(), "definition_en", measure.definition_en);
        file_.attribute(array.id(), "kind", kind_name(measure.kind));
        file_.attribute(array.id(), "better", std::int32_t{measure.better});
        open.arrays.emplace(measure.key, std::move(array));
    }
    NamedArray size{
        "group_size", {}, {}, "1", "mensen in de groep aan het begin", "people in the group at the start", {}};
    open.arrays.emplace("group_size", make_array(group, size, "i4", {dims[1], dims[3]}, {1, sizes[3]}));
    NamedArray done{std::string{draws ? "draw" : "replicate"} + "_done",
                    {},
                    {},
                    "1",
                    "of dit af is",
                    "whether this is finished",
                    {{0, not_finished}, {1, "finished"}}};
    open.arrays.emplace("done", make_array(group, done, "i1", {dims[1]}, {sizes[1]}));
    open.done.assign(sizes[1], 0);
    write_slab(open.arrays.at("done").id(), "i1", {0}, {sizes[1]}, open.done.data(), "done");
    const Handle month =
        owned<RunError>(H5Dopen2(group, "month", H5P_DEFAULT), H5Dclose, file_.path(), "write axis month");
    file_.attribute(month.id(), "origin", origin_);
}

void FileWriter::write_slab(hid_t array, std::string_view type, const std::vector<hsize_t>& start,
                            const std::vector<hsize_t>& count, const void* values, const std::string& name)
{
    const std::string what = "write array " + name;
    const Handle space = owned<RunError>(H5Dget_space(array), H5Sclose, file_.path(), what);
    checked<RunError>(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
                      file_.path(), what);
    const Handle memory = owned<RunError>(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                                          H5Sclose, file_.path(), what);
    checked<RunError>(H5Dwrite(array, hdf5::element_type(type).memory, memory.id(), space.id(), H5P_DEFAULT, values),
                      file_.path(), what);
}

void FileWriter::add(const PackedItem& item)
{
    require(item.item >= 0 && item.item < shape_.items(), "item ", item.item, " of ", shape_.items());
    require(item.chunks.size() == shape_.measures.size(), "item ", item.item, " has ", item.chunks.size(), " measures");
    require(item.group_size.size() == shape_.groups.size(), "item ", item.item, " has sizes of ",
            item.group_size.size(), " groups");
    const bool draw = shape_.is_draw(item.item);
    Open& open = draw ? draws_ : series_;
    const auto place = static_cast<hsize_t>(draw ? item.item - shape_.replicates : item.item);
    const std::array<hsize_t, 4> start{0, place, 0, 0};
    for (std::size_t m = 0; m < shape_.measures.size(); ++m) {
        const std::string& key = shape_.measures[m].key;
        const std::vector<std::byte>& chunk = item.chunks[m];
        checked<RunError>(
            H5Dwrite_chunk(open.arrays.at(key).id(), H5P_DEFAULT, 0, start.data(), chunk.size(), chunk.data()),
            file_.path(), "write array " + key);
    }
    write_slab(open.arrays.at("group_size").id(), "i4", {place, 0}, {1, shape_.groups.size()}, item.group_size.data(),
               "group_size");
    open.done[place] = 1;
    write_slab(open.arrays.at("done").id(), "i1", {place}, {1}, &open.done[place], "done");
    if (draw) { return; }
    for (const ArrayGroup& group : item.groups) { add_group(group, item.item); }
}

void FileWriter::add_group(const ArrayGroup& group, int replicate)
{
    require(!group.by_replicate || replicate >= 0, group.name, " belongs to a replicate");
    Open& open = groups_[group.name];
    const bool first = !open.group.valid();
    if (!first && !group.by_replicate) { return; }
    if (first) {
        open.group = file_.group(group.name);
        file_.attribute(open.group.id(), "encoding-version", "1");
    }
    for (const NamedArray& array : group.arrays) {
        const std::vector<Dimension> dims = array_dims(group, array, shape_.replicates);
        const auto [type, start, count] = raw(array.data);
        std::vector<hsize_t> sizes = sizes_of(dims);
        std::vector<hsize_t> origin(sizes.size(), 0);
        std::vector<hsize_t> chunk = sizes;
        if (group.by_replicate) {
            const std::size_t axis = dims.front().name == "replicate" ? 0 : 1;
            origin[axis] = static_cast<hsize_t>(replicate);
            sizes[axis] = 1;
            chunk[axis] = 1;
        }
        std::size_t expected = 1;
        for (const hsize_t size : sizes) { expected *= size; }
        require(expected == count, group.name, "/", array.name, " has ", count, " values for ", expected, " places");
        if (first) {
            make_scales(open.group.id(), dims);
            open.arrays.emplace(array.name, make_array(open.group.id(), array, type, dims, chunk_of(chunk)));
        }
        const auto found = open.arrays.find(array.name);
        require(found != open.arrays.end(), group.name, "/", array.name, " is not in every replicate");
        write_slab(found->second.id(), type, origin, sizes, start, group.name + "/" + array.name);
    }
}

void FileWriter::write_counts()
{
    const auto finished = [](const Open& open) {
        return static_cast<std::int32_t>(std::count(open.done.begin(), open.done.end(), 1));
    };
    const hid_t root = file_.root();
    const bool complete = finished(series_) == shape_.replicates && finished(draws_) == shape_.draws;
    file_.attribute(root, "complete", std::int32_t{complete ? 1 : 0});
    file_.attribute(root, "replicates", std::int32_t{shape_.replicates});
    file_.attribute(root, "replicates_finished", finished(series_));
    file_.attribute(root, "draws", std::int32_t{shape_.draws});
    file_.attribute(root, "draws_finished", finished(draws_));
}

std::vector<std::byte> FileWriter::finish()
{
    write_counts();
    std::vector<std::byte> bytes = file_.image();
    append_seal(bytes);
    return bytes;
}

}  // namespace vangnet
