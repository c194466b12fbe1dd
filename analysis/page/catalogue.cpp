#include "analysis/page/catalogue.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

#include <toml++/toml.h>

#include "policies/policy.hpp"
#include "sim/experiment/measures.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet::analysis {

namespace {

using nlohmann::ordered_json;

constexpr const char* usual_rules = "usual-rules";

/// First line of a ready scenario in Dutch, second in English, without the mark of a comment.
std::string title_of(std::string_view text, bool dutch)
{
    const std::size_t first = dutch ? 0 : text.find('\n') + 1;
    const std::string_view line = text.substr(first, text.find('\n', first) - first);
    return std::string{line.substr(std::min(line.find_first_not_of("# "), line.size()))};
}

ordered_json setting_json(const policy::ParameterText& text, float value, bool dutch)
{
    return {{"key", text.key},
            {"meaning", setting_words(text, dutch)},
            {"unit", policy::unit_text(text.unit, dutch)},
            {"flag", text.unit == policy::Unit::flag},
            {"low", text.low},
            {"high", text.high},
            {"value", value}};
}

ordered_json instrument_json(int type, bool dutch)
{
    const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(type)];
    const policy::InstrumentUse use = policy::default_use(type);
    ordered_json settings = ordered_json::array();
    for (std::size_t k = 0; k < info.parameters.size(); ++k) {
        settings.push_back(setting_json(info.parameters[k], use.params[k], dutch));
    }
    return {{"key", info.card->key},
            {"title", dutch ? info.card->title_nl : info.card->title_en},
            {"evidence", dutch ? info.card->evidence_nl : info.card->evidence_en},
            {"decides", policy::decides_text(info.card->decides, dutch)},
            {"settings", std::move(settings)}};
}

toml::table instrument_toml(const ordered_json& choice)
{
    toml::table table{{"use", choice.at("use").get<std::string>()}};
    for (const auto& [key, value] : choice.at("settings").items()) {
        if (value.is_boolean()) {
            table.insert(key, value.get<bool>());
        } else {
            table.insert(key, value.get<double>());
        }
    }
    if (choice.contains("months")) { table.insert("end_month", choice.at("months").get<int>()); }
    return table;
}

/// Outcomes for which a page asks from which difference on they count.
constexpr std::array asked_outcomes{"work_12h", "on_benefit", "problem_debt"};

ordered_json outcomes_json(bool dutch)
{
    ordered_json outcomes = ordered_json::array();
    for (const Measure& measure : measures()) {
        const MeasureInfo& info = measure.info;
        if (std::find(asked_outcomes.begin(), asked_outcomes.end(), info.key) == asked_outcomes.end()) { continue; }
        outcomes.push_back({{"key", info.key}, {"title", dutch ? info.long_name_nl : info.long_name_en}});
    }
    return outcomes;
}

toml::array instruments_toml(const ordered_json& choices)
{
    toml::array instruments;
    for (const ordered_json& choice : choices) { instruments.push_back(instrument_toml(choice)); }
    return instruments;
}

/// What holds now: the usual rules, with what the municipality does otherwise.
toml::table present_toml(const ordered_json& instruments)
{
    const bool usual = instruments.empty();
    toml::table arm{{"key", usual ? "usual" : "present"},
                    {"label_nl", usual ? "gewone regels" : "huidig beleid"},
                    {"label_en", usual ? "usual rules" : "present policy"},
                    {"base", usual_rules}};
    if (!usual) { arm.insert("instruments", instruments_toml(instruments)); }
    return arm;
}

toml::table relevance_toml(const ordered_json& lines)
{
    toml::table relevance;
    for (const auto& [outcome, line] : lines.items()) { relevance.insert(outcome, line.get<double>()); }
    return relevance;
}

}  // namespace

ordered_json page_catalogue(const Tables& tables, bool dutch)
{
    ordered_json scenarios = ordered_json::array();
    for (const std::string& name : template_names()) {
        const std::string_view text = template_text(name);
        scenarios.push_back({{"name", name}, {"title", title_of(text, dutch)}, {"text", text}});
    }
    ordered_json instruments = ordered_json::array();
    for (std::size_t type = 0; type < policy::instruments().size(); ++type) {
        instruments.push_back(instrument_json(static_cast<int>(type), dutch));
    }
    return {{"municipalities", municipality_names(tables.data)},
            {"outcomes", outcomes_json(dutch)},
            {"scenarios", std::move(scenarios)},
            {"instruments", std::move(instruments)}};
}

std::string composed_scenario(const ordered_json& choice)
{
    toml::array arms;
    arms.push_back(present_toml(choice.at("present")));
    int number = 0;
    for (const ordered_json& policy : choice.at("policies")) {
        const auto label = policy.at("label").get<std::string>();
        arms.push_back(toml::table{{"key", "policy_" + std::to_string(++number)},
                                   {"label_nl", label},
                                   {"label_en", label},
                                   {"base", usual_rules},
                                   {"instruments", instruments_toml(policy.at("instruments"))}});
    }
    const auto question = choice.at("question").get<std::string>();
    toml::table scenario{{"title_nl", question},
                         {"title_en", question},
                         {"people", toml::table{{"municipality", choice.at("municipality").get<std::string>()},
                                                {"sample", choice.at("people").get<int>()}}},
                         {"run", toml::table{{"start", choice.at("start").get<std::string>()},
                                             {"months", choice.at("months").get<int>()},
                                             {"replicates", choice.at("replicates").get<int>()},
                                             {"draws", choice.at("draws").get<int>()}}},
                         {"measure", toml::table{{"groups", toml::array{"duration", "chance", "sex", "age", "household",
                                                                        "education", "debt", "health"}}}},
                         {"arms", std::move(arms)}};
    if (!choice.at("relevance").empty()) { scenario.insert("relevance", relevance_toml(choice.at("relevance"))); }
    std::ostringstream text;
    text << scenario << '\n';
    return text.str();
}

}  // namespace vangnet::analysis
