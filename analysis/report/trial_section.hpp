#pragma once
/// What simulated trials would find, in a report: a section and its figure.

#include <optional>
#include <vector>

#include "analysis/report/figure.hpp"
#include "analysis/report/report.hpp"
#include "analysis/trials/trial.hpp"

namespace vangnet::analysis {

/// Simulated trials of one outcome and moment, each with the 95% interval that it would publish, and what was published
/// below them. At most twenty of each arm: the first ones.
/// \param results  of that outcome and moment, not empty
[[nodiscard]] ReportFigure trial_figure(const std::vector<const TrialResult*>& results);

/// Results of one outcome and moment together, in order.
[[nodiscard]] std::vector<std::vector<const TrialResult*>> by_outcome(const std::vector<TrialResult>& results);

/// How the trial was held, what trials like it find and can see, what was published, and what the treatments truly do.
[[nodiscard]] ReportSection what_a_trial_sees(const TrialFound& trial);

}  // namespace vangnet::analysis
