// Runs the model alone, without files, threads or libraries: people of one municipality from January 2010, six years
// under the usual rules and three years under all instruments at once. Prints the SHA-256 of every column and total,
// and how many people there were. Numbers come from stdin (inputs.hpp).

#include <algorithm>
#include <cstdio>
#include <exception>
#include <span>

#include "agents/population/applicants.hpp"
#include "agents/population/people.hpp"
#include "policies/policy.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/sha256.hpp"
#include "sim/month/month.hpp"
#include "tests/wasm/inputs.hpp"

namespace vangnet {
namespace {

constexpr int first_month = 480;  // January 2010, months since January 1970
constexpr int usual_months = 72;
constexpr int reform_months = 36;

template <class T>
void add(Sha256& hash, const std::vector<T>& values)
{
    hash.update(std::as_bytes(std::span(values)));
}

void add(Sha256& hash, const MonthTotals& totals)
{
    add(hash, std::vector<double>(totals.all.supply.begin(), totals.all.supply.end()));
    add(hash, std::vector<double>{totals.all.hires_treated, totals.all.hires_untreated, totals.all.hours_wanted,
                                  totals.hires_others_lost, totals.mean_factor});
    add(hash, std::vector<std::int32_t>(totals.all.by_state.begin(), totals.all.by_state.end()));
    add(hash, std::vector<std::int64_t>{totals.all.benefit_cents});
}

/// Every instrument with its default values, for everyone.
policy::Policy all_instruments()
{
    policy::Policy policy;
    for (std::size_t type = 0; type < policy::instruments().size(); ++type) {
        policy.uses.push_back(policy::default_use(static_cast<int>(type)));
    }
    policy::sort_by_phase(policy);
    return policy;
}

void branch_all(World& world, const policy::Policy& policy)
{
    branch(world, &policy, RandomField{1, 0});
    const std::size_t rows = world.people.size();
    world.chance_third.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        world.chance_third[row] = static_cast<std::uint8_t>(row % 3);
        if (agents::on_benefit(static_cast<agents::State>(world.people.state[row]))) {
            world.people.traits[row] |= agents::trait::in_stock;
        }
    }
}

void months(World& world, const Regime& regime, int count, const Executor& executor, Sha256& hash)
{
    for (int m = 0; m < count; ++m) {
        Ledger ledger = empty_ledger(world);
        add(hash, step_month(world, regime, ledger, executor));
    }
}

void run(const MonthInputs& inputs)
{
    const agents::Parameters& p = inputs.parameters;
    const RandomField field(1, 0);
    std::vector<agents::Applicants> applicants;
    applicants.push_back(
        {.municipality = inputs.plan.number,
         .people = draw_applicants(inputs.plan, inputs.inflow, field, static_cast<double>(p.share_negative_reciprocal),
                                   first_month, first_month + usual_months + reform_months)});
    const std::vector<TownPlan> towns{
        {.number = inputs.plan.number, .region = 0, .neighbourhoods = inputs.plan.neighbourhoods}};
    World world = make_world(agents::make_people(applicants, p, field), towns, {1.0}, p, first_month);

    const agents::MonthTables tables = make_tables(p);
    const policy::Policy policy = all_instruments();
    Regime regime{.parameters = &p,
                  .tables = &tables,
                  .terms = &inputs.terms,
                  .policy = nullptr,
                  .treated_use = {},
                  .paths = &inputs.paths,
                  .field = field};
    const SerialExecutor executor;
    Sha256 hash;
    months(world, regime, usual_months, executor, hash);
    branch_all(world, policy);
    regime.policy = &policy;
    regime.treated_use.assign(policy.uses.size(), 1);
    months(world, regime, reform_months, executor, hash);

    agents::Seekers::for_each_column(world.people, [&hash](auto, auto, const auto& column) { add(hash, column); });
    const auto on_benefit = std::count_if(world.people.state.begin(), world.people.state.end(), [](std::uint8_t state) {
        return agents::on_benefit(static_cast<agents::State>(state));
    });
    std::printf("%s %d on benefit of %d\n", hash.hex().c_str(), static_cast<int>(on_benefit),
                static_cast<int>(world.people.size()));
}

}  // namespace
}  // namespace vangnet

int main()
{
    try {
        vangnet::MonthInputs inputs;
        vangnet::visit_inputs(vangnet::NumberReader{}, inputs);
        vangnet::run(inputs);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "month_digest: %s\n", error.what());
        return 1;
    }
}
