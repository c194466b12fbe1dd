#include "sim/core/math.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "tests/support/catch.hpp"

namespace vangnet {

namespace {

/// Largest relative error of a float function against libm in double, over `n` equal steps from `low` to `high`.
template <class Ours, class Exact>
double worst(Ours ours, Exact exact, double low, double high, int n = 200'000)
{
    double most = 0.0;
    for (int i = 0; i <= n; ++i) {
        const float x = static_cast<float>(low + (high - low) * i / n);
        const double expected = exact(static_cast<double>(x));
        if (expected == 0.0) { continue; }
        most = std::max(most, std::abs(static_cast<double>(ours(x)) / expected - 1.0));
    }
    return most;
}

template <class Ours, class Exact>
double worst_double(Ours ours, Exact exact, double low, double high, int n = 200'000)
{
    double most = 0.0;
    for (int i = 0; i <= n; ++i) {
        const double x = low + (high - low) * i / n;
        const double expected = exact(x);
        if (expected == 0.0) { continue; }
        most = std::max(most, std::abs(ours(x) / expected - 1.0));
    }
    return most;
}

const auto ours_exp = [](float x) { return math::exp(x); };
const auto ours_log = [](float x) { return math::log(x); };
const auto ours_quantile = [](float u) { return math::normal_quantile(u); };
const auto exact_exp = [](double x) { return std::exp(x); };
const auto exact_log = [](double x) { return std::log(x); };
const auto exact_quantile = [](double u) { return boost::math::quantile(boost::math::normal{}, u); };

}  // namespace

TEST_CASE("exp and exp2 keep their stated error over their whole range", "[unit]")
{
    CHECK(worst(ours_exp, exact_exp, -87.0, 88.0) < 1.5e-7);
    CHECK(worst(ours_exp, exact_exp, -1.0, 1.0) < 1.5e-7);
    CHECK(worst([](float x) { return math::exp2(x); }, [](double x) { return std::exp2(x); }, -126.0, 127.0) < 1.5e-7);
    static_assert(math::exp(0.0F) == 1.0F);
    for (int n = -126; n <= 127; ++n) { REQUIRE(math::exp2(static_cast<float>(n)) == std::ldexp(1.0F, n)); }
}

TEST_CASE("log and log2 keep their stated error from the smallest to the largest number", "[unit]")
{
    CHECK(worst(ours_log, exact_log, 1e-7, 3.0) < 1.5e-7);
    CHECK(worst(ours_log, exact_log, 0.99, 1.01) < 1.5e-7);
    CHECK(worst(ours_log, exact_log, 1.0, 1e6) < 1.5e-7);
    CHECK(worst([](float x) { return math::log2(x); }, [](double x) { return std::log2(x); }, 1e-7, 3.0) < 3e-7);
    static_assert(math::log(1.0F) == 0.0F);
    for (int n = -126; n <= 127; ++n) {
        const float x = std::ldexp(1.0F, n);
        REQUIRE(math::log2(x) == static_cast<float>(n));
        REQUIRE(math::log(x) == Approx(n * 0.6931471805599453).epsilon(1.5e-7));
    }
}

TEST_CASE("logistic and tanh keep their stated error", "[unit]")
{
    const auto logistic = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
    CHECK(worst([](float x) { return math::logistic(x); }, logistic, -86.0, 30.0) < 3e-7);
    CHECK(worst([](float x) { return math::tanh(x); }, [](double x) { return std::tanh(x); }, -20.0, 20.0) < 3e-7);
    CHECK(worst([](float x) { return math::tanh(x); }, [](double x) { return std::tanh(x); }, -1.0, 1.0) < 3e-7);
    static_assert(math::logistic(0.0F) == 0.5F);
    static_assert(math::tanh(0.0F) == 0.0F);
    for (const float x : {1e-6F, 0.3F, 0.625F, 2.0F, 50.0F, 1000.0F}) { CHECK(math::tanh(-x) == -math::tanh(x)); }
    CHECK(math::tanh(1000.0F) == 1.0F);
}

TEST_CASE("arguments beyond the range are clamped and a NaN stays one", "[unit]")
{
    constexpr float infinite = std::numeric_limits<float>::infinity();
    CHECK(math::exp(infinite) == math::exp(88.0F));
    CHECK(math::exp(-infinite) == math::exp(-87.0F));
    CHECK(math::exp2(-infinite) == 0x1p-126F);
    CHECK(math::log(0.0F) == math::log(0x1p-126F));
    CHECK(math::log(-5.0F) == math::log(0x1p-126F));
    CHECK(math::log(infinite) == math::log(std::numeric_limits<float>::max()));
    CHECK(math::exp(1e6) == math::exp(709.0));
    CHECK(math::exp(-1e6) == math::exp(-708.0));
    CHECK(math::square_root(-1.0F) == 0.0F);
    CHECK(math::square_root(2.25F) == 1.5F);
    CHECK(math::square_root(2.25) == 1.5);
    CHECK(math::normal_quantile(0.0F) == math::normal_quantile(0x1p-24F));
    CHECK(math::normal_quantile(1.0F) == -math::normal_quantile(0.0F));
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(std::isnan(math::exp(nan)));
    CHECK(std::isnan(math::log(nan)));
    CHECK(std::isnan(math::log2(nan)));
    CHECK(std::isnan(math::exp(double{nan})));
    CHECK(std::isnan(math::log(double{nan})));
    CHECK(std::isnan(math::normal_quantile(double{nan})));
    CHECK(std::isnan(math::logistic(nan)));
    CHECK(std::isnan(math::tanh(nan)));
    CHECK(std::isnan(math::normal_quantile(nan)));
}

TEST_CASE("the normal quantile keeps its stated error, is 0 in the middle and symmetric", "[unit]")
{
    CHECK(worst(ours_quantile, exact_quantile, 1e-7, 0.02) < 1e-6);
    CHECK(worst(ours_quantile, exact_quantile, 0.001, 0.999) < 1e-6);
    CHECK(worst(ours_quantile, exact_quantile, 0.49, 0.51) < 1e-6);
    CHECK(math::normal_quantile(0.5F) == 0.0F);
    CHECK(math::normal_quantile(0.5) == 0.0);
    for (std::uint32_t k = 0; k < 0x800000U; k += 41) {
        const float u = (static_cast<float>(k) + 0.5F) * 0x1p-23F;
        REQUIRE(math::normal_quantile(1.0F - u) == -math::normal_quantile(u));
    }
}

TEST_CASE("the double versions keep their stated error", "[unit]")
{
    CHECK(worst_double([](double x) { return math::exp(x); }, exact_exp, -708.0, 709.0) < 3e-16);
    CHECK(worst_double([](double x) { return math::exp(x); }, exact_exp, -1.0, 1.0) < 3e-16);
    CHECK(worst_double([](double x) { return math::log(x); }, exact_log, 1e-6, 3.0) < 3e-16);
    CHECK(worst_double([](double x) { return math::log(x); }, exact_log, 3.0, 1e12) < 3e-16);
    CHECK(worst_double([](double u) { return math::normal_quantile(u); }, exact_quantile, 1e-6, 0.499, 20'000) < 2e-15);
    CHECK(worst_double([](double u) { return math::normal_quantile(u); }, exact_quantile, 1e-30, 1e-12, 20'000) <
          2e-15);
    CHECK(math::normal_quantile(0.25) == -math::normal_quantile(0.75));
    static_assert(math::exp(0.0) == 1.0);
    static_assert(math::log(1.0) == 0.0);
}

TEST_CASE("shapes select by value", "[unit]")
{
    static_assert(minimum(1.0F, 2.0F) == 1.0F && minimum(2.0F, 1.0F) == 1.0F);
    static_assert(maximum(1.0F, 2.0F) == 2.0F && maximum(2.0F, 1.0F) == 2.0F);
    static_assert(clamp(-1.0F, 0.0F, 1.0F) == 0.0F && clamp(0.5F, 0.0F, 1.0F) == 0.5F && clamp(2, 0, 1) == 1);
    static_assert(only_if(true, 3.0F) == 3.0F && only_if(false, 3.0F) == 0.0F);
    static_assert(select(true, 1, 2) == 1 && select(false, 1, 2) == 2);
    static_assert(magnitude(-2.0F) == 2.0F && magnitude(2.0F) == 2.0F);
    CHECK(std::isnan(clamp(std::numeric_limits<float>::quiet_NaN(), 0.0F, 1.0F)));
}

}  // namespace vangnet
