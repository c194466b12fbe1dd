#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/session.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/results/durable.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr std::string_view municipality_is = "municipality = ";

/// A place that a scenario is to be about.
struct Place {
    std::string name;                  ///< as people call it, such as "Den Haag"
    std::vector<std::string> towns;    ///< municipalities of 2015; several for one that merged later
    std::vector<std::string> regions;  ///< labour-market regions of the towns
};

/// \throws UsageError with a guess if it is no municipality
Place place_of(const std::string& name, const Data& data)
{
    std::vector<std::string> names = municipality_names(data);
    Place place;
    std::vector<int> towns;
    for (std::size_t k = 0; k < names.size(); ++k) {
        if (folded(names[k]) != folded(name)) { continue; }
        place.name = names[k];
        towns = {static_cast<int>(k)};
    }
    const auto other = data.other_names.find(folded(name));
    if (towns.empty() && other != data.other_names.end()) {
        place.name = other->second.name;
        towns = other->second.municipalities;
    }
    if (towns.empty()) {
        for (const auto& [key, known] : data.other_names) { names.push_back(known.name); }
        throw UsageError(bilingual({"--municipality {}: geen gemeente{}", "--municipality {}: not a municipality{}"},
                                   made_printable(name), did_you_mean_hint(name, names)));
    }
    for (const int town : towns) {
        const Municipality& m = data.municipalities[static_cast<std::size_t>(town)];
        place.towns.push_back(m.name);
        const std::string& region = data.regions[static_cast<std::size_t>(m.region)].name;
        if (std::find(place.regions.begin(), place.regions.end(), region) == place.regions.end()) {
            place.regions.push_back(region);
        }
    }
    return place;
}

/// "Leiden", or ["Bussum", "Muiden", "Naarden"].
std::string in_toml(const std::vector<std::string>& names)
{
    return names.size() == 1 ? fmt::format("\"{}\"", names[0]) : fmt::format("[\"{}\"]", fmt::join(names, "\", \""));
}

/// Towns that the lines `municipality = ` of a scenario name.
std::vector<std::string> towns_named(std::string_view text)
{
    std::vector<std::string> towns;
    std::istringstream lines{std::string{text}};
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(municipality_is)) { continue; }
        for (std::size_t at = line.find('"'); at != std::string::npos;) {
            const std::size_t end = line.find('"', at + 1);
            towns.push_back(line.substr(at + 1, end - at - 1));
            at = line.find('"', end + 1);
        }
    }
    return towns;
}

/// The template about another place: its town or region, and the texts that name its town.
/// \throws UsageError for a template about the whole country
std::string moved(const std::string& name, const Place& place)
{
    const std::string text{template_text(name)};
    if (text.find("\ncountry = true") != std::string::npos) {
        throw UsageError(bilingual({"--municipality past niet bij {}: dat gaat over het hele land",
                                    "--municipality does not fit {}: it is "
                                    "about the whole country"},
                                   name));
    }
    constexpr std::string_view extends = "extends = \"";
    std::string below = text;
    if (const std::size_t at = text.find(extends); at != std::string::npos) {
        const std::size_t from = at + extends.size();
        below = template_text(text.substr(from, text.find('"', from) - from));
    }
    const std::vector<std::string> towns = towns_named(below);
    std::string result;
    bool placed = false;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line); result += line + "\n") {
        const bool is_town = line.starts_with(municipality_is);
        const bool is_region = line.starts_with("region = ");
        placed = placed || is_town || is_region;
        if (is_town) { line = std::string{municipality_is} + in_toml(place.towns); }
        if (is_region) { line = "region = " + in_toml(place.regions); }
        // A scenario about two towns says of each what it did; about one, the name is where it plays.
        if (is_town || is_region || towns.size() != 1) { continue; }
        for (std::size_t at = line.find(towns[0]); at != std::string::npos; at = line.find(towns[0], at)) {
            line.replace(at, towns[0].size(), place.name);
            at += place.name.size();
        }
    }
    return placed ? result : result + fmt::format("\n[people]\n{}{}\n", municipality_is, in_toml(place.towns));
}

constexpr Help help{
    {"vangnet new --template NAAM BESTAND.toml [opties]", "vangnet new --template NAME FILE.toml [options]"},
    {"Schrijft een scenario van een voorbeeld.", "Writes a scenario from a template."},
    "  vangnet new --template utrecht-four-ways --municipality Leiden leiden.toml"};

}  // namespace

int verb_new(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("template", po::value<std::string>()->value_name(session.say("NAAM", "NAME").data()),
        session.say("voorbeeld; LIST toont ze alle", "template; LIST shows them all").data());
    add("municipality", po::value<std::string>()->value_name(session.say("NAAM", "NAME").data()),
        session.say("gemeente in het nieuwe scenario", "municipality in the new scenario").data());
    add("force", session.say("overschrijf een bestaand bestand", "overwrite an existing file").data());
    const Values values = parse(session, options, {"file"});
    if (help_printed(session, values, help, options)) { return 0; }
    const std::string name = values.count("template") != 0U ? values["template"].as<std::string>() : "LIST";
    if (name == "LIST") {
        for (const std::string& t : template_names()) {
            const std::string_view text = template_text(t);
            const std::size_t first = session.dutch() ? 0 : text.find('\n') + 1;
            const std::string_view line = text.substr(first, text.find('\n', first) - first);
            fmt::print("{:<22} {}\n", t, wrapped(line.substr(std::min(line.find_first_not_of("# "), line.size())), 23));
        }
        return 0;
    }
    if (template_text(name).empty()) {
        throw UsageError(bilingual({"--template {}: bestaat niet{}", "--template {}: does not exist{}"}, name,
                                   did_you_mean_hint(name, template_names())));
    }
    const std::string text =
        values.count("municipality") == 0U
            ? std::string{template_text(name)}
            : moved(name, place_of(values["municipality"].as<std::string>(), load_tables(values).data));
    const std::filesystem::path file = values.count("file") != 0U ? values["file"].as<std::string>() : name + ".toml";
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored) && values.count("force") == 0U) {
        throw UsageError(bilingual({"{}: bestaat al; --force overschrijft", "{}: exists already; --force replaces it"},
                                   file.string()));
    }
    write_durably(file, std::as_bytes(std::span{text}));
    fmt::print("{}\n", file.string());
    return 0;
}

}  // namespace vangnet::cli
