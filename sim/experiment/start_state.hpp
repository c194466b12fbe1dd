#pragma once
/// The start state: people of the scenario's municipalities after a burn-in along the historical inflow path.

#include <cstdint>
#include <string>
#include <vector>

#include "agents/population/people.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

/// The burn-in starts in January 1970 with nobody on benefit: by 2007 the longest spells are as long as a working life
/// allows at the rates of the model.
inline constexpr int burn_in_start = 0;  // months since January 1970

/// Whose start state is asked for.
struct StartRequest {
    std::vector<int> municipalities;  ///< numbers in the 2015 list
    int people = 0;                   ///< on benefit at `month`, about; 0: as many as there are
    int month = 0;                    ///< first month of the run
    int last_month = 0;               ///< applicants are drawn up to here
    std::uint32_t seed = 1;
    std::uint32_t replicate = 0;
};

/// Key of a start state: hash of the model's sources, the tables, the `history` parameters, seed, replicate and whose
/// start state it is. Parameters tagged `policy` are not in it: before the arms branch they have their central values.
[[nodiscard]] std::string start_key(const std::string& data_hash, const ParameterBook& book,
                                    const agents::Parameters& p, const StartRequest& request);

/// Law and tightness by month. \param tightness constant, vacancies per 100 unemployed; below 0: the published path.
///     A constant applies from `from_month` on, the published path before.
[[nodiscard]] Paths make_paths(const Data& data, double tightness = -1.0, int from_month = 0);

/// People on benefit in these municipalities at the end of 2015. \source docs/model.md, configs/data/municipalities.csv
[[nodiscard]] double stock_2015(const Data& data, const std::vector<int>& municipalities);

/// Real persons that one simulated person stands for.
[[nodiscard]] double weight_of(const Data& data, const StartRequest& request);

/// Municipalities and market of the request, without people: what a start state from the cache is read into.
[[nodiscard]] World empty_world(const Data& data, const StartRequest& request, const agents::Parameters& p);

/// People of the request, nobody has applied yet; towns in parallel.
[[nodiscard]] World unborn_world(const Data& data, const StartRequest& request, const agents::Parameters& p,
                                 const Executor& executor = SerialExecutor{});

/// Runs the reference regime from January 1970 to the month before `request.month`.
void burn_in(World& world, const Regime& reference, int until, const Executor& executor);

/// Persons below state-pension age on benefit in the Netherlands at a month, published (log-linear between points).
[[nodiscard]] double national_stock(const Data& data, int month);

}  // namespace vangnet
