#include <cmath>
#include <string>

#include <fmt/format.h>

#include "sim/inputs/say.hpp"
#include "sim/scenario/scenario_parts.hpp"

namespace vangnet {
namespace scenario_parts {

std::string value_in_words(float value, policy::Unit unit, bool dutch)
{
    if (unit == policy::Unit::flag) { return value != 0.0F ? (dutch ? "ja" : "yes") : (dutch ? "nee" : "no"); }
    std::string number = plain_number(static_cast<double>(value));
    if (dutch) {
        if (const std::size_t point = number.find('.'); point != std::string::npos) { number[point] = ','; }
    }
    const std::string_view name = policy::unit_text(unit, dutch);
    return name.empty() ? number : fmt::format("{} {}", number, name);
}

}  // namespace scenario_parts

namespace {

/// What a parameter says in a sentence; empty if it is as without the instrument.
std::string parameter_words(const policy::ParameterText& text, float value, float neutral, bool dutch)
{
    if (value == neutral) { return {}; }
    const std::string_view meaning = setting_words(text, dutch);
    if (text.unit == policy::Unit::flag && value != 0.0F) { return std::string{meaning}; }
    if (meaning == policy::unit_text(text.unit, dutch)) {
        return scenario_parts::value_in_words(value, text.unit, dutch);
    }
    return fmt::format("{}: {}", meaning, scenario_parts::value_in_words(value, text.unit, dutch));
}

std::string when_words(const policy::InstrumentUse& use, bool dutch)
{
    std::string words;
    if (use.start > 0) { words += say_in(dutch, {"vanaf maand {}", "from month {}"}, use.start + 1); }
    if (use.end >= 0) {
        words += words.empty() ? "" : ", ";
        words += say_in(dutch, {"tot en met maand {}", "to month {}"}, use.end);
    }
    return words;
}

std::string_view priority_words(policy::Priority priority, bool dutch)
{
    switch (priority) {
        case policy::Priority::regime: break;
        case policy::Priority::waiting: return dutch ? "wie het langst wacht eerst" : "the longest waiting first";
        case policy::Priority::lot: return dutch ? "door loting" : "by lot";
        case policy::Priority::easy: return dutch ? "grootste kans op werk eerst" : "greatest chance of work first";
        case policy::Priority::hard: return dutch ? "kleinste kans op werk eerst" : "smallest chance of work first";
    }
    return "";
}

std::string for_whom_words(const policy::InstrumentUse& use, bool dutch)
{
    std::string words;
    const auto add = [&](const std::string& more) { words += (words.empty() ? "" : ", ") + more; };
    if (use.who == policy::Who::stock) {
        add(dutch ? "voor wie bij de start bijstand heeft" : "for those on benefit at the start");
    }
    if (use.who == policy::Who::entrants) { add(dutch ? "voor nieuwe aanvragers" : "for new applicants"); }
    if (use.by_lot()) {
        const auto percent = [dutch](float share) {
            return scenario_parts::value_in_words(share * 100.0F, policy::Unit::none, dutch);
        };
        add(say_in(dutch, {"voor {}% van hen, door loting", "for {}% of them, by lot"},
                   percent(use.share_to - use.share_from)));
        if (use.share_from > 0.0F) {
            add(say_in(dutch, {"van {}% tot {}% van loting '{}'", "from {}% to {}% of lot '{}'"},
                       percent(use.share_from), percent(use.share_to), use.lot));
        }
    }
    if (!use.towns.empty()) {
        add(use.towns.size() == 1 ? (dutch ? std::string{"in een gemeente"} : std::string{"in one municipality"})
                                  : say_in(dutch, {"in {} gemeenten", "in {} municipalities"}, use.towns.size()));
    }
    if (use.scarce()) {
        add(say_in(dutch, {"{} plaatsen per 100 mensen", "{} places per 100 people"},
                   scenario_parts::value_in_words(use.places_per_100, policy::Unit::none, dutch)));
        const std::string_view first = priority_words(use.priority, dutch);
        if (!first.empty()) { add(std::string{first}); }
    }
    for (const policy::FactRange& range : use.only) {
        const std::string low = scenario_parts::value_in_words(range.low, policy::Unit::none, dutch);
        const std::string high = scenario_parts::value_in_words(range.high, policy::Unit::none, dutch);
        add(range.low == range.high ? fmt::format("{} = {}", policy::fact_name(range.fact), low)
                                    : fmt::format("{} {} .. {}", policy::fact_name(range.fact), low, high));
    }
    return words;
}

}  // namespace

std::string economy_words(const Economy& economy, bool dutch)
{
    if (economy.kind == Economy::Kind::path) {
        return dutch ? "krapte op de arbeidsmarkt zoals gepubliceerd" : "labour-market tightness as published";
    }
    return say_in(dutch, {"{} vacatures per 100 werklozen", "{} vacancies per 100 unemployed"},
                  scenario_parts::value_in_words(static_cast<float>(economy.tightness), policy::Unit::none, dutch));
}

std::string_view setting_words(const policy::ParameterText& setting, bool dutch) noexcept
{
    const std::string_view meaning = dutch ? setting.meaning_nl : setting.meaning_en;
    return meaning.starts_with("1: ") ? meaning.substr(3) : meaning;
}

std::string policy_words(const policy::Policy& policy, bool dutch)
{
    std::string sentence;
    for (const policy::InstrumentUse& use : policy.uses) {
        const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
        std::string inside;
        const auto add = [&](const std::string& more) {
            if (!more.empty()) { inside += (inside.empty() ? "" : ", ") + more; }
        };
        for (std::size_t k = 0; k < info.parameters.size(); ++k) {
            add(parameter_words(info.parameters[k], use.params[k], info.neutral[k], dutch));
        }
        if (inside.empty()) { continue; }
        add(for_whom_words(use, dutch));
        add(when_words(use, dutch));
        sentence += fmt::format("{}{} ({})", sentence.empty() ? "" : "; ",
                                dutch ? info.card->title_nl : info.card->title_en, inside);
    }
    if (sentence.empty()) { return dutch ? "de gewone regels" : "the usual rules"; }
    return sentence + (dutch ? "; rest als de gewone regels" : "; otherwise the usual rules");
}

}  // namespace vangnet
