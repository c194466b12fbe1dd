#pragma once
/// What runs blocks, arms and replicates in parallel.

#include <atomic>
#include <cstddef>
#include <exception>
#include <memory>

#include "sim/core/blocks.hpp"

namespace vangnet {

/// All work in one pool of threads, nested loops included: oneTBB, or std::jthread where the build says so (the thread
/// sanitizer cannot see into TBB). No result depends on it.
/// \param threads  0: as many as the machine has
[[nodiscard]] std::unique_ptr<Executor> make_executor(int threads);

/// Leaves a loop that was asked to stop.
class Stopped : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "stopped"; }
};

/// Another executor that begins no more work when `stop` is true: its loops then throw Stopped. The month is made of
/// loops over blocks, so a run of the whole country ends as soon as one of a town.
class StoppableExecutor final : public Executor {
public:
    StoppableExecutor(const Executor& inner, const std::atomic<bool>& stop) : inner_{inner}, stop_{stop} {}
    void for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const override;

private:
    const Executor& inner_;
    const std::atomic<bool>& stop_;
};

/// Number of threads that 0 stands for.
[[nodiscard]] int machine_threads() noexcept;

}  // namespace vangnet
