#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <set>
#include <string>
#include <vector>

#include "analysis/sensitivity/indices.hpp"
#include "sim/experiment/design.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario_text.hpp"

using namespace vangnet;
using namespace vangnet::analysis;

namespace {

constexpr double pi = std::numbers::pi;

Sweep sweep_of(Design design, int points, std::size_t parameters)
{
    Sweep sweep{.design = design, .points = points, .parameters = {}};
    for (std::size_t k = 0; k < parameters; ++k) { sweep.parameters.push_back({"p" + std::to_string(k), 0.0, 1.0}); }
    return sweep;
}

using Function = std::function<double(const std::vector<double>&)>;

std::vector<double> outputs_of(const std::vector<std::vector<double>>& sets, const Function& f)
{
    std::vector<double> y;
    for (const std::vector<double>& set : sets) { y.push_back(f(set)); }
    return y;
}

/// Ishigami and Homma (1990), inputs uniform on -pi .. pi.
double ishigami(const std::vector<double>& u)
{
    const auto x = [&](std::size_t k) { return pi * (2.0 * u[k] - 1.0); };
    return std::sin(x(0)) + 7.0 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

/// Sobol's g-function.
const std::vector<double> g_weights{0.0, 1.0, 4.5, 9.0, 99.0, 99.0};
double g_function(const std::vector<double>& u)
{
    double product = 1.0;
    for (std::size_t k = 0; k < u.size(); ++k) {
        product *= (std::abs(4.0 * u[k] - 2.0) + g_weights[k]) / (1.0 + g_weights[k]);
    }
    return product;
}

}  // namespace

TEST_CASE("shares of the variance are those of the Ishigami function, and intervals cover them", "[unit][sweep]")
{
    const std::vector<std::vector<double>> sets = unit_design(sweep_of(Design::sobol, 4096, 3), 1);
    const auto shares = variance_shares(outputs_of(sets, ishigami), 3, 200);
    const double first[] = {0.3139, 0.4424, 0.0};
    const double total[] = {0.5576, 0.4424, 0.2437};
    for (std::size_t k = 0; k < 3; ++k) {
        CHECK(shares[k].first.value == Approx(first[k]).margin(0.02));
        CHECK(shares[k].total.value == Approx(total[k]).margin(0.02));
        CHECK(shares[k].total.low <= total[k] + 0.005);
        CHECK(shares[k].total.high >= total[k] - 0.005);
        CHECK(shares[k].first.low < shares[k].first.high);
    }
}

TEST_CASE("shares of the variance are those of the g-function", "[unit][sweep]")
{
    const std::size_t k = g_weights.size();
    const std::vector<std::vector<double>> sets = unit_design(sweep_of(Design::sobol, 8192, k), 2);
    const auto shares = variance_shares(outputs_of(sets, g_function), k, 0);
    std::vector<double> part;
    double all = 1.0;
    for (const double a : g_weights) {
        part.push_back(1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
        all *= 1.0 + part.back();
    }
    for (std::size_t i = 0; i < k; ++i) {
        CHECK(shares[i].first.value == Approx(part[i] / (all - 1.0)).margin(0.02));
        CHECK(shares[i].total.value == Approx(part[i] * all / (1.0 + part[i]) / (all - 1.0)).margin(0.02));
    }
}

TEST_CASE("an output that does not vary has no shares", "[unit][sweep]")
{
    const std::vector<double> y(5 * 8, 3.0);
    const auto shares = variance_shares(y, 3);
    CHECK(std::isnan(shares[0].first.value));
    CHECK(std::isnan(shares[2].total.value));
}

TEST_CASE("elementary effects are those of the Ishigami and the g-function on the levels of the walks", "[unit][sweep]")
{
    const std::vector<std::vector<double>> sets = unit_design(sweep_of(Design::morris, 4000, 3), 1);
    const auto effects = elementary_effects(sets, outputs_of(sets, ishigami), 100);
    const double fourth = std::pow(pi, 4);
    const double sine = std::sin(pi / 3.0);
    CHECK(effects[0].mean == Approx(sine / morris_step * (1.0 + 0.05 * fourth * (1.0 + 1.0 / 81.0))).epsilon(0.03));
    CHECK(effects[0].size.value == Approx(effects[0].mean));
    CHECK(effects[1].size.value == Approx(7.0 * 0.75 / morris_step));
    CHECK(effects[1].mean == Approx(0.0).margin(0.4));
    CHECK(effects[2].size.value == Approx(0.1 * fourth * 80.0 / 81.0 / morris_step * sine / 2.0).epsilon(0.05));
    CHECK(effects[2].size.low < effects[2].size.value);
    CHECK(effects[2].size.high > effects[2].size.value);

    const std::size_t k = g_weights.size();
    const std::vector<std::vector<double>> g_sets = unit_design(sweep_of(Design::morris, 4000, k), 3);
    const auto g_effects = elementary_effects(g_sets, outputs_of(g_sets, g_function), 0);
    for (std::size_t i = 0; i < k; ++i) {
        double expected = 2.0 / (1.0 + g_weights[i]);
        for (std::size_t j = 0; j < k; ++j) {
            if (j != i) { expected *= (4.0 / 3.0 + g_weights[j]) / (1.0 + g_weights[j]); }
        }
        CHECK(g_effects[i].size.value == Approx(expected).epsilon(0.03));
    }

    // a straight line has the same effect everywhere
    const auto line = elementary_effects(
        sets, outputs_of(sets, [](const std::vector<double>& u) { return 2.0 * u[0] - 5.0 * u[2]; }), 0);
    CHECK(line[0].mean == Approx(2.0));
    CHECK(line[1].size.value == Approx(0.0).margin(1e-9));
    CHECK(line[2].mean == Approx(-5.0));
    CHECK(line[2].sd == Approx(0.0).margin(1e-9));
}

TEST_CASE("designs have the sets that they promise, and another seed gives others", "[unit][sweep]")
{
    const auto lhs = unit_design(sweep_of(Design::lhs, 50, 4), 1);
    REQUIRE(lhs.size() == 50);
    for (std::size_t p = 0; p < 4; ++p) {
        std::set<int> parts;
        for (const auto& set : lhs) { parts.insert(static_cast<int>(set[p] * 50.0)); }
        CHECK(parts.size() == 50);
    }
    CHECK(lhs != unit_design(sweep_of(Design::lhs, 50, 4), 2));
    CHECK(lhs == unit_design(sweep_of(Design::lhs, 50, 4), 1));

    const auto grid = unit_design(sweep_of(Design::grid, 3, 2), 1);
    CHECK(grid.size() == 9);
    CHECK(grid[0] == std::vector<double>{0.0, 0.0});
    CHECK(grid[1] == std::vector<double>{0.0, 0.5});
    CHECK(grid[8] == std::vector<double>{1.0, 1.0});

    const auto morris = unit_design(sweep_of(Design::morris, 20, 5), 1);
    REQUIRE(morris.size() == 120);
    for (std::size_t s = 1; s < morris.size(); ++s) {
        if (s % 6 == 0) { continue; }
        int moved = 0;
        for (std::size_t p = 0; p < 5; ++p) {
            const double step = std::abs(morris[s][p] - morris[s - 1][p]);
            moved += step > 0.0 ? 1 : 0;
            CHECK((step == 0.0 || step == Approx(morris_step)));
        }
        CHECK(moved == 1);
    }

    const auto sobol = unit_design(sweep_of(Design::sobol, 16, 3), 1);
    REQUIRE(sobol.size() == 80);
    for (std::size_t i = 0; i < 16; ++i) {
        for (std::size_t p = 0; p < 3; ++p) {
            std::vector<double> expected = sobol[5 * i];
            expected[p] = sobol[5 * i + 1][p];
            CHECK(sobol[5 * i + 2 + p] == expected);
        }
    }
    // more pairs leave those before as they are
    const auto longer = unit_design(sweep_of(Design::sobol, 32, 3), 1);
    CHECK(std::equal(sobol.begin(), sobol.end(), longer.begin()));
    for (const Design d : {Design::grid, Design::lhs, Design::morris, Design::sobol}) {
        const Sweep sweep = sweep_of(d, 3, 2);
        CHECK(static_cast<std::int64_t>(unit_design(sweep, 1).size()) == sets_of(sweep));
        for (const auto& set : unit_design(sweep, 1)) {
            for (const double u : set) { CHECK((u >= 0.0 && u <= 1.0)); }
        }
    }
    Sweep scaled = sweep_of(Design::grid, 2, 1);
    scaled.parameters[0] = {"x", -2.0, 6.0};
    CHECK(parameter_sets(scaled, 1) == std::vector<std::vector<double>>{{-2.0}, {6.0}});
}

TEST_CASE("a sign turns where the line through the means crosses zero", "[unit][sweep]")
{
    const std::vector<double> at{0.0, 1.0, 2.0, 4.0};
    CHECK(turning_point(at, std::vector<double>{-3.0, -1.0, 1.0, 5.0}) == Approx(1.5));
    CHECK(turning_point(at, std::vector<double>{4.0, 3.0, 2.0, -2.0}) == Approx(3.0));
    CHECK(std::isnan(turning_point(at, std::vector<double>{1.0, 2.0, 3.0, 4.0})));
    const RankCorrelation r = rank_correlation(at, std::vector<double>{1.0, 8.0, 27.0, 64.0});
    CHECK(r.value == Approx(1.0));
    CHECK(r.chance < 1e-6);
}

TEST_CASE("a sweep in a scenario is read, and each of its problems is one line", "[config][sweep]")
{
    const auto text = [](const std::string& sweep) { return test::plain("[sweep]\n" + sweep); };
    const Scenario s = test::parsed(text(
        "design = \"morris\"\npoints = 4\nparameters = [\"b_job\", \"sd_frailty\"]\nranges = { b_job = [-5, -3] }\n"));
    REQUIRE(s.sweep);
    CHECK(s.sweep->design == Design::morris);
    CHECK(s.sweep->parameters[0].low == -5.0);
    CHECK(s.sweep->parameters[1].high == 3.0);
    CHECK(s.draws == 4 * 3 * s.replicates);

    const auto refused = [&](const std::string& sweep, const std::string& key, const std::string& part) {
        INFO(sweep);
        const std::vector<std::string> found = test::problems_of(text(sweep));
        CHECK(found.size() == 1);
        CHECK(std::any_of(found.begin(), found.end(), [&](const std::string& p) {
            return p.find(key) != std::string::npos && p.find(part) != std::string::npos;
        }));
    };
    const std::string one = "parameters = [\"b_job\"]\n";
    refused("points = 4\n", "sweep.parameters", "must name 1 to 60");
    refused(one, "sweep.points", "missing");
    refused("points = 4\ndesign = \"sobel\"\n" + one, "sweep.design", "did you mean \"sobol\"");
    refused("points = 4\nparameters = [\"b_jop\"]\n", "sweep.parameters", "did you mean \"b_job\"");
    refused("points = 4\nparameters = [\"b_job\", \"b_job\"]\n", "sweep.parameters", "twice");
    refused("points = 4\nranges = { b_job = [-3, -5] }\n" + one, "sweep.ranges.b_job", "-6 to -2");
    refused("points = 4\nranges = { b_job = [-30, -5] }\n" + one, "sweep.ranges.b_job", "-6 to -2");
    refused("points = 4\nranges = { b_job = 3 }\n" + one, "sweep.ranges.b_job", "list");
    refused("points = 4\nranges = { sd_frailty = [1, 2] }\n" + one, "sweep.ranges.sd_frailty", "is not in");
    refused("points = 100000\n" + one, "sweep.points", "allowed: 200000 together");
    refused("points = 4\n" + one + "[set]\nb_job = -4\n", "sweep.parameters", "is set already");
}
