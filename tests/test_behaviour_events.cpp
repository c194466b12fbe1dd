#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/rows_bench.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet::test {

namespace {

using agents::State;
namespace event = agents::event;
namespace trait = agents::trait;

constexpr float rate_of_half = 0.6931472F;  // -ln(0.5): with luck 0.5 the clock stands exactly here

/// People in the columns, rows 0 and 1 partners, all on benefit; and where events happen to them.
struct EventBench : RowsBench {
    agents::Seekers s;
    agents::EventSite at;

    EventBench()
    {
        s.resize(agents::rows);
        s.block_municipality = {12};
        s.block_first_month = {0};
        for (std::size_t row = 0; row < s.size(); ++row) {
            s.arrival[row] = static_cast<std::uint32_t>(row);
            s.state[row] = static_cast<std::uint8_t>(State::benefit);
            for (auto* clock : {&s.since_sanction, &s.since_warning, &s.since_exit, &s.since_break}) {
                (*clock)[row] = agents::never;
            }
        }
        for (const std::size_t row : {0U, 1U}) { s.traits[row] = trait::couple | trait::paired; }
        at = {.s = &s, .r = &r, .c = &context, .first = 0, .municipality = 12, .slots = 3};
    }
    [[nodiscard]] State state(std::size_t row) const { return static_cast<State>(s.state[row]); }
};

std::vector<std::uint32_t> moves(RowsBench& bench)
{
    alignas(64) std::uint32_t events[agents::rows];
    std::vector<float> rates(bench.r.job_rate, bench.r.job_rate + agents::rows);
    agents::find_moves(bench.r, bench.around, events);
    std::copy(rates.begin(), rates.end(), bench.r.job_rate);
    return {events, events + agents::rows};
}

}  // namespace

TEST_CASE("an event happens when its rate exceeds its own clock, and not when it is just below", "[agents][unit]")
{
    RowsBench bench;
    bench.r.job_rate[0] = bench.r.other_rate[2] = bench.r.part_rate[4] = bench.r.state_rate[6] = rate_of_half * 1.0001F;
    bench.r.job_rate[1] = bench.r.other_rate[3] = bench.r.part_rate[5] = bench.r.state_rate[7] = rate_of_half * 0.9999F;
    const auto events = moves(bench);
    const std::uint32_t expected[] = {event::full_work, 0, event::other, 0, event::part_time, 0, event::state, 0};
    for (std::size_t i = 0; i < 8; ++i) { CHECK(events[i] == expected[i]); }
}

TEST_CASE("of two exits in one month the one whose clock rings first happens, and leaves no room for part-time work",
          "[agents][unit]")
{
    RowsBench bench;
    for (int i = 0; i < 3; ++i) { bench.r.part_rate[i] = bench.r.other_rate[i] = 1.0F; }
    bench.r.job_rate[0] = 1.01F;
    bench.r.job_rate[1] = 0.99F;
    bench.r.job_rate[2] = 0.0F;
    const auto events = moves(bench);
    CHECK(events[0] == event::full_work);
    CHECK(events[1] == event::other);
    CHECK(events[2] == event::other);
}

TEST_CASE("raising one rate only adds its own events and never reshuffles another cause", "[agents][property]")
{
    const RandomField field(3, 1);
    int added = 0;
    for (std::uint32_t month = 1; month <= 4; ++month) {
        RowsBench bench;
        for (int i = 0; i < agents::rows; ++i) {
            const auto u = field.uniforms(make_person(1, static_cast<std::uint32_t>(i)), month, 3);
            bench.r.u_job[i] = u[0];
            bench.r.u_other[i] = u[1];
            bench.r.u_part[i] = u[2];
            bench.r.job_rate[i] = 0.3F;
            bench.r.other_rate[i] = 0.3F;
            bench.r.part_rate[i] = 0.3F;
        }
        const auto before = moves(bench);
        for (float& rate : bench.r.job_rate) { rate = 0.6F; }
        const auto after = moves(bench);
        for (std::size_t i = 0; i < before.size(); ++i) {
            INFO("month " << month << ", row " << i);
            if (before[i] == event::full_work) { CHECK(after[i] == event::full_work); }
            CHECK((after[i] == before[i] || after[i] == event::full_work));
            added += after[i] != before[i] ? 1 : 0;
        }
    }
    CHECK(added > 10);
}

TEST_CASE("the market's factor of a person's education multiplies the rate of work and of nothing else",
          "[agents][unit]")
{
    RowsBench bench;
    bench.r.middle[1] = bench.r.high[2] = 1.0F;
    for (int i = 0; i < 3; ++i) { bench.r.job_rate[i] = rate_of_half; }
    bench.r.other_rate[3] = rate_of_half * 0.99F;
    bench.around.market = {1.01F, 0.99F, 1.01F};
    const auto events = moves(bench);
    CHECK(events[0] == event::full_work);
    CHECK(events[1] == 0);
    CHECK(events[2] == event::full_work);
    CHECK(events[3] == 0);
}

TEST_CASE("a full job of either partner ends both benefits", "[agents][unit]")
{
    for (const std::size_t row : {std::size_t{0}, std::size_t{1}}) {
        EventBench bench;
        agents::find_full_work(bench.at, row);
        CHECK(bench.state(row) == State::work);
        CHECK(bench.state(1 - row) == State::partner_work);
        CHECK(bench.s.wage[row] > 0);
        CHECK(bench.s.hours[row] >= 24);
        CHECK(bench.s.wage[1 - row] == 0);
        CHECK(bench.s.since_exit[1 - row] == 0);
        CHECK(bench.state(2) == State::benefit);
        agents::lose_job(bench.at, row);
        CHECK(bench.state(1 - row) == State::partner_work);
        agents::return_to_benefit(bench.at, row);
        CHECK(bench.state(0) == State::benefit);
        CHECK(bench.state(1) == State::benefit);
    }
}

TEST_CASE("lost work gives unemployment insurance by its weeks and years, and an earlier right revives",
          "[agents][unit]")
{
    EventBench bench;
    const struct {
        int worked;  // months, this one included
        int left;    // of an earlier right
        int months;
    } cases[] = {{5, 0, 0}, {6, 0, 3}, {47, 0, 3}, {48, 0, 4}, {300, 0, 24}, {5, 2, 2}, {6, 7, 7}};
    for (const auto& [worked, left, months] : cases) {
        INFO(worked << " months of work");
        bench.s.state[2] = static_cast<std::uint8_t>(State::work);
        bench.s.months_in_state[2] = static_cast<std::int16_t>(worked - 1);
        bench.s.wage[2] = 150'000;
        bench.s.ww_months[2] = static_cast<std::uint8_t>(left);
        agents::lose_job(bench.at, 2);
        CHECK(bench.state(2) == State::between_jobs);
        CHECK(bench.s.ww_months[2] == months);
    }
    CHECK(bench.s.ww_pay[2] == 150'000);
    bench.s.months_in_state[3] = 11;
    bench.s.wage[3] = 80'000;
    bench.s.state[3] = static_cast<std::uint8_t>(State::work);
    bench.s.subsidised[3] = 1;
    agents::end_subsidised_job(bench.at, 3);  // work with a subsidy is insured like other work
    CHECK(bench.s.ww_months[3] == 3);
    agents::return_to_benefit(bench.at, 3);
    CHECK(bench.s.ww_months[3] == 0);
}

TEST_CASE("nobody returns to benefit beside a partner with a full job", "[agents][unit]")
{
    EventBench bench;
    bench.s.state[0] = static_cast<std::uint8_t>(State::between_jobs);
    bench.s.state[1] = static_cast<std::uint8_t>(State::work);
    agents::return_to_benefit(bench.at, 0);
    CHECK(bench.state(0) == State::partner_work);
    CHECK(bench.state(1) == State::work);
}

TEST_CASE("another exit takes the partner along, and giving up between jobs does not", "[agents][unit]")
{
    EventBench bench;
    agents::leave_benefit(bench.s, 0, agents::Reason::study);
    CHECK(bench.state(0) == State::left);
    CHECK(bench.state(1) == State::left);
    CHECK(bench.s.left_for[1] == static_cast<std::uint8_t>(agents::Reason::study));
    bench.s.state[2] = static_cast<std::uint8_t>(State::between_jobs);
    agents::give_up(bench.s, 2);
    CHECK(bench.state(2) == State::inactive);
}

TEST_CASE("exits without work have their reasons in the published proportions, partners the same one",
          "[agents][statistical]")
{
    EventBench bench;
    const agents::Parameters& p = bench.model.p;
    const float shares[] = {0.0F,
                            p.exit_share_other_benefit,
                            p.exit_share_partner,
                            p.exit_share_study,
                            p.exit_share_moved,
                            p.exit_share_detention,
                            p.exit_share_ended,
                            p.exit_share_own};
    double all = 0.0;
    for (const float share : shares) { all += static_cast<double>(share); }
    std::array<std::size_t, agents::reason_count> times{};
    constexpr std::size_t months = 400;
    for (std::size_t m = 0; m < months; ++m) {
        bench.context.month = small_start + static_cast<int>(m);
        CHECK(agents::reason_of_exit(bench.at, 0) == agents::reason_of_exit(bench.at, 1));
        for (std::size_t row = 2; row < agents::rows; ++row) {
            ++times[static_cast<std::size_t>(agents::reason_of_exit(bench.at, row))];
        }
    }
    constexpr std::size_t n = months * (agents::rows - 2);
    CHECK(times[0] == 0);
    for (std::size_t k = 1; k < times.size(); ++k) {
        INFO("reason " << k);
        CHECK(std::abs(z_of_frequency(times[k], n, static_cast<double>(shares[k]) / all)) < z_limit);
    }
}

TEST_CASE("an inspection ends the benefit of its share of hits and leaves the others a visit without finding",
          "[agents][unit]")
{
    EventBench bench;
    for (int i = 0; i < agents::rows; ++i) {
        bench.t().inspection_rate[i] = 0.2F;
        bench.t().inspection_hits[i] = 0.25F;
        bench.r.u_activity[i] = (static_cast<float>(i) + 0.5F) / static_cast<float>(agents::rows);
    }
    bench.r.on_benefit[agents::rows - 1] = 0.0F;  // the luckiest draw, but off benefit
    alignas(64) std::uint32_t events[agents::rows] = {};
    agents::find_services(bench.r, bench.s, bench.context, 0, events);
    int visited = 0;
    int found_out = 0;
    for (const std::uint32_t e : events) {
        visited += (e & event::inspected) != 0 ? 1 : 0;
        found_out += (e & event::found_out) != 0 ? 1 : 0;
        CHECK((e & (event::inspected | event::found_out)) != (event::inspected | event::found_out));
    }
    CHECK(found_out == 2);  // of 64 rows a fifth is visited, 13, and a quarter of those found out, 3, less the last row
    CHECK(visited == 10);
    CHECK(events[agents::rows - 1] == 0);
}

TEST_CASE("who reaches the state-pension age leaves for good and the partner goes on alone", "[agents][unit]")
{
    EventBench bench;
    bench.r.age[0] = 786.0F / 12.0F;
    bench.r.age[1] = 785.9F / 12.0F;
    alignas(64) std::uint32_t events[agents::rows] = {};
    agents::find_services(bench.r, bench.s, bench.context, 0, events);
    CHECK((events[0] & event::retires) != 0);
    CHECK((events[1] & event::retires) == 0);
    agents::retire(bench.s, 0);
    CHECK(bench.state(0) == State::pensioned);
    CHECK(bench.state(1) == State::benefit);
    CHECK((bench.s.traits[1] & trait::paired) == 0U);
    CHECK((bench.s.traits[1] & trait::couple) != 0U);

    EventBench other;  // whose partner works when retiring: the home has income, but no longer the model's partner
    other.s.state[0] = static_cast<std::uint8_t>(State::work);
    other.s.state[1] = static_cast<std::uint8_t>(State::partner_work);
    agents::retire(other.s, 0);
    CHECK(other.state(1) == State::left);
}

TEST_CASE("a first breach brings a warning where the policy says so, the next one within a year a sanction",
          "[agents][unit]")
{
    EventBench bench;
    for (int i = 0; i < agents::rows; ++i) { bench.t().sanction_months[i] = 3.0F; }
    agents::punish(bench.at, 2);
    CHECK(bench.s.sanction_months[2] == 3);
    CHECK(bench.s.since_sanction[2] == 0);
    CHECK(bench.s.since_warning[2] == agents::never);
    bench.t().warning_first[3] = 1.0F;
    agents::punish(bench.at, 3);
    CHECK(bench.s.sanction_months[3] == 0);
    CHECK(bench.s.since_warning[3] == 0);
    bench.s.since_warning[3] = 11;
    agents::punish(bench.at, 3);
    CHECK(bench.s.sanction_months[3] == 3);
    CHECK(bench.s.since_warning[3] == 11);
    bench.t().warning_first[4] = 1.0F;
    bench.s.since_warning[4] = 12;
    agents::punish(bench.at, 4);
    CHECK(bench.s.sanction_months[4] == 0);
}

TEST_CASE("debt help waits, then runs a plan, then forgives what the policy's creditors give up", "[agents][unit]")
{
    for (const float relief : {1.0F, 0.4F}) {
        EventBench bench;
        bench.t().debt_wait[2] = 3.0F;
        bench.t().debt_plan_scale[2] = 0.5F;  // of 36 months
        bench.t().relief_share[2] = relief;
        bench.s.debt[2] = 100'000;
        int months = 0;
        std::int32_t forgiven = agents::move_debt_help(bench.at, 2);
        CHECK(bench.s.debt_help[2] == static_cast<std::uint8_t>(agents::DebtHelp::waiting));
        while (forgiven == 0 && months < 100) {
            if (months == 10) { bench.t().relief_share[2] = 0.2F; }  // a new rule changes no plan that runs
            forgiven = agents::move_debt_help(bench.at, 2);
            ++months;
        }
        CHECK(months == 3 + 18);
        CHECK(forgiven == (relief == 1.0F ? 100'000 : 40'000));
        CHECK(bench.s.debt[2] == 100'000 - forgiven);
        const auto after = relief == 1.0F ? agents::DebtHelp::discharged : agents::DebtHelp::relieved_in_part;
        CHECK(bench.s.debt_help[2] == static_cast<std::uint8_t>(after));
    }
    EventBench bench;
    bench.s.debt[3] = 100'000;
    bench.t().debt_wait[3] = 0.0F;
    CHECK(agents::move_debt_help(bench.at, 3) == 0);
    CHECK(bench.s.debt_help[3] == static_cast<std::uint8_t>(agents::DebtHelp::in_plan));  // no waiting: a plan at once
    bench.s.debt_help[2] = static_cast<std::uint8_t>(agents::DebtHelp::in_plan);
    bench.s.debt_months[2] = 9;
    CHECK(agents::move_debt_help(bench.at, 2) == 0);  // no debt left: the plan is over
    CHECK(bench.s.debt_help[2] == static_cast<std::uint8_t>(agents::DebtHelp::none));
}

TEST_CASE("a search period deters its share of applicants, partners together, and nobody without it",
          "[agents][statistical]")
{
    constexpr std::size_t months = 160;
    std::size_t deterred = 0;
    std::size_t in_work = 0;
    EventBench bench;
    for (int i = 0; i < agents::rows; ++i) { bench.t().search_weeks[i] = 4.0F; }
    for (std::size_t m = 0; m < months; ++m) {
        bench.context.month = small_start + static_cast<int>(m);
        for (std::size_t row = 0; row < agents::rows; ++row) { agents::apply(bench.at, row); }
        CHECK(bench.state(0) == bench.state(1));
        for (std::size_t row = 2; row < agents::rows; ++row) {
            deterred += bench.state(row) != State::benefit ? 1 : 0;
            in_work += bench.state(row) == State::work ? 1 : 0;
        }
    }
    constexpr std::size_t n = months * (agents::rows - 2);
    REQUIRE(detectable_bias(n, 0.2) < 0.03);
    CHECK(std::abs(z_of_frequency(deterred, n, 0.2)) < z_limit);
    CHECK(std::abs(z_of_frequency(in_work, n, 0.1)) < z_limit);
    for (int i = 0; i < agents::rows; ++i) { bench.t().search_weeks[i] = 0.0F; }
    for (std::size_t row = 0; row < agents::rows; ++row) {
        agents::apply(bench.at, row);
        REQUIRE(bench.state(row) == State::benefit);
    }
}

TEST_CASE("clocks count up to 254 and 'never' stays", "[agents][unit]")
{
    CHECK(agents::one_more(0) == 1);
    CHECK(agents::one_more(253) == 254);
    CHECK(agents::one_more(254) == 254);
    CHECK(agents::one_more(agents::never) == agents::never);
}

}  // namespace vangnet::test
