#pragma once
/// The difference of an arm from the base arm with its two ranges, chance and parameters, which are never mixed.

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/paired.hpp"
#include "analysis/parameter_range.hpp"

namespace vangnet::analysis {

/// One quantity of two arms, by item: a replicate or a parameter draw. NaN where an item has nobody.
struct ItemPairs {
    std::vector<double> base;
    std::vector<double> arm;
};

struct PairedDifference {
    std::vector<double> differences;  ///< arm - base of each replicate that has a value in both, replicate order
    double base_level = 0.0;          ///< mean over those replicates; NaN if there is none, and so are the next two
    double arm_level = 0.0;           ///< the same of the arm
    double mean = 0.0;                ///< mean difference
    std::optional<Effect> chance{};   ///< none with fewer than 2 such replicates
    std::optional<ParameterRange> parameters{};  ///< none with fewer than 2 draws
};

/// Pairs the arms item by item; draw d has the luck of replicate d mod R.
/// \param replicates, draws  same unit; without draws both lists of `draws` are empty
/// \param level coverage of both ranges, in (0, 1)
[[nodiscard]] PairedDifference paired_difference(const ItemPairs& replicates, const ItemPairs& draws, double level);

}  // namespace vangnet::analysis
