#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "analysis/money.hpp"
#include "sim/core/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/texts.hpp"

using namespace vangnet;
using namespace vangnet::analysis;

namespace {

constexpr Vangnet tiers_2019{.threshold = 0.075, .full_above = 0.125, .share_between = 0.5};

UnitCosts costs() { return UnitCosts::load(); }

/// Two years; numbers that are not round, so that nothing cancels by accident.
MoneyFlows base_flows()
{
    return {.benefit = {11'503.37, 9'871.13},
            .caseworker_hours = 11.7,
            .services = 83.9,
            .shared_services = 21.3,
            .income = 31'007.1};
}
MoneyFlows arm_flows()
{
    return {.benefit = {11'201.91, 9'402.77},
            .caseworker_hours = 25.3,
            .services = 240.2,
            .shared_services = 71.7,
            .income = 31'330.6};
}

PayerLedger change(const MoneyFlows& arm, const MoneyFlows& base, const BudgetRules& rules)
{
    const std::vector<Vangnet> vangnet{tiers_2019, tiers_2019};
    PayerLedger a = ledger_of(arm, base, costs(), vangnet, rules);
    const PayerLedger b = ledger_of(base, base, costs(), vangnet, rules);
    for (std::size_t p = 0; p < a.of.size(); ++p) {
        for (std::size_t k = 0; k < a.of[p].size(); ++k) { a.of[p][k] -= b.of[p][k]; }
    }
    return a;
}

const std::vector<BudgetRules>& all_rules()
{
    static const std::vector<BudgetRules> list{{1.0, false}, {1.0, true}, {0.85, false}, {0.85, true}, {1.1, false}};
    return list;
}

PairedDifference difference(const std::vector<double>& effects, const std::vector<double>& draws = {})
{
    const auto pairs = [](const std::vector<double>& e) { return ItemPairs{std::vector<double>(e.size(), 0.0), e}; };
    return paired_difference(pairs(effects), pairs(draws), 0.90);
}

/// Draws that agree.
std::vector<double> sure(double effect) { return std::vector<double>(fewest_draws, effect); }

/// Two arms, two replicates, months 1 to 3 from December 2018, everyone; the arm saves 30 EUR of benefit by then.
Study study_of_money(bool same)
{
    Study study;
    study.name = {"proef", "trial"};
    study.place = "Utrecht";
    study.people = 100;
    study.weight = 2.0;
    study.origin = Month{48 * 12 + 10};
    study.arms = {{.key = "usual", .words = {"gewoon", "usual"}, .instruments = {}},
                  {.key = "help", .words = {"hulp", "help"}, .instruments = {}}};
    study.months = {1, 2, 3};
    study.groups = {{.key = "all", .dimension = "all", .title = {"iedereen", "everyone"}, .people = 100.0}};
    for (const char* key : {"benefit_paid", "insurance_paid", "debt_help_starts", "caseworker_hours", "cost",
                            "cost_shared", "income_received", "work_12h", "work_27h"}) {
        study.measures.emplace_back();
        study.measures.back().key = key;
    }
    study.replicates = 2;
    study.draws = fewest_draws;
    const auto load = [same](const std::string& key, int items) {
        Values values{.arms = 2, .items = static_cast<std::size_t>(items), .months = 3, .groups = 1, .data = {}};
        for (int arm = 0; arm < 2; ++arm) {
            for (int i = 0; i < items; ++i) {
                for (int m = 1; m <= 3; ++m) {
                    const double effect = same ? 0.0 : arm * (1.0 + 0.01 * (i % 2));
                    double v = key == "benefit_paid" ? m * (900.0 - 10.0 * effect) : 0.0;
                    if (key == "caseworker_hours") { v = m * (0.5 + effect); }
                    if (key == "income_received") { v = m * (1000.0 + 5.0 * effect); }
                    if (key == "work_12h" || key == "work_27h") { v = 0.1 + 0.01 * effect * m; }
                    values.data.push_back(v);
                }
            }
        }
        return values;
    };
    study.load_series = [load](const std::string& key) { return load(key, 2); };
    study.load_draws = [load](const std::string& key) { return load(key, static_cast<int>(fewest_draws)); };
    return study;
}

}  // namespace

TEST_CASE("a municipality alone pays nothing of what is shared, and in a roll-out the half that is not the state's",
          "[unit]")
{
    const auto services = [](bool roll_out, Payer payer) {
        return change(arm_flows(), base_flows(), {.index = 1.0, .national_roll_out = roll_out})
            .at(payer, MoneyKind::services);
    };
    const double all = 240.2 - 83.9;
    const double shared = 71.7 - 21.3;
    CHECK(services(false, Payer::municipality) == Approx(-(all - shared)));
    CHECK(services(false, Payer::national) == Approx(-shared));
    CHECK(services(true, Payer::municipality) == Approx(-(all - 0.5 * shared)));
    CHECK(services(true, Payer::national) == Approx(-0.5 * shared));
}

TEST_CASE("the vangnet compensates nothing below its threshold, half between and all above", "[unit]")
{
    // A budget of 1000; from 2019: own risk 75, half up to 125, then all.
    CHECK(compensation(tiers_2019, 900.0, 1000.0) == 0.0);
    CHECK(compensation(tiers_2019, 1075.0, 1000.0) == Approx(0.0));
    CHECK(compensation(tiers_2019, 1100.0, 1000.0) == Approx(12.5));
    CHECK(compensation(tiers_2019, 1125.0, 1000.0) == Approx(25.0));
    CHECK(compensation(tiers_2019, 1200.0, 1000.0) == Approx(100.0));
    // 2017: own risk 50, half up to 125, then all. 2015: own risk 100, then all.
    CHECK(compensation(costs().vangnet(2017), 1100.0, 1000.0) == Approx(25.0));
    CHECK(compensation(costs().vangnet(2015), 1099.0, 1000.0) == Approx(0.0));
    CHECK(compensation(costs().vangnet(2015), 1130.0, 1000.0) == Approx(30.0));
}

TEST_CASE("the rule of a year is the last that began, and the first for years before", "[unit]")
{
    CHECK(costs().vangnet(2013) == costs().vangnet(2015));
    CHECK(costs().vangnet(2018).threshold == Approx(0.05));
    CHECK(costs().vangnet(2019) == tiers_2019);
    CHECK(costs().vangnet(2030) == tiers_2019);
}

TEST_CASE("what payers gain and lose adds up to the kinds, and only real costs and outside income are left",
          "[property]")
{
    for (const BudgetRules& rules : all_rules()) {
        const PayerLedger c = change(arm_flows(), base_flows(), rules);
        INFO("index " << rules.index << ", roll-out " << rules.national_roll_out);
        double payers_total = 0.0;
        for (int p = 0; p < payers; ++p) { payers_total += c.total(static_cast<Payer>(p)); }
        double kinds_total = 0.0;
        for (int k = 0; k < money_kinds; ++k) { kinds_total += c.total(static_cast<MoneyKind>(k)); }
        CHECK(payers_total == Approx(kinds_total).margin(1e-9));
        // The same from the measures, without the ledger: hours and services cost, income besides benefit comes in.
        const double hours = costs().caseworker_hour() * (25.3 - 11.7);
        const double benefit = (11'201.91 + 9'402.77) - (11'503.37 + 9'871.13);
        CHECK(payers_total == Approx(-hours - (240.2 - 83.9) + (31'330.6 - 31'007.1) - benefit).margin(1e-9));
        for (const MoneyKind kind :
             {MoneyKind::benefit, MoneyKind::benefit_tax, MoneyKind::budget, MoneyKind::vangnet}) {
            CHECK(c.total(kind) == Approx(0.0).margin(1e-9));
        }
        CHECK(c.total(Payer::inhabitant) == Approx(31'330.6 - 31'007.1).margin(1e-9));
    }
}

TEST_CASE("an arm that changes nothing moves no money", "[unit]")
{
    for (const BudgetRules& rules : all_rules()) {
        const PayerLedger c = change(base_flows(), base_flows(), rules);
        for (const auto& payer : c.of) {
            for (const double amount : payer) { CHECK(amount == 0.0); }
        }
    }
    for (const MoneyRow& row : money_of(study_of_money(true), costs()).rows) { CHECK(row.difference.mean == 0.0); }
}

TEST_CASE("one municipality keeps what it saves on benefits, a national roll-out takes exactly that back", "[unit]")
{
    const double saved = 1.09 * ((11'503.37 + 9'871.13) - (11'201.91 + 9'402.77));
    const PayerLedger one = change(arm_flows(), base_flows(), {1.0, false});
    const PayerLedger all = change(arm_flows(), base_flows(), {1.0, true});
    CHECK(one.at(Payer::municipality, MoneyKind::benefit) + one.at(Payer::municipality, MoneyKind::benefit_tax) ==
          Approx(saved));
    CHECK(one.at(Payer::municipality, MoneyKind::budget) == 0.0);
    CHECK(all.at(Payer::municipality, MoneyKind::budget) == Approx(-saved));
    CHECK(all.at(Payer::national, MoneyKind::budget) == Approx(saved));
    const double half_of_shared = 0.5 * (71.7 - 21.3);
    CHECK(one.total(Payer::municipality) - all.total(Payer::municipality) == Approx(saved + half_of_shared));
    CHECK(one.total() == Approx(all.total()).margin(1e-9));
}

TEST_CASE("with a budget far below cost the vangnet, not the municipality, gains from lower benefits", "[unit]")
{
    // Base 1000 EUR of net benefit: cost 1090, budget 872, a deficit of 25%: all above 12.5% comes back.
    const MoneyFlows base{.benefit = {1000.0}};
    const MoneyFlows arm{.benefit = {980.0}};
    const std::vector<Vangnet> vangnet{tiers_2019};
    const PayerLedger b = ledger_of(base, base, costs(), vangnet, {0.8, false});
    const PayerLedger a = ledger_of(arm, base, costs(), vangnet, {0.8, false});
    CHECK(b.at(Payer::municipality, MoneyKind::vangnet) == Approx(0.5 * 0.05 * 872.0 + (218.0 - 109.0)));
    CHECK(a.total(Payer::municipality) == Approx(b.total(Payer::municipality)));
    CHECK(a.total(Payer::national) - b.total(Payer::national) == Approx(20.0));
}

TEST_CASE("a client costs the post over the caseload", "[unit]")
{
    // EUR 75 for 1363 hours a year: 102,225; over 50 and 150 clients. Published and derived: 2,040 and 680.
    const auto a_year = [](double caseload) {
        return 12.0 * static_cast<double>(policy::contact_hours_at(static_cast<float>(caseload))) *
               costs().caseworker_hour();
    };
    CHECK(a_year(50.0) == Approx(102'225.0 / 50.0).epsilon(1e-5));
    CHECK(a_year(150.0) == Approx(102'225.0 / 150.0).epsilon(1e-5));
}

TEST_CASE("drawn prices stay in their range, differ by draw and by price, and have the published centre",
          "[statistical]")
{
    double sum = 0.0;
    constexpr int draws = 4000;
    for (int d = 0; d < draws; ++d) {
        const UnitCosts drawn = costs().drawn(d);
        const double hour = 0.65 * drawn.caseworker_hour();
        REQUIRE(hour > 57.99);
        REQUIRE(hour < 95.01);
        sum += hour / draws;
        CHECK(drawn.benefit_tax() == costs().benefit_tax());
    }
    CHECK(sum == Approx((58.0 + 75.0 + 95.0) / 3.0).margin(0.6));  // sd 7.6 over the root of 4,000 is 0.12
    CHECK(costs().drawn(1).caseworker_hour() != costs().drawn(2).caseworker_hour());
    CHECK(costs().drawn(1).debt_help_client() != costs().debt_help_client());
}

TEST_CASE("without a price there is no net sum and no cost per person", "[unit]")
{
    Study study = study_of_money(false);
    study.arms[1].instruments.push_back(
        {.key = "group_training", .use = 0, .title = {"Cursus", "Course"}, .priced = false});
    const Money money = money_of(study, costs());
    const auto row = [&](std::optional<Payer> payer, std::optional<MoneyKind> kind) {
        return *money.find("help", "all", payer, kind);
    };
    CHECK(row(Payer::municipality, {}).why_not.en == "not to be determined: no price for Course");
    CHECK(row(Payer::municipality, {}).why_not.nl == "niet te bepalen: geen prijs voor Cursus");
    for (const auto& kind : {std::optional<MoneyKind>{}, std::optional{MoneyKind::services}}) {
        CHECK(std::isnan(row({}, kind).difference.mean));
        CHECK(std::isnan(row(Payer::municipality, kind).difference.mean));
    }
    CHECK(row(Payer::national, {}).why_not.empty());
    CHECK(row(Payer::municipality, MoneyKind::benefit).difference.mean == Approx(30.0 * 1.005));
    for (const CostPerWorker& worker : money.workers) {
        CHECK_FALSE(worker.value);
        CHECK(worker.why_not.en == "not to be determined: no price for Course");
    }
    CHECK(to_json(money).dump().find("nan") == std::string::npos);
}

TEST_CASE("cost per extra person is the ratio of means, with a range of each kind", "[unit]")
{
    // 1000 EUR and 0.02 in work each, with a little noise that the two share: the ratio is always 50,000.
    const std::vector<double> work{0.019, 0.020, 0.021, 0.020};
    std::vector<double> cost;
    for (const double w : work) { cost.push_back(50'000.0 * w); }
    const CostPerWorker same = cost_per_extra(difference(cost), difference(work, sure(0.02)), 0.01, 0.90);
    REQUIRE(same.value);
    CHECK(*same.value == Approx(50'000.0));
    CHECK(same.chance->half_width == Approx(0.0).margin(1e-6));
    CHECK_FALSE(same.low);
    // A fixed cost: draws of 0.01 to 0.04 in work give 100,000 to 25,000.
    std::vector<double> draws;
    for (int d = 0; d < 10; ++d) { draws.insert(draws.end(), {0.01, 0.02, 0.04, 0.02}); }
    const std::vector<double> same_cost(draws.size(), 1000.0);
    const CostPerWorker fixed = cost_per_extra(difference({1000, 1000, 1000, 1000}, same_cost),
                                               difference({0.02, 0.02, 0.02, 0.02}, draws), 0.005, 0.90);
    REQUIRE(fixed.low);
    CHECK(*fixed.low == Approx(25'000.0));
    CHECK(*fixed.high == Approx(100'000.0));
}

TEST_CASE("where the effect on work may be 0 or negative there is no cost per person", "[unit]")
{
    const PairedDifference cost = difference({1000, 1010, 990}, sure(1000));
    const auto why = [&](const PairedDifference& work) { return cost_per_extra(cost, work, 0.01, 0.90).why_not.en; };
    std::vector<double> either = sure(0.02);
    std::fill_n(either.begin(), 20, -0.01);
    CHECK(why(difference({0.01, -0.01, 0.02}, sure(0.02))) == "not determined: the effect may be 0");
    CHECK(why(difference({0.020, 0.021, 0.019}, either)) == "not determined: the effect may be 0");
    CHECK(why(difference({0.0, 0.0, 0.0}, sure(0.0))) == "none: about as many people are in work");
    CHECK(why(difference({-0.020, -0.021, -0.019}, sure(-0.02))) == "none: fewer people are in work");
    CHECK(why(difference({0.02}, sure(0.02))) == "not determined: one replicate says nothing about chance");
    CHECK(why(difference({0.020, 0.021, 0.019}, {0.01, 0.02})) == "not determined: that takes at least 40 draws");
    CHECK(why(difference({0.020, 0.021, 0.019}, sure(0.02))).empty());
}

TEST_CASE("the money of a study follows its measures by budget year, group and month", "[unit]")
{
    const Money money = money_of(study_of_money(false), costs());
    CHECK(money.budget_years == std::vector<int>{2018, 2019});
    CHECK(money.vangnet[0].threshold == Approx(0.05));
    const auto mean = [&](std::optional<Payer> payer, std::optional<MoneyKind> kind) {
        return money.find("help", "all", payer, kind)->difference.mean;
    };
    // Three months; effects 1 and 1.01: mean 1.005.
    CHECK(mean(Payer::municipality, MoneyKind::benefit) == Approx(30.0 * 1.005));
    CHECK(mean(Payer::inhabitant, {}) == Approx(15.0 * 1.005));
    CHECK(mean(Payer::municipality, MoneyKind::caseworkers) == Approx(-3.0 * 1.005 * costs().caseworker_hour()));
    CHECK(money.people_of("all") == Approx(200.0));
    REQUIRE(money.workers.size() == 9);
    // 0.03 more in work in month 3; (0.01 + 0.02 + 0.03) / 12 years.
    CHECK(*money.workers[0].value == Approx(100.0 * costs().caseworker_hour()));
    CHECK(*money.workers[6].value == Approx(3.0 * costs().caseworker_hour() / (0.06 / 12.0)));
    MoneyOptions early;
    early.month = 1;
    CHECK(money_of(study_of_money(false), costs(), early).find("help", "all", Payer::inhabitant, {})->difference.mean ==
          Approx(5.0 * 1.005));
    CHECK(to_json(money).dump().find("nan") == std::string::npos);
    const std::string csv = to_csv(money);
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + static_cast<long>(money.rows.size() + money.workers.size()));
}

TEST_CASE("a file without the measures, or a budget index of 0, is refused with what is wrong", "[unit]")
{
    Study study = study_of_money(false);
    study.measures.pop_back();
    CHECK_THROWS_AS(money_of(study, costs()), DataError);
    MoneyOptions options;
    options.rules.index = 0.0;
    CHECK_THROWS_AS(money_of(study_of_money(false), costs(), options), UsageError);
    MoneyOptions entrants;
    entrants.by = "entrants";
    CHECK_THROWS_AS(money_of(study_of_money(false), costs(), entrants), UsageError);
}

TEST_CASE("every wrong line of unit_costs.csv is named", "[unit]")
{
    const std::string head = "key,value,low,high,unit,year,grade,source,note_nl,note_en\n";
    try {
        static_cast<void>(UnitCosts::parse(head + "caseworker_hou,1,,,EUR,2018,published,s,n,n\n"
                                                  "benefit_tax,-1,,,1,2018,rumour,s,n,n\n"
                                                  "benefit_tax,0.1,,,1,2018,derived,,n,n\n",
                                           "mine.csv"));
        FAIL("no problem found");
    } catch (const DataError& error) {
        std::string all;
        for (const std::string& line : in_language(error.problems(), false)) { all += line + "\n"; }
        INFO(all);
        for (const char* part : {"mine.csv:2: key", "mine.csv:3: value", "mine.csv:3: grade", "mine.csv:4: source",
                                 "mine.csv:4: key", "debt_help_client is missing"}) {
            CHECK(all.find(part) != std::string::npos);
        }
    }
}
