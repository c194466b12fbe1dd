#pragma once
/// A calibration as its reader needs it: what the data say, what they cannot tell, what cannot be met.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analysis/calibration/calibrate.hpp"
#include "analysis/calibration/priors.hpp"
#include "sim/core/text.hpp"

namespace vangnet::analysis {

/// 5%, 50% and 95% of a distribution.
struct Spread {
    double low = 0.0;
    double middle = 0.0;
    double high = 0.0;
    [[nodiscard]] double width() const noexcept { return high - low; }
};

struct CalibratedParameter {
    std::string key;
    Text title;
    std::string unit;
    Spread prior;
    Spread posterior;
    double contraction = 0.0;   ///< 1 - variance of the posterior over that of the prior, of the normal scores [1]
    std::vector<double> draws;  ///< of the posterior, in the unit of the parameter
};

struct CalibratedTarget {
    Target target;
    Spread prior;         ///< of the model's mean, under the prior
    Spread posterior;     ///< of the model's mean, under the posterior
    Spread predictive;    ///< of the published figure: with the emulator's error and what a model may miss
    double inside = 0.0;  ///< share of the posterior's means within the range [1]
    bool within_reach =
        true;  ///< the range meets the middle 99% of the means under the prior, with the emulator's error
};

/// Two parameters of which the data tell a combination only.
struct TradeOff {
    std::string first;
    std::string second;
    double correlation = 0.0;  ///< of the normal scores under the posterior
};

/// What runs of a larger sample at draws of the posterior gave.
struct Checked {
    int draws = 0;
    int people = 0;
    double all_fitted = 0.0;  ///< share of the draws at which all fitted targets lie in their ranges [1]
};

struct CalibrationStudy {
    int people = 0;  ///< in the sample of a run
    std::uint32_t seed = 0;
    std::vector<CalibratedParameter> parameters;
    std::vector<CalibratedTarget> targets;
    std::vector<TradeOff> trade_offs;  ///< correlations beyond `traded`, the strongest first
    std::vector<Wave> waves;
    Sample posterior;
    Checked checked;
    std::optional<Coverage> coverage;

    /// Parameters that the data leave as they were: contraction below a tenth.
    [[nodiscard]] std::vector<const CalibratedParameter*> untold() const;
    /// Fitted targets that no parameters meet: a conclusion that rests on them is not to be drawn.
    [[nodiscard]] std::vector<const CalibratedTarget*> out_of_reach() const;
    /// Share of targets whose published value lies in the 90% predictive interval [1].
    [[nodiscard]] double covered() const;
};
inline constexpr double untold_below = 0.10;
inline constexpr double traded = 0.60;

[[nodiscard]] CalibrationStudy calibration_study(const Calibration& calibration, const std::vector<Prior>& priors,
                                                 const std::vector<Target>& targets,
                                                 const CalibrationSettings& settings, int people);

/// Everything but the draws.
[[nodiscard]] nlohmann::ordered_json to_json(const CalibrationStudy& study);

/// One row per draw, one column per parameter.
[[nodiscard]] std::string draws_csv(const CalibrationStudy& study);

}  // namespace vangnet::analysis
