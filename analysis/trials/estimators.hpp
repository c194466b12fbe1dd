#pragma once
/// What a trial makes of its people: an effect and its standard error, from what it measured.

#include <cstddef>
#include <span>
#include <vector>

namespace vangnet::analysis {

/// An effect as a trial would publish it.
struct Estimate {
    double effect = 0.0;          ///< treated - control, in the unit of the inputs
    double standard_error = 0.0;  ///< of it, from the trial's own people
    /// Whether a two-sided test on the normal distribution rejects "no effect" at 5%.
    [[nodiscard]] bool significant() const noexcept;
    /// Two-sided p-value on the normal distribution; 1 without a standard error. [1]
    [[nodiscard]] double p_value() const noexcept;
};

/// A share measured among so many people.
struct MeasuredShare {
    double share = 0.0;   ///< 0..1
    double people = 0.0;  ///< at least 2
};

/// Difference of two shares of different people:
///
///     effect         = p1 - p0
///     standard error = sqrt(p1 (1 - p1) / (n1 - 1) + p0 (1 - p0) / (n0 - 1))
///
/// unbiased for the variance under random division (Neyman), wide where effects differ between people.
/// \source Imbens and Rubin (2015), Causal Inference for Statistics, Social, and Biomedical Sciences, s. 6.4-6.5
[[nodiscard]] Estimate difference_of_shares(const MeasuredShare& treated, const MeasuredShare& control) noexcept;

/// Shares of several arms taken together, each with its people.
[[nodiscard]] MeasuredShare pooled(std::span<const MeasuredShare> arms) noexcept;

/// Shares of the parts of each wave by month: waves of equal parts that a lot made.
struct WavePanel {
    std::size_t waves = 0;
    std::size_t parts = 0;      ///< of each wave, at least 2
    std::size_t months = 0;     ///< 1..months
    std::vector<double> share;  ///< [wave][part][month]

    [[nodiscard]] double at(std::size_t wave, std::size_t part, int month) const
    {
        return share[(wave * parts + part) * months + static_cast<std::size_t>(month - 1)];
    }
};

/// Staggered difference in differences: wave w (from 1) is treated from month s_w + 1 on, s_w = w x `wave_months`.
///
///     change of v over w   D(v, w) = Y_v(s_w + e) - Y_v(s_w)
///     effect of w          D(w, w) - mean of D(v, w) over waves v that begin at s_w + e or later
///     effect               mean over the waves w that have such waves
///
/// It is linear in the parts' shares, so each part of wave v has a score x; the standard error is that of random groups,
/// sqrt(sum over v of var(x in v) / parts).
/// \param e  months since the start of a wave, at least 1
/// \return NaN where no wave has a control \source Callaway and Sant'Anna (2021), Journal of Econometrics 225(2), with
///     waves not yet treated as controls; random groups: Wolter (2007), Introduction to Variance Estimation, ch. 2
[[nodiscard]] Estimate staggered_difference(const WavePanel& panel, int wave_months, int e);

/// Chance that a trial with this standard error finds a true effect significant at 5%, two-sided. [1]
[[nodiscard]] double power_against(double effect, double standard_error) noexcept;

/// Fewest people per arm (two equal arms) for power 80% at 5%, two-sided, to see the share `base` change by `effect`:
///
///     n = (1.960 + 0.842)^2 (p0 (1 - p0) + p1 (1 - p1)) / effect^2,  p1 = p0 + effect
///
/// \return 0 where p1 is outside 0..1 or the effect is 0 \source Fleiss, Levin and Paik (2003), Statistical Methods for
///     Rates and Proportions, 3rd ed., ch. 4, without continuity correction
[[nodiscard]] double people_needed(double base, double effect) noexcept;

/// Of x where y has a value, by the linear rule that comes closest over pairs of them:
///
///     mean of x + cov(x, y) / var(y) (value - mean of y),   variance (1 - r^2) var(x)
///
/// Exact for normal x and y. \param x, y  as many of each, at least two
/// \source Goldstein and Wooff (2007), Bayes Linear Statistics, ch. 3
struct Conditional {
    double mean = 0.0;
    double sd = 0.0;
};
[[nodiscard]] Conditional given_value(std::span<const double> x, std::span<const double> y, double value);

}  // namespace vangnet::analysis
