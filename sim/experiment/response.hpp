#pragma once
/// The total response of job finding to an instrument, as docs/model.md (E9) defines it, and what of it the mechanisms
/// carry.

#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/start_state.hpp"

namespace vangnet {

/// A prior that is a total effect on full work, and the study that would measure it with one of the instruments.
struct ResponseCase {
    std::string prior;                           ///< parameter of priors.csv
    float agents::PolicyTerms::*term = nullptr;  ///< its explicit term
    policy::InstrumentUse treated;
    policy::InstrumentUse base;  ///< what the others of the study get
    int first_month = 0;         ///< of the twelve that count, since the arms branched [months]
};

/// The priors behind the terms of the first nine instruments. Courses, language and integrated care have no study yet.
[[nodiscard]] std::vector<ResponseCase> response_cases();

/// People about to branch, and the economy they meet.
struct ResponseStudy {
    World start;
    Paths paths;
    std::uint32_t seed = 1;
};

/// People of one municipality in October 2017. The market does not answer to them: their share of labour supply is made
/// negligible. \param people in the stock \param tightness constant from 2007 on; below 0: the published path
[[nodiscard]] ResponseStudy response_study(const Data& data, const ParameterBook& book, std::string_view municipality,
                                           int people, std::uint32_t seed, double tightness, const Executor& executor);

/// Response of full work per unit of dose:
///
///     ln(sum of full-work rates, treated / base) / (dose, treated - base)                              [log]
///
/// over twelve months and the people of the treated group who are on benefit at the start. They are held on benefit
/// (nobody leaves it but for pension), so that both sums run over the same person-months and a treatment that empties
/// the group of its best is not taken for a weak one. The dose is the mean of what multiplies the explicit term (1
/// while exempt, volunteering or in a plan; ln(150 / caseload) for the caseload), each person-month weighted by its
/// rate of full work: the response to the term alone at 0.02, over 0.02. Where only some volunteer or get a plan, it is
/// small. \param terms explicit terms; {} for what the mechanisms carry alone
[[nodiscard]] double measure_response(const ResponseStudy& study, const agents::Parameters& p,
                                      const agents::PolicyTerms& terms, const ResponseCase& response,
                                      const Executor& executor);

/// The dose above. [unit of the term's factor]
[[nodiscard]] double mean_dose(const ResponseStudy& study, const agents::Parameters& p, const ResponseCase& response,
                               const Executor& executor);

/// Mean and spread over draws of what the mechanisms carry alone: a row of configs/data/structural.csv. [log per dose]
struct StructuralPart {
    double mean = 0.0;
    double sd = 0.0;
};
[[nodiscard]] StructuralPart structural_part(const ResponseStudy& study, const ParameterBook& book,
                                             const ResponseCase& response, int draws, const Executor& executor);

}  // namespace vangnet
