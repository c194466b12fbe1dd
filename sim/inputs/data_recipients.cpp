#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/inputs/data_parts.hpp"

namespace vangnet::data_parts {

namespace {

constexpr double stock_2015 = 449000.0;       // persons below state-pension age, stock_quarterly.csv, 2015Q4
constexpr double stock_2016_june = 460000.0;  // the same, 2016Q2: date of the published densities
constexpr double stock_2017 = 457000.0;       // the same, 2017Q4: date of the published numbers of 2017
constexpr const char* recipients = "recipients_15plus_incl_AOW";

/// Published recipients of 15 and over by year and region, those above state-pension age included.
class RegionRecipients {
public:
    explicit RegionRecipients(Reader& reader)
    {
        const Table t =
            reader.table("region_recipients.csv", {"year", "region", "region_type", recipients, "inflow_n"});
        for (std::size_t row = 0; row < t.rows(); ++row) {
            const Key key{t.text(row, "year"), t.text(row, "region_type"), t.text(row, "region")};
            numbers_[key] = t.number(row, recipients, reader.problems, {1, 1e7});
            if (const auto inflow = t.number_if_any(row, "inflow_n", reader.problems, {0, 1e7})) {
                inflow_[key] = *inflow;
            }
        }
    }

    double number(const char* year, const char* type, const std::string& region) const
    {
        return find(numbers_, year, type, region);
    }
    double inflow(const char* year, const char* type, const std::string& region) const
    {
        return find(inflow_, year, type, region);
    }

private:
    using Key = std::vector<std::string>;
    std::map<Key, double> numbers_;
    std::map<Key, double> inflow_;

    static double find(const std::map<Key, double>& in, const char* year, const char* type, const std::string& region)
    {
        const auto found = in.find({year, type, region});
        return found == in.end() ? 0.0 : found->second;
    }
};

/// Recipients of 2015 by area, where an area is a province with a published number, or what is left of a part of the
/// country. A number of 2016 only is moved to 2015 with its part: x part 2015 / part 2016. All together are then scaled
/// to 449,000 persons below state-pension age, as if the share above it were the same everywhere: it is not published.
void set_areas(Reader& reader, Data& data, const RegionRecipients& published)
{
    const Table t = reader.table("provinces.csv", {"province", "part_of_country"});
    std::map<std::string, double> left;
    std::map<std::string, std::string> part_of;
    std::vector<double> numbers;
    std::vector<int> area_of_province(t.rows(), -1);
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const std::string& part = t.text(row, "part_of_country");
        left.try_emplace(part, published.number("2015", "LD", part));
        double number = published.number("2015", "PV", t.text(row, "province"));
        if (number == 0.0) {
            const double part_2016 = std::max(1.0, published.number("2016", "LD", part));
            number = published.number("2016", "PV", t.text(row, "province")) * published.number("2015", "LD", part) /
                     part_2016;
        }
        if (number == 0.0) { continue; }
        left[part] -= number;
        area_of_province[row] = static_cast<int>(numbers.size());
        data.areas.push_back(t.text(row, "province"));
        numbers.push_back(number);
    }
    std::map<std::string, int> rest_area;
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const std::string& part = t.text(row, "part_of_country");
        if (area_of_province[row] >= 0) { continue; }
        if (!rest_area.contains(part)) {
            rest_area[part] = static_cast<int>(numbers.size());
            data.areas.push_back("rest of " + part);
            numbers.push_back(left[part]);
        }
        area_of_province[row] = rest_area[part];
    }
    double total = 0.0;
    for (const double number : numbers) { total += number; }
    for (const double number : numbers) {
        data.national.recipients_of_area.push_back(number * stock_2015 / std::max(1.0, total));
    }

    double country_inflow = 0.0;
    double country_stock = 0.0;
    for (const auto& [part, unused] : left) {
        country_inflow += published.inflow("2015", "LD", part);
        country_stock += published.number("2015", "LD", part);
    }
    for (Municipality& m : data.municipalities) {
        const auto province = static_cast<std::size_t>(m.province);
        const std::string& part = t.text(province, "part_of_country");
        m.facts.area = area_of_province[province];
        m.facts.inflow_ratio_2015 = published.inflow("2015", "LD", part) / published.number("2015", "LD", part) *
                                    country_stock / country_inflow;
    }
}

/// Name of a municipality in marginals.csv, which has one by its everyday name.
std::string everyday_name(const std::string& name) { return name == "'s-Gravenhage" ? "Den Haag" : name; }

/// Recipients of single municipalities: per 1000 people between 15 and state-pension age in June 2016, or a number of
/// 2017 that includes people above state-pension age (share of the country at the end of 2015).
void set_published(Reader& reader, Data& data, const RegionRecipients& published)
{
    const double below_pension_age = stock_2015 / std::max(1.0, published.number("2015", "NL", "Nederland"));
    const Table t = reader.table("marginals.csv", {"variable", "category", "share", "year"});
    std::map<std::string, double> density;
    for (std::size_t row = 0; row < t.rows(); ++row) {
        if (t.text(row, "variable") != "recipients per 1000 inhabitants" || t.text(row, "year") != "2016-06") {
            continue;
        }
        density[t.text(row, "category")] = t.number(row, "share", reader.problems, {0, 1});
    }
    for (Municipality& m : data.municipalities) {
        const auto found = density.find(everyday_name(m.name));
        m.facts.published_recipients =
            found != density.end()
                ? found->second * m.facts.people_15_64 * stock_2015 / stock_2016_june
                : published.number("2017", "GM", m.name) * below_pension_age * stock_2015 / stock_2017;
    }
    const Table islands = reader.table("density_like.csv", {"municipality", "category"});
    for (std::size_t row = 0; row < islands.rows(); ++row) {
        const int at = islands.choice(row, "municipality", municipality_names(data), reader.problems);
        if (at < 0) { continue; }
        agents::MunicipalityFacts& facts = data.municipalities[static_cast<std::size_t>(at)].facts;
        facts.fits_density = false;
        facts.published_recipients =
            facts.inhabitants * value_where(t,
                                            {{"variable", "recipients per 1000 inhabitants (all ages)"},
                                             {"category", islands.text(row, "category")}},
                                            "share", reader.problems);
    }
}

void read_targets(Reader& reader, Data& data)
{
    const std::string quality = "quality_A_official_B_derived_C_old_or_rough_D_missing";
    const Table t =
        reader.table("targets_recommended.csv", {"variable", "category", "target", "reference", quality, "source"});
    for (std::size_t row = 0; row < t.rows(); ++row) {
        data.targets.push_back({t.text(row, "variable"), t.text(row, "category"),
                                t.number_if_any(row, "target", reader.problems, {0, 1e6}), t.text(row, "reference"),
                                t.text(row, quality), t.text(row, "source")});
    }
}

/// Margins of the stock: those of the 2017-2019 baseline (ages of June 2019, the nearest to 2015).
void set_stock_margins(Reader& reader, Data& data)
{
    const Table t = reader.table("targets_recommended.csv", {"variable", "category", "target", "reference"});
    const auto target = [&](const char* variable, const char* category, const char* reference) {
        return value_where(t, {{"variable", variable}, {"category", category}, {"reference", reference}}, "target",
                           reader.problems);
    };
    agents::NationalFacts& n = data.national;
    const char* const ages[3] = {"18-26", "27-44", "45-AOW"};
    const char* const households[3] = {"single", "single parent", "in couple"};
    double sum_age = 0.0;
    double sum_household = 0.0;
    for (int k = 0; k < 3; ++k) {
        sum_age += n.stock_age[k] = target("age", ages[k], "2019-06");
        sum_household += n.stock_household[k] = target("household type (persons)", households[k], "2017-08");
    }
    for (int k = 0; k < 3; ++k) {  // published shares are rounded
        n.stock_age[k] /= sum_age;
        n.stock_household[k] /= sum_household;
    }
    n.stock_women = target("sex", "women", "2017-09");
    n.non_western = target("migration background", "non-western", "2018-03");
}

/// Margins of people who apply and did not leave in the year before: ages of 2023Q4, sexes of 2019. Households of
/// entrants are not published: those of the stock are taken *(judgement)*.
void set_applicant_margins(Reader& reader, Data& data)
{
    const Table t = reader.table("flows_quarterly.csv", {"quarter", "flow", "value", "group"});
    const auto first_time = [&](const std::string& quarter, const char* group) {
        const auto flow = [&](const char* name) {
            return value_where(t, {{"quarter", quarter}, {"flow", name}, {"group", group}}, "value", reader.problems);
        };
        return flow("inflow") - flow("re-inflow within 1 year (part of inflow)");
    };
    agents::NationalFacts& n = data.national;
    const double all = first_time("2023Q4", "total");
    const double below_25 = first_time("2023Q4", "age <25") / all;
    const double of_25_34 = first_time("2023Q4", "age 25-35") / all;
    const double of_35_44 = first_time("2023Q4", "age 35-45") / all;
    n.applicant_age[0] = below_25 + 0.2 * of_25_34;  // 25 and 26 are two of its ten years
    n.applicant_age[1] = 0.8 * of_25_34 + of_35_44;
    n.applicant_age[2] = 1.0 - n.applicant_age[0] - n.applicant_age[1];
    n.share_27_34 = 0.8 * of_25_34 / n.applicant_age[1];
    double men = 0.0;
    double people = 0.0;
    for (const char* quarter : {"2019Q1", "2019Q2", "2019Q3", "2019Q4"}) {
        men += first_time(quarter, "men");
        people += first_time(quarter, "total");
    }
    n.applicant_women = 1.0 - men / people;
    std::copy(std::begin(n.stock_household), std::end(n.stock_household), std::begin(n.applicant_household));
}

}  // namespace

void read_recipients(Reader& reader, Data& data)
{
    read_targets(reader, data);
    set_stock_margins(reader, data);
    set_applicant_margins(reader, data);
    const RegionRecipients published(reader);
    if (!reader.problems.empty()) { return; }  // places are needed below
    set_published(reader, data, published);
    set_areas(reader, data, published);
}

}  // namespace vangnet::data_parts
