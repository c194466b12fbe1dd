/// Figures of money, the stock and a hundred people.

#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "analysis/report/figure_words.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/report/numbers.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

Text euro_axis() { return difference_axis({.key = "euro", .unit = "EUR", .title = {}, .definition = {}}); }

}  // namespace

std::optional<ReportFigure> money_figure(const Money& money)
{
    if (money.heading.draws < fewest_draws) { return {}; }
    const Text title = bilingual({"Wie betaalt: verschil in euro per persoon over {} maanden",
                                  "Who pays: difference in euros per person over {} months"},
                                 money.heading.month);
    ReportFigure figure{
        .id = "wie-betaalt",
        .form = "money",
        .title = title,
        .description = {"Naar rechts is meer geld voor wie er staat, naar links minder. De streep bevat 90% van de "
                        "trekkingen.",
                        "To the right is more money for the one named, to the left less. The line holds 90% of the "
                        "draws."},
        .table = {.id = "wie-betaalt-tabel",
                  .caption = title,
                  .columns = {{"Beleid", "Policy"},
                              {"Wie", "Who"},
                              {"Verschil", "Difference"},
                              {"90% van", "90% from"},
                              {"tot", "to"}},
                  .rows = {}},
        .fields = {"arm", "payer", "difference", "low", "high"},
        .values = {{"axis", euro_axis()}}};
    for (const ComparedArm& arm : money.heading.arms) {
        for (int k = 0; k < payers; ++k) {
            const auto payer = static_cast<Payer>(k);
            const MoneyRow* row = money.find(arm.key, "all", payer, std::nullopt);
            if (row == nullptr || !row->why_not.empty() || !row->difference.parameters) { continue; }
            figure.table.rows.push_back({said(arm.label), said(words_of(payer)), counted(row->difference.mean, 0, true),
                                         counted(row->difference.parameters->low, 0, true),
                                         counted(row->difference.parameters->high, 0, true)});
        }
    }
    return figure.table.rows.empty() ? std::nullopt : std::optional{std::move(figure)};
}

ReportFigure stock_figure(const StockPath& path, const std::string& place)
{
    const Text title = bilingual({"Mensen in de bijstand in {}, met in- en uitstroom per maand",
                                  "People on benefit in {}, with in- and outflow a month"},
                                 place);
    ReportFigure figure{
        .id = "bestand",
        .form = "stock",
        .title = title,
        .description = {"Elke lijn is een beleid, gemiddeld over de herhalingen. De assen beginnen niet bij nul.",
                        "Each line is a policy, the mean over replicates. The axes do not begin at zero."},
        .table = {.id = "bestand-tabel",
                  .caption = title,
                  .columns = {{"Beleid", "Policy"},
                              {"Maand", "Month"},
                              {"In de bijstand", "On benefit"},
                              {"Instroom", "Inflow"},
                              {"Uitstroom", "Outflow"}},
                  .rows = {}},
        .fields = {"arm", "month", "on_benefit", "came", "left"},
        .values = {{"axis", Text{"mensen", "people"}},
                   {"month_axis", months_axis()},
                   {"last_month", static_cast<double>(path.months.back())},
                   {"name_stock", Text{"In de bijstand", "On benefit"}},
                   {"name_came", Text{"Instroom per maand", "Inflow a month"}},
                   {"name_left", Text{"Uitstroom per maand", "Outflow a month"}}}};
    for (const StockPath::Arm& arm : path.arms) {
        for (std::size_t m = 0; m < path.months.size(); ++m) {
            figure.table.rows.push_back({said(arm.label), counted(path.months[m], 0), counted(arm.on_benefit[m], 0),
                                         counted(arm.came[m], 0), counted(arm.left[m], 0)});
        }
    }
    return figure;
}

ReportFigure twins_figure(const Twins& twins)
{
    const Text title = bilingual({"Honderd mensen onder twee soorten beleid, na {} maanden",
                                  "A hundred people under two policies, after {} months"},
                                 twins.month);
    ReportFigure figure{.id = "tweelingen",
                        .form = "twins",
                        .title = title,
                        .description = {},
                        .table = {.id = "tweelingen-tabel",
                                  .caption = title,
                                  .columns = {{"Beleid", "Policy"},
                                              {"Werk van 12 uur of meer", "Work of 12 hours or more"},
                                              {"Van de 100", "In 100"}},
                                  .rows = {}},
                        .fields = {"arm", "life", "people", "dots"},
                        .values = {}};
    for (const TwinLives& arm : twins.arms) {
        const std::array<int, 4> dots = of_a_hundred(arm);
        const std::array lives{
            std::tuple{Text{"in allebei", "under both"}, arm.both, dots[3]},
            std::tuple{Text{"alleen met het nieuwe beleid", "under the new policy, not the other"}, arm.arm_only,
                       dots[2]},
            std::tuple{bilingual({"alleen met '{}'", "under '{}', not the new policy"}, twins.base_label),
                       arm.base_only, dots[1]},
            std::tuple{Text{"in geen van beide", "under neither"}, arm.neither, dots[0]}};
        for (const auto& [life, people, marks] : lives) {
            figure.table.rows.push_back({said(arm.label), said(life), counted(people, 1), counted(marks, 0)});
        }
        constexpr double thousand = 10.0;  // of what is told per hundred
        append(figure.description,
               bilingual({"{}: van 1.000 mensen werken er {} alleen met dit beleid en {} alleen met '{}'.",
                          "{}: of 1,000 people {} work under this policy alone and {} under '{}' alone."},
                         arm.label, std::lround(thousand * arm.arm_only), std::lround(thousand * arm.base_only),
                         twins.base_label));
    }
    append(figure.description, Text{"Elk teken staat voor een van honderd mensen, met in allebei hetzelfde toeval.",
                                    "Each mark stands for one of a hundred people, with the same luck under both."});
    constexpr int across = 20;
    figure.dots_across = across;
    figure.dots_high = 100 / across;
    return figure;
}

}  // namespace vangnet::analysis
