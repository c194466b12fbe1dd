#include <algorithm>
#include <map>
#include <string>

#include "sim/inputs/data_parts.hpp"
#include "sim/inputs/say.hpp"

// New applications: persons below state-pension age who enter and did not leave in the twelve months before, as CBS
// counts them in flows_quarterly.csv (inflow minus re-inflow within a year). Steps, per year or quarter / months in it:
//
//   2019-2023  inflow - re-inflow of each quarter, published.
//   2014       (benefits granted - share back within 12 months x benefits ended) x persons per benefit
//              = (140,000 - 0.22 x 119,000) x 1.15, derived. As many come back in a year as leavers of the same year
//              do; a couple is one benefit and two persons (August 2017).
//   2015       inflow of 15 and over x (stock below state-pension age / stock of 15 and over) x (1 - re-inflow share)
//              = 155,440 x 449,000 / 496,600 x (1 - share), derived. The share lies on the straight line between
//              2014 (0.22 x 119,000 / 140,000 = 0.187) and 2019 (0.324).
//   between    2015 to 2019 log-linear from the middle of 2015 to the middle of 2019.
//   2007-2013  fitted to the yearly stock (new_applications_fitted.csv); earlier years as 2007.
//   after 2023 as the mean of 2023.

namespace vangnet::data_parts {

namespace {

int january(int year) { return (year - 1970) * 12; }

void fill(std::vector<double>& path, int from, int to, double value)
{
    std::fill(path.begin() + std::clamp(from, 0, data_months), path.begin() + std::clamp(to, 0, data_months), value);
}

/// Published quarters, persons per month by first month of the quarter.
std::map<int, double> quarters_of(Reader& reader)
{
    const Table t = reader.table("flows_quarterly.csv", {"quarter", "flow", "value", "group"});
    std::map<int, double> quarters;
    for (std::size_t row = 0; row < t.rows(); ++row) {
        if (t.text(row, "flow") != "inflow" || t.text(row, "group") != "total") { continue; }
        const std::string& quarter = t.text(row, "quarter");
        const int middle = month_of(quarter);
        if (middle < 0) {
            reader.problems.add(t.file(), t.line(row), "quarter",
                                bilingual({"{} is geen kwartaal (zoals 2019Q1)", "{} is no quarter (such as 2019Q1)"},
                                          in_quotes(quarter)));
        }
        const double back = value_where(
            t, {{"quarter", quarter}, {"flow", "re-inflow within 1 year (part of inflow)"}, {"group", "total"}},
            "value", reader.problems);
        const double all = t.number(row, "value", reader.problems, {1, 1e6});
        if (back >= all) {
            reader.problems.add(t.file(), t.line(row), "value",
                                {"herinstroom is niet kleiner dan instroom", "re-inflow is not below inflow"});
        }
        quarters[middle - 1] = (all - back) / 3.0;
    }
    return quarters;
}

double persons_per_benefit(Reader& reader)
{
    const Table t = reader.table("marginals.csv", {"variable", "category", "n", "year"});
    const auto number = [&](const char* variable, const char* category) {
        return value_where(t, {{"variable", variable}, {"category", category}, {"year", "2017-08"}}, "n",
                           reader.problems);
    };
    const double others =
        number("household type (persons)", "single") + number("household type (persons)", "single parent");
    return (others + number("household type (persons)", "in couple")) /
           (others + number("household type (benefits)", "couple (1 benefit, 2 persons)"));
}

/// Yearly numbers of flows_by_year.csv.
struct Years {
    double new_2014;  // [persons/year]
    double new_2015;

    explicit Years(Reader& reader)
    {
        const Table t = reader.table("flows_by_year.csv", {"year", "flow", "value"});
        const auto flow = [&](const char* year, const char* name) {
            return value_where(t, {{"year", year}, {"flow", name}}, "value", reader.problems);
        };
        const double granted = flow("2014", "benefits granted");
        const double back = flow("2014", "re-inflow of leavers within 12 months") * flow("2014", "benefits ended");
        const double back_2014 = back / granted;
        const double back_2019 = flow("2019", "re-inflow within 1 year") / flow("2019", "inflow");
        const double below_pension_age = 449000.0 / flow("2015", "recipients end of year 15+ incl. AOW age");
        new_2014 = (granted - back) * persons_per_benefit(reader);
        new_2015 = flow("2015", "inflow") * below_pension_age * (1.0 - (back_2014 + 0.2 * (back_2019 - back_2014)));
    }
};

double mean_of_year(const std::map<int, double>& quarters, int year)
{
    double sum = 0.0;
    for (int quarter = 0; quarter < 4; ++quarter) {
        const auto found = quarters.find(january(year) + 3 * quarter);
        sum += found == quarters.end() ? 0.0 : found->second;
    }
    return sum / 4.0;
}

void fill_fitted(Reader& reader, std::vector<double>& path)
{
    const Table t = reader.table("new_applications_fitted.csv", {"year", "persons_per_month", "source"});
    int expected = 2007;
    for (std::size_t row = 0; row < t.rows(); ++row, ++expected) {
        const int year = whole_number(t, row, "year", reader.problems, {1970, 2013});
        if (year != expected) {
            reader.problems.add(
                t.file(), t.line(row), "year",
                bilingual({"verwacht: {} (2007 tot 2013, op volgorde)", "expected {} (2007 to 2013, in order)"},
                          expected));
        }
        const double persons = t.number(row, "persons_per_month", reader.problems, {100, 100000});
        fill(path, row == 0 ? 0 : january(year), january(year + 1), persons);
    }
    if (t.rows() > 0 && expected != 2014) {
        reader.problems.add(t.file(), 0, "year",
                            {"de jaren 2007 tot 2013 zijn nodig", "the years 2007 to 2013 are needed"});
    }
}

}  // namespace

void read_inflow(Reader& reader, Data& data)
{
    const std::map<int, double> quarters = quarters_of(reader);
    const Years years(reader);
    const double mean_2019 = mean_of_year(quarters, 2019);
    const double mean_2023 = mean_of_year(quarters, 2023);
    if (mean_2019 <= 0.0 || mean_2023 <= 0.0) {
        reader.problems.add("flows_quarterly.csv", 0, "quarter",
                            {"alle kwartalen van 2019 en 2023 zijn nodig", "all quarters of 2019 and 2023 are needed"});
    }
    if (!reader.problems.empty()) { return; }

    const int middle = 6;  // a yearly mean stands at the end of June
    std::vector<double> path = log_linear({{january(2014) + middle, years.new_2014 / 12.0},
                                           {january(2015) + middle, years.new_2015 / 12.0},
                                           {january(2019) + middle, mean_2019}});
    fill_fitted(reader, path);
    for (const auto& [first, persons] : quarters) { fill(path, first, first + 3, persons); }
    fill(path, january(2024), data_months, mean_2023);
    data.new_applications = {0, std::move(path), data.pension_age};
}

}  // namespace vangnet::data_parts
