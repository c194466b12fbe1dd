#include <cstddef>
#include <span>

#include "sim/experiment/axes.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet {

std::string results_digest(const std::filesystem::path& path, DigestScope scope)
{
    const ResultsFile file{path};
    DigestBuilder digest;
    for (const std::string& name : file.arrays()) {
        const bool is_series = name.starts_with("/series/") || name.starts_with("/draws/");
        if (scope == DigestScope::series && !is_series) { continue; }
        const StoredArray array = file.read(name);
        std::vector<DigestDim> dims;
        for (const Dimension& dim : array.dims) {
            DigestDim each{dim.name, dim.extent(), dim.labels};
            for (const std::int32_t number : dim.numbers) { each.labels.push_back(std::to_string(number)); }
            dims.push_back(std::move(each));
        }
        const auto bytes = std::visit([](const auto& values) { return std::as_bytes(std::span{values}); }, array.data);
        digest.add(array.path, array.type, dims, array.unit, codes_text(array.codes), bytes);
    }
    return digest.hex();
}

}  // namespace vangnet
