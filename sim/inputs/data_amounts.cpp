#include <algorithm>

#include "sim/inputs/data_parts.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::data_parts {

namespace {

/// Amounts of money.csv by item.
class Amounts {
public:
    explicit Amounts(Reader& reader)
        : reader_{reader}, table_{reader.table("money.csv", {"item", "value", "unit", "year"})}
    {
    }

    /// All dated values of an item; a row without a date ("undated ...") is left out.
    std::vector<Point> points(const std::string& item) const
    {
        std::vector<Point> found;
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            const int month = table_.text(row, "item") == item
                                  ? month_of(std::string_view(table_.text(row, "year")).substr(0, 7))
                                  : -1;
            const int year_only = table_.text(row, "item") == item ? month_of(table_.text(row, "year")) : -1;
            if (std::max(month, year_only) >= 0) {
                found.push_back(
                    {std::max(month, year_only), table_.number(row, "value", reader_.problems, {0.01, 1e6})});
            }
        }
        if (found.empty() && table_.rows() > 0) {
            reader_.problems.add(table_.file(), 0, "item",
                                 bilingual({"geen regel {} met een datum", "no dated row {}"}, in_quotes(item)));
        }
        return found;
    }

    /// The only value of an item.
    double value(const std::string& item, const std::string& year = {}) const
    {
        return year.empty() ? value_where(table_, {{"item", item}}, "value", reader_.problems)
                            : value_where(table_, {{"item", item}, {"year", year}}, "value", reader_.problems);
    }

    /// Log-linear between points; after the last one it moves with `lead`.
    std::vector<double> followed_by(const std::string& item, const std::vector<double>& lead) const
    {
        const std::vector<Point> known = points(item);
        std::vector<double> column = log_linear(known);
        int last = 0;
        for (const Point& point : known) { last = std::max(last, point.month); }
        for (std::size_t m = static_cast<std::size_t>(last) + 1; m < column.size(); ++m) {
            column[m] = column[static_cast<std::size_t>(last)] * lead[m] / lead[static_cast<std::size_t>(last)];
        }
        return column;
    }

private:
    Reader& reader_;
    Table table_;
};

/// Rules of unemployment insurance by the month from which they hold; the first holds before it too *(judgement: the
/// table begins in October 2006)*. \source Werkloosheidswet art. 17, 42, 42d, 47 (unemployment_insurance.csv)
class InsuranceRules {
public:
    explicit InsuranceRules(Reader& reader)
        : reader_{reader}, table_{reader.table("unemployment_insurance.csv", {"key", "value", "valid_from"})}
    {
    }

    std::vector<double> by_month(std::string_view key, Allowed allowed) const
    {
        std::vector<double> column(data_months, 0.0);
        int known_from = data_months;
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            if (table_.text(row, "key") != key) { continue; }
            const int from = month_of(std::string_view(table_.text(row, "valid_from")).substr(0, 7));
            const double value = table_.number(row, "value", reader_.problems, allowed);
            if (from < 0 || from >= data_months) {
                reader_.problems.add(
                    table_.file(), table_.line(row), "valid_from",
                    {"geen maand van 1970 tot het einde van de gegevens", "no month from 1970 to the end of the data"});
                continue;
            }
            if (!(value >= allowed.low)) { continue; }  // a problem already
            const int first = known_from == data_months ? 0 : from;
            std::fill(column.begin() + first, column.end(), value);
            known_from = from;
        }
        if (known_from == data_months && table_.rows() > 0) {
            reader_.problems.add(table_.file(), 0, "key", bilingual({"geen regel {}", "no row {}"}, in_quotes(key)));
        }
        return column;
    }

private:
    Reader& reader_;
    Table table_;
};

constexpr const char* single_item =
    "benefit norm net/month incl. holiday allowance, single or single parent 21-AOW (no cost sharer)";
constexpr const char* couple_item = "benefit norm net/month incl. holiday allowance, couple 21-AOW";

bool has_month(const std::vector<Point>& points, int month)
{
    return std::any_of(points.begin(), points.end(), [month](const Point& p) { return p.month == month; });
}

}  // namespace

void read_amounts(Reader& reader, Data& data)
{
    const Amounts amounts(reader);
    const std::vector<double> wage = log_linear(amounts.points("statutory minimum wage gross/month"));
    const std::vector<double> single = amounts.followed_by(single_item, wage);
    const std::vector<double> couple = amounts.followed_by(couple_item, wage);
    const std::vector<double> young = amounts.followed_by("benefit norm single 18-20", single);
    const std::vector<double> cap = amounts.followed_by("earnings disregard: maximum", single);
    const std::vector<double> parent_cap = amounts.followed_by("single-parent earnings disregard: maximum", single);
    const std::vector<double> medical_cap =
        amounts.followed_by("medical limited-hours earnings disregard: maximum", single);
    const std::vector<double> assets_single = amounts.followed_by("asset limit single", single);
    const std::vector<double> assets_family = amounts.followed_by("asset limit single parent / couple", single);
    const std::vector<double> home = amounts.followed_by("asset exemption own home", single);
    const std::vector<Point> single_points = amounts.points(single_item);
    const std::vector<Point> couple_points = amounts.points(couple_item);
    const double protected_before =
        amounts.value("protected earnings as share of benefit norm", "until 2020-12") / 100.0;
    const double protected_after = amounts.value("protected earnings as share of benefit norm", "from 2021-01") / 100.0;
    const double plan_before =
        amounts.value("statutory debt restructuring (Wsnp) and amicable (Msnp) standard length before July 2023");
    const double plan_after = amounts.value("statutory (Wsnp) and amicable (Msnp) standard length");
    const InsuranceRules insurance(reader);
    const std::vector<double> weeks = insurance.by_month("ww_weeks_needed", {0.0, 52.0});
    const std::vector<double> years = insurance.by_month("ww_years_needed", {0.0, 10.0});
    const std::vector<double> short_months = insurance.by_month("ww_min_months", {0.0, 60.0});
    const std::vector<double> max_months = insurance.by_month("ww_max_months", {0.0, 60.0});
    const std::vector<double> share_first = insurance.by_month("ww_share_first2", {0.0, 100.0});
    const std::vector<double> share_later = insurance.by_month("ww_share_later", {0.0, 100.0});
    const int protection_changes = (2021 - 1970) * 12;
    const int plans_change = (2023 - 1970) * 12 + 6;

    MonthAmounts same;  // what no row dates twice
    same.disregard_share = amounts.value("earnings disregard: share of earnings") / 100.0;
    same.disregard_months = static_cast<int>(amounts.value("earnings disregard: maximum duration"));
    same.parent_disregard_share = amounts.value("single-parent earnings disregard: share") / 100.0;
    same.parent_disregard_months =
        static_cast<int>(amounts.value("single-parent earnings disregard: maximum duration"));
    same.medical_disregard_share = amounts.value("medical limited-hours earnings disregard: share") / 100.0;
    for (int month = 0; month < data_months; ++month) {
        const auto m = static_cast<std::size_t>(month);
        MonthAmounts a = same;
        a.norm_single = single[m];
        a.norm_couple = couple[m];
        a.norm_under_21 = young[m];
        a.disregard_cap = cap[m];
        a.parent_disregard_cap = parent_cap[m];
        a.medical_disregard_cap = medical_cap[m];
        a.minimum_wage_gross = wage[m];
        a.minimum_wage_net = couple[m];
        a.protected_share = month < protection_changes ? protected_before : protected_after;
        a.asset_limit_single = assets_single[m];
        a.asset_limit_family = assets_family[m];
        a.asset_exempt_home = home[m];
        a.plan_months = static_cast<int>(month < plans_change ? plan_before : plan_after);
        a.ww_least_months = static_cast<int>(weeks[m] * 12.0 / 52.0 + 0.5);
        a.ww_years_needed = static_cast<int>(years[m]);
        a.ww_short_months = static_cast<int>(short_months[m]);
        a.ww_max_months = static_cast<int>(max_months[m]);
        a.ww_share_first = share_first[m] / 100.0;
        a.ww_share_later = share_later[m] / 100.0;
        a.norm_published = has_month(single_points, month) && has_month(couple_points, month);
        data.amounts.push_back(a);
    }
}

}  // namespace vangnet::data_parts
