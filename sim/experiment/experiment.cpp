#include "sim/experiment/experiment.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/core/errors.hpp"
#include "sim/core/sha256.hpp"
#include "sim/experiment/arm_run.hpp"
#include "sim/experiment/design.hpp"
#include "sim/experiment/drawn_settings.hpp"
#include "sim/experiment/measures.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/experiment/result_groups.hpp"
#include "sim/experiment/roster.hpp"
#include "sim/experiment/truth.hpp"
#include "sim/experiment/version.hpp"
#include "sim/month/kernels/kernels.hpp"
#include "sim/month/month.hpp"

namespace vangnet {

namespace {

std::string joined(const std::vector<std::pair<std::string, std::string>>& hashes)
{
    std::string all;
    for (const auto& [name, hash] : hashes) { all += name + " " + hash + "\n"; }
    return all;
}

std::string month_text(Month m)
{
    const std::string number = std::to_string(m.month_of_year());
    return std::to_string(m.year()) + "-" + (number.size() < 2 ? "0" : "") + number;
}

}  // namespace

Experiment::Experiment(const Data& data, const ParameterBook& book, Scenario scenario)
    : data_{data}, book_{book}, scenario_{std::move(scenario)}
{
    for (const auto& [key, value] : scenario_.set) { set_[key] = value; }
    groups_ = group_infos(scenario_.groups, data_, scenario_.municipalities, scenario_.months);
    if (scenario_.trial) {
        const std::vector<GroupInfo> more = trial_groups(*scenario_.trial, scenario_.arms);
        groups_.insert(groups_.end(), more.begin(), more.end());
        treatments_ = static_cast<std::size_t>(treatments_of(*scenario_.trial, scenario_.arms.size()));
        Arm world = world_of_trial(*scenario_.trial, scenario_.arms);
        scenario_.arms = arms_for_everyone(scenario_);
        scenario_.arms.push_back(std::move(world));
    }
    starts_.resize(static_cast<std::size_t>(scenario_.replicates));
    own_people_ = draws_base_rates(scenario_) && !book_.base_rates.draws.empty();
    if (scenario_.sweep) {
        sets_ = parameter_sets(*scenario_.sweep, scenario_.seed);
        own_people_ = std::any_of(scenario_.sweep->parameters.begin(), scenario_.sweep->parameters.end(),
                                  [this](const Varied& v) { return !book_.find(v.key)->policy; });
    }
    if (scenario_.arms.empty()) {
        throw ConfigError(
            Text{"een experiment heeft minstens een beleid nodig", "an experiment needs at least one arm"});
    }
}

Experiment::~Experiment() = default;

SeriesShape Experiment::shape() const
{
    SeriesShape s;
    for (const Measure& m : measures()) { s.measures.push_back(m.info); }
    for (const Arm& a : scenario_.arms) { s.arms.push_back({a.key, a.label_nl, a.label_en, a.words_nl, a.words_en}); }
    s.groups = groups_;
    for (int m = 1; m <= scenario_.months; ++m) { s.months.push_back(m); }
    s.replicates = scenario_.replicates;
    s.draws = scenario_.draws;
    return s;
}

namespace {

/// Assumed settings that a draw changed in an arm.
void add_drawn_settings(std::vector<DrawnRow>& rows, const Arm& arm, std::uint32_t seed, int draw)
{
    const policy::Policy drawn = drawn_settings(arm.policy, seed, draw);
    std::map<int, int> uses;
    for (std::size_t u = 0; u < drawn.uses.size(); ++u) {
        const policy::InstrumentUse& use = drawn.uses[u];
        const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
        const int number = ++uses[use.type];
        const std::string name = std::string{info.card->key} + (number > 1 ? fmt::format("#{}", number) : "");
        for (std::size_t k = 0; k < info.parameters.size(); ++k) {
            if (use.params[k] == arm.policy.uses[u].params[k]) { continue; }
            rows.push_back(
                {draw, arm.key, name + "." + std::string{info.parameters[k].key}, static_cast<double>(use.params[k])});
        }
    }
}

}  // namespace

std::vector<DrawnRow> Experiment::drawn_values() const
{
    std::vector<DrawnRow> rows;
    if (scenario_.sweep) {
        for (int draw = 0; draw < scenario_.draws; ++draw) {
            const std::vector<double>& set = sets_[static_cast<std::size_t>(draw / scenario_.replicates)];
            for (std::size_t k = 0; k < set.size(); ++k) {
                rows.push_back({draw, "", scenario_.sweep->parameters[k].key, set[k]});
            }
        }
        return rows;
    }
    for (int draw = 0; draw < scenario_.draws; ++draw) {
        std::size_t k = 0;
        const Overrides given = overrides_of(draw);
        const agents::Parameters p = parameters_of(draw);
        agents::for_each_parameter(p, [&](std::string_view key, const float& value) {
            const ParameterEntry& entry = book_.entries[k++];
            const bool set = set_.find(entry.key) != set_.end();
            if (!set && (entry.policy || given.find(entry.key) != given.end())) {
                rows.push_back({draw, "", std::string{key}, static_cast<double>(value)});
            }
        });
        for (const Arm& arm : scenario_.arms) {
            if (arm.key != trial_arm) { add_drawn_settings(rows, arm, scenario_.seed, draw); }
        }
        if (scenario_.trial && !scenario_.trial->self_selection) {
            rows.push_back({draw, std::string{trial_arm}, "trial.self_selection",
                            self_selection_of(*scenario_.trial, scenario_.seed, draw)});
        }
    }
    return rows;
}

Provenance Experiment::provenance() const
{
    Provenance p;
    p.scenario = scenario_.text;
    p.data_hashes = data_.hashes;
    p.seeds = {scenario_.seed};
    p.version = std::string(program_version()) + " model " + std::string(model_hash()).substr(0, 12);
    p.title = {scenario_.title_nl, scenario_.title_en};
    p.commit = git_commit();
    p.cpu_level = kernels().level;
    p.people = people();
    p.weight = weight();
    p.origin = month_text(scenario_.start - 1);
    const agents::Parameters central = central_parameters(book_, set_);
    std::size_t k = 0;
    agents::for_each_parameter(central, [&](std::string_view key, const float& value) {
        const ParameterEntry& e = book_.entries[k++];
        p.parameters.push_back({.key = std::string(key),
                                .value = static_cast<double>(value),
                                .unit = e.unit,
                                .low = e.low,
                                .high = e.high,
                                .tag = e.policy ? "policy" : "history",
                                .grade = std::string(1, e.grade),
                                .source = e.source});
        p.parameters_text += std::string(key) + " = " + fmt::format("{:.9g}\n", static_cast<double>(value));
    });
    p.drawn = drawn_values();
    return p;
}

StartRequest Experiment::request(int replicate) const
{
    return {.municipalities = scenario_.municipalities,
            .people = scenario_.people,
            .month = scenario_.start.since_1970,
            .last_month = scenario_.start.since_1970 + scenario_.months - 1,
            .seed = scenario_.seed,
            .replicate = static_cast<std::uint32_t>(population_of(replicate))};
}

Paths Experiment::paths_under(const Economy& economy) const
{
    const double tightness = economy.kind == Economy::Kind::constant ? economy.tightness : -1.0;
    return make_paths(data_, tightness, scenario_.start.since_1970);
}

double Experiment::people() const
{
    if (scenario_.people > 0) { return scenario_.people; }
    return std::round(stock_2015(data_, scenario_.municipalities) / weight());
}

double Experiment::weight() const { return weight_of(data_, request(0)); }

void Experiment::keep_replicates(int n)
{
    scenario_.replicates = n;
    starts_.resize(static_cast<std::size_t>(n));
}

int Experiment::replicate_of(int item) const
{
    return item < scenario_.replicates ? item : (item - scenario_.replicates) % scenario_.replicates;
}

int Experiment::population_of(int replicate) const
{
    return scenario_.populations > 0 ? replicate % scenario_.populations : replicate;
}

std::vector<int> Experiment::items_of(Shard shard) const
{
    std::vector<int> items(static_cast<std::size_t>(scenario_.replicates + scenario_.draws));
    std::iota(items.begin(), items.end(), 0);
    std::stable_sort(items.begin(), items.end(),
                     [this](int a, int b) { return population_of(replicate_of(a)) < population_of(replicate_of(b)); });
    const auto cut = [&](int shards) {
        return items.begin() + static_cast<std::ptrdiff_t>(items.size()) * shards / shard.of;
    };
    std::vector<int> out(cut(shard.number - 1), cut(shard.number));
    std::sort(out.begin(), out.end());
    return out;
}

void Experiment::prepare(const std::vector<int>& items, const Executor& executor, const StartStore* store,
                         const std::function<void(int)>& done)
{
    std::vector<int> needed;
    for (const int item : items) {
        const int r = population_of(replicate_of(item));
        const bool there = starts_[static_cast<std::size_t>(r)] != nullptr;
        if (!there && std::find(needed.begin(), needed.end(), r) == needed.end()) { needed.push_back(r); }
    }
    std::vector<std::uint8_t> kept(needed.size(), 0);
    executor.for_each(needed.size(), [&](std::size_t k) {
        bool from_store = false;
        starts_[static_cast<std::size_t>(needed[k])] = make_start(needed[k], set_, executor, store, from_store);
        kept[k] = from_store ? 1 : 0;
        if (done) { done(static_cast<int>(needed.size())); }
    });
    starts_from_store_ += static_cast<int>(std::count(kept.begin(), kept.end(), std::uint8_t{1}));
}

std::shared_ptr<const Experiment::Start> Experiment::make_start(int replicate, const Overrides& set,
                                                                const Executor& executor, const StartStore* store,
                                                                bool& kept) const
{
    // before the arms branch `policy` parameters have their central values, so all draws share the start state
    Overrides history;
    for (const auto& [key, value] : set) {
        const ParameterEntry* entry = book_.find(key);
        if (entry != nullptr && !entry->policy) { history[key] = value; }
    }
    const agents::Parameters p = central_parameters(book_, history);
    const RegimeParts parts(p, policy_terms(p, book_), make_paths(data_));
    const StartRequest r = request(replicate);
    const auto start = std::make_shared<Start>(Start{empty_world(data_, r, p), {}, {}, {}});
    World& world = start->world;
    const std::string key =
        store == nullptr ? std::string{} : start_key(Sha256{}.update(joined(data_.hashes)).hex(), book_, p, r);
    kept = store != nullptr && store->read(key, world);
    if (!kept) {
        world = unborn_world(data_, r, p, executor);
        burn_in(world, parts.regime(r.seed, r.replicate), r.month, executor);
        if (store != nullptr) { store->write(key, world); }
    }
    start->plan = plan_groups(world, groups_, central_parameters(book_, set), data_, scenario_.months);
    start->values = start_values(world, parts.regime(r.seed, r.replicate), start->plan, executor);
    if (scenario_.trial) {
        start->eligible = who_meets(world, parts.regime(r.seed, r.replicate), scenario_.trial->eligible, executor);
    }
    return start;
}

Overrides Experiment::overrides_of(std::optional<int> draw) const
{
    Overrides set = set_;
    if (!draw) { return set; }
    if (!scenario_.sweep) {
        if (own_people_) { set.merge(drawn_base_rates(book_, *draw)); }  // what the scenario sets stays
        return set;
    }
    // the sets one after the other, each on every replicate
    const std::vector<double>& values = sets_[static_cast<std::size_t>(*draw / scenario_.replicates)];
    for (std::size_t k = 0; k < values.size(); ++k) { set[scenario_.sweep->parameters[k].key] = values[k]; }
    return set;
}

agents::Parameters Experiment::parameters_of(std::optional<int> draw) const
{
    if (!draw || scenario_.sweep) { return central_parameters(book_, overrides_of(draw)); }
    return drawn_parameters(book_, scenario_.seed, *draw, overrides_of(draw));
}

std::vector<Experiment::ArmInput> Experiment::arm_inputs(std::optional<int> draw) const
{
    std::vector<ArmInput> inputs;
    for (const Arm& arm : scenario_.arms) {
        const bool drawn = draw && !scenario_.sweep;
        ArmInput input{drawn ? drawn_settings(arm.policy, scenario_.seed, *draw) : arm.policy, std::nullopt};
        if (arm.economy) { input.paths = paths_under(*arm.economy); }
        inputs.push_back(std::move(input));
    }
    return inputs;
}

Regime Experiment::regime_of(const std::vector<ArmInput>& arms, std::size_t arm, const RegimeParts& parts,
                             int replicate) const
{
    Regime regime = parts.regime(scenario_.seed, static_cast<std::uint32_t>(replicate));
    regime.policy = &arms[arm].policy;
    if (arms[arm].paths) { regime.paths = &*arms[arm].paths; }
    regime.know_truth =
        std::any_of(scenario_.arms.begin(), scenario_.arms.end(), [](const Arm& a) { return may_learn(a.policy); });
    regime.treated_use = uses_beyond(arms[arm].policy, arms.front().policy);
    return regime;
}

std::shared_ptr<const Experiment::Start> Experiment::start_of(int replicate) const
{
    return starts_[static_cast<std::size_t>(population_of(replicate))];
}

void Experiment::try_roster(int replicate, const Executor& executor, const StartStore* store)
{
    prepare({replicate}, executor, store, nullptr);
    static_cast<void>(roster_of(*start_of(replicate), replicate, std::nullopt));
}

std::optional<Roster> Experiment::roster_of(const Start& start, int replicate, std::optional<int> draw) const
{
    if (!scenario_.trial) { return std::nullopt; }
    const RandomField luck(scenario_.seed, static_cast<std::uint32_t>(replicate));
    // the office's view of people does not depend on a draw, so neither does who is matched
    return make_roster(start.world, start.eligible, *scenario_.trial, treatments_,
                       self_selection_of(*scenario_.trial, scenario_.seed, scenario_.sweep ? std::nullopt : draw),
                       central_parameters(book_, set_), luck, scenario_.months);
}

TwoLives Experiment::lives(int replicate, std::size_t arm, std::optional<int> person, const Executor& executor) const
{
    const agents::Parameters p = central_parameters(book_, set_);
    const RegimeParts parts(p, policy_terms(p, book_), paths_under(scenario_.economy));
    const std::vector<ArmInput> inputs = arm_inputs(std::nullopt);
    const std::shared_ptr<const Start> start = start_of(replicate);
    const std::optional<Roster> roster = roster_of(*start, replicate, std::nullopt);
    Regime other = regime_of(inputs, arm, parts, replicate);
    other.assignment = roster ? &roster->assignment : nullptr;
    return two_lives(start->world, regime_of(inputs, 0, parts, replicate), other, scenario_.months, person, executor);
}

std::vector<float> Experiment::values_at_start(const Start& start, GroupPlan plan, const RegimeParts& parts,
                                               int replicate, const Executor& executor) const
{
    World world = start.world;
    return start_values(world, parts.regime(scenario_.seed, static_cast<std::uint32_t>(replicate)), plan, executor);
}

ItemResult Experiment::run(int item, const Executor& executor) const
{
    const int replicate = replicate_of(item);
    const bool draw = item >= scenario_.replicates;
    const std::optional<int> draw_number = draw ? std::optional<int>{item - scenario_.replicates} : std::nullopt;
    const agents::Parameters p = parameters_of(draw_number);
    const RegimeParts parts(p, policy_terms(p, book_), paths_under(scenario_.economy));

    // a draw that changes what acts before the arms branch has people of its own, with the same luck
    bool kept = false;
    const std::shared_ptr<const Start> own =
        draw && own_people_ ? make_start(population_of(replicate), overrides_of(draw_number), executor, nullptr, kept)
                            : start_of(replicate);
    const Start& start = *own;
    const RandomField luck(scenario_.seed, static_cast<std::uint32_t>(replicate));
    Panel panel = draw ? Panel{}
                       : choose_panel(start.world, panel_size(scenario_.panel, people(), scenario_.months),
                                      scenario_.panel.every, scenario_.months, luck);
    panel.everyones_work = !draw;
    std::vector<ArmResult> arms(scenario_.arms.size());
    const std::vector<ArmInput> inputs = arm_inputs(draw_number);
    const std::optional<Roster> roster = roster_of(start, replicate, draw_number);
    std::optional<GroupPlan> with_trial;
    if (roster) { with_trial = with_roster(start.plan, *roster, groups_.size() - roster->groups.size()); }
    const GroupPlan& plan = with_trial ? *with_trial : start.plan;
    // each arm lives a copy of the start state; of a country one at a time, whose blocks use all cores
    const bool large = start.world.people.size() > 300'000;
    const SerialExecutor one_by_one;
    (large ? one_by_one : executor).for_each(arms.size(), [&](std::size_t a) {
        Regime regime = regime_of(inputs, a, parts, replicate);
        regime.assignment = roster ? &roster->assignment : nullptr;
        arms[a] = run_arm(start.world, regime, plan, scenario_.months, panel, executor);
    });

    ItemResult out;
    out.item = item;
    const auto months = static_cast<std::size_t>(scenario_.months);
    const std::size_t per_measure = months * groups_.size();
    for (std::size_t m = 0; m < measures().size(); ++m) {
        for (const ArmResult& arm : arms) {
            out.values.insert(out.values.end(), arm.values.begin() + static_cast<std::ptrdiff_t>(m * per_measure),
                              arm.values.begin() + static_cast<std::ptrdiff_t>((m + 1) * per_measure));
        }
    }
    const auto& sizes = plan.size;
    out.group_size = sizes.empty() ? std::vector<std::int32_t>(groups_.size(), 0) : sizes.back();
    if (!draw) {
        out.groups = {stock_group(scenario_, arms), market_group(scenario_, arms), office_group(scenario_, arms)};
        if (ArrayGroup services = service_group(scenario_, arms); !services.arrays.empty()) {
            out.groups.push_back(std::move(services));
        }
        out.groups.push_back(
            start_group(groups_, roster ? values_at_start(start, plan, parts, replicate, executor) : start.values));
        out.groups.push_back(twins_group(scenario_, start.world.people, arms));
        if (ArrayGroup entrants = entrants_group(groups_, plan); !entrants.arrays.empty()) {
            out.groups.push_back(std::move(entrants));
        }
        if (panel.size > 0) {
            std::vector<const PanelRecords*> records;
            for (const ArmResult& arm : arms) { records.push_back(&arm.people); }
            out.groups.push_back(people_group(scenario_, panel, start.world, records));
        }
    }
    return out;
}

}  // namespace vangnet
