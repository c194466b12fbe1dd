#pragma once
/// Every sentence that the program prints, in Dutch and English. The compiler checks that both are complete and have the
/// same placeholders.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace vangnet::cli {

enum class Lang : std::uint8_t { nl, en };

/// A text in both languages; `{}` and `{0}` are placeholders of fmt.
struct Said {
    std::string_view nl;
    std::string_view en;
};

/// Number of placeholders, -1 if a brace stands alone.
constexpr int placeholders(std::string_view text) noexcept
{
    int count = 0;
    for (std::size_t k = 0; k < text.size(); ++k) {
        if (text[k] == '}') { return -1; }
        if (text[k] != '{') { continue; }
        while (k < text.size() && text[k] != '}') { ++k; }
        if (k == text.size()) { return -1; }
        ++count;
    }
    return count;
}

/// A sentence of the catalogue; incomplete ones do not compile.
consteval Said both(std::string_view nl, std::string_view en)
{
    if (nl.empty() || en.empty()) { throw "a language is missing"; }
    if (placeholders(nl) < 0 || placeholders(nl) != placeholders(en)) { throw "placeholders differ"; }
    return {nl, en};
}

namespace text {
// the program
inline constexpr Said tagline = both("vangnet - vergelijk bijstandsbeleid met gesimuleerde mensen",
                                     "vangnet - compare social assistance policies on simulated people");
inline constexpr Said usage = both("Gebruik:  vangnet {}", "Usage:  vangnet {}");
inline constexpr Said usage_top = both("OPDRACHT [opties]", "VERB [options]");
inline constexpr Said usage_options = both("[opties]", "[options]");
inline constexpr Said part_begin = both("Beginnen", "Begin");
inline constexpr Said part_run = both("Rekenen", "Run");
inline constexpr Said part_look = both("Bekijken", "Look");
inline constexpr Said part_share = both("Delen", "Share");
inline constexpr Said part_refer = both("Naslag", "Reference");
inline constexpr Said first_time = both("Eerste keer?", "First time?");
inline constexpr Said help_on = both("Hulp bij een opdracht:  vangnet run --help        English:  vangnet --lang en --help",
                                     "Help on a verb:  vangnet run --help        Nederlands:  vangnet --lang nl --help");
inline constexpr Said exit_codes = both(
    "Uitkomst: 0 klaar, 1 fout van ons, 2 verkeerd gebruik, 3 scenario klopt niet, 4 bestand of gegevens ontbreken of\n"
    "          kloppen niet, 5 niet gelijk (--verify), 6 waarschuwing met --strict, 7 niet nauwkeurig genoeg binnen\n"
    "          de grens, 130 onderbroken",
    "Exit: 0 done, 1 our own fault, 2 wrong use, 3 scenario invalid, 4 a file or data missing or wrong,\n"
    "      5 not the same (--verify), 6 a warning under --strict, 7 not precise enough within the limit, 130 interrupted");
inline constexpr Said options = both("Opties", "Options");
inline constexpr Said examples = both("Voorbeelden", "Examples");

// wrong use
inline constexpr Said unknown_verb = both("opdracht '{}' bestaat niet{}", "there is no verb '{}'{}");
inline constexpr Said unknown_option = both("optie '{}' bestaat niet bij '{}'{}", "there is no option '{}' for '{}'{}");
inline constexpr Said did_you_mean = both(". Bedoelde u '{}'?", ". Did you mean '{}'?");
inline constexpr Said see_help = both("Kijk met: vangnet {}--help", "See: vangnet {}--help");
inline constexpr Said needs_value = both("optie --{} heeft een waarde nodig", "option --{} needs a value");
inline constexpr Said wrong_options = both("de opties kloppen niet: {}", "the options are wrong: {}");
inline constexpr Said not_whole = both("--{} {} is geen geheel getal van {} tot {}",
                                       "--{} {} is not a whole number from {} to {}");
inline constexpr Said not_number = both("--{} {} is geen getal van {} tot {}", "--{} {} is not a number from {} to {}");
inline constexpr Said not_choice = both("--{} {} kan niet (mogelijk: {}){}", "--{} {} is not possible (allowed: {}){}");
inline constexpr Said not_duration = both("--{} {} is geen duur (zoals 90s, 20min of 2h)",
                                          "--{} {} is not a duration (such as 90s, 20min or 2h)");
inline constexpr Said not_precision = both("--{} {} is geen nauwkeurigheid (zoals 0.2pp: 0,2 per 100 mensen)",
                                           "--{} {} is not a precision (such as 0.2pp: 0.2 per 100 people)");
inline constexpr Said needs_file = both("'{}' vraagt om {}", "'{}' needs {}");
inline constexpr Said a_scenario = both("een scenario (bestand, of de naam van een voorbeeld: {})",
                                        "a scenario (a file, or the name of a ready one: {})");
inline constexpr Said a_result = both("een resultaat (.h5)", "a result (.h5)");
inline constexpr Said an_out_file = both("de naam van het nieuwe bestand", "the name of the new file");
inline constexpr Said too_many = both("'{}' is te veel: '{}' verwacht {} naam of namen", "'{}' is too much: '{}' takes {} name(s)");
inline constexpr Said exists = both("{}: bestaat al; er is niets overschreven (--force overschrijft)",
                                    "{}: exists; nothing was overwritten (--force overwrites)");
inline constexpr Said exists_run = both("{}: bestaat al; er is niets overschreven (--force overschrijft, --resume gaat verder)",
                                        "{}: exists; nothing was overwritten (--force overwrites, --resume goes on)");
inline constexpr Said cannot_write = both("{}: kan niet worden geschreven: {}", "{}: cannot be written: {}");
inline constexpr Said unknown_template = both("voorbeeld '{}' bestaat niet (er zijn: {}){}", "there is no template '{}' (there are: {}){}");

// failures
inline constexpr Said nothing_run = both("{} probleem/problemen; er is niets gerekend.", "{} problem(s); nothing was run.");
inline constexpr Said our_bug = both("fout in vangnet zelf: {}\nMeld dit met de opdracht en het scenario.",
                                     "a fault of vangnet itself: {}\nPlease report it with the command and the scenario.");

// new, check
inline constexpr Said wrote = both("{} geschreven", "wrote {}");
inline constexpr Said next_check = both("Verder met: vangnet check {0}   en   vangnet run {0}", "Next: vangnet check {0}   and   vangnet run {0}");
inline constexpr Said templates = both("Voorbeelden (vangnet new --template NAAM bestand.toml)", "Templates (vangnet new --template NAME file.toml)");
inline constexpr Said in_words = both("Beleid in gewone woorden", "Policies in plain words");
inline constexpr Said base_mark = both("(basis)", "(base)");
inline constexpr Said people_run = both("{}: {} mensen met bijstand in {} (nagebootst: {}), {} maanden vanaf {}-{:02}, {} varianten, {} herhalingen, {} trekkingen",
                                        "{}: {} people on benefit in {} (simulated: {}), {} months from {}-{:02}, {} arms, {} replicates, {} draws");
inline constexpr Said estimate = both("Rekentijd  ongeveer {}, {} MB geheugen *(schatting)*", "Time  about {}, {} MB of memory *(estimate)*");
inline constexpr Said guardrails = both("Waar op te letten", "What to watch");
inline constexpr Said none_to_watch = both("niets bijzonders", "nothing special");
inline constexpr Said watch_no_draws = both("geen trekkingen: de spreiding zegt alleen iets over toeval, niet hoe zeker een effect is",
                                            "no draws: the spread is about chance only and says nothing about how sure an effect is");
inline constexpr Said watch_months = both("{} maanden: proeven liepen 16 tot 27 maanden; daarna is het doorgetrokken",
                                          "{} months: trials lasted 16 to 27 months; beyond that it is extrapolated");
inline constexpr Said watch_grade = both("'{}' steunt op bewijs D (oordeel, geen proef)", "'{}' rests on evidence D (judgement, no trial)");
inline constexpr Said watch_law = both("'{}': {}", "'{}': {}");
inline constexpr Said watch_few = both("{} mensen is weinig: de spreiding door toeval wordt groot", "{} people are few: the spread from chance will be wide");
inline constexpr Said watch_replicates = both("{} herhalingen: voor een bruikbare spreiding zijn er minstens 10 nodig",
                                              "{} replicate(s): a usable spread needs at least 10");
inline constexpr Said stock_line = both("Bijstand eind {}: {} mensen onder de AOW-leeftijd; in een heel jaar (2015) 616.542 werkzoekenden",
                                        "On benefit end of {}: {} people below pension age; over the whole year 2015 616,542 work seekers");
inline constexpr Said margins_head = both("Gepubliceerd tegen nagebootst ({} mensen met bijstand)", "Published against synthetic ({} people on benefit)");
inline constexpr Said margins_columns = both("gepubliceerd   nagebootst", "published    synthetic");
inline constexpr Said scenario_ok = both("Het scenario klopt.", "The scenario is valid.");

// run
inline constexpr Said phase_start = both("Voorbereiden  {}/{} beginsituaties", "Preparing  {}/{} start states");
inline constexpr Said phase_run = both("Rekenen  {}/{} doorrekeningen", "Running  {}/{} runs");
inline constexpr Said time_left = both("nog ongeveer {}", "about {} left");
inline constexpr Said interrupted = both("Onderbroken na {} van {}; het deel dat klaar is staat in {}", "Interrupted after {} of {}; what is done is in {}");
inline constexpr Said interrupted_early = both("Onderbroken; nog niets klaar.", "Interrupted; nothing done yet.");
inline constexpr Said out_of_time = both("Tijd op na {} van {}; het deel dat klaar is staat in {}", "Out of time after {} of {}; what is done is in {}");
inline constexpr Said not_precise = both("Gevraagde nauwkeurigheid {} niet gehaald met {} herhalingen", "Asked precision {} not reached with {} replicates");
inline constexpr Said resume_with = both("Verder met: {}", "Go on with: {}");
inline constexpr Said result_line = both("Resultaat  {} ({} MB, {})   tabel: vangnet compare {}   herhalen: vangnet info {} --repeat",
                                         "Result  {} ({} MB, {})   table: vangnet compare {}   repeat: vangnet info {} --repeat");
inline constexpr Said minutes_seconds = both("{} min {} s", "{} min {} s");
inline constexpr Said seconds = both("{} s", "{} s");
inline constexpr Said cohort = both("iedereen met bijstand bij de start van het beleid, waar zij daarna ook zijn",
                                    "everyone on benefit when the policies begin, wherever they are afterwards");

// compare
inline constexpr Said after_months = both("Na {} maanden, verschil met {}, per 100 mensen tenzij anders vermeld",
                                          "After {} months, difference from {}, per 100 people unless stated otherwise");
inline constexpr Said who_line = both("{}; {} mensen per herhaling, {} herhalingen, {} trekkingen", "{}; {} people per replicate, {} replicates, {} draws");
inline constexpr Said of_whom = both("Van: {}", "Of: {}");
inline constexpr Said column_base = both("basis", "base");
inline constexpr Said column_difference = both("verschil", "difference");
inline constexpr Said column_chance = both("{}% toeval", "{}% chance");
inline constexpr Said column_parameters = both("{}% aannames", "{}% parameters");
inline constexpr Said grade_decides = both("bewijs {} - {}", "evidence {} - {}");
inline constexpr Said same_as_base = both("gelijk aan de basis", "same as the base");
inline constexpr Said left_head = both("Wie nog bijstand heeft (een andere groep mensen per variant: geen effect)",
                                       "Who is left on benefit (other people in each arm: not an effect)");
inline constexpr Said legend = both("+ meer   - minder   = ongeveer gelijk   ~ kan beide kanten op   (regels: vangnet explain tekens)",
                                    "+ more   - less   = about the same   ~ could go either way   (rules: vangnet explain signs)");
inline constexpr Said in_spread = both("In de spreiding: {}.  Niet erin: {}.", "In the spread: {}.  Not in it: {}.");
inline constexpr Said group_head = both("Groep: {}", "Group: {}");

// info, export
inline constexpr Said info_title = both("Titel      {}", "Title      {}");
inline constexpr Said info_done = both("Klaar      {} van {} herhalingen, {} van {} trekkingen", "Done       {} of {} replicates, {} of {} draws");
inline constexpr Said info_arms = both("Varianten  {}", "Arms       {}");
inline constexpr Said info_months = both("Maanden    {} (maand 0 is {})", "Months     {} (month 0 is {})");
inline constexpr Said info_size = both("Inhoud     {} uitkomsten, {} groepen", "Content    {} measures, {} groups");
inline constexpr Said info_version = both("Programma  {} ({}), {}", "Program    {} ({}), {}");
inline constexpr Said info_command = both("Opdracht   {}", "Command    {}");
inline constexpr Said info_seed = both("Toeval     {}", "Seed       {}");
inline constexpr Said info_data = both("Gegevens   {} tabellen", "Data       {} tables");
inline constexpr Said same = both("gelijk: {}", "same: {}");
inline constexpr Said different = both("verschillend: {} en {}", "different: {} and {}");
inline constexpr Said dictionary_csv = both("lijst van kolommen en uitkomsten", "list of columns and measures");

// explain
inline constexpr Said explain_unknown = both("'{}' is onbekend{}", "'{}' is unknown{}");
inline constexpr Said explain_list = both("Alles: vangnet explain --all   sleutels van een scenario: vangnet explain keys   gedrag: vangnet explain parameters",
                                          "Everything: vangnet explain --all   keys of a scenario: vangnet explain keys   behaviour: vangnet explain parameters");
inline constexpr Said instrument = both("instrument", "instrument");
inline constexpr Said parameter_of = both("instelling van {}", "setting of {}");
inline constexpr Said behaviour_parameter = both("aanname over gedrag", "behaviour parameter");
inline constexpr Said measure = both("uitkomst", "measure");
inline constexpr Said scenario_key = both("sleutel van een scenario", "key of a scenario");
inline constexpr Said fact_of_person = both("kenmerk van een mens, voor 'only'", "fact of a person, for 'only'");
inline constexpr Said row_meaning = both("betekenis", "meaning");
inline constexpr Said row_unit = both("eenheid", "unit");
inline constexpr Said row_value = both("waarde", "value");
inline constexpr Said row_range = both("bereik", "range");
inline constexpr Said row_distribution = both("verdeling", "distribution");
inline constexpr Said row_source = both("bron", "source");
inline constexpr Said row_grade = both("bewijs", "evidence");
inline constexpr Said row_tag = both("werkt", "acts");
inline constexpr Said row_article = both("wet", "law");
inline constexpr Said row_decides = both("beslist", "decides");
inline constexpr Said row_allowed = both("mogelijk", "allowed");
inline constexpr Said row_absent = both("zonder", "if absent");
inline constexpr Said row_neutral = both("neutraal", "neutral");
inline constexpr Said row_default = both("standaard", "default");
inline constexpr Said row_priors = both("effect uit", "effect from");
inline constexpr Said row_better = both("beter is", "better is");
inline constexpr Said better_more = both("meer", "more");
inline constexpr Said better_less = both("minder", "less");
inline constexpr Said better_neither = both("geen van beide", "neither");
inline constexpr Said tag_history = both("ook onder de gewone regels", "under the usual rules too (history)");
inline constexpr Said tag_policy = both("alleen onder ander beleid", "under other policies only (policy)");
inline constexpr Said signs_title = both("De tekens in de tabel van 'vangnet compare'", "The signs in the table of 'vangnet compare'");
inline constexpr Said signs = both(
    "  +  minstens 90% van de trekkingen ligt boven de grens die ertoe doet\n"
    "  -  minstens 90% ligt onder min die grens\n"
    "  =  minstens 90% ligt binnen de grens: ongeveer gelijk\n"
    "  ~  anders: kan beide kanten op\n"
    "De grens is 1 per 100 mensen voor aandelen, 0,05 standaarddeviatie voor scores en 1% van het basisniveau voor de rest\n"
    "(oordeel). Meer of minder is niet beter of slechter. Zonder trekkingen staat er geen teken: de spreiding gaat dan alleen\n"
    "over toeval en zegt niet hoe zeker het effect is.",
    "  +  at least 90% of the draws lie above the line that matters\n"
    "  -  at least 90% lie below minus that line\n"
    "  =  at least 90% lie within the line: about the same\n"
    "  ~  otherwise: could go either way\n"
    "The line is 1 per 100 people for shares, 0.05 standard deviation for scores and 1% of the base level for the rest\n"
    "(judgement). More or less is not better or worse. Without draws there is no sign: the spread is then about chance only and\n"
    "says nothing about how sure the effect is.");

// facts, bench
inline constexpr Said facts_phase = both("Meten  {}/{} stappen", "Measuring  {}/{} steps");
inline constexpr Said facts_head = both("Gepubliceerde feiten naast het model ({} mensen met bijstand nagebootst)", "Published facts beside the model ({} people on benefit simulated)");
inline constexpr Said facts_columns = both("{:<28}{:>10}{:>22}{:>10}  {}", "{:<28}{:>10}{:>22}{:>10}  {}");
inline constexpr Said fact_part = both("feit", "fact");
inline constexpr Said published = both("cijfer", "published");
inline constexpr Said range = both("bereik", "range");
inline constexpr Said model = both("model", "model");
inline constexpr Said inside = both("binnen", "inside");
inline constexpr Said outside = both("buiten", "outside");
inline constexpr Said predicted = both("voorspeld", "predicted");
inline constexpr Said fitted = both("geijkt", "fitted");
inline constexpr Said facts_sum = both("{} van {} feiten binnen hun bereik; van de {} geheel voorspelde {}; {} van {} onderdelen",
                                       "{} of {} facts inside their range; of the {} wholly predicted {}; {} of {} parts");
}  // namespace text

/// A sentence in a language.
template <class... Args>
[[nodiscard]] std::string say(Lang lang, const Said& said, const Args&... args)
{
    return fmt::format(fmt::runtime(lang == Lang::nl ? said.nl : said.en), args...);
}

}  // namespace vangnet::cli
