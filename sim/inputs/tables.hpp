#pragma once
/// The published tables and the parameters together.

#include <filesystem>

#include "sim/inputs/data.hpp"
#include "sim/inputs/parameters.hpp"

namespace vangnet {

struct Tables {
    Data data;
    ParameterBook book;
    std::filesystem::path folder;  ///< the user's own, laid over the program's; empty: none
};

/// \throws DataError with everything that is wrong in any of them
[[nodiscard]] Tables load_tables(const std::filesystem::path& folder = {});

}  // namespace vangnet
