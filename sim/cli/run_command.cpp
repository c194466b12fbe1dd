#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/run_study.hpp"
#include "analysis/until.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/repeat.hpp"
#include "sim/cli/run_command.hpp"
#include "sim/cli/session.hpp"
#include "analysis/study_notes.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/results/results_file.hpp"
#include "sim/run/executors.hpp"
#include "sim/run/run_experiment.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

std::atomic<bool> asked_to_stop{false};

void on_interrupt(int) { asked_to_stop = true; }

/// Differences from the base arm at the last month, per 100 people, of the headline outcomes that are shares.
std::vector<analysis::HeadlineDifferences> headline_differences(const SeriesShape& shape, int replicates,
                                                                const std::function<ItemResult(int)>& read)
{
    std::vector<analysis::HeadlineDifferences> headlines;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // measure and arm of each
    const auto& keys = analysis::headline_outcomes();
    for (std::size_t m = 0; m < shape.measures.size(); ++m) {
        const MeasureInfo& measure = shape.measures[m];
        const bool headline = std::find(keys.begin(), keys.end(), measure.key) != keys.end();
        if (!headline || measure.kind != MeasureKind::share) { continue; }
        for (std::size_t a = 1; a < shape.arms.size(); ++a) {
            headlines.push_back({.outcome = measure.key, .arm = shape.arms[a].key, .differences = {}});
            places.emplace_back(m, a);
        }
    }
    const std::size_t month = shape.months.size() - 1;
    for (int r = 0; r < replicates; ++r) {
        const ItemResult item = read(r);
        for (std::size_t k = 0; k < places.size(); ++k) {
            const auto [m, a] = places[k];
            headlines[k].differences.push_back(100.0 * (static_cast<double>(item.values[shape.index(m, a, month, 0)]) -
                                                        static_cast<double>(item.values[shape.index(m, 0, month, 0)])));
        }
    }
    return headlines;
}

/// Ends the run when all differences of shares are precise to `points` per 100.
void end_when_precise(RunOptions& run, double points)
{
    run.until = fmt::format("{}pp", points);
    run.enough = [points](const SeriesShape& shape, int done, const std::function<ItemResult(int)>& read) {
        const analysis::UntilDecision decision = analysis::decide_until(headline_differences(shape, done, read), points,
                                                                        static_cast<std::size_t>(shape.replicates));
        return Enough{.stop = decision.stop, .replicates = static_cast<int>(decision.replicates)};
    };
}

/// "0.2pp" or "0.2": points per 100. \throws UsageError
double points_of(const std::string& text)
{
    std::size_t used = 0;
    double points = 0.0;
    try {
        points = std::stod(text, &used);
    } catch (const std::exception&) {
        used = 0;
    }
    if (used == 0 || !std::isfinite(points) || points <= 0.0 || (text.substr(used) != "pp" && used != text.size())) {
        throw UsageError(untranslated("--until " + text + ": 0.2pp"));
    }
    return points;
}

/// "90s", "20min", "2h" or a number of seconds.
double seconds_of(const std::string& text)
{
    std::size_t used = 0;
    double value = 0.0;
    try {
        value = std::stod(text, &used);
    } catch (const std::exception&) {
        used = 0;
    }
    const std::string unit = text.substr(used);
    const double scale = unit.empty() || unit == "s" ? 1.0 : unit == "min" ? 60.0 : unit == "h" ? 3600.0 : 0.0;
    if (used == 0 || !std::isfinite(value) || value <= 0.0 || scale == 0.0) {
        throw UsageError(untranslated("--max-time " + text + ": 90s | 20min | 2h"));
    }
    return value * scale;
}

/// "2/4": the second of four. \throws UsageError
Shard shard_of(const std::string& text)
{
    Shard shard{0, 0};
    int used = 0;
    const bool read = std::sscanf(text.c_str(), "%9d/%9d%n", &shard.number, &shard.of, &used) == 2;
    if (!read || static_cast<std::size_t>(used) != text.size() || shard.number < 1 || shard.number > shard.of) {
        throw UsageError(bilingual({"--shard {}: welk deel van hoeveel, zoals 2/4 (toegestaan: 1/N tot N/N)",
                                    "--shard {}: which part of how many, such as 2/4 (allowed: 1/N to N/N)"},
                                   text));
    }
    return shard;
}

/// Where a run writes: as asked for, with the name of the member of a family, and the number of the shard.
std::filesystem::path output_of(const Values& values, const Scenario& scenario, bool one, std::optional<Shard> shard)
{
    std::filesystem::path out = scenario.name + ".h5";
    if (values.count("out") != 0U) {
        out = values["out"].as<std::string>();
        if (!one) { out.replace_filename(out.stem().string() + "-" + scenario.name + ".h5"); }
    }
    if (shard) {
        out.replace_filename(fmt::format("{}-shard-{}-of-{}.h5", out.stem().string(), shard->number, shard->of));
    }
    return out;
}

/// The path of a shard's file without what says which shard it is, and without ending.
std::string whole_name(const std::filesystem::path& shard_file)
{
    const std::string name = shard_file.string();
    return name.substr(0, name.rfind("-shard-"));
}

}  // namespace

Options run_options(const Session& session, bool sweep)
{
    Options options;
    auto add = options.add_options();
    add("out", po::value<std::string>()->value_name(session.say("BESTAND", "FILE").data()),
        session.say("resultaatbestand [SCENARIO.h5]", "result file [SCENARIO.h5]").data());
    add_scenario_options(options, session, !sweep);
    if (!sweep) {
        add("until", po::value<std::string>()->value_name("X"),
            session
                .say("stop als alle verschillen van aandelen op X nauwkeurig zijn, zoals 0.2pp",
                     "stop when all differences of shares are precise to X, such as 0.2pp")
                .data());
    }
    add("max-time", po::value<std::string>()->value_name(session.say("TIJD", "TIME").data()),
        session.say("stop dan en bewaar wat klaar is, zoals 20min", "stop then and keep what is done, such as 20min")
            .data());
    add("shard", po::value<std::string>()->value_name("K/N"),
        session
            .say("reken alleen deel K van N, bijvoorbeeld op een andere machine; daarna vangnet merge",
                 "run only part K of N, on another machine say; then vangnet merge")
            .data());
    add("threads", po::value<int>()->value_name("N")->default_value(0),
        session.say("rekenkernen, 0: alle; verandert geen enkel getal", "processor cores, 0: all; changes no number")
            .data());
    add_progress_option(options, session);
    add("resume", session.say("ga verder met een afgebroken berekening", "go on with a stopped run").data());
    add("force", session.say("overschrijf een bestaand bestand", "overwrite an existing file").data());
    add("quiet", session.say("druk de tabel niet", "do not print the table").data());
    return options;
}

TimeNeeded time_needed(const Scenario& scenario, const Tables& tables)
{
    // about 1.7 rows per recipient and 15 million rows a second and core
    const double stock = scenario.people > 0 ? scenario.people : stock_2015(tables.data, scenario.municipalities);
    const std::size_t worlds = arms_for_everyone(scenario).size() + (scenario.trial ? 1 : 0);
    const double rows =
        1.9 * stock * scenario.months * static_cast<double>(worlds) * (scenario.replicates + scenario.draws);
    // people from January 1970 on: about a tenth of a millisecond per recipient and core, measured on a start in 2017
    const double people = 1e-4 * stock * scenario.start.since_1970 / make_month(2017, 1).since_1970;
    bool own_people = draws_base_rates(scenario) && !tables.book.base_rates.draws.empty();
    if (scenario.sweep) {
        const auto& varied = scenario.sweep->parameters;
        own_people = std::any_of(varied.begin(), varied.end(),
                                 [&](const Varied& v) { return !tables.book.find(v.key)->policy; });
    }
    // those of draws are made each time, those of replicates are kept
    const double of_draws = own_people ? people * scenario.draws : 0.0;
    return {.run = (rows / 15e6 + of_draws) / machine_threads(),
            .people = people * populations_of(scenario) / machine_threads()};
}

namespace {

/// An argument as a shell takes it back.
std::string in_shell(const std::string& argument)
{
    const bool plain = !argument.empty() && std::all_of(argument.begin(), argument.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c >= 0x80 ||
               std::string_view{"-_./=:,+%@"}.find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (plain) { return argument; }
    std::string quoted = "'";
    for (const char c : argument) { quoted += c == '\'' ? std::string{"'\\''"} : std::string{c}; }
    return quoted + "'";
}

/// The command without --resume, and without --shard: what makes the whole file anew.
std::string command_of(const Session& session, std::string_view verb, bool with_shard = false)
{
    std::string command = fmt::format("vangnet {}", verb);
    const std::vector<std::string>& arguments = session.arguments();
    for (std::size_t k = 0; k < arguments.size(); ++k) {
        const bool shard = !with_shard && arguments[k].rfind("--shard", 0) == 0;
        if (shard && arguments[k] == "--shard") { ++k; }  // its value is the next argument
        if (!shard && arguments[k] != "--resume") { command += " " + in_shell(arguments[k]); }
    }
    return command;
}

int finish(const RunReport& report, const Session& session, std::string_view verb)
{
    if (report.end == RunEnd::interrupted || report.end == RunEnd::out_of_time) {
        to_stderr(fmt::format("{}\n", session.say({"{} van {} onderdelen klaar en bewaard. Verder gaan: {} --resume",
                                                   "{} of {} items done and kept. Go on: {} --resume"},
                                                  report.items_done, report.items, command_of(session, verb, true))));
        return static_cast<int>(report.end == RunEnd::interrupted ? Exit::interrupted : Exit::not_precise);
    }
    if (report.end == RunEnd::not_precise) {
        to_stderr(fmt::format("{}\n",
                              session.say("De gevraagde nauwkeurigheid is niet gehaald; meer herhalingen: --replicates",
                                          "The precision asked for was not reached; more repetitions: --replicates")));
        return static_cast<int>(Exit::not_precise);
    }
    return 0;
}

/// How one member of a family is run. \throws UsageError where its file is there already
RunOptions options_of(const Session& session, const Values& values, const Scenario& s, bool one,
                      std::optional<Shard> shard, std::string_view verb)
{
    RunOptions run;
    run.out = output_of(values, s, one, shard);
    run.shard = shard;
    run.threads = threads_of(values);
    run.resume = values.count("resume") != 0U;
    run.force = values.count("force") != 0U;
    std::error_code ignored;
    if (!run.force && !run.resume && std::filesystem::exists(run.out, ignored)) {
        throw UsageError(bilingual({"{}: bestaat al; --force overschrijft, --resume gaat verder",
                                    "{}: exists already; --force replaces it, --resume goes on"},
                                   run.out.string()));
    }
    if (run.resume) { try_apart(run.out); }
    run.command = command_of(session, verb);
    run.stop = &asked_to_stop;
    if (values.count("until") != 0U) { end_when_precise(run, points_of(values["until"].as<std::string>())); }
    if (values.count("max-time") != 0U) { run.max_seconds = seconds_of(values["max-time"].as<std::string>()); }
    return run;
}

void print_shard(const RunOptions& run, const RunReport& report, const Session& session)
{
    const std::string whole = whole_name(run.out);
    fmt::print("{}\n", session.say({"Deel {} van {}: {} onderdelen in {} ({} s)\n  alle delen samen: vangnet merge "
                                    "--out {}.h5 {}-shard-*-of-{}.h5",
                                    "Shard {} of {}: {} items in {} ({} s)\n  all shards together: vangnet merge "
                                    "--out {}.h5 {}-shard-*-of-{}.h5"},
                                   run.shard->number, run.shard->of, report.items_done, run.out.string(),
                                   number(report.seconds, 1, session.dutch()), whole, whole, run.shard->of));
}

void print_result(const RunOptions& run, const RunReport& report, const Session& session, std::string_view verb)
{
    const std::string file = run.out.string();
    const std::string look = verb == "run" ? "compare" : std::string(verb);
    fmt::print("{}\n",
               session.say({"Resultaat: {} ({} s)\n  bekijken: vangnet {} {}\n  herhalen en herkomst: vangnet info {}",
                            "Result: {} ({} s)\n  look at it: vangnet {} {}\n  repeat and provenance: vangnet info {}"},
                           file, number(report.seconds, 1, session.dutch()), look, file, file));
}

}  // namespace

int run_members(const Session& session, const Values& values, const Tables& tables, const Scenario& all,
                std::string_view verb, const std::function<void(const std::filesystem::path&)>& tell)
{
    const std::string mode = progress_mode(values);
    std::optional<Shard> shard;
    if (values.count("shard") != 0U) { shard = shard_of(values["shard"].as<std::string>()); }
    if (all.sweep && values.count("until") != 0U) {
        throw UsageError(bilingual({"--until gaat niet samen met een opzet van vaste sets (sweep)",
                                    "--until does not go with a design of fixed sets (sweep)"}));
    }
    if (shard && values.count("until") != 0U) {
        throw UsageError(bilingual({"--shard en --until gaan niet samen: een deel weet niet hoe precies het geheel is",
                                    "--shard and --until do not go together: a part cannot know how precise the whole "
                                    "is"}));
    }
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
    const std::vector<Scenario> members = family(all);
    for (const Scenario& s : members) {
        Progress progress(mode, session.dutch());
        RunOptions run = options_of(session, values, s, members.size() == 1, shard, verb);
        run.notes = analysis::to_notes(analysis::notes_of(s, tables));
        if (shard) { run.notes.emplace_back("shard", fmt::format("{}/{}", shard->number, shard->of)); }
        run.progress = [&progress](const std::string& phase, int done, int of) { progress.tell(phase, done, of); };
        const RunReport report = run_experiment(tables.data, tables.book, s, run);
        progress.finish();
        const int exit = finish(report, session, verb);
        if (report.replicates_done > 0 && values.count("quiet") == 0U && !shard) { tell(run.out); }
        if (shard && exit == 0) {
            print_shard(run, report, session);
        } else if (report.items_done > 0) {
            print_result(run, report, session, verb);
        }
        if (exit != 0) { return exit; }
    }
    return 0;
}

}  // namespace vangnet::cli
