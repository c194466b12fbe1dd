#pragma once
/// The calendar run that measures the facts of configs/data/facts.csv, each in its own year and definition.

#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/experiment/probes.hpp"
#include "sim/experiment/start_state.hpp"

namespace vangnet {

/// Runs the reference regime to the end of 2023 and measures facts 1 to 20 on the people of the request;
/// `request.month` only fixes the scale of the sample. Persons are scaled to the country by the published stock of the
/// municipalities.
[[nodiscard]] FactMap measure_facts(const Data& data, const StartRequest& request, const agents::Parameters& p,
                                    const agents::PolicyTerms& terms, const Executor& executor);

/// Fact 21: hires that all untreated lose, other job seekers included, over the extra hires of the treated, at each
/// tightness from `request.month` on. A tenth of the stock gets a caseload of 25 for twelve months from `request.month`; expected hires of
/// people held on benefit (`held_on_benefit`), so that the luck of single people does not blur it.
/// \param tightness  [vacancies per 100 unemployed]
[[nodiscard]] std::vector<double> measure_displacement(const Data& data, const StartRequest& request,
                                                       const agents::Parameters& p, const agents::PolicyTerms& terms,
                                                       const std::vector<double>& tightness, const Executor& executor);

}  // namespace vangnet
