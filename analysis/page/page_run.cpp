#include "analysis/page/page_run.hpp"

#include <utility>

#include "analysis/report/inputs.hpp"
#include "analysis/run_study.hpp"
#include "analysis/study_notes.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/experiment/packing.hpp"

namespace vangnet::analysis {

namespace {

Provenance provenance_of(const Experiment& experiment, const Tables& tables)
{
    Provenance provenance = experiment.provenance();
    provenance.notes = to_notes(notes_of(experiment.scenario(), tables));
    return provenance;
}

}  // namespace

PageRun::PageRun(const Tables& tables, Scenario scenario)
    : tables_{tables},
      experiment_(tables.data, tables.book, std::move(scenario)),
      results_{std::make_shared<MemoryResults>(experiment_.shape(), provenance_of(experiment_, tables))}
{
}

std::vector<std::byte> PageRun::run(int item)
{
    const SerialExecutor executor;
    experiment_.prepare({item}, executor, nullptr, [](int) {});
    return pack_item(experiment_.run(item, executor));
}

void PageRun::add(std::span<const std::byte> item) { results_->add(unpack_item(item, results_->shape())); }

void PageRun::require_a_replicate() const
{
    if (results_->replicates_done().empty()) {
        throw DataError(Text{"nog niets doorgerekend", "nothing has been computed yet"});
    }
}

LifeStory PageRun::life(int replicate)
{
    const std::vector<Arm>& arms = experiment_.scenario().arms;
    if (arms.size() < 2) { throw DataError(Text{"er is nog geen beleid gekozen", "no policy has been chosen yet"}); }
    const SerialExecutor executor;
    experiment_.prepare({replicate}, executor, nullptr, [](int) {});
    const TwoLives lives = experiment_.lives(replicate, 1, {}, executor);
    const std::string& town = tables_.data.municipalities[static_cast<std::size_t>(lives.municipality)].name;
    return life_story(lives, town, {arms[0].label_nl, arms[0].label_en}, {arms[1].label_nl, arms[1].label_en}, {});
}

Report PageRun::lesson(LessonStep step, const std::optional<LifeStory>& story,
                       const std::optional<Prediction>& prediction) const
{
    require_a_replicate();
    const Study study = study_of(results_);
    return make_lesson({.study = study,
                        .step = step,
                        .story = story,
                        .prediction = prediction,
                        .quality = {.as_written = true, .complete = results_->complete()}});
}

Report PageRun::report() const
{
    require_a_replicate();
    ReportInputs inputs = report_inputs(study_of(results_), results_, tables_);
    if (results_->complete()) { inputs.digest = items_digest(results_->shape(), results_->items()); }
    return make_report(inputs);
}

}  // namespace vangnet::analysis
