#include "sim/core/reference_loop.hpp"

#include "sim/core/blocks.hpp"
#include "sim/core/math.hpp"
#include "sim/core/philox.hpp"

namespace vangnet::inline VANGNET_LEVEL {

void reference_block(std::array<std::uint32_t, 2> key, const std::uint32_t* who_lo, const std::uint32_t* who_hi,
                     std::uint32_t month, int philox_groups, int exponentials, float* out) noexcept
{
    alignas(64) float u[4][block_rows] = {};
    alignas(64) float sum[block_rows] = {};
    for (int group = 0; group < philox_groups; ++group) {
        fill_uniforms(key, who_lo, who_hi, block_rows, month, static_cast<std::uint32_t>(group), u[0], u[1], u[2],
                      u[3]);
#pragma omp simd
        for (int i = 0; i < block_rows; ++i) { sum[i] += u[0][i] + u[1][i] + u[2][i] + u[3][i]; }
    }
    for (int n = 0; n < exponentials; ++n) {
        const float* column = u[n % 4];
        const float scale = static_cast<float>(n + 1) * 0.125F;  // no two calls are the same
#pragma omp simd
        for (int i = 0; i < block_rows; ++i) { sum[i] += math::exp(-scale * column[i]); }
    }
    for (int i = 0; i < block_rows; ++i) { out[i] = sum[i]; }
}

}  // namespace vangnet::inline VANGNET_LEVEL
