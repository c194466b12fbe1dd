#pragma once
/// A report's tables as a workbook for spreadsheets.

#include <filesystem>

#include "analysis/report/report.hpp"

namespace vangnet::cli {

/// Writes one sheet for each table of the report, those of figures included, and a list of them in front. Numbers are
/// numbers, shown with the decimals of the report in the way of the reader's own spreadsheet. The file is replaced only
/// when it is whole. \throws RunError if it cannot be written
void write_xlsx(const analysis::Report& report, bool dutch, const std::filesystem::path& out);

}  // namespace vangnet::cli
