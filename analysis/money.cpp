#include "analysis/money.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "policies/policy.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

constexpr const char* needed[] = {"benefit_paid",     "insurance_paid",  "caseworker_hours", "cost",    "cost_shared",
                                  "debt_help_starts", "income_received", "work_12h",         "work_27h"};
constexpr int months_per_year = 12;

struct Measured {
    Values series;
    Values draws;
};
using Measurements = std::map<std::string, Measured>;

/// Months of the file that belong to one budget year, as places in its list.
struct BudgetYear {
    int year = 0;
    std::size_t last = 0;
};

Measurements load(const Study& study)
{
    Measurements all;
    std::vector<Text> missing;
    for (const char* key : needed) {
        if (study.find_measure(key) == nullptr) {
            missing.push_back(bilingual({"uitkomst {} ontbreekt in het bestand; --money heeft die nodig",
                                         "measure {} is not in the file; --money needs it"},
                                        key));
            continue;
        }
        Measured& m = all[key];
        m.series = study.load_series(key);
        if (study.draws > 0) { m.draws = study.load_draws(key); }
    }
    if (!missing.empty()) { throw DataError(std::move(missing)); }
    return all;
}

/// Calendar years up to the month at `last`; without an origin years since the start.
std::vector<BudgetYear> budget_years(const Study& study, std::size_t last)
{
    std::vector<BudgetYear> years;
    for (std::size_t m = 0; m <= last; ++m) {
        const int month = study.months[m];
        const int year =
            study.origin ? (*study.origin + month).year() : (month + months_per_year - 1) / months_per_year;
        if (years.empty() || years.back().year != year) { years.push_back({.year = year, .last = m}); }
        years.back().last = m;
    }
    return years;
}

/// Where a value stands.
struct Place {
    std::size_t arm = 0;
    std::size_t item = 0;
    std::size_t group = 0;
};

MoneyFlows flows_of(const Measurements& all, bool draws, const std::vector<BudgetYear>& years, Place at)
{
    const auto values = [&](const char* key) -> const Values& {
        const Measured& m = all.at(key);
        return draws ? m.draws : m.series;
    };
    const std::size_t last = years.back().last;
    MoneyFlows flows;
    double before = 0.0;
    for (const BudgetYear& year : years) {
        const double so_far = values("benefit_paid").at(at.arm, at.item, year.last, at.group);
        flows.benefit.push_back(so_far - before);
        before = so_far;
    }
    flows.caseworker_hours = values("caseworker_hours").at(at.arm, at.item, last, at.group);
    flows.services = values("cost").at(at.arm, at.item, last, at.group);
    flows.shared_services = values("cost_shared").at(at.arm, at.item, last, at.group);
    flows.debt_help_starts = values("debt_help_starts").at(at.arm, at.item, last, at.group);
    flows.insurance = values("insurance_paid").at(at.arm, at.item, last, at.group);
    flows.income = values("income_received").at(at.arm, at.item, last, at.group);
    return flows;
}

/// Ledgers of the base arm and of one arm by item.
struct LedgerPairs {
    std::vector<PayerLedger> base;
    std::vector<PayerLedger> arm;

    template <class Get>
    [[nodiscard]] ItemPairs items(Get get) const
    {
        ItemPairs pairs;
        for (const PayerLedger& l : base) { pairs.base.push_back(get(l)); }
        for (const PayerLedger& l : arm) { pairs.arm.push_back(get(l)); }
        return pairs;
    }
};

LedgerPairs ledgers_of(const Measurements& all, bool draws, const std::vector<BudgetYear>& years, const Money& money,
                       std::size_t arm, std::size_t group)
{
    const Measured& any = all.at(needed[0]);
    const std::size_t items = draws ? any.draws.items : any.series.items;
    LedgerPairs pairs;
    for (std::size_t i = 0; i < items; ++i) {
        const MoneyFlows base = flows_of(all, draws, years, {.arm = 0, .item = i, .group = group});
        const MoneyFlows other = flows_of(all, draws, years, {.arm = arm, .item = i, .group = group});
        const UnitCosts costs = draws ? money.costs.drawn(static_cast<int>(i)) : money.costs;
        pairs.base.push_back(ledger_of(base, base, costs, money.vangnet, money.rules));
        pairs.arm.push_back(ledger_of(other, base, costs, money.vangnet, money.rules));
    }
    return pairs;
}

double amount_of(const PayerLedger& ledger, std::optional<Payer> payer, std::optional<MoneyKind> kind)
{
    if (payer && kind) { return ledger.at(*payer, *kind); }
    if (payer) { return ledger.total(*payer); }
    return kind ? ledger.total(*kind) : ledger.total();
}

double cost_in(const PayerLedger& ledger, CostOf cost)
{
    switch (cost) {
        case CostOf::policy: return -ledger.total(MoneyKind::caseworkers) - ledger.total(MoneyKind::services);
        case CostOf::municipality: return -ledger.total(Payer::municipality);
        case CostOf::public_purse:
        case CostOf::count_: break;
    }
    return -ledger.total(Payer::municipality) - ledger.total(Payer::national) - ledger.total(Payer::insurance);
}

/// Whether a row holds what is paid for services: by the municipality, and of shared ones by the state too.
bool holds_services(std::optional<Payer> payer, std::optional<MoneyKind> kind, bool shared)
{
    const bool pays = !payer || *payer == Payer::municipality || (shared && *payer == Payer::national);
    return pays && (!kind || *kind == MoneyKind::services);
}

/// Whether one of the services without a price is shared.
bool misses_shared(const ComparedArm& arm)
{
    return std::any_of(arm.differs_by.begin(), arm.differs_by.end(), [](const StudyInstrument& instrument) {
        const int k = policy::instrument_index(instrument.key);
        return !instrument.priced && k >= 0 && policy::instruments()[static_cast<std::size_t>(k)].card->shared;
    });
}

/// What is missing to price an arm; empty if nothing is.
Text missing_price(const ComparedArm& arm)
{
    Text names;
    for (const StudyInstrument& instrument : arm.differs_by) {
        if (instrument.priced) { continue; }
        names.nl += (names.nl.empty() ? "" : ", ") + instrument.title.nl;
        names.en += (names.en.empty() ? "" : ", ") + instrument.title.en;
    }
    if (names.empty()) { return {}; }
    return bilingual({"niet te bepalen: geen prijs voor {}", "not to be determined: no price for {}"}, names);
}

/// Everything that is said of one arm in one group.
class ArmMoney {
public:
    ArmMoney(const Measurements& all, const std::vector<BudgetYear>& years, Money& money, double level, std::size_t arm,
             std::size_t group, const ComparedArm& what)
        : all_{all},
          no_price_{missing_price(what)},
          misses_shared_{misses_shared(what)},
          money_{money},
          level_{level},
          arm_{arm},
          group_{group},
          last_{years.back().last},
          series_{ledgers_of(all, false, years, money, arm, group)},
          draws_{ledgers_of(all, true, years, money, arm, group)}
    {
    }

    void add_rows(const std::string& arm_key, const std::string& group_key)
    {
        for (int p = 0; p <= payers; ++p) {
            const auto payer = p < payers ? std::optional{static_cast<Payer>(p)} : std::nullopt;
            for (int k = 0; k <= money_kinds; ++k) {
                const auto kind = k < money_kinds ? std::optional{static_cast<MoneyKind>(k)} : std::nullopt;
                if (payer && kind && !is_paid_by(*kind, *payer)) { continue; }
                const auto get = [&](const PayerLedger& l) { return amount_of(l, payer, kind); };
                MoneyRow row{
                    .arm = arm_key, .group = group_key, .payer = payer, .kind = kind, .difference = {}, .why_not = {}};
                if (!no_price_.empty() && holds_services(payer, kind, misses_shared_)) {
                    row.why_not = no_price_;
                    row.difference.mean = std::nan("");
                } else {
                    row.difference = paired_difference(series_.items(get), draws_.items(get), level_);
                }
                money_.rows.push_back(std::move(row));
            }
        }
        for (const Gain gain : {Gain::work_12h, Gain::work_27h, Gain::years_12h}) {
            for (int c = 0; c < static_cast<int>(CostOf::count_); ++c) {
                money_.workers.push_back(cost_per_worker(arm_key, group_key, gain, static_cast<CostOf>(c)));
            }
        }
    }

private:
    const Measurements& all_;
    Text no_price_;
    bool misses_shared_;
    Money& money_;
    double level_;
    std::size_t arm_;
    std::size_t group_;
    std::size_t last_;
    LedgerPairs series_;
    LedgerPairs draws_;

    /// People in work at the last month, or person-years of work until then. [1] or [years per person]
    [[nodiscard]] double work_of(const Values& values, bool years, std::size_t arm, std::size_t item) const
    {
        if (!years) { return values.at(arm, item, last_, group_); }
        double sum = 0.0;
        for (std::size_t m = 0; m <= last_; ++m) { sum += values.at(arm, item, m, group_); }
        return sum / months_per_year;
    }

    [[nodiscard]] ItemPairs work_items(const Values& values, bool years) const
    {
        ItemPairs pairs;
        for (std::size_t i = 0; i < values.items; ++i) {
            pairs.base.push_back(work_of(values, years, 0, i));
            pairs.arm.push_back(work_of(values, years, arm_, i));
        }
        return pairs;
    }

    /// As in the table of outcomes; of years of work, that of the mean share in work, for as long.
    [[nodiscard]] double relevance_of_work(const PairedDifference& work, const std::string& outcome, bool years) const
    {
        constexpr double per_cent = 100.0;
        const double unit = years ? static_cast<double>(last_ + 1) / months_per_year : 1.0;
        const auto asked = money_.heading.asked.find(outcome);
        if (asked != money_.heading.asked.end()) { return unit * asked->second / per_cent; }
        return unit * relevance_of_share(per_cent * 0.5 * (work.base_level + work.arm_level) / unit) / per_cent;
    }

    [[nodiscard]] CostPerWorker cost_per_worker(const std::string& arm, const std::string& group, Gain gain,
                                                CostOf cost) const
    {
        if (!no_price_.empty()) {
            return {.arm = arm,
                    .group = group,
                    .gain = gain,
                    .cost_of = cost,
                    .value = {},
                    .chance = {},
                    .low = {},
                    .high = {},
                    .why_not = no_price_};
        }
        const auto get = [&](const PayerLedger& l) { return cost_in(l, cost); };
        const bool years = gain == Gain::years_12h;
        const std::string outcome = gain == Gain::work_27h ? "work_27h" : "work_12h";
        const Measured& work = all_.at(outcome);
        const PairedDifference more =
            paired_difference(work_items(work.series, years), work_items(work.draws, years), level_);
        CostPerWorker ratio = cost_per_extra(paired_difference(series_.items(get), draws_.items(get), level_), more,
                                             relevance_of_work(more, outcome, years), level_);
        ratio.arm = arm;
        ratio.group = group;
        ratio.gain = gain;
        ratio.cost_of = cost;
        return ratio;
    }
};

}  // namespace

const MoneyRow* Money::find(std::string_view arm, std::string_view group, std::optional<Payer> payer,
                            std::optional<MoneyKind> kind) const noexcept
{
    for (const MoneyRow& row : rows) {
        if (row.arm == arm && row.group == group && row.payer == payer && row.kind == kind) { return &row; }
    }
    return nullptr;
}

std::optional<double> Money::people_of(std::string_view group) const noexcept
{
    for (const StudyGroup& g : heading.groups) {
        if (g.key == group && g.people && weight > 0.0) { return *g.people * weight; }
    }
    return std::nullopt;
}

Money money_of(const Study& study, UnitCosts costs, const MoneyOptions& options)
{
    if (!(options.rules.index > 0.0) || !std::isfinite(options.rules.index)) {
        throw UsageError(
            bilingual({"budgetindex {}: een getal boven 0", "budget index {}: a number above 0"}, options.rules.index));
    }
    if (options.by == "entrants") {
        throw UsageError(
            Text{"geld kan niet per groep nieuwe aanvragers: hun aantal groeit van maand tot maand; kies een groep van "
                 "de start",
                 "no money by new applicants: their number grows month by month; choose a group of the start"});
    }
    Money money;
    CompareOptions how;
    how.by = options.by;
    how.month = options.month;
    how.level = options.level;
    how.outcomes = {"work_12h"};
    const Measurements all = load(study);
    money.heading = compare(study, how);
    money.rules = options.rules;
    money.costs = std::move(costs);
    money.weight = study.real_per_simulated();
    const auto last = std::find(study.months.begin(), study.months.end(), money.heading.month);
    const std::vector<BudgetYear> years = budget_years(study, static_cast<std::size_t>(last - study.months.begin()));
    for (const BudgetYear& year : years) {
        money.budget_years.push_back(year.year);
        money.vangnet.push_back(money.costs.vangnet(year.year));
    }
    const std::vector<ComparedArm> arms = money.heading.arms;
    for (std::size_t g = 0; g < study.groups.size(); ++g) {
        if (study.groups[g].dimension != options.by || has_too_few(study.groups[g])) { continue; }
        for (std::size_t arm = 1; arm < study.arms.size(); ++arm) {
            ArmMoney(all, years, money, options.level, arm, g, arms[arm - 1])
                .add_rows(study.arms[arm].key, study.groups[g].key);
        }
    }
    return money;
}

}  // namespace vangnet::analysis
