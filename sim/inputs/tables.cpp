#include "sim/inputs/tables.hpp"

namespace vangnet {

Tables load_tables(const std::filesystem::path& folder)
{
    return {.data = load_data(folder), .book = load_parameters(folder), .folder = folder};
}

}  // namespace vangnet
