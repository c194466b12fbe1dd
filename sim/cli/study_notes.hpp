#pragma once
/// What a run writes into its file for those who compare: place, cohort, instruments of each arm, relevance lines.

#include "analysis/study_file.hpp"
#include "sim/cli/session.hpp"

namespace vangnet::cli {

[[nodiscard]] analysis::StudyNotes notes_of(const Scenario& s, const Tables& tables);

}  // namespace vangnet::cli
