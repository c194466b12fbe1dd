#include "analysis/report/numbers.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

namespace vangnet::analysis {

std::string number(double x, int decimals, bool dutch)
{
    if (!std::isfinite(x)) { return dutch ? "n.v.t." : "n/a"; }
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(std::abs(x) * scale) / scale;
    std::string digits = fmt::format("{:.{}f}", rounded, decimals);
    const std::size_t point = digits.find('.');
    const std::size_t whole = point == std::string::npos ? digits.size() : point;
    std::string out;
    for (std::size_t k = 0; k < whole; ++k) {
        if (k > 0 && (whole - k) % 3 == 0) { out += dutch ? '.' : ','; }
        out += digits[k];
    }
    if (point != std::string::npos) { out += (dutch ? "," : ".") + digits.substr(point + 1); }
    return x < 0.0 && rounded > 0.0 ? "\u2212" + out : out;
}

std::string signed_number(double x, int decimals, bool dutch)
{
    const std::string text = number(x, decimals, dutch);
    const double scale = std::pow(10.0, decimals);
    return std::isfinite(x) && std::round(x * scale) > 0.0 ? "+" + text : text;
}

Text number_text(double x, int decimals) { return {number(x, decimals, true), number(x, decimals, false)}; }

int decimals_of(const StudyMeasure& measure) noexcept
{
    constexpr double many = 1000.0;
    if (measure.share) { return measure.per < many ? 1 : 0; }
    for (const std::string_view whole : {"EUR", "1000 EUR", "people", "jobs", "1/year"}) {
        if (std::string_view{measure.unit}.substr(0, whole.size()) == whole) { return 0; }
    }
    if (measure.unit == "z") { return 2; }
    return measure.unit == "1" ? 3 : 1;
}

namespace {

struct Unit {
    std::string_view key;  ///< of StudyMeasure::unit
    Words short_words;
    Words long_words;
};

constexpr std::array units{
    Unit{"EUR", {"euro p.p.", "EUR p.p."}, {"euro per persoon", "euros per person"}},
    Unit{"month", {"maanden", "months"}, {"maanden", "months"}},
    Unit{"caseworker_hour", {"uur p.p.", "hours p.p."}, {"uur per persoon", "hours per person"}},
    Unit{"1", {"p.p.", "p.p."}, {"per persoon", "per person"}},
    Unit{"h/week", {"uur/week", "h/week"}, {"uur per week", "hours a week"}},
    Unit{"z", {"sd", "sd"}, {"standaarddeviaties", "standard deviations"}},
    Unit{"people", {"mensen", "people"}, {"mensen", "people"}},
    Unit{"people/year", {"per jaar", "a year"}, {"mensen per jaar", "people a year"}},
    Unit{"1/year", {"per jaar", "a year"}, {"per jaar", "a year"}},
    Unit{"jobs", {"banen", "jobs"}, {"banen", "jobs"}},
    Unit{"fte", {"fte", "posts"}, {"voltijdbanen", "full-time posts"}},
    Unit{"1000 EUR/year", {"x 1.000/jr", "kEUR/year"}, {"duizend euro per jaar", "thousand euros a year"}},
    Unit{"per 100", {"per 100", "per 100"}, {"van de 100", "in 100"}},
    Unit{"per 100/year", {"% per jaar", "% a year"}, {"van de 100 per jaar", "in 100 a year"}},
};

/// A share that is told per 100 people has the unit of that.
const Unit* unit_of(const StudyMeasure& measure)
{
    constexpr double per_100 = 100.0;
    const std::string_view key = measure.share && measure.per == per_100 ? "per 100" : std::string_view{measure.unit};
    const auto* found = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.key == key; });
    return found == units.end() ? nullptr : found;
}

}  // namespace

Text short_unit(const StudyMeasure& measure)
{
    const Unit* unit = unit_of(measure);
    return unit == nullptr ? untranslated(measure.unit) : Text{unit->short_words};
}

Text long_unit(const StudyMeasure& measure)
{
    const Unit* unit = unit_of(measure);
    return unit == nullptr ? untranslated(measure.unit) : Text{unit->long_words};
}

Text capitalised(Text text)
{
    for (std::string* words : {&text.nl, &text.en}) {
        if (!words->empty() && (*words)[0] >= 'a' && (*words)[0] <= 'z') {
            (*words)[0] = static_cast<char>((*words)[0] - 'a' + 'A');
        }
    }
    return text;
}

Text listed(const std::vector<Text>& texts)
{
    Text all;
    for (const Text& text : texts) {
        all.nl += (all.nl.empty() ? "" : ", ") + text.nl;
        all.en += (all.en.empty() ? "" : ", ") + text.en;
    }
    return all;
}

Text asked_lines(const Comparison& comparison)
{
    Text all;
    for (const StudyMeasure& m : comparison.outcomes) {
        const auto asked = comparison.asked.find(m.key);
        if (asked == comparison.asked.end()) { continue; }
        const auto line = [&](bool dutch) {
            return fmt::format("{}{} {} {}", all.in(dutch).empty() ? "" : "; ", m.title.in(dutch),
                               number(asked->second, decimals_of(m) + 1, dutch), long_unit(m).in(dutch));
        };
        const std::string english = line(false);
        all.nl += line(true);
        all.en += english;
    }
    return all;
}

ToldRange told_range(double low, double high)
{
    const double most = (high - low) / 8.0;
    if (!(most > 0.0) || !std::isfinite(most)) { return {low, high, 1}; }
    const double power = std::floor(std::log10(most));
    double step = std::pow(10.0, power);
    for (const double times : {2.0, 5.0}) {
        if (times * std::pow(10.0, power) <= most) { step = times * std::pow(10.0, power); }
    }
    constexpr double hair = 1e-9;  // an end that lies on a step stays there
    return {std::floor(low / step + hair) * step, std::ceil(high / step - hair) * step,
            std::max(0, static_cast<int>(-power))};
}

}  // namespace vangnet::analysis
