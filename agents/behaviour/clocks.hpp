#pragma once
/// Counters that run every month, and which rows meet an event.

#include <cstddef>
#include <cstdint>

#include "agents/behaviour/budget.hpp"
#include "agents/behaviour/events.hpp"
#include "agents/rows.hpp"
#include "agents/seekers.hpp"
#include "sim/core/level.hpp"
#include "sim/core/math.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// One more month since something; 255 (never) and 254 (long ago) stay.
inline std::uint8_t one_more(std::uint8_t months) noexcept
{
    return months < 254 ? static_cast<std::uint8_t>(months + 1) : months;
}

inline void count_months(Seekers& s, const Rows& r, std::size_t first) noexcept
{
    std::int16_t* in_state = s.months_in_state.data() + first;
    std::int16_t* on_benefit = s.months_on_benefit.data() + first;
    std::int16_t* without_work = s.months_without_work.data() + first;
    std::uint8_t* since_exit = s.since_exit.data() + first;
    std::uint8_t* since_break = s.since_break.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool present = r.present[i] > 0.0F;
        const bool served = r.on_benefit[i] > 0.0F;
        const bool works = r.in_work[i] > 0.0F;
        const bool idle = r.present[i] - r.in_work[i] - r.part_time[i] > 0.0F;
        const bool away = !served;
        in_state[i] = static_cast<std::int16_t>(in_state[i] + (present ? 1 : 0));
        on_benefit[i] = static_cast<std::int16_t>(on_benefit[i] + (served ? 1 : 0));
        without_work[i] = static_cast<std::int16_t>(without_work[i] + (idle ? 1 : 0));
        since_exit[i] = away ? one_more(since_exit[i]) : since_exit[i];
        since_break[i] = works ? one_more(since_break[i]) : since_break[i];
    }
    std::uint8_t* sanction = s.since_sanction.data() + first;
    std::uint8_t* warning = s.since_warning.data() + first;
    std::uint8_t* inspection = s.since_inspection.data() + first;
    std::uint8_t* left = s.sanction_months.data() + first;
    std::uint8_t* subsidised = s.subsidised.data() + first;
    std::uint8_t* insured = s.ww_months.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        insured[i] = r.insured_pay[i] > 0.0F ? static_cast<std::uint8_t>(insured[i] - 1) : insured[i];
        sanction[i] = one_more(sanction[i]);
        warning[i] = one_more(warning[i]);
        inspection[i] = one_more(inspection[i]);
        left[i] = left[i] > 0 ? static_cast<std::uint8_t>(left[i] - 1) : std::uint8_t{0};
        subsidised[i] = r.in_subsidised[i] > 0.0F ? static_cast<std::uint8_t>(subsidised[i] - 1) : subsidised[i];
    }
}

/// Wages follow the norm, which the law derives from the minimum wage. \source Participatiewet art. 37, 38
inline void index_wages(Seekers& s, const MonthContext& c, std::size_t first) noexcept
{
    if (c.law.indexation == 1.0F) { return; }
    std::int32_t* wage = s.wage.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) { wage[i] = round_to_cents(static_cast<float>(wage[i]) * 0.01F * c.law.indexation); }
}

/// Care, activities, arrears and changes of caseworker.
inline void count_services(Seekers& s, const Rows& r, const MonthContext& c, std::size_t first) noexcept
{
    std::uint8_t* care = s.care.data() + first;
    std::uint8_t* care_months = s.care_months.data() + first;
    std::uint8_t* since_care = s.since_care.data() + first;
    const auto treated = static_cast<std::uint8_t>(Care::in_treatment);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const std::uint8_t stays = care_months[i] == 1 ? std::uint8_t{0} : std::uint8_t{0xFF};
        const std::uint8_t since = one_more(since_care[i]);
        const std::uint8_t fewer = care_months[i] > 0 ? static_cast<std::uint8_t>(care_months[i] - 1) : std::uint8_t{0};
        since_care[i] = care[i] == treated ? std::uint8_t{0} : since;
        care[i] &= stays;  // a choice between 0 and care[i] would be a conditional store
        care_months[i] = fewer;
    }
    std::uint8_t* activity = s.activity.data() + first;
    std::uint8_t* activity_months = s.activity_months.data() + first;
    std::uint8_t* arrears = s.since_arrears.data() + first;
    std::uint8_t* switched = s.since_switch.data() + first;
    const auto least = static_cast<std::int32_t>(c.p->arrears_least * 100.0F);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        activity[i] = activity_months[i] == 1 ? std::uint8_t{0} : activity[i];
        activity_months[i] =
            activity_months[i] > 0 ? static_cast<std::uint8_t>(activity_months[i] - 1) : std::uint8_t{0};
        const std::uint8_t quiet = one_more(arrears[i]);
        const std::uint8_t same = one_more(switched[i]);
        arrears[i] = r.new_debt[i] >= least ? std::uint8_t{0} : quiet;
        switched[i] = r.caseworker_left[i] > 0.0F ? std::uint8_t{0} : same;
    }
}

/// Bits of the events that a row meets this month.
namespace event {
inline constexpr std::uint32_t full_work = 1U << 0;
inline constexpr std::uint32_t other = 1U << 1;  ///< another exit, giving up between jobs, or back after another exit
inline constexpr std::uint32_t part_time = 1U << 2;  ///< part-time work starts or ends
inline constexpr std::uint32_t state = 1U << 3;      ///< job lost, or back to benefit
inline constexpr std::uint32_t punished = 1U << 4;
inline constexpr std::uint32_t care = 1U << 5;
inline constexpr std::uint32_t volunteers = 1U << 6;
inline constexpr std::uint32_t debt_help = 1U << 7;
inline constexpr std::uint32_t applies = 1U << 8;
inline constexpr std::uint32_t retires = 1U << 9;
inline constexpr std::uint32_t inspected = 1U << 10;        ///< and nothing found
inline constexpr std::uint32_t found_out = 1U << 11;        ///< inspected, and the benefit ends
inline constexpr std::uint32_t subsidised = 1U << 12;       ///< takes a subsidised job
inline constexpr std::uint32_t subsidised_ends = 1U << 13;  ///< its months are over
}  // namespace event

/// Competing events: each cause has its own draw and clock -ln(u) / rate; the first below a month happens, so raising
/// one rate never reshuffles another. Partners share the clock of the household's causes.
inline void find_moves(Rows& r, const BlockSurroundings& around, std::uint32_t* events) noexcept
{
    for (int k = 0; k < rows; k += 2) {
        const float together = r.paired[k + 1] * (r.on_benefit[k] * r.on_benefit[k + 1] + r.left[k] * r.left[k + 1]);
        r.other_rate[k + 1] = together > 0.0F ? r.other_rate[k] : r.other_rate[k + 1];
    }
    const std::array<float, 3> market = around.market;
    alignas(64) Column takes_job;
    alignas(64) Column leaves;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float middle_or_low = r.middle[i] > 0.0F ? market[1] : market[0];
        const float factor = r.high[i] > 0.0F ? market[2] : middle_or_low;
        const float job_rate = r.job_rate[i] * factor;
        const float job_clock = -math::log(r.u_job[i]);
        const float other_clock = -math::log(r.u_other[i]);
        const bool other = other_clock < r.other_rate[i];
        const bool job = job_clock < job_rate;
        const bool job_first = job_clock * r.other_rate[i] <= other_clock * job_rate;
        const bool full = job & (!other | job_first);
        r.job_rate[i] = job_rate;
        takes_job[i] = full ? 1.0F : 0.0F;
        leaves[i] = (other & !full) ? 1.0F : 0.0F;
    }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool stays = takes_job[i] + leaves[i] == 0.0F;
        const bool part = -math::log(r.u_part[i]) < r.part_rate[i];
        const bool state = -math::log(r.u_state[i]) < r.state_rate[i];
        events[i] = (takes_job[i] > 0.0F ? event::full_work : 0U) | (leaves[i] > 0.0F ? event::other : 0U) |
                    ((part & stays) ? event::part_time : 0U) | ((state & stays) ? event::state : 0U);
    }
}

/// The other events of the month. An imposed duty, care, help with debts and volunteering start at most once a month.
inline void find_services(const Rows& r, const Seekers& s, const MonthContext& c, std::size_t first,
                          std::uint32_t* events) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const policy::TreatmentBlock& t = r.treatment;
    const std::int16_t* apply_month = s.apply_month.data() + first;
    const std::uint8_t* state = s.state.data() + first;
    const std::uint8_t* care = s.care.data() + first;
    const auto not_yet = static_cast<std::uint8_t>(State::not_yet);
    const auto pension = c.law.pension_age * (1.0F / 12.0F);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool wants = r.present[i] * r.problem_debt[i] * (1.0F - r.waiting_for_help[i] - r.in_plan[i]) > 0.0F;
        const bool chance = r.u_debt_help[i] < p.help_start * t.debt_offer[i];
        const bool counting = r.waiting_for_help[i] + r.in_plan[i] > 0.0F;
        const bool no_care = care[i] == 0;
        const bool sick = r.u_care[i] < r.care_rate[i];
        const bool served = r.on_benefit[i] > 0.0F;
        const bool visited = r.u_activity[i] > 1.0F - t.inspection_rate[i];
        const bool hit = r.u_activity[i] > 1.0F - t.inspection_rate[i] * t.inspection_hits[i];
        const bool waits = state[i] == not_yet;
        const bool today = apply_month[i] == c.month;
        const bool present = r.present[i] > 0.0F;
        const bool old = r.age[i] >= pension;
        events[i] |= (r.u_monitor[i] < r.punish_rate[i] ? event::punished : 0U) |
                     ((no_care & sick) ? event::care : 0U) |
                     (r.u_activity[i] < r.volunteer_rate[i] ? event::volunteers : 0U) |
                     (((wants & chance) | counting) ? event::debt_help : 0U) | ((waits & today) ? event::applies : 0U) |
                     ((present & old) ? event::retires : 0U) | ((served & visited & !hit) ? event::inspected : 0U) |
                     ((served & hit) ? event::found_out : 0U);
    }
}

/// Subsidised jobs that start, and those whose months are over. Luck is drawn for people under an offer only.
inline void find_subsidised(const EventSite& at, std::uint32_t* events) noexcept
{
    const Rows& r = *at.r;
    const std::uint8_t* left = at.s->subsidised.data() + at.first;
    std::uint32_t any = 0;
#pragma omp simd reduction(| : any)
    for (int i = 0; i < rows; ++i) {
        const bool over = left[i] == 0;
        const bool was = r.in_subsidised[i] > 0.0F;
        events[i] |= (over & was) ? event::subsidised_ends : 0U;
        any |= r.subsidised_rate[i] > 0.0F ? 1U : 0U;
    }
    if (any == 0U) { return; }
    for (std::size_t i = 0; i < rows; ++i) {
        if (r.subsidised_rate[i] <= 0.0F) { continue; }
        const float u = uniform_of(event_words(at, at.first + i)[2]);
        events[i] |= u < r.subsidised_rate[i] ? event::subsidised : 0U;
    }
}

/// A sanction withholds sanction_share for sanction_months; a warning comes first where the policy says so and none was
/// given in the last twelve months.
inline void punish(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const std::size_t i = row - at.first;
    if (at.r->treatment.warning_first[i] > 0.0F && s.since_warning[row] >= 12) {
        s.since_warning[row] = 0;
        return;
    }
    s.since_sanction[row] = 0;
    s.sanction_months[row] = static_cast<std::uint8_t>(at.r->treatment.sanction_months[i]);
}

inline std::uint8_t whole_months(float m) noexcept
{
    return static_cast<std::uint8_t>(m < 1.0F ? 1.0F : (m > 240.0F ? 240.0F : m));
}

/// A debt plan of the law's length times debt_plan_scale. What it forgives is agreed now, so a later policy does not
/// change it.
inline void start_plan(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const policy::TreatmentBlock& t = at.r->treatment;
    const std::size_t i = row - at.first;
    s.debt_help[row] = static_cast<std::uint8_t>(DebtHelp::in_plan);
    s.debt_months[row] = whole_months(at.c->law.plan_months * t.debt_plan_scale[i]);
    s.plan_relief[row] = static_cast<std::uint8_t>(100.0F * t.relief_share[i] + 0.5F);
}

/// The plan is over: the agreed percent of the debt is forgiven. \return cents forgiven
inline std::int32_t end_plan(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const std::size_t i = row - at.first;
    const std::int32_t percent = s.plan_relief[row];
    const auto forgiven = static_cast<std::int32_t>(std::int64_t{s.debt[row]} * percent / 100);
    s.debt[row] -= forgiven;
    const float margin = at.r->income[i] - at.c->law.protected_share * at.r->norm[i];
    s.problem_debt[row] = is_problem_debt(static_cast<float>(s.debt[row]) * 0.01F, margin, *at.c->p) > 0.0F ? 1 : 0;
    const DebtHelp in_part = percent > 0 ? DebtHelp::relieved_in_part : DebtHelp::none;
    s.debt_help[row] = static_cast<std::uint8_t>(percent == 100 ? DebtHelp::discharged : in_part);
    return forgiven;
}

/// Debt help of the household: asked for, then debt_wait months of waiting (none below 1), then a plan.
/// \return cents forgiven
inline std::int32_t move_debt_help(const EventSite& at, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const float wait = at.r->treatment.debt_wait[row - at.first];
    const auto help = static_cast<DebtHelp>(s.debt_help[row]);
    const bool counting = help == DebtHelp::waiting || help == DebtHelp::in_plan;
    if (counting && s.debt[row] == 0) {  // the debt ended by itself
        s.debt_help[row] = static_cast<std::uint8_t>(DebtHelp::none);
        return 0;
    }
    if (counting && --s.debt_months[row] > 0) { return 0; }
    if (help == DebtHelp::in_plan) { return end_plan(at, row); }
    if (help == DebtHelp::waiting || wait < 1.0F) {
        start_plan(at, row);
        return 0;
    }
    s.debt_help[row] = static_cast<std::uint8_t>(DebtHelp::waiting);
    s.debt_months[row] = whole_months(wait);
    return 0;
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
