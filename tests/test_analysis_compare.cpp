#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/study_file.hpp"
#include "sim/core/errors.hpp"
#include "tests/support/catch.hpp"

using namespace vangnet;
using namespace vangnet::analysis;
using policy::Decides;
using policy::Grade;

namespace {

const double nan_value = std::numeric_limits<double>::quiet_NaN();

StudyInstrument instrument(const char* key, int use, Grade grade, Decides decides)
{
    return {.key = key, .use = use, .title = {key, key}, .grade = grade, .decides = decides};
}

/// Two arms, 2 replicates, 1 month, 3 groups; the third group is empty in replicate 1 and the fourth always.
/// Values: base 0.10 / 0.12; arm 0.13 / 0.17 for everyone: differences 3 and 5 per 100.
Study small_study()
{
    Study study;
    study.name = {"proef", "trial"};
    study.place = "Utrecht";
    study.cohort = {"iedereen met bijstand", "everyone on benefit"};
    study.people = 1000;
    study.arms = {{.key = "usual",
                   .words = {"gewoon", "usual"},
                   .instruments = {instrument("application_duty", 0, Grade::c, Decides::national)}},
                  {.key = "extra",
                   .words = {"extra hulp", "extra help"},
                   .instruments = {instrument("application_duty", 0, Grade::c, Decides::national),
                                   instrument("guidance", 1, Grade::a, Decides::municipality)}}};
    study.months = {40};
    study.groups = {{.key = "all", .dimension = "all", .title = {"iedereen", "everyone"}},
                    {.key = "sex.woman", .dimension = "sex", .title = {"vrouw", "woman"}},
                    {.key = "sex.man", .dimension = "sex", .title = {"man", "man"}}};
    study.measures.resize(3);
    study.measures[0].key = "work_12h";
    study.measures[0].unit = "1";
    study.measures[0].share = true;
    study.measures[1].key = "benefit_paid";
    study.measures[1].unit = "EUR";
    study.measures[2].key = "left_mental_health";
    study.measures[2].unit = "z";
    study.measures[2].current_stock = true;
    study.replicates = 2;
    study.load_series = [](const std::string& measure) {
        Values values{.arms = 2, .items = 2, .months = 1, .groups = 3, .data = {}};
        const double scale = measure == "work_12h" ? 1.0 : 1000.0;
        for (const double v :
             {0.10, 0.20, nan_value, 0.12, nan_value, nan_value, 0.13, 0.25, nan_value, 0.17, 0.3, nan_value}) {
            values.data.push_back(v * scale);
        }
        return values;
    };
    return study;
}

/// Draws with effects `effects` per 100 for everyone on top of a base of 0.10.
Study with_draws(const std::vector<double>& effects)
{
    Study study = small_study();
    study.draws = effects.size();
    study.load_draws = [effects](const std::string&) {
        Values values{.arms = 2, .items = effects.size(), .months = 1, .groups = 3, .data = {}};
        for (std::size_t d = 0; d < effects.size(); ++d) {
            values.data.insert(values.data.end(), {0.1, nan_value, nan_value});
        }
        for (const double e : effects) {
            values.data.insert(values.data.end(), {0.1 + e / 100.0, nan_value, nan_value});
        }
        return values;
    };
    return study;
}

}  // namespace

TEST_CASE("a comparison equals the one computed by hand, per 100 people", "[unit]")
{
    const Comparison comparison = compare(small_study());
    const ComparisonRow* row = comparison.find("work_12h", "extra", "all");
    REQUIRE(row != nullptr);
    CHECK(row->base_level == Approx(11.0));
    CHECK(row->difference == Approx(4.0));
    // sd of 3 and 5 is sqrt(2); t(0.95, 1) = 6.313752; half-width = 6.313752 * sqrt(2) / sqrt(2).
    REQUIRE(row->chance);
    CHECK(row->chance->half_width == Approx(6.313752).epsilon(1e-6));
    CHECK(comparison.month == 40);
    CHECK(comparison.find("benefit_paid", "extra", "all")->base_level == Approx(110.0));
}

TEST_CASE("without draws there is no sign and the table says chance only", "[unit]")
{
    const Comparison comparison = compare(small_study());
    for (const ComparisonRow& row : comparison.rows) {
        CHECK(row.sign == Sign::none);
        CHECK_FALSE(row.parameters);
    }
    REQUIRE(comparison.warning);
    CHECK(comparison.warning->en == "Chance only: says nothing about how sure the effect is.");
    REQUIRE(comparison.in_spread.size() == 1);
    CHECK(comparison.not_in_spread.front().en == "policy parameters");
}

TEST_CASE("with draws the sign comes from the parameter range, whatever chance says", "[unit]")
{
    const Comparison comparison = compare(with_draws({2.0, 3.0, 4.0, 5.0}));
    const ComparisonRow* row = comparison.find("work_12h", "extra", "all");
    REQUIRE(row->parameters);
    CHECK(row->chance->low() < 0.0);  // two replicates: chance alone is not sure
    CHECK(row->sign == Sign::more);
    CHECK(row->draws_above == 4);
    CHECK_FALSE(comparison.warning);
    CHECK(comparison.in_spread.size() == 2);
}

TEST_CASE("signs count draws against the relevance line", "[unit]")
{
    std::vector<double> effects(50, 1.5);
    CHECK(sign_of(effects, 1.0) == Sign::more);
    for (std::size_t d = 0; d < 5; ++d) { effects[d] = 0.5; }
    CHECK(sign_of(effects, 1.0) == Sign::more);  // 45 of 50 is nine in ten
    effects[5] = 0.5;
    CHECK(sign_of(effects, 1.0) == Sign::either);
    CHECK(sign_of(effects, 2.0) == Sign::same);
    CHECK(sign_of(std::vector<double>(50, 0.0), 1.0) == Sign::same);
    CHECK(sign_of(std::vector<double>(50, 1.0), 1.0) == Sign::same);  // on the line is within
    CHECK(sign_of({}, 1.0) == Sign::none);
}

TEST_CASE("mirrored effects give the mirrored sign", "[property]")
{
    for (int shift = -30; shift <= 30; ++shift) {
        std::vector<double> effects;
        for (int d = 0; d < 50; ++d) { effects.push_back(0.1 * shift + 0.02 * (d - 25)); }
        std::vector<double> mirrored;
        for (const double e : effects) { mirrored.push_back(-e); }
        const Sign sign = sign_of(effects, 0.8);
        const Sign back = sign_of(mirrored, 0.8);
        INFO("shift " << shift);
        CHECK((sign == Sign::more) == (back == Sign::less));
        CHECK((sign == Sign::less) == (back == Sign::more));
        CHECK((sign == Sign::same) == (back == Sign::same));
    }
}

TEST_CASE("an empty group has no numbers and a half-empty one uses the replicates it has", "[unit]")
{
    CompareOptions options;
    options.by = "sex";
    const Comparison comparison = compare(small_study(), options);
    const ComparisonRow* woman = comparison.find("work_12h", "extra", "sex.woman");
    REQUIRE(woman != nullptr);
    CHECK(woman->n == 1);
    CHECK(woman->difference == Approx(5.0));
    CHECK_FALSE(woman->chance);
    const ComparisonRow* man = comparison.find("work_12h", "extra", "sex.man");
    REQUIRE(man != nullptr);
    CHECK(man->n == 0);
    CHECK(std::isnan(man->difference));
    CHECK(to_json(comparison)["rows"].dump().find("nan") == std::string::npos);
    CHECK(comparison.rows.front().group == "sex.woman");
    CHECK(comparison.rows.back().group == "sex.man");
}

TEST_CASE("grade and who may decide follow from what differs between the arms", "[unit]")
{
    Study study = small_study();
    CHECK(compare(study).arms.at(0).grade == Grade::a);
    CHECK(compare(study).arms.at(0).decides == Decides::municipality);
    study.arms[1].instruments[0].use = 7;  // the duty now differs too
    CHECK(compare(study).arms.at(0).grade == Grade::c);
    CHECK(compare(study).arms.at(0).decides == Decides::national);
    CHECK(compare(study).arms.at(0).differs_by.size() == 2);
    study.arms[1].instruments = study.arms[0].instruments;
    CHECK_FALSE(compare(study).arms.at(0).grade);
}

TEST_CASE("measures of who is left on benefit stand apart", "[unit]")
{
    CompareOptions options;
    options.outcomes = {"work_12h", "left_mental_health"};
    const Comparison comparison = compare(small_study(), options);
    CHECK(comparison.outcomes.size() == 1);
    CHECK(comparison.left_outcomes.size() == 1);
    CHECK(comparison.left_rows.size() == 1);
    CHECK(to_json(comparison)["rows"].size() == 1);
    for (const std::string& key : headline_outcomes()) { CHECK(key.rfind("left_", 0) != 0); }
}

TEST_CASE("a comparison tells all that is wrong with its options at once", "[unit]")
{
    CompareOptions options;
    options.by = "seks";
    options.outcomes = {"work_12", "benefit_paid"};
    options.month = 41;
    options.base = "usuel";
    try {
        static_cast<void>(compare(small_study(), options));
        FAIL("nothing thrown");
    } catch (const UsageError& error) {
        REQUIRE(error.problems().size() == 4);
        const std::string all = error.what();
        CHECK(all.find("did you mean \"usual\"?") != std::string::npos);
        CHECK(all.find("month 41") != std::string::npos);
        CHECK(all.find("did you mean \"work_12h\"?") != std::string::npos);
    }
    Study empty = small_study();
    empty.replicates = 0;
    CHECK_THROWS_AS(compare(empty), DataError);
}

TEST_CASE("a group of fewer than 50 people has no numbers, and says why", "[unit]")
{
    Study study = small_study();
    study.groups[1].people = 49.5;
    study.groups[2].people = 50.0;
    CompareOptions options;
    options.by = "sex";
    const Comparison comparison = compare(study, options);
    const ComparisonRow* women = comparison.find("work_12h", "extra", "sex.woman");
    const ComparisonRow* men = comparison.find("work_12h", "extra", "sex.man");
    REQUIRE(women != nullptr);
    REQUIRE(men != nullptr);
    CHECK(women->too_few);
    CHECK(std::isnan(women->difference));
    CHECK_FALSE(women->chance.has_value());
    CHECK(women->sign == Sign::none);
    CHECK_FALSE(men->too_few);
    CHECK(to_json(comparison)["rows"][0]["difference"].is_null());
    CHECK(to_json(comparison)["groups"][0]["people"] == 49.5);
    CHECK(to_csv(comparison).find("too few people (<50)") != std::string::npos);
}

TEST_CASE("swapping base and arm mirrors a comparison", "[property]")
{
    CompareOptions options;
    options.base = "extra";
    const Comparison there = compare(with_draws({2.0, 3.0, 4.0, 5.0}));
    const Comparison back = compare(with_draws({2.0, 3.0, 4.0, 5.0}), options);
    const ComparisonRow* a = there.find("work_12h", "extra", "all");
    const ComparisonRow* b = back.find("work_12h", "usual", "all");
    REQUIRE(b != nullptr);
    CHECK(a->difference == -b->difference);
    CHECK(a->parameters->low == Approx(-b->parameters->high));
    CHECK(a->sign == Sign::more);
    CHECK(b->sign == Sign::less);
}

TEST_CASE("the machine faces have one field per column in every row", "[unit]")
{
    const Comparison comparison = compare(with_draws({2.0, 3.0, 4.0, 5.0}));
    std::istringstream csv(to_csv(comparison));
    std::string line;
    std::size_t lines = 0;
    while (std::getline(csv, line)) {
        CHECK(std::count(line.begin(), line.end(), ',') == 19);
        ++lines;
    }
    CHECK(lines == 3);  // header and two outcomes
    const std::string comma = to_csv(comparison, Decimal::comma);
    CHECK(comma.find(';') != std::string::npos);
    CHECK(comma.find("0,") != std::string::npos);
    CHECK(to_json(comparison)["arms"][0]["grade"] == "A");
    CHECK(to_json(comparison)["warning"].is_null());
}

TEST_CASE("notes on the arms survive a results file", "[unit]")
{
    StudyNotes notes;
    notes.cohort = {"iedereen", "everyone"};
    notes.place = "Súdwest-Fryslân";
    notes.people = 12345;
    notes.weight = 1.0869;
    notes.instruments = {{}, {instrument("guidance", 3, Grade::b, Decides::experiment_only)}};
    const StudyNotes back = from_notes(to_notes(notes));
    CHECK(back.place == notes.place);
    CHECK(back.people == 12345);
    CHECK(back.weight == notes.weight);
    CHECK(back.cohort.nl == "iedereen");
    REQUIRE(back.instruments.size() == 2);
    REQUIRE(back.instruments[1].size() == 1);
    CHECK(back.instruments[1][0].use == 3);
    CHECK(back.instruments[1][0].grade == Grade::b);
    CHECK(back.instruments[1][0].decides == Decides::experiment_only);
    CHECK_THROWS_AS(from_notes({{"instruments", "[[{"}}), DataError);
    CHECK_THROWS_AS(from_notes({{"people", "many"}}), DataError);
    CHECK_THROWS_AS(from_notes({{"weight", "-1"}}), DataError);
}
