#include "analysis/report/text.hpp"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "analysis/report/numbers.hpp"

namespace vangnet::analysis {
namespace {

/// A part of a paper: sections of the report, by their ids, or words of its own where it has none.
struct Part {
    Words heading;
    std::vector<std::string_view> sections;
    Words own{"", ""};
};

struct Paper {
    Words title;
    std::vector<Part> parts;
};

const std::vector<Paper>& papers()
{
    static const std::vector<Paper> all{
        {{"RAADSINFORMATIEBRIEF", "LETTER TO THE COUNCIL"},
         {{{"Inleiding", "Introduction"}, {"vergeleken"}},
          {{"Kernboodschap", "Key message"}, {"kort", "lees"}},
          {{"Toelichting", "Explanation"},
           {"verandert", "wie", "aantallen", "geld", "zeker", "aannames", "wet", "niet"}}}},
        {{"RAADSVOORSTEL", "PROPOSAL TO THE COUNCIL"},
         {{{"Beoogd effect", "Intended effect"},
           {},
           {"[Wat de gemeente wil bereiken.]", "[What the municipality wants to achieve.]"}},
          {{"Argumenten", "Arguments"}, {"kort"}},
          {{"Kanttekeningen", "Notes"}, {"lees", "zeker", "niet"}},
          {{"Alternatieven, ook niets doen", "Alternatives, doing nothing included"}, {"vergeleken"}},
          {{"Financiën", "Finances"}, {"geld", "aantallen"}}}}};
    return all;
}

class Writer {
public:
    explicit Writer(bool dutch) : dutch_{dutch} {}

    [[nodiscard]] std::string take() { return std::move(out_); }
    void line(std::string_view text) { out_ += fmt::format("{}\n", text); }
    void blocks(const ReportSection& section)
    {
        for (const ReportBlock& block : section.blocks) {
            std::visit([this](const auto& b) { add(b); }, block);
        }
    }

private:
    void add(const ReportHeading& h) { line("\n" + h.text.in(dutch_)); }
    void add(const ReportFigure&) {}  // its numbers stand in tables
    void add(const ReportFile&) {}
    void add(const ReportParagraph& p)
    {
        line(p.label.empty() ? p.text.in(dutch_) : fmt::format("{}. {}", p.label.in(dutch_), p.text.in(dutch_)));
    }
    void add(const ReportList& list)
    {
        for (const Text& item : list.items) { line("- " + item.in(dutch_)); }
    }
    void add(const ReportTable& table)
    {
        line("\n" + table.caption.in(dutch_));
        std::string head;
        for (const Text& column : table.columns) { head += (head.empty() ? "" : "\t") + column.in(dutch_); }
        line(head);
        for (const std::vector<Cell>& row : table.rows) {
            std::string cells;
            for (std::size_t k = 0; k < row.size(); ++k) { cells += (k > 0 ? "\t" : "") + shown(row[k]); }
            line(cells);
        }
        line("");
    }
    [[nodiscard]] std::string shown(const Cell& cell) const
    {
        if (!cell.number) { return cell.text.in(dutch_); }
        return cell.sign ? signed_number(*cell.number, cell.decimals, dutch_)
                         : number(*cell.number, cell.decimals, dutch_);
    }

    bool dutch_;
    std::string out_;
};

}  // namespace

std::string to_text(const Report& report, bool dutch)
{
    Writer writer(dutch);
    for (const Paper& paper : papers()) {
        writer.line(paper.title.in(dutch));
        writer.line(report.title.in(dutch));
        writer.line(report.subtitle.in(dutch));
        writer.line(report.status.in(dutch));
        for (const Part& part : paper.parts) {
            writer.line(fmt::format("\n{}\n", part.heading.in(dutch)));
            if (!part.own.nl.empty()) { writer.line(part.own.in(dutch)); }
            for (const std::string_view id : part.sections) {
                const auto section = std::find_if(report.sections.begin(), report.sections.end(),
                                                  [&](const ReportSection& s) { return s.id == id; });
                if (section != report.sections.end()) { writer.blocks(*section); }
            }
        }
        writer.line("\n");
    }
    return writer.take();
}

std::string sections_text(const Report& report, bool dutch)
{
    Writer writer(dutch);
    writer.line(report.title.in(dutch));
    writer.line(report.subtitle.in(dutch));
    writer.line(report.status.in(dutch));
    for (const ReportSection& section : report.sections) {
        writer.line(fmt::format("\n{}\n", section.heading.in(dutch)));
        writer.blocks(section);
    }
    return writer.take();
}

}  // namespace vangnet::analysis
