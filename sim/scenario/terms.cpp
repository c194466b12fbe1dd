#include "sim/scenario/terms.hpp"

#include <algorithm>
#include <array>

#include "sim/inputs/did_you_mean.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet {

namespace {

constexpr std::array all_terms{
    Term{"all", true, "|allen|iedereen|samen|", {"iedereen samen", "everyone together"}},
    Term{"duration",
         true,
         "|duur|bijstandsduur|uitkeringsduur|",
         {"hoe lang iemand al bijstand heeft als het beleid begint",
          "how long somebody has been on benefit when the policy begins"}},
    Term{
        "chance",
        true,
        "|kans|kans op werk|afstand|afstand tot de arbeidsmarkt|harde kern|kern|granieten bestand|",
        {"de kans op werk die het model aan iemand geeft als het beleid begint, in derden. De kleinste kans is wat "
         "vaak "
         "de harde kern heet, of een grote afstand tot de arbeidsmarkt",
         "the chance of work that the model gives somebody when the policy begins, in thirds. The least chance is what "
         "is often called the hard core, or far from the labour market"}},
    Term{"age", true, "|leeftijd|jongeren|ouderen|", {"leeftijd als het beleid begint", "age when the policy begins"}},
    Term{"sex", true, "|geslacht|mannen|vrouwen|", {"mannen en vrouwen", "men and women"}},
    Term{"household",
         true,
         "|huishouden|gezin|paren|alleenstaanden|alleenstaande ouders|",
         {"alleenstaand, alleenstaande ouder of paar", "single, single parent or couple"}},
    Term{"education", true, "|opleiding|opleidingsniveau|", {"hoogste opleiding", "highest education"}},
    Term{"debt",
         true,
         "|schuld|schulden|problematische schuld|",
         {"met of zonder problematische schuld als het beleid begint",
          "with or without problem debt when the policy begins"}},
    Term{"health",
         true,
         "|gezondheid|psychische gezondheid|",
         {"psychische gezondheid als het beleid begint, in derden", "mental health when the policy begins, in thirds"}},
    Term{"home",
         true,
         "|woning|huis|huur|eigen huis|huurders|",
         {"huurt, of heeft een eigen huis met of zonder restschuld",
          "rents, or owns a home that is or is not under water"}},
    Term{"municipality",
         true,
         "|gemeente|gemeenten|",
         {"de gemeente die de bijstand betaalt", "the municipality that pays"}},
    Term{"region",
         true,
         "|regio|arbeidsmarktregio|",
         {"een van de 35 arbeidsmarktregio's", "one of the 35 labour-market regions"}},
    Term{"entrants",
         true,
         "|aanvragers|nieuwe aanvragers|instroom|instromers|",
         {"wie na het begin van het beleid bijstand aanvraagt, per kwartaal van aanvraag",
          "those who apply for benefit after the policy began, by quarter of applying"}},
    Term{"buig",
         false,
         "|buig|bijstandsbudget|budget|",
         {"Het geld dat een gemeente elk jaar van het Rijk krijgt voor uitkeringen (Participatiewet art. 69). Wat ze "
          "overhoudt mag ze houden; een tekort betaalt ze zelf. In geld: vangnet compare BESTAND.h5 --money",
          "What a municipality gets from the state each year to pay benefits (Participatiewet art. 69). It keeps a "
          "surplus and pays a deficit. In money: vangnet compare FILE.h5 --money"}},
    Term{
        "vangnet",
        false,
        "|vangnet|vangnetuitkering|vangnetregeling|",
        {"Wat het Rijk bijlegt als een gemeente veel meer aan bijstand uitgeeft dan haar budget (Participatiewet art. "
         "74, "
         "Besluit Participatiewet art. 10); de gemeente draagt eerst een deel zelf. In geld: vangnet compare "
         "BESTAND.h5 "
         "--money. Het programma heet naar de bijstand zelf: het laatste vangnet",
         "What the state adds where a municipality spends much more on benefits than its budget (Participatiewet art. "
         "74, Besluit Participatiewet art. 10); the municipality bears a part first. In money: vangnet compare FILE.h5 "
         "--money. The program is named after social assistance itself, the last safety net"}},
};

}  // namespace

std::span<const Term> terms() noexcept { return all_terms; }

const Term* find_term(std::string_view word)
{
    const std::string wanted = folded(word);
    const auto found = std::find_if(all_terms.begin(), all_terms.end(), [&](const Term& term) {
        return term.key == wanted || term.dutch.find("|" + wanted + "|") != std::string_view::npos;
    });
    return wanted.empty() || found == all_terms.end() ? nullptr : &*found;
}

std::string group_meant(const std::string& word)
{
    const Term* term = find_term(word);
    return term != nullptr && term->group ? std::string{term->key} : word;
}

}  // namespace vangnet
