#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/town.hpp"
#include "sim/core/errors.hpp"
#include "tests/support/catch.hpp"

using namespace vangnet;
using namespace vangnet::analysis;

namespace {

/// Values of two arms, one replicate, `months` months.
Values values_of(std::vector<double> data, std::size_t months)
{
    return {.arms = 2, .items = 1, .months = months, .groups = 1, .data = std::move(data)};
}

/// 100 people in the file of which 80 are on benefit when the policies begin; each stands for ten.
Study small_study()
{
    Study study;
    study.place = "Texel";
    study.people = 100;
    study.weight = 10.0;
    study.arms = {{.key = "usual", .words = {}, .instruments = {}}, {.key = "help", .words = {}, .instruments = {}}};
    study.months = {1, 2};
    study.groups = {{.key = "all", .dimension = "all", .title = {"iedereen", "everyone"}, .people = 80.0}};
    study.replicates = 1;
    study.measures.resize(3);
    study.measures[0].key = "work_12h";
    study.measures[0].share = true;
    study.measures[1].key = "benefit_paid";
    study.measures[1].unit = "EUR";
    study.measures[2].key = "caseworker_hours";
    study.measures[2].unit = "caseworker_hour";
    study.load_series = [](const std::string& key) {
        if (key == "work_12h") { return values_of({0.10, 0.20, 0.10, 0.25}, 2); }
        if (key == "benefit_paid") { return values_of({1000.0, 2000.0, 1000.0, 1900.0}, 2); }
        return values_of({0.5, 1.0, 0.5, 2.0}, 2);
    };
    study.load_array = [](const std::string& path) {
        const std::map<std::string, std::vector<double>> arrays{
            {"/stock/came", {5.0, 7.0, 5.0, 8.0}},
            {"/market/hires_treated", {0.0, 0.0, 2.0, 2.0}},
            {"/market/hires_untreated", {4.0, 4.0, 2.0, 2.0}},
            {"/market/market_factor", {1.0, 1.0, 0.8, 0.8}},
            {"/market/hires_lost_others", {3.0, 3.0, 4.0, 5.0}},
        };
        const auto found = arrays.find(path);
        return found == arrays.end() ? Values{} : values_of(found->second, 2);
    };
    return study;
}

const ComparisonRow& row(const Comparison& comparison, const char* outcome)
{
    const ComparisonRow* found = comparison.find(outcome, "help", "all");
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("numbers of the place are those of the file times the people who are there", "[unit]")
{
    const Study town = town_study(small_study());
    CompareOptions all;
    for (const StudyMeasure& measure : town.measures) { all.outcomes.push_back(measure.key); }
    const Comparison comparison = compare(town, all);
    CHECK(row(comparison, "work_12h").base_level == Approx(200.0));  // of 1,000 people
    CHECK(row(comparison, "work_12h").difference == Approx(50.0));
    CHECK(row(comparison, "work_12h").relevance == Approx(10.0));         // 1 in 100, as for shares
    CHECK(row(comparison, "benefit_paid").difference == Approx(-600.0));  // 100 EUR in two months, 1000 EUR a year
    CHECK(row(comparison, "caseworker_hours").difference == Approx(500.0 / (1363.0 / 12.0 * 0.65)));
    CHECK(row(comparison, "inflow").base_level == Approx(12.0 * 6.0 * 12.5));  // 1,000 people stand behind 80
    CHECK(row(comparison, "jobs").base_level == Approx(100.0));
    CHECK(row(comparison, "jobs").difference == Approx(0.0));
    CHECK(row(comparison, "jobs_lost_own").base_level == Approx(0.0));
    CHECK(row(comparison, "jobs_lost_own").difference == Approx(12.5 * 4.0 * 0.25));
    CHECK(row(comparison, "jobs_lost_others").difference == Approx(12.5 * 3.0));
    CHECK(comparison.find("turnover", "help", "all") == nullptr);  // the file does not have it
    CHECK(to_csv(comparison).find("people") != std::string::npos);
}

TEST_CASE("a file without the real number of people has no numbers of the place", "[unit]")
{
    Study study = small_study();
    study.weight = 0.0;
    CHECK_THROWS_AS(town_study(study), UsageError);
}

TEST_CASE("what an office believes is told where the base arm's believes nothing", "[unit]")
{
    Study study = small_study();
    study.services = {{"group_training", {"Trainingscentrum", "Training centre"}}};
    study.load_array = [](const std::string& path) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return path == "/services/belief" ? values_of({none, none, none, 0.04}, 2) : Values{};
    };
    const Study town = town_study(study);
    CompareOptions belief;
    belief.outcomes = {"belief.group_training"};
    const Comparison comparison = compare(town, belief);
    CHECK(row(comparison, "belief.group_training").n == 0);
    CHECK(std::isnan(row(comparison, "belief.group_training").difference));
    CHECK(row(comparison, "belief.group_training").arm_level == Approx(4.0));
}

TEST_CASE("arrays that belong together and are not of one size are an error, not a number", "[unit]")
{
    Study study = small_study();
    const auto load = study.load_array;
    study.load_array = [load](const std::string& path) {
        Values values = load(path);
        if (path == "/market/hires_untreated") { values.data.pop_back(); }
        return values;
    };
    CompareOptions jobs;
    for (const char* outcome : {"jobs", "jobs_lost_own"}) {
        jobs.outcomes = {outcome};
        CHECK_THROWS_AS(compare(town_study(study), jobs), DataError);
    }
}
