#pragma once
/// A report as one HTML file: no outside address, readable without script, on paper and with a screen reader.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/report/report.hpp"

namespace vangnet::analysis {

/// The figures of a report, in the order in which they stand in it.
[[nodiscard]] std::vector<const ReportFigure*> figures_of(const Report& report);

/// How a page comes to its pictures.
struct Pictures {
    enum class How {
        none,    ///< tables only, and the page says so
        drawn,   ///< `svg` has each figure twice, wide and narrow, in order
        in_page  ///< a script in the page draws them when it opens: `draw.js`
    };
    How how = How::none;
    std::vector<std::string> svg{};
};

/// The specifications of all pictures of a report: each figure twice, wide and narrow, in order.
[[nodiscard]] std::vector<nlohmann::ordered_json> specifications_of(const Report& report, bool dutch);

/// The whole file in one language. Each number of a table carries its value (`data-value`) and, but for those of
/// figures, a name of its own (`data-claim`, the table, row and column), by which it can be checked against the results
/// file.
/// \param other  file name of the same report in the other language, for a link; empty: there is none
/// \param theme  of theme_style; empty: the colours of this program
[[nodiscard]] std::string to_html(const Report& report, bool dutch, const Pictures& pictures,
                                  const std::string& other = {}, const std::string& theme = {});

}  // namespace vangnet::analysis
