#pragma once
/// An experiment: arms on the same people and luck, over replicates and parameter draws. No file and no thread of its own.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/experiment/groups.hpp"
#include "sim/experiment/lives.hpp"
#include "sim/experiment/provenance.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/experiment/roster.hpp"
#include "sim/experiment/series.hpp"
#include "sim/experiment/start_state.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet {

/// Where start states are kept from one run to the next.
class StartStore {
public:
    virtual ~StartStore() = default;
    /// \return whether `world`, an empty_world of the request, now is the start state of this key
    [[nodiscard]] virtual bool read(const std::string& key, World& world) const = 0;
    virtual void write(const std::string& key, const World& world) const noexcept = 0;
};

/// One of several parts of an experiment that are run apart, on other machines say, and merged afterwards.
struct Shard {
    int number = 1;  ///< from 1
    int of = 1;
};

/// Everything that is the same for all work items of a scenario.
class Experiment {
public:
    /// \param data, book  must outlive the experiment
    Experiment(const Data& data, const ParameterBook& book, Scenario scenario);
    ~Experiment();

    [[nodiscard]] const Scenario& scenario() const noexcept { return scenario_; }
    [[nodiscard]] SeriesShape shape() const;
    /// Identity, parameters and texts; wall time, threads and command are for the caller.
    [[nodiscard]] Provenance provenance() const;
    /// Simulated persons on benefit at the start, as asked for: real ones / weight.
    [[nodiscard]] double people() const;
    /// Real persons that one simulated person stands for.
    [[nodiscard]] double weight() const;

    /// Work items of a shard, in order. Items are divided as equally as can be, and so that few shards need the same start
    /// state. Every item belongs to one shard; more shards than items leave some empty.
    [[nodiscard]] std::vector<int> items_of(Shard shard) const;

    /// Start states of the replicates that the items need, from the store or by burn-in, in parallel.
    /// \param store  null: none
    /// \param done   called after each with the number needed, from any thread
    void prepare(const std::vector<int>& items, const Executor& executor, const StartStore* store,
                 const std::function<void(int)>& done);

    /// How many of the prepared start states were in the store.
    [[nodiscard]] int starts_from_store() const noexcept { return starts_from_store_; }

    /// Recruits the trial of a replicate. \throws ConfigError where too few people may take part
    void try_roster(int replicate, const Executor& executor, const StartStore* store);

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
    [[nodiscard]] Overrides overrides_of(std::optional<int> draw) const;
    [[nodiscard]] agents::Parameters parameters_of(std::optional<int> draw) const;
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
    [[nodiscard]] std::shared_ptr<const Start> make_start(int replicate, const Overrides& set, const Executor& executor,
                                                          const StartStore* store, bool& kept) const;
    [[nodiscard]] std::shared_ptr<const Start> start_of(int replicate) const;
    [[nodiscard]] std::optional<Roster> roster_of(const Start& start, int replicate, std::optional<int> draw) const;
    /// Start values with the groups of the replicate's trial.
    [[nodiscard]] std::vector<float> values_at_start(const Start& start, GroupPlan plan, const RegimeParts& parts,
                                                     int replicate, const Executor& executor) const;
    std::vector<std::shared_ptr<const Start>> starts_;  ///< by replicate
    std::vector<std::vector<double>> sets_;             ///< of a sweep
    bool own_people_ = false;  ///< whether draws vary what acts before the arms branch, and so its people
    int starts_from_store_ = 0;
};

}  // namespace vangnet
