#pragma once
/// Running again what a results file or a report says it came from, and saying whether it is the same.

#include <filesystem>

#include "sim/cli/session.hpp"

namespace vangnet::cli {

/// Runs the scenario in a results file or a report (.html) again and compares: every number of a results file; every
/// sentence, table and digest of a report, but not the marks of its pictures. Prints the outcome.
/// \throws ReproduceError if it is not the same, or if this program or its tables are others; DataError if the file is
///         neither, or keeps no scenario
void verify(const std::filesystem::path& file, const Values& values, const Session& session);

}  // namespace vangnet::cli
