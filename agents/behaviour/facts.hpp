#pragma once
/// What the office knows of the people of a block: the facts that instruments see.

#include "agents/rows.hpp"
#include "sim/core/level.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// Problem debt: cannot be repaid within `problem_debt_months` from last month's income above the protected amount, and
/// at least `problem_debt_least` (E4). The duty to apply is waived when the sum of both health scores is below
/// `exempt_health`, or for a fixed share `exempt_parent` of single parents with a young child (E2).
inline void step_status(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const MonthLaw law = c.law;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float full_norm = r.couple[i] > 0.0F ? law.norm_couple : law.norm_single;
        const bool half = r.couple[i] > 0.0F && r.paired[i] == 0.0F;
        r.norm[i] = half ? 0.5F * full_norm : full_norm;
        const bool sick = r.mental_health[i] + r.physical_health[i] < p.exempt_health;
        const bool caring = r.single_parent[i] * r.young_child[i] > 0.0F && r.waiver_rank[i] < p.exempt_parent;
        r.waived[i] = (sick || caring) ? 1.0F : 0.0F;
    }
}

inline void step_facts(Rows& r) noexcept
{
    policy::FactsBlock& f = r.facts;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        f.age[i] = r.age[i];
        f.woman[i] = r.woman[i];
        f.single_parent[i] = r.single_parent[i];
        f.couple[i] = r.couple[i];
        f.young_child[i] = r.young_child[i];
        f.education[i] = r.education[i];
        f.language[i] = r.language[i];
        f.on_benefit[i] = r.on_benefit[i];
        f.part_time[i] = r.part_time[i];
        f.in_work[i] = r.in_work[i];
        f.in_subsidised_job[i] = r.in_subsidised[i];
        f.months_on_benefit[i] = r.months_on_benefit[i];
        f.months_without_work[i] = r.months_without_work[i];
        f.months_of_part_time[i] = r.part_time[i] * r.months_in_state[i];
        f.earnings[i] = r.part_time[i] * r.wage[i];
    }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        f.duty_waived[i] = r.waived[i];
        f.problem_debt[i] = r.problem_debt[i];
        f.debt[i] = r.debt[i];
        f.mental_health[i] = r.mental_health[i];
        f.physical_health[i] = r.physical_health[i];
        f.motivation[i] = r.motivation[i];
        f.trust[i] = r.trust[i];
        f.self_selection[i] = r.self_selection[i];
    }
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
