#pragma once
/// Results files that HDF5 takes for sound, with anything in them: objects missing, other shapes and types, texts and
/// numbers of any kind. What is not sound HDF5 is not for these: a seal tells damage, and the program reads in a
/// process of its own since HDF5 fails on some of it (sim/results/seal.hpp, sim/cli/apart.hpp).

#include <hdf5.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/hostile.hpp"
#include "tests/test_results_example.hpp"

namespace vangnet::test {

/// Takes small numbers and texts off the front of some bytes; zeros and empty texts behind their end.
class Choices {
public:
    explicit Choices(std::string_view bytes) : rest_{bytes} {}
    [[nodiscard]] bool done() const noexcept { return rest_.empty(); }
    std::size_t below(std::size_t count)
    {
        const std::size_t byte = rest_.empty() ? 0 : static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(rest_.empty() ? 0 : 1);
        return byte % count;
    }
    std::string text()
    {
        const std::size_t size = std::min(below(64), rest_.size());
        std::string taken{rest_.substr(0, size)};
        rest_.remove_prefix(size);
        return taken;
    }

private:
    std::string_view rest_;
};

/// Paths of all groups and arrays of a file.
inline std::vector<std::string> objects_of(hid_t file)
{
    std::vector<std::string> paths;
    const auto collect = [](hid_t, const char* name, const H5O_info_t*, void* into) -> herr_t {
        static_cast<std::vector<std::string>*>(into)->emplace_back(name);
        return 0;
    };
    H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, collect, &paths, H5O_INFO_BASIC);
    return paths;
}

inline void set_attribute(hid_t file, const std::string& object, Choices& choices)
{
    constexpr std::array names{"title",         "title_nl",    "format",  "experiment",   "scenario",
                               "units",         "kind",        "better",  "long_name",    "until",
                               "flag_meanings", "flag_values", "seeds",   "parameters",   "complete",
                               "data_sha256",   "host",        "threads", "long_name_en", "x"};
    const char* name = names[choices.below(names.size())];
    const bool numbers = choices.below(3) == 0;
    const std::string text = choices.text();
    const hid_t opened = H5Oopen(file, object.c_str(), H5P_DEFAULT);
    H5Adelete(opened, name);
    const hsize_t count = std::max<std::size_t>(text.size(), 1);
    const hid_t type = numbers ? H5Tcopy(H5T_STD_I8LE) : H5Tcopy(H5T_C_S1);
    if (!numbers) { H5Tset_size(type, count); }
    const hid_t space = numbers ? H5Screate_simple(1, &count, nullptr) : H5Screate(H5S_SCALAR);
    const hid_t made = H5Acreate2(opened, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (made >= 0) {
        const std::string padded = text + std::string(1, '\0');
        H5Awrite(made, type, padded.data());
        H5Aclose(made);
    }
    H5Sclose(space);
    H5Tclose(type);
    H5Oclose(opened);
}

/// Puts an array of another shape or type in the place of an object.
inline void replace_array(hid_t file, const std::string& object, Choices& choices)
{
    constexpr std::array<hsize_t, 8> sizes{0, 1, 2, 3, 6, 65'535, hsize_t{1} << 31U, hsize_t{1} << 45U};
    const std::array types{H5T_STD_I8LE,   H5T_STD_I16LE,  H5T_STD_I32LE, H5T_STD_I64LE,
                           H5T_IEEE_F32LE, H5T_IEEE_F64LE, H5T_STD_B32LE, H5T_C_S1};
    std::array<hsize_t, 4> shape{};
    const std::size_t rank = choices.below(5);
    for (std::size_t dim = 0; dim < rank; ++dim) { shape[dim] = sizes[choices.below(sizes.size())]; }
    const hid_t type = types[choices.below(types.size())];
    const hid_t space = H5Screate_simple(static_cast<int>(rank), shape.data(), nullptr);
    const hid_t made = H5Pcreate(H5P_DATASET_CREATE);
    if (rank > 0) {  // arrays in chunks take no room before they are written
        const std::array<hsize_t, 4> chunk{1, 1, 1, 1};
        H5Pset_chunk(made, static_cast<int>(rank), chunk.data());
    }
    H5Ldelete(file, object.c_str(), H5P_DEFAULT);
    const hid_t set = H5Dcreate2(file, object.c_str(), type, space, H5P_DEFAULT, made, H5P_DEFAULT);
    if (set >= 0) { H5Dclose(set); }
    H5Pclose(made);
    H5Sclose(space);
}

/// Any numbers in an array of numbers.
inline void overwrite_array(hid_t file, const std::string& object, Choices& choices)
{
    const hid_t set = H5Dopen2(file, object.c_str(), H5P_DEFAULT);
    if (set < 0) { return; }
    const hid_t type = H5Dget_type(set);
    const hid_t space = H5Dget_space(set);
    const H5T_class_t kind = H5Tget_class(type);
    const hssize_t count = H5Sget_simple_extent_npoints(space);
    if ((kind == H5T_FLOAT || kind == H5T_INTEGER) && count > 0 && count < 100'000) {
        std::string bytes = choices.text();
        bytes.resize(std::max<std::size_t>(bytes.size(), 1), '\xff');
        std::string all;
        while (all.size() < static_cast<std::size_t>(count) * H5Tget_size(type)) { all += bytes; }
        H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data());
    }
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(set);
}

/// Changes a sound file as the bytes say, and reads it.
inline void give_edited_results(std::string_view bytes)
{
    static const TableFolder folder;
    static const std::string whole = [] {
        write_example(folder.path() / "whole.h5");
        std::ifstream in{folder.path() / "whole.h5", std::ios::binary};
        return std::string{std::istreambuf_iterator<char>{in}, {}};
    }();
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    const std::filesystem::path path = folder.path() / "any.h5";
    write_any(path, whole);
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    Choices choices{bytes};
    for (int edit = 0; edit < 4 && !choices.done(); ++edit) {
        const std::vector<std::string> objects = objects_of(file);
        const std::string& object = objects[choices.below(objects.size())];
        switch (choices.below(4)) {
            case 0: set_attribute(file, object, choices); break;
            case 1: overwrite_array(file, object, choices); break;
            case 2: object == "." ? 0 : H5Ldelete(file, object.c_str(), H5P_DEFAULT); break;
            default:
                if (object != ".") { replace_array(file, object, choices); }
        }
    }
    H5Fclose(file);
    give_results(path);
}

}  // namespace vangnet::test
