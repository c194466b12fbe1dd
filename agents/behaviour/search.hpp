#pragma once
/// E5 and E8: what extra work pays, how hard and how well people search.

#include "agents/behaviour/budget.hpp"
#include "agents/rows.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// Share of the coming 12 months in which a rule of `months` still applies after `used` months.
inline float share_of_year(float months, float used) noexcept
{
    return clamp((months - used) * (1.0F / 12.0F), 0.0F, 1.0F);
}

/// Incentives, in EUR 100 a month, as differences from the same person under the legal rules without debt and sanction:
///     gain_part  mean gain of part-time work over the coming 12 months from the policy's disregard and premium
///     gain_debt  what attachment takes of the legal disregard (negative)
///     gain_full  what attachment or a debt plan takes of a full wage above the norm (negative)
/// Attachment takes everything above the protected amount, so for people under it gain_part is 0.
inline void step_incentives(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const policy::TreatmentBlock& t = r.treatment;
    const float full_wage = p.full_wage * c.law.norm_single;
    const float usual_earnings = full_wage / 36.0F * p.part_hours;
    const float legal_cap = c.law.disregard_cap;
    const float cap_scale = legal_cap / 196.0F;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float used = r.part_time[i] * r.months_in_state[i];
        const float legal = minimum(0.25F * usual_earnings, legal_cap) * share_of_year(6.0F, used);
        const float kept = minimum(t.disregard_share[i] * usual_earnings, t.disregard_cap[i] * cap_scale) *
                           share_of_year(t.disregard_months[i], used);
        const float taken = maximum(r.problem_debt[i] * r.attachment_prone[i], r.in_plan[i]);
        r.gain_part[i] = r.on_benefit[i] * (1.0F - taken) * 0.01F * (kept - legal + t.premium[i]);
        r.gain_debt[i] = r.on_benefit[i] * taken * -0.01F * legal;
        r.gain_full[i] = r.on_benefit[i] * taken * -0.01F * maximum(0.0F, full_wage - r.norm[i]);
    }
}

/// Search drive (z): path_motivation_search x motivation + (lhr_per_required_application / lhr_search_effort) x
/// (checked applications asked - 4) - 0.3 with a young child - 0.1 in problem debt; applications count as far as they
/// are checked, min(1, check / 0.30). People whose duty is waived are asked none in the reference regime either.
/// Quality (z): 0.3 motivation + 0.2 language + 0.3 (alliance - reference) - 0.02 per checked application above 8.
/// Both stand in log hazard units here: drive x lhr_search_effort, quality x lhr_search_quality.
inline void step_search(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const policy::TreatmentBlock& t = r.treatment;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float usual = r.waived[i] > 0.0F ? 0.0F : 4.0F;
        const float checked = t.required_applications[i] * minimum(1.0F, t.check_chance[i] * (1.0F / 0.30F));
        const float asked = r.on_benefit[i] * (checked - usual);
        r.drive[i] = p.lhr_search_effort *
                         (p.path_motivation_search * r.motivation[i] + p.search_young_child * r.young_child[i] +
                          p.search_problem_debt * r.problem_debt[i]) +
                     p.lhr_per_required_application * asked;
        const float overload = r.on_benefit[i] * maximum(0.0F, checked - 8.0F);
        r.quality[i] =
            p.lhr_search_quality * (p.quality_motivation * r.motivation[i] + p.quality_language * r.language[i] +
                                    p.quality_alliance * r.on_benefit[i] * (r.alliance[i] - p.alliance_reference) +
                                    p.quality_overload * overload + p.cog_gain_per_account_cleared * r.discharged[i]);
    }
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
