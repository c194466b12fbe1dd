#include "analysis/page/engine.hpp"

#include <exception>
#include <utility>

#include "analysis/page/catalogue.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/text.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/experiment/scenario_world.hpp"

namespace vangnet::analysis {

namespace {

using nlohmann::ordered_json;

ordered_json problems_json(const std::vector<Text>& problems, bool dutch)
{
    ordered_json list = ordered_json::array();
    for (const Text& problem : problems) { list.push_back(problem.in(dutch)); }
    return {{"problems", std::move(list)}};
}

/// Scenarios that a page cannot conclude from: those with more than one experiment in them.
void require_one_experiment(const Scenario& scenario)
{
    if (scenario.sweep || family(scenario).size() > 1) {
        throw ConfigError(Text{"dit scenario bestaat uit meer dan een berekening; dat kan alleen het programma zelf",
                               "this scenario is more than one run; only the program itself can do that"});
    }
}

}  // namespace

PageEngine::PageEngine() : tables_{load_tables()} {}

std::string PageEngine::answer(std::string_view request) noexcept
{
    bool dutch = true;
    ordered_json reply;
    try {
        const ordered_json asked = ordered_json::parse(request);
        dutch = asked.at("dutch").get<bool>();
        reply = answer_to(asked);
    } catch (const ProblemsError& error) {
        reply = problems_json(error.problems(), dutch);
    } catch (const std::exception& error) {
        reply = problems_json({untranslated(error.what())}, dutch);
    }
    return reply.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

const PageRun& PageEngine::opened() const
{
    if (run_ == nullptr) { throw DataError(Text{"er is nog geen scenario", "there is no scenario yet"}); }
    return *run_;
}

ordered_json PageEngine::answer_to(const ordered_json& request)
{
    const auto ask = request.at("ask").get<std::string>();
    const auto dutch = request.at("dutch").get<bool>();
    if (ask == "catalogue") { return page_catalogue(tables_, dutch); }
    if (ask == "compose") { return {{"scenario", composed_scenario(request)}}; }
    if (ask == "open") { return open(request.at("scenario").get<std::string>(), dutch); }
    if (ask == "figures") { return {{"figures", specifications_of(opened().report(), dutch)}}; }
    if (ask == "report") {
        Pictures pictures{.svg = request.at("svg").get<std::vector<std::string>>()};
        pictures.how = pictures.svg.empty() ? Pictures::How::none : Pictures::How::drawn;
        return {{"html", to_html(opened().report(), dutch, pictures)}};
    }
    if (ask == "text") { return {{"text", to_text(opened().report(), dutch)}}; }
    if (ask == "digest") {
        const MemoryResults& results = opened().results();
        return {{"digest", results.complete() ? items_digest(results.shape(), results.items()) : ""}};
    }
    throw DataError(Text{"onbekende vraag " + ask, "unknown request " + ask});
}

ordered_json PageEngine::open(const std::string& text, bool dutch)
{
    run_.reset();
    Scenario scenario = parse_scenario(text, "scenario.toml", scenario_world(tables_));
    require_one_experiment(scenario);
    run_ = std::make_unique<PageRun>(tables_, std::move(scenario));
    const SeriesShape& shape = run_->results().shape();
    ordered_json arms = ordered_json::array();
    for (const ArmInfo& arm : shape.arms) {
        arms.push_back(
            {{"label", dutch ? arm.label_nl : arm.label_en}, {"words", dutch ? arm.words_nl : arm.words_en}});
    }
    return {{"title", run_->results().provenance().title.in(dutch)},
            {"people", run_->experiment().people()},
            {"months", shape.months.size()},
            {"replicates", shape.replicates},
            {"draws", shape.draws},
            {"arms", std::move(arms)}};
}

std::vector<std::byte> PageEngine::run(int item)
{
    const bool there = run_ != nullptr && item >= 0 && item < run_->results().shape().items();
    return there ? run_->run(item) : std::vector<std::byte>{};
}

bool PageEngine::add(std::span<const std::byte> item)
{
    if (run_ == nullptr) { return false; }
    try {
        run_->add(item);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace vangnet::analysis
