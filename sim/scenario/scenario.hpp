#pragma once
/// A scenario: the people, the months, the economy and the policies to compare, as plain data. Read from TOML by
/// `read_scenario`; docs of every key: `vangnet explain KEY`.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policies/policy.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/units.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/scenario/sweep.hpp"
#include "sim/scenario/trial.hpp"

namespace vangnet {

/// How much work there is.
struct Economy {
    enum class Kind : std::uint8_t {
        path,     ///< the published path of tightness by month
        constant  ///< one level in every month after the arms branch
    };
    Kind kind = Kind::path;
    double tightness = 40.0;  ///< of a constant economy [vacancies per 100 unemployed]

    friend bool operator==(const Economy& a, const Economy& b)
    {
        return a.kind == b.kind && (a.kind == Kind::path || a.tightness == b.tightness);
    }
};

/// One policy to compare. The first arm of a scenario is the base that the others are compared with.
struct Arm {
    std::string key;       ///< as in results files: a-z, 0-9 and _
    std::string label_nl;  ///< short name in tables
    std::string label_en;
    std::string words_nl;  ///< the policy in plain words
    std::string words_en;
    policy::Policy policy;
    std::optional<Economy> economy;  ///< nothing: that of the scenario
};

/// Which persons are written to the file one by one, besides the sums.
struct PanelRequest {
    int people = 0;  ///< how many of each replicate, drawn by lot; 0: none [persons]
    int every = 1;   ///< months between two records of a person [months]
};

/// Everything that decides the numbers of a run.
struct Scenario {
    std::string name;  ///< of the file without folder and ending
    std::string title_nl;
    std::string title_en;
    /// Complete by itself as TOML: what it extends, overlays and `--set` filled in. Without the numbers of replicates
    /// and draws, with which a run may go on; results files have them as dimensions.
    std::string text;
    std::string file;  ///< as the user named it
    std::uint32_t seed = 1;
    int replicates = 20;              ///< repetitions of chance
    int draws = 0;                    ///< parameter sets drawn from the priors; 0: central values only
    int people = 0;                   ///< persons in the start stock; 0: as many as there are
    bool fixed_base_rates = false;    ///< draws leave what acts before the policies as it is
    int populations = 0;              ///< replicate r lives with population r mod this; 0: each with one of its own
    std::vector<int> municipalities;  ///< numbers 0..392, in rising order
    Month start;                      ///< first month of the policies: the arms branch at its beginning
    int months = 40;                  ///< simulated after branching [months]
    Economy economy;
    std::vector<double> tightness_list;  ///< with more than one value: one run each, see `family`
    std::vector<Arm> arms;
    std::vector<std::string> groups;  ///< by which measures are split, see `group_keys`
    PanelRequest panel;
    std::optional<Sweep> sweep;               ///< draws are then its parameter sets, each on every replicate
    std::optional<Trial> trial;               ///< held beside the arms for everyone
    std::vector<ModelVariant> variants;       ///< forms of the model; with more than one: one run each, see `family`
    std::map<std::string, double> set;        ///< behaviour parameters that differ from the fitted set
    std::map<std::string, double> relevance;  ///< smallest difference that counts, by outcome, in the unit printed
};

/// How much work there is under an arm.
[[nodiscard]] inline const Economy& economy_of(const Scenario& scenario, const Arm& arm) noexcept
{
    return arm.economy ? *arm.economy : scenario.economy;
}

/// Whether draws take base rates from the posterior. Not in a trial: whom it invites is given by when and where it was
/// held, and a draw with other people could leave too few to take part.
[[nodiscard]] inline bool draws_base_rates(const Scenario& scenario) noexcept
{
    return !scenario.fixed_base_rates && !scenario.sweep && !scenario.trial;
}

/// How many different populations its replicates have.
[[nodiscard]] inline int populations_of(const Scenario& scenario) noexcept
{
    const bool shared = scenario.populations > 0 && scenario.populations < scenario.replicates;
    return shared ? scenario.populations : scenario.replicates;
}

/// The arms that are run for everyone: with a trial perhaps its control alone.
[[nodiscard]] std::vector<Arm> arms_for_everyone(const Scenario& scenario);

/// The world in which the scenario's trial is held: the rules of the first arm for everyone, and each treatment for its
/// participants.
[[nodiscard]] Arm world_of_trial(const Trial& trial, const std::vector<Arm>& arms);

/// An economy in a few words: "14 vacatures per 100 werklozen".
[[nodiscard]] std::string economy_words(const Economy& economy, bool dutch);

/// Ways of splitting people that a scenario may ask for, besides "all".
[[nodiscard]] const std::vector<std::string>& group_keys();

/// The scenarios to run: the scenario itself, or for a list of tightness one for each value, and for a list of variants
/// one for each of them, with it in the name.
[[nodiscard]] std::vector<Scenario> family(const Scenario& scenario);

/// Names and numbers that a scenario may refer to.
struct ScenarioWorld {
    struct Parameter {
        double low = 0.0;
        double high = 0.0;
        std::string unit;
        double likely_low = low;  ///< what is known of it, that `[sweep]` varies it over
        double likely_high = high;
    };
    std::vector<std::string> municipalities;
    std::vector<int> region_of;  ///< by municipality
    std::vector<std::string> regions;
    std::map<std::string, Parameter> parameters;  ///< behaviour parameters that `[set]` may name
    std::vector<std::string> outcomes{};          ///< that `[relevance]` may name
    std::vector<std::string> shares{};            ///< those of them that are shares of people, for `[trial]`
    std::vector<ModelVariant> variants{};         ///< that `[variant]` may name
    std::map<std::string, std::vector<int>>
        other_names{};  ///< municipalities by a name that is none of theirs, `folded`
};

/// What the command line changes in a scenario.
struct ScenarioChanges {
    std::vector<std::string> set;  ///< `key=value`, in order
};

/// Reads a scenario file, and what it extends and overlays. A name with its ending or folder is a file, sought from the
/// folder of the file that names it; any other name is that of a scenario or policy inside the program.
/// \throws ConfigError with all problems at once, as `file:line: key: what is wrong (what is allowed) did you mean ...`
[[nodiscard]] Scenario read_scenario(const std::filesystem::path& file, const ScenarioWorld& world,
                                     const ScenarioChanges& changes = {});

/// The same from text; `file` is what messages call it and where overlays are looked for.
[[nodiscard]] Scenario parse_scenario(std::string_view text, const std::string& file, const ScenarioWorld& world,
                                      const ScenarioChanges& changes = {});

/// The text of a scenario (Scenario::text) with its number of replicates and draws, so that it repeats the run.
/// \throws ConfigError if the text is no TOML
[[nodiscard]] std::string with_counts(const std::string& text, int replicates, int draws);

/// Names of the scenarios inside the program, for `new --template`.
[[nodiscard]] std::vector<std::string> template_names();
/// Text of such a scenario; empty if there is none of that name.
[[nodiscard]] std::string_view template_text(std::string_view name);

/// What a setting of an instrument is: of a flag, what it means that it is set.
[[nodiscard]] std::string_view setting_words(const policy::ParameterText& setting, bool dutch) noexcept;

/// A policy in one sentence, made from its instruments.
[[nodiscard]] std::string policy_words(const policy::Policy& policy, bool dutch);

}  // namespace vangnet
