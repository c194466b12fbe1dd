#pragma once
/// The parameter sets of a sweep.

#include <cstdint>
#include <vector>

#include "sim/scenario/sweep.hpp"

namespace vangnet {

/// Levels of a walk of Morris's design, and the step between two sets, in parts of the range. \source Morris (1991),
/// Factorial sampling plans for preliminary computational experiments, Technometrics 33(2): an even number of levels p,
/// and a step of p / (2 (p - 1))
inline constexpr int morris_levels = 4;
inline constexpr double morris_step = 2.0 / 3.0;

/// Parameter sets in the unit cube, one row per set, one number in [0, 1] per parameter; a function of the sweep and the
/// seed alone. Order of the sets:
///
///     grid    the last parameter changes fastest; values 0, 1/(n-1), ..., 1
///     lhs     in no order; set i lies anywhere in its part of each range
///     morris  walk by walk, k + 1 sets each: a start on the levels, then one parameter after the other, in an order by
///             lot, moves by the step
///     sobol   pair by pair, k + 2 sets each: A, B, then A with parameter 1, 2, ... of B. A and B are the two halves of
///             points of a Sobol sequence in 2k dimensions, each dimension shifted by lot (modulo 1)
///
/// \source McKay, Beckman and Conover (1979), Technometrics 21(2) (Latin hypercube); Saltelli et al. (2010), Variance
///         based sensitivity analysis of model output, Computer Physics Communications 181 (radial design); Cranley and
///         Patterson (1976) (the shift); Joe and Kuo (2008) by Boost.Random (the sequence)
[[nodiscard]] std::vector<std::vector<double>> unit_design(const Sweep& sweep, std::uint32_t seed);

/// The same in the units of the parameters.
[[nodiscard]] std::vector<std::vector<double>> parameter_sets(const Sweep& sweep, std::uint32_t seed);

}  // namespace vangnet
