#include "sim/scenario/scenario.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/inputs/data.hpp"
#include "sim/inputs/table.hpp"
#include "sim/scenario/settings.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/scenario_text.hpp"
#include "tests/support/texts.hpp"

using vangnet::ConfigError;
using vangnet::Economy;
using vangnet::Scenario;
using vangnet::ScenarioWorld;
using vangnet::Text;
using namespace vangnet::test;

TEST_CASE("a scenario that names only people and an arm gets the documented values", "[config]")
{
    const Scenario s = parsed(plain());
    CHECK(s.name == "test");
    CHECK(s.municipalities == std::vector<int>{2});
    CHECK(s.people == 0);
    CHECK(s.start == vangnet::make_month(2017, 10));
    CHECK(s.months == 40);
    CHECK(s.seed == 1);
    CHECK(s.replicates == 20);
    CHECK(s.draws == 0);
    CHECK(s.economy.kind == Economy::Kind::path);
    REQUIRE(s.arms.size() == 1);
    CHECK(s.arms[0].policy.uses.empty());
    CHECK(s.arms[0].words_nl == "de gewone regels");
}

TEST_CASE("every key of a scenario arrives where it belongs", "[config]")
{
    const Scenario s = parsed(R"(title = "T"
[people]
region = "Rijnmond"
sample = 500
populations = 1
[run]
start = "2012-03"
months = 24
seed = 7
replicates = 3
draws = 5
[economy]
tightness = 93
[measure]
groups = ["sex", "age"]
[panel]
people = 10
every_months = 3
[set]
b_job = -4
[[arms]]
key = "usual"
[[arms]]
key = "help"
label_nl = "hulp"
[[arms.instruments]]
use = "guidance"
caseload = 50
fixed_contact = true
start_month = 2
end_month = 16
share = 0.5
who = "stock"
only = { months_on_benefit = [60, 600], woman = 1 }
)");
    CHECK(s.municipalities == std::vector<int>{1, 3});
    CHECK(s.people == 500);
    CHECK(s.populations == 1);
    CHECK(s.start == vangnet::make_month(2012, 3));
    CHECK(s.months == 24);
    CHECK(s.seed == 7);
    CHECK(s.replicates == 3);
    CHECK(s.draws == 5);
    CHECK(s.economy.kind == Economy::Kind::constant);
    CHECK(s.economy.tightness == 93.0);
    CHECK(s.groups == std::vector<std::string>{"sex", "age"});
    CHECK(s.panel.people == 10);
    CHECK(s.panel.every == 3);
    CHECK(s.set.at("b_job") == -4.0);
    REQUIRE(s.arms.size() == 2);
    REQUIRE(s.arms[1].policy.uses.size() == 1);
    const auto& use = s.arms[1].policy.uses[0];
    const auto& info = vangnet::policy::instruments()[static_cast<std::size_t>(use.type)];
    CHECK(info.card->key == "guidance");
    CHECK(use.params[static_cast<std::size_t>(vangnet::policy::parameter_index(info, "caseload"))] == 50.0F);
    CHECK(use.params[static_cast<std::size_t>(vangnet::policy::parameter_index(info, "fixed_contact"))] == 1.0F);
    CHECK(use.start == 2);
    CHECK(use.end == 16);
    CHECK(use.share_from == 0.0F);
    CHECK(use.share_to == 0.5F);
    CHECK(use.lot == std::string(vangnet::policy::instruments()[static_cast<std::size_t>(use.type)].card->key));
    CHECK(use.who == vangnet::policy::Who::stock);
    REQUIRE(use.only.size() == 2);
    std::set<std::string_view> facts;
    for (const auto& range : use.only) { facts.insert(vangnet::policy::fact_name(range.fact)); }
    CHECK(facts == std::set<std::string_view>{"months_on_benefit", "woman"});
}

constexpr std::string_view wrong = R"(title = 5
[people]
municipality = "Utrech"
sample = -3
[run]
maanden = 3
months = -1
start = "2017-13"
[[arms]]
key = "a"
[[arms]]
key = "a"
[[arms.instruments]]
use = "vrijlating"
[[arms.instruments]]
use = "guidance"
caselod = 50
caseload = 1
fixed_contact = 0.5
only = { agee = [1, 2] }
)";

TEST_CASE("all problems of a scenario are told at once, with line, key, what is allowed and a guess", "[config]")
{
    const auto problems = problems_of(std::string{wrong});
    CHECK(problems.size() == 12);
    CHECK(one_has(problems, "test.toml:1: title: ", "not a text"));
    CHECK(one_has(problems, "test.toml:3: people.municipality: ", "did you mean \"Utrecht\"?"));
    CHECK(one_has(problems, "test.toml:4: people.sample: -3 ", "allowed: 100 to 10000000"));
    CHECK(one_has(problems, "test.toml:6: run.maanden: unknown key", "did you mean \"run.months\"?"));
    CHECK(one_has(problems, "test.toml:7: run.months: -1 ", "allowed: 1 to 600 months"));
    CHECK(one_has(problems, "test.toml:8: run.start: ", "2017-10"));
    CHECK(one_has(problems, "test.toml:12: arms: two arms", "\"a\""));
    CHECK(one_has(problems, "test.toml:14: ", "did you mean \"earnings_disregard\"?"));
    CHECK(one_has(problems, "test.toml:17: arms.a.guidance.caselod: unknown key", "did you mean \"caseload\"?"));
    CHECK(one_has(problems, "test.toml:18: arms.a.guidance.caseload: 1 ", "10 to 400"));
    CHECK(one_has(problems, "test.toml:19: arms.a.guidance.fixed_contact: 0.5 ", "true or false"));
    CHECK(one_has(problems, "test.toml:20: arms.a.guidance.only.agee: ", "did you mean \"age\"?"));
    CHECK(std::is_sorted(problems.begin(), problems.end(), [](const std::string& a, const std::string& b) {
        const auto line = [](const std::string& p) {
            return p.rfind("test.toml:", 0) == 0 ? std::atoi(p.c_str() + 10) : 0;
        };
        return line(a) < line(b);
    }));
}

TEST_CASE("every problem of a scenario is told in Dutch too, at the same place and with the same words to choose from",
          "[config]")
{
    const std::vector<Text> problems = texts_of_problems(std::string{wrong});
    REQUIRE(problems.size() == 12);
    for (const Text& problem : problems) {
        INFO(problem.nl << "\n" << problem.en);
        CHECK(problem.nl != problem.en);
        CHECK(problem.nl.substr(0, problem.nl.find(' ')) == problem.en.substr(0, problem.en.find(' ')));
        for (const char* english : {"allowed", "did you mean", "unknown", " is not ", "out of range", "months"}) {
            CHECK(problem.nl.find(std::string{english} + " ") == std::string::npos);
        }
    }
    const auto dutch = vangnet::in_language(problems, true);
    CHECK(one_has(dutch, "test.toml:3: people.municipality: geen gemeente \"Utrech\"", "bedoelde u \"Utrecht\"?"));
    CHECK(one_has(dutch, "test.toml:7: run.months: -1 ligt buiten het bereik", "toegestaan: 1 tot 600 maanden"));
    CHECK(one_has(dutch, "test.toml:17: arms.a.guidance.caselod: onbekende sleutel", "bedoelde u \"caseload\"?"));
}

TEST_CASE("each wrong value has its own message", "[config]")
{
    CHECK(one_has(problems_of(std::string{arm}), "test.toml: people: ", "is missing"));
    CHECK(one_has(problems_of(std::string{head}), "test.toml: arms: ", "is missing"));
    CHECK(
        one_has(problems_of("[people]\nsample = 200\n" + std::string{arm}), "test.toml:1: people: ", "names no place"));
    CHECK(one_has(problems_of(plain("[run]\nmonths = \"ten\"\n")), "test.toml:4: run.months: ", "is a text"));
    CHECK(one_has(problems_of(plain("[run]\nmonths = 1.5\n")), "test.toml:4: run.months: ", "not a whole number"));
    CHECK(one_has(problems_of(plain("[economy]\ntightness = nan\n")),
                  "test.toml:4: economy.tightness: ", "out of range"));
    CHECK(one_has(problems_of(plain("[set]\nb_jo = 1\n")), "test.toml:4: set.b_jo: ", "did you mean \"b_job\"?"));
    CHECK(one_has(problems_of(plain("[set]\nb_job = 1\n")), "test.toml:4: set.b_job: 1 ", "-6 to -2"));
    CHECK(one_has(problems_of(plain("[measure]\ngroups = [\"sexe\"]\n")), "test.toml:4: measure.groups: ", "\"sex\""));
    CHECK(one_has(problems_of(plain() + "[[arms.instruments]]\nuse = \"exemption\"\nstart_month = 9\nend_month = 9\n"),
                  "test.toml:8: arms.usual.exemption.end_month: ", "not after"));
    CHECK(one_has(problems_of(plain() + "[[arms.instruments]]\nuse = \"exemption\"\nshare = 50\n"),
                  "test.toml:7: arms.usual.exemption.share: 50 ", "did you mean 0.5?"));
    const std::string use = plain() + "[[arms.instruments]]\nuse = \"exemption\"\n";
    CHECK(
        one_has(problems_of(use + "share = [0.6, 0.3]\n"), "test.toml:7: arms.usual.exemption.share: ", "[from, to]"));
    CHECK(
        one_has(problems_of(use + "share = [0.1, 0.2, 0.3]\n"), "test.toml:7: arms.usual.exemption.share: ", "[from"));
    CHECK(one_has(problems_of(use + "share = nan\n"), "test.toml:7: arms.usual.exemption.share: ", "0 to 1"));
    CHECK(one_has(problems_of(use + "lot = \"a\"\n"), "test.toml:7: arms.usual.exemption.lot: ", "without share"));
    CHECK(one_has(problems_of("[people]\nmunicipality = \"\xff\"\n"), "test.toml:2: ", "UTF-8"));
    CHECK(one_has(problems_of("[people\n"), "test.toml:1: ", "not TOML"));
    CHECK(one_has(problems_of("extends = \"tightnes\"\n"), "test.toml:1: extends: ", "did you mean \"tightness\"?"));
    CHECK(one_has(problems_of(std::string((std::size_t{1} << 20U) + 1, '#')), "test.toml: ", "at most"));
}

TEST_CASE("the command line sets keys, assumptions and parameters of an arm, and is held to the same limits",
          "[config]")
{
    const std::string text = plain() + "[[arms.instruments]]\nuse = \"guidance\"\n";
    const Scenario s = parsed(text, {"months=12", "people.sample=700", "b_job=-3.5", "set.sd_frailty=1",
                                     "economy.tightness=133", "arms.usual.guidance.caseload=25", "title=Een titel"});
    CHECK(s.months == 12);
    CHECK(s.people == 700);
    CHECK(s.set.at("b_job") == -3.5);
    CHECK(s.set.at("sd_frailty") == 1.0);
    CHECK(s.economy.tightness == 133.0);
    CHECK(s.arms[0].policy.uses[0].params[0] == 25.0F);
    CHECK(s.title_nl == "Een titel");

    const auto problems = problems_of(text, {"monts=3", "months=0", "arms.usul.guidance.caseload=1", "nothing", "=",
                                             "arms.usual.guidance.caseload=1", "b_job=many"});
    CHECK(problems.size() == 7);
    CHECK(one_has(problems, "--set: monts: unknown key", "\"months\""));
    CHECK(one_has(problems, "--set: run.months: 0 ", "1 to 600"));
    CHECK(one_has(problems, "--set: arms.usul", "did you mean \"usual\"?"));
    CHECK(one_has(problems, "--set: \"nothing\"", "KEY=VALUE"));
    CHECK(one_has(problems, "--set: arms.usual.guidance.caseload: 1 ", "10 to 400"));
    CHECK(one_has(problems, "--set: set.b_job: ", "is a text"));
}

TEST_CASE("an arm may use an instrument twice on top of a policy", "[config]")
{
    const std::string two = plain() +
                            "base = \"extra-help\"\n[[arms.instruments]]\nuse = \"guidance\"\ncaseload = 40\n"
                            "only = { chance_third = 0 }\n"
                            "[[arms.instruments]]\nuse = \"guidance\"\ncaseload = 90\nonly = { chance_third = 1 }\n";
    const int guidance = vangnet::policy::instrument_index("guidance");
    std::vector<float> caseloads;
    const Scenario s = parsed(two);
    for (const auto& use : s.arms[0].policy.uses) {
        if (use.type == guidance) { caseloads.push_back(use.params[0]); }
    }
    CHECK(caseloads == std::vector{40.0F, 90.0F});
}

TEST_CASE("an arm may have an economy of its own", "[config]")
{
    const Scenario slump = parsed(plain() + "tightness = 14\n");
    CHECK(vangnet::economy_of(slump, slump.arms[0]) == vangnet::Economy{vangnet::Economy::Kind::constant, 14.0});
    CHECK(slump.economy.kind == vangnet::Economy::Kind::path);
    CHECK(slump.arms[0].words_nl.find("14 vacatures per 100 werklozen") != std::string::npos);
    const Scenario path = parsed(plain() + "tightness = \"path\"\n", {"economy.tightness=14"});
    CHECK(vangnet::economy_of(path, path.arms[0]).kind == vangnet::Economy::Kind::path);
    const Scenario set = parsed(plain() + "words_nl = \"crisis\"\n", {"arms.usual.tightness=93"});
    CHECK(set.arms[0].economy->tightness == 93.0);
    CHECK(set.arms[0].words_nl.find("93 vacatures") != std::string::npos);
    CHECK(one_has(problems_of(plain() + "tightness = 0\n"), "test.toml:5: arms.usual.tightness: 0 ", "1 to 1000"));
    CHECK(one_has(problems_of(plain() + "tightness = \"boom\"\n"), "test.toml:5: arms.usual.tightness: ", "path"));
}

TEST_CASE("a value on the command line cannot smuggle in other keys", "[config]")
{
    const Scenario s = parsed(plain(), {"title=1\n[run]\nmonths = 3"});
    CHECK(s.months == 40);
}

TEST_CASE("the text of a scenario stands alone and reads back as the same scenario", "[config]")
{
    const ScenarioWorld& w = world();
    const Scenario a =
        vangnet::parse_scenario(vangnet::template_text("utrecht-four-ways"), "a.toml", w, {{"months=18"}});
    CHECK(a.text.find("extends") == std::string::npos);
    CHECK(a.text.find("base =") == std::string::npos);
    CHECK(a.text.find("replicates") == std::string::npos);
    const Scenario b = vangnet::parse_scenario(a.text, "b.toml", w);
    CHECK(b.text == a.text);
    CHECK(b.months == 18);
    REQUIRE(b.arms.size() == a.arms.size());
    for (std::size_t k = 0; k < a.arms.size(); ++k) {
        CHECK(b.arms[k].key == a.arms[k].key);
        CHECK(b.arms[k].words_nl == a.arms[k].words_nl);
        REQUIRE(b.arms[k].policy.uses.size() == a.arms[k].policy.uses.size());
        for (std::size_t u = 0; u < a.arms[k].policy.uses.size(); ++u) {
            CHECK(b.arms[k].policy.uses[u].type == a.arms[k].policy.uses[u].type);
            CHECK(b.arms[k].policy.uses[u].params == a.arms[k].policy.uses[u].params);
            CHECK(b.arms[k].policy.uses[u].end == a.arms[k].policy.uses[u].end);
        }
    }
    const Scenario more = vangnet::parse_scenario(vangnet::template_text("utrecht-four-ways"), "a.toml", w,
                                                  {{"months=18", "replicates=40", "draws=3"}});
    CHECK(more.replicates == 40);
    CHECK(more.text == a.text);  // or a run could not go on with more replicates
}

TEST_CASE("a scenario on top of another changes only what it says", "[config]")
{
    const Scenario below = vangnet::parse_scenario(vangnet::template_text("utrecht-four-ways"), "a.toml", world());
    const Scenario s = parsed(
        "extends = \"utrecht-four-ways\"\n[people]\nregion = \"Rijnmond\"\n[[arms]]\nkey = \"extra_help\"\n"
        "[[arms.instruments]]\nuse = \"guidance\"\ncaseload = 30\n[[arms]]\nkey = \"new_one\"\n");
    CHECK(s.municipalities == std::vector<int>{1, 3});
    CHECK(s.months == below.months);
    REQUIRE(s.arms.size() == below.arms.size() + 1);
    CHECK(s.arms[0].key == below.arms[0].key);
    CHECK(s.arms[2].key == "extra_help");
    CHECK(s.arms[2].policy.uses.size() == 1);  // an arm of the same key replaces the old one
    CHECK(s.arms.back().key == "new_one");
}

TEST_CASE("a scenario's base is the ready policy, or the file that is written, and never one that lies about",
          "[config]")
{
    const vangnet::test::OwnFolder folder;
    const auto write = [&folder](const char* name, const std::string& text) { std::ofstream{folder / name} << text; };
    const auto problems_with = [&folder](const std::string& base) {
        try {
            static_cast<void>(
                vangnet::parse_scenario(plain() + "base = \"" + base + "\"\n", folder / "s.toml", world()));
        } catch (const vangnet::ConfigError& error) {
            std::vector<std::string> lines;
            for (const vangnet::Text& line : error.problems()) { lines.push_back(line.en); }
            return lines;
        }
        return std::vector<std::string>{};
    };
    const std::string guidance = "[[instruments]]\nuse = \"guidance\"\ncaseload = ";
    write("usual-rules.toml", guidance + "20\n");
    write("own.toml", "base = \"usual-rules\"\n" + guidance + "75\n");
    write("circle.toml", "base = \"circle.toml\"\n");
    std::filesystem::create_directory(folder / "folder.toml");

    const std::string start = plain() + "base = ";
    const std::string file = folder / "s.toml";
    const Scenario ready = vangnet::parse_scenario(start + "\"usual-rules\"\n", file, world());
    REQUIRE(ready.arms[0].policy.uses.size() == 1);  // not the 20 clients of the file of that name
    CHECK(vangnet::parse_scenario(start + "\"usual-rules.toml\"\n", file, world()).arms[0].policy.uses.size() == 1);
    const Scenario own = vangnet::parse_scenario(start + "\"own.toml\"\n", file, world());
    CHECK(own.arms[0].policy.uses.size() == 2);  // with the base of the policy

    const std::string circle = folder / "circle.toml";
    CHECK(one_has(problems_with("circle.toml"), circle + ":1: base: more than 8 policies", "a circle?"));
    CHECK(one_has(problems_with("folder.toml"), file + ":5: arms.base: ", "is a folder"));
    CHECK(one_has(problems_with("none.toml"), file + ":5: arms.base: ", "no such file"));
    CHECK(one_has(problems_with("own"), file + ":5: arms.base: there is no \"own\"", "a file with .toml behind it"));
    if (std::filesystem::exists("/proc/self/mem")) {  // opens, and cannot be read
        CHECK(one_has(problems_with("/proc/self/mem"), file + ":5: arms.base: ", "cannot be read"));
    }
}

TEST_CASE("a list of tightness is one run for each value", "[config]")
{
    const Scenario s = vangnet::parse_scenario(vangnet::template_text("tightness"), "tightness.toml", world());
    const std::vector<Scenario> members = vangnet::family(s);
    REQUIRE(members.size() == 4);
    const std::vector<double> values{14.0, 40.0, 93.0, 133.0};
    std::set<std::string> names;
    std::set<std::string> texts;
    for (std::size_t k = 0; k < members.size(); ++k) {
        CHECK(members[k].economy.kind == Economy::Kind::constant);
        CHECK(members[k].economy.tightness == values[k]);
        CHECK(vangnet::parse_scenario(members[k].text, "m.toml", world()).economy.tightness == values[k]);
        names.insert(members[k].name);
        texts.insert(members[k].text);
    }
    CHECK(names.size() == 4);
    CHECK(texts.size() == 4);
    CHECK(vangnet::family(members[0]).size() == 1);
}

TEST_CASE("the ready scenarios are what they are named after", "[config]")
{
    const vangnet::Data data = vangnet::load_data();
    ScenarioWorld all;
    for (const auto& town : data.municipalities) {
        all.municipalities.push_back(town.name);
        all.region_of.push_back(town.region);
    }
    for (const auto& region : data.regions) { all.regions.push_back(region.name); }
    all.shares = {"work_any", "work_12h", "work_27h", "work_off_benefit", "part_time"};
    const auto read = [&](std::string_view name) {
        return vangnet::parse_scenario(vangnet::template_text(name), std::string{name} + ".toml", all);
    };
    const auto number = [&](std::string_view name) {
        const auto found = std::find(all.municipalities.begin(), all.municipalities.end(), name);
        return static_cast<int>(found - all.municipalities.begin());
    };
    const std::vector<std::string> names = vangnet::template_names();
    CHECK(names.size() >= 11);
    for (const std::string& name : names) {
        INFO(name);
        CHECK(vangnet::template_text(name).substr(0, 2) == "# ");  // the question in words comes first
        const Scenario s = read(name);
        CHECK_FALSE(s.title_nl.empty());
        CHECK_FALSE(s.title_en == s.title_nl);
        const bool one_long_run = name == "calendar-2007-2023" || name == "nederland";
        if (s.trial) {
            CHECK(s.draws >= 40);
        } else {
            CHECK(s.draws == (one_long_run ? 0 : 50));
        }
    }
    CHECK(read("utrecht-four-ways").arms.size() == 4);
    CHECK(read("utrecht-four-ways").people == 10'000);
    CHECK(read("rotterdam-amsterdam").municipalities == std::vector<int>{number("Amsterdam"), number("Rotterdam")});
    CHECK(read("calendar-2007-2023").months == 204);
    CHECK(read("calendar-2007-2023").municipalities.size() == 393);
    CHECK(read("boom").start == vangnet::make_month(2013, 1));
    CHECK(read("boom").months == 84);
    CHECK(read("boom").economy.kind == vangnet::Economy::Kind::path);
    CHECK(read("corona").start == vangnet::make_month(2020, 1));
    CHECK(read("corona").municipalities.size() == 393);
    for (const char* key : {"cut_short", "cut_long"}) {
        INFO(key);
        const Scenario corona = read("corona");
        const auto found =
            std::find_if(corona.arms.begin(), corona.arms.end(), [&](const auto& a) { return a.key == key; });
        REQUIRE(found != corona.arms.end());
        const auto cut = std::max_element(found->policy.uses.begin(), found->policy.uses.end(),
                                          [](const auto& a, const auto& b) { return a.start < b.start; });
        CHECK(corona.start + cut->start == vangnet::make_month(2020, 3));
    }
    std::vector<float> caseloads;
    for (const auto& a : read("caseload").arms) {
        for (const auto& use : a.policy.uses) {
            const auto& info = vangnet::policy::instruments()[static_cast<std::size_t>(use.type)];
            if (info.card->key == "guidance") { caseloads.push_back(use.params[0]); }
        }
    }
    CHECK(caseloads == std::vector<float>{100.0F, 50.0F, 25.0F});

    const Scenario country = read("nederland");
    CHECK(country.municipalities.size() == 393);
    CHECK(country.months == 60);
    std::set<int> towns;
    for (const auto& use : country.arms[1].policy.uses) { towns.insert(use.towns.begin(), use.towns.end()); }
    CHECK(towns.size() == 12);
    CHECK(towns.count(number("Wageningen")) == 1);
    CHECK(towns.count(number("Rotterdam")) == 0);
}

TEST_CASE("places, priority and municipalities of an instrument are read and held to their limits", "[config]")
{
    const std::string use = plain() + "[[arms.instruments]]\n";
    const Scenario s = parsed(use +
                              "use = \"group_training\"\nplaces_per_100 = 4\npriority = \"hard\"\n"
                              "region = \"Rijnmond\"\nmunicipality = \"Utrecht\"\n");
    REQUIRE(s.arms[0].policy.uses.size() == 1);
    const auto& training = s.arms[0].policy.uses[0];
    CHECK(training.places_per_100 == 4.0F);
    CHECK(training.priority == vangnet::policy::Priority::hard);
    CHECK(training.towns == std::vector<int>{1, 2, 3});
    CHECK(s.arms[0].words_nl.find("4 plaatsen per 100 mensen") != std::string::npos);
    CHECK(s.arms[0].words_en.find("smallest chance of work first") != std::string::npos);
    CHECK(s.arms[0].words_en.find("in 3 municipalities") != std::string::npos);

    CHECK(one_has(problems_of(use + "use = \"guidance\"\nplaces_per_100 = 4\n"),
                  "test.toml:7: arms.usual.guidance.places_per_100: ", "group_training"));
    CHECK(one_has(problems_of(use + "use = \"group_training\"\nplaces_per_100 = -1\n"),
                  "test.toml:7: arms.usual.group_training.places_per_100: ", "0 to 100"));
    CHECK(one_has(problems_of(use + "use = \"group_training\"\npriority = \"hardst\"\n"),
                  "test.toml:7: arms.usual.group_training.priority: ", "did you mean \"hard\"?"));
    CHECK(one_has(problems_of(use + "use = \"group_training\"\nmunicipality = \"Utrech\"\n"),
                  "test.toml:7: arms.usual.group_training.municipality: ", "did you mean \"Utrecht\"?"));
    CHECK(one_has(problems_of(plain() + "by_municipality = \"no-such.csv\"\n"),
                  "test.toml:5: arms.by_municipality: ", "no-such.csv: no such file"));
}

TEST_CASE("the texts of a base policy do not stand for an arm that adds to it", "[config]")
{
    const Scenario s = parsed(
        "[people]\nmunicipality = \"Utrecht\"\n[[arms]]\nkey = \"usual\"\nbase = \"usual-rules\"\n"
        "[[arms]]\nkey = \"help\"\nbase = \"usual-rules\"\n[[arms.instruments]]\n"
        "use = \"guidance\"\ncaseload = 50\n");
    CHECK(s.arms[0].words_en.find("150 clients") != std::string::npos);
    CHECK(s.arms[1].words_en.find("150 clients") == std::string::npos);
    CHECK(s.arms[1].words_en.find("50 clients") != std::string::npos);
    CHECK(s.arms[1].label_en == "help");
}

TEST_CASE("a policy is put in words in both languages, and one that does nothing is the usual rules", "[config]")
{
    const Scenario s = parsed(plain() +
                              "[[arms.instruments]]\nuse = \"guidance\"\ncaseload = 50\nend_month = 16\n"
                              "[[arms]]\nkey = \"neutral\"\n[[arms.instruments]]\nuse = \"guidance\"\n"
                              "caseload = 150\nfixed_contact = false\n");
    CHECK(s.arms[0].words_nl.find("50") != std::string::npos);
    CHECK(s.arms[0].words_nl.find("tot en met maand 16") != std::string::npos);
    CHECK(s.arms[0].words_en.find("to month 16") != std::string::npos);
    CHECK(s.arms[1].words_nl == "de gewone regels");
    CHECK(s.arms[1].words_en == "the usual rules");
}

TEST_CASE("Dutch words lead to the key they stand for", "[config]")
{
    CHECK(vangnet::keys_of_dutch("Vrijlating") == std::vector<std::string_view>{"earnings_disregard"});
    CHECK(vangnet::keys_of_dutch("maanden") == std::vector<std::string_view>{"run.months"});
    CHECK(vangnet::keys_of_dutch("schulden").size() == 2);
    CHECK(vangnet::keys_of_dutch("xyzzy").empty());
    for (const vangnet::SettingText& setting : vangnet::setting_texts()) {
        INFO(setting.path);
        for (const bool dutch : {true, false}) {
            CHECK_FALSE(setting.meaning.in(dutch).empty());
            CHECK_FALSE(setting.allowed.in(dutch).empty());
            CHECK_FALSE(setting.if_absent.in(dutch).empty());
        }
    }
}

TEST_CASE("hostile scenario text is refused or accepted, and nothing worse", "[config][property]")
{
    std::string deep = "a";
    for (int k = 0; k < 200'000; ++k) { deep += ".a"; }
    CHECK_FALSE(problems_of(deep + " = 1").empty());
    CHECK_FALSE(problems_of("x = {" + deep + " = 1}").empty());
    CHECK_FALSE(problems_of("x = " + std::string(100'000, '[')).empty());
    CHECK_FALSE(problems_of(std::string(100'000, '[')).empty());
    for (const std::string nameless :
         {"[\u00e9]", "[=]", "[[=]]", "[.a]", "[ #", "[", "[[", "[,]", "\t[\n", "\xef\xbb\xbf[.]", "[]"}) {
        INFO(nameless);
        CHECK(one_has(problems_of(nameless), "test.toml:1: ", "a section has a name"));
    }
    CHECK_FALSE(problems_of("arms = 3").empty());
    CHECK_FALSE(problems_of("arms = [1, \"a\", []]").empty());
    CHECK_FALSE(problems_of(std::string{"title = \"a\0b\"", 13}).empty());

    // bytes of a good scenario changed, cut and doubled; a fixed generator, so the same texts every time
    const std::string good{vangnet::template_text("utrecht-four-ways")};
    std::uint64_t state = 12345;
    const auto next = [&state](std::size_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state >> 33U) % below;
    };
    constexpr int rounds = 400;
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        std::string text = good;
        for (std::size_t change = 0; change <= next(4); ++change) {
            const std::size_t at = next(text.size());
            switch (next(4)) {
                case 0: text[at] = static_cast<char>(next(256)); break;
                case 1: text.erase(at, next(20)); break;
                case 2: text.insert(at, text.substr(next(text.size()), next(40))); break;
                default: text.insert(at, "999999999999999999999"); break;
            }
        }
        const auto problems = problems_of(text);
        refused += problems.empty() ? 0 : 1;
        for (const std::string& problem : problems) { REQUIRE(problem.size() < 4000); }
    }
    CHECK(refused > rounds / 2);
    CHECK(refused < rounds);
}

TEST_CASE("a municipality goes by its other names, without accents, and by the name it merged into", "[unit][config]")
{
    const ScenarioWorld all = all_places();
    const auto towns = [&](const std::string& names) {
        const std::string text = "[people]\nmunicipality = " + names + "\n" + std::string{arm};
        std::vector<std::string> found;
        for (const int town : vangnet::parse_scenario(text, "test.toml", all).municipalities) {
            found.push_back(all.municipalities[static_cast<std::size_t>(town)]);
        }
        return found;
    };
    using Names = std::vector<std::string>;
    CHECK(towns("\"Den Haag\"") == Names{"'s-Gravenhage"});
    CHECK(towns("\"den bosch\"") == Names{"'s-Hertogenbosch"});
    CHECK(towns("\"Sudwest Fryslan\"") == Names{"Súdwest-Fryslân"});
    CHECK(towns("\"Gooise Meren\"") == Names{"Bussum", "Muiden", "Naarden"});
    CHECK(towns("[\"Westerkwartier\", \"Leek\"]") == Names{"Grootegast", "Leek", "Marum", "Zuidhorn"});
}

TEST_CASE("the smallest difference that counts is read by outcome, and a word that is none is told", "[config]")
{
    const Scenario s = parsed(plain("[relevance]\nwork_12h = 0.5\ndebt_size = 100\n"));
    CHECK(s.relevance == std::map<std::string, double>{{"debt_size", 100.0}, {"work_12h", 0.5}});
    const std::vector<std::string> problems =
        problems_of(plain("[relevance]\nwork_12 = 0.5\ndebt_size = 0\nwork_12h = \"much\"\n"));
    CHECK(one_has(problems, "", "relevance.work_12: no such outcome"));
    CHECK(one_has(problems, "", "did you mean \"work_12h\"?"));
    CHECK(one_has(problems, "", "relevance.debt_size: 0 is out of range"));
    CHECK(problems.size() == 3);
}
