#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "analysis/report/html.hpp"
#include "analysis/report/report.hpp"
#include "analysis/report/text.hpp"
#include "analysis/report/theme.hpp"
#include "analysis/report/vangnet_form.hpp"
#include "analysis/run_study.hpp"
#include "sim/cli/draw.hpp"
#include "sim/cli/file_state.hpp"
#include "sim/cli/repeat.hpp"
#include "analysis/report/inputs.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/twin.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/results/durable.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr Help help{
    {"vangnet report BESTAND.h5 [opties]", "vangnet report FILE.h5 [options]"},
    {"Schrijft een verslag dat in een browser opent: wat het beleid verandert, voor wie, wie betaalt en hoe zeker dat "
     "is.",
     "Writes a report that opens in a browser: what the policies change, for whom, who pays and how sure that is."},
    {}};

/// The specifications of all pictures in all languages, one after the other.
std::vector<nlohmann::ordered_json> specifications(const analysis::Report& report, const std::vector<bool>& languages)
{
    std::vector<nlohmann::ordered_json> all;
    for (const bool dutch : languages) {
        for (auto& each : analysis::specifications_of(report, dutch)) { all.push_back(std::move(each)); }
    }
    return all;
}

/// Pictures of each language: drawn already where there is Node, else by the page when it opens.
/// \param drawn  of `specifications`; nothing if there is no Node
std::vector<analysis::Pictures> pictures_of(const std::optional<std::vector<std::string>>& drawn, std::size_t languages)
{
    using How = analysis::Pictures::How;
    std::vector<analysis::Pictures> pictures(languages);
    for (std::size_t k = 0; k < languages && can_draw(); ++k) {
        pictures[k].how = drawn ? How::drawn : How::in_page;
        if (!drawn) { continue; }
        const auto of_language = static_cast<std::ptrdiff_t>(drawn->size() / languages);
        const auto first = drawn->begin() + static_cast<std::ptrdiff_t>(k) * of_language;
        pictures[k].svg.assign(first, first + of_language);
    }
    return pictures;
}

/// "nl", "en" or both, in order. \throws UsageError
std::vector<bool> languages_of(const std::string& text)
{
    if (text == "nl") { return {true}; }
    if (text == "en") { return {false}; }
    if (text == "nl,en" || text == "en,nl") { return {true, false}; }
    throw UsageError(bilingual({"--languages {}: nl, en of nl,en", "--languages {}: nl, en or nl,en"}, text));
}

}  // namespace

int verb_report(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("out", po::value<std::string>()->value_name(session.say("BESTAND.html", "FILE.html").data()),
        session
            .say("waarheen; anders naast het resultaat, met de naam daarvan",
                 "where to; else beside the results, by "
                 "their name")
            .data());
    add("languages", po::value<std::string>()->value_name("nl|en|nl,en"),
        session
            .say("taal van het verslag; met nl,en twee bestanden die naar elkaar verwijzen",
                 "language of the report; nl,en writes two files that link to each other")
            .data());
    add("text", session
                    .say("als tekst om te plakken in een raadsinformatiebrief of raadsvoorstel",
                         "as text to paste into a letter or a proposal to the council")
                    .data());
    add("twin", po::value<std::string>()->value_name(session.say("BELEID", "POLICY").data()),
        session
            .say(
                "met een leven onder dit beleid en het eerste, geloot uit wie het anders vergaat; rekent een herhaling "
                "opnieuw",
                "with one life under this policy and the first, drawn from those whose lives part; computes a "
                "replicate again")
            .data());
    add("variant",
        po::value<std::vector<std::string>>()->value_name(session.say("BESTAND.h5", "FILE.h5").data())->composing(),
        session
            .say("hetzelfde scenario onder een andere vorm van het model ([variant]), mag vaker: wat daarvan afhangt, "
                 "zegt het verslag",
                 "the same scenario under another form of the model ([variant]), may repeat: the report says what "
                 "depends on it")
            .data());
    add("form", po::value<std::string>()->value_name("vangnet"),
        session
            .say("vangnet: de vragen van een aanvraag van de vangnetuitkering, voor zover de berekening ze beantwoordt",
                 "vangnet: the questions of an application for the safety-net payment, as far as the run answers them")
            .data());
    add("status", po::value<std::string>()->default_value("")->value_name(session.say("TEKST", "TEXT").data()),
        session
            .say("hoe ver het is, zoals 'ter bespreking' of 'getoetst door ...' [concept]",
                 "how far it is, such as 'for debate' or 'reviewed by ...' [draft]")
            .data());
    add("valid-until", po::value<std::string>()->default_value("")->value_name(session.say("DATUM", "DATE").data()),
        session.say("houdbaar tot [er nieuwere cijfers zijn]", "valid until [there are newer figures]").data());
    add("theme", po::value<std::string>()->value_name(session.say("BESTAND.css", "FILE.css").data()),
        session
            .say("kleuren van de gemeente: regels als --vangnet-accent: #0a4a8c; (text, accent, soft, line)",
                 "colours of the municipality: lines such as --vangnet-accent: #0a4a8c; (text, accent, soft, line)")
            .data());
    add("pdf", session
                   .say("ook als PDF, met een Chromium, Chrome of Edge van deze computer",
                        "as a PDF, too, by a Chromium, Chrome or Edge of this computer")
                   .data());
    add("force", session.say("overschrijf een bestaand verslag", "overwrite an existing report").data());
    const Values values = parse(session, options, {"file"});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "file", a_results_file, help);
    const std::filesystem::path path = values["file"].as<std::string>();
    const std::vector<bool> languages =
        languages_of(values.count("languages") != 0U ? values["languages"].as<std::string>()
                     : session.dutch()               ? "nl"
                                                     : "en");
    const bool as_form = values.count("form") != 0U;
    if (as_form && values["form"].as<std::string>() != "vangnet") {
        throw UsageError(bilingual({"--form {}: er is er een: vangnet", "--form {}: there is one: vangnet"},
                                   values["form"].as<std::string>()));
    }
    std::string theme;
    if (values.count("theme") != 0U) {
        const auto& css = values["theme"].as<std::string>();
        theme = analysis::theme_style(small_text_file(css), css);
    }
    const bool as_text = values.count("text") != 0U;
    const std::filesystem::path out = values.count("out") != 0U
                                          ? std::filesystem::path{values["out"].as<std::string>()}
                                          : std::filesystem::path{path}.replace_extension(as_text ? ".txt" : ".html");
    if (values.count("twin") != 0U) { try_apart(path); }  // this process goes on for longer than reading takes
    const auto file = std::make_shared<const ResultsFile>(path);
    tell_if_unsure(*file, session);
    const analysis::Study study = analysis::study_of(file);
    const auto name_of = [&](bool dutch) {
        std::filesystem::path name = out;
        if (languages.size() > 1) {
            name.replace_filename(out.stem().string() + (dutch ? ".nl" : ".en") + out.extension().string());
        }
        return name;
    };
    const bool as_pdf = values.count("pdf") != 0U;
    if (as_pdf && as_text) {
        throw UsageError(Text{"--pdf en --text gaan niet samen", "--pdf and --text do not go together"});
    }
    if (as_form && values.count("twin") != 0U) {
        throw UsageError(Text{"--form en --twin gaan niet samen", "--form and --twin do not go together"});
    }
    if (as_form && values.count("variant") != 0U) {
        throw UsageError(Text{"--form en --variant gaan niet samen", "--form and --variant do not go together"});
    }
    if (as_text && values.count("theme") != 0U) {
        throw UsageError(Text{"--text en --theme gaan niet samen", "--text and --theme do not go together"});
    }
    const auto pdf_of = [](std::filesystem::path page) { return page.replace_extension(".pdf"); };
    std::error_code error;
    for (const bool dutch : languages) {
        for (const std::filesystem::path& each : {name_of(dutch), pdf_of(name_of(dutch))}) {
            const bool written = as_pdf || each == name_of(dutch);
            if (written && values.count("force") == 0U && std::filesystem::exists(each, error)) {
                throw UsageError(bilingual(
                    {"{}: bestaat al; --force overschrijft", "{}: is there already; use --force to replace it"},
                    each.string()));
            }
        }
    }
    const Tables tables = load_tables(values);
    const auto report_of = [as_form](const analysis::ReportInputs& in) {
        return as_form ? analysis::vangnet_form(in) : analysis::make_report(in);
    };
    analysis::ReportInputs inputs = analysis::report_inputs(study, file, tables);
    inputs.status = analysis::status_of(
        {.what = values["status"].as<std::string>(), .valid_until = values["valid-until"].as<std::string>()},
        tables.data);
    if (values.count("variant") != 0U) {
        for (const std::string& name : values["variant"].as<std::vector<std::string>>()) {
            const auto other = std::make_shared<const ResultsFile>(name);
            tell_if_unsure(*other, session);
            inputs.variants.push_back(analysis::report_variant(inputs, study, analysis::study_of(other), name));
        }
    }
    if (values.count("twin") != 0U) {
        TwinRequest request;
        request.policy = values["twin"].as<std::string>();
        inputs.story = twin_of(file, tables, request).story;
    }
    // Node draws while the digest, which no figure needs, is computed
    auto drawing = std::async(std::launch::async, [&, all = specifications(report_of(inputs), languages)] {
        return as_text ? std::nullopt : draw(all);
    });
    inputs.digest = results_digest(path);
    const analysis::Report report = report_of(inputs);
    const std::vector<analysis::Pictures> pictures = pictures_of(drawing.get(), languages.size());
    for (std::size_t k = 0; k < languages.size(); ++k) {
        const bool dutch = languages[k];
        const std::string other = languages.size() > 1 ? name_of(!dutch).filename().string() : "";
        const std::string text = !as_text  ? analysis::to_html(report, dutch, pictures[k], other, theme)
                                 : as_form ? analysis::sections_text(report, dutch)
                                           : analysis::to_text(report, dutch);
        write_durably(name_of(dutch), std::as_bytes(std::span{text}));
        fmt::print("{}\n", name_of(dutch).string());
        if (!as_pdf) { continue; }
        const std::filesystem::path pdf = pdf_of(name_of(dutch));
        if (!print_pdf(name_of(dutch), pdf)) {
            throw RunError(
                bilingual({"{}: een PDF maakt Chromium, Chrome of Edge, en dat is hier niet: open {} en druk af",
                           "{}: a PDF is made by Chromium, Chrome or Edge, not found here: open {} and print"},
                          pdf.string(), name_of(dutch).string()));
        }
        fmt::print("{}\n", pdf.string());
    }
    return 0;
}

}  // namespace vangnet::cli
