#include "analysis/unit_costs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <boost/math/distributions/triangular.hpp>

#include "policies/instrument.hpp"
#include "sim/core/luck.hpp"
#include "sim/core/random.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet::analysis {
namespace {

struct Known {
    const char* key;
    Allowed allowed;
};

constexpr std::array<Known, 7> known{{{"caseworker_hour", {0.0, 1e4}},
                                      {"debt_help_client", {0.0, 1e6}},
                                      {"benefit_tax", {0.0, 1.0}},
                                      {"vangnet_threshold", {0.0, 100.0}},
                                      {"vangnet_full_above", {0.0, 100.0}},
                                      {"vangnet_share_between", {0.0, 100.0}},
                                      {"shared_state_percent", {0.0, 100.0}}}};
constexpr double percent = 0.01;
constexpr int any_year = 9999;
constexpr std::uint32_t price_seed = 0xC0575000U;  // prices are the same in every file: they are not of the run

const std::vector<std::string>& keys()
{
    static const std::vector<std::string> list = [] {
        std::vector<std::string> names;
        for (const Known& k : known) { names.emplace_back(k.key); }
        return names;
    }();
    return list;
}

UnitCost read_row(const Table& t, std::size_t row, Problems& problems)
{
    static const std::vector<std::string> grades{"published", "derived", "judgement"};
    UnitCost cost;
    cost.key = t.text(row, "key");
    const int key = t.choice(row, "key", keys(), problems);
    const Allowed allowed = key < 0 ? Allowed{} : known[static_cast<std::size_t>(key)].allowed;
    cost.value = t.number(row, "value", problems, allowed);
    cost.low = t.text(row, "low").empty() ? cost.value : t.number(row, "low", problems, {allowed.low, cost.value});
    cost.high = t.text(row, "high").empty() ? cost.value : t.number(row, "high", problems, {cost.value, allowed.high});
    const double year = t.number(row, "year", problems, {1970, 2100});
    cost.year = std::isnan(year) ? 0 : static_cast<int>(year);
    cost.unit = t.text(row, "unit");
    cost.grade = t.text(row, "grade");
    static_cast<void>(t.choice(row, "grade", grades, problems));
    cost.source = t.text(row, "source");
    cost.note = {t.text(row, "note_nl"), t.text(row, "note_en")};
    if (cost.source.empty() || cost.note.nl.empty() || cost.note.en.empty()) {
        problems.add(
            t.file(), t.line(row), "source",
            {"bron en toelichting in twee talen zijn nodig", "a source and a note in both languages are needed"});
    }
    return cost;
}

void check_rows(const Table& t, const std::vector<UnitCost>& rows, Problems& problems)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (rows[k].key == rows[i].key && rows[k].year == rows[i].year) {
                problems.add(t.file(), t.line(i), "key",
                             bilingual({"{} staat er al voor {} (regel {})", "{} is there already for {} (line {})"},
                                       rows[i].key, rows[i].year, t.line(k)));
            }
        }
    }
    for (const std::string& key : keys()) {
        const bool there = std::any_of(rows.begin(), rows.end(), [&](const UnitCost& c) { return c.key == key; });
        if (!there) { problems.add(t.file(), 0, "key", bilingual({"{} ontbreekt", "{} is missing"}, key)); }
    }
}

}  // namespace

double compensation(const Vangnet& vangnet, double cost, double budget) noexcept
{
    const double deficit = cost - budget;
    const double own = vangnet.threshold * budget;
    const double full = vangnet.full_above * budget;
    const double between = std::max(0.0, std::min(deficit, full) - own);
    return vangnet.share_between * between + std::max(0.0, deficit - full);
}

UnitCosts UnitCosts::parse(std::string_view text, std::string file)
{
    return of_table(Table::parse(text, std::move(file)));
}

UnitCosts UnitCosts::of_table(const Table& t)
{
    Problems problems;
    UnitCosts costs;
    if (t.require({"key", "value", "low", "high", "unit", "year", "grade", "source", "note_nl", "note_en"}, problems)) {
        for (std::size_t row = 0; row < t.rows(); ++row) { costs.rows_.push_back(read_row(t, row, problems)); }
        check_rows(t, costs.rows_, problems);
    }
    problems.throw_if_any();
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const Vangnet v = costs.vangnet(costs.rows_[row].year);
        if (v.full_above < v.threshold) {
            problems.add(t.file(), t.line(row), "value",
                         {"de grens voor volledige vergoeding ligt onder de drempel",
                          "the level for full compensation is below the threshold"});
        }
    }
    problems.throw_if_any();
    return costs;
}

UnitCosts UnitCosts::load(const std::filesystem::path& folder)
{
    return of_table(keyed_table("unit_costs.csv", folder, {"key", "year"}));
}

double UnitCosts::value_in(std::string_view key, int year) const
{
    const UnitCost* first = nullptr;
    const UnitCost* last = nullptr;
    for (const UnitCost& cost : rows_) {
        if (cost.key != key) { continue; }
        if (first == nullptr || cost.year < first->year) { first = &cost; }
        if (cost.year <= year && (last == nullptr || cost.year > last->year)) { last = &cost; }
    }
    return last != nullptr ? last->value : first->value;
}

UnitCosts UnitCosts::drawn(int draw) const
{
    const RandomField field(price_seed, 0);
    UnitCosts costs = *this;
    for (std::size_t k = 0; k < costs.rows_.size(); ++k) {
        UnitCost& cost = costs.rows_[k];
        if (!(cost.high > cost.low)) { continue; }
        const PersonId who = make_person(0xFFFE0000U, static_cast<std::uint32_t>(k));
        const double u = field.uniform(who, static_cast<std::uint32_t>(draw), number_of(Luck::price), 0);
        const boost::math::triangular_distribution<> prices(cost.low, cost.value, cost.high);
        cost.value = boost::math::quantile(prices, u);
    }
    return costs;
}

double UnitCosts::caseworker_hour() const
{
    return value_in("caseworker_hour", any_year) / static_cast<double>(policy::client_share_of_hours);
}

double UnitCosts::debt_help_client() const { return value_in("debt_help_client", any_year); }

double UnitCosts::benefit_tax() const { return value_in("benefit_tax", any_year); }

double UnitCosts::shared_by_state() const { return percent * value_in("shared_state_percent", any_year); }

Vangnet UnitCosts::vangnet(int year) const
{
    return {.threshold = percent * value_in("vangnet_threshold", year),
            .full_above = percent * value_in("vangnet_full_above", year),
            .share_between = percent * value_in("vangnet_share_between", year)};
}

}  // namespace vangnet::analysis
