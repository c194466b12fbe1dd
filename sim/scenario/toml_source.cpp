#include "sim/scenario/toml_source.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet {
namespace {

constexpr std::size_t most_problems = 50;
/// Dots in a row without a separator: deeper keys would overflow the stack when the tables are freed.
constexpr int most_dots = 64;

/// Line on which keys are nested too deeply, 0 if none.
int line_nested_too_deeply(std::string_view text)
{
    int line = 1;
    int dots = 0;
    bool comment = false;
    for (const char c : text) {
        if (c == '\n') {
            ++line;
            dots = 0;
            comment = false;
        } else if (c == '#') {
            comment = true;
        } else if (c == ',' || c == '=' || c == '{' || c == '[') {
            dots = 0;
        } else if (c == '.' && !comment && ++dots > most_dots) {
            return line;
        }
    }
    return 0;
}

/// Line with a section that has no name, such as [=] or [é]; 0 if none. toml++ 3.3.0 takes for granted that a key
/// follows the bracket, and ends the program or worse where none does. Scenarios have no nested lists or texts over
/// several lines, the only other places where a line may begin with a bracket.
int line_of_nameless_section(std::string_view text)
{
    if (text.substr(0, 3) == "\xef\xbb\xbf") { text.remove_prefix(3); }
    int line = 1;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view rest = text.substr(0, end);
        const auto skip_blanks = [&rest] { rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size())); };
        skip_blanks();
        if (!rest.empty() && rest.front() == '[') {
            rest.remove_prefix(rest.substr(0, 2) == "[[" ? 2 : 1);
            skip_blanks();
            const char c = rest.empty() ? '\0' : rest.front();
            const bool names = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                               c == '-' || c == '"' || c == '\'';
            if (!names) { return line; }
        }
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
    }
    return 0;
}

/// "(allowed: 1 to 600 months)"
template <class Number>
Text allowed_range(const Number& low, const Number& high, Words unit)
{
    const std::string_view blank = unit.en.empty() ? "" : " ";
    return bilingual({"(toegestaan: {} tot {}{}{})", "(allowed: {} to {}{}{})"}, low, high, blank, unit);
}

void lay_over_arms(toml::array& below, toml::array&& above)
{
    for (toml::node& node : above) {
        const toml::table* arm = node.as_table();
        const std::optional<std::string> key = arm != nullptr ? (*arm)["key"].value<std::string>() : std::nullopt;
        const auto same = std::find_if(below.begin(), below.end(), [&](toml::node& other) {
            const toml::table* old = other.as_table();
            return key && old != nullptr && (*old)["key"].value<std::string>() == key;
        });
        node.visit([&](auto& value) {
            if (same != below.end()) {
                below.replace(same, std::move(value));
            } else {
                below.push_back(std::move(value));
            }
        });
    }
}

}  // namespace

void SettingProblems::add(std::string_view file, int line, std::string_view key, const Text& what)
{
    auto known = std::find(files_.begin(), files_.end(), file);
    if (known == files_.end()) { known = files_.insert(files_.end(), std::string{file}); }
    std::string place{file};
    if (line > 0) { place += fmt::format(":{}", line); }
    if (!key.empty()) { place += fmt::format(": {}", key); }
    found_.push_back({static_cast<std::size_t>(known - files_.begin()), line,
                      bilingual({"{}: {}", "{}: {}"}, made_printable(place), what)});
}

void SettingProblems::add(const toml::node& where, std::string_view key, const Text& what)
{
    const toml::source_region& source = where.source();
    const std::string file = source.path ? *source.path : std::string{"scenario"};
    const bool command = file == "--set";
    add(file, command ? 0 : static_cast<int>(source.begin.line), key, what);
}

void SettingProblems::throw_if_any() const
{
    if (found_.empty()) { return; }
    std::vector<Found> sorted = found_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Found& a, const Found& b) {
        return std::pair{a.file, a.line} < std::pair{b.file, b.line};
    });
    std::vector<Text> lines;
    for (const Found& found : sorted) {
        if (lines.size() == most_problems) {
            lines.push_back(bilingual({"... en nog {}", "... and {} more"}, sorted.size() - most_problems));
            break;
        }
        lines.push_back(found.text);
    }
    throw ConfigError{std::move(lines)};
}

std::optional<toml::table> parse_toml(std::string_view text, const std::string& file, SettingProblems& problems)
{
    if (text.size() > largest_toml) {
        problems.add(
            file, 0, "",
            bilingual({"is {} bytes; een scenario heeft er hoogstens {}", "is {} bytes; a scenario has at most {}"},
                      text.size(), largest_toml));
        return std::nullopt;
    }
    if (!is_utf8(text)) {
        int line = 1;
        std::size_t from = 0;
        while (from < text.size()) {
            const std::size_t end = std::min(text.find('\n', from), text.size());
            if (!is_utf8(text.substr(from, end - from))) { break; }
            from = end + 1;
            ++line;
        }
        problems.add(
            file, line, "",
            {"is geen geldige UTF-8; bewaar het bestand als UTF-8", "is not valid UTF-8; save the file as UTF-8"});
        return std::nullopt;
    }
    if (const int line = line_nested_too_deeply(text); line > 0) {
        problems.add(file, line, "",
                     bilingual({"sleutels zijn te diep genest (hoogstens {} niveaus)",
                                "keys are nested too deeply (at most {} levels)"},
                               most_dots));
        return std::nullopt;
    }
    if (const int line = line_of_nameless_section(text); line > 0) {
        problems.add(file, line, "",
                     {"is geen TOML: een sectie heeft een naam van a-z, 0-9, _ of - tussen de haken",
                      "is not TOML: a section has a name of a-z, 0-9, _ or - between its brackets"});
        return std::nullopt;
    }
    try {
        return toml::parse(text, file);
    } catch (const toml::parse_error& error) {
        const int line = static_cast<int>(error.source().begin.line);
        problems.add(file, line, "",
                     bilingual({"is geen TOML: {}", "is not TOML: {}"}, in_quotes(error.description())));
    }
    return std::nullopt;
}

void lay_over(toml::table& below, toml::table&& above)
{
    for (auto&& [key, node] : above) {
        toml::node* old = below.get(key.str());
        if (old != nullptr && old->is_table() && node.is_table()) {
            lay_over(*old->as_table(), std::move(*node.as_table()));
        } else if (old != nullptr && key.str() == "arms" && old->is_array() && node.is_array()) {
            lay_over_arms(*old->as_array(), std::move(*node.as_array()));
        } else {
            node.visit([&, place = toml::key{key}](auto& value) mutable {
                below.insert_or_assign(std::move(place), std::move(value));
            });
        }
    }
}

Words kind_of(const toml::node& node)
{
    switch (node.type()) {
        case toml::node_type::table: return {"een tabel", "a table"};
        case toml::node_type::array: return {"een lijst", "a list"};
        case toml::node_type::string: return {"een tekst", "a text"};
        case toml::node_type::integer: return {"een geheel getal", "a whole number"};
        case toml::node_type::floating_point: return {"een getal", "a number"};
        case toml::node_type::boolean: return {"true of false", "true or false"};
        case toml::node_type::date:
        case toml::node_type::time:
        case toml::node_type::date_time: return {"een datum", "a date"};
        default: return {"niets", "nothing"};
    }
}

std::optional<double> number_of(const toml::node& node, bool flags_too)
{
    if (const auto* whole = node.as_integer()) { return static_cast<double>(whole->get()); }
    if (const auto* number = node.as_floating_point()) { return number->get(); }
    if (const auto* flag = node.as_boolean(); flag != nullptr && flags_too) { return flag->get() ? 1.0 : 0.0; }
    return std::nullopt;
}

std::string plain_number(double value) { return fmt::format("{:.7g}", value); }

Text percent_hint(double value)
{
    return bilingual({" bedoelde u {}?", " did you mean {}?"}, plain_number(value / 100.0));
}

std::string SettingReader::path_of(std::string_view key) const
{
    return path_.empty() ? std::string{key} : key.empty() ? path_ : fmt::format("{}.{}", path_, key);
}

void SettingReader::problem(const toml::node& where, std::string_view key, const Text& what)
{
    problems_.add(where, path_of(key), what);
}

const toml::node* SettingReader::node(std::string_view key)
{
    known_.emplace_back(key);
    return table_.get(key);
}

const toml::table* SettingReader::table(std::string_view key)
{
    const toml::node* found = node(key);
    if (found == nullptr) { return nullptr; }
    if (!found->is_table()) {
        problem(*found, key, bilingual({"is {}, geen tabel", "is {}, not a table"}, kind_of(*found)));
    }
    return found->as_table();
}

const toml::array* SettingReader::list(std::string_view key)
{
    const toml::node* found = node(key);
    if (found == nullptr) { return nullptr; }
    if (!found->is_array()) {
        problem(*found, key, bilingual({"is {}, geen lijst", "is {}, not a list"}, kind_of(*found)));
    }
    return found->as_array();
}

std::optional<std::string> SettingReader::text(std::string_view key)
{
    const toml::node* found = node(key);
    if (found == nullptr) { return std::nullopt; }
    if (!found->is_string()) {
        problem(*found, key,
                bilingual({"is {}, geen tekst (zet hem tussen aanhalingstekens)",
                           "is {}, not a text (put it between quotes)"},
                          kind_of(*found)));
        return std::nullopt;
    }
    const std::string& value = found->as_string()->get();
    if (value.size() > 1000 || value.find_first_of("\n\t") != std::string::npos || !is_printable(value)) {
        problem(*found, key,
                {"heeft meer dan 1000 bytes, een regeleinde of een stuurteken",
                 "has more than 1000 bytes, a line end or a control character"});
        return std::nullopt;
    }
    return value;
}

std::optional<bool> SettingReader::flag(std::string_view key)
{
    const toml::node* found = node(key);
    if (found == nullptr) { return std::nullopt; }
    if (const auto* value = found->as_boolean()) { return value->get(); }
    problem(*found, key,
            bilingual({"is {} (toegestaan: true of false)", "is {} (allowed: true or false)"}, kind_of(*found)));
    return std::nullopt;
}

std::optional<double> SettingReader::number(std::string_view key, double low, double high, Words unit)
{
    const toml::node* found = node(key);
    if (found == nullptr) { return std::nullopt; }
    const Text allowed = allowed_range(plain_number(low), plain_number(high), unit);
    const std::optional<double> value = number_of(*found, low == 0.0 && high == 1.0);
    if (!value) {
        problem(*found, key, bilingual({"is {}, geen getal {}", "is {}, not a number {}"}, kind_of(*found), allowed));
        return std::nullopt;
    }
    if (!(*value >= low && *value <= high)) {
        const bool percent = high == 1.0 && *value > 1.0 && *value <= 100.0;
        const Text hint = percent ? percent_hint(*value) : Text{};
        problem(*found, key,
                bilingual({"{} ligt buiten het bereik {}{}", "{} is out of range {}{}"}, plain_number(*value), allowed,
                          hint));
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> SettingReader::whole(std::string_view key, std::int64_t low, std::int64_t high, Words unit)
{
    const toml::node* found = node(key);
    if (found == nullptr) { return std::nullopt; }
    const Text allowed = allowed_range(low, high, unit);
    const auto* value = found->as_integer();
    if (value == nullptr) {
        problem(*found, key,
                bilingual({"is {}, geen geheel getal {}", "is {}, not a whole number {}"}, kind_of(*found), allowed));
        return std::nullopt;
    }
    if (value->get() < low || value->get() > high) {
        problem(*found, key,
                bilingual({"{} ligt buiten het bereik {}", "{} is out of range {}"}, value->get(), allowed));
        return std::nullopt;
    }
    return value->get();
}

void SettingReader::finish(const std::vector<std::string>& others)
{
    std::vector<std::string> known = known_;
    known.insert(known.end(), others.begin(), others.end());
    for (auto&& [key, node] : table_) {
        if (std::find(known.begin(), known.end(), key.str()) != known.end()) { continue; }
        // the key is where a wrong word stands; its value may start lines further on
        const toml::source_region& source = key.source();
        const std::string file = source.path ? *source.path : std::string{"scenario"};
        const int line = file == "--set" ? 0 : static_cast<int>(source.begin.line);
        const std::string shown = in_quotes(key.str());
        problems_.add(file, line, path_of(shown.substr(1, shown.size() - 2)),
                      bilingual({"onbekende sleutel (toegestaan: {}){}", "unknown key (allowed: {}){}"},
                                fmt::join(known, ", "), setting_hint(key.str(), known)));
    }
}

}  // namespace vangnet
