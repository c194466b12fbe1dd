#pragma once
/// Tables of a report.

#include <optional>
#include <string>
#include <vector>

#include "sim/core/text.hpp"

namespace vangnet::analysis {

/// A cell of a table: a number, or a text.
struct Cell {
    Text text{};
    std::optional<double> number{};  ///< as the comparison has it, not rounded
    int decimals = 1;                ///< with which it is shown
    bool sign = false;               ///< whether a plus is shown
};

[[nodiscard]] inline Cell said(Text text) { return {.text = std::move(text)}; }
[[nodiscard]] inline Cell said(Words words) { return {.text = Text{words}}; }
[[nodiscard]] inline Cell counted(double x, int decimals, bool sign = false)
{
    return {.text = {}, .number = x, .decimals = decimals, .sign = sign};
}

/// A table; the first cell of each row names the row. Cells beyond the columns are not shown.
struct ReportTable {
    std::string id;  ///< a-z, 0-9 and -, once in the report
    Text caption;
    std::vector<Text> columns;
    std::vector<std::vector<Cell>> rows;
};

}  // namespace vangnet::analysis
