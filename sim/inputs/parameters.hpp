#pragma once
/// The behaviour parameters: their values, distributions, ranges, tags and sources, read from configs/data.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agents/parameters.hpp"
#include "agents/rows.hpp"
#include "sim/core/text.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet {

/// What is known of one parameter.
struct ParameterEntry {
    std::string key;
    Text meaning;
    std::string unit;
    std::string distribution;  ///< normal, lognormal, beta, uniform of priors.csv; empty for a constant
    double p1 = 0.0;
    double p2 = 0.0;
    double value = 0.0;  ///< centre: mean, median of a lognormal; or the constant
    double low = 0.0;    ///< 5% and 95% of the prior, or the admissible range of a constant
    double high = 0.0;
    bool policy = false;  ///< tag: policy; otherwise history (acts in the reference regime)
    std::string kind;     ///< prior, fitted, judgement, source
    char grade = 'D';     ///< of priors.csv; a constant: B if it has a source or is fitted, else D
    std::string source;
};

/// A publication that priors name.
struct EvidenceSource {
    std::string title;  ///< authors, year, where
    std::string url;
    bool read = false;  ///< its number or direction was read there; else it is from memory
};

/// Another form of the model, as values of parameters: what it says no trial has settled.
struct ModelVariant {
    std::string key;
    Text label;
    std::map<std::string, double> set;  ///< parameter -> value, beyond what a scenario may set
};

/// Values of `history` parameters that fit the published figures together: draws of a posterior, all of the same weight.
/// \source docs/calibration.md
struct BaseRates {
    std::vector<std::string> keys;
    std::vector<std::vector<double>> draws;  ///< draw by key; empty: none, every run has the central values
};

/// All parameters, in the order of agents::for_each_parameter.
struct ParameterBook {
    std::vector<ParameterEntry> entries;
    std::map<std::string, EvidenceSource, std::less<>> sources;  ///< by the id that priors name
    std::vector<ModelVariant> variants;                          ///< of variants.csv, in its order
    BaseRates base_rates;                                        ///< of posterior.csv
    std::map<std::string, double, std::less<>> structural;  ///< policy prior -> what mechanisms carry of it already

    [[nodiscard]] const ParameterEntry* find(std::string_view key) const noexcept;
};

/// The publications behind a parameter, with their ids, in its order; those that are not in the book are left out.
[[nodiscard]] std::vector<std::pair<std::string, EvidenceSource>> sources_of(const ParameterEntry& entry,
                                                                             const ParameterBook& book);

/// Value below which the share u of a parameter's distribution lies; the value of one without a distribution.
[[nodiscard]] double quantile(const ParameterEntry& entry, double u);
/// Words of the distributions, and whether p1 and p2 of an entry make the one it has: a standard deviation above 0, both
/// of a beta above 0, an upper bound above the lower.
[[nodiscard]] const std::vector<std::string>& distribution_words();
[[nodiscard]] bool makes_distribution(const ParameterEntry& entry) noexcept;
/// Share of a parameter's distribution below a value. \pre it has one
[[nodiscard]] double share_below(const ParameterEntry& entry, double value);

/// What a scenario may set a parameter to: the range of a constant or uniform prior; else five times the width of its
/// 90% interval around the centre, inside what the number can be (a share or probability in 0 to 1, a beta inside it, a
/// lognormal above a hundredth of its centre), with three figures. Five, 0.001 .. 0.999 and the hundredth are
/// *(judgement)*.
[[nodiscard]] Allowed limits_of(const ParameterEntry& entry);

/// Reads priors.csv, constants.csv, parameter_texts.csv, parameter_tags.csv, structural.csv, variants.csv and
/// posterior.csv.
/// \throws DataError with everything that is wrong, also when a parameter of the model has no row or no Dutch
/// text
[[nodiscard]] ParameterBook load_parameters(const std::filesystem::path& folder = {});

using Overrides = std::map<std::string, double, std::less<>>;

/// Central values, with overrides.
[[nodiscard]] agents::Parameters central_parameters(const ParameterBook& book, const Overrides& set = {});

/// The base rates of draw number `draw`: that row of the posterior, from the first on again after the last.
[[nodiscard]] Overrides drawn_base_rates(const ParameterBook& book, int draw);

/// Draw number `draw`: `policy` parameters with a prior are drawn, the rest stands. Keyed by (seed, draw, place in the
/// book), so that more draws change none. Overridden parameters are not drawn.
[[nodiscard]] agents::Parameters drawn_parameters(const ParameterBook& book, std::uint32_t seed, int draw,
                                                  const Overrides& set = {});

/// Explicit terms of E9: total of the prior minus the structural part (structural.csv).
[[nodiscard]] agents::PolicyTerms policy_terms(const agents::Parameters& p, const ParameterBook& book);

}  // namespace vangnet
