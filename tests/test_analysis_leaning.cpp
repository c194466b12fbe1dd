#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "analysis/leaning.hpp"
#include "sim/inputs/parameters.hpp"
#include "tests/support/catch.hpp"

namespace vangnet::analysis {

namespace {

/// Assumptions that are drawn independently, all normal.
std::vector<Assumption> drawn(std::size_t assumptions, std::size_t draws, std::mt19937& engine)
{
    std::normal_distribution<double> normal;
    std::vector<Assumption> all(assumptions);
    for (std::size_t k = 0; k < assumptions; ++k) {
        all[k].key = "a" + std::to_string(k);
        for (std::size_t d = 0; d < draws; ++d) { all[k].values.push_back(normal(engine)); }
    }
    return all;
}

std::vector<double> noise(std::size_t draws, std::mt19937& engine)
{
    std::normal_distribution<double> normal;
    std::vector<double> values;
    for (std::size_t d = 0; d < draws; ++d) { values.push_back(normal(engine)); }
    return values;
}

}  // namespace

TEST_CASE("an effect leans on the assumptions that it was made of, with their sign, and on no other", "[unit][report]")
{
    std::mt19937 engine{5};
    const std::size_t draws = 200;
    const std::vector<Assumption> all = drawn(70, draws, engine);
    std::vector<double> effects = noise(draws, engine);
    for (std::size_t d = 0; d < draws; ++d) { effects[d] += 3.0 * all[4].values[d] - 1.5 * all[9].values[d]; }
    const std::vector<Leaning> found = leanings_of(all, "arm", effects);
    REQUIRE(found.size() == 2);
    CHECK(found[0].assumption == 4);
    CHECK(found[0].at_high > found[0].at_low);
    CHECK(found[1].assumption == 9);
    CHECK(found[1].at_high < found[1].at_low);
    CHECK(found[1].high_value > found[1].low_value);
}

TEST_CASE("an effect that nothing drives leans on something in no more than 5% of cases", "[unit][report]")
{
    std::mt19937 engine{6};
    int wrong = 0;
    const int cases = 400;
    for (int k = 0; k < cases; ++k) {
        const std::vector<Assumption> all = drawn(40, 50, engine);
        wrong += leanings_of(all, "arm", noise(50, engine)).empty() ? 0 : 1;
    }
    CHECK(wrong >= 4);   // the test can find something
    CHECK(wrong <= 33);  // three standard errors above 5%
}

TEST_CASE("low and high are the means over the lowest and the highest third of the draws", "[unit][report]")
{
    Assumption a;
    a.values = {6.0, 1.0, 5.0, 2.0, 4.0, 3.0, 7.0, 8.0, 9.0};
    std::vector<double> effects;
    for (const double value : a.values) { effects.push_back(10.0 * value + 1.0); }
    const std::vector<Leaning> found = leanings_of({a}, "arm", effects);
    REQUIRE(found.size() == 1);
    CHECK(found[0].low_value == Approx(2.0));
    CHECK(found[0].high_value == Approx(8.0));
    CHECK(found[0].at_low == Approx(21.0));
    CHECK(found[0].at_high == Approx(81.0));
}

TEST_CASE("nothing leans on what does not vary, on another arm's settings, or on too few draws", "[unit][report]")
{
    std::mt19937 engine{7};
    std::vector<Assumption> all = drawn(2, 50, engine);
    const std::vector<double> effects = all[0].values;
    all[0].arm = "other";
    all[1].values.assign(50, 1.0);
    CHECK(leanings_of(all, "arm", effects).empty());
    CHECK(leanings_of(all, "other", effects).size() == 1);
    CHECK(leanings_of(all, "other", std::vector<double>(50, 0.5)).empty());
    CHECK(leanings_of(all, "other", std::vector<double>{1.0, 2.0}).empty());
}

TEST_CASE("every publication that a prior names is in the table of sources", "[unit][config]")
{
    const ParameterBook book = load_parameters();
    for (const ParameterEntry& e : book.entries) {
        if (e.kind != "prior" || e.source == "no study found") { continue; }
        INFO(e.key << ": " << e.source);
        std::size_t named = 1;
        for (const char c : e.source) { named += c == ';' ? 1 : 0; }
        const auto sources = sources_of(e, book);
        CHECK(sources.size() == named);
        for (const auto& [id, source] : sources) {
            CHECK_FALSE(source.title.empty());
            CHECK((source.url.rfind("http", 0) == 0 || !source.read));
        }
    }
}

}  // namespace vangnet::analysis
