#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"

using namespace vangnet;
using namespace vangnet::test;

namespace {

const std::string sweep =
    "sweep utrecht-four-ways --people 300 --months 3 --quiet --progress none --design sobol --points 3 "
    "--vary elast_caseload_full --vary b_job ";

std::string digest(const ProgramFolder& folder, const std::string& file)
{
    const Call info = call(folder, "info --digest '" + (folder / file) + "'");
    REQUIRE(info.code == 0);
    return info.out;
}

}  // namespace

TEST_CASE("a sweep is the same for any threads, in shards, stopped and gone on with, with a cold and a warm cache",
          "[cli][sweep]")
{
    const ProgramFolder folder;
    const auto out = [&](const std::string& name) { return " --out '" + (folder / name) + "'"; };
    REQUIRE(call(folder, sweep + "--threads 1" + out("one.h5")).code == 0);
    const std::string one = digest(folder, "one.h5");
    REQUIRE(call(folder, sweep + "--threads 3" + out("three.h5")).code == 0);
    CHECK(digest(folder, "three.h5") == one);
    for (const char* k : {"1", "2", "3"}) {
        REQUIRE(call(folder, sweep + "--shard " + k + "/3" + out("part.h5")).code == 0);
    }
    CHECK(call(folder, "merge" + out("merged.h5") + " '" + (folder / "part-shard-1-of-3.h5") + "' '" +
                           (folder / "part-shard-2-of-3.h5") + "' '" + (folder / "part-shard-3-of-3.h5") + "'")
              .code == 0);
    CHECK(digest(folder, "merged.h5") == one);
    CHECK(call(folder, sweep + "--max-time 1e-9" + out("stopped.h5")).code == 7);
    REQUIRE(call(folder, sweep + "--resume" + out("stopped.h5")).code == 0);
    CHECK(digest(folder, "stopped.h5") == one);
    CHECK(call(folder, "info --verify '" + (folder / "one.h5") + "'").code == 0);
}

TEST_CASE("a sweep says what each assumption does: nothing to the level what acts under a policy alone", "[cli][sweep]")
{
    const ProgramFolder folder;
    const std::string file = "'" + (folder / "s.h5") + "'";
    REQUIRE(call(folder, sweep + "--out " + file).code == 0);
    const Call told = call(folder, "sweep " + file + " --outcome work_12h");
    CHECK(told.code == 0);
    CHECK(has(told.out, "12 sets of 2 assumptions (sobol)"));
    CHECK(has(told.out, "elast_caseload_full                  0.00 (0.00 .. 0.00)     0.00 (0.00 .. 0.00)"));
    CHECK(has(call(folder, "--lang nl sweep " + file).out, "met andere (90%)"));
    const std::string csv = call(folder, "sweep " + file + " --outcome work_12h --csv").out;
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 13);
    CHECK(has(csv, "set,elast_caseload_full,b_job,work_12h,work_12h.exemption"));
    CHECK(has(call(folder, "sweep " + file + " --json").out, "\"design\": \"sobol\""));

    // sets of a design are no draws of what is known: a comparison has no range over them
    const Call compared = call(folder, "compare " + file);
    CHECK(compared.code == 0);
    CHECK_FALSE(has(compared.out, "draws)"));
    CHECK(has(compared.out, "vangnet sweep"));
}

TEST_CASE("parameter sets are answered line by line, as they would be alone, and what is wrong is said of its line",
          "[cli][sweep]")
{
    const ProgramFolder folder;
    const std::string scenario = "utrecht-four-ways --people 300 --months 3 --outcome work_12h ";
    const auto ask = [&](const std::string& what, const std::string& lines) {
        std::ofstream(folder / "lines") << lines;
        const std::string out = "'" + (folder / "answers") + "'";
        const std::string line = "LC_ALL=C VANGNET_CACHE=off '" VANGNET_PROGRAM "' " + what + " --serve-json <'" +
                                 (folder / "lines") + "' >" + out;
        CHECK(std::system(line.c_str()) == 0);
        return bytes_of(folder / "answers");
    };
    const std::string one = R"({"id": 1, "set": {"b_job": -3.9, "elast_caseload_full": 0.15}})";
    const std::string answers = ask(
        "sweep " + scenario, one + "\n\n{\"id\": {\"a\": 2}, \"set\": {\"b_jop\": 1, \"b_job\": 9}, \"sed\": 3}\nno\n" +
                                 R"({"seed": 7})" + "\n" + one + "\n");
    std::vector<std::string> lines;
    std::istringstream stream(answers);
    for (std::string line; std::getline(stream, line);) { lines.push_back(line); }
    REQUIRE(lines.size() == 5);
    CHECK(has(lines[0], R"({"id":1,"values":{"work_12h":{"usual":)"));
    CHECK(has(lines[1], R"({"id":{"a":2},"error":)"));
    CHECK(has(lines[1], "did you mean"));
    CHECK(has(lines[1], "b_job: 9 (allowed: -6 to -2)"));
    CHECK(has(lines[1], "allowed: id, set, seed"));
    CHECK(has(lines[2], R"("error":"no JSON object on one line)"));
    CHECK(has(lines[3], R"({"id":null,"values")"));
    CHECK(lines[4] == lines[0]);  // a start state that is kept changes nothing
    CHECK(ask("sweep " + scenario, one + "\n") == lines[0] + "\n");

    const std::string facts = ask("facts --people 300", one + "\n" + one + "\n");
    CHECK(has(facts, R"({"id":1,"facts":{"1/0-6m":)"));
    CHECK(facts.substr(0, facts.size() / 2) == facts.substr(facts.size() / 2));
    CHECK(has(call(folder, "sweep " + scenario + "--serve-json --month 4").err, "--month 4"));
    CHECK(has(call(folder, "sweep utrecht-four-ways --serve-json --outcome work_12").err, "did you mean"));
}

TEST_CASE("a sweep that cannot be made or read is one clear line", "[cli][sweep]")
{
    const ProgramFolder folder;
    const std::string small = "sweep utrecht-four-ways --people 300 --months 3 --quiet ";
    const auto line = [&](const std::string& arguments, int code, const std::string& part) {
        const Call c = call(folder, arguments);
        INFO(arguments << "\n" << c.err);
        CHECK(c.code == code);
        CHECK(has(c.err, part));
    };
    line(small, 2, "does not say what to vary");
    line(small + "--points 4 --vary b_jop", 3, "did you mean \"b_job\"");
    line(small + "--points 4 --vary b_job=1", 2, "a range is A..B");
    line(small + "--points 4 --vary b_job=3..4", 3, "is no range");
    line(small + "--points 4 --vary b_job --until 1pp", 2, "unknown option --until");
    line(small + "--points 4 --vary b_job --draws 3", 2, "unknown option --draws");
    line(small + "--points 4 --vary b_job --csv", 2, "of a result file");
    line(small + "--serve-json --set tightness=[20,40]", 2, "is more than one");
    const std::string cut = "'" + (folder / "cut.h5") + "'";
    line("sweep utrecht-four-ways --people 300 --months 3 --points 4 --vary b_job --max-time 1e-9 --out " + cut, 7,
         "items done and kept");
    const std::string plain = "'" + (folder / "plain.h5") + "'";
    REQUIRE(
        call(folder, "run utrecht-four-ways --people 300 --months 3 --replicates 1 --draws 0 --quiet --out " + plain)
            .code == 0);
    line("sweep " + plain, 4, "is no result of vangnet sweep");
    line("sweep '" + (folder / "none.h5") + "'", 4, "none.h5");
    const std::string part = "'" + (folder / "p.h5") + "'";
    REQUIRE(call(folder, sweep + "--shard 1/2 --out " + part).code == 0);
    line("sweep '" + (folder / "p-shard-1-of-2.h5") + "'", 4, "unfinished");
}
