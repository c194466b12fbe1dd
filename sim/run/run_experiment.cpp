#include <algorithm>
#include <bit>
#include <chrono>

#include "sim/core/errors.hpp"
#include "sim/results/store.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"
#include "sim/run/experiment.hpp"

namespace vangnet {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

Existing existing_of(const RunOptions& o)
{
    return o.resume ? Existing::resume : (o.force ? Existing::replace : Existing::refuse);
}

/// Numbers of replicates after which `--until` looks: 10, 20, 40, 80 ... up to the scenario's own number.
std::vector<int> looks(int replicates)
{
    std::vector<int> at;
    for (int n = 10; n < replicates; n *= 2) { at.push_back(n); }
    at.push_back(replicates);
    return at;
}

}  // namespace

RunReport run_experiment(const Data& data, const ParameterBook& book, const Scenario& scenario,
                         const RunOptions& options)
{
    const auto began = Clock::now();
    const std::unique_ptr<Executor> executor = make_executor(options.threads);
    Experiment experiment(data, book, scenario, options.data_folder);
    const auto provenance = [&] {
        Provenance p = experiment.provenance();
        p.command = options.command;
        p.threads = options.threads > 0 ? options.threads : machine_threads();
        p.notes = options.notes;
        p.wall_time = seconds_since(began);
        return p;
    };
    ResultsStore store(options.out, experiment.shape(), provenance(), existing_of(options));
    RunReport report;
    report.items = experiment.shape().items();
    if (store.already_complete()) {
        report.replicates_done = experiment.shape().replicates;
        report.items_done = report.items;
        return report;
    }
    const std::atomic<bool> never_stops{false};
    const std::atomic<bool>& stop = options.stop != nullptr ? *options.stop : never_stops;
    const auto out_of_time = [&] { return options.max_seconds > 0.0 && seconds_since(began) > options.max_seconds; };

    std::error_code ignored;
    const bool goes_on = options.resume && std::filesystem::exists(options.out, ignored);
    if (!goes_on) { store.assemble(provenance(), Assembly::partial); }

    const auto keep = [&](const ItemResult& item) {
        const int done = store.write_item(item);
        // after 1, 2, 4, 8 ... items, so that all partial files together cost about as much as the last one
        if (done < report.items && std::has_single_bit(static_cast<unsigned>(done))) {
            store.assemble(provenance(), Assembly::partial);
        }
        if (options.progress) { options.progress("run", done, report.items); }
    };
    const auto run_items = [&](const std::vector<int>& items) {
        experiment.prepare(
            items, *executor, cache_folder(),
            [&](int done, int of) {
                if (options.progress) { options.progress("start", done, of); }
            },
            stop);
        std::atomic<std::size_t> next{0};  // begun in order, so that a stopped run has replicates before draws
        executor->for_each(items.size(), [&](std::size_t) {
            if (stop || out_of_time()) { return; }
            keep(experiment.run(items[next++], *executor));
        });
    };
    const auto finish = [&](RunEnd end) {
        report.end = end;
        const std::vector<int> done = store.done_items();
        report.items_done = static_cast<int>(done.size());
        report.replicates_done = static_cast<int>(
            std::count_if(done.begin(), done.end(), [&](int item) { return !store.shape().is_draw(item); }));
        if (report.items_done > 0) {
            store.assemble(provenance(), end == RunEnd::complete ? Assembly::complete : Assembly::partial);
        }
        report.seconds = seconds_since(began);
        return report;
    };

    if (options.until > 0.0) {
        bool before = false;
        for (const int n : looks(scenario.replicates)) {
            std::vector<int> items;
            for (const int item : store.missing_items()) {
                if (item < n) { items.push_back(item); }
            }
            run_items(items);
            if (stop) { return finish(RunEnd::interrupted); }
            if (out_of_time()) { return finish(RunEnd::out_of_time); }
            std::vector<ItemResult> results;
            for (int item = 0; item < n; ++item) { results.push_back(store.read_item(item)); }
            const bool now = options.precise_enough && options.precise_enough(experiment.shape(), results);
            if (now && before && n >= 20) {
                store.change_counts(n, 0);
                report.items = n;
                return finish(RunEnd::complete);
            }
            before = now;
        }
        run_items(store.missing_items());
        return finish(store.missing_items().empty() ? RunEnd::not_precise : RunEnd::interrupted);
    }
    run_items(store.missing_items());
    if (stop) { return finish(RunEnd::interrupted); }
    if (!store.missing_items().empty()) { return finish(RunEnd::out_of_time); }
    return finish(RunEnd::complete);
}

}  // namespace vangnet
