/// Every key of a scenario does something.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/scenario/settings.hpp"
#include "tests/cli/program.hpp"
#include "tests/support/catch.hpp"

namespace vangnet::test {

namespace {

/// The parts of a small scenario; what is set here is written out.
struct Parts {
    std::string title = "title_nl = \"a\"\ntitle_en = \"b\"\n";
    std::string people = "municipality = \"Texel\"\nsample = 200\n";
    std::string run = "start = \"2017-10\"\nmonths = 6\nreplicates = 2\ndraws = 1\n";
    std::string other = "[measure]\ngroups = [\"sex\"]\n";
    std::string arm = "key = \"help\"\nbase = \"usual-rules\"\n";
    std::string instrument = "use = \"guidance\"\ncaseload = 50\n";

    [[nodiscard]] std::string text() const
    {
        return title + "[people]\n" + people + "[run]\n" + run + other +
               "[[arms]]\nkey = \"usual\"\nbase = \"usual-rules\"\n[[arms]]\n" + arm + "[[arms.instruments]]\n" +
               instrument;
    }
};

/// A key, and two scenarios that differ by it alone.
struct KeyCase {
    std::string key;
    Parts without;
    Parts with;
};

KeyCase differs(const char* key, std::string Parts::*part, const std::string& more, const Parts& without = {})
{
    KeyCase c{key, without, without};
    c.with.*part += more;
    return c;
}

KeyCase replaced(const char* key, std::string Parts::*part, const std::string& by, const Parts& without = {})
{
    KeyCase c{key, without, without};
    c.with.*part = by;
    return c;
}

std::vector<KeyCase> all_cases()
{
    Parts two_towns;
    two_towns.people = "municipality = [\"Texel\", \"Urk\"]\nsample = 300\n";
    Parts panel;
    panel.other += "[panel]\npeople = 5\n";
    Parts shared;
    shared.instrument += "share = 0.5\n";
    Parts course;
    course.instrument = "use = \"group_training\"\nweeks = 8\ndays_per_week = 3\n";
    Parts scarce = course;
    scarce.instrument += "places_per_100 = 5\n";
    Parts trial;
    trial.other += "[trial]\nparticipants = 60\n[[trial.outcomes]]\noutcome = \"work_27h\"\nmonth = 5\n";
    const auto with_trial = [&](const std::string& more) {
        Parts p = trial;
        const std::string head = "[trial]\n";
        p.other.insert(p.other.find(head) + head.size(), more);
        return p;
    };
    const auto trial_key = [&](const char* key, const std::string& more) {
        return KeyCase{key, trial, with_trial(more)};
    };
    const std::string waves = "kind = \"staggered\"\nwaves = 2\nwave_months = 2\n";
    const auto of_waves = [](const std::string& settings) {
        Parts p;
        p.other +=
            "[trial]\nparticipants = 60\n" + settings + "[[trial.outcomes]]\noutcome = \"work_12h\"\nmonth = 1\n";
        return p;
    };
    const auto swept = [](const std::string& settings) {
        Parts p;
        p.other += "[sweep]\n" + settings;
        return p;
    };
    const std::string two = "points = 2\nparameters = [\"b_job\"]\n";
    Parts few;
    few.other += "[trial]\nparticipants = 50\n[[trial.outcomes]]\noutcome = \"work_27h\"\nmonth = 5\n";
    Parts published = trial;
    published.other += "published = 2.5\nsource = \"x\"\n";
    const std::string run = "start = \"2017-10\"\nmonths = 6\nreplicates = 2\n";
    return {
        replaced("title", &Parts::title, "title = \"c\"\n"),
        replaced("title_nl", &Parts::title, "title_nl = \"c\"\ntitle_en = \"b\"\n"),
        replaced("title_en", &Parts::title, "title_nl = \"a\"\ntitle_en = \"c\"\n"),
        replaced("people.municipality", &Parts::people, "municipality = \"Urk\"\nsample = 200\n"),
        replaced("people.region", &Parts::people, "region = \"Flevoland\"\nsample = 200\n"),
        replaced("people.country", &Parts::people, "country = true\nsample = 400\n"),
        replaced("people.sample", &Parts::people, "municipality = \"Texel\"\nsample = 250\n"),
        differs("people.populations", &Parts::people, "populations = 1\n"),
        replaced("run.start", &Parts::run, "start = \"2018-10\"\nmonths = 6\nreplicates = 2\ndraws = 1\n"),
        replaced("run.months", &Parts::run, "start = \"2017-10\"\nmonths = 7\nreplicates = 2\ndraws = 1\n"),
        differs("run.seed", &Parts::run, "seed = 5\n"),
        replaced("run.replicates", &Parts::run, "start = \"2017-10\"\nmonths = 6\nreplicates = 3\ndraws = 1\n"),
        replaced("run.draws", &Parts::run, run + "draws = 2\n"),
        differs("run.fixed_base_rates", &Parts::run, "fixed_base_rates = true\n"),
        differs("economy.tightness", &Parts::other, "[economy]\ntightness = 20\n"),
        replaced("measure.groups", &Parts::other, "[measure]\ngroups = [\"age\"]\n"),
        replaced("panel.people", &Parts::other, panel.other),
        differs("panel.every_months", &Parts::other, "every_months = 3\n", panel),
        replaced("arms.key", &Parts::arm, "key = \"hulp\"\nbase = \"usual-rules\"\n"),
        differs("arms.tightness", &Parts::arm, "tightness = 14\n"),
        differs("arms.label_nl", &Parts::arm, "label_nl = \"hulp\"\n"),
        differs("arms.label_en", &Parts::arm, "label_en = \"hulp\"\n"),
        differs("arms.words_nl", &Parts::arm, "words_nl = \"hulp\"\n"),
        differs("arms.words_en", &Parts::arm, "words_en = \"hulp\"\n"),
        replaced("arms.base", &Parts::arm, "key = \"help\"\nbase = \"exemption\"\n"),
        differs("arms.by_municipality", &Parts::arm, "by_municipality = \"towns.csv\"\n", two_towns),
        replaced("arms.instruments.use", &Parts::instrument, "use = \"exemption\"\n"),
        differs("arms.instruments.start_month", &Parts::instrument, "start_month = 3\n"),
        differs("arms.instruments.end_month", &Parts::instrument, "end_month = 3\n"),
        differs("arms.instruments.share", &Parts::instrument, "share = 0.5\n"),
        differs("arms.instruments.lot", &Parts::instrument, "lot = \"other\"\n", shared),
        differs("arms.instruments.who", &Parts::instrument, "who = \"entrants\"\n"),
        differs("arms.instruments.only", &Parts::instrument, "only = { woman = 1 }\n"),
        differs("arms.instruments.municipality", &Parts::instrument, "municipality = \"Urk\"\n", two_towns),
        differs("arms.instruments.region", &Parts::instrument, "region = \"Flevoland\"\n", two_towns),
        differs("arms.instruments.places_per_100", &Parts::instrument, "places_per_100 = 5\n", course),
        differs("arms.instruments.priority", &Parts::instrument, "priority = \"hard\"\n", scarce),
        differs("set", &Parts::other, "[set]\nb_job = -3.5\n"),
        differs("variant.name", &Parts::other, "[variant]\nname = \"no_unobserved\"\n"),
        KeyCase{"sweep.design", swept(two), swept(two + "design = \"sobol\"\n")},
        KeyCase{"sweep.points", swept(two), swept("points = 3\nparameters = [\"b_job\"]\n")},
        KeyCase{"sweep.parameters", swept(two), swept("points = 2\nparameters = [\"b_part\"]\n")},
        KeyCase{"sweep.ranges", swept(two), swept(two + "ranges = { b_job = [-4, -3] }\n")},
        trial_key("trial.kind", "kind = \"matched\"\n"),
        KeyCase{"trial.participants", trial, few},
        trial_key("trial.eligible", "eligible = { age = [30, 60] }\n"),
        trial_key("trial.invited", "invited = 80\n"),
        trial_key("trial.sizes", "sizes = { usual = 30, help = 20 }\n"),
        trial_key("trial.self_selection", "self_selection = 2.0\n"),
        KeyCase{"trial.dropout_per_year", with_trial("self_selection = 0\n"),
                with_trial("self_selection = 0\ndropout_per_year = 0.9\n")},
        trial_key("trial.for_everyone", "for_everyone = false\n"),
        KeyCase{"trial.waves", of_waves(waves), of_waves("kind = \"staggered\"\nwaves = 3\nwave_months = 1\n")},
        KeyCase{"trial.wave_months", of_waves(waves), of_waves("kind = \"staggered\"\nwaves = 2\nwave_months = 1\n")},
        replaced("trial.outcomes.outcome", &Parts::other,
                 "[trial]\nparticipants = 60\n[[trial.outcomes]]\noutcome = \"work_12h\"\nmonth = 5\n", trial),
        replaced("trial.outcomes.month", &Parts::other,
                 "[trial]\nparticipants = 60\n[[trial.outcomes]]\noutcome = \"work_27h\"\nmonth = 4\n", trial),
        differs("trial.outcomes.arm", &Parts::other, "arm = \"any\"\n", trial),
        differs("trial.outcomes.published", &Parts::other, "published = 1\nsource = \"x\"\n", trial),
        differs("trial.outcomes.published_control", &Parts::other, "published_control = 30\nsource = \"x\"\n", trial),
        differs("trial.outcomes.standard_error", &Parts::other, "standard_error = 3\n", published),
        differs("trial.outcomes.sign", &Parts::other, "sign = \"0\"\nsource = \"x\"\n", trial),
        replaced("trial.outcomes.source", &Parts::other, trial.other + "published = 2.5\nsource = \"y\"\n", published),
        differs("relevance", &Parts::other, "[relevance]\nwork_12h = 0.3\n"),
    };
}

/// The digest of a scenario's results, and what `compare` says of them in both languages.
std::string said_of(const ProgramFolder& folder, const std::string& text)
{
    static std::map<std::string, std::string> known;
    if (const auto found = known.find(text); found != known.end()) { return found->second; }
    std::ofstream(folder / "s.toml") << text;
    const std::string file = "'" + (folder / "s.h5") + "'";
    const Call run = call(folder, "run '" + (folder / "s.toml") + "' --quiet --force --threads 1 --out " + file);
    INFO(text << run.err);
    REQUIRE(run.code == 0);
    const bool trial = text.find("[trial]") != std::string::npos;
    return known[text] = call(folder, "info --digest " + file).out + call(folder, "compare --json " + file).out +
                         (trial ? call(folder, "compare --trial --json " + file).out : "");
}

}  // namespace

TEST_CASE("every key of a scenario changes a result or what is said of it", "[cli][large]")
{
    const ProgramFolder folder;
    std::ofstream(folder / "towns.csv") << "municipality,policy\nUrk,extra-help\n";
    std::set<std::string> tried;
    for (const KeyCase& c : all_cases()) {
        INFO(c.key);
        CHECK(said_of(folder, c.without.text()) != said_of(folder, c.with.text()));
        tried.insert(c.key);
    }
    const std::string rest =
        "[people]\nmunicipality = \"Texel\"\nsample = 200\n[run]\nmonths = 6\nreplicates = 2\ndraws = 1\n";
    CHECK(said_of(folder, "extends = \"caseload\"\n" + rest) !=
          said_of(folder, "extends = \"fixed-contact\"\n" + rest));
    tried.insert("extends");
    for (const SettingText& setting : setting_texts()) {
        INFO(setting.path << " has no case here");
        CHECK(tried.count(std::string(setting.path)) == 1);
    }
}

}  // namespace vangnet::test
