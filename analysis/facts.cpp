#include "analysis/facts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/core.h>

#include "sim/core/errors.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

const std::vector<std::string>& kinds()
{
    static const std::vector<std::string> words{"fitted", "predicted"};
    return words;
}

void check_range(const Table& table, std::size_t row, const FactPart& part, Problems& problems)
{
    if (part.low > part.high) {
        problems.add(table.file(), table.line(row), "low",
                     bilingual({"{} ligt boven high = {}", "{} is above high = {}"}, part.low, part.high));
    } else if (part.value < part.low || part.value > part.high) {
        problems.add(table.file(), table.line(row), "value",
                     bilingual({"{} ligt buiten zijn eigen bereik [{}, {}]", "{} is outside its own range [{}, {}]"},
                               part.value, part.low, part.high));
    }
}

FactPart part_of(const Table& table, std::size_t row, Problems& problems)
{
    FactPart part;
    const double fact = table.number(row, "fact", problems, {.low = 1.0, .high = 1000.0});
    part.fact = std::isfinite(fact) ? static_cast<int>(fact) : 0;
    part.part = table.text(row, "part");
    part.kind = table.choice(row, "kind", kinds(), problems) == 1 ? FactKind::predicted : FactKind::fitted;
    part.year = table.text(row, "year");
    part.population = table.text(row, "population");
    part.definition = table.text(row, "definition");
    part.value = table.number(row, "value", problems);
    part.low = table.number(row, "low", problems);
    part.high = table.number(row, "high", problems);
    part.source = table.text(row, "source");
    check_range(table, row, part, problems);
    return part;
}

const char* kind_word(FactKind kind) { return kind == FactKind::predicted ? "predicted" : "fitted"; }

/// Puts each value at its part; problems for those that fit none.
void place_values(const std::vector<FactPart>& facts, const std::vector<FactValue>& values, FactsReport& report)
{
    std::vector<std::string> keys;
    for (const FactPart& part : facts) { keys.push_back(part.key()); }
    std::vector<Text> problems;
    std::set<std::string> seen;
    for (const FactValue& value : values) {
        const std::string key = fmt::format("{}/{}", value.fact, value.part);
        const auto it = std::find(keys.begin(), keys.end(), key);
        if (it == keys.end()) {
            problems.push_back(bilingual({"geen feit '{}'{}", "no fact '{}'{}"}, key, did_you_mean_hint(key, keys)));
            continue;
        }
        if (!seen.insert(key).second) {
            problems.push_back(
                bilingual({"feit '{}' heeft twee waarden van het model", "fact '{}' has two model values"}, key));
        }
        FactRow& row = report.rows[static_cast<std::size_t>(it - keys.begin())];
        row.model = value.model;
        row.inside = value.holds && value.model >= row.published.low && value.model <= row.published.high;
    }
    if (!problems.empty()) { throw DataError(problems); }
}

void count(FactsReport& report)
{
    std::map<int, std::pair<bool, bool>> facts;  // all inside, all predicted
    for (const FactRow& row : report.rows) {
        auto& [inside, predicted] = facts.try_emplace(row.published.fact, true, true).first->second;
        inside = inside && row.inside;
        predicted = predicted && row.published.kind == FactKind::predicted;
        report.parts_inside += row.inside ? 1 : 0;
    }
    report.facts = static_cast<int>(facts.size());
    for (const auto& [fact, states] : facts) {
        report.facts_inside += states.first ? 1 : 0;
        report.predicted += states.second ? 1 : 0;
        report.predicted_inside += states.first && states.second ? 1 : 0;
    }
}

}  // namespace

std::string FactPart::key() const { return fmt::format("{}/{}", fact, part); }

bool FactsReport::fact_inside(int fact) const noexcept
{
    bool any = false;
    for (const FactRow& row : rows) {
        if (row.published.fact != fact) { continue; }
        if (!row.inside) { return false; }
        any = true;
    }
    return any;
}

std::vector<FactPart> read_facts(const Table& table)
{
    Problems problems;
    if (!table.require({"fact", "part", "kind", "year", "population", "definition", "value", "low", "high", "source"},
                       problems)) {
        problems.throw_if_any();
    }
    std::vector<FactPart> facts;
    std::set<std::string> seen;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        FactPart part = part_of(table, row, problems);
        if (part.definition == "same") {
            if (facts.empty()) {
                problems.add(table.file(), table.line(row), "definition",
                             {"\"same\" heeft geen regel erboven", "\"same\" has no row above it"});
            } else {
                part.definition = facts.back().definition;
            }
        }
        if (!seen.insert(part.key()).second) {
            problems.add(table.file(), table.line(row), "part",
                         bilingual({"{} staat er twee keer", "{} is there twice"}, in_quotes(part.key())));
        }
        facts.push_back(std::move(part));
    }
    problems.throw_if_any();
    return facts;
}

FactsReport evaluate_facts(const std::vector<FactPart>& facts, const std::vector<FactValue>& values)
{
    FactsReport report;
    for (const FactPart& part : facts) {
        report.rows.push_back({.published = part, .model = std::numeric_limits<double>::quiet_NaN(), .inside = false});
    }
    place_values(facts, values, report);
    count(report);
    return report;
}

FactsReport evaluate_facts(const std::vector<FactPart>& facts, const std::map<std::string, double>& values)
{
    std::vector<FactValue> list;
    for (const auto& [key, model] : values) {
        const std::size_t slash = key.find('/');
        const std::string number = key.substr(0, slash);
        const bool digits = slash != std::string::npos && !number.empty() && number.size() < 6 &&
                            number.find_first_not_of("0123456789") == std::string::npos;
        if (!digits) {
            throw DataError(bilingual({"'{}' is geen naam van een feit; die ziet eruit als 2/outflow",
                                       "'{}' is not the name of a fact; it looks like 2/outflow"},
                                      key));
        }
        list.push_back({.fact = std::stoi(number), .part = key.substr(slash + 1), .model = model});
    }
    return evaluate_facts(facts, list);
}

nlohmann::ordered_json to_json(const FactsReport& report)
{
    using nlohmann::ordered_json;
    ordered_json json{{"facts", report.facts},
                      {"facts_inside", report.facts_inside},
                      {"predicted", report.predicted},
                      {"predicted_inside", report.predicted_inside},
                      {"parts", ordered_json::array()}};
    for (const FactRow& row : report.rows) {
        const FactPart& part = row.published;
        json["parts"].push_back({{"fact", part.fact},
                                 {"part", part.part},
                                 {"kind", kind_word(part.kind)},
                                 {"year", part.year},
                                 {"population", part.population},
                                 {"definition", part.definition},
                                 {"value", part.value},
                                 {"low", part.low},
                                 {"high", part.high},
                                 {"model", std::isfinite(row.model) ? ordered_json(row.model) : ordered_json(nullptr)},
                                 {"inside", row.inside},
                                 {"source", part.source}});
    }
    return json;
}

std::string to_csv(const FactsReport& report, Decimal decimal)
{
    CsvText csv(decimal);
    for (const char* column : {"fact", "part", "kind", "year", "value", "low", "high", "model", "inside", "population",
                               "definition", "source"}) {
        csv.text(column);
    }
    csv.end_row();
    for (const FactRow& row : report.rows) {
        const FactPart& part = row.published;
        csv.number(part.fact).text(part.part).text(kind_word(part.kind)).text(part.year);
        csv.number(part.value).number(part.low).number(part.high).number(row.model).number(row.inside ? 1 : 0);
        csv.text(part.population).text(part.definition).text(part.source).end_row();
    }
    return csv.take();
}

}  // namespace vangnet::analysis
