#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <limits>
#include <system_error>

#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/results/hdf5_layer.hpp"
#include "sim/results/seal.hpp"

namespace vangnet::hdf5 {

namespace {

/// Deflate makes at most 1032 bytes of one (zlib technical details); twice that leaves room for the rest.
constexpr std::uintmax_t largest_expansion = 2064;
/// An array may take this much memory, or this many times the size of the file if that is more: most of an unfinished
/// file is empty and packs well, but a small file may not fill the machine *(judgement)*.
constexpr std::uintmax_t largest_small_array = std::uintmax_t{1} << 30U;  // [bytes]
constexpr std::uintmax_t usual_expansion = 32;
constexpr std::size_t largest_rank = 8;

struct Members {
    H5O_type_t kind;
    std::vector<std::string> names;
};

herr_t collect(hid_t group, const char* name, const H5L_info_t* link, void* data)
{
    auto& members = *static_cast<Members*>(data);
    if (link->type != H5L_TYPE_HARD) { return 0; }
    H5O_info_t info{};
    if (H5Oget_info_by_name2(group, name, &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0) { return -1; }
    if (info.type == members.kind) { members.names.emplace_back(name); }
    return 0;
}

herr_t name_of_scale(hid_t /*array*/, unsigned /*dim*/, hid_t scale, void* data)
{
    std::array<char, 256> name{};
    const ssize_t length = H5Iget_name(scale, name.data(), name.size());
    if (length <= 0 || static_cast<std::size_t>(length) >= name.size()) { return -1; }
    const std::string path{name.data()};
    *static_cast<std::string*>(data) = path.substr(path.rfind('/') + 1);
    return 1;
}

herr_t collect_text(hid_t object, const char* name, const H5A_info_t* /*info*/, void* data)
{
    const Handle attribute{H5Aopen(object, name, H5P_DEFAULT), H5Aclose};
    const Handle type{attribute.valid() ? H5Aget_type(attribute.id()) : H5I_INVALID_HID, H5Tclose};
    if (!type.valid()) { return -1; }
    if (H5Tget_class(type.id()) == H5T_STRING) { static_cast<std::vector<std::string>*>(data)->emplace_back(name); }
    return 0;
}

/// The element type of an array or attribute; empty if it is none of ours.
[[nodiscard]] std::string type_of(hid_t type)
{
    const std::size_t size = H5Tget_size(type);
    switch (H5Tget_class(type)) {
        case H5T_STRING: return "str";
        case H5T_FLOAT: return size == 4 ? "f4" : size == 8 ? "f8" : "";
        case H5T_INTEGER: return size <= 8 ? "i" + std::to_string(size) : "";
        default: return "";
    }
}

}  // namespace

File::File(const std::filesystem::path& path) : path_{path.string()}
{
    prepare();
    std::error_code error;
    file_size_ = std::filesystem::file_size(path, error);
    if (error == std::errc::no_such_file_or_directory) {
        throw DataError{bilingual({"{}: dit bestand is er niet", "{}: no such file"}, path_)};
    }
    if (error) {
        throw DataError{bilingual({"{}: kan niet worden geopend: {}", "{}: cannot open: {}"}, path_, error.message())};
    }
    const Seal seal = check_seal(path);  // before HDF5 sees a byte: some wrong bits would end the program
    if (seal == Seal::broken) {
        throw DataError{bilingual({"{}: beschadigd: de bytes zijn niet die er geschreven zijn",
                                   "{}: damaged: its bytes are not those written"},
                                  path_)};
    }
    sealed_ = seal == Seal::sound;
    const Handle access = owned<DataError>(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path_, "open");
    // Files are only ever replaced whole, so no lock is needed; some network disks have none.
    checked<DataError>(H5Pset_file_locking(access.id(), false, true), path_, "open");
    const htri_t is_hdf5 = H5Fis_hdf5(path_.c_str());
    if (is_hdf5 == 0) {
        throw DataError{bilingual(
            {"{}: geen resultaatbestand (het is geen HDF5)", "{}: not a results file (no HDF5 signature)"}, path_)};
    }
    file_ = Handle{H5Fopen(path_.c_str(), H5F_ACC_RDONLY, access.id()), H5Fclose};
    if (!file_.valid()) {
        throw DataError{bilingual({"{}: kan niet worden geopend, het bestand is afgekapt of beschadigd: {}",
                                   "{}: cannot open, the file is cut off or damaged: {}"},
                                  path_, last_error())};
    }
}

void File::fail(const std::string& object, const std::string& what) const
{
    throw DataError{bilingual({"{}: beschadigd of van een andere versie: {}: {}", "{}: {}: {}"}, path_, object, what)};
}

std::string File::printable(const std::string& object, std::string text) const
{
    if (!is_printable(text)) { fail(object, "holds a text with control characters or other than UTF-8"); }
    return text;
}

bool File::links_stay_inside(const std::string& object) const
{
    std::size_t end = 0;
    while (end != std::string::npos) {
        end = object.find('/', end + 1);
        const std::string part = object.substr(0, end);
        if (part.empty() || part == "/") { continue; }
        if (H5Lexists(file_.id(), part.c_str(), H5P_DEFAULT) <= 0) { return false; }
        H5L_info_t info{};
        if (H5Lget_info(file_.id(), part.c_str(), &info, H5P_DEFAULT) < 0 || info.type != H5L_TYPE_HARD) {
            return false;
        }
    }
    return true;
}

bool File::has(const std::string& object) const { return links_stay_inside(object); }

std::vector<std::string> File::members(const std::string& group, H5O_type_t kind) const
{
    if (!has(group)) { return {}; }
    const Handle opened =
        owned<DataError>(H5Gopen2(file_.id(), group.c_str(), H5P_DEFAULT), H5Gclose, path_, "open group " + group);
    Members found{kind, {}};
    checked<DataError>(H5Literate(opened.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &found), path_,
                       "list group " + group);
    for (const std::string& name : found.names) { static_cast<void>(printable(group, name)); }
    std::sort(found.names.begin(), found.names.end());
    return std::move(found.names);
}

std::vector<std::string> File::groups(const std::string& group) const { return members(group, H5O_TYPE_GROUP); }
std::vector<std::string> File::datasets(const std::string& group) const { return members(group, H5O_TYPE_DATASET); }

Handle File::open_object(const std::string& object) const
{
    if (!links_stay_inside(object)) { fail(object, "is not in the file"); }
    return owned<DataError>(H5Oopen(file_.id(), object.c_str(), H5P_DEFAULT), H5Oclose, path_, "open " + object);
}

std::vector<std::string> File::text_names(const std::string& object) const
{
    const Handle opened = open_object(object);
    std::vector<std::string> names;
    checked<DataError>(H5Aiterate2(opened.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect_text, &names), path_,
                       "list the attributes of " + object);
    for (const std::string& name : names) { static_cast<void>(printable(object, name)); }
    return names;
}

std::string File::text(const std::string& object, const std::string& name) const
{
    const Handle opened = open_object(object);
    if (H5Aexists(opened.id(), name.c_str()) <= 0) { return {}; }
    const std::string what = "read attribute " + name + " of " + object;
    const Handle attribute = owned<DataError>(H5Aopen(opened.id(), name.c_str(), H5P_DEFAULT), H5Aclose, path_, what);
    const Handle type = owned<DataError>(H5Aget_type(attribute.id()), H5Tclose, path_, what);
    const Handle space = owned<DataError>(H5Aget_space(attribute.id()), H5Sclose, path_, what);
    if (H5Tget_class(type.id()) != H5T_STRING || H5Sget_simple_extent_npoints(space.id()) != 1) {
        fail(object, "attribute " + name + " is not one text");
    }
    if (H5Tis_variable_str(type.id()) > 0) {
        char* start = nullptr;
        const Handle memory = text_type();
        checked<DataError>(H5Tset_cset(memory.id(), H5Tget_cset(type.id())), path_, what);
        checked<DataError>(H5Aread(attribute.id(), memory.id(), &start), path_, what);
        std::string result = start == nullptr ? "" : start;
        H5free_memory(start);
        return printable(object, std::move(result));
    }
    const std::size_t size = H5Tget_size(type.id());
    if (size > file_size_) { fail(object, "attribute " + name + " is larger than the file"); }
    std::string result(size, '\0');
    checked<DataError>(H5Aread(attribute.id(), type.id(), result.data()), path_, what);
    return printable(object, result.substr(0, result.find('\0')));
}

double File::number(const std::string& object, const std::string& name, double otherwise) const
{
    const Handle opened = open_object(object);
    if (H5Aexists(opened.id(), name.c_str()) <= 0) { return otherwise; }
    const std::string what = "read attribute " + name + " of " + object;
    const Handle attribute = owned<DataError>(H5Aopen(opened.id(), name.c_str(), H5P_DEFAULT), H5Aclose, path_, what);
    const Handle space = owned<DataError>(H5Aget_space(attribute.id()), H5Sclose, path_, what);
    if (H5Sget_simple_extent_npoints(space.id()) != 1) { fail(object, "attribute " + name + " is not one number"); }
    double value = 0.0;
    checked<DataError>(H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, &value), path_, what);
    return value;
}

std::vector<std::int64_t> File::integers(const std::string& object, const std::string& name) const
{
    const Handle opened = open_object(object);
    if (H5Aexists(opened.id(), name.c_str()) <= 0) { return {}; }
    const std::string what = "read attribute " + name + " of " + object;
    const Handle attribute = owned<DataError>(H5Aopen(opened.id(), name.c_str(), H5P_DEFAULT), H5Aclose, path_, what);
    const Handle space = owned<DataError>(H5Aget_space(attribute.id()), H5Sclose, path_, what);
    const hssize_t count = H5Sget_simple_extent_npoints(space.id());
    if (count < 0 || static_cast<std::uintmax_t>(count) > file_size_) {
        fail(object, "attribute " + name + " is too large");
    }
    std::vector<std::int64_t> values(static_cast<std::size_t>(count));
    if (!values.empty()) { checked<DataError>(H5Aread(attribute.id(), H5T_NATIVE_INT64, values.data()), path_, what); }
    return values;
}

Handle File::open_checked(const std::string& array, std::size_t& count) const
{
    if (!links_stay_inside(array)) { fail(array, "is not in the file"); }
    Handle set = owned<DataError>(H5Dopen2(file_.id(), array.c_str(), H5P_DEFAULT), H5Dclose, path_, "open " + array);
    const Handle space = owned<DataError>(H5Dget_space(set.id()), H5Sclose, path_, "read the size of " + array);
    const Handle type = owned<DataError>(H5Dget_type(set.id()), H5Tclose, path_, "read the type of " + array);
    const Handle made = owned<DataError>(H5Dget_create_plist(set.id()), H5Pclose, path_, "read the layout of " + array);
    const H5D_layout_t layout = H5Pget_layout(made.id());
    if ((layout != H5D_CHUNKED && layout != H5D_CONTIGUOUS && layout != H5D_COMPACT) ||
        H5Pget_external_count(made.id()) > 0) {
        fail(array, "has its numbers outside the file");
    }
    std::array<hsize_t, largest_rank> sizes{};
    const int rank = H5Sget_simple_extent_ndims(space.id());
    if (rank < 0 || static_cast<std::size_t>(rank) > largest_rank) { fail(array, "has too many dimensions"); }
    checked<DataError>(H5Sget_simple_extent_dims(space.id(), sizes.data(), nullptr), path_,
                       "read the size of " + array);
    const std::uintmax_t limit = std::uintmax_t{H5Dget_storage_size(set.id())} * largest_expansion;
    const bool packed = layout == H5D_CHUNKED;
    const std::uintmax_t most = packed ? std::min(limit, file_size_ * largest_expansion) : file_size_;
    std::uintmax_t bytes = std::max<std::size_t>(H5Tget_size(type.id()), 1);
    count = 1;
    for (std::size_t dim = 0; dim < static_cast<std::size_t>(rank); ++dim) {
        if (sizes[dim] != 0 && bytes > std::numeric_limits<std::uint32_t>::max() * std::uintmax_t{4096} / sizes[dim]) {
            fail(array, "is larger than the file can hold");
        }
        bytes *= sizes[dim];
        count *= sizes[dim];
    }
    if (bytes > most || bytes > std::max(largest_small_array, usual_expansion * file_size_)) {
        fail(array, "is larger than the file can hold");
    }
    return set;
}

ArrayShape File::array_shape(const std::string& array) const
{
    ArrayShape shape;
    const Handle set = open_checked(array, shape.count);
    const Handle space = owned<DataError>(H5Dget_space(set.id()), H5Sclose, path_, "read the size of " + array);
    const Handle type = owned<DataError>(H5Dget_type(set.id()), H5Tclose, path_, "read the type of " + array);
    shape.type = type_of(type.id());
    std::array<hsize_t, largest_rank> sizes{};
    const int rank = H5Sget_simple_extent_dims(space.id(), sizes.data(), nullptr);
    shape.sizes.assign(sizes.begin(), sizes.begin() + rank);
    shape.is_scale = H5DSis_scale(set.id()) > 0;
    shape.dims.resize(shape.sizes.size());
    for (unsigned dim = 0; !shape.is_scale && dim < shape.dims.size(); ++dim) {
        checked<DataError>(H5DSiterate_scales(set.id(), dim, nullptr, name_of_scale, &shape.dims[dim]), path_,
                           "read the dimensions of " + array);
        static_cast<void>(printable(array, shape.dims[dim]));
    }
    return shape;
}

void File::read(const std::string& array, std::string_view type, void* into) const
{
    std::size_t count = 0;
    const Handle set = open_checked(array, count);
    if (count == 0) { return; }
    checked<DataError>(H5Dread(set.id(), element_type(type).memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, into), path_,
                       "read " + array);
}

void File::read_at(const std::string& array, std::string_view type, std::size_t axis, std::size_t index,
                   void* into) const
{
    std::size_t count = 0;
    const Handle set = open_checked(array, count);
    const std::string what = "read " + array;
    const Handle space = owned<DataError>(H5Dget_space(set.id()), H5Sclose, path_, what);
    std::array<hsize_t, largest_rank> sizes{};
    std::array<hsize_t, largest_rank> start{};
    const int rank = H5Sget_simple_extent_dims(space.id(), sizes.data(), nullptr);
    if (rank < 0 || axis >= static_cast<std::size_t>(rank) || index >= sizes[axis]) { fail(array, "is too small"); }
    start[axis] = index;
    sizes[axis] = 1;
    checked<DataError>(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, sizes.data(), nullptr),
                       path_, what);
    const Handle memory = owned<DataError>(H5Screate_simple(rank, sizes.data(), nullptr), H5Sclose, path_, what);
    checked<DataError>(H5Dread(set.id(), element_type(type).memory, memory.id(), space.id(), H5P_DEFAULT, into), path_,
                       what);
}

std::vector<std::string> File::read_texts(const std::string& array) const
{
    std::size_t count = 0;
    const Handle set = open_checked(array, count);
    const Handle type = owned<DataError>(H5Dget_type(set.id()), H5Tclose, path_, "read the type of " + array);
    if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) <= 0) {
        fail(array, "is not an array of texts");
    }
    const Handle space = owned<DataError>(H5Dget_space(set.id()), H5Sclose, path_, "read the size of " + array);
    const Handle memory = text_type();
    std::vector<char*> starts(count, nullptr);
    if (count == 0) { return {}; }
    checked<DataError>(H5Dread(set.id(), memory.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, starts.data()), path_,
                       "read " + array);
    std::vector<std::string> texts;
    texts.reserve(count);
    for (const char* start : starts) { texts.emplace_back(start == nullptr ? "" : start); }
    H5Dvlen_reclaim(memory.id(), space.id(), H5P_DEFAULT, starts.data());
    for (const std::string& each : texts) { static_cast<void>(printable(array, each)); }
    return texts;
}

}  // namespace vangnet::hdf5
