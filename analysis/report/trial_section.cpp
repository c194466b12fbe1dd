#include "analysis/report/trial_section.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "analysis/report/figure_words.hpp"
#include "analysis/report/numbers.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

constexpr std::size_t most_drawn = 20;  // simulated trials of an arm in the figure
constexpr double two_sided_95 = 1.96;

Text percent(double share) { return bilingual({"{}%", "{}%"}, number_text(100.0 * share, 0)); }

/// "proef-work_12h-39"
std::string id_of(const TrialResult& r) { return fmt::format("proef-{}-{}", r.measure.key, r.outcome.month); }

Text heading_of(const TrialResult& r)
{
    return bilingual({"{}, na {} maanden", "{}, after {} months"}, capitalised(r.measure.title), r.outcome.month);
}

std::vector<Cell> drawn_row(const TrialResult& r, const Text& name, double effect, double standard_error,
                            std::size_t place, bool published)
{
    const double half = two_sided_95 * standard_error;
    return {said(r.label),
            said(name),
            counted(effect, 1, true),
            counted(effect - half, 1, true),
            counted(effect + half, 1, true),
            counted(static_cast<double>(place), 0),
            counted(published ? 1.0 : 0.0, 0)};
}

Cell published_cell(const TrialResult& r)
{
    const TrialOutcome& o = r.outcome;
    if (o.published) { return counted(*o.published, 1, true); }
    if (o.sign == "+") { return said(Words{"significant meer", "significantly more"}); }
    if (o.sign == "-") { return said(Words{"significant minder", "significantly less"}); }
    return said(o.sign.empty() ? Words{"", ""} : Words{"niet significant", "not significant"});
}

ReportTable found_table(const std::vector<const TrialResult*>& rows)
{
    const TrialResult& first = *rows.front();
    ReportTable table{.id = id_of(first),
                      .caption = bilingual({"{}: wat nagebootste proeven vinden, per 100 mensen",
                                            "{}: what simulated trials find, per 100 people"},
                                           heading_of(first)),
                      .columns = {{"Beleid", "Policy"},
                                  {"Mensen", "People"},
                                  {"Controlegroep", "Control group"},
                                  {"Effect, gemiddeld", "Effect, mean"},
                                  {"90% van", "90% from"},
                                  {"tot", "to"},
                                  {"Vindt significant meer, %", "Finds significantly more, %"},
                                  {"Minder, %", "Less, %"},
                                  {"Gepubliceerd", "Published"},
                                  {"Vindt dat ook, %", "Finds that too, %"}},
                      .rows = {}};
    for (const TrialResult* r : rows) {
        table.rows.push_back({said(r->label), counted(r->people_treated, 0), counted(r->control, 1),
                              counted(r->mean, 1, true), counted(r->low, 1, true), counted(r->high, 1, true),
                              counted(100.0 * r->found_more, 0), counted(100.0 * r->found_less, 0), published_cell(*r),
                              r->consistent ? counted(100.0 * r->chance, 0) : said(Words{"", ""})});
    }
    return table;
}

Cell effect_cell(double x) { return std::isfinite(x) ? counted(x, 2, true) : said(Words{"", ""}); }

ReportTable truth_table(const std::vector<const TrialResult*>& rows)
{
    const TrialResult& first = *rows.front();
    ReportTable table{.id = id_of(first) + "-werkelijk",
                      .caption = bilingual({"{}: wat het beleid in het model werkelijk doet, per 100 mensen",
                                            "{}: what the policy truly does in the model, per 100 people"},
                                           heading_of(first)),
                      .columns = {{"Beleid", "Policy"},
                                  {"Bij de deelnemers, in de proef", "To participants, in the trial"},
                                  {"Bij hen, als iedereen het krijgt", "To them, when everyone has it"},
                                  {"Bij alle mensen met bijstand", "To all people on benefit"}},
                      .rows = {}};
    for (const TrialResult* r : rows) {
        table.rows.push_back(
            {said(r->label), effect_cell(r->truth), effect_cell(r->on_participants), effect_cell(r->for_everyone)});
    }
    return table;
}

ReportParagraph power_paragraph(const TrialResult& r)
{
    Text text = bilingual({"Een echt effect van {} per 100 vindt zo'n proef in {} van de gevallen.",
                           "Such a trial finds a true effect of {} per 100 in {} of cases."},
                          number_text(power_effect, 0), percent(r.power));
    if (r.needed > 0.0) {
        append(text, bilingual({"Voor 80% zijn {} mensen per groep nodig.", "For 80%, {} people per group are needed."},
                               number_text(r.needed, 0)));
    }
    return {.label = {"Wat zo'n proef kan zien", "What such a trial can see"}, .text = std::move(text)};
}

/// "90%", or "88% to 95%" over results.
Text percents(const std::vector<const TrialResult*>& of, double TrialResult::*share)
{
    const auto [least, most] =
        std::minmax_element(of.begin(), of.end(), [&](auto a, auto b) { return a->*share < b->*share; });
    const Text low = percent((*least)->*share);
    const Text high = percent((*most)->*share);
    return low == high ? low : bilingual({"{} tot {}", "{} to {}"}, low, high);
}

/// What was published of results that say the same, and whether it fits.
ReportParagraph published_paragraph(const std::vector<const TrialResult*>& of)
{
    const TrialOutcome& o = of.front()->outcome;
    const Text chance = percents(of, &TrialResult::chance);
    Text text;
    if (o.published) {
        text = bilingual({"Gepubliceerd is {} per 100. Van de nagebootste proeven komt {} daar of verder uit.",
                          "Published is {} per 100. Of the simulated trials, {} end up there or further out."},
                         Text{signed_number(*o.published, 1, true), signed_number(*o.published, 1, false)}, chance);
    } else {
        const Text found = o.sign == "+"   ? Text{"significant meer", "significantly more"}
                           : o.sign == "-" ? Text{"significant minder", "significantly less"}
                                           : Text{"geen significant verschil", "no significant difference"};
        text = bilingual({"Gepubliceerd is {}. Van de nagebootste proeven vindt {} dat ook.",
                          "Published is {}. Of the simulated trials, {} find that too."},
                         found, chance);
    }
    append(text, *of.front()->consistent ? Text{"Dat past bij het model.", "That fits the model."}
                                         : Text{"Dat past niet bij het model.", "That does not fit the model."});
    append(text, bilingual({"Zat het model er {} per 100 naast, dan paste een proef nog met een kans van {}.",
                            "Were the model wrong by {} per 100, a trial would still fit with a chance of {}."},
                           number_text(power_effect, 0), percents(of, &TrialResult::agrees_if_wrong)));
    append(text, bilingual({"Bron: {}.", "Source: {}."}, o.source));
    std::vector<Text> labels;
    for (const TrialResult* r : of) { labels.push_back(r->label); }
    return {.label = listed(labels), .text = std::move(text)};
}

/// Results with something published, together where the same was published and it fits or not alike.
std::vector<std::vector<const TrialResult*>> by_published(const std::vector<const TrialResult*>& rows)
{
    std::vector<std::vector<const TrialResult*>> all;
    for (const TrialResult* r : rows) {
        if (!r->consistent) { continue; }
        const TrialResult* before = all.empty() ? nullptr : all.back().front();
        const bool same = before != nullptr && !r->outcome.published && !before->outcome.published &&
                          before->outcome.sign == r->outcome.sign && before->outcome.source == r->outcome.source &&
                          *before->consistent == *r->consistent;
        if (!same) { all.emplace_back(); }
        all.back().push_back(r);
    }
    return all;
}

/// What a comparison without a lot makes of people who took part because they are as they are.
ReportParagraph selection_paragraph(const TrialResult& r)
{
    return {.label = {"Wie meedoet", "Who takes part"},
            .text = bilingual({"De vergelijking vindt gemiddeld {} per 100. Het beleid doet in het model {}. De rest "
                               "komt doordat wie meedoet al meer kans op werk had.",
                               "The comparison finds {} per 100 on average. The policy does {} in the model. The rest "
                               "is because those who take part had a better chance of work already."},
                              Text{signed_number(r.mean, 1, true), signed_number(r.mean, 1, false)},
                              Text{signed_number(r.truth, 1, true), signed_number(r.truth, 1, false)})};
}

}  // namespace

std::vector<std::vector<const TrialResult*>> by_outcome(const std::vector<TrialResult>& results)
{
    std::vector<std::vector<const TrialResult*>> all;
    for (const TrialResult& r : results) {
        const bool same = !all.empty() && all.back().front()->measure.key == r.measure.key &&
                          all.back().front()->outcome.month == r.outcome.month;
        if (!same) { all.emplace_back(); }
        all.back().push_back(&r);
    }
    return all;
}

ReportFigure trial_figure(const std::vector<const TrialResult*>& results)
{
    const TrialResult& first = *results.front();
    const Text title =
        bilingual({"{}: wat elke proef zou melden", "{}: what each trial would report"}, heading_of(first));
    ReportFigure figure{
        .id = id_of(first) + "-figuur",
        .form = "trial",
        .title = title,
        .description = {"Elke lijn is een nagebootste proef van deze omvang, met de marge van 95% die zij "
                        "zou melden.",
                        "Each line is a simulated trial of this size, with the 95% range that it would "
                        "report."},
        .table = {.id = id_of(first) + "-figuur-tabel",
                  .caption = title,
                  .columns = {{"Beleid", "Policy"},
                              {"Proef", "Trial"},
                              {"Effect", "Effect"},
                              {"95% van", "95% from"},
                              {"tot", "to"}},
                  .rows = {}},
        .fields = {"arm", "trial", "effect", "low", "high", "place", "published"},
        .values = {{"axis", difference_axis(first.measure)}}};
    const bool published = std::any_of(results.begin(), results.end(),
                                       [](const TrialResult* r) { return r->outcome.published.has_value(); });
    if (published) {
        append(figure.description, Text{"Oranje ruit: wat er gepubliceerd is.", "Orange diamond: what was published."});
    }
    for (const TrialResult* r : results) {
        const std::vector<SimulatedTrial>& trials = r->trials();
        for (std::size_t k = 0; k < std::min(trials.size(), most_drawn); ++k) {
            const Estimate& e = trials[k].estimate;
            const Text name = bilingual({"nagebootst {}", "simulated {}"}, k + 1);
            figure.table.rows.push_back(drawn_row(*r, name, e.effect, e.standard_error, k, false));
        }
        if (r->outcome.published) {
            figure.table.rows.push_back(drawn_row(*r, {"gepubliceerd", "published"}, *r->outcome.published,
                                                  r->outcome.standard_error.value_or(0.0), most_drawn, true));
        }
    }
    return figure;
}

ReportSection what_a_trial_sees(const TrialFound& trial)
{
    ReportSection s{.id = "proef", .heading = {"Wat een proef zou vinden", "What a trial would find"}, .blocks = {}};
    Text held = trial.design;
    append(held, trial.simulated);
    append(held, Text{"Elke nagebootste proef heeft andere deelnemers en een andere loting.",
                      "Each simulated trial has other participants and another lot."});
    s.blocks.emplace_back(ReportParagraph{.text = std::move(held)});
    for (const std::vector<const TrialResult*>& rows : by_outcome(trial.results)) {
        s.blocks.emplace_back(ReportHeading{heading_of(*rows.front())});
        s.blocks.emplace_back(found_table(rows));
        s.blocks.emplace_back(power_paragraph(*rows.front()));
        for (const auto& same : by_published(rows)) { s.blocks.emplace_back(published_paragraph(same)); }
        for (const TrialResult* r : rows) {
            if (trial.matched) { s.blocks.emplace_back(selection_paragraph(*r)); }
        }
        s.blocks.emplace_back(trial_figure(rows));
        s.blocks.emplace_back(truth_table(rows));
    }
    s.blocks.emplace_back(ReportParagraph{
        .text = {"Significant: 5%, aan twee kanten. Zonder effect vindt 2 tot 3% van de proeven dat aan elke kant.",
                 "Significant: 5%, two-sided. Without an effect 2 to 3% of trials find that on either side."}});
    return s;
}

}  // namespace vangnet::analysis
