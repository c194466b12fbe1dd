#pragma once
/// A report as one HTML file: no script, no outside address, readable on paper and with a screen reader.

#include <string>

#include "analysis/report/report.hpp"

namespace vangnet::analysis {

/// The whole file in one language. Each number of a table carries its value (`data-value`) and a name of its own
/// (`data-claim`, the table, row and column), by which it can be checked against the results file.
/// \param other  file name of the same report in the other language, for a link; empty: there is none
[[nodiscard]] std::string to_html(const Report& report, bool dutch, const std::string& other = {});

}  // namespace vangnet::analysis
