#include "sim/run/run_experiment.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <chrono>

#include "sim/core/errors.hpp"
#include "sim/results/store.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"

namespace vangnet {

namespace {

using Clock = std::chrono::steady_clock;

Existing existing_of(const RunOptions& o)
{
    return o.resume ? Existing::resume : (o.force ? Existing::replace : Existing::refuse);
}

/// One call of run_experiment.
class Run {
public:
    Run(const Data& data, const ParameterBook& book, const Scenario& scenario, const RunOptions& options)
        : options_{options},
          executor_{make_executor(options.threads)},
          experiment_(data, book, scenario),
          next_{options.enough ? options.enough(experiment_.shape(), 0, {}) : Enough{}},
          store_(options.out, experiment_.shape(), provenance(), existing_of(options),
                 options.shard ? experiment_.items_of(*options.shard) : every_item(experiment_.shape()))
    {
    }

    RunReport report()
    {
        RunEnd end = RunEnd::complete;
        if (!store_.already_complete()) {
            // whether enough people may take part in a trial is known only of people: before there is a file
            if (experiment_.scenario().trial) { experiment_.try_roster(0, *executor_, &starts_); }
            write_first_file();
            end = options_.enough ? run_until_enough() : run_missing();
            write_last_file(end);
        }
        RunReport r{.end = end, .items = static_cast<int>(store_.wanted_items().size()), .seconds = seconds()};
        r.items_done = r.items - static_cast<int>(store_.missing_items().size());
        const std::vector<int> done = store_.already_complete() ? store_.wanted_items() : store_.done_items();
        r.replicates_done = static_cast<int>(
            std::count_if(done.begin(), done.end(), [&](int item) { return !store_.shape().is_draw(item); }));
        return r;
    }

private:
    [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - began_).count(); }
    [[nodiscard]] bool interrupted() const { return options_.stop != nullptr && *options_.stop; }
    [[nodiscard]] bool out_of_time() const { return options_.max_seconds > 0.0 && seconds() > options_.max_seconds; }

    [[nodiscard]] Provenance provenance() const
    {
        Provenance p = experiment_.provenance();
        p.command = options_.command;
        p.until = options_.until;
        p.threads = options_.threads > 0 ? options_.threads : machine_threads();
        p.notes = options_.notes;
        p.wall_time = seconds();
        return p;
    }

    [[nodiscard]] std::vector<int> missing_below(int item) const
    {
        std::vector<int> items = store_.missing_items();
        items.erase(std::lower_bound(items.begin(), items.end(), item), items.end());
        return items;
    }

    /// A run that goes on keeps the file it has until more is finished.
    void write_first_file()
    {
        std::error_code ignored;
        if (options_.resume && std::filesystem::exists(options_.out, ignored)) { return; }
        store_.assemble(provenance(), Assembly::partial);
    }

    void write_last_file(RunEnd end)
    {
        const bool all = end == RunEnd::complete || end == RunEnd::not_precise;
        if (all || !store_.done_items().empty()) {
            store_.assemble(provenance(), all ? Assembly::complete : Assembly::partial);
        }
    }

    void keep(const ItemResult& item, int goal)
    {
        const int done = store_.write_item(item);
        // after 1, 2, 4, 8 ... items, so that all partial files together cost about as much as the last one
        if (done < static_cast<int>(store_.wanted_items().size()) && std::has_single_bit(static_cast<unsigned>(done))) {
            store_.assemble(provenance(), Assembly::partial);
        }
        if (options_.progress) { options_.progress("run", done, goal); }
    }

    /// Runs items unless the run is stopped; says with what it ended.
    RunEnd run_items(const std::vector<int>& items)
    {
        std::atomic<int> ready{0};
        const auto tell = [&](int of) {
            const int done = ++ready;
            if (options_.progress) { options_.progress("start", done, of); }
        };
        const std::atomic<bool> never{false};
        const StoppableExecutor stoppable{*executor_, options_.stop != nullptr ? *options_.stop : never};
        try {
            experiment_.prepare(items, stoppable, &starts_, tell);
        } catch (const Stopped&) {
            return RunEnd::interrupted;
        }
        const int goal = static_cast<int>(store_.done_items().size() + items.size());
        std::atomic<std::size_t> next{0};  // begun in order, so that a stopped run has replicates before draws
        std::atomic<bool> skipped{false};
        executor_->for_each(items.size(), [&](std::size_t) {
            if (interrupted() || out_of_time()) {
                skipped = true;
                return;
            }
            try {
                keep(experiment_.run(items[next++], stoppable), goal);
            } catch (const Stopped&) {
                skipped = true;
            }
        });
        if (interrupted()) { return RunEnd::interrupted; }
        return skipped ? RunEnd::out_of_time : RunEnd::complete;
    }

    RunEnd run_missing() { return run_items(store_.missing_items()); }

    /// Replicates as far as the rule says, then the draws: they depend on the number of replicates.
    RunEnd run_until_enough()
    {
        const auto read = [this](int item) { return store_.read_item(item); };
        for (int done = 0; !next_.stop && next_.replicates > done;) {
            const RunEnd end = run_items(missing_below(next_.replicates));
            if (end != RunEnd::complete) { return end; }
            done = next_.replicates;
            next_ = options_.enough(experiment_.shape(), done, read);
        }
        experiment_.keep_replicates(next_.replicates);
        store_.change_counts(next_.replicates, store_.shape().draws);
        const RunEnd end = run_missing();
        return end == RunEnd::complete && !next_.stop ? RunEnd::not_precise : end;
    }

    Clock::time_point began_ = Clock::now();
    const RunOptions& options_;
    std::unique_ptr<Executor> executor_;
    StartCache starts_;
    Experiment experiment_;
    Enough next_;  ///< what `--until` asked for last
    ResultsStore store_;
};

}  // namespace

RunReport run_experiment(const Data& data, const ParameterBook& book, const Scenario& scenario,
                         const RunOptions& options)
{
    return Run(data, book, scenario, options).report();
}

}  // namespace vangnet
