#include "sim/experiment/panel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "sim/core/luck.hpp"

namespace vangnet {
namespace {

using agents::Seekers;
namespace trait = agents::trait;

/// What stands where there is nobody: as series.hpp has it.
template <class T>
constexpr T missing() noexcept
{
    return std::numeric_limits<T>::has_quiet_NaN ? std::numeric_limits<T>::quiet_NaN()
                                                 : std::numeric_limits<T>::lowest();
}

/// A panel's array that is the same in all arms and months.
template <class T, class Get>
NamedArray of_person(const std::string& name, const std::string& unit, const char* nl, const char* en,
                     const Panel& panel, Get get)
{
    std::vector<T> values;
    for (const std::size_t row : panel.rows) { values.push_back(static_cast<T>(get(row))); }
    values.resize(panel.size, missing<T>());
    return {.name = name,
            .dims = {"person"},
            .data = std::move(values),
            .unit = unit,
            .long_name_nl = nl,
            .long_name_en = en,
            .codes = {}};
}

template <class T>
NamedArray of_month(const std::string& name, const std::string& unit, const char* nl, const char* en,
                    const std::vector<const PanelRecords*>& arms, std::vector<T> PanelRecords::*column)
{
    std::vector<T> values;
    for (const PanelRecords* arm : arms) { values.insert(values.end(), (arm->*column).begin(), (arm->*column).end()); }
    return {.name = name,
            .dims = {"arm", "person", "month"},
            .data = std::move(values),
            .unit = unit,
            .long_name_nl = nl,
            .long_name_en = en,
            .codes = {}};
}

void add_origins(ArrayGroup& g, const Panel& panel, const World& start)
{
    const Seekers& s = start.people;
    const int now = start.month;
    const auto has = [&s](std::size_t row, std::uint32_t bit) { return (s.traits[row] & bit) != 0U ? 1 : 0; };
    g.arrays.push_back(
        of_person<std::int32_t>("municipality", "1", "gemeente, nummer in municipalities.csv vanaf 0",
                                "municipality, number in municipalities.csv from 0", panel,
                                [&](std::size_t row) { return s.block_municipality[row / block_rows]; }));
    g.arrays.push_back(of_person<std::int32_t>(
        "household", "1", "huishouden, nummer binnen de gemeente; partners hebben hetzelfde",
        "household, number within the municipality; partners have the same", panel,
        [&](std::size_t row) { return has(row, trait::couple) != 0 ? s.arrival[row] / 2 * 2 : s.arrival[row]; }));
    g.arrays.push_back(of_person<std::int8_t>("stock", "1",
                                              "1: had bijstand toen het beleid begon; 0: vraagt later aan",
                                              "1: on benefit when the policies began; 0: applies later", panel,
                                              [&](std::size_t row) { return has(row, trait::in_stock); }));
    g.arrays.push_back(of_person<std::int16_t>("apply_month", "month",
                                               "eerste aanvraag, maanden sinds het begin van het beleid",
                                               "first application, months since the policies began", panel,
                                               [&](std::size_t row) { return s.apply_month[row] - now + 1; }));
    g.arrays.push_back(of_person<std::int16_t>("months_on_benefit", "month", "maanden in de bijstand bij het begin",
                                               "months on benefit at the start", panel,
                                               [&](std::size_t row) { return s.months_on_benefit[row]; }));
    g.arrays.push_back(of_person<std::int8_t>("age", "year", "leeftijd bij het begin", "age at the start", panel,
                                              [&](std::size_t row) { return (now - s.birth_month[row]) / 12; }));
    g.arrays.push_back(of_person<std::int8_t>("woman", "1", "1: vrouw", "1: woman", panel,
                                              [&](std::size_t row) { return has(row, trait::woman); }));
    g.arrays.push_back(of_person<std::int8_t>("single_parent", "1", "1: alleenstaande ouder", "1: single parent", panel,
                                              [&](std::size_t row) { return has(row, trait::single_parent); }));
    g.arrays.push_back(of_person<std::int8_t>("couple", "1", "1: samen een uitkering met een partner",
                                              "1: one benefit together with a partner", panel,
                                              [&](std::size_t row) { return has(row, trait::couple); }));
    NamedArray education = of_person<std::int8_t>(
        "education", "code", "opleiding", "education", panel,
        [&](std::size_t row) { return (s.traits[row] & trait::education_mask) >> trait::education_shift; });
    education.codes = {{0, "low"}, {1, "middle"}, {2, "high"}};
    g.arrays.push_back(std::move(education));
    NamedArray chance =
        of_person<std::int8_t>("chance_third", "code", "kans op werk bij het begin", "chance of work at the start",
                               panel, [&](std::size_t row) { return start.chance_third[row]; });
    chance.codes = {{0, "least"}, {1, "middle"}, {2, "greatest"}};
    g.arrays.push_back(std::move(chance));
    g.arrays.push_back(of_person<float>("language", "z", "beheersing van het Nederlands", "proficiency in Dutch", panel,
                                        [&](std::size_t row) { return s.language[row]; }));
}

}  // namespace

std::size_t panel_size(const PanelRequest& request, double people, int months) noexcept
{
    const double most = std::ceil(people * (1.0 + months / 12.0));
    return static_cast<std::size_t>(std::min(most, static_cast<double>(std::max(0, request.people))));
}

Panel choose_panel(const World& start, std::size_t size, int every, int months, const RandomField& field)
{
    const Seekers& s = start.people;
    std::vector<std::pair<float, std::size_t>> lots;
    for (std::size_t row = 0; size > 0 && row < s.size(); ++row) {
        const int ahead = s.apply_month[row] - start.month;
        const bool stock = (s.traits[row] & trait::in_stock) != 0U;
        if (!stock && (ahead < 0 || ahead >= months)) { continue; }
        lots.emplace_back(field.uniform(person_of(s, row), 0, number_of(Luck::panel), 0), row);
    }
    const std::size_t n = std::min(lots.size(), size);
    std::partial_sort(lots.begin(), lots.begin() + static_cast<std::ptrdiff_t>(n), lots.end());
    Panel panel{.rows = {}, .size = size, .every = std::max(1, every)};
    for (std::size_t k = 0; k < n; ++k) { panel.rows.push_back(lots[k].second); }
    std::sort(panel.rows.begin(), panel.rows.end());
    return panel;
}

std::size_t records_of(const Panel& panel, int months) noexcept
{
    return panel.size == 0 ? 0 : static_cast<std::size_t>(months / panel.every) + 1;
}

void keep_panel(const World& world, const Regime& regime, const Panel& panel, int months, int month, PanelRecords& out)
{
    if (panel.size == 0 || month % panel.every != 0) { return; }
    constexpr float euro = 0.01F;  // per cent
    const std::size_t records = records_of(panel, months);
    const std::size_t size = records * panel.size;
    for (auto* column : {&out.state, &out.hours, &out.treated}) { column->resize(size, missing<std::int8_t>()); }
    for (auto* column : {&out.benefit, &out.wage, &out.debt, &out.mental_health, &out.motivation}) {
        column->resize(size, missing<float>());
    }
    const Seekers& s = world.people;
    for (std::size_t k = 0; k < panel.rows.size(); ++k) {
        const std::size_t row = panel.rows[k];
        const std::size_t at = k * records + static_cast<std::size_t>(month / panel.every);
        bool treated = false;
        for (std::size_t u = 0; u < world.uses.size(); ++u) {
            treated = treated || (regime.treated_use[u] != 0 && world.uses[u].dose[row] > 0);
        }
        out.state[at] = static_cast<std::int8_t>(s.state[row]);
        out.hours[at] = static_cast<std::int8_t>(s.hours[row]);
        out.treated[at] = treated ? 1 : 0;
        out.benefit[at] = month == 0 ? missing<float>() : static_cast<float>(world.benefit_paid[row]) * euro;
        out.wage[at] = static_cast<float>(s.wage[row]) * euro;
        out.debt[at] = static_cast<float>(s.debt[row]) * euro;
        out.mental_health[at] = s.mental_health[row];
        out.motivation[at] = s.motivation[row];
    }
}

ArrayGroup people_group(const Scenario& s, const Panel& panel, const World& start,
                        const std::vector<const PanelRecords*>& arms)
{
    ArrayGroup g;
    g.name = "people";
    g.by_replicate = true;
    Dimension arm;
    arm.name = "arm";
    for (const Arm& a : s.arms) { arm.labels.push_back(a.key); }
    Dimension persons;
    persons.name = "person";
    persons.size = panel.size;
    Dimension months;
    months.name = "month";
    for (int m = 0; m <= s.months; m += panel.every) { months.numbers.push_back(m); }
    months.unit = "month";
    months.long_name_nl = "maanden sinds het begin van het beleid";
    months.long_name_en = "months since the policies began";
    g.dims = {std::move(arm), std::move(persons), std::move(months)};
    add_origins(g, panel, start);
    NamedArray state = of_month("state", "code", "toestand", "state", arms, &PanelRecords::state);
    state.codes = {{0, "not_yet"},      {1, "deterred"}, {2, "benefit"}, {3, "part_time"},    {4, "work"},
                   {5, "between_jobs"}, {6, "inactive"}, {7, "left"},    {8, "partner_work"}, {9, "pensioned"}};
    g.arrays.push_back(std::move(state));
    g.arrays.push_back(of_month("hours", "h/week", "gewerkte uren", "hours worked", arms, &PanelRecords::hours));
    g.arrays.push_back(of_month("treated", "1", "1: onder wat dit beleid van het eerste onderscheidt",
                                "1: under what this arm differs by from the first", arms, &PanelRecords::treated));
    g.arrays.push_back(of_month("benefit", "EUR/month", "bijstand van het huishouden in die maand",
                                "benefit of the household in that month", arms, &PanelRecords::benefit));
    g.arrays.push_back(of_month("wage", "EUR/month", "nettoloon", "net wage", arms, &PanelRecords::wage));
    g.arrays.push_back(
        of_month("debt", "EUR", "schuld van het huishouden", "household debt", arms, &PanelRecords::debt));
    g.arrays.push_back(
        of_month("mental_health", "z", "psychische gezondheid", "mental health", arms, &PanelRecords::mental_health));
    g.arrays.push_back(of_month("motivation", "z", "motivatie", "motivation", arms, &PanelRecords::motivation));
    return g;
}

}  // namespace vangnet
