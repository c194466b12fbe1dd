#include <fmt/core.h>

#include <memory>

#include "analysis/export.hpp"
#include "analysis/study_file.hpp"
#include "sim/cli/file_state.hpp"
#include "sim/cli/report_inputs.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/xlsx.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr Help help{
    {"vangnet export BESTAND.h5 --out MAP [opties]", "vangnet export FILE.h5 --out FOLDER [options]"},
    {"Schrijft verschillen en een woordenboek als CSV; met --values ook elke waarde. Met --xlsx de tabellen van "
     "het verslag als werkmap.",
     "Writes differences and a data dictionary as CSV; with --values every value, too. With --xlsx the "
     "tables of the report as a workbook."},
    {}};

/// On stderr, before anything is written: it may be hundreds of megabytes.
void say_size(const analysis::Study& study, const analysis::ExportOptions& how, const Session& session)
{
    constexpr double mega = 1e6;
    const double size = analysis::export_size(study, how) / mega;
    to_stderr(say_in(session.dutch(), {"Dit wordt ongeveer {} MB.\n", "This will be about {} MB.\n"},
                     number(size, size < 10.0 ? 1 : 0, session.dutch())));
}

/// \throws UsageError with an option that is of CSV files, and where the file is there already
int export_workbook(const analysis::Study& study, const std::shared_ptr<const ResultsFile>& results,
                    const Values& values, const Session& session)
{
    for (const char* option : {"outcome", "by", "values"}) {
        if (values.count(option) != 0U) {
            throw UsageError(
                bilingual({"--xlsx en --{} gaan niet samen: de werkmap heeft de tabellen van het verslag",
                           "--xlsx and --{} do not go together: the workbook has the tables of the report"},
                          option));
        }
    }
    const std::filesystem::path out = values.count("out") != 0U
                                          ? std::filesystem::path{values["out"].as<std::string>()}
                                          : std::filesystem::path{results->path()}.replace_extension(".xlsx");
    std::error_code error;
    if (values.count("force") == 0U && std::filesystem::exists(out, error)) {
        throw UsageError(bilingual(
            {"{}: bestaat al; --force overschrijft", "{}: is there already; use --force to replace it"}, out.string()));
    }
    analysis::ReportInputs inputs = report_inputs(study, results, load_tables(values));
    inputs.digest = results_digest(results->path());
    write_xlsx(analysis::make_report(inputs), session.dutch(), out);
    fmt::print("{}\n", out.string());
    return 0;
}

}  // namespace

int verb_export(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("out", po::value<std::string>()->value_name(session.say("MAP", "FOLDER").data()),
        session.say("map voor de CSV-bestanden", "folder for the CSV files").data());
    add("outcome",
        po::value<std::vector<std::string>>()->value_name(session.say("UITKOMST", "OUTCOME").data())->composing(),
        session.say("alleen deze uitkomst, mag vaker", "only this outcome, may repeat").data());
    add("by", po::value<std::vector<std::string>>()->value_name(session.say("GROEP", "GROUP").data())->composing(),
        session.say("alleen deze indeling in groepen, mag vaker", "only this division into groups, may repeat").data());
    add("values", session
                      .say("ook elke waarde van elke herhaling en trekking: kan zeer groot worden",
                           "also each value of each replicate and draw: may become very large")
                      .data());
    add("decimal", po::value<std::string>()->value_name("point|comma")->default_value("point"),
        session.say("decimaalteken; bij comma is het scheidingsteken ;", "decimal mark; with comma the separator is ;")
            .data());
    add("xlsx", session
                    .say("de tabellen van het verslag als werkmap, een blad per tabel; --out is dan een bestand",
                         "the tables of the report as a workbook, a sheet for each; --out is a file then")
                    .data());
    add("force", session.say("overschrijf bestaande bestanden", "overwrite existing files").data());
    const Values values = parse(session, options, {"file"});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "file", a_results_file, help);
    const std::filesystem::path file = values["file"].as<std::string>();
    analysis::ExportOptions how;
    how.decimal = decimal_comma(values) ? analysis::Decimal::comma : analysis::Decimal::point;
    if (values.count("outcome") != 0U) { how.outcomes = values["outcome"].as<std::vector<std::string>>(); }
    if (values.count("by") != 0U) { how.by = values["by"].as<std::vector<std::string>>(); }
    const auto results = std::make_shared<const ResultsFile>(file);
    tell_if_unsure(*results, session);
    const analysis::Study study = analysis::study_of(results);
    if (values.count("xlsx") != 0U) { return export_workbook(study, results, values, session); }
    const std::filesystem::path folder =
        values.count("out") != 0U ? values["out"].as<std::string>() : file.stem().string() + "-csv";
    how.values = values.count("values") != 0U;
    say_size(study, how, session);
    const auto existing = values.count("force") != 0U ? analysis::Existing::overwrite : analysis::Existing::keep;
    for (const auto& written : analysis::export_study(study, folder, how, existing)) {
        fmt::print("{}\n", written.string());
    }
    return 0;
}

}  // namespace vangnet::cli
