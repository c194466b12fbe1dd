#include <cmath>
#include <vector>

#include "sim/experiment/arm_run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

/// Ranks of everyone in the lot of a use of each policy, after the arms have branched.
std::vector<float> ranks_of(World world, const policy::InstrumentUse& use, const RandomField& field = RandomField{1, 0})
{
    const policy::Policy policy = policy_of({use});
    branch(world, &policy, field);
    return world.uses.front().lot;
}

policy::InstrumentUse half_of(const char* key, const std::string& lot = {})
{
    policy::InstrumentUse use = use_of(key);
    use.share_to = 0.5F;
    if (!lot.empty()) { use.lot = lot; }
    return use;
}

double correlation(const std::vector<float>& x, const std::vector<float>& y)
{
    double sx = 0.0;
    double sy = 0.0;
    double sxx = 0.0;
    double syy = 0.0;
    double sxy = 0.0;
    const auto n = static_cast<double>(x.size());
    for (std::size_t k = 0; k < x.size(); ++k) {
        const auto a = static_cast<double>(x[k]);
        const auto b = static_cast<double>(y[k]);
        sx += a;
        sy += b;
        sxx += a * a;
        syy += b * b;
        sxy += a * b;
    }
    return (sxy / n - sx / n * sy / n) / std::sqrt((sxx / n - sx / n * sx / n) * (syy / n - sy / n * sy / n));
}

}  // namespace

TEST_CASE("lots of different names are independent of each other and of whose duty is waived, and one name is one lot",
          "[agents][property]")
{
    const SmallModel model;
    const World world = model.world({small_applicants(200, 6000)});
    const auto bonus = ranks_of(world, half_of("reemployment_bonus"));
    const auto guidance = ranks_of(world, half_of("guidance"));
    const auto named = ranks_of(world, half_of("guidance", "reemployment_bonus"));
    REQUIRE(bonus.size() == world.people.size());
    // of 6,000 independent pairs the correlation has a standard error of 0.013; the lots of one name have 1
    CHECK(std::abs(correlation(bonus, guidance)) < 0.06);
    CHECK(std::abs(correlation(bonus, world.people.waiver_rank)) < 0.06);
    CHECK(named == bonus);
    CHECK(ranks_of(world, half_of("guidance"), RandomField{1, 1}) != guidance);
    for (std::size_t row = 0; row + 1 < bonus.size(); row += 2) {
        const bool couple = (world.people.traits[row] & agents::trait::couple) != 0U;
        if (couple) { REQUIRE(bonus[row] == bonus[row + 1]); }
    }
    CHECK(ranks_of(world, use_of("guidance")).empty());  // for everyone: no lot
}

TEST_CASE("a share of a lot and the rest of it treat everyone once", "[agents][property]")
{
    const SmallModel model;
    World world = model.world({small_applicants(200, 2000)});
    policy::InstrumentUse first = half_of("reemployment_bonus", "trial");
    policy::InstrumentUse second = use_of("voluntary_service");
    second.lot = "trial";
    second.share_from = 0.5F;
    const policy::Policy policy = policy_of({first, second});
    branch(world, &policy, RandomField{1, 0});
    live(world, model.regime(&policy), 1, SerialExecutor{});
    live(world, model.regime(&policy), 1, SerialExecutor{});
    int treated = 0;
    for (std::size_t row = 0; row < world.people.size(); ++row) {
        REQUIRE(world.uses[0].dose[row] * world.uses[1].dose[row] == 0);
        treated += world.uses[0].dose[row] + world.uses[1].dose[row] > 0 ? 1 : 0;
    }
    CHECK(treated > 800);
}

TEST_CASE("two uses are equal only if settings, months, people and places all are", "[policies]")
{
    const policy::InstrumentUse use = use_of("guidance");
    const auto changed = [&use](auto change) {
        policy::InstrumentUse other = use;
        change(other);
        return policy_of({other});
    };
    const policy::Policy base = policy_of({use});
    CHECK(uses_beyond(base, base) == std::vector<std::uint8_t>{0});
    using Use = policy::InstrumentUse;
    for (const policy::Policy& other :
         {changed([](Use& u) { u.params[0] = 60.0F; }), changed([](Use& u) { u.end = 9; }),
          changed([](Use& u) { u.who = policy::Who::stock; }), changed([](Use& u) { u.share_to = 0.5F; }),
          changed([](Use& u) { u.lot = "x"; }), changed([](Use& u) {
              u.only = {{0, 1.0F, 2.0F}};
          }),
          changed([](Use& u) { u.towns = {3}; }), changed([](Use& u) { u.places_per_100 = 1.0F; }),
          changed([](Use& u) { u.priority = policy::Priority::hard; })}) {
        CHECK(uses_beyond(other, base) == std::vector<std::uint8_t>{1});
    }
}

TEST_CASE("an instrument at neutral values is none, unless it undoes an earlier use of it", "[policies]")
{
    policy::InstrumentUse neutral = use_of("guidance");
    neutral.params = policy::instruments()[static_cast<std::size_t>(neutral.type)].neutral;
    CHECK(policy::acting_uses(policy_of({neutral})).empty());
    CHECK(policy::acting_uses(policy_of({use_of("guidance"), neutral})).size() == 2);
    CHECK(policy::acting_uses(policy_of({neutral, use_of("guidance")})).size() == 1);
}

TEST_CASE("people who have not applied yet start nothing and count in no share", "[agents][property]")
{
    SmallModel model;
    model.p.help_start = 1.0F;
    model.p.entrant_debt_share = 1.0F;
    model.renew();
    World world = model.world({small_applicants(200, 2000)});
    const GroupRecord last = live(world, model.regime(), 12, SerialExecutor{}).back();
    int applied = 0;
    int waiting_to_apply = 0;
    for (std::size_t row = 0; row < world.people.size(); ++row) {
        if (world.people.state[row] != static_cast<std::uint8_t>(agents::State::not_yet)) {
            ++applied;
            continue;
        }
        REQUIRE(world.people.debt_help[row] == 0);
        waiting_to_apply += world.people.debt[row] > 150000 ? 1 : 0;
    }
    REQUIRE(waiting_to_apply > 100);
    // the record's one group has all 2,000 people; health is either good, bad or between the two
    CHECK(last.count[static_cast<std::size_t>(Count::health_good)] <= applied);
    CHECK(last.count[static_cast<std::size_t>(Count::followed)] <= applied);
    CHECK(last.count[static_cast<std::size_t>(Count::followed)] > applied / 2);
}

TEST_CASE("pensioners leave the denominators of health, debt and income", "[agents][property]")
{
    const SmallModel model;
    World world = model.world({small_applicants(200, 2000)});
    const auto months = live(world, model.regime(), 30, SerialExecutor{});
    const GroupRecord& last = months.back();
    const auto of = [&last](Count c) { return last.count[static_cast<std::size_t>(c)]; };
    CHECK(of(Count::pensioned) > 20);
    CHECK(of(Count::followed) + of(Count::pensioned) <= 2000);
    CHECK(of(Count::health_good) + of(Count::health_bad) <= of(Count::followed));
    CHECK(of(Count::poverty) + of(Count::income_above_benefit) <= of(Count::followed));
}

}  // namespace vangnet::test
