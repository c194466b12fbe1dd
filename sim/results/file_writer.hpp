#pragma once
/// Builds the whole results file in memory, item by item in the order of their index.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "sim/experiment/provenance.hpp"
#include "sim/experiment/series.hpp"
#include "sim/results/hdf5_layer.hpp"
#include "sim/results/parts.hpp"

namespace vangnet {

/// Writes /series, /draws, /tables, the further groups and the root attributes.
class FileWriter {
public:
    /// \param path only for messages
    FileWriter(std::string path, const SeriesShape& shape, const Provenance& provenance, const std::string& identity);

    /// Adds a finished item. Call in the order of the index, so that equal runs give equal bytes.
    /// \throws RunError, or BugError if the item does not fit the shape
    void add(const PackedItem& item);

    /// The bytes of the file, with root attributes that say how much of it is finished, and sealed. Call once.
    [[nodiscard]] std::vector<std::byte> finish();

private:
    /// A group of the file, with its arrays open for writing.
    struct Open {
        hdf5::Handle group;
        std::map<std::string, hdf5::Handle> arrays;
        std::vector<std::int8_t> done;
    };

    void write_root(const Provenance& provenance, const std::string& identity);
    void write_counts();
    void make_series(Open& open, bool draws);
    void make_scales(hid_t group, const std::vector<Dimension>& dims);
    void add_group(const ArrayGroup& group, int replicate);

    [[nodiscard]] hdf5::Handle make_array(hid_t group, const NamedArray& about, std::string_view type,
                                          const std::vector<Dimension>& dims, const std::vector<hsize_t>& chunk);
    void write_slab(hid_t array, std::string_view type, const std::vector<hsize_t>& start,
                    const std::vector<hsize_t>& count, const void* values, const std::string& name);

    SeriesShape shape_;
    std::string origin_;
    hdf5::Builder file_;
    Open series_;
    Open draws_;
    std::map<std::string, Open> groups_;
};

}  // namespace vangnet
