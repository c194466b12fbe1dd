#include "sim/cli/xlsx.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "sim/cli/temporary.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::cli {

namespace {

using analysis::Cell;
using analysis::ReportTable;

/// All tables of a report, in order.
std::vector<const ReportTable*> tables_of(const analysis::Report& report)
{
    std::vector<const ReportTable*> tables;
    for (const analysis::ReportSection& section : report.sections) {
        for (const analysis::ReportBlock& block : section.blocks) {
            if (const auto* table = std::get_if<ReportTable>(&block)) { tables.push_back(table); }
            if (const auto* figure = std::get_if<analysis::ReportFigure>(&block)) { tables.push_back(&figure->table); }
        }
    }
    return tables;
}

class Workbook {
public:
    explicit Workbook(const std::filesystem::path& file) : book_{workbook_new(file.c_str())}
    {
        bold_ = workbook_add_format(book_);
        format_set_bold(bold_);
        wrapped_ = workbook_add_format(book_);
        format_set_text_wrap(wrapped_);
        format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
        link_ = workbook_get_default_url_format(book_);
    }

    void title(std::string text)
    {
        lxw_doc_properties properties{};
        properties.title = text.data();
        properties.created = 1;  // not the moment: the same report is the same file
        workbook_set_properties(book_, &properties);
    }

    lxw_worksheet* sheet(const std::string& name) { return workbook_add_worksheet(book_, name.c_str()); }

    void add_table(lxw_worksheet* sheet, const ReportTable& table, bool dutch)
    {
        constexpr double first_width = 46.0;
        constexpr double other_width = 20.0;
        worksheet_set_column(sheet, 0, 0, first_width, nullptr);
        worksheet_set_column(sheet, 1, static_cast<lxw_col_t>(table.columns.size()), other_width, nullptr);
        worksheet_write_string(sheet, 0, 0, table.caption.in(dutch).c_str(), bold_);
        for (std::size_t k = 0; k < table.columns.size(); ++k) {
            worksheet_write_string(sheet, 2, static_cast<lxw_col_t>(k), table.columns[k].in(dutch).c_str(), bold_);
        }
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const std::size_t cells = std::min(table.rows[r].size(), table.columns.size());
            for (std::size_t k = 0; k < cells; ++k) {
                add_cell(sheet, static_cast<lxw_row_t>(r + 3), static_cast<lxw_col_t>(k), table.rows[r][k], dutch);
            }
        }
        worksheet_freeze_panes(sheet, 3, 1);
    }

    void add_link(lxw_worksheet* sheet, lxw_row_t row, const std::string& to, const std::string& text)
    {
        worksheet_write_url_opt(sheet, row, 0, fmt::format("internal:'{}'!A1", to).c_str(), link_, text.c_str(),
                                nullptr);
    }

    void write_bold(lxw_worksheet* sheet, const std::string& text)
    {
        worksheet_write_string(sheet, 0, 0, text.c_str(), bold_);
    }

    /// \throws RunError
    void close(const std::filesystem::path& out)
    {
        const lxw_error error = workbook_close(book_);
        if (error != LXW_NO_ERROR) {
            throw RunError(untranslated(fmt::format("{}: {}", out.string(), lxw_strerror(error))));
        }
    }

private:
    void add_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, bool dutch)
    {
        if (cell.number) {
            worksheet_write_number(sheet, row, column, *cell.number, format_of(cell));
        } else {
            worksheet_write_string(sheet, row, column, cell.text.in(dutch).c_str(), wrapped_);
        }
    }

    /// A spreadsheet shows "#,##0.0" with the marks of its reader's language.
    lxw_format* format_of(const Cell& cell)
    {
        const std::string digits =
            "#,##0" + (cell.decimals > 0 ? "." + std::string(static_cast<std::size_t>(cell.decimals), '0') : "");
        const std::string shown = cell.sign ? fmt::format("+{0};-{0};{0}", digits) : digits;
        lxw_format*& format = numbers_[shown];
        if (format == nullptr) {
            format = workbook_add_format(book_);
            format_set_num_format(format, shown.c_str());
        }
        return format;
    }

    lxw_workbook* book_;
    lxw_format* bold_ = nullptr;
    lxw_format* wrapped_ = nullptr;
    lxw_format* link_ = nullptr;
    std::map<std::string, lxw_format*> numbers_;
};

/// As much of an id as the name of a sheet may have, the number before it taken off, without what a name may not hold.
std::string sheet_name(const std::string& id)
{
    constexpr std::size_t longest = 25;
    std::string name = id.substr(0, longest);
    for (char& c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!plain) { c = '_'; }
    }
    return name;
}

}  // namespace

void write_xlsx(const analysis::Report& report, bool dutch, const std::filesystem::path& out)
{
    const TemporaryFolder folder;
    const std::filesystem::path made = folder.path() / "report.xlsx";
    Workbook book(made);
    book.title(report.title.in(dutch));
    lxw_worksheet* front = book.sheet(dutch ? "inhoud" : "contents");
    constexpr double width = 90.0;
    worksheet_set_column(front, 0, 0, width, nullptr);
    book.write_bold(front, report.title.in(dutch));
    lxw_row_t row = 2;
    for (const ReportTable* table : tables_of(report)) {
        const std::string name = fmt::format("{} {}", row - 1, sheet_name(table->id));
        book.add_table(book.sheet(name), *table, dutch);
        book.add_link(front, row++, name, table->caption.in(dutch));
    }
    book.close(out);
    put_in_place(made, out);
}

}  // namespace vangnet::cli
