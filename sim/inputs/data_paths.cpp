#include <algorithm>

#include "sim/inputs/data_parts.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::data_parts {

namespace {

constexpr double tightness_before_2012 = 40.0;  // (judgement) no published series before 2013

bool has_text(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

/// Month of a period of tightness.csv: the middle of a quarter, June for a year.
int middle_of(const std::string& period)
{
    const int month = month_of(period);
    if (month >= 0 && period.size() != 4) { return month; }
    const int january = month_of(std::string_view(period).substr(0, std::min<std::size_t>(4, period.size())));
    return has_text(period, "Q") ? month_of(std::string_view(period).substr(0, 6)) : january < 0 ? -1 : january + 5;
}

/// Vacancies per 100 unemployed in the Netherlands: published points in the middle of their period, log-linear between;
/// "unemployed per vacancy" as 100 / value; the quarter from the unemployment series before its revision is left out.
void read_tightness(Reader& reader, Data& data)
{
    const Table t = reader.table("tightness.csv", {"region", "period", "measure", "value"});
    std::vector<Point> points{{0, tightness_before_2012}, {(2011 - 1970) * 12 + 11, tightness_before_2012}};
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const std::string& measure = t.text(row, "measure");
        const std::string& period = t.text(row, "period");
        const bool inverse = measure.starts_with("unemployed per vacancy");
        if (t.text(row, "region") != "Netherlands" || has_text(period, "old unemployment series")) { continue; }
        if (!inverse && !measure.starts_with("vacancies per 100 unemployed")) { continue; }
        const double value = t.number(row, "value", reader.problems, {0.1, 1000});
        const int month = middle_of(period);
        if (month < 0) {
            reader.problems.add(
                t.file(), t.line(row), "period",
                bilingual({"{} is geen jaar of kwartaal", "{} is no year or quarter"}, in_quotes(period)));
        }
        points.push_back({month, inverse ? 100.0 / value : value});
    }
    data.tightness = log_linear(std::move(points));
}

/// State-pension age by month. Years after the last row keep its age: later ages are in no table.
void read_pension_age(Reader& reader, Data& data)
{
    const Table t = reader.table("aow_age.csv", {"year", "aow_age_years", "aow_age_months"});
    data.pension_age.assign(data_months, 65 * 12);
    int last_year = 0;
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const int year = whole_number(t, row, "year", reader.problems, {1970, 2030});
        const double age = 12.0 * t.number(row, "aow_age_years", reader.problems, {60, 75}) +
                           t.number(row, "aow_age_months", reader.problems, {0, 11});
        if (year < last_year) {
            reader.problems.add(t.file(), t.line(row), "year",
                                {"jaren mogen niet teruglopen", "years must not go back"});
        }
        last_year = year;
        if (!reader.problems.empty()) { return; }
        for (int m = row == 0 ? 0 : (year - 1970) * 12; m < data_months; ++m) {
            data.pension_age[static_cast<std::size_t>(m)] = static_cast<std::int16_t>(age);
        }
    }
}

/// Persons below state-pension age: the yearly series to the end of 2012, then quarters.
void read_stock(Reader& reader, Data& data)
{
    const Table years = reader.table("stock_by_year.csv", {"year", "reference_date", "recipients", "definition_note"});
    for (std::size_t row = 0; row < years.rows(); ++row) {
        const int year = whole_number(years, row, "year", reader.problems, {1970, 2100});
        if (years.text(row, "reference_date") != "12-31" || year >= 2013) { continue; }
        data.stock.push_back(
            {(year - 1970) * 12 + 11, years.number(row, "recipients", reader.problems, {1, 1e7}), false});
    }
    const Table quarters = reader.table("stock_quarterly.csv", {"quarter", "recipients"});
    for (std::size_t row = 0; row < quarters.rows(); ++row) {
        const int middle = month_of(quarters.text(row, "quarter"));
        if (middle < 0) {
            reader.problems.add(quarters.file(), quarters.line(row), "quarter",
                                bilingual({"{} is geen kwartaal (zoals 2015Q4)", "{} is no quarter (such as 2015Q4)"},
                                          in_quotes(quarters.text(row, "quarter"))));
        }
        data.stock.push_back({middle + 1, quarters.number(row, "recipients", reader.problems, {1, 1e7}), true});
    }
    std::sort(data.stock.begin(), data.stock.end(),
              [](const StockPoint& a, const StockPoint& b) { return a.month < b.month; });
}

}  // namespace

void read_paths(Reader& reader, Data& data)
{
    read_tightness(reader, data);
    read_pension_age(reader, data);
    read_stock(reader, data);
}

}  // namespace vangnet::data_parts
