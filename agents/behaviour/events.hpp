#pragma once
/// Rare events: found by the rates of a block, handled one person at a time. Everything a change of state touches
/// stands here.

#include <array>
#include <cstddef>
#include <cstdint>

#include "agents/behaviour/load.hpp"
#include "agents/office/office.hpp"
#include "agents/rows.hpp"
#include "agents/seekers.hpp"
#include "sim/core/level.hpp"
#include "sim/core/philox.hpp"
#include "sim/core/units.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// Hours of a full job and the chance of at most that many. *(judgement: no source for this population; a full job of a
/// single person must pay more than the norm, so at least 24 hours at the minimum wage)*
struct HoursOption {
    float below;         ///< cumulative chance
    std::uint8_t hours;  ///< [h/week]
};
inline constexpr std::array<HoursOption, 5> full_job_hours = {HoursOption{0.12F, 24}, HoursOption{0.30F, 28},
                                                              HoursOption{0.50F, 32}, HoursOption{0.85F, 36},
                                                              HoursOption{1.01F, 40}};

[[nodiscard]] inline std::uint8_t hours_of_full_job(float u) noexcept
{
    std::uint8_t hours = full_job_hours.back().hours;
    for (std::size_t k = full_job_hours.size(); k-- > 0;) {
        if (u < full_job_hours[k].below) { hours = full_job_hours[k].hours; }
    }
    return hours;
}

/// One person's row in the columns, with what an event needs to know of the month.
struct EventSite {
    Seekers* s = nullptr;
    const Rows* r = nullptr;
    const MonthContext* c = nullptr;
    std::size_t first = 0;  ///< first row of the block
    std::uint32_t municipality = 0;
    int slots = 1;  ///< caseworkers of the office
};

[[nodiscard]] inline std::array<std::uint32_t, 4> event_words(const EventSite& at, std::size_t row) noexcept
{
    return philox4x32(
        {at.s->arrival[row], at.municipality, static_cast<std::uint32_t>(at.c->month), number_of(Luck::event)},
        at.c->key);
}

/// The partner's row, or the same row for people without a partner in the model.
[[nodiscard]] inline std::size_t partner_of(const Seekers& s, std::size_t row) noexcept
{
    return (s.traits[row] & trait::paired) != 0U ? row ^ 1U : row;
}

inline void end_spell(Seekers& s, std::size_t row, State next) noexcept
{
    s.state[row] = static_cast<std::uint8_t>(next);
    s.exit_kind[row] = static_cast<std::uint8_t>(next);
    s.since_exit[row] = 0;
    s.months_in_state[row] = 0;
    s.wage[row] = 0;
    s.hours[row] = 0;
    s.subsidised[row] = 0;
    s.activity[row] = static_cast<std::uint8_t>(Activity::none);
    s.activity_months[row] = 0;
    s.sanction_months[row] = 0;
}

/// A full job: hours from `full_job_hours`, net wage full_wage x norm x hours / 36 within 5% below and 20% above
/// *(judgement)*, and at least the norm of the household: what pays less does not end the benefit. Worse fit after
/// pressure: lhr_sanction_separation fading with the sanction, and lhr_sep_per_required_application per checked
/// application above the reference.
inline void take_job(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const Parameters& p = *at.c->p;
    const std::size_t i = row - at.first;
    const auto words = event_words(at, row);
    const float hourly = p.full_wage * at.c->law.norm_single * (1.0F / 36.0F) * (0.95F + 0.25F * uniform_of(words[1]));
    s.hours[row] = hours_of_full_job(uniform_of(words[0]));
    const float pay = hourly * static_cast<float>(s.hours[row]);
    s.wage[row] = round_to_cents(pay > at.r->norm[i] ? pay : at.r->norm[i]);
    const float asked = at.r->treatment.required_applications[i] *
                        (at.r->treatment.check_chance[i] < 0.30F ? at.r->treatment.check_chance[i] / 0.30F : 1.0F);
    const float usual = at.r->waived[i] > 0.0F ? 0.0F : 4.0F;
    const float pressed = at.c->tables->sanction_fade[static_cast<std::size_t>(at.r->whole_since_sanction[i])];
    s.job_fit[row] = p.lhr_sanction_separation * pressed + p.lhr_sep_per_required_application * (asked - usual);
    s.state[row] = static_cast<std::uint8_t>(State::work);
    s.months_in_state[row] = 0;
    s.months_without_work[row] = 0;
    s.subsidised[row] = 0;
}

inline void find_full_work(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const std::size_t partner = partner_of(s, row);
    end_spell(s, row, State::work);
    s.since_break[row] = 0;
    take_job(at, row);
    if (partner != row && on_benefit(static_cast<State>(s.state[partner]))) {
        end_spell(s, partner, State::partner_work);
    }
}

/// Part-time work beside the benefit: hours uniform between 0.4 and 1.6 times part_hours *(judgement)*, paid as a full
/// job.
inline void start_part_time(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const Parameters& p = *at.c->p;
    const auto words = event_words(at, row);
    const float hours = p.part_hours * (0.4F + 1.2F * uniform_of(words[0]));
    s.hours[row] = static_cast<std::uint8_t>(hours + 0.5F);
    s.wage[row] =
        round_to_cents(p.full_wage * at.c->law.norm_single * (1.0F / 36.0F) * static_cast<float>(s.hours[row]));
    s.state[row] = static_cast<std::uint8_t>(State::part_time);
    s.months_in_state[row] = 0;
}

inline void end_part_time(Seekers& s, std::size_t row) noexcept
{
    s.state[row] = static_cast<std::uint8_t>(State::benefit);
    s.months_in_state[row] = 0;
    s.wage[row] = 0;
    s.hours[row] = 0;
}

/// The right to unemployment insurance of a job that ends now: none below ww_least_months of it, ww_short_months below
/// ww_years_needed years, then a month for each year, at most ww_max_months. The years before this job are not known
/// and not counted *(judgement; people who come from benefit seldom meet the condition)*. What is left of an earlier
/// right revives. \source Werkloosheidswet art. 17, 42, 43 (unemployment_insurance.csv)
inline void insure(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const MonthLaw& law = at.c->law;
    const int worked = s.months_in_state[row] + 1;  // this month's work is done
    if (worked < law.ww_least_months) { return; }
    const int years = worked / 12;
    const int by_years = years < law.ww_years_needed ? law.ww_short_months : years;
    const int least = by_years < law.ww_short_months ? law.ww_short_months : by_years;
    const int months = least < law.ww_max_months ? least : law.ww_max_months;
    s.ww_months[row] = static_cast<std::uint8_t>(months > s.ww_months[row] ? months : s.ww_months[row]);
    s.ww_pay[row] = s.wage[row];
}

inline void lose_job(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    insure(at, row);
    s.state[row] = static_cast<std::uint8_t>(State::between_jobs);
    s.months_in_state[row] = 0;
    s.wage[row] = 0;
    s.hours[row] = 0;
    s.job_fit[row] = 0.0F;
    s.since_break[row] = never;
}

/// A job created by policy, at the minimum wage: full_wage x norm x hours / 36, of the hours and months that the offer
/// says. It is no hire from the vacancies and earns no bonus; unbroken work is counted from an ordinary job on. The
/// clock of months without work stands still *(judgement)*.
inline void take_subsidised_job(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const std::size_t i = row - at.first;
    const std::size_t partner = partner_of(s, row);
    const float full = at.c->p->full_wage * at.c->law.norm_single;
    end_spell(s, row, State::work);
    s.since_break[row] = never;
    s.hours[row] = static_cast<std::uint8_t>(at.r->treatment.subsidised_job[i] + 0.5F);
    s.wage[row] = round_to_cents(full * (1.0F / 36.0F) * static_cast<float>(s.hours[row]));
    s.job_fit[row] = 0.0F;
    const float months = at.r->treatment.subsidised_months[i];
    s.subsidised[row] = static_cast<std::uint8_t>(months < 1.0F ? 1.0F : (months > 254.0F ? 254.0F : months + 0.5F));
    if (partner != row && on_benefit(static_cast<State>(s.state[partner]))) {
        end_spell(s, partner, State::partner_work);
    }
}

/// The end of it: hired_on go on in an ordinary job of the same hours and wage, new as to its loss *(judgement)*; the
/// others are between jobs.
inline void end_subsidised_job(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    if (uniform_of(event_words(at, row)[3]) < at.r->treatment.hired_on[row - at.first]) {
        s.months_in_state[row] = 0;
        s.months_without_work[row] = 0;
        s.since_break[row] = 0;
        return;
    }
    lose_job(at, row);
    s.subsidised[row] = after_subsidised;
}

inline void start_spell(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    s.state[row] = static_cast<std::uint8_t>(State::benefit);
    s.months_on_benefit[row] = 0;
    s.months_in_state[row] = 0;
    s.subsidised[row] = 0;
    s.ww_months[row] = 0;
    s.alliance[row] = at.c->p->alliance_start;
    s.guidance[row] = 0.0F;
    s.since_switch[row] = never;
    const std::uint64_t person = make_person(at.municipality, s.arrival[row]).value;
    s.caseworker[row] = slot_of(person, at.slots);
}

/// Back to benefit; the partner comes along. A household with a full job has no right to benefit: beside a partner in
/// work this person goes on without, as after the partner's exit to work.
inline void return_to_benefit(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const std::size_t partner = partner_of(s, row);
    const auto with = static_cast<State>(s.state[partner]);
    if (partner != row && with == State::work) {
        s.state[row] = static_cast<std::uint8_t>(State::partner_work);
        s.months_in_state[row] = 0;
        s.subsidised[row] = 0;
        return;
    }
    start_spell(at, row);
    if (partner != row && (with == State::partner_work || with == State::left || with == State::between_jobs ||
                           with == State::inactive || with == State::deterred)) {
        start_spell(at, partner);
    }
}

/// Why this household leaves without work, by luck of its own. \source CBS StatLine 81574NED, see exit_share_...
[[nodiscard]] inline Reason reason_of_exit(const EventSite& at, std::size_t row) noexcept
{
    const Seekers& s = *at.s;
    const bool couple = (s.traits[row] & trait::couple) != 0U;
    const std::uint32_t household = couple ? (s.arrival[row] & ~1U) : s.arrival[row];
    const auto words = philox4x32(
        {household, at.municipality, static_cast<std::uint32_t>(at.c->month), number_of(Luck::reason)}, at.c->key);
    const float u = uniform_of(words[0]);
    int reason = 1;
    while (reason + 1 < reason_count && u >= at.c->tables->reason_up_to[static_cast<std::size_t>(reason)]) { ++reason; }
    return static_cast<Reason>(reason);
}

/// Off benefit without work; the household leaves together.
inline void leave_benefit(Seekers& s, std::size_t row, Reason reason) noexcept
{
    const std::size_t partner = partner_of(s, row);
    end_spell(s, row, State::left);
    s.left_for[row] = static_cast<std::uint8_t>(reason);
    if (partner == row || !on_benefit(static_cast<State>(s.state[partner]))) { return; }
    end_spell(s, partner, State::left);
    s.left_for[partner] = static_cast<std::uint8_t>(reason);
}

/// Tired of looking between jobs.
inline void give_up(Seekers& s, std::size_t row) noexcept
{
    s.state[row] = static_cast<std::uint8_t>(State::inactive);
    s.months_in_state[row] = 0;
    s.subsidised[row] = 0;
}

/// State-pension age: final. The partner goes on alone, with half the couple's norm.
inline void retire(Seekers& s, std::size_t row) noexcept
{
    const std::size_t partner = partner_of(s, row);
    const bool was_on_benefit = on_benefit(static_cast<State>(s.state[row]));
    end_spell(s, row, State::pensioned);
    if (!was_on_benefit) { s.exit_kind[row] = 0; }
    s.traits[row] &= ~trait::paired;
    s.traits[partner] &= ~trait::paired;
    if (static_cast<State>(s.state[partner]) == State::partner_work) {
        s.state[partner] = static_cast<std::uint8_t>(State::left);
        s.left_for[partner] = static_cast<std::uint8_t>(Reason::partner);
        s.months_in_state[partner] = 0;
    }
}

/// The claim (E15). A search period or work-first rule deters applicant_deterrence of the applicants (scaled by weeks /
/// 4, at most one and a half times); of them deterred_in_work work instead, the others have neither work nor benefit.
/// Partners decide together, by the luck of the first.
inline void apply(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const Parameters& p = *at.c->p;
    const std::size_t i = row - at.first;
    const bool couple = (s.traits[row] & trait::couple) != 0U;
    const std::uint32_t household = couple ? (s.arrival[row] & ~1U) : s.arrival[row];
    const auto words = philox4x32(
        {household, at.municipality, static_cast<std::uint32_t>(at.c->month), number_of(Luck::application)}, at.c->key);
    const float weeks = at.r->treatment.search_weeks[i] * 0.25F;
    const float gate = at.r->treatment.work_first[i] > weeks ? at.r->treatment.work_first[i] : weeks;
    const float deters = p.applicant_deterrence * (gate > 1.5F ? 1.5F : gate);
    if (uniform_of(words[0]) < deters) {
        s.months_in_state[row] = 0;
        s.state[row] = static_cast<std::uint8_t>(State::deterred);
        if (uniform_of(words[1]) < p.deterred_in_work) {
            s.since_break[row] = never;
            take_job(at, row);
        }
        return;
    }
    start_spell(at, row);
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
