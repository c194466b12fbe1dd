#pragma once
/// A trial inside the model, as plain data: whom it recruits, how it divides them, what it measured.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policies/policy.hpp"

namespace vangnet {

/// One number that a trial reports of one arm against its control arm, and what was published of it.
struct TrialOutcome {
    std::string measure;                     ///< key of a share
    int month = 0;                           ///< since the arms branched, at whose end it is measured
    std::string arm;                         ///< key of a treated arm; empty: each of them; "any": all of them together
    std::optional<double> published{};       ///< difference [per 100 people]
    std::optional<double> standard_error{};  ///< of it, published or worked out [per 100 people]
    std::optional<double> control{};         ///< published level of the control group [per 100 people]
    std::string sign{};                      ///< "+", "-" or "0" (not significant), where only that was published
    std::string source{};

    friend bool operator==(const TrialOutcome&, const TrialOutcome&) = default;
};

/// How a trial comes to its comparison.
enum class TrialKind : std::uint8_t {
    randomised,  ///< participants are divided over the arms by lot
    matched,     ///< all participants are treated; each is compared with someone alike who did not take part
    staggered    ///< participants are divided over waves by lot, and the waves begin one after the other
};

/// A trial. The first arm of the scenario is its control; all others are its treatments. Its participants live in one
/// labour market with everyone else, who have the rules of the first arm.
struct Trial {
    TrialKind kind = TrialKind::randomised;
    std::vector<policy::FactRange> eligible;  ///< all hold at the start, and the person is on benefit
    int invited = 0;                          ///< households, by lot from those eligible; 0: all of them
    int participants = 0;                     ///< households that take part
    std::vector<int> sizes;                   ///< participants by arm; empty: divided equally
    /// Log odds of taking part per standard deviation of the log rate of finding work, with what only the person knows
    /// of it; nothing: 0.3, and drawn from N(0.3, 0.3) *(judgement)*.
    std::optional<double> self_selection;
    double dropout_per_year = 0.0;  ///< share of participants who stop with the treatment but stay counted [1/year]
    int waves = 0;                  ///< of a staggered roll-out
    int wave_months = 0;            ///< before the first wave, and between one and the next [months]
    bool for_everyone = true;       ///< whether the treatments are also run for everyone, to set beside the trial
    std::vector<TrialOutcome> outcomes;
};

/// Parts of equal size, made by lot, in which each wave of a staggered roll-out is measured.
inline constexpr std::size_t wave_parts = 10;

/// People that a mean needs for a standard error.
inline constexpr int fewest_in_a_mean = 2;

/// Key of the arm in which the trial is held, the last one of a results file.
inline constexpr std::string_view trial_arm = "trial";

/// Treatments of a trial beside none: the scenario's arms but the first, or the waves.
[[nodiscard]] inline int treatments_of(const Trial& trial, std::size_t arms) noexcept
{
    return trial.kind == TrialKind::staggered ? trial.waves : static_cast<int>(arms) - 1;
}

}  // namespace vangnet
