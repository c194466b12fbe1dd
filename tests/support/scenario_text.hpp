#pragma once
/// Scenarios as text in a small world of four municipalities, and the problems of one.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sim/inputs/data.hpp"
#include "sim/scenario/scenario.hpp"
#include "tests/support/texts.hpp"

namespace vangnet::test {

inline const vangnet::ScenarioWorld& world()
{
    static const vangnet::ScenarioWorld small{
        {"Amsterdam", "Rotterdam", "Utrecht", "Leiden"},
        {0, 1, 2, 1},
        {"Groot Amsterdam", "Rijnmond", "Midden-Utrecht"},
        {{"b_job", {-6.0, -2.0, "log(1/month)"}}, {"sd_frailty", {0.5, 3.0, "log"}}},
        {"work_12h", "debt_size"},
        {"work_12h"}};
    return small;
}

inline constexpr std::string_view head = "[people]\nmunicipality = \"Utrecht\"\n";
inline constexpr std::string_view arm = "[[arms]]\nkey = \"usual\"\n";

inline vangnet::Scenario parsed(const std::string& text, const std::vector<std::string>& set = {})
{
    return vangnet::parse_scenario(text, "test.toml", world(), {set});
}

/// All problems of a text; empty if it is accepted.
inline std::vector<vangnet::Text> texts_of_problems(const std::string& text, const std::vector<std::string>& set = {})
{
    try {
        static_cast<void>(parsed(text, set));
    } catch (const vangnet::ConfigError& error) {
        return error.problems();
    }
    return {};
}

/// The same in English.
inline std::vector<std::string> problems_of(const std::string& text, const std::vector<std::string>& set = {})
{
    return vangnet::in_language(texts_of_problems(text, set), false);
}

inline bool one_has(const std::vector<std::string>& problems, const std::string& start, const std::string& part)
{
    return std::any_of(problems.begin(), problems.end(), [&](const std::string& p) {
        return p.rfind(start, 0) == 0 && p.find(part) != std::string::npos;
    });
}

inline std::string plain(const std::string& more = {}) { return std::string{head} + more + std::string{arm}; }

/// All places of the data, as a scenario may name them.
inline vangnet::ScenarioWorld all_places()
{
    const vangnet::Data data = vangnet::load_data();
    vangnet::ScenarioWorld all;
    all.municipalities = vangnet::municipality_names(data);
    for (const auto& [key, other] : data.other_names) { all.other_names[key] = other.municipalities; }
    for (const vangnet::Municipality& m : data.municipalities) { all.region_of.push_back(m.region); }
    for (const vangnet::Region& r : data.regions) { all.regions.push_back(r.name); }
    return all;
}

}  // namespace vangnet::test
