#include "sim/core/blocks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/core/check.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/math.hpp"
#include "sim/core/random.hpp"
#include "sim/core/reference_loop.hpp"
#include "sim/core/units.hpp"
#include "tests/support/catch.hpp"

namespace vangnet {

namespace {

/// Terms of very different size, so that another order of adding gives other bits.
std::vector<float> uneven_values(std::size_t n)
{
    std::vector<float> values(n);
    const RandomField field{1, 0};
    for (std::size_t i = 0; i < n; ++i) {
        const auto u = field.uniforms(make_person(0, static_cast<std::uint32_t>(i)), 0, 0);
        values[i] = math::exp(60.0F * u[0] - 30.0F) * (u[1] < 0.5F ? -1.0F : 1.0F);
    }
    return values;
}

double total_in_blocks(const Executor& executor, const std::vector<float>& values)
{
    std::vector<double> parts(blocks_for(values.size()));
    executor.for_each(parts.size(), [&](std::size_t block) {
        const std::size_t first = block * block_rows;
        parts[block] = lane_sum(values.data() + first, std::min<std::size_t>(block_rows, values.size() - first));
    });
    return fold_in_order(0.0, std::span<const double>{parts}, [](double& total, double part) { total += part; });
}

/// The definition of `lane_sum`, written plainly.
double sum_by_row_mod_16(const std::vector<float>& values)
{
    double lane[16] = {};
    for (std::size_t i = 0; i < values.size(); ++i) { lane[i % 16] += static_cast<double>(values[i]); }
    double half[8];
    for (int k = 0; k < 8; ++k) { half[k] = lane[k] + lane[k + 8]; }
    return ((half[0] + half[4]) + (half[2] + half[6])) + ((half[1] + half[5]) + (half[3] + half[7]));
}

}  // namespace

TEST_CASE("every index is visited once, forwards or backwards", "[unit]")
{
    std::vector<std::size_t> forwards;
    std::vector<std::size_t> backwards;
    SerialExecutor{}.for_each(4, [&](std::size_t i) { forwards.push_back(i); });
    ReverseExecutor{}.for_each(4, [&](std::size_t i) { backwards.push_back(i); });
    CHECK(forwards == std::vector<std::size_t>{0, 1, 2, 3});
    CHECK(backwards == std::vector<std::size_t>{3, 2, 1, 0});
    SerialExecutor{}.for_each(0, [](std::size_t) { FAIL("there is nothing to visit"); });
    ReverseExecutor{}.for_each(0, [](std::size_t) { FAIL("there is nothing to visit"); });
}

TEST_CASE("a sum over blocks has the same bits whatever order the blocks are visited in", "[determinism]")
{
    const std::vector<float> values = uneven_values(10'000);
    const double forwards = total_in_blocks(SerialExecutor{}, values);
    CHECK(total_in_blocks(ReverseExecutor{}, values) == forwards);

    double plain = 0.0;  // else the values would not tell one order from another
    for (std::size_t i = values.size(); i > 0; --i) { plain += static_cast<double>(values[i - 1]); }
    REQUIRE(plain != forwards);
    CHECK(plain == Approx(forwards).epsilon(1e-9));
}

TEST_CASE("a lane sum adds by row mod 16 and folds the halves in a fixed order", "[unit]")
{
    for (const std::size_t n : {0U, 1U, 15U, 16U, 17U, 256U, 1000U}) {
        const std::vector<float> values = uneven_values(n);
        CHECK(lane_sum(values.data(), n) == sum_by_row_mod_16(values));
        const std::vector<float> ones(n, 1.0F);
        CHECK(lane_sum(values.data(), ones.data(), n) == sum_by_row_mod_16(values));
        const std::vector<float> halves(n, 0.5F);
        CHECK(lane_sum(values.data(), halves.data(), n) == 0.5 * sum_by_row_mod_16(values));
    }
}

TEST_CASE("blocks of 256 rows cover all rows", "[unit]")
{
    static_assert(blocks_for(0) == 0 && blocks_for(1) == 1 && blocks_for(256) == 1 && blocks_for(257) == 2);
    CHECK(block_rows == 256);
}

TEST_CASE("the reference loop does the stated number of draws and exponentials", "[unit]")
{
    std::vector<std::uint32_t> lo(256);
    const std::vector<std::uint32_t> hi(256, 3);
    for (std::uint32_t i = 0; i < 256; ++i) { lo[i] = i; }
    std::vector<float> out(256);
    reference_block({1, 2}, lo.data(), hi.data(), 7, 2, 2, out.data());
    const RandomField field{1, 2};
    for (std::uint32_t i = 0; i < 256; ++i) {
        const auto a = field.uniforms(make_person(3, i), 7, 0);
        const auto b = field.uniforms(make_person(3, i), 7, 1);
        const float draws = a[0] + a[1] + a[2] + a[3] + (b[0] + b[1] + b[2] + b[3]);
        REQUIRE(out[i] == draws + math::exp(-0.125F * b[0]) + math::exp(-0.25F * b[1]));
    }
}

TEST_CASE("a broken requirement is our bug and says what it found", "[unit]")
{
    CHECK_NOTHROW(require(true, "unused"));
    CHECK_THROWS_AS(require(false, "broken"), BugError);
    CHECK_THROWS_WITH(require(false, "row ", 7, " has income ", 0.5, ", negative: ", true),
                      "row 7 has income 0.5, negative: true");
}

TEST_CASE("configuration and data errors carry all problems, one per line", "[unit]")
{
    const ConfigError both{std::vector<Text>{{"a.toml:1: x", "a.toml:1: u"}, {"a.toml:2: y", "a.toml:2: v"}}};
    CHECK(both.in(true) == "a.toml:1: x\na.toml:2: y");
    CHECK(std::string{both.what()} == "a.toml:1: u\na.toml:2: v");  // English
    CHECK(both.problems().size() == 2);
    const DataError one{untranslated("b.csv:3: z")};
    CHECK(one.problems() == std::vector<Text>{{"b.csv:3: z", "b.csv:3: z"}});
}

TEST_CASE("months count from January 1970 and know their year, also before", "[unit]")
{
    static_assert(make_month(1970, 1) == Month{0});
    static_assert(make_month(2026, 3).since_1970 == 674);
    static_assert(year(make_month(1969, 12)) == 1969 && month_of_year(make_month(1969, 12)) == 12);
    for (int m = -1000; m < 1000; ++m) {
        const Month month{m};
        REQUIRE(make_month(month.year(), month.month_of_year()) == month);
        REQUIRE(month.month_of_year() >= 1);
        REQUIRE(month.month_of_year() <= 12);
    }
    CHECK(make_month(2027, 1) - make_month(2026, 3) == 10);
    CHECK(make_month(2026, 12) + 1 == make_month(2027, 1));
    CHECK(make_month(2026, 12) < make_month(2027, 1));
}

TEST_CASE("a person is a municipality and an arrival number", "[unit]")
{
    constexpr PersonId who = make_person(363, 0xFFFFFFFFU);
    static_assert(who.municipality() == 363 && who.arrival() == 0xFFFFFFFFU);
    static_assert(who.value == 0x0000016BFFFFFFFFULL);
    CHECK(make_person(1, 5) < make_person(2, 0));
}

TEST_CASE("amounts round to the nearest cent, halves away from zero", "[unit]")
{
    static_assert(round_to_cents(1.25F) == 125);
    static_assert(round_to_cents(0.125F) == 13 && round_to_cents(-0.125F) == -13);
    static_assert(round_to_cents(0.124F) == 12 && round_to_cents(-0.124F) == -12);
    static_assert(round_to_cents(0.0F) == 0);
    static_assert(eur_of(125) == 1.25F);
    CHECK(round_to_cents(1e12F) == 2'147'483'520);
    CHECK(round_to_cents(-1e12F) == -2'147'483'520);
    CHECK(round_to_cents(std::nanf("")) == 0);
    for (Cents cents = -4'194'304; cents <= 4'194'304; cents += 61) { REQUIRE(round_to_cents(eur_of(cents)) == cents); }
    for (const float eur : {100'000.0F, 131'072.0F, 150'001.0F}) {
        CHECK(round_to_cents(eur) == 100 * static_cast<Cents>(eur));
    }
}

}  // namespace vangnet
