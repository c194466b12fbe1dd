#include "sim/cli/explain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <regex>

#include "analysis/evidence.hpp"
#include "sim/cli/session.hpp"
#include "sim/experiment/groups.hpp"
#include "sim/inputs/parameter_words.hpp"

namespace vangnet::cli {

namespace {

/// Four digits, with the decimal mark of the language.
std::string figure(double x, bool dutch)
{
    std::string digits = fmt::format("{:.4g}", x);
    if (digits.find("e+") != std::string::npos) { digits = fmt::format("{:.0f}", x); }
    if (dutch) { std::replace(digits.begin(), digits.end(), '.', ','); }
    return digits;
}

/// "  label: text", going on below in column 4.
std::string line(Words label, std::string_view text, bool dutch)
{
    return fmt::format("  {}\n", wrapped(fmt::format("{}: {}", label.in(dutch), text), 4));
}

/// Kind of a parameter, from configs/data.
std::string_view kind_words(std::string_view kind, bool dutch)
{
    if (kind == "prior") { return dutch ? "onzeker, met een verdeling" : "uncertain, with a distribution"; }
    if (kind == "fitted") { return dutch ? "geijkt op gepubliceerde feiten" : "fitted to published facts"; }
    if (kind == "judgement") { return dutch ? "oordeel" : "judgement"; }
    if (kind == "source") { return dutch ? "uit een bron" : "from a source"; }
    return kind;
}

/// Unit of a measure for people; what `compare` prints of it stands in brackets.
std::string_view unit_words(const MeasureInfo& info, bool dutch)
{
    if (info.kind == MeasureKind::share) {
        return dutch ? "aandeel, 0 tot 1 (in tabellen per 100 mensen)" : "share, 0 to 1 (in tables per 100 people)";
    }
    if (info.unit == "1") { return dutch ? "aantal per persoon" : "number per person"; }
    if (info.unit == "month") { return dutch ? "maanden" : "months"; }
    if (info.unit == "EUR") { return dutch ? "euro per persoon" : "EUR per person"; }
    if (info.unit == "EUR/month") { return dutch ? "euro per maand" : "EUR per month"; }
    if (info.unit == "caseworker_hour") { return dutch ? "uren per persoon" : "hours per person"; }
    if (info.unit == "h/week") { return dutch ? "uren per week" : "hours per week"; }
    if (info.unit == "z") { return dutch ? "score in standaardafwijkingen" : "score in standard deviations"; }
    return info.unit;
}

std::string setting_of_instrument(const policy::InstrumentInfo& info, std::size_t k, bool dutch)
{
    constexpr std::size_t indent = 30;
    const policy::ParameterText& t = info.parameters[k];
    const Words meaning{t.meaning_nl, t.meaning_en};
    const std::string_view unit = policy::unit_text(t.unit, dutch);
    const std::string range = t.unit == policy::Unit::flag
                                  ? std::string(unit)
                                  : say_in(dutch, {"{} tot {}{}{}", "{} to {}{}{}"}, figure(t.low, dutch),
                                           figure(t.high, dutch), unit.empty() ? "" : " ", unit);
    const std::string limits = say_in(dutch, {"{}; anders {}; bron: {}", "{}; default {}; source: {}"}, range,
                                      figure(info.defaults[k], dutch), words_of_source(t.source).in(dutch));
    return fmt::format("    {}{}\n{}{}\n", padded(t.key, indent - 4), wrapped(meaning.in(dutch), indent),
                       std::string(indent, ' '), wrapped(limits, indent));
}

/// Total effect of a policy, what the mechanisms carry of it, and the explicit rest (docs/model.md E9); shares are of
/// the sum of both sizes, as the two may have opposite signs.
std::string parts_of_effect(double total, double structural, bool dutch)
{
    const double rest = total - structural;
    const double sizes = std::abs(structural) + std::abs(rest);
    const double share = sizes > 0.0 ? std::abs(rest) / sizes : 1.0;  // no effect and no mechanism: assumed to be none
    const double percent = std::round(100.0 * share);
    const Text remark = share > 0.5 ? Text{": aangenomen, niet afgeleid", ": assumed, not derived"} : Text{};
    return say_in(dutch,
                  {"{} = {} uit geld, motivatie, gezondheid en zoeken ({}%) + {} expliciet ({}%){}",
                   "{} = {} from money, motivation, health and search ({}%) + {} explicit ({}%){}"},
                  number(total, 3, dutch), number(structural, 3, dutch), number(100.0 - percent, 0, dutch),
                  number(rest, 3, dutch), number(percent, 0, dutch), remark);
}

/// "work B, health D": grade by kind of outcome.
std::string grades_text(const policy::InstrumentInfo& info, const ParameterBook& book, bool dutch)
{
    std::string grades;
    for (const auto& [moves, grade] : analysis::grades_of(info, book)) {
        grades += fmt::format("{}{} {}", grades.empty() ? "" : ", ", analysis::words_of(moves).in(dutch),
                              policy::grade_text(grade));
    }
    return grades;
}

}  // namespace

std::string signs_text(bool dutch)
{
    const Words signs{
        "Tekens in de tabel; ze moeten in beide helften van de trekkingen gelden:\n"
        "  +  minstens 90% van de trekkingen ligt boven de drempel\n"
        "  \u2212  minstens 90% ligt onder min de drempel\n"
        "  =  minstens 90% ligt binnen de drempel: ongeveer gelijk\n"
        "  ~  geen van deze: het kan beide kanten op, of te klein zijn om te tellen\n"
        "  ?  de trekkingen zijn het eens, maar toeval alleen kan zo groot zijn\n",
        "Signs in the table; they must hold in both halves of the draws:\n"
        "  +  at least 90% of the draws lie above the line\n"
        "  \u2212  at least 90% lie below minus the line\n"
        "  =  at least 90% lie within the line: about the same\n"
        "  ~  none of these: it could go either way, or be too small to count\n"
        "  ?  the draws agree, but chance alone could be as large\n"};
    const Words lines{
        "Drempel: 1 per 100 mensen, of een tiende van de basis (of van de rest tot 100) waar dat minder is; 0,05 voor "
        "scores, anders 1% van de basis (oordeel). Met minder dan 40 trekkingen is er geen teken: de marge door toeval "
        "zegt niets over hoe zeker het effect is.",
        "Line: 1 per 100 people, or a tenth of the base (or of what is left to 100) where that is less; 0.05 for "
        "scores, else 1% of the base (judgement). With fewer than 40 draws there is no sign: the chance range says "
        "nothing about how sure the effect is."};
    return fmt::format("{}{}\n", signs.in(dutch), wrapped(lines.in(dutch), 0));
}

std::string instrument_text(const policy::InstrumentInfo& info, const ParameterBook& book, bool dutch)
{
    const policy::Card& card = *info.card;
    const Words title{card.title_nl, card.title_en};
    const Words evidence{card.evidence_nl, card.evidence_en};
    const std::string grade = fmt::format("{}. {}", grades_text(info, book, dutch), evidence.in(dutch));
    std::string out = fmt::format("{} ({})\n", title.in(dutch), card.key);
    out += line({"Wet", "Law"}, card.article, dutch);
    out += line({"Wie beslist", "Who may decide"}, policy::decides_text(card.decides, dutch), dutch);
    out += line({"Bewijs (A sterk .. D oordeel)", "Evidence (A strong .. D judgement)"}, grade, dutch);
    out += dutch ? "  Instellingen:\n" : "  Settings:\n";
    for (std::size_t k = 0; k < info.parameters.size(); ++k) { out += setting_of_instrument(info, k, dutch); }
    std::string priors;
    for (const policy::Prior& prior : card.priors) {
        if (!prior.parameter.empty()) { priors += (priors.empty() ? "" : ", ") + std::string(prior.parameter); }
    }
    return out +
           line({"Onzekere parameters achter het effect", "Uncertain parameters behind the effect"}, priors, dutch);
}

std::string parameter_text(const ParameterEntry& e, const ParameterBook& book, bool dutch)
{
    std::string out = fmt::format("{} = {} [{}]\n  {}\n", e.key, figure(e.value, dutch),
                                  words_of_unit(e.unit).in(dutch), wrapped(e.meaning.in(dutch), 2));
    out += line({"soort", "kind"}, kind_words(e.kind, dutch), dutch);
    const std::string limits = say_in(dutch, {"{} tot {}", "{} to {}"}, figure(e.low, dutch), figure(e.high, dutch));
    if (e.distribution.empty()) {
        out += line({"toegestaan", "allowed"}, limits, dutch);
    } else {
        out += line({"verdeling", "distribution"},
                    fmt::format("{}({}; {})", e.distribution, figure(e.p1, dutch), figure(e.p2, dutch)), dutch);
        out += line({"90% ligt in", "90% lies in"}, limits, dutch);
    }
    out +=
        line({"bewijs (A sterk .. D oordeel)", "evidence (A strong .. D judgement)"}, std::string(1, e.grade), dutch);
    out += line({"bron", "source"}, words_of_source(e.source).in(dutch), dutch);
    for (const auto& [id, source] : sources_of(e, book)) {
        out += fmt::format("    {}\n", wrapped(fmt::format("{}: {} {}", id, source.title, source.url), 6));
    }
    const Words policy{"alleen onder ander beleid; getrokken met --draws",
                       "under other policies only; drawn by --draws"};
    const Words history{"ook onder de gewone regels; de begintoestand hangt ervan af",
                        "under the usual rules too; the start state depends on it"};
    out += line({"werkt", "acts"}, (e.policy ? policy : history).in(dutch), dutch);
    const auto structural = book.structural.find(e.key);
    if (structural != book.structural.end()) {
        out += line({"totaal", "total"}, parts_of_effect(e.value, structural->second, dutch), dutch);
    }
    return out;
}

std::string measure_text(const Measure& m, bool dutch)
{
    const Words name{m.info.long_name_nl, m.info.long_name_en};
    const Words definition{m.info.definition_nl, m.info.definition_en};
    return fmt::format("{}: {}\n", m.info.key, name.in(dutch)) +
           line({"betekenis", "meaning"}, definition.in(dutch), dutch) +
           line({"eenheid", "unit"}, unit_words(m.info, dutch), dutch);
}

std::string setting_text(const SettingText& setting, bool dutch)
{
    return fmt::format("{}\n  {}\n", setting.path, wrapped(setting.meaning.in(dutch), 2)) +
           line({"soort", "kind"}, dutch ? "sleutel van een scenario" : "key of a scenario", dutch) +
           line({"toegestaan", "allowed"}, setting.allowed.in(dutch), dutch) +
           line({"anders", "if left out"}, setting.if_absent.in(dutch), dutch);
}

std::string term_text(const Term& term, const Data& data, bool dutch)
{
    std::string text = fmt::format("{}\n  {}\n", term.key, wrapped(term.says.in(dutch), 2));
    if (!term.group) { return text; }
    std::vector<std::string> labels;
    for (const GroupInfo& group : group_infos({std::string{term.key}}, data, {}, 1)) {
        const bool own = group.dimension == term.key && term.key != "entrants" && term.key != "all";
        if (own) { labels.push_back(dutch ? group.label_nl : group.label_en); }
    }
    text += line({"soort", "kind"},
                 dutch ? fmt::format("groepen: vangnet compare BESTAND.h5 --by {}", term.key)
                       : fmt::format("groups: vangnet compare FILE.h5 --by {}", term.key),
                 dutch);
    return labels.empty() ? text
                          : text + line({"groepen", "groups"}, fmt::format("{}", fmt::join(labels, " | ")), dutch);
}

}  // namespace vangnet::cli
