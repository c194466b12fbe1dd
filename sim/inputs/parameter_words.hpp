#pragma once
/// Units and sources of parameters for people. They stand in the tables in English.

#include <string_view>

#include "sim/core/text.hpp"

namespace vangnet {

/// A unit of configs/data; one that is not known reads the same in both languages.
[[nodiscard]] Words words_of_unit(std::string_view unit) noexcept;

/// A source, with its words that are no reference in Dutch.
[[nodiscard]] Text words_of_source(std::string_view source);

}  // namespace vangnet
