// Writes what the engine of a page must come to, as JSON: scenarios, and the digest of all their numbers in this build.

#include <cstdio>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/page/page_run.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/experiment/scenario_world.hpp"
#include "sim/inputs/tables.hpp"

int main()
{
    using namespace vangnet;
    const Tables tables = load_tables();
    nlohmann::ordered_json cases = nlohmann::ordered_json::array();
    for (const char* name :
         {"utrecht-four-ways", "debts", "job-creation", "knowledge", "caseload", "managing-an-office"}) {
        const ScenarioChanges changes{{"sample=400", "months=14", "replicates=2", "draws=2"}};
        const Scenario scenario = parse_scenario(template_text(name), name, scenario_world(tables), changes);
        analysis::PageRun run(tables, scenario);
        for (int item = 0; item < run.results().shape().items(); ++item) { run.add(run.run(item)); }
        cases.push_back({{"name", name},
                         {"scenario", with_counts(run.results().provenance().scenario, 2, 2)},
                         {"digest", items_digest(run.results().shape(), run.results().items())}});
    }
    std::printf("%s\n", cases.dump().c_str());
}
