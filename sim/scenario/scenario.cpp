#include "sim/scenario/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/embedded.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/inputs/text_file.hpp"
#include "sim/scenario/scenario_parts.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet {
namespace {

constexpr std::string_view template_folder = "configs/scenarios/";

/// Most values of tightness in one scenario: each is a whole run.
constexpr std::size_t most_runs = 20;

constexpr Words empty_list{"is een lege lijst", "is an empty list"};
constexpr Words persons{"mensen", "persons"};
constexpr Words months{"maanden", "months"};
constexpr Words vacancies{"vacatures per 100 werklozen, een lijst daarvan, of \"path\"",
                          "vacancies per 100 unemployed, a list of them, or \"path\""};

void read_people(SettingReader& top, const ScenarioWorld& world, Scenario& scenario, const toml::table& file,
                 SettingProblems& problems)
{
    const toml::table* table = top.table("people");
    if (table == nullptr) {
        if (file.get("people") == nullptr) {
            problems.add(scenario.file, 0, "people",
                         {"ontbreekt (toegestaan: municipality, region of country = true)",
                          "is missing (allowed: municipality, region or country = true)"});
        }
        return;
    }
    SettingReader people{*table, "people", problems};
    std::vector<int> towns = scenario_parts::read_places(people, world);
    const bool country = people.flag("country").value_or(false);
    if (country) {
        towns.clear();
        for (std::size_t town = 0; town < world.municipalities.size(); ++town) {
            towns.push_back(static_cast<int>(town));
        }
    } else if (table->get("municipality") == nullptr && table->get("region") == nullptr) {
        problems.add(*table, "people",
                     {"noemt geen plaats (toegestaan: municipality, region of country = true)",
                      "names no place (allowed: municipality, region or country = true)"});
    }
    scenario.municipalities = towns;

    const toml::node* sample = table->get("sample");
    if (sample != nullptr && sample->as_string() != nullptr && sample->as_string()->get() == "all") {
        static_cast<void>(people.node("sample"));
    } else {
        scenario.people = static_cast<int>(
            people.whole("sample", 100, 10'000'000, {"mensen, of \"all\"", "persons, or \"all\""}).value_or(0));
    }
    scenario.populations = static_cast<int>(people.whole("populations", 1, 10'000, no_unit).value_or(0));
    people.finish();
}

std::optional<Month> read_month(SettingReader& reader, std::string_view key)
{
    const toml::node* node = reader.node(key);
    if (node == nullptr) { return std::nullopt; }
    std::optional<Month> month;
    if (const auto* text = node->as_string()) {
        int parts[2] = {0, 0};
        const std::string& s = text->get();
        const bool shape = s.size() == 7 && s[4] == '-' && std::all_of(s.begin(), s.end(), [&](const char& c) {
                               return &c == &s[4] || (c >= '0' && c <= '9');
                           });
        if (shape) {
            parts[0] = std::stoi(s.substr(0, 4));
            parts[1] = std::stoi(s.substr(5, 2));
            if (parts[1] >= 1 && parts[1] <= 12) { month = make_month(parts[0], parts[1]); }
        }
    } else if (const auto* date = node->as_date()) {
        month = make_month(static_cast<int>(date->get().year), static_cast<int>(date->get().month));
    }
    if (!month || *month < make_month(2007, 1) || *month > make_month(2030, 1)) {
        reader.problem(
            *node, key,
            {R"(is geen bruikbare maand (toegestaan: een maand zoals "2017-10", van 2007-01 tot 2030-01))",
             R"(is no month that can be used (allowed: a month such as "2017-10", from 2007-01 to 2030-01))"});
        return std::nullopt;
    }
    return month;
}

void read_run(SettingReader& top, Scenario& scenario, SettingProblems& problems)
{
    scenario.start = make_month(2017, 10);
    if (const toml::table* table = top.table("run")) {
        SettingReader run{*table, "run", problems};
        scenario.start = read_month(run, "start").value_or(scenario.start);
        scenario.months = static_cast<int>(run.whole("months", 1, 600, months).value_or(scenario.months));
        scenario.seed =
            static_cast<std::uint32_t>(run.whole("seed", 0, 4'294'967'295, no_unit).value_or(scenario.seed));
        scenario.replicates =
            static_cast<int>(run.whole("replicates", 1, 10'000, no_unit).value_or(scenario.replicates));
        scenario.draws =
            static_cast<int>(run.whole("draws", 0, scenario_parts::most_draws, no_unit).value_or(scenario.draws));
        scenario.fixed_base_rates = run.flag("fixed_base_rates").value_or(false);
        run.finish();
    }
}

void read_economy(SettingReader& top, Scenario& scenario, SettingProblems& problems)
{
    const toml::table* table = top.table("economy");
    if (table == nullptr) { return; }
    SettingReader economy{*table, "economy", problems};
    const toml::node* node = table->get("tightness");
    if (node != nullptr && node->is_array()) {
        for (const toml::node& entry : *economy.list("tightness")) {
            const std::optional<double> value = number_of(entry, false);
            if (!value || !(*value >= 1.0 && *value <= 1000.0)) {
                economy.problem(entry, "tightness",
                                bilingual({"een waarde klopt niet (toegestaan: 1 tot 1000 {})",
                                           "a value is wrong (allowed: 1 to 1000 {})"},
                                          vacancies));
            } else if (std::find(scenario.tightness_list.begin(), scenario.tightness_list.end(), *value) !=
                       scenario.tightness_list.end()) {
                economy.problem(entry, "tightness",
                                bilingual({"{} staat er twee keer", "{} stands twice"}, plain_number(*value)));
            } else {
                scenario.tightness_list.push_back(*value);
            }
        }
        if (scenario.tightness_list.size() > most_runs) {
            economy.problem(*node, "tightness",
                            bilingual({"heeft meer dan {} waarden", "has more than {} values"}, most_runs));
        }
        if (node->as_array()->empty()) { economy.problem(*node, "tightness", Text{empty_list}); }
        if (!scenario.tightness_list.empty()) {
            scenario.economy = {Economy::Kind::constant, scenario.tightness_list.front()};
        }
    } else if (const std::optional<Economy> one = scenario_parts::read_tightness(economy, vacancies)) {
        scenario.economy = *one;
    }
    economy.finish();
}

void read_measures(SettingReader& top, Scenario& scenario, SettingProblems& problems)
{
    scenario.groups = {"duration", "sex", "age", "household", "education"};
    if (const toml::table* table = top.table("measure")) {
        SettingReader measure{*table, "measure", problems};
        if (const toml::array* list = measure.list("groups")) {
            scenario.groups.clear();
            for (const toml::node& entry : *list) {
                const auto* text = entry.as_string();
                const std::string key = text != nullptr ? text->get() : std::string{};
                const std::vector<std::string>& known = group_keys();
                if (std::find(known.begin(), known.end(), key) == known.end()) {
                    measure.problem(entry, "groups",
                                    bilingual({"geen groep {} (toegestaan: {}){}", "no group {} (allowed: {}){}"},
                                              in_quotes(key), fmt::join(known, ", "), did_you_mean_hint(key, known)));
                } else if (std::find(scenario.groups.begin(), scenario.groups.end(), key) == scenario.groups.end()) {
                    scenario.groups.push_back(key);
                }
            }
        }
        measure.finish();
    }
    if (const toml::table* table = top.table("panel")) {
        SettingReader panel{*table, "panel", problems};
        scenario.panel.people = static_cast<int>(panel.whole("people", 0, 1'000'000, persons).value_or(0));
        scenario.panel.every = static_cast<int>(panel.whole("every_months", 1, 120, months).value_or(1));
        panel.finish();
    }
}

void read_set(SettingReader& top, const ScenarioWorld& world, Scenario& scenario, SettingProblems& problems)
{
    const toml::table* table = top.table("set");
    if (table == nullptr) { return; }
    SettingReader set{*table, "set", problems};
    std::vector<std::string> all;
    for (const auto& [key, parameter] : world.parameters) { all.push_back(key); }
    for (auto&& [key, node] : *table) {
        const auto known = world.parameters.find(std::string{key.str()});
        if (known == world.parameters.end()) {
            problems.add(node, set.path_of(key.str().substr(0, 60)),
                         bilingual({"zo'n gedragsparameter is er niet (toegestaan: zie vangnet explain --all){}",
                                    "no such behaviour parameter (allowed: see vangnet explain --all){}"},
                                   did_you_mean_hint(key.str(), all)));
            continue;
        }
        const ScenarioWorld::Parameter& p = known->second;
        if (const std::optional<double> value = set.number(key.str(), p.low, p.high, {p.unit, p.unit})) {
            scenario.set[known->first] = *value;
        }
    }
}

/// Name of the form of the model that is as it was fitted.
constexpr std::string_view as_fitted = "as_fitted";

/// Puts a form of the model into a scenario; what the scenario sets by itself stands.
void apply_variant(const ModelVariant& variant, Scenario& scenario)
{
    if (variant.set.empty()) { return; }
    scenario.set.insert(variant.set.begin(), variant.set.end());
    scenario.title_nl = fmt::format("{} ({})", scenario.title_nl, variant.label.nl);
    scenario.title_en = fmt::format("{} ({})", scenario.title_en, variant.label.en);
}

void read_variants(SettingReader& top, const ScenarioWorld& world, Scenario& scenario, SettingProblems& problems)
{
    const toml::table* table = top.table("variant");
    if (table == nullptr) { return; }
    SettingReader variant{*table, "variant", problems};
    std::vector<std::string> known{std::string{as_fitted}};
    for (const ModelVariant& each : world.variants) { known.push_back(each.key); }
    const auto add = [&](const toml::node& node) {
        const auto name = node.value<std::string>().value_or("");
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) {
            variant.problem(node, "name",
                            bilingual({"{} is geen vorm van het model (toegestaan: {}){}",
                                       "{} is no form of the model (allowed: {}){}"},
                                      in_quotes(name), fmt::join(known, ", "), did_you_mean_hint(name, known)));
        } else if (found == known.begin()) {
            scenario.variants.push_back({name, {}, {}});
        } else {
            scenario.variants.push_back(world.variants[static_cast<std::size_t>(found - known.begin()) - 1]);
        }
    };
    if (const toml::node* node = variant.node("name")) {
        if (const toml::array* list = node->as_array()) {
            for (const toml::node& entry : *list) { add(entry); }
            if (list->empty()) { variant.problem(*node, "name", Text{empty_list}); }
        } else {
            add(*node);
        }
    }
    variant.finish();
    if (scenario.variants.size() == 1) { apply_variant(scenario.variants.front(), scenario); }
}

void read_relevance(SettingReader& top, const ScenarioWorld& world, Scenario& scenario, SettingProblems& problems)
{
    const toml::table* table = top.table("relevance");
    if (table == nullptr) { return; }
    SettingReader relevance{*table, "relevance", problems};
    for (auto&& [key, node] : *table) {
        const std::string outcome{key.str()};
        if (std::find(world.outcomes.begin(), world.outcomes.end(), outcome) == world.outcomes.end()) {
            problems.add(node, relevance.path_of(outcome.substr(0, 60)),
                         bilingual({"zo'n uitkomst is er niet (toegestaan: zie vangnet explain --all){}",
                                    "no such outcome (allowed: see vangnet explain --all){}"},
                                   did_you_mean_hint(outcome, world.outcomes)));
            continue;
        }
        constexpr double least = 1e-6;
        constexpr double most = 1e6;
        const auto value =
            relevance.number(outcome, least, most, {"in de eenheid van de tabel", "in the table's unit"});
        if (value) { scenario.relevance[outcome] = *value; }
    }
}

Scenario read_top(const toml::table& table, const std::string& file, const ScenarioWorld& world,
                  SettingProblems& problems)
{
    Scenario scenario;
    scenario.file = file;
    scenario.name = std::filesystem::path{file}.stem().string();
    SettingReader top{table, "", problems};
    const std::string title = top.text("title").value_or(scenario.name);
    scenario.title_nl = top.text("title_nl").value_or(title);
    scenario.title_en = top.text("title_en").value_or(title);
    read_people(top, world, scenario, table, problems);
    read_run(top, scenario, problems);
    read_economy(top, scenario, problems);
    read_measures(top, scenario, problems);
    read_set(top, world, scenario, problems);
    read_variants(top, world, scenario, problems);
    read_relevance(top, world, scenario, problems);
    scenario_parts::read_sweep(top, world, scenario, problems);
    scenario.arms = scenario_parts::read_arms(top, world, scenario.months, problems);
    scenario_parts::read_trial(top, world, scenario, problems);
    if (table.get("arms") == nullptr) {
        problems.add(file, 0, "arms",
                     {"ontbreekt (toegestaan: minstens een [[arms]] met een key)",
                      "is missing (allowed: at least one [[arms]] with a key)"});
    }
    top.finish({"extends"});
    return scenario;
}

std::string read_file(const std::filesystem::path& file)
{
    auto read = read_text_file(file, largest_toml);
    if (const auto* why = std::get_if<Text>(&read)) {
        const std::vector<std::string> ready = template_names();
        throw ConfigError{bilingual({"{}: {} (voorbeelden: {}){}", "{}: {} (ready scenarios: {}){}"}, file.string(),
                                    *why, fmt::join(ready, ", "), did_you_mean_hint(file.stem().string(), ready))};
    }
    return std::get<std::string>(std::move(read));
}

}  // namespace

const std::vector<std::string>& group_keys()
{
    static const std::vector<std::string> keys{"age",  "sex",    "household", "education",    "duration", "chance",
                                               "debt", "health", "home",      "municipality", "region"};
    return keys;
}

Scenario parse_scenario(std::string_view text, const std::string& file, const ScenarioWorld& world,
                        const ScenarioChanges& changes)
{
    SettingProblems problems;
    std::optional<toml::table> table = parse_toml(text, file, problems);
    problems.throw_if_any();
    scenario_parts::resolve(*table, file, problems);
    problems.throw_if_any();
    scenario_parts::apply_changes(*table, changes, world, problems);
    Scenario scenario = read_top(*table, file, world, problems);
    problems.throw_if_any();
    if (toml::table* run = (*table)["run"].as_table()) {
        run->erase("replicates");
        run->erase("draws");
    }
    scenario.text = scenario_parts::toml_text(*table);
    return scenario;
}

Scenario read_scenario(const std::filesystem::path& file, const ScenarioWorld& world, const ScenarioChanges& changes)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        // a ready scenario may be named without writing it to a file first
        if (const std::string_view ready = template_text(file.string()); !ready.empty()) {
            return parse_scenario(ready, file.string() + ".toml", world, changes);
        }
    }
    return parse_scenario(read_file(file), file.string(), world, changes);
}

namespace {

/// A scenario with one value instead of a list, and with that value in its name.
template <class Value>
Scenario member_of(const Scenario& scenario, const std::string& name, const char* section, const char* key,
                   const Value& value)
{
    Scenario member = scenario;
    member.name = fmt::format("{}-{}", scenario.name, name);
    toml::table table = toml::parse(scenario.text);
    table[section].as_table()->insert_or_assign(key, value);
    member.text = scenario_parts::toml_text(table);
    return member;
}

std::vector<Scenario> by_tightness(const Scenario& scenario)
{
    if (scenario.tightness_list.size() < 2) { return {scenario}; }
    std::vector<Scenario> members;
    for (const double tightness : scenario.tightness_list) {
        Scenario member = member_of(scenario, plain_number(tightness), "economy", "tightness", tightness);
        member.title_nl =
            fmt::format("{} ({} vacatures per 100 werklozen)", scenario.title_nl, plain_number(tightness));
        member.title_en =
            fmt::format("{} ({} vacancies per 100 unemployed)", scenario.title_en, plain_number(tightness));
        member.economy = {Economy::Kind::constant, tightness};
        member.tightness_list = {tightness};
        members.push_back(std::move(member));
    }
    return members;
}

}  // namespace

std::vector<Scenario> family(const Scenario& scenario)
{
    std::vector<Scenario> all;
    for (const Scenario& one : by_tightness(scenario)) {
        if (one.variants.size() < 2) {
            all.push_back(one);
            continue;
        }
        for (const ModelVariant& variant : one.variants) {
            Scenario member = member_of(one, variant.key, "variant", "name", variant.key);
            member.variants = {variant};
            apply_variant(variant, member);
            all.push_back(std::move(member));
        }
    }
    return all;
}

std::string with_counts(const std::string& text, int replicates, int draws)
{
    SettingProblems problems;
    std::optional<toml::table> table = parse_toml(text, "scenario", problems);
    problems.throw_if_any();
    toml::table counts{{"replicates", replicates}, {"draws", draws}};
    toml::table top;
    top.insert("run", std::move(counts));
    lay_over(*table, std::move(top));
    return scenario_parts::toml_text(*table);
}

std::vector<std::string> template_names()
{
    std::vector<std::string> names;
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.path.substr(0, template_folder.size()) == template_folder) {
            names.push_back(std::filesystem::path{file.path}.stem().string());
        }
    }
    return names;
}

std::string_view template_text(std::string_view name)
{
    const std::string path = fmt::format("{}{}.toml", template_folder, name);
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.path == path) { return file.text; }
    }
    return {};
}

}  // namespace vangnet
