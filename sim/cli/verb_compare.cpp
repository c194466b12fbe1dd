#include <fmt/core.h>

#include <memory>
#include <optional>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/money.hpp"
#include "analysis/run_study.hpp"
#include "analysis/town.hpp"
#include "analysis/trials/trial.hpp"
#include "sim/cli/comparison_text.hpp"
#include "sim/cli/file_state.hpp"
#include "sim/cli/money_text.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/trial_text.hpp"
#include "sim/results/results_file.hpp"
#include "sim/scenario/terms.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr Help help{{"vangnet compare BESTAND.h5 [opties]", "vangnet compare FILE.h5 [options]"},
                    {"Drukt de verschillen tussen elk beleid en de gewone regels, met hun marges.",
                     "Prints the differences between each policy and the usual rules, with their ranges."},
                    {}};

/// \throws UsageError for what only fits a table of outcomes, or only money
void check_money(const Values& values)
{
    const bool money = values.count("money") != 0U;
    if (money && values.count("outcome") != 0U) {
        throw UsageError(Text{"--money en --outcome gaan niet samen", "--money and --outcome do not go together"});
    }
    if (money && values.count("base") != 0U) {
        throw UsageError(Text{"--money en --base gaan niet samen", "--money and --base do not go together"});
    }
    if (!money && (values.count("national-roll-out") != 0U || !values["budget-index"].defaulted())) {
        throw UsageError(Text{"--national-roll-out en --budget-index horen bij --money",
                              "--national-roll-out and --budget-index belong with --money"});
    }
}

/// \throws UsageError for what numbers of the place cannot be split or counted by
void check_town(const Values& values)
{
    if (values.count("town") == 0U) { return; }
    for (const char* other : {"money", "by"}) {
        if (values.count(other) != 0U) {
            throw UsageError(
                bilingual({"--town en --{} gaan niet samen", "--town and --{} do not go together"}, other));
        }
    }
}

/// \throws UsageError for what only fits policies for everyone, or a file without a trial
void print_trial(const Values& values, const std::shared_ptr<const ResultsFile>& file, const Session& session)
{
    for (const char* other : {"money", "town", "by", "outcome", "base", "month"}) {
        if (values.count(other) != 0U) {
            throw UsageError(
                bilingual({"--trial en --{} gaan niet samen", "--trial and --{} do not go together"}, other));
        }
    }
    const std::optional<analysis::TrialStudy> study = analysis::trial_of(file);
    if (!study) {
        throw UsageError(bilingual({"{}: dit bestand heeft geen proef (een scenario met [trial])",
                                    "{}: this file has no trial (a scenario with [trial])"},
                                   file->path().string()));
    }
    const analysis::TrialFound found = analysis::found_by(*study);
    if (values.count("json") != 0U) {
        fmt::print("{}\n", analysis::to_json(*study, found.results).dump(2));
    } else if (values.count("csv") != 0U) {
        const auto decimal = decimal_comma(values) ? analysis::Decimal::comma : analysis::Decimal::point;
        fmt::print("{}", analysis::to_csv(found.results, decimal));
    } else {
        fmt::print("{}", trial_text(*study, found, session.dutch()));
    }
}

void print_money(const Values& values, const analysis::Study& study, const analysis::CompareOptions& how,
                 const Session& session)
{
    const std::filesystem::path folder = data_folder(values);
    const analysis::Money money =
        analysis::money_of(study, analysis::UnitCosts::load(folder),
                           {.by = how.by,
                            .month = how.month,
                            .level = how.level,
                            .rules = {.index = values["budget-index"].as<double>(),
                                      .national_roll_out = values.count("national-roll-out") != 0U}});
    if (values.count("json") != 0U) {
        fmt::print("{}\n", analysis::to_json(money).dump(2));
    } else if (values.count("csv") != 0U) {
        const auto decimal = decimal_comma(values) ? analysis::Decimal::comma : analysis::Decimal::point;
        fmt::print("{}", analysis::to_csv(money, decimal));
    } else {
        fmt::print("{}", money_text(money, session.dutch()));
    }
}

}  // namespace

int verb_compare(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("by", po::value<std::string>()->value_name(session.say("GROEP", "GROUP").data()),
        session
            .say("apart per groep: age (leeftijd), sex (geslacht), duration (duur van de bijstand), household "
                 "(huishouden), education (opleiding), chance (kans op werk), debt (schuld), health (gezondheid), home "
                 "(huur of eigen huis), municipality (gemeente), region (regio), entrants (nieuwe aanvragers); voor "
                 "zover het scenario "
                 "erom vroeg",
                 "apart by group: age, sex, duration (on benefit), household, education, chance (of work), debt, "
                 "health, home (rented or owned), municipality, region, entrants (new applicants); as far as the "
                 "scenario asked for it")
            .data());
    add("outcome",
        po::value<std::vector<std::string>>()->value_name(session.say("UITKOMST", "OUTCOME").data())->composing(),
        session
            .say("alleen deze uitkomst, mag vaker (zie vangnet explain --all)",
                 "only this outcome, may repeat (see vangnet explain --all)")
            .data());
    add("base", po::value<std::string>()->value_name(session.say("BELEID", "ARM").data()),
        session.say("vergelijk met dit beleid; anders het eerste", "compare with this arm; else the first").data());
    add("month", po::value<int>()->value_name("N"),
        session
            .say("maand sinds het begin; anders de laatste, en de laatste met een beleid dat eerder eindigt",
                 "month since the start; else the last, and the last with a policy that ends before it")
            .data());
    add("level", po::value<int>()->value_name("N")->default_value(90),
        session.say("dekking van de marges in procenten", "coverage of the ranges in percent").data());
    add("town", session
                    .say("in aantallen voor de echte gemeente: mensen, fte en euro's per jaar, in- en uitstroom, "
                         "verdringing, sancties en hoe de dienst werkt",
                         "in numbers of the real place: people, posts and euros a year, inflow and outflow, "
                         "displacement, sanctions and how the office works")
                    .data());
    add("money", session
                     .say("in geld: wie betaalt en wie wint (gemeente, Rijk, inwoner), per soort, en wat een extra "
                          "werkende kost",
                          "in money: who pays and who gains (municipality, national budget, inhabitant), by kind, and "
                          "the cost of an extra person in work")
                     .data());
    add("trial", session
                     .say("wat de proef van het scenario zou vinden, keer op keer, naast wat er gepubliceerd is",
                          "what the scenario's trial would find, time after time, beside what was published")
                     .data());
    add("budget-index", po::value<double>()->value_name("X")->default_value(1.0, "1"),
        session
            .say("bij --money: budget van de gemeente gedeeld door wat de uitkeringen onder de gewone regels kosten",
                 "with --money: budget of the municipality over what benefits cost under the usual rules")
            .data());
    add("national-roll-out", session
                                 .say("bij --money: het hele land voert het beleid in, dus het budget beweegt mee",
                                      "with --money: the whole country has the policy, so the budget moves with it")
                                 .data());
    add("json", session.say("als JSON, voor andere programma's", "as JSON, for other programs").data());
    add("csv", session.say("als CSV", "as CSV").data());
    add("decimal", po::value<std::string>()->value_name("point|comma")->default_value("point"),
        session.say("decimaalteken in CSV", "decimal mark in CSV").data());
    const Values values = parse(session, options, {"file"});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "file", a_results_file, help);
    check_money(values);
    check_town(values);
    analysis::CompareOptions how;
    if (values.count("by") != 0U) { how.by = group_meant(values["by"].as<std::string>()); }
    if (values.count("outcome") != 0U) { how.outcomes = values["outcome"].as<std::vector<std::string>>(); }
    if (values.count("base") != 0U) { how.base = values["base"].as<std::string>(); }
    if (values.count("month") != 0U) { how.month = values["month"].as<int>(); }
    const int level = values["level"].as<int>();
    if (level < 1 || level > 99) {
        throw UsageError(bilingual({"--level {}: 1 tot 99", "--level {}: 1 to 99"}, level));
    }
    how.level = level / 100.0;
    const auto decimal = decimal_comma(values) ? analysis::Decimal::comma : analysis::Decimal::point;
    const auto file = std::make_shared<const ResultsFile>(values["file"].as<std::string>());
    tell_if_unsure(*file, session);
    if (values.count("trial") != 0U) {
        print_trial(values, file, session);
        return 0;
    }
    const bool town = values.count("town") != 0U;
    const analysis::Study study = town ? analysis::town_study(analysis::study_of(file)) : analysis::study_of(file);
    if (town && how.outcomes.empty()) {
        for (const analysis::StudyMeasure& measure : study.measures) { how.outcomes.push_back(measure.key); }
    }
    if (values.count("money") != 0U) {
        print_money(values, study, how, session);
        return 0;
    }
    if (study.arms.size() == 1) {
        const analysis::Levels levels = analysis::levels_of(study, how);
        if (values.count("json") != 0U) {
            fmt::print("{}\n", analysis::to_json(levels).dump(2));
        } else {
            fmt::print("{}", values.count("csv") != 0U ? analysis::to_csv(levels, decimal)
                                                       : levels_text(levels, session.dutch()));
        }
        return 0;
    }
    const std::vector<analysis::Comparison> moments = analysis::compare_at_moments(study, how);
    if (values.count("json") != 0U) {
        nlohmann::ordered_json json = analysis::to_json(moments.back());
        if (moments.size() > 1) { json["at_the_end_of_the_policies"] = analysis::to_json(moments.front()); }
        fmt::print("{}\n", json.dump(2));
    } else if (values.count("csv") != 0U) {
        bool first = true;
        for (const analysis::Comparison& moment : moments) {
            const std::string text = analysis::to_csv(moment, decimal);
            fmt::print("{}", first ? text : text.substr(text.find('\n') + 1));  // one header
            first = false;
        }
    } else {
        fmt::print("{}", comparison_text(moments, session.dutch()));
        if (!town) {
            fmt::print("{}\n", session.say("Aantallen voor de echte gemeente en hoe de dienst werkt: --town. In geld: "
                                           "--money.",
                                           "Numbers for the real place and how the office works: --town. In money: "
                                           "--money."));
            if (!file->provenance().note("sweep").empty()) {
                fmt::print("{}\n", session.say("Wat de sets van aannames doen: vangnet sweep.",
                                               "What the sets of assumptions do: vangnet sweep."));
            }
            if (analysis::trial_of(file)) {
                fmt::print("{}\n", session.say("Wat de proef van dit scenario zou vinden: vangnet compare --trial.",
                                               "What this scenario's trial would find: vangnet compare --trial."));
            }
        }
    }
    return 0;
}

}  // namespace vangnet::cli
