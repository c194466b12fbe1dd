// What a page computes, item by item and in memory, against a run that writes a file.

#include <cmath>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "analysis/compare.hpp"
#include "analysis/page/engine.hpp"
#include "analysis/page/page_run.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/inputs.hpp"
#include "analysis/run_study.hpp"
#include "analysis/study_notes.hpp"
#include "analysis/town.hpp"
#include "analysis/twins.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/experiment/packing.hpp"
#include "sim/experiment/scenario_world.hpp"
#include "sim/results/results_file.hpp"
#include "sim/run/run_experiment.hpp"
#include "sim/scenario/scenario.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"

namespace vangnet::test {

namespace {

const Tables& tables()
{
    static const Tables all = load_tables();
    return all;
}

Scenario small_utrecht()
{
    return parse_scenario(template_text("utrecht-four-ways"), "utrecht.toml", scenario_world(tables()),
                          {{"months=14", "replicates=3", "draws=2", "sample=300"}});
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("results in memory are those in a file: every array, and every sentence of the report", "[model][page]")
{
    const Scenario scenario = small_utrecht();
    analysis::PageRun page(tables(), scenario);
    analysis::PageRun worker(tables(), scenario);
    for (const int item : {4, 1, 0, 3, 2}) { page.add((item % 2 == 0 ? page : worker).run(item)); }

    const OwnFolder folder;
    RunOptions options;
    options.out = folder / "run.h5";
    options.notes = analysis::to_notes(analysis::notes_of(scenario, tables()));
    REQUIRE(run_experiment(tables().data, tables().book, scenario, options).end == RunEnd::complete);
    const auto file = std::make_shared<const ResultsFile>(options.out);
    const MemoryResults& memory = page.results();

    CHECK(items_digest(memory.shape(), memory.items()) == results_digest(options.out, DigestScope::series));
    for (const std::string& path : memory.arrays()) {
        INFO(path);
        const StoredArray here = memory.read(path);
        const StoredArray there = file->read(path);
        CHECK(here.type == there.type);
        CHECK(here.unit == there.unit);
        CHECK(here.codes == there.codes);
        REQUIRE(here.dims.size() == there.dims.size());
        for (std::size_t d = 0; d < here.dims.size(); ++d) {
            CHECK(here.dims[d].name == there.dims[d].name);
            CHECK(here.dims[d].labels == there.dims[d].labels);
            CHECK(here.dims[d].numbers == there.dims[d].numbers);
        }
        CHECK(std::visit(
            [&](const auto& values) {
                const auto& others = std::get<std::decay_t<decltype(values)>>(there.data);
                return values.size() == others.size() &&
                       std::memcmp(values.data(), others.data(), values.size() * sizeof values[0]) == 0;
            },
            here.data));
    }
    analysis::ReportInputs inputs = analysis::report_inputs(analysis::study_of(file), file, tables());
    inputs.digest = results_digest(options.out, DigestScope::series);
    for (const bool dutch : {true, false}) {
        CHECK(analysis::to_html(page.report(), dutch, {}) ==
              analysis::to_html(analysis::make_report(inputs), dutch, {}));
    }
}

TEST_CASE("a lesson has a section for each step, and goes back to what was predicted", "[model][page]")
{
    using analysis::LessonStep;
    analysis::PageRun page(tables(), small_utrecht());
    CHECK_THROWS_AS(page.lesson(LessonStep::twins, {}, {}), DataError);
    for (int item = 0; item < 5; ++item) { page.add(page.run(item)); }
    const analysis::LifeStory story = page.life(0);
    CHECK(page.lesson(LessonStep::life, story, {}).sections.size() == 1);
    CHECK(page.lesson(LessonStep::twins, {}, {}).sections.size() == 1);
    CHECK(page.lesson(LessonStep::luck, {}, {}).sections.size() == 1);
    const analysis::Report all = page.lesson(LessonStep::back, {}, analysis::Prediction{.base = 31, .arm = 77});
    REQUIRE(all.sections.size() == 1);

    // the levels told are those of the comparison, and two draws are too few to say how sure it is
    const analysis::Study study = analysis::study_of(std::make_shared<MemoryResults>(page.results()));
    const analysis::Comparison c = analysis::compare(study);
    const analysis::ComparisonRow* row = c.find(analysis::lesson_outcome, c.arms.front().key, "all");
    REQUIRE(row != nullptr);
    const std::string text = analysis::to_html(all, false, {});
    CHECK(has(text, fmt::format("you thought 31 of 100, the model has {}.", std::lround(row->base_level))));
    CHECK(has(text, fmt::format("you thought 77 of 100, the model has {}.", std::lround(row->arm_level))));
    CHECK(has(text, "draws"));
}

TEST_CASE("the engine of a page answers with what is wrong, and never falls over", "[model][page]")
{
    analysis::PageEngine engine;
    const auto answer = [&](const std::string& request) { return nlohmann::json::parse(engine.answer(request)); };
    for (const std::string& request :
         {std::string{}, std::string{"[]"}, std::string{"{}"}, std::string{R"({"ask": "report", "dutch": true})"},
          std::string{R"({"ask": "lesson", "dutch": true, "step": 0})"},
          std::string{R"({"ask": "life", "dutch": false})"}, std::string{R"({"ask": "nothing", "dutch": true})"},
          std::string{R"({"ask": "open", "dutch": true})"},
          std::string{R"({"ask": "compose", "dutch": true, "policies": 7})"},
          std::string{R"({"ask": "open", "dutch": true, "scenario": "[people]\nmunicipality = \"Leidn\""})"}}) {
        INFO(request);
        CHECK_FALSE(answer(request).at("problems").empty());
    }
    CHECK(engine.run(0).empty());
    CHECK_FALSE(engine.add({}));

    const auto catalogue = answer(R"({"ask": "catalogue", "dutch": false})");
    CHECK(catalogue.at("municipalities").size() == 393);
    CHECK(catalogue.at("instruments").size() == policy::instruments().size());
    // every instrument with its default values makes a scenario
    for (const auto& instrument : catalogue.at("instruments")) {
        nlohmann::json settings = nlohmann::json::object();
        for (const auto& setting : instrument.at("settings")) {
            const bool flag = setting.at("flag").get<bool>();
            settings[setting.at("key").get<std::string>()] =
                flag ? nlohmann::json(setting.at("value").get<double>() != 0.0) : setting.at("value");
        }
        const nlohmann::json choice{
            {"ask", "compose"},
            {"dutch", false},
            {"question", "a \"quoted\" question"},
            {"municipality", "Leiden"},
            {"start", "2017-10"},
            {"months", 12},
            {"people", 200},
            {"replicates", 2},
            {"draws", 2},
            {"relevance", {{"work_12h", 0.5}}},
            {"present", nlohmann::json::array({{{"use", instrument.at("key")}, {"settings", settings}}})},
            {"policies",
             {{{"label", "new"}, {"instruments", {{{"use", instrument.at("key")}, {"settings", settings}}}}}}}};
        const nlohmann::json opened =
            answer(nlohmann::json{{"ask", "open"}, {"dutch", false}, {"scenario", answer(choice.dump()).at("scenario")}}
                       .dump());
        INFO(opened.dump());
        CHECK(opened.value("title", "") == "a \"quoted\" question");
    }
}

TEST_CASE("a page concludes from the items it has, and refuses what is none", "[model][page]")
{
    analysis::PageRun page(tables(), small_utrecht());
    CHECK_THROWS_AS(page.report(), DataError);
    const std::vector<std::byte> first = page.run(0);
    page.add(first);
    page.add(page.run(2));
    CHECK_FALSE(page.results().complete());

    // what belongs to no person, too, is of the two replicates that are there, not of all three
    const analysis::Study study = analysis::study_of(std::make_shared<MemoryResults>(page.results()));
    const std::optional<analysis::Twins> twins = analysis::twins_of(study);
    REQUIRE(twins);
    for (const analysis::TwinLives& lives : twins->arms) {
        CHECK(std::abs(lives.neither + lives.base_only + lives.arm_only + lives.both - 100.0) < 1e-9);
    }
    const std::optional<analysis::StockPath> stock = analysis::stock_path(study);
    REQUIRE(stock);
    const analysis::Values counted = study.load_array("/stock/on_benefit");
    CHECK(std::isnan(counted.at(0, 1, 0, 0)));
    const double mean = (counted.at(0, 0, 0, 0) + counted.at(0, 2, 0, 0)) / 2.0 * study.real_per_simulated();
    CHECK(std::abs(stock->arms[0].on_benefit[0] - mean) < 1e-9 * mean);
    CHECK_FALSE(page.report().sections.empty());
    CHECK_THROWS_AS(page.add(std::span(first).first(first.size() - 1)), DataError);
    CHECK_THROWS_AS(page.add({}), DataError);
}

}  // namespace vangnet::test
