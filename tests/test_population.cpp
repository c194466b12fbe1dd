#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <map>
#include <string>
#include <vector>

#include "agents/population/applicants.hpp"
#include "agents/population/margins.hpp"
#include "agents/population/plans.hpp"
#include "agents/population/proportional_fitting.hpp"
#include "agents/seekers.hpp"
#include "sim/inputs/data.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace vangnet;
using namespace vangnet::agents;

namespace {

const Data& data()
{
    static const Data loaded = load_data();
    return loaded;
}

constexpr int month(int year, int month_of_year) { return (year - 1970) * 12 + month_of_year - 1; }

const MunicipalityPlan& plan_of(const std::string& name)
{
    for (std::size_t i = 0; i < data().plans.size(); ++i) {
        if (data().municipalities[i].name == name) { return data().plans[i]; }
    }
    throw std::runtime_error(name);
}

std::vector<Applicant> draw(const std::string& name, int last = month(2015, 12), unsigned replicate = 0)
{
    return draw_applicants(plan_of(name), data().new_applications, RandomField(7, replicate), 0.3, 0, last);
}

bool has(const Applicant& a, std::uint32_t bit) { return (a.traits & bit) != 0; }

const MonthAmounts& amounts(int year, int month_of_year)
{
    return data().amounts[data_month(month(year, month_of_year))];
}

}  // namespace

TEST_CASE("there are 393 municipalities in 35 regions with 449,000 persons on benefit", "[unit][agents]")
{
    CHECK(data().municipalities.size() == 393);
    CHECK(data().plans.size() == 393);
    CHECK(data().regions.size() == 35);
    CHECK(data().provinces.size() == 12);
    double stock = 0.0;
    double share = 0.0;
    for (const MunicipalityPlan& plan : data().plans) {
        CHECK(plan.stock_2015 > 0.0);
        CHECK(plan.neighbourhoods >= 1);
        stock += plan.stock_2015;
        share += plan.applicant_share;
    }
    CHECK(stock == Approx(449000.0).epsilon(1e-9));
    CHECK(share == Approx(1.0).epsilon(1e-9));
}

TEST_CASE("provinces keep their published share of recipients and their published people of 15 and over",
          "[unit][agents]")
{
    // region_recipients.csv: parts of the country of 2015; Groningen, Friesland and Drenthe of 2015, the others of 2016
    // moved to 2015 with their part; all scaled from 496,120 (sum of the four parts) to 449,000
    const double scale = 449000.0 / (55770.0 + 91660.0 + 260210.0 + 88480.0);
    const std::map<std::string, double> expected{{"Groningen", 22780.0},
                                                 {"Friesland", 20230.0},
                                                 {"Drenthe", 12760.0},
                                                 {"Overijssel", 32410.0 * 91660.0 / 96260.0},
                                                 {"Flevoland", 12340.0 * 91660.0 / 96260.0},
                                                 {"Gelderland", 51510.0 * 91660.0 / 96260.0},
                                                 {"Utrecht", 30560.0 * 260210.0 / 268300.0},
                                                 {"Noord-Holland", 90180.0 * 260210.0 / 268300.0}};
    const std::map<std::string, double> of_15_plus{
        {"Groningen", 499160}, {"Friesland", 539870},   {"Drenthe", 413050},  {"Overijssel", 948540},
        {"Flevoland", 328520}, {"Gelderland", 1713220}, {"Utrecht", 1056730}, {"Noord-Holland", 2356270}};
    std::map<std::string, double> stock;
    std::map<std::string, double> people_15_64;
    for (std::size_t i = 0; i < data().plans.size(); ++i) {
        const std::string& province = data().provinces[static_cast<std::size_t>(data().municipalities[i].province)];
        stock[province] += data().plans[i].stock_2015;
        people_15_64[province] += data().municipalities[i].facts.people_15_64;
    }
    for (const auto& [province, number] : expected) {
        INFO(province);
        CHECK(stock[province] == Approx(number * scale).epsilon(0.005));
        // people of 65 and over are 19% to 27% of those of 15 and over
        CHECK(people_15_64[province] / of_15_plus.at(province) > 0.73);
        CHECK(people_15_64[province] / of_15_plus.at(province) < 0.85);
    }
    CHECK(stock["Noord-Brabant"] + stock["Limburg"] == Approx(88480.0 * scale).epsilon(0.005));
}

TEST_CASE("cities with a published density have it, and no place is beyond the published extremes by much",
          "[unit][agents]")
{
    const auto density = [](const std::string& name) {
        const MunicipalityPlan& plan = plan_of(name);
        return plan.stock_2015 / data().municipalities[static_cast<std::size_t>(plan.number)].facts.people_15_64;
    };
    // per person between 15 and state-pension age in June 2016, moved to the end of 2015 (449 / 460)
    CHECK(density("Utrecht") == Approx(0.045 * 449.0 / 460.0).epsilon(1e-6));
    CHECK(density("Rotterdam") == Approx(0.096 * 449.0 / 460.0).epsilon(1e-6));
    CHECK(density("Amsterdam") == Approx(0.069 * 449.0 / 460.0).epsilon(1e-6));
    CHECK(density("'s-Gravenhage") == Approx(0.077 * 449.0 / 460.0).epsilon(1e-6));
    CHECK(plan_of("Ameland").stock_2015 < 0.002 * plan_of("Ameland").inhabitants + 1e-9);
    CHECK(plan_of("Rozendaal").stock_2015 > 5.0);
    CHECK(plan_of("Rozendaal").stock_2015 < 30.0);
    for (const Municipality& m : data().municipalities) {
        INFO(m.name);
        CHECK(density(m.name) < 0.10);
    }
}

TEST_CASE("merged municipalities have their successor's structure and an equal part of its people", "[unit][agents]")
{
    // by the inhabitants of 2014, of the successor's 56,935 and 35,800 of 2017
    CHECK(plan_of("Bussum").inhabitants == Approx(56'935.0 * 32'630 / (32'630 + 6'285 + 17'205)));
    CHECK(plan_of("Muiden").inhabitants == Approx(56'935.0 * 6'285 / (32'630 + 6'285 + 17'205)));
    CHECK(plan_of("Zeevang").inhabitants == Approx(35'800.0 * 6'340 / (28'920 + 6'340)));
    CHECK(plan_of("Veghel").inhabitants == 38078.0);  // has a number of its own
    CHECK(data().municipalities[static_cast<std::size_t>(plan_of("Schijndel").number)].structure_of == "Meierijstad");
}

TEST_CASE("iterative proportional fitting reaches both margins and keeps the odds ratio of the guess", "[unit][agents]")
{
    std::vector<double> cells{1.0, 2.0, 3.0, 4.0};
    const std::vector<Margin> margins{{{0, 0, 1, 1}, {0.3, 0.7}}, {{0, 1, 0, 1}, {0.6, 0.4}}};
    const Fit fit = fit_to_margins(cells, margins, 1e-12);
    CHECK(fit.largest_misfit <= 1e-12);
    CHECK(cells[0] + cells[1] == Approx(0.3).epsilon(1e-10));
    CHECK(cells[1] + cells[3] == Approx(0.4).epsilon(1e-10));
    CHECK(cells[0] * cells[3] / (cells[1] * cells[2]) == Approx(4.0 / 6.0).epsilon(1e-9));
    std::vector<double> impossible{1.0, 1.0};
    const std::vector<Margin> contradictory{{{0, 1}, {0.5, 0.5}}, {{0, 0}, {2.0}}};
    CHECK(fit_to_margins(impossible, contradictory, 1e-6).largest_misfit > 0.4);
}

TEST_CASE("national margins of age, sex and household hold to 1e-6 and every municipality's cells sum to 1",
          "[unit][agents]")
{
    std::array<double, 3> age{};
    std::array<double, 3> household{};
    double women = 0.0;
    for (const MunicipalityPlan& plan : data().plans) {
        double sum = 0.0;
        for (std::size_t a = 0; a < 3; ++a) {
            for (std::size_t s = 0; s < 2; ++s) {
                for (std::size_t h = 0; h < 3; ++h) {
                    const double cell = plan.stock_cells[a][s][h];
                    sum += cell;
                    age[a] += cell * plan.stock_2015 / 449000.0;
                    household[h] += cell * plan.stock_2015 / 449000.0;
                    if (s == 1) { women += cell * plan.stock_2015 / 449000.0; }
                }
            }
            REQUIRE(plan.stock_cells[a][0][2] == Approx(plan.stock_cells[a][1][2]).epsilon(1e-9));  // couples: half men
        }
        REQUIRE(sum == Approx(1.0).epsilon(1e-6));
    }
    // targets_recommended.csv; the household shares are rounded and add up to 1.001
    CHECK(age[0] == Approx(0.093).margin(1e-6));
    CHECK(age[1] == Approx(0.357).margin(1e-6));
    CHECK(age[2] == Approx(0.550).margin(1e-6));
    CHECK(women == Approx(0.565).margin(1e-6));
    CHECK(household[0] == Approx(0.561 / 1.001).margin(1e-6));
    CHECK(household[1] == Approx(0.178 / 1.001).margin(1e-6));
    CHECK(household[2] == Approx(0.262 / 1.001).margin(1e-6));
}

TEST_CASE("a municipality of singles has more single recipients than one of families", "[property][agents]")
{
    const auto singles = [](const MunicipalityPlan& plan) {
        double sum = 0.0;
        for (const auto& age : plan.stock_cells) { sum += age[0][0] + age[1][0]; }
        return sum;
    };
    CHECK(singles(plan_of("Utrecht")) > singles(plan_of("Almere")) + 0.1);
}

TEST_CASE("everyone applies as an adult below state-pension age, and partners stand next to each other", "[agents]")
{
    const std::vector<Applicant> people = draw("Utrecht", month(2023, 12));
    std::size_t singles_in_pairs = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const Applicant& a = people[i];
        const int age = a.apply_month - a.birth_month;
        // the last odd number that a couple skipped may have stayed without a single person to take it
        REQUIRE(a.arrival - i <= 1);
        REQUIRE(age >= 18 * 12);
        REQUIRE(age < data().pension_age[data_month(a.apply_month)]);
        REQUIRE(a.neighbourhood >= 0);
        REQUIRE(a.neighbourhood < plan_of("Utrecht").neighbourhoods);
        if (!a.first_of_pair) { continue; }
        REQUIRE(a.arrival % 2 == 0);
        const Applicant& b = people.at(i + 1);
        const std::uint32_t shared = trait::couple | trait::paired | trait::young_child | trait::owner |
                                     trait::under_water | trait::attachment_prone | trait::single_parent;
        REQUIRE((a.traits & shared) == (b.traits & shared));
        REQUIRE(has(b, trait::couple));
        REQUIRE(a.apply_month == b.apply_month);
        REQUIRE(a.neighbourhood == b.neighbourhood);
        REQUIRE(std::abs(a.birth_month - b.birth_month) <= 60);
        REQUIRE_FALSE(b.first_of_pair);
        ++singles_in_pairs;
    }
    CHECK(singles_in_pairs > 100);
    CHECK(std::count_if(people.begin(), people.end(), [](const Applicant& a) { return has(a, trait::couple); }) ==
          static_cast<std::ptrdiff_t>(2 * singles_in_pairs));
}

TEST_CASE("another municipality, a longer horizon or a later start changes nobody", "[determinism][agents]")
{
    const std::vector<Applicant> people = draw("Rozendaal", month(2010, 12));
    (void)draw("Utrecht");
    const std::vector<Applicant> longer = draw("Rozendaal", month(2030, 12));
    REQUIRE(people.size() > 20);
    REQUIRE(longer.size() > people.size());
    CHECK(std::includes(longer.begin(), longer.end(), people.begin(), people.end(),
                        [](const Applicant& a, const Applicant& b) { return a.arrival < b.arrival; }));
    std::vector<Applicant> same;
    for (const Applicant& a : longer) {
        if (a.apply_month <= month(2010, 12)) { same.push_back(a); }
    }
    CHECK(same == people);
    std::vector<Applicant> late;
    for (const Applicant& a : people) {
        if (a.apply_month >= month(2000, 1)) { late.push_back(a); }
    }
    CHECK(late == draw_applicants(plan_of("Rozendaal"), data().new_applications, RandomField(7, 0), 0.3, month(2000, 1),
                                  month(2010, 12)));
    CHECK(people != draw("Rozendaal", month(2010, 12), 1));
}

TEST_CASE("the share of negatively reciprocal people is the parameter's", "[agents][statistical]")
{
    const auto count = [](double share) {
        const auto all = draw_applicants(plan_of("Rozendaal"), data().new_applications, RandomField(7, 0), share, 0,
                                         month(2010, 12));
        return std::count_if(all.begin(), all.end(), [](const Applicant& a) { return has(a, trait::reciprocal); });
    };
    CHECK(count(0.0) == 0);
    CHECK(count(0.6) > count(0.3));
    CHECK(count(0.3) > count(0.1));
}

TEST_CASE("as many people apply as the path says, in every place and for every kind of household", "[agents]")
{
    for (const char* name : {"Schiermonnikoog", "Rozendaal", "Utrecht"}) {
        double expected = 0.0;
        for (int m = 0; m <= month(2015, 12); ++m) {
            expected += data().new_applications.persons_per_month[data_month(m)];
        }
        expected *= plan_of(name).applicant_share;
        const auto drawn = static_cast<double>(draw(name).size());
        INFO(name);
        // 12 kinds of one and 3 of two persons, each at most one household off
        CHECK(std::abs(drawn - expected) <= 12.0 + 6.0);
    }
}

TEST_CASE("replicates give a small place the path's people on average", "[statistical][agents]")
{
    // per kind of household a count of mean c is floor or ceiling of c: variance at most 1/4 a household, so at most
    // 12 x 1/4 + 3 x 4/4 = 6 persons^2 in all
    constexpr std::size_t replicates = 400;
    double expected = 0.0;
    for (int m = 0; m <= month(2015, 12); ++m) { expected += data().new_applications.persons_per_month[data_month(m)]; }
    expected *= plan_of("Rozendaal").applicant_share;
    double sum = 0.0;
    for (unsigned r = 0; r < replicates; ++r) {
        sum += static_cast<double>(draw("Rozendaal", month(2015, 12), r).size());
    }
    const double sd = std::sqrt(6.0);
    REQUIRE(test::detectable_shift(replicates, sd) < 0.01 * expected);
    CHECK(std::abs(test::z_of_mean(sum / replicates, expected, sd, replicates)) < test::z_limit);
}

TEST_CASE("traits come in the shares of their tables", "[statistical][agents]")
{
    const std::vector<Applicant> people = draw("Rotterdam");
    const auto check = [&](double p, auto&& with) {
        const auto hits = static_cast<std::size_t>(std::count_if(people.begin(), people.end(), with));
        REQUIRE(test::detectable_bias(people.size(), p) < 0.01);
        CHECK(std::abs(test::z_of_frequency(hits, people.size(), p)) < test::z_limit);
    };
    const auto education = [](const Applicant& a) {
        return (a.traits & trait::education_mask) >> trait::education_shift;
    };
    check(0.66, [&](const Applicant& a) { return education(a) == 0; });
    check(0.27, [&](const Applicant& a) { return education(a) == 1; });
    check(0.07, [&](const Applicant& a) { return education(a) == 2; });
    check(0.30, [](const Applicant& a) { return has(a, trait::reciprocal); });
    check(0.70, [](const Applicant& a) { return a.jobless_long; });
    std::vector<Applicant> heads;  // partners share their household's luck
    for (const Applicant& a : people) {
        if (!has(a, trait::couple) || a.first_of_pair) { heads.push_back(a); }
    }
    for (const auto& [bit, p] : {std::pair{trait::attachment_prone, 0.50}, std::pair{trait::owner, 0.08}}) {
        const auto hits = static_cast<std::size_t>(
            std::count_if(heads.begin(), heads.end(), [b = bit](const Applicant& a) { return has(a, b); }));
        REQUIRE(test::detectable_bias(heads.size(), p) < 0.01);
        CHECK(std::abs(test::z_of_frequency(hits, heads.size(), p)) < test::z_limit);
    }
}

TEST_CASE("applicants are younger than the stock, and half of them are men", "[agents]")
{
    const NationalFacts& n = data().national;
    // 2023Q4, inflow minus re-inflow: 16,850, of whom below 25 4,220, 25-34 5,050, 35-44 3,390
    CHECK(n.applicant_age[0] == Approx((4220.0 + 0.2 * 5050.0) / 16850.0));
    CHECK(n.applicant_age[1] == Approx((0.8 * 5050.0 + 3390.0) / 16850.0));
    CHECK(n.applicant_age[2] < n.stock_age[2]);
    CHECK(n.applicant_women == Approx(1.0 - 29880.0 / 59760.0));  // 2019
}

TEST_CASE("amounts are the published ones in their month, and follow the law's dates", "[unit]")
{
    CHECK(amounts(2015, 7).norm_single == 962.63);
    CHECK(amounts(2015, 7).norm_couple == 1375.18);
    CHECK(amounts(2015, 7).norm_published);
    CHECK_FALSE(amounts(2016, 3).norm_published);
    CHECK(amounts(2016, 7).norm_single == Approx(std::sqrt(962.63 * 986.52)).epsilon(1e-6));  // half way, log-linear
    CHECK(amounts(1980, 1).norm_single == 960.83);
    CHECK(amounts(2015, 8).disregard_cap == 196.0);
    CHECK(amounts(2015, 8).disregard_share == 0.25);
    CHECK(amounts(2015, 8).disregard_months == 6);
    CHECK(amounts(2020, 12).protected_share == Approx(0.90));
    CHECK(amounts(2021, 1).protected_share == Approx(0.95));
    CHECK(amounts(2023, 6).plan_months == 36);
    CHECK(amounts(2023, 7).plan_months == 18);
    CHECK(amounts(2015, 1).asset_limit_single == 5895.0);
    CHECK(amounts(2024, 7).norm_single / amounts(2022, 3).norm_single ==
          Approx(amounts(2024, 7).minimum_wage_gross / amounts(2022, 3).minimum_wage_gross));
    CHECK(amounts(2030, 12).norm_single == amounts(2024, 7).norm_single);
}

TEST_CASE("tightness, pension age and stock are the published points", "[unit]")
{
    const auto tightness = [](int year, int m) { return data().tightness[data_month(month(year, m))]; };
    CHECK(tightness(1990, 1) == 40.0);
    CHECK(tightness(2011, 12) == 40.0);
    CHECK(tightness(2013, 6) == 14.0);
    CHECK(tightness(2013, 11) == Approx(100.0 / 7.0));
    CHECK(tightness(2014, 11) == 20.0);
    CHECK(tightness(2019, 5) == 93.0);
    CHECK(tightness(2022, 2) == 133.0);
    CHECK(tightness(2021, 8) < 106.0);  // the point of the old unemployment series, 126, is left out
    CHECK(tightness(2030, 12) == 108.0);
    CHECK(data().pension_age[data_month(month(2012, 12))] == 780);
    CHECK(data().pension_age[data_month(month(2015, 1))] == 783);
    CHECK(data().pension_age[data_month(month(2030, 1))] == 804);
    const auto found = std::find_if(data().stock.begin(), data().stock.end(),
                                    [](const StockPoint& p) { return p.month == month(2015, 12); });
    REQUIRE(found != data().stock.end());
    CHECK(found->persons == 449000.0);
    CHECK(data().stock.back().persons == 407000.0);
    CHECK(data().stock.back().month == month(2022, 3));
}

TEST_CASE("new applications are published inflow without re-inflow, and the derived years follow their formula",
          "[unit]")
{
    const auto persons = [](int year, int m) {
        return data().new_applications.persons_per_month[data_month(month(year, m))];
    };
    CHECK(persons(2019, 1) == Approx((23790.0 - 7660.0) / 3.0));
    CHECK(persons(2020, 6) == Approx((27340.0 - 6320.0) / 3.0));
    const double persons_per_benefit = 454660.0 / (254880.0 + 80860.0 + 59460.0);
    CHECK(persons(2014, 7) == Approx((140000.0 - 0.22 * 119000.0) * persons_per_benefit / 12.0));
    const double back_2014 = 0.22 * 119000.0 / 140000.0;
    const double back = back_2014 + 0.2 * (28590.0 / 88350.0 - back_2014);
    CHECK(persons(2015, 7) == Approx(155440.0 * 449000.0 / 496600.0 * (1.0 - back) / 12.0));
    CHECK(persons(1970, 1) == persons(2007, 1));
    CHECK(persons(2024, 1) == Approx((83560.0 - 19550.0) / 12.0));
}

TEST_CASE("synthetic margins are shares of those on benefit and stand beside every target", "[unit][agents]")
{
    Seekers people;
    people.resize(4);
    const int now = month(2017, 9);
    const auto put = [&](std::size_t row, State state, std::uint32_t traits, int age_years, int duration) {
        people.state[row] = static_cast<std::uint8_t>(state);
        people.traits[row] = traits;
        people.birth_month[row] = static_cast<std::int16_t>(now - 12 * age_years);
        people.months_on_benefit[row] = static_cast<std::int16_t>(duration);
        people.since_care[row] = never;
        people.since_arrears[row] = never;
    };
    put(0, State::benefit, trait::woman | trait::single_parent, 30, 3);
    put(1, State::part_time, 0, 50, 200);
    put(2, State::work, trait::woman, 50, 0);
    put(3, State::benefit, trait::woman, 26, 59);
    const MarginCounts counts = count_margins(people, now);
    CHECK(counts.at({"sex", "women"}) == Approx(2.0 / 3.0));
    CHECK(counts.at({"age", "18-26"}) == Approx(1.0 / 3.0));
    CHECK(counts.at({"household type (persons)", "single parent"}) == Approx(1.0 / 3.0));
    CHECK(counts.at({"duration on benefit", "1-5 years"}) == Approx(1.0 / 3.0));
    CHECK(counts.at({"duration on benefit", "15+ years (part of 5+)"}) == Approx(1.0 / 3.0));
    CHECK(counts.at({"has part-time earnings", "yes"}) == Approx(1.0 / 3.0));
    const std::vector<MarginRow> rows = compare_margins(data().targets, counts);
    REQUIRE(rows.size() == data().targets.size());
    CHECK(rows.size() == 37);
    for (const auto& [name, share] : counts) {
        INFO(name.first << ", " << name.second);
        CHECK(std::any_of(rows.begin(), rows.end(),
                          [&n = name](const MarginRow& r) { return r.variable == n.first && r.category == n.second; }));
    }
    CHECK(count_margins(Seekers{}, now).empty());
}
