#include "sim/cli/trial_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "sim/cli/comparison_text.hpp"
#include "sim/cli/session.hpp"

namespace vangnet::cli {

namespace {

using analysis::TrialResult;
using analysis::TrialStudy;

constexpr std::size_t name_width = 32;

std::string percent(double share, bool dutch) { return number(100.0 * share, 0, dutch) + "%"; }

Text design_of(const TrialStudy& study)
{
    const Trial& trial = study.trial;
    switch (trial.kind) {
        case TrialKind::matched:
            return bilingual({"{} huishoudens doen mee; elk is vergeleken met een huishouden dat op hen lijkt",
                              "{} households take part; each is compared with a household like them"},
                             trial.participants);
        case TrialKind::staggered:
            return bilingual({"{} huishoudens in {} golven, om de {} maanden een; wie nog wacht is de controle",
                              "{} households in {} waves, one every {} months; those still waiting are the control"},
                             trial.participants, trial.waves, trial.wave_months);
        case TrialKind::randomised: break;
    }
    return bilingual(
        {"{} huishoudens, door loting verdeeld over {} groepen", "{} households, divided by lot over {} groups"},
        trial.participants, study.keys.size());
}

std::string head_text(const TrialStudy& study, bool dutch)
{
    std::string out = study.name.in(dutch) + "\n";
    const Text times = study.draws > 0 ? bilingual({"{} keer nagebootst, en nog {} keer met andere aannames",
                                                    "Simulated {} times, and {} times more with other assumptions"},
                                                   study.replicates, study.draws)
                                       : bilingual({"{} keer nagebootst", "Simulated {} times"}, study.replicates);
    out += wrapped(say_in(dutch, {"De proef ({}): {}. {}.", "The trial ({}): {}. {}."}, study.place, design_of(study),
                          times),
                   0) +
           "\n";
    out += dutch ? "Per 100 mensen. Elke nagebootste proef heeft andere deelnemers en een andere loting.\n"
                 : "Per 100 people. Each simulated trial has other participants and another lot.\n";
    return out;
}

std::string row_text(const TrialResult& r, bool dutch)
{
    return fmt::format("  {} {} {} {}  {}  {} {}\n", padded(r.label.in(dutch), name_width),
                       right(number(r.people_treated, 0, dutch), 6), right(number(r.control, 1, dutch), 8),
                       right(signed_number(r.mean, 1, dutch), 8), padded(range_text(r.low, r.high, 1, dutch), 18),
                       right(percent(r.found_more, dutch), 5), right(percent(r.found_less, dutch), 8));
}

/// What a trial of this size can see.
std::string power_text(const TrialResult& r, bool dutch)
{
    if (r.needed <= 0.0) {
        return say_in(dutch,
                      {"Een echt effect van {} per 100 vindt zo'n proef in {}.",
                       "Such a trial finds a true effect of {} per 100 in {}."},
                      number(analysis::power_effect, 0, dutch), percent(r.power, dutch));
    }
    return say_in(dutch,
                  {"Een echt effect van {} per 100 vindt zo'n proef in {}. Voor 80% zijn {} mensen per groep nodig.",
                   "Such a trial finds a true effect of {} per 100 in {}. For 80%, {} people per group are needed."},
                  number(analysis::power_effect, 0, dutch), percent(r.power, dutch), number(r.needed, 0, dutch));
}

Text published_words(const TrialResult& r)
{
    const TrialOutcome& o = r.outcome;
    if (o.published) {
        const Text effect{signed_number(*o.published, 1, true), signed_number(*o.published, 1, false)};
        return o.standard_error
                   ? bilingual({"{}, standaardfout {}", "{}, standard error {}"}, effect,
                               Text{number(*o.standard_error, 1, true), number(*o.standard_error, 1, false)})
                   : effect;
    }
    if (o.sign == "+") { return {"significant meer", "significantly more"}; }
    if (o.sign == "-") { return {"significant minder", "significantly less"}; }
    return {"geen significant verschil", "no significant difference"};
}

std::string published_text(const TrialResult& r, bool dutch)
{
    std::string out = say_in(dutch, {"{}: gepubliceerd {} ({}).", "{}: published {} ({})."}, r.label,
                             published_words(r), r.outcome.source);
    if (!r.consistent) { return out; }
    const Words verdict = *r.consistent ? Words{"het past bij het model", "it fits the model"}
                                        : Words{"het past niet bij het model", "it does not fit the model"};
    const Words reached = r.outcome.published ? Words{"komt daar of verder uit", "end up there or further out"}
                                              : Words{"vindt dat ook", "find that too"};
    out +=
        say_in(dutch,
               {" Van de nagebootste proeven {} {}: {}. Zat het model er {} per 100 naast, dan paste zo'n uitslag nog "
                "met een kans van {}.",
                " Of the simulated trials {} {}: {}. Were the model wrong by {} per 100, such a result would still "
                "fit with a chance of {}."},
               percent(r.chance, dutch), reached, verdict, number(analysis::power_effect, 0, dutch),
               percent(r.agrees_if_wrong, dutch));
    return out;
}

std::string everyone_text(const TrialResult& r, bool dutch)
{
    const auto effect = [dutch](double x) { return signed_number(x, 2, dutch); };
    std::string out = say_in(dutch,
                             {"{}: wat het de deelnemers in de proef werkelijk doet {}",
                              "{}: what it truly "
                              "does to participants "
                              "in the trial {}"},
                             r.label, effect(r.truth));
    if (std::isfinite(r.on_participants)) {
        out +=
            say_in(dutch, {"; dezelfde mensen als iedereen het krijgt {}", "; the same people when everyone has it {}"},
                   effect(r.on_participants));
    }
    if (std::isfinite(r.for_everyone)) {
        out += say_in(dutch, {"; alle mensen met bijstand samen dan {}", "; all people on benefit together then {}"},
                      effect(r.for_everyone));
    }
    return out + ".";
}

std::string outcome_text(const std::vector<const TrialResult*>& rows, bool dutch)
{
    const TrialResult& first = *rows.front();
    std::string out =
        say_in(dutch, {"\n{}, na {} maanden\n", "\n{}, after {} months\n"}, first.title, first.outcome.month);
    out += fmt::format("  {} {} {} {}  {}  {} {}\n", padded("", name_width), right(dutch ? "mensen" : "people", 6),
                       right(dutch ? "controle" : "control", 8), right("effect", 8),
                       padded(dutch ? "90% van de proeven" : "90% of trials", 18), right(dutch ? "meer*" : "more*", 5),
                       right(dutch ? "minder*" : "less*", 8));
    for (const TrialResult* r : rows) { out += row_text(*r, dutch); }
    const auto add = [&out](const std::string& text) { out += "  " + wrapped(text, 4) + "\n"; };
    add(power_text(first, dutch));
    for (const TrialResult* r : rows) {
        if (analysis::has_published(*r)) { add(published_text(*r, dutch)); }
    }
    for (const TrialResult* r : rows) { add(everyone_text(*r, dutch)); }
    return out;
}

}  // namespace

std::string trial_text(const TrialStudy& study, const std::vector<TrialResult>& results, bool dutch)
{
    std::string out = head_text(study, dutch);
    std::vector<const TrialResult*> rows;
    for (std::size_t k = 0; k < results.size(); ++k) {
        rows.push_back(&results[k]);
        const bool last = k + 1 == results.size() || results[k + 1].outcome.measure != results[k].outcome.measure ||
                          results[k + 1].outcome.month != results[k].outcome.month;
        if (!last) { continue; }
        out += outcome_text(rows, dutch);
        rows.clear();
    }
    out += "\n";
    out +=
        dutch
            ? "* aandeel van de nagebootste proeven dat dit significant (5%) vindt; zonder effect is dat 2 tot 3% aan "
              "elke kant\n"
            : "* share of simulated trials that find this significant (5%); without an effect that is 2 to 3% on "
              "either side\n";
    if (results.front().trials().size() < analysis::fewest_trials) {
        out += say_in(dutch,
                      {"Met minder dan {} nagebootste proeven is niet te zeggen of een uitslag past (--replicates).\n",
                       "With fewer than {} simulated trials nobody can say whether a result fits (--replicates).\n"},
                      analysis::fewest_trials);
    }
    return out;
}

}  // namespace vangnet::cli
