#include "sim/results/hdf5_layer.hpp"

#include <array>
#include <bit>

#include "sim/core/check.hpp"

namespace vangnet::hdf5 {

static_assert(std::endian::native == std::endian::little, "hashes and side files hold little-endian numbers");

namespace {

herr_t keep_innermost(unsigned depth, const H5E_error2_t* error, void* text)
{
    if (depth == 0 && error->desc != nullptr) { *static_cast<std::string*>(text) = error->desc; }
    return 0;
}

/// Objects keep the order of their attributes, and datasets carry no time stamps: same numbers, same bytes.
constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

}  // namespace

void prepare()
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5PLset_loading_state(0);
}

std::string last_error()
{
    std::string text;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, &text);
    return text;
}

ElementType element_type(std::string_view name)
{
    if (name == "i1") { return {name, H5T_STD_I8LE, H5T_NATIVE_INT8, 1}; }
    if (name == "i2") { return {name, H5T_STD_I16LE, H5T_NATIVE_INT16, 2}; }
    if (name == "i4") { return {name, H5T_STD_I32LE, H5T_NATIVE_INT32, 4}; }
    if (name == "i8") { return {name, H5T_STD_I64LE, H5T_NATIVE_INT64, 8}; }
    if (name == "f4") { return {name, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, 4}; }
    if (name == "f8") { return {name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, 8}; }
    throw BugError{"no element type " + std::string{name}};
}

Handle text_type()
{
    Handle type = owned<RunError>(H5Tcopy(H5T_C_S1), H5Tclose, "HDF5", "make a text type");
    checked<RunError>(H5Tset_size(type.id(), H5T_VARIABLE), "HDF5", "make a text type");
    checked<RunError>(H5Tset_cset(type.id(), H5T_CSET_UTF8), "HDF5", "make a text type");
    return type;
}

Builder::Builder(std::string path) : path_{std::move(path)}
{
    prepare();
    constexpr std::size_t growth = std::size_t{4} << 20U;
    const Handle access = owned<RunError>(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path_, "prepare");
    checked<RunError>(H5Pset_fapl_core(access.id(), growth, false), path_, "prepare");
    // Nothing newer than HDF5 1.8: netCDF and R packages of any age read it. The oldest superblock has no checksum,
    // which H5Fget_file_image of HDF5 1.10 gets wrong.
    checked<RunError>(H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), path_, "prepare");
    const Handle creation = owned<RunError>(H5Pcreate(H5P_FILE_CREATE), H5Pclose, path_, "prepare");
    checked<RunError>(H5Pset_link_creation_order(creation.id(), creation_order), path_, "prepare");
    checked<RunError>(H5Pset_attr_creation_order(creation.id(), creation_order), path_, "prepare");
    file_ = owned<RunError>(H5Fcreate(path_.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose, path_,
                            "build in memory");
}

Handle Builder::group(std::string_view name)
{
    const Handle creation = owned<RunError>(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, path_, "prepare a group");
    checked<RunError>(H5Pset_link_creation_order(creation.id(), creation_order), path_, "prepare a group");
    checked<RunError>(H5Pset_attr_creation_order(creation.id(), creation_order), path_, "prepare a group");
    checked<RunError>(H5Pset_obj_track_times(creation.id(), false), path_, "prepare a group");
    const std::string text{name};
    return owned<RunError>(H5Gcreate2(root(), text.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Gclose, path_,
                           "make group /" + text);
}

void Builder::attribute(hid_t object, std::string_view name, std::string_view text)
{
    const std::string key{name};
    const std::string copy{text};
    require(copy.find('\0') == std::string::npos, "attribute ", key, " has a zero byte");
    const Handle type = text_type();
    const Handle space = owned<RunError>(H5Screate(H5S_SCALAR), H5Sclose, path_, "write attribute " + key);
    const Handle made =
        owned<RunError>(H5Acreate2(object, key.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                        path_, "write attribute " + key);
    const char* start = copy.c_str();
    checked<RunError>(H5Awrite(made.id(), type.id(), &start), path_, "write attribute " + key);
}

void Builder::attribute(hid_t object, std::string_view name, double value)
{
    attribute(object, name, std::span<const double>{&value, 1});
}

void Builder::attribute(hid_t object, std::string_view name, std::int32_t value)
{
    attribute(object, name, std::span<const std::int32_t>{&value, 1});
}

void Builder::numbers_attribute(hid_t object, std::string_view name, std::string_view type, std::size_t count,
                                const void* values)
{
    const std::string key{name};
    const ElementType element = element_type(type);
    const hsize_t size = count;
    const Handle space = owned<RunError>(count == 1 ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &size, nullptr),
                                         H5Sclose, path_, "write attribute " + key);
    const Handle made =
        owned<RunError>(H5Acreate2(object, key.c_str(), element.file, space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                        path_, "write attribute " + key);
    checked<RunError>(H5Awrite(made.id(), element.memory, values), path_, "write attribute " + key);
}

void Builder::fixed_attribute(hid_t object, std::string_view name, std::string_view text)
{
    const std::string key{name};
    const std::string copy{text};
    const Handle type = owned<RunError>(H5Tcopy(H5T_C_S1), H5Tclose, path_, "write attribute " + key);
    checked<RunError>(H5Tset_size(type.id(), copy.size() + 1), path_, "write attribute " + key);
    const Handle space = owned<RunError>(H5Screate(H5S_SCALAR), H5Sclose, path_, "write attribute " + key);
    const Handle made =
        owned<RunError>(H5Acreate2(object, key.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                        path_, "write attribute " + key);
    checked<RunError>(H5Awrite(made.id(), type.id(), copy.c_str()), path_, "write attribute " + key);
}

std::vector<std::byte> Builder::image()
{
    checked<RunError>(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), path_, "finish in memory");
    const ssize_t size = checked<RunError>(H5Fget_file_image(file_.id(), nullptr, 0), path_, "finish in memory");
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    checked<RunError>(H5Fget_file_image(file_.id(), bytes.data(), bytes.size()), path_, "finish in memory");
    return bytes;
}

}  // namespace vangnet::hdf5
