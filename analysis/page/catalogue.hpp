#pragma once
/// What a page offers to choose from, and the scenario that a choice is.

#include <string>

#include <nlohmann/json.hpp>

#include "sim/inputs/tables.hpp"

namespace vangnet::analysis {

/// Municipalities, ready scenarios (name, title, text) and instruments (key, title, evidence, who decides, settings), in one
/// language.
[[nodiscard]] nlohmann::ordered_json page_catalogue(const Tables& tables, bool dutch);

/// The text of the scenario that a choice is, see PageEngine. The first policy is the usual rules, to which the others
/// add instruments. What is wrong with it is for whoever reads the scenario.
/// \throws nlohmann::json::exception if the choice is not of that form
[[nodiscard]] std::string composed_scenario(const nlohmann::ordered_json& choice);

}  // namespace vangnet::analysis
