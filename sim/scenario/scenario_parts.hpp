#pragma once
/// Parts of the scenario reader.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.hpp"
#include "sim/scenario/toml_source.hpp"

namespace vangnet::scenario_parts {

/// Most parameter sets of a run: its results file is built in memory.
inline constexpr int most_draws = 200'000;

/// Puts what a scenario extends under it and the overlays of its arms under them; both keys are then gone.
/// \param file beside which other files are looked for
void resolve(toml::table& top, const std::string& file, SettingProblems& problems);

/// Applies `key=value` texts of the command line.
void apply_changes(toml::table& top, const ScenarioChanges& changes, const ScenarioWorld& world,
                   SettingProblems& problems);

/// Numbers of the municipalities that the keys `municipality` and `region` name, in rising order.
[[nodiscard]] std::vector<int> read_places(SettingReader& reader, const ScenarioWorld& world);

/// Reads a `tightness` that is one number or "path"; nothing if it is absent or wrong.
/// \param allowed  what may follow "1 to 1000" in a message
[[nodiscard]] std::optional<Economy> read_tightness(SettingReader& reader, Words allowed);

/// Reads `[[arms]]` of a run of so many months: an instrument that would begin after them is a problem.
[[nodiscard]] std::vector<Arm> read_arms(SettingReader& top, const ScenarioWorld& world, int run_months,
                                         SettingProblems& problems);

/// Reads a table of conditions on what people are: `only` of an instrument, `eligible` of a trial.
[[nodiscard]] std::vector<policy::FactRange> read_conditions(SettingReader& reader, std::string_view key);

/// Reads `[trial]` and adds the arm in which it is held; nothing without it.
void read_trial(SettingReader& top, const ScenarioWorld& world, Scenario& scenario, SettingProblems& problems);

/// Reads `[sweep]`, after what sets parameters; nothing without it.
void read_sweep(SettingReader& top, const ScenarioWorld& world, Scenario& scenario, SettingProblems& problems);

/// Text of a number with its unit for people: "50 cliënten", "25%".
[[nodiscard]] std::string value_in_words(float value, policy::Unit unit, bool dutch);

/// The table as TOML text that reads back the same.
[[nodiscard]] std::string toml_text(const toml::table& table);

}  // namespace vangnet::scenario_parts
