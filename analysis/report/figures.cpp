#include "analysis/report/figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "analysis/parameter_range.hpp"
#include "analysis/report/conclusion.hpp"
#include "analysis/report/numbers.hpp"
#include "sim/config/did_you_mean.hpp"
#include "sim/config/say.hpp"
#include "sim/core/errors.hpp"

namespace vangnet::analysis {
namespace {

const StudyMeasure* measure_of(const Comparison& c, std::string_view key)
{
    const auto found = std::find_if(c.outcomes.begin(), c.outcomes.end(), [&](const auto& m) { return m.key == key; });
    return found == c.outcomes.end() ? nullptr : &*found;
}

/// The row of everyone under an arm, where there are draws enough to say how sure it is.
const ComparisonRow* drawn_row(const Comparison& c, std::string_view outcome, const ComparedArm& arm)
{
    const ComparisonRow* row = c.find(outcome, arm.key, "all");
    return row != nullptr && row->parameters && c.draws >= fewest_draws ? row : nullptr;
}

Text difference_axis(const StudyMeasure& m)
{
    constexpr std::string_view gap = "\u00a0\u00a0\u00a0\u00a0";
    return bilingual({"← minder{}({}){}meer →", "← less{}({}){}more →"}, gap, long_unit(m), gap);
}

Text months_axis() { return {"maanden sinds het begin van het beleid", "months since the policies began"}; }

Text euro_axis() { return difference_axis({.key = "euro", .unit = "EUR", .title = {}, .definition = {}}); }

Text figure_title(const StudyMeasure& m, const Comparison& c)
{
    return bilingual({"{}: verschil met {}, na {} maanden", "{}: difference from {}, after {} months"},
                     capitalised(m.title), c.base_label, c.month);
}

/// Width of the bins of a plot of dots: 1, 2 or 5 times a power of ten, at most 40 over the whole range.
struct Bins {
    double width = 1.0;
    int decimals = 0;  ///< that the width needs
};

Bins bins_over(double range)
{
    constexpr double most = 40.0;
    const double least = range / most;
    const double power = std::floor(std::log10(least));
    double width = std::pow(10.0, power + 1.0);
    for (const double times : {5.0, 2.0, 1.0}) {
        if (times * std::pow(10.0, power) >= least) { width = times * std::pow(10.0, power); }
    }
    return {width, std::max(0, static_cast<int>(-std::floor(std::log10(width) + 1e-9)))};
}

/// Most draws that are shown each as a dot of its own, and how many dots stand for more. *(judgement)*
constexpr std::size_t most_single_dots = 100;
constexpr std::size_t summary_dots = 50;

/// The draws themselves; of many, the quantiles in the middle of equal parts.
std::vector<double> dots_of(const std::vector<double>& effects)
{
    if (effects.size() <= most_single_dots) { return effects; }
    std::vector<double> dots;
    for (std::size_t k = 0; k < summary_dots; ++k) {
        dots.push_back(quantile_type7(effects, (static_cast<double>(k) + 0.5) / static_cast<double>(summary_dots)));
    }
    return dots;
}

/// Draws by bin; a draw of exactly nothing stands on neither side.
struct Bin {
    double from = 0.0;
    double to = 0.0;
    int draws = 0;
    int base = 0;  ///< dots below: those of nothing stand upon their neighbours, on neither side
};

std::vector<Bin> binned(const std::vector<double>& effects, const Bins& of)
{
    const double width = of.width;
    const double power = std::pow(10.0, of.decimals);
    const auto edge = [&](double number) { return std::round(number * width * power) / power; };
    std::map<double, int> above;  // by the number of the bin from 0, with halves for the sides of 0
    for (const double e : effects) {
        if (e == 0.0) {
            ++above[0.0];
        } else {
            const double steps = std::max(1.0, std::ceil(std::abs(e) / width - 1e-12));
            ++above[e > 0.0 ? steps : -steps];
        }
    }
    std::vector<Bin> bins;
    for (const auto& [number, draws] : above) {
        const double inner = number > 0.0 ? number - 1.0 : (number < 0.0 ? number + 1.0 : 0.0);
        bins.push_back({edge(std::min(number, inner)), edge(std::max(number, inner)), draws});
    }
    for (Bin& bin : bins) {
        const auto beside = [&](double side) { return above.count(side) != 0 ? above[side] : 0; };
        if (bin.from == bin.to) { bin.base = std::max(beside(-1.0), beside(1.0)); }
    }
    return bins;
}

std::size_t draws_in(const ComparisonRow& row) { return row.parameters->effects.size(); }

/// "arm: in 40 of 50 draws more, in 10 fewer."
Text counted_draws(const ComparedArm& arm, const ComparisonRow& row)
{
    return bilingual({"{}: in {} van de {} trekkingen meer, in {} minder.", "{}: more in {} of {} draws, less in {}."},
                     arm.label, row.draws_above, draws_in(row), row.draws_below);
}

void append(Text& all, const Text& sentence)
{
    all = all.empty() ? sentence : bilingual({"{} {}", "{} {}"}, all, sentence);
}

}  // namespace

std::optional<ReportFigure> difference_figure(const Comparison& c, std::string_view outcome)
{
    const StudyMeasure* m = measure_of(c, outcome);
    if (m == nullptr) { return {}; }
    double low = 0.0;
    double high = 0.0;
    bool some = false;
    for (const ComparedArm& arm : c.arms) {
        const ComparisonRow* row = drawn_row(c, outcome, arm);
        if (row == nullptr) { continue; }
        some = some || row->draws_above + row->draws_below > 0;
        const auto [least, most] =
            std::minmax_element(row->parameters->effects.begin(), row->parameters->effects.end());
        low = std::min({low, *least, -row->relevance});
        high = std::max({high, *most, row->relevance});
    }
    if (!some) { return {}; }
    const Bins bins = bins_over(high - low);
    ReportFigure figure{.id = fmt::format("stippen-{}", outcome),
                        .form = "difference",
                        .title = figure_title(*m, c),
                        .description = {},
                        .table = {.id = fmt::format("stippen-{}-tabel", outcome),
                                  .caption = figure_title(*m, c),
                                  .columns = {{"Beleid", "Policy"},
                                              {"Verschil van", "Difference from"},
                                              {"tot", "to"},
                                              {"Stippen", "Dots"},
                                              {"Klein tot", "Small up to"}},
                                  .rows = {}},
                        .fields = {"arm", "from", "to", "draws", "line", "base"},
                        .values = {}};
    int highest = 0;
    for (const ComparedArm& arm : c.arms) {
        const ComparisonRow* row = drawn_row(c, outcome, arm);
        if (row == nullptr) { continue; }
        append(figure.description, counted_draws(arm, *row));
        for (const Bin& bin : binned(dots_of(row->parameters->effects), bins)) {
            highest = std::max(highest, bin.base + bin.draws);
            figure.table.rows.push_back({said(arm.label), counted(bin.from, bins.decimals, true),
                                         counted(bin.to, bins.decimals, true), counted(bin.draws, 0),
                                         counted(row->relevance, decimals_of(*m) + 1), counted(bin.base, 0)});
        }
    }
    const double from = std::floor(low / bins.width) * bins.width;
    const double to = std::ceil(high / bins.width) * bins.width;
    figure.values = {{"axis", difference_axis(*m)}, {"from", from}, {"to", to}};
    figure.dots_across = static_cast<int>(std::lround((to - from) / bins.width));
    figure.dots_high = highest;
    append(
        figure.description,
        c.draws <= most_single_dots
            ? Text{"Elke stip is een trekking uit wat onderzoek zegt.", "Each dot is a draw from what research says."}
            : bilingual({"De {} stippen verdelen de trekkingen uit wat onderzoek zegt in gelijke delen.",
                         "The {} dots cut the draws from what research says into equal parts."},
                        summary_dots));
    append(figure.description, Text{"Rondje: meer. Vierkant: minder. Grijs vlak: te klein om te tellen.",
                                    "Circle: more. Square: less. Grey area: too small to count."});
    return figure;
}

std::optional<ReportFigure> over_time_figure(const std::vector<Comparison>& months, std::string_view outcome,
                                             int policies_end)
{
    const StudyMeasure* m = months.size() < 2 ? nullptr : measure_of(months.front(), outcome);
    if (m == nullptr) { return {}; }
    constexpr std::array quantiles{0.05, 0.95, 0.20, 0.80, 0.35, 0.65, 0.50};
    const Comparison& last = months.back();
    const Text title = bilingual({"{}: verschil met {} in de tijd", "{}: difference from {} over time"},
                                 capitalised(m->title), last.base_label);
    ReportFigure figure{
        .id = fmt::format("tijd-{}", outcome),
        .form = "over_time",
        .title = title,
        .description = {},
        .table = {.id = fmt::format("tijd-{}-tabel", outcome),
                  .caption = title,
                  .columns = {{"Beleid", "Policy"},
                              {"Maand", "Month"},
                              {"90% van", "90% from"},
                              {"tot", "to"},
                              {"60% van", "60% from"},
                              {"tot", "to"},
                              {"30% van", "30% from"},
                              {"tot", "to"},
                              {"Midden", "Middle"}},
                  .rows = {}},
        .fields = {"arm", "month", "low_90", "high_90", "low_60", "high_60", "low_30", "high_30", "middle"},
        .values = {{"axis", bilingual({"verschil, {}", "difference, {}"}, long_unit(*m))},
                   {"month_axis", months_axis()},
                   {"last_month", static_cast<double>(last.month)},
                   {"policy_ends", static_cast<double>(policies_end)},
                   {"trial_months", static_cast<double>(longest_trial)}}};
    const int decimals = decimals_of(*m) + 1;
    for (const ComparedArm& arm : last.arms) {
        const ComparisonRow* at_end = drawn_row(last, outcome, arm);
        if (at_end == nullptr) { continue; }
        append(figure.description, counted_draws(arm, *at_end));
        for (const Comparison& c : months) {
            const ComparisonRow* row = drawn_row(c, outcome, arm);
            if (row == nullptr) { continue; }
            std::vector<Cell> cells{said(arm.label), counted(c.month, 0)};
            for (const double q : quantiles) {
                cells.push_back(counted(quantile_type7(row->parameters->effects, q), decimals, true));
            }
            figure.table.rows.push_back(std::move(cells));
        }
    }
    if (figure.table.rows.empty()) { return {}; }
    append(figure.description, Text{"De lijn is het midden van de trekkingen. De banden bevatten 30, 60 en 90% ervan.",
                                    "The line is the middle of the draws. The bands hold 30, 60 and 90% of them."});
    if (policies_end > 0) {
        append(figure.description,
               bilingual({"Beleid dat eindigt, doet dat uiterlijk na maand {}: de gekleurde strook.",
                          "Policies that end do so by month {}: the coloured strip."},
                         policies_end));
    }
    if (last.month > longest_trial) {
        append(figure.description, bilingual({"Na maand {} is de lijn gestreept: zo lang liep geen proef.",
                                              "After month {} the line is dashed: no trial ran that long."},
                                             longest_trial));
    }
    return figure;
}

std::optional<ReportFigure> groups_figure(const std::vector<Comparison>& by_group)
{
    if (by_group.empty() || by_group.front().outcomes.empty() || by_group.front().draws < fewest_draws) { return {}; }
    const StudyMeasure& m = by_group.front().outcomes.front();
    const Text title =
        bilingual({"{} naar groep: verschil met {}, na {} maanden", "{} by group: difference from {}, after {} months"},
                  capitalised(m.title), by_group.front().base_label, by_group.front().month);
    ReportFigure figure{
        .id = "groepen",
        .form = "groups",
        .title = title,
        .description = {"Een punt is het gemiddelde verschil, een streep bevat 90% van de trekkingen. De volgorde is "
                        "vast.",
                        "A dot is the mean difference, a bar holds 90% of the draws. The order is fixed."},
        .table = {.id = "groepen-tabel",
                  .caption = title,
                  .columns = {{"Beleid", "Policy"},
                              {"Groep", "Group"},
                              {"Verschil", "Difference"},
                              {"90% van", "90% from"},
                              {"tot", "to"}},
                  .rows = {}},
        .fields = {"arm", "group", "difference", "low", "high"},
        .values = {{"axis", difference_axis(m)}}};
    for (const ComparedArm& arm : by_group.front().arms) {
        for (const Comparison& c : by_group) {
            for (const StudyGroup& group : c.groups) {
                const ComparisonRow* row = c.find(m.key, arm.key, group.key);
                if (row == nullptr || row->too_few || row->n == 0 || !row->parameters) { continue; }
                figure.table.rows.push_back({said(arm.label), said(group.title),
                                             counted(row->difference, decimals_of(m), true),
                                             counted(row->parameters->low, decimals_of(m), true),
                                             counted(row->parameters->high, decimals_of(m), true)});
            }
        }
    }
    return figure.table.rows.empty() ? std::nullopt : std::optional{std::move(figure)};
}

std::optional<ReportFigure> money_figure(const Money& money)
{
    if (money.heading.draws < fewest_draws) { return {}; }
    const Text title = bilingual({"Wie betaalt: verschil in euro per persoon over {} maanden",
                                  "Who pays: difference in euros per person over {} months"},
                                 money.heading.month);
    ReportFigure figure{
        .id = "wie-betaalt",
        .form = "money",
        .title = title,
        .description = {"Naar rechts is meer geld voor wie er staat, naar links minder. De streep bevat 90% van de "
                        "trekkingen.",
                        "To the right is more money for the one named, to the left less. The line holds 90% of the "
                        "draws."},
        .table = {.id = "wie-betaalt-tabel",
                  .caption = title,
                  .columns = {{"Beleid", "Policy"},
                              {"Wie", "Who"},
                              {"Verschil", "Difference"},
                              {"90% van", "90% from"},
                              {"tot", "to"}},
                  .rows = {}},
        .fields = {"arm", "payer", "difference", "low", "high"},
        .values = {{"axis", euro_axis()}}};
    for (const ComparedArm& arm : money.heading.arms) {
        for (int k = 0; k < payers; ++k) {
            const auto payer = static_cast<Payer>(k);
            const MoneyRow* row = money.find(arm.key, "all", payer, std::nullopt);
            if (row == nullptr || !row->why_not.empty() || !row->difference.parameters) { continue; }
            figure.table.rows.push_back({said(arm.label), said(words_of(payer)), counted(row->difference.mean, 0, true),
                                         counted(row->difference.parameters->low, 0, true),
                                         counted(row->difference.parameters->high, 0, true)});
        }
    }
    return figure.table.rows.empty() ? std::nullopt : std::optional{std::move(figure)};
}

ReportFigure stock_figure(const StockPath& path, const std::string& place)
{
    const Text title = bilingual({"Mensen in de bijstand in {}, met in- en uitstroom per maand",
                                  "People on benefit in {}, with in- and outflow a month"},
                                 place);
    ReportFigure figure{
        .id = "bestand",
        .form = "stock",
        .title = title,
        .description = {"Elke lijn is een beleid, gemiddeld over de herhalingen. De assen beginnen niet bij nul.",
                        "Each line is a policy, the mean over replicates. The axes do not begin at zero."},
        .table = {.id = "bestand-tabel",
                  .caption = title,
                  .columns = {{"Beleid", "Policy"},
                              {"Maand", "Month"},
                              {"In de bijstand", "On benefit"},
                              {"Instroom", "Inflow"},
                              {"Uitstroom", "Outflow"}},
                  .rows = {}},
        .fields = {"arm", "month", "on_benefit", "came", "left"},
        .values = {{"axis", Text{"mensen", "people"}},
                   {"month_axis", months_axis()},
                   {"last_month", static_cast<double>(path.months.back())},
                   {"name_stock", Text{"In de bijstand", "On benefit"}},
                   {"name_came", Text{"Instroom per maand", "Inflow a month"}},
                   {"name_left", Text{"Uitstroom per maand", "Outflow a month"}}}};
    for (const StockPath::Arm& arm : path.arms) {
        for (std::size_t m = 0; m < path.months.size(); ++m) {
            figure.table.rows.push_back({said(arm.label), counted(path.months[m], 0), counted(arm.on_benefit[m], 0),
                                         counted(arm.came[m], 0), counted(arm.left[m], 0)});
        }
    }
    return figure;
}

ReportFigure twins_figure(const Twins& twins)
{
    const Text title = bilingual({"Honderd mensen onder twee soorten beleid, na {} maanden",
                                  "A hundred people under two policies, after {} months"},
                                 twins.month);
    ReportFigure figure{.id = "tweelingen",
                        .form = "twins",
                        .title = title,
                        .description = {},
                        .table = {.id = "tweelingen-tabel",
                                  .caption = title,
                                  .columns = {{"Beleid", "Policy"},
                                              {"Werk van 12 uur of meer", "Work of 12 hours or more"},
                                              {"Van de 100", "In 100"}},
                                  .rows = {}},
                        .fields = {"arm", "life", "people", "dots"},
                        .values = {}};
    for (const TwinLives& arm : twins.arms) {
        const std::array<int, 4> dots = of_a_hundred(arm);
        const std::array lives{
            std::tuple{Text{"in allebei", "under both"}, arm.both, dots[3]},
            std::tuple{Text{"alleen met het nieuwe beleid", "under the new policy, not the other"}, arm.arm_only,
                       dots[2]},
            std::tuple{bilingual({"alleen met '{}'", "under '{}', not the new policy"}, twins.base_label),
                       arm.base_only, dots[1]},
            std::tuple{Text{"in geen van beide", "under neither"}, arm.neither, dots[0]}};
        for (const auto& [life, people, marks] : lives) {
            figure.table.rows.push_back({said(arm.label), said(life), counted(people, 1), counted(marks, 0)});
        }
        constexpr double thousand = 10.0;  // of what is told per hundred
        append(figure.description,
               bilingual({"{}: van 1.000 mensen werken er {} alleen met dit beleid en {} alleen met '{}'.",
                          "{}: of 1,000 people {} work under this policy alone and {} under '{}' alone."},
                         arm.label, std::lround(thousand * arm.arm_only), std::lround(thousand * arm.base_only),
                         twins.base_label));
    }
    append(figure.description, Text{"Elk teken staat voor een van honderd mensen, met in allebei hetzelfde toeval.",
                                    "Each mark stands for one of a hundred people, with the same luck under both."});
    constexpr int across = 20;
    figure.dots_across = across;
    figure.dots_high = 100 / across;
    return figure;
}

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
        FigureForm{"money", {"geld", "money"}, {"wie betaalt", "who pays"}},
        FigureForm{"twins", {"tweelingen", "twins"}, {"honderd mensen", "a hundred people"}},
        FigureForm{"stock", {"bestand", "stock"}, {"mensen in de bijstand", "people on benefit"}}};
    return forms;
}

namespace {

std::optional<ReportFigure> try_figure(const Study& study, const FigureRequest& request, std::string_view form,
                                       const UnitCosts& costs)
{
    CompareOptions options;
    options.outcomes = {request.outcome};
    options.month = request.month;
    if (form == "money") {
        MoneyOptions money;
        money.month = request.month;
        return money_figure(money_of(study, costs, money));
    }
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
    if (form == "difference") { return difference_figure(c, outcome); }
    const std::vector<int> moments = moments_of(study, {});
    return over_time_figure(compare_at(study, options, study.months), outcome,
                            moments.size() > 1 ? moments.front() : 0);
}

}  // namespace

ReportFigure figure_of(const Study& study, const FigureRequest& request, const UnitCosts& costs)
{
    std::vector<std::string> known;
    for (const FigureForm& form : figure_forms()) {
        known.emplace_back(form.key);
        if (request.form != form.key && request.form != form.name.nl && request.form != form.name.en) { continue; }
        std::optional<ReportFigure> figure = try_figure(study, request, form.key, costs);
        if (figure) { return std::move(*figure); }
        throw UsageError(bilingual({"figuur {}: het bestand heeft er te weinig voor (trekkingen: {}, minstens {})",
                                    "figure {}: the file has too little for it (draws: {}, at least {})"},
                                   form.key, study.draws, fewest_draws));
    }
    throw UsageError(bilingual({"figuur '{}' is er niet (wel: {}){}", "unknown figure '{}' (there is: {}){}"},
                               request.form, fmt::join(known, ", "), did_you_mean_hint(request.form, known)));
}

}  // namespace vangnet::analysis
