#include "sim/cli/trial_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/report/trial_section.hpp"
#include "sim/cli/comparison_text.hpp"
#include "sim/cli/session.hpp"

namespace vangnet::cli {

namespace {

using analysis::TrialResult;
using analysis::TrialStudy;

constexpr std::size_t name_width = 32;

std::string percent(double share, bool dutch) { return number(100.0 * share, 0, dutch) + "%"; }

std::string head_text(const TrialStudy& study, const analysis::TrialFound& found, bool dutch)
{
    std::string out = study.name.in(dutch) + "\n";
    out += wrapped(say_in(dutch, {"De proef ({}): {} {}", "The trial ({}): {} {}"}, study.place, found.design,
                          found.simulated),
                   0) +
           "\n";
    out += dutch ? "Per 100 mensen. Elke nagebootste proef heeft andere deelnemers en een andere loting.\n"
                 : "Per 100 people. Each simulated trial has other participants and another lot.\n";
    return out;
}

/// What was published, in a few characters.
std::string published_text(const TrialResult& r, bool dutch)
{
    const TrialOutcome& o = r.outcome;
    if (o.published) {
        const std::string effect = signed_number(*o.published, 1, dutch);
        return o.standard_error ? fmt::format("{} ({})", effect, number(*o.standard_error, 1, dutch)) : effect;
    }
    if (o.sign == "+") { return dutch ? "meer*" : "more*"; }
    if (o.sign == "-") { return dutch ? "minder*" : "less*"; }
    return o.sign.empty() ? "" : (dutch ? "geen*" : "none*");
}

/// Share of simulated trials that find that too, and whether it fits.
std::string fit_text(const TrialResult& r, bool dutch)
{
    if (!r.consistent) { return ""; }
    const Words verdict = *r.consistent ? Words{"past", "fits"} : Words{"past niet", "does not fit"};
    return percent(r.chance, dutch) + ", " + std::string(verdict.in(dutch));
}

/// A line of the table without blanks at its end.
std::string ended(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string row_text(const TrialResult& r, bool dutch)
{
    return ended(fmt::format("  {} {} {} {}  {} {} {}  {} {}", padded(r.label.in(dutch), name_width),
                             right(number(r.people_treated, 0, dutch), 6), right(number(r.control, 1, dutch), 8),
                             right(signed_number(r.mean, 1, dutch), 7), padded(range_text(r.low, r.high, 1, dutch), 16),
                             right(percent(r.found_more, dutch), 5), right(percent(r.found_less, dutch), 7),
                             padded(published_text(r, dutch), 12), fit_text(r, dutch)));
}

/// What a trial of this size can see.
std::string power_text(const TrialResult& r, bool dutch)
{
    const std::string effect = number(analysis::power_effect, 0, dutch);
    std::string out = say_in(dutch,
                             {"Een echt effect van {} per 100 vindt zo'n proef in {}.",
                              "Such a trial finds a true effect of {} per 100 in {}."},
                             effect, percent(r.power, dutch));
    if (r.needed > 0.0) {
        out += say_in(dutch, {" Voor 80% zijn {} mensen per groep nodig.", " For 80%, {} people per group are needed."},
                      number(r.needed, 0, dutch));
    }
    return out;
}

/// Sources of what was published, and how easily it would fit a model that is wrong.
std::string sources_text(const std::vector<const TrialResult*>& rows, bool dutch)
{
    std::vector<std::string> sources;
    double least = 1.0;
    double most = 0.0;
    for (const TrialResult* r : rows) {
        if (!analysis::has_published(*r)) { continue; }
        if (std::find(sources.begin(), sources.end(), r->outcome.source) == sources.end()) {
            sources.push_back(r->outcome.source);
        }
        if (!r->consistent) { continue; }
        least = std::min(least, r->agrees_if_wrong);
        most = std::max(most, r->agrees_if_wrong);
    }
    if (sources.empty()) { return ""; }
    std::string out = say_in(dutch, {"Gepubliceerd: {}.", "Published: {}."}, fmt::join(sources, "; "));
    if (least <= most) {
        const std::string low = percent(least, dutch);
        const std::string high = percent(most, dutch);
        const Text chance = low == high ? untranslated(low) : bilingual({"{} tot {}", "{} to {}"}, low, high);
        out += say_in(dutch,
                      {" Zat het model er {} per 100 naast, dan paste zo'n uitslag nog met een kans van {}.",
                       " Were the model wrong by {} per 100, such a result would still fit with a chance of {}."},
                      number(analysis::power_effect, 0, dutch), chance);
    }
    return out;
}

/// The published level of the control group beside the simulated ones, and what trials with such a group find.
std::string control_text(const TrialResult& r, bool dutch)
{
    const analysis::GivenControl& given = *r.given_control;
    std::string out = say_in(
        dutch,
        {"Controlegroep bij {}: gepubliceerd {}, nagebootst {}; {} van de proeven is zo ver van het "
         "midden.",
         "Control group beside {}: published {}, simulated {}; {} of trials are as far from the "
         "middle."},
        r.label, number(*r.outcome.control, 1, dutch), number(r.control, 1, dutch), percent(given.as_far, dutch));
    if (!std::isfinite(given.effect)) {
        return out + (dutch ? " Wat proeven met zo'n controlegroep zouden vinden, kan het model niet zeggen."
                            : " What trials with such a control group would find the model can't say.");
    }
    out += say_in(dutch,
                  {" Proeven met zo'n controlegroep vinden {}, spreiding {}.",
                   " Trials with such a control group find {}, spread {}."},
                  signed_number(given.effect, 1, dutch), number(given.spread, 1, dutch));
    if (std::isfinite(given.self_selection)) {
        out += say_in(dutch,
                      {" Wie zich aanmeldt: log-odds per sd van de kans op werk {} (sd {}); vooraf +0,3 (sd 0,3).",
                       " Who signs up: log odds per sd of the chance of work {} (sd {}); beforehand +0.3 (sd 0.3)."},
                      signed_number(given.self_selection, 2, dutch), number(given.self_selection_sd, 2, dutch));
    }
    return out;
}

/// What the treatments truly do in the model: in the trial and when everyone has them.
std::string truth_text(const std::vector<const TrialResult*>& rows, bool dutch)
{
    const auto effect = [dutch](double x) { return std::isfinite(x) ? signed_number(x, 2, dutch) : std::string("-"); };
    const auto line = [](std::string_view name, const std::string& a, const std::string& b, const std::string& c) {
        return fmt::format("  {} {} {} {}\n", padded(name, name_width), right(a, 16), right(b, 22), right(c, 22));
    };
    std::string out = dutch ? line("Wat het in het model werkelijk doet:", "bij deelnemers", "bij hen, voor iedereen",
                                   "bij alle bijstand")
                            : line("What it truly does in the model:", "to participants", "to them, for everyone",
                                   "to all on benefit");
    for (const TrialResult* r : rows) {
        out += line("  " + r->label.in(dutch), effect(r->truth), effect(r->on_participants), effect(r->for_everyone));
    }
    return out;
}

std::string outcome_text(const std::vector<const TrialResult*>& rows, bool dutch)
{
    const TrialResult& first = *rows.front();
    const bool published =
        std::any_of(rows.begin(), rows.end(), [](const TrialResult* r) { return analysis::has_published(*r); });
    std::string out =
        say_in(dutch, {"\n{}, na {} maanden\n", "\n{}, after {} months\n"}, first.measure.title, first.outcome.month);
    out += ended(fmt::format("  {} {} {} {}  {} {} {}  {} {}", padded("", name_width),
                             right(dutch ? "mensen" : "people", 6), right(dutch ? "controle" : "control", 8),
                             right("effect", 7), padded(dutch ? "90% van proeven" : "90% of trials", 16),
                             right(dutch ? "meer*" : "more*", 5), right(dutch ? "minder*" : "less*", 7),
                             padded(!published ? "" : (dutch ? "gepubliceerd" : "published"), 12),
                             !published ? "" : (dutch ? "ook zo in" : "same in")));
    for (const TrialResult* r : rows) { out += row_text(*r, dutch); }
    const auto add = [&out](const std::string& text) { out += text.empty() ? "" : "  " + wrapped(text, 2) + "\n"; };
    add(power_text(first, dutch));
    add(sources_text(rows, dutch));
    for (const TrialResult* r : rows) {
        if (r->given_control) { add(control_text(*r, dutch)); }
    }
    return out + truth_text(rows, dutch);
}

}  // namespace

std::string trial_text(const TrialStudy& study, const analysis::TrialFound& found, bool dutch)
{
    std::string out = head_text(study, found, dutch);
    for (const auto& rows : analysis::by_outcome(found.results)) { out += outcome_text(rows, dutch); }
    out += "\n";
    out +=
        wrapped(say_in(dutch,
                       {"* significant (5%): zonder effect vindt 2 tot 3% van de proeven dat aan elke kant. Ook zo in: "
                        "aandeel van de nagebootste proeven dat op het gepubliceerde getal of verder van het midden "
                        "uitkomt, of hetzelfde teken vindt. Past: het gepubliceerde getal ligt waar 90% van de proeven "
                        "uitkomt, of {}% vindt hetzelfde teken.",
                        "* significant (5%): without an effect 2 to 3% of trials find that on either side. Same in: "
                        "share of simulated trials that end up at the published number or further from the middle, or "
                        "find the same sign. Fits: the published number is where 90% of trials end up, or {}% find the "
                        "same sign."},
                       number(100.0 * analysis::least_share_of_trials, 0, dutch)),
                2) +
        "\n";
    if (found.results.front().trials().size() < analysis::fewest_trials) {
        out += say_in(dutch,
                      {"Met minder dan {} nagebootste proeven is niet te zeggen of een uitslag past (--replicates).\n",
                       "With fewer than {} simulated trials nobody can say whether a result fits (--replicates).\n"},
                      analysis::fewest_trials);
    }
    return out;
}

}  // namespace vangnet::cli
