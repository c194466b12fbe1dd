#include "sim/experiment/truth.hpp"

#include <algorithm>

#include "sim/experiment/twin.hpp"
#include "sim/month/learning.hpp"

namespace vangnet {

namespace {

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
    const auto after_two_years = [&](const policy::Policy& policy) {
        Regime other = regime;
        other.policy = &policy;
        other.treated_use.clear();
        other.frozen_market = true;
        // one month to get on the list, then the place
        return twin_after(start, other, months_to_outcome + 2, executor);
    };
    std::vector<TrueGain> truth(regime.policy->uses.size());
    for (std::size_t u = 0; u < truth.size(); ++u) {
        if (!regime.policy->uses[u].scarce()) { continue; }
        const World with = after_two_years(with_places(*regime.policy, u, 100.0F));
        const World without = after_two_years(with_places(*regime.policy, u, 0.0F));
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
