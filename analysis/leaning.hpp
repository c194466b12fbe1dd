#pragma once
/// What a result leans on: how the effect of an arm goes with the value that a draw gave to an assumption.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/experiment/results.hpp"

namespace vangnet::analysis {

/// An assumption that draws vary, with its value in each finished draw.
struct Assumption {
    std::string key;
    std::string arm;  ///< of a setting of that arm's instrument; empty: a parameter, of all arms
    Text title;
    std::string unit;
    std::string grade;           ///< A to D
    std::vector<double> values;  ///< by draw
};

/// Of a results file, in its order. An assumption that has no value in some finished draw is left out.
/// \throws DataError if the table cannot be read
[[nodiscard]] std::vector<Assumption> assumptions_of(const Results& file, const ParameterBook& book);

/// An effect at low and at high values of one assumption, whatever the others are.
struct Leaning {
    std::size_t assumption = 0;  ///< among those given
    double low_value = 0.0;      ///< mean over the third of the draws with its lowest values
    double high_value = 0.0;     ///< the same, highest
    double at_low = 0.0;         ///< mean effect over the same third
    double at_high = 0.0;
};

/// Most that are told, the strongest first. *(judgement: a page)*
inline constexpr std::size_t most_leanings = 8;

/// The assumptions with which the effect goes beyond chance: rank correlation (Spearman), two-sided, at 5% over all
/// assumptions together by Holm's rule. Policy parameters are drawn independently, so each
/// stands for itself; base rates are drawn together, as they fit the published figures, so one may stand for another that
/// goes with it (docs/calibration.md).
/// \param effects  of the arm, by draw, as many as each assumption has values
/// \source Spearman (1904), The proof and measurement of association between two things; Holm (1979), A simple
///         sequentially rejective multiple test procedure; partial rank measures in sensitivity analysis: Saltelli et
///         al. (2008), Global Sensitivity Analysis, ch. 1
[[nodiscard]] std::vector<Leaning> leanings_of(const std::vector<Assumption>& assumptions, std::string_view arm,
                                               std::span<const double> effects);

}  // namespace vangnet::analysis
