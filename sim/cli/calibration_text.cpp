#include "sim/cli/calibration_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/cli/fact_names.hpp"
#include "sim/cli/session.hpp"

namespace vangnet::cli {

namespace {

using analysis::CalibratedParameter;
using analysis::CalibratedTarget;
using analysis::CalibrationStudy;
using analysis::Spread;

/// Decimals that show a range of this width in two figures.
int decimals_of(double width)
{
    if (!(width > 0.0)) { return 2; }
    return std::clamp(1 - static_cast<int>(std::floor(std::log10(width))), 0, 6);
}

std::string range(double low, double high, int decimals, bool dutch)
{
    return fmt::format("{} .. {}", number(low, decimals, dutch), number(high, decimals, dutch));
}

std::string range(const Spread& s, int decimals, bool dutch) { return range(s.low, s.high, decimals, dutch); }

/// "12/6m work": the number of its fact, and its part in words; the fact's title for one that has no other part.
std::string name_of(const std::string& key, const CalibrationStudy& study, bool dutch)
{
    const std::size_t slash = key.find('/');
    const std::string fact = key.substr(0, slash);
    const std::string part = key.substr(slash + 1);
    const auto parts = std::count_if(study.targets.begin(), study.targets.end(), [&](const CalibratedTarget& t) {
        return t.target.key.compare(0, slash + 1, fact + "/") == 0;
    });
    const std::string_view words = parts > 1 ? part_name(part).in(dutch) : fact_title(std::stoi(fact)).in(dutch);
    return fmt::format("{:>2} {}", fact, words);
}

std::string parameters_text(const CalibrationStudy& study, bool dutch)
{
    std::string text =
        fmt::format("{} {} {} {}\n", padded("parameter", 22), right(dutch ? "vooraf (90%)" : "before (90%)", 22),
                    right(dutch ? "erna (90%)" : "after (90%)", 22), right(dutch ? "geleerd" : "told", 9));
    for (const CalibratedParameter& p : study.parameters) {
        const int decimals = decimals_of(p.posterior.width());
        text += fmt::format("{} {} {} {}\n", padded(p.key, 22), right(range(p.prior, decimals, dutch), 22),
                            right(range(p.posterior, decimals, dutch), 22),
                            right(number(std::max(0.0, 100.0 * p.contraction), 0, dutch) + "%", 9));
    }
    return text;
}

std::string targets_text(const CalibrationStudy& study, bool dutch)
{
    std::string text =
        fmt::format("{} {} {} {} {}\n", padded(dutch ? "cijfer" : "figure", 44), padded(dutch ? "soort" : "kind", 9),
                    right(dutch ? "gepubliceerd" : "published", 17), right(dutch ? "model (90%)" : "model (90%)", 17),
                    right(dutch ? "binnen" : "inside", 7));
    for (const CalibratedTarget& t : study.targets) {
        const int decimals = t.target.high > 10.0 ? 0 : 3;
        const Words kind = t.target.fitted ? Words{"geijkt", "fitted"} : Words{"voorspeld", "predicted"};
        text += fmt::format("{} {} {} {} {}\n", padded(name_of(t.target.key, study, dutch), 44),
                            padded(kind.in(dutch), 9), right(range(t.target.low, t.target.high, decimals, dutch), 17),
                            right(range(t.posterior, decimals, dutch), 17),
                            right(number(100.0 * t.inside, 0, dutch) + "%", 7));
    }
    return text;
}

std::string runs_text(const CalibrationStudy& study, bool dutch)
{
    int failed = 0;
    std::vector<std::string> runs;
    for (const analysis::Wave& wave : study.waves) {
        runs.push_back(number(wave.runs, 0, dutch));
        failed += wave.failed;
    }
    return bilingual(
               {"Runs van {} mensen, per ronde: {}; mislukt: {}. Aannemelijk in de eerste ronde: {}% van wat vooraf "
                "mogelijk leek. {} trekkingen van wat er overblijft.",
                "Runs of {} people, by wave: {}; failed: {}. Plausible in the first wave: {}% of what seemed "
                "possible before. {} draws of what is left."},
               number(study.people, 0, dutch), fmt::join(runs, " + "), failed,
               number(100.0 * study.waves.front().plausible, 1, dutch), study.posterior.draws.rows())
        .in(dutch);
}

/// What the data cannot tell, and what cannot be met.
std::string limits_text(const CalibrationStudy& study, bool dutch)
{
    std::string text;
    const auto add = [&](const Text& sentence) { text += wrapped(sentence.in(dutch), 0) + "\n"; };
    std::vector<std::string> names;
    for (const CalibratedParameter* p : study.untold()) { names.push_back(p->key); }
    if (!names.empty()) {
        add(bilingual({"De cijfers zeggen (bijna) niets over: {}. Hun spreiding blijft die van vooraf.",
                       "The figures say (almost) nothing of: {}. Their spread stays what it was."},
                      fmt::join(names, ", ")));
    }
    names.clear();
    for (const analysis::TradeOff& t : study.trade_offs) {
        names.push_back(
            fmt::format("{} {} {} ({})", t.first, dutch ? "en" : "and", t.second, number(t.correlation, 2, dutch)));
    }
    if (!names.empty()) {
        add(bilingual({"De cijfers zeggen alleen iets over de combinatie van (samenhang): {}.",
                       "The figures tell only the combination of (correlation): {}."},
                      fmt::join(names, ", ")));
    }
    names.clear();
    for (const CalibratedTarget* t : study.out_of_reach()) { names.push_back(name_of(t->target.key, study, dutch)); }
    if (!names.empty()) {
        add(bilingual({"Niet te halen, met welke waarden ook: {}. Trek geen conclusie die daarop rust.",
                       "Cannot be met, whatever the values: {}. Draw no conclusion that rests on it."},
                      fmt::join(names, ", ")));
    }
    return text;
}

std::string met_text(const CalibrationStudy& study, bool dutch)
{
    std::string text = bilingual({"Van alle cijfers ligt {}% binnen het bereik (90%) dat het model ervoor voorspelt.",
                                  "Of all figures {}% lie within the range (90%) that the model foresees for them."},
                                 number(100.0 * study.covered(), 0, dutch))
                           .in(dutch);
    if (study.checked.draws > 0) {
        text += " " + bilingual({"Nagerekend met {} mensen: bij {} van de {} trekkingen liggen alle geijkte cijfers "
                                 "binnen hun bereik, het toeval van zo'n run inbegrepen.",
                                 "Run again with {} people: at {} of {} draws all fitted figures lie within their "
                                 "ranges, the luck of such a run included."},
                                number(study.checked.people, 0, dutch),
                                std::lround(study.checked.all_fitted * study.checked.draws), study.checked.draws)
                          .in(dutch);
    }
    if (study.coverage) {
        text +=
            " " + bilingual({"Van {} bekende waarheden, alle parameters samen, ligt {}% in hun marge van 50% en {}% in "
                             "die van 90%.",
                             "Of {} known truths, all parameters together, {}% lie in their interval of 50% and {}% "
                             "in that of 90%."},
                            study.coverage->ranks.rows(), number(100.0 * study.coverage->covered(0.5), 1, dutch),
                            number(100.0 * study.coverage->covered(0.9), 1, dutch))
                      .in(dutch);
    }
    return wrapped(text, 0) + "\n";
}

}  // namespace

std::string calibration_text(const CalibrationStudy& study, bool dutch)
{
    return wrapped(runs_text(study, dutch), 0) + "\n\n" + parameters_text(study, dutch) + "\n" +
           limits_text(study, dutch) + "\n" + targets_text(study, dutch) + "\n" + met_text(study, dutch);
}

}  // namespace vangnet::cli
