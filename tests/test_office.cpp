#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "agents/office/office.hpp"
#include "policies/instrument.hpp"
#include "sim/core/units.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet::test {

namespace {

constexpr double hours_each = policy::caseworker_hours * policy::client_share_of_hours;
const RandomField field{7, 1};

agents::Office office_wanting(double hours)
{
    agents::Office office;
    office.municipality = 12;
    office.hours_wanted = hours;
    return office;
}

std::uint64_t client(std::uint32_t n) { return make_person(12, n).value; }

}  // namespace

TEST_CASE("when the staff grows or shrinks only clients of the added or lost chair move", "[agents][property]")
{
    for (const int slots : {1, 2, 7, 40}) {
        int moved = 0;
        for (std::uint32_t n = 0; n < 4000; ++n) {
            const int before = agents::slot_of(client(n), slots);
            const int after = agents::slot_of(client(n), slots + 1);
            REQUIRE((after == before || after == slots));
            moved += after == slots ? 1 : 0;
        }
        const double p = 1.0 / (slots + 1);
        INFO(slots << " slots, " << moved << " moved");
        CHECK(std::abs(z_of_frequency(static_cast<std::size_t>(moved), 4000, p)) < z_limit);
        REQUIRE(detectable_bias(4000, p) < 0.05);
    }
    CHECK(agents::slot_of(client(5), 0) == 0);
}

TEST_CASE("clients are spread evenly over chairs", "[agents][statistical]")
{
    std::vector<std::size_t> clients(20, 0);
    for (std::uint32_t n = 0; n < 20'000; ++n) { ++clients[agents::slot_of(client(n), 20)]; }
    REQUIRE(detectable_bias(20'000, 0.05) < 0.01);
    for (const std::size_t count : clients) { CHECK(std::abs(z_of_frequency(count, 20'000, 0.05)) < z_limit); }
}

TEST_CASE("an office without clients keeps one caseworker", "[agents][unit]")
{
    agents::Office office = office_wanting(0.0);
    CHECK(agents::step_office(office, small_parameters(), field, 552));
    CHECK(office.slots() == 1);
    CHECK(office.hours_share == 1.0F);
    CHECK_FALSE(agents::step_office(office, small_parameters(), field, 553));
    office.hours_wanted = 30.5 * hours_each;
    agents::step_office(office, small_parameters(), field, 554);
    CHECK(office.slots() == 31);
    office.hours_wanted = 0.0;
    agents::step_office(office, small_parameters(), field, 555);
    CHECK(office.slots() == 1);
}

TEST_CASE("an office hires as soon as hours are short and lets go when more than two in a hundred are spare",
          "[agents][unit]")
{
    agents::Parameters p = small_parameters();
    agents::Office office = office_wanting(99.5 * hours_each);
    agents::step_office(office, p, field, 552);
    CHECK(office.slots() == 100);
    office.hours_wanted = 100.5 * hours_each;
    agents::step_office(office, p, field, 553);
    CHECK(office.slots() == 101);
    office.hours_wanted = 98.5 * hours_each;  // 98.5 x 1.02 = 100.5, so 101 + 1 stay
    agents::step_office(office, p, field, 554);
    CHECK(office.slots() == 101);
    office.hours_wanted = 90.0 * hours_each;
    agents::step_office(office, p, field, 555);
    CHECK(office.slots() == 93);
    CHECK(office.hours_share == 1.0F);
}

TEST_CASE("a caseworker's quality belongs to office, chair and hiring number, and to nothing else",
          "[agents][determinism]")
{
    const agents::Parameters p = small_parameters();
    agents::Office small = office_wanting(20.0 * hours_each);
    agents::Office large = office_wanting(60.0 * hours_each);
    bool turnover = false;
    for (int month = 552; month < 600; ++month) {
        agents::step_office(small, p, field, month);
        agents::step_office(large, p, field, month);
        const int slots = small.slots();
        REQUIRE(slots == 20);
        for (std::size_t k = 0; k < 20; ++k) {
            REQUIRE(small.hiring_number[k] == large.hiring_number[k]);
            REQUIRE(small.quality[k] == large.quality[k]);
            turnover = turnover || small.changed[k] != 0;
        }
    }
    CHECK(turnover);
    std::set<float> different(large.quality.begin(), large.quality.end());
    CHECK(different.size() == large.quality.size());
}

TEST_CASE("caseworkers leave at the rates of permanent and temporary staff", "[agents][statistical]")
{
    agents::Parameters p = small_parameters();
    for (const float temporary : {0.0F, 1.0F}) {
        p.share_temporary = temporary;
        const double rate = temporary > 0.0F ? 0.05 : 0.01;
        agents::Office office = office_wanting(399.5 * hours_each);
        std::size_t left = 0;
        for (int month = 552; month < 652; ++month) {
            agents::step_office(office, p, field, month);
            for (const std::uint8_t c : office.changed) { left += c; }
        }
        REQUIRE(detectable_bias(40'000, rate) < 0.15 * rate + 0.003);
        CHECK(std::abs(z_of_frequency(left, 40'000, rate)) < z_limit);
    }
}

TEST_CASE("an office at its largest size gives the share of the hours wanted that it has", "[agents][unit]")
{
    agents::Office office = office_wanting(120'000.0 * hours_each);
    agents::step_office(office, small_parameters(), field, 552);
    CHECK(office.slots() == 60'000);
    CHECK(office.hours_share == Approx(0.5).epsilon(1e-5));
}

TEST_CASE("unhappy caseworkers are ill more often, by sickness_share", "[agents][unit]")
{
    agents::Parameters p = small_parameters();
    p.satisfaction_turnover = 0.5F;
    std::vector<float> given;
    for (const float share : {0.0F, 0.05F, 0.10F}) {
        p.sickness_share = share;
        agents::Office office = office_wanting(100.0 * hours_each);
        office.satisfaction = -1.0F;
        agents::step_office(office, p, field, 552);
        given.push_back(office.hours_share);
    }
    CHECK(given[0] == 1.0F);
    CHECK(given[1] == Approx(1.0 - 0.05 * (std::exp(0.5) - 1.0)).epsilon(1e-4));
    CHECK(given[2] == Approx(1.0 - 0.10 * (std::exp(0.5) - 1.0)).epsilon(1e-4));
}

TEST_CASE("checks and sanctions take their hours before the clients get theirs, until staff is hired", "[agents][unit]")
{
    const agents::Parameters p = small_parameters();
    const double each = static_cast<double>(policy::caseworker_hours * policy::client_share_of_hours);
    agents::Office office;
    office.hours_wanted = 10.0 * each;
    CHECK(agents::step_office(office, p, RandomField{1, 0}, 0));
    CHECK(office.slots() == 10);
    office.hours_duties = 5.0 * each;
    agents::step_office(office, p, RandomField{1, 0}, 1);
    CHECK(office.slots() == 15);
    CHECK(office.hours_share == 1.0F);
    office.hours_duties = -2.0 * each;  // fewer checks than usual
    agents::step_office(office, p, RandomField{1, 0}, 2);
    CHECK(office.slots() < 11);
}

}  // namespace vangnet::test
