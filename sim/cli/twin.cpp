#include "sim/cli/twin.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "analysis/run_study.hpp"
#include "sim/cli/repeat.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"

namespace vangnet::cli {

namespace {

/// The arm of that name, or the first after the base arm. \throws UsageError
std::size_t arm_of(const std::string& name, const analysis::Study& study)
{
    if (study.arms.size() < 2) {
        throw UsageError(Text{"dit bestand heeft een beleid: er is niets om naast te leggen",
                              "this file has one policy: there is nothing to put beside it"});
    }
    if (name.empty()) { return 1; }
    std::vector<std::string> names;
    for (std::size_t a = 1; a < study.arms.size(); ++a) {
        const analysis::StudyArm& arm = study.arms[a];
        if (name == arm.key || name == arm.label.nl || name == arm.label.en) { return a; }
        names.push_back(arm.key);
    }
    throw UsageError(bilingual({"geen beleid {} om naast {} te leggen ({}){}", "no policy {} to put beside {} ({}){}"},
                               in_quotes(name), study.arms.front().key, fmt::format("{}", fmt::join(names, ", ")),
                               did_you_mean_hint(name, names)));
}

/// Both lives, computed again; sure to be those behind the numbers of the file.
TwoLives lives_again(const ResultsFile& file, const Tables& tables, const TwinRequest& request, std::size_t arm)
{
    const int replicate = request.replicate;
    const std::vector<int> done = file.replicates_done();
    if (std::find(done.begin(), done.end(), replicate) == done.end()) {
        throw UsageError(bilingual({"--replicate {}: het bestand heeft er {}, genummerd vanaf 0",
                                    "--replicate {}: the file has {}, numbered from 0"},
                                   replicate, done.size()));
    }
    Experiment experiment(tables.data, tables.book, scenario_of(file, tables));
    const Text differs = what_differs(file, experiment);
    if (!differs.nl.empty()) {
        throw ReproduceError(bilingual({"{}: niet te herhalen: anders is {}", "{}: can't be repeated: different is {}"},
                                       file.path().string(), differs));
    }
    const std::unique_ptr<Executor> executor = make_executor(request.threads);
    const StartCache cache;
    experiment.prepare({replicate}, *executor, &cache, nullptr);
    return experiment.lives(replicate, arm, request.person, *executor);
}

/// The stock of both arms, month by month, must be that of the file.
void require_the_same_stock(const ResultsFile& file, const analysis::Study& study, const TwoLives& lives,
                            std::size_t arm, std::size_t replicate)
{
    const analysis::Values stock = study.load_array("/stock/on_benefit");
    for (std::size_t month = 0; month < stock.months; ++month) {
        if (stock.at(0, replicate, month, 0) != lives.base_on_benefit[month] ||
            stock.at(arm, replicate, month, 0) != lives.arm_on_benefit[month]) {
            throw ReproduceError(bilingual({"{}: in maand {} komen er andere getallen uit dan in het bestand",
                                            "{}: the numbers of month {} come out unlike those in the file"},
                                           file.path().string(), month + 1));
        }
    }
}

}  // namespace

Twin twin_of(const std::shared_ptr<const ResultsFile>& file, const Tables& tables, const TwinRequest& request)
{
    Twin twin;
    const analysis::Study study = analysis::study_of(file);
    twin.arm = arm_of(request.policy, study);
    twin.lives = lives_again(*file, tables, request, twin.arm);
    require_the_same_stock(*file, study, twin.lives, twin.arm, static_cast<std::size_t>(request.replicate));
    const auto label = [&study](std::size_t a) {
        return study.arms[a].label.nl.empty() ? untranslated(study.arms[a].key) : study.arms[a].label;
    };
    const std::string& town = tables.data.municipalities[static_cast<std::size_t>(twin.lives.municipality)].name;
    twin.story = analysis::life_story(twin.lives, town, label(0), label(twin.arm), analysis::twins_of(study));
    return twin;
}

}  // namespace vangnet::cli
