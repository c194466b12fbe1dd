#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "sim/inputs/data.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/inputs/table.hpp"
#include "sim/scenario/scenario.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario_text.hpp"

using vangnet::ConfigError;
using vangnet::Scenario;
using vangnet::ScenarioWorld;
using namespace vangnet::test;

TEST_CASE("a trial in a scenario is read, and each of its problems is one line", "[config]")
{
    const std::string arms = std::string{arm} + "[[arms]]\nkey = \"help\"\n[[arms.instruments]]\nuse = \"guidance\"\n" +
                             "caseload = 50\nend_month = 12\n";
    const std::string outcome = "[[trial.outcomes]]\noutcome = \"work_12h\"\nmonth = 12\n";
    const auto with = [&](const std::string& trial) { return std::string{head} + "[trial]\n" + trial + arms; };
    const Scenario s =
        parsed(with("participants = 100\ninvited = 200\nself_selection = 0\n"
                    "eligible = { age = [45, 66] }\nsizes = { usual = 40, help = 50 }\n" +
                    outcome + "published = 2\nstandard_error = 1.5\nsource = \"x\"\n"));
    REQUIRE(s.trial);
    CHECK(s.trial->participants == 100);
    CHECK(s.trial->invited == 200);
    CHECK(s.trial->sizes == std::vector<int>{40, 50});
    CHECK(s.trial->eligible.size() == 1);
    REQUIRE(s.trial->outcomes.size() == 1);
    CHECK(s.trial->outcomes[0].published == 2.0);
    CHECK(s.arms.size() == 2);
    const vangnet::Arm world = vangnet::world_of_trial(*s.trial, s.arms);
    REQUIRE(world.policy.uses.size() == 1);
    CHECK(world.policy.uses[0].of_trial);
    CHECK(world.policy.uses[0].share_from == 1.0F);

    const Scenario waves =
        parsed(with("kind = \"staggered\"\nparticipants = 90\nwaves = 3\nwave_months = 6\n" + outcome));
    const vangnet::Arm staggered = vangnet::world_of_trial(*waves.trial, waves.arms);
    REQUIRE(staggered.policy.uses.size() == 3);
    CHECK(staggered.policy.uses[2].start == 18);
    CHECK(staggered.policy.uses[2].end == 30);
    CHECK(staggered.policy.uses[2].share_from == 3.0F);

    const auto refused = [&](const std::string& trial, const std::string& key, const std::string& part) {
        INFO(trial);
        const std::vector<std::string> found = problems_of(with(trial));
        CHECK(found.size() == 1);
        CHECK(std::any_of(found.begin(), found.end(), [&](const std::string& p) {
            return p.find(key) != std::string::npos && p.find(part) != std::string::npos;
        }));
    };
    refused(outcome, "trial.participants", "missing");
    refused("participants = 100\n", "trial.outcomes", "missing");
    refused("participants = 100\nkind = \"randomized\"\n" + outcome, "trial.kind", "did you mean \"randomised\"");
    refused("participants = 100\ninvited = 50\n" + outcome, "trial.invited", "fewer");
    refused("participants = 100\nsizes = { usual = 60, help = 60 }\n" + outcome, "trial.sizes", "120");
    refused("participants = 100\nsizes = { usual = 60 }\n" + outcome, "trial.sizes", "help");
    refused("participants = 100\nwaves = 3\n" + outcome, "trial.waves", "staggered");
    refused("participants = 100\neligible = { agee = 3 }\n" + outcome, "trial.eligible.agee", "age");
    refused("participants = 100\n[[trial.outcomes]]\noutcome = \"debt_size\"\nmonth = 3\n", "trial.outcomes.outcome",
            "work_12h");
    refused("participants = 100\n[[trial.outcomes]]\noutcome = \"work_12h\"\nmonth = 41\n", "trial.outcomes.month",
            "after the end");
    refused("participants = 100\n" + outcome + "arm = \"usual\"\n", "trial.outcomes.arm", "help");
    refused("participants = 100\n" + outcome + "published = 4\n", "trial.outcomes.source", "missing");
    refused("participants = 100\n" + outcome + "sign = \"x\"\nsource = \"y\"\n", "trial.outcomes.sign", "allowed");
    refused("kind = \"staggered\"\nparticipants = 200\nwaves = 7\nwave_months = 6\n" + outcome, "trial.waves",
            "after month 42");
    refused("kind = \"staggered\"\nparticipants = 90\nwaves = 2\nwave_months = 6\n" + outcome, "trial.outcomes.month",
            "waits");
    refused("kind = \"staggered\"\nparticipants = 59\nwaves = 3\nwave_months = 6\n" + outcome, "trial.participants",
            "60 to 1000000");
    refused("participants = 3\n" + outcome, "trial.participants", "4 to 1000000");
    refused("participants = 100\nsizes = { usual = 1, help = 60 }\n" + outcome, "trial.sizes.usual", "2 to");

    const std::string alone = std::string{head} + "[trial]\nparticipants = 50\n" + outcome + std::string{arm};
    CHECK(one_has(problems_of(alone), "test.toml", "needs an arm"));
}

TEST_CASE("ready trials have the size, length and start that trials.csv gives", "[config]")
{
    ScenarioWorld all = all_places();
    all.shares = {"work_any", "work_12h", "work_27h", "work_off_benefit", "part_time"};
    const vangnet::Table table = vangnet::Table::parse(vangnet::data_text("trials.csv", {}), "trials.csv");
    std::map<std::string, std::size_t> totals;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text(row, "arm_id") == "total") { totals[std::string{table.text(row, "trial_id")}] = row; }
    }
    int checked = 0;
    for (const std::string& name : vangnet::template_names()) {
        if (name.rfind("trial-", 0) != 0) { continue; }
        std::string id = name.substr(6);
        std::replace(id.begin(), id.end(), '-', '_');
        const auto found = totals.find(id);
        if (found == totals.end()) { continue; }
        INFO(name);
        const Scenario s = vangnet::parse_scenario(vangnet::template_text(name), name + ".toml", all);
        REQUIRE(s.trial);
        CHECK(std::to_string(s.trial->participants) == table.text(found->second, "n"));
        const std::string& start = table.text(found->second, "start");
        if (!start.empty()) {
            CHECK(s.start == vangnet::make_month(std::stoi(start.substr(0, 4)), std::stoi(start.substr(5, 2))));
        }
        const std::string& months = table.text(found->second, "months");
        for (const auto& arm_of_trial : s.arms) {
            for (const auto& use : arm_of_trial.policy.uses) {
                if (!months.empty() && use.end > 0) { CHECK(std::to_string(use.end) == months); }
            }
        }
        ++checked;
    }
    CHECK(checked >= 8);
}

TEST_CASE("a form of the model sets its parameters, but for those the scenario sets, and a list is a run for each",
          "[config]")
{
    ScenarioWorld forms = world();
    forms.variants = {{"flat", {"vlak", "flat"}, {{"b_job", -9.0}, {"sd_frailty", 0.0}}},
                      {"steep", {"steil", "steep"}, {{"sd_frailty", 2.0}}}};
    const auto read = [&](const std::string& more) { return vangnet::parse_scenario(plain(more), "test.toml", forms); };
    const Scenario one = read("[set]\nb_job = -4\n[variant]\nname = \"flat\"\n");
    CHECK(one.set == std::map<std::string, double>{{"b_job", -4.0}, {"sd_frailty", 0.0}});
    CHECK(one.title_nl == "test (vlak)");
    CHECK(vangnet::family(one).size() == 1);

    const std::vector<Scenario> members = vangnet::family(read("[variant]\nname = [\"as_fitted\", \"steep\"]\n"));
    REQUIRE(members.size() == 2);
    CHECK(members[0].name == "test-as_fitted");
    CHECK(members[0].set.empty());
    CHECK(members[0].title_en == "test");
    CHECK(members[1].set == std::map<std::string, double>{{"sd_frailty", 2.0}});
    CHECK(members[1].title_en == "test (steep)");
    const Scenario again = vangnet::parse_scenario(members[1].text, "test.toml", forms);
    CHECK(again.set == members[1].set);
    CHECK(again.title_en == members[1].title_en);

    const Scenario both = read("[economy]\ntightness = [20, 40]\n[variant]\nname = [\"flat\", \"steep\"]\n");
    CHECK(vangnet::family(both).size() == 4);
    try {
        static_cast<void>(read("[variant]\nname = \"flet\"\n"));
        FAIL("accepted");
    } catch (const ConfigError& error) {
        const auto lines = vangnet::in_language(error.problems(), false);
        CHECK(one_has(lines, "test.toml", "did you mean \"flat\""));
    }
}

TEST_CASE("every form of the model names parameters of the model, and moves or holds them", "[config]")
{
    const vangnet::ParameterBook book = vangnet::load_parameters();
    CHECK(book.variants.size() == 5);
    for (const vangnet::ModelVariant& variant : book.variants) {
        INFO(variant.key);
        CHECK_FALSE(variant.label.nl.empty());
        for (const auto& [key, value] : variant.set) {
            INFO(key);
            REQUIRE(book.find(key) != nullptr);
            // at its centre a value still ends the draws of it
            CHECK((book.find(key)->value != value || book.find(key)->policy));
        }
    }
}
