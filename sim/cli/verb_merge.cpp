#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/run_study.hpp"
#include "sim/cli/repeat.hpp"
#include "sim/cli/session.hpp"
#include "analysis/study_notes.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/results/results_file.hpp"
#include "sim/results/store.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr Help help{
    {"vangnet merge --out GEHEEL.h5 DEEL.h5... [opties]", "vangnet merge --out WHOLE.h5 SHARD.h5... [options]"},
    {"Brengt de delen van een berekening (vangnet run --shard) samen in een resultaatbestand: hetzelfde als van een "
     "berekening in een keer.",
     "Brings the shards of a run (vangnet run --shard) together in one result file: the same as of a run in one go."},
    "  vangnet merge --out utrecht.h5 utrecht-shard-*-of-4.h5"};

/// What one file says of itself. Files are opened one at a time: a cluster may have made thousands.
struct ShardFile {
    std::filesystem::path path;
    std::string identity;
    SeriesShape shape;
    std::vector<int> items;
    Provenance provenance;
};

/// \throws DataError if the file is damaged or changed since it was written
ShardFile look_at(const std::string& path)
{
    try_apart(path);
    const ResultsFile file(path);
    if (!file.sealed()) {
        throw DataError(bilingual({"{}: is niet zoals het geschreven is; reken dit deel opnieuw door",
                                   "{}: is not as it was written; run this shard again"},
                                  path));
    }
    ShardFile shard{path, file.identity(), file.shape(), file.replicates_done(), file.provenance()};
    for (const int draw : file.draws_done()) { shard.items.push_back(file.shape().replicates + draw); }
    return shard;
}

Text name_of(int item, const SeriesShape& shape)
{
    return shape.is_draw(item) ? bilingual({"trekking {}", "draw {}"}, item - shape.replicates)
                               : bilingual({"herhaling {}", "replicate {}"}, item);
}

/// \throws DataError where they are not of one experiment
void require_alike(const std::vector<ShardFile>& shards)
{
    const ShardFile& first = shards.front();
    for (const ShardFile& shard : shards) {
        if (shard.identity == first.identity && shard.shape.replicates == first.shape.replicates &&
            shard.shape.draws == first.shape.draws) {
            continue;
        }
        throw DataError(bilingual({"{} is van een ander experiment dan {} (scenario, parameters, gegevens, toeval, "
                                   "aantallen of versie verschillen)",
                                   "{} is of another experiment than {} (scenario, parameters, data, seeds, numbers "
                                   "or version differ)"},
                                  shard.path.string(), first.path.string()));
    }
}

/// The shards of which there is no file, "2/4, 3/4"; empty if the files do not say.
std::string lost_shards(const std::vector<ShardFile>& shards)
{
    int of = 0;
    std::set<int> seen;
    for (const ShardFile& shard : shards) {
        int number = 0;
        if (std::sscanf(shard.provenance.note("shard").c_str(), "%9d/%9d", &number, &of) == 2) { seen.insert(number); }
    }
    std::vector<std::string> lost;
    for (int k = 1; k <= of && lost.size() < 20; ++k) {
        if (seen.count(k) == 0) { lost.push_back(fmt::format("{}/{}", k, of)); }
    }
    return fmt::format("{}", fmt::join(lost, ", "));
}

/// Each item must be in one file. \throws DataError where two have the same, or none
void require_each_once(const std::vector<ShardFile>& shards)
{
    const SeriesShape& shape = shards.front().shape;
    std::map<int, const ShardFile*> owners;
    for (const ShardFile& shard : shards) {
        for (const int item : shard.items) {
            const auto [place, fresh] = owners.emplace(item, &shard);
            if (fresh) { continue; }
            throw DataError(bilingual(
                {"{} en {} hebben beide {}: geef elk deel een keer", "{} and {} both have {}: give each shard once"},
                place->second->path.string(), shard.path.string(), name_of(item, shape)));
        }
    }
    const std::vector<int> all = every_item(shape);
    const auto first = std::find_if(all.begin(), all.end(), [&](int item) { return owners.count(item) == 0; });
    if (first == all.end()) { return; }
    const std::string lost = lost_shards(shards);
    const Text which = lost.empty() ? name_of(*first, shape) : bilingual({"deel {}", "shard {}"}, lost);
    throw DataError(
        bilingual({"{} van {} onderdelen ontbreken: {} is er niet bij", "{} of {} items are missing: {} is not there"},
                  all.size() - owners.size(), all.size(), which));
}

/// Of the whole: what made the first shard, the time of all of them together.
Provenance provenance_of(const std::vector<ShardFile>& shards, const Experiment& experiment, const Scenario& scenario,
                         const Tables& tables)
{
    Provenance whole = experiment.provenance();
    whole.command = shards.front().provenance.command;
    whole.notes = analysis::to_notes(analysis::notes_of(scenario, tables));
    for (const ShardFile& shard : shards) {
        whole.wall_time += shard.provenance.wall_time;
        whole.threads = std::max(whole.threads, shard.provenance.threads);
    }
    return whole;
}

/// What makes the whole: the experiment of the first file, which this program and these tables must still give.
std::pair<Scenario, Experiment> experiment_of(const ShardFile& shard, const Tables& tables)
{
    const ResultsFile file(shard.path);
    Scenario scenario = scenario_of(file, tables);
    Experiment experiment(tables.data, tables.book, scenario);
    if (const Text differs = what_differs(file, experiment); !differs.empty()) {
        throw ReproduceError(
            bilingual({"{}: niet samen te voegen: anders is {}", "{}: can't be merged: different is {}"},
                      shard.path.string(), differs));
    }
    return {std::move(scenario), std::move(experiment)};
}

}  // namespace

int verb_merge(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("out", po::value<std::string>()->value_name(session.say("BESTAND", "FILE").data()),
        session.say("het resultaatbestand dat ontstaat", "the result file that is made").data());
    add("force", session.say("overschrijf een bestaand bestand", "overwrite an existing file").data());
    const Values values = parse(session, options, {"shards"}, true);
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "shards", a_results_file, help);
    require_argument(values, "out", {"--out: het bestand dat ontstaat", "--out: the file that is made"}, help);

    std::vector<ShardFile> shards;
    for (const std::string& path : values["shards"].as<std::vector<std::string>>()) { shards.push_back(look_at(path)); }
    require_alike(shards);
    require_each_once(shards);

    const Tables tables = load_tables(values);
    const auto [scenario, experiment] = experiment_of(shards.front(), tables);
    const Provenance provenance = provenance_of(shards, experiment, scenario, tables);
    ResultsStore store(values["out"].as<std::string>(), experiment.shape(), provenance,
                       values.count("force") != 0U ? Existing::replace : Existing::refuse);
    for (const ShardFile& shard : shards) {
        const ResultsFile file(shard.path);
        for (const int item : shard.items) { store.write_item(file.item(item)); }
    }
    store.assemble(provenance, Assembly::complete);
    fmt::print("{}\n", session.say({"Resultaat: {} (delen: {}, onderdelen: {})\n  bekijken: vangnet compare {}",
                                    "Result: {} (shards: {}, items: {})\n  look at it: vangnet compare {}"},
                                   store.output().string(), shards.size(), store.wanted_items().size(),
                                   store.output().string()));
    return 0;
}

}  // namespace vangnet::cli
