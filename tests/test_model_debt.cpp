#include <cstddef>
#include <vector>

#include "sim/experiment/arm_run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

/// People in problem debt among all who were on benefit at the start, six years after debt help changed.
int in_problem_debt(const World& start, const SmallModel& model, float offer, float creditors)
{
    World world = start;
    const policy::Policy policy =
        policy_of({use_of("debt_help", {{"early_offer_times", offer}, {"creditors_percent", creditors}})});
    branch(world, &policy, RandomField{1, 0});
    live(world, model.regime(&policy), 72, SerialExecutor{});
    int people = 0;
    for (std::size_t row = 0; row < world.people.size(); ++row) {
        const auto state = static_cast<agents::State>(world.people.state[row]);
        if (state == agents::State::not_yet || state == agents::State::pensioned) { continue; }
        people += world.people.problem_debt[row] != 0 ? 1 : 0;
    }
    return people;
}

}  // namespace

TEST_CASE("the more of a debt a plan relieves, the fewer people stay in problem debt, and none is worse than no help",
          "[agents][property]")
{
    const SmallModel model;
    World start = model.world(2, 6000);
    live(start, model.regime(), 12, SerialExecutor{});
    const int without = in_problem_debt(start, model, 0.0F, 100.0F);
    // a plan that ends with nothing forgiven still stops the costs of collection
    std::vector<int> with;
    for (const float creditors : {0.0F, 20.0F, 50.0F, 80.0F, 100.0F}) {
        with.push_back(in_problem_debt(start, model, 4.0F, creditors));
    }
    CHECK(with.front() <= without);
    for (std::size_t k = 1; k < with.size(); ++k) { CHECK(with[k] <= with[k - 1]); }
    CHECK(with.back() < without * 9 / 10);
}

TEST_CASE("the signals behind a start are paid once, for the part of the starts that the offer brings",
          "[agents][property]")
{
    const SmallModel model;
    World world = model.world(2, 6000);
    live(world, model.regime(), 12, SerialExecutor{});
    const policy::Policy policy =
        policy_of({use_of("debt_help", {{"early_offer_times", 4.0F}, {"cost_eur_per_accepted", 1000.0F}})});
    branch(world, &policy, RandomField{1, 0});
    double starts = 0.0;
    for (const GroupRecord& record : live(world, model.regime(&policy), 12, SerialExecutor{})) {
        const double fresh = record.count[static_cast<std::size_t>(Count::debt_help_starts)];
        CHECK(record.quantity(Sum::service_cost) == 750.0 * fresh);  // 1 - 1/4 of them
        CHECK(record.quantity(Sum::shared_cost) == 0.0);
        starts += fresh;
    }
    CHECK(starts > 50.0);
}

TEST_CASE("placement with support is shared, also for people in work, and the milder form is not", "[agents][property]")
{
    const SmallModel model;
    World world = model.world(2, 6000);
    live(world, model.regime(), 12, SerialExecutor{});
    const policy::Policy policy = policy_of({use_of("integrated_care", {{"wait_months", 0.0F},
                                                                        {"support_months", 36.0F},
                                                                        {"cost_eur_per_month", 300.0F},
                                                                        {"cost_eur_per_month_milder", 0.0F}})});
    branch(world, &policy, RandomField{1, 0});
    bool more_than_on_benefit = false;
    for (int month = 0; month < 24; ++month) {
        int severe = 0;  // on benefit before the month
        for (std::size_t row = 0; row < world.people.size(); ++row) {
            const bool served = agents::on_benefit(static_cast<agents::State>(world.people.state[row]));
            severe += served && world.people.mental_health[row] < -2.0F ? 1 : 0;
        }
        const GroupRecord record = live(world, model.regime(&policy), 1, SerialExecutor{})[0];
        CHECK(record.quantity(Sum::shared_cost) > 0.0);
        CHECK(record.quantity(Sum::shared_cost) == record.quantity(Sum::service_cost));
        more_than_on_benefit = more_than_on_benefit || record.quantity(Sum::shared_cost) > 300.0 * severe;
    }
    CHECK(more_than_on_benefit);
}

}  // namespace vangnet::test
