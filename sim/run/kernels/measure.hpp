#pragma once
/// Measuring a block: states become bits and are counted by group with popcounts; quantities are summed by group,
/// partial sums by row mod 16 folded in fixed order.

#include <bit>
#include <cstring>

#include "agents/behaviour/load.hpp"
#include "agents/rows.hpp"
#include "agents/seekers.hpp"
#include "sim/core/level.hpp"
#include "sim/run/record.hpp"

namespace vangnet::inline VANGNET_LEVEL {

using agents::Rows;
using agents::Seekers;
using agents::State;
using Flags = std::uint8_t[agents::rows];

/// Latent score below which mental health counts as poor: one sd below the adult mean. *(judgement)*
inline constexpr float poor_mental_health = -1.0F;

/// 256 flags of 0 or 1 as bits.
inline void pack(const Flags& flags, std::array<std::uint64_t, 4>& bits) noexcept
{
    for (int word = 0; word < 4; ++word) {
        std::uint64_t out = 0;
        for (int byte = 0; byte < 8; ++byte) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, flags + word * 64 + byte * 8, 8);
            out |= ((eight * 0x0102040810204080ULL) >> 56U) << (byte * 8);
        }
        bits[static_cast<std::size_t>(word)] = out;
    }
}

struct BlockFlags {
    alignas(64) Flags of[counts];
    Flags& operator[](Count c) noexcept { return of[static_cast<int>(c)]; }
};

[[nodiscard]] inline bool is(std::uint8_t code, State s) noexcept { return code == static_cast<std::uint8_t>(s); }

inline void flag_states(BlockFlags& f, const Rows& r, const Seekers& s, std::size_t first) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
    const std::uint8_t* hours = s.hours.data() + first;
    const std::uint8_t* unbroken = s.since_break.data() + first;
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
        f[Count::part_time][i] = part;
        f[Count::exit_without_work][i] = between | inactive | deterred | left;
        f[Count::poor_without_benefit][i] = between | inactive | deterred;
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
        f[Count::pensioned][i] = is(state[i], State::pensioned);
    }
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool present = r.present[i] > 0.0F;
        const bool above = r.income[i] > 1.001F * r.norm[i];
        const bool below = r.income[i] < 0.999F * r.norm[i];
        const bool debt = r.problem_debt[i] > 0.0F;
        const bool served = r.on_benefit[i] > 0.0F;
        const bool waived = r.waived[i] > 0.0F;
        const float health = 0.9F * r.physical_health[i] + 0.2F * r.mental_health[i];
        f[Count::income_above_benefit][i] = present & above;
        f[Count::poverty][i] = present & below;
        f[Count::problem_debt][i] = present & debt;
        f[Count::poor_mental_health][i] = r.mental_health[i] < poor_mental_health;
        f[Count::duty_waived][i] = served & waived;
        f[Count::health_good][i] = health > good_health_above;
        f[Count::health_bad][i] = health < bad_health_below;
    }
}

inline void flag_exits(BlockFlags& f, const Seekers& s, std::size_t first) noexcept
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
        f[Count::returns][i] = benefit & fresh & before;
        f[Count::exits_to_work][i] = exits & to_work;
        f[Count::other_exits][i] = exits & (left | through_partner);
        f[Count::participation][i] = activity[i] != 0;
    }
}

inline void flag_services(BlockFlags& f, const Seekers& s, std::size_t first) noexcept
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
}

struct BlockSums {
    alignas(64) float of[sums][agents::rows];
    float* operator[](Sum s) noexcept { return of[static_cast<int>(s)]; }
};

inline void value_quantities(BlockSums& v, const Rows& r, const Seekers& s, const float* bonus,
                             std::size_t first) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
    const std::uint8_t* hours = s.hours.data() + first;
    const std::int16_t* spell = s.months_on_benefit.data() + first;
    float* benefit_paid = v[Sum::benefit_paid];
    float* caseworker_hours = v[Sum::caseworker_hours];
    float* service_cost = v[Sum::service_cost];
    float* debt = v[Sum::debt];
    float* income = v[Sum::income];
    float* worked = v[Sum::hours_worked];
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const float each = r.paired[i] > 0.0F ? 0.5F : 1.0F;
        benefit_paid[i] = each * 0.01F * static_cast<float>(r.benefit_cents[i]);
        caseworker_hours[i] = r.present[i] * r.contact_hours[i];
        service_cost[i] =
            r.on_benefit[i] * r.treatment.cost[i] + each * 0.01F * static_cast<float>(r.premium_cents[i]) + bonus[i];
        debt[i] = r.present[i] * r.debt[i];
        income[i] = r.present[i] * each * r.income[i];
        worked[i] = static_cast<float>(hours[i]);
    }
    float* mental = v[Sum::mental_health];
    float* physical = v[Sum::physical_health];
    float* motivation = v[Sum::motivation];
    float* trust = v[Sum::trust];
    float* alliance = v[Sum::alliance];
    float* left_mental = v[Sum::left_mental_health];
    float* left_physical = v[Sum::left_physical_health];
    float* left_months = v[Sum::left_months_on_benefit];
#pragma omp simd
    for (int i = 0; i < agents::rows; ++i) {
        const bool part = is(state[i], State::part_time);
        const bool without_work = is(state[i], State::benefit);
        const float still = (part | without_work) ? 1.0F : 0.0F;
        mental[i] = r.mental_health[i];
        physical[i] = r.physical_health[i];
        motivation[i] = r.motivation[i];
        trust[i] = r.trust[i];
        alliance[i] = still * r.alliance[i];
        left_mental[i] = still * r.mental_health[i];
        left_physical[i] = still * r.physical_health[i];
        left_months[i] = still * static_cast<float>(spell[i]);
    }
}

/// Sum of x over the rows with weight w (0 or 1): 16 partial sums by row mod 16, folded in order.
[[nodiscard]] inline double weighted_sum(const float* x, const float* w) noexcept
{
    alignas(64) float lane[16] = {};
    for (int i = 0; i < agents::rows; i += 16) {
#pragma omp simd
        for (int l = 0; l < 16; ++l) { lane[l] += x[i + l] * w[i + l]; }
    }
    double total = 0.0;
    for (const float part : lane) { total += static_cast<double>(part); }
    return total;
}

inline void weights_of(const std::array<std::uint64_t, 4>& rows, float* w) noexcept
{
    for (int half = 0; half < 8; ++half) {
        const auto word = static_cast<std::uint32_t>(rows[static_cast<std::size_t>(half / 2)] >> (half % 2 * 32));
#pragma omp simd
        for (int i = 0; i < 32; ++i) { w[half * 32 + i] = static_cast<float>((word >> i) & 1U); }
    }
}

/// Counts and sums of every group of the block.
inline void measure_block(const Rows& r, const Seekers& s, const float* bonus, std::size_t first,
                          const GroupRows* groups, int group_count, GroupRecord* records) noexcept
{
    BlockFlags flags;
    BlockSums values;
    flag_states(flags, r, s, first);
    flag_exits(flags, s, first);
    flag_services(flags, s, first);
    value_quantities(values, r, s, bonus, first);
    std::array<std::array<std::uint64_t, 4>, counts> bits;
    for (int k = 0; k < counts; ++k) { pack(flags.of[k], bits[static_cast<std::size_t>(k)]); }
    alignas(64) float weight[agents::rows];
    for (int g = 0; g < group_count; ++g) {
        const auto& rows = groups[g].rows;
        GroupRecord& out = records[g];
        for (std::size_t k = 0; k < bits.size(); ++k) {
            const auto& b = bits[k];
            out.count[k] = std::popcount(b[0] & rows[0]) + std::popcount(b[1] & rows[1]) +
                           std::popcount(b[2] & rows[2]) + std::popcount(b[3] & rows[3]);
        }
        weights_of(rows, weight);
        for (int k = 0; k < sums; ++k) { out.sum[static_cast<std::size_t>(k)] = weighted_sum(values.of[k], weight); }
    }
}

}  // namespace vangnet::inline VANGNET_LEVEL
