#include "sim/cli/fact_names.hpp"

#include <algorithm>
#include <iterator>

namespace vangnet::cli {

namespace {

/// From fact 1 on.
constexpr Words titles[] = {
    {"Uitstroom naar duur van de bijstand, 2023", "Leavers by time on benefit, 2023"},
    {"Jaaruitstroom, deel van het bestand, 2019", "Outflow of a year over the stock, 2019"},
    {"Instroom van wie net weg was, 2019", "Inflow that came back within a year, 2019"},
    {"Uitstroom die naar werk gaat, 2015", "Exits that are to work, 2015"},
    {"Volledig naar werk binnen een jaar", "Full exit to work within a year"},
    {"Volledig naar werk binnen een jaar, 2013", "Full exit to work within a year, 2013"},
    {"Volledig naar werk binnen een jaar, 2014", "Full exit to work within a year, 2014"},
    {"Naar werk na 5 jaar bijstand of meer, 2016", "To work after 5 years on benefit or more, 2016"},
    {"Bestand dat kort bijstand heeft, 2019", "Stock that is short on benefit, 2019"},
    {"Bestand dat lang bijstand heeft", "Stock that is long on benefit"},
    {"Deeltijdwerk naast de bijstand, 2018", "Part-time work beside benefit, 2018"},
    {"Wie naar werk ging, daarna, 2021", "Those who left for work, afterwards, 2021"},
    {"Leeftijd van het bestand, 2023", "Age of the stock, 2023"},
    {"Ervaren gezondheid, 25 tot 55 jaar, 2012", "Self-rated health, 25 to 55 years, 2012"},
    {"Psychische zorg of medicijnen, 2017", "Mental health care or medication, 2017"},
    {"Schulden van huishoudens", "Debts of households"},
    {"Ontheven van de sollicitatieplicht, 2018", "Exempt from the duty to apply, 2018"},
    {"Mensen per jaar naar de AOW, 2019-2022", "People a year to state pension, 2019-2022"},
    {"Grootste afwijking van bestand, 2015-2019", "Largest deviation of the stock, 2015-2019"},
    {"Naar werk in krappe door ruime markt", "To work in a tight over a slack market"},
    {"Verdringing (uitleg hieronder)", "Displacement (explained below)"},
};

struct Part {
    std::string_view key;
    Words words;
};
constexpr Part parts[] = {
    {"0-6m", {"0 tot 6 maanden", "0 to 6 months"}},
    {"6-12m", {"6 tot 12 maanden", "6 to 12 months"}},
    {"1-2y", {"1 tot 2 jaar", "1 to 2 years"}},
    {"2-3y", {"2 tot 3 jaar", "2 to 3 years"}},
    {"3-4y", {"3 tot 4 jaar", "3 to 4 years"}},
    {"4-5y", {"4 tot 5 jaar", "4 to 5 years"}},
    {"5y+", {"5 jaar of langer", "5 years or more"}},
    {"all 2012", {"allen, 2012", "all, 2012"}},
    {"all 2013", {"allen, 2013", "all, 2013"}},
    {"15-25 2013", {"15 tot 25 jaar", "15 to 25 years"}},
    {"25-35 2013", {"25 tot 35 jaar", "25 to 35 years"}},
    {"men 2013", {"mannen", "men"}},
    {"women 2013", {"vrouwen", "women"}},
    {"15-25 2014", {"15 tot 25 jaar", "15 to 25 years"}},
    {"25-35 2014", {"25 tot 35 jaar", "25 to 35 years"}},
    {"men 2014", {"mannen", "men"}},
    {"women 2014", {"vrouwen", "women"}},
    {"5+ years", {"5 jaar of langer", "5 years or more"}},
    {"15+ years", {"15 jaar of langer, 2015", "15 years or more, 2015"}},
    {"share", {"deel dat bijverdient", "share with earnings"}},
    {"mean earnings", {"verdienste, euro per maand", "earnings, EUR a month"}},
    {"6m work", {"werkt na 6 maanden, zonder bijstand", "in work after 6 months, off benefit"}},
    {"18m work", {"werkt na 18 maanden", "in work after 18 months"}},
    {"18m unbroken", {"werkt 18 maanden ononderbroken", "in work for 18 months without a break"}},
    {"18m benefit", {"heeft na 18 maanden bijstand", "on benefit after 18 months"}},
    {"18m neither", {"na 18 maanden geen van beide", "neither after 18 months"}},
    {"<27", {"jonger dan 27", "below 27"}},
    {"27-44", {"27 tot en met 44", "27 to 44"}},
    {"45+", {"45 en ouder", "45 and over"}},
    {"good", {"goed", "good"}},
    {"fair", {"redelijk", "fair"}},
    {"bad", {"slecht", "bad"}},
    {"arrears", {"betalingsachterstand, 2021", "payment arrears, 2021"}},
    {"help", {"bij problematische schuld: in hulp, 2018", "in debt help if in problem debt, 2018"}},
};

}  // namespace

Words fact_title(int fact) noexcept
{
    const bool named = fact >= 1 && fact <= static_cast<int>(std::size(titles));
    return named ? titles[fact - 1] : Words{"", ""};
}

Words part_name(std::string_view part) noexcept
{
    const auto* found = std::find_if(std::begin(parts), std::end(parts), [&](const Part& p) { return p.key == part; });
    return found == std::end(parts) ? Words{part, part} : found->words;
}

}  // namespace vangnet::cli
