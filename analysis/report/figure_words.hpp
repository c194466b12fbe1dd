#pragma once
/// Words that several figures have.

#include <string_view>

#include "analysis/compare.hpp"
#include "sim/core/text.hpp"

namespace vangnet::analysis {

/// The outcome among those of a comparison; null if it is not there.
[[nodiscard]] const StudyMeasure* measure_of(const Comparison& c, std::string_view key) noexcept;

/// "← less (in 100) more →", for an axis of differences.
[[nodiscard]] Text difference_axis(const StudyMeasure& m);
[[nodiscard]] Text months_axis();

/// "Work: difference from 'usual rules', after 40 months".
[[nodiscard]] Text figure_title(const StudyMeasure& m, const Comparison& c);

/// Adds a sentence to a description.
void append(Text& all, const Text& sentence);

}  // namespace vangnet::analysis
