#include "sim/experiment/lives.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "sim/core/errors.hpp"
#include "sim/core/luck.hpp"
#include "sim/experiment/twin.hpp"
#include "sim/inputs/say.hpp"
#include "sim/month/month.hpp"

namespace vangnet {

namespace {

using agents::Seekers;

/// What everyone is and works at the end of each month, as far as it tells lives apart.
struct Histories {
    std::vector<std::vector<std::uint8_t>> state;  ///< [month][row]
    std::vector<std::vector<std::uint8_t>> hours;
    std::vector<int> on_benefit;  ///< [month]
};

Histories histories(const World& start, const Regime& regime, int months, const Executor& executor)
{
    World world = twin_world(start, regime);
    Ledger ledger = empty_ledger(world);
    Histories out;
    for (int month = 0; month < months; ++month) {
        const MonthTotals totals = step_month(world, regime, ledger, executor);
        out.state.push_back(world.people.state);
        out.hours.push_back(world.people.hours);
        out.on_benefit.push_back(totals.all.by_state[static_cast<std::size_t>(agents::State::benefit)] +
                                 totals.all.by_state[static_cast<std::size_t>(agents::State::part_time)]);
    }
    return out;
}

bool part(const Histories& a, const Histories& b, std::size_t row)
{
    for (std::size_t month = 0; month < a.state.size(); ++month) {
        if (a.state[month][row] != b.state[month][row] || a.hours[month][row] != b.hours[month][row]) { return true; }
    }
    return false;
}

LifeMonth look_at(const World& world, std::size_t row, bool started)
{
    const Seekers& s = world.people;
    constexpr double euro = 0.01;  // per cent
    LifeMonth now;
    now.state = static_cast<agents::State>(s.state[row]);
    now.left_for = static_cast<agents::Reason>(s.left_for[row]);
    now.activity = static_cast<agents::Activity>(s.activity[row]);
    now.debt_help = static_cast<agents::DebtHelp>(s.debt_help[row]);
    now.subsidised = s.subsidised[row] > 0 && s.subsidised[row] != agents::after_subsidised;
    now.in_care = s.care[row] != 0;
    now.problem_debt = s.problem_debt[row] != 0;
    now.punished = started && s.since_sanction[row] == 0;
    now.warned = started && s.since_warning[row] == 0;
    now.hours = s.hours[row];
    now.wage = s.wage[row] * euro;
    now.benefit = started ? world.benefit_paid[row] * euro : 0.0;
    now.debt = s.debt[row] * euro;
    now.mental_health = s.mental_health[row];
    now.motivation = s.motivation[row];
    if (started) {
        now.own = world.watch->own;
        if ((s.traits[row] & agents::trait::paired) != 0U) { now.partners = world.watch->beside; }
    }
    return now;
}

Life life_of(const World& start, const Regime& regime, int months, std::size_t row, const Executor& executor)
{
    World world = twin_world(start, regime);
    world.benefit_paid.assign(world.people.size(), 0);
    world.watch = Watch{};
    world.watch->row = row;
    Ledger ledger = empty_ledger(world);
    Life life{look_at(world, row, false)};
    for (int month = 0; month < months; ++month) {
        static_cast<void>(step_month(world, regime, ledger, executor));
        life.push_back(look_at(world, row, true));
    }
    return life;
}

std::vector<std::size_t> rows_of_stock(const Seekers& s)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < s.size(); ++row) {
        if ((s.traits[row] & agents::trait::in_stock) != 0U) { rows.push_back(row); }
    }
    return rows;
}

void describe(const World& start, std::size_t row, TwoLives& lives)
{
    const Seekers& s = start.people;
    const std::uint32_t traits = s.traits[row];
    lives.municipality = s.block_municipality[row / block_rows];
    lives.age = (start.month - s.birth_month[row]) / 12;
    lives.woman = (traits & agents::trait::woman) != 0U;
    lives.single_parent = (traits & agents::trait::single_parent) != 0U;
    lives.couple = (traits & agents::trait::couple) != 0U;
    lives.education = static_cast<int>((traits & agents::trait::education_mask) >> agents::trait::education_shift);
    lives.months_on_benefit = s.months_on_benefit[row];
}

}  // namespace

TwoLives two_lives(const World& start, const Regime& base, const Regime& arm, int months, std::optional<int> person,
                   const Executor& executor)
{
    const std::vector<std::size_t> stock = rows_of_stock(start.people);
    TwoLives lives;
    lives.people = static_cast<int>(stock.size());
    if (stock.empty() || (person && (*person < 0 || *person >= lives.people))) {
        throw UsageError(bilingual({"persoon {} is er niet: er zijn er {}, genummerd vanaf 0",
                                    "there is no person {}: there are {}, numbered from 0"},
                                   person.value_or(0), lives.people));
    }
    Histories under_base = histories(start, base, months, executor);
    Histories under_arm = histories(start, arm, months, executor);
    int drawn = 0;
    float lowest = 1.0F;
    for (int k = 0; k < lives.people; ++k) {
        const std::size_t row = stock[static_cast<std::size_t>(k)];
        if (!part(under_base, under_arm, row)) { continue; }
        ++lives.parted;
        const float lot = base.field.uniform(person_of(start.people, row), 0, number_of(Luck::panel), 0);
        drawn = lot < lowest ? k : drawn;
        lowest = std::min(lot, lowest);
    }
    lives.person = person.value_or(drawn);
    lives.base_on_benefit = std::move(under_base.on_benefit);
    lives.arm_on_benefit = std::move(under_arm.on_benefit);
    const std::size_t row = stock[static_cast<std::size_t>(lives.person)];
    describe(start, row, lives);
    lives.base = life_of(start, base, months, row, executor);
    lives.arm = life_of(start, arm, months, row, executor);
    return lives;
}

}  // namespace vangnet
