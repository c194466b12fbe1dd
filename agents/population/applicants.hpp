#pragma once
/// Future applicants of a municipality, drawn once.

#include <vector>

#include "agents/applicant.hpp"
#include "sim/core/random.hpp"

namespace vangnet::agents {

/// Draws all people who apply for the first time in a municipality from `first_month` to `last_month` (inclusive,
/// months since January 1970), by arrival number. Real persons times `plan.scale`; a couple counts as two.
///
/// Each kind of household (age band x sex x single or single parent, age band x couple) arrives by its own clock:
///
///     clock(m) = u + sum over months <= m of persons(m) x applicant_share x scale x share of the kind / persons in it
///
/// and every time the clock passes a whole number one household applies. u in (0, 1) is drawn once per kind, so counts
/// are unbiased, whole, and never more than one off the expected number: published inflow is known, not chance.
/// Attributes are drawn with an engine that is keyed by the arrival number.
///
/// Arrivals are counted from the start of the path whatever `first_month` is. A couple has arrival numbers 2m and 2m+1.
/// A single household takes an odd number that a couple had to skip, so at most one number, near the end,
/// stays unused, and months never decrease along the *even* arrival numbers.
///
/// \param share_reciprocal  of people who are negatively reciprocal (share_negative_reciprocal) [1]
/// \note Every person is a function of (seed, replicate, municipality, arrival) and of the plan and path up to the
/// month
///     of application: another municipality, a longer horizon or a policy changes nobody.
[[nodiscard]] std::vector<Applicant> draw_applicants(const MunicipalityPlan& plan, const InflowPath& path,
                                                     const RandomField& field, double share_reciprocal, int first_month,
                                                     int last_month);

}  // namespace vangnet::agents
