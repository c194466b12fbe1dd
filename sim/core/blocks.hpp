#pragma once
/// Blocks of 256 rows, the order of work, and sums that do not depend on it.

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

#include "sim/core/level.hpp"

namespace vangnet {

/// Rows of a block: about 100 float columns of it fit in the second-level cache.
inline constexpr int block_rows = 256;

/// A run of rows of one municipality. Rows beyond `count` are padding: computed, never reported.
struct Block {
    std::size_t index = 0;      ///< among all blocks
    std::size_t first_row = 0;  ///< index * block_rows
    int count = block_rows;     ///< rows with a person, 0..block_rows
    std::size_t municipality = 0;
};

/// Blocks needed for this many rows.
[[nodiscard]] constexpr std::size_t blocks_for(std::size_t rows) noexcept
{
    return (rows + block_rows - 1) / block_rows;
}

template <class Signature>
class FunctionRef;

/// A function passed down by reference, without allocation. Must not outlive the call it is passed to.
template <class Result, class... Arguments>
class FunctionRef<Result(Arguments...)> {
public:
    template <class Function>
    requires(!std::is_same_v<std::remove_cvref_t<Function>, FunctionRef> &&
             std::is_object_v<std::remove_reference_t<Function>> &&
             std::is_invocable_r_v<Result, Function&, Arguments...>) FunctionRef(Function&& function)
    noexcept  // NOLINT(google-explicit-constructor): lambdas are passed as they are
        : object_{const_cast<void*>(static_cast<const void*>(std::addressof(function)))},
          call_{[](void* object, Arguments... arguments) -> Result {
              return (*static_cast<std::remove_reference_t<Function>*>(object))(std::forward<Arguments>(arguments)...);
          }}
    {
    }

    Result operator()(Arguments... arguments) const { return call_(object_, std::forward<Arguments>(arguments)...); }

private:
    void* object_;
    Result (*call_)(void*, Arguments...);
};

/// Who does the work. The model is handed one and knows no threads.
class Executor {
public:
    Executor() = default;
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;
    virtual ~Executor() = default;

    /// Calls body(0) .. body(count - 1), each once, in any order and on any thread; returns when all are done.
    /// The body writes only what belongs to its index. If bodies throw, one of the exceptions is thrown.
    virtual void for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const = 0;
};

/// One after the other, in order.
class SerialExecutor final : public Executor {
public:
    void for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const override;
};

/// One after the other, last first: shows that the order does not matter.
class ReverseExecutor final : public Executor {
public:
    void for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const override;
};

/// Joins the parts that blocks have left, first to last, whatever order they were computed in:
/// add(add(start, parts[0]), parts[1]) and so on, with `void add(Total&, const Part&)`.
template <class Total, class Part, class Add>
[[nodiscard]] Total fold_in_order(Total start, std::span<const Part> parts, Add add)
{
    for (const Part& part : parts) { add(start, part); }
    return start;
}

inline namespace VANGNET_LEVEL {

namespace detail {

inline constexpr std::size_t sum_lanes = 16;

/// ((0 + 8) + (4 + 12)) + ... : halves folded onto each other, always in this order.
[[nodiscard]] inline double fold_lanes(double (&lane)[sum_lanes]) noexcept
{
    for (std::size_t width = sum_lanes / 2; width > 0; width /= 2) {
        for (std::size_t k = 0; k < width; ++k) { lane[k] += lane[k + width]; }
    }
    return lane[0];
}

}  // namespace detail

/// Sum of n values: partial sums in double by row mod 16, folded in a fixed order. Same bits at every CPU level, since
/// the order does not follow the width of the machine's vectors.
[[nodiscard]] inline double lane_sum(const float* values, std::size_t n) noexcept
{
    double lane[detail::sum_lanes] = {};
    const std::size_t whole = n - n % detail::sum_lanes;
    for (std::size_t i = 0; i < whole; i += detail::sum_lanes) {
#pragma omp simd
        for (std::size_t k = 0; k < detail::sum_lanes; ++k) { lane[k] += static_cast<double>(values[i + k]); }
    }
    for (std::size_t i = whole; i < n; ++i) { lane[i - whole] += static_cast<double>(values[i]); }
    return detail::fold_lanes(lane);
}

/// Sum of n products values[i] * weights[i], as `lane_sum`; the products are exact in double.
[[nodiscard]] inline double lane_sum(const float* values, const float* weights, std::size_t n) noexcept
{
    double lane[detail::sum_lanes] = {};
    const std::size_t whole = n - n % detail::sum_lanes;
    for (std::size_t i = 0; i < whole; i += detail::sum_lanes) {
#pragma omp simd
        for (std::size_t k = 0; k < detail::sum_lanes; ++k) {
            lane[k] += static_cast<double>(values[i + k]) * static_cast<double>(weights[i + k]);
        }
    }
    for (std::size_t i = whole; i < n; ++i) {
        lane[i - whole] += static_cast<double>(values[i]) * static_cast<double>(weights[i]);
    }
    return detail::fold_lanes(lane);
}

}  // namespace VANGNET_LEVEL
}  // namespace vangnet
