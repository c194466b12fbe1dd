#include <algorithm>

#include "sim/inputs/parameters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

using namespace vangnet;
using namespace vangnet::test;

TEST_CASE("satisfaction falls under targets and with crowding, rises under judgement, and moves turnover", "[office]")
{
    const ParameterBook book = load_parameters();
    const agents::Parameters p = central_parameters(book);
    const auto after = [&](float targets, float judgement, float relative_caseload) {
        agents::Office office;
        office.targets = targets;
        office.judgement = judgement;
        office.relative_caseload = relative_caseload;
        for (int month = 0; month < 60; ++month) { agents::step_satisfaction(office, p); }
        return office.satisfaction;
    };
    CHECK(after(0.0F, 0.0F, 1.0F) == 0.0F);
    CHECK(after(1.0F, 0.0F, 1.0F) == Approx(p.satisfaction_targets).epsilon(0.01));
    CHECK(after(0.0F, 1.0F, 1.0F) == Approx(p.satisfaction_judgement).epsilon(0.01));
    CHECK(after(0.0F, 0.0F, 1.0F / 3.0F) > 0.2F);
    CHECK(after(1.0F, 0.0F, 1000.0F) == -2.0F);

    const auto leavers = [&](float satisfaction) {
        agents::Office office;
        office.municipality = 7;
        office.hours_wanted = 40'000.0;
        int left = 0;
        for (int month = 0; month < 24; ++month) {
            office.satisfaction = satisfaction;
            static_cast<void>(agents::step_office(office, p, RandomField{5, 1}, 500 + month));
            for (const std::uint8_t changed : office.changed) { left += changed; }
        }
        return left;
    };
    CHECK(leavers(-1.0F) > leavers(0.0F));
    CHECK(leavers(0.0F) > leavers(1.0F));
}

TEST_CASE("a policy in one municipality leaves the people of another as they are, but for the market", "[property]")
{
    const SmallModel model;
    World start = model.world(2, 700);
    live(start, model.regime(), 6, SerialExecutor{});
    policy::InstrumentUse use = use_of("guidance", {{"caseload", 25.0F}});
    use.towns = {start.towns[1].number};
    const policy::Policy here = policy_of({use});
    const policy::Policy nowhere = policy_of({});
    Regime with = model.regime(&here);
    Regime without = model.regime(&nowhere);
    with.frozen_market = without.frozen_market = true;
    World a = start;
    World b = start;
    branch(a, &here, RandomField{1, 0});
    branch(b, &nowhere, RandomField{1, 0});
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
