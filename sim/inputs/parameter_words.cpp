#include "sim/inputs/parameter_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <regex>
#include <string>

namespace vangnet {

/// Units of configs/data in Dutch; the rest read the same.
Words words_of_unit(std::string_view unit) noexcept
{
    struct Unit {
        std::string_view en;
        std::string_view nl;
    };
    static constexpr Unit units[] = {
        {"log hazard ratio (monthly)", "log van de kansverhouding per maand"},
        {"log hazard ratio (monthly) per sd", "log van de kansverhouding per maand, per sd"},
        {"log hazard ratio", "log van de kansverhouding"},
        {"1/month", "per maand"},
        {"per month", "per maand"},
        {"log(1/month)", "log van de kans per maand"},
        {"sd of latent health score", "sd van de gezondheidsscore"},
        {"sd of motivation", "sd van motivatie"},
        {"sd of cognitive score", "sd van de denkscore"},
        {"sd per month", "sd per maand"},
        {"months", "maanden"},
        {"share", "aandeel"},
        {"coefficient", "coëfficiënt"},
        {"monthly probability", "kans per maand"},
        {"ratio", "verhouding"},
        {"elasticity", "elasticiteit"},
        {"log per EUR 100", "log per 100 euro"},
        {"1/h", "per uur"},
        {"h/week", "uur per week"},
        {"z/year", "z per jaar"},
        {"probability", "kans"},
        {"probability difference", "verschil in kans"},
        {"EUR", "euro"}};
    const auto* found = std::find_if(std::begin(units), std::end(units), [&](const Unit& u) { return u.en == unit; });
    return {found != std::end(units) ? found->nl : unit, unit};
}

/// The words of a source that are no reference, in Dutch. Sources stand in the tables and policies in English.
Text words_of_source(std::string_view source)
{
    constexpr std::array words{
        Words{"geen bron gevonden", "no source found"},
        Words{"geen onderzoek gevonden", "no study found"},
        Words{"als deel van de voorraad", "as a stock share"},
        Words{"volgens de wet vrij", "free by law"},
        Words{"vrij voor de gemeente", "free for the municipality"},
        Words{"wat boven op de uren van personeel komt", "what comes on top of the hours of staff"},
        Words{"geen prijs", "no price"},
        Words{"andere waarden", "other values"},
        Words{"uur per jaar per persoon", "hours a year per person"},
        Words{"prijzen van de gemeente", "prices of the municipality"},
        Words{"gemeentelijk", "municipal"},
        Words{"gewone regels", "reference"},
        Words{"standaard", "default"},
        Words{"oordeel", "judgement"},
    };
    Text text = untranslated(std::string(source.empty() ? "-" : source));
    for (const Words& word : words) {
        text.nl = std::regex_replace(text.nl, std::regex(fmt::format("\\b{}\\b", word.en)), std::string(word.nl));
    }
    return text;
}

}  // namespace vangnet
