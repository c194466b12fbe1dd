#pragma once
/// A report as plain text to paste into the papers of a council, in the parts that those have.

#include <string>

#include "analysis/report/report.hpp"

namespace vangnet::analysis {

/// Two papers from the same report: a letter to inform the council (raadsinformatiebrief: introduction, key message,
/// explanation) and a proposal (raadsvoorstel: intended effect, arguments, notes, alternatives, finances). Paragraphs
/// are lines; cells of tables are separated by tabs, which word processors and spreadsheets turn into tables. What only
/// the municipality can say is between square brackets.
[[nodiscard]] std::string to_text(const Report& report, bool dutch);

/// All sections in their order, in the same form.
[[nodiscard]] std::string sections_text(const Report& report, bool dutch);

}  // namespace vangnet::analysis
