/// Small scenarios that once gave an answer nobody could have defended, and what is right.

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

namespace vangnet::test {

namespace {

/// A case that was run: what `compare --json` says of it.
class Case {
public:
    Case(const std::string& name, const std::string& options) : file_{folder_ / "case.h5"}
    {
        const std::string scenario = std::string(VANGNET_SOURCE_DIR) + "/tests/cases/" + name + ".toml";
        const Call run = call(folder_, "run '" + scenario + "' --quiet --out '" + file_ + "' " + options);
        INFO(run.err);
        REQUIRE(run.code == 0);
    }
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] Call say(const std::string& arguments) const { return call(folder_, arguments + " '" + file_ + "'"); }
    [[nodiscard]] nlohmann::json compared(const std::string& options = "") const
    {
        const Call compare = say("compare --json " + options);
        REQUIRE(compare.code == 0);
        return nlohmann::json::parse(compare.out);
    }

private:
    ProgramFolder folder_;
    std::string file_;
};

nlohmann::json row(const nlohmann::json& compared, const std::string& outcome, const std::string& arm)
{
    for (const auto& r : compared["rows"]) {
        if (r["outcome"] == outcome && r["arm"] == arm) { return r; }
    }
    FAIL("no row " << outcome << " " << arm);
    return {};
}

double difference(const nlohmann::json& compared, const std::string& outcome, const std::string& arm)
{
    return row(compared, outcome, arm)["difference"].get<double>();
}

}  // namespace

TEST_CASE("equal arms have equal numbers and equal evidence, however they are written", "[cases]")
{
    const nlohmann::json compared = Case("evidence-of-equal-arms", "").compared();
    int rows = 0;
    for (const auto& r : compared["rows"]) {
        if (r["arm"] != "a_base") { continue; }
        const nlohmann::json other = row(compared, r["outcome"], "b_plus");
        INFO(r["outcome"]);
        CHECK(r["difference"] == other["difference"]);
        CHECK(r["grade"] == other["grade"]);
        ++rows;
    }
    CHECK(rows > 5);
}

TEST_CASE("talks in the neighbourhood may do either, and that rests on judgement", "[cases]")
{
    const nlohmann::json compared =
        Case("neighbourhood", "--people 1000 --replicates 2 --draws 20").compared("--base g50 --outcome work_27h");
    const nlohmann::json r = row(compared, "work_27h", "g50wijk");
    CHECK(r["difference"] == 0.0);
    CHECK(r["parameters"]["low"] < -0.1);
    CHECK(r["parameters"]["high"] > 0.1);
    CHECK(r["grade"] == "D");
}

TEST_CASE("counter-service has a take-up, a dose, sanctions and hours of staff", "[cases][large]")
{
    const nlohmann::json c = Case("counter-service-dose", "--people 2000 --replicates 4")
                                 .compared(
                                     "--outcome participation --outcome sanctions --outcome caseworker_hours --outcome "
                                     "mental_health --outcome motivation");
    CHECK(difference(c, "participation", "s0") < difference(c, "participation", "s05"));
    CHECK(difference(c, "participation", "s05") < difference(c, "participation", "s1"));
    CHECK(difference(c, "participation", "s1") <
          40.0);  // of 100 on benefit at the start, a third of them off it by then
    CHECK(difference(c, "sanctions", "s0") < difference(c, "sanctions", "s1"));
    CHECK(difference(c, "caseworker_hours", "s05") > 0.0);
    const auto health_moves = [&](const char* arm) { return std::abs(difference(c, "mental_health", arm)); };
    CHECK(health_moves("h8") < health_moves("h40"));
    CHECK(difference(c, "motivation", "useless") < difference(c, "motivation", "useful"));
}

TEST_CASE("a policy that only ends benefits makes people poorer", "[cases][large]")
{
    const nlohmann::json c = Case("ending-benefits", "--people 1000 --replicates 2")
                                 .compared("--outcome poverty --outcome income --outcome poor_mental_health");
    CHECK(difference(c, "poverty", "insp100") > 5.0);
    CHECK(difference(c, "income", "insp100") < 0.0);
    CHECK(std::abs(difference(c, "poor_mental_health", "g50")) < 2.0);
}

TEST_CASE("the more of a debt is forgiven the fewer have problem debt, and none is worse than no help",
          "[cases][large]")
{
    const Case partial("partial-relief", "--people 2000 --replicates 4");
    const nlohmann::json c = partial.compared("--outcome problem_debt");
    double before = difference(c, "problem_debt", "none") + 0.2;  // within chance
    for (const char* arm : {"part0", "part20", "part80", "early6"}) {
        const double debt = difference(c, "problem_debt", arm);
        INFO(arm << " " << debt);
        CHECK(debt <= before);
        before = debt + 0.2;
    }
}

TEST_CASE("the question of a council is checked, run and answered in Dutch", "[cases]")
{
    const std::string name = "amersfoort-council-question";
    const ProgramFolder folder;
    const std::string scenario = std::string(VANGNET_SOURCE_DIR) + "/tests/cases/" + name + ".toml";
    const Call check = call(folder, "--lang nl check '" + scenario + "' --people 500 --replicates 2 --draws 2");
    CHECK(check.code == 0);
    CHECK(check.out.find("in de wijk") != std::string::npos);
    const Case council(name, "--people 500 --replicates 2 --draws 2");
    for (const char* what : {"--lang nl compare", "--lang nl compare --money", "--lang nl compare --by chance"}) {
        const Call answer = council.say(what);
        INFO(answer.out);
        CHECK(answer.code == 0);
        CHECK(answer.out.find("50 in de wijk, zonder tegenprestatie") != std::string::npos);
        for (const char* english : {" the ", " and ", "judgement", "benefit", "EUR"}) {
            CHECK(answer.out.find(english) == std::string::npos);
        }
    }
}

}  // namespace vangnet::test
