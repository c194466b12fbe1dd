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

/// The pictures that the page has drawn for a report.
Pictures drawn(const ordered_json& request)
{
    Pictures pictures{.svg = request.at("svg").get<std::vector<std::string>>()};
    pictures.how = pictures.svg.empty() ? Pictures::How::none : Pictures::How::drawn;
    return pictures;
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
    if (ask == "report") { return {{"html", to_html(opened().report(), dutch, drawn(request))}}; }
    if (ask == "text") { return {{"text", to_text(opened().report(), dutch)}}; }
    if (ask == "life") {
        static_cast<void>(opened());
        story_ = run_->life(0);
        return ordered_json::object();
    }
    if (ask == "lesson") { return lesson(request, dutch); }
    if (ask == "digest") {
        const MemoryResults& results = opened().results();
        return {{"digest", results.complete() ? items_digest(results.shape(), results.items()) : ""}};
    }
    throw DataError(Text{"onbekende vraag " + ask, "unknown request " + ask});
}

ordered_json PageEngine::lesson(const ordered_json& request, bool dutch) const
{
    const int step = request.at("step").get<int>();
    if (step < 0 || step > static_cast<int>(LessonStep::back)) {
        throw DataError(Text{"zo'n stap is er niet", "there is no such step"});
    }
    std::optional<Prediction> prediction;
    if (request.contains("base") && request.contains("arm")) {
        prediction = {.base = request.at("base").get<int>(), .arm = request.at("arm").get<int>()};
    }
    const Report report = opened().lesson(static_cast<LessonStep>(step), story_, prediction);
    if (!request.contains("svg")) { return {{"figures", specifications_of(report, dutch)}}; }
    return {{"html", to_html(report, dutch, drawn(request))}};
}

ordered_json PageEngine::open(const std::string& text, bool dutch)
{
    run_.reset();
    story_.reset();
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
