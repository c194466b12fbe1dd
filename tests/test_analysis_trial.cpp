/// Estimators of trials against known answers, and what is said of simulated trials.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "analysis/trials/estimators.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet::test {

using namespace analysis;

namespace {

constexpr std::size_t simulations = 4000;

/// How estimates of a known effect turned out.
struct Record {
    double sum = 0.0;
    double square = 0.0;
    std::size_t covered = 0;  ///< by the 95% interval of the trial's own standard error
    std::size_t rejected = 0;
    std::vector<double> p_values;

    void add(const Estimate& e, double effect)
    {
        sum += e.effect;
        square += e.effect * e.effect;
        covered += std::abs(e.effect - effect) < 1.96 * e.standard_error ? 1 : 0;
        rejected += e.significant() ? 1 : 0;
        p_values.push_back(e.p_value());
    }
    [[nodiscard]] bool covers_at_95() const { return share(covered) > 0.93 && share(covered) < 0.97; }
    [[nodiscard]] bool rejects_at_5() const { return share(rejected) > 0.03 && share(rejected) < 0.07; }
    [[nodiscard]] static double share(std::size_t n) { return static_cast<double>(n) / simulations; }
    [[nodiscard]] double mean() const { return sum / simulations; }
    [[nodiscard]] double sd() const { return std::sqrt(square / simulations - mean() * mean()); }
};

constexpr int gap = 4;  // months between waves
constexpr int e = 4;    // months since the start of a wave

struct RolledOut {
    WavePanel panel;
    double truth = 0.0;  ///< planted effect on the waves that are compared
};

/// Three waves of people with a chance of work of their own that lasts, and a trend for all. Treatment puts a share
/// `planted` of those out of work into work.
RolledOut rolled_out(std::mt19937& luck, double planted)
{
    constexpr std::size_t waves = 3;
    constexpr std::size_t parts = 10;
    constexpr std::size_t people = 12;
    constexpr std::size_t months = 14;
    RolledOut out{{waves, parts, months, std::vector<double>(waves * parts * months)}};
    std::uniform_real_distribution<double> uniform;
    for (std::size_t w = 0; w < waves; ++w) {
        const std::size_t begin = (w + 1) * gap;
        for (std::size_t person = 0; person < parts * people; ++person) {
            const double own = 0.1 + 0.3 * uniform(luck);
            bool works = uniform(luck) < own;
            for (std::size_t month = 1; month <= months; ++month) {
                if (uniform(luck) > 0.9) { works = uniform(luck) < own + 0.01 * static_cast<double>(month); }
                const bool helped = month > begin && uniform(luck) < planted;
                out.panel.share[(w * parts + person / people) * months + month - 1] +=
                    works || helped ? 1.0 / people : 0.0;
                if (w + 1 < waves && month == begin + e) {
                    out.truth += works ? 0.0 : planted / static_cast<double>((waves - 1) * parts * people);
                }
            }
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a difference of shares has no bias, covers at 95%, and is uniform under no effect", "[unit]")
{
    std::mt19937 luck(1);
    for (const double effect : {0.0, 0.06}) {
        std::binomial_distribution<int> control(190, 0.15);
        std::binomial_distribution<int> treated(180, 0.15 + effect);
        Record r;
        for (std::size_t k = 0; k < simulations; ++k) {
            r.add(difference_of_shares({treated(luck) / 180.0, 180.0}, {control(luck) / 190.0, 190.0}), effect);
        }
        CHECK(std::abs(z_of_mean(r.mean(), effect, r.sd(), simulations)) < z_limit);
        CHECK(r.covers_at_95());
        if (effect == 0.0) {
            CHECK(r.rejects_at_5());
            CHECK(ks_of_uniform(r.p_values) < ks_limit);
        } else {
            const double expected = power_against(effect, r.sd());
            CHECK(std::abs(static_cast<double>(r.rejected) / simulations - expected) < 0.05);
        }
    }
}

TEST_CASE("staggered differences recover a planted effect under a trend, and cover at 95%", "[unit]")
{
    std::mt19937 luck(2);
    for (const double planted : {0.0, 0.1}) {
        std::vector<RolledOut> all;
        double truth = 0.0;
        for (std::size_t k = 0; k < simulations; ++k) {
            all.push_back(rolled_out(luck, planted));
            truth += all.back().truth / simulations;
        }
        Record r;
        for (const RolledOut& one : all) { r.add(staggered_difference(one.panel, gap, e), truth); }
        CHECK(std::abs(z_of_mean(r.mean(), truth, r.sd(), simulations)) < z_limit);
        CHECK(r.covers_at_95());
        if (planted == 0.0) { CHECK(r.rejects_at_5()); }
    }
}

TEST_CASE("what is expected of one thing given another is that of normal pairs, and nothing where they are apart",
          "[unit]")
{
    std::mt19937 luck(7);
    std::normal_distribution<double> standard;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> z;
    for (int i = 0; i < 20000; ++i) {
        const double common = standard(luck);
        y.push_back(20.0 + 3.0 * common);
        x.push_back(1.0 - 2.0 * common + standard(luck));  // slope -2/3, sd 1 around the line
        z.push_back(5.0 + standard(luck));
    }
    const Conditional low = given_value(x, y, 14.0);
    CHECK(std::abs(low.mean - 5.0) < 0.05);
    CHECK(std::abs(low.sd - 1.0) < 0.03);
    const Conditional apart = given_value(z, y, 14.0);
    CHECK(std::abs(apart.mean - 5.0) < 0.05);
    CHECK(std::abs(apart.sd - 1.0) < 0.03);
    const std::vector<double> same(x.size(), 3.0);
    CHECK(std::abs(given_value(x, same, 4.0).mean - 1.0) < 0.05);
}

TEST_CASE("power and the people needed for it agree", "[unit]")
{
    const double n = people_needed(0.15, 0.05);
    const double error = difference_of_shares({0.20, n}, {0.15, n}).standard_error;
    CHECK(std::abs(power_against(0.05, error) - 0.80) < 0.01);
    CHECK(std::abs(power_against(0.0, error) - 0.05) < 1e-9);
    CHECK(people_needed(0.98, 0.05) == 0.0);
    CHECK(people_needed(0.15, 0.0) == 0.0);
    CHECK(people_needed(0.15, 0.02) > 4.0 * people_needed(0.15, 0.05));
    CHECK(std::isnan(power_against(0.05, 0.0)));
    CHECK(Estimate{0.1, 0.0}.p_value() == 1.0);
    const MeasuredShare both[] = {{0.2, 100.0}, {0.5, 300.0}};
    CHECK(pooled(both).people == 400.0);
    CHECK(std::abs(pooled(both).share - 0.425) < 1e-12);
}

TEST_CASE("waves without others that wait have no staggered difference", "[unit]")
{
    WavePanel panel{2, 2, 12, std::vector<double>(48, 0.5)};
    CHECK(std::isnan(staggered_difference(panel, 4, 5).effect));
    CHECK(staggered_difference(panel, 4, 4).effect == 0.0);
}

}  // namespace vangnet::test
