#include "sim/core/random.hpp"

#include <Random123/philox.h>
#undef philox4x32  // a macro of Random123 for its C interface
#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "sim/core/engine.hpp"
#include "sim/core/philox.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet {

namespace {

using Words = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

// Random123, tests/kat_vectors, "philox4x32 10"
static_assert(philox4x32({0, 0, 0, 0}, {0, 0}) == Words{0x6627E8D5U, 0xE169C58DU, 0xBC57AC4CU, 0x9B00DBD8U});
static_assert(philox4x32({0xFFFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFFFU}, {0xFFFFFFFFU, 0xFFFFFFFFU}) ==
              Words{0x408F276DU, 0x41C83B0EU, 0xA20BC7C6U, 0x6D5451FDU});
static_assert(philox4x32({0x243F6A88U, 0x85A308D3U, 0x13198A2EU, 0x03707344U}, {0xA4093822U, 0x299F31D0U}) ==
              Words{0xD16CFE09U, 0x94FDCCEBU, 0x5001E420U, 0x24126EA1U});

static_assert(uniform_of(0) == 0x1p-24F);
static_assert(uniform_of(0xFFFFFFFFU) == 1.0F - 0x1p-24F);
static_assert(uniform_of(0x80000000U) == 0.5F + 0x1p-24F);

/// Arbitrary words, not from our generator.
class Arbitrary {
public:
    explicit Arbitrary(std::uint32_t seed) : engine_{seed} {}
    std::uint32_t operator()() { return static_cast<std::uint32_t>(engine_()); }

private:
    std::mt19937 engine_;
};

struct Filled {
    std::array<std::uint32_t, 256> lo{};
    std::array<std::uint32_t, 256> hi{};
    std::array<std::array<float, 256>, 4> u{};
};

Filled filled(Key key, std::uint32_t month, std::uint32_t group, Arbitrary& words)
{
    Filled f;
    std::generate(f.lo.begin(), f.lo.end(), std::ref(words));
    std::generate(f.hi.begin(), f.hi.end(), std::ref(words));
    fill_uniforms(key, f.lo.data(), f.hi.data(), 256, month, group, f.u[0].data(), f.u[1].data(), f.u[2].data(),
                  f.u[3].data());
    return f;
}

}  // namespace

TEST_CASE("philox gives the words of Random123", "[unit]")
{
    Arbitrary words{20'260'101};
    r123::Philox4x32 reference;
    for (int i = 0; i < 10'000; ++i) {
        const Words c = {words(), words(), words(), words()};
        const Key k = {words(), words()};
        const r123::Philox4x32::ctr_type counter = {{c[0], c[1], c[2], c[3]}};
        const r123::Philox4x32::key_type key = {{k[0], k[1]}};
        const auto expected = reference(counter, key);
        REQUIRE(philox4x32(c, k) == Words{expected[0], expected[1], expected[2], expected[3]});
    }
}

TEST_CASE("a block of uniform numbers equals the scalar ones in every row and lane", "[unit][determinism]")
{
    Arbitrary words{7};
    for (int block = 0; block < 40; ++block) {
        const Key key = {words(), words()};
        const std::uint32_t month = words();
        const std::uint32_t group = words();
        const Filled f = filled(key, month, group, words);
        for (std::size_t i = 0; i < 256; ++i) {
            const Words w = philox4x32({f.lo[i], f.hi[i], month, group}, key);
            for (std::size_t lane = 0; lane < 4; ++lane) {
                const double exact = (static_cast<double>(w[lane] >> 9U) + 0.5) * 0x1p-23;
                REQUIRE(static_cast<double>(f.u[lane][i]) == exact);
            }
        }
    }
}

TEST_CASE("a block of uniform numbers needs no alignment", "[unit]")
{
    std::vector<std::uint32_t> who(257 + 256);
    for (std::size_t i = 0; i < who.size(); ++i) { who[i] = static_cast<std::uint32_t>(i); }
    std::vector<float> u(4 * 256 + 1);
    fill_uniforms({1, 2}, who.data() + 1, who.data() + 257, 256, 3, 4, u.data() + 1, u.data() + 257, u.data() + 513,
                  u.data() + 769);
    const RandomField field{1, 2};
    for (std::uint32_t i = 0; i < 256; ++i) {
        REQUIRE(u[1 + i] == field.uniform(make_person(i + 257, i + 1), 3, 4, 0));
        REQUIRE(u[769 + i] == field.uniform(make_person(i + 257, i + 1), 3, 4, 3));
    }
}

TEST_CASE("the field gives the same four numbers together and one by one", "[unit]")
{
    const RandomField field{11, 5};
    CHECK(field.key() == Key{11, 5});
    CHECK(field == RandomField{Key{11, 5}});
    const PersonId who = make_person(363, 1234);
    const auto all = field.uniforms(who, 672, 2);
    for (unsigned lane = 0; lane < 4; ++lane) {
        CHECK(field.uniform(who, 672, 2, static_cast<int>(lane)) == all[lane]);
    }
}

TEST_CASE("another seed, replicate, person, month, group or lane is other luck", "[unit]")
{
    const PersonId who = make_person(1, 2);
    const std::set<float> luck = {RandomField(1, 0).uniform(who, 3, 4, 0),
                                  RandomField(2, 0).uniform(who, 3, 4, 0),
                                  RandomField(1, 1).uniform(who, 3, 4, 0),
                                  RandomField(1, 0).uniform(who, 4, 4, 0),
                                  RandomField(1, 0).uniform(who, 3, 5, 0),
                                  RandomField(1, 0).uniform(who, 3, 4, 1),
                                  RandomField(1, 0).uniform(make_person(1, 3), 3, 4, 0),
                                  RandomField(1, 0).uniform(make_person(2, 2), 3, 4, 0)};
    CHECK(luck.size() == 8);
}

TEST_CASE("uniform numbers lie strictly between 0 and 1 and fill 256 cells evenly", "[statistical]")
{
    constexpr std::size_t n = 4 * 256 * 2'000;
    constexpr std::size_t cells = 256;
    REQUIRE(test::detectable_misfit(n, cells - 1) < 0.01);  // else the check below would prove little

    std::vector<std::uint32_t> lo(256);
    const std::vector<std::uint32_t> hi(256, 363);
    std::array<std::array<float, 256>, 4> u{};
    std::vector<std::size_t> counts(cells, 0);
    float least = 1.0F;
    float most = 0.0F;
    for (std::uint32_t block = 0; block < 2'000; ++block) {
        for (std::uint32_t i = 0; i < 256; ++i) { lo[i] = 256 * (block % 40) + i; }
        fill_uniforms({20'260'101, 0}, lo.data(), hi.data(), 256, block / 40, 1, u[0].data(), u[1].data(), u[2].data(),
                      u[3].data());
        for (const auto& lane : u) {
            for (const float x : lane) {
                least = std::min(least, x);
                most = std::max(most, x);
                ++counts[static_cast<std::size_t>(x * 256.0F)];
            }
        }
    }
    CHECK(least > 0.0F);
    CHECK(most < 1.0F);
    const double x2 = test::chi_square(counts, std::vector<double>(cells, static_cast<double>(n) / cells));
    CHECK(std::abs(test::z_of_chi_square(x2, cells - 1)) < test::z_limit);
}

TEST_CASE("neighbouring months, people and lanes are uncorrelated", "[statistical]")
{
    // the mean of (u - 1/2)(v - 1/2) * 12, a correlation, has expectation 0 and standard deviation 1 per pair
    constexpr std::uint32_t n = 200'000;
    REQUIRE(test::detectable_shift(n, 1.0) < 0.02);
    const RandomField field{5, 0};
    double by_month = 0.0;
    double by_person = 0.0;
    double by_lane = 0.0;
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::array<float, 4> u = field.uniforms(make_person(1, 2 * i), 10, 0);
        const auto product = [&u](float v) { return 12.0 * (double{u[0]} - 0.5) * (double{v} - 0.5); };
        by_month += product(field.uniform(make_person(1, 2 * i), 11, 0, 0));
        by_person += product(field.uniform(make_person(1, 2 * i + 1), 10, 0, 0));
        by_lane += product(u[1]);
    }
    CHECK(std::abs(test::z_of_mean(by_month / n, 0.0, 1.0, n)) < test::z_limit);
    CHECK(std::abs(test::z_of_mean(by_person / n, 0.0, 1.0, n)) < test::z_limit);
    CHECK(std::abs(test::z_of_mean(by_lane / n, 0.0, 1.0, n)) < test::z_limit);
}

TEST_CASE("the engine starts anew for each purpose and gives the words of its counters", "[unit]")
{
    const RandomField field{3, 4};
    const PersonId who = make_person(9, 10);
    KeyedEngine engine{field, who, 5, 6};
    KeyedEngine again{field, who, 5, 6};
    for (std::uint32_t block = 0; block < 3; ++block) {
        const Words expected = philox4x32({10, 9, 5, 0x80060000U + block}, {3, 4});
        for (const std::uint32_t word : expected) {
            REQUIRE(engine() == word);
            REQUIRE(again() == word);
        }
    }
    KeyedEngine other{field, who, 5, 7};
    CHECK(other() != KeyedEngine(field, who, 5, 6)());
}

TEST_CASE("the engine goes on after 65536 blocks without repeating them", "[unit]")
{
    KeyedEngine engine{RandomField{3, 4}, make_person(9, 10), 5, 6};
    for (std::uint32_t i = 0; i < 4U * 65'536U; ++i) { static_cast<void>(engine()); }
    CHECK(engine() == philox4x32({10, 9, 0x00010005U, 0x80060000U}, {3, 4})[0]);
}

TEST_CASE("distributions of Boost.Random draw from the engine at the stated frequency", "[statistical]")
{
    static_assert(std::uniform_random_bit_generator<KeyedEngine>);
    constexpr std::size_t n = 100'000;
    REQUIRE(test::detectable_bias(n, 1.0 / 6.0) < 0.01);
    KeyedEngine engine{RandomField{1, 0}, make_person(1, 1), 0, 0};
    const boost::random::uniform_int_distribution<int> die{1, 6};
    const boost::random::bernoulli_distribution<double> coin{0.3};
    std::size_t sixes = 0;
    std::size_t heads = 0;
    for (std::size_t i = 0; i < n; ++i) {
        sixes += die(engine) == 6 ? 1U : 0U;
        heads += coin(engine) ? 1U : 0U;
    }
    CHECK(std::abs(test::z_of_frequency(sixes, n, 1.0 / 6.0)) < test::z_limit);
    CHECK(std::abs(test::z_of_frequency(heads, n, 0.3)) < test::z_limit);
}

}  // namespace vangnet
