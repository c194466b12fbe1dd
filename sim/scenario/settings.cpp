#include "sim/scenario/settings.hpp"

#include <algorithm>
#include <array>

#include "sim/inputs/did_you_mean.hpp"

namespace vangnet {
namespace {

constexpr Words a_text{"een tekst", "a text"};
constexpr Words yes_or_no{"true of false", "true or false"};
constexpr Words nothing{"niets", "nothing"};
constexpr Words needed{"(nodig)", "(needed)"};
constexpr Words from_instruments{"gemaakt van de instrumenten", "made from the instruments"};

constexpr std::array settings{
    SettingText{"extends",
                {"naam van een voorbeeld, of een bestand met .toml erachter",
                 "name of a ready scenario, or of a file with .toml behind it"},
                nothing,
                {"bouwt voort op een ander scenario: alleen wat hier staat, is anders",
                 "builds on another scenario: only what stands here is different"},
                "voortbouwen"},
    SettingText{"title", a_text, {"de naam van het bestand", "the name of the file"}, {"titel", "title"}, "titel"},
    SettingText{"title_nl", a_text, {"title", "title"}, {"titel in het Nederlands", "title in Dutch"}, ""},
    SettingText{"title_en", a_text, {"title", "title"}, {"titel in het Engels", "title in English"}, ""},
    SettingText{"people.municipality",
                {"een naam, of een lijst van namen, van de 393 gemeenten van 2015",
                 "a name, or a list of names, of the 393 municipalities of 2015"},
                {"geen", "none"},
                {"de gemeente of gemeenten, volgens de indeling van 2015",
                 "the municipality or municipalities, as they were in 2015"},
                "gemeente gemeenten"},
    SettingText{"people.region",
                {"een naam, of een lijst van namen, van de 35 arbeidsmarktregio's",
                 "a name, or a list of names, of the 35 labour-market regions"},
                {"geen", "none"},
                {"de arbeidsmarktregio of regio's", "the labour-market region or regions"},
                "regio arbeidsmarktregio"},
    SettingText{
        "people.country", yes_or_no, {"false", "false"}, {"het hele land", "the whole country"}, "land nederland"},
    SettingText{"people.sample",
                {"100 tot 10000000 mensen, of \"all\"", "100 to 10000000 persons, or \"all\""},
                {"all", "all"},
                {"hoeveel mensen met bijstand bij de start worden nagebootst; \"all\": zo veel als er zijn",
                 "how many people on benefit at the start are simulated; \"all\": as many as there are"},
                "steekproef mensen"},
    SettingText{"people.populations",
                {"1 tot 10000", "1 to 10000"},
                {"zo veel als er herhalingen zijn", "as many as there are repetitions"},
                {"hoeveel bevolkingen er worden gemaakt; de herhalingen gaan ze langs. Met 1 heeft elke herhaling "
                 "dezelfde mensen, en zegt de spreiding alleen iets over het toeval daarna",
                 "how many populations are made; the repetitions take them in turn. With 1 each repetition has the "
                 "same people, and the spread is only about luck afterwards"},
                "zelfde_mensen bevolking bevolkingen"},
    SettingText{"run.start",
                {"een maand zoals \"2017-10\", 2007-01 tot 2030-01", "a month such as \"2017-10\", 2007-01 to 2030-01"},
                {"2017-10", "2017-10"},
                {"de maand waarin het beleid begint", "the month in which the policies begin"},
                "start begin"},
    SettingText{"run.months",
                {"1 tot 600 maanden", "1 to 600 months"},
                {"40", "40"},
                {"hoeveel maanden worden gevolgd", "how many months are followed"},
                "maanden looptijd horizon"},
    SettingText{"run.seed",
                {"0 tot 4294967295", "0 to 4294967295"},
                {"1", "1"},
                {"beginwaarde van het toeval", "where the random numbers start"},
                "toeval"},
    SettingText{"run.replicates",
                {"1 tot 10000", "1 to 10000"},
                {"20", "20"},
                {"herhalingen van het toeval", "repetitions of chance"},
                "herhalingen"},
    SettingText{"run.draws",
                {"0 tot 200000", "0 to 200000"},
                {"0", "0"},
                {"trekkingen van de onzekere aannames; 0: alleen de middelste waarden",
                 "draws of the uncertain assumptions; 0: central values only"},
                "trekkingen"},
    SettingText{"run.fixed_base_rates",
                {"true of false", "true or false"},
                {"false", "false"},
                {"of trekkingen laten staan hoe het zonder beleid gaat: dan telt alleen wat onzeker is aan beleid; in "
                 "een proef altijd",
                 "whether draws leave alone how things go without a policy: then only what is uncertain about policies "
                 "counts; a trial always does"},
                "ijking geijkt basiskansen"},
    SettingText{"economy.tightness",
                {"1 tot 1000 vacatures per 100 werklozen, een lijst daarvan, of \"path\"",
                 "1 to 1000 vacancies per 100 unemployed, a list of them, or \"path\""},
                {"path", "path"},
                {"vacatures per 100 werklozen; \"path\": zoals gepubliceerd; een lijst: een doorrekening per waarde",
                 "vacancies per 100 unemployed; \"path\": as published; a list: one run for each value"},
                "krapte spanning arbeidsmarkt vacatures"},
    SettingText{"measure.groups",
                {"lijst uit: age sex household education duration chance debt health home municipality region",
                 "list of: age sex household education duration chance debt health home municipality region"},
                {"duration sex age household education", "duration sex age household education"},
                {"waarnaar uitkomsten worden gesplitst", "by what outcomes are split"},
                "groepen"},
    SettingText{"panel.people",
                {"0 tot 1000000 mensen", "0 to 1000000 persons"},
                {"0", "0"},
                {"van hoeveel mensen, door loting, het verloop wordt bewaard (per herhaling)",
                 "of how many people, drawn by lot, the course is kept (per replicate)"},
                "panel"},
    SettingText{"panel.every_months",
                {"1 tot 120 maanden", "1 to 120 months"},
                {"1", "1"},
                {"om de hoeveel maanden", "every how many months"},
                ""},
    SettingText{"arms.key",
                {"a-z, 0-9 en _, hoogstens 40", "a-z, 0-9 and _, at most 40"},
                needed,
                {"naam van de variant in bestanden", "name of the arm in files"},
                "variant varianten"},
    SettingText{
        "arms.tightness",
        {"1 tot 1000 vacatures per 100 werklozen, of \"path\"", "1 to 1000 vacancies per 100 unemployed, or \"path\""},
        {"als economy.tightness", "as economy.tightness"},
        {"een eigen economie voor deze variant, vanaf de start: de kans op een baan verandert mee, wie er "
         "bijstand aanvraagt niet",
         "an economy of its own for this arm, from the start: the chance of a job changes with it, who applies "
         "for benefit does not"},
        "economie hoogconjunctuur crisis"},
    SettingText{"arms.label_nl",
                a_text,
                {"de key", "the key"},
                {"korte naam in tabellen, Nederlands", "short name in tables, Dutch"},
                ""},
    SettingText{"arms.label_en",
                a_text,
                {"de key", "the key"},
                {"korte naam in tabellen, Engels", "short name in tables, English"},
                ""},
    SettingText{"arms.words_nl",
                a_text,
                from_instruments,
                {"het beleid in gewone woorden, Nederlands", "the policy in plain words, Dutch"},
                ""},
    SettingText{"arms.words_en",
                a_text,
                from_instruments,
                {"het beleid in gewone woorden, Engels", "the policy in plain words, English"},
                ""},
    SettingText{"arms.base",
                {"naam van kant-en-klaar beleid, of een bestand met .toml erachter",
                 "name of a ready policy, or of a file with .toml behind it"},
                nothing,
                {"beleid waarop deze variant voortbouwt", "policy that this arm builds on"},
                ""},
    SettingText{"arms.by_municipality",
                {"bestand met .csv erachter, kolommen municipality en policy; of een kant-en-klare naam",
                 "file with .csv behind it, columns municipality and policy; or a ready name"},
                nothing,
                {"tabel die gemeenten een eigen beleid geeft, boven op dat van de variant",
                 "table that gives municipalities a policy of their own, on top of the arm's"},
                "gemeentetabel"},
    SettingText{"arms.instruments.use",
                {"de sleutel van een instrument", "the key of an instrument"},
                needed,
                {"welk instrument", "which instrument"},
                "instrument"},
    SettingText{
        "arms.instruments.start_month",
        {"0 tot 600 maanden", "0 to 600 months"},
        {"0", "0"},
        {"maanden die eerst voorbijgaan: 12 is vanaf maand 13", "months that pass first: 12 is from month 13 on"},
        "beginmaand"},
    SettingText{"arms.instruments.end_month",
                {"1 tot 600 maanden", "1 to 600 months"},
                {"geen einde", "no end"},
                {"laatste maand: 16 is tot en met maand 16", "last month: 16 is up to and with month 16"},
                "eindmaand"},
    SettingText{
        "arms.instruments.share",
        {"0 tot 1, of [van, tot]", "0 to 1, or [from, to]"},
        {"1", "1"},
        {"aandeel van de doelgroep dat het krijgt, door loting; [0.3, 0.6]: wie in de loting tussen 30% en 60% staat",
         "share of the target group that gets it, by lot; [0.3, 0.6]: those between 30% and 60% of the lot"},
        "aandeel"},
    SettingText{
        "arms.instruments.lot",
        a_text,
        {"een eigen loting per instrument", "a lot of its own for each instrument"},
        {"naam van de loting van share: wat een naam deelt, deelt ook de mensen; share = 0.5 en share = [0.5, 1] "
         "van een loting hebben niemand gemeen",
         "name of the lot of share: what shares a name shares its people; share = 0.5 and share = [0.5, 1] of "
         "one lot have nobody in common"},
        "loting"},
    SettingText{"arms.instruments.who",
                {"everyone, stock of entrants", "everyone, stock or entrants"},
                {"everyone", "everyone"},
                {"voor wie: iedereen (everyone), wie bij de start bijstand heeft (stock), of wie later aanvraagt "
                 "(entrants)",
                 "for whom: everyone, those on benefit at the start (stock), or those who apply later (entrants)"},
                "doelgroep wie"},
    SettingText{"arms.instruments.only",
                {"een tabel van kenmerken met [laagste, hoogste] of een waarde",
                 "a table of facts with [low, high] or one value"},
                {"geen voorwaarde", "no condition"},
                {"alleen voor mensen voor wie dit alles geldt", "only for people for whom all of this holds"},
                "alleen"},
    SettingText{"arms.instruments.municipality",
                {"een gemeente of een lijst, namen van 2015", "a municipality or a list, names of 2015"},
                {"alle", "all"},
                {"alleen in deze gemeenten", "in these municipalities only"},
                "gemeenten"},
    SettingText{"arms.instruments.region",
                {"een arbeidsmarktregio of een lijst", "a labour-market region or a list"},
                {"alle", "all"},
                {"alleen in de gemeenten van deze regio's", "in the municipalities of these regions only"},
                "regio"},
    SettingText{
        "arms.instruments.places_per_100",
        {"0 tot 100", "0 to 100"},
        {"genoeg voor iedereen", "enough for everyone"},
        {"plaatsen per 100 mensen die bij de start bijstand hebben; wie een plaats wil en er geen krijgt, wacht",
         "places per 100 people on benefit at the start; whoever wants one and gets none waits"},
        "plaatsen wachtlijst capaciteit"},
    SettingText{
        "arms.instruments.priority",
        {"regime, waiting, lot, easy of hard", "regime, waiting, lot, easy or hard"},
        {"regime", "regime"},
        {"wie bij schaarse plaatsen eerst komt: zoals de dienst werkt (regime), wie het langst wacht (waiting), "
         "door loting (lot), de grootste kans op werk (easy) of de kleinste (hard)",
         "who comes first when places are scarce: as the office works (regime), the longest waiting (waiting), "
         "by lot (lot), the greatest chance of work (easy) or the smallest (hard)"},
        "voorrang"},
    SettingText{"set",
                {"een tabel van gedragsparameters en waarden", "a table of behaviour parameters and values"},
                {"de geijkte waarden", "the fitted values"},
                {"aannames over gedrag die van de geijkte waarde afwijken",
                 "assumptions on behaviour that differ from the fitted value"},
                "aannames"},
    SettingText{"relevance",
                {"een tabel van uitkomsten en verschillen", "a table of outcomes and differences"},
                {"1 van de 100 mensen, minder waar het weinig mensen betreft; 1% van de basis bij andere eenheden",
                 "1 in 100 people, less where few are concerned; 1% of the base in other units"},
                {"het kleinste verschil dat telt, vooraf gesteld, in de eenheid van de tabel",
                 "the smallest difference that counts, said beforehand, in the table's unit"},
                "drempel relevantie"},
    SettingText{
        "sweep.design",
        {"grid, lhs, morris of sobol", "grid, lhs, morris or sobol"},
        {"lhs", "lhs"},
        {"hoe vangnet sweep sets van aannames kiest: alle combinaties van gelijke stappen, een Latin hypercube, "
         "wandelingen die een aanname tegelijk veranderen (Morris), of paren voor delen van de variantie (Sobol)",
         "how vangnet sweep chooses sets of assumptions: all combinations of equal steps, a Latin hypercube, "
         "walks that change one assumption at a time (Morris), or pairs for shares of the variance (Sobol)"},
        "opzet"},
    SettingText{
        "sweep.points",
        {"2 tot 100000", "2 to 100000"},
        {"verplicht in [sweep]", "required in [sweep]"},
        {"waarden per aanname (grid), sets (lhs), wandelingen (morris) of paren (sobol); de sets komen in de "
         "plaats van run.draws",
         "values per assumption (grid), sets (lhs), walks (morris) or pairs (sobol); the sets take the place of "
         "run.draws"},
        "punten"},
    SettingText{"sweep.parameters",
                {"een lijst van gedragsparameters", "a list of behaviour parameters"},
                {"verplicht in [sweep]", "required in [sweep]"},
                {"aannames die varieren, elk gelijkmatig over zijn bereik",
                 "assumptions that are varied, each uniformly over its range"},
                "gevoeligheid"},
    SettingText{"sweep.ranges",
                {"een tabel van gedragsparameters en [laagste, hoogste]",
                 "a table of behaviour parameters and [lowest, highest]"},
                {"wat er van elk bekend is: 90% van de verdeling, of wat toelaatbaar is",
                 "what is known of each: 90% of its distribution, or what is admissible"},
                {"bereik van een aanname in de opzet", "range of an assumption in the design"},
                "bereik"},
    SettingText{
        "variant.name",
        {"as_fitted, no_money, lasting_pressure, no_displacement, no_unobserved of autonomy_after, of een lijst "
         "daarvan",
         "as_fitted, no_money, lasting_pressure, no_displacement, no_unobserved or autonomy_after, or a list of "
         "them"},
        {"as_fitted", "as_fitted"},
        {"een andere vorm van het model (variants.csv): mensen reageren niet op geld, druk slijt niet, geen "
         "verdringing, geen verschillen die niemand ziet, ruimte werkt alleen achteraf; een lijst: een "
         "doorrekening per vorm, nooit een gemiddelde",
         "another form of the model (variants.csv): people do not react to money, pressure does not wear out, no "
         "displacement, no unobserved differences, autonomy works only afterwards; a list: one run for each, "
         "never a mean"},
        "modelvorm"},
    SettingText{
        "trial.kind",
        {"randomised, matched of staggered", "randomised, matched or staggered"},
        {"randomised", "randomised"},
        {"hoe de proef vergelijkt: door loting (randomised), deelnemers met mensen die op hen lijken (matched), "
         "of golven die na elkaar beginnen (staggered). De eerste variant is de controle",
         "how the trial compares: by lot (randomised), participants with people like them (matched), or waves "
         "that begin one after the other (staggered). The first arm is the control"},
        "proef experiment"},
    SettingText{"trial.participants",
                {"2 tot 1000000 huishoudens", "2 to 1000000 households"},
                needed,
                {"hoeveel huishoudens meedoen", "how many households take part"},
                "deelnemers"},
    SettingText{"trial.eligible",
                {"een tabel van kenmerken met [laagste, hoogste] of een waarde",
                 "a table of facts with [low, high] or one value"},
                {"iedereen met bijstand bij de start", "everyone on benefit at the start"},
                {"wie mee mag doen; vastgesteld bij de start", "who may take part; settled at the start"},
                ""},
    SettingText{"trial.invited",
                {"1 tot 1000000 huishoudens", "1 to 1000000 households"},
                {"iedereen die mee mag doen", "all who may take part"},
                {"hoeveel huishoudens worden uitgenodigd, door loting", "how many households are invited, by lot"},
                "uitgenodigd"},
    SettingText{"trial.sizes",
                {"een tabel met voor elke variant 1 tot 1000000 huishoudens",
                 "a table with 1 to 1000000 households for each arm"},
                {"gelijk verdeeld", "divided equally"},
                {"deelnemers per variant; wie overblijft, houdt de gewone regels",
                 "participants by arm; who is left over keeps the usual rules"},
                ""},
    SettingText{"trial.self_selection",
                {"-3 tot 3", "-3 to 3"},
                {"0,3; in trekkingen normaal verdeeld met standaardafwijking 0,3 (oordeel)",
                 "0.3; in draws normal with standard deviation 0.3 (judgement)"},
                {"hoeveel eerder iemand met meer kans op werk meedoet: log-odds per standaardafwijking van die kans, "
                 "met wat alleen die persoon ervan weet; 0: wie meedoet, is toeval",
                 "how much sooner people with a better chance of work take part: log odds per standard deviation of "
                 "that chance, with what only they know of it; 0: who takes part is chance"},
                "zelfselectie"},
    SettingText{"trial.dropout_per_year",
                {"0 tot 0.99 van de deelnemers", "0 to 0.99 of participants"},
                {"0", "0"},
                {"aandeel dat per jaar met de behandeling stopt; zij blijven meegeteld",
                 "share who stop with the treatment in a year; they stay counted"},
                "uitval"},
    SettingText{"trial.for_everyone",
                yes_or_no,
                {"true", "true"},
                {"of elke behandeling ook voor iedereen wordt doorgerekend; false: alleen de proef, en dat is sneller",
                 "whether each treatment is also run for everyone; false: the trial alone, which is faster"},
                ""},
    SettingText{"trial.waves",
                {"2 tot 24", "2 to 24"},
                {"(nodig bij staggered)", "(needed if staggered)"},
                {"hoeveel golven, even groot en door loting", "how many waves, of equal size and by lot"},
                "golven"},
    SettingText{"trial.wave_months",
                {"1 tot 120 maanden", "1 to 120 months"},
                {"(nodig bij staggered)", "(needed if staggered)"},
                {"maanden voor de eerste golf en tussen twee golven", "months before the first wave and between two"},
                ""},
    SettingText{"trial.outcomes.outcome",
                {"een uitkomst die een aandeel van mensen is", "an outcome that is a share of people"},
                needed,
                {"wat de proef meet", "what the trial measures"},
                ""},
    SettingText{"trial.outcomes.month",
                {"1 tot run.months maanden", "1 to run.months months"},
                {"run.months", "run.months"},
                {"aan het eind van welke maand; bij golven maanden na het begin van een golf",
                 "at the end of which month; with waves months after the start of a wave"},
                "meetmaand"},
    SettingText{
        "trial.outcomes.arm",
        {"key van een variant, of any: alle behandelingen samen", "key of an arm, or any: all treatments together"},
        {"elke behandeling apart", "each treatment by itself"},
        {"welke behandeling met de controle wordt vergeleken", "which treatment is compared with the control"},
        ""},
    SettingText{"trial.outcomes.published",
                {"-100 tot 100 per 100 mensen", "-100 to 100 per 100 people"},
                nothing,
                {"verschil met de controle dat de proef vond", "difference from the control that the trial found"},
                "gepubliceerd"},
    SettingText{
        "trial.outcomes.published_control",
        {"0 tot 100 per 100 mensen", "0 to 100 per 100 people"},
        nothing,
        {"niveau van de controlegroep dat de proef vond: wat proeven met zo'n controlegroep zouden vinden, en wat "
         "het zegt over wie zich aanmeldt",
         "level of the control group that the trial found: what trials with such a control group would find, and "
         "what it says of who signs up"},
        "controleniveau"},
    SettingText{"trial.outcomes.standard_error",
                {"0 tot 100 per 100 mensen", "0 to 100 per 100 people"},
                nothing,
                {"standaardfout daarvan", "its standard error"},
                "standaardfout"},
    SettingText{"trial.outcomes.sign",
                {R"("+", "-" of "0")", R"("+", "-" or "0")"},
                nothing,
                {"waar alleen het teken bekend is: significant meer, minder, of niet significant",
                 "where only the sign is known: significantly more, less, or not significant"},
                ""},
    SettingText{"trial.outcomes.source",
                a_text,
                {"(nodig bij wat gepubliceerd is)", "(needed with what was published)"},
                {"waar dat staat", "where it is found"},
                "bron"},
};

constexpr std::array words{
    DutchWord{"vrijlating", "earnings_disregard"},
    DutchWord{"bijverdienen", "earnings_disregard"},
    DutchWord{"inkomstenvrijlating", "earnings_disregard"},
    DutchWord{"premie", "earnings_disregard"},
    DutchWord{"sollicitatieplicht", "application_duty"},
    DutchWord{"sollicitaties", "application_duty"},
    DutchWord{"arbeidsplicht", "application_duty"},
    DutchWord{"maatregel", "application_duty"},
    DutchWord{"sanctie", "application_duty"},
    DutchWord{"ontheffing", "exemption"},
    DutchWord{"vrijstelling", "exemption"},
    DutchWord{"vertrouwen", "exemption"},
    DutchWord{"tegenprestatie", "counter_service"},
    DutchWord{"vrijwilligerswerk", "voluntary_service"},
    DutchWord{"begeleiding", "guidance"},
    DutchWord{"klantmanager", "guidance"},
    DutchWord{"klantmanagers", "guidance"},
    DutchWord{"consulent", "guidance"},
    DutchWord{"consulenten", "guidance"},
    DutchWord{"wijkteam", "in_neighbourhood"},
    DutchWord{"wijkteams", "in_neighbourhood"},
    DutchWord{"caseload", "guidance"},
    DutchWord{"uitstroompremie", "reemployment_bonus"},
    DutchWord{"werkbonus", "reemployment_bonus"},
    DutchWord{"bonus", "reemployment_bonus"},
    DutchWord{"schuldhulp", "debt_help"},
    DutchWord{"schuldhulpverlening", "debt_help"},
    DutchWord{"schulden", "problem_debt"},
    DutchWord{"schulden", "debt_help"},
    DutchWord{"zoektermijn", "search_period"},
    DutchWord{"zoekperiode", "search_period"},
    DutchWord{"vier_weken", "search_period"},
    DutchWord{"taalcursus", "language_course"},
    DutchWord{"taal", "language_course"},
    DutchWord{"tekens", "signs"},
    DutchWord{"teken", "signs"},
    DutchWord{"bijstand", "on_benefit"},
    DutchWord{"werk", "work_12h"},
    DutchWord{"gezondheid", "poor_mental_health"},
    DutchWord{"psychische gezondheid", "poor_mental_health"},
    DutchWord{"uitstroom", "exits_to_work"},
    DutchWord{"inkomen", "income"},
    DutchWord{"maatregelen", "sanctions"},
    DutchWord{"sancties", "sanctions"},
    DutchWord{"wanbetaling", "arrears_past_year"},
    DutchWord{"kosten", "cost"},
    DutchWord{"deeltijd", "part_time"},
    DutchWord{"armoede", "poverty"},
    DutchWord{"problematische_schulden", "problem_debt"},
    DutchWord{"motivatie", "motivation"},
    DutchWord{"frictie", "matching_k"},
    DutchWord{"kwetsbaarheid", "sd_frailty"},
};

}  // namespace

std::span<const SettingText> setting_texts() noexcept { return settings; }

std::vector<std::string> setting_leaves(std::string_view section)
{
    std::vector<std::string> leaves;
    for (const SettingText& setting : settings) {
        if (setting.section() == section) { leaves.emplace_back(setting.leaf()); }
    }
    return leaves;
}

std::span<const DutchWord> dutch_words() noexcept { return words; }

std::vector<std::string_view> keys_of_dutch(std::string_view word)
{
    const std::string lower = lower_case(word);
    std::vector<std::string_view> keys;
    for (const DutchWord& entry : words) {
        if (entry.dutch == lower) { keys.push_back(entry.key); }
    }
    if (!keys.empty()) { return keys; }
    for (const SettingText& setting : settings) {
        std::string_view rest = setting.dutch;
        while (!rest.empty()) {
            const std::size_t blank = std::min(rest.find(' '), rest.size());
            if (rest.substr(0, blank) == lower) { return {setting.path}; }
            rest.remove_prefix(std::min(blank + 1, rest.size()));
        }
    }
    return {};
}

Text setting_hint(std::string_view word, const std::vector<std::string>& known)
{
    const Text near = did_you_mean_hint(word, known);
    const std::vector<std::string_view> meant = keys_of_dutch(word);
    return near.empty() && !meant.empty() ? meant_hint(meant.front()) : near;
}

}  // namespace vangnet
