#pragma once
/// A sweep as plain data: which parameters are varied, over which ranges, in which design.

#include <cstdint>
#include <string>
#include <vector>

namespace vangnet {

/// How the parameter sets of a sweep are chosen.
enum class Design : std::uint8_t {
    grid,    ///< every combination of equally spaced values
    lhs,     ///< Latin hypercube: each parameter's range is cut into as many parts as there are sets, each used once
    morris,  ///< walks that change one parameter at a time (elementary effects)
    sobol    ///< two independent sets, and the first with each parameter of the second (variance shares)
};

/// A parameter of behaviour that a sweep varies, uniformly over its range.
struct Varied {
    std::string key;
    double low = 0.0;
    double high = 0.0;
};

struct Sweep {
    Design design = Design::lhs;
    int points = 0;  ///< values per parameter (grid), sets (lhs), walks (morris), pairs of sets (sobol)
    std::vector<Varied> parameters;
};

/// Words of the designs, in the order of `Design`.
[[nodiscard]] const std::vector<std::string>& design_words();

/// Number of parameter sets:  points^k, points, points (k + 1), points (k + 2)  for k parameters; at most INT64_MAX.
[[nodiscard]] std::int64_t sets_of(const Sweep& sweep) noexcept;

}  // namespace vangnet
