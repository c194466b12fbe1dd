#pragma once
/// An experiment: arms on the same people and luck, over replicates and parameter draws, into one results file.

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/config/data.hpp"
#include "sim/config/parameters.hpp"
#include "sim/config/scenario.hpp"
#include "sim/core/blocks.hpp"
#include "sim/results/provenance.hpp"
#include "sim/results/series.hpp"
#include "sim/run/groups.hpp"
#include "sim/run/lives.hpp"
#include "sim/run/regime.hpp"
#include "sim/run/roster.hpp"
#include "sim/run/start_state.hpp"

namespace vangnet {

/// Names of the tables that decide numbers, in a fixed order, and the SHA-256 of each.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> table_hashes(const std::filesystem::path& folder = {});

/// Everything that is the same for all work items of a scenario.
class Experiment {
public:
    /// \param data, book  must outlive the experiment
    Experiment(const Data& data, const ParameterBook& book, Scenario scenario,
               const std::filesystem::path& data_folder = {});
    ~Experiment();

    [[nodiscard]] const Scenario& scenario() const noexcept { return scenario_; }
    [[nodiscard]] SeriesShape shape() const;
    /// Identity, parameters and texts; wall time, threads and command are for the caller.
    [[nodiscard]] Provenance provenance() const;
    /// Simulated persons on benefit at the start, as asked for: real ones / weight.
    [[nodiscard]] double people() const;
    /// Real persons that one simulated person stands for.
    [[nodiscard]] double weight() const;

    /// Start states of the replicates that the items need, from the cache or by burn-in, in parallel.
    /// \param done  called after each with the number ready, from any thread
    void prepare(const std::vector<int>& items, const Executor& executor, const std::filesystem::path& cache,
                 const std::function<void(int, int)>& done);

    /// How many of the prepared start states were in the cache.
    [[nodiscard]] int starts_from_cache() const noexcept { return starts_from_cache_; }

    /// Recruits the trial of a replicate. \throws ConfigError where too few people may take part
    void try_roster(int replicate, const Executor& executor, const std::filesystem::path& cache);

    /// Goes on with fewer replicates than the scenario has. Draws are numbered after them, and draw d then has the luck
    /// of replicate d mod n.
    void keep_replicates(int n);

    /// One work item: all arms of one replicate with one parameter set. Its start state must have been prepared.
    [[nodiscard]] ItemResult run(int item, const Executor& executor) const;

    /// One person of a replicate under the base arm and under another; see two_lives. Its start state must have been
    /// prepared.
    [[nodiscard]] TwoLives lives(int replicate, std::size_t arm, std::optional<int> person,
                                 const Executor& executor) const;

private:
    /// An arm as one item runs it.
    struct ArmInput {
        policy::Policy policy;
        std::optional<Paths> paths;  ///< of an economy of its own
    };
    [[nodiscard]] std::vector<ArmInput> arm_inputs(std::optional<int> draw) const;
    [[nodiscard]] Regime regime_of(const std::vector<ArmInput>& arms, std::size_t arm, const RegimeParts& parts,
                                   int replicate) const;
    [[nodiscard]] StartRequest request(int replicate) const;
    [[nodiscard]] std::vector<DrawnRow> drawn_values() const;
    [[nodiscard]] int replicate_of(int item) const;
    [[nodiscard]] int population_of(int replicate) const;
    [[nodiscard]] Paths paths_under(const Economy& economy) const;

    const Data& data_;
    const ParameterBook& book_;
    Scenario scenario_;
    std::vector<std::pair<std::string, std::string>> hashes_;
    Overrides set_;
    std::vector<GroupInfo> groups_;
    std::size_t treatments_ = 0;  ///< of the trial
    /// A start state about to branch, with its cohorts and groups: the same for all arms and all draws.
    struct Start {
        World world;
        GroupPlan plan;
        std::vector<float> values;           ///< of `start_values`
        std::vector<std::uint8_t> eligible;  ///< for the trial, by row; empty without one
    };
    [[nodiscard]] const Start& start_of(int replicate) const;
    [[nodiscard]] std::optional<Roster> roster_of(int replicate, std::optional<int> draw) const;
    /// Start values with the groups of the replicate's trial.
    [[nodiscard]] std::vector<float> values_at_start(const Start& start, GroupPlan plan, const RegimeParts& parts,
                                                     int replicate, const Executor& executor) const;
    std::vector<std::shared_ptr<const Start>> starts_;  ///< by replicate
    std::atomic<int> starts_from_cache_{0};
};

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
    std::string until;         ///< precision at which the run may end before all replicates, for the file; empty: none
    double max_seconds = 0.0;  ///< 0: no limit
    std::string command;       ///< as typed, for the file
    std::filesystem::path data_folder;
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
    int items = 0;
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
