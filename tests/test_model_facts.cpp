/// The run that measures the published facts, for the country and for the country as one municipality.

#include <cmath>
#include <set>
#include <string>

#include "sim/experiment/facts_run.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/inputs/pooled.hpp"
#include "sim/inputs/table.hpp"
#include "tests/support/catch.hpp"

using namespace vangnet;

TEST_CASE("The pooled country has the people of all municipalities", "[unit][pooled]")
{
    const Data data = load_data();
    const Data pooled = pooled_country(data, 5000);
    REQUIRE(pooled.plans.size() == 1);
    REQUIRE(pooled.municipalities.size() == 1);
    const agents::MunicipalityPlan& all = pooled.plans.front();
    double stock = 0.0;
    double women = 0.0;
    double young_applicants = 0.0;
    for (const agents::MunicipalityPlan& plan : data.plans) {
        stock += plan.stock_2015;
        for (int age = 0; age < 3; ++age) {
            for (int household = 0; household < 3; ++household) {
                women += plan.stock_2015 * plan.stock_cells[age][1][household];
            }
        }
        for (int k = 0; k < 6; ++k) { young_applicants += plan.applicant_share * plan.inflow_cells[0][k / 3][k % 3]; }
    }
    double pooled_women = 0.0;
    for (int k = 0; k < 9; ++k) { pooled_women += all.stock_cells[k / 3][1][k % 3]; }
    double pooled_young = 0.0;
    for (int k = 0; k < 6; ++k) { pooled_young += all.inflow_cells[0][k / 3][k % 3]; }
    CHECK(std::abs(all.stock_2015 - stock) < 1e-6 * stock);
    CHECK(std::abs(all.applicant_share - 1.0) < 1e-9);
    CHECK(std::abs(pooled_women - women / stock) < 1e-9);
    CHECK(std::abs(pooled_young - young_applicants) < 1e-9);
    // one neighbourhood holds about 50 recipients, simulated or real
    CHECK(all.neighbourhoods > 50);
    CHECK(all.neighbourhoods < 150);
    CHECK(pooled_country(data, 0).plans.front().neighbourhoods > 5000);
}

TEST_CASE("The pooled country keeps the published stock and answers the same for the same seed", "[model][pooled]")
{
    const Data pooled = pooled_country(load_data(), 2000);
    const ParameterBook book = load_parameters();
    const agents::Parameters p = central_parameters(book);
    const agents::PolicyTerms terms = policy_terms(p, book);
    const StartRequest request{.municipalities = {0}, .people = 2000, .month = make_month(2016, 1).since_1970};
    const FactMap facts = measure_facts(pooled, request, p, terms, SerialExecutor{});
    CHECK(std::abs(facts.at("19/stock 2015Q4-2019Q4")) < 0.20);
    CHECK(std::abs(facts.at("14/good") + facts.at("14/fair") + facts.at("14/bad") - 1.0) < 1e-9);
    CHECK(measure_facts(pooled, request, p, terms, SerialExecutor{}) == facts);
}

TEST_CASE("Every published figure but displacement is measured, by one probe", "[unit][pooled]")
{
    std::multiset<std::string> measured = {"18/AOW exits", "19/stock 2015Q4-2019Q4"};
    for (const MeanProbe& probe : mean_probes()) { measured.insert(probe.key); }
    for (const FlowProbe& probe : flow_probes()) { measured.insert(probe.key); }
    for (const CohortProbe& probe : cohort_probes()) { measured.insert(probe.key); }
    for (const FollowProbe& probe : follow_probes()) { measured.insert(probe.key); }
    const Table facts = Table::parse(data_text("facts.csv"), "facts.csv");
    for (std::size_t row = 0; row < facts.rows(); ++row) {
        if (facts.text(row, "fact") == "21") { continue; }
        const std::string key = facts.text(row, "fact") + "/" + facts.text(row, "part");
        CAPTURE(key);
        CHECK(measured.count(key) == 1);
        measured.erase(key);
    }
    CHECK(measured.empty());
}
