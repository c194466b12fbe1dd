/// THE MODEL ON ONE SCREEN: `step_month` at the end of this file. What happens to the people of a block stands in
/// sim/month/kernels/month_kernel.cpp, the rules it calls in agents/behaviour.

#include "sim/month/month.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "agents/office/predicted.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/math.hpp"
#include "sim/month/kernels/kernels.hpp"
#include "sim/month/learning.hpp"
#include "sim/month/places.hpp"

namespace vangnet {

namespace {

using agents::Seekers;
using agents::State;

/// Economy: before the arms branch the market follows the published path; afterwards our supply moves it.
void step_market(World& w, const Regime& regime)
{
    const double tightness = regime.paths->tightness[regime.paths->at(w.month)];
    if (w.branch_month < 0 || w.month < w.branch_month || regime.frozen_market) {
        w.market.follow_path(tightness, *regime.parameters);
        return;
    }
    if (w.month == w.branch_month) { w.market.fix_reference(w.supply); }
    w.market.clear(tightness, w.supply, *regime.parameters);
}

/// Clients of chairs that came or went since there were `before`; people off benefit keep theirs while it exists.
void assign_caseworkers(Seekers& people, const Town& town, int before)
{
    const int after = town.office.slots();
    const std::size_t first = town.first_block * block_rows;
    for (std::size_t row = first; row < first + town.block_count * block_rows; ++row) {
        const bool served = agents::on_benefit(static_cast<State>(people.state[row]));
        const bool chair_is_gone = people.caseworker[row] >= after;
        if (!served && !chair_is_gone) { continue; }
        const auto person = person_of(people, row).value;
        const std::uint16_t slot = agents::slot_after(person, people.caseworker[row], before, after);
        if (slot != people.caseworker[row]) {
            people.caseworker[row] = slot;
            people.since_switch[row] = served ? 0 : people.since_switch[row];
        }
    }
}

/// Mean of (predicted placement)^cream_exponent over the people on benefit: what hours under targets are divided by.
[[nodiscard]] float mean_weight(const World& w, const Town& town, const agents::Parameters& p)
{
    double sum = 0.0;
    int clients = 0;
    const std::size_t first = town.first_block * block_rows;
    for (std::size_t row = first; row < first + town.block_count * block_rows; ++row) {
        if (!agents::on_benefit(static_cast<State>(w.people.state[row]))) { continue; }
        const float chance = agents::predicted_chance(w.people, row, w.month, p);
        sum += static_cast<double>(math::exp(p.cream_exponent * chance));
        ++clients;
    }
    return clients > 0 ? static_cast<float>(sum / clients) : 1.0F;
}

/// Offices divide their caseworkers' hours; who leaves, who comes; clients whose caseworker's chair is new are moved.
void step_offices(World& w, const Regime& regime, MonthTotals& totals)
{
    for (Town& town : w.towns) {
        const int before = town.office.slots();
        if (w.month == w.branch_month) { town.office.mean_weight = mean_weight(w, town, *regime.parameters); }
        if (w.branch_month >= 0 && w.month > w.branch_month) {
            agents::step_satisfaction(town.office, *regime.parameters);
        }
        if (agents::step_office(town.office, *regime.parameters, regime.field, w.month)) {
            assign_caseworkers(w.people, town, before);
        }
        totals.caseworkers += town.office.slots();
        for (const std::uint8_t left : town.office.changed) { totals.caseworkers_left += left; }
        for (const std::uint8_t temporary : town.office.temporary) { totals.caseworkers_temporary += temporary; }
        totals.satisfaction += static_cast<double>(town.office.satisfaction) * town.office.slots();
    }
}

/// Participants who stop this month are without the treatment from now on.
void step_dropouts(World& w, const Regime& regime)
{
    for (const Assignment::Dropout& dropout : regime.assignment->dropouts) {
        if (dropout.month != w.month - w.branch_month) { continue; }
        for (std::size_t u = 0; u < w.uses.size(); ++u) {
            if (regime.policy->uses[u].of_trial) { w.uses[u].lot[dropout.row] = 0.0F; }
        }
    }
}

/// Once a quarter people see how many in their neighbourhood work: its deviation from the town's share, in units of
/// network_sd, between -3 and 3.
void see_neighbours(const Seekers& people, Town& town, const agents::Parameters& p)
{
    std::vector<int>& working = town.working;
    std::vector<int>& living = town.living;
    working.assign(static_cast<std::size_t>(town.neighbourhoods), 0);
    living.assign(working.size(), 0);
    int all_working = 0;
    int all_living = 0;
    const std::size_t first = town.first_block * block_rows;
    for (std::size_t row = first; row < first + town.block_count * block_rows; ++row) {
        const auto state = static_cast<State>(people.state[row]);
        if (state == State::not_yet || state == State::pensioned) { continue; }
        const auto place = static_cast<std::size_t>(people.neighbourhood[row]);
        const int works = state == State::work || state == State::part_time ? 1 : 0;
        working[place] += works;
        ++living[place];
        all_working += works;
        ++all_living;
    }
    const float mean = all_living > 0 ? static_cast<float>(all_working) / static_cast<float>(all_living) : 0.0F;
    for (std::size_t k = 0; k < working.size(); ++k) {
        // ten imagined neighbours at the town's mean keep the share of a few people from swinging wildly (judgement)
        const float share = (static_cast<float>(working[k]) + 10.0F * mean) / (static_cast<float>(living[k]) + 10.0F);
        const float z = (share - mean) / p.network_sd;
        town.neighbours_in_work[k] = z < -3.0F ? -3.0F : (z > 3.0F ? 3.0F : z);
    }
}

void step_neighbourhoods(World& w, const Regime& regime, const Executor& executor)
{
    if (w.month % 3 != 0) { return; }
    executor.for_each(w.towns.size(), [&](std::size_t k) { see_neighbours(w.people, w.towns[k], *regime.parameters); });
}

[[nodiscard]] agents::MonthContext context_of(const World& w, const Regime& regime)
{
    return {.p = regime.parameters,
            .tables = regime.tables,
            .terms = regime.terms,
            .law = regime.paths->law[regime.paths->at(w.month)],
            .key = regime.field.key(),
            .month = w.month,
            .since_branch = w.branch_month < 0 ? -1 : w.month - w.branch_month};
}

[[nodiscard]] policy::UseColumns use_of_block(UseHistory& history, const policy::InstrumentUse& use, std::size_t block)
{
    const std::size_t first = block * block_rows;
    return {.use = &use,
            .dose = history.dose.data() + first,
            .since_end = history.since_end.data() + first,
            .place = history.place.empty() ? nullptr : history.place.data() + first,
            .lot = history.lot.empty() ? nullptr : history.lot.data() + first};
}

/// Which groups of the block are to be added up, and where to.
void add_groups(BlockTask& task, Ledger& ledger, std::size_t block)
{
    task.groups = ledger.rows.data() + ledger.first[block];
    task.group_count = static_cast<int>(ledger.first[block + 1] - ledger.first[block]);
    task.records = ledger.records.data() + ledger.first[block];
}

/// The household's budget, health, motivation, search, offers, moves, monitoring and the record, block by block.
void step_people(World& w, const Regime& regime, Ledger& ledger, std::vector<BlockTotals>& blocks,
                 const Executor& executor)
{
    const agents::MonthContext context = context_of(w, regime);
    const Kernels& level = kernels();
    executor.for_each(w.people.blocks(), [&](std::size_t b) {
        if (w.people.block_first_month[b] > w.month) {  // nobody of the block has applied
            std::fill(ledger.records.begin() + static_cast<std::ptrdiff_t>(ledger.first[b]),
                      ledger.records.begin() + static_cast<std::ptrdiff_t>(ledger.first[b + 1]), GroupRecord{});
            return;
        }
        const Town& town = w.towns[w.town_of_block[b]];
        policy::UseColumns uses[policy::most_uses];
        std::uint8_t treated[policy::most_uses] = {};
        int use_count = 0;
        bool office_rules = false;
        for (const int u : town.uses) {
            const auto k = static_cast<std::size_t>(u);
            treated[use_count] = k < regime.treated_use.size() ? regime.treated_use[k] : std::uint8_t{0};
            const auto type = static_cast<std::size_t>(regime.policy->uses[k].type);
            office_rules = office_rules || policy::instruments()[type].card->office;
            uses[use_count++] = use_of_block(w.uses[k], regime.policy->uses[k], b);
        }
        BlockTask task;
        task.seekers = &w.people;
        task.block = b;
        task.context = &context;
        task.around = {.slot_quality = town.office.quality.data(),
                       .slot_changed = town.office.changed.data(),
                       .neighbours_in_work = town.neighbours_in_work.data(),
                       .hours_share = town.office.hours_share,
                       .mean_weight = office_rules ? town.office.mean_weight : 0.0F,
                       .market = w.market.factors(town.region)};
        task.slots = town.office.slots();
        task.uses = uses;
        task.treated_use = treated;
        task.use_count = use_count;
        task.office_rules = office_rules;
        task.chance_third = w.chance_third.empty() ? nullptr : w.chance_third.data() + b * block_rows;
        task.benefit_paid = w.benefit_paid.empty() ? nullptr : w.benefit_paid.data() + b * block_rows;
        task.watch = w.watch && w.watch->row / block_rows == b ? &*w.watch : nullptr;
        add_groups(task, ledger, b);
        task.totals = &blocks[b];
        level.month(task);
    });
}

/// People and money are conserved, to the cent; the lowest block at fault is named, whatever thread found it.
void check(const World& w, const std::vector<BlockTotals>& blocks)
{
    std::int64_t people = 0;
    std::int64_t expected = 0;
    for (const BlockTotals& block : blocks) { people += block.people; }
    for (int m = 0; m <= w.month - w.first_applicants && m < static_cast<int>(w.applicants.size()); ++m) {
        expected += w.applicants[static_cast<std::size_t>(m)];
    }
    if (people != expected) {
        throw BugError("people are not conserved: " + std::to_string(people) + " of " + std::to_string(expected) +
                       " who applied are somewhere in month " + std::to_string(w.month));
    }
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const std::string where = " in block " + std::to_string(b) + ", month " + std::to_string(w.month);
        if (blocks[b].money_gap != 0) {
            throw BugError("money is not conserved: " + std::to_string(blocks[b].money_gap) + " cents" + where);
        }
        if (blocks[b].bad_row >= 0) {
            throw BugError("a value is not finite in row " + std::to_string(blocks[b].bad_row) + where);
        }
    }
}

void add(BlockTotals& sum, const BlockTotals& block)
{
    sum.hires_treated += block.hires_treated;
    sum.hires_untreated += block.hires_untreated;
    sum.came += block.came;
    sum.left += block.left;
    sum.hours_wanted += block.hours_wanted;
    sum.hours_duties += block.hours_duties;
    sum.hours_given += block.hours_given;
    sum.known += block.known;
    sum.targets += block.targets;
    sum.judgement += block.judgement;
    sum.temporary_extra += block.temporary_extra;
    sum.learning += block.learning;
    sum.control_share += block.control_share;
    sum.sharing += block.sharing;
    sum.rows += block.rows;
    sum.people += block.people;
    sum.benefit_cents += block.benefit_cents;
    for (std::size_t k = 0; k < sum.by_state.size(); ++k) { sum.by_state[k] += block.by_state[k]; }
}

/// How the office worked for its clients this month, for what it does next month.
void look_back(Town& town, const BlockTotals& clients)
{
    agents::Office& office = town.office;
    const int on_benefit = clients.by_state[static_cast<std::size_t>(State::benefit)] +
                           clients.by_state[static_cast<std::size_t>(State::part_time)];
    const auto mean = [on_benefit](double sum) { return on_benefit > 0 ? static_cast<float>(sum / on_benefit) : 0.0F; };
    office.hours_wanted = clients.hours_wanted;
    office.hours_duties = clients.hours_duties;
    office.targets = mean(clients.targets);
    office.judgement = mean(clients.judgement);
    office.temporary_extra = mean(clients.temporary_extra);
    office.learning = mean(clients.learning);
    office.control_share = mean(clients.control_share);
    office.sharing = mean(clients.sharing);
    const double usual_hours = on_benefit * static_cast<double>(policy::contact_hours_at(policy::reference_caseload));
    office.relative_caseload = clients.hours_given > 0.0 ? static_cast<float>(usual_hours / clients.hours_given) : 1.0F;
    const double share = clients.hours_wanted * static_cast<double>(office.hours_share);
    if (office.targets > 0.0F && share > 0.0) { office.mean_weight *= static_cast<float>(clients.hours_given / share); }
}

/// What next month needs of this one: supply by segment, hours wanted by office; and the totals.
void fold(World& w, const std::vector<BlockTotals>& blocks, MonthTotals& totals)
{
    w.supply.assign(w.market.segments().size(), 0.0);
    for (Town& town : w.towns) {
        BlockTotals clients;
        for (std::size_t b = town.first_block; b < town.first_block + town.block_count; ++b) {
            add(clients, blocks[b]);
            for (std::size_t e = 0; e < 3; ++e) {
                w.supply[static_cast<std::size_t>(town.region) * 3 + e] += blocks[b].supply[e];
            }
        }
        add(totals.all, clients);
        look_back(town, clients);
    }
    for (const agents::Segment& s : w.market.segments()) {
        totals.hires_others_lost += agents::Market::others(s) * (s.path_factor - s.factor);
        totals.mean_factor += s.factor / static_cast<double>(w.market.segments().size());
    }
}

}  // namespace

MonthTotals step_month(World& world, const Regime& regime, Ledger& ledger, const Executor& executor)
{
    MonthTotals totals;
    std::vector<BlockTotals>& blocks = ledger.totals;
    blocks.assign(world.people.blocks(), BlockTotals{});

    if (regime.assignment != nullptr) { step_dropouts(world, regime); }
    step_market(world, regime);
    step_offices(world, regime, totals);
    step_places(world, regime, totals, executor);
    step_neighbourhoods(world, regime, executor);
    step_people(world, regime, ledger, blocks, executor);
    check(world, blocks);
    fold(world, blocks, totals);
    step_learning(world, totals, executor);

    ++world.month;
    return totals;
}

void measure_state(World& world, const Regime& regime, Ledger& ledger, const Executor& executor)
{
    const agents::MonthContext context = context_of(world, regime);
    executor.for_each(world.people.blocks(), [&](std::size_t b) {
        BlockTask task;
        task.seekers = &world.people;
        task.block = b;
        task.context = &context;
        add_groups(task, ledger, b);
        kernels().state(task);
    });
}

std::vector<std::uint8_t> who_meets(World& world, const Regime& regime,
                                    const std::vector<policy::FactRange>& conditions, const Executor& executor)
{
    const agents::MonthContext context = context_of(world, regime);
    std::vector<std::uint8_t> out(world.people.size());
    executor.for_each(world.people.blocks(), [&](std::size_t b) {
        BlockTask task;
        task.seekers = &world.people;
        task.block = b;
        task.context = &context;
        task.chance_third = world.chance_third.empty() ? nullptr : world.chance_third.data() + b * block_rows;
        kernels().meets(task, conditions, out.data() + b * block_rows);
    });
    return out;
}

Ledger empty_ledger(const World& world)
{
    Ledger ledger;
    ledger.first.assign(world.people.blocks() + 1, 0);
    return ledger;
}

}  // namespace vangnet
