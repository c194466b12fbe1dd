#include "sim/run/truth.hpp"

#include <algorithm>

#include "sim/run/learning.hpp"
#include "sim/run/month.hpp"

namespace vangnet {

namespace {

/// The people after two years under a policy, with what is remembered of its use `u`.
World after_two_years(const World& start, Regime regime, const policy::Policy& policy, const Executor& executor)
{
    World w = start;
    regime.policy = &policy;
    regime.treated_use.clear();
    regime.frozen_market = true;
    branch(w, &policy, regime.field);
    Ledger ledger = empty_ledger(w);
    // one month to get on the list, then the place
    for (int month = 0; month < months_to_outcome + 2; ++month) {
        static_cast<void>(step_month(w, regime, ledger, executor));
    }
    return w;
}

policy::Policy with_places(policy::Policy policy, std::size_t use, float places_per_100)
{
    for (policy::InstrumentUse& u : policy.uses) { u.places_per_100 = u.scarce() ? 0.0F : u.places_per_100; }
    policy.uses[use].places_per_100 = places_per_100;
    return policy;
}

}  // namespace

bool may_learn(const policy::Policy& policy)
{
    const int type = policy::instrument_index("knowledge_sharing");
    return std::any_of(policy.uses.begin(), policy.uses.end(), [type](const auto& use) { return use.type == type; });
}

std::vector<TrueGain> true_gains(const World& start, const Regime& regime, const Executor& executor)
{
    std::vector<TrueGain> truth(regime.policy->uses.size());
    for (std::size_t u = 0; u < truth.size(); ++u) {
        if (!regime.policy->uses[u].scarce()) { continue; }
        const policy::Policy all = with_places(*regime.policy, u, 100.0F);
        const policy::Policy none = with_places(*regime.policy, u, 0.0F);
        const World with = after_two_years(start, regime, all, executor);
        const World without = after_two_years(start, regime, none, executor);
        std::array<std::int32_t, kinds> more{};
        for (std::size_t row = 0; row < with.people.size(); ++row) {
            if (with.uses[u].chosen[row] != 1) { continue; }  // the first month in which places are given
            const std::size_t kind = with.uses[u].kind[row];
            ++truth[u].people[kind];
            more[kind] += (with.people.hours[row] >= 12 ? 1 : 0) - (without.people.hours[row] >= 12 ? 1 : 0);
        }
        for (std::size_t k = 0; k < kinds; ++k) {
            const auto people = static_cast<float>(std::max(1, truth[u].people[k]));
            truth[u].gain[k] = static_cast<float>(more[k]) / people;
        }
    }
    return truth;
}

}  // namespace vangnet
