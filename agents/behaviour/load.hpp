#pragma once
/// From the narrow columns of `Seekers` to the working set of a block, and back.

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "agents/rows.hpp"
#include "agents/seekers.hpp"
#include "sim/core/level.hpp"
#include "sim/core/luck.hpp"
#include "sim/core/philox.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// Philox blocks of four uniforms that a row uses every month.
inline constexpr int luck_groups_per_month = 3;
/// Exponentials and logarithms that a row uses every month, counted in agents/behaviour: 4 rates, 1 care start,
/// 4 clocks, 1 contact, and one logarithm in each of two normal quantiles.
inline constexpr int exponentials_per_month = 12;

template <class T>
inline void widen(const T* from, float* to) noexcept
{
#pragma omp simd
    for (int i = 0; i < rows; ++i) { to[i] = static_cast<float>(from[i]); }
}

template <class T>
inline void clock(const T* from, std::int32_t* whole, float* to) noexcept
{
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const std::int32_t months = from[i] < 255 ? from[i] : 255;
        whole[i] = months;
        to[i] = static_cast<float>(months);
    }
}

inline void bit(const std::uint32_t* traits, std::uint32_t mask, float* to) noexcept
{
#pragma omp simd
    for (int i = 0; i < rows; ++i) { to[i] = (traits[i] & mask) != 0U ? 1.0F : 0.0F; }
}

template <class T>
inline void is(const T* codes, T code, float* to) noexcept
{
#pragma omp simd
    for (int i = 0; i < rows; ++i) { to[i] = codes[i] == code ? 1.0F : 0.0F; }
}

/// y[i] = x of the partner's row (rows 2k and 2k+1). Meaningless where `paired` is 0. Both floats of a pair change
/// places as the halves of one word: g++ vectorises that, and not the exchange of floats.
inline void swap_partners(const float* x, float* y) noexcept
{
#pragma omp simd
    for (int k = 0; k < rows / 2; ++k) {
        std::uint64_t pair = 0;
        std::memcpy(&pair, x + 2 * k, sizeof pair);
        pair = pair << 32U | pair >> 32U;
        std::memcpy(y + 2 * k, &pair, sizeof pair);
    }
}

/// Draws the month's uniforms. Luck of the household is keyed by the first partner, so that both meet the same.
inline void draw_luck(Rows& r, const Seekers& s, std::size_t first, const MonthContext& c,
                      std::uint32_t municipality) noexcept
{
    alignas(64) std::uint32_t who[rows];
    alignas(64) std::uint32_t household[rows];
    alignas(64) std::uint32_t place[rows];
    const std::uint32_t* arrival = s.arrival.data() + first;
    const std::uint32_t* traits = s.traits.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        who[i] = arrival[i];
        household[i] = (traits[i] & trait::couple) != 0U ? (arrival[i] & ~1U) : arrival[i];
        place[i] = municipality;
    }
    const auto month = static_cast<std::uint32_t>(c.month);
    fill_uniforms(c.key, who, place, rows, month, number_of(Luck::body), r.u_mental, r.u_physical, r.u_care,
                  r.u_monitor);
    fill_uniforms(c.key, household, place, rows, month, number_of(Luck::household), r.u_shock, r.u_debt_end,
                  r.u_debt_help, r.u_other);
    fill_uniforms(c.key, who, place, rows, month, number_of(Luck::work), r.u_job, r.u_part, r.u_state, r.u_activity);
}

inline void load_attributes(Rows& r, const Seekers& s, std::size_t first, const MonthContext& c) noexcept
{
    const std::uint32_t* traits = s.traits.data() + first;
    const std::int16_t* birth = s.birth_month.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const auto level = static_cast<std::int32_t>((traits[i] & trait::education_mask) >> trait::education_shift);
        r.education[i] = static_cast<float>(level);
        r.middle[i] = level == 1 ? 1.0F : 0.0F;
        r.high[i] = level == 2 ? 1.0F : 0.0F;
        r.age[i] = static_cast<float>(c.month - birth[i]) * (1.0F / 12.0F);
    }
    bit(traits, trait::woman, r.woman);
    bit(traits, trait::single_parent, r.single_parent);
    bit(traits, trait::couple, r.couple);
    bit(traits, trait::paired, r.paired);
    bit(traits, trait::young_child, r.young_child);
    bit(traits, trait::under_water, r.owner_under_water);
    bit(traits, trait::reciprocal, r.reciprocal);
    bit(traits, trait::attachment_prone, r.attachment_prone);
    bit(traits, trait::in_stock, r.in_stock);
    widen(s.language.data() + first, r.language);
    widen(s.frailty.data() + first, r.frailty);
    widen(s.frailty_other.data() + first, r.frailty_other);
    widen(s.mental_set.data() + first, r.mental_set);
    widen(s.physical_set.data() + first, r.physical_set);
    widen(s.motivation_set.data() + first, r.motivation_set);
    widen(s.trust_set.data() + first, r.trust_set);
    widen(s.slack.data() + first, r.slack);
    widen(s.self_selection.data() + first, r.self_selection);
    widen(s.waiver_rank.data() + first, r.waiver_rank);
    widen(s.neighbourhood.data() + first, r.neighbourhood);
}

inline void load_state(Rows& r, const Seekers& s, std::size_t first) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool part = state[i] == static_cast<std::uint8_t>(State::part_time);
        r.part_time[i] = part ? 1.0F : 0.0F;
        r.on_benefit[i] = part || state[i] == static_cast<std::uint8_t>(State::benefit) ? 1.0F : 0.0F;
        r.present[i] = state[i] != static_cast<std::uint8_t>(State::not_yet) &&
                               state[i] != static_cast<std::uint8_t>(State::pensioned)
                           ? 1.0F
                           : 0.0F;
    }
    const std::uint8_t* subsidised = s.subsidised.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool some = subsidised[i] > 0;
        const bool ended = subsidised[i] == after_subsidised;
        r.in_subsidised[i] = (some & !ended) ? 1.0F : 0.0F;
        r.after_subsidised[i] = ended ? 1.0F : 0.0F;
    }
    is(state, static_cast<std::uint8_t>(State::work), r.in_work);
    is(state, static_cast<std::uint8_t>(State::between_jobs), r.between);
    is(state, static_cast<std::uint8_t>(State::inactive), r.inactive);
    is(state, static_cast<std::uint8_t>(State::left), r.left);
    is(state, static_cast<std::uint8_t>(State::partner_work), r.partner_work);
    is(state, static_cast<std::uint8_t>(State::deterred), r.deterred);
    const std::uint8_t* left_for = s.left_for.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) { r.left_for[i] = left_for[i]; }
    widen(s.months_on_benefit.data() + first, r.months_on_benefit);
    clock(s.months_without_work.data() + first, r.whole_without_work, r.months_without_work);
    clock(s.months_in_state.data() + first, r.whole_in_state, r.months_in_state);
    clock(s.since_sanction.data() + first, r.whole_since_sanction, r.since_sanction);
    clock(s.since_switch.data() + first, r.whole_since_switch, r.since_switch);
    clock(s.since_exit.data() + first, r.whole_since_exit, r.since_exit);
    widen(s.since_warning.data() + first, r.since_warning);
    widen(s.since_inspection.data() + first, r.since_inspection);
    widen(s.caseworker.data() + first, r.slot);
    widen(s.hours.data() + first, r.hours);
}

inline void load_scores_and_money(Rows& r, const Seekers& s, std::size_t first) noexcept
{
    widen(s.mental_health.data() + first, r.mental_health);
    widen(s.physical_health.data() + first, r.physical_health);
    widen(s.motivation.data() + first, r.motivation);
    widen(s.trust.data() + first, r.trust);
    widen(s.skill.data() + first, r.skill);
    widen(s.alliance.data() + first, r.alliance);
    widen(s.known.data() + first, r.known);
    widen(s.guidance.data() + first, r.guidance);
    widen(s.job_fit.data() + first, r.job_fit);
    const std::int32_t* debt = s.debt.data() + first;
    const std::int32_t* savings = s.savings.data() + first;
    const std::int32_t* wage = s.wage.data() + first;
    const std::int32_t* ww_pay = s.ww_pay.data() + first;
    const std::uint8_t* ww_months = s.ww_months.data() + first;
    const std::uint8_t* sanction = s.sanction_months.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool insured = ww_months[i] > 0 && r.between[i] > 0.0F;
        r.insured_pay[i] = insured ? static_cast<float>(ww_pay[i]) * 0.01F : 0.0F;
        r.debt_cents[i] = debt[i];
        r.savings_cents[i] = savings[i];
        r.wage_cents[i] = wage[i];
        r.debt[i] = static_cast<float>(debt[i]) * 0.01F;
        r.wage[i] = static_cast<float>(wage[i]) * 0.01F;
        r.sanctioned[i] = sanction[i] > 0 ? 1.0F : 0.0F;
    }
    widen(s.problem_debt.data() + first, r.problem_debt);
    const std::uint8_t* help = s.debt_help.data() + first;
    is(help, static_cast<std::uint8_t>(DebtHelp::waiting), r.waiting_for_help);
    is(help, static_cast<std::uint8_t>(DebtHelp::in_plan), r.in_plan);
    is(help, static_cast<std::uint8_t>(DebtHelp::discharged), r.discharged);
    is(help, static_cast<std::uint8_t>(DebtHelp::relieved_in_part), r.relieved_in_part);
    const std::uint8_t* activity = s.activity.data() + first;
    is(activity, static_cast<std::uint8_t>(Activity::volunteering), r.volunteering);
    is(s.care.data() + first, static_cast<std::uint8_t>(Care::in_treatment), r.in_care);
}

/// Fills the working set of the block that starts at row `first`.
inline void load_rows(Rows& r, const Seekers& s, std::size_t first, const MonthContext& c,
                      std::uint32_t municipality) noexcept
{
    draw_luck(r, s, first, c, municipality);
    load_attributes(r, s, first, c);
    load_state(r, s, first);
    load_scores_and_money(r, s, first);
}

/// Writes back what the rules of the month changed; rare events write their columns themselves. People who have not
/// applied yet stay as they were drawn, however early their block was looked at.
inline void store_rows(const Rows& r, Seekers& s, std::size_t first) noexcept
{
    float* mental = s.mental_health.data() + first;
    float* physical = s.physical_health.data() + first;
    float* motivation = s.motivation.data() + first;
    float* trust = s.trust.data() + first;
    float* skill = s.skill.data() + first;
    float* alliance = s.alliance.data() + first;
    float* known = s.known.data() + first;
    float* guidance = s.guidance.data() + first;
    std::uint8_t* problem = s.problem_debt.data() + first;
    std::int32_t* debt = s.debt.data() + first;
    std::int32_t* savings = s.savings.data() + first;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        mental[i] = r.present[i] > 0.0F ? r.mental_health[i] : mental[i];
        physical[i] = r.present[i] > 0.0F ? r.physical_health[i] : physical[i];
        motivation[i] = r.present[i] > 0.0F ? r.motivation[i] : motivation[i];
        trust[i] = r.present[i] > 0.0F ? r.trust[i] : trust[i];
        skill[i] = r.present[i] > 0.0F ? r.skill[i] : skill[i];
        alliance[i] = r.present[i] > 0.0F ? r.alliance[i] : alliance[i];
        known[i] = r.present[i] > 0.0F ? r.known[i] : known[i];
        guidance[i] = r.present[i] > 0.0F ? r.guidance[i] : guidance[i];
        debt[i] = r.debt_cents[i];
        savings[i] = r.savings_cents[i];
    }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const std::uint8_t now = r.problem_debt[i] > 0.0F ? 1 : 0;
        problem[i] = r.present[i] > 0.0F ? now : problem[i];
    }
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
