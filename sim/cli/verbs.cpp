#include <array>

#include "sim/cli/options.hpp"

namespace vangnet::cli {
namespace {

constexpr Option json{"json", "", "", both("uitvoer als JSON", "output as JSON")};
constexpr Option force{"force", "", "", both("overschrijf wat er al is", "overwrite what is there")};
constexpr Option set{"set", "KEY=VALUE", "", both("zet een sleutel of aanname, mag vaker", "set a key or assumption, may be repeated")};
constexpr Option data{"data", "FOLDER", "", both("eigen tabellen in plaats van de ingebouwde", "your own tables instead of the built-in ones")};
constexpr Option threads{"threads", "N", "all", both("verandert geen enkele uitkomst", "does not change any result")};
constexpr Option people{"people", "N", "", both("mensen in de steekproef", "people in the sample")};
constexpr Option months{"months", "N", "", both("aantal maanden", "number of months")};
constexpr Option replicates{"replicates", "N", "", both("herhalingen van het toeval", "repetitions of chance")};
constexpr Option draws{"draws", "N", "", both("trekkingen van de aannames", "draws of the assumptions")};
constexpr Option seed{"seed", "N", "", both("beginwaarde van het toeval", "start of the random numbers")};
constexpr Option progress{"progress", "MODE", "auto", both("auto | plain | json | none", "auto | plain | json | none")};

constexpr std::array new_options{
    Option{"template", "NAME", "", both("voorbeeld; zonder naam van een bestand: toon de lijst", "template; without a file name: show the list")},
    Option{"from", "FILE", "", both("begin van een eigen scenario", "begin from a scenario of your own")},
    Option{"municipality", "NAME", "", both("andere gemeente", "another municipality")}, force};
constexpr std::array check_options{set, people, months, replicates, draws, seed, data, threads,
    Option{"margins", "", "", both("toon gepubliceerd tegen nagebootst", "show published against synthetic")},
    Option{"strict", "", "", both("einde 6 als er iets is om op te letten", "exit 6 if there is something to watch")}, json};
constexpr std::array run_options{
    Option{"out", "FILE", "SCENARIO.h5", both("bestand voor het resultaat", "result file")}, people, months, replicates, draws, seed, set,
    Option{"until", "X", "", both("stop als elk verschil binnen X bekend is, zoals 0.2pp", "stop when each difference is known within X, e.g. 0.2pp")},
    Option{"max-time", "DURATION", "", both("stop dan, bewaar wat klaar is", "stop then, keep what is done")},
    threads, progress, force,
    Option{"resume", "", "", both("ga verder met wat gestopt was", "continue a stopped run")},
    Option{"no-table", "", "", both("toon de tabel niet", "do not print the table")},
    Option{"strict", "", "", both("einde 6 als er iets is om op te letten", "exit 6 if there is something to watch")}, data, json};
constexpr std::array compare_options{
    Option{"by", "GROUP", "all", both("splits naar groep, zoals sex of duration", "split by group, such as sex or duration")},
    Option{"outcome", "LIST", "", both("uitkomsten, met komma's ertussen", "outcomes, separated by commas")},
    Option{"month", "N", "last", both("maand sinds de start", "month since the start")},
    Option{"level", "N", "90", both("breedte van de spreiding in procent", "width of the ranges in percent")},
    Option{"base", "ARM", "", both("vergelijk met deze variant", "compare with this arm")},
    Option{"csv", "", "", both("uitvoer als CSV", "output as CSV")},
    Option{"decimal", "point|comma", "point", both("decimaalteken in CSV", "decimal sign in CSV")}, json};
constexpr std::array export_options{
    Option{"out", "FOLDER", "RESULT-csv", both("map voor de bestanden", "folder for the files")},
    Option{"tables", "LIST", "effects,means", both("effects, means, replicates of all", "effects, means, replicates or all")},
    Option{"decimal", "point|comma", "point", both("decimaalteken", "decimal sign")}, force, json};
constexpr std::array info_options{
    Option{"digest", "", "", both("de controlesom van alle uitkomsten", "the digest of all results")},
    Option{"repeat", "", "", both("hoe dit resultaat te herhalen is", "how to repeat this result")},
    Option{"scenario", "", "", both("het hele scenario", "the whole scenario")},
    Option{"verify", "OTHER", "", both("vergelijk met een resultaat of controlesom; einde 5 als ze verschillen", "compare with a result or digest; exit 5 if they differ")},
    json};
constexpr std::array explain_options{
    Option{"all", "", "", both("alles wat uit te leggen is", "everything there is")}, data, json};
constexpr std::array facts_options{people, seed, threads, set, data, progress,
    Option{"csv", "", "", both("uitvoer als CSV", "output as CSV")}, json};
constexpr std::array bench_options{people, months, replicates, threads, json};

constexpr std::array all{
    Verb{"new", "FILE.toml", 1, text::part_begin, both("maak een scenario van een voorbeeld", "make a scenario from a template"),
         both("Schrijft een scenario om zelf aan te passen.", "Writes a scenario for you to change."), new_options,
         "  vangnet new --template utrecht-four-ways utrecht.toml\n  vangnet new --template caseload --municipality Leiden leiden.toml\n", &verb_new},
    Verb{"check", "SCENARIO.toml", 1, text::part_begin, both("controleer het scenario en schat de rekentijd", "check the scenario and estimate the time"),
         both("Zegt alles wat er mis is in een keer, zet het beleid in gewone woorden en legt (--margins) de gepubliceerde\n"
              "cijfers over mensen met bijstand naast de nagebootste.",
              "Tells all problems at once, puts the policies in plain words and (--margins) holds published figures on\n"
              "recipients against the synthetic ones."), check_options,
         "  vangnet check utrecht.toml\n  vangnet check utrecht.toml --margins\n", &verb_check},
    Verb{"run", "SCENARIO.toml", 1, text::part_run, both("reken door: dezelfde mensen, hetzelfde toeval, ander beleid", "run: the same people, the same luck, other policies"),
         both("Rekent elke variant door met dezelfde nagebootste mensen en hetzelfde toeval, zodat verschillen tussen\nvarianten alleen van het beleid komen.",
              "Runs every arm on the same synthetic people with the same random draws, so that differences between arms\ncome from the policy alone."), run_options,
         "  vangnet run utrecht.toml --until 0.2pp --max-time 20min\n  vangnet run utrecht-four-ways --people 2000 --replicates 10 --out quick.h5\n", &verb_run},
    Verb{"compare", "RESULT.h5", 1, text::part_look, both("tabel met verschillen", "table of differences"),
         both("Toont per uitkomst het verschil met de basis, per 100 mensen, met twee spreidingen: toeval en aannames.",
              "Shows for each outcome the difference from the base, per 100 people, with two ranges: chance and parameters."), compare_options,
         "  vangnet compare utrecht.h5\n  vangnet compare utrecht.h5 --by duration --outcome on_benefit,work_12h --month 16\n", &verb_compare},
    Verb{"facts", "", 0, text::part_look, both("gepubliceerde feiten naast het model", "published facts beside the model"),
         both("Rekent Nederland door van 1970 tot en met 2023 en meet elk onderdeel van de lijst van feiten in zijn eigen jaar.",
              "Runs the Netherlands from 1970 to 2023 and measures each part of the list of facts in its own year."), facts_options,
         "  vangnet facts\n  vangnet facts --json\n", &verb_facts},
    Verb{"export", "RESULT.h5", 1, text::part_share, both("naar CSV", "to CSV"),
         both("Schrijft CSV-bestanden met een lijst van wat elke kolom en uitkomst betekent.", "Writes CSV files with a dictionary of columns and measures."), export_options,
         "  vangnet export utrecht.h5 --decimal comma\n", &verb_export},
    Verb{"info", "RESULT.h5", 1, text::part_share, both("herkomst en herhalen", "where it comes from, and repeating it"),
         both("Toont wat er in een resultaat staat en waar het vandaan komt.", "Shows what is in a result and where it comes from."), info_options,
         "  vangnet info utrecht.h5 --digest\n  vangnet info utrecht.h5 --verify other.h5\n", &verb_info},
    Verb{"explain", "KEY", 1, text::part_refer, both("wat betekent dit getal en waar komt het vandaan", "what does this number mean and where does it come from"),
         both("Legt een sleutel, instrument, aanname, uitkomst of teken uit; Nederlandse woorden worden gevonden.",
              "Explains a key, instrument, assumption, measure or sign; Dutch words are found."), explain_options,
         "  vangnet explain guidance\n  vangnet explain vrijlating\n  vangnet explain tekens\n", &verb_explain},
    Verb{"bench", "", 0, text::part_refer, both("meet de snelheid", "measure the speed"),
         both("Rekent utrecht-four-ways door en zet de snelheid naast een vaste lus in hetzelfde programma.",
              "Runs utrecht-four-ways and holds the speed against a fixed loop in the same program."), bench_options,
         "  vangnet bench --json\n", &verb_bench},
};

}  // namespace

std::span<const Verb> verbs() { return all; }

}  // namespace vangnet::cli
