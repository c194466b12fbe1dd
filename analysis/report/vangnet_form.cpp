#include "analysis/report/vangnet_form.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/report/annex.hpp"
#include "analysis/report/figure_words.hpp"
#include "analysis/report/numbers.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

constexpr double thousand = 1000.0;

ReportSection the_deficit(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    ReportSection s{.id = "tekort", .heading = {"1. Het tekort", "1. The deficit"}, .blocks = {}};
    s.blocks.emplace_back(ReportParagraph{
        .text = {"[Tekort op het budget voor de bijstand, in euro en in procent, dit jaar en de jaren ervoor. Dit "
                 "programma kent de rekening van de gemeente niet.]",
                 "[Deficit on the budget for benefits, in euros and percent, this year and those before. This program "
                 "does not know the town's accounts.]"}});
    if (c.real_people > 0.0) {
        s.blocks.emplace_back(
            ReportParagraph{.text = bilingual({"In {} hadden {} mensen bijstand toen het beleid begon.",
                                               "In {} {} people were on benefit when the policies began."},
                                              c.place, number_text(c.real_people, 0))});
    }
    return s;
}

ReportSection its_causes(const ReportInputs& in)
{
    ReportSection s{.id = "oorzaken", .heading = {"2. De oorzaken", "2. Its causes"}, .blocks = {}};
    s.blocks.emplace_back(ReportParagraph{
        .text = {"[Oorzaken: budget, aantallen, gemiddelde uitkering. Dit programma zoekt niet uit waardoor een tekort "
                 "ontstond.]",
                 "[Causes: budget, numbers, mean benefit. This program does not find out how a deficit came about.]"}});
    if (!in.stock) { return s; }
    const StockPath::Arm& base = in.stock->arms.front();
    ReportTable table{
        .id = "verloop",
        .caption = bilingual({"Mensen in de bijstand onder '{}'", "People on benefit under '{}'"}, base.label),
        .columns = {{"Maand", "Month"},
                    {"In de bijstand", "On benefit"},
                    {"Instroom", "Inflow"},
                    {"Uitstroom", "Outflow"}},
        .rows = {}};
    constexpr std::size_t a_year = 12;
    for (std::size_t k = 0; k < in.stock->months.size(); ++k) {
        const bool shown = k == 0 || (k + 1) % a_year == 0 || k + 1 == in.stock->months.size();
        if (!shown) { continue; }
        table.rows.push_back({counted(in.stock->months[k], 0), counted(base.on_benefit[k], 0), counted(base.came[k], 0),
                              counted(base.left[k], 0)});
    }
    s.blocks.emplace_back(std::move(table));
    return s;
}

ReportSection the_measures(const ReportInputs& in)
{
    ReportTable table{.id = "maatregelen",
                      .caption = {"Maatregelen", "Measures"},
                      .columns = {{"Maatregel", "Measure"}, {"Wat het inhoudt", "What it is"}},
                      .rows = {}};
    const Comparison& c = in.moments.back();
    for (const ComparedArm& arm : c.arms) { table.rows.push_back({said(arm.label), said(arm.words)}); }
    ReportParagraph compared{
        .text = bilingual({"Vergeleken met '{}': {}.", "Compared with '{}': {}."}, c.base_label, c.base_words)};
    ReportParagraph status{.text = {"[Per maatregel: genomen of voorgenomen, sinds wanneer, besluit.]",
                                    "[For each measure: taken or planned, since when, decision.]"}};
    return {.id = "maatregelen-kop",
            .heading = {"3. Maatregelen om het tekort te verkleinen", "3. Measures to cut the deficit"},
            .blocks = {std::move(compared), std::move(table), std::move(status)}};
}

/// A difference for the whole place, and the range that holds 90% of the draws. [thousand EUR]
std::vector<Cell> amount_cells(const MoneyRow* row, double people)
{
    if (row == nullptr) { return {said(Words{"", ""}), said(Words{"", ""})}; }
    if (!row->why_not.empty()) { return {said(row->why_not), said(Words{"", ""})}; }
    const double scale = people / thousand;
    const auto& range = row->difference.parameters;
    Text text;
    if (range) {
        const auto in = [&](bool dutch) {
            return say_in(dutch, {"{} tot {}", "{} to {}"}, signed_number(scale * range->low, 0, dutch),
                          signed_number(scale * range->high, 0, dutch));
        };
        text = {in(true), in(false)};
    }
    return {counted(scale * row->difference.mean, 0, true), said(std::move(text))};
}

ReportSection how_far(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    ReportSection s{.id = "omvang",
                    .heading = {"4. Hoeveel elke maatregel het tekort verkleint", "4. How far each measure cuts it"},
                    .blocks = {}};
    const std::optional<double> people = in.money ? in.money->people_of("all") : std::nullopt;
    if (people) {
        ReportTable table{
            .id = "bedragen",
            .caption = bilingual({"Duizend euro in {} maanden, voor {} mensen. Een plus verkleint het tekort",
                                  "Thousand euros in {} months, for {} people. A plus cuts the deficit"},
                                 in.money->heading.month, number_text(*people, 0)),
            .columns = {{"Maatregel", "Measure"},
                        {"Uitkering, netto", "Benefit, net"},
                        {"90% van de trekkingen", "90% of the draws"},
                        {"Belasting en premies erop", "Tax and premiums on it"},
                        {"90% van de trekkingen", "90% of the draws"},
                        {"Consulenten (telt niet mee)", "Caseworkers (not counted)"},
                        {"90% van de trekkingen", "90% of the draws"},
                        {"Diensten en premies (telt niet mee)", "Services and premiums (not counted)"},
                        {"90% van de trekkingen", "90% of the draws"}},
            .rows = {}};
        for (const ComparedArm& arm : in.money->heading.arms) {
            std::vector<Cell> cells{said(arm.label)};
            for (const MoneyKind kind :
                 {MoneyKind::benefit, MoneyKind::benefit_tax, MoneyKind::caseworkers, MoneyKind::services}) {
                for (Cell& cell : amount_cells(in.money->find(arm.key, "all", Payer::municipality, kind), *people)) {
                    cells.push_back(std::move(cell));
                }
            }
            table.rows.push_back(std::move(cells));
        }
        s.blocks.emplace_back(std::move(table));
    }
    for (const ComparedArm& arm : c.arms) {
        s.blocks.emplace_back(ReportHeading{arm.label});
        for (const std::string_view key : {"on_benefit", "work_12h"}) {
            const StudyMeasure* m = measure_of(c, key);
            const ComparisonRow* row = m == nullptr ? nullptr : c.find(key, arm.key, "all");
            if (row == nullptr || row->n == 0) { continue; }
            s.blocks.emplace_back(ReportParagraph{.label = capitalised(m->title),
                                                  .text = conclude(c, *row, *m, arm, in.quality).sentence});
        }
    }
    if (Text horizon = horizon_sentence(c.month); !horizon.empty()) {
        s.blocks.emplace_back(ReportParagraph{.text = std::move(horizon)});
    }
    return s;
}

ReportSection the_council()
{
    return {
        .id = "raad",
        .heading = {"6. De raad", "6. The council"},
        .blocks = {ReportParagraph{.text = {"[Wanneer en hoe de raad over tekort en maatregelen is geïnformeerd, en "
                                            "wat hij vond.]",
                                            "[When and how the council was told of deficit and measures, and what "
                                            "it thought.]"}}}};
}

ReportSection the_rules(const ReportInputs& in)
{
    ReportTable table{.id = "vangnet-regels",
                      .caption = {"Wat de regels zeggen, voor zover dit programma ze kent",
                                  "What the rules say, as far as this program knows them"},
                      .columns = {{"Regel", "Rule"}, {"Artikel", "Article"}, {"Tekst gelezen", "Text read"}},
                      .rows = {}};
    for (const LawRule& rule : in.law) {
        if (rule.instrument != "buig_vangnet") { continue; }
        table.rows.push_back(
            {said(rule.rule), said(untranslated(rule.law + " " + rule.article)), said(words_of(rule.read))});
    }
    return {
        .id = "regels",
        .heading = {"7. De regels", "7. The rules"},
        .blocks = {ReportParagraph{.text = {"Vraag bij de aanvraag het formulier van dat jaar op. Drempels veranderen "
                                            "per jaar.",
                                            "Ask for the form of the year. Thresholds change from year to year."}},
                   std::move(table)}};
}

}  // namespace

Report vangnet_form(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    Report report;
    report.title = bilingual({"Vangnetuitkering: bouwstenen voor de aanvraag van {}",
                              "Safety-net payment: building blocks for the application of {}"},
                             c.place);
    report.subtitle = c.study;
    report.status = in.status;
    report.sections.push_back(the_deficit(in));
    report.sections.push_back(its_causes(in));
    report.sections.push_back(the_measures(in));
    report.sections.push_back(how_far(in));
    ReportSection reasons = evidence(in);
    reasons.heading = {"5. Onderbouwing", "5. Reasons"};
    report.sections.push_back(std::move(reasons));
    report.sections.push_back(the_council());
    report.sections.push_back(the_rules(in));
    report.sections.push_back(not_said(in));
    report.sections.push_back(provenance(in));
    return report;
}

}  // namespace vangnet::analysis
