#include "analysis/trials/trial.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/normal.hpp>

#include "analysis/parameter_range.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/roster.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

constexpr double per_hundred = 100.0;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr const char* any_arm = "any";

/// One measure of a study, seen as trials see it.
class Measured {
public:
    Measured(const TrialStudy& study, const std::string& measure, bool draws)
        : study_{study},
          values_{study.load(measure, draws)},
          people_{draws ? study.draw_people : study.replicate_people}
    {
    }

    [[nodiscard]] std::size_t items() const noexcept { return values_.items; }

    /// Share of a group of the trial under an arm of the file.
    [[nodiscard]] double share(std::size_t arm, std::size_t item, int month, std::size_t group) const
    {
        return values_.at(arm, item, static_cast<std::size_t>(month - 1), study_.first_group + group);
    }
    [[nodiscard]] double of_all(std::size_t arm, std::size_t item, int month) const
    {
        return values_.at(arm, item, static_cast<std::size_t>(month - 1), 0);
    }
    [[nodiscard]] MeasuredShare in_trial(std::size_t item, int month, std::size_t group) const
    {
        return {share(study_.arms - 1, item, month, group), people_[group][item]};
    }
    /// The effect of an arm of the file on a group of the trial, against the same people under the control.
    [[nodiscard]] double effect_on(std::size_t arm, std::size_t item, int month, std::size_t group) const
    {
        return share(arm, item, month, group) - share(0, item, month, group);
    }
    [[nodiscard]] double people(std::size_t group, std::size_t item) const { return people_[group][item]; }

private:
    const TrialStudy& study_;
    Values values_;
    const std::vector<std::vector<double>>& people_;
};

/// Per 100 people.
SimulatedTrial scaled(SimulatedTrial t)
{
    for (double* x :
         {&t.control, &t.estimate.effect, &t.estimate.standard_error, &t.truth, &t.for_everyone, &t.on_participants}) {
        *x *= per_hundred;
    }
    return t;
}

/// A trial of which each arm is a group: randomised or matched.
/// \param treated  groups taken together
SimulatedTrial of_groups(const TrialStudy& study, const Measured& m, std::size_t item, int month,
                         const std::vector<std::size_t>& treated)
{
    std::vector<MeasuredShare> arms;
    SimulatedTrial t;
    double people = 0.0;
    t.on_participants = 0.0;
    for (const std::size_t k : treated) {
        arms.push_back(m.in_trial(item, month, k));
        const double n = m.people(k, item);
        people += n;
        t.truth += n * m.effect_on(study.arms - 1, item, month, k);
        t.on_participants += study.trial.for_everyone ? n * m.effect_on(k, item, month, k) : nan;
    }
    const MeasuredShare control = m.in_trial(item, month, 0);
    t.item = item;
    t.control = control.share;
    t.estimate = difference_of_shares(pooled(arms), control);
    t.truth /= people;
    t.on_participants /= people;
    const bool one = treated.size() == 1 && study.trial.for_everyone;
    t.for_everyone = one ? m.of_all(treated.front(), item, month) - m.of_all(0, item, month) : nan;
    return scaled(t);
}

SimulatedTrial of_waves(const TrialStudy& study, const Measured& m, std::size_t item, int month)
{
    const auto waves = static_cast<std::size_t>(study.trial.waves);
    WavePanel panel{.waves = waves, .parts = wave_parts, .months = study.months, .share = {}};
    for (std::size_t group = 0; group < waves * wave_parts; ++group) {
        for (int each = 1; each <= static_cast<int>(study.months); ++each) {
            panel.share.push_back(m.in_trial(item, each, group).share);
        }
    }
    SimulatedTrial t;
    t.item = item;
    t.estimate = staggered_difference(panel, study.trial.wave_months, month);
    t.on_participants = nan;
    // waves that are compared with later ones: those that begin early enough
    double compared = 0.0;
    double controls = 0.0;
    for (std::size_t w = 0; w < waves; ++w) {
        const int begin = static_cast<int>(w + 1) * study.trial.wave_months;
        const bool has_control = static_cast<int>(waves) * study.trial.wave_months >= begin + month;
        if (!has_control || begin + month > static_cast<int>(study.months)) { continue; }
        for (std::size_t part = 0; part < wave_parts; ++part) {
            t.truth += m.effect_on(study.arms - 1, item, begin + month, w * wave_parts + part);
            t.control += m.share(0, item, begin + month, w * wave_parts + part);
        }
        compared += wave_parts;
        controls += wave_parts;
    }
    t.truth /= compared;
    t.control /= controls;
    t.for_everyone = study.trial.for_everyone ? m.of_all(1, item, month) - m.of_all(0, item, month) : nan;
    return scaled(t);
}

std::vector<SimulatedTrial> simulated(const TrialStudy& study, const Measured& m, int month,
                                      const std::vector<std::size_t>& treated)
{
    std::vector<SimulatedTrial> trials;
    for (std::size_t item = 0; item < m.items(); ++item) {
        const SimulatedTrial t = study.trial.kind == TrialKind::staggered ? of_waves(study, m, item, month)
                                                                          : of_groups(study, m, item, month, treated);
        if (std::isfinite(t.estimate.effect)) { trials.push_back(t); }  // else not finished
    }
    return trials;
}

template <class Of>
double mean_of(const std::vector<SimulatedTrial>& trials, Of of)
{
    double sum = 0.0;
    for (const SimulatedTrial& t : trials) { sum += of(t); }
    return sum / static_cast<double>(trials.size());
}

/// Share of the trials for which something holds.
template <class Holds>
double share_of(const std::vector<SimulatedTrial>& trials, Holds holds)
{
    return static_cast<double>(std::count_if(trials.begin(), trials.end(), holds)) / static_cast<double>(trials.size());
}

void summarise(TrialResult& r, bool staggered)
{
    const auto effect = [](const SimulatedTrial& t) { return t.estimate.effect; };
    r.control = mean_of(r.by_chance, [](const SimulatedTrial& t) { return t.control; });
    r.mean = mean_of(r.by_chance, effect);
    r.spread = 0.0;
    for (const SimulatedTrial& t : r.by_chance) { r.spread += (effect(t) - r.mean) * (effect(t) - r.mean); }
    const auto n = static_cast<double>(r.by_chance.size());
    r.spread = n > 1.0 ? std::sqrt(r.spread / (n - 1.0)) : nan;
    r.mean_error = r.spread / std::sqrt(n);
    r.standard_error = mean_of(r.by_chance, [](const SimulatedTrial& t) { return t.estimate.standard_error; });
    r.truth = mean_of(r.by_chance, [](const SimulatedTrial& t) { return t.truth; });
    r.for_everyone = mean_of(r.by_chance, [](const SimulatedTrial& t) { return t.for_everyone; });
    r.on_participants = mean_of(r.by_chance, [](const SimulatedTrial& t) { return t.on_participants; });
    std::vector<double> effects;
    for (const SimulatedTrial& t : r.trials()) { effects.push_back(effect(t)); }
    constexpr double outside = 0.05;  // on either side of 90%
    r.low = quantile_type7(effects, outside);
    r.high = quantile_type7(effects, 1.0 - outside);
    const auto more = [](const SimulatedTrial& t) { return t.estimate.significant() && t.estimate.effect > 0.0; };
    const auto less = [](const SimulatedTrial& t) { return t.estimate.significant() && t.estimate.effect < 0.0; };
    r.found_more = share_of(r.trials(), more);
    r.found_less = share_of(r.trials(), less);
    r.power = power_against(power_effect, r.standard_error);
    if (staggered) { return; }
    r.needed = people_needed(r.control / per_hundred, power_effect / per_hundred);
}

/// What was published beside what trials of the model report.
void set_beside(TrialResult& r)
{
    const TrialOutcome& o = r.outcome;
    if (r.trials().size() < fewest_trials) { return; }
    const boost::math::normal normal;
    if (o.published) {
        const double x = *o.published;
        const double middle = mean_of(r.trials(), [](const SimulatedTrial& t) { return t.estimate.effect; });
        r.chance = share_of(r.trials(), [&](const SimulatedTrial& t) {
            return x >= middle ? t.estimate.effect >= x : t.estimate.effect <= x;
        });
        r.consistent = r.low <= x && x <= r.high;
        const double other = r.mean + power_effect;
        r.agrees_if_wrong = boost::math::cdf(normal, (r.high - other) / r.standard_error) -
                            boost::math::cdf(normal, (r.low - other) / r.standard_error);
    } else if (!o.sign.empty()) {
        r.chance = o.sign == "+" ? r.found_more : (o.sign == "-" ? r.found_less : 1.0 - r.found_more - r.found_less);
        r.consistent = r.chance >= least_share_of_trials;
        const double sees = power_against(r.mean + power_effect, r.standard_error);
        r.agrees_if_wrong = o.sign == "+" ? sees : (o.sign == "-" ? 0.0 : 1.0 - sees);
    }
}

std::optional<GivenControl> given_control(const TrialResult& r, const TrialStudy& study)
{
    if (!r.outcome.control || r.trials().size() < fewest_trials) { return std::nullopt; }
    const double level = *r.outcome.control;
    std::vector<double> controls;
    std::vector<double> effects;
    std::vector<double> selections;
    for (const SimulatedTrial& t : r.trials()) {
        controls.push_back(t.control);
        effects.push_back(t.estimate.effect);
        const auto drawn = study.self_selection.find(t.item);
        if (&r.trials() == &r.by_draw && drawn != study.self_selection.end()) { selections.push_back(drawn->second); }
    }
    GivenControl given;
    const double middle = mean_of(r.trials(), [](const SimulatedTrial& t) { return t.control; });
    given.as_far = share_of(
        r.trials(), [&](const SimulatedTrial& t) { return level >= middle ? t.control >= level : t.control <= level; });
    if (given.as_far < least_share_of_trials) { return given; }
    const Conditional effect = given_value(effects, controls, level);
    given.effect = effect.mean;
    given.spread = effect.sd;
    if (selections.size() == controls.size()) {
        const Conditional selection = given_value(selections, controls, level);
        given.self_selection = selection.mean;
        given.self_selection_sd = selection.sd;
    }
    return given;
}

std::vector<std::size_t> treated_by(const TrialStudy& study, const std::string& arm)
{
    std::vector<std::size_t> treated;
    for (std::size_t k = 1; k < study.keys.size(); ++k) {
        if (arm == any_arm || arm == study.keys[k]) { treated.push_back(k); }
    }
    if (treated.empty()) {
        throw DataError(bilingual({"de proef heeft geen arm {}", "the trial has no arm {}"}, in_quotes(arm)));
    }
    return treated;
}

TrialResult result_of(const TrialStudy& study, const TrialOutcome& outcome, const Measured& chance,
                      const std::optional<Measured>& drawn)
{
    const std::vector<std::size_t> treated = treated_by(study, outcome.arm);
    TrialResult r;
    r.outcome = outcome;
    const auto measure = std::find_if(study.measures.begin(), study.measures.end(),
                                      [&](const StudyMeasure& each) { return each.key == outcome.measure; });
    if (measure == study.measures.end()) {
        throw DataError(bilingual({"het bestand heeft geen uitkomst {}", "the file has no outcome {}"},
                                  in_quotes(outcome.measure)));
    }
    r.measure = *measure;
    r.label = treated.size() > 1 ? Text{"alle behandelingen samen", "all treatments together"}
                                 : study.labels[treated.front()];
    r.by_chance = simulated(study, chance, outcome.month, treated);
    if (drawn) { r.by_draw = simulated(study, *drawn, outcome.month, treated); }
    if (r.by_chance.empty()) {
        throw DataError(bilingual({"geen herhaling van de proef is af, of maand {} heeft geen controle",
                                   "no replicate of the trial is finished, or month {} has no control"},
                                  outcome.month));
    }
    const auto mean_people = [&](std::size_t group) {
        double sum = 0.0;
        for (const SimulatedTrial& t : r.by_chance) { sum += chance.people(group, t.item); }
        return sum / static_cast<double>(r.by_chance.size());
    };
    if (study.trial.kind == TrialKind::staggered) {
        for (std::size_t part = 0; part < wave_parts; ++part) { r.people_treated += mean_people(part); }
        r.people_control = r.people_treated;
    } else {
        for (const std::size_t k : treated) { r.people_treated += mean_people(k); }
        r.people_control = mean_people(0);
    }
    summarise(r, study.trial.kind == TrialKind::staggered);
    set_beside(r);
    r.given_control = given_control(r, study);
    return r;
}

}  // namespace

std::vector<TrialResult> results_of(const TrialStudy& study)
{
    std::vector<TrialResult> results;
    for (const TrialOutcome& asked : study.trial.outcomes) {
        const Measured chance(study, asked.measure, false);
        std::optional<Measured> drawn;
        if (study.draws > 0) { drawn.emplace(study, asked.measure, true); }
        if (!asked.arm.empty()) {
            results.push_back(result_of(study, asked, chance, drawn));
            continue;
        }
        for (std::size_t k = 1; k < study.keys.size(); ++k) {
            TrialOutcome one = asked;
            one.arm = study.keys[k];
            results.push_back(result_of(study, one, chance, drawn));
        }
    }
    return results;
}

TrialFound found_by(const TrialStudy& study)
{
    const Trial& trial = study.trial;
    TrialFound found;
    found.matched = trial.kind == TrialKind::matched;
    if (found.matched) {
        found.design = bilingual({"{} huishoudens doen mee; elk is vergeleken met een huishouden dat op hen lijkt.",
                                  "{} households take part; each is compared with a household like them."},
                                 trial.participants);
    } else if (trial.kind == TrialKind::staggered) {
        found.design =
            bilingual({"{} huishoudens in {} golven, om de {} maanden een; wie nog wacht is de controlegroep.",
                       "{} households in {} waves, one every {} months; those still waiting are the control group."},
                      trial.participants, trial.waves, trial.wave_months);
    } else {
        found.design = bilingual(
            {"{} huishoudens, door loting verdeeld over {} groepen.", "{} households, divided by lot over {} groups."},
            trial.participants, study.keys.size());
    }
    found.simulated = study.draws > 0 ? bilingual({"{} keer nagebootst, en nog {} keer met andere aannames.",
                                                   "Simulated {} times, and {} times more with other assumptions."},
                                                  study.replicates, study.draws)
                                      : bilingual({"{} keer nagebootst.", "Simulated {} times."}, study.replicates);
    found.results = results_of(study);
    return found;
}

}  // namespace vangnet::analysis
