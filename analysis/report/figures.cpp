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
#include "analysis/report/figure_words.hpp"
#include "analysis/report/numbers.hpp"
#include "sim/inputs/parameter_words.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

/// The row of everyone under an arm, where there are draws enough to say how sure it is.
const ComparisonRow* drawn_row(const Comparison& c, std::string_view outcome, const ComparedArm& arm)
{
    const ComparisonRow* row = c.find(outcome, arm.key, "all");
    return row != nullptr && row->parameters && c.draws >= fewest_draws ? row : nullptr;
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

/// What is a dot each, of one arm.
struct ArmDots {
    Text label;
    std::vector<double> effects;
    double line = 0.0;  ///< a difference up to here is small
    Text counted;       ///< how many are more and less, in a sentence
};

/// A dot for each effect, in bins that break at 0; nothing if none of them differs from 0.
/// \param what  what a dot is, in a sentence
std::optional<ReportFigure> dot_figure(const Comparison& c, const StudyMeasure& m, const std::string& id,
                                       const std::vector<ArmDots>& arms, const Text& what)
{
    double low = 0.0;
    double high = 0.0;
    bool some = false;
    for (const ArmDots& arm : arms) {
        some = some || std::any_of(arm.effects.begin(), arm.effects.end(), [](double e) { return e != 0.0; });
        const auto [least, most] = std::minmax_element(arm.effects.begin(), arm.effects.end());
        low = std::min({low, *least, -arm.line});
        high = std::max({high, *most, arm.line});
    }
    if (!some) { return {}; }
    const Bins bins = bins_over(high - low);
    ReportFigure figure{.id = id,
                        .form = "difference",
                        .title = figure_title(m, c),
                        .description = {},
                        .table = {.id = id + "-tabel",
                                  .caption = figure_title(m, c),
                                  .columns = {{"Beleid", "Policy"},
                                              {"Verschil van", "Difference from"},
                                              {"tot", "to"},
                                              {"Stippen", "Dots"},
                                              {"Klein tot", "Small up to"}},
                                  .rows = {}},
                        .fields = {"arm", "from", "to", "draws", "line", "base"},
                        .values = {}};
    int highest = 0;
    for (const ArmDots& arm : arms) {
        append(figure.description, arm.counted);
        for (const Bin& bin : binned(dots_of(arm.effects), bins)) {
            highest = std::max(highest, bin.base + bin.draws);
            figure.table.rows.push_back({said(arm.label), counted(bin.from, bins.decimals, true),
                                         counted(bin.to, bins.decimals, true), counted(bin.draws, 0),
                                         counted(arm.line, decimals_of(m) + 1), counted(bin.base, 0)});
        }
    }
    const double from = std::floor(low / bins.width) * bins.width;
    const double to = std::ceil(high / bins.width) * bins.width;
    figure.values = {{"axis", difference_axis(m)}, {"from", from}, {"to", to}};
    figure.dots_across = static_cast<int>(std::lround((to - from) / bins.width));
    figure.dots_high = highest;
    append(figure.description, what);
    append(figure.description, Text{"Rondje: meer. Vierkant: minder. Grijs vlak: te klein om te tellen.",
                                    "Circle: more. Square: less. Grey area: too small to count."});
    return figure;
}

}  // namespace

std::optional<ReportFigure> difference_figure(const Comparison& c, std::string_view outcome)
{
    const StudyMeasure* m = measure_of(c, outcome);
    if (m == nullptr) { return {}; }
    std::vector<ArmDots> arms;
    for (const ComparedArm& arm : c.arms) {
        const ComparisonRow* row = drawn_row(c, outcome, arm);
        if (row == nullptr) { continue; }
        arms.push_back({arm.label, row->parameters->effects, row->relevance, counted_draws(arm, *row)});
    }
    return dot_figure(
        c, *m, fmt::format("stippen-{}", outcome), arms,
        c.draws <= most_single_dots
            ? Text{"Elke stip is een trekking uit wat onderzoek zegt.", "Each dot is a draw from what research says."}
            : bilingual({"De {} stippen verdelen de trekkingen uit wat onderzoek zegt in gelijke delen.",
                         "The {} dots cut the draws from what research says into equal parts."},
                        summary_dots));
}

std::optional<ReportFigure> luck_figure(const Study& study, const Comparison& c, std::string_view outcome)
{
    const StudyMeasure* m = measure_of(c, outcome);
    if (m == nullptr) { return {}; }
    const Values all = study.load_series(m->key);
    const auto month =
        static_cast<std::size_t>(std::find(study.months.begin(), study.months.end(), c.month) - study.months.begin());
    std::vector<ArmDots> arms;
    for (std::size_t a = 1; a < study.arms.size(); ++a) {
        const ComparisonRow* row = c.find(outcome, study.arms[a].key, "all");
        if (row == nullptr) { continue; }
        ArmDots dots{.label = c.arms[a - 1].label, .effects = {}, .line = row->relevance, .counted = {}};
        for (std::size_t r = 0; r < all.items; ++r) {
            const double effect = (all.at(a, r, month, 0) - all.at(0, r, month, 0)) * (m->share ? m->per : 1.0);
            if (std::isfinite(effect)) { dots.effects.push_back(effect); }
        }
        if (dots.effects.empty()) { continue; }
        const auto more = std::count_if(dots.effects.begin(), dots.effects.end(), [](double e) { return e > 0.0; });
        const auto less = std::count_if(dots.effects.begin(), dots.effects.end(), [](double e) { return e < 0.0; });
        dots.counted = bilingual({"{}: van {} keer ander toeval {} keer meer, {} keer minder.",
                                  "{}: of {} times other luck {} times more, {} times less."},
                                 dots.label, dots.effects.size(), more, less);
        arms.push_back(std::move(dots));
    }
    return dot_figure(
        c, *m, fmt::format("toeval-{}", outcome), arms,
        Text{"Elke stip is hetzelfde beleid met ander toeval.", "Each dot is the same policy with other luck."});
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

namespace {

/// "what guidance adds to finding work (B)": an assumption with the grade of its evidence.
Text graded(const Assumption& assumption)
{
    return bilingual({"{} (bewijs {})", "{} (evidence {})"}, assumption.title, assumption.grade);
}

}  // namespace

std::optional<ReportFigure> assumptions_figure(const Comparison& c, std::string_view outcome,
                                               const std::vector<Assumption>& assumptions)
{
    const StudyMeasure* m = measure_of(c, outcome);
    if (m == nullptr) { return {}; }
    const Text title = bilingual({"{}: aannames waarvan het verschil met {} afhangt, na {} maanden",
                                  "{}: assumptions on which the difference from {} depends, after {} months"},
                                 capitalised(m->title), c.base_label, c.month);
    ReportFigure figure{
        .id = fmt::format("aannames-{}", m->key),
        .form = "assumptions",
        .title = title,
        .description =
            {"Vierkant: het verschil in het derde deel van de trekkingen waarin de aanname het laagst is. "
             "Rondje: waarin zij het hoogst is. Er staan alleen aannames waarbij dat verder gaat dan toeval.",
             "Square: the difference in the third of the draws where the assumption is lowest. Dot: where it "
             "is highest. Only assumptions for which that goes beyond chance are shown."},
        .table = {.id = fmt::format("aannames-{}-tabel", m->key),
                  .caption = title,
                  .columns = {{"Beleid", "Policy"},
                              {"Aanname", "Assumption"},
                              {"Verschil als zij laag is", "Difference where it is low"},
                              {"Verschil als zij hoog is", "Difference where it is high"},
                              {"Lage waarde", "Low value"},
                              {"Hoge waarde", "High value"},
                              {"Eenheid", "Unit"}},
                  .rows = {}},
        .fields = {"arm", "group", "at_low", "at_high", "low", "high", "unit"},
        .values = {{"axis", difference_axis(*m)}}};
    const int decimals = decimals_of(*m) + 1;
    for (const ComparedArm& arm : c.arms) {
        const ComparisonRow* row = drawn_row(c, outcome, arm);
        if (row == nullptr) { continue; }
        for (const Leaning& leaning : leanings_of(assumptions, arm.key, row->parameters->effects)) {
            const Assumption& a = assumptions[leaning.assumption];
            constexpr int decimals_of_value = 3;
            figure.table.rows.push_back({said(arm.label), said(graded(a)), counted(leaning.at_low, decimals, true),
                                         counted(leaning.at_high, decimals, true),
                                         counted(leaning.low_value, decimals_of_value),
                                         counted(leaning.high_value, decimals_of_value), said(words_of_unit(a.unit))});
        }
    }
    return figure.table.rows.empty() ? std::nullopt : std::optional{std::move(figure)};
}

}  // namespace vangnet::analysis
