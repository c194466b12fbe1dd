#pragma once
/// Measuring a block: states become bits and are counted by group with popcounts; quantities become whole units and are
/// summed by group, exactly, so that no order of adding changes a bit.

#include <bit>
#include <cstring>

#include "agents/behaviour/load.hpp"
#include "agents/rows.hpp"
#include "agents/seekers.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"
#include "sim/month/record.hpp"

namespace vangnet::inline VANGNET_LEVEL {

using agents::Rows;
using agents::Seekers;
using agents::State;
using Flags = std::uint8_t[agents::rows];

inline constexpr int strips = block_rows / agents::rows;
static_assert(agents::rows == 64, "one word of bits per strip");

/// Latent score below which mental health counts as poor: one sd below the adult mean. *(judgement)*
inline constexpr float poor_mental_health = -1.0F;

/// From here a spell on benefit is long: 5 years. [months] \source the last class of CBS 82663NED (duration on benefit)
inline constexpr std::int16_t long_spell_months = 60;

/// What a block's people are and have this month, before it is added up by group.
struct BlockMeasures {
    std::uint64_t bits[counts][strips];
    alignas(64) std::int32_t units[sums][block_rows];  ///< see `units_of` in record.hpp
};

/// 64 flags of 0 or 1 as bits.
[[nodiscard]] inline std::uint64_t pack(const Flags& flags) noexcept
{
    std::uint64_t out = 0;
    for (int byte = 0; byte < 8; ++byte) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, flags + byte * 8, 8);
        out |= ((eight * 0x0102040810204080ULL) >> 56U) << (byte * 8);
    }
    return out;
}

struct StripFlags {
    alignas(64) Flags of[counts];
    Flags& operator[](Count c) noexcept { return of[static_cast<int>(c)]; }
};

[[nodiscard]] inline bool is(std::uint8_t code, State s) noexcept { return code == static_cast<std::uint8_t>(s); }

inline void flag_states(StripFlags& f, const Rows& r, const Seekers& s, std::size_t first) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
    const std::uint8_t* hours = s.hours.data() + first;
    const std::uint8_t* unbroken = s.since_break.data() + first;
    const std::uint8_t* subsidised = s.subsidised.data() + first;
    const std::uint8_t* problem = s.problem_debt.data() + first;
    const std::uint8_t* left_for = s.left_for.data() + first;
    const std::uint8_t* insurance = s.ww_months.data() + first;
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool part = is(state[i], State::part_time);
        const bool work = is(state[i], State::work);
        const bool without_work = is(state[i], State::benefit);
        const bool between = is(state[i], State::between_jobs);
        const bool inactive = is(state[i], State::inactive);
        const bool deterred = is(state[i], State::deterred);
        const bool left = is(state[i], State::left);
        const bool works = part | work;
        const bool twelve = hours[i] >= 12;
        const bool full = hours[i] > 27;
        f[Count::on_benefit][i] = part | without_work;
        f[Count::work_any][i] = works;
        f[Count::work_12h][i] = works & twelve;
        f[Count::work_27h][i] = works & full;
        f[Count::work_off_benefit][i] = work;
        f[Count::part_time][i] = part;
        f[Count::exit_without_work][i] = between | inactive | deterred | left;
        const bool ended = left & (left_for[i] == static_cast<std::uint8_t>(agents::Reason::ended));
        const bool insured = between & (insurance[i] > 0);
        f[Count::poor_without_benefit][i] = (between & !insured) | inactive | deterred | ended;
        f[Count::ended_by_office][i] = ended;
        f[Count::partner_works][i] = is(state[i], State::partner_work);
        f[Count::deterred][i] = deterred;
    }
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool work = is(state[i], State::work);
        const bool whole = unbroken[i] != agents::never;
        const bool six = unbroken[i] >= 6;
        const bool eighteen = unbroken[i] >= 18;
        f[Count::sustained_6][i] = work & whole & six;
        f[Count::sustained_18][i] = work & whole & eighteen;
        const bool created = subsidised[i] != 0;
        f[Count::pensioned][i] = is(state[i], State::pensioned);
        f[Count::subsidised_job][i] = work & created;
    }
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool present = r.present[i] > 0.0F;
        const bool above = r.income[i] > 1.001F * r.norm[i];
        const bool below = r.income[i] < 0.999F * r.norm[i];
        const bool debt = problem[i] != 0;
        const bool served = r.on_benefit[i] > 0.0F;
        const bool waived = r.waived[i] > 0.0F;
        const float health = self_rated_health(r.physical_health[i], r.mental_health[i]);
        const bool good = health > good_health_above;
        const bool bad = health < bad_health_below;
        const bool poor_health = r.mental_health[i] < poor_mental_health;
        f[Count::income_above_benefit][i] = present & above;
        f[Count::poverty][i] = present & below;
        f[Count::problem_debt][i] = present & debt;
        f[Count::followed][i] = present;
        f[Count::poor_mental_health][i] = present & poor_health;
        f[Count::duty_waived][i] = served & waived;
        f[Count::health_good][i] = present & good;
        f[Count::health_bad][i] = present & bad;
    }
}

inline void flag_exits(StripFlags& f, const Seekers& s, std::size_t first) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
    const std::uint8_t* since_exit = s.since_exit.data() + first;
    const std::uint8_t* kind = s.exit_kind.data() + first;
    const std::uint8_t* activity = s.activity.data() + first;
    const std::int16_t* spell = s.months_on_benefit.data() + first;
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool part = is(state[i], State::part_time);
        const bool without_work = is(state[i], State::benefit);
        const bool benefit = part | without_work;
        const bool now = since_exit[i] == 0;
        const bool exits = now & !benefit;
        const bool to_work = is(kind[i], State::work);
        const bool left = is(kind[i], State::left);
        const bool through_partner = is(kind[i], State::partner_work);
        const bool fresh = spell[i] == 0;
        const bool before = since_exit[i] != agents::never;
        const bool five_years = spell[i] >= long_spell_months;
        f[Count::returns][i] = benefit & fresh & before;
        f[Count::exits_to_work][i] = exits & to_work;
        f[Count::other_exits][i] = exits & (left | through_partner);
        f[Count::participation][i] = activity[i] != 0;
        f[Count::long_spell][i] = benefit & five_years;
    }
}

inline void flag_services(StripFlags& f, const Rows& r, const Seekers& s, std::size_t first) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
    const std::uint8_t* sanction_months = s.sanction_months.data() + first;
    const std::uint8_t* since_sanction = s.since_sanction.data() + first;
    const std::uint8_t* since_warning = s.since_warning.data() + first;
    const std::uint8_t* since_inspection = s.since_inspection.data() + first;
    const std::uint8_t* care = s.care.data() + first;
    const std::uint8_t* since_care = s.since_care.data() + first;
    const std::uint8_t* since_arrears = s.since_arrears.data() + first;
    const std::uint8_t* debt_help = s.debt_help.data() + first;
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool absent = is(state[i], State::not_yet);
        const bool pensioned = is(state[i], State::pensioned);
        const bool present = !(absent | pensioned);
        const bool sanctioned = since_sanction[i] == 0;
        const bool warned = since_warning[i] == 0;
        const bool inspected = since_inspection[i] == 0;
        const bool cared = care[i] != 0;
        const bool cared_before = since_care[i] < 12;
        const bool arrears = since_arrears[i] < 12;
        const bool waiting = debt_help[i] == 1;
        const bool plan = debt_help[i] == 2;
        f[Count::sanctioned][i] = sanction_months[i] > 0;
        f[Count::sanctions][i] = present & sanctioned;
        f[Count::warned][i] = present & warned;
        f[Count::inspected][i] = present & inspected;
        f[Count::in_care][i] = present & cared;
        f[Count::care_past_year][i] = present & cared_before;
        f[Count::arrears_past_year][i] = present & arrears;
        f[Count::debt_help][i] = present & (waiting | plan);
    }
    alignas(64) agents::Column helped;  // before this month, or counted with the first partner
    for (int k = 0; k < agents::rows; k += 2) {
        helped[k] = r.waiting_for_help[k] + r.in_plan[k];
        helped[k + 1] = r.waiting_for_help[k + 1] + r.in_plan[k + 1] + r.paired[k + 1];
    }
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool waiting = debt_help[i] == 1;
        const bool plan = debt_help[i] == 2;
        const bool fresh = helped[i] == 0.0F;
        f[Count::debt_help_starts][i] = (waiting | plan) & fresh;
    }
}

/// A quantity in whole units, cut off where 256 rows of it could no longer be added in 32 bits.
[[nodiscard]] inline std::int32_t whole_units(float x, float units) noexcept
{
    return static_cast<std::int32_t>(clamp(x * units, -8.0e6F, 8.0e6F));
}

/// \param bonus [EUR]; \param starts  1 for who starts debt help this month
inline void value_money(BlockMeasures& m, const Rows& r, const Seekers& s, const float* bonus, const Flags& starts,
                        std::size_t first, int at) noexcept
{
    const std::uint8_t* hours = s.hours.data() + first;
    const std::int32_t* owed = s.debt.data() + first;  // after the relief of this month
    std::int32_t* benefit_paid = m.units[static_cast<int>(Sum::benefit_paid)] + at;
    std::int32_t* insurance_paid = m.units[static_cast<int>(Sum::insurance_paid)] + at;
    std::int32_t* caseworker_hours = m.units[static_cast<int>(Sum::caseworker_hours)] + at;
    std::int32_t* service_cost = m.units[static_cast<int>(Sum::service_cost)] + at;
    std::int32_t* shared_cost = m.units[static_cast<int>(Sum::shared_cost)] + at;
    std::int32_t* debt = m.units[static_cast<int>(Sum::debt)] + at;
    std::int32_t* income = m.units[static_cast<int>(Sum::income)] + at;
    std::int32_t* worked = m.units[static_cast<int>(Sum::hours_worked)] + at;
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const float each = r.paired[i] > 0.0F ? 0.5F : 1.0F;
        const float premium = each * 0.01F * static_cast<float>(r.premium_cents[i]);
        const float signal = starts[i] != 0 ? r.treatment.signal_cost[i] : 0.0F;
        const float cost = r.present[i] * r.treatment.cost[i] + signal + premium + bonus[i];
        benefit_paid[i] = whole_units(each * static_cast<float>(r.benefit_cents[i]), 2.0F);  // cents to half cents
        insurance_paid[i] = whole_units(each * static_cast<float>(r.insurance_cents[i]), 2.0F);
        caseworker_hours[i] =
            whole_units(r.present[i] * (r.contact_hours[i] + r.duty_hours[i]), units_of(Sum::caseworker_hours));
        service_cost[i] = whole_units(cost, units_of(Sum::service_cost));
        shared_cost[i] = whole_units(r.present[i] * r.treatment.shared_cost[i], units_of(Sum::shared_cost));
        debt[i] = whole_units(r.present[i] * 0.01F * static_cast<float>(owed[i]), units_of(Sum::debt));
        income[i] = whole_units(r.present[i] * each * r.income[i], units_of(Sum::income));
        worked[i] = hours[i];
    }
}

inline void value_scores(BlockMeasures& m, const Rows& r, const Seekers& s, std::size_t first, int at) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
    const std::int16_t* spell = s.months_on_benefit.data() + first;
    constexpr float units = units_of(Sum::mental_health);
    std::int32_t* mental = m.units[static_cast<int>(Sum::mental_health)] + at;
    std::int32_t* physical = m.units[static_cast<int>(Sum::physical_health)] + at;
    std::int32_t* motivation = m.units[static_cast<int>(Sum::motivation)] + at;
    std::int32_t* trust = m.units[static_cast<int>(Sum::trust)] + at;
    std::int32_t* alliance = m.units[static_cast<int>(Sum::alliance)] + at;
    std::int32_t* left_mental = m.units[static_cast<int>(Sum::left_mental_health)] + at;
    std::int32_t* left_physical = m.units[static_cast<int>(Sum::left_physical_health)] + at;
    std::int32_t* left_months = m.units[static_cast<int>(Sum::left_months_on_benefit)] + at;
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool part = is(state[i], State::part_time);
        const bool without_work = is(state[i], State::benefit);
        const std::int32_t still = (part | without_work) ? -1 : 0;  // all bits or none
        mental[i] = whole_units(r.present[i] * r.mental_health[i], units);
        physical[i] = whole_units(r.present[i] * r.physical_health[i], units);
        motivation[i] = whole_units(r.present[i] * r.motivation[i], units);
        trust[i] = whole_units(r.present[i] * r.trust[i], units);
        alliance[i] = whole_units(r.alliance[i], units) & still;
        left_mental[i] = mental[i] & still;
        left_physical[i] = physical[i] & still;
        left_months[i] = spell[i] & still;
    }
}

/// What the people of one strip are and have at the end of the month.
inline void measure_strip(const Rows& r, const Seekers& s, const float* bonus, std::size_t first, int strip,
                          BlockMeasures& m) noexcept
{
    StripFlags flags;
    flag_states(flags, r, s, first);
    flag_exits(flags, s, first);
    flag_services(flags, r, s, first);
    for (int k = 0; k < counts; ++k) { m.bits[k][strip] = pack(flags.of[k]); }
    value_money(m, r, s, bonus, flags[Count::debt_help_starts], first, strip * agents::rows);
    value_scores(m, r, s, first, strip * agents::rows);
}

/// Nobody of a strip is anything or has anything.
inline void clear_strip(BlockMeasures& m, int strip) noexcept
{
    for (auto& bits : m.bits) { bits[strip] = 0; }
    for (auto& units : m.units) { std::memset(units + strip * agents::rows, 0, sizeof(std::int32_t) * agents::rows); }
}

/// All bits set where the row belongs to the group, else none.
inline void masks_of(const std::array<std::uint64_t, strips>& rows, std::int32_t* mask) noexcept
{
    for (int half = 0; half < 2 * strips; ++half) {
        const auto word = static_cast<std::uint32_t>(rows[static_cast<std::size_t>(half / 2)] >> (half % 2 * 32));
#pragma omp simd
        for (int i = 0; i < 32; ++i) { mask[half * 32 + i] = -static_cast<std::int32_t>((word >> i) & 1U); }
    }
}

/// Adds up the rows of one group.
inline void add_up(const BlockMeasures& m, const std::array<std::uint64_t, strips>& rows, GroupRecord& out) noexcept
{
    for (std::size_t k = 0; k < counts; ++k) {
        const auto& b = m.bits[k];
        out.count[k] = std::popcount(b[0] & rows[0]) + std::popcount(b[1] & rows[1]) + std::popcount(b[2] & rows[2]) +
                       std::popcount(b[3] & rows[3]);
    }
    alignas(64) std::int32_t mask[block_rows];
    masks_of(rows, mask);
    for (std::size_t k = 0; k < sums; ++k) {
        const std::int32_t* units = m.units[k];
        std::int32_t sum = 0;
#pragma omp simd reduction(+ : sum)
        for (int i = 0; i < block_rows; ++i) { sum += units[i] & mask[i]; }
        out.sum[k] = sum;
    }
}

inline void take_away(GroupRecord& from, const GroupRecord& part) noexcept
{
    for (std::size_t k = 0; k < counts; ++k) { from.count[k] -= part.count[k]; }
    for (std::size_t k = 0; k < sums; ++k) { from.sum[k] -= part.sum[k]; }
}

/// Counts and sums of every group of the block.
inline void sum_by_group(const BlockMeasures& m, const GroupRows* groups, int group_count,
                         GroupRecord* records) noexcept
{
    for (int g = 0; g < group_count; ++g) {
        if (groups[g].whole < 0) {
            add_up(m, groups[g].rows, records[g]);
            continue;
        }
        records[g] = records[groups[g].whole];
        for (int sibling = groups[g].first_sibling; sibling < g; ++sibling) { take_away(records[g], records[sibling]); }
    }
}

}  // namespace vangnet::inline VANGNET_LEVEL
