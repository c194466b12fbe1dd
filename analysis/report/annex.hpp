#pragma once
/// Sections of a report after its first pages. Each says what is in the inputs, and no more.

#include "analysis/report/report.hpp"

namespace vangnet::analysis {

/// One person under two policies, with how common such a difference is.
[[nodiscard]] ReportSection one_life(const LifeStory& story);
/// Budgets of households by the rules of each arm.
[[nodiscard]] ReportSection what_a_job_adds(const ReportInputs& in);
[[nodiscard]] ReportSection how_sure(const ReportInputs& in);
[[nodiscard]] ReportSection evidence(const ReportInputs& in);
[[nodiscard]] ReportSection what_the_law_says(const ReportInputs& in);
[[nodiscard]] ReportSection not_said(const ReportInputs& in);
[[nodiscard]] ReportSection provenance(const ReportInputs& in);

}  // namespace vangnet::analysis
