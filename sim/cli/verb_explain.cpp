#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>

#include "policies/policy.hpp"
#include "sim/cli/session.hpp"
#include "sim/config/did_you_mean.hpp"
#include "sim/run/measures.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr std::string_view signs_nl =
    "Tekens in de tabel, alleen naar het bereik van de parameters:\n"
    "  +  minstens 90% van de trekkingen ligt boven de drempel\n"
    "  −  minstens 90% ligt onder min de drempel\n"
    "  =  minstens 90% ligt binnen de drempel: ongeveer gelijk\n"
    "  ~  kan beide kanten op\n"
    "Drempel: 1 per 100 mensen, 0,05 voor scores, anders 1% van de basis (oordeel). Zonder trekkingen is er geen "
    "teken:\n"
    "het bereik van het toeval zegt niets over hoe zeker het effect is.\n";
constexpr std::string_view signs_en =
    "Signs in the table, by the parameter range only:\n"
    "  +  at least 90% of the draws lie above the line\n"
    "  −  at least 90% lie below minus the line\n"
    "  =  at least 90% lie within the line: about the same\n"
    "  ~  could go either way\n"
    "Line: 1 per 100 people, 0.05 for scores, else 1% of the base (judgement). Without draws there is no sign: the "
    "chance\n"
    "range says nothing about how sure the effect is.\n";

/// Dutch words for keys, for who looks for them.
constexpr std::pair<std::string_view, std::string_view> dutch_words[] = {{"sollicitatieplicht", "application_duty"},
                                                                         {"ontheffing", "exemption"},
                                                                         {"vrijstelling", "exemption"},
                                                                         {"tegenprestatie", "counter_service"},
                                                                         {"vrijwilligerswerk", "voluntary_service"},
                                                                         {"begeleiding", "guidance"},
                                                                         {"vrijlating", "earnings_disregard"},
                                                                         {"bijverdienen", "earnings_disregard"},
                                                                         {"premie", "reemployment_bonus"},
                                                                         {"bonus", "reemployment_bonus"},
                                                                         {"schuldhulp", "debt_help"},
                                                                         {"zoekperiode", "search_period"},
                                                                         {"tekens", "signs"}};

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

void print_instrument(const policy::InstrumentInfo& info, bool dutch)
{
    const policy::Card& card = *info.card;
    fmt::print("{} ({})\n", dutch ? card.title_nl : card.title_en, card.key);
    fmt::print("  {}: {}\n", dutch ? "Wet" : "Law", card.article);
    fmt::print("  {}: {}\n", dutch ? "Wie beslist" : "Who may decide", policy::decides_text(card.decides, dutch));
    fmt::print("  {} {}: {}\n", dutch ? "Bewijs" : "Evidence", policy::grade_text(card.grade),
               dutch ? card.evidence_nl : card.evidence_en);
    fmt::print("  {}\n", dutch ? "Instellingen:" : "Settings:");
    for (std::size_t k = 0; k < info.parameters.size(); ++k) {
        const policy::ParameterText& t = info.parameters[k];
        fmt::print("    {:<26} {} [{} .. {}], {} {}; {}: {}\n", t.key, dutch ? t.meaning_nl : t.meaning_en, t.low,
                   t.high, dutch ? "anders" : "default", info.defaults[k], dutch ? "bron" : "source", t.source);
    }
    fmt::print("  {}\n   ",
               dutch ? "Onzekere parameters achter het effect:" : "Uncertain parameters behind the effect:");
    for (const std::string_view prior : card.priors) { fmt::print(" {}", prior); }
    fmt::print("\n");
}

/// Total effect of a policy, what the mechanisms carry of it, and the explicit rest (MODEL.md E9); shares are of the
/// sum of both sizes, as the two may have opposite signs.
void print_parts(double total, double structural, bool dutch)
{
    const double rest = total - structural;
    const double sizes = std::abs(structural) + std::abs(rest);
    const double share = sizes > 0.0 ? std::abs(rest) / sizes : 1.0;  // no effect and no mechanism: assumed to be none
    const double percent = std::round(100.0 * share);
    fmt::print("  {} {} = {} {} ({}%) + {} {} ({}%){}\n", dutch ? "totaal" : "total", number(total, 3, dutch),
               number(structural, 3, dutch),
               dutch ? "uit geld, motivatie, gezondheid en zoeken" : "from money, motivation, health and search",
               number(100.0 - percent, 0, dutch), number(rest, 3, dutch), dutch ? "expliciet" : "explicit",
               number(percent, 0, dutch),
               share > 0.5 ? (dutch ? ": aangenomen, niet afgeleid" : ": assumed, not derived") : "");
}

void print_parameter(const ParameterEntry& e, const ParameterBook& book, bool dutch)
{
    fmt::print("{} = {:.6g} [{}]\n  {}\n", e.key, e.value, e.unit, e.meaning);
    if (!e.distribution.empty()) {
        fmt::print("  {}: {}({:.4g}, {:.4g}), 5%..95%: {:.4g} .. {:.4g}\n", dutch ? "verdeling" : "distribution",
                   e.distribution, e.p1, e.p2, e.low, e.high);
    } else {
        fmt::print("  {}: {:.4g} .. {:.4g}\n", dutch ? "toegestaan" : "allowed", e.low, e.high);
    }
    fmt::print("  {}: {}; {}: {}; {}: {}\n", dutch ? "soort" : "kind", e.kind, dutch ? "bewijs" : "evidence", e.grade,
               dutch ? "bron" : "source", e.source.empty() ? "-" : e.source);
    fmt::print("  {}\n", e.policy ? (dutch ? "policy: getrokken met --draws; werkt niet in de gewone regels"
                                           : "policy: drawn by --draws; does not act under the usual rules")
                                  : (dutch ? "history: werkt ook in de gewone regels; de begintoestand hangt ervan af"
                                           : "history: acts under the usual rules too; the start state depends on it"));
    const auto structural = book.structural.find(e.key);
    if (structural != book.structural.end()) { print_parts(e.value, structural->second, dutch); }
}

void print_measure(const Measure& m, bool dutch)
{
    fmt::print("{} [{}]: {}\n  {}\n", m.info.key, m.info.unit, dutch ? m.info.long_name_nl : m.info.long_name_en,
               dutch ? m.info.definition_nl : m.info.definition_en);
}

bool explain_one(const std::string& key, const Tables& tables, bool dutch)
{
    if (key == "signs") {
        fmt::print("{}", dutch ? signs_nl : signs_en);
        return true;
    }
    if (const int type = policy::instrument_index(key); type >= 0) {
        print_instrument(policy::instruments()[static_cast<std::size_t>(type)], dutch);
        return true;
    }
    if (const ParameterEntry* e = tables.book.find(key)) {
        print_parameter(*e, tables.book, dutch);
        return true;
    }
    for (const Measure& m : measures()) {
        if (m.info.key == key) {
            print_measure(m, dutch);
            return true;
        }
    }
    for (const policy::InstrumentInfo& info : policy::instruments()) {
        for (const policy::ParameterText& t : info.parameters) {
            if (t.key == key) {
                print_instrument(info, dutch);
                return true;
            }
        }
    }
    return false;
}

std::vector<std::string> all_keys(const Tables& tables)
{
    std::vector<std::string> keys = {"signs"};
    for (const policy::InstrumentInfo& info : policy::instruments()) {
        keys.emplace_back(info.card->key);
        for (const policy::ParameterText& t : info.parameters) { keys.emplace_back(t.key); }
    }
    for (const Measure& m : measures()) { keys.push_back(m.info.key); }
    for (const ParameterEntry& e : tables.book.entries) { keys.push_back(e.key); }
    return keys;
}

void print_all_json(const Tables& tables)
{
    nlohmann::ordered_json j;
    for (const policy::InstrumentInfo& info : policy::instruments()) {
        nlohmann::ordered_json i = {{"key", info.card->key},
                                    {"title_nl", info.card->title_nl},
                                    {"title_en", info.card->title_en},
                                    {"article", info.card->article},
                                    {"decides", policy::decides_text(info.card->decides, false)},
                                    {"grade", policy::grade_text(info.card->grade)}};
        for (std::size_t k = 0; k < info.parameters.size(); ++k) {
            const auto& t = info.parameters[k];
            i["parameters"].push_back({{"key", t.key},
                                       {"low", t.low},
                                       {"high", t.high},
                                       {"neutral", t.neutral},
                                       {"default", info.defaults[k]},
                                       {"source", t.source}});
        }
        j["instruments"].push_back(i);
    }
    for (const ParameterEntry& e : tables.book.entries) {
        j["parameters"].push_back({{"key", e.key},
                                   {"value", e.value},
                                   {"unit", e.unit},
                                   {"meaning", e.meaning},
                                   {"low", e.low},
                                   {"high", e.high},
                                   {"distribution", e.distribution},
                                   {"tag", e.policy ? "policy" : "history"},
                                   {"kind", e.kind},
                                   {"grade", std::string(1, e.grade)},
                                   {"source", e.source}});
    }
    for (const Measure& m : measures()) {
        j["measures"].push_back({{"key", m.info.key},
                                 {"unit", m.info.unit},
                                 {"definition_nl", m.info.definition_nl},
                                 {"definition_en", m.info.definition_en}});
    }
    fmt::print("{}\n", j.dump(2));
}

}  // namespace

int verb_explain(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("all", session.say("alle sleutels", "all keys").data());
    add("json", session.say("alles, voor programma's", "everything, for programs").data());
    const Values values = parse(session, options, {"key"});
    if (values.count("help") != 0U) {
        print_help(
            session, session.say("vangnet explain SLEUTEL", "vangnet explain KEY"),
            session.say(
                "Wat een instrument, instelling, parameter of uitkomst betekent, met eenheid, bereik, bron en bewijs.",
                "What an instrument, setting, parameter or outcome means, with unit, range, source and evidence."),
            options);
        return 0;
    }
    const Tables tables = load_tables(values);
    if (values.count("json") != 0U) {
        print_all_json(tables);
        return 0;
    }
    if (values.count("key") == 0U || values.count("all") != 0U) {
        for (const std::string& key : all_keys(tables)) { fmt::print("{}\n", key); }
        return 0;
    }
    std::string key = lower(values["key"].as<std::string>());
    for (const auto& [word, meant] : dutch_words) {
        if (key == word) { key = meant; }
    }
    if (explain_one(key, tables, session.dutch())) { return 0; }
    std::vector<std::string> known = all_keys(tables);
    for (const auto& [word, meant] : dutch_words) { known.emplace_back(word); }
    throw UsageError(
        fmt::format("explain {}: {}{}", key, session.say("onbekend", "unknown"), did_you_mean_hint(key, known)));
}

}  // namespace vangnet::cli
