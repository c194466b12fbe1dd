#pragma once
/// A whole run: an experiment on the cores of this machine, with cached start states, into one results file.

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/experiment.hpp"

namespace vangnet {

/// What the rule behind `--until` says.
struct Enough {
    bool stop = false;   ///< precise enough
    int replicates = 0;  ///< if stop: how many to keep; else: how many to run next, or no more than before to end
};

/// A whole run: starts, items in parallel, side files, the results file.
struct RunOptions {
    std::filesystem::path out;
    int threads = 0;  ///< 0: all
    bool resume = false;
    bool force = false;
    std::optional<Shard> shard;  ///< only the items of this one: the file then holds part of the experiment
    std::string until;         ///< precision at which the run may end before all replicates, for the file; empty: none
    double max_seconds = 0.0;  ///< 0: no limit
    std::string command;       ///< as typed, for the file
    std::vector<std::pair<std::string, std::string>> notes;  ///< further root attributes (for compare)
    /// Called from any thread, at most a few times a second: phase ("start" or "run"), done, of how many.
    std::function<void(const std::string& phase, int done, int of)> progress;
    const std::atomic<bool>* stop = nullptr;  ///< turns true on Ctrl-C
    /// Whether the first `done` replicates are enough; `read` gives each. Not set: all replicates are run. Asked at the
    /// start, with none done, then each time it is done what the answer before said.
    std::function<Enough(const SeriesShape&, int done, const std::function<ItemResult(int)>& read)> enough;
};
enum class RunEnd { complete, interrupted, out_of_time, not_precise };
struct RunReport {
    RunEnd end = RunEnd::complete;
    int replicates_done = 0;
    int items_done = 0;
    int items = 0;  ///< of the shard, or of the whole experiment
    double seconds = 0.0;
};

/// Runs a scenario and writes its results file.
///
/// The file is there from the start, without finished items, and is written again after 1, 2, 4, 8 ... items, so a kill
/// at any moment leaves one that opens; what is finished beyond it is in the side files. One that is gone on with
/// (`resume`) stays until more is finished. With `enough`, draws are run after the replicates.
/// \throws ConfigError, DataError, RunError, BugError
[[nodiscard]] RunReport run_experiment(const Data& data, const ParameterBook& book, const Scenario& scenario,
                                       const RunOptions& options);

}  // namespace vangnet
