#include "sim/experiment/result_groups.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/truth.hpp"

namespace vangnet {

namespace {

Dimension months_axis(int months)
{
    Dimension d;
    d.name = "month";
    for (int m = 1; m <= months; ++m) { d.numbers.push_back(m); }
    d.unit = "month";
    d.long_name_nl = "maanden sinds het begin van het beleid";
    d.long_name_en = "months since the policies began";
    return d;
}

Dimension arms_axis(const std::vector<Arm>& arms)
{
    Dimension d;
    d.name = "arm";
    for (const Arm& a : arms) { d.labels.push_back(a.key); }
    return d;
}

template <class Get>
NamedArray by_month(const std::string& name, const std::string& unit, const std::string& nl, const std::string& en,
                    const std::vector<ArmResult>& arms, Get get)
{
    std::vector<double> values;
    for (const ArmResult& arm : arms) {
        for (const MonthTotals& t : arm.totals) { values.push_back(static_cast<double>(get(t))); }
    }
    NamedArray a;
    a.name = name;
    a.dims = {"arm", "month"};
    a.data = std::move(values);
    a.unit = unit;
    a.long_name_nl = nl;
    a.long_name_en = en;
    return a;
}

int on_benefit(const MonthTotals& t)
{
    return t.all.by_state[static_cast<std::size_t>(agents::State::benefit)] +
           t.all.by_state[static_cast<std::size_t>(agents::State::part_time)];
}

}  // namespace

ArrayGroup market_group(const Scenario& s, const std::vector<ArmResult>& arms)
{
    ArrayGroup g;
    g.name = "market";
    g.by_replicate = true;
    g.dims = {arms_axis(s.arms), months_axis(s.months)};
    g.arrays.push_back(by_month("hires_treated", "1/month", "verwachte aanstellingen van wie ander beleid krijgt",
                                "expected hires of people under a policy that the base arm has not", arms,
                                [](const MonthTotals& t) { return t.all.hires_treated; }));
    g.arrays.push_back(by_month("hires_untreated", "1/month",
                                "verwachte aanstellingen van de andere gesimuleerde mensen",
                                "expected hires of the other simulated people", arms,
                                [](const MonthTotals& t) { return t.all.hires_untreated; }));
    g.arrays.push_back(by_month("hires_lost_others", "1/month", "aanstellingen die andere werkzoekenden verliezen",
                                "expected hires that other job seekers lose", arms,
                                [](const MonthTotals& t) { return t.hires_others_lost; }));
    g.arrays.push_back(by_month("person_months", "1/month", "mensen in de bijstand, in werk of tussen twee banen",
                                "people on benefit, in work or between jobs", arms, [](const MonthTotals& t) {
                                    return t.all.by_state[2] + t.all.by_state[3] + t.all.by_state[4] +
                                           t.all.by_state[5];
                                }));
    g.arrays.push_back(by_month("rows", "1/month", "rijen die zijn doorgerekend, ook van wie niet meetelt",
                                "rows computed, with those that are nobody's or don't count", arms,
                                [](const MonthTotals& t) { return t.all.rows; }));
    g.arrays.push_back(by_month("market_factor", "1", "factor van de arbeidsmarkt op de kans op werk",
                                "factor of the labour market on job finding", arms,
                                [](const MonthTotals& t) { return t.mean_factor; }));
    return g;
}

ArrayGroup stock_group(const Scenario& s, const std::vector<ArmResult>& arms)
{
    ArrayGroup g;
    g.name = "stock";
    g.by_replicate = true;
    g.dims = {arms_axis(s.arms), months_axis(s.months)};
    g.arrays.push_back(by_month("on_benefit", "1",
                                "mensen met bijstand aan het eind van de maand, nieuwe aanvragers meegeteld",
                                "people on benefit at the end of the month, with new applicants", arms, on_benefit));
    g.arrays.push_back(by_month("came", "1/month", "mensen die deze maand in de bijstand kwamen",
                                "people who came on benefit this month", arms,
                                [](const MonthTotals& t) { return t.all.came; }));
    g.arrays.push_back(by_month("left", "1/month", "mensen die deze maand de bijstand verlieten",
                                "people who left benefit this month", arms,
                                [](const MonthTotals& t) { return t.all.left; }));
    return g;
}

ArrayGroup office_group(const Scenario& s, const std::vector<ArmResult>& arms)
{
    ArrayGroup g;
    g.name = "offices";
    g.by_replicate = true;
    g.dims = {arms_axis(s.arms), months_axis(s.months)};
    g.arrays.push_back(by_month("caseworkers", "1", "consulenten", "caseworkers", arms,
                                [](const MonthTotals& t) { return t.caseworkers; }));
    g.arrays.push_back(by_month("caseworkers_left", "1/month", "vertrokken consulenten", "caseworkers who left", arms,
                                [](const MonthTotals& t) { return t.caseworkers_left; }));
    g.arrays.push_back(by_month("caseworkers_temporary", "1", "tijdelijke consulenten", "temporary caseworkers", arms,
                                [](const MonthTotals& t) { return t.caseworkers_temporary; }));
    g.arrays.push_back(
        by_month("satisfaction", "z", "tevredenheid van consulenten, 0 onder de gewone regels (gemiddelde)",
                 "satisfaction of caseworkers, 0 under the usual rules (mean)", arms,
                 [](const MonthTotals& t) { return t.caseworkers > 0 ? t.satisfaction / t.caseworkers : 0.0; }));
    g.arrays.push_back(by_month("known", "1", "hoe goed de dienst mensen met bijstand kent, 0 tot 1 (gemiddelde)",
                                "how well the office knows people on benefit, 0 to 1 (mean)", arms,
                                [](const MonthTotals& t) {
                                    const int people = on_benefit(t);
                                    return people > 0 ? t.all.known / people : 0.0;
                                }));
    g.arrays.push_back(by_month("contact_given", "caseworker_hour/month", "gegeven uren van consulenten",
                                "caseworker hours given", arms,
                                [](const MonthTotals& t) { return t.all.hours_given; }));
    g.arrays.push_back(by_month("contact_wanted", "caseworker_hour/month", "gevraagde uren van consulenten",
                                "caseworker hours wanted", arms,
                                [](const MonthTotals& t) { return t.all.hours_wanted; }));
    return g;
}

namespace {

/// Instruments that are scarce in some arm, in the order of the type list.
std::vector<int> scarce_types(const std::vector<Arm>& arms)
{
    std::vector<int> types;
    for (int type = 0; type < static_cast<int>(policy::instruments().size()); ++type) {
        const bool scarce = std::any_of(arms.begin(), arms.end(), [type](const Arm& arm) {
            const auto& uses = arm.policy.uses;
            return std::any_of(uses.begin(), uses.end(),
                               [type](const auto& use) { return use.type == type && use.scarce(); });
        });
        if (scarce) { types.push_back(type); }
    }
    return types;
}

/// Places of an instrument in one month of one arm, all its uses together.
PlaceTotals places_in(const Arm& arm, const MonthTotals& month, int type)
{
    PlaceTotals sum;
    for (std::size_t u = 0; u < arm.policy.uses.size(); ++u) {
        if (arm.policy.uses[u].type == type) { sum += month.places[u]; }
    }
    return sum;
}

}  // namespace

ArrayGroup service_group(const Scenario& s, const std::vector<ArmResult>& arms)
{
    const std::vector<int> types = scarce_types(s.arms);
    ArrayGroup g;
    g.name = "services";
    g.by_replicate = true;
    if (types.empty()) { return g; }
    Dimension services;
    services.name = "service";
    for (const int type : types) {
        services.labels.emplace_back(policy::instruments()[static_cast<std::size_t>(type)].card->key);
    }
    g.dims = {arms_axis(s.arms), services, months_axis(s.months)};
    const auto add = [&](const char* name, const char* unit, const char* nl, const char* en, auto get) {
        std::vector<double> values;
        for (std::size_t a = 0; a < arms.size(); ++a) {
            for (const int type : types) {
                for (const MonthTotals& t : arms[a].totals) { values.push_back(get(places_in(s.arms[a], t, type))); }
            }
        }
        NamedArray array;
        array.name = name;
        array.dims = {"arm", "service", "month"};
        array.data = std::move(values);
        array.unit = unit;
        array.long_name_nl = nl;
        array.long_name_en = en;
        g.arrays.push_back(std::move(array));
    };
    const auto number = [](std::int64_t n) { return static_cast<double>(n); };
    add("places", "1", "plaatsen", "places", [&](const PlaceTotals& t) { return number(t.places); });
    add("places_held", "1", "bezette plaatsen", "places held", [&](const PlaceTotals& t) { return number(t.held); });
    add("places_given", "1/month", "plaatsen die deze maand zijn gegeven", "places given this month",
        [&](const PlaceTotals& t) { return number(t.given); });
    add("waiting", "1", "mensen op de wachtlijst", "people on the waiting list",
        [&](const PlaceTotals& t) { return number(t.waiting); });
    add("months_waited", "month", "maanden dat wie wacht gemiddeld al wacht",
        "months that those waiting have waited, on average",
        [&](const PlaceTotals& t) { return t.waiting > 0 ? number(t.months_waited) / number(t.waiting) : 0.0; });
    const auto believed = [&](const char* name, const char* nl, const char* en, float BeliefTotals::*part) {
        std::vector<double> values;
        for (std::size_t a = 0; a < arms.size(); ++a) {
            for (const int type : types) {
                const auto& uses = s.arms[a].policy.uses;
                const auto use =
                    std::find_if(uses.begin(), uses.end(), [type](const auto& u) { return u.type == type; });
                for (const MonthTotals& t : arms[a].totals) {
                    const auto u = static_cast<std::size_t>(use - uses.begin());
                    values.push_back(use == uses.end() ? std::numeric_limits<double>::quiet_NaN()
                                                       : static_cast<double>(t.beliefs[u].*part));
                }
            }
        }
        NamedArray array;
        array.name = name;
        array.dims = {"arm", "service", "month"};
        array.data = std::move(values);
        array.unit = "1";
        array.long_name_nl = nl;
        array.long_name_en = en;
        g.arrays.push_back(std::move(array));
    };
    if (std::any_of(s.arms.begin(), s.arms.end(), [](const Arm& arm) { return may_learn(arm.policy); })) {
        add("share_best", "1", "deel van de plaatsen voor wie geen andere dienst waarop die wacht meer zou toevoegen",
            "share of places given to people to whom no other service they wait for would add more",
            [&](const PlaceTotals& t) { return t.given > 0 ? number(t.best_given) / number(t.given) : 1.0; });
        believed("belief", "wat diensten denken dat een plaats toevoegt aan de kans op werk na twee jaar",
                 "what offices believe a place adds to the chance of work after two years", &BeliefTotals::overall);
        believed("true_gain", "wat een plaats in dit model werkelijk toevoegt aan de kans op werk na twee jaar",
                 "what a place truly adds in this model to the chance of work after two years", &BeliefTotals::truth);
        believed("belief_error", "fout daarvan per soort mensen (wortel van het gemiddelde kwadraat)",
                 "error of that by kind of person (root mean square)", &BeliefTotals::error);
    }
    return g;
}

ArrayGroup start_group(const std::vector<GroupInfo>& infos, const std::vector<float>& values)
{
    ArrayGroup g;
    g.name = "start";
    g.by_replicate = true;
    Dimension states;
    states.name = "measure";
    Dimension groups;
    groups.name = "group";
    for (const GroupInfo& info : infos) {
        if (info.dimension != "entrants") { groups.labels.push_back(info.key); }
    }
    std::vector<float> kept;
    for (std::size_t m = 0; m < measures().size(); ++m) {
        if (!is_state(measures()[m])) { continue; }
        states.labels.push_back(measures()[m].info.key);
        for (std::size_t k = 0; k < infos.size(); ++k) {
            if (infos[k].dimension != "entrants") { kept.push_back(values[m * infos.size() + k]); }
        }
    }
    g.dims = {std::move(states), std::move(groups)};
    g.arrays.push_back({.name = "values",
                        .dims = {"measure", "group"},
                        .data = std::move(kept),
                        .unit = "",
                        .long_name_nl = "wat mensen zijn en hebben voor de eerste maand, in elk beleid hetzelfde",
                        .long_name_en = "what people are and have before the first month, the same in every arm",
                        .codes = {}});
    return g;
}

namespace {

/// People of the stock, a bit per row.
std::vector<std::uint64_t> stock_bits(const agents::Seekers& s)
{
    std::vector<std::uint64_t> bits(s.size() / 64, 0);
    for (std::size_t row = 0; row < s.size(); ++row) {
        const bool stock = (s.traits[row] & agents::trait::in_stock) != 0U;
        bits[row / 64] |= std::uint64_t{stock} << (row % 64);
    }
    return bits;
}

}  // namespace

ArrayGroup twins_group(const Scenario& s, const agents::Seekers& start, const std::vector<ArmResult>& arms)
{
    ArrayGroup g;
    g.name = "twins";
    g.by_replicate = true;
    Dimension lives;
    lives.name = "works_in";
    lives.labels = {"neither", "base_only", "arm_only", "both"};
    g.dims = {arms_axis(s.arms), std::move(lives), months_axis(s.months)};
    const std::vector<std::uint64_t> stock = stock_bits(start);
    const auto months = static_cast<std::size_t>(s.months);
    std::vector<std::int32_t> people(arms.size() * 4 * months, 0);
    for (std::size_t a = 0; a < arms.size(); ++a) {
        for (std::size_t m = 0; m < months; ++m) {
            const auto add = [&](std::size_t life, std::uint64_t bits) {
                people[(a * 4 + life) * months + m] += std::popcount(bits);
            };
            for (std::size_t k = 0; k < stock.size(); ++k) {
                const std::uint64_t base = arms.front().works[m * stock.size() + k];
                const std::uint64_t here = arms[a].works[m * stock.size() + k];
                add(0, stock[k] & ~base & ~here);
                add(1, stock[k] & base & ~here);
                add(2, stock[k] & ~base & here);
                add(3, stock[k] & base & here);
            }
        }
    }
    g.arrays.push_back({.name = "work_12h",
                        .dims = {"arm", "works_in", "month"},
                        .data = std::move(people),
                        .unit = "1",
                        .long_name_nl = "mensen met werk van 12 uur of meer in geen van beide, alleen in het eerste "
                                        "beleid, alleen in dit beleid, in beide",
                        .long_name_en = "people in work of 12 hours or more in neither, in the first arm only, in this "
                                        "arm only, in both",
                        .codes = {}});
    return g;
}

ArrayGroup entrants_group(const std::vector<GroupInfo>& infos, const GroupPlan& plan)
{
    ArrayGroup g;
    g.name = "entrants";
    g.by_replicate = true;
    Dimension groups;
    groups.name = "group";
    std::vector<std::int32_t> people;
    for (std::size_t k = 0; k < infos.size(); ++k) {
        if (infos[k].dimension != "entrants") { continue; }
        groups.labels.push_back(infos[k].key);
        for (const std::vector<std::int32_t>& size : plan.size) { people.push_back(size[k]); }
    }
    if (groups.labels.empty()) { return g; }
    g.dims = {std::move(groups), months_axis(static_cast<int>(plan.size.size()))};
    g.arrays.push_back({.name = "people",
                        .dims = {"group", "month"},
                        .data = std::move(people),
                        .unit = "1",
                        .long_name_nl = "mensen die tot en met deze maand hebben aangevraagd: waarvan aandelen zijn",
                        .long_name_en = "people who have applied up to this month: what shares are of",
                        .codes = {}});
    return g;
}

}  // namespace vangnet
