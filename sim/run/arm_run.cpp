#include "sim/run/arm_run.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "sim/run/month.hpp"
#include "sim/run/truth.hpp"

namespace vangnet {

namespace {

/// Counts and sums by group, of one month or so far.
struct GroupTotals {
    std::vector<std::array<std::int64_t, counts>> count;
    std::vector<std::array<std::int64_t, sums>> sum;

    explicit GroupTotals(std::size_t groups) : count(groups), sum(groups) { clear(); }
    void clear()
    {
        for (auto& c : count) { c.fill(0); }
        for (auto& s : sum) { s.fill(0); }
    }
    void add(const Ledger& ledger)
    {
        for (std::size_t row = 0; row < ledger.rows.size(); ++row) {
            const auto group = static_cast<std::size_t>(ledger.rows[row].group);
            const GroupRecord& record = ledger.records[row];
            for (std::size_t k = 0; k < record.count.size(); ++k) { count[group][k] += record.count[k]; }
            for (std::size_t k = 0; k < record.sum.size(); ++k) { sum[group][k] += record.sum[k]; }
        }
    }
};

float value_of(const Measure& m, const GroupTotals& now, const GroupTotals& so_far, std::size_t group, double size)
{
    const auto k = static_cast<std::size_t>(m.index);
    const auto quantity = [&](const GroupTotals& totals) {
        return static_cast<double>(totals.sum[group][k]) / static_cast<double>(units_of(static_cast<Sum>(k)));
    };
    const auto people = [&](Count c) { return static_cast<double>(now.count[group][static_cast<std::size_t>(c)]); };
    const double recipients = people(Count::on_benefit);
    const double followed = people(Count::followed);
    double x = 0.0;
    double of = size;
    switch (m.from) {
        case Measure::From::count_of_followed: of = followed; [[fallthrough]];
        case Measure::From::count: x = static_cast<double>(now.count[group][k]); break;
        case Measure::From::count_so_far: x = static_cast<double>(so_far.count[group][k]); break;
        case Measure::From::mean_of_followed: of = followed; [[fallthrough]];
        case Measure::From::mean: x = quantity(now); break;
        case Measure::From::sum_so_far: x = quantity(so_far); break;
        case Measure::From::mean_of_recipients:
            x = quantity(now);
            of = recipients;
            break;
    }
    return of > 0.0 ? static_cast<float>(x / of) : std::numeric_limits<float>::quiet_NaN();
}

/// Adds who is in work of 12 hours or more now, a bit per row.
void add_works(const agents::Seekers& s, std::vector<std::uint64_t>& works)
{
    constexpr int least_hours = 12;
    constexpr std::size_t bits = 64;
    for (std::size_t first = 0; first < s.size(); first += bits) {
        std::uint64_t word = 0;
        for (std::size_t k = 0; k < bits; ++k) {
            const auto state = static_cast<agents::State>(s.state[first + k]);
            const bool employed = state == agents::State::work || state == agents::State::part_time;
            word |= std::uint64_t{employed && s.hours[first + k] >= least_hours} << k;
        }
        works.push_back(word);
    }
}

}  // namespace

std::vector<std::uint8_t> uses_beyond(const policy::Policy& policy, const policy::Policy& base)
{
    const std::vector<policy::InstrumentUse> acting = policy::acting_uses(policy);
    const auto contains = [](const auto& uses, const auto& use) {
        return std::find(uses.begin(), uses.end(), use) != uses.end();
    };
    std::vector<std::uint8_t> beyond;
    for (const policy::InstrumentUse& use : policy.uses) {
        beyond.push_back(contains(acting, use) && !contains(base.uses, use) ? 1 : 0);
    }
    return beyond;
}

std::vector<float> start_values(World& world, const Regime& regime, GroupPlan& plan, const Executor& executor)
{
    const std::size_t groups = plan.size.empty() ? 0 : plan.size.front().size();
    measure_state(world, regime, plan.ledger, executor);
    GroupTotals now(groups);
    now.add(plan.ledger);
    std::vector<float> values;
    for (const Measure& m : measures()) {
        for (std::size_t g = 0; g < groups; ++g) { values.push_back(value_of(m, now, now, g, plan.size.front()[g])); }
    }
    return values;
}

ArmResult run_arm(World world, const Regime& regime, GroupPlan plan, int months, const Panel& panel,
                  const Executor& executor)
{
    const std::size_t groups = plan.size.empty() ? 0 : plan.size.front().size();
    const auto n = static_cast<std::size_t>(months);
    std::vector<TrueGain> truth = regime.know_truth ? true_gains(world, regime, executor) : std::vector<TrueGain>{};
    branch(world, regime.policy, regime.field);
    world.truth = std::move(truth);
    ArmResult out;
    out.values.resize(measures().size() * n * groups);
    if (panel.size > 0) { world.benefit_paid.assign(world.people.size(), 0); }
    keep_panel(world, regime, panel, months, 0, out.people);
    out.totals.reserve(n);
    GroupTotals so_far(groups);
    GroupTotals now(groups);
    for (std::size_t month = 0; month < n; ++month) {
        std::fill(plan.ledger.records.begin(), plan.ledger.records.end(), GroupRecord{});
        out.totals.push_back(step_month(world, regime, plan.ledger, executor));
        now.clear();
        now.add(plan.ledger);
        so_far.add(plan.ledger);
        for (std::size_t m = 0; m < measures().size(); ++m) {
            for (std::size_t g = 0; g < groups; ++g) {
                out.values[(m * n + month) * groups + g] = value_of(measures()[m], now, so_far, g, plan.size[month][g]);
            }
        }
        keep_panel(world, regime, panel, months, static_cast<int>(month) + 1, out.people);
        if (panel.everyones_work) { add_works(world.people, out.works); }
    }
    return out;
}

}  // namespace vangnet
