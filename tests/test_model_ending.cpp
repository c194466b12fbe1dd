#include <cstddef>
#include <vector>

#include "sim/experiment/arm_run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

struct Living {
    double poor = 0.0;
    double income = 0.0;
    double on_benefit = 0.0;
    double debt = 0.0;
};

/// How the people of a start state live after so many months of a policy.
Living living_under(const World& start, const SmallModel& model, const policy::Policy& policy, int months)
{
    World world = start;
    branch(world, &policy, RandomField{1, 0});
    const GroupRecord last = live(world, model.regime(&policy), months, SerialExecutor{}).back();
    const auto count = [&](Count c) { return static_cast<double>(last.count[static_cast<std::size_t>(c)]); };
    const auto sum = [&](Sum s) { return static_cast<double>(last.sum[static_cast<std::size_t>(s)]); };
    return {count(Count::poverty), sum(Sum::income), count(Count::on_benefit), sum(Sum::debt)};
}

}  // namespace

TEST_CASE("a policy that only ends benefits makes more people poor, at every moment and strength", "[agents][property]")
{
    const SmallModel model;
    World start = model.world(2, 4000);
    live(start, model.regime(), 12, SerialExecutor{});
    const policy::Policy nothing;
    for (const int months : {3, 12, 40}) {
        const Living base = living_under(start, model, nothing, months);
        Living weaker = base;
        for (const float rate : {10.0F, 40.0F}) {
            const policy::Policy ends =
                policy_of({use_of("inspection", {{"rate_percent_per_year", rate}, {"hits_percent", 100.0F}})});
            const Living now = living_under(start, model, ends, months);
            INFO(rate << "% a year, month " << months);
            CHECK(now.on_benefit < weaker.on_benefit);
            CHECK(now.poor > weaker.poor);
            CHECK(now.income < weaker.income);
            CHECK(now.debt > weaker.debt);
            weaker = now;
        }
    }
}

}  // namespace vangnet::test
