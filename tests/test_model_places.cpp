/// Scarce places: who gets one, how many there are, and what the list does.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <vector>

#include "agents/office/predicted.hpp"
#include "sim/month/places.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet::test {

namespace {

using policy::InstrumentUse;
using policy::Priority;

InstrumentUse scarce(InstrumentUse use, float places_per_100, Priority priority = Priority::regime)
{
    use.places_per_100 = places_per_100;
    use.priority = priority;
    return use;
}

/// A course of two years that everyone on benefit must follow.
InstrumentUse long_course(float places_per_100, Priority priority = Priority::regime)
{
    return scarce(use_of("group_training", {{"weeks", 104.0F}, {"enforced", 1.0F}}), places_per_100, priority);
}

/// Four services short of places, each in another order.
policy::Policy four_services()
{
    return policy_of({scarce(use_of("group_training", {{"weeks", 8.0F}}), 4.0F, Priority::easy),
                      scarce(use_of("language_course"), 3.0F, Priority::hard),
                      scarce(use_of("integrated_care"), 2.0F, Priority::lot),
                      scarce(use_of("debt_help"), 5.0F, Priority::waiting)});
}

World lived(const SmallModel& model, int towns, int people, int months)
{
    World world = model.world(towns, people);
    live(world, model.regime(), months, SerialExecutor{});
    return world;
}

MonthTotals one_month(World& world, const SmallModel& model, const policy::Policy& policy)
{
    Ledger ledger = empty_ledger(world);
    return step_month(world, model.regime(&policy), ledger, SerialExecutor{});
}

bool on_list(std::uint8_t place) { return place != policy::place::none && place <= policy::place::longest_wait; }

/// What the columns of a use say between two months.
struct Stand {
    std::int64_t held = 0;
    std::int64_t listed = 0;
};
Stand stand_of(const UseHistory& use)
{
    Stand s;
    for (const std::uint8_t place : use.place) {
        s.held += place == policy::place::held ? 1 : 0;
        s.listed += on_list(place) ? 1 : 0;
    }
    return s;
}

/// One division of places: those on the list and those among them who got a place.
struct Division {
    std::vector<std::size_t> listed;
    std::vector<std::uint8_t> waited;  ///< of those listed, before [months]
    std::vector<std::size_t> given;
    std::vector<std::size_t> left;
};
Division divide(World world, const SmallModel& model, const policy::Policy& policy)
{
    Division d;
    const std::vector<std::uint8_t> before = world.uses.front().place;
    MonthTotals totals;
    step_places(world, model.regime(&policy), totals, SerialExecutor{});
    for (std::size_t row = 0; row < before.size(); ++row) {
        if (!on_list(before[row])) { continue; }
        d.listed.push_back(row);
        d.waited.push_back(before[row]);
        const bool got = world.uses.front().place[row] == policy::place::held;
        (got ? d.given : d.left).push_back(row);
    }
    return d;
}

/// 1,500 people, everyone on benefit on the list of one course, nobody served yet: with 30 places per 100 people.
struct Queue {
    SmallModel model;
    World world = lived(model, 1, 1500, 6);

    explicit Queue(int months_without_places = 1)
    {
        const policy::Policy closed = policy_of({long_course(0.0F)});
        branch(world, &closed, RandomField{1, 0});
        for (int m = 0; m < months_without_places; ++m) { static_cast<void>(one_month(world, model, closed)); }
    }
    [[nodiscard]] Division by(Priority priority) const
    {
        return divide(world, model, policy_of({long_course(30.0F, priority)}));
    }
    [[nodiscard]] float chance(std::size_t row) const
    {
        return agents::predicted_chance(world.people, row, world.month, model.p);
    }
};

}  // namespace

TEST_CASE("scarce places go to the same people on 1, 2, 3 and 8 threads and with blocks in reverse order",
          "[determinism][threads]")
{
    const SmallModel model;
    const World start = lived(model, 2, 1500, 6);
    const policy::Policy policy = four_services();
    const std::string expected = digest_of_arm(start, model, &policy, 12, SerialExecutor{});
    CHECK(digest_of_arm(start, model, &policy, 12, ReverseExecutor{}) == expected);
    for (const int threads : {1, 2, 3, 8}) {
        INFO(threads << " threads");
        CHECK(digest_of_arm(start, model, &policy, 12, *make_executor(threads)) == expected);
    }
    policy::Policy another = policy;
    another.uses.front().priority = Priority::hard;
    CHECK(digest_of_arm(start, model, &another, 12, SerialExecutor{}) != expected);
}

TEST_CASE("in every month places held and places free make up all places, and none is free while someone waits",
          "[property]")
{
    const SmallModel model;
    World world = lived(model, 1, 2000, 6);
    const policy::Policy policy = four_services();
    branch(world, &policy, RandomField{1, 0});
    const int recipients = world.towns.front().recipients;
    std::vector<std::int64_t> given(policy.uses.size(), 0);
    std::int64_t months_with_free_places = 0;
    for (int month = 0; month < 36; ++month) {
        std::vector<Stand> before;
        for (const UseHistory& use : world.uses) { before.push_back(stand_of(use)); }
        const MonthTotals totals = one_month(world, model, policy);
        for (std::size_t u = 0; u < policy.uses.size(); ++u) {
            INFO("use " << u << ", month " << month);
            const PlaceTotals& t = totals.places[u];
            const double exact = static_cast<double>(policy.uses[u].places_per_100) / 100.0 * recipients;
            CHECK(std::abs(static_cast<double>(t.places) - exact) <= 0.5);
            CHECK(t.held == before[u].held + t.given);
            CHECK(t.waiting == before[u].listed - t.given);
            const std::int64_t free = std::max<std::int64_t>(0, t.places - before[u].held);
            CHECK(t.given == std::min(free, before[u].listed));
            CHECK(t.held <= t.places);
            CHECK((t.held == t.places || t.waiting == 0));
            CHECK(t.months_waited >= t.waiting);
            given[u] += t.given;
            months_with_free_places += t.held < t.places ? 1 : 0;
        }
    }
    for (std::size_t u = 0; u < policy.uses.size(); ++u) {  // places change hands
        INFO("use " << u);
        CHECK(given[u] > std::lround(policy.uses[u].places_per_100 * 0.01F * static_cast<float>(recipients)));
    }
    CHECK(months_with_free_places >= static_cast<std::int64_t>(policy.uses.size()));  // the first month: no list yet
}

TEST_CASE("without a single place the months go on, the list grows and the wait is measured", "[property]")
{
    const SmallModel model;
    World world = lived(model, 1, 1500, 6);
    InstrumentUse closed = long_course(0.0F);
    closed.who = policy::Who::entrants;
    const policy::Policy policy = policy_of({closed});
    for (std::size_t row = 0; row < world.people.size(); ++row) {
        const bool served = agents::on_benefit(static_cast<agents::State>(world.people.state[row]));
        world.people.traits[row] |= served ? agents::trait::in_stock : 0U;
    }
    branch(world, &policy, RandomField{1, 0});
    std::vector<PlaceTotals> months;
    for (int month = 0; month < 25; ++month) { months.push_back(one_month(world, model, policy).places[0]); }
    for (const PlaceTotals& t : months) {
        CHECK(t.places == 0);
        CHECK(t.held == 0);
        CHECK(t.given == 0);
    }
    const auto mean_wait = [&](std::size_t m) {
        return static_cast<double>(months[m].months_waited) / static_cast<double>(months[m].waiting);
    };
    CHECK(months[1].waiting == 0);  // those who applied in the first month are seen in the second and listed then
    CHECK(mean_wait(2) == 1.0);
    for (const std::size_t m : {7U, 12U, 18U, 24U}) {
        INFO("month " << m);
        CHECK(months[m].waiting > months[m - 5].waiting);
        CHECK(mean_wait(m) > mean_wait(m - 5));
    }
    CHECK(mean_wait(24) < 23.0);
}

TEST_CASE("a municipality with one client has one place or none", "[property]")
{
    const SmallModel model;
    struct Case {
        float places_per_100;
        int places;
    };
    for (const Case& c : {Case{0.0F, 0}, {49.0F, 0}, {51.0F, 1}, {100.0F, 1}}) {
        INFO(c.places_per_100 << " places per 100");
        World world = model.world({small_applicants(100, 1)});
        static_cast<void>(live(world, model.regime(), 1, SerialExecutor{}));
        const policy::Policy policy = policy_of({long_course(c.places_per_100)});
        branch(world, &policy, RandomField{1, 0});
        REQUIRE(world.towns.front().recipients == 1);
        CHECK(places_of(world.towns.front(), policy.uses.front()) == c.places);
        CHECK(one_month(world, model, policy).places[0].given == 0);
        const PlaceTotals second = one_month(world, model, policy).places[0];
        CHECK(second.given == c.places);
        CHECK(second.held == c.places);
        CHECK(second.waiting == 1 - c.places);
        for (int month = 0; month < 24; ++month) { CHECK(one_month(world, model, policy).places[0].held <= c.places); }
    }
}

TEST_CASE("priority easy serves the greatest predicted chance first, hard the smallest", "[property]")
{
    const Queue queue;
    const auto least = [&](const std::vector<std::size_t>& rows) {
        float x = std::numeric_limits<float>::infinity();
        for (const std::size_t row : rows) { x = std::min(x, queue.chance(row)); }
        return x;
    };
    const auto most = [&](const std::vector<std::size_t>& rows) {
        float x = -std::numeric_limits<float>::infinity();
        for (const std::size_t row : rows) { x = std::max(x, queue.chance(row)); }
        return x;
    };
    const Division easy = queue.by(Priority::easy);
    const Division hard = queue.by(Priority::hard);
    REQUIRE(easy.given.size() > 100);
    REQUIRE(easy.left.size() > 100);
    CHECK(hard.given.size() == easy.given.size());
    CHECK(least(easy.given) >= most(easy.left));
    CHECK(most(hard.given) <= least(hard.left));
    CHECK(least(easy.given) > most(hard.given));
}

TEST_CASE("priority waiting serves the longest on the list first", "[property]")
{
    const Queue queue(18);  // others have applied since
    const Division d = queue.by(Priority::waiting);
    const std::vector<std::uint8_t>& waited = queue.world.uses.front().place;
    std::uint8_t least = 255;
    std::uint8_t most = 0;
    for (const std::size_t row : d.given) { least = std::min(least, waited[row]); }
    for (const std::size_t row : d.left) { most = std::max(most, waited[row]); }
    REQUIRE(d.given.size() > 100);
    REQUIRE(std::set<std::uint8_t>(d.waited.begin(), d.waited.end()).size() > 5);
    CHECK(least >= most);
    CHECK(queue.by(Priority::lot).given != d.given);
}

TEST_CASE("a lottery for places looks neither at the chance of work nor at the wait", "[statistical]")
{
    const Queue queue(18);
    const Division d = queue.by(Priority::lot);
    const auto z_of = [&](auto value) {
        double mean = 0.0;
        double square = 0.0;
        for (const std::size_t row : d.listed) {
            const double x = static_cast<double>(value(row));
            mean += x / static_cast<double>(d.listed.size());
            square += x * x / static_cast<double>(d.listed.size());
        }
        double of_given = 0.0;
        for (const std::size_t row : d.given) {
            of_given += static_cast<double>(value(row)) / static_cast<double>(d.given.size());
        }
        const double n = static_cast<double>(d.listed.size());  // drawn without putting back
        const double drawn = static_cast<double>(d.given.size());
        return z_of_mean(of_given, mean, std::sqrt((square - mean * mean) * (n - drawn) / (n - 1.0)), d.given.size());
    };
    // in sd of what decides: priority easy shifts the mean of those served by more than half an sd
    REQUIRE(detectable_shift(d.given.size(), 1.0) < 0.5);
    CHECK(std::abs(z_of([&](std::size_t row) { return queue.chance(row); })) < z_limit);
    CHECK(std::abs(z_of([&](std::size_t row) { return queue.world.uses.front().place[row]; })) < z_limit);

    Queue other(18);
    CHECK(other.by(Priority::lot).given == d.given);
    other.model.field = RandomField{20'160'102, 3};
    CHECK(other.by(Priority::lot).given != d.given);
}

TEST_CASE("an office gives places as it is managed: targets the easy, judgement by lot, else the longest waiting",
          "[property]")
{
    Queue queue(18);
    agents::Office& office = queue.world.towns.front().office;
    CHECK(queue.by(Priority::regime).given == queue.by(Priority::waiting).given);
    office.judgement = 1.0F;
    CHECK(queue.by(Priority::regime).given == queue.by(Priority::lot).given);
    office.targets = 1.0F;
    CHECK(queue.by(Priority::regime).given == queue.by(Priority::easy).given);
    CHECK(queue.by(Priority::hard).given != queue.by(Priority::easy).given);
}

TEST_CASE("someone who leaves benefit gives the place up, and another gets it", "[property]")
{
    const SmallModel model;
    World world = lived(model, 1, 1000, 6);
    const policy::Policy policy = policy_of({long_course(2.0F, Priority::hard)});
    branch(world, &policy, RandomField{1, 0});
    for (int month = 0; month < 3; ++month) { static_cast<void>(one_month(world, model, policy)); }
    agents::Seekers& s = world.people;
    const auto holds = [&](std::size_t row) { return world.uses.front().place[row] == policy::place::held; };
    const auto served = [&](std::size_t row) { return agents::on_benefit(static_cast<agents::State>(s.state[row])); };
    std::size_t leaver = 0;
    while (!holds(leaver) || !served(leaver) || (s.traits[leaver] & agents::trait::paired) != 0U) { ++leaver; }
    World stays = world;
    s.state[leaver] = static_cast<std::uint8_t>(agents::State::work);
    s.wage[leaver] = 140'000;
    s.hours[leaver] = 36;
    s.months_in_state[leaver] = 0;
    const auto places = static_cast<std::int64_t>(places_of(world.towns.front(), policy.uses.front()));
    static_cast<void>(one_month(world, model, policy));
    static_cast<void>(one_month(stays, model, policy));
    CHECK(world.uses.front().place[leaver] == policy::place::none);
    CHECK(stays.uses.front().place[leaver] == policy::place::held);
    const PlaceTotals after = one_month(world, model, policy).places[0];
    const PlaceTotals otherwise = one_month(stays, model, policy).places[0];
    CHECK(after.given == otherwise.given + 1);
    CHECK(after.held == places);
    CHECK(otherwise.held == places);
}

}  // namespace vangnet::test
