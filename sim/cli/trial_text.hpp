#pragma once
/// What simulated trials would have found, as people read it.

#include <string>

#include "analysis/trials/trial.hpp"

namespace vangnet::cli {

/// Table by outcome and arm, what such a trial can see, what was published, and what the treatments truly do.
[[nodiscard]] std::string trial_text(const analysis::TrialStudy& study, const analysis::TrialFound& found, bool dutch);

}  // namespace vangnet::cli
