#pragma once
/// What simulated trials would have found, as people read it.

#include <string>
#include <vector>

#include "analysis/trials/trial.hpp"

namespace vangnet::cli {

/// Table by outcome and arm, what such a trial can see, what was published, and the same policy for everyone.
/// \param results  of `results_of`, not empty
[[nodiscard]] std::string trial_text(const analysis::TrialStudy& study,
                                     const std::vector<analysis::TrialResult>& results, bool dutch);

}  // namespace vangnet::cli
