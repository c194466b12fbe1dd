#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/sensitivity/sweep_study.hpp"
#include "sim/cli/repeat.hpp"
#include "sim/cli/run_command.hpp"
#include "sim/cli/serve_lines.hpp"
#include "sim/cli/session.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/measures.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/table.hpp"
#include "sim/results/results_file.hpp"
#include "sim/results/store.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

using analysis::Response;
using analysis::SweepStudy;
using analysis::SweptParameter;

constexpr Help help{
    {"vangnet sweep SCENARIO.toml|BESTAND.h5 [opties]", "vangnet sweep SCENARIO.toml|FILE.h5 [options]"},
    {"Rekent een scenario door met veel sets van aannames, dezelfde mensen en hetzelfde toeval, en zegt hoeveel elke "
     "aanname aan niveaus en verschillen doet. Met een resultaatbestand: zegt dat nog eens.",
     "Runs a scenario with many sets of assumptions, the same people and the same luck, and says how much each "
     "assumption does to levels and differences. With a result file: says it again."},
    "  vangnet sweep my.toml --design morris --points 10 --vary b_job --vary elast_caseload_full\n"
    "  vangnet sweep my.toml --design grid --points 5 --vary elast_caseload_full=0..0.4 --out grid.h5\n"
    "  vangnet sweep grid.h5 --outcome work_12h --csv\n"
    "  vangnet sweep my.toml --serve-json < sets.jsonl > outcomes.jsonl"};

Options options_of(const Session& session)
{
    Options options = run_options(session, true);
    auto add = options.add_options();
    add("design", po::value<std::string>()->value_name("D"),
        session
            .say("opzet: grid (alle combinaties), lhs (Latin hypercube), morris, sobol",
                 "design: grid (all combinations), lhs (Latin hypercube), morris, sobol")
            .data());
    add("points", po::value<int>()->value_name("N"),
        session
            .say("waarden per aanname (grid), sets (lhs), wandelingen (morris), paren (sobol)",
                 "values per assumption (grid), sets (lhs), walks (morris), pairs (sobol)")
            .data());
    add("vary", po::value<std::vector<std::string>>()->composing()->value_name("PARAM[=A..B]"),
        session
            .say("aanname die varieert, over wat ervan bekend is of van A tot B; mag vaker",
                 "assumption that is varied, over what is known of it or from A to B; may repeat")
            .data());
    add("outcome", po::value<std::vector<std::string>>()->composing()->value_name("KEY"),
        session.say("alleen deze uitkomst, mag vaker", "only this outcome, may repeat").data());
    add("month", po::value<int>()->value_name("N")->default_value(0),
        session.say("maand sinds het begin, 0: de laatste", "month since the start, 0: the last").data());
    add("serve-json", session
                          .say("lees sets van aannames als JSON-regels van de invoer, en antwoord per regel",
                               "read sets of assumptions as JSON lines from standard input, and answer each by a line")
                          .data());
    add("csv", session.say("elke set met wat eruit kwam, als CSV", "each set with what came out, as CSV").data());
    add("json", session.say("als JSON, voor andere programma's", "as JSON, for other programs").data());
    return options;
}

/// The keys of `[sweep]` that the command line sets.
std::vector<std::string> changes_of(const Values& values)
{
    std::vector<std::string> changes{"measure.groups=[]"};  // sets are many, and told for everyone together
    if (values.count("replicates") == 0U) { changes.emplace_back("run.replicates=2"); }
    if (values.count("design") != 0U) {
        changes.push_back("sweep.design=\"" + values["design"].as<std::string>() + "\"");
    }
    if (values.count("points") != 0U) {
        changes.push_back("sweep.points=" + std::to_string(values["points"].as<int>()));
    }
    if (values.count("vary") == 0U) { return changes; }
    std::string keys;
    std::string ranges;
    for (const std::string& text : values["vary"].as<std::vector<std::string>>()) {
        const std::size_t equals = text.find('=');
        const std::string key = text.substr(0, equals);
        keys += (keys.empty() ? "" : ", ") + fmt::format("\"{}\"", key);
        if (equals == std::string::npos) { continue; }
        const std::string range = text.substr(equals + 1);
        const std::size_t dots = range.find("..");
        if (dots == std::string::npos) {
            throw UsageError(
                bilingual({"--vary {}: een bereik is A..B", "--vary {}: a range is A..B"}, in_quotes(text)));
        }
        ranges += (ranges.empty() ? "" : ", ") +
                  fmt::format("{} = [{}, {}]", key, range.substr(0, dots), range.substr(dots + 2));
    }
    changes.push_back(fmt::format("sweep.parameters=[{}]", keys));
    if (!ranges.empty()) { changes.push_back(fmt::format("sweep.ranges={{ {} }}", ranges)); }
    return changes;
}

std::string share_text(const analysis::Interval& i, bool dutch)
{
    if (!std::isfinite(i.value)) { return "-"; }
    return fmt::format("{} ({} .. {})", number(i.value, 2, dutch), number(i.low, 2, dutch), number(i.high, 2, dutch));
}

/// The cells of a row, and by how much the parameter matters.
struct Row {
    double weight = 0.0;
    std::string text;
};

std::vector<Row> rows_of(const SweepStudy& study, const Response& response, bool dutch)
{
    const std::size_t k = study.parameters.size();
    std::vector<Row> rows(k);
    const auto name = [&](std::size_t p) { return padded(study.parameters[p].range.key, 32); };
    if (study.sweep.design == Design::sobol) {
        const auto shares = analysis::variance_shares(response.values, k);
        for (std::size_t p = 0; p < k; ++p) {
            rows[p] = {shares[p].total.value, name(p) + right(share_text(shares[p].first, dutch), 24) +
                                                  right(share_text(shares[p].total, dutch), 24)};
        }
    } else if (study.sweep.design == Design::morris) {
        const auto effects = analysis::elementary_effects(study.sets, response.values);
        for (std::size_t p = 0; p < k; ++p) {
            rows[p] = {effects[p].size.value, name(p) + right(share_text(effects[p].size, dutch), 24) +
                                                  right(signed_number(effects[p].mean, 2, dutch), 12) +
                                                  right(number(effects[p].sd, 2, dutch), 12)};
        }
    } else if (study.sweep.design == Design::grid) {
        for (std::size_t p = 0; p < k; ++p) {
            const analysis::GridLine line = grid_line(study, response, p);
            const double low = line.means.front();
            const double high = line.means.back();
            rows[p] = {std::abs(high - low),
                       name(p) + right(number(low, 2, dutch), 12) + right(number(high, 2, dutch), 12) +
                           right(std::isfinite(line.turns) ? number(line.turns, 3, dutch) : "-", 20)};
        }
    } else {
        for (std::size_t p = 0; p < k; ++p) {
            std::vector<double> x;
            for (const std::vector<double>& set : study.sets) { x.push_back(set[p]); }
            const analysis::RankCorrelation r = analysis::rank_correlation(x, response.values);
            rows[p] = {std::abs(r.value),
                       name(p) + right(signed_number(r.value, 2, dutch), 12) +
                           right(r.chance < 0.001 ? "< " + number(0.001, 3, dutch) : number(r.chance, 3, dutch), 12)};
        }
    }
    return rows;
}

std::string heading(Design design, const Session& session)
{
    const std::string first = padded(std::string{session.say("aanname", "assumption")}, 32);
    switch (design) {
        case Design::sobol:
            return first + right(std::string{session.say("alleen (90%)", "alone (90%)")}, 24) +
                   right(std::string{session.say("met andere (90%)", "with others (90%)")}, 24);
        case Design::morris:
            return first + right(std::string{session.say("grootte (90%)", "size (90%)")}, 24) +
                   right(std::string{session.say("gemiddeld", "mean")}, 12) +
                   right(std::string{session.say("spreiding", "spread")}, 12);
        case Design::grid:
            return first + right(std::string{session.say("laagst", "at lowest")}, 12) +
                   right(std::string{session.say("hoogst", "at highest")}, 12) +
                   right(std::string{session.say("teken keert bij", "sign turns at")}, 20);
        case Design::lhs: break;
    }
    return first + right(std::string{session.say("rangcorr.", "rank corr.")}, 12) +
           right(std::string{session.say("kans", "chance")}, 12);
}

/// What the columns mean.
std::string legend(Design design, const Session& session)
{
    switch (design) {
        case Design::sobol:
            return std::string{session.say(
                "Delen van de variantie. Alleen: wat wegvalt als alleen deze aanname bekend was. Met andere: wat "
                "overblijft als alleen deze onbekend was. Bereik: 90%, door herhaald trekken uit de paren.",
                "Shares of the variance. Alone: what would go if only this were known. With others: what would be left "
                "if only this were unknown. Range: 90%, by resampling pairs.")};
        case Design::morris:
            return std::string{session.say(
                "Wat de uitkomst verandert per bereik van de aanname. Grootte: gemiddelde zonder teken. Spreiding: hoe "
                "zeer dat van de andere aannames afhangt.",
                "Change of the output per range of the assumption. Size: mean without sign. Spread: how much that "
                "depends "
                "on the other assumptions.")};
        case Design::grid:
            return std::string{session.say("Gemiddelde over alle waarden van de andere aannames.",
                                           "Mean over all values of the other assumptions.")};
        case Design::lhs: break;
    }
    return std::string{session.say("Rangcorrelatie (Spearman), en de kans op een even grote zonder verband.",
                                   "Rank correlation (Spearman), and the chance of one as large without a relation.")};
}

void print_response(const SweepStudy& study, const Response& response, const Session& session)
{
    const bool dutch = session.dutch();
    const auto [low, high] = std::minmax_element(response.values.begin(), response.values.end());
    const std::string what = response.arm.empty() ? std::string{session.say("niveau onder", "level under")}
                                                  : std::string{session.say("verschil door", "difference by")};
    fmt::print("\n{}, {} {}: {} .. {} ({})", response.title.in(dutch), what, response.arm_label.in(dutch),
               number(*low, 2, dutch), number(*high, 2, dutch), response.unit);
    if (std::isfinite(response.chance)) {
        fmt::print(", {}", session.say({"toeval {}", "chance {}"}, number(response.chance, 2, dutch)));
    }
    fmt::print("\n  {}\n", heading(study.sweep.design, session));
    std::vector<Row> rows = rows_of(study, response, dutch);
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.weight > b.weight; });
    for (const Row& row : rows) { fmt::print("  {}\n", row.text); }
}

void print_study(const SweepStudy& study, const Session& session)
{
    const bool dutch = session.dutch();
    fmt::print("{}\n", study.name.in(dutch));
    fmt::print("{}\n",
               wrapped(session.say({"Na {} maanden. {} sets van {} aannames ({}), elk met dezelfde {} herhalingen "
                                    "van het toeval. Toeval: standaardfout van een waarde.",
                                    "After {} months. {} sets of {} assumptions ({}), each with the same {} "
                                    "repetitions of chance. Chance: standard error of a value."},
                                   study.month, study.sets.size(), study.parameters.size(),
                                   design_words()[static_cast<std::size_t>(study.sweep.design)], study.replicates),
                       0));
    for (const SweptParameter& p : study.parameters) {
        fmt::print("  {}\n", wrapped(fmt::format("{}: {} .. {} ({}; {})", p.range.key, number(p.range.low, 3, dutch),
                                                 number(p.range.high, 3, dutch), p.title.in(dutch), p.grade),
                                     4));
    }
    for (const Response& response : study.responses) { print_response(study, response, session); }
    fmt::print("\n{}\n", wrapped(legend(study.sweep.design, session), 0));
}

void tell(const std::filesystem::path& path, const Values& values, const Tables& tables, const Session& session)
{
    const ResultsFile file(path);
    std::vector<std::string> outcomes;
    if (values.count("outcome") != 0U) { outcomes = values["outcome"].as<std::vector<std::string>>(); }
    const SweepStudy study =
        analysis::sweep_study(file, scenario_of(file, tables), tables.book, outcomes, values["month"].as<int>());
    if (values.count("csv") != 0U) {
        fmt::print("{}", sweep_csv(study));
    } else if (values.count("json") != 0U) {
        fmt::print("{}", sweep_json(study));
    } else {
        print_study(study, session);
    }
}

/// Level of each outcome under each arm, mean over the replicates; shares per 100.
nlohmann::ordered_json levels_of(const Experiment& experiment, const std::vector<ItemResult>& items,
                                 const std::vector<std::string>& outcomes, std::size_t month)
{
    const SeriesShape shape = experiment.shape();
    nlohmann::ordered_json levels;
    for (std::size_t m = 0; m < shape.measures.size(); ++m) {
        const MeasureInfo& measure = shape.measures[m];
        if (std::find(outcomes.begin(), outcomes.end(), measure.key) == outcomes.end()) { continue; }
        for (std::size_t a = 0; a < shape.arms.size(); ++a) {
            double sum = 0.0;
            for (const ItemResult& item : items) {
                sum += static_cast<double>(item.values[shape.index(m, a, month, 0)]);
            }
            const double scale = measure.kind == MeasureKind::share ? 100.0 : 1.0;
            levels[measure.key][shape.arms[a].key] = scale * sum / static_cast<double>(items.size());
        }
    }
    return levels;
}

/// Answers parameter sets from standard input until it ends.
int serve(const Values& values, const Tables& tables, Scenario scenario, const Session& session)
{
    if (family(scenario).size() > 1) {
        throw UsageError(
            bilingual({"--serve-json: het scenario is er meer dan een (een lijst van tightness of variant.name)",
                       "--serve-json: the scenario is more than one (a list of tightness or variant.name)"}));
    }
    scenario.sweep.reset();
    scenario.draws = 0;
    std::vector<std::string> outcomes = analysis::headline_outcomes();
    if (values.count("outcome") != 0U) { outcomes = values["outcome"].as<std::vector<std::string>>(); }
    std::vector<std::string> known;
    for (const Measure& m : measures()) { known.push_back(m.info.key); }
    for (const std::string& outcome : outcomes) {
        if (std::find(known.begin(), known.end(), outcome) == known.end()) {
            throw UsageError(bilingual({"--outcome {}: die uitkomst is er niet{}", "--outcome {}: no such outcome{}"},
                                       outcome, did_you_mean_hint(outcome, known)));
        }
    }
    const int month = values["month"].as<int>() == 0 ? scenario.months : values["month"].as<int>();
    if (month < 1 || month > scenario.months) {
        throw UsageError(bilingual(
            {"--month {}: het scenario heeft de maanden 1 tot {}", "--month {}: the scenario has months 1 to {}"},
            month, scenario.months));
    }
    const std::unique_ptr<Executor> executor = make_executor(threads_of(values));
    const RecentStarts starts(2 * static_cast<std::size_t>(scenario.replicates));
    return serve_lines(std::cin, std::cout, tables.book, session.dutch(), "values", [&](const SetRequest& request) {
        Scenario asked = scenario;
        for (const auto& [key, value] : request.set) { asked.set[key] = value; }
        asked.seed = request.seed.value_or(scenario.seed);
        Experiment experiment(tables.data, tables.book, asked);
        const std::vector<int> items = every_item(experiment.shape());
        experiment.prepare(items, *executor, &starts, nullptr);
        std::vector<ItemResult> results(items.size());
        executor->for_each(items.size(), [&](std::size_t k) { results[k] = experiment.run(items[k], *executor); });
        return levels_of(experiment, results, outcomes, static_cast<std::size_t>(month - 1));
    });
}

}  // namespace

int verb_sweep(const Session& session)
{
    const Options options = options_of(session);
    const Values values = parse(session, options, {"scenario"});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "scenario", a_scenario, help);
    const std::filesystem::path given = values["scenario"].as<std::string>();
    if (given.extension() == ".h5") {
        try_apart(given);
        tell(given, values, load_tables(values), session);
        return 0;
    }
    if (values.count("csv") + values.count("json") != 0U) {
        throw UsageError(bilingual(
            {"--csv en --json zijn er van een resultaatbestand: eerst vangnet sweep {}, dan van wat dat maakt",
             "--csv and --json are of a result file: first vangnet sweep {}, then of what it makes"},
            given.string()));
    }
    const Tables tables = load_tables(values);
    const Scenario scenario = load_scenario(values, tables, changes_of(values));
    if (values.count("serve-json") != 0U) { return serve(values, tables, scenario, session); }
    if (!scenario.sweep) {
        throw UsageError(bilingual({"{}: zegt niet wat er varieert: --vary en --points, of [sweep] in het scenario",
                                    "{}: does not say what to vary: --vary and --points, or [sweep] in the scenario"},
                                   given.string()));
    }
    const auto [run, people] = time_needed(scenario, tables);
    to_stderr(fmt::format(
        "{}\n", session.say({"{} sets van aannames, elk met {} herhalingen van het toeval: ongeveer {} s op {} "
                             "kernen",
                             "{} sets of assumptions, each with {} repetitions of chance: about {} s on {} "
                             "cores"},
                            sets_of(*scenario.sweep), scenario.replicates, number(run + people, 0, session.dutch()),
                            machine_threads())));
    return run_members(session, values, tables, scenario, "sweep", [&](const std::filesystem::path& out) {
        if (ResultsFile(out).complete()) { tell(out, values, tables, session); }
    });
}

}  // namespace vangnet::cli
