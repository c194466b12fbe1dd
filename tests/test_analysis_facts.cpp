#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>

#include "analysis/facts.hpp"
#include "sim/core/errors.hpp"
#include "tests/support/catch.hpp"

using namespace vangnet;
using namespace vangnet::analysis;

namespace {

const char* const header = "fact,part,kind,year,population,definition,value,low,high,source\n";

std::vector<FactPart> three_facts()
{
    return read_facts(Table::parse(std::string(header) + "1,a,fitted,2020,all,share of x,0.2,0.1,0.3,s\n"
                                                         "1,b,predicted,2020,all,same,0.5,0.4,0.6,s\n"
                                                         "2,only,predicted,2021,all,\"rise, yearly\",0,-0.05,0.05,s\n"
                                                         "3,only,fitted,2021,all,y,10,9,12,s\n",
                                   "facts.csv"));
}

std::vector<FactPart> published()
{
    std::ifstream file(VANGNET_SOURCE_DIR "/configs/data/facts.csv");
    std::stringstream text;
    text << file.rdbuf();
    return read_facts(Table::parse(text.str(), "facts.csv"));
}

}  // namespace

TEST_CASE("a fact is inside when all its parts are", "[unit]")
{
    const FactsReport all = evaluate_facts(
        three_facts(), std::map<std::string, double>{{"1/a", 0.3}, {"1/b", 0.4}, {"2/only", 0.0}, {"3/only", 8.99}});
    CHECK(all.facts == 3);
    CHECK(all.facts_inside == 2);  // range ends count as inside
    CHECK(all.predicted == 1);     // fact 1 is mixed, so only fact 2 is wholly predicted
    CHECK(all.predicted_inside == 1);
    CHECK(all.parts_inside == 3);
    CHECK_FALSE(all.fact_inside(3));
    CHECK_FALSE(all.fact_inside(4));
    const FactsReport one_off = evaluate_facts(
        three_facts(), std::map<std::string, double>{{"1/a", 0.2}, {"1/b", 0.7}, {"2/only", -0.06}, {"3/only", 10}});
    CHECK_FALSE(one_off.fact_inside(1));
    CHECK(one_off.facts_inside == 1);
    CHECK(one_off.predicted_inside == 0);
}

TEST_CASE("a part that was not measured, or whose condition fails, is not inside", "[unit]")
{
    const double nan_value = std::numeric_limits<double>::quiet_NaN();
    const FactsReport report = evaluate_facts(
        three_facts(), std::vector<FactValue>{{.fact = 1, .part = "a", .model = nan_value},
                                              {.fact = 3, .part = "only", .model = 10.0, .holds = false}});
    CHECK(report.facts_inside == 0);
    CHECK(to_json(report)["parts"][0]["model"].is_null());
    CHECK(to_json(report)["parts"][2]["model"].is_null());
    CHECK(to_json(report)["parts"][3]["model"] == 10.0);
    CHECK(to_json(report)["parts"][3]["inside"] == false);
    CHECK(to_json(report)["parts"][1]["definition"] == "share of x");
}

TEST_CASE("a model value for no fact is refused with a guess", "[unit]")
{
    try {
        static_cast<void>(evaluate_facts(three_facts(), std::map<std::string, double>{{"2/onli", 1.0}, {"9/x", 1.0}}));
        FAIL("nothing thrown");
    } catch (const DataError& error) {
        CHECK(error.problems().size() == 2);
        CHECK(std::string(error.what()).find("did you mean \"2/only\"?") != std::string::npos);
    }
    CHECK_THROWS_AS(evaluate_facts(three_facts(), std::map<std::string, double>{{"outflow", 1.0}}), DataError);
}

TEST_CASE("a wrong table of facts is refused with all its problems", "[unit]")
{
    try {
        static_cast<void>(read_facts(Table::parse(std::string(header) + "1,a,guessed,2020,all,x,0.2,0.3,0.1,s\n"
                                                                        "1,a,fitted,2020,all,x,0.9,0.1,0.3,s\n",
                                                  "facts.csv")));
        FAIL("nothing thrown");
    } catch (const DataError& error) {
        const std::string all = error.what();
        CHECK(error.problems().size() == 4);
        CHECK(all.find("facts.csv:2: kind") != std::string::npos);
        CHECK(all.find("facts.csv:2: low: 0.3 is above high = 0.1") != std::string::npos);
        CHECK(all.find("facts.csv:3: value: 0.9 is outside its own range [0.1, 0.3]") != std::string::npos);
        CHECK(all.find("is there twice") != std::string::npos);
    }
}

TEST_CASE("the published table has 21 facts in 46 parts, eight of them wholly predicted", "[unit]")
{
    const std::vector<FactPart> facts = published();
    CHECK(facts.size() == 46);
    std::map<std::string, double> at_value;
    for (const FactPart& part : facts) { at_value[part.key()] = part.value; }
    const FactsReport report = evaluate_facts(facts, at_value);
    CHECK(report.facts == 21);
    CHECK(report.facts_inside == 21);
    CHECK(report.predicted == 8);
    CHECK(report.predicted_inside == 8);
    CHECK(to_json(report)["parts"].size() == 46);
}
