#include "sim/month/learning.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "agents/seekers.hpp"

namespace vangnet {

namespace {

constexpr int months_between_beliefs = 12;

bool learns(const Town& town) { return town.office.learning > 0.5F; }

bool on_benefit(const World& w, std::size_t row)
{
    return agents::on_benefit(static_cast<agents::State>(w.people.state[row]));
}

void count(Evidence::Count& c, bool in_work)
{
    ++c.people;
    c.in_work += in_work ? 1 : 0;
}

/// Outcomes of the people who were given or refused a place two years ago.
void see_outcomes(World& w, Town& town, std::size_t u, int now)
{
    UseHistory& use = w.uses[u];
    const std::size_t first = town.first_block * block_rows;
    for (std::size_t row = first; row < first + town.block_count * block_rows; ++row) {
        if (use.chosen[row] < 0 || use.chosen[row] != now - months_to_outcome) { continue; }
        const bool in_work = w.people.hours[row] >= 12;
        const bool refused = use.place[row] == policy::place::control;
        count(refused ? town.evidence[u].control[use.kind[row]] : town.evidence[u].served[use.kind[row]], in_work);
        if (refused) {  // may come back to the list now
            use.place[row] = policy::place::none;
            use.chosen[row] = -1;
        }
    }
}

/// Outcomes of those noted two years ago who have had no place since; then everyone without a place is noted.
void see_others(World& w, Town& town, std::size_t u)
{
    UseHistory& use = w.uses[u];
    const std::size_t first = town.first_block * block_rows;
    for (std::size_t row = first; row < first + town.block_count * block_rows; ++row) {
        const bool never_chosen = use.chosen[row] < 0;
        if (use.noted[row] > 0 && never_chosen) {
            count(town.evidence[u].others[use.noted[row] - std::size_t{1}], w.people.hours[row] >= 12);
        }
        use.noted[row] = never_chosen && on_benefit(w, row) ? static_cast<std::uint8_t>(1 + kind_of(w.people, row)) : 0;
    }
}

void add(std::array<Evidence::Count, kinds>& sum, const std::array<Evidence::Count, kinds>& more)
{
    for (std::size_t k = 0; k < kinds; ++k) {
        sum[k].people += more[k].people;
        sum[k].in_work += more[k].in_work;
    }
}

/// The records that an office learns from: its own, and those of offices that share with it.
Evidence shared_evidence(const World& w, const Town& mine, std::size_t u)
{
    Evidence sum;
    for (const Town& town : w.towns) {
        const bool own = &town == &mine;
        const bool near = mine.office.sharing > 0.5F && town.office.sharing > 0.5F && town.region == mine.region;
        const bool any = mine.office.sharing > 1.5F && town.office.sharing > 1.5F;
        if (!own && !near && !any) { continue; }
        add(sum.served, town.evidence[u].served);
        add(sum.control, town.evidence[u].control);
        add(sum.others, town.evidence[u].others);
    }
    return sum;
}

float share(const Evidence::Count& c)
{
    return c.people > 0 ? static_cast<float>(c.in_work) / static_cast<float>(c.people) : 0.0F;
}

Evidence::Count total(const std::array<Evidence::Count, kinds>& counts)
{
    Evidence::Count sum;
    for (const Evidence::Count& c : counts) {
        sum.people += c.people;
        sum.in_work += c.in_work;
    }
    return sum;
}

/// Mean belief over municipalities, and how far beliefs are from the truth.
BeliefTotals total_belief(const World& w, std::size_t u)
{
    double overall = 0.0;
    double square = 0.0;
    double people = 0.0;
    double weight = 0.0;
    for (const Town& town : w.towns) {
        const Belief& belief = town.belief[u];
        if (!belief.any) { continue; }
        const auto recipients = static_cast<double>(town.recipients);
        overall += recipients * static_cast<double>(belief.overall);
        people += recipients;
        for (std::size_t k = 0; !w.truth.empty() && k < kinds; ++k) {
            const double of = recipients * w.truth[u].people[k];
            const double off = static_cast<double>(belief.gain[k] - w.truth[u].gain[k]);
            square += of * off * off;
            weight += of;
        }
    }
    double truly = 0.0;
    double by = 0.0;
    for (std::size_t k = 0; !w.truth.empty() && k < kinds; ++k) {
        truly += static_cast<double>(w.truth[u].gain[k]) * w.truth[u].people[k];
        by += w.truth[u].people[k];
    }
    constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
    return {.overall = people > 0.0 ? static_cast<float>(overall / people) : unknown,
            .truth = by > 0.0 ? static_cast<float>(truly / by) : unknown,
            .error = weight > 0.0 ? static_cast<float>(__builtin_sqrt(square / weight)) : unknown};
}

}  // namespace

std::size_t kind_of(const agents::Seekers& s, std::size_t row) noexcept
{
    const std::size_t distress = s.mental_health[row] < -1.0F ? 1 : 0;
    const std::size_t debt = s.problem_debt[row] != 0 ? 2 : 0;
    const std::size_t dutch = s.language[row] < -0.5F ? 4 : 0;
    const std::size_t spell = s.months_on_benefit[row] >= 24 ? 8 : 0;
    return distress + debt + dutch + spell;
}

float expected_gain(const World& w, const Town& town, std::size_t use, std::size_t row) noexcept
{
    const Belief& belief = town.belief[use];
    return belief.overall + w.people.known[row] * (belief.gain[kind_of(w.people, row)] - belief.overall);
}

Belief belief_from(const Evidence& evidence, bool with_control) noexcept
{
    const auto& against = with_control ? evidence.control : evidence.others;
    const Evidence::Count served = total(evidence.served);
    const Evidence::Count compared = total(against);
    Belief belief;
    belief.any = served.people > 0 && compared.people > 0;
    if (!belief.any) { return belief; }
    belief.overall = share(served) - share(compared);
    for (std::size_t k = 0; k < kinds; ++k) {
        const auto cases = static_cast<float>(std::min(evidence.served[k].people, against[k].people));
        const float difference = cases > 0.0F ? share(evidence.served[k]) - share(against[k]) : 0.0F;
        belief.gain[k] = (cases * difference + weight_of_all * belief.overall) / (cases + weight_of_all);
    }
    return belief;
}

bool is_best(const World& w, const Town& town, std::size_t use, std::size_t row) noexcept
{
    if (w.truth.empty()) { return true; }
    const std::size_t kind = kind_of(w.people, row);
    return std::none_of(town.uses.begin(), town.uses.end(), [&](int other) {
        const auto v = static_cast<std::size_t>(other);
        if (v == use || w.uses[v].place.empty()) { return false; }
        const std::uint8_t there = w.uses[v].place[row];
        const bool waits = there != policy::place::none && there <= policy::place::longest_wait;
        return waits && w.truth[v].gain[kind] > w.truth[use].gain[kind];
    });
}

void step_learning(World& w, MonthTotals& totals, const Executor& executor)
{
    if (w.branch_month < 0) { return; }
    const int now = w.month - w.branch_month;
    for (std::size_t u = 0; u < w.uses.size(); ++u) {
        if (w.uses[u].place.empty()) { continue; }
        executor.for_each(w.towns.size(), [&](std::size_t k) {
            if (!learns(w.towns[k])) { return; }
            see_outcomes(w, w.towns[k], u, now);
            if (now % months_to_outcome == 0) { see_others(w, w.towns[k], u); }
        });
        if (now == 0 || now % months_between_beliefs != 0) { continue; }
        executor.for_each(w.towns.size(), [&](std::size_t k) {
            Town& town = w.towns[k];
            if (learns(town)) {
                town.belief[u] = belief_from(shared_evidence(w, town, u), town.office.control_share > 0.0F);
            }
        });
    }
    for (std::size_t u = 0; u < w.uses.size(); ++u) { totals.beliefs[u] = total_belief(w, u); }
}

}  // namespace vangnet
