#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/evidence.hpp"
#include "policies/policy.hpp"
#include "sim/cli/explain_text.hpp"
#include "sim/cli/session.hpp"
#include "sim/experiment/measures.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/table.hpp"
#include "sim/scenario/settings.hpp"
#include "sim/scenario/terms.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

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
        tell([&] { fmt::print("{}", signs_text(dutch)); });
    }
    if (const Term* term = find_term(key)) {
        tell([&] { fmt::print("{}", term_text(*term, tables.data, dutch)); });
    }
    for (const policy::InstrumentInfo& info : policy::instruments()) {
        if (info.card->key == key || has_parameter(info, key)) {
            tell([&] { fmt::print("{}", instrument_text(info, tables.book, dutch)); });
        }
    }
    if (const ParameterEntry* e = tables.book.find(key)) {
        tell([&] { fmt::print("{}", parameter_text(*e, tables.book, dutch)); });
    }
    for (const Measure& m : measures()) {
        if (m.info.key == key) {
            tell([&] { fmt::print("{}", measure_text(m, dutch)); });
        }
    }
    for (const SettingText& setting : setting_texts()) {
        if (setting.path == key || setting.leaf() == key) {
            tell([&] { fmt::print("{}", setting_text(setting, dutch)); });
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
    for (const Term& term : terms()) { words.emplace_back(term.key); }
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
                                    {"decides", policy::decides_text(info.card->decides, false)}};
        i["grades"] = nlohmann::ordered_json::object();
        for (const auto& [moves, grade] : analysis::grades_of(info, tables.book)) {
            i["grades"][std::string(analysis::key_of(moves))] = policy::grade_text(grade);
        }
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
                                   {"meaning", e.meaning.en},
                                   {"meaning_nl", e.meaning.nl},
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
    const Values values = parse(session, options, {"key"}, true);
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
    // a term may be several words: vangnet explain harde kern
    const std::string key = lower_case(fmt::format("{}", fmt::join(values["key"].as<std::vector<std::string>>(), " ")));
    int told = explain_key(key, tables, session.dutch());
    const Term* term = find_term(key);
    for (const std::string_view meant : keys_of_dutch(key)) {
        if (term != nullptr && term->key == meant) { continue; }  // told already
        if (told > 0) { fmt::print("\n"); }
        told += explain_key(meant, tables, session.dutch());
    }
    if (told > 0) { return 0; }
    throw UsageError(bilingual({"explain {}: onbekend{}", "explain {}: unknown{}"}, in_quotes(key),
                               did_you_mean_hint(key, all_words(tables))));
}

}  // namespace vangnet::cli
