/// Figures by name, from a study.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "analysis/report/figures.hpp"
#include "analysis/report/trial_section.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

std::vector<std::string> dimensions_of(const Study& study)
{
    std::vector<std::string> dimensions;
    for (const StudyGroup& group : study.groups) {
        const bool known = std::find(dimensions.begin(), dimensions.end(), group.dimension) != dimensions.end();
        if (!known && group.dimension != "all" && group.dimension != "entrants") {
            dimensions.push_back(group.dimension);
        }
    }
    return dimensions;
}

std::vector<Comparison> compare_by_groups(const Study& study, const std::string& outcome, std::optional<int> month)
{
    std::vector<Comparison> all;
    for (const std::string& dimension : dimensions_of(study)) {
        CompareOptions options;
        options.by = dimension;
        options.outcomes = {outcome};
        options.month = month;
        all.push_back(compare(study, options));
    }
    return all;
}

std::span<const FigureForm> figure_forms() noexcept
{
    static constexpr std::array forms{
        FigureForm{"difference", {"verschil", "difference"}, {"een stip per trekking", "a dot for each draw"}},
        FigureForm{"over_time", {"tijd", "time"}, {"het verschil per maand", "the difference by month"}},
        FigureForm{"groups", {"groepen", "groups"}, {"het verschil per groep", "the difference by group"}},
        FigureForm{"assumptions",
                   {"aannames", "assumptions"},
                   {"waar het verschil van afhangt", "what the difference depends on"}},
        FigureForm{"money", {"geld", "money"}, {"wie betaalt", "who pays"}},
        FigureForm{"twins", {"tweelingen", "twins"}, {"honderd mensen", "a hundred people"}},
        FigureForm{"trial", {"proef", "trial"}, {"wat proeven zouden melden", "what trials would report"}},
        FigureForm{"stock", {"bestand", "stock"}, {"mensen in de bijstand", "people on benefit"}}};
    return forms;
}

namespace {

/// \throws UsageError if the trial did not measure that
ReportFigure figure_of_trial(const std::optional<TrialStudy>& trial, const FigureRequest& request)
{
    if (!trial) {
        throw UsageError(Text{"figuur trial: dit bestand heeft geen proef (een scenario met [trial])",
                              "figure trial: this file has no trial (a scenario with [trial])"});
    }
    const std::vector<TrialResult> results = results_of(*trial);
    std::vector<std::string> measured;
    for (const std::vector<const TrialResult*>& rows : by_outcome(results)) {
        const TrialResult& first = *rows.front();
        const bool meant = first.measure.key == request.outcome || first.measure.title.nl == request.outcome ||
                           first.measure.title.en == request.outcome;
        if (meant && (!request.month || *request.month == first.outcome.month)) { return trial_figure(rows); }
        measured.push_back(fmt::format("--outcome {} --month {}", first.measure.key, first.outcome.month));
    }
    throw UsageError(bilingual({"figuur trial: dat mat de proef niet (wel: {})",
                                "figure trial: the trial did not measure that (it measured: {})"},
                               fmt::join(measured, ", ")));
}

std::optional<ReportFigure> try_figure(const FigureInputs& from, const FigureRequest& request, std::string_view form)
{
    const Study& study = from.study;
    CompareOptions options;
    options.outcomes = {request.outcome};
    options.month = request.month;
    if (form == "money") {
        MoneyOptions money;
        money.month = request.month;
        return money_figure(money_of(study, from.costs, money));
    }
    if (form == "trial") { return figure_of_trial(from.trial, request); }
    if (form == "stock") {
        const std::optional<StockPath> path = stock_path(study);
        return path ? std::optional{stock_figure(*path, study.place)} : std::nullopt;
    }
    if (form == "twins") {
        const std::optional<Twins> twins = twins_of(study, request.month);
        return twins ? std::optional{twins_figure(*twins)} : std::nullopt;
    }
    const Comparison c = compare(study, options);  // says what is wrong with the outcome or month
    if (form == "groups") { return groups_figure(compare_by_groups(study, request.outcome, request.month)); }
    const std::string& outcome = c.outcomes.empty() ? request.outcome : c.outcomes.front().key;
    if (form == "assumptions") { return assumptions_figure(c, outcome, from.assumptions); }
    if (form == "difference") { return difference_figure(c, outcome); }
    const std::vector<int> moments = moments_of(study, {});
    return over_time_figure(compare_at(study, options, study.months), outcome,
                            moments.size() > 1 ? moments.front() : 0);
}

}  // namespace

ReportFigure figure_of(const FigureInputs& from, const FigureRequest& request)
{
    std::vector<std::string> known;
    for (const FigureForm& form : figure_forms()) {
        known.emplace_back(form.key);
        if (request.form != form.key && request.form != form.name.nl && request.form != form.name.en) { continue; }
        std::optional<ReportFigure> figure = try_figure(from, request, form.key);
        if (figure) { return std::move(*figure); }
        if (form.key == "assumptions" && from.study.draws >= fewest_draws) {
            throw UsageError(bilingual({"figuur {}: van geen aanname laten deze {} trekkingen zien dat het verschil "
                                        "ervan afhangt",
                                        "figure {}: these {} draws show of no assumption that the difference depends "
                                        "on it"},
                                       form.key, from.study.draws));
        }
        throw UsageError(bilingual({"figuur {}: het bestand heeft er te weinig voor (trekkingen: {}, minstens {})",
                                    "figure {}: the file has too little for it (draws: {}, at least {})"},
                                   form.key, from.study.draws, fewest_draws));
    }
    throw UsageError(bilingual({"figuur '{}' is er niet (wel: {}){}", "unknown figure '{}' (there is: {}){}"},
                               request.form, fmt::join(known, ", "), did_you_mean_hint(request.form, known)));
}

}  // namespace vangnet::analysis
