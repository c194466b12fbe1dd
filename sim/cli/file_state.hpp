#pragma once
/// What is said of a results file whose numbers are not all there, or not surely those that were written.

#include "sim/cli/session.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

/// Says on stderr that the file is not as it was written; nothing for a sound one.
void tell_if_changed(const ResultsFile& file, const Session& session);

/// Says on stderr that the file is not as it was written, and how much of an unfinished one is there; nothing for a
/// complete and sound one.
/// \throws DataError if no replicate is finished, so that there is nothing to show
void tell_if_unsure(const ResultsFile& file, const Session& session);

}  // namespace vangnet::cli
