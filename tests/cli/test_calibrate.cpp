#include <filesystem>
#include <fstream>
#include <string>

#include "tests/cli/program.hpp"

using namespace vangnet;
using namespace vangnet::test;

namespace {

const std::string small = "calibrate --people 300 --sets 60 --draws 100 --check 0 --progress none ";

void write(const std::string& file, const std::string& text) { std::ofstream(file) << text; }

}  // namespace

TEST_CASE("a calibration gives the same draws for any threads, and stopped and gone on with",
          "[cli][calibration][kills]")
{
    const ProgramFolder folder;
    const auto files = [&](const std::string& name) {
        return "--out '" + (folder / (name + ".h5")) + "' --table '" + (folder / (name + ".csv")) + "' ";
    };
    const Call one = call(folder, small + "--threads 1 " + files("one"));
    REQUIRE(one.code == 0);
    CHECK(has(one.out, "Runs of 300 people, by wave: 72; failed: 0."));
    CHECK(has(one.out, "b_job"));
    CHECK_FALSE(std::filesystem::exists(folder / "one.h5.runs"));
    REQUIRE(call(folder, small + "--threads 3 " + files("three")).code == 0);
    const std::string draws = bytes_of(folder / "one.csv");
    CHECK(has(draws, "draw,b_job,sd_frailty,"));
    CHECK(bytes_of(folder / "three.csv") == draws);

    // killed at any moment: what is done is in the log, and the rest is run
    for (const char* seconds : {"0.3", "0.8"}) {
        call(folder, small + "--threads 1 " + files("killed"),
             "LC_ALL=C timeout -s KILL " + std::string(seconds) + " env");
    }
    std::ofstream(folder / "killed.h5.runs", std::ios::app) << "[7,\"0123\",0.1";
    REQUIRE(call(folder, small + files("killed")).code == 0);
    CHECK(bytes_of(folder / "killed.csv") == draws);

    CHECK(call(folder, small + files("one")).code == 4);
    CHECK(bytes_of(folder / "one.csv") == draws);
    CHECK(call(folder, small + "--force " + files("one")).code == 0);
    const Call info = call(folder, "info '" + (folder / "one.h5") + "'");
    CHECK(info.code == 4);
    CHECK(has(info.err, "a calibration, not a run"));
}

TEST_CASE("a calibration says all that is wrong with its tables", "[cli][calibration]")
{
    const ProgramFolder folder;
    const std::string out = "--out '" + (folder / "c.h5") + "' ";
    const std::string table = folder / "priors.csv";
    write(table,
          "parameter,distribution,p1,p2,why\nb_jop,normal,-3,1,x\nb_job,normal,-3,0,x\nsd_frailty,,,,x\n"
          "b_other,normal,90,1,x\n");
    const Call wrong = call(folder, small + out + "--priors '" + table + "'");
    CHECK(wrong.code == 4);
    CHECK(has(wrong.err, "priors.csv:2: parameter"));
    CHECK(has(wrong.err, "did you mean \"b_job\""));
    CHECK(has(wrong.err, "priors.csv:3: p2"));
    CHECK(has(wrong.err, "priors.csv:4: distribution"));
    CHECK(has(wrong.err, "priors.csv:5: p1"));
    CHECK(call(folder, small + out + "--targets /nowhere.csv").code == 4);
    const std::string head = "fact,part,kind,year,population,definition,value,low,high,source\n";
    const std::string figures = "--targets '" + (folder / "targets.csv") + "'";
    write(folder / "targets.csv", head +
                                      "2,outflo,fitted,2019,x,x,0.2,0.1,0.3,x\n"
                                      "3,re-inflow,fitted,2015,x,x,0.3,0.2,0.4,x\n"
                                      "5,all 2013,fitted,2013,x,x,0.1,0.1,0.1,x\n");
    const Call figure = call(folder, small + out + figures);
    CHECK(figure.code == 4);
    CHECK(has(figure.err, "\"2/outflo\" is not measured"));
    CHECK(has(figure.err, "did you mean \"2/outflow\""));
    CHECK(has(figure.err, "3/re-inflow is measured in 2019, not in \"2015\""));
    CHECK(has(figure.err, "no model meets a range without width"));
    write(folder / "targets.csv", head + "2,outflow,predicted,2019,x,x,0.2,0.1,0.3,x\n");
    CHECK(has(call(folder, small + out + figures).err, "nothing to calibrate to"));
    CHECK(call(folder, "calibrate --sets 5 " + out).code == 2);
    CHECK(call(folder, "calibrate").code == 2);
    CHECK_FALSE(std::filesystem::exists(folder / "c.h5"));
}

TEST_CASE("runs that are done are not read back by another calibration", "[cli][calibration]")
{
    const ProgramFolder folder;
    const std::string out = "--out '" + (folder / "c.h5") + "' ";
    write(folder / "c.h5.runs", "{\"vangnet_calibration\":\"another\"}\n");
    const Call other = call(folder, small + out);
    CHECK(other.code == 4);
    CHECK(has(other.err, "is of another calibration"));
    CHECK(bytes_of(folder / "c.h5.runs") == "{\"vangnet_calibration\":\"another\"}\n");
}
