#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

constexpr double people = 3000.0;

/// Health does not depend on work, debts or any service: what a policy changes is only who leaves.
SmallModel health_apart()
{
    SmallModel m;
    m.p.mh_shift_jobless = m.p.mh_reemployment_low_extra = m.p.mh_shift_problem_debt = m.p.mh_shift_per_creditor = 0.0F;
    m.p.mh_shift_sanction = m.p.mh_shift_strict_regime = m.p.mh_gain_guidance = m.p.mh_gain_therapy = 0.0F;
    m.p.ph_shift_jobless = 0.0F;
    m.terms.bonus = 1.5F;
    m.p.policy_log_cap = 2.0F;
    m.renew();
    return m;
}

/// Means of mental health of the whole cohort, and of those of it who are on benefit.
struct Means {
    double cohort = 0.0;
    double on_benefit = 0.0;
    double share_on_benefit = 0.0;
};
Means means_of(const GroupRecord& r)
{
    const double left = r.count[static_cast<std::size_t>(Count::on_benefit)];
    return {r.quantity(Sum::mental_health) / people, r.quantity(Sum::left_mental_health) / left, left / people};
}

}  // namespace

TEST_CASE("moving the healthiest off benefit makes nobody sicker, but makes those left on benefit look sicker",
          "[agents][property]")
{
    const SmallModel model = health_apart();
    agents::Applicants town = small_applicants(200, static_cast<int>(people));
    for (agents::Applicant& a : town.people) {
        const int age = a.apply_month - a.birth_month;
        a.apply_month = small_start;
        a.birth_month = static_cast<std::int16_t>(small_start - age);
    }
    World start = model.world({town});
    live(start, model.regime(), 6, SerialExecutor{});

    policy::InstrumentUse bonus = use_of("reemployment_bonus");
    bonus.only = {{.fact = policy::fact_index("mental_health"), .low = 0.0F, .high = 100.0F}};
    const policy::Policy faster = policy_of({bonus});
    const policy::Policy none;
    World base = start;
    World arm = start;
    branch(base, &none, RandomField{1, 0});
    branch(arm, &faster, RandomField{1, 0});
    const auto base_months = live(base, model.regime(&none), 24, SerialExecutor{});
    const auto arm_months = live(arm, model.regime(&faster), 24, SerialExecutor{});
    for (const std::size_t month : {std::size_t{11}, std::size_t{23}}) {
        const Means b = means_of(base_months[month]);
        const Means a = means_of(arm_months[month]);
        INFO("month " << month << ": on benefit " << b.share_on_benefit << " and " << a.share_on_benefit
                      << ", their health " << b.on_benefit << " and " << a.on_benefit);
        CHECK(std::abs(a.cohort - b.cohort) < 0.01);
        CHECK(a.share_on_benefit < b.share_on_benefit - 0.01);
        CHECK(a.on_benefit < b.on_benefit - 0.01);
    }
}

}  // namespace vangnet::test
