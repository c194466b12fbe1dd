#include "sim/cli/verify.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/report/html.hpp"
#include "analysis/report/report.hpp"
#include "analysis/report/vangnet_form.hpp"
#include "analysis/run_study.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/repeat.hpp"
#include "analysis/report/inputs.hpp"
#include "analysis/study_notes.hpp"
#include "sim/cli/temporary.hpp"
#include "sim/cli/twin.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/inputs/say.hpp"
#include "sim/results/results_file.hpp"
#include "sim/run/run_experiment.hpp"

namespace vangnet::cli {

namespace {

/// What stands between two texts, from `at` on; nothing if one of them is not there.
std::optional<std::string> between(std::string_view text, std::string_view before, std::string_view after,
                                   std::size_t at = 0)
{
    const std::size_t from = text.find(before, at);
    if (from == std::string_view::npos) { return {}; }
    const std::size_t first = from + before.size();
    const std::size_t end = text.find(after, first);
    if (end == std::string_view::npos) { return {}; }
    return std::string(text.substr(first, end - first));
}

/// HTML's text as it was before to_html escaped it.
std::string unescaped(std::string text)
{
    constexpr std::pair<std::string_view, std::string_view> entities[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    for (const auto& [entity, character] : entities) {
        for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; at += character.size()) {
            text.replace(at, entity.size(), character);
        }
    }
    return text;
}

/// Takes out everything from `from` up to `to`, which stays, wherever it stands.
void empty_between(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) {
        const std::size_t first = at + from.size();
        const std::size_t end = text.find(to, first);
        if (end == std::string::npos) { return; }
        text.erase(first, end - first);
        at = first;
    }
}

/// A page without the marks of its pictures and without what draws them, which differ by machine and not by result.
std::string without_pictures(std::string page)
{
    empty_between(page, "aria-describedby=\"", "</div>");
    empty_between(page, "<script", "</script>");
    empty_between(page, "<style>", "</style>");  // and colours
    constexpr std::string_view no_script = "<script</script>\n";
    for (std::size_t at = 0; (at = page.find(no_script, at)) != std::string::npos;) {
        page.erase(at, no_script.size());
    }
    empty_between(page, "default-src 'none';", " style-src");
    return page;
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// Runs the scenario into a folder of our own. \return the results file
std::filesystem::path run_again(const Scenario& scenario, const Tables& tables, const std::string& command,
                                const std::filesystem::path& folder, const Values& values, const Session& session)
{
    Progress progress("auto", session.dutch());
    RunOptions run;
    run.out = folder / "again.h5";
    run.threads = threads_of(values);
    run.command = command;
    run.notes = analysis::to_notes(analysis::notes_of(scenario, tables));
    run.progress = [&progress](const std::string& phase, int done, int of) { progress.tell(phase, done, of); };
    static_cast<void>(run_experiment(tables.data, tables.book, scenario, run));
    progress.finish();
    return run.out;
}

void verify_results(const std::filesystem::path& path, const Values& values, const Session& session)
{
    try_apart(path);
    const ResultsFile file(path);
    const Tables tables = load_tables(values);
    const Scenario scenario = scenario_of(file, tables);
    const Text differs = what_differs(file, Experiment(tables.data, tables.book, scenario));
    if (!differs.empty()) {
        throw ReproduceError(bilingual({"{}: niet te herhalen: anders is {}", "{}: can't be repeated: different is {}"},
                                       path.string(), differs));
    }
    const TemporaryFolder folder;
    const std::filesystem::path again =
        run_again(scenario, tables, file.provenance().command, folder.path(), values, session);
    const std::string then = results_digest(path);
    const std::string now = results_digest(again);
    if (then != now) {
        throw ReproduceError(
            bilingual({"{}: anders: opnieuw doorgerekend is de vingerafdruk {}, die van het bestand {}",
                       "{}: different: run again the digest is {}, that of the file {}"},
                      path.string(), now, then));
    }
    fmt::print("{}\n", session.say({"{}: hetzelfde: opnieuw doorgerekend, zelfde vingerafdruk {}",
                                    "{}: the same: run again, same digest {}"},
                                   path.string(), now));
}

/// What a page says of where it came from.
struct PageOrigin {
    bool dutch = true;
    std::string other;  ///< the page in the other language; empty: none
    bool pictures = true;
    bool vangnet = false;  ///< an application for the safety-net payment
    std::string twin;      ///< label of the arm in whose story a person lives; empty: no story
    std::string status;
    std::string version;
    std::string command;
    std::string scenario;
};

/// \throws DataError if the page is not a report of this program
PageOrigin origin_of(const std::string& page, const std::filesystem::path& path)
{
    const auto language = between(page, "<html lang=\"", "\"");
    const bool dutch = language == "nl";
    const auto labelled = [&](Words label) {
        return between(page, fmt::format("<span class=\"label\">{}.</span> ", label.in(dutch)), "</p>");
    };
    const auto version = labelled({"Programma", "Program"});
    const auto command = labelled({"Herhalen", "Repeat"});
    const auto scenario = between(page, "<pre>", "</pre>");
    if (!language || !version || !command || !scenario) {
        throw DataError(bilingual({"{}: geen resultaatbestand en geen verslag van dit programma",
                                   "{}: neither a results file nor a report of this program"},
                                  path.string()));
    }
    if (page.find("<caption id=\"varianten-naam\">") != std::string::npos) {
        throw DataError(bilingual({"{}: dit verslag is van meer bestanden (--variant): controleer die een voor een",
                                   "{}: this report is of several files (--variant): verify them one by one"},
                                  path.string()));
    }
    PageOrigin origin;
    origin.dutch = dutch;
    origin.other = unescaped(between(page, "<p><a href=\"", "\" hreflang=").value_or(""));
    origin.pictures = page.find("<div class=\"picture ") != std::string::npos;
    origin.vangnet = page.find("<h2 id=\"tekort\">") != std::string::npos;
    const std::size_t story = page.find("<caption id=\"leven-maanden-naam\">");
    if (story != std::string::npos) {  // the third column is the arm's
        const std::size_t second = page.find("<th scope=\"col\">", page.find("<th scope=\"col\">", story) + 1);
        origin.twin = unescaped(between(page, "<th scope=\"col\">", "</th>", second).value_or(""));
    }
    origin.status = unescaped(between(page, "<p class=\"status\">", "</p>").value_or(""));
    origin.version = unescaped(*version);
    origin.command = unescaped(*command);
    origin.scenario = unescaped(*scenario);
    return origin;
}

/// A part of a line, without halves of letters at its ends.
std::string_view part_of(std::string_view line, std::size_t from, std::size_t length)
{
    const auto inside_letter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    std::size_t first = std::min(from, line.size());
    std::size_t end = std::min(first + length, line.size());
    while (first < line.size() && inside_letter(line[first])) { ++first; }
    while (end > first && end < line.size() && inside_letter(line[end])) { --end; }
    return line.substr(first, end - first);
}

/// The first lines by which two pages differ, for people.
std::vector<Text> differences_of(const std::string& page, const std::string& again)
{
    constexpr std::size_t most = 5;
    constexpr std::size_t widest = 160;
    const std::vector<std::string_view> then = lines_of(page);
    const std::vector<std::string_view> now = lines_of(again);
    std::vector<Text> found;
    for (std::size_t k = 0; k < std::max(then.size(), now.size()) && found.size() < most; ++k) {
        const std::string_view was = k < then.size() ? then[k] : std::string_view{};
        const std::string_view is = k < now.size() ? now[k] : std::string_view{};
        if (was == is) { continue; }
        const auto same =
            static_cast<std::size_t>(std::mismatch(was.begin(), was.end(), is.begin(), is.end()).first - was.begin());
        const std::size_t from = same > widest / 4 ? same - widest / 4 : 0;
        found.push_back(bilingual(
            {"regel {}: er staat    {}\n         berekend is {}", "line {}: it says    {}\n        computed is {}"},
            k + 1, part_of(was, from, widest), part_of(is, from, widest)));
    }
    return found;
}

void verify_report(const std::filesystem::path& path, const std::string& page, const Values& values,
                   const Session& session)
{
    const PageOrigin origin = origin_of(page, path);
    const Tables tables = load_tables(values);
    const Scenario scenario = parse_scenario(origin.scenario, path.string(), scenario_world(tables));
    const std::string version = "vangnet " + Experiment(tables.data, tables.book, scenario).provenance().version;
    if (version != origin.version) {
        throw ReproduceError(bilingual(
            {"{}: niet te herhalen: gemaakt met {}, dit is {}", "{}: can't be repeated: made by {}, this is {}"},
            path.string(), origin.version, version));
    }
    const TemporaryFolder folder;
    const auto file = std::make_shared<const ResultsFile>(
        run_again(scenario, tables, origin.command, folder.path(), values, session));
    analysis::ReportInputs inputs = analysis::report_inputs(analysis::study_of(file), file, tables);
    inputs.status = untranslated(origin.status);
    if (!origin.twin.empty()) {
        TwinRequest request;
        request.policy = origin.twin;
        inputs.story = twin_of(file, tables, request).story;
    }
    inputs.digest = results_digest(file->path());
    const analysis::Report report = origin.vangnet ? analysis::vangnet_form(inputs) : analysis::make_report(inputs);
    analysis::Pictures pictures;
    pictures.how = origin.pictures ? analysis::Pictures::How::drawn : analysis::Pictures::How::none;
    const std::string again = analysis::to_html(report, origin.dutch, pictures, origin.other);
    std::vector<Text> differences = differences_of(without_pictures(page), without_pictures(again));
    if (!differences.empty()) {
        differences.insert(
            differences.begin(),
            bilingual({"{}: anders dan wat er nu uit komt", "{}: different from what comes out now"}, path.string()));
        throw ReproduceError(std::move(differences));
    }
    fmt::print("{}\n", session.say({"{}: hetzelfde: opnieuw doorgerekend, elke zin en elk getal (vingerafdruk {})",
                                    "{}: the same: run again, every sentence and number (digest {})"},
                                   path.string(), inputs.digest));
}

}  // namespace

void verify(const std::filesystem::path& file, const Values& values, const Session& session)
{
    if (file.extension() == ".html") {
        verify_report(file, small_text_file(file), values, session);
    } else {
        verify_results(file, values, session);
    }
}

}  // namespace vangnet::cli
