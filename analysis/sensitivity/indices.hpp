#pragma once
/// What an output owes to each input, from the outputs of a design: no model, no file.

#include <cstddef>
#include <span>
#include <vector>

namespace vangnet::analysis {

/// A number with its 90% interval from resampling.
struct Interval {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// Shares of the variance of an output, in 0 to 1 but for the error of estimation.
struct VarianceShare {
    Interval first;  ///< of the parameter alone: what knowing it would take away
    Interval total;  ///< with everything it does together with others: what would be left if only it were unknown
};

/// Of each of k parameters, from the outputs of a radial design (pair by pair A, B, AB_1 .. AB_k):
///
///     first  = mean of B (AB_k - A) / V        total = mean of (A - AB_k)^2 / (2 V)
///
/// with V the variance over all A and B, and outputs less their mean. Intervals: the pairs resampled with replacement
/// `resamples` times, seed fixed. All NaN where the output does not vary.
/// \param outputs  a whole number of times k + 2 of them
/// \source Saltelli et al. (2010), Computer Physics Communications 181, table 2 (first: b; total: f, Jansen 1999)
[[nodiscard]] std::vector<VarianceShare> variance_shares(std::span<const double> outputs, std::size_t parameters,
                                                         int resamples = 1000);

/// Effects of one step of a walk, per range of the parameter.
struct ElementaryEffect {
    Interval size;      ///< mean of the absolute effects: how much the parameter matters
    double mean = 0.0;  ///< with sign
    double sd = 0.0;    ///< 0: the same whatever the others are
};

/// Of each parameter, from walk by walk k + 1 outputs. \param sets  in the unit cube, as many as outputs
/// \source Morris (1991), Technometrics 33(2); the mean of absolute effects: Campolongo, Cariboni and Saltelli (2007),
///         Environmental Modelling & Software 22(10)
[[nodiscard]] std::vector<ElementaryEffect> elementary_effects(const std::vector<std::vector<double>>& sets,
                                                               std::span<const double> outputs, int resamples = 1000);

/// Rank correlation with the chance of one at least as far from 0 between things that have nothing to do with each
/// other. \source Spearman (1904)
struct RankCorrelation {
    double value = 0.0;
    double chance = 1.0;
};
[[nodiscard]] RankCorrelation rank_correlation(std::span<const double> x, std::span<const double> y);

/// Where a line through the means by value crosses zero; NaN where it does not. \param at  rising, with a mean each
[[nodiscard]] double turning_point(std::span<const double> at, std::span<const double> means);

}  // namespace vangnet::analysis
