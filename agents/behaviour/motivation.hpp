#pragma once
/// E6 and E7: motivation, trust, the alliance with the caseworker, and how well the office knows a person.

#include "agents/behaviour/health.hpp"
#include "agents/office/predicted.hpp"
#include "agents/rows.hpp"
#include "sim/core/level.hpp"
#include "sim/core/math.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// Where an office works by targets, time goes where placement is easy: a client's weight for hours is (predicted
/// placement)^(cream_exponent x targets), relative to the mean of the office's clients last month, so hours are
/// divided, not made. \source Koning and Heinrich (2013), Cream-skimming, parking and other
/// intended and unintended effects, JPAM 32(3)
inline void step_hours_weight(Rows& r, const MonthContext& c, const BlockSurroundings& around) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const float* targets = r.treatment.targets;
    if (around.mean_weight == 0.0F) {
#pragma omp simd
        for (int i = 0; i < rows; ++i) { r.hours_weight[i] = 1.0F; }
        return;
    }
    const float mean = around.mean_weight;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float chance =
            predicted_chance(p, {r.woman[i], r.young_child[i], r.age[i], r.education[i], r.mental_health[i],
                                 r.physical_health[i], r.language[i], r.months_on_benefit[i]});
        const float weight = math::exp(p.cream_exponent * targets[i] * chance) / mean;
        r.hours_weight[i] = targets[i] > 0.0F ? weight : 1.0F;
    }
}

/// Contact hours of the month: what the treatment asks times the share the office can give, divided by weight.
/// `guidance` is the log of those hours over the reference while they last, and keeps `guidance_fade` of itself a month
/// afterwards.
inline void step_contact(Rows& r, const MonthContext& c, const BlockSurroundings& around) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const policy::TreatmentBlock& t = r.treatment;
    const float reference = policy::contact_hours_at(policy::reference_caseload);
    const float hours_share = around.hours_share;
    const float short_of_hours = hours_share < 0.99F ? 1.0F : 0.0F;
    step_hours_weight(r, c, around);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float served = maximum(r.on_benefit[i], t.aftercare[i] * r.in_work[i]);
        const float wanted = t.contact_hours[i] * r.hours_weight[i];
        const float hours = served * wanted * hours_share;
        const float unusual = magnitude(wanted - reference) > 0.01F * reference ? 1.0F : short_of_hours;
        const float now = math::log(maximum(hours, 0.01F) / reference);
        const float faded = r.guidance[i] * p.guidance_fade;
        r.contact_hours[i] = hours;
        r.guidance[i] = served * unusual > 0.0F ? now : faded;
    }
}

/// Alliance: a + alliance_growth x hours x (1 - a) - alliance_decay x a with the same caseworker; where contacts change
/// it is pulled back by alliance_change x (a - alliance_start) as well; to alliance_start at most when the fixed
/// caseworker leaves. How well the office knows a person grows with contact hours, and with the hours that it sees the
/// person in a course, an hour of which counts for known_course_hour. \source E7, section 4 (group_training)
inline void step_alliance(Rows& r, const MonthContext& c, const BlockSurroundings& around) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const policy::TreatmentBlock& t = r.treatment;
    alignas(64) Column changed;
    for (int i = 0; i < rows; ++i) { changed[i] = around.slot_changed[static_cast<int>(r.slot[i])] != 0 ? 1.0F : 0.0F; }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float fixed = t.same_caseworker[i];
        const float a = r.alliance[i];
        const float hours = r.contact_hours[i];
        const float moved = a + p.alliance_growth * hours * (1.0F - a) - p.alliance_decay * a -
                            (1.0F - fixed) * p.alliance_change * (a - p.alliance_start);
        const float broken = fixed * changed[i];
        const float next = broken > 0.0F ? minimum(moved, p.alliance_start) : moved;
        r.alliance[i] = clamp(next, 0.0F, 1.0F);
        const float in_sight = r.on_benefit[i] * t.course_hours[i] * (52.0F / 12.0F);
        const float attention = hours + p.known_course_hour * in_sight;
        const float seen = r.known[i] + p.known_growth * attention * (1.0F - r.known[i]) - p.known_decay * r.known[i];
        r.known[i] = clamp(seen, 0.0F, 1.0F);
        r.caseworker_left[i] = broken;
    }
}

/// Motivation's target: set point + motiv_gain_useful_autonomy x autonomy x useful + motiv_choice_useless x autonomy x
/// (1 - useful) + motiv_loss_coercion x 2 (obligation - 0.5)+ for negatively reciprocal people + motiv_drift_jobless x
/// months without work (at most motivation_drift_months) + trust_shift_fraud_check, fading in a year, after an
/// inspection without finding + 0.2 x (alliance - reference) *(judgement)*.
/// Trust's target: set point + trust_alliance x (alliance - reference) + trust_autonomy x autonomy x useful +
/// trust_sanction fading with the sanction + trust_shift_fraud_check.
inline void step_motivation(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const policy::TreatmentBlock& t = r.treatment;
    const MonthTables& tables = *c.tables;
    alignas(64) Column sanction_fade;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        sanction_fade[i] = tables.sanction_fade[static_cast<std::size_t>(r.whole_since_sanction[i])];
    }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float autonomy = r.on_benefit[i] * t.autonomy[i];
        const float useful = t.useful[i];
        const float pressure = r.on_benefit[i] * (1.0F - r.waived[i]) * maximum(0.0F, t.obligation[i] - 0.5F) * 2.0F;
        const float idle = minimum(r.months_without_work[i], p.motivation_drift_months) * (1.0F - r.in_work[i]);
        const float inspected = r.since_inspection[i] < 12.0F ? p.trust_shift_fraud_check : 0.0F;
        const float bond = r.on_benefit[i] * (r.alliance[i] - p.alliance_reference);
        const float target = r.motivation_set[i] + p.motiv_gain_useful_autonomy * autonomy * useful +
                             p.motiv_choice_useless * autonomy * (1.0F - useful) +
                             p.motiv_loss_coercion * r.reciprocal[i] * pressure + p.motiv_drift_jobless * idle +
                             inspected + 0.2F * bond;
        r.motivation[i] = drawn_to(r.motivation[i], target, p.motivation_persistence, 0.0F);
        const float trust = r.trust_set[i] + p.trust_alliance * bond + p.trust_autonomy * autonomy * useful +
                            p.trust_sanction * sanction_fade[i] + inspected;
        r.trust[i] = drawn_to(r.trust[i], trust, p.trust_persistence, 0.0F);
    }
}

/// E13: skill falls by skill_loss a month without work (not below skill_floor), rises by skill_gain in work (at most
/// 0.5).
inline void step_skill(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float works = r.in_work[i] + 0.5F * r.part_time[i];
        const float next = r.skill[i] + works * p.skill_gain - (1.0F - minimum(1.0F, 2.0F * works)) * p.skill_loss;
        r.skill[i] = clamp(next, p.skill_floor, 0.5F);
    }
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
