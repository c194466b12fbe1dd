#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "sim/cli/file_state.hpp"
#include "sim/cli/session.hpp"
#include "sim/cli/verify.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/results/results_file.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr Help help{{"vangnet info BESTAND.h5 [opties]", "vangnet info FILE.h5 [options]"},
                    {"Wat er in een resultaatbestand staat en waar het vandaan komt.",
                     "What is in a result file and where it comes from."},
                    {}};

}  // namespace

int verb_info(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("digest",
        session.say("alleen de vingerafdruk van alle getallen (SHA-256)", "only the digest of all numbers (SHA-256)")
            .data());
    add("repeat",
        session.say("alleen de opdracht die dit bestand maakte", "only the command that made this file").data());
    add("scenario", session.say("de tekst van het scenario", "the text of the scenario").data());
    add("verify", session
                      .say("reken opnieuw door en zeg of het hetzelfde is; ook van een verslag (.html)",
                           "run again and say whether it is the same; of a report (.html), too")
                      .data());
    add("threads", po::value<int>()->value_name("N")->default_value(0),
        session.say("rekenkernen voor --verify, 0: alle", "processor cores for --verify, 0: all").data());
    add("json", session.say("als JSON, voor andere programma's", "as JSON, for other programs").data());
    const Values values = parse(session, options, {"file"});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "file", a_results_file, help);
    const std::filesystem::path path = values["file"].as<std::string>();
    if (values.count("verify") != 0U) {
        verify(path, values, session);
        return 0;
    }
    const ResultsFile file(path);
    tell_if_changed(file, session);
    if (values.count("digest") != 0U) {
        fmt::print("{}\n", results_digest(path));
        return 0;
    }
    const Provenance& p = file.provenance();
    if (values.count("repeat") != 0U) {
        fmt::print("{}\n", p.command);
        return 0;
    }
    if (values.count("scenario") != 0U) {
        fmt::print("{}", with_counts(p.scenario, file.shape().replicates, file.shape().draws));
        return 0;
    }
    const SeriesShape& s = file.shape();
    const std::string digest = results_digest(path);
    if (values.count("json") != 0U) {
        nlohmann::ordered_json j;
        j["title_nl"] = p.title.nl;
        j["title_en"] = p.title.en;
        j["version"] = p.version;
        j["commit"] = p.commit;
        j["command"] = p.command;
        j["digest"] = digest;
        j["identity"] = file.identity();
        j["complete"] = file.complete();
        j["replicates"] = file.replicates_done().size();
        j["draws"] = file.draws_done().size();
        j["months"] = s.months.size();
        for (const ArmInfo& a : s.arms) { j["arms"].push_back(a.key); }
        for (const MeasureInfo& m : s.measures) { j["measures"].push_back(m.key); }
        for (const GroupInfo& g : s.groups) { j["groups"].push_back(g.key); }
        j["arrays"] = file.arrays();
        fmt::print("{}\n", j.dump(2));
        return 0;
    }
    const bool dutch = session.dutch();
    fmt::print("{}\n", p.title.in(dutch));
    const std::string shard = file.provenance().note("shard");
    const Text unfinished = shard.empty() ? Text{" (niet af: --resume gaat verder)", " (unfinished: --resume goes on)"}
                                          : bilingual({" (deel {}: vangnet merge brengt delen samen)",
                                                       " (shard {}: vangnet merge brings shards together)"},
                                                      shard);
    fmt::print("{}\n",
               session.say({"beleidsvarianten: {}, maanden: {}, herhalingen: {} van {}, trekkingen: {} van {}, "
                            "uitkomsten: {}, groepen: {}{}",
                            "{} policies, {} months, {} of {} replicates, {} of {} draws, {} outcomes, {} groups{}"},
                           s.arms.size(), s.months.size(), file.replicates_done().size(), s.replicates,
                           file.draws_done().size(), s.draws, s.measures.size(), s.groups.size(),
                           file.complete() ? Text{} : unfinished));
    std::vector<std::pair<std::string, std::string>> policies;
    for (const ArmInfo& a : s.arms) { policies.emplace_back(a.key, dutch ? a.words_nl : a.words_en); }
    fmt::print("{}", policies_text(policies));
    fmt::print("{}: vangnet {} ({})\n", dutch ? "Programma" : "Program", p.version, p.commit);
    fmt::print("{}: {}\n", dutch ? "Herhalen" : "Repeat", p.command);
    fmt::print("{}: {}\n", dutch ? "Vingerafdruk" : "Digest", digest);
    return 0;
}

}  // namespace vangnet::cli
