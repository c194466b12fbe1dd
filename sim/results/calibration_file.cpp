#include "sim/results/calibration_file.hpp"

#include "sim/experiment/version.hpp"
#include "sim/results/hdf5_layer.hpp"
#include "sim/results/seal.hpp"
#include "sim/results/tables.hpp"

namespace vangnet::analysis {

namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;
using Whole = std::vector<std::int32_t>;

/// A column of a table, of what `get` gives for each thing.
template <class Value, class Things, class Get>
std::vector<Value> column(const Things& things, Get get)
{
    std::vector<Value> values;
    for (const auto& thing : things) { values.push_back(get(thing)); }
    return values;
}

CompoundTable draws_table(const CalibrationStudy& study)
{
    CompoundTable table{"draws", "draws of the posterior, all of the same weight", {}};
    Whole numbers(study.parameters.front().draws.size());
    for (std::size_t k = 0; k < numbers.size(); ++k) { numbers[k] = static_cast<std::int32_t>(k); }
    table.columns.push_back({"draw", numbers});
    for (const CalibratedParameter& p : study.parameters) { table.columns.push_back({p.key, p.draws}); }
    return table;
}

template <class Things, class Get>
void add_spread(CompoundTable& table, const std::string& name, const Things& things, Get get)
{
    table.columns.push_back({name + "_p05", column<double>(things, [&](const auto& t) { return get(t).low; })});
    table.columns.push_back({name + "_p50", column<double>(things, [&](const auto& t) { return get(t).middle; })});
    table.columns.push_back({name + "_p95", column<double>(things, [&](const auto& t) { return get(t).high; })});
}

CompoundTable parameters_table(const CalibrationStudy& study)
{
    const auto& all = study.parameters;
    CompoundTable table{"parameters", "prior and posterior; contraction is 1 - variance after over before", {}};
    table.columns.push_back({"key", column<std::string>(all, [](const auto& p) { return p.key; })});
    table.columns.push_back({"title", column<std::string>(all, [](const auto& p) { return p.title.en; })});
    table.columns.push_back({"title_nl", column<std::string>(all, [](const auto& p) { return p.title.nl; })});
    table.columns.push_back({"unit", column<std::string>(all, [](const auto& p) { return p.unit; })});
    add_spread(table, "prior", all, [](const auto& p) { return p.prior; });
    add_spread(table, "posterior", all, [](const auto& p) { return p.posterior; });
    table.columns.push_back({"contraction", column<double>(all, [](const auto& p) { return p.contraction; })});
    return table;
}

CompoundTable targets_table(const CalibrationStudy& study)
{
    const auto& all = study.targets;
    CompoundTable table{"targets", "published figures, and what the model gives before and after", {}};
    table.columns.push_back({"key", column<std::string>(all, [](const auto& t) { return t.target.key; })});
    table.columns.push_back({"kind", column<std::string>(all, [](const auto& t) {
                                 return std::string(t.target.fitted ? "fitted" : "predicted");
                             })});
    table.columns.push_back({"value", column<double>(all, [](const auto& t) { return t.target.value; })});
    table.columns.push_back({"low", column<double>(all, [](const auto& t) { return t.target.low; })});
    table.columns.push_back({"high", column<double>(all, [](const auto& t) { return t.target.high; })});
    add_spread(table, "prior", all, [](const auto& t) { return t.prior; });
    add_spread(table, "posterior", all, [](const auto& t) { return t.posterior; });
    add_spread(table, "predictive", all, [](const auto& t) { return t.predictive; });
    table.columns.push_back({"inside", column<double>(all, [](const auto& t) { return t.inside; })});
    table.columns.push_back(
        {"within_reach", column<std::int32_t>(all, [](const auto& t) { return t.within_reach ? 1 : 0; })});
    return table;
}

CompoundTable trade_offs_table(const CalibrationStudy& study)
{
    const auto& all = study.trade_offs;
    return {"trade_offs",
            "pairs of parameters of which the data tell a combination only",
            {{"first", column<std::string>(all, [](const auto& t) { return t.first; })},
             {"second", column<std::string>(all, [](const auto& t) { return t.second; })},
             {"correlation", column<double>(all, [](const auto& t) { return t.correlation; })}}};
}

CompoundTable waves_table(const CalibrationStudy& study)
{
    const auto& all = study.waves;
    return {"waves",
            "runs of the model, and the share of the prior that is plausible after them",
            {{"runs", column<std::int32_t>(all, [](const auto& w) { return w.runs; })},
             {"failed", column<std::int32_t>(all, [](const auto& w) { return w.failed; })},
             {"plausible", column<double>(all, [](const auto& w) { return w.plausible; })}}};
}

CompoundTable fit_table(const CalibrationStudy& study)
{
    Whole waves;
    Texts keys;
    Numbers noise;
    Numbers error;
    Numbers foreseen;
    for (std::size_t w = 0; w < study.waves.size(); ++w) {
        const Wave& wave = study.waves[w];
        for (std::size_t k = 0; k < study.targets.size(); ++k) {
            const auto j = static_cast<Eigen::Index>(k);
            waves.push_back(static_cast<std::int32_t>(w + 1));
            keys.push_back(study.targets[k].target.key);
            noise.push_back(wave.noise[j]);
            error.push_back(wave.error[j]);
            foreseen.push_back(wave.foreseen[j]);
        }
    }
    return {"fit",
            "of the emulator, by wave: noise of a run, error of the mean, share of the variance foreseen",
            {{"wave", waves}, {"target", keys}, {"noise", noise}, {"error", error}, {"foreseen", foreseen}}};
}

CompoundTable ranks_table(const CalibrationStudy& study)
{
    CompoundTable table{"ranks", "ranks of known truths among draws of their posteriors", {}};
    if (!study.coverage) { return table; }
    for (std::size_t k = 0; k < study.parameters.size(); ++k) {
        const auto ranks = study.coverage->ranks.col(static_cast<Eigen::Index>(k));
        table.columns.push_back({study.parameters[k].key, Whole(ranks.begin(), ranks.end())});
    }
    return table;
}

}  // namespace

std::vector<std::byte> calibration_file(const CalibrationStudy& study, const std::string& identity,
                                        const std::string& command)
{
    hdf5::Builder file("calibration");
    file.attribute(file.root(), "title", "vangnet calibration");
    file.attribute(file.root(), "format", "vangnet calibration 1");
    file.attribute(file.root(), "calibration", identity);
    file.attribute(file.root(), "version", std::string(program_version()));
    file.attribute(file.root(), "command", command);
    file.attribute(file.root(), "people", static_cast<std::int32_t>(study.people));
    file.attribute(file.root(), "seed", static_cast<std::int32_t>(study.seed));
    const hdf5::Handle group = file.group("posterior");
    file.attribute(group.id(), "checked_draws", static_cast<std::int32_t>(study.checked.draws));
    file.attribute(group.id(), "checked_people", static_cast<std::int32_t>(study.checked.people));
    file.attribute(group.id(), "checked_all_fitted", study.checked.all_fitted);
    for (const CompoundTable& table :
         {draws_table(study), parameters_table(study), targets_table(study), trade_offs_table(study),
          waves_table(study), fit_table(study), ranks_table(study)}) {
        if (table.rows() > 0) { write_table(file, group.id(), table); }
    }
    std::vector<std::byte> bytes = file.image();
    append_seal(bytes);
    return bytes;
}

}  // namespace vangnet::analysis
