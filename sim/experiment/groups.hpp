#pragma once
/// Cohorts and groups, fixed by what people are when the arms branch (entrants: when they apply).

#include <string>
#include <vector>

#include "sim/experiment/series.hpp"
#include "sim/inputs/data.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

/// The groups of a run and who is in them.
struct GroupPlan {
    Ledger ledger;  ///< rows of every group by block
    std::vector<std::vector<std::int32_t>>
        size;  ///< [month since branching, 0..months-1][group]: people who have applied
};

/// Names of the groups that a run has, in the order of the file.
/// \param dimensions  of `group_keys()`; "all" is always there
[[nodiscard]] std::vector<GroupInfo> group_infos(const std::vector<std::string>& dimensions, const Data& data,
                                                 const std::vector<int>& municipalities, int months);

/// Fixes cohorts, groups and thirds of the predicted chance of work in a world that is about to branch: sets
/// trait::in_stock and World::chance_third.
///
///     stock     everyone on benefit now;  entrants: who applies later, by quarter of application
///     duration  months on benefit below 12, 12-59, 60 and more
///     chance    thirds of the stock by the predicted log rate of finding work from what an office can see: sex, young
///               child, age, education, language, health, months without work, and -0.012 per month on benefit up to
///               120 months *(judgement, for what frailty does to long spells)*
[[nodiscard]] GroupPlan plan_groups(World& world, const std::vector<GroupInfo>& infos, const agents::Parameters& p,
                                    const Data& data, int months);

}  // namespace vangnet
