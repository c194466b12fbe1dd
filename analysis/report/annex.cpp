#include "analysis/report/annex.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "analysis/evidence.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/report/numbers.hpp"
#include "policies/policy.hpp"
#include "sim/inputs/parameter_words.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

Words words_of(HouseholdType household)
{
    switch (household) {
        case HouseholdType::single: return {"alleenstaande", "single person"};
        case HouseholdType::single_parent: return {"alleenstaande ouder", "single parent"};
        case HouseholdType::couple: break;
    }
    return {"paar, van wie een werkt", "couple, one of whom works"};
}

/// Hours of work a week that bring a household to so many times the minimum, by wage alone.
double hours_for(const Budget& worker, double times_minimum)
{
    return times_minimum * worker.minimum / worker.wage * worker.hours;
}

/// Whether single parents have what others living alone have, so that one row tells of both.
bool parents_alike(const std::vector<Budget>& budgets)
{
    std::vector<Budget> single;
    std::vector<Budget> parents;
    for (Budget b : budgets) {
        if (b.household == HouseholdType::couple) { continue; }
        std::vector<Budget>& of = b.household == HouseholdType::single ? single : parents;
        b.household = HouseholdType::single;
        of.push_back(b);
    }
    return single == parents;
}

/// Budgets as a table has them, with the name of the household.
std::vector<std::pair<Text, Budget>> named(const std::vector<Budget>& budgets)
{
    const bool alike = parents_alike(budgets);
    std::vector<std::pair<Text, Budget>> rows;
    for (const Budget& b : budgets) {
        if (alike && b.household == HouseholdType::single_parent) { continue; }
        const bool both = alike && b.household == HouseholdType::single;
        const Words with_parents{"alleenstaande, ook met kinderen", "one adult, with children too"};
        rows.emplace_back(Text{both ? with_parents : words_of(b.household)}, b);
    }
    return rows;
}

ReportTable table_of_minimum(const std::vector<Budget>& budgets)
{
    ReportTable table{
        .id = "minimum",
        .caption = {"Het minimum en wat erboven ligt, euro per maand, en hoeveel uur werk per week "
                    "daarvoor nodig is",
                    "The minimum and what lies above it, euros a month, and the hours of work a week that "
                    "bring it"},
        .columns = {{"Huishouden", "Household"},
                    {"100%", "100%"},
                    {"110%", "110%"},
                    {"120%", "120%"},
                    {"Uren voor 110%", "Hours for 110%"},
                    {"Uren voor 120%", "Hours for 120%"}},
        .rows = {}};
    const std::vector<std::pair<Text, Budget>> rows = named(budgets);
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const Budget& b = rows[k].second;
        const bool last = k + 1 == rows.size() || rows[k + 1].second.household != b.household;
        if (!last) { continue; }
        table.rows.push_back({said(rows[k].first), counted(b.minimum, 0), counted(1.1 * b.minimum, 0),
                              counted(1.2 * b.minimum, 0), counted(std::ceil(hours_for(b, 1.1)), 0),
                              counted(std::ceil(hours_for(b, 1.2)), 0)});
    }
    return table;
}

ReportTable table_of_budgets(const ArmBudgets& of, std::size_t number)
{
    ReportTable table{
        .id = fmt::format("budget-{}", number),
        .caption =
            bilingual({"Inkomen per maand bij werk, onder {}", "Income a month with work, under {}"}, listed(of.arms)),
        .columns = {{"Huishouden", "Household"},
                    {"Uren werk", "Hours of work"},
                    {"Nettoloon", "Net wage"},
                    {"Inkomen, eerste maanden", "Income, first months"},
                    {"Inkomen, na twee jaar", "Income, after two years"},
                    {"Erbij na twee jaar", "More after two years"},
                    {"Van elke verdiende euro over (cent)", "Kept of each euro earned (cents)"},
                    {"Deel van het minimum (%)", "Share of the minimum (%)"}},
        .rows = {}};
    double without = 0.0;
    for (const auto& [name, b] : named(of.budgets)) {
        if (b.hours == 0) { without = b.after_2_years; }
        const double more = b.after_2_years - without;
        std::vector<Cell> row{said(name),
                              counted(b.hours, 0),
                              counted(b.wage, 0),
                              counted(b.first_months, 0),
                              counted(b.after_2_years, 0),
                              counted(more, 0, true),
                              said(untranslated("-")),
                              counted(100.0 * b.after_2_years / b.minimum, 0)};
        if (b.wage > 0.0) { row[6] = counted(100.0 * more / b.wage, 0); }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

ReportSection one_life(const LifeStory& story)
{
    ReportSection s{
        .id = "leven", .heading = {"Een leven onder twee beleidsvormen", "One life under two policies"}, .blocks = {}};
    for (const Text& sentence : story.how_common) { s.blocks.emplace_back(ReportParagraph{.text = sentence}); }
    s.blocks.emplace_back(ReportParagraph{.text = story.who});
    ReportTable table{
        .id = "leven-maanden",
        .caption = {"Wat er gebeurt, met hetzelfde geluk onder beide", "What happens, with the same luck under both"},
        .columns = {{"Maand", "Month"}, story.base_label, story.arm_label},
        .rows = {}};
    for (const LifeStory::Row& row : story.rows) {
        const auto cell = [](const std::vector<Text>& lane) {
            return said(lane.empty() ? untranslated("-") : listed(lane));
        };
        table.rows.push_back({counted(row.month, 0), cell(row.base), cell(row.arm)});
    }
    s.blocks.emplace_back(std::move(table));
    for (const Text& lot : story.lots) { s.blocks.emplace_back(ReportParagraph{.text = lot}); }
    return s;
}

ReportSection what_a_job_adds(const ReportInputs& in)
{
    ReportSection s{.id = "huishouden",
                    .heading = {"Wat een baan toevoegt aan het inkomen", "What a job adds to income"},
                    .blocks = {}};
    s.blocks.emplace_back(ReportParagraph{
        .text = {
            "Dit volgt uit de regels, niet uit de doorrekening. De bedragen zijn die van het begin. Het loon is het "
            "gewone loon in dit model, rond het minimumloon.",
            "This follows from the rules, not from the run. Amounts are those at the start. The wage is the usual "
            "one of this model, near the minimum wage."}});
    s.blocks.emplace_back(ReportParagraph{
        .text = {"Huurtoeslag, zorgtoeslag, kindgebonden budget en regelingen van de gemeente zitten er niet in. De "
                 "extra vrijlating voor alleenstaande ouders ook niet. Toeslagen en regelingen "
                 "dalen of vervallen als het inkomen stijgt. Een baan levert dan minder op dan hier staat.",
                 "Allowances for rent, health care and children, and the town's own schemes, are not in it. Nor is the "
                 "extra disregard for single parents. Allowances and schemes fall or "
                 "end as income rises. A job then brings less than is shown here."}});
    s.blocks.emplace_back(table_of_minimum(in.budgets.front().budgets));
    for (std::size_t k = 0; k < in.budgets.size(); ++k) {
        s.blocks.emplace_back(table_of_budgets(in.budgets[k], k + 1));
    }
    return s;
}

namespace {

/// Differences under each form of the model, beside each other and never averaged.
ReportTable variants_table(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    ReportTable table{
        .id = "varianten",
        .caption = bilingual({"Het verschil met {} onder andere vormen van het model, na {} maanden",
                              "The difference from {} under other forms of the model, after {} months"},
                             c.base_label, c.month),
        .columns = {{"Uitkomst", "Outcome"}, {"Beleid", "Policy"}, {"Het model zoals het is", "The model as it is"}},
        .rows = {}};
    for (const ReportVariant& variant : in.variants) { table.columns.push_back(capitalised(variant.label)); }
    for (const StudyMeasure& m : c.outcomes) {
        for (const ComparedArm& arm : c.arms) {
            const ComparisonRow* row = c.find(m.key, arm.key, "all");
            if (row == nullptr || row->n == 0) { continue; }
            std::vector<Cell> cells{said(m.title), said(arm.label), counted(row->difference, decimals_of(m), true)};
            for (const ReportVariant& variant : in.variants) {
                const ComparisonRow* other = variant.moments.back().find(m.key, arm.key, "all");
                const bool there = other != nullptr && other->n > 0;
                cells.push_back(there ? counted(other->difference, decimals_of(m), true) : said(Words{"", ""}));
            }
            table.rows.push_back(std::move(cells));
        }
    }
    return table;
}

}  // namespace

ReportSection how_sure(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    ReportList list;
    list.items.push_back(
        bilingual({"Toeval: {} herhalingen. Alle varianten hebben dezelfde mensen en hetzelfde toeval.",
                   "Chance: {} replicates. All policies have the same people and the same luck."},
                  c.replicates));
    list.items.emplace_back(bilingual({"Aannames: {} trekkingen uit wat onderzoek over de effecten zegt.",
                                       "Assumptions: {} draws from what research says of the effects."},
                                      c.draws));
    list.items.emplace_back(
        "Meer of minder: minstens 9 van de 10 trekkingen liggen voorbij de drempel, in beide helften.",
        "More or less: at least 9 of 10 draws lie beyond the threshold, in both halves.");
    list.items.emplace_back(
        "Drempel: 1 van de 100 mensen, of een tiende van de basis waar dat minder is. Bij andere "
        "eenheden 1% van de basis. Dat is een oordeel.",
        "Threshold: 1 in 100 people, or a tenth of the base where that is less. In other units 1% of "
        "the base. That is a judgement.");
    if (Text asked = asked_lines(c); !asked.empty()) {
        list.items.push_back(
            bilingual({"Vooraf gesteld in het scenario: {}.", "Said beforehand in the scenario: {}."}, asked));
    }
    list.items.emplace_back("Bewijs: A sterk, B redelijk, C beperkt, D oordeel. Geteld: volgt uit een regel.",
                            "Evidence: A strong, B fair, C limited, D judgement. Counted: follows from a rule.");
    ReportSection s{.id = "zeker", .heading = {"Hoe zeker is dit", "How sure is this"}, .blocks = {std::move(list)}};
    if (!in.variants.empty()) { s.blocks.emplace_back(variants_table(in)); }
    if (in.assumptions.empty() || c.draws < fewest_draws) { return s; }
    if (std::optional<ReportFigure> figure = assumptions_figure(c, "work_12h", in.assumptions)) {
        s.blocks.emplace_back(std::move(*figure));
    } else {
        s.blocks.emplace_back(ReportParagraph{
            .text = bilingual({"Van geen aanname laten de {} trekkingen zien dat het verschil in werk ervan afhangt.",
                               "The {} draws show of no assumption that the difference in work depends on it."},
                              c.draws)});
    }
    return s;
}

namespace {

/// "a; b" of "a;b", so that a column may break it.
std::string spaced(std::string text)
{
    for (std::size_t at = 0; (at = text.find(';', at)) != std::string::npos; at += 2) { text.replace(at, 1, "; "); }
    return text;
}

}  // namespace

ReportSection evidence(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    ReportTable table{.id = "bewijs",
                      .caption = {"Het bewijs achter wat de varianten van elkaar onderscheidt",
                                  "The evidence behind what the policies differ by"},
                      .columns = {{"Instrument", "Instrument"}, {"Beleid", "Policy"}, {"Bewijs", "Evidence"}},
                      .rows = {}};
    for (const ComparedArm& arm : c.arms) {
        for (const StudyInstrument& instrument : arm.differs_by) {
            Text grades;
            for (const auto& [moves, grade] : grades_of(instrument.drivers)) {
                const Text one = bilingual({"{} {}", "{} {}"}, words_of(moves), policy::grade_text(grade));
                grades = grades.empty() ? one : bilingual({"{}, {}", "{}, {}"}, grades, one);
            }
            table.rows.push_back({said(instrument.title), said(arm.label), said(grades)});
        }
    }
    ReportSection s{
        .id = "aannames", .heading = {"Aannames en bewijs", "Assumptions and evidence"}, .blocks = {std::move(table)}};
    if (in.parameters.empty()) { return s; }
    ReportTable log{.id = "parameters",
                    .caption = {"De aannames achter die instrumenten: waarde, 90%-bereik en bron",
                                "The assumptions behind those instruments: value, 90% range and source"},
                    .columns = {{"Aanname", "Assumption"},
                                {"Waarde", "Value"},
                                {"Van", "From"},
                                {"Tot", "To"},
                                {"Eenheid", "Unit"},
                                {"Bewijs", "Evidence"},
                                {"Bron", "Source"}},
                    .rows = {}};
    for (const ParameterEntry& p : in.parameters) {
        constexpr int decimals = 3;
        log.rows.push_back({said(p.meaning), counted(p.value, decimals), counted(p.low, decimals),
                            counted(p.high, decimals), said(words_of_unit(p.unit)),
                            said(untranslated(std::string(1, p.grade))), said(words_of_source(spaced(p.source)))});
    }
    s.blocks.emplace_back(ReportParagraph{
        .text = {"Alle andere aannames van het model staan in docs/parameters.md van het programma. 'vangnet explain' "
                 "zegt er meer van.",
                 "All other assumptions of the model are in the program's docs/parameters.md. 'vangnet explain' says "
                 "more of each."}});
    s.blocks.emplace_back(std::move(log));
    ReportTable sources{
        .id = "bronnen",
        .caption = {"Bronnen van die aannames", "Sources of those assumptions"},
        .columns = {{"Aanduiding", "Name"}, {"Publicatie", "Publication"}, {"Adres", "Address"}, {"Gelezen", "Read"}},
        .rows = {}};
    for (const auto& [id, source] : in.sources) {
        sources.rows.push_back({said(untranslated(id)), said(untranslated(source.title)),
                                said(untranslated(source.url)),
                                said(source.read ? Words{"ja", "yes"} : Words{"nee", "no"})});
    }
    if (!sources.rows.empty()) { s.blocks.emplace_back(std::move(sources)); }
    return s;
}

namespace {

/// "2017-04 t/m 2021-03", "vanaf 2027-01".
Text period_of(const LawRule& rule)
{
    const auto text = [](Month m) { return fmt::format("{}-{:02}", m.year(), m.month_of_year()); };
    if (rule.to == LawRule::open_end) { return bilingual({"vanaf {}", "from {}"}, text(rule.from)); }
    return bilingual({"{} t/m {}", "{} to {}"}, text(rule.from), text(rule.to));
}

}  // namespace

/// What the law says of the instruments by which the policies differ, when the policies began and since.
ReportSection what_the_law_says(const ReportInputs& in)
{
    ReportTable table{.id = "wet-regels",
                      .caption = bilingual({"Regels in {}-{:02}, en wat daarna is gekomen of nog komt",
                                            "Rules in {}-{:02}, and what came or will come after them"},
                                           in.start->year(), in.start->month_of_year()),
                      .columns = {{"Instrument", "Instrument"},
                                  {"Regel", "Rule"},
                                  {"Wie beslist", "Who decides"},
                                  {"Geldt", "In force"},
                                  {"Artikel", "Article"},
                                  {"Wettekst gelezen", "Text of the law read"}},
                      .rows = {}};
    std::vector<std::string> told;
    for (const ComparedArm& arm : in.moments.back().arms) {
        for (const StudyInstrument& instrument : arm.differs_by) {
            if (std::find(told.begin(), told.end(), instrument.key) != told.end()) { continue; }
            told.push_back(instrument.key);
            for (const LawRule& rule : rules_from(in.law, instrument.key, *in.start)) {
                table.rows.push_back(
                    {said(instrument.title), said(rule.rule), said(words_of(rule.decided_by)), said(period_of(rule)),
                     said(untranslated(fmt::format("{} {}", rule.law, rule.article))), said(words_of(rule.read))});
            }
        }
    }
    ReportSection s{.id = "wet", .heading = {"Wat de wet zegt", "What the law says"}, .blocks = {}};
    s.blocks.emplace_back(ReportParagraph{
        .text = {"Dit is een hulpmiddel, geen juridisch advies. De omschrijvingen zijn van dit programma. Waar 'nee' "
                 "staat, is de tekst van de wet niet gelezen.",
                 "This is an aid, not legal advice. The wording is this program's. Where it says 'no', the text of the "
                 "law was not read."}});
    s.blocks.emplace_back(std::move(table));
    return s;
}

ReportSection not_said(const ReportInputs&)
{
    ReportList list;
    list.items = {
        {"Dit is geen voorspelling van het aantal uitkeringen.", "This is no forecast of the case load."},
        {"Het is een enkel model. Een ander model kan anders antwoorden.",
         "It is one model. Another model may answer differently."},
        {"Het is niet bedoeld om over een echt persoon te oordelen.", "It is not meant to judge a real person."},
        {"Het zegt niets over wat gebeurt voor de aanvraag of na de AOW-leeftijd.",
         "It says nothing of what happens before someone applies or after pension age."},
        {"Verplichte tegenprestatie is nooit door loting onderzocht.",
         "Mandatory counter-service was never tried by lot."}};
    return {.id = "niet",
            .heading = {"Wat dit rapport niet zegt", "What this report does not say"},
            .blocks = {std::move(list)}};
}

ReportSection provenance(const ReportInputs& in)
{
    ReportSection s{.id = "herkomst", .heading = {"Verantwoording", "Provenance"}, .blocks = {}};
    s.blocks.emplace_back(ReportParagraph{.label = {"Programma", "Program"}, .text = untranslated(in.version)});
    s.blocks.emplace_back(ReportParagraph{.label = {"Herhalen", "Repeat"}, .text = untranslated(in.command)});
    s.blocks.emplace_back(ReportParagraph{.label = {"Vingerafdruk", "Digest"}, .text = untranslated(in.digest)});
    if (!in.scenario.empty()) {
        s.blocks.emplace_back(
            ReportFile{{"Het scenario, zoals het is doorgerekend", "The scenario, as it was run"}, in.scenario});
    }
    ReportTable table{.id = "tabellen",
                      .caption = {"Gebruikte tabellen", "Tables used"},
                      .columns = {{"Tabel", "Table"}, {"SHA-256", "SHA-256"}},
                      .rows = {}};
    for (const auto& [name, hash] : in.data_hashes) {
        table.rows.push_back({said(untranslated(name)), said(untranslated(hash))});
    }
    s.blocks.emplace_back(std::move(table));
    return s;
}

}  // namespace vangnet::analysis
