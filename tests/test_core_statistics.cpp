#include "tests/support/statistics.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <random>

#include "tests/support/catch.hpp"

namespace vangnet::test {

namespace {

/// Uniform on [0, 1) from words of the standard engine: the same everywhere, and not our generator.
double draw(std::mt19937_64& engine) { return static_cast<double>(engine() >> 11U) * 0x1p-53; }

double chi_square_of_die(std::mt19937_64& engine, std::size_t n, std::size_t sides, double tilt)
{
    // even sides have probability (1 + tilt) / sides, odd ones (1 - tilt) / sides: a relative error of tilt everywhere
    std::vector<std::size_t> counts(sides, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t pairs = sides / 2;
        const auto pair = static_cast<std::size_t>(draw(engine) * static_cast<double>(pairs));
        ++counts[2 * pair + (draw(engine) < 0.5 * (1.0 + tilt) ? 0U : 1U)];
    }
    return chi_square(counts, std::vector<double>(sides, static_cast<double>(n) / static_cast<double>(sides)));
}

}  // namespace

TEST_CASE("the limits of the statistical tests stand for one in a million", "[unit][statistical]")
{
    const boost::math::normal normal;
    CHECK(2.0 * boost::math::cdf(boost::math::complement(normal, z_limit)) == Approx(1e-6).epsilon(0.02));
    CHECK(boost::math::cdf(normal, z_power) == Approx(0.9).margin(0.001));
    CHECK(2.0 * std::exp(-2.0 * ks_limit * ks_limit) == Approx(1e-6).epsilon(0.02));
    for (const std::size_t degrees : {30U, 63U, 255U, 1023U}) {
        const boost::math::chi_squared distribution(static_cast<double>(degrees));
        const double limit = boost::math::quantile(boost::math::complement(distribution, 0.5e-6));
        CHECK(z_of_chi_square(limit, degrees) == Approx(z_limit).margin(0.1));
    }
}

TEST_CASE("z of a frequency is the distance in standard deviations", "[unit][statistical]")
{
    CHECK(z_of_frequency(50, 100, 0.5) == 0.0);
    CHECK(z_of_frequency(55, 100, 0.5) == Approx(1.0));
    CHECK(z_of_frequency(7, 100, 0.1) == Approx(-1.0));
    CHECK(z_of_mean(1.5, 1.0, 2.0, 16) == Approx(1.0));
}

TEST_CASE("chi-square is the sum over cells of squared distance by expectation", "[unit][statistical]")
{
    CHECK(chi_square({10, 20, 30}, {10.0, 20.0, 30.0}) == 0.0);
    CHECK(chi_square({12, 18}, {10.0, 20.0}) == Approx(0.4 + 0.2));
}

TEST_CASE("a bias of the detectable size in a frequency is found nine times in ten", "[statistical]")
{
    std::mt19937_64 engine{1};
    constexpr std::size_t n = 2'000;
    constexpr double p = 0.3;
    const double biased = p + detectable_bias(n, p);
    int found = 0;
    int false_alarms = 0;
    for (int repeat = 0; repeat < 1'000; ++repeat) {
        std::size_t hits = 0;
        std::size_t fair = 0;
        for (std::size_t i = 0; i < n; ++i) {
            hits += draw(engine) < biased ? 1U : 0U;
            fair += draw(engine) < p ? 1U : 0U;
        }
        found += std::abs(z_of_frequency(hits, n, p)) >= z_limit ? 1 : 0;
        false_alarms += std::abs(z_of_frequency(fair, n, p)) >= z_limit ? 1 : 0;
    }
    CHECK(found > 840);  // 900 +- 4 sd would be 862 to 938; the sd under the bias is 4% wider
    CHECK(found < 950);
    CHECK(false_alarms == 0);
}

TEST_CASE("a misfit of the detectable size is found by chi-square nine times in ten", "[statistical]")
{
    std::mt19937_64 engine{2};
    constexpr std::size_t n = 4'000;
    constexpr std::size_t sides = 32;
    const double tilt = detectable_misfit(n, sides - 1);
    int found = 0;
    int false_alarms = 0;
    for (int repeat = 0; repeat < 500; ++repeat) {
        found += z_of_chi_square(chi_square_of_die(engine, n, sides, tilt), sides - 1) >= z_limit ? 1 : 0;
        false_alarms += std::abs(z_of_chi_square(chi_square_of_die(engine, n, sides, 0.0), sides - 1)) >= z_limit;
    }
    CHECK(found > 420);
    CHECK(found < 480);
    CHECK(false_alarms == 0);
}

TEST_CASE("Kolmogorov-Smirnov accepts a uniform sample and rejects a slightly bent one", "[statistical]")
{
    CHECK(ks_of_uniform({0.5}) == 0.5);
    std::mt19937_64 engine{3};
    std::vector<double> straight;
    std::vector<double> bent;
    for (int i = 0; i < 100'000; ++i) {
        const double u = draw(engine);
        straight.push_back(u);
        bent.push_back(std::pow(u, 1.05));  // distance 0.018, twice the limit of 2.694 / sqrt(100 000)
    }
    CHECK(ks_of_uniform(straight) < ks_limit);
    CHECK(ks_of_uniform(bent) > ks_limit);
}

}  // namespace vangnet::test
