#pragma once
/// What is said of a results file of a run that has not ended.

#include "sim/cli/session.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

/// Says on stderr how much of an unfinished file is there; nothing for a complete one.
/// \throws DataError if no replicate is finished, so that there is nothing to show
void tell_if_unfinished(const ResultsFile& file, const Session& session);

}  // namespace vangnet::cli
