/// The program: language, verb, and exceptions to exit codes.

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "sim/cli/apart.hpp"
#include "sim/cli/session.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/version.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/table.hpp"
#include "sim/results/durable.hpp"

namespace {

using namespace vangnet;
using vangnet::cli::Exit;
using vangnet::cli::Session;

struct Verb {
    const char* name;
    int (*run)(const Session&);
    Words group;  ///< heading in the overview
    Words does;
    bool reads_results = false;  ///< then it runs in a process of its own
};

constexpr Words start{"Beginnen", "Start"};
constexpr Words run{"Rekenen", "Run"};
constexpr Words look{"Bekijken", "Look"};
constexpr Words share{"Delen", "Share"};
constexpr Words reference{"Naslag", "Reference"};

constexpr Verb verbs[] = {
    {"new", cli::verb_new, start, {"maak een scenario van een voorbeeld", "make a scenario from a template"}},
    {"check",
     cli::verb_check,
     start,
     {"controleer een scenario, zeg het in gewone woorden en schat de rekentijd",
      "check a scenario, say it in plain words and estimate the time"}},
    {"run",
     cli::verb_run,
     run,
     {"reken door: dezelfde mensen, hetzelfde toeval, ander beleid", "run: same people, same luck, other policies"}},
    {"sweep",
     cli::verb_sweep,
     run,
     {"varieer aannames, en zie waar een uitkomst van afhangt",
      "vary assumptions, and see what an outcome depends on"}},
    {"merge",
     cli::verb_merge,
     run,
     {"breng de delen van een berekening samen (run --shard)", "bring the shards of a run together (run --shard)"}},
    {"compare",
     cli::verb_compare,
     look,
     {"verschillen: per 100 mensen, in aantallen (--town), in geld (--money)",
      "differences: per 100 people, in numbers (--town), in money (--money)"},
     true},
    {"report",
     cli::verb_report,
     look,
     {"verslag voor de raad, opent in een browser", "a report for the council, opens in a browser"},
     true},
    {"plot",
     cli::verb_plot,
     look,
     {"een figuur: .svg, .png, .csv of .vl.json", "one figure: .svg, .png, .csv or .vl.json"},
     true},
    {"twin",
     cli::verb_twin,
     look,
     {"een persoon onder twee beleidsvormen, met het lot waar de levens uiteengaan",
      "one person under two policies, with the draw where the lives part"}},
    {"export", cli::verb_export, share, {"naar CSV, met woordenboek", "to CSV, with a data dictionary"}, true},
    {"info",
     cli::verb_info,
     share,
     {"wat er in een bestand staat, herkomst, vingerafdruk", "what is in a file, provenance, digest"},
     true},
    {"explain",
     cli::verb_explain,
     reference,
     {"wat een woord of getal betekent en waar het vandaan komt",
      "what a word or number means and where it comes from"}},
    {"facts",
     cli::verb_facts,
     reference,
     {"het model naast de gepubliceerde feiten", "the model beside the published facts"}},
    {"calibrate",
     cli::verb_calibrate,
     reference,
     {"ijk parameters op gepubliceerde cijfers", "fit parameters to published figures"}},
    {"bench",
     cli::verb_bench,
     reference,
     {"snelheid van het model op deze machine", "speed of the model on this machine"}},
    {"cache",
     cli::verb_cache,
     reference,
     {"bewaarde begintoestanden: hoeveel, hoe groot, leegmaken", "start states kept: how many, how large, empty it"}},
};

bool locale_is_dutch()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') { return std::string(value).rfind("nl", 0) == 0; }
    }
    return false;
}

/// Takes `--lang nl|en` out of the arguments, wherever it stands.
bool take_language(std::vector<std::string>& arguments)
{
    bool dutch = locale_is_dutch();
    for (std::size_t k = 0; k < arguments.size();) {
        std::string value;
        std::size_t used = 0;
        if (arguments[k] == "--lang" && k + 1 < arguments.size()) {
            value = arguments[k + 1];
            used = 2;
        } else if (arguments[k].rfind("--lang=", 0) == 0) {
            value = arguments[k].substr(7);
            used = 1;
        }
        if (used == 0) {
            ++k;
            continue;
        }
        if (value != "nl" && value != "en") { throw UsageError(untranslated("--lang " + value + ": nl | en")); }
        dutch = value == "nl";
        arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(k),
                        arguments.begin() + static_cast<std::ptrdiff_t>(k + used));
    }
    return dutch;
}

void print_overview(std::FILE* out, bool dutch)
{
    const Words title{"vangnet - vergelijk bijstandsbeleid met gesimuleerde mensen",
                      "vangnet - compare social assistance policies with simulated people"};
    const Words usage{"Gebruik:  vangnet OPDRACHT [opties]", "Usage:  vangnet VERB [options]"};
    const Words first{"Eerste keer?  vangnet run utrecht-four-ways --out proef.h5",
                      "First time?  vangnet run utrecht-four-ways --out first.h5"};
    const Words help{"Hulp bij een opdracht:  vangnet run --help        English:  vangnet --lang en --help",
                     "Help with a verb:  vangnet run --help        Nederlands:  vangnet --lang nl --help"};
    fmt::print(out, "{}\n\n{}\n\n", title.in(dutch), usage.in(dutch));
    std::string_view last;
    for (const Verb& v : verbs) {
        const std::string_view group = v.group.in(dutch);
        fmt::print(out, "  {:<10} {:<8} {}\n", group == last ? "" : group, v.name, v.does.in(dutch));
        last = group;
    }
    fmt::print(out, "\n{}\n{}\n", first.in(dutch), help.in(dutch));
}

bool is_verb(std::string_view name)
{
    return std::any_of(std::begin(verbs), std::end(verbs), [&](const Verb& v) { return v.name == name; });
}

int dispatch(bool dutch, std::vector<std::string> arguments)
{
    if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h" || arguments[0] == "help") {
        print_overview(arguments.empty() ? stderr : stdout, dutch);
        return static_cast<int>(arguments.empty() ? Exit::wrong_use : Exit::done);
    }
    if (arguments[0] == "--version") {
        fmt::print("vangnet {} ({})\n", program_version(), git_commit());
        return static_cast<int>(Exit::done);
    }
    std::vector<std::string> names;
    for (const Verb& v : verbs) {
        names.emplace_back(v.name);
        if (arguments[0] == v.name) { return v.run(Session(dutch, {arguments.begin() + 1, arguments.end()})); }
    }
    throw UsageError(bilingual({"onbekende opdracht {}{}", "unknown verb {}{}"}, in_quotes(arguments[0]),
                               did_you_mean_hint(arguments[0], names)));
}

int told(Exit code, std::string_view what, std::string_view next = {})
{
    cli::to_stderr(fmt::format("{}\n", what));
    if (!next.empty()) { cli::to_stderr(fmt::format("{}\n", next)); }
    return static_cast<int>(code);
}

/// Closed standard streams get a place of their own, or the first file that is opened would be taken for one of them:
/// what is printed fails, as on a full disk, and messages go nowhere.
void open_standard_streams()
{
    while (true) {
        const int file = ::open("/dev/full", O_RDWR);
        if (file < 0) { return; }
        if (file > STDERR_FILENO) {
            ::close(file);
            return;
        }
    }
}

/// The exit code of a verb, unless what it printed did not arrive.
int printed(int code, bool dutch)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) { return code; }
    return told(Exit::data_wrong, dutch ? "vangnet: de uitvoer kan niet worden geschreven (schijf vol, of gesloten)"
                                        : "vangnet: the output cannot be written (disk full, or closed)");
}

/// A whole call: language, verb, and exceptions to exit codes.
int call(std::vector<std::string> arguments) noexcept
{
    bool dutch = locale_is_dutch();
    std::string help_command = "vangnet --help";
    try {
        dutch = take_language(arguments);
        if (!arguments.empty() && is_verb(arguments[0])) { help_command = "vangnet " + arguments[0] + " --help"; }
        return printed(dispatch(dutch, std::move(arguments)), dutch);
    } catch (const UsageError& e) {
        return told(Exit::wrong_use, fmt::format("vangnet: {}", e.in(dutch)),
                    say_in(dutch, {"Hulp: {}", "Help: {}"}, help_command));
    } catch (const ConfigError& e) {
        const std::size_t n = e.problems().size();
        return told(Exit::scenario_invalid, e.in(dutch),
                    n > 1
                        ? say_in(dutch, {"{} problemen; er is niets doorgerekend.", "{} problems; nothing was run."}, n)
                        : std::string());
    } catch (const ReproduceError& e) {
        return told(Exit::not_reproducible, e.in(dutch));
    } catch (const DataError& e) {
        return told(Exit::data_wrong, e.in(dutch));
    } catch (const RunError& e) {
        return told(Exit::data_wrong, fmt::format("vangnet: {}", e.in(dutch)));
    } catch (const BugError& e) {
        return told(Exit::bug, fmt::format("vangnet: {}", e.what()),
                    dutch ? "Dit is een fout van het programma; meld hem met de opdracht en het scenario."
                          : "This is a fault of the program; please report it with the command and the scenario.");
    } catch (const std::system_error& e) {
        const int code = printed(static_cast<int>(Exit::bug), dutch);
        return code == static_cast<int>(Exit::bug) ? told(Exit::bug, fmt::format("vangnet: {}", e.what())) : code;
    } catch (const std::exception& e) {
        return told(Exit::bug, fmt::format("vangnet: {}", e.what()));
    }
}

/// The results file that a call reads, maybe somebody else's: the largest file among its arguments, since options have
/// arguments too. Empty for a verb that reads none, or where there is no file.
std::string results_to_read(const std::vector<std::string>& arguments)
{
    const auto verb = std::find_if(arguments.begin(), arguments.end(), is_verb);
    // what is run again takes its own time, and reads the file apart before
    const bool runs = std::any_of(arguments.begin(), arguments.end(), [](const std::string& argument) {
        return argument == "--verify" || argument.rfind("--twin", 0) == 0;
    });
    const bool reads = !runs && verb != arguments.end() &&
                       std::any_of(std::begin(verbs), std::end(verbs),
                                   [&](const Verb& v) { return *verb == v.name && v.reads_results; });
    std::string largest;
    std::uintmax_t most = 0;
    for (auto each = verb; reads && each != arguments.end(); ++each) {
        std::error_code error;
        const std::uintmax_t bytes = std::filesystem::file_size(*each, error);
        if (error || bytes < most) { continue; }
        most = bytes;
        largest = *each;
    }
    return largest;
}

}  // namespace

int main(int argc, char** argv)
{
    open_standard_streams();
    report_file_size_limit();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const std::string results = results_to_read(arguments);
    if (results.empty()) { return call(arguments); }
    if (const auto code = cli::run_apart([&] { return call(arguments); }, cli::seconds_to_read(results))) {
        return *code;
    }
    return told(
        Exit::data_wrong,
        say_in(locale_is_dutch(),
               {"{}: beschadigd: HDF5 liep vast bij het lezen", "{}: damaged: HDF5 failed while reading it"}, results));
}
