#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "analysis/life_story.hpp"
#include "sim/cli/file_state.hpp"
#include "sim/cli/repeat.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/twin.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/results/results_file.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"

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
std::string lanes_text(const analysis::LifeStory& story, const Session& session)
{
    const bool dutch = session.dutch();
    constexpr std::size_t month_width = 8;
    std::size_t width = columns(story.base_label.in(dutch));
    for (const analysis::LifeStory::Row& row : story.rows) {
        for (const Text& text : row.base) { width = std::max(width, columns(text.in(dutch))); }
    }
    std::string text = padded(session.say("maand", "month"), month_width) +
                       padded(story.base_label.in(dutch), width + 2) + story.arm_label.in(dutch) + "\n";
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
    add("policy", po::value<std::string>()->default_value("")->value_name(session.say("BELEID", "POLICY").data()),
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
    TwinRequest request{.policy = values["policy"].as<std::string>(),
                        .person = {},
                        .replicate = values["replicate"].as<int>(),
                        .threads = threads_of(values)};
    if (values.count("person") != 0U) { request.person = values["person"].as<int>(); }
    const Twin twin = twin_of(file, load_tables(values), request);
    const analysis::LifeStory& story = twin.story;
    if (values.count("json") != 0U) {
        fmt::print("{}", json_text(twin.lives, story, file->shape(), twin.arm));
        return 0;
    }
    const bool dutch = session.dutch();
    fmt::print("{}\n\n{}\n", wrapped(story.who.in(dutch), 0), lanes_text(story, session));
    for (const Text& lot : story.lots) { fmt::print("{}\n", wrapped(lot.in(dutch), 0)); }
    if (!story.lots.empty()) { fmt::print("\n"); }
    for (const Text& sentence : story.how_common) { fmt::print("{}\n", wrapped(sentence.in(dutch), 0)); }
    return 0;
}

}  // namespace vangnet::cli
