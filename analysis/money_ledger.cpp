#include <algorithm>
#include <cmath>

#include "analysis/money.hpp"

#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

inline constexpr double endless = 1e30;       // per person, where nobody more works [EUR]
inline constexpr double largest_cost = 1e15;  // beyond it a range touches the endless
inline constexpr Words may_be_nothing{"niet te bepalen: het effect kan 0 zijn", "not determined: the effect may be 0"};

/// Why the difference in work gives no cost per person; empty if it does.
Text why_not_determined(const PairedDifference& work, double line, double level)
{
    if (!work.chance) {
        return {"niet te bepalen: een enkele herhaling zegt niets over toeval",
                "not determined: one replicate says nothing about chance"};
    }
    switch (sign_of(work, line, level)) {
        case Sign::more: return {};
        case Sign::less: return {"geen: er werken minder mensen", "none: fewer people are in work"};
        case Sign::same: return {"geen: er werken ongeveer evenveel mensen", "none: about as many people are in work"};
        case Sign::none:
            return bilingual({"niet te bepalen: daarvoor zijn minstens {} trekkingen nodig",
                              "not determined: that takes at least {} draws"},
                             fewest_draws);
        case Sign::either:
        case Sign::chance: break;
    }
    return Text{may_be_nothing};
}

}  // namespace

double PayerLedger::total(Payer payer) const noexcept
{
    double sum = 0.0;
    for (const double amount : of[static_cast<std::size_t>(payer)]) { sum += amount; }
    return sum;
}

double PayerLedger::total(MoneyKind kind) const noexcept
{
    double sum = 0.0;
    for (const auto& payer : of) { sum += payer[static_cast<std::size_t>(kind)]; }
    return sum;
}

double PayerLedger::total() const noexcept
{
    double sum = 0.0;
    for (int p = 0; p < payers; ++p) { sum += total(static_cast<Payer>(p)); }
    return sum;
}

PayerLedger ledger_of(const MoneyFlows& arm, const MoneyFlows& base, const UnitCosts& costs,
                      const std::vector<Vangnet>& vangnet, const BudgetRules& rules)
{
    double net = 0.0;
    double budget = 0.0;
    double compensated = 0.0;
    for (std::size_t y = 0; y < arm.benefit.size(); ++y) {
        const double cost = (1.0 + costs.benefit_tax()) * arm.benefit[y];
        const double cost_base = (1.0 + costs.benefit_tax()) * base.benefit[y];
        const double budget_of_year = rules.index * cost_base + (rules.national_roll_out ? cost - cost_base : 0.0);
        net += arm.benefit[y];
        budget += budget_of_year;
        compensated += compensation(vangnet[y], cost, budget_of_year);
    }
    PayerLedger ledger;
    const auto put = [&](MoneyKind kind, Payer payer, double amount) {
        ledger.of[static_cast<std::size_t>(payer)][static_cast<std::size_t>(kind)] = amount;
    };
    const auto pay = [&](MoneyKind kind, Payer from, Payer to, double amount) {
        put(kind, from, -amount);
        put(kind, to, amount);
    };
    pay(MoneyKind::benefit, Payer::municipality, Payer::inhabitant, net);
    pay(MoneyKind::benefit_tax, Payer::municipality, Payer::national, costs.benefit_tax() * net);
    pay(MoneyKind::budget, Payer::national, Payer::municipality, budget);
    pay(MoneyKind::vangnet, Payer::national, Payer::municipality, compensated);
    put(MoneyKind::caseworkers, Payer::municipality, -costs.caseworker_hour() * arm.caseworker_hours);
    const double shared = (rules.national_roll_out ? costs.shared_by_state() : 1.0) * arm.shared_services;
    put(MoneyKind::services, Payer::national, -shared);
    put(MoneyKind::services, Payer::municipality,
        -(arm.services - shared) - costs.debt_help_client() * arm.debt_help_starts);
    pay(MoneyKind::unemployment, Payer::insurance, Payer::inhabitant, arm.insurance);
    put(MoneyKind::other_income, Payer::inhabitant, arm.income - net - arm.insurance);
    return ledger;
}

CostPerWorker cost_per_extra(const PairedDifference& cost, const PairedDifference& work, double line, double level)
{
    CostPerWorker ratio;
    ratio.why_not = why_not_determined(work, line, level);
    if (!ratio.why_not.empty()) { return ratio; }
    const auto n = static_cast<double>(work.differences.size());
    const double value = cost.mean / work.mean;
    std::vector<double> pseudo_values;
    for (std::size_t r = 0; r < work.differences.size(); ++r) {
        const double without = (n * cost.mean - cost.differences[r]) / (n * work.mean - work.differences[r]);
        pseudo_values.push_back(n * value - (n - 1.0) * without);
    }
    ratio.value = value;
    ratio.chance = effect_of_differences(pseudo_values, level);
    ratio.chance->mean = value;
    if (work.parameters && cost.parameters) {
        std::vector<double> of_draws;
        for (std::size_t d = 0; d < work.parameters->effects.size(); ++d) {
            const double more = work.parameters->effects[d];
            const double spent = cost.parameters->effects[d];
            of_draws.push_back(more > 0.0 ? spent / more : std::copysign(endless, spent));
        }
        ratio.low = quantile_type7(of_draws, (1.0 - level) / 2.0);
        ratio.high = quantile_type7(of_draws, 1.0 - (1.0 - level) / 2.0);
        if (std::max(std::abs(*ratio.low), std::abs(*ratio.high)) > largest_cost) {
            ratio = {};
            ratio.why_not = Text{may_be_nothing};
        }
    }
    return ratio;
}

bool is_paid_by(MoneyKind kind, Payer payer) noexcept
{
    switch (kind) {
        case MoneyKind::benefit: return payer == Payer::municipality || payer == Payer::inhabitant;
        case MoneyKind::unemployment: return payer == Payer::insurance || payer == Payer::inhabitant;
        case MoneyKind::benefit_tax:
        case MoneyKind::budget:
        case MoneyKind::services:
        case MoneyKind::vangnet: return payer == Payer::municipality || payer == Payer::national;
        case MoneyKind::caseworkers: return payer == Payer::municipality;
        case MoneyKind::other_income: return payer == Payer::inhabitant;
        case MoneyKind::count_: break;
    }
    return false;
}

}  // namespace vangnet::analysis
