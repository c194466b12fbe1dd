#include "sim/core/blocks.hpp"

namespace vangnet {

void SerialExecutor::for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const
{
    for (std::size_t i = 0; i < count; ++i) { body(i); }
}

void ReverseExecutor::for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const
{
    for (std::size_t i = count; i > 0; --i) { body(i - 1); }
}

}  // namespace vangnet
