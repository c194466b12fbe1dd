#pragma once
/// From words on the command line to an exit code.

#include <string>
#include <vector>

namespace vangnet::cli {

/// Runs the program. Every failure becomes a text on standard error and an exit code.
[[nodiscard]] int run_program(const std::vector<std::string>& words);

}  // namespace vangnet::cli
