#include "sim/cli/report_inputs.hpp"

#include "analysis/compare.hpp"
#include "analysis/money.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/town.hpp"
#include "analysis/twins.hpp"
#include "analysis/unit_costs.hpp"
#include "sim/config/law.hpp"
#include "sim/config/scenario.hpp"

namespace vangnet::cli {

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
