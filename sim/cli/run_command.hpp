#pragma once
/// What `run` and `sweep` have in common: the options of a run, and running the scenario with its family.

#include <filesystem>
#include <functional>
#include <string_view>

#include "sim/cli/session.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet::cli {

/// Options of a run: where to, how much of it, how.
/// \param sweep  whether a design says how many sets there are: then there is neither --draws nor --until
[[nodiscard]] Options run_options(const Session& session, bool sweep = false);

/// About how long a scenario takes on this machine, from what `vangnet bench` measures. [s]
struct TimeNeeded {
    double run = 0.0;
    double people = 0.0;  ///< to make the start states that are not in the cache
};
[[nodiscard]] TimeNeeded time_needed(const Scenario& scenario, const Tables& tables);

/// Runs each member of the scenario's family into its file, with progress, Ctrl-C, shards and --resume.
/// \param verb  as the file repeats it, "run"
/// \param tell  prints what came out, unless --quiet; given each file
/// \return the exit code
int run_members(const Session& session, const Values& values, const Tables& tables, const Scenario& all,
                std::string_view verb, const std::function<void(const std::filesystem::path&)>& tell);

}  // namespace vangnet::cli
