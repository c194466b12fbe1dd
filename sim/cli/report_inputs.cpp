#include "sim/cli/report_inputs.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/money.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/town.hpp"
#include "analysis/twins.hpp"
#include "analysis/unit_costs.hpp"
#include "sim/cli/repeat.hpp"
#include "sim/cli/session.hpp"
#include "sim/config/law.hpp"
#include "sim/config/parameters.hpp"
#include "sim/config/scenario.hpp"
#include "sim/core/errors.hpp"
#include "sim/run/budgets.hpp"
#include "sim/run/start_state.hpp"

namespace vangnet::cli {

namespace {

/// Budgets of the arms, one for arms that have the same. None if the scenario in the file is not one of this program:
/// a file of another version has its results, and this table is not one of them.
std::vector<analysis::ArmBudgets> budgets(const analysis::Study& study, const ResultsFile& file, const Tables& tables)
{
    std::optional<Scenario> scenario;
    try {
        scenario = scenario_of(file, tables);
    } catch (const DataError&) {
        return {};
    }
    std::vector<policy::Policy> policies;
    for (const Arm& arm : scenario->arms) { policies.push_back(arm.policy); }
    Overrides set;
    for (const auto& [key, value] : scenario->set) { set[key] = value; }
    const int month = scenario->start.since_1970;
    const Paths paths = make_paths(tables.data);
    const auto all = budgets_of(policies, central_parameters(tables.book, set), paths.law[paths.at(month)], month);
    std::vector<analysis::ArmBudgets> distinct;
    for (std::size_t a = 0; a < all.size() && a < study.arms.size(); ++a) {
        const auto same =
            std::find_if(distinct.begin(), distinct.end(), [&](const auto& d) { return d.budgets == all[a]; });
        const auto found = same == distinct.end() ? distinct.insert(distinct.end(), {{}, all[a]}) : same;
        const analysis::StudyArm& arm = study.arms[a];
        found->arms.push_back(arm.label.nl.empty() ? untranslated(arm.key) : arm.label);
    }
    return distinct;
}

/// The parameters that size the effects of the instruments by which the policies differ, as the run had them.
std::vector<ParameterEntry> parameters_behind(const analysis::Comparison& c, const ResultsFile& file,
                                              const ParameterBook& book)
{
    std::vector<std::string> wanted;
    for (const analysis::ComparedArm& arm : c.arms) {
        for (const analysis::StudyInstrument& instrument : arm.differs_by) {
            const int type = policy::instrument_index(instrument.key);
            if (type < 0) { continue; }  // another economy
            for (const policy::Prior& prior : policy::instruments()[static_cast<std::size_t>(type)].card->priors) {
                wanted.emplace_back(prior.parameter);
            }
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

analysis::ReportInputs report_inputs(const analysis::Study& study, const ResultsFile& file,
                                     const std::filesystem::path& data)
{
    analysis::ReportInputs in;
    in.moments = analysis::compare_at_moments(study, {});
    in.by_group = analysis::compare_by_groups(study, "work_12h");
    analysis::CompareOptions over_time;
    over_time.outcomes = {"work_12h", "on_benefit"};
    if (study.draws > 0) { in.by_month = analysis::compare_at(study, over_time, study.months); }
    if (study.weight > 0.0) {
        const analysis::Study town = analysis::town_study(study);
        analysis::CompareOptions all;
        for (const analysis::StudyMeasure& measure : town.measures) { all.outcomes.push_back(measure.key); }
        in.town = analysis::compare(town, all);
        in.town->real_people = study.real_people();
        in.stock = analysis::stock_path(study);
    }
    in.twins = analysis::twins_of(study);
    in.money = analysis::money_of(study, analysis::UnitCosts::load(data));
    const Tables tables = load_tables(data);
    in.assumptions = analysis::assumptions_of(file, tables.book);
    in.parameters = parameters_behind(in.moments.back(), file, tables.book);
    for (const ParameterEntry& parameter : in.parameters) {
        for (auto& source : sources_of(parameter, tables.book)) {
            const auto same = [&](const auto& other) { return other.first == source.first; };
            if (std::none_of(in.sources.begin(), in.sources.end(), same)) { in.sources.push_back(std::move(source)); }
        }
    }
    in.budgets = budgets(study, file, tables);
    in.law = load_law(data);
    if (study.origin) { in.start = *study.origin + 1; }
    in.quality = {.as_written = file.sealed(), .complete = file.complete()};
    const Provenance& from = file.provenance();
    in.version = "vangnet " + from.version;
    in.command = from.command;
    in.scenario = with_counts(from.scenario, file.shape().replicates, file.shape().draws);
    in.data_hashes = from.data_hashes;
    return in;
}

}  // namespace vangnet::cli
