#pragma once
/// Doing what made a results file once more.

#include <filesystem>

#include "sim/cli/session.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

/// Reads a finished file once in a process of its own, before this one goes on with it: HDF5 ends the process on some
/// damaged files. What else is wrong with the file is told by whoever opens it next.
/// \throws DataError if reading it ended that process
void try_apart(const std::filesystem::path& file);

/// Whether the experiment would give the numbers of the file: nothing if so, else what differs.
[[nodiscard]] Text what_differs(const ResultsFile& file, const Experiment& experiment);

}  // namespace vangnet::cli
