#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/run_study.hpp"
#include "sim/core/errors.hpp"
#include "analysis/report/numbers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/report_study.hpp"

using namespace vangnet;
using namespace vangnet::analysis;
using policy::Decides;
using policy::Grade;

namespace {

const double nan_value = std::numeric_limits<double>::quiet_NaN();

/// Moves work with this grade.
StudyInstrument instrument(const char* key, int use, Grade grade, Decides decides)
{
    return {.key = key,
            .use = use,
            .title = {key, key},
            .drivers = {{.moves = policy::Moves::work, .grade = grade, .spread = 0.1}},
            .decides = decides};
}

/// Forty draws: these ten times over.
std::vector<double> ten_times(const std::vector<double>& effects)
{
    std::vector<double> all;
    for (int k = 0; k < 10; ++k) { all.insert(all.end(), effects.begin(), effects.end()); }
    return all;
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

TEST_CASE("what counts as a difference is asked before the run, and else is the default", "[unit]")
{
    Study study = test::study_of(test::between(0.4, 0.6), policy::Grade::b);
    CHECK(compare(study).rows.at(0).sign == Sign::same);
    CHECK(compare(study).rows.at(0).relevance == 1.0);
    study.relevance["work_12h"] = 0.3;
    const Comparison asked = compare(study);
    CHECK(asked.rows.at(0).relevance == 0.3);
    CHECK(asked.rows.at(0).sign == Sign::more);
    CHECK(asked_lines(asked).nl == "werk 0,30 van de 100");
    CHECK(asked_lines(compare(test::study_of(test::between(0.4, 0.6), policy::Grade::b))).empty());
    CompareOptions options;
    options.relevance["work_12h"] = 2.0;
    CHECK(compare(study, options).rows.at(0).relevance == 2.0);  // asked later still
}

TEST_CASE("an instrument and an economy of the same number are two things", "[analysis][unit]")
{
    Study study = small_study();
    study.arms[0].instruments = {instrument("economy", 0, Grade::d, Decides::nobody)};
    study.arms[1].instruments = {instrument("economy", 0, Grade::d, Decides::nobody),
                                 instrument("guidance", 0, Grade::b, Decides::municipality)};
    const auto differing = vangnet::analysis::differing_instruments(study.arms[0], study.arms[1]);
    REQUIRE(differing.size() == 1);
    CHECK(differing[0].key == "guidance");
}

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
    CHECK(comparison.not_in_spread.front().en == "policy parameters and assumptions");
}

TEST_CASE("a sign needs the draws, and chance that does not contradict them", "[unit]")
{
    Study study = with_draws(ten_times({2.0, 3.0, 4.0, 5.0}));
    const Comparison comparison = compare(study);
    const ComparisonRow* row = comparison.find("work_12h", "extra", "all");
    REQUIRE(row->parameters);
    CHECK(row->chance->low() < 0.0);  // two replicates: chance alone could make the difference
    CHECK(row->sign == Sign::chance);
    CHECK(row->draws_above == 40);
    CHECK_FALSE(comparison.warning);
    CHECK(comparison.in_spread.size() == 2);
    CompareOptions options;
    options.level = 0.5;  // the narrower range of chance lies above 0
    CHECK(compare(study, options).find("work_12h", "extra", "all")->sign == Sign::more);
}

TEST_CASE("with fewer than 40 draws there is no sign, and the table says so", "[unit]")
{
    const Comparison comparison = compare(with_draws(std::vector<double>(39, 4.0)));
    CHECK(comparison.find("work_12h", "extra", "all")->sign == Sign::none);
    REQUIRE(comparison.warning);
    CHECK(comparison.warning->en.find("39 draws are too few") != std::string::npos);
}

TEST_CASE("signs count draws against the relevance line, in each half", "[unit]")
{
    std::vector<double> effects(50, 1.5);
    CHECK(sign_of(effects, 1.0) == Sign::more);
    for (const std::size_t d : {0U, 10U, 30U, 40U}) { effects[d] = 0.5; }
    CHECK(sign_of(effects, 1.0) == Sign::more);  // 23 of 25 in both halves
    effects[20] = 0.5;
    CHECK(sign_of(effects, 1.0) == Sign::either);  // 45 of 50 is nine in ten, 22 of 25 is not
    CHECK(sign_of(effects, 2.0) == Sign::same);
    CHECK(sign_of(std::vector<double>(50, 0.0), 1.0) == Sign::same);
    CHECK(sign_of(std::vector<double>(50, 1.0), 1.0) == Sign::same);  // on the line is within
    CHECK(sign_of(std::vector<double>(39, 1.5), 1.0) == Sign::none);
    CHECK(sign_of(std::vector<double>{}, 1.0) == Sign::none);
}

TEST_CASE("the line is a tenth of the level where few are concerned, on either side of 50", "[unit]")
{
    CHECK(relevance_of_share(3.4) == Approx(0.34));
    CHECK(relevance_of_share(96.6) == Approx(0.34));
    CHECK(relevance_of_share(30.0) == 1.0);
    CHECK(relevance_of_share(0.0) == 0.0);
    CHECK(relevance_of_share(nan_value) == 1.0);
}

TEST_CASE("a change that nobody of a hundred people shows is not a range of zero", "[unit]")
{
    Study study = with_draws(std::vector<double>(40, 0.0));
    study.load_series = [](const std::string&) {
        return Values{.arms = 2, .items = 2, .months = 1, .groups = 3, .data = std::vector<double>(12, 0.1)};
    };
    for (StudyGroup& group : study.groups) { group.people = 100.0; }
    const ComparisonRow row = *compare(study).find("work_12h", "extra", "all");
    CHECK(row.difference == 0.0);
    CHECK(row.chance->high() == Approx(100.0 * std::log(20.0) / 200.0));  // 0 of 200 people: 1.5 per 100
    CHECK(row.parameters->high == Approx(100.0 * std::log(20.0) / 4000.0));
    CHECK(row.sign == Sign::chance);
    study.arms[1].instruments = study.arms[0].instruments;  // equal arms are equal
    CHECK(compare(study).find("work_12h", "extra", "all")->chance->high() == 0.0);
    CHECK(compare(study).find("work_12h", "extra", "all")->sign == Sign::same);
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

TEST_CASE("the grade is of the outcome's own drivers, who may decide of what differs", "[unit]")
{
    Study study = small_study();
    study.measures.push_back({.key = "problem_debt", .unit = "1", .title = {}, .definition = {}, .share = true});
    study.measures.push_back({.key = "caseworker_hours", .unit = "h", .title = {}, .definition = {}});
    const auto grade = [&](const char* outcome) { return compare(study).find(outcome, "extra", "all")->grade; };
    CHECK(grade("work_12h") == Grade::a);
    CHECK(grade("problem_debt") == Grade::c);  // follows from work: no trial measured it
    CHECK_FALSE(grade("caseworker_hours"));
    CHECK(compare(study).arms.at(0).decides == Decides::municipality);
    study.arms[1].instruments[0].use = 7;  // the duty now differs too
    CHECK(grade("work_12h") == Grade::c);
    CHECK(compare(study).arms.at(0).decides == Decides::national);
    CHECK(compare(study).arms.at(0).differs_by.size() == 2);
    study.arms[1].instruments[1].drivers.push_back({policy::Moves::debt, Grade::b, 0.1});
    CHECK(grade("problem_debt") == Grade::b);
    study.arms[1].instruments = study.arms[0].instruments;
    CHECK_FALSE(grade("work_12h"));
}

TEST_CASE("drivers count by their spread: the weakest grade that carries three tenths of it", "[unit]")
{
    const auto work = [](Grade grade, double spread) { return Driver{policy::Moves::work, grade, spread}; };
    CHECK_FALSE(grade_of({}));
    CHECK(grade_of({work(Grade::b, 0.10), work(Grade::d, 0.05)}) == Grade::b);  // D carries a fifth
    CHECK(grade_of({work(Grade::b, 0.10), work(Grade::d, 0.07)}) == Grade::d);  // a third
    CHECK(grade_of({work(Grade::a, 0.10), work(Grade::c, 0.05), work(Grade::d, 0.05)}) == Grade::c);
    CHECK(grade_of_outcome("poverty", {}) == Grade::d);
    const Driver fixed{policy::Moves::work, Grade::d, 1.0, false};
    CHECK(is_assumed("work_12h", {fixed}));
    CHECK(is_assumed("poverty", {fixed}));                        // follows from it
    CHECK(is_assumed("work_12h", {fixed, work(Grade::d, 0.1)}));  // draws vary a hundredth of the spread
    CHECK_FALSE(is_assumed("work_12h", {fixed, work(Grade::d, 0.7)}));
    CHECK_FALSE(is_assumed("caseworker_hours", {fixed}));
    CHECK_FALSE(is_assumed("work_12h", {}));
    CHECK(grade_of_outcome("left_mental_health", {{policy::Moves::health, Grade::a, 0.1}}) == Grade::a);
}

TEST_CASE("an outcome that rests on assumptions alone has no range over draws and no sign", "[unit]")
{
    Study study = with_draws(ten_times({2.0, 3.0, 4.0, 5.0}));
    study.arms[1].instruments[1].drivers = {{policy::Moves::work, Grade::d, 1.0, false}};
    const Comparison comparison = compare(study);
    const ComparisonRow* row = comparison.find("work_12h", "extra", "all");
    CHECK(row->assumed);
    CHECK_FALSE(row->parameters);
    CHECK(row->sign == Sign::none);
    CHECK(to_json(comparison)["rows"][0]["assumed"] == true);
    CHECK(to_csv(comparison).find("no range: assumed") != std::string::npos);
}

TEST_CASE("every prior and setting an instrument names exists", "[unit]")
{
    const ParameterBook book = load_parameters();
    for (const policy::InstrumentInfo& info : policy::instruments()) {
        CHECK_FALSE(grades_of(info, book).empty());
        for (const policy::Prior& prior : info.card->priors) {
            INFO(info.card->key << " " << prior.parameter << " " << prior.setting);
            CHECK((prior.parameter.empty() || book.find(prior.parameter) != nullptr));
            CHECK((prior.setting.empty() || policy::parameter_index(info, prior.setting) >= 0));
            CHECK((!prior.parameter.empty() || !prior.setting.empty()));
        }
    }
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

TEST_CASE("a single policy is told by its levels, at the end and whole steps before it", "[unit]")
{
    Study study = small_study();
    study.arms.resize(1);
    study.months.clear();
    for (int m = 1; m <= 100; ++m) { study.months.push_back(m); }
    study.load_series = [](const std::string&) {
        Values values{.arms = 1, .items = 2, .months = 100, .groups = 3, .data = {}};
        for (int item = 0; item < 2; ++item) {
            for (int m = 1; m <= 100; ++m) {
                values.data.insert(values.data.end(), {0.001 * m + 0.1 * item, nan_value, 0.5});
            }
        }
        return values;
    };
    CHECK_THROWS_AS(compare(study), UsageError);
    const Levels levels = levels_of(study);
    CHECK(levels.months == std::vector<int>{4, 28, 52, 76, 100});  // every second year, from the end
    REQUIRE(levels.rows.size() == 2);                              // measures of who is left are no headlines
    CHECK(levels.rows[0].outcome == "work_12h");
    CHECK(levels.rows[0].values.front() == Approx(5.4));  // mean of 0.4 and 10.4 per 100
    CHECK(levels.rows[0].values.back() == Approx(15.0));
    CHECK(levels.rows[1].values.back() == Approx(0.15));
    CHECK(to_csv(levels).starts_with("outcome,unit,group,arm,month,level\nwork_12h,per 100,all,usual,4,"));
    CHECK(to_json(levels)["rows"][1]["unit"] == "EUR");
    CompareOptions options;
    options.month = 7;
    options.by = "sex";
    study.groups[2].people = 49.0;
    const Levels at = levels_of(study, options);
    CHECK(at.months == std::vector<int>{7});
    REQUIRE(at.rows.size() == 4);
    CHECK(std::isnan(at.rows[0].values[0]));
    CHECK(at.rows[2].values.empty());  // too few people
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
    options.level = 0.5;
    const Comparison there = compare(with_draws(ten_times({2.0, 3.0, 4.0, 5.0})), options);
    options.base = "extra";
    const Comparison back = compare(with_draws(ten_times({2.0, 3.0, 4.0, 5.0})), options);
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
    const Comparison comparison = compare(with_draws(ten_times({2.0, 3.0, 4.0, 5.0})));
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
    CHECK(to_json(comparison)["rows"][0]["grade"] == "A");
    CHECK(to_json(comparison)["warning"].is_null());
}

TEST_CASE("notes on the arms survive a results file", "[unit]")
{
    StudyNotes notes;
    notes.cohort = {"iedereen", "everyone"};
    notes.place = "Súdwest-Fryslân";
    notes.instruments = {{}, {instrument("guidance", 3, Grade::b, Decides::experiment_only)}};
    const StudyNotes back = from_notes(to_notes(notes));
    CHECK(back.place == notes.place);
    CHECK(back.cohort.nl == "iedereen");
    REQUIRE(back.instruments.size() == 2);
    REQUIRE(back.instruments[1].size() == 1);
    CHECK(back.instruments[1][0].use == 3);
    CHECK(back.instruments[1][0].drivers == notes.instruments[1][0].drivers);
    CHECK(back.instruments[1][0].decides == Decides::experiment_only);
    CHECK_THROWS_AS(from_notes({{"instruments", "[[{"}}), DataError);
}
