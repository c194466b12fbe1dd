#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/month/places.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet::test {

namespace {

using agents::State;

constexpr float months = 6.0F;
constexpr double hired_on = 0.3;

policy::InstrumentUse jobs(float places_per_100, float length = months)
{
    policy::InstrumentUse use =
        use_of("job_creation", {{"job_months", length}, {"hired_on_percent", 30.0F}, {"cost_eur_per_month", 900.0F}});
    use.places_per_100 = places_per_100;
    return use;
}

World start_state(const SmallModel& model, int towns, int people)
{
    World world = model.world(towns, people);
    live(world, model.regime(), 12, SerialExecutor{});
    return world;
}

bool is(const World& world, std::size_t row, State state)
{
    return world.people.state[row] == static_cast<std::uint8_t>(state);
}
bool in_subsidised_job(const World& world, std::size_t row)
{
    const std::uint8_t left = world.people.subsidised[row];
    return left > 0 && left != agents::after_subsidised;
}

/// People and records of 24 months of an arm; not the memory of its instruments.
std::string people_digest(World world, const SmallModel& model, const policy::Policy& policy)
{
    branch(world, &policy, RandomField{1, 0});
    Sha256 hash;
    for (const GroupRecord& record : live(world, model.regime(&policy), 24, SerialExecutor{})) {
        add_to(hash, record.count);
        add_to(hash, record.sum);
    }
    agents::Seekers::for_each_column(world.people, [&hash](auto, auto, const auto& column) { add_to(hash, column); });
    add_to(hash, world.supply);
    return hash.hex();
}

std::uint64_t count_in(const GroupRecord& record, Count c)
{
    return static_cast<std::uint64_t>(record.count[static_cast<std::size_t>(c)]);
}

/// Every subsidised job by municipality fits its places; whoever has one works, at the hours of the policy.
void check_jobs(const World& world, const policy::InstrumentUse& use)
{
    for (const Town& town : world.towns) {
        int in_jobs = 0;
        const std::size_t first = town.first_block * block_rows;
        for (std::size_t row = first; row < first + town.block_count * block_rows; ++row) {
            if (world.people.subsidised[row] == agents::after_subsidised) {
                REQUIRE(is(world, row, State::between_jobs));
            }
            if (!in_subsidised_job(world, row)) { continue; }
            ++in_jobs;
            REQUIRE(is(world, row, State::work));
            REQUIRE(world.people.hours[row] == 32);
            REQUIRE(world.people.wage[row] > 0);
        }
        REQUIRE(in_jobs <= places_of(town, use));
    }
}

}  // namespace

TEST_CASE("without places, or at a length of 0 months, job creation changes nobody", "[policies][agents][property]")
{
    const SmallModel model;
    const World start = start_state(model, 2, 1500);
    const std::string nothing = people_digest(start, model, policy_of({}));
    CHECK(people_digest(start, model, policy_of({jobs(0.0F)})) == nothing);
    CHECK(people_digest(start, model, policy_of({jobs(5.0F, 0.0F)})) == nothing);
    CHECK(people_digest(start, model, policy_of({jobs(5.0F)})) != nothing);
}

TEST_CASE("subsidised jobs never exceed their places, last as long as the policy says, and then end as it says",
          "[policies][agents][statistical]")
{
    const SmallModel model;
    World world = start_state(model, 2, 12'000);
    policy::InstrumentUse use = jobs(25.0F);
    use.end = 40;
    // judged anew every month: people drop out of the target group while their job goes on
    use.only.push_back({policy::fact_index("motivation"), -0.5F, 9.0F});
    const policy::Policy policy = policy_of({use});
    branch(world, &policy, RandomField{1, 0});
    std::vector<int> worked(world.people.size(), 0);
    std::size_t ended = 0;
    std::size_t hired = 0;
    for (int month = 0; month < 60; ++month) {
        const agents::Seekers before = world.people;
        const GroupRecord record = live(world, model.regime(&policy), 1, SerialExecutor{})[0];
        check_jobs(world, use);
        std::uint64_t in_jobs = 0;
        std::uint64_t paid = 0;
        for (std::size_t row = 0; row < world.people.size(); ++row) {
            const std::uint8_t left = before.subsidised[row];
            const bool was = left > 0 && left != agents::after_subsidised;
            const bool now = in_subsidised_job(world, row);
            in_jobs += now ? 1 : 0;
            paid += was ? 1 : 0;
            REQUIRE((!now || was || month < use.end));
            if (now && !was) { worked[row] = 0; }
            worked[row] += now ? 1 : 0;
            if (!was || now || is(world, row, State::pensioned)) { continue; }
            REQUIRE(worked[row] == static_cast<int>(months));
            const bool goes_on = is(world, row, State::work);
            REQUIRE((goes_on || is(world, row, State::between_jobs)));
            ++ended;
            hired += goes_on ? 1 : 0;
        }
        CHECK(count_in(record, Count::subsidised_job) == in_jobs);
        CHECK(record.quantity(Sum::service_cost) == 900.0 * static_cast<double>(paid));
    }
    INFO(hired << " of " << ended << " hired on");
    REQUIRE(detectable_bias(ended, hired_on) < 0.05);
    CHECK(std::abs(z_of_frequency(hired, ended, hired_on)) < z_limit);
    for (std::size_t row = 0; row < world.people.size(); ++row) { REQUIRE_FALSE(in_subsidised_job(world, row)); }
}

TEST_CASE("who has had a subsidised job is hired on by luck that the policy does not move",
          "[policies][agents][property]")
{
    const SmallModel model;
    const World start = start_state(model, 1, 8000);
    const auto in_work_after = [&](float percent) {
        policy::InstrumentUse use = jobs(30.0F);
        use.params[2] = percent;
        const policy::Policy policy = policy_of({use});
        World world = start;
        branch(world, &policy, RandomField{1, 0});
        live(world, model.regime(&policy), 8, SerialExecutor{});
        std::vector<bool> works;
        for (std::size_t row = 0; row < world.people.size(); ++row) { works.push_back(is(world, row, State::work)); }
        return works;
    };
    const std::vector<bool> none = in_work_after(0.0F);
    const std::vector<bool> some = in_work_after(40.0F);
    int more = 0;
    int fewer = 0;
    for (std::size_t row = 0; row < none.size(); ++row) {
        more += some[row] && !none[row] ? 1 : 0;
        fewer += none[row] && !some[row] ? 1 : 0;
    }
    CHECK(more > 30);
    CHECK(fewer <= more / 10);  // those who would have found other work by now, and whom the market's change moved
}

}  // namespace vangnet::test
