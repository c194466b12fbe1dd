// What a page computes, item by item and in memory, against a run that writes a file.

#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "analysis/page/page_run.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/inputs.hpp"
#include "analysis/run_study.hpp"
#include "analysis/study_notes.hpp"
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

TEST_CASE("a page concludes from the items it has, and refuses what is none", "[model][page]")
{
    analysis::PageRun page(tables(), small_utrecht());
    CHECK_THROWS_AS(page.report(), DataError);
    const std::vector<std::byte> first = page.run(0);
    page.add(first);
    page.add(page.run(2));
    CHECK_FALSE(page.results().complete());
    CHECK_FALSE(page.report().sections.empty());
    CHECK_THROWS_AS(page.add(std::span(first).first(first.size() - 1)), DataError);
    CHECK_THROWS_AS(page.add({}), DataError);
}

}  // namespace vangnet::test
