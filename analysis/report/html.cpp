#include "analysis/report/html.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/core.h>

#include "analysis/report/numbers.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

/// Colours have a contrast of at least 7:1 on white.
constexpr std::string_view style = R"(
:root { --vangnet-text: #1f2327; --vangnet-accent: #0a4a8c; --vangnet-line: #6b7480; --vangnet-soft: #eef2f6; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; color: var(--vangnet-text); background: #fff;
  font: 1.05rem/1.55 system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 1rem 0 .25rem; color: var(--vangnet-accent); }
h2 { font-size: 1.35rem; margin: 2.25rem 0 .75rem; padding-top: .5rem; border-top: 2px solid var(--vangnet-accent); }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .25rem; }
p { margin: .4rem 0; max-width: 46rem; overflow-wrap: anywhere; }
a { color: var(--vangnet-accent); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--vangnet-accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
nav ul { columns: 16rem; padding-left: 1.2rem; }
nav li { margin: 0; padding: .3rem 0; break-inside: avoid; }
li { margin: .3rem 0; max-width: 46rem; }
.scroll { overflow-x: auto; margin: 1rem 0 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #c8ced6; }
thead th { border-bottom: 2px solid var(--vangnet-line); }
tbody th { font-weight: 400; }
.number, [data-value] { text-align: right; }
[data-value] { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.code { overflow-wrap: anywhere; }
.label { font-weight: 600; }
.status { font-size: .95rem; }
figure { margin: 1.25rem 0 1.75rem; }
figcaption strong { display: block; }
figcaption span { display: block; max-width: 46rem; font-size: .95rem; }
.picture { margin: .75rem 0 .25rem; }
.picture svg { max-width: 100%; height: auto; }
.narrow { display: none; }
details { font-size: .95rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
summary { cursor: pointer; color: var(--vangnet-accent); padding: .3rem 0; }
@media (max-width: 42rem) { .wide { display: none; } .narrow { display: block; } }
section.front { background: var(--vangnet-soft); padding: .25rem 1rem 1rem; }
section.front h2 { border-top: 0; }
footer { margin-top: 3rem; border-top: 1px solid var(--vangnet-line); padding: 1rem 0; }
@page { size: A4; margin: 16mm 15mm; }
@media print {
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; font-size: 1rem; line-height: 1.4; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; margin: 1.2rem 0 .4rem; } h3 { font-size: 10.5pt; margin: .7rem 0 .1rem; }
  table { font-size: 8pt; } th, td { padding: .12rem .4rem .12rem 0; } .scroll { margin: .3rem 0 .8rem; }
  figure { margin: .5rem 0 .8rem; } .picture svg { max-width: 130mm; max-height: 225mm; width: auto; }
  nav, .skip { display: none; }
  .scroll { overflow: visible; }
  .wide { display: block; } .narrow { display: none; }
  details { display: none; }
  figure, tr { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  section.front { background: none; padding: 0; }
}
)";

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

class Page {
public:
    Page(bool dutch, const Pictures& pictures) : dutch_{dutch}, pictures_{pictures} {}

    [[nodiscard]] std::string take() { return std::move(out_); }

    void head(const Report& report, const std::string& other, const std::string& theme)
    {
        out_ += fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                            dutch_ ? "nl" : "en");
        const std::string script = pictures_.how == Pictures::How::in_page
                                       ? fmt::format(" script-src 'sha256-{}';", embedded_figure_file("draw.js.sha256"))
                                       : "";
        out_ += fmt::format(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';{} style-src "
            "'unsafe-inline'\">\n",
            script);
        out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
        out_ +=
            fmt::format("<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n", say(report.title), style, theme);
        out_ += fmt::format("<a class=\"skip\" href=\"#inhoud\">{}</a>\n<header>\n<h1>{}</h1>\n<p>{}</p>\n",
                            say(Words{"Naar de inhoud", "To the content"}), say(report.title), say(report.subtitle));
        if (!report.status.empty()) { out_ += fmt::format("<p class=\"status\">{}</p>\n", say(report.status)); }
        if (!other.empty()) {
            out_ +=
                fmt::format("<p><a href=\"{}\" hreflang=\"{}\" lang=\"{}\">{}</a></p>\n", escaped(other),
                            dutch_ ? "en" : "nl", dutch_ ? "en" : "nl", dutch_ ? "In English" : "In het Nederlands");
        }
        out_ += "</header>\n";
    }

    void contents(const Report& report)
    {
        out_ += fmt::format("<nav aria-label=\"{}\">\n<ul>\n", say(Words{"Inhoud", "Contents"}));
        for (const ReportSection& s : report.sections) {
            out_ += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", escaped(s.id), say(s.heading));
        }
        out_ += "</ul>\n</nav>\n";
    }

    void section(const ReportSection& s, bool front)
    {
        out_ += fmt::format("<section aria-labelledby=\"{}\"{}>\n<h2 id=\"{}\">{}</h2>\n", escaped(s.id),
                            front ? " class=\"front\"" : "", escaped(s.id), say(s.heading));
        for (const ReportBlock& block : s.blocks) {
            std::visit([this](const auto& b) { add(b); }, block);
        }
        out_ += "</section>\n";
    }

    /// What draws the pictures in the page, if nothing did before.
    void script(const Report& report)
    {
        if (pictures_.how != Pictures::How::in_page) { return; }
        std::string data = nlohmann::ordered_json(specifications_of(report, dutch_)).dump();
        for (std::size_t at = 0; (at = data.find('<', at)) != std::string::npos;) { data.replace(at, 1, "\\u003c"); }
        out_ += fmt::format("<script type=\"application/json\" id=\"figure-data\">{}</script>\n", data);
        out_ += fmt::format("<script>{}</script>\n", embedded_figure_file("draw.js"));
    }

    void line(std::string_view text)
    {
        out_ += text;
        out_ += '\n';
    }

private:
    [[nodiscard]] std::string say(const Text& text) const { return escaped(text.in(dutch_)); }
    [[nodiscard]] std::string say(const Words& words) const { return escaped(words.in(dutch_)); }

    void add(const ReportHeading& h) { out_ += fmt::format("<h3>{}</h3>\n", say(h.text)); }

    void add(const ReportParagraph& p)
    {
        const std::string label = p.label.empty() ? "" : fmt::format("<span class=\"label\">{}.</span> ", say(p.label));
        out_ += fmt::format("<p>{}{}</p>\n", label, say(p.text));
    }

    void add(const ReportList& list)
    {
        out_ += "<ul>\n";
        for (const Text& item : list.items) { out_ += fmt::format("<li>{}</li>\n", say(item)); }
        out_ += "</ul>\n";
    }

    void add(const ReportFigure& figure)
    {
        const std::string id = escaped(figure.id);
        out_ += fmt::format(
            "<figure id=\"{}\">\n<figcaption><strong id=\"{}-naam\">{}</strong> <span id=\"{}-uitleg\">{}</span>"
            "</figcaption>\n",
            id, id, say(figure.title), id, say(figure.description));
        for (const char* width : {"wide", "narrow"}) {
            if (pictures_.how == Pictures::How::none) { break; }
            const bool drawn = pictures_.how == Pictures::How::drawn && picture_ < pictures_.svg.size();
            out_ += fmt::format(
                "<div class=\"picture {}\" id=\"picture-{}\" role=\"img\" aria-labelledby=\"{}-naam\" "
                "aria-describedby=\"{}-uitleg\">{}</div>\n",
                width, picture_, id, id, drawn ? pictures_.svg[picture_] : "");
            ++picture_;
        }
        const bool open = pictures_.how == Pictures::How::none;
        out_ += fmt::format("<details{}>\n<summary>{}</summary>\n", open ? " open" : "",
                            say(Words{"Tabel bij deze figuur", "Table of this figure"}));
        add(figure.table, true);
        out_ += "</details>\n</figure>\n";
    }

    void add(const ReportFile& file)
    {
        out_ += fmt::format("<details>\n<summary>{}</summary>\n<pre>{}</pre>\n</details>\n", say(file.name),
                            escaped(file.text));
    }

    /// \param of_figure  a long table of data, whose numbers need no names of their own
    void add(const ReportTable& table, bool of_figure = false)
    {
        const std::string id = escaped(table.id);
        out_ += fmt::format(
            "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{}-naam\">\n<table>\n"
            "<caption id=\"{}-naam\">{}</caption>\n<thead>\n<tr>",
            id, id, say(table.caption));
        for (std::size_t k = 0; k < table.columns.size(); ++k) {
            const bool numbers = !table.rows.empty() && k < table.rows[0].size() && table.rows[0][k].number;
            out_ +=
                fmt::format("<th scope=\"col\"{}>{}</th>", numbers ? " class=\"number\"" : "", say(table.columns[k]));
        }
        out_ += "</tr>\n</thead>\n<tbody>\n";
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            out_ += "<tr>";
            for (std::size_t k = 0; k < table.columns.size(); ++k) {
                const Cell cell = k < table.rows[r].size() ? table.rows[r][k] : Cell{};
                add_cell(cell, k == 0, of_figure ? "" : fmt::format("{}-{}-{}", id, r + 1, k + 1));
            }
            out_ += "</tr>\n";
        }
        out_ += "</tbody>\n</table>\n</div>\n";
    }

    void add_cell(const Cell& cell, bool names_row, const std::string& claim)
    {
        if (cell.number) {
            const std::string shown = cell.sign ? signed_number(*cell.number, cell.decimals, dutch_)
                                                : number(*cell.number, cell.decimals, dutch_);
            const std::string named = claim.empty() ? "" : fmt::format(" data-claim=\"{}\"", claim);
            out_ += fmt::format("<td{} data-value=\"{}\">{}</td>", named, *cell.number, shown);
        } else if (names_row) {
            out_ += fmt::format(R"(<th scope="row">{}</th>)", say(cell.text));
        } else {
            const bool code = cell.text.nl.size() == 64;  // a hash, which may break anywhere
            out_ += fmt::format("<td{}>{}</td>", code ? " class=\"code\"" : "", say(cell.text));
        }
    }

    bool dutch_;
    const Pictures& pictures_;
    std::size_t picture_ = 0;  // of the next, in order
    std::string out_;
};

}  // namespace

std::vector<const ReportFigure*> figures_of(const Report& report)
{
    std::vector<const ReportFigure*> figures;
    for (const ReportSection& section : report.sections) {
        for (const ReportBlock& block : section.blocks) {
            if (const auto* figure = std::get_if<ReportFigure>(&block)) { figures.push_back(figure); }
        }
    }
    return figures;
}

std::vector<nlohmann::ordered_json> specifications_of(const Report& report, bool dutch)
{
    std::vector<nlohmann::ordered_json> all;
    for (const ReportFigure* figure : figures_of(report)) {
        for (const int width : {wide_figure, narrow_figure}) { all.push_back(vega_lite(*figure, dutch, width)); }
    }
    return all;
}

std::string to_html(const Report& report, bool dutch, const Pictures& pictures, const std::string& other,
                    const std::string& theme)
{
    Page page(dutch, pictures);
    page.head(report, other, theme);
    page.contents(report);
    page.line("<main id=\"inhoud\">");
    if (pictures.how == Pictures::How::none && !figures_of(report).empty()) {
        page.line(fmt::format("<p>{}</p>", dutch ? "Dit verslag is zonder figuren gemaakt; hun tabellen staan erin."
                                                 : "This report was made without figures; their tables are in it."));
    }
    for (std::size_t k = 0; k < report.sections.size(); ++k) { page.section(report.sections[k], k < 2); }
    page.line("</main>");
    page.line(
        fmt::format("<footer><p>{}</p></footer>", dutch ? "Gemaakt met vangnet. Wat zwaarder weegt, is aan de raad."
                                                        : "Made with vangnet. What weighs more is for the council."));
    page.script(report);
    page.line("</body>\n</html>");
    return page.take();
}

}  // namespace vangnet::analysis
