#pragma once
/// The layer of uncertainty that comes from not knowing the parameters, with most chance noise taken out.
/// Why and when it fails: docs/decisions/0003-parameter-range.md.

#include <cstddef>
#include <span>
#include <vector>

namespace vangnet::analysis {

/// Spread of an effect over parameter draws.
struct ParameterRange {
    double low = 0.0;             ///< lower end of the central range at `level`, in the unit of the effects
    double high = 0.0;            ///< upper end, same unit
    std::vector<double> effects;  ///< e_d, one per draw, in draw order: what the sign is counted over
    double control = 0.0;  ///< coefficient of the control variate, in [0, 1]; 1 = draws and central share all luck
    double level = 0.90;   ///< coverage of the range [1]
};

/// Range of an effect over parameter draws; draw d was run on replicate r(d) = d mod R.
///
///     x_d = effect of the reform under draw d, on replicate r(d)
///     c_r = effect under the central parameters, on replicate r;  C = mean of c over all R replicates
///     k   = least-squares slope of x_d on c_r(d), held in [0, 1]; 0 where R < 2 or c does not vary
///     e_d = x_d - k (c_r(d) - C)
///     low, high = quantiles (1 - level) / 2 and 1 - (1 - level) / 2 of e_d (type 7)
///
/// Chance that draw and central run do not share stays in: the range errs on the wide side.
///
/// \param central one effect per replicate, replicate order; \param draws one effect per draw, draw order; same unit
/// \param level coverage, in (0, 1)
/// \throws DataError if there are fewer than 2 draws, no replicate, or a value is not finite (names the first)
/// \source control variates: Law (2015), Simulation Modeling and Analysis, 5th ed., s. 11.4; quantile type 7: Hyndman
///         and Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4)
[[nodiscard]] ParameterRange parameter_range(std::span<const double> central, std::span<const double> draws,
                                             double level = 0.90);

/// The same where draws may be missing: draw i was run on replicate `replicate_of[i]`, an index into `central`.
/// \throws DataError as above, or if the lengths differ or an index is outside `central`
[[nodiscard]] ParameterRange parameter_range(std::span<const double> central, std::span<const double> draws,
                                             std::span<const std::size_t> replicate_of, double level = 0.90);

/// Quantile of type 7 (the default of R and numpy): linear between order statistics at position p (n - 1).
/// \param values in any order, at least one, finite; \param p in [0, 1]
/// \throws DataError if there is no value or p is outside [0, 1]
[[nodiscard]] double quantile_type7(std::span<const double> values, double p);

}  // namespace vangnet::analysis
