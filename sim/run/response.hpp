#pragma once
/// The total response of job finding to an instrument, as MODEL.md E9 defines it.

#include <string>
#include <vector>

#include "sim/run/start_state.hpp"

namespace vangnet {

/// A prior that is a total effect on full work, and the policy of the study that measured it.
struct ResponseCase {
    std::string prior;          ///< parameter of priors.csv
    policy::InstrumentUse use;  ///< the treatment
    double per = 1.0;           ///< the response is divided by this: dose of the study, such as ln(150 / caseload)
};

/// The priors whose total the model can produce with one instrument: exemption, counter-service on long and short
/// spells, an extra-earnings rule, a bonus, and caseload.
[[nodiscard]] std::vector<ResponseCase> response_cases();

/// ln(sum of full-work rates with the policy / sum without) over months 1-12 of treatment, by the same people: the base
/// arm has the instrument at its neutral values. Everyone in the target group is treated; the market is frozen by
/// making our share of labour supply negligible. People leave the group as they find work, under each arm its own way.
/// [log] \param start a world about to branch
[[nodiscard]] double measure_response(const World& start, const Data& data, const ParameterBook& book,
                                      const agents::Parameters& p, const agents::PolicyTerms& terms,
                                      const ResponseCase& response, const Executor& executor);

/// People of Utrecht in 2017 for the above. \param people in the stock
[[nodiscard]] World response_world(const Data& data, const ParameterBook& book, int people, std::uint32_t seed,
                                   double tightness, const Executor& executor);

}  // namespace vangnet
