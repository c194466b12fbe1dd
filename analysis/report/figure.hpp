#pragma once
/// Figures of a report as data and as Vega-Lite specifications.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/report/table.hpp"
#include "sim/core/text.hpp"
#include "sim/inputs/embedded.hpp"

namespace vangnet::analysis {

/// A figure: what it shows, in words and as the table it is drawn from.
struct ReportFigure {
    std::string id;    ///< a-z, 0-9 and -, once in the report
    std::string form;  ///< a file of analysis/report/forms, without .json
    Text title;
    Text description;                 ///< for whoever does not see it, and beside it for whoever does
    ReportTable table;                ///< the data, by arm; cells beyond its columns are only drawn
    std::vector<std::string> fields;  ///< name of each cell of a row in the form
    /// What stands for "$name" in the form, besides what `vega_lite` itself knows.
    std::vector<std::pair<std::string, std::variant<double, Text>>> values;
    /// Of a plot of dots: how many lie side by side and above each other at most; 0: no such plot.
    int dots_across = 0;
    int dots_high = 0;
};

/// Widths in which each figure is drawn, one for a screen or paper and one for a telephone. [px]
inline constexpr int wide_figure = 640;
inline constexpr int narrow_figure = 280;

/// The complete specification of a figure, for Vega-Lite 5. \param width of the whole figure [px]
[[nodiscard]] nlohmann::ordered_json vega_lite(const ReportFigure& figure, bool dutch, int width);

/// Forms and, unless the program was built without figures, `draw.js`: compiled into the program.
[[nodiscard]] std::span<const EmbeddedFile> embedded_figures() noexcept;
/// One of them; empty if there is none of this name.
[[nodiscard]] std::string_view embedded_figure_file(std::string_view name) noexcept;

}  // namespace vangnet::analysis
