#pragma once
/// One person under two arms, in words: what happened when, where the lives part and why, and how common that is.

#include <optional>
#include <string>
#include <vector>

#include "analysis/twins.hpp"
#include "sim/core/text.hpp"
#include "sim/experiment/lives.hpp"

namespace vangnet::analysis {

struct LifeStory {
    /// A month in which something happens in at least one of the lives.
    struct Row {
        int month = 0;           ///< since the arms branched; 0: how it began
        std::vector<Text> base;  ///< what happens, or how it began
        std::vector<Text> arm;
        bool parts = false;  ///< from this month on the person is, or works, something else in the other arm
    };
    Text base_label;
    Text arm_label;
    Text who;
    std::vector<Row> rows;
    std::vector<Text> lots;        ///< lots that fell differently up to the parting, with the draw and both chances
    std::vector<Text> how_common;  ///< of the stock
};

/// \param town   name of the municipality
/// \param twins  of the same file and arm, at the last month; none: their sentence is left out
[[nodiscard]] LifeStory life_story(const TwoLives& lives, const std::string& town, const Text& base_label,
                                   const Text& arm_label, const std::optional<Twins>& twins);

/// The first month in which the person is in another state, or works other hours; 0 if there is none.
[[nodiscard]] int month_of_parting(const TwoLives& lives) noexcept;

}  // namespace vangnet::analysis
