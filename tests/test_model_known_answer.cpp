#include <array>
#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet::test {

namespace {

// Rates of the reduced model, per month: the same for everyone in every month.
constexpr double find = 0.04;
constexpr double leave = 0.025;
constexpr double part = 0.05;
constexpr double part_ends = 0.06;
constexpr double lose = 0.05;
constexpr double find_again = 0.08;
constexpr double back = 0.06;
constexpr double tired = 0.03;  ///< from the seventh month between jobs on
constexpr double return_later = 0.02;

/// All behaviour off but the clocks above. What stands in denominators is 1.
SmallModel constant_hazards()
{
    SmallModel m;
    m.p = agents::Parameters{};
    m.terms = agents::PolicyTerms{};
    m.p.duration_floor = m.p.frailty_cap = m.p.sanction_months = m.p.switch_months = m.p.network_sd = 1.0F;
    m.p.debt_end_size = m.p.debt_per_creditor = m.p.volunteer_months = m.p.policy_log_cap = m.p.sep_months = 1.0F;
    m.p.matching_c = 6.0F;
    m.p.matching_k = 0.75F;
    m.p.vacancy_recovery = 1.0F;
    m.p.full_wage = 1.4F;
    m.p.part_hours = 14.0F;
    m.p.b_job = static_cast<float>(std::log(find));
    m.p.b_other = static_cast<float>(std::log(leave));
    m.p.b_part = static_cast<float>(std::log(part));
    m.p.part_end = static_cast<float>(part_ends);
    m.p.sep_start = m.p.sep_inf = static_cast<float>(lose);
    m.p.reemploy = static_cast<float>(find_again);
    m.p.return_job = static_cast<float>(back);
    m.p.reemploy_early = m.p.reemploy_late = 1.0F;
    m.p.inactive_rate = static_cast<float>(tired);
    m.p.return_other_floor = static_cast<float>(return_later);
    m.paths.law.front().ww_least_months = 1000;  // nobody is insured
    m.renew();
    return m;
}

/// States of the chain: benefit, part-time, work, between jobs for 0..5 and for 6 and more months, inactive, left.
enum : std::size_t { benefit, part_time, work, between, between_long = between + 6, inactive, left, state_total };
using Shares = std::array<double, state_total>;

/// Chance that a cause of rate a happens before one of rate b, within a month.
double first_of(double a, double b) { return a == 0.0 ? 0.0 : a / (a + b) * (1.0 - std::exp(-a - b)); }
double within_month(double rate) { return 1.0 - std::exp(-rate); }

/// One month of the chain: shares times the matrix of chances, row by row.
Shares one_month(const Shares& now)
{
    Shares next{};
    const double stay = std::exp(-find - leave);
    for (const std::size_t s : {benefit, part_time}) {
        const double changes = within_month(s == benefit ? part : part_ends);
        const std::size_t other = s == benefit ? part_time : benefit;
        next[work] += now[s] * first_of(find, leave);
        next[left] += now[s] * first_of(leave, find);
        next[other] += now[s] * stay * changes;
        next[s] += now[s] * stay * (1.0 - changes);
    }
    next[between] += now[work] * within_month(lose);
    next[work] += now[work] * std::exp(-lose);
    for (std::size_t k = between; k <= between_long; ++k) {
        const double gives_up = k == between_long ? tired : 0.0;
        const double none = std::exp(-find_again - gives_up);
        next[work] += now[k] * first_of(find_again, gives_up);
        next[inactive] += now[k] * first_of(gives_up, find_again);
        next[benefit] += now[k] * none * within_month(back);
        next[k == between_long ? k : k + 1] += now[k] * none * std::exp(-back);
    }
    for (const std::size_t s : {inactive, left}) {
        next[benefit] += now[s] * within_month(return_later);
        next[s] += now[s] * std::exp(-return_later);
    }
    return next;
}

std::size_t count_of(const World& world, agents::State state)
{
    std::size_t n = 0;
    for (const std::uint8_t s : world.people.state) { n += s == static_cast<std::uint8_t>(state) ? 1 : 0; }
    return n;
}

/// Single people of 20 to 45 who all apply in the first month.
agents::Applicants single_people(std::size_t people)
{
    agents::Applicants town{.municipality = 31, .people = {}};
    for (std::size_t n = 0; n < people; ++n) {
        const int age = 240 + static_cast<int>(n % 300);
        town.people.push_back({.arrival = static_cast<std::uint32_t>(n),
                               .apply_month = small_start,
                               .birth_month = static_cast<std::int16_t>(small_start - age),
                               .jobless_long = n % 2 == 0});
    }
    return town;
}

}  // namespace

TEST_CASE("with constant hazards the model is a Markov chain with the shares of its closed form",
          "[agents][statistical]")
{
    constexpr std::size_t people = 30'000;
    const SmallModel model = constant_hazards();
    World world = model.world({single_people(people)});
    Shares expected{};
    expected[benefit] = 1.0;  // at the end of the month of application
    live(world, model.regime(), 1, SerialExecutor{});
    REQUIRE(count_of(world, agents::State::benefit) == people);
    for (int month = 1; month <= 36; ++month) {
        live(world, model.regime(), 1, SerialExecutor{});
        expected = one_month(expected);
        if (month != 1 && month % 12 != 0) { continue; }
        double waiting = 0.0;
        for (std::size_t k = between; k <= between_long; ++k) { waiting += expected[k]; }
        const std::array<std::pair<agents::State, double>, 6> shares = {
            {{agents::State::benefit, expected[benefit]},
             {agents::State::part_time, expected[part_time]},
             {agents::State::work, expected[work]},
             {agents::State::between_jobs, waiting},
             {agents::State::inactive, expected[inactive]},
             {agents::State::left, expected[left]}}};
        for (const auto& [state, share] : shares) {
            INFO("state " << static_cast<int>(state) << " in month " << month << ", expected share " << share);
            const std::size_t n = count_of(world, state);
            if (share == 0.0) {
                CHECK(n == 0);
                continue;
            }
            REQUIRE(detectable_bias(people, share) < 0.02);
            CHECK(std::abs(z_of_frequency(n, people, share)) < z_limit);
        }
    }
}

TEST_CASE("the chain's shares add up to 1 and settle", "[unit]")
{
    Shares shares{};
    shares[benefit] = 1.0;
    for (int month = 0; month < 2000; ++month) { shares = one_month(shares); }
    const Shares next = one_month(shares);
    double sum = 0.0;
    for (std::size_t k = 0; k < state_total; ++k) {
        sum += shares[k];
        CHECK(next[k] == Approx(shares[k]).margin(1e-12));
    }
    CHECK(sum == Approx(1.0).margin(1e-12));
}

}  // namespace vangnet::test
