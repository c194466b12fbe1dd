#pragma once
/// What a page offers to choose from, and the scenario that a choice is.

#include <string>

#include <nlohmann/json.hpp>

#include "sim/inputs/tables.hpp"

namespace vangnet::analysis {

/// Municipalities, outcomes that a relevance line is asked for, ready scenarios (name, title, text) and instruments (key, title, evidence, who decides, settings), in one
/// language.
[[nodiscard]] nlohmann::ordered_json page_catalogue(const Tables& tables, bool dutch);

/// The text of the scenario that a choice is, see PageEngine. The first policy is the usual rules with what the
/// municipality does otherwise now; the others are the usual rules with instruments of their own. What is wrong with it is for whoever reads the scenario.
/// \throws nlohmann::json::exception if the choice is not of that form
[[nodiscard]] std::string composed_scenario(const nlohmann::ordered_json& choice);

}  // namespace vangnet::analysis
