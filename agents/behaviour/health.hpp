#pragma once
/// E2 and E3: mental and physical health.

#include "agents/rows.hpp"
#include "sim/core/level.hpp"
#include "sim/core/math.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// E1: next = x + (1 - persistence) (target - x) + noise, noise sd = within x sqrt(1 - persistence^2).
inline float drawn_to(float x, float target, float persistence, float noise) noexcept
{
    return x + (1.0F - persistence) * (target - x) + noise;
}

/// Shifts of the target of mental health, all in sd of the latent score:
///     without work        mh_shift_jobless; in work, worst third of set points: mh_reemployment_low_extra
///     problem debt        mh_shift_problem_debt + mh_shift_per_creditor x min(creditors, 5), halved in a plan
///     sanction            mh_shift_sanction in its months
///     strict regime       mh_shift_strict_regime x 2 (obligation - 0.5)+
///     guidance            mh_gain_guidance x min(1, guidance / ln 3) x alliance / 0.62 (guidance: log of contact hours
///                         over the reference, ln 3 at caseload 50; 0.62: alliance with a fixed caseworker)
///     care                mh_gain_therapy while in treatment; mh_gain_ips while placed with support
///     counter-service     mh_gain_tegenprestatie_men_low (men below the reference) or _other, +
///     mh_loss_imposed_useless
///                         x (1 - useful) where imposed and not chosen; in full from 20 hours a week
///     volunteering        mh_gain_volunteering_inactive (waived) or _jobseeker
///     course              mh_gain_group_training
///     relief in part      mh_gain_partial_debt_relief
inline void mental_target(const Rows& r, const MonthContext& c, Column& target) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const policy::TreatmentBlock& t = r.treatment;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float works = r.in_work[i];
        const float low = r.mental_set[i] < p.low_mental_set ? 1.0F : 0.0F;
        const float creditors = minimum(5.0F, r.debt[i] / p.debt_per_creditor + r.problem_debt[i]);
        const float debts = r.problem_debt[i] * (p.mh_shift_problem_debt + p.mh_shift_per_creditor * creditors) *
                            (r.in_plan[i] > 0.0F ? 0.5F : 1.0F);
        const float strict = maximum(0.0F, t.obligation[i] - 0.5F) * 2.0F * (1.0F - r.waived[i]);
        const float man_low = (1.0F - r.woman[i]) * (r.mental_health[i] < p.mental_reference ? 1.0F : 0.0F);
        const float serves = r.on_benefit[i] * minimum(1.0F, t.imposed_hours[i] * (1.0F / 20.0F));
        const float service =
            serves * (man_low * p.mh_gain_tegenprestatie_men_low + (1.0F - man_low) * p.mh_gain_tegenprestatie_other +
                      (1.0F - t.imposed_choice[i]) * (1.0F - t.useful[i]) * p.mh_loss_imposed_useless);
        const float volunteers = r.volunteering[i] * (r.waived[i] * p.mh_gain_volunteering_inactive +
                                                      (1.0F - r.waived[i]) * p.mh_gain_volunteering_jobseeker);
        const float course = r.on_benefit[i] * (t.course_hours[i] > 0.0F ? p.mh_gain_group_training : 0.0F);
        const float guidance = r.on_benefit[i] * p.mh_gain_guidance * clamp(r.guidance[i] * 0.9102392F, 0.0F, 1.0F) *
                               r.alliance[i] * 1.6129032F;
        target[i] = p.mental_set_mean + r.mental_set[i] + (1.0F - works) * p.mh_shift_jobless +
                    works * low * p.mh_reemployment_low_extra + debts + r.sanctioned[i] * p.mh_shift_sanction +
                    r.on_benefit[i] * strict * p.mh_shift_strict_regime + service + volunteers + course + guidance +
                    r.in_care[i] * p.mh_gain_therapy + t.ips[i] * p.mh_gain_ips +
                    r.relieved_in_part[i] * p.mh_gain_partial_debt_relief;
    }
}

/// Moves both health scores one month (E1). Physical target: set point + physical_age (age - 40) + ph_shift_jobless
/// without work.
inline void step_health(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const float mental_noise = p.mental_within * __builtin_sqrtf(1.0F - p.mh_persistence * p.mh_persistence);
    const float physical_noise = p.physical_within * __builtin_sqrtf(1.0F - p.ph_persistence * p.ph_persistence);
    alignas(64) Column mental;
    mental_target(r, c, mental);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        r.mental_health[i] = drawn_to(r.mental_health[i], mental[i], p.mh_persistence,
                                      mental_noise * math::normal_quantile(r.u_mental[i]));
    }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float target = p.physical_set_mean + r.physical_set[i] + p.physical_age * (r.age[i] - 40.0F) +
                             (1.0F - r.in_work[i]) * p.ph_shift_jobless;
        r.physical_health[i] = drawn_to(r.physical_health[i], target, p.ph_persistence,
                                        physical_noise * math::normal_quantile(r.u_physical[i]));
    }
}

/// Rate of starting mental health care: care_start x exp(care_slope x (mental health - reference)), times the offer;
/// it rises with trust by a tenth per sd *(judgement)*. [1/month]
inline void step_care_rate(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float slope = p.care_slope * (r.mental_health[i] - p.mental_reference) + 0.1F * r.trust[i];
        r.care_rate[i] = r.present[i] * p.care_start * r.treatment.care_offer[i] * math::exp(slope);
    }
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
