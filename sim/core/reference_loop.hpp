#pragma once
/// The least work that a block of the model could need: the benchmark reports the model's time as a ratio to this loop,
/// timed in the same run, since machines differ and are noisy.

#include <array>
#include <cstdint>

#include "sim/core/level.hpp"

namespace vangnet::inline VANGNET_LEVEL {

/// One block of 256 rows: per row `philox_groups` Philox calls (of four uniform numbers each) and `exponentials` calls
/// of math::exp, whose sum goes to out[row]. Compiled once per CPU level, like the model.
///
/// \param who_lo,who_hi,out 256 values each
void reference_block(std::array<std::uint32_t, 2> key, const std::uint32_t* who_lo, const std::uint32_t* who_hi,
                     std::uint32_t month, int philox_groups, int exponentials, float* out) noexcept;

}  // namespace vangnet::inline VANGNET_LEVEL
