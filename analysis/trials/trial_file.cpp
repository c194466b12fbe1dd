#include <algorithm>
#include <cmath>

#include "analysis/run_study.hpp"
#include "analysis/trials/trial.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/roster.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

using nlohmann::ordered_json;

constexpr const char* kind_names[] = {"randomised", "matched", "staggered"};

ordered_json json_of(const TrialOutcome& outcome)
{
    ordered_json json{{"outcome", outcome.measure}, {"month", outcome.month}, {"arm", outcome.arm}};
    if (outcome.published) { json["published"] = *outcome.published; }
    if (outcome.standard_error) { json["standard_error"] = *outcome.standard_error; }
    if (outcome.control) { json["control"] = *outcome.control; }
    if (!outcome.sign.empty()) { json["sign"] = outcome.sign; }
    if (!outcome.source.empty()) { json["source"] = outcome.source; }
    return json;
}

[[noreturn]] void unreadable(const std::string& why)
{
    throw DataError(bilingual({"de notitie 'trial' van het resultaatbestand is niet te lezen: {}",
                               "the note 'trial' of the results file cannot be read: {}"},
                              why));
}

TrialOutcome outcome_of(const ordered_json& json)
{
    TrialOutcome outcome;
    outcome.measure = json.at("outcome").get<std::string>();
    outcome.month = json.at("month").get<int>();
    outcome.arm = json.at("arm").get<std::string>();
    if (json.contains("published")) { outcome.published = json.at("published").get<double>(); }
    if (json.contains("standard_error")) { outcome.standard_error = json.at("standard_error").get<double>(); }
    if (json.contains("control")) { outcome.control = json.at("control").get<double>(); }
    outcome.sign = json.value("sign", "");
    outcome.source = json.value("source", "");
    return outcome;
}

void read_note(const std::string& text, TrialStudy& study)
{
    try {
        const ordered_json json = ordered_json::parse(text);
        const auto kind = json.at("kind").get<std::string>();
        const auto* found = std::find(std::begin(kind_names), std::end(kind_names), kind);
        if (found == std::end(kind_names)) { unreadable(kind); }
        study.trial.kind = static_cast<TrialKind>(found - std::begin(kind_names));
        study.trial.invited = json.at("invited").get<int>();
        study.trial.participants = json.at("participants").get<int>();
        study.trial.dropout_per_year = json.at("dropout_per_year").get<double>();
        study.trial.for_everyone = json.at("for_everyone").get<bool>();
        if (json.contains("self_selection")) { study.trial.self_selection = json.at("self_selection").get<double>(); }
        study.trial.waves = json.at("waves").get<int>();
        study.trial.wave_months = json.at("wave_months").get<int>();
        for (const ordered_json& arm : json.at("arms")) {
            study.keys.push_back(arm.at("key").get<std::string>());
            study.labels.emplace_back(arm.at("label_nl").get<std::string>(), arm.at("label_en").get<std::string>());
        }
        for (const ordered_json& outcome : json.at("outcomes")) { study.trial.outcomes.push_back(outcome_of(outcome)); }
    } catch (const nlohmann::json::exception& error) {
        unreadable(error.what());
    }
}

/// The note must fit the file: every number is used as an index later.
void check(const TrialStudy& study)
{
    const Trial& trial = study.trial;
    const bool staggered = trial.kind == TrialKind::staggered;
    const std::size_t groups =
        staggered ? static_cast<std::size_t>(std::max(trial.waves, 0)) * wave_parts : study.keys.size();
    const std::size_t arms = trial.for_everyone ? study.keys.size() + 1 : 2;
    if (study.keys.size() < 2 || groups != study.trial_group_count || arms != study.arms) {
        unreadable(untranslated("arms").nl);
    }
    if (staggered && (trial.waves < 2 || trial.wave_months < 1)) { unreadable("waves"); }
    for (const TrialOutcome& outcome : trial.outcomes) {
        const bool month = outcome.month >= 1 && static_cast<std::size_t>(outcome.month) <= study.months;
        if (!month) { unreadable("month " + std::to_string(outcome.month)); }
    }
}

std::vector<std::vector<double>> people_of(const std::vector<std::int32_t>& sizes, std::size_t items,
                                           const TrialStudy& study)
{
    std::vector<std::vector<double>> people(study.trial_group_count, std::vector<double>(items));
    for (std::size_t g = 0; g < people.size(); ++g) {
        for (std::size_t item = 0; item < items; ++item) {
            people[g][item] = sizes.at(item * study.groups + study.first_group + g);
        }
    }
    return people;
}

}  // namespace

std::string trial_note(const Scenario& scenario)
{
    const Trial& trial = *scenario.trial;
    ordered_json arms = ordered_json::array();
    for (const Arm& arm : scenario.arms) {
        arms.push_back({{"key", arm.key}, {"label_nl", arm.label_nl}, {"label_en", arm.label_en}});
    }
    ordered_json outcomes = ordered_json::array();
    for (const TrialOutcome& outcome : trial.outcomes) { outcomes.push_back(json_of(outcome)); }
    ordered_json json{{"kind", kind_names[static_cast<std::size_t>(trial.kind)]},
                      {"invited", trial.invited},
                      {"participants", trial.participants},
                      {"dropout_per_year", trial.dropout_per_year},
                      {"for_everyone", trial.for_everyone},
                      {"waves", trial.waves},
                      {"wave_months", trial.wave_months},
                      {"arms", std::move(arms)},
                      {"outcomes", std::move(outcomes)}};
    if (trial.self_selection) { json["self_selection"] = *trial.self_selection; }
    return json.dump();
}

std::optional<TrialStudy> trial_of(const std::shared_ptr<const Results>& file)
{
    const SeriesShape& shape = file->shape();
    const auto& notes = file->provenance().notes;
    const auto note = std::find_if(notes.begin(), notes.end(), [](const auto& each) { return each.first == "trial"; });
    if (note == notes.end()) { return std::nullopt; }
    const Study everyone = study_of(file);
    TrialStudy study;
    study.name = everyone.name;
    study.place = everyone.place;
    study.measures = everyone.measures;
    study.arms = shape.arms.size();
    study.groups = shape.groups.size();
    study.first_group = everyone.groups.size();
    study.trial_group_count = study.groups - study.first_group;
    study.months = shape.months.size();
    study.replicates = everyone.replicates;
    study.draws = everyone.draws;
    read_note(note->second, study);
    check(study);
    study.replicate_people = people_of(file->series_group_size(), static_cast<std::size_t>(shape.replicates), study);
    if (shape.draws > 0) {
        study.draw_people = people_of(file->draws_group_size(), static_cast<std::size_t>(shape.draws), study);
    }
    for (const DrawnRow& row : file->drawn()) {
        if (row.key == "trial.self_selection") { study.self_selection[static_cast<std::size_t>(row.draw)] = row.value; }
    }
    study.load = [file](const std::string& measure, bool draws) {
        const SeriesShape& all = file->shape();
        const std::vector<float> data = draws ? file->draws(measure) : file->series(measure);
        Values values{.arms = all.arms.size(),
                      .items = static_cast<std::size_t>(draws ? all.draws : all.replicates),
                      .months = all.months.size(),
                      .groups = all.groups.size(),
                      .data = std::vector<double>(data.begin(), data.end())};
        if (values.data.size() != values.arms * values.items * values.months * values.groups) {
            throw DataError(bilingual({"uitkomst {} heeft een andere omvang dan de assen van het bestand zeggen",
                                       "measure {} has another size than the axes of the file say"},
                                      measure));
        }
        return values;
    };
    return study;
}

}  // namespace vangnet::analysis
