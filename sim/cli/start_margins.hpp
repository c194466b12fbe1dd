#pragma once
/// The people at the start of a scenario beside what is published about people on benefit.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "agents/population/margins.hpp"
#include "sim/inputs/data.hpp"
#include "sim/month/world.hpp"

namespace vangnet::cli {

/// Shares and means by (variable, category) of the published targets: what the columns of the people tell, and what
/// also needs parameters, cut points of health or the municipality.
[[nodiscard]] agents::MarginCounts start_margins(const World& world, const agents::Parameters& p, const Data& data);

/// One line per target, in their order, under a heading per attribute.
[[nodiscard]] std::string margins_text(const std::vector<agents::MarginRow>& rows, bool dutch);

[[nodiscard]] nlohmann::ordered_json margins_json(const std::vector<agents::MarginRow>& rows);

}  // namespace vangnet::cli
