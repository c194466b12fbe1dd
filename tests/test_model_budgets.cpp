#include <algorithm>
#include <cstddef>
#include <vector>

#include "sim/experiment/budgets.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/policy_support.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

const Budget& find(const std::vector<Budget>& budgets, HouseholdType household, int hours)
{
    return *std::find_if(budgets.begin(), budgets.end(),
                         [&](const Budget& b) { return b.household == household && b.hours == hours; });
}

}  // namespace

TEST_CASE("a budget is the minimum, what is kept of a wage beside it for as long as the rule lasts, or the wage",
          "[unit][model]")
{
    agents::Parameters p = small_parameters();
    p.full_wage = 1.44F;
    agents::MonthLaw law = small_law();
    law.norm_single = 1000.0F;
    law.norm_couple = 1500.0F;
    law.disregard_cap = 196.0F;
    const auto extra = use_of("earnings_disregard",
                              {{"share_percent", 50.0F}, {"cap_eur_per_month", 300.0F}, {"length_months", 36.0F}});
    policy::InstrumentUse later = extra;  // neither its months nor its lot matter: it is a table of the rule
    later.start = 30;
    later.share_to = 0.1F;
    const auto by_arm = budgets_of({policy_of({}), policy_of({extra}), policy_of({later})}, p, law, small_start);
    REQUIRE(by_arm.size() == 3);
    CHECK(by_arm[1] == by_arm[2]);
    const std::vector<Budget>& usual = by_arm[0];
    for (const HouseholdType household : {HouseholdType::single, HouseholdType::single_parent, HouseholdType::couple}) {
        const double minimum = household == HouseholdType::couple ? 1500.0 : 1000.0;
        CHECK(find(usual, household, 0).after_2_years == Approx(minimum).margin(0.01));
        // 8 hours pay EUR 320, of which a quarter is kept for six months
        CHECK(find(usual, household, 8).wage == Approx(320.0));
        CHECK(find(usual, household, 8).first_months == Approx(minimum + 80.0).margin(0.01));
        CHECK(find(usual, household, 8).after_2_years == Approx(minimum).margin(0.01));
        CHECK(find(by_arm[1], household, 8).after_2_years == Approx(minimum + 160.0).margin(0.01));
        // 24 hours pay EUR 960: half would be 480, the cap is 300
        CHECK(find(by_arm[1], household, 24).after_2_years == Approx(minimum + 300.0).margin(0.01));
        // 40 hours pay EUR 1,600, more than either minimum: no benefit, and nothing to keep
        CHECK(find(by_arm[1], household, 40).after_2_years == Approx(1600.0).margin(0.01));
        CHECK(find(usual, household, 40).first_months == Approx(1600.0).margin(0.01));
    }
}

}  // namespace vangnet::test
