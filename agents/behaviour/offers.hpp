#pragma once
/// E9, E11, E12 and E14: the rates at which people find full work, start or end part-time work, lose a job, leave for
/// another reason, come back, and are punished. All [1/month].

#include "agents/rows.hpp"
#include "sim/core/level.hpp"
#include "sim/core/math.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// Soft cap: x for small x, never beyond +-cap. cap x / sqrt(cap^2 + x^2).
inline float soft_cap(float x, float cap) noexcept { return cap * x / __builtin_sqrtf(cap * cap + x * x); }

/// Policy terms of E9 on finding full work, soft-capped together at policy_log_cap (integrated care is exempt). Each
/// term multiplies the dose of its mechanism. A course locks in by its hours, in full from 20 a week *(judgement)*; its
/// gain grows to full in training_gain_months after the end, with the share completed. Where no
/// applications are asked, or few are checked, and nobody is exempt or waived, duties are unmonitored. Written to
/// `policy_terms`; integrated care to `care_terms`.
inline void step_policy_terms(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const PolicyTerms e = *c.terms;
    const policy::TreatmentBlock& t = r.treatment;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float served = r.on_benefit[i];
        const float long_spell = r.months_on_benefit[i] >= 12.0F ? 1.0F : 0.0F;
        const float checked = t.required_applications[i] > 0.0F ? t.check_chance[i] * (1.0F / 0.30F) : 0.0F;
        const float unmonitored = (1.0F - r.waived[i]) * (1.0F - t.exempt[i]) * maximum(0.0F, 1.0F - checked);
        const float run_out = r.months_in_state[i] >= t.disregard_months[i] ? r.part_time[i] : 0.0F;
        const float imposed = t.imposed_hours[i] * (1.0F / 20.0F);
        const float duty = e.exempt * t.exempt[i] + e.exempt_past * t.exempt_past[i] + e.threat_new * t.threat_new[i] +
                           e.threat_long * t.threat_long[i] +
                           imposed * (long_spell * e.imposed_long + (1.0F - long_spell) * e.imposed_short) +
                           e.unmonitored * unmonitored + e.neighbourhood * t.neighbourhood[i] +
                           e.directive * t.directive_style[i] + e.interview * t.motivational_interview[i];
        const float money = (t.bonus[i] > 0.0F ? e.bonus : 0.0F) +
                            (t.disregard_months[i] > 6.0F || t.premium[i] > 0.0F ? e.disregard_during : 0.0F) +
                            (t.disregard_months[i] > 6.0F ? run_out * e.disregard_after : 0.0F) +
                            e.debt_plan * r.in_plan[i] + e.debt_plan_court * r.in_plan[i] * t.court_route[i] +
                            e.debt_discharged * r.discharged[i] + e.debt_in_part * r.relieved_in_part[i];
        const float lock_in = e.course * minimum(1.0F, t.course_hours[i] * (1.0F / 20.0F));
        const float done = maximum(t.course_done[i], t.practice_done[i]);
        const float gain = e.course_after * t.course_done[i] + e.practice_after * t.practice_done[i] +
                           done * (e.course_mix * t.course_skill_mix[i] +
                                   e.course_low_motivation * clamp(-r.motivation[i], 0.0F, 2.0F));
        const float ripe = minimum(1.0F, t.course_months_ago[i] / p.training_gain_months);
        const float course =
            lock_in + ripe * gain + e.language * 0.01F * t.language_hours[i] + e.volunteering * r.volunteering[i];
        r.policy_terms[i] = served * soft_cap(duty + money + course, p.policy_log_cap);
        r.care_terms[i] = served * (e.ips * t.ips[i] + e.integrated * t.integrated[i]);
    }
}

/// Spells below this are job-ready: elast_contact_ui sizes guidance instead of elast_caseload_full *(judgement: the
/// trials of contact with job-ready people are among those who have just become unemployed)*. [months]
inline constexpr float job_ready_months = 6.0F;

/// `caseworker_terms`: the explicit part of elast_caseload_full or elast_contact_ui x guidance, scaled by
/// the quality of a fixed caseworker (0 in the lower half, contact_quality_slope in the upper; 1 where contacts
/// change) and by distance, the fixed caseworker's own effect, and lhr_caseworker_switch fading since the fixed
/// caseworker left.
/// \param distance  factor by chance of work, see `by_distance`
inline void step_caseworker_terms(Rows& r, const MonthContext& c, const BlockSurroundings& around,
                                  const Column& distance) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const PolicyTerms e = *c.terms;
    const MonthTables& tables = *c.tables;
    alignas(64) Column quality;
    for (int i = 0; i < rows; ++i) { quality[i] = around.slot_quality[static_cast<int>(r.slot[i])]; }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float fixed = r.treatment.same_caseworker[i];
        const float upper = quality[i] > 0.0F ? p.contact_quality_slope : 0.0F;
        const float scale = fixed > 0.0F ? upper : 1.0F;
        const float caseload = r.months_on_benefit[i] < job_ready_months ? e.caseload_ready : e.caseload;
        const float switched = tables.switch_fade[static_cast<std::size_t>(r.whole_since_switch[i])];
        r.caseworker_terms[i] = r.on_benefit[i] * (caseload * distance[i] * r.guidance[i] * scale +
                                                   fixed * (quality[i] + p.lhr_caseworker_switch * switched));
    }
}

/// Sanction and warning on finding full work: (lhr_sanction_peak, lower where checks are common, +
/// lhr_sanction_backfire for negatively reciprocal people) fading with sanction_months; a warning has warning_ratio of
/// it.
inline float sanction_term(const Parameters& p, float fade, float warned_fade, float reciprocal, float common) noexcept
{
    const float pull =
        p.lhr_sanction_peak / __builtin_sqrtf(maximum(1.0F, common)) + reciprocal * p.lhr_sanction_backfire;
    return pull * maximum(fade, p.warning_ratio * warned_fade);
}

/// Factor on what guidance does for someone, by chance of work:
///     1 + caseload_by_distance x clamp((chance - chance_centre) / chance_sd, -1, 1)          [1], not below 0
/// with the log rate of what everyone of that sex, age, education, health, skill, language and time without work has.
/// No trial of caseloads reports effects by it: the prior is around 0, equal for all *(judgement)*. The centre is the
/// mean over people who find work, so that the total effect does not change at first order.
inline float by_distance(const Parameters& p, float chance) noexcept
{
    const float away = clamp((chance - p.chance_centre) / p.chance_sd, -1.0F, 1.0F);
    return maximum(0.0F, 1.0F + p.caseload_by_distance * away);
}

/// Log rates of full work and of part-time work, then the rates (E9), without the market's factor.
///     person = woman, young child, age, education + frailty + ln g + health + skill + language
///     ln full = b_job + person + search drive + quality + incentive + caseworker + sanction + stepping stone + policy
///     ln part = b_part + person / 2 + (drive + quality) / 2 + elast_caseload_parttime x guidance + incentive
/// Between jobs the rate is a multiple of `reemploy`; after a job created by policy it is that of someone on benefit
/// *(judgement: people were not chosen for it by an ordinary employer)*.
inline void step_offer_rates(Rows& r, const MonthContext& c, const BlockSurroundings& around) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const MonthTables& tables = *c.tables;
    const policy::TreatmentBlock& t = r.treatment;
    const float pull_full = -p.incentive_full * p.lhr_garnishment;
    const float pull_part = p.incentive_part * p.lhr_disregard_parttime;
    step_policy_terms(r, c);
    alignas(64) Column person;
    alignas(64) Column distance;
    alignas(64) Column network;
    for (int i = 0; i < rows; ++i) { network[i] = around.neighbours_in_work[static_cast<int>(r.neighbourhood[i])]; }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float age = r.age[i];
        const float young = age < 27.0F ? p.job_age_27 : (age < 35.0F ? p.job_age_35 : 0.0F);
        const float old = age >= 55.0F ? p.job_age_pension : (age >= 45.0F ? p.job_age_55 : 0.0F);
        person[i] = p.job_woman * r.woman[i] + p.job_young_child * r.young_child[i] + young + old +
                    p.job_middle * r.middle[i] + p.job_high * r.high[i] + r.frailty[i] +
                    tables.ln_g[static_cast<std::size_t>(r.whole_without_work[i])] +
                    p.lhr_mental_health * (r.mental_health[i] - p.mental_reference) +
                    p.lhr_physical_health * (r.physical_health[i] - p.physical_reference) + p.job_skill * r.skill[i] +
                    p.job_language * r.language[i];
        distance[i] = by_distance(p, person[i] - r.frailty[i]);
    }
    step_caseworker_terms(r, c, around, distance);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float fade = tables.sanction_fade[static_cast<std::size_t>(r.whole_since_sanction[i])];
        const float warned =
            tables.sanction_fade[static_cast<std::size_t>(static_cast<std::int32_t>(r.since_warning[i]))];
        const float common = t.check_chance[i] * (2.0F / 0.30F) * t.obligation[i];
        const float search = r.drive[i] + r.quality[i];
        const float full = p.b_job + person[i] + search + p.lhr_network * network[i] + pull_full * r.gain_full[i] +
                           r.caseworker_terms[i] +
                           r.on_benefit[i] * sanction_term(p, fade, warned, r.reciprocal[i], common) +
                           p.lhr_steppingstone * r.part_time[i] + r.policy_terms[i] + r.care_terms[i];
        const float part = p.b_part + 0.5F * (person[i] + search) +
                           p.elast_caseload_parttime * distance[i] * r.guidance[i] + pull_part * r.gain_part[i] +
                           p.incentive_part_debt * r.gain_debt[i];
        const float reemploy = tables.reemploy[static_cast<std::size_t>(r.whole_in_state[i])];
        const float after = r.after_subsidised[i];
        r.job_rate[i] = (r.on_benefit[i] + after) * math::exp(full) + (r.between[i] - after) * reemploy;
        const float start = math::exp(part);
        r.part_rate[i] = r.on_benefit[i] * (r.part_time[i] > 0.0F ? p.part_end : start);
    }
}

/// Rates of the other changes of state.
///     other_rate, by the household's luck: on benefit, another exit: exp(b_other + frailty_other + age +
///                 lhr_sanction_nonwork_exit x exp(-months/6) + debt offer + counter-service asked); giving up between
///                 jobs; back after another exit. Debt offer: lhr_debt_offer_nonwork_exit x (1 - 1 / offer) for people
///                 in debt help: where n times as many start, 1 - 1/n of them are there because of the offer
///     state_rate, by the person's luck: losing the job (in work, not while subsidised), back to benefit (between jobs,
///     inactive, deterred)
/// While unemployment insurance pays nobody comes back to benefit or gives up: with the supplement there is no right to
/// benefit beside it (Participatiewet art. 15).
inline void step_other_rates(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const MonthTables& tables = *c.tables;
    const policy::TreatmentBlock& t = r.treatment;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float age = r.age[i] < 27.0F ? p.other_age_27 : (r.age[i] >= 55.0F ? p.other_age_55 : 0.0F);
        const float by_offer = maximum(0.0F, 1.0F - 1.0F / maximum(t.debt_offer[i], 1.0F));
        const float offered = (r.waiting_for_help[i] + r.in_plan[i]) * by_offer * p.lhr_debt_offer_nonwork_exit;
        const float punished =
            p.lhr_sanction_nonwork_exit * tables.nonwork_fade[static_cast<std::size_t>(r.whole_since_sanction[i])];
        const float waits = r.insured_pay[i] > 0.0F ? 0.0F : r.between[i];
        const std::int32_t ended = r.left_for[i] == static_cast<std::int32_t>(Reason::ended) ? 256 : 0;
        const std::int32_t since_exit = ended + r.whole_since_exit[i];
        const float comes_back = tables.return_other[static_cast<std::size_t>(since_exit)];
        const bool serves = t.imposed_hours[i] + r.absent[i] > 0.0F;
        const float service = serves ? p.lhr_tegenprestatie_nonwork_exit : 0.0F;
        const float give_up = tables.give_up[static_cast<std::size_t>(r.whole_in_state[i])];
        r.other_rate[i] =
            r.on_benefit[i] * math::exp(p.b_other + r.frailty_other[i] + age + offered + punished + service) +
            waits * give_up + r.left[i] * comes_back;
    }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const auto in_state = static_cast<std::size_t>(r.whole_in_state[i]);
        const float worse =
            -0.5F * (r.mental_health[i] - p.mental_reference + r.physical_health[i] - p.physical_reference);
        const float shift = p.lhr_health_separation * worse + r.job_fit[i] +
                            t.aftercare[i] * p.lhr_guidance_separation + t.ips[i] * p.lhr_ips_separation;
        const float waits = r.insured_pay[i] > 0.0F ? 0.0F : r.between[i];
        const float back = r.inactive[i] * p.return_other_floor + r.deterred[i] * tables.return_deterred[in_state];
        r.state_rate[i] = (r.in_work[i] - r.in_subsidised[i]) * tables.loss[in_state] * math::exp(shift) +
                          waits * p.return_job + back;
    }
}

/// Chance that too little search is seen and punished this month (E14): punish_chance x check chance x how much less
/// than asked is done (more at low motivation) x 2 obligation x (1 - sanction_avoidance) / (1 - its mean 0.35). 0 where
/// nothing is asked. Staying away from counter-service is punished at noshow_punished x 2 strictness, as mildly. The
/// office spends hours on it (duty_hours): hours_per_check on checks above or below those of the reference regime,
/// which are part of the usual contact, hours_per_sanction on each sanction, and what instruments ask (staff_hours).
/// They are productive hours; a caseworker's are contact for client_share_of_hours, the unit in which all are counted,
/// so that they have one price. Volunteering starts at volunteer_start x offer, more with motivation, health and trust.
/// So does a subsidised job, at subsidised_start.
inline void step_duty_rates(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const policy::TreatmentBlock& t = r.treatment;
    const float mild = (1.0F - p.sanction_avoidance) * (1.0F / 0.65F);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float less = clamp(1.0F - 0.3F * r.motivation[i], 0.2F, 3.0F);
        const float asked = minimum(1.0F, t.required_applications[i] * 0.25F);
        r.punish_rate[i] = r.on_benefit[i] * (1.0F - r.waived[i]) * asked * p.punish_chance * t.check_chance[i] * less *
                               2.0F * t.obligation[i] * mild +
                           r.absent[i] * p.noshow_punished * 2.0F * t.imposed_strictness[i] * mild;
        const float checks = (1.0F - r.waived[i]) * ((t.required_applications[i] > 0.0F ? t.check_chance[i] : 0.0F) -
                                                     policy::reference_treatment().check_chance);
        r.duty_hours[i] = r.on_benefit[i] * policy::client_share_of_hours *
                          (checks * p.hours_per_check + r.punish_rate[i] * p.hours_per_sanction + t.staff_hours[i]);
        const float able =
            clamp(1.0F + 0.3F * r.motivation[i] + 0.2F * (r.mental_health[i] - p.mental_reference) + 0.3F * r.trust[i],
                  0.0F, 3.0F);
        const float free = 1.0F - r.volunteering[i];
        const float shift = t.exempt[i] * maximum(0.0F, p.volunteering_shift_trust) / p.volunteer_months;
        r.volunteer_rate[i] = r.on_benefit[i] * free * (t.volunteering_offer[i] * p.volunteer_start * able + shift);
        const float offered = t.subsidised_job[i] > 0.0F ? r.on_benefit[i] : 0.0F;
        r.subsidised_rate[i] = offered * p.subsidised_start * able;
    }
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
