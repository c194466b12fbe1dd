#pragma once
/// What a run writes into its file for those who compare: place, cohort, instruments of each arm, relevance lines.

#include "analysis/run_study.hpp"
#include "sim/inputs/tables.hpp"

namespace vangnet::analysis {

[[nodiscard]] StudyNotes notes_of(const Scenario& s, const Tables& tables);

}  // namespace vangnet::analysis
