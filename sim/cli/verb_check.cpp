#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/evidence.hpp"
#include "analysis/report/conclusion.hpp"
#include "analysis/sign.hpp"
#include "sim/cli/run_command.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/start_margins.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"

namespace vangnet::cli {

namespace {

/// The people at the start, in the first replicate.
std::vector<agents::MarginRow> margins_at_start(const Tables& tables, const Scenario& s)
{
    const agents::Parameters p = central_parameters(tables.book, Overrides(s.set.begin(), s.set.end()));
    StartRequest request;
    request.municipalities = s.municipalities;
    request.people = s.people;
    request.month = s.start.since_1970;
    request.last_month = s.start.since_1970 + s.months - 1;
    request.seed = s.seed;
    World world = unborn_world(tables.data, request, p);
    const RegimeParts parts(p, policy_terms(p, tables.book), make_paths(tables.data));
    burn_in(world, parts.regime(s.seed, 0), request.month, *make_executor(0));
    return agents::compare_margins(tables.data.targets, start_margins(world, p, tables.data));
}

void print_stock(const Tables& tables, const Scenario& s, bool dutch)
{
    double stock = 0.0;
    for (const int m : s.municipalities) { stock += tables.data.plans[static_cast<std::size_t>(m)].stock_2015; }
    const std::string text = say_in(
        dutch,
        {"Eind 2015 hadden in deze gemeenten {} mensen onder de AOW-leeftijd bijstand: berekend, en passend gemaakt op "
         "de cijfers van de provincies. Landelijk waren het er 449.000; het landelijk programma telde 616.542 mensen "
         "die "
         "in 2015 ooit bijstand hadden.",
         "At the end of 2015 {} people below state-pension age were on benefit in these municipalities: derived, and "
         "made "
         "to fit the figures of the provinces. In the country they were 449,000; the national programme counted "
         "616,542 "
         "people on benefit at some time in 2015."},
        number(stock, 0, dutch));
    fmt::print("\n{}\n", wrapped(text, 0));
}

/// The kinds of effect that rest on a judgement, in words; empty if there is none.
std::string judged_effects(const std::vector<analysis::Driver>& drivers, bool dutch)
{
    std::string kinds;
    for (const auto& [moves, grade] : analysis::grades_of(drivers)) {
        if (grade != policy::Grade::d) { continue; }
        kinds += (kinds.empty() ? "" : ", ") + std::string(analysis::words_of(moves).in(dutch));
    }
    return kinds;
}

void print_guardrails(const Scenario& s, const ParameterBook& book, bool dutch)
{
    bool any = false;
    const auto say = [&](const std::string& text) {
        if (!any) { fmt::print("\n{}\n", dutch ? "Let op" : "Mind"); }
        any = true;
        fmt::print("  ! {}\n", wrapped(text, 4));
    };
    for (const Arm& arm : s.arms) {
        for (const policy::InstrumentUse& use : policy::acting_uses(arm.policy)) {
            const policy::Card& card = *policy::instruments()[static_cast<std::size_t>(use.type)].card;
            const Words title{card.title_nl, card.title_en};
            const std::string judged = judged_effects(analysis::drivers_of(use, book), dutch);
            if (!judged.empty()) {
                say(say_in(dutch,
                           {"'{}' in '{}': het effect op {} steunt op een oordeel (bewijs D)",
                            "'{}' in '{}': the effect on {} rests on judgement (evidence D)"},
                           title, arm.key, judged));
            }
            if (card.decides == policy::Decides::experiment_only) {
                say(say_in(dutch,
                           {"'{}' in '{}' mag alleen als experiment (art. 83)",
                            "'{}' in '{}' is allowed only as an experiment (art. 83)"},
                           title, arm.key));
            }
        }
    }
    if (s.draws == 0) {
        say(dutch ? "zonder trekkingen (draws) zegt de uitkomst niets over hoe zeker een effect is"
                  : "without draws the outcome says nothing about how sure an effect is");
    }
    if (s.draws > 0 && static_cast<std::size_t>(s.draws) < analysis::fewest_draws) {
        say(say_in(
            dutch,
            {"{} trekkingen zijn er te weinig om te zeggen hoe zeker een effect is: neem er minstens {} (--draws)",
             "{} draws are too few to say how sure an effect is: take at least {} (--draws)"},
            s.draws, analysis::fewest_draws));
    }
    if (s.months > analysis::longest_trial) {
        say(say_in(dutch,
                   {"proeven liepen tot {} maanden; alles daarna is een verlenging",
                    "trials were followed for up to {} months; all after that is an extension"},
                   analysis::longest_trial));
    }
}

constexpr Help help{
    {"vangnet check SCENARIO.toml [opties]", "vangnet check SCENARIO.toml [options]"},
    {"Controleert een scenario, zegt het beleid in gewone woorden, zet de mensen naast gepubliceerde "
     "cijfers en schat de rekentijd.",
     "Checks a scenario, says the policies in plain words, puts the people beside published figures and "
     "estimates the time."},
    {}};

}  // namespace

int verb_check(const Session& session)
{
    Options options;
    add_scenario_options(options, session);
    options.add_options()("json",
                          session.say("als JSON, voor andere programma's", "as JSON, for other programs").data())(
        "no-people",
        session.say("sla de vergelijking met gepubliceerde cijfers over", "skip the comparison with published figures")
            .data());
    const Values values = parse(session, options, {"scenario"});
    const bool dutch = session.dutch();
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "scenario", a_scenario, help);
    const Tables tables = load_tables(values);
    const Scenario s = load_scenario(values, tables);
    const auto [seconds, start_seconds] = time_needed(s, tables);
    if (values.count("json") != 0U) {
        nlohmann::ordered_json j = {{"name", s.name},
                                    {"replicates", s.replicates},
                                    {"draws", s.draws},
                                    {"months", s.months},
                                    {"people", s.people},
                                    {"seconds", std::round(seconds)},
                                    {"seconds_for_people", std::round(start_seconds)}};
        for (const Arm& a : s.arms) {
            j["arms"].push_back({{"key", a.key}, {"words_nl", a.words_nl}, {"words_en", a.words_en}});
        }
        if (values.count("no-people") == 0U) { j["margins"] = margins_json(margins_at_start(tables, s)); }
        fmt::print("{}\n", j.dump(2));
        return 0;
    }
    fmt::print("{}\n{}\n", dutch ? s.title_nl : s.title_en,
               dutch ? "Beleid in gewone woorden" : "Policies in plain words");
    std::vector<std::pair<std::string, std::string>> policies;
    for (const Arm& a : s.arms) { policies.emplace_back(a.key, dutch ? a.words_nl : a.words_en); }
    fmt::print("{}", policies_text(policies));
    if (s.trial) {
        fmt::print("{}\n", wrapped(session.say({"Proef met {} huishoudens, {} keer nagebootst; wie niet meedoet, heeft "
                                                "het eerste beleid.",
                                                "A trial with {} households, simulated {} times; everyone else has the "
                                                "first policy."},
                                               s.trial->participants, s.replicates + s.draws),
                                   0));
    }
    print_guardrails(s, tables.book, dutch);
    if (values.count("no-people") == 0U) {
        fmt::print("\n{}", margins_text(margins_at_start(tables, s), dutch));
        print_stock(tables, s, dutch);
    }
    const std::string time = session.say(
        {"Rekentijd ongeveer {} s op {} kernen, en de eerste keer {} s om de mensen te maken (herhalingen: {}, "
         "trekkingen: {}, maanden: {}, beleidsvarianten: {}).",
         "Time about {} s on {} cores, and the first time {} s to make the people (replicates: {}, draws: {}, months: "
         "{}, policies: {})."},
        number(std::max(1.0, seconds), 0, dutch), machine_threads(), number(std::max(1.0, start_seconds), 0, dutch),
        s.replicates, s.draws, s.months, s.arms.size());
    fmt::print("\n{}\n", wrapped(time, 0));
    return 0;
}

}  // namespace vangnet::cli
