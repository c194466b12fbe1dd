#pragma once
/// Names of the published facts and their parts, for people.

#include <string_view>

#include "sim/core/text.hpp"

namespace vangnet::cli {

/// What a fact is about, with its year; empty for a fact that has no name.
[[nodiscard]] Words fact_title(int fact) noexcept;

/// A part of configs/data/facts.csv; the part itself if it has no other name.
[[nodiscard]] Words part_name(std::string_view part) noexcept;

}  // namespace vangnet::cli
