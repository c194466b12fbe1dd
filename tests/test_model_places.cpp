#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "agents/office/predicted.hpp"
#include "sim/run/executors.hpp"
#include "sim/run/month.hpp"
#include "sim/run/places.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

using namespace vangnet;
using namespace vangnet::test;

namespace {

policy::Policy course_with(float places_per_100, policy::Priority priority = policy::Priority::waiting)
{
    policy::InstrumentUse use = use_of("group_training");
    use.places_per_100 = places_per_100;
    use.priority = priority;
    return policy_of({use});
}

World started(const SmallModel& model, int towns, int people)
{
    World world = model.world(towns, people);
    live(world, model.regime(), 6, SerialExecutor{});
    return world;
}

std::string people_hash(const World& world)
{
    Sha256 hash;
    agents::Seekers::for_each_column(world.people, [&hash](auto, auto, const auto& column) { add_to(hash, column); });
    return hash.hex();
}

/// Totals of each month under a policy.
std::vector<MonthTotals> months_of(World& world, const SmallModel& model, const policy::Policy& policy, int months)
{
    branch(world, &policy);
    std::vector<MonthTotals> out;
    for (int m = 0; m < months; ++m) {
        Ledger ledger = empty_ledger(world);
        out.push_back(step_month(world, model.regime(&policy), ledger, SerialExecutor{}));
    }
    return out;
}

}  // namespace

TEST_CASE("without places a course has no effect at all, with places it has", "[places]")
{
    const SmallModel model;
    const World start = started(model, 2, 800);
    const auto after = [&](const policy::Policy& policy) {
        World world = start;
        static_cast<void>(months_of(world, model, policy, 18));
        return people_hash(world);
    };
    const std::string nothing = after(policy_of({}));
    CHECK(after(course_with(0.0F)) == nothing);
    CHECK(after(course_with(5.0F)) != nothing);
}

TEST_CASE("held and free places add up every month, and those who wait are counted with their months", "[places]")
{
    const SmallModel model;
    World world = started(model, 3, 900);
    const policy::Policy policy = course_with(5.0F);
    const std::vector<MonthTotals> months = months_of(world, model, policy, 24);
    std::int64_t places = 0;
    for (const Town& town : world.towns) { places += places_of(town, policy.uses[0]); }
    REQUIRE(places > 20);
    std::int64_t given = 0;
    for (const MonthTotals& month : months) {
        const PlaceTotals& p = month.places[0];
        CHECK(p.places == places);
        CHECK(p.held <= p.places);
        given += p.given;
    }
    CHECK(months[0].places[0].held == 0);  // the list opens
    CHECK(months[1].places[0].held == places);
    CHECK(months[1].places[0].waiting > 0);
    CHECK(months[1].places[0].months_waited >= months[1].places[0].waiting);
    CHECK(months[12].places[0].months_waited > months[2].places[0].months_waited);
    CHECK(given > 2 * places);  // places come free again: the course ends, people leave benefit
    const auto held = std::count(world.uses[0].place.begin(), world.uses[0].place.end(), policy::place::held);
    CHECK(held <= places);
}

TEST_CASE("with no places the run goes on and the list grows; one client in a municipality is served", "[places]")
{
    const SmallModel model;
    World closed = started(model, 1, 500);
    const std::vector<MonthTotals> months = months_of(closed, model, course_with(0.0F), 12);
    CHECK(months.back().places[0].places == 0);
    CHECK(months.back().places[0].held == 0);
    CHECK(months.back().places[0].months_waited > months[2].places[0].months_waited);

    World tiny = model.world(1, 500);
    bool kept = false;
    for (std::size_t row = 0; row < tiny.people.size(); ++row) {  // one person in all
        if (tiny.people.apply_month[row] == agents::no_month) { continue; }
        const bool single = (tiny.people.traits[row] & agents::trait::couple) == 0U;
        if (single && !kept) {
            kept = true;
            tiny.people.apply_month[row] = static_cast<std::int16_t>(tiny.month);
            continue;
        }
        tiny.people.apply_month[row] = agents::no_month;
    }
    REQUIRE(kept);
    index_world(tiny);
    std::fill(tiny.people.block_first_month.begin(), tiny.people.block_first_month.end(),
              static_cast<std::int16_t>(tiny.month));
    live(tiny, model.regime(), 2, SerialExecutor{});
    const policy::Policy all = course_with(100.0F);
    CHECK_NOTHROW(months_of(tiny, model, all, 6));
    CHECK(tiny.towns[0].recipients <= 1);
}

TEST_CASE("priority decides who gets a place first", "[places]")
{
    const SmallModel model;
    const World start = started(model, 1, 3000);
    const auto mean_chance_of_the_first = [&](policy::Priority priority) {
        World world = start;
        const policy::Policy policy = course_with(5.0F, priority);
        static_cast<void>(months_of(world, model, policy, 2));
        double sum = 0.0;
        int n = 0;
        for (std::size_t row = 0; row < world.people.size(); ++row) {
            if (world.uses[0].chosen[row] != 1) { continue; }
            sum += static_cast<double>(agents::predicted_chance(start.people, row, start.month, model.p));
            ++n;
        }
        REQUIRE(n > 30);
        return sum / n;
    };
    const double easy = mean_chance_of_the_first(policy::Priority::easy);
    const double lot = mean_chance_of_the_first(policy::Priority::lot);
    const double hard = mean_chance_of_the_first(policy::Priority::hard);
    CHECK(easy > lot + 0.5);
    CHECK(lot > hard + 0.5);
}

TEST_CASE("the longest waiting come first", "[places]")
{
    const SmallModel model;
    World world = started(model, 1, 3000);
    const policy::Policy policy = course_with(2.0F);
    static_cast<void>(months_of(world, model, policy, 6));
    std::vector<std::uint8_t> before;
    std::int16_t now = 5;
    std::int64_t given_now = 0;
    while (given_now == 0 && now < 60) {
        ++now;
        before = world.uses[0].place;
        Ledger ledger = empty_ledger(world);
        given_now = step_month(world, model.regime(&policy), ledger, SerialExecutor{}).places[0].given;
    }
    REQUIRE(given_now > 0);
    int shortest_given = 255;
    int longest_left = 0;
    for (std::size_t row = 0; row < before.size(); ++row) {
        if (before[row] == policy::place::none || before[row] > policy::place::longest_wait) { continue; }
        const bool given = world.uses[0].chosen[row] == now;
        if (given) {
            shortest_given = std::min(shortest_given, static_cast<int>(before[row]));
        } else {
            longest_left = std::max(longest_left, static_cast<int>(before[row]));
        }
    }
    CHECK(shortest_given >= longest_left);
}

TEST_CASE("a policy in one municipality leaves the people of another as they are, but for the market", "[places]")
{
    const SmallModel model;
    const World start = started(model, 2, 700);
    policy::InstrumentUse use = use_of("guidance", {{"caseload", 25.0F}});
    use.towns = {start.towns[1].number};
    const policy::Policy here = policy_of({use});
    const policy::Policy nowhere = policy_of({});
    Regime with = model.regime(&here);
    Regime without = model.regime(&nowhere);
    with.frozen_market = without.frozen_market = true;
    World a = start;
    World b = start;
    branch(a, &here);
    branch(b, &nowhere);
    live(a, with, 12, SerialExecutor{});
    live(b, without, 12, SerialExecutor{});
    const std::size_t second = start.towns[1].first_block * block_rows;
    REQUIRE(second > 0);
    const auto same = [&](std::size_t from, std::size_t to) {
        const auto at = [](const auto& column, std::size_t k) {
            return column.begin() + static_cast<std::ptrdiff_t>(k);
        };
        return std::equal(at(a.people.guidance, from), at(a.people.guidance, to), at(b.people.guidance, from)) &&
               std::equal(at(a.people.state, from), at(a.people.state, to), at(b.people.state, from));
    };
    CHECK(same(0, second));
    CHECK_FALSE(same(second, start.people.size()));
}
