#pragma once
/// The digest: one hash for all numbers of a results file, by which two runs are the same or not.

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/series.hpp"

namespace vangnet {

/// A dimension as the digest sees it: its name and the labels along it.
struct DigestDim {
    std::string name;
    std::size_t size = 0;
    std::vector<std::string> labels;  ///< empty if the dimension has no coordinate
};

/// Collects arrays in any order and hashes them by path. Has no HDF5, so WebAssembly computes the same.
///
///     array hash = SHA-256 over path, type name ("f4", "i1" ...), dimensions with labels, unit, codes, data
///     digest     = SHA-256 over the lines "path hash", sorted by path
class DigestBuilder {
public:
    /// \param type little-endian type name: i1, i2, i4, f4, f8 or str
    /// \param data the values in row-major order; every NaN counts as the same
    void add(const std::string& path, const std::string& type, const std::vector<DigestDim>& dims,
             const std::string& unit, const std::string& codes, std::span<const std::byte> data);

    [[nodiscard]] std::string hex() const;

private:
    std::map<std::string, std::string> hashes_;
};

/// Which arrays a digest covers.
enum class DigestScope {
    all,    ///< every array, except /tables, which says the same once more, and derived figures
    series  ///< /series and /draws only: what the model computes without a file, natively and as WebAssembly
};

/// Digest of items in memory; equals `results_digest(file, DigestScope::series)` of the complete file with them.
/// \param items one for each item of the shape, in any order
[[nodiscard]] std::string items_digest(const SeriesShape& shape, const std::vector<ItemResult>& items);

}  // namespace vangnet
