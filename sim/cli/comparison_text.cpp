#include "sim/cli/comparison_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "policies/policy.hpp"
#include "sim/cli/session.hpp"

namespace vangnet::cli {

namespace {

using analysis::Comparison;
using analysis::ComparisonRow;
using analysis::StudyMeasure;

/// As in the legend: a real minus sign.
std::string sign_text(analysis::Sign sign)
{
    return sign == analysis::Sign::less ? "\u2212" : analysis::sign_symbol(sign);
}

/// The difference in percent of the base level, by group only: there the same points are more where few are concerned.
std::string percent_text(const Comparison& c, const ComparisonRow& row, bool dutch)
{
    constexpr int width = 7;
    if (c.groups.size() < 2) { return ""; }
    const double percent = 100.0 * row.difference / std::abs(row.base_level);
    return right(std::isfinite(percent) ? signed_number(percent, 0, dutch) + "%" : "-", width);
}

void add_rows(std::string& out, const Comparison& c, const std::vector<StudyMeasure>& outcomes,
              const std::vector<ComparisonRow>& rows, const std::string& arm, const std::string& group, bool dutch)
{
    std::string section;
    for (const StudyMeasure& m : outcomes) {
        if (m.section.in(dutch) != section) {
            section = m.section.in(dutch);
            out += fmt::format("  - {}\n", section);
        }
        for (const ComparisonRow& row : rows) {
            if (row.outcome != m.key || row.arm != arm || row.group != group) { continue; }
            const int decimals = analysis::decimals_of(m);
            if (row.n == 0) {  // the base arm has nothing to compare with, such as what offices believe
                if (!std::isfinite(row.arm_level)) { continue; }
                out += fmt::format("  {} {} {} {}\n", padded(m.title.in(dutch), 30),
                                   padded(analysis::short_unit(m).in(dutch), 10), right("-", 9),
                                   right((dutch ? "nu " : "now ") + number(row.arm_level, decimals, dutch), 9));
                continue;
            }
            const std::string chance = row.chance ? range_text(row.chance->low(), row.chance->high(), decimals, dutch)
                                                  : (dutch ? "(1 herhaling)" : "(1 replicate)");
            const std::string parameters = row.parameters
                                               ? range_text(row.parameters->low, row.parameters->high, decimals, dutch)
                                           : row.assumed && c.draws > 0 ? std::string(analysis::assumed_only.in(dutch))
                                                                        : "";
            out += fmt::format("  {} {} {} {}{}  {}  {} {} {}\n", padded(m.title.in(dutch), 30),
                               padded(analysis::short_unit(m).in(dutch), 10),
                               right(number(row.base_level, decimals, dutch), 9),
                               right(signed_number(row.difference, decimals, dutch), 9), percent_text(c, row, dutch),
                               padded(chance, 20), padded(parameters, c.draws > 0 ? 20 : 0),
                               padded(sign_text(row.sign), 2), row.grade ? analysis::grade_letter(*row.grade) : "-");
        }
    }
}

/// What is compared, of whom, and what the columns are.
std::string head_text(const std::vector<Comparison>& moments, bool dutch)
{
    const Comparison& c = moments.back();
    const auto line = [](const std::string& text) { return wrapped(text, 0) + "\n"; };
    Text people = bilingual({"{} mensen per herhaling", "{} people per replicate"},
                            analysis::number_text(static_cast<double>(c.people), 0));
    if (c.real_people > 0.0 && std::llround(c.real_people) != static_cast<long long>(c.people)) {
        people = bilingual({"{}, die staan voor {}", "{}, who stand for {}"}, people,
                           analysis::number_text(c.real_people, 0));
    }
    std::string out = fmt::format("{}\n", c.study.in(dutch));
    const Text when = moments.size() > 1
                          ? bilingual({"Na {} maanden (de laatste met een beleid dat eindigt) en na {}",
                                       "After {} months (the last with a policy that ends) and after {}"},
                                      moments.front().month, c.month)
                          : bilingual({"Na {} maanden", "After {} months"}, c.month);
    out +=
        line(say_in(dutch, {"{}, verschil met {}. Groep: {} ({}, {}).", "{}, difference from {}. Cohort: {} ({}, {})."},
                    when, c.base_label, c.cohort, c.place, people));
    out += policy_line(c.base_label, c.base, c.base_words, dutch);
    out += line(ranges_line(c, dutch) + " " + c.units.in(dutch));
    return out;
}

/// Whether an arm differs by guidance.
bool guides(const Comparison& c)
{
    for (const analysis::ComparedArm& arm : c.arms) {
        for (const analysis::StudyInstrument& instrument : arm.differs_by) {
            if (instrument.key == "guidance") { return true; }
        }
    }
    return false;
}

/// What the signs mean, and what is and is not in the ranges.
std::string foot_text(const Comparison& c, bool dutch)
{
    std::string out = "\n";
    if (c.warning) { out += c.warning->in(dutch) + "\n"; }
    if (c.draws > 0) {
        const Words signs{
            "+ meer   \u2212 minder   = ongeveer gelijk   ~ richting of omvang onzeker   ? kan toeval zijn\n"
            "(zie vangnet explain tekens)\n",
            "+ more   \u2212 less   = about the same   ~ direction or size not sure   ? may be chance\n"
            "(see vangnet explain signs)\n"};
        out += signs.in(dutch);
    }
    if (c.by == "chance" && guides(c)) {
        const Words known{
            "Afstand tot werk: proeven met caseloads geven geen effecten naar afstand. Begeleiding werkt hier voor "
            "iedereen in verhouding even sterk, met trekkingen van sterker tot zwakker; punten per 100 verschillen dus "
            "vooral doordat de basis verschilt.",
            "Distance to work: trials of caseloads report no effects by distance. Guidance is as strong for everyone "
            "in proportion here, with draws from stronger to weaker; points per 100 differ mostly because the base "
            "does."};
        out += wrapped(known.in(dutch), 0) + "\n";
    }
    const Text grades{
        "Laatste kolom: het bewijs achter dat effect, A sterk .. D oordeel; wat alleen uit andere effecten "
        "volgt heeft hoogstens C; - is geteld.",
        "Last column: the evidence behind that effect, A strong .. D judgement; what only follows from "
        "other effects has C at best; - is counted."};
    out += wrapped(grades.in(dutch), 0) + "\n";
    if (const Text asked = analysis::asked_lines(c); !asked.empty()) {
        out += wrapped(say_in(dutch,
                              {"Vooraf gesteld, het kleinste verschil dat telt: {}.",
                               "Said beforehand, the smallest difference that counts: {}."},
                              asked),
                       0) +
               "\n";
    }
    const std::string spread =
        say_in(dutch, {"In de spreiding: {}. Niet erin: {}.", "In the spread: {}. Not in it: {}."},
               analysis::listed(c.in_spread), analysis::listed(c.not_in_spread));
    return out + wrapped(spread, 0) + "\n";
}

}  // namespace

std::string range_text(double low, double high, int decimals, bool dutch)
{
    return fmt::format("({} .. {})", signed_number(low, decimals, dutch), signed_number(high, decimals, dutch));
}

std::string ranges_line(const Comparison& c, bool dutch)
{
    const Text draws =
        c.draws > 0 ? bilingual({"parameters ({} trekkingen)", "parameters ({} draws)"}, c.draws) : Text{};
    if (c.replicates > 1) {
        const std::string parameters = c.draws > 0 ? ", " + draws.in(dutch) : "";
        return say_in(dutch,
                      {"Marges van {:.0f}%: toeval ({} herhalingen){}.", "{:.0f}% ranges: chance ({} replicates){}."},
                      100.0 * c.level, c.replicates, parameters);
    }
    const Words one{"Een enkele herhaling heeft geen marge voor toeval.", "A single replicate has no range of chance."};
    if (c.draws == 0) { return std::string{one.in(dutch)}; }
    return say_in(dutch, {"Marge van {:.0f}%: {}. {}", "{:.0f}% range: {}. {}"}, 100.0 * c.level, draws, one);
}

std::string policy_line(const Text& label, const std::string& key, const Text& words, bool dutch)
{
    const bool said = label.in(dutch) == key || words.in(dutch).rfind(label.in(dutch), 0) == 0;
    const std::string name = said ? key : fmt::format("{} ({})", label.in(dutch), key);
    return wrapped(fmt::format("{}: {}", name, words.in(dutch)), 0) + "\n";
}

std::string arm_head(const analysis::ComparedArm& arm, bool dutch)
{
    const std::string_view who = arm.decides ? policy::decides_text(*arm.decides, dutch) : "-";
    return "\n" + policy_line(arm.label, arm.key, arm.words, dutch) +
           say_in(dutch, {"  Wie beslist: {}.\n", "  Who may decide: {}.\n"}, who);
}

namespace {

/// The tables of all groups and arms after one number of months.
std::string tables_text(const Comparison& c, bool dutch)
{
    std::string out;
    for (const analysis::StudyGroup& group : c.groups) {
        if (c.groups.size() > 1) { out += fmt::format("\n== {}\n", group.title.in(dutch)); }
        if (analysis::has_too_few(group)) {
            out += fmt::format("  {}\n", analysis::too_few_people.in(dutch));
            continue;
        }
        for (const analysis::ComparedArm& arm : c.arms) {
            out += arm_head(arm, dutch);
            out += fmt::format(
                "  {} {} {} {}{}  {}  {}\n", padded("", 30), padded("", 10), right(dutch ? "basis" : "base", 9),
                right(dutch ? "verschil" : "difference", 9), c.groups.size() > 1 ? right("%", 7) : "",
                padded(dutch ? "toeval" : "chance", 20),
                padded(c.draws > 0 ? "parameters" : "", c.draws > 0 ? 23 : 3) + (dutch ? "bewijs" : "evidence"));
            add_rows(out, c, c.outcomes, c.rows, arm.key, group.key, dutch);
            if (!c.left_rows.empty()) {
                out += fmt::format(
                    "  {}\n", dutch
                                  ? "wie nu nog bijstand heeft (geen effect op mensen: ook de samenstelling verandert)"
                                  : "who is left on benefit (not an effect on people: the mix changes too)");
                add_rows(out, c, c.left_outcomes, c.left_rows, arm.key, group.key, dutch);
            }
        }
    }
    return out;
}

}  // namespace

std::string comparison_text(const std::vector<Comparison>& moments, bool dutch)
{
    std::string out = head_text(moments, dutch);
    for (const Comparison& c : moments) {
        if (moments.size() > 1) { out += say_in(dutch, {"\n=== Na {} maanden\n", "\n=== After {} months\n"}, c.month); }
        out += tables_text(c, dutch);
    }
    return out + foot_text(moments.back(), dutch);
}

std::string levels_text(const analysis::Levels& levels, bool dutch)
{
    constexpr int width = 9;
    const auto line = [](const std::string& text) { return wrapped(text, 0) + "\n"; };
    std::string out = fmt::format("{}\n", levels.study.in(dutch));
    out += line(say_in(dutch,
                       {"Een enkel beleid: er is niets om mee te vergelijken. Groep: {} ({}, {} mensen per herhaling).",
                        "A single policy: there is nothing to compare it with. Cohort: {} ({}, {} people per "
                        "replicate)."},
                       levels.cohort, levels.place, number(static_cast<double>(levels.people), 0, dutch)));
    out += policy_line(levels.label, levels.arm, levels.words, dutch);
    const Text mean = levels.replicates > 1
                          ? bilingual({"Gemiddelde van {} herhalingen.", "Mean of {} replicates."}, levels.replicates)
                          : Text{"Een enkele herhaling.", "A single replicate."};
    out += line(mean.in(dutch) + " " + levels.units.in(dutch));
    for (const analysis::StudyGroup& group : levels.groups) {
        out += levels.groups.size() > 1 ? fmt::format("\n== {}\n", group.title.in(dutch)) : "\n";
        if (analysis::has_too_few(group)) {
            out += fmt::format("  {}\n", analysis::too_few_people.in(dutch));
            continue;
        }
        out += fmt::format("  {}", padded(dutch ? "na zo veel maanden" : "after so many months", 41));
        for (const int month : levels.months) { out += right(number(month, 0, dutch), width); }
        if (levels.origin) {
            out += fmt::format("\n  {}", padded("", 41));
            for (const int month : levels.months) {
                const Month at{levels.origin->since_1970 + month};
                out += right(fmt::format("{}-{:02}", at.year(), at.month_of_year()), width);
            }
        }
        out += "\n";
        for (const analysis::LevelRow& row : levels.rows) {
            if (row.group != group.key) { continue; }
            const auto m = std::find_if(levels.outcomes.begin(), levels.outcomes.end(),
                                        [&row](const StudyMeasure& o) { return o.key == row.outcome; });
            out +=
                fmt::format("  {} {}", padded(m->title.in(dutch), 30), padded(analysis::short_unit(*m).in(dutch), 10));
            for (const double value : row.values) {
                out += right(number(value, analysis::decimals_of(*m), dutch), width);
            }
            out += "\n";
        }
    }
    return out;
}

}  // namespace vangnet::cli
