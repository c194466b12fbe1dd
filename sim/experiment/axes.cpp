#include "sim/experiment/axes.hpp"

#include <algorithm>
#include <cstdint>

#include "sim/core/check.hpp"

namespace vangnet {

namespace {

std::vector<std::int32_t> numbers_to(std::size_t count)
{
    std::vector<std::int32_t> numbers(count);
    for (std::size_t i = 0; i < count; ++i) { numbers[i] = static_cast<std::int32_t>(i); }
    return numbers;
}

}  // namespace

std::vector<Dimension> series_dims(const SeriesShape& shape, bool draws)
{
    std::vector<Dimension> dims(4);
    dims[0] = {.name = "arm", .long_name_nl = "beleid", .long_name_en = "policy"};
    for (const ArmInfo& arm : shape.arms) { dims[0].labels.push_back(arm.key); }
    dims[1] = {.name = draws ? "draw" : "replicate",
               .numbers = numbers_to(static_cast<std::size_t>(draws ? shape.draws : shape.replicates)),
               .unit = "1",
               .long_name_nl = draws ? "trekking van parameters" : "herhaling met ander toeval",
               .long_name_en = draws ? "draw of parameters" : "repetition with other luck"};
    dims[2] = {.name = "month",
               .numbers = {shape.months.begin(), shape.months.end()},
               .unit = "month",
               .long_name_nl = "maand sinds het begin van het beleid",
               .long_name_en = "month since the policies part"};
    dims[3] = {.name = "group", .long_name_nl = "groep mensen", .long_name_en = "group of people"};
    for (const GroupInfo& group : shape.groups) { dims[3].labels.push_back(group.key); }
    return dims;
}

std::vector<Dimension> array_dims(const ArrayGroup& group, const NamedArray& array, int replicates)
{
    std::vector<Dimension> dims;
    for (const std::string& name : array.dims) {
        const auto found =
            std::find_if(group.dims.begin(), group.dims.end(), [&](const Dimension& dim) { return dim.name == name; });
        require(found != group.dims.end(), group.name, "/", array.name, " has no dimension ", name);
        dims.push_back(*found);
        if (dims.back().labels.empty() && dims.back().numbers.empty()) {
            dims.back().numbers = numbers_to(found->size);
        }
        require(dims.back().extent() > 0, group.name, " has an empty dimension ", name);
    }
    if (group.by_replicate) {
        const bool after_arm = !dims.empty() && dims.front().name == "arm";
        SeriesShape counts;
        counts.replicates = replicates;
        dims.insert(dims.begin() + (after_arm ? 1 : 0), series_dims(counts, false)[1]);
    }
    return dims;
}

std::string codes_text(const std::vector<std::pair<int, std::string>>& codes)
{
    std::string text;
    for (const auto& [code, meaning] : codes) {
        text += (text.empty() ? "" : " ") + std::to_string(code) + "=" + meaning;
    }
    return text;
}

}  // namespace vangnet
