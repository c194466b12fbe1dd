#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "policies/policy.hpp"
#include "sim/cli/session.hpp"
#include "sim/config/did_you_mean.hpp"
#include "sim/config/settings.hpp"
#include "sim/config/table.hpp"
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
    if (structural != book.structural.end()) {
        const double explicit_part = e.value - structural->second;
        const double share =
            e.value != 0.0
                ? std::min(1.0, std::abs(explicit_part) / (std::abs(explicit_part) + std::abs(structural->second)))
                : 0.0;
        const Text assumed = share > 0.5 ? Text{" (meer dan de helft aangenomen, niet afgeleid)",
                                                " (more than half is assumed, not derived)"}
                                         : Text{};
        fmt::print("  {}\n",
                   say_in(dutch,
                          {"totaal {:.3f} = {:.3f} uit geld, motivatie, gezondheid en zoeken + {:.3f} aangenomen{}",
                           "total {:.3f} = {:.3f} from money, motivation, health and search + {:.3f} assumed{}"},
                          e.value, structural->second, explicit_part, assumed));
    }
}

void print_measure(const Measure& m, bool dutch)
{
    fmt::print("{} [{}]: {}\n  {}\n", m.info.key, m.info.unit, dutch ? m.info.long_name_nl : m.info.long_name_en,
               dutch ? m.info.definition_nl : m.info.definition_en);
}

void print_setting(const SettingText& setting, bool dutch)
{
    fmt::print("{}\n  {}\n", setting.path, setting.meaning.in(dutch));
    fmt::print("  {}: {}\n", dutch ? "soort" : "kind", dutch ? "sleutel van een scenario" : "key of a scenario");
    fmt::print("  {}: {}\n", dutch ? "toegestaan" : "allowed", setting.allowed.in(dutch));
    fmt::print("  {}: {}\n", dutch ? "anders" : "if left out", setting.if_absent.in(dutch));
}

bool has_parameter(const policy::InstrumentInfo& info, std::string_view key)
{
    return std::any_of(info.parameters.begin(), info.parameters.end(), [&](const auto& t) { return t.key == key; });
}

/// Prints all that a key stands for: one word may name a setting of several sections or instruments.
/// \return how many things that were
int explain_key(std::string_view key, const Tables& tables, bool dutch)
{
    int told = 0;
    const auto tell = [&](const auto& print) {
        if (told++ > 0) { fmt::print("\n"); }
        print();
    };
    if (key == "signs") {
        tell([&] { fmt::print("{}", dutch ? signs_nl : signs_en); });
    }
    for (const policy::InstrumentInfo& info : policy::instruments()) {
        if (info.card->key == key || has_parameter(info, key)) {
            tell([&] { print_instrument(info, dutch); });
        }
    }
    if (const ParameterEntry* e = tables.book.find(key)) {
        tell([&] { print_parameter(*e, tables.book, dutch); });
    }
    for (const Measure& m : measures()) {
        if (m.info.key == key) {
            tell([&] { print_measure(m, dutch); });
        }
    }
    for (const SettingText& setting : setting_texts()) {
        if (setting.path == key || setting.leaf() == key) {
            tell([&] { print_setting(setting, dutch); });
        }
    }
    return told;
}

std::vector<std::string> all_keys(const Tables& tables)
{
    std::vector<std::string> keys = {"signs"};
    for (const SettingText& setting : setting_texts()) { keys.emplace_back(setting.path); }
    for (const policy::InstrumentInfo& info : policy::instruments()) {
        keys.emplace_back(info.card->key);
        for (const policy::ParameterText& t : info.parameters) { keys.emplace_back(t.key); }
    }
    for (const Measure& m : measures()) { keys.push_back(m.info.key); }
    for (const ParameterEntry& e : tables.book.entries) { keys.push_back(e.key); }
    return keys;
}

/// Every word that `explain` takes, for guesses.
std::vector<std::string> all_words(const Tables& tables)
{
    std::vector<std::string> words = all_keys(tables);
    for (const SettingText& setting : setting_texts()) { words.emplace_back(setting.leaf()); }
    for (const DutchWord& word : dutch_words()) { words.emplace_back(word.dutch); }
    return words;
}

void print_all_json(const Tables& tables)
{
    nlohmann::ordered_json j;
    for (const SettingText& setting : setting_texts()) {
        j["settings"].push_back({{"key", setting.path},
                                 {"meaning_nl", setting.meaning.nl},
                                 {"meaning_en", setting.meaning.en},
                                 {"allowed_nl", setting.allowed.nl},
                                 {"allowed_en", setting.allowed.en},
                                 {"if_absent_nl", setting.if_absent.nl},
                                 {"if_absent_en", setting.if_absent.en}});
    }
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

constexpr Help help{
    {"vangnet explain SLEUTEL [opties]", "vangnet explain KEY [options]"},
    {"Wat een sleutel van een scenario, instrument, parameter of uitkomst betekent, met eenheid, "
     "bereik, bron en bewijs.",
     "What a key of a scenario, an instrument, parameter or outcome means, with unit, range, source and "
     "evidence."},
    "  vangnet explain guidance\n  vangnet explain run.months\n  vangnet --lang nl explain vrijlating"};

}  // namespace

int verb_explain(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("all", session.say("alle sleutels", "all keys").data());
    add("json",
        session.say("alles als JSON, voor andere programma's", "everything as JSON, for other programs").data());
    const Values values = parse(session, options, {"key"});
    if (help_printed(session, values, help, options)) { return 0; }
    const Tables tables = load_tables(values);
    if (values.count("json") != 0U) {
        print_all_json(tables);
        return 0;
    }
    if (values.count("key") == 0U || values.count("all") != 0U) {
        for (const std::string& key : all_keys(tables)) { fmt::print("{}\n", key); }
        return 0;
    }
    const std::string key = lower_case(values["key"].as<std::string>());
    if (explain_key(key, tables, session.dutch()) > 0) { return 0; }
    if (const std::string_view meant = key_of_dutch(key); explain_key(meant, tables, session.dutch()) > 0) { return 0; }
    throw UsageError(bilingual({"explain {}: onbekend{}", "explain {}: unknown{}"}, in_quotes(key),
                               did_you_mean_hint(key, all_words(tables))));
}

}  // namespace vangnet::cli
