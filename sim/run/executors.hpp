#pragma once
/// What runs blocks, arms and replicates in parallel.

#include <memory>

#include "sim/core/blocks.hpp"

namespace vangnet {

/// All work in one pool of threads, nested loops included: oneTBB, or std::jthread where the build says so (the thread
/// sanitizer cannot see into TBB). No result depends on it.
/// \param threads  0: as many as the machine has
[[nodiscard]] std::unique_ptr<Executor> make_executor(int threads);

/// Number of threads that 0 stands for.
[[nodiscard]] int machine_threads() noexcept;

}  // namespace vangnet
