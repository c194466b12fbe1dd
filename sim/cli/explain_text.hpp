#pragma once
/// What `vangnet explain` says of one thing.

#include <string>

#include "policies/policy.hpp"
#include "sim/experiment/measures.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/scenario/settings.hpp"
#include "sim/scenario/terms.hpp"

namespace vangnet::cli {

/// The signs in the table of differences.
[[nodiscard]] std::string signs_text(bool dutch);
[[nodiscard]] std::string instrument_text(const policy::InstrumentInfo& info, const ParameterBook& book, bool dutch);
[[nodiscard]] std::string parameter_text(const ParameterEntry& entry, const ParameterBook& book, bool dutch);
[[nodiscard]] std::string measure_text(const Measure& measure, bool dutch);
[[nodiscard]] std::string setting_text(const SettingText& setting, bool dutch);
/// A word of advisers; for a way of splitting people also its groups.
[[nodiscard]] std::string term_text(const Term& term, const Data& data, bool dutch);

}  // namespace vangnet::cli
