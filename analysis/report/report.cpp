#include "analysis/report/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "analysis/report/annex.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/trial_section.hpp"
#include "policies/policy.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

/// Outcomes of the first page: at most five sentences for each policy.
constexpr std::array<std::string_view, 5> first_page{"work_12h", "on_benefit", "problem_debt", "poor_mental_health",
                                                     "benefit_paid"};

const StudyMeasure* measure_of(const Comparison& c, std::string_view key)
{
    for (const auto* list : {&c.outcomes, &c.left_outcomes}) {
        for (const StudyMeasure& m : *list) {
            if (m.key == key) { return &m; }
        }
    }
    return nullptr;
}

/// "(low .. high)" as one cell; empty where there is no range.
Cell range_cell(const std::optional<std::pair<double, double>>& range, int decimals, Words otherwise = {"", ""})
{
    if (!range) { return said(otherwise); }
    const auto text = [&](bool dutch) {
        return say_in(dutch, {"{} tot {}", "{} to {}"}, signed_number(range->first, decimals, dutch),
                      signed_number(range->second, decimals, dutch));
    };
    return said(Text{text(true), text(false)});
}

std::optional<std::pair<double, double>> chance_of(const ComparisonRow& row)
{
    return row.chance ? std::optional{std::pair{row.chance->low(), row.chance->high()}} : std::nullopt;
}

std::optional<std::pair<double, double>> draws_of(const ComparisonRow& row)
{
    return row.parameters ? std::optional{std::pair{row.parameters->low, row.parameters->high}} : std::nullopt;
}

Text sign_words(const ComparisonRow& row)
{
    switch (row.sign) {
        case Sign::more: return {"meer", "more"};
        case Sign::less: return {"minder", "less"};
        case Sign::same: return {"ongeveer gelijk", "about the same"};
        case Sign::either: return {"onzeker", "not sure"};
        case Sign::chance: return {"kan toeval zijn", "may be chance"};
        case Sign::none: break;
    }
    return {"", ""};
}

Cell grade_cell(const ComparisonRow& row)
{
    return said(row.grade ? untranslated(grade_letter(*row.grade)) : Text{"geteld", "counted"});
}

void add(ReportSection& section, std::optional<ReportFigure> figure)
{
    if (figure) { section.blocks.emplace_back(std::move(*figure)); }
}

std::vector<Text> table_head()
{
    return {{"Uitkomst", "Outcome"},
            {"Eenheid", "Unit"},
            {"Basis", "Base"},
            {"Verschil", "Difference"},
            {"Marge, toeval", "Range, chance"},
            {"Marge, aannames", "Range, assumptions"},
            {"Oordeel", "Reading"},
            {"Bewijs", "Evidence"}};
}

std::vector<Cell> table_row(const StudyMeasure& m, const ComparisonRow& row, Text name)
{
    const int decimals = decimals_of(m);
    if (row.too_few) { return {said(std::move(name)), said(long_unit(m)), said(too_few_people)}; }
    return {said(std::move(name)),
            said(long_unit(m)),
            counted(row.base_level, decimals),
            counted(row.difference, decimals, true),
            range_cell(chance_of(row), decimals),
            range_cell(draws_of(row), decimals, row.assumed ? assumed_only : Words{"", ""}),
            said(sign_words(row)),
            grade_cell(row)};
}

/// Differences of one arm, one row per outcome.
ReportTable table_of(const Comparison& c, const ComparedArm& arm, const std::string& id, Text caption)
{
    ReportTable table{
        .id = fmt::format("{}-{}", id, arm.key), .caption = std::move(caption), .columns = table_head(), .rows = {}};
    std::string section;
    for (const StudyMeasure& m : c.outcomes) {
        const ComparisonRow* row = c.find(m.key, arm.key, "all");
        if (row == nullptr || row->n == 0) { continue; }
        Text name = m.title;
        if (!m.section.empty()) { name = bilingual({"{}: {}", "{}: {}"}, m.section, m.title); }
        table.rows.push_back(table_row(m, *row, std::move(name)));
    }
    return table;
}

/// What may be said of an outcome at the last moment; and before that of the end of the policies, if it was more or
/// less then and is another thing now.
std::optional<Conclusion> conclusions(const ReportInputs& in, const StudyMeasure& m, const ComparedArm& arm)
{
    std::vector<Conclusion> all;
    for (std::size_t moment = 0; moment < in.moments.size(); ++moment) {
        const Comparison& c = in.moments[moment];
        std::vector<VariantView> variants;
        for (const ReportVariant& variant : in.variants) {
            variants.push_back({variant.label, &variant.moments[moment]});
        }
        const ComparisonRow* row = c.find(m.key, arm.key, "all");
        if (row != nullptr && row->n > 0) { all.push_back(conclude(c, *row, m, arm, in.quality, variants)); }
    }
    if (all.empty()) { return {}; }
    const Conclusion& last = all.back();
    const Standing before = all.front().standing;
    const bool told = all.size() > 1 && (before == Standing::more || before == Standing::less);
    if (!told || before == last.standing) { return last; }
    Conclusion both = last;
    both.plain = bilingual({"{} {}", "{} {}"}, all.front().plain, last.plain);
    both.sentence = bilingual({"{} {}", "{} {}"}, all.front().sentence, last.sentence);
    return both;
}

/// What may be said of an arm: what holds for several outcomes is said once.
std::vector<ReportParagraph> said_of(const ReportInputs& in, const ComparedArm& arm)
{
    std::vector<ReportParagraph> said;
    std::vector<Conclusion> found;
    for (const std::string_view key : first_page) {
        const StudyMeasure* m = measure_of(in.moments.back(), key);
        const std::optional<Conclusion> conclusion = m != nullptr ? conclusions(in, *m, arm) : std::nullopt;
        if (!conclusion) { continue; }
        said.push_back({.label = capitalised(m->title), .text = conclusion->sentence});
        found.push_back(*conclusion);
    }
    if (found.size() < 2) { return said; }
    const auto same = [&](const auto& of) {
        return std::all_of(found.begin(), found.end(), [&](const Conclusion& c) { return of(c) == of(found.front()); });
    };
    if (same([](const Conclusion& c) { return c.sentence; })) {  // nothing can be said of any outcome
        return {{.text = found.front().sentence}};
    }
    std::vector<std::pair<Text, std::vector<std::size_t>>> by_evidence;  // what rests on it, as places in `said`
    for (std::size_t k = 0; k < found.size(); ++k) {
        const auto known = std::find_if(by_evidence.begin(), by_evidence.end(),
                                        [&](const auto& group) { return group.first == found[k].evidence; });
        if (known == by_evidence.end()) {
            by_evidence.push_back({found[k].evidence, {k}});
        } else {
            known->second.push_back(k);
        }
    }
    for (const auto& [evidence, places] : by_evidence) {
        if (evidence.empty() || places.size() < 2) { continue; }
        std::vector<Text> outcomes;
        for (const std::size_t k : places) {
            outcomes.push_back(said[k].label);
            said[k].text = found[k].plain;
        }
        said.push_back({.text = said_of_several(outcomes, evidence)});
    }
    return said;
}

ReportSection in_short(const ReportInputs& in)
{
    ReportSection s{.id = "kort", .heading = {"In het kort", "In short"}, .blocks = {}};
    const Comparison& c = in.moments.back();
    for (const ComparedArm& arm : c.arms) {
        s.blocks.emplace_back(ReportHeading{arm.label});
        s.blocks.emplace_back(ReportParagraph{.text = arm.words});
        for (ReportParagraph& p : said_of(in, arm)) { s.blocks.emplace_back(std::move(p)); }
    }
    if (Text horizon = horizon_sentence(c.month); !horizon.empty()) {
        s.blocks.emplace_back(ReportParagraph{.text = std::move(horizon)});
    }
    return s;
}

ReportSection read_this(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    ReportList list;
    list.items.emplace_back("De mensen zijn nagebootst naar gepubliceerde cijfers. Er staat niemand echt in.",
                            "The people are made after published figures. Nobody real is among them.");
    list.items.emplace_back(bilingual({"In de marges zit: {}. Niet erin zit: {}.", "The ranges contain: {}. Not: {}."},
                                      listed(c.in_spread), listed(c.not_in_spread)));
    list.items.emplace_back(
        "Kleine verschillen kunnen voor een gemeente toch veel mensen zijn, en omgekeerd. Wat "
        "zwaarder weegt, is aan de raad.",
        "Small differences may still be many people in a town, and the other way round. What weighs "
        "more is for the council.");
    if (c.warning) { list.items.insert(list.items.begin(), *c.warning); }
    return {.id = "lees", .heading = {"Lees dit erbij", "Read this too"}, .blocks = {std::move(list)}};
}

ReportSection what_was_compared(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    ReportTable table{
        .id = "beleid",
        .caption = {"De vergeleken beleidsvarianten", "The policies compared"},
        .columns = {{"Beleid", "Policy"}, {"Wat het inhoudt", "What it is"}, {"Wie beslist", "Who decides"}},
        .rows = {}};
    table.rows.push_back(
        {said(c.base_label), said(c.base_words), said(Text{"hiermee is vergeleken", "compared with"})});
    for (const ComparedArm& arm : c.arms) {
        const Text who = arm.decides ? Text{std::string(policy::decides_text(*arm.decides, true)),
                                            std::string(policy::decides_text(*arm.decides, false))}
                                     : Text{"-", "-"};
        table.rows.push_back({said(arm.label), said(arm.words), said(who)});
    }
    const Text cohort = bilingual({"De groep is {} in {}: {} nagebootste mensen in elk van de {} herhalingen.",
                                   "The group is {} in {}: {} simulated people in each of {} replicates."},
                                  c.cohort, c.place, number_text(static_cast<double>(c.people), 0), c.replicates);
    return {.id = "vergeleken",
            .heading = {"Wat is vergeleken", "What was compared"},
            .blocks = {ReportParagraph{.text = cohort}, std::move(table)}};
}

ReportSection what_changes(const ReportInputs& in)
{
    ReportSection s{.id = "verandert", .heading = {"Wat verandert er", "What changes"}, .blocks = {}};
    for (const std::string_view key : first_page) { add(s, difference_figure(in.moments.back(), key)); }
    for (const Comparison& c : in.moments) {
        for (const ComparedArm& arm : c.arms) {
            s.blocks.emplace_back(
                table_of(c, arm, fmt::format("verschil-{}", c.month),
                         bilingual({"{}, na {} maanden, verschil met {}", "{}, after {} months, difference from {}"},
                                   arm.label, c.month, c.base_label)));
        }
    }
    return s;
}

ReportSection over_time(const ReportInputs& in)
{
    ReportSection s{.id = "tijd", .heading = {"In de tijd", "Over time"}, .blocks = {}};
    if (in.by_month.empty()) { return s; }
    const int policies_end = in.moments.size() > 1 ? in.moments.front().month : 0;
    for (const StudyMeasure& m : in.by_month.front().outcomes) {
        add(s, over_time_figure(in.by_month, m.key, policies_end));
    }
    return s;
}

/// Work by group, one table for each policy.
ReportSection for_whom(const ReportInputs& in)
{
    ReportSection s{.id = "wie", .heading = {"Voor wie", "For whom"}, .blocks = {}};
    if (in.twins) { s.blocks.emplace_back(twins_figure(*in.twins)); }
    add(s, groups_figure(in.by_group));
    const StudyMeasure& m = in.by_group.front().outcomes.front();
    for (const ComparedArm& arm : in.by_group.front().arms) {
        ReportTable table{.id = fmt::format("groep-{}", arm.key),
                          .caption = bilingual({"{}: {}, naar groep", "{}: {}, by group"}, arm.label, m.title),
                          .columns = table_head(),
                          .rows = {}};
        table.columns.front() = {"Groep", "Group"};
        for (const Comparison& c : in.by_group) {
            for (const StudyGroup& group : c.groups) {
                const ComparisonRow* row = c.find(m.key, arm.key, group.key);
                if (row != nullptr) { table.rows.push_back(table_row(m, *row, group.title)); }
            }
        }
        s.blocks.emplace_back(std::move(table));
    }
    return s;
}

ReportSection in_town(const ReportInputs& in)
{
    const Comparison& c = *in.town;
    ReportSection s{
        .id = "aantallen", .heading = bilingual({"In aantallen voor {}", "In numbers for {}"}, c.place), .blocks = {}};
    s.blocks.emplace_back(ReportParagraph{.text = bilingual({"Toen het beleid begon hadden {} mensen bijstand.",
                                                             "When the policies began {} people were "
                                                             "on benefit."},
                                                            number_text(c.real_people, 0))});
    if (in.stock) { s.blocks.emplace_back(stock_figure(*in.stock, c.place)); }
    for (const ComparedArm& arm : c.arms) { s.blocks.emplace_back(table_of(c, arm, "aantal", arm.label)); }
    return s;
}

ReportSection who_pays(const ReportInputs& in)
{
    const Money& money = *in.money;
    ReportSection s{.id = "geld", .heading = {"Wat kost het, wie betaalt", "What it costs, who pays"}, .blocks = {}};
    s.blocks.emplace_back(
        ReportParagraph{.text = bilingual({"Euro per persoon over {} maanden. Een plus is meer geld voor wie er staat.",
                                           "Euros per person over {} months. A plus is more money for the one named."},
                                          money.heading.month)});
    add(s, money_figure(money));
    for (const ComparedArm& arm : money.heading.arms) {
        ReportTable table{.id = fmt::format("geld-{}", arm.key),
                          .caption = arm.label,
                          .columns = {{"Wie", "Who"},
                                      {"Verschil", "Difference"},
                                      {"Marge, toeval", "Range, chance"},
                                      {"Marge, aannames", "Range, assumptions"}},
                          .rows = {}};
        for (int k = 0; k <= payers; ++k) {
            const auto payer = k < payers ? std::optional{static_cast<Payer>(k)} : std::nullopt;
            const MoneyRow* row = money.find(arm.key, "all", payer, std::nullopt);
            if (row == nullptr) { continue; }
            const Text name = payer ? Text{words_of(*payer)} : Text{"samen", "together"};
            if (!row->why_not.empty()) {
                table.rows.push_back({said(name), said(row->why_not)});
                continue;
            }
            const PairedDifference& d = row->difference;
            table.rows.push_back(
                {said(name), counted(d.mean, 0, true),
                 range_cell(d.chance ? std::optional{std::pair{d.chance->low(), d.chance->high()}} : std::nullopt, 0),
                 range_cell(
                     d.parameters ? std::optional{std::pair{d.parameters->low, d.parameters->high}} : std::nullopt,
                     0)});
        }
        s.blocks.emplace_back(std::move(table));
    }
    return s;
}

}  // namespace

Report make_report(const ReportInputs& in)
{
    const Comparison& c = in.moments.back();
    Report report;
    report.title = c.study;
    report.subtitle = bilingual({"{}, {} maanden, vergeleken met '{}'", "{}, {} months, compared with '{}'"}, c.place,
                                c.month, c.base_label);
    report.status = in.status;
    report.sections.push_back(in_short(in));
    report.sections.push_back(read_this(in));
    report.sections.push_back(what_was_compared(in));
    report.sections.push_back(what_changes(in));
    if (!in.by_group.empty()) { report.sections.push_back(for_whom(in)); }
    if (in.story) { report.sections.push_back(one_life(*in.story)); }
    if (ReportSection time = over_time(in); !time.blocks.empty()) { report.sections.push_back(std::move(time)); }
    if (in.town) { report.sections.push_back(in_town(in)); }
    if (in.money) { report.sections.push_back(who_pays(in)); }
    if (!in.budgets.empty()) { report.sections.push_back(what_a_job_adds(in)); }
    report.sections.push_back(how_sure(in));
    if (in.trial) { report.sections.push_back(what_a_trial_sees(*in.trial)); }
    report.sections.push_back(evidence(in));
    if (in.start && !in.law.empty()) { report.sections.push_back(what_the_law_says(in)); }
    report.sections.push_back(not_said(in));
    report.sections.push_back(provenance(in));
    return report;
}

}  // namespace vangnet::analysis
