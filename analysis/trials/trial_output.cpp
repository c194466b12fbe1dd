#include <cmath>

#include "analysis/trials/trial.hpp"

namespace vangnet::analysis {

namespace {

using nlohmann::ordered_json;

ordered_json number(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr); }

ordered_json json_of(const TrialResult& r)
{
    ordered_json json{{"outcome", r.outcome.measure},
                      {"title", {{"nl", r.measure.title.nl}, {"en", r.measure.title.en}}},
                      {"month", r.outcome.month},
                      {"arm", r.outcome.arm},
                      {"label", {{"nl", r.label.nl}, {"en", r.label.en}}},
                      {"people_treated", r.people_treated},
                      {"people_control", r.people_control},
                      {"control", number(r.control)},
                      {"effect", number(r.mean)},
                      {"effect_error", number(r.mean_error)},
                      {"spread", number(r.spread)},
                      {"standard_error", number(r.standard_error)},
                      {"low", number(r.low)},
                      {"high", number(r.high)},
                      {"truth", number(r.truth)},
                      {"for_everyone", number(r.for_everyone)},
                      {"on_participants", number(r.on_participants)},
                      {"found_more", number(r.found_more)},
                      {"found_less", number(r.found_less)},
                      {"power", number(r.power)},
                      {"people_needed", number(r.needed)}};
    if (has_published(r)) {
        if (r.outcome.published) { json["published"] = *r.outcome.published; }
        if (r.outcome.standard_error) { json["published_standard_error"] = *r.outcome.standard_error; }
        if (!r.outcome.sign.empty()) { json["published_sign"] = r.outcome.sign; }
        json["source"] = r.outcome.source;
        json["consistent"] = r.consistent ? ordered_json(*r.consistent) : ordered_json(nullptr);
        json["chance"] = r.consistent ? number(r.chance) : ordered_json(nullptr);
        json["agrees_if_wrong"] = r.consistent ? number(r.agrees_if_wrong) : ordered_json(nullptr);
    }
    if (r.outcome.control) { json["published_control"] = *r.outcome.control; }
    if (const auto& given = r.given_control) {
        json["given_control"] = {{"as_far", given->as_far},
                                 {"effect", number(given->effect)},
                                 {"spread", number(given->spread)},
                                 {"self_selection", number(given->self_selection)},
                                 {"self_selection_sd", number(given->self_selection_sd)}};
    }
    return json;
}

}  // namespace

ordered_json to_json(const TrialStudy& study, const std::vector<TrialResult>& results)
{
    ordered_json rows = ordered_json::array();
    for (const TrialResult& r : results) { rows.push_back(json_of(r)); }
    return {{"study", {{"nl", study.name.nl}, {"en", study.name.en}}},
            {"place", study.place},
            {"participants", study.trial.participants},
            {"replicates", study.replicates},
            {"draws", study.draws},
            {"unit", "per 100"},
            {"power_effect", power_effect},
            {"results", std::move(rows)}};
}

std::string to_csv(const std::vector<TrialResult>& results, Decimal decimal)
{
    CsvText csv(decimal);
    for (const char* head : {"outcome", "month", "arm", "parameters", "item", "control", "effect", "standard_error",
                             "p_value", "truth", "for_everyone", "on_participants"}) {
        csv.text(head);
    }
    csv.end_row();
    for (const TrialResult& r : results) {
        for (const bool drawn : {false, true}) {
            for (const SimulatedTrial& t : drawn ? r.by_draw : r.by_chance) {
                csv.text(r.outcome.measure).number(r.outcome.month).text(r.outcome.arm);
                csv.text(drawn ? "drawn" : "central").number(static_cast<int>(t.item)).number(t.control);
                csv.number(t.estimate.effect).number(t.estimate.standard_error).number(t.estimate.p_value());
                csv.number(t.truth).number(t.for_everyone).number(t.on_participants);
                csv.end_row();
            }
        }
    }
    return csv.take();
}

}  // namespace vangnet::analysis
