#pragma once
/// The table of differences as people read it.

#include <string>
#include <vector>

#include "analysis/compare.hpp"

namespace vangnet::cli {

/// Table, signs, what is and is not in the spread, evidence and who may decide.
/// \param moments  the same arms after some months each, in order; at least one
[[nodiscard]] std::string comparison_text(const std::vector<analysis::Comparison>& moments, bool dutch);

/// Table of the levels, and that there is nothing to compare.
[[nodiscard]] std::string levels_text(const analysis::Levels& levels, bool dutch);

// parts that other tables of the same arms share

/// "extra help (extra_help): ...": the name for people, the key that options take, and the policy in plain words.
[[nodiscard]] std::string policy_line(const Text& label, const std::string& key, const Text& words, bool dutch);
/// The policy of an arm, its evidence and who may decide, after an empty line.
[[nodiscard]] std::string arm_head(const analysis::ComparedArm& arm, bool dutch);
/// "(-1.2 .. +0.1)" with a real minus sign.
[[nodiscard]] std::string range_text(double low, double high, int decimals, bool dutch);
/// What the ranges of the table are of: "90% ranges: chance (20 replicates), parameters (50 draws)."
[[nodiscard]] std::string ranges_line(const analysis::Comparison& comparison, bool dutch);

}  // namespace vangnet::cli
