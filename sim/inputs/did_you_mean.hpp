#pragma once
/// Comparing words as people do: without case and accents, and the nearest known one to one that is not known.

#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"

namespace vangnet {

/// Lower case of A-Z; other bytes as they are.
[[nodiscard]] std::string lower_case(std::string_view text);

/// A name as people compare it: lower case, without accents, hyphens for spaces. "Súdwest-Fryslân" is "sudwest
/// fryslan".
[[nodiscard]] std::string folded(std::string_view name);

/// Least number of insertions, deletions, substitutions and swaps of neighbouring bytes that turn `a` into `b`, without
/// editing a part twice (the restricted Damerau-Levenshtein distance). Upper and lower case of A-Z count as equal.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, or an empty text when none is near: at most a third of the word's length, at least
/// one and at most four edits. Of equally near ones the first. Nothing is near to a word of more than 100 bytes.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// ` did you mean "x"?` with a leading blank, or an empty text; for the end of a message.
[[nodiscard]] Text did_you_mean_hint(std::string_view word, const std::vector<std::string>& candidates);
/// The same for a word that is known to be meant.
[[nodiscard]] Text meant_hint(std::string_view meant);

}  // namespace vangnet
