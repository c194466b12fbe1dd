#include "sim/experiment/arm_run.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "sim/experiment/truth.hpp"
#include "sim/experiment/twin.hpp"
#include "sim/month/month.hpp"

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
    /// Records of the ledger from one to before another.
    void add(const Ledger& ledger, std::size_t from, std::size_t to)
    {
        for (std::size_t row = from; row < to; ++row) {
            const auto group = static_cast<std::size_t>(ledger.rows[row].group);
            const GroupRecord& record = ledger.records[row];
            for (std::size_t k = 0; k < record.count.size(); ++k) { count[group][k] += record.count[k]; }
            for (std::size_t k = 0; k < record.sum.size(); ++k) { sum[group][k] += record.sum[k]; }
        }
    }
    void add(const GroupTotals& other)
    {
        for (std::size_t group = 0; group < count.size(); ++group) {
            for (std::size_t k = 0; k < count[group].size(); ++k) { count[group][k] += other.count[group][k]; }
            for (std::size_t k = 0; k < sum[group].size(); ++k) { sum[group][k] += other.sum[group][k]; }
        }
    }
};

/// Adds up the records of a month in parts, side by side. They are whole numbers, so that the order changes nothing.
class LedgerTotals {
public:
    explicit LedgerTotals(std::size_t groups) : parts_(most_parts, GroupTotals(groups)) {}

    const GroupTotals& of(const Ledger& ledger, const Executor& executor)
    {
        const std::size_t records = ledger.rows.size();
        const std::size_t parts = std::clamp(records / least_records, std::size_t{1}, most_parts);
        executor.for_each(parts, [&](std::size_t k) {
            parts_[k].clear();
            parts_[k].add(ledger, records * k / parts, records * (k + 1) / parts);
        });
        for (std::size_t k = 1; k < parts; ++k) { parts_.front().add(parts_[k]); }
        return parts_.front();
    }

private:
    static constexpr std::size_t most_parts = 8;
    static constexpr std::size_t least_records = 4096;  // fewer are added up sooner than work is handed out
    std::vector<GroupTotals> parts_;
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
void add_works(const agents::Seekers& s, std::vector<std::uint64_t>& works, const Executor& executor)
{
    constexpr int least_hours = 12;
    constexpr std::size_t bits = 64;
    constexpr std::size_t words_of_block = block_rows / bits;
    const std::size_t before = works.size();
    works.resize(before + s.size() / bits);
    executor.for_each(s.blocks(), [&](std::size_t block) {
        for (std::size_t w = block * words_of_block; w < (block + 1) * words_of_block; ++w) {
            std::uint64_t word = 0;
            for (std::size_t k = 0; k < bits; ++k) {
                const auto state = static_cast<agents::State>(s.state[w * bits + k]);
                const bool employed = state == agents::State::work || state == agents::State::part_time;
                word |= std::uint64_t{employed && s.hours[w * bits + k] >= least_hours} << k;
            }
            works[before + w] = word;
        }
    });
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
    LedgerTotals totals(groups);
    const GroupTotals& now = totals.of(plan.ledger, executor);
    std::vector<float> values;
    for (const Measure& m : measures()) {
        for (std::size_t g = 0; g < groups; ++g) { values.push_back(value_of(m, now, now, g, plan.size.front()[g])); }
    }
    return values;
}

ArmResult run_arm(const World& start, const Regime& regime, GroupPlan plan, int months, const Panel& panel,
                  const Executor& executor)
{
    const std::size_t groups = plan.size.empty() ? 0 : plan.size.front().size();
    const auto n = static_cast<std::size_t>(months);
    std::vector<TrueGain> truth = regime.know_truth ? true_gains(start, regime, executor) : std::vector<TrueGain>{};
    World world = twin_world(start, regime);
    world.truth = std::move(truth);
    ArmResult out;
    out.values.resize(measures().size() * n * groups);
    if (panel.size > 0) { world.benefit_paid.assign(world.people.size(), 0); }
    keep_panel(world, regime, panel, months, 0, out.people);
    out.totals.reserve(n);
    if (panel.everyones_work) { out.works.reserve(n * world.people.size() / 64); }
    GroupTotals so_far(groups);
    LedgerTotals totals(groups);
    for (std::size_t month = 0; month < n; ++month) {
        out.totals.push_back(step_month(world, regime, plan.ledger, executor));
        const GroupTotals& now = totals.of(plan.ledger, executor);
        so_far.add(now);
        for (std::size_t m = 0; m < measures().size(); ++m) {
            for (std::size_t g = 0; g < groups; ++g) {
                out.values[(m * n + month) * groups + g] = value_of(measures()[m], now, so_far, g, plan.size[month][g]);
            }
        }
        keep_panel(world, regime, panel, months, static_cast<int>(month) + 1, out.people);
        if (panel.everyones_work) { add_works(world.people, out.works, executor); }
    }
    return out;
}

}  // namespace vangnet
