#pragma once
/// Portable elementary functions: the same bits on every compiler, CPU level and in WebAssembly.
///
/// Only IEEE + - * / and sqrt, integer arithmetic on bits, and selections: no libm, whose last bit differs between
/// systems. The build uses -ffp-contract=off, so that no compiler fuses a product and a sum. The float versions have no
/// branches and vectorise inside `#pragma omp simd`; the double versions serve the set-up. Arguments are clamped to the
/// stated range, so nothing overflows; a NaN gives a NaN. The errors stated are checked in tests/test_core_math.cpp.

#include <cstdint>

#include "sim/core/bits.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::inline VANGNET_LEVEL {
namespace math {

namespace detail {

/// exp(r) for |r| <= ln(2)/2. \source Cephes, expf (Moshier 1989)
[[nodiscard]] constexpr float exp_near_zero(float r) noexcept
{
    float p = 1.9875691500E-4F;
    p = p * r + 1.3981999507E-3F;
    p = p * r + 8.3334519073E-3F;
    p = p * r + 4.1665795894E-2F;
    p = p * r + 1.6666665459E-1F;
    p = p * r + 5.0000001201E-1F;
    return p * (r * r) + r + 1.0F;
}

/// Adding this moves the integer nearest to a float (below 2^22 in size) to its lowest bits.
inline constexpr float to_integer = 12582912.0F;  // 1.5 * 2^23

/// 2^n, with n given as n + to_integer; -126 <= n <= 127.
[[nodiscard]] constexpr float power_of_two(float shifted) noexcept
{
    return bits_as<float>((bits_as<std::uint32_t>(shifted) - bits_as<std::uint32_t>(to_integer) + 127U) << 23U);
}

/// x = m * 2^e with sqrt(1/2) <= m < sqrt(2), for normal x > 0.
struct Split {
    float m;
    float e;
};
[[nodiscard]] constexpr Split split(float x) noexcept
{
    constexpr std::uint32_t root_half = 0x3F3504F3U;
    const std::uint32_t bits = bits_as<std::uint32_t>(x);
    const std::int32_t e = static_cast<std::int32_t>(bits - root_half) >> 23;
    return {bits_as<float>(bits - (static_cast<std::uint32_t>(e) << 23U)), static_cast<float>(e)};
}

/// ln(1 + f) - f for 1 + f in [sqrt(1/2), sqrt(2)]. \source Cephes, logf (Moshier 1989)
[[nodiscard]] constexpr float log_rest(float f) noexcept
{
    const float z = f * f;
    float p = 7.0376836292E-2F;
    p = p * f - 1.1514610310E-1F;
    p = p * f + 1.1676998740E-1F;
    p = p * f - 1.2420140846E-1F;
    p = p * f + 1.4249322787E-1F;
    p = p * f - 1.6668057665E-1F;
    p = p * f + 2.0000714765E-1F;
    p = p * f - 2.4999993993E-1F;
    p = p * f + 3.3333331174E-1F;
    return p * f * z - 0.5F * z;
}

inline constexpr float smallest_normal = 0x1p-126F;
inline constexpr float largest = 0x1.fffffep127F;

}  // namespace detail

/// e^x, x clamped to [-87, 88]; relative error below 1.5e-7.
[[nodiscard]] constexpr float exp(float x) noexcept
{
    x = clamp(x, -87.0F, 88.0F);
    const float shifted = x * 1.44269504F + detail::to_integer;
    const float n = shifted - detail::to_integer;
    const float r = x - n * 0.693359375F - n * -2.12194440e-4F;  // ln 2 in two parts; the first product is exact
    return detail::exp_near_zero(r) * detail::power_of_two(shifted);
}

/// 2^x, x clamped to [-126, 127]; relative error below 1.5e-7, exact for whole x.
[[nodiscard]] constexpr float exp2(float x) noexcept
{
    x = clamp(x, -126.0F, 127.0F);
    const float shifted = x + detail::to_integer;
    const float n = shifted - detail::to_integer;
    return detail::exp_near_zero((x - n) * 0.693147181F) * detail::power_of_two(shifted);
}

/// Natural logarithm, x clamped to [2^-126, largest float]; relative error below 1.5e-7.
[[nodiscard]] constexpr float log(float x) noexcept
{
    x = clamp(x, detail::smallest_normal, detail::largest);
    const detail::Split s = detail::split(x);
    const float f = s.m - 1.0F + (x - x);  // the difference is 0, or NaN for a NaN, whose bits mean nothing to `split`
    return detail::log_rest(f) + s.e * -2.12194440e-4F + f + s.e * 0.693359375F;
}

/// Logarithm to base 2, x clamped as in `log`; relative error below 3e-7, exact for powers of two.
[[nodiscard]] constexpr float log2(float x) noexcept
{
    x = clamp(x, detail::smallest_normal, detail::largest);
    const detail::Split s = detail::split(x);
    const float f = s.m - 1.0F + (x - x);  // the difference is 0, or NaN for a NaN, whose bits mean nothing to `split`
    return (detail::log_rest(f) + f) * 1.44269504F + s.e;
}

/// 1 / (1 + e^-x); relative error below 3e-7 for x > -87.
[[nodiscard]] constexpr float logistic(float x) noexcept { return 1.0F / (1.0F + exp(-x)); }

/// Hyperbolic tangent; relative error below 3e-7, odd exactly. \source near zero: Cephes, tanhf (Moshier 1989)
[[nodiscard]] constexpr float tanh(float x) noexcept
{
    const float size = magnitude(x);
    const float far = 1.0F - 2.0F / (exp(size + size) + 1.0F);
    const float z = x * x;
    float p = -5.70498872745E-3F;
    p = p * z + 2.06390887954E-2F;
    p = p * z - 5.37397155531E-2F;
    p = p * z + 1.33314422036E-1F;
    p = p * z - 3.33332819422E-1F;
    const float near = p * z * x + x;
    return select(size < 0.625F, near, select(x < 0.0F, -far, far));
}

/// Square root; 0 for negative x. Exactly rounded, as IEEE demands.
[[nodiscard]] inline float square_root(float x) noexcept { return __builtin_sqrtf(maximum(x, 0.0F)); }
[[nodiscard]] inline double square_root(double x) noexcept { return __builtin_sqrt(maximum(x, 0.0)); }

/// Quantile of the standard normal distribution, u clamped to [2^-24, 1 - 2^-24].
///
/// Relative error below 1e-6. quantile(0.5) is 0, and quantile(1 - u) = -quantile(u) exactly for u of `uniform_of`.
/// \source Giles (2011), "Approximating the erfinv function", GPU Computing Gems, vol. 2, single precision; both of his
///         polynomials are computed and one is selected, so that there is no branch.
/// Always inlined: a call in a loop over people would keep it from being vectorised, and the compiler's own choice
/// changes with the size of the code around.
[[nodiscard, gnu::always_inline]] inline float normal_quantile(float u) noexcept
{
    u = clamp(u, 0x1p-24F, 0x1.fffffep-1F);
    const float x = u + u - 1.0F;
    const float w = -log(4.0F * (u * (1.0F - u)));
    const float v = w - 2.5F;
    float middle = 2.81022636e-08F;
    middle = middle * v + 3.43273939e-07F;
    middle = middle * v - 3.5233877e-06F;
    middle = middle * v - 4.39150654e-06F;
    middle = middle * v + 0.00021858087F;
    middle = middle * v - 0.00125372503F;
    middle = middle * v - 0.00417768164F;
    middle = middle * v + 0.246640727F;
    middle = middle * v + 1.50140941F;
    const float s = square_root(w) - 3.0F;
    float tail = -0.000200214257F;
    tail = tail * s + 0.000100950558F;
    tail = tail * s + 0.00134934322F;
    tail = tail * s - 0.00367342844F;
    tail = tail * s + 0.00573950773F;
    tail = tail * s - 0.0076224613F;
    tail = tail * s + 0.00943887047F;
    tail = tail * s + 1.00167406F;
    tail = tail * s + 2.83297682F;
    return select(w < 5.0F, middle, tail) * x * 1.41421356F;
}

/// e^x, x clamped to [-708, 709]; relative error below 3e-16. \source fdlibm, e_exp.c (Sun 1993)
[[nodiscard]] constexpr double exp(double x) noexcept
{
    constexpr double to_integer = 6755399441055744.0;  // 1.5 * 2^52
    x = clamp(x, -708.0, 709.0);
    const double shifted = x * 1.44269504088896338700 + to_integer;
    const double n = shifted - to_integer;
    const double high = x - n * 6.93147180369123816490e-01;
    const double low = n * 1.90821492927058770002e-10;
    const double r = high - low;
    const double t = r * r;
    double p = 4.13813679705723846039e-08;
    p = p * t - 1.65339022054652515390e-06;
    p = p * t + 6.61375632143793436117e-05;
    p = p * t - 2.77777777770155933842e-03;
    p = p * t + 1.66666666666666019037e-01;
    const double c = r - t * p;
    const double y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    const std::uint64_t power = bits_as<std::uint64_t>(shifted) - bits_as<std::uint64_t>(to_integer) + 1023U;
    return y * bits_as<double>(power << 52U);
}

/// Natural logarithm, x clamped to the normal numbers; relative error below 3e-16. \source fdlibm, e_log.c (Sun 1993)
[[nodiscard]] constexpr double log(double x) noexcept
{
    constexpr std::uint64_t root_half = 0x3FE6A09E667F3BCDU;
    x = clamp(x, 0x1p-1022, 0x1.fffffffffffffp1023);
    const std::uint64_t bits = bits_as<std::uint64_t>(x);
    const std::int64_t exponent = static_cast<std::int64_t>(bits - root_half) >> 52;
    const double e = static_cast<double>(exponent);
    const double f = bits_as<double>(bits - (static_cast<std::uint64_t>(exponent) << 52U)) - 1.0 + (x - x);
    const double s = f / (2.0 + f);
    const double z = s * s;
    double p = 1.479819860511658591e-01;
    p = p * z + 1.531383769920937332e-01;
    p = p * z + 1.818357216161805012e-01;
    p = p * z + 2.222219843214978396e-01;
    p = p * z + 2.857142874366239149e-01;
    p = p * z + 3.999999999940941908e-01;
    p = p * z + 6.666666666666735130e-01;
    const double half_square = 0.5 * f * f;
    return e * 6.93147180369123816490e-01 -
           ((half_square - (s * (half_square + p * z) + e * 1.90821492927058770002e-10)) - f);
}

namespace detail {

/// Value of a polynomial, highest power first.
template <int n>
[[nodiscard]] constexpr double polynomial(const double (&coefficients)[n], double x) noexcept
{
    double p = coefficients[0];
    for (int i = 1; i < n; ++i) { p = p * x + coefficients[i]; }
    return p;
}

}  // namespace detail

/// Quantile of the standard normal distribution, u clamped to [1e-300, 1 - 2^-53]; relative error below 2e-15.
/// \source Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37(3), 477-484.
[[nodiscard]] inline double normal_quantile(double u) noexcept
{
    constexpr double a[] = {2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                            4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                            1.3314166789178437745e+2, 3.3871328727963666080e0};
    constexpr double b[] = {
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0};
    constexpr double c[] = {7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                            1.27045825245236838258e0,  3.64784832476320460504e0,  5.76949722146069140550e0,
                            4.63033784615654529590e0,  1.42343711074968357734e0};
    constexpr double d[] = {
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0,  2.05319162663775882187e0,  1.0};
    constexpr double e[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                            2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
                            5.46378491116411436990e0,  6.65790464350110377720e0};
    constexpr double g[] = {
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2,  1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0};
    u = clamp(u, 1e-300, 1.0 - 0x1p-53);
    const double q = u - 0.5;
    if (magnitude(q) <= 0.425) {
        const double t = 0.180625 - q * q;
        return q * detail::polynomial(a, t) / detail::polynomial(b, t);
    }
    const double r = square_root(-log(q < 0.0 ? u : 1.0 - u));
    const double size = r <= 5.0 ? detail::polynomial(c, r - 1.6) / detail::polynomial(d, r - 1.6)
                                 : detail::polynomial(e, r - 5.0) / detail::polynomial(g, r - 5.0);
    return q < 0.0 ? -size : size;
}

}  // namespace math
}  // namespace vangnet::inline VANGNET_LEVEL
