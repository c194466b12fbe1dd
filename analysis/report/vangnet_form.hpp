#pragma once
/// The questions of an application for the safety-net payment (vangnetuitkering), answered from a run.

#include "analysis/report/report.hpp"

namespace vangnet::analysis {

/// What an application asks: the deficit and its causes, what the municipality does about it, how far each measure cuts
/// it, with reasons in numbers and in words, and whether the council was told. Measures are the arms that differ from
/// the base. What a run does not know stands between square brackets. Amounts are benefits with the tax on them: the
/// costs that the deficit is counted over; what a measure costs to carry out stands apart.
/// \source Participatiewet art. 74 and Besluit Participatiewet art. 10 (configs/data/law.csv, buig_vangnet)
[[nodiscard]] Report vangnet_form(const ReportInputs& in);

}  // namespace vangnet::analysis
