#pragma once
/// The same people under two policies: how many lives differ, and which way.

#include <array>
#include <optional>
#include <vector>

#include "analysis/study.hpp"

namespace vangnet::analysis {

/// Of 100 people of the stock, at one month: in work of 12 hours or more under which of the two policies. Means over
/// replicates; `arm_only` less `base_only` is the difference in work.
struct TwinLives {
    Text label;  ///< of the arm
    double neither = 0.0;
    double base_only = 0.0;
    double arm_only = 0.0;
    double both = 0.0;
};

struct Twins {
    int month = 0;
    Text base_label;
    std::vector<TwinLives> arms;  ///< without the base arm
};

/// \param month  since branching; none: the last. Nothing if the file has no `/twins`, or not that month
[[nodiscard]] std::optional<Twins> twins_of(const Study& study, std::optional<int> month = {});

/// The four parts as whole people of 100, in the order neither, base_only, arm_only, both: rounded so that they stay
/// 100 together (largest remainders). \source Hamilton's method: Balinski and Young (2001), Fair Representation, 2nd
/// ed.
[[nodiscard]] std::array<int, 4> of_a_hundred(const TwinLives& lives);

}  // namespace vangnet::analysis
