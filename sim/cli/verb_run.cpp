#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "analysis/compare.hpp"
#include "analysis/run_study.hpp"
#include "sim/cli/comparison_text.hpp"
#include "sim/cli/run_command.hpp"
#include "sim/cli/session.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

namespace {

void print_table(const std::filesystem::path& out, const Session& session)
{
    const auto file = std::make_shared<const ResultsFile>(out);
    const analysis::Study study = analysis::study_of(file);
    fmt::print("{}", study.arms.size() == 1
                         ? levels_text(analysis::levels_of(study), session.dutch())
                         : comparison_text(analysis::compare_at_moments(study, {}), session.dutch()));
}

constexpr Help help{
    {"vangnet run SCENARIO.toml [opties]", "vangnet run SCENARIO.toml [options]"},
    {"Rekent elk beleid door op dezelfde mensen met hetzelfde toeval, zodat verschillen alleen van het beleid komen.",
     "Runs every policy on the same people with the same luck, so that differences come from the policy alone."},
    "  vangnet run utrecht-four-ways --out utrecht.h5\n  vangnet run my.toml --until 0.2pp --max-time 20min"};

}  // namespace

int verb_run(const Session& session)
{
    const Options options = run_options(session);
    const Values values = parse(session, options, {"scenario"});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "scenario", a_scenario, help);
    const Tables tables = load_tables(values);
    return run_members(session, values, tables, load_scenario(values, tables), "run",
                       [&](const std::filesystem::path& out) { print_table(out, session); });
}

}  // namespace vangnet::cli
