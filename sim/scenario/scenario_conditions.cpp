#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/inputs/say.hpp"
#include "sim/scenario/scenario_parts.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet::scenario_parts {
namespace {

std::optional<policy::FactRange> read_condition(SettingReader& reader, const std::string& shown, std::string_view key,
                                                const toml::node& node)
{
    std::vector<std::string> known;
    for (int fact = 0; fact < policy::attribute_count; ++fact) { known.emplace_back(policy::fact_name(fact)); }
    policy::FactRange range;
    range.fact = policy::fact_index(key);
    if (range.fact < 0 || range.fact >= policy::attribute_count) {
        reader.problem(node, shown,
                       bilingual({"zo'n kenmerk van mensen is er niet (toegestaan: {}){}",
                                  "no such fact of a person (allowed: {}){}"},
                                 fmt::join(known, ", "), setting_hint(key, known)));
        return std::nullopt;
    }
    const toml::array* pair = node.as_array();
    const bool two = pair != nullptr && pair->size() == 2;
    const std::optional<double> low = two ? number_of((*pair)[0], true) : number_of(node, true);
    const std::optional<double> high = two ? number_of((*pair)[1], true) : low;
    constexpr double most = 1e9;
    if (!low || !high || !(*low <= *high) || !(std::abs(*low) <= most) || !(std::abs(*high) <= most)) {
        reader.problem(node, shown,
                       {"is geen voorwaarde (toegestaan: een getal, of [laagste, hoogste])",
                        "is no condition (allowed: one number, or [low, high] with low <= high)"});
        return std::nullopt;
    }
    range.low = static_cast<float>(*low);
    range.high = static_cast<float>(*high);
    return range;
}

}  // namespace

std::vector<policy::FactRange> read_conditions(SettingReader& reader, std::string_view key)
{
    std::vector<policy::FactRange> conditions;
    const toml::table* table = reader.table(key);
    if (table == nullptr) { return conditions; }
    for (auto&& [fact, node] : *table) {
        const std::string shown = fmt::format("{}.{}", key, fact.str().substr(0, 60));
        if (const auto range = read_condition(reader, shown, fact.str(), node)) { conditions.push_back(*range); }
    }
    return conditions;
}

}  // namespace vangnet::scenario_parts
