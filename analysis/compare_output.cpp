#include <cmath>

#include <fmt/core.h>

#include "analysis/compare.hpp"
#include "analysis/csv.hpp"

namespace vangnet::analysis {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const Text& text) { return {{"nl", text.nl}, {"en", text.en}}; }

ordered_json json_of(const std::vector<Text>& texts)
{
    ordered_json list = ordered_json::array();
    for (const Text& text : texts) { list.push_back(json_of(text)); }
    return list;
}

ordered_json number(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr); }

std::string printed_unit(const StudyMeasure& measure)
{
    constexpr double per_100 = 100.0;
    return measure.share && measure.per == per_100 ? "per 100" : measure.unit;
}

std::string unit_of(const std::vector<StudyMeasure>& measures, std::string_view key)
{
    for (const StudyMeasure& measure : measures) {
        if (measure.key == key) { return printed_unit(measure); }
    }
    return {};
}

ordered_json json_of(const StudyMeasure& measure)
{
    return {{"key", measure.key}, {"title", json_of(measure.title)}, {"unit", printed_unit(measure)}};
}

ordered_json json_of(const ComparedArm& arm)
{
    ordered_json instruments = ordered_json::array();
    for (const StudyInstrument& instrument : arm.differs_by) {
        instruments.push_back({{"key", instrument.key},
                               {"title", json_of(instrument.title)},
                               {"decides", decides_key(instrument.decides)}});
    }
    ordered_json json{
        {"key", arm.key}, {"label", json_of(arm.label)}, {"words", json_of(arm.words)}, {"differs_by", instruments}};
    json["decides"] = arm.decides ? ordered_json(decides_key(*arm.decides)) : ordered_json(nullptr);
    return json;
}

ordered_json json_of(const ComparisonRow& row)
{
    ordered_json json{{"outcome", row.outcome},
                      {"group", row.group},
                      {"arm", row.arm},
                      {"base_level", number(row.base_level)},
                      {"arm_level", number(row.arm_level)},
                      {"difference", number(row.difference)},
                      {"n", row.n}};
    json["chance"] = nullptr;
    if (row.chance) {
        json["chance"] = {{"low", row.chance->low()}, {"high", row.chance->high()}, {"sd", row.chance->sd}};
    }
    json["parameters"] = nullptr;
    if (row.parameters) {
        json["parameters"] = {
            {"low", row.parameters->low},    {"high", row.parameters->high},  {"draws", row.parameters->effects.size()},
            {"above_zero", row.draws_above}, {"below_zero", row.draws_below}, {"control", row.parameters->control}};
    }
    json["relevance"] = number(row.relevance);
    json["too_few_people"] = row.too_few;
    json["assumed"] = row.assumed;
    json["grade"] = row.grade ? ordered_json(grade_letter(*row.grade)) : ordered_json(nullptr);
    json["sign"] = row.sign == Sign::none ? ordered_json(nullptr) : ordered_json(sign_symbol(row.sign));
    return json;
}

template <class T>
ordered_json list_of(const std::vector<T>& items)
{
    ordered_json list = ordered_json::array();
    for (const T& item : items) { list.push_back(json_of(item)); }
    return list;
}

void append_rows(const Comparison& comparison, const std::vector<StudyMeasure>& outcomes,
                 const std::vector<ComparisonRow>& rows, const char* kind, CsvText& csv)
{
    for (const ComparisonRow& row : rows) {
        const ComparedArm* arm = nullptr;
        for (const ComparedArm& candidate : comparison.arms) {
            if (candidate.key == row.arm) { arm = &candidate; }
        }
        csv.text(row.outcome).text(kind).text(row.group).text(comparison.base).text(row.arm).number(comparison.month);
        csv.text(unit_of(outcomes, row.outcome)).number(row.base_level).number(row.difference);
        csv.number(row.chance ? row.chance->low() : std::nan(""))
            .number(row.chance ? row.chance->high() : std::nan(""));
        csv.number(row.parameters ? row.parameters->low : std::nan(""));
        csv.number(row.parameters ? row.parameters->high : std::nan(""));
        csv.text(sign_symbol(row.sign)).number(row.relevance);
        csv.text(row.grade ? grade_letter(*row.grade) : "");
        csv.text(arm != nullptr && arm->decides ? decides_key(*arm->decides) : "");
        csv.number(static_cast<double>(row.n))
            .number(row.parameters ? static_cast<double>(row.parameters->effects.size()) : 0.0);
        csv.text(row.too_few ? too_few_people.en : row.assumed ? assumed_only.en : "");
        csv.end_row();
    }
}

}  // namespace

std::string grade_letter(policy::Grade grade)
{
    return std::string(1, static_cast<char>('A' + static_cast<int>(grade)));
}

std::string decides_key(policy::Decides decides)
{
    switch (decides) {
        case policy::Decides::municipality: return "municipality";
        case policy::Decides::national: return "national";
        case policy::Decides::experiment_only: return "experiment_only";
        case policy::Decides::nobody: break;
    }
    return "nobody";
}

ordered_json to_json(const Comparison& comparison)
{
    ordered_json json;
    json["study"] = json_of(comparison.study);
    json["place"] = comparison.place;
    json["cohort"] = json_of(comparison.cohort);
    json["month"] = comparison.month;
    json["level"] = comparison.level;
    json["base"] = {
        {"key", comparison.base}, {"label", json_of(comparison.base_label)}, {"words", json_of(comparison.base_words)}};
    json["people"] = comparison.people;
    json["replicates"] = comparison.replicates;
    json["draws"] = comparison.draws;
    json["by"] = comparison.by;
    json["groups"] = ordered_json::array();
    for (const StudyGroup& group : comparison.groups) {
        const ordered_json people = group.people ? number(*group.people) : ordered_json(nullptr);
        json["groups"].push_back({{"key", group.key}, {"title", json_of(group.title)}, {"people", people}});
    }
    json["arms"] = list_of(comparison.arms);
    json["outcomes"] = list_of(comparison.outcomes);
    json["rows"] = list_of(comparison.rows);
    json["left_on_benefit"] = {{"outcomes", list_of(comparison.left_outcomes)},
                               {"rows", list_of(comparison.left_rows)}};
    json["in_spread"] = json_of(comparison.in_spread);
    json["not_in_spread"] = json_of(comparison.not_in_spread);
    json["warning"] = comparison.warning ? json_of(*comparison.warning) : ordered_json(nullptr);
    return json;
}

std::string to_csv(const Comparison& comparison, Decimal decimal)
{
    CsvText csv(decimal);
    for (const char* column : {"outcome",     "kind",           "group",           "base",       "arm",
                               "month",       "unit",           "base_level",      "difference", "chance_low",
                               "chance_high", "parameters_low", "parameters_high", "sign",       "relevance",
                               "grade",       "decides",        "replicates",      "draws",      "note"}) {
        csv.text(column);
    }
    csv.end_row();
    append_rows(comparison, comparison.outcomes, comparison.rows, "cohort", csv);
    append_rows(comparison, comparison.left_outcomes, comparison.left_rows, "left_on_benefit", csv);
    return csv.take();
}

nlohmann::ordered_json to_json(const Levels& levels)
{
    nlohmann::ordered_json j;
    j["study_nl"] = levels.study.nl;
    j["study_en"] = levels.study.en;
    j["place"] = levels.place;
    j["arm"] = levels.arm;
    j["people"] = levels.people;
    j["replicates"] = levels.replicates;
    j["months"] = levels.months;
    j["rows"] = nlohmann::ordered_json::array();
    for (const LevelRow& row : levels.rows) {
        j["rows"].push_back({{"outcome", row.outcome},
                             {"unit", unit_of(levels.outcomes, row.outcome)},
                             {"group", row.group},
                             {"values", row.values}});
    }
    return j;
}

std::string to_csv(const Levels& levels, Decimal decimal)
{
    CsvText csv(decimal);
    for (const char* column : {"outcome", "unit", "group", "arm", "month", "level"}) { csv.text(column); }
    csv.end_row();
    for (const LevelRow& row : levels.rows) {
        for (std::size_t m = 0; m < row.values.size(); ++m) {
            csv.text(row.outcome);
            csv.text(unit_of(levels.outcomes, row.outcome));
            csv.text(row.group);
            csv.text(levels.arm);
            csv.number(levels.months[m]);
            csv.number(row.values[m]);
            csv.end_row();
        }
    }
    return csv.take();
}

}  // namespace vangnet::analysis
