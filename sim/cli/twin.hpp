#pragma once
/// One person of a results file under two arms, computed again.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "analysis/life_story.hpp"
#include "sim/cli/session.hpp"
#include "sim/experiment/lives.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

struct TwinRequest {
    std::string policy;         ///< key or label of an arm; empty: the first after the base arm
    std::optional<int> person;  ///< number in the stock; none: drawn from those whose lives part
    int replicate = 0;
    int threads = 0;  ///< 0: all
};

struct Twin {
    std::size_t arm = 0;
    TwoLives lives;
    analysis::LifeStory story;
};

/// Runs both arms of a replicate again, and makes sure that they are those of the file.
/// \throws UsageError for an arm, person or replicate that is not there; ReproduceError if the numbers are not those of
///         the file, or this program or its tables are others
[[nodiscard]] Twin twin_of(const std::shared_ptr<const ResultsFile>& file, const Tables& tables,
                           const TwinRequest& request);

}  // namespace vangnet::cli
