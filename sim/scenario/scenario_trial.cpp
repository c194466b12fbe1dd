#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/scenario/scenario_parts.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet::scenario_parts {
namespace {

constexpr Words months{"maanden", "months"};
constexpr Words households{"huishoudens", "households"};
constexpr Words per_hundred{"per 100 mensen", "per 100 people"};
constexpr int most_people = 1'000'000;
constexpr const char* any_arm = "any";

class TrialReader {
public:
    TrialReader(const toml::table& table, const ScenarioWorld& world, Scenario& scenario, SettingProblems& problems)
        : table_{table}, reader_{table, "trial", problems}, world_{world}, scenario_{scenario}, problems_{problems}
    {
        for (const Arm& arm : scenario.arms) { keys_.push_back(arm.key); }
    }

    Trial read()
    {
        read_kind();
        trial_.eligible = read_conditions(reader_, "eligible");
        read_people();
        trial_.self_selection = reader_.number("self_selection", -3.0, 3.0, {"logit per sd", "log odds per sd"});
        trial_.for_everyone = reader_.flag("for_everyone").value_or(true);
        trial_.dropout_per_year =
            reader_.number("dropout_per_year", 0.0, 0.99, {"van de deelnemers", "of participants"}).value_or(0.0);
        read_waves();
        read_outcomes();
        reader_.finish();
        check_arms();
        check_participants();
        return std::move(trial_);
    }

private:
    void read_kind()
    {
        const auto kind = reader_.text("kind");
        const std::vector<std::string> words{"randomised", "matched", "staggered"};
        const auto found = std::find(words.begin(), words.end(), kind.value_or(words.front()));
        if (found == words.end()) {
            reader_.problem(*reader_.node("kind"), "kind",
                            bilingual({"{} is onbekend (toegestaan: {}){}", "{} is unknown (allowed: {}){}"},
                                      in_quotes(*kind), fmt::join(words, ", "), setting_hint(*kind, words)));
            return;
        }
        trial_.kind = static_cast<TrialKind>(found - words.begin());
    }

    void read_people()
    {
        const auto people = reader_.whole("participants", fewest_in_a_mean, most_people, households);
        if (!people && table_.get("participants") == nullptr) {
            reader_.problem(table_, "participants",
                            bilingual({"ontbreekt (toegestaan: 2 tot {} {})", "is missing (allowed: 2 to {} {})"},
                                      most_people, households));
        }
        trial_.participants = static_cast<int>(people.value_or(0));
        trial_.invited = static_cast<int>(reader_.whole("invited", 1, most_people, households).value_or(0));
        if (people && trial_.invited > 0 && trial_.invited < trial_.participants) {
            reader_.problem(*table_.get("invited"), "invited",
                            bilingual({"{} is minder dan de {} deelnemers", "{} is fewer than the {} participants"},
                                      trial_.invited, trial_.participants));
        }
        read_sizes(people.has_value());
    }

    void read_sizes(bool participants_known)
    {
        const toml::table* sizes = reader_.table("sizes");
        if (sizes == nullptr) { return; }
        if (trial_.kind != TrialKind::randomised) {
            reader_.problem(*sizes, "sizes", {"hoort bij kind = \"randomised\"", "belongs to kind = \"randomised\""});
        }
        SettingReader reader{*sizes, "trial.sizes", problems_};
        trial_.sizes.assign(keys_.size(), 0);
        for (std::size_t a = 0; a < keys_.size(); ++a) {
            trial_.sizes[a] =
                static_cast<int>(reader.whole(keys_[a], fewest_in_a_mean, most_people, households).value_or(0));
            if (sizes->get(keys_[a]) == nullptr) {
                reader_.problem(*sizes, "sizes",
                                bilingual({"zegt niet hoe groot {} is", "does not say how large {} is"}, keys_[a]));
            }
        }
        reader.finish();
        const long long sum = std::accumulate(trial_.sizes.begin(), trial_.sizes.end(), 0LL);
        if (participants_known && sum > trial_.participants) {
            reader_.problem(*sizes, "sizes",
                            bilingual({"de armen hebben samen {} deelnemers, en er zijn er {}",
                                       "the arms have {} participants together, and there are {}"},
                                      sum, trial_.participants));
        }
    }

    void read_waves()
    {
        const bool staggered = trial_.kind == TrialKind::staggered;
        for (const char* key : {"waves", "wave_months"}) {
            const toml::node* node = table_.get(key);
            if (staggered && node == nullptr) {
                reader_.problem(table_, key, {"ontbreekt", "is missing"});
            } else if (!staggered && node != nullptr) {
                reader_.problem(*node, key, {"hoort bij kind = \"staggered\"", "belongs to kind = \"staggered\""});
            }
        }
        trial_.waves = static_cast<int>(reader_.whole("waves", 2, 24, no_unit).value_or(2));
        trial_.wave_months = static_cast<int>(reader_.whole("wave_months", 1, 120, months).value_or(1));
        if (staggered && trial_.waves * trial_.wave_months >= scenario_.months) {
            reader_.problem(*table_.get("waves"), "waves",
                            bilingual({"de laatste golf zou na maand {} beginnen, en de berekening duurt {} maanden",
                                       "the last wave would begin after month {}, and the run has {} months"},
                                      trial_.waves * trial_.wave_months, scenario_.months));
        }
    }

    void read_outcomes()
    {
        const toml::array* list = reader_.list("outcomes");
        if (list == nullptr || list->empty()) {
            reader_.problem(table_, "outcomes",
                            {"ontbreekt (toegestaan: minstens een [[trial.outcomes]] met outcome en month)",
                             "is missing (allowed: at least one [[trial.outcomes]] with outcome and month)"});
            return;
        }
        for (const toml::node& entry : *list) {
            if (const toml::table* table = entry.as_table()) {
                trial_.outcomes.push_back(read_outcome(*table));
            } else {
                reader_.problem(entry, "outcomes",
                                bilingual({"is {}, geen tabel", "is {}, not a table"}, kind_of(entry)));
            }
        }
    }

    TrialOutcome read_outcome(const toml::table& table)
    {
        SettingReader reader{table, "trial.outcomes", problems_};
        TrialOutcome outcome;
        outcome.measure = reader.text("outcome").value_or("");
        if (std::find(world_.shares.begin(), world_.shares.end(), outcome.measure) == world_.shares.end()) {
            const toml::node* node = table.get("outcome");
            reader.problem(node != nullptr ? *node : table, "outcome",
                           bilingual({"{} is geen uitkomst van een proef (toegestaan: {}){}",
                                      "{} is no outcome of a trial (allowed: {}){}"},
                                     in_quotes(outcome.measure), fmt::join(world_.shares, ", "),
                                     did_you_mean_hint(outcome.measure, world_.shares)));
        }
        const auto month = reader.whole("month", 1, 600, months);
        outcome.month = static_cast<int>(month.value_or(scenario_.months));
        if (outcome.month > scenario_.months) {
            reader.problem(*table.get("month"), "month",
                           bilingual({"{} ligt na het einde van de berekening (run.months is {})",
                                      "{} is after the end of the run (run.months is {})"},
                                     outcome.month, scenario_.months));
        }
        if (trial_.kind == TrialKind::staggered && outcome.month > (trial_.waves - 1) * trial_.wave_months) {
            reader.problem(table.get("month") != nullptr ? *table.get("month") : static_cast<const toml::node&>(table),
                           "month",
                           bilingual({"{} maanden na het begin van een golf wacht er geen andere meer (toegestaan: 1 "
                                      "tot {})",
                                      "{} months after the start of a wave no other waits any more (allowed: 1 to {})"},
                                     outcome.month, (trial_.waves - 1) * trial_.wave_months));
        }
        read_arm(reader, table, outcome);
        outcome.published = reader.number("published", -100.0, 100.0, per_hundred);
        outcome.standard_error = reader.number("standard_error", 0.0, 100.0, per_hundred);
        outcome.control = reader.number("published_control", 0.0, 100.0, per_hundred);
        if (outcome.standard_error && !outcome.published) {
            reader.problem(table, "standard_error", {"doet niets zonder published", "does nothing without published"});
        }
        outcome.sign = reader.text("sign").value_or("");
        if (!outcome.sign.empty() && outcome.sign != "+" && outcome.sign != "-" && outcome.sign != "0") {
            reader.problem(*table.get("sign"), "sign",
                           {R"(is geen teken (toegestaan: "+", "-", of "0" voor niet significant))",
                            R"(is no sign (allowed: "+", "-", or "0" for not significant))"});
        }
        outcome.source = reader.text("source").value_or("");
        if ((outcome.published || outcome.control || !outcome.sign.empty()) && outcome.source.empty()) {
            reader.problem(table, "source", {"ontbreekt bij wat gepubliceerd is", "is missing for what was published"});
        }
        reader.finish();
        return outcome;
    }

    void read_arm(SettingReader& reader, const toml::table& table, TrialOutcome& outcome)
    {
        outcome.arm = reader.text("arm").value_or("");
        if (outcome.arm.empty() || outcome.arm == any_arm) { return; }
        const std::vector<std::string> treated(keys_.begin() + (keys_.empty() ? 0 : 1), keys_.end());
        if (std::find(treated.begin(), treated.end(), outcome.arm) != treated.end()) { return; }
        reader.problem(
            *table.get("arm"), "arm",
            bilingual(
                {"{} is geen behandelde variant (toegestaan: {}, {}){}", "{} is no treated arm (allowed: {}, {}){}"},
                in_quotes(outcome.arm), fmt::join(treated, ", "), any_arm, did_you_mean_hint(outcome.arm, treated)));
    }

    /// A treatment adds to the rules of the control arm; it takes none away, and has no economy of its own.
    void check_arms()
    {
        if (keys_.empty()) { return; }
        const std::size_t treated = keys_.size() - 1;
        if (treated == 0 || (trial_.kind != TrialKind::randomised && treated != 1)) {
            reader_.problem(table_, "kind",
                            bilingual({"een proef van deze soort heeft na de controle {} nodig, en er zijn er {}",
                                       "a trial of this kind needs {} after its control, and there are {}"},
                                      trial_.kind == TrialKind::randomised ? Text{"minstens een variant", "an arm"}
                                                                           : Text{"een variant", "one arm"},
                                      treated));
        }
        const policy::Policy& control = scenario_.arms.front().policy;
        for (const Arm& arm : scenario_.arms) {
            for (const policy::InstrumentUse& use : control.uses) {
                if (std::find(arm.policy.uses.begin(), arm.policy.uses.end(), use) == arm.policy.uses.end()) {
                    const std::string_view key = policy::instruments()[static_cast<std::size_t>(use.type)].card->key;
                    reader_.problem(table_, "kind",
                                    bilingual({"{} heeft {} van de controle niet: een arm van een proef bouwt daarop "
                                               "voort",
                                               "{} lacks {} of the control: an arm of a trial builds on it"},
                                              arm.key, key));
                }
            }
            if (arm.economy) {
                reader_.problem(table_, "kind",
                                bilingual({"{} heeft een eigen economie: wie aan een proef meedoet, leeft in die van "
                                           "iedereen",
                                           "{} has an economy of its own: participants of a trial live in everyone's"},
                                          arm.key));
            }
            if (arm.key == trial_arm) {
                reader_.problem(table_, "kind",
                                bilingual({"geen variant kan {} heten: zo heet de wereld van de proef",
                                           "no arm can be called {}: it is the name of the trial's world"},
                                          trial_arm));
            }
        }
    }

    /// A standard error needs two people in each group that is measured.
    void check_participants()
    {
        const toml::node* node = table_.get("participants");
        if (node == nullptr || keys_.size() < 2) { return; }
        const bool staggered = trial_.kind == TrialKind::staggered;
        const std::size_t groups = staggered ? static_cast<std::size_t>(trial_.waves) * wave_parts : keys_.size();
        const auto needed = static_cast<int>(groups) * fewest_in_a_mean;
        if (trial_.participants == 0 || trial_.participants >= needed) { return; }
        reader_.problem(
            *node, "participants",
            staggered ? bilingual({"{} is te weinig: {} golven worden elk in {} delen gemeten, van minstens "
                                   "{} deelnemers (toegestaan: {} tot {})",
                                   "{} is too few: {} waves are measured in {} parts each, of at least {} "
                                   "participants (allowed: {} to {})"},
                                  trial_.participants, trial_.waves, wave_parts, fewest_in_a_mean, needed, most_people)
                      : bilingual({"{} is te weinig voor {} armen van minstens {} deelnemers (toegestaan: {} "
                                   "tot {})",
                                   "{} is too few for {} arms of at least {} participants (allowed: {} to "
                                   "{})"},
                                  trial_.participants, groups, fewest_in_a_mean, needed, most_people));
    }

    const toml::table& table_;
    SettingReader reader_;
    const ScenarioWorld& world_;
    Scenario& scenario_;
    SettingProblems& problems_;
    std::vector<std::string> keys_;  // of the arms
    Trial trial_;
};

/// What treatment k of the trial adds to the rules of the control arm, for those whom the lot gave it.
void add_treatment(policy::Policy& world, const policy::Policy& control, const policy::Policy& arm, int k, int delay)
{
    for (policy::InstrumentUse use : arm.uses) {
        if (std::find(control.uses.begin(), control.uses.end(), use) != control.uses.end()) { continue; }
        // a share of an arm's own stays a share of its participants
        use.share_from += static_cast<float>(k);
        use.share_to += static_cast<float>(k);
        use.of_trial = true;
        use.start += delay;
        if (use.end >= 0) { use.end += delay; }
        world.uses.push_back(std::move(use));
    }
}

}  // namespace

void read_trial(SettingReader& top, const ScenarioWorld& world, Scenario& scenario, SettingProblems& problems)
{
    const toml::table* table = top.table("trial");
    if (table == nullptr) { return; }
    const std::size_t arms = scenario.arms.size();
    Trial trial = TrialReader{*table, world, scenario, problems}.read();
    if (!problems.empty() || arms < 2) { return; }
    if (world_of_trial(trial, scenario.arms).policy.uses.size() > policy::most_uses) {
        top.problem(*table, "trial",
                    bilingual({"de armen hebben samen meer dan {} instrumenten",
                               "the arms have more than {} instruments together"},
                              policy::most_uses));
    }
    scenario.trial = std::move(trial);
}

}  // namespace vangnet::scenario_parts

namespace vangnet {

std::vector<Arm> arms_for_everyone(const Scenario& scenario)
{
    const bool control_alone = scenario.trial && !scenario.trial->for_everyone;
    return control_alone ? std::vector<Arm>{scenario.arms.front()} : scenario.arms;
}

Arm world_of_trial(const Trial& trial, const std::vector<Arm>& arms)
{
    Arm world;
    world.key = trial_arm;
    world.label_nl = "de proef";
    world.label_en = "the trial";
    world.words_nl = "elke behandeling alleen voor wie haar in de proef krijgt; voor alle anderen de eerste variant";
    world.words_en = "each treatment only for those who get it in the trial; the first arm for all others";
    const policy::Policy& control = arms.front().policy;
    world.policy = control;
    const bool staggered = trial.kind == TrialKind::staggered;
    for (int k = 1; k <= treatments_of(trial, arms.size()); ++k) {
        const policy::Policy& treated = arms[staggered ? 1 : static_cast<std::size_t>(k)].policy;
        scenario_parts::add_treatment(world.policy, control, treated, k, staggered ? k * trial.wave_months : 0);
    }
    policy::sort_by_phase(world.policy);
    return world;
}

}  // namespace vangnet
