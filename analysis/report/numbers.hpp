#pragma once
/// Numbers as people read them, in both languages.

#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/study.hpp"
#include "sim/core/text.hpp"

namespace vangnet::analysis {

/// Number with `decimals`, Dutch or English decimal mark; negative numbers with a real minus sign.
[[nodiscard]] std::string number(double x, int decimals, bool dutch);
/// The same with a plus sign for positive numbers.
[[nodiscard]] std::string signed_number(double x, int decimals, bool dutch);
/// The number in both languages.
[[nodiscard]] Text number_text(double x, int decimals);

/// Decimals that show two figures of a usual difference of the outcome.
[[nodiscard]] int decimals_of(const StudyMeasure& measure) noexcept;

/// The unit of an outcome as a column of ten shows it, and in full.
[[nodiscard]] Text short_unit(const StudyMeasure& measure);
[[nodiscard]] Text long_unit(const StudyMeasure& measure);

/// With a capital first letter, as a title begins.
[[nodiscard]] Text capitalised(Text text);

/// "a, b, c" in both languages.
[[nodiscard]] Text listed(const std::vector<Text>& texts);

/// "work, 12 hours or more 0.3 in 100; ...": relevance lines asked before the run, of outcomes that the comparison has;
/// empty if there is none.
[[nodiscard]] Text asked_lines(const Comparison& comparison);

/// A range as it may be told: its ends rounded outwards to a step of 1, 2 or 5 times a power of ten, the largest that
/// is no more than a quarter of its half-width. \source docs/decisions/0016-conclusions.md
struct ToldRange {
    double low = 0.0;
    double high = 0.0;
    int decimals = 0;  ///< that the step needs
};
[[nodiscard]] ToldRange told_range(double low, double high);

}  // namespace vangnet::analysis
