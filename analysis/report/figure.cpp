#include "analysis/report/figure.hpp"

#include <algorithm>
#include <map>

namespace vangnet::analysis {
namespace {

using Json = nlohmann::ordered_json;

/// Where lines of a label end. \param most characters of a line, of UTF-8 about
std::string wrapped(const std::string& label, std::size_t most)
{
    std::string out;
    std::size_t line = 0;
    for (std::size_t at = 0; at < label.size();) {
        const std::size_t end = std::min(label.find(' ', at), label.size());
        if (line > 0) {
            const bool fits = line + 1 + (end - at) <= most;
            out += fits ? ' ' : '|';
            line = fits ? line + 1 : 0;
        }
        out += label.substr(at, end - at);
        line += end - at;
        at = end + 1;
    }
    return out;
}

/// Numbers as the language writes them: what Vega hands to d3-format.
Json locale_of(bool dutch)
{
    const Json number = {
        {"decimal", dutch ? "," : "."}, {"thousands", dutch ? "." : ","}, {"grouping", {3}}, {"currency", {"€", ""}}};
    return {{"number", number}};
}

Json rows_of(const ReportFigure& figure, bool dutch, std::size_t most)
{
    Json rows = Json::array();
    for (const std::vector<Cell>& cells : figure.table.rows) {
        Json row;
        for (std::size_t k = 0; k < figure.fields.size() && k < cells.size(); ++k) {
            const Cell& cell = cells[k];
            row[figure.fields[k]] = cell.number ? Json(*cell.number) : Json(cell.text.in(dutch));
        }
        for (const char* label : {"group", "payer"}) {
            if (row.contains(label)) { row[label] = wrapped(row[label].get<std::string>(), most); }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Puts values in the place of "$name", everywhere.
void fill(Json& node, const std::map<std::string, Json>& values)
{
    if (node.is_string()) {
        const auto found = values.find(node.get<std::string>());
        if (found != values.end()) { node = found->second; }
    } else if (node.is_structured()) {
        for (Json& child : node) { fill(child, values); }
    }
}

/// What a column says, each once, in the order of the table; empty if there is no such field.
Json column_of(const ReportFigure& figure, std::string_view field, bool dutch)
{
    Json all = Json::array();
    const auto place = std::find(figure.fields.begin(), figure.fields.end(), field) - figure.fields.begin();
    for (const std::vector<Cell>& cells : figure.table.rows) {
        if (static_cast<std::size_t>(place) >= std::min(figure.fields.size(), cells.size())) { return all; }
        const std::string& text = cells[static_cast<std::size_t>(place)].text.in(dutch);
        if (std::find(all.begin(), all.end(), text) == all.end()) { all.push_back(text); }
    }
    return all;
}

/// What the labels of rows take. [px]
struct Labels {
    int step = 0;   ///< height of a row that holds the label with the most lines
    int width = 0;  ///< of the longest line
};

Labels labels_of(const Json& rows)
{
    constexpr int line_height = 16;
    constexpr int around = 8;
    constexpr double letter = 7.4;  // at 13 px, of a text in a font as wide as any that may stand in
    std::size_t lines = 1;
    std::size_t longest = 0;
    for (const Json& row : rows) {
        for (const char* label : {"group", "payer"}) {
            if (!row.contains(label)) { continue; }
            const std::string& text = row[label].get_ref<const std::string&>();
            std::size_t count = 0;
            for (std::size_t at = 0; at <= text.size(); ++count) {
                const std::size_t end = std::min(text.find('|', at), text.size());
                longest = std::max(longest, end - at);
                at = end + 1;
            }
            lines = std::max(lines, count);
        }
    }
    return {static_cast<int>(lines) * line_height + around,
            static_cast<int>(letter * static_cast<double>(longest)) + around};
}

/// Width left for the plot beside the labels of its rows. [px]
int plot_width(const ReportFigure& figure, int labels, int width)
{
    constexpr int margins = 24;
    constexpr int vertical_axis = 46;
    return width - margins - (figure.form == "over_time" || figure.form == "stock" ? vertical_axis : labels);
}

}  // namespace

Json vega_lite(const ReportFigure& figure, bool dutch, int width)
{
    const bool wide = width >= wide_figure;
    const Json rows = rows_of(figure, dutch, wide ? 40 : 18);
    const Labels labels = labels_of(rows);
    const int plot = plot_width(figure, labels.width, width);
    std::map<std::string, Json> values{{"$width", width},
                                       {"$plot_width", plot},
                                       {"$ticks", wide ? 8 : 4},
                                       {"$step", labels.step},
                                       {"$arms", column_of(figure, "arm", dutch)},
                                       {"$lives", column_of(figure, "life", dutch)},
                                       {"$locale", locale_of(dutch)}};
    for (const auto& [name, value] : figure.values) {
        values["$" + name] = std::holds_alternative<double>(value) ? Json(std::get<double>(value))
                                                                   : Json(std::get<Text>(value).in(dutch));
    }
    if (figure.dots_across > 0) {
        const double largest = wide ? 13.0 : 9.0;
        const double dot = std::min(largest, static_cast<double>(plot) / figure.dots_across);
        constexpr double filled = 0.8;  // the rest is the gap between dots
        values["$dot"] = filled * dot * filled * dot;
        values["$height"] = dot * std::max(figure.dots_high, 3);
        values["$highest"] = std::max(figure.dots_high, 3);
        values["$dot_step"] = dot + 2.0;
    }
    Json specification = Json::parse(embedded_figure_file("style.json"));
    specification.update(Json::parse(embedded_figure_file(figure.form + ".json")));
    fill(specification, values);
    specification["description"] = figure.title.in(dutch);
    specification["data"] = {{"values", rows}};
    return specification;
}

std::string_view embedded_figure_file(std::string_view name) noexcept
{
    for (const EmbeddedFile& file : embedded_figures()) {
        if (file.path == name) { return file.text; }
    }
    return {};
}

}  // namespace vangnet::analysis
