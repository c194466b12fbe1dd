#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <span>

#include "sim/cli/session.hpp"
#include "sim/config/did_you_mean.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/durable.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

/// The template's text, with the municipality replaced where one was asked for.
std::string filled(std::string text, const std::string& municipality)
{
    if (municipality.empty()) { return text; }
    const std::size_t at = text.find("municipality = ");
    if (at == std::string::npos) { return text; }
    const std::size_t end = text.find('\n', at);
    return text.substr(0, at) + "municipality = \"" + municipality + "\"" + text.substr(end);
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
    const std::string municipality = values.count("municipality") != 0U ? values["municipality"].as<std::string>() : "";
    if (!municipality.empty()) {
        const std::vector<std::string> names = municipality_names(load_tables(values).data);
        if (std::find(names.begin(), names.end(), municipality) == names.end()) {
            throw UsageError(bilingual(
                {"--municipality {}: geen gemeente van 2015{}", "--municipality {}: not a municipality of 2015{}"},
                municipality, did_you_mean_hint(municipality, names)));
        }
    }
    const std::filesystem::path file = values.count("file") != 0U ? values["file"].as<std::string>() : name + ".toml";
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored) && values.count("force") == 0U) {
        throw UsageError(bilingual({"{}: bestaat al; --force overschrijft", "{}: exists already; --force replaces it"},
                                   file.string()));
    }
    const std::string text = filled(std::string(template_text(name)), municipality);
    write_durably(file, std::as_bytes(std::span{text}));
    fmt::print("{}\n", file.string());
    return 0;
}

}  // namespace vangnet::cli
