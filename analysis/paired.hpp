#pragma once
/// Paired effects: what a reform changes, from replicates that share people and luck with the base arm.

#include <cstddef>
#include <span>

namespace vangnet::analysis {

/// A mean difference and how far chance alone can move it.
struct Effect {
    double mean = 0.0;        ///< mean of reform - base, in the unit of the inputs
    double half_width = 0.0;  ///< half of the two-sided interval at `level`, same unit
    double sd = 0.0;          ///< standard deviation of the differences over replicates, same unit
    std::size_t n = 0;        ///< replicates
    double level = 0.90;      ///< coverage of the interval [1]

    [[nodiscard]] double low() const noexcept { return mean - half_width; }
    [[nodiscard]] double high() const noexcept { return mean + half_width; }
};

/// Mean effect of a reform, from replicates that share their luck with the base arm.
///
///     d_r        = reform_r - base_r
///     mean       = average of d_r over the n replicates
///     sd         = sqrt(sum (d_r - mean)^2 / (n - 1))
///     half_width = t(1 - (1 - level) / 2, n - 1) * sd / sqrt(n)
///
/// Neglects that the difference of two bounded measures is not exactly normal; with n of 10 or more and twins
/// (differences of many people) the mean is close enough (tested by its coverage).
///
/// \param base, reform one value per replicate, in the same order and unit
/// \param level coverage of the interval, in (0, 1)
/// \return mean, half-width and sd in the unit of the inputs
/// \throws DataError if the lengths differ, n < 2, or a value is not finite; the message names the first replicate at
///         fault (counted from 0, as in the results file)
/// \source paired t and common random numbers: Law (2015), Simulation Modeling and Analysis, 5th ed., s. 10.2.1, 11.2
/// \note sums in replicate order: the same input gives the same bits
[[nodiscard]] Effect paired_effect(std::span<const double> base, std::span<const double> reform, double level = 0.90);

/// The same from differences that are already paired.
/// \throws DataError as above
[[nodiscard]] Effect effect_of_differences(std::span<const double> differences, double level = 0.90);

}  // namespace vangnet::analysis
