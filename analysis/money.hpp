#pragma once
/// Who pays and who gains: the differences between arms in euros, by payer and kind.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare.hpp"
#include "analysis/csv.hpp"
#include "analysis/pairs.hpp"
#include "analysis/study.hpp"
#include "analysis/unit_costs.hpp"

namespace vangnet::analysis {

enum class Payer : int { municipality, national, insurance, inhabitant, count_ };
enum class MoneyKind : int {
    benefit,       ///< net benefit: from the municipality to the inhabitant
    benefit_tax,   ///< tax and premiums on it: from the municipality to the national budget
    caseworkers,   ///< hours with or for clients
    services,      ///< services, premiums and bonuses
    unemployment,  ///< unemployment insurance and supplement, net: from the insurance to the inhabitant
    other_income,  ///< of the inhabitant, besides the benefit: work, premiums, support
    budget,        ///< BUIG: from the national budget to the municipality
    vangnet,       ///< compensation of a deficit: the same way
    count_
};
inline constexpr int payers = static_cast<int>(Payer::count_);
inline constexpr int money_kinds = static_cast<int>(MoneyKind::count_);

/// How the national budget reacts.
struct BudgetRules {
    double index = 1.0;              ///< budget of the municipality over the benefit cost of the base arm, > 0
    bool national_roll_out = false;  ///< everyone has the policy: the budget moves with the benefit cost
};

/// One arm of one item in one group, per person of the cohort since the policies began.
struct MoneyFlows {
    std::vector<double> benefit;    ///< net, by budget year [EUR]
    double caseworker_hours = 0.0;  ///< with or for clients [h]
    double services = 0.0;          ///< [EUR]
    double shared_services = 0.0;   ///< part of them that the state and all municipalities together pay [EUR]
    double debt_help_starts = 0.0;  ///< households [1]
    double insurance = 0.0;         ///< unemployment insurance and supplement, net [EUR]
    double income = 0.0;            ///< net, with the benefit and the insurance [EUR]
};

/// Money of each payer by kind: what comes in is positive, what goes out negative. [EUR per person of the cohort]
struct PayerLedger {
    std::array<std::array<double, money_kinds>, payers> of{};

    [[nodiscard]] double at(Payer payer, MoneyKind kind) const noexcept
    {
        return of[static_cast<std::size_t>(payer)][static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] double total(Payer payer) const noexcept;
    /// Of all payers together.
    [[nodiscard]] double total(MoneyKind kind) const noexcept;
    [[nodiscard]] double total() const noexcept;
};

/// The ledger of one arm. With t = tax on benefit, B = net benefit of a year, c = cost of a caseworker hour,
/// d = of a household in debt help:
///
///     cost     = (1 + t) B
///     budget   = index x cost of the base arm;   in a national roll-out + (cost - cost of the base arm)
///     vangnet  = compensation(cost, budget) of the year
///     municipality   - cost - c x hours - services + s - d x households that start debt help + budget + vangnet
///     national       + t B - s - budget - vangnet
///                    with s = shared services, in a roll-out only the state's part of them
///     insurance      - unemployment insurance with its supplement, net (UWV; its tax is neglected)
///     inhabitant     + income
///
/// so that all together change by - c x hours - services + (income - benefit - insurance): nothing is lost between
/// payers. Shared services (IPS) are paid from one purse that the state and all municipalities fill: a municipality
/// alone pays nothing for one more of them. In a roll-out the change of the budget is that of the cost: what the
/// municipality saves on benefits is taken back. Neglects that a budget is set years ahead, on other places' costs and
/// on estimates; people who apply later (the cohort is everyone on benefit when the arms branch); tax on wages,
/// allowances, care and crime; prices of other years.
///
/// \param vangnet  one rule per budget year, as many as `arm.benefit` and `base.benefit` have
/// \source Participatiewet art. 69, 74 (configs/data/law.csv, buig_vangnet)
[[nodiscard]] PayerLedger ledger_of(const MoneyFlows& arm, const MoneyFlows& base, const UnitCosts& costs,
                                    const std::vector<Vangnet>& vangnet, const BudgetRules& rules);

struct MoneyOptions {
    std::string by = "all";
    std::optional<int> month;  ///< month since branching; none = the last
    double level = 0.90;
    BudgetRules rules;
};

/// One payer and kind under one arm in one group; a payer or kind of none means the sum over all.
struct MoneyRow {
    std::string arm;
    std::string group;
    std::optional<Payer> payer;
    std::optional<MoneyKind> kind;
    PairedDifference difference;  ///< positive: more money for the payer [EUR per person of the cohort]
    Text why_not;                 ///< filled where a price is missing: then there is no difference (mean NaN)
};

/// Which cost is divided.
enum class CostOf : int {
    policy,        ///< caseworkers and services
    municipality,  ///< net: minus the municipality's total
    public_purse,  ///< net: minus the totals of the municipality, the national budget and the insurance
    count_
};

/// What a cost is divided by.
enum class Gain : int {
    work_12h,   ///< people in work of 12 hours or more at the month shown
    work_27h,   ///< of more than 27 hours
    years_12h,  ///< person-years of work of 12 hours or more from the start to that month
    count_
};

/// Cost since the start per extra person in work at the month shown, or per extra year of work until then.
///
///     value = mean cost / mean difference in work;  chance: jackknife over replicates, value +- t x se;
///     parameters: central range of the draws' cost / work, each with the chance that it shares with the central run
///     taken out (parameter_range)
///
/// There is none if something the arm uses has no price, or if the sign of the difference in work (sign_of, at the line
/// of the table of outcomes) is not `more`. \source jackknife of a ratio: Cochran (1977), Sampling Techniques, 3rd ed.,
/// s. 6.17
struct CostPerWorker {
    std::string arm;
    std::string group;
    Gain gain = Gain::work_12h;
    CostOf cost_of = CostOf::policy;
    std::optional<double> value;  ///< [EUR per person]; none: see `why_not`
    std::optional<Effect> chance;
    std::optional<double> low, high;  ///< over draws
    Text why_not;
};

/// The ratio of a cost and a difference in work, both paired over the same items; names are left to the caller.
/// \param cost [EUR per person]; \param work [1]; \param line relevance line of the work [1]; \param level coverage of
/// both ranges
[[nodiscard]] CostPerWorker cost_per_extra(const PairedDifference& cost, const PairedDifference& work, double line,
                                           double level);

struct Money {
    Comparison heading;  ///< arms, groups, months, people: as `compare` has them, without rows
    BudgetRules rules;
    UnitCosts costs;
    std::vector<Vangnet> vangnet;   ///< by budget year
    std::vector<int> budget_years;  ///< calendar years; years since the start (1, 2 ...) if the file does not say when
    double weight = 0.0;            ///< real people per simulated person; 0: not known
    std::vector<MoneyRow> rows;     ///< by group, arm, payer (all last), kind (sum last)
    std::vector<CostPerWorker> workers;

    [[nodiscard]] const MoneyRow* find(std::string_view arm, std::string_view group, std::optional<Payer> payer,
                                       std::optional<MoneyKind> kind) const noexcept;
    /// Real people that the group stands for; nothing if the file does not say.
    [[nodiscard]] std::optional<double> people_of(std::string_view group) const noexcept;
};

/// Whether the payer has rows of the kind.
[[nodiscard]] bool is_paid_by(MoneyKind kind, Payer payer) noexcept;
[[nodiscard]] std::string_view key_of(Payer payer) noexcept;
[[nodiscard]] Words words_of(Payer payer) noexcept;
[[nodiscard]] std::string_view key_of(MoneyKind kind) noexcept;
[[nodiscard]] std::string_view key_of(CostOf cost) noexcept;
[[nodiscard]] std::string_view key_of(Gain gain) noexcept;

/// Money of every arm against the base arm (the first).
/// \throws UsageError as `compare`, if the index is not above 0, and for groups of new applicants, whose size grows
/// \throws DataError if the file lacks a measure that is needed
[[nodiscard]] Money money_of(const Study& study, UnitCosts costs, const MoneyOptions& options = {});

/// The machine face: stable field names, NaN as null.
[[nodiscard]] nlohmann::ordered_json to_json(const Money& money);
/// One line per row, header first.
[[nodiscard]] std::string to_csv(const Money& money, Decimal decimal = Decimal::point);

}  // namespace vangnet::analysis
