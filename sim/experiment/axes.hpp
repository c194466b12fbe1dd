#pragma once
/// The axes of the arrays of a results file, without HDF5.

#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/series.hpp"

namespace vangnet {

/// Dimensions as they are in the file and their array: arms, replicates (or draws), months, groups.
[[nodiscard]] std::vector<Dimension> series_dims(const SeriesShape& shape, bool draws);

/// Dimensions of an array of a group, in its order, with `replicate` where `by_replicate` puts it.
[[nodiscard]] std::vector<Dimension> array_dims(const ArrayGroup& group, const NamedArray& array, int replicates);

/// The code table of an array as one text, "0=benefit 1=work".
[[nodiscard]] std::string codes_text(const std::vector<std::pair<int, std::string>>& codes);

}  // namespace vangnet
