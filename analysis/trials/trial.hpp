#pragma once
/// What trials of a study would have found: each simulated trial's own effect, their spread, and what was published.

#include <cstddef>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/csv.hpp"
#include "analysis/study.hpp"
#include "analysis/trials/estimators.hpp"
#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet::analysis {

/// The true effect that the power of a trial is told against. [per 100 people]
inline constexpr double power_effect = 5.0;
/// Share of simulated trials that must report a published sign for it to fit the model. *(judgement)*
inline constexpr double least_share_of_trials = 0.05;
/// Fewest simulated trials for shares of them to be told. *(judgement)*
inline constexpr std::size_t fewest_trials = 20;

/// A trial and all that was simulated of it.
struct TrialStudy {
    Trial trial;  ///< without eligibility
    Text name;
    std::string place;
    std::vector<std::string> keys;  ///< of the scenario's arms, the control first
    std::vector<Text> labels;
    std::vector<StudyMeasure> measures;
    std::size_t arms = 0;         ///< in the file, the trial's last
    std::size_t groups = 0;       ///< in the file
    std::size_t first_group = 0;  ///< of the trial
    std::size_t trial_group_count = 0;
    std::size_t months = 0;
    std::size_t replicates = 0;                    ///< finished
    std::size_t draws = 0;                         ///< finished
    std::map<std::size_t, double> self_selection;  ///< by draw, where it is drawn [log odds per sd]
    /// One measure of all arms and groups: of replicates, or of draws.
    std::function<Values(const std::string& measure, bool draws)> load;
    /// People of a group of the trial in an item. [group of the trial][item]
    std::vector<std::vector<double>> replicate_people;
    std::vector<std::vector<double>> draw_people;
};

/// The trial of a results file; nothing if it holds none. \throws DataError if what it says of it cannot be read
[[nodiscard]] std::optional<TrialStudy> trial_of(const std::shared_ptr<const Results>& file);

/// What the file says of a trial: a JSON object, the note "trial".
[[nodiscard]] std::string trial_note(const Scenario& scenario);

/// One simulated trial, per 100 people. NaN for what the file does not hold.
struct SimulatedTrial {
    std::size_t item = 0;
    double control = 0.0;  ///< level of the control group
    Estimate estimate;     ///< what the trial would publish
    double truth = 0.0;    ///< the treatment's effect on the people it was given, against themselves without it
    /// The same treatment for everyone whom its arm names: its effect on everyone on benefit at the start.
    double for_everyone = 0.0;
    double on_participants = 0.0;  ///< and on those same people
};

/// Trials whose control group ends up at the published level (see `given_value`). A low control group makes a large
/// effect by chance alone; it also says who signs up.
struct GivenControl {
    double as_far = 0.0;  ///< share of simulated trials whose control group is at that level or further from their mean
    // NaN where fewer than `least_share_of_trials` are as far: the rule would speak of trials that were not simulated
    double effect = std::numeric_limits<double>::quiet_NaN();
    double spread = std::numeric_limits<double>::quiet_NaN();
    double self_selection = std::numeric_limits<double>::quiet_NaN();  ///< also where it is not drawn [log odds per sd]
    double self_selection_sd = std::numeric_limits<double>::quiet_NaN();
};

/// What simulated trials say of one outcome and arm. Effects, levels and errors per 100 people.
struct TrialResult {
    TrialOutcome outcome;  ///< with `arm` filled in
    StudyMeasure measure;  ///< of the outcome
    Text label;            ///< of the arm
    double people_treated = 0.0;
    double people_control = 0.0;
    std::vector<SimulatedTrial> by_chance;  ///< central parameters
    std::vector<SimulatedTrial> by_draw;    ///< parameters drawn
    double control = 0.0;                   ///< mean level of the control group, over `by_chance`
    double mean = 0.0;                      ///< of the trials' effects, over `by_chance`
    double mean_error = 0.0;                ///< standard error of that mean
    double spread = 0.0;                    ///< standard deviation of the trials' effects, over `by_chance`
    double standard_error = 0.0;            ///< that trials report, mean over `by_chance`
    double truth = 0.0;                     ///< over `by_chance`
    double for_everyone = 0.0;
    double on_participants = 0.0;
    double low = 0.0;  ///< where 90% of simulated trials end up, over `by_draw` if there are enough, else `by_chance`
    double high = 0.0;
    double found_more = 0.0;  ///< share of the same trials that report significantly more
    double found_less = 0.0;
    double power = 0.0;   ///< against a true effect of `power_effect`
    double needed = 0.0;  ///< people per arm to see that effect with 80% power; 0: not told, as of waves

    /// The trials that ranges and shares are of.
    [[nodiscard]] const std::vector<SimulatedTrial>& trials() const noexcept
    {
        return by_draw.size() >= fewest_trials ? by_draw : by_chance;
    }

    // beside what was published
    std::optional<bool> consistent{};  ///< the published effect is where 90% of simulated trials end up; or, of a sign,
                                       ///< at least 5% of them report it
    double chance = 0.0;  ///< share of trials that find the published effect or one further from their mean; of a sign,
                          ///< that report it
    /// Chance that a trial is consistent with the model where the true effect is `power_effect` more than it says.
    double agrees_if_wrong = 0.0;
    std::optional<GivenControl> given_control{};  ///< where the level of the control group was published
};

/// Whether something was published of it.
[[nodiscard]] inline bool has_published(const TrialResult& r) noexcept
{
    return r.outcome.published || !r.outcome.sign.empty();
}

/// Every outcome asked for, in order; one that names no arm once for each.
/// \throws DataError if no replicate is finished, or the file lacks a measure or month
[[nodiscard]] std::vector<TrialResult> results_of(const TrialStudy& study);

/// A trial as a report tells of it.
struct TrialFound {
    Text design;     ///< one sentence: how it was held
    Text simulated;  ///< one sentence: how often
    bool matched = false;
    std::vector<TrialResult> results;  ///< not empty
};
[[nodiscard]] TrialFound found_by(const TrialStudy& study);

/// The machine face: stable field names, NaN as null.
[[nodiscard]] nlohmann::ordered_json to_json(const TrialStudy& study, const std::vector<TrialResult>& results);
/// One line per simulated trial, header first.
[[nodiscard]] std::string to_csv(const std::vector<TrialResult>& results, Decimal decimal = Decimal::point);

}  // namespace vangnet::analysis
