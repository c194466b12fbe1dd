#pragma once
/// A run without files or threads, one item at a time: what a page computes in its workers.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/page/lesson.hpp"
#include "analysis/report/report.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/memory_results.hpp"
#include "sim/inputs/tables.hpp"

namespace vangnet::analysis {

/// One scenario. A worker runs items; whoever concludes adds those of all workers.
class PageRun {
public:
    /// \param tables  must outlive the run
    PageRun(const Tables& tables, Scenario scenario);

    [[nodiscard]] const Experiment& experiment() const noexcept { return experiment_; }
    [[nodiscard]] const MemoryResults& results() const noexcept { return *results_; }

    /// Runs an item, with its burn-in if there is none yet. \return its bytes (pack_item)
    [[nodiscard]] std::vector<std::byte> run(int item);

    /// Takes in an item that some worker ran. \throws DataError if it is none of this scenario
    void add(std::span<const std::byte> item);

    /// One life under the first policy and under the base arm, drawn by lot from those whose lives part.
    /// \throws DataError if there is no second arm
    [[nodiscard]] LifeStory life(int replicate);

    /// What a participant of a workshop is shown of the items so far. \throws DataError if there is no replicate yet
    [[nodiscard]] Report lesson(LessonStep step, const std::optional<LifeStory>& story,
                                const std::optional<Prediction>& prediction) const;

    /// What may be said of the items so far. \throws DataError if there is no replicate yet
    [[nodiscard]] Report report() const;

private:
    void require_a_replicate() const;

    const Tables& tables_;
    Experiment experiment_;
    std::shared_ptr<MemoryResults> results_;
};

}  // namespace vangnet::analysis
