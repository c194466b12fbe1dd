#include "sim/experiment/budgets.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "agents/behaviour/budget.hpp"
#include "agents/behaviour/facts.hpp"
#include "policies/apply.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

namespace {

constexpr std::array<int, 6> hours_of_work{0, 8, 16, 24, 32, 40};
constexpr float two_years = 24.0F;  // [months]

/// The rows of a strip that a budget takes: the second is that of the partner, or of nobody.
constexpr std::size_t rows_of_household = 2;
constexpr std::size_t households = household_types * hours_of_work.size();
static_assert(households * rows_of_household <= agents::rows);

/// Everyone, always, without lots and lists.
policy::InstrumentUse for_all(policy::InstrumentUse use)
{
    use.start = 0;
    use.end = -1;
    use.who = policy::Who::everyone;
    use.share_from = 0.0F;
    use.share_to = 1.0F;
    use.only.clear();
    use.places_per_100 = -1.0F;
    return use;
}

/// The treatment that an arm's instruments give when they have run for two years.
void treat(agents::Rows& r, const policy::Policy& arm)
{
    constexpr std::size_t rows = agents::rows;
    policy::Policy all;
    for (const policy::InstrumentUse& use : arm.uses) { all.uses.push_back(for_all(use)); }
    std::array<std::uint8_t, rows> dose{};
    std::array<std::uint8_t, rows> since_end{};
    dose.fill(static_cast<std::uint8_t>(two_years));
    since_end.fill(255);
    std::vector<policy::UseColumns> uses;
    for (const policy::InstrumentUse& use : all.uses) {
        uses.push_back(
            {.use = &use, .dose = dose.data(), .since_end = since_end.data(), .place = nullptr, .lot = nullptr});
    }
    agents::step_facts(r);
    policy::apply_policy(uses.data(), static_cast<int>(uses.size()), 0, static_cast<int>(two_years), false, r.facts,
                         r.in_stock, r.treatment);
}

void fill_person(agents::Rows& r, std::size_t row, const Budget& b, bool works)
{
    r.present[row] = 1.0F;
    r.in_stock[row] = 1.0F;
    r.age[row] = 40.0F;
    r.education[row] = 1.0F;
    r.self_selection[row] = 1.0F;  // joins what is optional
    r.months_on_benefit[row] = two_years;
    r.single_parent[row] = b.household == HouseholdType::single_parent ? 1.0F : 0.0F;
    r.couple[row] = b.household == HouseholdType::couple ? 1.0F : 0.0F;
    r.paired[row] = r.couple[row];
    const bool beside_benefit = b.wage < b.minimum;
    r.on_benefit[row] = beside_benefit ? 1.0F : 0.0F;
    if (!works || b.hours == 0) { return; }
    r.part_time[row] = beside_benefit ? 1.0F : 0.0F;
    r.in_work[row] = beside_benefit ? 0.0F : 1.0F;
    r.wage[row] = static_cast<float>(b.wage);
}

std::vector<Budget> all_households(const agents::Parameters& p, const agents::MonthLaw& law)
{
    std::vector<Budget> all;
    for (const auto household : {HouseholdType::single, HouseholdType::single_parent, HouseholdType::couple}) {
        for (const int hours : hours_of_work) {
            Budget b;
            b.household = household;
            b.hours = hours;
            // as start_part_time has it
            b.wage = p.full_wage * law.norm_single * (1.0F / 36.0F) * static_cast<float>(hours);
            b.minimum = household == HouseholdType::couple ? law.norm_couple : law.norm_single;
            all.push_back(b);
        }
    }
    return all;
}

}  // namespace

std::vector<std::vector<Budget>> budgets_of(const std::vector<policy::Policy>& arms, const agents::Parameters& p,
                                            const agents::MonthLaw& law, int month)
{
    const agents::MonthTables tables = make_tables(p);
    agents::MonthContext context;
    context.p = &p;
    context.tables = &tables;
    context.law = law;
    context.month = month;
    std::vector<std::vector<Budget>> by_arm;
    for (const policy::Policy& arm : arms) {
        std::vector<Budget> budgets = all_households(p, law);
        for (const float months_in_job : {0.0F, two_years}) {
            const auto strip = std::make_unique<agents::Rows>();
            for (std::size_t k = 0; k < budgets.size(); ++k) {
                const std::size_t row = k * rows_of_household;
                fill_person(*strip, row, budgets[k], true);
                strip->months_in_state[row] = months_in_job;
                if (budgets[k].household == HouseholdType::couple) { fill_person(*strip, row + 1, budgets[k], false); }
            }
            agents::step_status(*strip, context);
            treat(*strip, arm);
            agents::step_income(*strip, context);
            for (std::size_t k = 0; k < budgets.size(); ++k) {
                const std::size_t row = k * rows_of_household;
                const std::int64_t cents =
                    std::int64_t{strip->benefit_cents[row]} + strip->income_cents[row] + strip->premium_cents[row];
                double& income = months_in_job > 0.0F ? budgets[k].after_2_years : budgets[k].first_months;
                income = static_cast<double>(cents) * 0.01;
            }
        }
        by_arm.push_back(std::move(budgets));
    }
    return by_arm;
}

}  // namespace vangnet
