#pragma once
/// The table of differences as people read it.

#include <string>

#include "analysis/compare.hpp"

namespace vangnet::cli {

/// Table, signs, what is and is not in the spread, evidence and who may decide.
[[nodiscard]] std::string comparison_text(const analysis::Comparison& comparison, bool dutch);

}  // namespace vangnet::cli
