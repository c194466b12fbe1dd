#include "sim/experiment/measures.hpp"

#include <string>

namespace vangnet {

namespace {

struct Text {
    const char* key;
    const char* unit;
    const char* nl;
    const char* en;
    const char* definition_nl;
    const char* definition_en;
    int better;
};

MeasureInfo info_of(const Text& t, MeasureKind kind)
{
    return {.key = t.key,
            .unit = t.unit,
            .long_name_nl = t.nl,
            .long_name_en = t.en,
            .definition_nl = t.definition_nl,
            .definition_en = t.definition_en,
            .kind = kind,
            .better = t.better};
}

Measure share(Count c, const Text& t)
{
    return {info_of(t, MeasureKind::share), Measure::From::count, static_cast<int>(c)};
}
/// Of people whose month is lived: nobody knows a pensioner's income, debt or health, so pensioners leave the
/// denominator. Who reaches pension age is the same under every policy.
MeasureInfo of_followed(MeasureInfo info)
{
    info.definition_nl += "; van wie de AOW-leeftijd niet heeft bereikt";
    info.definition_en += "; of those below state-pension age";
    return info;
}
Measure of_followed(Count c, const Text& t)
{
    return {of_followed(info_of(t, MeasureKind::share)), Measure::From::count_of_followed, static_cast<int>(c)};
}
Measure so_far(Count c, const Text& t)
{
    return {info_of(t, MeasureKind::per_person), Measure::From::count_so_far, static_cast<int>(c)};
}
Measure mean(Sum s, const Text& t) { return {info_of(t, MeasureKind::mean), Measure::From::mean, static_cast<int>(s)}; }
Measure mean_of_followed(Sum s, const Text& t)
{
    return {of_followed(info_of(t, MeasureKind::mean)), Measure::From::mean_of_followed, static_cast<int>(s)};
}
Measure paid(Sum s, const Text& t)
{
    return {info_of(t, MeasureKind::per_person), Measure::From::sum_so_far, static_cast<int>(s)};
}
Measure left(Sum s, const Text& t)
{
    return {info_of(t, MeasureKind::mean), Measure::From::mean_of_recipients, static_cast<int>(s)};
}

std::vector<Measure> make()
{
    const auto c = [](Count count, Text t) { return share(count, t); };
    return {
        c(Count::on_benefit, {"on_benefit", "1", "in de bijstand", "on benefit",
                              "van de hele groep: ontvangt aan het eind van de maand bijstand, ook met deeltijdwerk",
                              "of the whole cohort: on benefit at the end of the month, also with part-time work", 0}),
        c(Count::work_any, {"work_any", "1", "werk, minstens 1 uur", "work, at least 1 hour",
                            "werkt aan het eind van de maand, met of zonder bijstand",
                            "works at the end of the month, with or without benefit", 1}),
        c(Count::work_12h, {"work_12h", "1", "werk, 12 uur of meer", "work, 12 hours or more",
                            "werkt minstens 12 uur per week, met of zonder bijstand",
                            "works at least 12 hours a week, with or without benefit", 1}),
        c(Count::work_27h, {"work_27h", "1", "werk, meer dan 27 uur", "work, more than 27 hours",
                            "werkt meer dan 27 uur per week", "works more than 27 hours a week", 1}),
        c(Count::work_off_benefit, {"work_off_benefit", "1", "werk zonder bijstand", "work without benefit",
                                    "werkt aan het eind van de maand en ontvangt geen bijstand",
                                    "works at the end of the month and has no benefit", 1}),
        c(Count::part_time,
          {"part_time", "1", "deeltijd naast bijstand", "part-time beside benefit",
           "werkt in deeltijd en ontvangt daarnaast bijstand", "works part-time beside the benefit", 1}),
        of_followed(Count::income_above_benefit,
                    {"income_above_benefit", "1", "inkomen boven de norm", "income above the norm",
                     "inkomen van het huishouden is hoger dan de bijstandsnorm",
                     "household income is above the benefit norm", 1}),
        c(Count::exit_without_work, {"exit_without_work", "1", "uit bijstand zonder werk", "off benefit without work",
                                     "geen bijstand en geen eigen werk, ook niet via de partner, niet met pensioen",
                                     "neither benefit nor own work, nor through the partner, not pensioned", 0}),
        c(Count::poor_without_benefit, {"poor_without_benefit", "1", "arm zonder bijstand", "poor without benefit",
                                        "geen bijstand, geen werk en geen ander inkomen: tussen twee banen zonder WW, "
                                        "niet meer op zoek, afgehouden van een "
                                        "aanvraag of uitkering beëindigd door de gemeente",
                                        "no benefit, work or other income: between jobs without insurance, no longer "
                                        "looking, deterred from applying, or benefit "
                                        "ended by the office",
                                        -1}),
        c(Count::ended_by_office,
          {"ended_by_office", "1", "uitkering beëindigd door de gemeente", "benefit ended by the office",
           "uit de bijstand omdat de gemeente de uitkering beëindigde, zonder werk en niet terug",
           "off benefit because the office ended it, without work and not back", -1}),
        c(Count::partner_works,
          {"partner_works", "1", "uit de bijstand door werk partner", "off benefit, partner works",
           "zelf zonder werk, en geen bijstand omdat de partner werk vond",
           "without work, and off benefit because the partner found work", 0}),
        of_followed(Count::poverty, {"poverty", "1", "inkomen onder de norm", "income below the norm",
                                     "inkomen van het huishouden is lager dan de bijstandsnorm",
                                     "household income is below the benefit norm", -1}),
        of_followed(
            Count::problem_debt,
            {"problem_debt", "1", "problematische schuld", "problem debt",
             "schuld van minstens 1.500 euro die niet in drie jaar uit het inkomen boven de beslagvrije voet is af te "
             "lossen",
             "debt of at least EUR 1,500 that income above the protected amount cannot repay in three years", -1}),
        of_followed(Count::poor_mental_health,
                    {"poor_mental_health", "1", "slechte psychische gezondheid", "poor mental health",
                     "meer dan een standaardafwijking onder het gemiddelde van volwassenen",
                     "more than one standard deviation below the adult mean", -1}),
        c(Count::sustained_6, {"sustained_6", "1", "6 maanden aaneen in werk", "6 months of unbroken work",
                               "uit de bijstand naar werk gegaan en sindsdien 6 maanden of langer onafgebroken in werk",
                               "left benefit for work and has worked without a break for 6 months or more", 1}),
        c(Count::sustained_18,
          {"sustained_18", "1", "18 maanden aaneen in werk", "18 months of unbroken work",
           "uit de bijstand naar werk gegaan en sindsdien 18 maanden of langer onafgebroken in werk",
           "left benefit for work and has worked without a break for 18 months or more", 1}),
        c(Count::participation,
          {"participation", "1", "vrijwilligerswerk of tegenprestatie", "volunteering or counter-service",
           "doet vrijwilligerswerk, een tegenprestatie of een werkervaringsplek",
           "volunteers, does counter-service or has a practice place", 0}),
        c(Count::sanctioned,
          {"sanctioned", "1", "verlaagde uitkering", "benefit cut by a sanction",
           "uitkering is deze maand verlaagd door een maatregel", "benefit is cut this month by a sanction", -1}),
        of_followed(Count::in_care, {"in_care", "1", "in psychische zorg", "in mental health care",
                                     "krijgt psychische zorg", "receives mental health care", 0}),
        of_followed(Count::debt_help, {"debt_help", "1", "in schuldhulp", "in debt help",
                                       "wacht op of zit in een schuldregeling", "waits for or is in a debt plan", 0}),
        c(Count::duty_waived, {"duty_waived", "1", "ontheven van sollicitatieplicht", "duty to apply waived",
                               "heeft bijstand en is om gezondheid of zorg ontheven van de sollicitatieplicht",
                               "on benefit with the duty to apply waived for health or care", 0}),
        of_followed(Count::arrears_past_year,
                    {"arrears_past_year", "1", "betalingsachterstand in 12 maanden", "payment arrears in 12 months",
                     "had in de afgelopen 12 maanden een betalingsachterstand",
                     "had payment arrears in the past 12 months", -1}),
        of_followed(Count::health_good, {"health_good", "1", "gezondheid goed", "health good",
                                         "ervaren gezondheid goed", "self-rated health good", 1}),
        of_followed(Count::health_bad, {"health_bad", "1", "gezondheid slecht", "health bad",
                                        "ervaren gezondheid slecht", "self-rated health bad", -1}),
        c(Count::deterred, {"deterred", "1", "afgezien van aanvraag", "deterred from applying",
                            "trok de aanvraag in en heeft geen werk", "withdrew the application and has no work", -1}),
        c(Count::pensioned, {"pensioned", "1", "AOW-leeftijd bereikt", "reached state-pension age",
                             "heeft de AOW-leeftijd bereikt", "has reached state-pension age", 0}),
        c(Count::long_spell,
          {"long_spell", "1", "5 jaar of langer in de bijstand", "on benefit for 5 years or more",
           "van de hele groep: heeft bijstand en had die 60 maanden of langer aaneen; gedeeld door in de bijstand is "
           "het "
           "het aandeel van wie bijstand heeft",
           "of the whole cohort: on benefit, and for 60 months or longer without a break; over on_benefit it is the "
           "share of those on benefit",
           0}),
        c(Count::subsidised_job,
          {"subsidised_job", "1", "baan met subsidie", "subsidised job",
           "werkt aan het eind van de maand in een baan die het beleid heeft geschapen; telt ook als werk, maar niet "
           "als "
           "6 of 18 maanden aaneen in werk",
           "works at the end of the month in a job created by policy; counts as work too, but not as 6 or 18 months of "
           "unbroken work",
           0}),
        so_far(Count::on_benefit, {"months_on_benefit", "month", "maanden in de bijstand", "months on benefit",
                                   "maanden met bijstand sinds het begin van het beleid, per persoon",
                                   "months with benefit since the policies began, per person", 0}),
        so_far(Count::exits_to_work, {"exits_to_work", "1", "uitstroom naar werk", "exits to work",
                                      "keren dat iemand de bijstand verliet voor werk, sinds het begin, per persoon",
                                      "exits from benefit to work since the start, per person", 1}),
        so_far(Count::other_exits,
               {"other_exits", "1", "andere uitstroom", "other exits",
                "keren dat iemand de bijstand om een andere reden verliet, sinds het begin, per persoon",
                "exits from benefit for another reason since the start, per person", 0}),
        so_far(Count::returns, {"returns", "1", "terugkeer in de bijstand", "returns to benefit",
                                "keren dat iemand terugkeerde in de bijstand, sinds het begin, per persoon",
                                "returns to benefit since the start, per person", -1}),
        so_far(Count::sanctions,
               {"sanctions", "1", "maatregelen", "sanctions", "opgelegde maatregelen sinds het begin, per persoon",
                "sanctions imposed since the start, per person", 0}),
        so_far(Count::warned,
               {"warnings", "1", "waarschuwingen", "warnings", "waarschuwingen sinds het begin, per persoon",
                "warnings since the start, per person", 0}),
        so_far(Count::inspected, {"inspections", "1", "controles zonder bevinding", "inspections without finding",
                                  "controles op fraude zonder bevinding, sinds het begin, per persoon",
                                  "fraud inspections without finding since the start, per person", 0}),
        so_far(Count::debt_help_starts, {"debt_help_starts", "1", "begonnen met schuldhulp", "started debt help",
                                         "huishoudens die met schuldhulp begonnen, sinds het begin, per persoon",
                                         "households that started debt help since the start, per person", 0}),
        paid(Sum::benefit_paid, {"benefit_paid", "EUR", "uitkering betaald", "benefit paid",
                                 "betaalde bijstand sinds het begin, per persoon; een paar telt voor twee",
                                 "benefit paid since the start, per person; a couple counts as two", 0}),
        paid(Sum::insurance_paid,
             {"insurance_paid", "EUR", "WW en toeslag betaald", "unemployment insurance paid",
              "betaalde WW en toeslag tot de norm sinds het begin, per persoon; een paar telt voor twee",
              "unemployment insurance and its supplement paid since the start, per person; a couple counts as two", 0}),
        paid(Sum::caseworker_hours, {"caseworker_hours", "caseworker_hour", "uren van consulenten", "caseworker hours",
                                     "uren van consulenten voor of met de client sinds het begin, per persoon",
                                     "hours of caseworkers for or with the client since the start, per person", 0}),
        paid(Sum::service_cost,
             {"cost", "EUR", "kosten van diensten en premies", "cost of services and premiums",
              "kosten van diensten, premies en bonussen sinds het begin, zonder uren van consulenten, per persoon",
              "cost of services, premiums and bonuses since the start, without caseworker hours, per person", 0}),
        paid(Sum::shared_cost,
             {"cost_shared", "EUR", "waarvan Rijk en gemeenten samen", "of which state and municipalities together",
              "deel van de kosten van diensten dat het Rijk en alle gemeenten samen betalen (IPS), sinds het begin, "
              "per persoon",
              "part of the cost of services that the state and all municipalities together pay (IPS) since the start, "
              "per person",
              0}),
        paid(Sum::income,
             {"income_received", "EUR", "inkomen samen", "income together",
              "inkomen sinds het begin, per persoon, een paar deelt; na de AOW-leeftijd telt het niet meer mee",
              "income since the start, per person, couples share; nothing is counted after state-pension age", 1}),
        mean_of_followed(Sum::debt, {"debt_size", "EUR", "schuld van het huishouden", "household debt",
                                     "gemiddelde schuld van het huishouden", "mean debt of the household", -1}),
        mean_of_followed(Sum::income, {"income", "EUR/month", "inkomen", "income",
                                       "inkomen in deze maand per persoon, een paar deelt",
                                       "income of the month per person, couples share", 1}),
        mean(Sum::hours_worked, {"hours_worked", "h/week", "gewerkte uren", "hours worked",
                                 "gewerkte uren per week, wie niet werkt telt als 0",
                                 "hours worked per week, 0 for those without work", 1}),
        mean_of_followed(Sum::mental_health, {"mental_health", "z", "psychische gezondheid", "mental health",
                                              "gemiddelde score; 0 is het gemiddelde van volwassenen",
                                              "mean score; 0 is the adult mean", 1}),
        mean_of_followed(Sum::physical_health, {"physical_health", "z", "lichamelijke gezondheid", "physical health",
                                                "gemiddelde score; 0 is het gemiddelde van volwassenen",
                                                "mean score; 0 is the adult mean", 1}),
        mean_of_followed(Sum::motivation, {"motivation", "z", "motivatie", "motivation",
                                           "gemiddelde score; 0 is het gemiddelde van de beginnende groep",
                                           "mean score; 0 is the mean of the start stock", 1}),
        mean_of_followed(Sum::trust, {"trust", "z", "vertrouwen", "trust", "gemiddelde score", "mean score", 1}),
        left(Sum::alliance,
             {"left_alliance", "1", "band met consulent, wie bijstand heeft", "alliance, people on benefit",
              "gemiddelde van wie nu nog bijstand heeft", "mean of those still on benefit", 0}),
        left(
            Sum::left_mental_health,
            {"left_mental_health", "z", "psychische gezondheid, wie bijstand heeft", "mental health, people on benefit",
             "gemiddelde van wie nu nog bijstand heeft; verandert ook doordat mensen vertrekken",
             "mean of those still on benefit; also changes because people leave", 0}),
        left(Sum::left_physical_health,
             {"left_physical_health", "z", "lichamelijke gezondheid, wie bijstand heeft",
              "physical health, people on benefit", "gemiddelde van wie nu nog bijstand heeft",
              "mean of those still on benefit", 0}),
        left(Sum::left_months_on_benefit,
             {"left_months_on_benefit", "month", "duur, wie bijstand heeft", "duration, people on benefit",
              "maanden in de lopende periode van wie nu nog bijstand heeft",
              "months in the current spell of those still on benefit", 0}),
    };
}

}  // namespace

bool is_state(const Measure& measure) noexcept
{
    switch (measure.from) {
        case Measure::From::count_so_far:
        case Measure::From::sum_so_far: return false;
        case Measure::From::count:
        case Measure::From::count_of_followed: {
            const auto count = static_cast<Count>(measure.index);
            return count != Count::income_above_benefit && count != Count::poverty && count != Count::duty_waived;
        }
        case Measure::From::mean:
        case Measure::From::mean_of_followed:
        case Measure::From::mean_of_recipients: return static_cast<Sum>(measure.index) != Sum::income;
    }
    return false;
}

const std::vector<Measure>& measures()
{
    static const std::vector<Measure> all = make();
    return all;
}

}  // namespace vangnet
