#include <algorithm>
#include <deque>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <set>
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

namespace vangnet::scenario_parts {
namespace {

constexpr int most_levels = 8;  // of scenarios that extend each other
constexpr std::size_t longest_name = 200;

struct Found {
    std::string file;
    std::string text;
};

std::optional<std::string> embedded(const std::string& path)
{
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.path == path) { return std::string{file.text}; }
    }
    return std::nullopt;
}

/// Whether a name is that of a file, and not of a ready scenario or policy: written with its ending or its folder.
bool names_a_file(std::string_view name)
{
    return name.find('/') != std::string_view::npos || name.ends_with(".toml") || name.ends_with(".csv");
}

/// Where texts of a kind lie in the program.
struct ReadyFolder {
    const char* folder;
    const char* ending;
};
constexpr ReadyFolder scenarios{"configs/scenarios/", ".toml"};
constexpr ReadyFolder policies{"configs/policies/", ".toml"};
constexpr ReadyFolder policy_tables{"configs/policies/", ".csv"};

std::vector<std::string> ready_names(const ReadyFolder& ready)
{
    std::vector<std::string> names;
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.path.starts_with(ready.folder) && file.path.ends_with(ready.ending)) {
            names.push_back(std::filesystem::path{file.path}.stem().string());
        }
    }
    return names;
}

/// What the text `name` at `where` stands for: a file if it is written as one, sought from the folder of the file that
/// names it; else what the program holds ready. So no file that happens to lie somewhere replaces a ready policy.
std::optional<Found> find_text(const toml::node& where, const std::string& key, const std::string& beside,
                               const ReadyFolder& ready, SettingProblems& problems)
{
    const auto* text = where.as_string();
    if (text == nullptr) {
        problems.add(where, key,
                     bilingual({"is {}, geen naam van een bestand", "is {}, not the name of a file"}, kind_of(where)));
        return std::nullopt;
    }
    const std::string& name = text->get();
    const bool sensible = !name.empty() && name.size() <= longest_name && name.find('\0') == std::string::npos;
    if (sensible && names_a_file(name)) {
        const std::filesystem::path path = (std::filesystem::path{beside}.parent_path() / name).lexically_normal();
        const auto read = read_text_file(path, largest_toml);
        if (const auto* found = std::get_if<std::string>(&read)) { return Found{path.string(), *found}; }
        problems.add(where, key, bilingual({"{}: {}", "{}: {}"}, path.string(), std::get<Text>(read)));
        return std::nullopt;
    }
    const std::string path = ready.folder + name + ready.ending;
    if (std::optional<std::string> own = embedded(path)) { return Found{path, std::move(*own)}; }
    const std::vector<std::string> known = ready_names(ready);
    problems.add(where, key,
                 bilingual({"{} is er niet (toegestaan: {}, of een bestand met {} erachter){}",
                            "there is no {} (allowed: {}, or a file with {} behind it){}"},
                           in_quotes(name), fmt::join(known, ", "), ready.ending, did_you_mean_hint(name, known)));
    return std::nullopt;
}

void resolve_arms(toml::table& top, const std::string& file, SettingProblems& problems);

void resolve_extends(toml::table& top, const std::string& file, int level, SettingProblems& problems)
{
    const toml::node* extends = top.get("extends");
    if (extends == nullptr) { return; }
    if (level == most_levels) {
        problems.add(*extends, "extends",
                     bilingual({"meer dan {} scenario's bouwen op elkaar voort (een kring?)",
                                "more than {} scenarios extend each other (a circle?)"},
                               level));
        return;
    }
    const std::optional<Found> found = find_text(*extends, "extends", file, scenarios, problems);
    std::optional<toml::table> below = found ? parse_toml(found->text, found->file, problems) : std::nullopt;
    if (!below) { return; }
    resolve_extends(*below, found->file, level + 1, problems);
    resolve_arms(*below, found->file, problems);  // what its arms name is sought beside it
    top.erase("extends");
    // what names a place belongs together: a new one replaces the old one
    const auto* people = top["people"].as_table();
    if (auto* old = (*below)["people"].as_table(); people != nullptr && old != nullptr) {
        const std::set<std::string_view> places{"municipality", "region", "country"};
        const bool moved = std::any_of(places.begin(), places.end(),
                                       [&](std::string_view place) { return people->get(place) != nullptr; });
        for (const std::string_view place : places) {
            if (moved) { old->erase(place); }
        }
    }
    lay_over(*below, std::move(top));
    top = std::move(*below);
}

/// The texts of a policy are no longer true of an arm that adds instruments to it.
void drop_texts(toml::table& below)
{
    for (const std::string_view key : {"label_nl", "label_en", "words_nl", "words_en"}) { below.erase(key); }
}

/// What the entry of a list of instruments uses; nothing if it does not say.
std::optional<std::string> used_by(const toml::node& entry)
{
    const toml::table* use = entry.as_table();
    return use != nullptr ? (*use)["use"].value<std::string>() : std::nullopt;
}

/// Puts the instruments of an overlay under those of an arm. The first use of an instrument is laid over the first use
/// of it below, key by key, the second over the second; one more than there are is added.
void lay_over_instruments(toml::table& below, toml::table&& arm)
{
    toml::array* old = below["instruments"].as_array();
    toml::array* own = arm["instruments"].as_array();
    if (own != nullptr || arm.get("by_municipality") != nullptr) { drop_texts(below); }
    if (old != nullptr && own != nullptr) {
        std::map<std::string, std::deque<std::size_t>> free;  // uses below that nothing lies over yet
        for (std::size_t k = 0; k < old->size(); ++k) {
            if (const auto key = used_by((*old)[k])) { free[*key].push_back(k); }
        }
        for (toml::node& node : *own) {
            const auto key = used_by(node);
            std::deque<std::size_t>* same = key ? &free[*key] : nullptr;
            if (same != nullptr && !same->empty()) {
                lay_over(*(*old)[same->front()].as_table(), std::move(*node.as_table()));
                same->pop_front();
            } else {
                node.visit([&](auto& value) { old->push_back(std::move(value)); });
            }
        }
        arm.erase("instruments");
    }
    lay_over(below, std::move(arm));
}

/// Lays the table over the policy that its `base` names, and that over its own base.
/// \param key of the base, for messages
void resolve_base(toml::table& arm, const std::string& key, const std::string& file, int level,
                  SettingProblems& problems)
{
    const toml::node* base = arm.get("base");
    if (base == nullptr) { return; }
    if (level == most_levels) {
        problems.add(*base, key,
                     bilingual({"meer dan {} keer beleid op beleid (een kring?)",
                                "more than {} policies on top of each other (a circle?)"},
                               level));
        return;
    }
    const std::optional<Found> found = find_text(*base, key, file, policies, problems);
    std::optional<toml::table> below = found ? parse_toml(found->text, found->file, problems) : std::nullopt;
    if (!below) { return; }
    resolve_base(*below, "base", found->file, level + 1, problems);
    arm.erase("base");
    lay_over_instruments(*below, std::move(arm));
    arm = std::move(*below);
}

/// Municipalities by the policy that a table gives them, columns `municipality` and `policy`.
std::map<std::string, toml::array> read_policy_table(const Found& found, SettingProblems& problems)
{
    std::map<std::string, toml::array> towns;
    try {
        const Table table = Table::parse(found.text, found.file);
        Problems missing;
        if (!table.require({"municipality", "policy"}, missing)) { throw DataError{missing.lines()}; }
        std::set<std::string> seen;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const std::string& town = table.text(row, "municipality");
            if (!seen.insert(lower_case(town)).second) {
                problems.add(found.file, table.line(row), "municipality",
                             bilingual({"{} staat er twee keer", "{} stands there twice"}, in_quotes(town)));
            }
            towns[table.text(row, "policy")].push_back(town);
        }
    } catch (const DataError& error) {
        for (const Text& line : error.problems()) { problems.add(found.file, 0, "", line); }
    }
    return towns;
}

/// Adds the instruments of the policies that a table gives to municipalities, each for those that have it only.
void resolve_municipalities(toml::table& arm, const std::string& file, SettingProblems& problems)
{
    const toml::node* where = arm.get("by_municipality");
    if (where == nullptr) { return; }
    const std::optional<Found> found = find_text(*where, "arms.by_municipality", file, policy_tables, problems);
    if (!found) { return; }
    toml::array uses;
    if (const toml::array* own = arm["instruments"].as_array()) { uses = *own; }
    for (auto& [policy, towns] : read_policy_table(*found, problems)) {
        toml::table overlay{{"base", policy}};
        resolve_base(overlay, found->file + ": policy", found->file, 0, problems);
        if (toml::array* list = overlay["instruments"].as_array()) {
            for (toml::node& node : *list) {
                if (toml::table* use = node.as_table()) {
                    use->insert_or_assign("municipality", towns);
                    uses.push_back(*use);
                }
            }
        }
    }
    arm.erase("by_municipality");
    arm.insert_or_assign("instruments", std::move(uses));
}

void resolve_arm(toml::table& arm, const std::string& file, SettingProblems& problems)
{
    resolve_base(arm, "arms.base", file, 0, problems);
    resolve_municipalities(arm, file, problems);
}

void resolve_arms(toml::table& top, const std::string& file, SettingProblems& problems)
{
    if (toml::array* arms = top["arms"].as_array()) {
        for (toml::node& node : *arms) {
            if (toml::table* arm = node.as_table()) { resolve_arm(*arm, file, problems); }
        }
    }
}

/// The value of a command-line setting as TOML: as it stands if that reads as one value, else a text.
std::optional<toml::table> setting_table(const std::string& key, const std::string& value)
{
    SettingProblems ignored;
    std::optional<toml::table> table = parse_toml(fmt::format("{} = {}", key, value), "--set", ignored);
    const bool one_line = value.find('\n') == std::string::npos && value.find('\r') == std::string::npos;
    if (table && one_line) { return table; }
    std::string text;
    for (const char c : value.substr(0, 1000)) {
        if (c == '"' || c == '\\') { text += '\\'; }
        text += static_cast<unsigned char>(c) < 0x20U || c == 0x7f ? '?' : c;
    }
    return parse_toml(fmt::format("{} = \"{}\"", key, text), "--set", ignored);
}

class Changes {
public:
    Changes(toml::table& top, const ScenarioWorld& world, SettingProblems& problems)
        : top_{top}, world_{world}, problems_{problems}
    {
    }

    void apply(const std::string& change)
    {
        const std::size_t equals = change.find('=');
        const std::string key = change.substr(0, std::min(equals, change.size()));
        const bool plain =
            !key.empty() && key.size() <= longest_name && std::all_of(key.begin(), key.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                       c == '.';
            });
        if (equals == std::string::npos || !plain) {
            problems_.add("--set", 0, "",
                          bilingual({"{} is geen SLEUTEL=WAARDE", "{} is not KEY=VALUE"}, in_quotes(change)));
            return;
        }
        const std::string value = change.substr(equals + 1);
        if (key.rfind("arms.", 0) == 0) {
            in_arm(key.substr(5), value);
        } else if (const std::string path = full_path(key); !path.empty()) {
            lay(top_, path, value);
        }
    }

private:
    void lay(toml::table& table, const std::string& key, const std::string& value)
    {
        std::optional<toml::table> change = setting_table(key, value);
        if (!change) {
            problems_.add("--set", 0, key, bilingual({"{} is geen waarde", "{} is not a value"}, in_quotes(value)));
            return;
        }
        lay_over(table, std::move(*change));
    }

    /// "months" is "run.months", a behaviour parameter stands under "set".
    std::string full_path(const std::string& key)
    {
        std::vector<std::string> known;
        for (const SettingText& setting : setting_texts()) {
            if (setting.section().substr(0, 4) == "arms") { continue; }
            if (setting.path == key || setting.leaf() == key) { return std::string{setting.path}; }
            known.emplace_back(setting.path);
            known.emplace_back(setting.leaf());
        }
        const std::string parameter = key.rfind("set.", 0) == 0 ? key.substr(4) : key;
        if (world_.parameters.count(parameter) != 0) { return "set." + parameter; }
        for (const auto& [name, range] : world_.parameters) { known.push_back(name); }
        problems_.add("--set", 0, key,
                      bilingual({"onbekende sleutel (toegestaan: een sleutel van het scenario of een gedragsparameter, "
                                 "zie vangnet explain --all){}",
                                 "unknown key (allowed: a key of the scenario or a behaviour parameter, see vangnet "
                                 "explain --all){}"},
                                setting_hint(parameter, known)));
        return {};
    }

    /// "ARM.KEY" or "ARM.INSTRUMENT.KEY".
    void in_arm(const std::string& rest, const std::string& value)
    {
        const std::size_t dot = rest.find('.');
        std::vector<std::string> keys;
        toml::table* arm = find(top_["arms"].as_array(), "key", rest.substr(0, dot), keys);
        if (arm == nullptr || dot == std::string::npos) {
            problems_.add("--set", 0, "arms." + rest,
                          bilingual({"zo'n variant is er niet (toegestaan: {}){}", "no such arm (allowed: {}){}"},
                                    fmt::join(keys, ", "), did_you_mean_hint(rest.substr(0, dot), keys)));
            return;
        }
        const std::string key = rest.substr(dot + 1);
        const std::size_t second = key.find('.');
        if (second != std::string::npos || key == "tightness") {
            // the arm is another now: its words are made of its settings
            arm->erase("words_nl");
            arm->erase("words_en");
        }
        if (second == std::string::npos) {
            lay(*arm, key, value);
            return;
        }
        keys.clear();
        toml::table* use = find((*arm)["instruments"].as_array(), "use", key.substr(0, second), keys);
        if (use == nullptr) {
            problems_.add("--set", 0, "arms." + rest,
                          bilingual({"de variant heeft dit instrument niet (toegestaan: {}){}",
                                     "the arm has no such instrument (allowed: {}){}"},
                                    fmt::join(keys, ", "), did_you_mean_hint(key.substr(0, second), keys)));
            return;
        }
        lay(*use, key.substr(second + 1), value);
    }

    /// The table of a list whose `key` is `name`; `keys` gets all there are.
    static toml::table* find(toml::array* list, std::string_view key, const std::string& name,
                             std::vector<std::string>& keys)
    {
        toml::table* found = nullptr;
        if (list == nullptr) { return nullptr; }
        for (toml::node& node : *list) {
            toml::table* table = node.as_table();
            const auto text = table != nullptr ? (*table)[key].value<std::string>() : std::nullopt;
            if (!text) { continue; }
            keys.push_back(*text);
            if (*text == name) { found = table; }
        }
        return found;
    }

    toml::table& top_;
    const ScenarioWorld& world_;
    SettingProblems& problems_;
};

}  // namespace

void resolve(toml::table& top, const std::string& file, SettingProblems& problems)
{
    resolve_extends(top, file, 0, problems);
    resolve_arms(top, file, problems);
}

void apply_changes(toml::table& top, const ScenarioChanges& changes, const ScenarioWorld& world,
                   SettingProblems& problems)
{
    Changes settings{top, world, problems};
    for (const std::string& change : changes.set) { settings.apply(change); }
}

std::string toml_text(const toml::table& table)
{
    std::ostringstream text;
    text << toml::toml_formatter{table} << '\n';
    return text.str();
}

}  // namespace vangnet::scenario_parts
