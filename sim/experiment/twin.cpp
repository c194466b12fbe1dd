#include "sim/experiment/twin.hpp"

#include "sim/month/month.hpp"

namespace vangnet {

World twin_world(const World& start, const Regime& regime)
{
    World world = start;
    branch(world, regime.policy, regime.field, regime.assignment);
    return world;
}

World twin_after(const World& start, const Regime& regime, int months, const Executor& executor)
{
    World world = twin_world(start, regime);
    Ledger ledger = empty_ledger(world);
    for (int month = 0; month < months; ++month) { static_cast<void>(step_month(world, regime, ledger, executor)); }
    return world;
}

}  // namespace vangnet
