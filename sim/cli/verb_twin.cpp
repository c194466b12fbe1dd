#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "analysis/life_story.hpp"
#include "analysis/study_file.hpp"
#include "sim/cli/file_state.hpp"
#include "sim/cli/repeat.hpp"
#include "sim/cli/session.hpp"
#include "sim/config/did_you_mean.hpp"
#include "sim/config/say.hpp"
#include "sim/config/table.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/results_file.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"
#include "sim/run/experiment.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr Help help{
    {"vangnet twin BESTAND.h5 [opties]", "vangnet twin FILE.h5 [options]"},
    {"Een persoon onder twee beleidsvormen met hetzelfde geluk, maand voor maand: waar de levens uiteengaan, met het "
     "lot "
     "en beide kansen, en hoe vaak dat gebeurt. Rekent daarvoor een herhaling opnieuw.",
     "One person under two policies with the same luck, month by month: where the lives part, with the draw and both "
     "chances, and how common that is. Computes one replicate again for it."},
    "  vangnet twin utrecht.h5\n  vangnet twin utrecht.h5 --policy exempt --person 12"};

/// The arm that `--policy` names, or the first after the base arm. \throws UsageError
std::size_t arm_of(const Values& values, const SeriesShape& shape)
{
    if (shape.arms.size() < 2) {
        throw UsageError(Text{"dit bestand heeft een beleid: er is niets om naast te leggen",
                              "this file has one policy: there is nothing to put beside it"});
    }
    if (values.count("policy") == 0U) { return 1; }
    const auto& name = values["policy"].as<std::string>();
    std::vector<std::string> names;
    for (std::size_t a = 1; a < shape.arms.size(); ++a) {
        const ArmInfo& arm = shape.arms[a];
        if (name == arm.key || name == arm.label_nl || name == arm.label_en) { return a; }
        names.push_back(arm.key);
    }
    throw UsageError(bilingual({"geen beleid {} om naast {} te leggen ({}){}", "no policy {} to put beside {} ({}){}"},
                               in_quotes(name), shape.arms.front().key, fmt::format("{}", fmt::join(names, ", ")),
                               did_you_mean_hint(name, names)));
}

/// Both lives, computed again; sure to be those behind the numbers of the file.
TwoLives lives_again(const ResultsFile& file, const Tables& tables, const Values& values, std::size_t arm)
{
    const int replicate = values["replicate"].as<int>();
    const std::vector<int> done = file.replicates_done();
    if (std::find(done.begin(), done.end(), replicate) == done.end()) {
        throw UsageError(bilingual({"--replicate {}: het bestand heeft er {}, genummerd vanaf 0",
                                    "--replicate {}: the file has {}, numbered from 0"},
                                   replicate, done.size()));
    }
    std::optional<int> person;
    if (values.count("person") != 0U) { person = values["person"].as<int>(); }
    Experiment experiment(tables.data, tables.book, scenario_of(file, tables), tables.folder);
    const Text differs = what_differs(file, experiment);
    if (!differs.nl.empty()) {
        throw ReproduceError(bilingual({"{}: niet te herhalen: anders is {}", "{}: can't be repeated: different is {}"},
                                       file.path().string(), differs));
    }
    const std::unique_ptr<Executor> executor = make_executor(threads_of(values));
    experiment.prepare({replicate}, *executor, cache_folder(), nullptr);
    return experiment.lives(replicate, arm, person, *executor);
}

/// The stock of both arms, month by month, must be that of the file.
void require_the_same_stock(const ResultsFile& file, const TwoLives& lives, std::size_t arm, std::size_t replicate)
{
    const analysis::Values stock =
        analysis::study_of(std::make_shared<const ResultsFile>(file.path())).load_array("/stock/on_benefit");
    for (std::size_t month = 0; month < stock.months; ++month) {
        if (stock.at(0, replicate, month, 0) != lives.base_on_benefit[month] ||
            stock.at(arm, replicate, month, 0) != lives.arm_on_benefit[month]) {
            throw ReproduceError(bilingual({"{}: in maand {} komen er andere getallen uit dan in het bestand",
                                            "{}: the numbers of month {} come out unlike those in the file"},
                                           file.path().string(), month + 1));
        }
    }
}

nlohmann::ordered_json json_of(const LifeMonth& month)
{
    constexpr const char* states[] = {"not_yet",      "deterred", "benefit", "part_time",    "work",
                                      "between_jobs", "inactive", "left",    "partner_work", "pensioned"};
    constexpr const char* names[] = {"full_work", "other",      "part_time", "state",     "punished",
                                     "care",      "volunteers", "debt_help", "found_out", "subsidised"};
    static_assert(std::size(names) == causes);
    nlohmann::ordered_json j{{"state", states[static_cast<std::size_t>(month.state)]},
                             {"hours", month.hours},
                             {"wage", month.wage},
                             {"benefit", month.benefit},
                             {"debt", month.debt},
                             {"mental_health", month.mental_health},
                             {"motivation", month.motivation}};
    for (std::size_t k = 0; k < causes; ++k) {
        const Lot& lot = month.own[k];
        if (lot.chance > 0.0F || lot.happened) {
            j["lots"][names[k]] = {{"chance", lot.chance}, {"draw", lot.draw}, {"happened", lot.happened}};
        }
    }
    return j;
}

std::string json_text(const TwoLives& lives, const analysis::LifeStory& story, const SeriesShape& shape,
                      std::size_t arm)
{
    nlohmann::ordered_json j;
    j["person"] = lives.person;
    j["people"] = lives.people;
    j["parted_people"] = lives.parted;
    j["parting_month"] = analysis::month_of_parting(lives);
    j["who_nl"] = story.who.nl;
    j["who_en"] = story.who.en;
    for (const auto& [key, life] :
         {std::pair{shape.arms.front().key, &lives.base}, {shape.arms[arm].key, &lives.arm}}) {
        for (const LifeMonth& month : *life) { j["lives"][key].push_back(json_of(month)); }
    }
    return j.dump(2) + "\n";
}

/// Two columns, one line for each thing that happens.
std::string lanes_text(const analysis::LifeStory& story, const Text& base, const Text& arm, const Session& session)
{
    const bool dutch = session.dutch();
    constexpr std::size_t month_width = 8;
    std::size_t width = columns(base.in(dutch));
    for (const analysis::LifeStory::Row& row : story.rows) {
        for (const Text& text : row.base) { width = std::max(width, columns(text.in(dutch))); }
    }
    std::string text =
        padded(session.say("maand", "month"), month_width) + padded(base.in(dutch), width + 2) + arm.in(dutch) + "\n";
    for (const analysis::LifeStory::Row& row : story.rows) {
        const auto in_lane = [dutch](const std::vector<Text>& lane, std::size_t k) {
            return k < lane.size() ? lane[k].in(dutch) : std::string{lane.empty() && k == 0 ? "-" : ""};
        };
        for (std::size_t k = 0; k < std::max(row.base.size(), row.arm.size()); ++k) {
            const std::string month = k == 0 ? fmt::format("{}{}", row.month, row.parts ? " <>" : "") : std::string{};
            std::string line =
                padded(month, month_width) + padded(in_lane(row.base, k), width + 2) + in_lane(row.arm, k);
            line.erase(line.find_last_not_of(' ') + 1);
            text += line + "\n";
        }
    }
    return text;
}

}  // namespace

int verb_twin(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("policy", po::value<std::string>()->value_name(session.say("BELEID", "POLICY").data()),
        session.say("beleid naast het eerste [het tweede]", "policy beside the first [the second]").data());
    add("person", po::value<int>()->value_name("N"),
        session
            .say("nummer van de persoon, vanaf 0 [geloot uit wie het anders vergaat]",
                 "number of the person, from 0 [drawn from those whose lives part]")
            .data());
    add("replicate", po::value<int>()->value_name("N")->default_value(0),
        session.say("herhaling, vanaf 0", "replicate, from 0").data());
    add("threads", po::value<int>()->value_name("N")->default_value(0),
        session.say("rekenkernen, 0: alle", "processor cores, 0: all").data());
    add("json",
        session.say("als JSON, met elke maand, kans en lot", "as JSON, with every month, chance and draw").data());
    const Values values = parse(session, options, {"file"});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "file", a_results_file, help);
    const std::filesystem::path path = values["file"].as<std::string>();
    try_apart(path);
    const auto file = std::make_shared<const ResultsFile>(path);
    tell_if_unsure(*file, session);
    const SeriesShape& shape = file->shape();
    const std::size_t arm = arm_of(values, shape);
    const Tables tables = load_tables(values);
    const TwoLives lives = lives_again(*file, tables, values, arm);
    require_the_same_stock(*file, lives, arm, static_cast<std::size_t>(values["replicate"].as<int>()));
    const analysis::Study study = analysis::study_of(file);
    const auto label = [&study](std::size_t a) {
        return study.arms[a].label.nl.empty() ? untranslated(study.arms[a].key) : study.arms[a].label;
    };
    const std::string town = tables.data.municipalities[static_cast<std::size_t>(lives.municipality)].name;
    const analysis::LifeStory story =
        analysis::life_story(lives, town, label(0), label(arm), analysis::twins_of(study));
    if (values.count("json") != 0U) {
        fmt::print("{}", json_text(lives, story, shape, arm));
        return 0;
    }
    const bool dutch = session.dutch();
    fmt::print("{}\n\n{}\n", wrapped(story.who.in(dutch), 0), lanes_text(story, label(0), label(arm), session));
    for (const Text& lot : story.lots) { fmt::print("{}\n", wrapped(lot.in(dutch), 0)); }
    if (!story.lots.empty()) { fmt::print("\n"); }
    for (const Text& sentence : story.how_common) { fmt::print("{}\n", wrapped(sentence.in(dutch), 0)); }
    return 0;
}

}  // namespace vangnet::cli
