#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "analysis/paired.hpp"
#include "analysis/parameter_range.hpp"
#include "analysis/until.hpp"
#include "sim/core/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace vangnet;
using namespace vangnet::analysis;

namespace {

std::string message_of(auto call)
{
    try {
        call();
    } catch (const DataError& error) {
        return error.what();
    }
    return "nothing thrown";
}

const double nan_value = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("a paired effect equals the one computed by hand", "[unit]")
{
    // d = 1, 2, 0, 3: mean 1.5, sd sqrt(5/3); Student t(0.95, 3) = 2.353363, t(0.975, 3) = 3.182446 from tables.
    const std::vector<double> base{1, 2, 3, 4};
    const std::vector<double> reform{2, 4, 3, 7};
    const Effect effect = paired_effect(base, reform);
    CHECK(effect.mean == 1.5);
    CHECK(effect.sd == Approx(std::sqrt(5.0 / 3.0)));
    CHECK(effect.half_width == Approx(2.353363 * std::sqrt(5.0 / 3.0) / 2.0).epsilon(1e-6));
    CHECK(effect.n == 4);
    CHECK(paired_effect(base, reform, 0.95).half_width == Approx(3.182446 * std::sqrt(5.0 / 3.0) / 2.0).epsilon(1e-6));
}

TEST_CASE("swapping base and reform mirrors the effect to the bit", "[property]")
{
    const std::vector<double> a{0.1, 0.7, 0.33, 0.21, 0.9};
    const std::vector<double> b{0.3, 0.2, 0.44, 0.5, 0.85};
    const Effect there = paired_effect(a, b);
    const Effect back = paired_effect(b, a);
    CHECK(there.mean == -back.mean);
    CHECK(there.half_width == back.half_width);
    CHECK(there.low() == -back.high());
}

TEST_CASE("a policy that changes nothing has effect exactly 0 with no width", "[unit]")
{
    const std::vector<double> a{0.1, 0.7, 0.33};
    const Effect effect = paired_effect(a, a);
    CHECK(effect.mean == 0.0);
    CHECK(effect.half_width == 0.0);
}

TEST_CASE("a paired effect names the first replicate at fault", "[unit]")
{
    const std::vector<double> three{1, 2, 3};
    const std::vector<double> two{1, 2};
    const std::vector<double> holed{1, nan_value, std::numeric_limits<double>::infinity()};
    CHECK(message_of([&] { return paired_effect(three, two); }).find("replicate 2 has no twin") != std::string::npos);
    CHECK(message_of([&] { return paired_effect(holed, three); }).find("replicate 1: the value of the base arm") == 0);
    CHECK(message_of([&] { return paired_effect(three, holed); }).find("replicate 1: the value of the reform") == 0);
    CHECK(message_of([&] { return effect_of_differences(std::vector<double>{1.0}); }).find("at least 2") !=
          std::string::npos);
    CHECK(message_of([&] { return paired_effect(three, three, 1.0); }).find("level 1") == 0);
}

TEST_CASE("the 90% interval covers the true effect in nine of ten experiments", "[statistical]")
{
    // Power: 20,000 experiments find a coverage that is off by 0.013 nine times in ten; a normal factor instead of
    // Student's would cover 0.866 with ten replicates, which is off by 0.034.
    const std::size_t experiments = 20'000;
    REQUIRE(test::detectable_bias(experiments, 0.90) < 0.015);
    std::mt19937_64 luck(20'240'601);
    std::normal_distribution<double> noise(0.7, 2.0);
    std::size_t covered = 0;
    for (std::size_t e = 0; e < experiments; ++e) {
        std::vector<double> differences(10);
        for (double& d : differences) { d = noise(luck); }
        const Effect effect = effect_of_differences(differences);
        if (effect.low() <= 0.7 && 0.7 <= effect.high()) { ++covered; }
    }
    INFO("covered " << covered << " of " << experiments);
    CHECK(std::abs(test::z_of_frequency(covered, experiments, 0.90)) < test::z_limit);
}

TEST_CASE("quantiles are those of R and numpy by default", "[unit]")
{
    const std::vector<double> values{40, 10, 30, 20};  // numpy.quantile([10, 20, 30, 40], p)
    CHECK(quantile_type7(values, 0.05) == Approx(11.5));
    CHECK(quantile_type7(values, 0.5) == Approx(25.0));
    CHECK(quantile_type7(values, 0.95) == Approx(38.5));
    CHECK(quantile_type7(values, 0.0) == 10.0);
    CHECK(quantile_type7(values, 1.0) == 40.0);
    CHECK_THROWS_AS(quantile_type7(std::vector<double>{}, 0.5), DataError);
    CHECK_THROWS_AS(quantile_type7(values, 1.5), DataError);
}

TEST_CASE("the parameter range equals the one computed by hand", "[unit]")
{
    // Replicates 0 and 1 have central effects 1 and 3 (C = 2); draws 0..3 ran on replicates 0, 1, 0, 1.
    // Slope: x = 2, 3, 4, 5 on c = 1, 3, 1, 3: covariance sum 2, variance sum 4, so k = 0.5 and e = 2.5, 2.5, 4.5, 4.5.
    const std::vector<double> central{1, 3};
    const std::vector<double> draws{2, 3, 4, 5};
    const ParameterRange range = parameter_range(central, draws);
    CHECK(range.control == Approx(0.5));
    REQUIRE(range.effects.size() == 4);
    CHECK(range.effects[0] == Approx(2.5));
    CHECK(range.effects[1] == Approx(2.5));
    CHECK(range.effects[2] == Approx(4.5));
    CHECK(range.effects[3] == Approx(4.5));
    CHECK(range.low == Approx(2.5));
    CHECK(range.high == Approx(4.5));
    const std::vector<std::size_t> same_order{0, 1, 0, 1};
    CHECK(parameter_range(central, draws, same_order).effects == range.effects);
}

TEST_CASE("draws that change nothing give a parameter range without width", "[property]")
{
    const std::vector<double> central{0.4, -1.0, 2.0, 0.6};
    std::vector<double> draws;
    for (std::size_t d = 0; d < 50; ++d) { draws.push_back(central[d % 4]); }
    const ParameterRange range = parameter_range(central, draws);
    CHECK(range.control == Approx(1.0));
    CHECK(range.low == Approx(0.5));
    CHECK(range.high == Approx(0.5));
}

TEST_CASE("the parameter range finds the spread over draws under four times as much chance", "[statistical]")
{
    // Effect of draw d on replicate r: p_d + c_r, p normal with sd 1 around 5, chance sd 4. True 90% range: 5 -+ 1.645.
    // Standard error of a 5% quantile of 1,000 draws: sqrt(0.05 * 0.95 / 1000) / 0.1031 = 0.067 sd. What both ends
    // share is the mean of the chance over 20 replicates, so the width is looked at: without the control it would
    // be 13.6. Power: 0.067 * sqrt(2) * (4.89 + 1.28) = 0.58 < 0.7 of a width of 3.29 is found nine times in ten.
    std::mt19937_64 luck(7);
    std::normal_distribution<double> unit(0.0, 1.0);
    std::vector<double> central(20);
    for (double& c : central) { c = 5.0 + 4.0 * unit(luck); }
    std::vector<double> draws;
    for (std::size_t d = 0; d < 1000; ++d) { draws.push_back(central[d % 20] + unit(luck)); }
    const ParameterRange range = parameter_range(central, draws);
    CHECK(std::abs(range.high - range.low - 3.29) < 0.067 * std::sqrt(2.0) * test::z_limit);
    CHECK(range.control == Approx(1.0).margin(0.05));
}

TEST_CASE("the control variate never adds chance where draws share none with the central run", "[statistical]")
{
    // Draws that have no effect at all while the central run is noisy: the plain difference (k = 1) would print a range
    // as wide as the chance.
    const std::vector<double> central{4, -4, 3, -3, 5, -5};
    const std::vector<double> draws(60, 0.0);
    const ParameterRange range = parameter_range(central, draws);
    CHECK(range.low == 0.0);
    CHECK(range.high == 0.0);
}

TEST_CASE("a parameter range says what it lacks", "[unit]")
{
    const std::vector<double> central{1, 2};
    CHECK(message_of([&] { return parameter_range({}, central); }).find("at least 2 draws") != std::string::npos);
    CHECK(message_of([&] { return parameter_range(central, std::vector<double>{1, nan_value}); }).find("draw 1") == 0);
    CHECK(message_of([&] {
              return parameter_range(std::vector<double>{nan_value, 1}, central);
          }).find("replicate 0") == 0);
    const std::vector<std::size_t> outside{0, 2};
    CHECK_THROWS_AS(parameter_range(central, central, outside), DataError);
}

namespace {

/// n differences of which the first `n` have sd `early` at each prefix: alternating +-sd gives a known half-width.
HeadlineDifferences alternating(std::size_t n, double size, const char* outcome = "work_12h")
{
    HeadlineDifferences headline{.outcome = outcome, .arm = "extra", .differences = {}};
    for (std::size_t r = 0; r < n; ++r) { headline.differences.push_back(r % 2 == 0 ? size : -size); }
    return headline;
}

}  // namespace

TEST_CASE("until stops at the second point in a row below the limit and not before 20", "[unit]")
{
    // Alternating +-1: half-width t(0.95, n-1) / sqrt(n - 1): 0.611 at 10, 0.397 at 20, 0.270 at 40, 0.187 at 80.
    const std::vector<HeadlineDifferences> headlines{alternating(80, 1.0)};
    const UntilDecision loose = decide_until(headlines, 0.7, 1000);
    CHECK(loose.stop);
    CHECK(loose.replicates == 20);
    REQUIRE(loose.points.size() == 2);
    CHECK(loose.points[0].widest == Approx(1.833113 / 3.0).epsilon(1e-5));
    const UntilDecision middle = decide_until(headlines, 0.4, 1000);
    CHECK(middle.stop);
    CHECK(middle.replicates == 40);  // 20 is the first below, 40 the second
    const UntilDecision tight = decide_until(headlines, 0.2, 1000);
    CHECK_FALSE(tight.stop);
    CHECK(tight.replicates == 160);
}

TEST_CASE("until looks only at numbered points, so extra finished replicates change nothing", "[determinism]")
{
    for (const std::size_t finished : {std::size_t{20}, std::size_t{27}, std::size_t{39}}) {
        const std::vector<HeadlineDifferences> headlines{alternating(finished, 1.0)};
        CHECK(decide_until(headlines, 0.7, 1000).replicates == 20);
        CHECK_FALSE(decide_until(headlines, 0.4, 1000).stop);
        CHECK(decide_until(headlines, 0.4, 1000).replicates == 40);
    }
    CHECK(decide_until(std::vector{alternating(9, 1.0)}, 0.7, 1000).replicates == 10);
}

TEST_CASE("until waits for the widest headline and ends at the most replicates allowed", "[unit]")
{
    const std::vector<HeadlineDifferences> headlines{alternating(40, 0.1), alternating(40, 1.0, "on_benefit")};
    const UntilDecision decision = decide_until(headlines, 0.2, 50);
    CHECK_FALSE(decision.stop);
    CHECK(decision.replicates == 50);
    CHECK(decision.points.back().widest_outcome == "on_benefit");
    CHECK_THROWS_AS(decide_until({}, 0.2, 50), DataError);
    CHECK_THROWS_AS(decide_until(headlines, 0.0, 50), DataError);
    CHECK_THROWS_AS(decide_until(std::vector{alternating(40, 1.0), alternating(20, 1.0)}, 0.2, 50), DataError);
}
