#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "agents/behaviour/budget.hpp"
#include "agents/behaviour/facts.hpp"
#include "agents/behaviour/load.hpp"
#include "policies/apply.hpp"
#include "sim/core/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

/// Does all work but that of block 1.
class ForgetfulExecutor final : public Executor {
public:
    void for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const override
    {
        for (std::size_t i = 0; i < count; ++i) {
            if (i != 1) { body(i); }
        }
    }
};

World lived(const SmallModel& model, int months)
{
    World world = model.world(1, 1000);
    live(world, model.regime(), months, SerialExecutor{});
    return world;
}

void one_month(World& world, const SmallModel& model, const Executor& executor = SerialExecutor{})
{
    Ledger ledger = empty_ledger(world);
    static_cast<void>(step_month(world, model.regime(), ledger, executor));
}

std::string message_of(World& world, const SmallModel& model, const Executor& executor = SerialExecutor{})
{
    try {
        one_month(world, model, executor);
    } catch (const BugError& bug) {
        return bug.what();
    }
    return "";
}

std::size_t first_in(const World& world, agents::State state)
{
    for (std::size_t row = 0; row < world.people.size(); ++row) {
        if (world.people.state[row] == static_cast<std::uint8_t>(state)) { return row; }
    }
    throw std::logic_error("nobody is in that state");
}

}  // namespace

TEST_CASE("a person who vanishes or appears is found in the same month", "[agents][property]")
{
    const SmallModel model;
    World fewer = lived(model, 3);
    const std::size_t gone = first_in(fewer, agents::State::benefit);
    fewer.people.state[gone] = static_cast<std::uint8_t>(agents::State::not_yet);
    CHECK(message_of(fewer, model).find("people are not conserved") != std::string::npos);

    World more = lived(model, 3);
    std::size_t late = 0;
    while (more.people.apply_month[late] < small_start + 20 || more.people.apply_month[late] == agents::no_month) {
        ++late;
    }
    more.people.state[late] = static_cast<std::uint8_t>(agents::State::work);
    CHECK(message_of(more, model).find("people are not conserved") != std::string::npos);

    World untouched = lived(model, 3);
    CHECK(message_of(untouched, model).empty());
    CHECK(message_of(untouched, model, ForgetfulExecutor{}).find("people are not conserved") != std::string::npos);
}

TEST_CASE("a value that is not finite is found and its row and block are named", "[agents][property]")
{
    const SmallModel model;
    World world = lived(model, 3);
    const std::size_t row = first_in(world, agents::State::benefit);
    world.people.mental_health[row] = std::numeric_limits<float>::quiet_NaN();
    CHECK(message_of(world, model) == "a value is not finite in row " + std::to_string(row % 256) + " in block " +
                                          std::to_string(row / 256) + ", month " + std::to_string(small_start + 3));
}

TEST_CASE("the check of money finds one cent of debt or savings from nowhere", "[agents][property]")
{
    const SmallModel model;
    const World world = lived(model, 12);
    const agents::MonthContext context{.p = &model.p,
                                       .tables = &model.tables,
                                       .terms = &model.terms,
                                       .law = small_law(),
                                       .key = model.field.key(),
                                       .month = world.month};
    const auto r = std::make_unique<agents::Rows>();
    agents::load_rows(*r, world.people, 0, context, 100);
    agents::step_status(*r, context);
    agents::step_facts(*r);
    policy::fill_reference(r->facts, r->treatment);
    agents::step_income(*r, context);
    agents::step_spending(*r, context);
    agents::step_debts(*r, context);
    World after = world;
    const agents::Purses before = agents::purses_of(world.people, 0);
    agents::store_rows(*r, after.people, 0);
    CHECK(agents::money_gap(before, *r, after.people, 0) == 0);
    ++after.people.debt[17];
    CHECK(agents::money_gap(before, *r, after.people, 0) == 1);
    after.people.savings[18] -= 3;
    CHECK(agents::money_gap(before, *r, after.people, 0) == 4);
}

TEST_CASE("a bonus for finding work is saved by the household, to the cent", "[agents][property]")
{
    const SmallModel model;
    const World start = lived(model, 3);
    policy::InstrumentUse use = policy::default_use(policy::instrument_index("reemployment_bonus"));
    const policy::Policy paid = policy_of({use});
    use.params = policy::instruments()[static_cast<std::size_t>(use.type)].neutral;
    const policy::Policy unpaid = policy_of({use});
    World with = start;
    World without = start;
    branch(with, &paid, RandomField{1, 0});
    branch(without, &unpaid, RandomField{1, 0});
    live(with, model.regime(&paid), 1, SerialExecutor{});
    live(without, model.regime(&unpaid), 1, SerialExecutor{});
    const auto& parameters = policy::instruments()[static_cast<std::size_t>(use.type)];
    const float bonus = parameters.defaults[static_cast<std::size_t>(policy::parameter_index(parameters, "bonus_eur"))];
    const auto work = static_cast<std::uint8_t>(agents::State::work);
    int found = 0;
    for (std::size_t row = 0; row < start.people.size(); ++row) {
        const bool served = agents::on_benefit(static_cast<agents::State>(start.people.state[row]));
        const bool paired = (start.people.traits[row] & agents::trait::paired) != 0U;
        if (!served || paired || with.people.state[row] != work || without.people.state[row] != work) { continue; }
        CHECK(with.people.savings[row] - without.people.savings[row] == static_cast<std::int32_t>(bonus * 100.0F));
        ++found;
    }
    CHECK(found > 2);
}

TEST_CASE("partners share debts, savings and debt help through five years of all instruments", "[agents][property]")
{
    const SmallModel model;
    World world = lived(model, 3);
    const policy::Policy policy = all_instruments();
    branch(world, &policy, RandomField{1, 0});
    int couples = 0;
    int helped = 0;
    for (int month = 0; month < 60; ++month) {
        live(world, model.regime(&policy), 1, SerialExecutor{});
        const agents::Seekers& s = world.people;
        for (std::size_t row = 0; row < s.size(); row += 2) {
            if ((s.traits[row] & agents::trait::paired) == 0U) { continue; }
            INFO("rows " << row << " and " << row + 1 << ", month " << month);
            REQUIRE((s.traits[row + 1] & agents::trait::paired) != 0U);
            REQUIRE(s.debt[row] == s.debt[row + 1]);
            REQUIRE(s.savings[row] == s.savings[row + 1]);
            REQUIRE(s.debt_help[row] == s.debt_help[row + 1]);
            REQUIRE(s.debt_months[row] == s.debt_months[row + 1]);
            REQUIRE(s.problem_debt[row] == s.problem_debt[row + 1]);
            const bool one = agents::on_benefit(static_cast<agents::State>(s.state[row]));
            const bool other = agents::on_benefit(static_cast<agents::State>(s.state[row + 1]));
            REQUIRE(one == other);
            ++couples;
            helped += s.debt_help[row] != 0 ? 1 : 0;
        }
    }
    CHECK(couples > 1000);
    CHECK(helped > 20);
}

TEST_CASE("when an office shrinks nobody is left with a chair that is gone, on benefit or off", "[agents][property]")
{
    const SmallModel model;
    World world = lived(model, 3);
    const policy::Policy many = policy_of({use_of("guidance", {{"caseload", 10.0F}, {"aftercare_months", 12.0F}})});
    policy::Policy brief = many;
    brief.uses.front().end = 12;
    branch(world, &brief, RandomField{1, 0});
    live(world, model.regime(&brief), 12, SerialExecutor{});
    const int most = world.towns.front().office.slots();
    std::size_t off_benefit = 0;
    for (int month = 0; month < 6; ++month) {
        live(world, model.regime(&brief), 1, SerialExecutor{});
        const int slots = world.towns.front().office.slots();
        for (std::size_t row = 0; row < world.people.size(); ++row) {
            REQUIRE(int{world.people.caseworker[row]} < slots);
            off_benefit += world.people.state[row] == static_cast<std::uint8_t>(agents::State::work) ? 1 : 0;
        }
    }
    CHECK(world.towns.front().office.slots() < most / 2);
    CHECK(off_benefit > 100);
}

}  // namespace vangnet::test
