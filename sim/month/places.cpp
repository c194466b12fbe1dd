#include "sim/month/places.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "agents/office/predicted.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/luck.hpp"
#include "sim/month/learning.hpp"

namespace vangnet {

namespace {

constexpr std::uint32_t place_luck = number_of(Luck::places);

struct Rows {
    std::size_t first = 0;
    std::size_t last = 0;
};
Rows rows_of(const Town& town)
{
    return {town.first_block * block_rows, (town.first_block + town.block_count) * block_rows};
}

/// Under targets the easy to place come first; caseworkers who judge by themselves do no better than a lottery as long
/// as nobody knows what works for whom. \source koningheinrich2013, lechnersmith2007
policy::Priority priority_of(const policy::InstrumentUse& use, const agents::Office& office)
{
    if (use.priority != policy::Priority::regime) { return use.priority; }
    if (office.targets > 0.5F) { return policy::Priority::easy; }
    return office.judgement > 0.5F ? policy::Priority::lot : policy::Priority::waiting;
}

/// What caseworkers who judge by themselves and have learned something go by: the gain they expect of this service for
/// this person; last are those who wait for another service from which they are expected to gain more.
float judged(const World& w, const Town& town, std::size_t u, std::size_t row)
{
    const float gain = expected_gain(w, town, u, row);
    for (const int other : town.uses) {
        const auto v = static_cast<std::size_t>(other);
        if (v == u || w.uses[v].place.empty() || !town.belief[v].any) { continue; }
        const std::uint8_t there = w.uses[v].place[row];
        const bool waits = there != policy::place::none && there <= policy::place::longest_wait;
        if (waits && expected_gain(w, town, v, row) > gain) { return gain - 2.0F; }
    }
    return gain;
}

float score_of(const World& w, std::size_t row, std::uint8_t waited, policy::Priority priority,
               const agents::Parameters& p)
{
    switch (priority) {
        case policy::Priority::easy: return agents::predicted_chance(w.people, row, w.month, p);
        case policy::Priority::hard: return -agents::predicted_chance(w.people, row, w.month, p);
        case policy::Priority::lot: return 0.0F;
        case policy::Priority::regime:
        case policy::Priority::waiting: break;
    }
    return static_cast<float>(waited);
}

bool goes_first(const Candidate& a, const Candidate& b)
{
    if (a.score != b.score) { return a.score > b.score; }
    return a.lot != b.lot ? a.lot < b.lot : a.row < b.row;
}

/// Everyone on the list, and how many places are held.
int list_candidates(const World& w, Town& town, std::size_t u, const Regime& regime)
{
    const std::vector<std::uint8_t>& places = w.uses[u].place;
    const policy::Priority priority = priority_of(regime.policy->uses[u], town.office);
    const bool knows = regime.policy->uses[u].priority == policy::Priority::regime && town.office.judgement > 0.5F &&
                       town.belief[u].any;
    int held = 0;
    town.candidates.clear();
    for (std::size_t row = rows_of(town).first; row < rows_of(town).last; ++row) {
        const std::uint8_t now = places[row];
        held += now == policy::place::held ? 1 : 0;
        if (now == policy::place::none || now > policy::place::longest_wait) { continue; }
        const PersonId person = make_person(static_cast<std::uint32_t>(town.number), w.people.arrival[row]);
        town.candidates.push_back(
            {knows ? judged(w, town, u, row) : score_of(w, row, now, priority, *regime.parameters),
             regime.field.uniforms(person, static_cast<std::uint32_t>(u), place_luck)[0], row});
    }
    return held;
}

/// Rank in (0,1) that decides whether someone whose turn it is goes to the control group this month.
float control_lot(const Town& town, const World& w, std::size_t row, std::size_t u, const Regime& regime)
{
    const PersonId person = make_person(static_cast<std::uint32_t>(town.number), w.people.arrival[row]);
    const auto when = static_cast<std::uint32_t>(w.month) * 64U + static_cast<std::uint32_t>(u);
    return regime.field.uniforms(person, when, place_luck)[1];
}

/// Gives the free places of one service in one municipality.
PlaceTotals give_places(World& w, Town& town, std::size_t u, const Regime& regime)
{
    PlaceTotals total;
    total.places = places_of(town, regime.policy->uses[u]);
    total.held = list_candidates(w, town, u, regime);
    std::vector<Candidate>& list = town.candidates;
    const auto free = static_cast<std::size_t>(std::max<std::int64_t>(0, total.places - total.held));
    const float refused = town.office.learning > 0.5F ? town.office.control_share : 0.0F;
    UseHistory& use = w.uses[u];
    if (free > 0) { std::sort(list.begin(), list.end(), goes_first); }
    std::size_t next = 0;
    for (std::size_t given = 0; given < free && next < list.size(); ++next) {
        const std::size_t row = list[next].row;
        const bool control = control_lot(town, w, row, u, regime) < refused;
        use.place[row] = control ? policy::place::control : policy::place::held;
        use.chosen[row] = static_cast<std::int16_t>(w.month - w.branch_month);
        use.kind[row] = static_cast<std::uint8_t>(kind_of(w.people, row));
        given += control ? 0 : 1;
        total.given += control ? 0 : 1;
        total.best_given += !control && is_best(w, town, u, row) ? 1 : 0;
    }
    for (std::size_t c = next; c < list.size(); ++c) { total.months_waited += use.place[list[c].row]; }
    total.waiting = static_cast<std::int64_t>(list.size() - next);
    total.held += total.given;
    if (total.held > total.places) {
        throw BugError("more places are held than there are: " + std::to_string(total.held) + " of " +
                       std::to_string(total.places) + " in municipality " + std::to_string(town.number));
    }
    return total;
}

}  // namespace

int places_of(const Town& town, const policy::InstrumentUse& use) noexcept
{
    return static_cast<int>(use.places_per_100 * 0.01F * static_cast<float>(town.recipients) + 0.5F);
}

void step_places(World& w, const Regime& regime, MonthTotals& totals, const Executor& executor)
{
    for (std::size_t u = 0; u < w.uses.size(); ++u) {
        if (w.uses[u].place.empty()) { continue; }
        executor.for_each(w.towns.size(), [&](std::size_t k) {
            Town& town = w.towns[k];
            const bool has = std::find(town.uses.begin(), town.uses.end(), static_cast<int>(u)) != town.uses.end();
            town.places = has ? give_places(w, town, u, regime) : PlaceTotals{};
        });
        for (const Town& town : w.towns) { totals.places[u] += town.places; }
    }
}

}  // namespace vangnet
