#include "sim/run/executors.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#ifndef VANGNET_EXECUTOR_JTHREAD
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace vangnet {

namespace {

#ifdef VANGNET_EXECUTOR_JTHREAD

/// Threads of its own for the outermost loop; loops inside run on the thread that meets them.
class ThreadExecutor final : public Executor {
public:
    explicit ThreadExecutor(int threads) : threads_{static_cast<std::size_t>(threads)} {}

    void for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const override
    {
        thread_local bool inside = false;
        if (inside || threads_ < 2 || count < 2) {
            for (std::size_t i = 0; i < count; ++i) { body(i); }
            return;
        }
        std::atomic<std::size_t> next{0};
        std::exception_ptr first;
        std::mutex guard;
        const auto work = [&] {
            inside = true;
            for (std::size_t i = next++; i < count; i = next++) {
                try {
                    body(i);
                } catch (...) {
                    const std::scoped_lock lock(guard);
                    if (!first) { first = std::current_exception(); }
                }
            }
            inside = false;
        };
        {
            std::vector<std::jthread> pool;
            for (std::size_t t = 0; t < std::min(threads_, count); ++t) { pool.emplace_back(work); }
        }
        if (first) { std::rethrow_exception(first); }
    }

private:
    std::size_t threads_;
};

#else

class TbbExecutor final : public Executor {
public:
    explicit TbbExecutor(int threads)
        : limit_{oneapi::tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads)},
          arena_{threads}
    {
    }

    void for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const override
    {
        if (count == 0) { return; }
        arena_.execute([&] { oneapi::tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) { body(i); }); });
    }

private:
    oneapi::tbb::global_control limit_;  // so that more threads than cores are really started
    mutable oneapi::tbb::task_arena arena_;
};

#endif

}  // namespace

void StoppableExecutor::for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const
{
    inner_.for_each(count, [&](std::size_t i) {
        if (stop_.load(std::memory_order_relaxed)) { throw Stopped{}; }
        body(i);
    });
}

int machine_threads() noexcept { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

std::unique_ptr<Executor> make_executor(int threads)
{
    const int n = threads > 0 ? threads : machine_threads();
    if (n == 1) { return std::make_unique<SerialExecutor>(); }
#ifdef VANGNET_EXECUTOR_JTHREAD
    return std::make_unique<ThreadExecutor>(n);
#else
    return std::make_unique<TbbExecutor>(n);
#endif
}

}  // namespace vangnet
