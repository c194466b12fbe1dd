#include <array>
#include <cmath>

#include "analysis/csv.hpp"
#include "analysis/money.hpp"

namespace vangnet::analysis {
namespace {

using nlohmann::ordered_json;

const double nothing = std::nan("");

ordered_json json_of(const Text& text) { return {{"nl", text.nl}, {"en", text.en}}; }
ordered_json number(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr); }
ordered_json number(const std::optional<double>& value) { return value ? number(*value) : ordered_json(nullptr); }
ordered_json text(std::string_view value) { return std::string(value); }

/// The two ranges of an amount; nothing where there is none.
struct Ends {
    double chance_low = nothing;
    double chance_high = nothing;
    double parameters_low = nothing;
    double parameters_high = nothing;
};

Ends ends_of(const PairedDifference& d)
{
    Ends ends;
    if (d.chance) { ends.chance_low = d.chance->low(), ends.chance_high = d.chance->high(); }
    if (d.parameters) { ends.parameters_low = d.parameters->low, ends.parameters_high = d.parameters->high; }
    return ends;
}

Ends ends_of(const CostPerWorker& w)
{
    Ends ends;
    if (w.chance) { ends.chance_low = w.chance->low(), ends.chance_high = w.chance->high(); }
    ends.parameters_low = w.low.value_or(nothing);
    ends.parameters_high = w.high.value_or(nothing);
    return ends;
}

void put(ordered_json& json, const Ends& ends)
{
    json["chance"] = {{"low", number(ends.chance_low)}, {"high", number(ends.chance_high)}};
    json["parameters"] = {{"low", number(ends.parameters_low)}, {"high", number(ends.parameters_high)}};
}

std::string_view key_or_all(std::optional<Payer> payer) { return payer ? key_of(*payer) : "together"; }
std::string_view key_or_all(std::optional<MoneyKind> kind) { return kind ? key_of(*kind) : "total"; }

ordered_json json_of(const MoneyRow& row)
{
    ordered_json json{{"arm", row.arm},
                      {"group", row.group},
                      {"payer", text(key_or_all(row.payer))},
                      {"kind", text(key_or_all(row.kind))},
                      {"difference", number(row.difference.mean)},
                      {"n", row.difference.differences.size()}};
    put(json, ends_of(row.difference));
    return json;
}

ordered_json json_of(const CostPerWorker& w)
{
    ordered_json json{{"arm", w.arm},
                      {"group", w.group},
                      {"per", text(key_of(w.gain))},
                      {"cost_of", text(key_of(w.cost_of))},
                      {"value", number(w.value)}};
    put(json, ends_of(w));
    json["why_not"] = w.why_not.empty() ? ordered_json(nullptr) : json_of(w.why_not);
    return json;
}

ordered_json json_of(const UnitCost& cost)
{
    return {{"key", cost.key},     {"value", cost.value},   {"unit", cost.unit},         {"year", cost.year},
            {"grade", cost.grade}, {"source", cost.source}, {"note", json_of(cost.note)}};
}

template <class T>
ordered_json list_of(const std::vector<T>& items)
{
    ordered_json list = ordered_json::array();
    for (const T& item : items) { list.push_back(json_of(item)); }
    return list;
}

void put(CsvText& csv, const Ends& ends)
{
    csv.number(ends.chance_low).number(ends.chance_high).number(ends.parameters_low).number(ends.parameters_high);
}

}  // namespace

Words words_of(Payer payer) noexcept
{
    switch (payer) {
        case Payer::municipality: return {"gemeente", "municipality"};
        case Payer::national: return {"Rijk", "national budget"};
        case Payer::insurance: return {"UWV", "unemployment insurance (UWV)"};
        case Payer::inhabitant: return {"inwoner", "inhabitant"};
        case Payer::count_: break;
    }
    return {"", ""};
}

std::string_view key_of(Payer payer) noexcept
{
    constexpr std::array<std::string_view, payers> keys{"municipality", "national", "insurance", "inhabitant"};
    return keys[static_cast<std::size_t>(payer)];
}

std::string_view key_of(MoneyKind kind) noexcept
{
    constexpr std::array<std::string_view, money_kinds> keys{"benefit",      "benefit_tax",  "caseworkers", "services",
                                                             "unemployment", "other_income", "budget",      "vangnet"};
    return keys[static_cast<std::size_t>(kind)];
}

std::string_view key_of(CostOf cost) noexcept
{
    constexpr std::array<std::string_view, static_cast<std::size_t>(CostOf::count_)> keys{"policy", "municipality",
                                                                                          "public_purse"};
    return keys[static_cast<std::size_t>(cost)];
}

std::string_view key_of(Gain gain) noexcept
{
    constexpr std::array<std::string_view, static_cast<std::size_t>(Gain::count_)> keys{"work_12h", "work_27h",
                                                                                        "years_12h"};
    return keys[static_cast<std::size_t>(gain)];
}

ordered_json to_json(const Money& money)
{
    ordered_json json = to_json(money.heading);
    json.erase("rows");
    json.erase("outcomes");
    json.erase("left_on_benefit");
    for (ordered_json& group : json["groups"]) {
        group["real_people"] = number(money.people_of(group["key"].get<std::string>()));
    }
    ordered_json rules{{"index", money.rules.index}, {"national_roll_out", money.rules.national_roll_out}};
    rules["years"] = ordered_json::array();
    for (std::size_t y = 0; y < money.budget_years.size(); ++y) {
        const Vangnet& v = money.vangnet[y];
        rules["years"].push_back({{"year", money.budget_years[y]},
                                  {"threshold", v.threshold},
                                  {"full_above", v.full_above},
                                  {"share_between", v.share_between}});
    }
    json["budget"] = std::move(rules);
    json["caseworker_hour"] = money.costs.caseworker_hour();
    json["unit_costs"] = list_of(money.costs.rows());
    json["money_unit"] = "EUR per person of the cohort since the start; positive: more for the payer";
    json["money"] = list_of(money.rows);
    json["cost_of_work"] = list_of(money.workers);
    return json;
}

std::string to_csv(const Money& money, Decimal decimal)
{
    CsvText csv(decimal);
    for (const char* column :
         {"what", "group", "arm", "payer", "kind", "month", "unit", "difference", "chance_low", "chance_high",
          "parameters_low", "parameters_high", "replicates", "real_people", "note"}) {
        csv.text(column);
    }
    csv.end_row();
    for (const MoneyRow& row : money.rows) {
        csv.text("money").text(row.group).text(row.arm).text(key_or_all(row.payer)).text(key_or_all(row.kind));
        csv.number(money.heading.month).text("EUR per person").number(row.difference.mean);
        put(csv, ends_of(row.difference));
        csv.number(static_cast<double>(row.difference.differences.size()));
        csv.number(money.people_of(row.group).value_or(nothing)).text("");
        csv.end_row();
    }
    for (const CostPerWorker& w : money.workers) {
        csv.text("cost_of_work").text(w.group).text(w.arm).text(key_of(w.cost_of)).text(key_of(w.gain));
        csv.number(money.heading.month)
            .text(w.gain == Gain::years_12h ? "EUR per extra year of work" : "EUR per extra person in work")
            .number(w.value.value_or(nothing));
        put(csv, ends_of(w));
        csv.number(w.chance ? static_cast<double>(w.chance->n) : 0.0);
        csv.number(money.people_of(w.group).value_or(nothing)).text(w.why_not.en);
        csv.end_row();
    }
    return csv.take();
}

}  // namespace vangnet::analysis
