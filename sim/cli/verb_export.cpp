#include <fmt/core.h>

#include <sys/stat.h>

#include <cstddef>
#include <ctime>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/results/export.hpp"
#include "analysis/ro_crate.hpp"
#include "analysis/run_study.hpp"
#include "sim/cli/file_state.hpp"
#include "analysis/report/inputs.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/xlsx.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/sha256.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/results/durable.hpp"
#include "sim/results/results_file.hpp"
#include "sim/scenario/scenario.hpp"

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
    for (const char* option : {"outcome", "by", "values", "ro-crate"}) {
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
    analysis::ReportInputs inputs = analysis::report_inputs(study, results, load_tables(values));
    inputs.digest = results_digest(results->path());
    write_xlsx(analysis::make_report(inputs), session.dutch(), out);
    fmt::print("{}\n", out.string());
    return 0;
}

/// Day on which a file was last written, in universal time.
std::string day_of(const std::filesystem::path& path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) { return {}; }
    std::tm utc{};
    ::gmtime_r(&status.st_mtime, &utc);
    return fmt::format("{:04d}-{:02d}-{:02d}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

constexpr const char* crate_metadata = "ro-crate-metadata.json";

/// \throws UsageError with those that are there already, before anything is written
void require_none_of_a_crate(const std::filesystem::path& folder)
{
    std::vector<Text> problems;
    for (const char* name : {"results.h5", "scenario.toml", crate_metadata}) {
        std::error_code error;
        if (!std::filesystem::exists(folder / name, error)) { continue; }
        problems.push_back(
            bilingual({"{}: bestaat al; --force overschrijft", "{}: is there already; use --force to replace it"},
                      (folder / name).string()));
    }
    if (!problems.empty()) { throw UsageError(problems); }
}

struct CrateMember {
    const char* name;
    const char* format;
    const char* what;
};
/// Files that a crate may have; a table that was not asked for is not among them.
constexpr CrateMember crate_members[] = {
    {"results.h5", "application/x-hdf5", "results file (docs/results-file.md of vangnet)"},
    {"scenario.toml", "application/toml", "scenario that made the results"},
    {"effects.csv", "text/csv", "differences between policies"},
    {"levels.csv", "text/csv", "levels under the policy"},
    {"values.csv", "text/csv", "each value of each replicate"},
    {"draws.csv", "text/csv", "each value of each parameter draw"},
    {"dictionary.csv", "text/csv", "meaning of columns and codes"}};

/// Adds the results file, the scenario and the metadata to the tables in a folder. \return the files written
std::vector<std::filesystem::path> write_crate(const ResultsFile& file, const std::filesystem::path& folder)
{
    const auto write = [&](const char* name, std::span<const std::byte> bytes) {
        write_durably(folder / name, bytes);
        return folder / name;
    };
    const auto text = [&](const char* name, const std::string& content) {
        return write(name, std::as_bytes(std::span{content.data(), content.size()}));
    };
    std::vector<std::filesystem::path> written;
    written.push_back(write("results.h5", read_bytes(file.path())));
    written.push_back(
        text("scenario.toml", with_counts(file.provenance().scenario, file.shape().replicates, file.shape().draws)));
    analysis::CrateAbout about{.run = &file.provenance(),
                               .digest = results_digest(file.path()),
                               .made = day_of(file.path()),
                               .files = {},
                               .results = "results.h5",
                               .scenario = "scenario.toml"};
    for (const CrateMember& member : crate_members) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(folder / member.name, error)) { continue; }
        const std::vector<std::byte> bytes = read_bytes(folder / member.name);
        about.files.push_back({member.name, member.format, member.what, Sha256{}.update(bytes).hex(), bytes.size()});
    }
    written.push_back(text(crate_metadata, ro_crate_metadata(about)));
    return written;
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
    add("ro-crate", session
                        .say("ook resultaatbestand, scenario en herkomst, als onderzoeksobject (RO-Crate)",
                             "also the result file, the scenario and where they come from, as a research object "
                             "(RO-Crate)")
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
    const bool crate = values.count("ro-crate") != 0U;
    if (crate && values.count("force") == 0U) { require_none_of_a_crate(folder); }
    say_size(study, how, session);
    const auto existing = values.count("force") != 0U ? analysis::Existing::overwrite : analysis::Existing::keep;
    for (const auto& written : analysis::export_study(study, folder, how, existing)) {
        fmt::print("{}\n", written.string());
    }
    if (crate) {
        for (const auto& written : write_crate(*results, folder)) { fmt::print("{}\n", written.string()); }
    }
    return 0;
}

}  // namespace vangnet::cli
