#include "analysis/report/inputs.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/evidence.hpp"
#include "analysis/money.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/town.hpp"
#include "analysis/twins.hpp"
#include "analysis/unit_costs.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/arm_run.hpp"
#include "sim/experiment/budgets.hpp"
#include "sim/experiment/start_state.hpp"
#include "sim/inputs/law.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/inputs/say.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet::analysis {

namespace {

/// The scenario in the file. None if it is not one of this program: a file of another version has its results, and what
/// is made of the scenario is not among them.
std::optional<Scenario> known_scenario(const Results& file, const Tables& tables)
{
    try {
        return scenario_of(file, tables);
    } catch (const DataError&) {
        return {};
    }
}

/// Budgets of the arms, one for arms that have the same.
std::vector<ArmBudgets> budgets(const Study& study, const Scenario& scenario, const Tables& tables)
{
    std::vector<policy::Policy> policies;
    for (const Arm& arm : scenario.arms) { policies.push_back(arm.policy); }
    Overrides set;
    for (const auto& [key, value] : scenario.set) { set[key] = value; }
    const int month = scenario.start.since_1970;
    const Paths paths = make_paths(tables.data);
    const auto all = budgets_of(policies, central_parameters(tables.book, set), paths.law[paths.at(month)], month);
    std::vector<ArmBudgets> distinct;
    for (std::size_t a = 0; a < all.size() && a < study.arms.size(); ++a) {
        const auto same =
            std::find_if(distinct.begin(), distinct.end(), [&](const auto& d) { return d.budgets == all[a]; });
        const auto found = same == distinct.end() ? distinct.insert(distinct.end(), {{}, all[a]}) : same;
        const StudyArm& arm = study.arms[a];
        found->arms.push_back(arm.label.nl.empty() ? untranslated(arm.key) : arm.label);
    }
    return distinct;
}

/// The parameters that size what arms have and the base arm has not, as the run had them.
std::vector<ParameterEntry> parameters_behind(const Scenario& scenario, const Results& file, const ParameterBook& book)
{
    std::vector<std::string_view> wanted;
    for (const Arm& arm : scenario.arms) {
        const std::vector<std::uint8_t> beyond = uses_beyond(arm.policy, scenario.arms.front().policy);
        for (std::size_t u = 0; u < beyond.size(); ++u) {
            if (beyond[u] == 0) { continue; }
            for (const policy::Prior& prior : priors_of(arm.policy.uses[u])) { wanted.push_back(prior.parameter); }
        }
    }
    std::vector<ParameterEntry> found;
    for (const ParameterRow& row : file.provenance().parameters) {
        const ParameterEntry* entry = book.find(row.key);
        if (entry == nullptr || std::find(wanted.begin(), wanted.end(), row.key) == wanted.end()) { continue; }
        found.push_back(*entry);
        found.back().value = row.value;
        found.back().low = row.low;
        found.back().high = row.high;
    }
    return found;
}

}  // namespace

Text status_of(const ReportStatus& status, const Data& data)
{
    const Text what = status.what.empty() ? Text{"concept", "draft"} : untranslated(status.what);
    if (!status.valid_until.empty()) {
        return bilingual({"Status: {}. Houdbaar tot {}.", "Status: {}. Valid until {}."}, what, status.valid_until);
    }
    const Month last{data.stock.back().month};
    return bilingual({"Status: {}. Houdbaar tot er nieuwere cijfers zijn: dit programma kent het aantal mensen met "
                      "bijstand tot {}-{:02}.",
                      "Status: {}. Valid until there are newer figures: this program knows the number of people on "
                      "benefit to {}-{:02}."},
                     what, last.year(), last.month_of_year());
}

ReportVariant report_variant(const ReportInputs& inputs, const Study& study, const Study& other,
                             const std::string& file)
{
    const auto keys = [](const Study& of) {
        std::vector<std::string> all;
        for (const StudyArm& arm : of.arms) { all.push_back(arm.key); }
        return all;
    };
    if (other.variant == study.variant || other.variant.empty()) {
        throw UsageError(bilingual({"--variant {}: geen andere vorm van het model (een scenario met [variant])",
                                    "--variant {}: no other form of the model (a scenario with [variant])"},
                                   file));
    }
    if (keys(other) != keys(study) || other.months != study.months || other.place != study.place ||
        other.people != study.people || other.origin != study.origin) {
        throw UsageError(bilingual({"--variant {}: een ander scenario: beleid, maanden, plaats en mensen moeten "
                                    "dezelfde zijn",
                                    "--variant {}: another scenario: policies, months, place and people must be the "
                                    "same"},
                                   file));
    }
    ReportVariant variant{other.variant, {}};
    for (const Comparison& moment : inputs.moments) {
        CompareOptions options;
        options.month = moment.month;
        variant.moments.push_back(compare(other, options));
    }
    return variant;
}

ReportInputs report_inputs(const Study& study, const std::shared_ptr<const Results>& results, const Tables& tables)
{
    const Results& file = *results;
    ReportInputs in;
    if (const std::optional<TrialStudy> trial = trial_of(results)) { in.trial = found_by(*trial); }
    in.moments = compare_at_moments(study, {});
    in.by_group = compare_by_groups(study, "work_12h");
    CompareOptions over_time;
    over_time.outcomes = {"work_12h", "on_benefit"};
    if (study.draws > 0) { in.by_month = compare_at(study, over_time, study.months); }
    if (study.weight > 0.0) {
        const Study town = town_study(study);
        CompareOptions all;
        for (const StudyMeasure& measure : town.measures) { all.outcomes.push_back(measure.key); }
        in.town = compare(town, all);
        in.town->real_people = study.real_people();
        in.stock = stock_path(study);
    }
    in.twins = twins_of(study);
    in.money = money_of(study, UnitCosts::load(tables.folder));
    in.assumptions = assumptions_of(file, tables.book);
    if (const std::optional<Scenario> scenario = known_scenario(file, tables)) {
        in.parameters = parameters_behind(*scenario, file, tables.book);
        in.budgets = budgets(study, *scenario, tables);
    }
    for (const ParameterEntry& parameter : in.parameters) {
        for (auto& source : sources_of(parameter, tables.book)) {
            const auto same = [&](const auto& other) { return other.first == source.first; };
            if (std::none_of(in.sources.begin(), in.sources.end(), same)) { in.sources.push_back(std::move(source)); }
        }
    }
    in.law = load_law(tables.folder);
    in.status = status_of({}, tables.data);
    if (study.origin) { in.start = *study.origin + 1; }
    in.quality = {.as_written = file.sealed(), .complete = file.complete()};
    const Provenance& from = file.provenance();
    in.version = "vangnet " + from.version;
    in.command = from.command;
    in.scenario = with_counts(from.scenario, file.shape().replicates, file.shape().draws);
    in.data_hashes = from.data_hashes;
    return in;
}

}  // namespace vangnet::analysis
