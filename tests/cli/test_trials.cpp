/// Trials on the command line.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

namespace vangnet::test {

namespace {

constexpr const char* small_trial = R"(title_nl = "een proef"
title_en = "a trial"
[people]
municipality = "Texel"
sample = 300
populations = 2
[run]
months = 6
replicates = 20
[measure]
groups = ["sex"]
[trial]
participants = 60
[[trial.outcomes]]
outcome = "work_12h"
month = 6
published = 40
source = "nobody"
[[arms]]
key = "usual"
base = "usual-rules"
[[arms]]
key = "help"
label_nl = "hulp"
label_en = "help"
base = "usual-rules"
[[arms.instruments]]
use = "guidance"
caseload = 25
)";

std::string quoted(const std::string& name) { return "'" + name + "'"; }

}  // namespace

TEST_CASE("a trial is run, told beside what was published, exported and drawn", "[cli]")
{
    const ProgramFolder folder;
    std::ofstream(folder / "t.toml") << small_trial;
    const std::string scenario = quoted(folder / "t.toml");
    const std::string file = quoted(folder / "t.h5");
    REQUIRE(call(folder, "run " + scenario + " --quiet --threads 1 --out " + file).code == 0);

    const Call english = call(folder, "compare --trial " + file);
    CHECK(english.code == 0);
    CHECK(has(english.out, "60 households, divided by lot over 2 groups. Simulated 20 times."));
    CHECK(has(english.out, "+40.0"));
    CHECK(has(english.out, "0%, does not fit"));
    CHECK(has(english.out, "What it truly does in the model"));
    const Call dutch = call(folder, "--lang nl compare --trial " + file);
    CHECK(has(dutch.out, "0%, past niet"));
    CHECK(has(dutch.out, "Gepubliceerd: nobody."));
    const std::string csv = call(folder, "compare --trial --csv " + file).out;
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 21);

    // the policies for everyone are told as ever, and the trial is not one of them
    const Call everyone = call(folder, "compare " + file);
    CHECK(everyone.code == 0);
    CHECK_FALSE(has(everyone.out, "(trial)"));
    CHECK(has(everyone.out, "compare --trial"));
    CHECK(call(folder, "compare --by trial " + file).code == 2);
    CHECK(call(folder, "twin --policy trial " + file).code == 2);
    CHECK(call(folder, "twin " + file).code == 0);
    CHECK(call(folder, "plot --figure trial " + file + " --out " + quoted(folder / "t.csv")).code == 0);
    CHECK(has(call(folder, "plot --figure trial --outcome poverty " + file + " --out " + quoted(folder / "u.csv")).err,
              "--outcome work_12h --month 6"));
    for (const char* other : {"--money", "--town", "--by sex", "--outcome work_12h"}) {
        INFO(other);
        CHECK(call(folder, std::string("compare --trial ") + other + " " + file).code == 2);
    }
}

TEST_CASE("a trial is the same for any threads and when a run goes on, and can be run alone", "[cli]")
{
    const ProgramFolder folder;
    std::ofstream(folder / "t.toml") << small_trial;
    const std::string scenario = quoted(folder / "t.toml");
    const auto digest = [&](const std::string& options, const char* name) {
        const std::string file = quoted(folder / name);
        INFO(options);
        CHECK(call(folder, "run " + scenario + " --quiet " + options + " --out " + file).code == 0);
        return call(folder, "info --digest " + file).out;
    };
    const std::string one = digest("--threads 1", "a.h5");
    CHECK(one == digest("--threads 3", "b.h5"));
    static_cast<void>(digest("--replicates 7", "c.h5"));
    CHECK(one == digest("--resume", "c.h5"));

    CHECK(one != digest("--set trial.for_everyone=false", "d.h5"));
    const std::string alone = quoted(folder / "d.h5");
    CHECK(has(call(folder, "compare --trial " + alone).out, "+40.0"));
    CHECK(call(folder, "compare " + alone).code == 0);
    CHECK(has(call(folder, "report " + alone).err, "--trial"));
}

TEST_CASE("a trial that cannot be held is one clear line, and leaves no file", "[cli]")
{
    const ProgramFolder folder;
    for (const std::string people : {"participants = 5000\n", "participants = 10\neligible = { age = [90, 99] }\n"}) {
        INFO(people);
        std::string text = small_trial;
        const std::string usual = "participants = 60\n";
        text.replace(text.find(usual), usual.size(), people);
        std::ofstream(folder / "t.toml") << text;
        const Call c = call(folder, "run " + quoted(folder / "t.toml") + " --out " + quoted(folder / "t.h5"));
        CHECK(c.code == 3);
        CHECK(has(c.err, "meet [trial.eligible] at the start"));
        CHECK_FALSE(fs::exists(folder / "t.h5"));
    }
    std::ofstream(folder / "no.toml") << "[people]\nmunicipality = \"Texel\"\nsample = 100\n[run]\nmonths = 2\n"
                                         "replicates = 1\n[[arms]]\nkey = \"a\"\nbase = \"usual-rules\"\n";
    const std::string file = quoted(folder / "no.h5");
    REQUIRE(call(folder, "run " + quoted(folder / "no.toml") + " --quiet --out " + file).code == 0);
    const Call none = call(folder, "compare --trial " + file);
    CHECK(none.code == 2);
    CHECK(has(none.err, "no trial"));
    CHECK(call(folder, "new --template trial --municipality Leiden " + quoted(folder / "leiden.toml")).code == 0);
    CHECK(call(folder, "check --no-people " + quoted(folder / "leiden.toml")).code == 0);
}

TEST_CASE("a report sets other forms of the model beside its own", "[cli]")
{
    const ProgramFolder folder;
    std::ofstream(folder / "v.toml") << small_trial << "[variant]\nname = [\"as_fitted\", \"no_money\"]\n";
    REQUIRE(call(folder, "run " + quoted(folder / "v.toml") + " --quiet --replicates 2 --draws 2 --set " +
                             "trial.participants=40 --out " + quoted(folder / "r.h5"))
                .code == 0);
    const std::string usual = quoted(folder / "r-v-as_fitted.h5");
    const std::string other = quoted(folder / "r-v-no_money.h5");
    const std::string page = quoted(folder / "r.html");
    REQUIRE(call(folder, "--lang en report " + usual + " --variant " + other + " --out " + page).code == 0);
    CHECK(has(bytes_of(folder / "r.html"), "People do not react to money"));
    CHECK(has(call(folder, "info --verify " + page).err, "--variant"));
    CHECK(call(folder, "report " + usual + " --variant " + usual + " --force --out " + page).code == 2);
    CHECK(call(folder, "report " + usual + " --form vangnet --variant " + other + " --force --out " + page).code == 2);
}

// 1,600 comparisons, of which a right test rejects 5%; two arms share a control group, so the share has a standard
// deviation of 0.7 points, and a test that rejects 8% or 2% would be found with a chance above 90%.
TEST_CASE("a trial of policies that do nothing rejects in one of twenty, and finds nothing on average", "[cli][large]")
{
    const ProgramFolder folder;
    std::ofstream(folder / "t.toml") << R"(title = "neutral"
[people]
municipality = "Utrecht"
sample = 1000
populations = 1
[run]
months = 12
replicates = 400
draws = 0
[trial]
participants = 600
for_everyone = false
[[trial.outcomes]]
outcome = "work_12h"
month = 12
[[trial.outcomes]]
outcome = "part_time"
month = 6
[[arms]]
key = "usual"
[[arms]]
key = "same"
[[arms.instruments]]
use = "guidance"
caseload = 150
fixed_contact = false
[[arms]]
key = "same_too"
[[arms.instruments]]
use = "guidance"
caseload = 150
fixed_contact = false
end_month = 6
)";
    const std::string file = quoted(folder / "t.h5");
    REQUIRE(call(folder, "run " + quoted(folder / "t.toml") + " --quiet --progress none --out " + file).code == 0);
    std::istringstream csv(call(folder, "compare --trial --csv " + file).out);
    std::string line;
    std::getline(csv, line);
    const auto cells = [](const std::string& text) {
        std::vector<std::string> found;
        std::istringstream stream(text);
        for (std::string cell; std::getline(stream, cell, ',');) { found.push_back(cell); }
        return found;
    };
    const std::vector<std::string> names = cells(line);
    const auto place = [&](const char* name) {
        const auto at = std::find(names.begin(), names.end(), name);
        REQUIRE(at != names.end());
        return static_cast<std::size_t>(at - names.begin());
    };
    const std::size_t effect = place("effect");
    const std::size_t error = place("standard_error");
    int trials = 0;
    int rejected = 0;
    double sum = 0.0;
    while (std::getline(csv, line)) {
        const std::vector<std::string> row = cells(line);
        const double z = std::stod(row.at(effect)) / std::stod(row.at(error));
        ++trials;
        rejected += std::abs(z) > 1.96 ? 1 : 0;
        sum += z;
    }
    CHECK(trials == 1600);
    CHECK(rejected >= 0.03 * trials);
    CHECK(rejected <= 0.07 * trials);
    CHECK(std::abs(sum / trials) < 3.0 / std::sqrt(trials / 2.0));  // arms share their control
}

}  // namespace vangnet::test
