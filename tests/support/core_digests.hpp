#pragma once
/// SHA-256 over many results of each portable function: equal digests mean equal bits. Needs no test library, so that
/// the same code runs at every CPU level, under every compiler and in WebAssembly.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/core/engine.hpp"
#include "sim/core/math.hpp"
#include "sim/core/philox.hpp"
#include "sim/core/sha256.hpp"
#include "sim/core/units.hpp"

namespace vangnet::inline VANGNET_LEVEL {
namespace test {

struct NamedDigest {
    std::string name;
    std::string hex;
};

template <class Value>
[[nodiscard]] std::string digest_of(const std::vector<Value>& values)
{
    return Sha256{}.update(std::as_bytes(std::span<const Value>{values.data(), values.size()})).hex();
}

/// Arguments low, low + step, ... with step = (high - low) / n, in plain float arithmetic.
template <class Function>
[[nodiscard]] NamedDigest digest_over(const char* name, Function function, float low, float high, int n)
{
    std::vector<float> results(static_cast<std::size_t>(n));
    float* out = results.data();
    const float step = (high - low) / static_cast<float>(n);
#pragma omp simd
    for (int i = 0; i < n; ++i) { out[i] = function(low + step * static_cast<float>(i)); }
    return {name, digest_of(results)};
}

template <class Function>
[[nodiscard]] NamedDigest digest_over_double(const char* name, Function function, double low, double high, int n)
{
    std::vector<double> results(static_cast<std::size_t>(n));
    const double step = (high - low) / n;
    for (int i = 0; i < n; ++i) { results[static_cast<std::size_t>(i)] = function(low + step * i); }
    return {name, digest_of(results)};
}

/// The uniform numbers of n / 1024 blocks (of 256 rows and four lanes).
[[nodiscard]] inline NamedDigest digest_of_uniforms(int n)
{
    const std::size_t blocks = static_cast<std::size_t>(n) / 1024;
    std::vector<float> u(blocks * 1024);
    std::vector<std::uint32_t> lo(256);
    const std::vector<std::uint32_t> hi(256, 363);
    for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t i = 0; i < 256; ++i) { lo[i] = static_cast<std::uint32_t>(256 * block + i); }
        float* to = u.data() + 1024 * block;
        fill_uniforms({20'260'101, 7}, lo.data(), hi.data(), 256, 674, 3, to, to + 256, to + 512, to + 768);
    }
    return {"uniforms", digest_of(u)};
}

[[nodiscard]] inline NamedDigest digest_of_engine(int n)
{
    std::vector<std::uint32_t> words(static_cast<std::size_t>(n));
    KeyedEngine engine{RandomField{20'260'101, 7}, make_person(363, 12), 674, 3};
    for (std::uint32_t& word : words) { word = engine(); }
    return {"engine", digest_of(words)};
}

/// Sums of n / 256 blocks of numbers that do not add exactly.
[[nodiscard]] inline NamedDigest digest_of_sums(int n)
{
    std::vector<float> values(256);
    std::vector<double> sums;
    for (int block = 0; block < n / 256; ++block) {
        for (int i = 0; i < 256; ++i) {
            values[static_cast<std::size_t>(i)] = math::exp(static_cast<float>((block * 31 + i * 17) % 160 - 80));
        }
        sums.push_back(lane_sum(values.data(), values.size()));
    }
    return {"lane_sum", digest_of(sums)};
}

/// Digests of n results of each function, in a fixed order.
[[nodiscard]] inline std::vector<NamedDigest> core_digests(int n)
{
    return {
        digest_of_uniforms(n),
        digest_of_engine(n),
        digest_over(
            "exp", [](float x) { return math::exp(x); }, -90.0F, 90.0F, n),
        digest_over(
            "exp2", [](float x) { return math::exp2(x); }, -130.0F, 130.0F, n),
        digest_over(
            "log", [](float x) { return math::log(x); }, 0.0F, 10.0F, n),
        digest_over(
            "log2", [](float x) { return math::log2(x); }, 0.0F, 10.0F, n),
        digest_over(
            "logistic", [](float x) { return math::logistic(x); }, -90.0F, 90.0F, n),
        digest_over(
            "tanh", [](float x) { return math::tanh(x); }, -10.0F, 10.0F, n),
        digest_over(
            "normal_quantile", [](float x) { return math::normal_quantile(x); }, 0.0F, 1.0F, n),
        digest_over(
            "square_root", [](float x) { return math::square_root(x); }, -1.0F, 10.0F, n),
        digest_over(
            "round_to_cents", [](float x) { return eur_of(round_to_cents(x)); }, -100.0F, 100.0F, n),
        digest_over_double(
            "exp, double", [](double x) { return math::exp(x); }, -710.0, 710.0, n),
        digest_over_double(
            "log, double", [](double x) { return math::log(x); }, 0.0, 10.0, n),
        digest_over_double(
            "normal_quantile, double", [](double x) { return math::normal_quantile(x); }, 0.0, 1.0, n),
        digest_of_sums(n),
    };
}

}  // namespace test
}  // namespace vangnet::inline VANGNET_LEVEL
