#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/scenario/scenario_parts.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet::scenario_parts {
namespace {

using OtherNames = std::map<std::string, std::vector<int>>;

/// Numbers of the names in a text or a list of texts; a name of `others` may stand for several.
std::vector<int> read_names(SettingReader& reader, std::string_view key, const std::vector<std::string>& names,
                            const OtherNames& others, Words what)
{
    std::vector<int> numbers;
    const toml::node* node = reader.node(key);
    if (node == nullptr) { return numbers; }
    const auto add = [&](const toml::node& where) {
        const auto* text = where.as_string();
        if (text == nullptr) {
            reader.problem(
                where, key,
                bilingual({"is {}, geen naam van een {}", "is {}, not the name of a {}"}, kind_of(where), what));
            return;
        }
        const std::string wanted = folded(text->get());
        const auto found =
            std::find_if(names.begin(), names.end(), [&](const std::string& name) { return folded(name) == wanted; });
        const auto other = others.find(wanted);
        if (found != names.end()) {
            numbers.push_back(static_cast<int>(found - names.begin()));
        } else if (other != others.end()) {
            numbers.insert(numbers.end(), other->second.begin(), other->second.end());
        } else {
            reader.problem(
                where, key,
                bilingual({"geen {} {} (toegestaan: een van {} namen van 2015){}",
                           "no {} {} (allowed: one of {} names of 2015){}"},
                          what, in_quotes(text->get()), names.size(), did_you_mean_hint(text->get(), names)));
        }
    };
    if (const toml::array* list = node->as_array()) {
        for (const toml::node& entry : *list) { add(entry); }
        if (list->empty()) { reader.problem(*node, key, {"is een lege lijst", "is an empty list"}); }
    } else {
        add(*node);
    }
    return numbers;
}

}  // namespace

std::vector<int> read_places(SettingReader& reader, const ScenarioWorld& world)
{
    std::vector<int> towns =
        read_names(reader, "municipality", world.municipalities, world.other_names, {"gemeente", "municipality"});
    for (const int region : read_names(reader, "region", world.regions, {}, {"arbeidsmarktregio", "region"})) {
        for (std::size_t town = 0; town < world.region_of.size(); ++town) {
            if (world.region_of[town] == region) { towns.push_back(static_cast<int>(town)); }
        }
    }
    std::sort(towns.begin(), towns.end());
    towns.erase(std::unique(towns.begin(), towns.end()), towns.end());
    return towns;
}

}  // namespace vangnet::scenario_parts
