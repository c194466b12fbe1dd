#pragma once
/// E4: the household budget, in cents. Partners compute the same household twice, once in each row.

#include <cstring>

#include "agents/behaviour/load.hpp"
#include "agents/rows.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"
#include "sim/core/units.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// Earnings that the means test leaves out: min(share x earnings, cap) in the first `months` of a part-time job.
/// \source Participatiewet art. 31(2)(n)
inline float disregarded(float earnings, float months_in_job, float share, float cap, float months) noexcept
{
    const float kept = minimum(share * earnings, cap);
    return months_in_job < months ? kept : 0.0F;
}

/// Income of the month:
///     counted = earnings - disregarded,  benefit = max(0, norm - counted of both) x (1 - sanction share)
///     income  = benefit + earnings of both + premium + unemployment insurance of both + supplement + support
/// Insurance (WW) is ww_share of the former wage between jobs, here of the net wage *(judgement)*; the supplement
/// (Toeslagenwet art. 2, 3, 8a) fills it up to the norm, at most to the former wage, for singles and for couples with a
/// partner born before 1972 or a young child.
/// Households `without_income` have neither benefit nor work: they live on `support_share` of the norm
/// *(judgement)*, those that left for another reason on what goes with that reason (constants.csv, exit_income_...).
inline void step_income(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const MonthTables& tables = *c.tables;
    const policy::TreatmentBlock& t = r.treatment;
    const float cap_scale = c.law.disregard_cap / 196.0F;
    const float age_in_1972 = static_cast<float>(c.month - 24) * (1.0F / 12.0F);  // of those born in January 1972
    alignas(64) Column earnings;
    alignas(64) Column counted;
    alignas(64) Column cut;
    alignas(64) Column insured;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float works = r.part_time[i] + r.in_work[i];
        const float kept = disregarded(r.wage[i], r.months_in_state[i], t.disregard_share[i],
                                       t.disregard_cap[i] * cap_scale, t.disregard_months[i]);
        const float share = r.months_in_state[i] < 2.0F ? c.law.ww_share_first : c.law.ww_share_later;
        insured[i] = share * r.insured_pay[i];
        earnings[i] = works * r.wage[i];
        counted[i] = r.part_time[i] * (r.wage[i] - kept);
        cut[i] = r.sanctioned[i] * t.sanction_share[i];
    }
    alignas(64) Column earnings_partner;
    alignas(64) Column counted_partner;
    alignas(64) Column cut_partner;
    alignas(64) Column premium;
    alignas(64) Column premium_partner;
    alignas(64) Column insured_partner;
    alignas(64) Column pay_partner;
    alignas(64) Column age_partner;
#pragma omp simd
    for (int i = 0; i < rows; ++i) { premium[i] = r.part_time[i] * t.premium[i]; }
    swap_partners(premium, premium_partner);
    swap_partners(insured, insured_partner);
    swap_partners(r.insured_pay, pay_partner);
    swap_partners(r.age, age_partner);
    swap_partners(earnings, earnings_partner);
    swap_partners(counted, counted_partner);
    swap_partners(cut, cut_partner);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float both = r.paired[i];
        const float earned = earnings[i] + both * earnings_partner[i];
        const float deducted = counted[i] + both * counted_partner[i];
        const float sanction = maximum(cut[i], both * cut_partner[i]);
        const float benefit = r.on_benefit[i] * maximum(0.0F, r.norm[i] - deducted) * (1.0F - sanction);
        const float former = maximum(r.insured_pay[i], both * pay_partner[i]);
        const float old = maximum(r.age[i], both * age_partner[i]) > age_in_1972 ? 1.0F : 0.0F;
        const float supplemented = maximum(1.0F - both, maximum(old, r.young_child[i]));
        const float own = insured[i] + both * insured_partner[i];
        const float wanted = minimum(r.norm[i], former);  // 0 without a right
        const float insurance = own + supplemented * maximum(0.0F, wanted - earned - own);
        const bool poor = r.on_benefit[i] + earned + own == 0.0F;
        const float elsewhere = tables.reason_income[static_cast<std::size_t>(r.left_for[i])];
        const float share = r.left[i] > 0.0F ? elsewhere : p.support_share;
        const float support = poor ? share * r.norm[i] : 0.0F;
        r.benefit_cents[i] = round_to_cents(r.present[i] * benefit);
        r.premium_cents[i] = round_to_cents(r.present[i] * (premium[i] + both * premium_partner[i]));
        r.insurance_cents[i] = round_to_cents(r.present[i] * insurance);
        r.income_cents[i] = round_to_cents(r.present[i] * (earned + support)) + r.insurance_cents[i];
        r.without_income[i] = poor ? 1.0F : 0.0F;
    }
}

/// Spending, debts and savings of the month. With net = income - living - expense shock - attachment:
///     a shortfall empties savings, then becomes debt with collection costs; a surplus pays debts, then is saved
/// (above the asset limit it is spent while on benefit). A household with neither benefit nor work spends
/// cost_low_income of its income, and at least cost_fixed of the norm. Attachment takes income above the protected
/// amount from attachment-prone people in problem debt, and from everyone in a debt plan. A plan stops collection, so
/// what is borrowed during it has no collection costs. \source NVVK 2024 (nvvk.nl)
/// Exact in cents: d(savings) - d(debt) = income - spent + forgiven - collection, checked every month.
inline void step_spending(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    const MonthLaw law = c.law;
    const std::int32_t limit_single = round_to_cents(law.asset_limit_single);
    const std::int32_t limit_family = round_to_cents(law.asset_limit_family);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const std::int32_t income_cents = r.income_cents[i] + r.benefit_cents[i] + r.premium_cents[i];
        const float income = static_cast<float>(income_cents) * 0.01F;
        const float norm = r.norm[i];
        const float usual =
            norm * (p.cost_of_living + p.cost_of_living_sd * r.slack[i] + p.under_water_cost * r.owner_under_water[i]) +
            p.cost_of_extra * maximum(0.0F, income - norm);
        const float bare = maximum(p.cost_low_income * income, p.cost_fixed * norm);
        const float living = r.without_income[i] > 0.0F ? minimum(usual, bare) : usual;
        const float shock = r.u_shock[i] < p.shock_chance ? 2.0F * p.shock_mean * r.u_shock[i] / p.shock_chance : 0.0F;
        const float above = maximum(0.0F, income - law.protected_share * norm);
        const bool attached = r.problem_debt[i] * r.attachment_prone[i] * (1.0F - r.in_plan[i]) > 0.0F;
        const float claim = attached || r.in_plan[i] > 0.0F ? above : 0.0F;

        const std::int32_t debt = r.debt_cents[i];
        const std::int32_t spent = round_to_cents(r.present[i] * (living + shock));
        const std::int32_t asked = round_to_cents(r.present[i] * claim);
        const std::int32_t taken = asked < debt ? asked : debt;
        const std::int32_t net = income_cents - spent - taken;
        const std::int32_t shortfall = net < 0 ? -net : 0;
        const std::int32_t surplus = net > 0 ? net : 0;
        const std::int32_t saved = r.savings_cents[i];
        const std::int32_t drawn = shortfall < saved ? shortfall : saved;
        const std::int32_t borrowed = shortfall - drawn;
        const float collection_share = p.collection_cost * (1.0F - r.in_plan[i]);
        const std::int32_t collection = static_cast<std::int32_t>(static_cast<float>(borrowed) * collection_share);
        const std::int32_t owed = debt - taken;
        const std::int32_t repaid = surplus < owed ? surplus : owed;
        const std::int32_t before_limit = saved - drawn + surplus - repaid;
        const bool family = r.couple[i] + r.single_parent[i] > 0.0F;
        const std::int32_t limit = family ? limit_family : limit_single;
        const bool over = r.on_benefit[i] > 0.0F && before_limit > limit;
        const std::int32_t luxury = over ? before_limit - limit : 0;

        r.savings_cents[i] = before_limit - luxury;
        r.debt_cents[i] = owed - repaid + borrowed + collection;
        r.collection_cents[i] = collection;
        r.new_debt[i] = borrowed;
        r.spent_cents[i] = spent + luxury;
        r.income_cents[i] = income_cents;
        r.income[i] = income;
    }
}

/// Problem debt: at least problem_debt_least, and more than problem_debt_months of income above the protected amount
/// (E4). \param debt [EUR]; \param margin income above that amount [EUR/month]; \return 1 or 0
inline float is_problem_debt(float debt, float margin, const Parameters& p) noexcept
{
    const bool large = debt >= p.problem_debt_least;
    const bool lasting = debt > p.problem_debt_months * maximum(0.0F, margin);
    return (large & lasting) ? 1.0F : 0.0F;
}

/// Problem debt after the month, and the end of debts: the whole debt ends by itself at
/// debt_end / (1 + debt / debt_end_size) a month (E4), in a debt plan too.
inline void step_debts(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float debt = static_cast<float>(r.debt_cents[i]) * 0.01F;
        const float rate = p.debt_end / (1.0F + debt / p.debt_end_size);
        const bool ends = r.present[i] > 0.0F && r.u_debt_end[i] < rate;
        const std::int32_t forgiven = ends ? r.debt_cents[i] : 0;
        r.forgiven_cents[i] = forgiven;
        r.debt_cents[i] -= forgiven;
        r.debt[i] = ends ? 0.0F : debt;
        r.problem_debt[i] = is_problem_debt(r.debt[i], r.income[i] - c.law.protected_share * r.norm[i], p);
    }
}

/// Debts and savings at the start of a month, kept for `money_gap`.
struct Purses {
    alignas(64) CentsColumn debt;
    alignas(64) CentsColumn savings;
};

[[nodiscard]] inline Purses purses_of(const Seekers& s, std::size_t first) noexcept
{
    Purses p;
    std::memcpy(p.debt, s.debt.data() + first, sizeof p.debt);
    std::memcpy(p.savings, s.savings.data() + first, sizeof p.savings);
    return p;
}

/// Conservation of a strip's money over the whole month, events included, exact: what was saved minus what is owed
/// changed by income - spent - collection costs + forgiven; of pensioners, whose budget is not followed, by what their
/// debt plan forgives. Partners' households stand in both rows, checked twice.
/// \return sum of all differences, 0 when money is conserved [cents]
[[nodiscard]] inline std::int64_t money_gap(const Purses& before, const Rows& r, const Seekers& s,
                                            std::size_t first) noexcept
{
    const std::int32_t* debt = s.debt.data() + first;
    const std::int32_t* savings = s.savings.data() + first;
    std::int64_t gap = 0;
#pragma omp simd reduction(+ : gap)
    for (int i = 0; i < rows; ++i) {
        const std::int64_t worth_before = std::int64_t{before.savings[i]} - before.debt[i];
        const std::int64_t worth_after = std::int64_t{savings[i]} - debt[i];
        const std::int64_t budget = std::int64_t{r.income_cents[i]} - r.spent_cents[i] - r.collection_cents[i];
        const std::int64_t flow = r.forgiven_cents[i] + (r.present[i] > 0.0F ? budget : 0);
        const std::int64_t off = worth_after - worth_before - flow;
        gap += off < 0 ? -off : off;
    }
    return gap;
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
