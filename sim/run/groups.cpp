#include "sim/run/groups.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "agents/office/predicted.hpp"
#include "agents/population/people.hpp"
#include "sim/core/math.hpp"

namespace vangnet {

namespace {

using agents::Seekers;
namespace trait = agents::trait;

bool wants(const std::vector<std::string>& dimensions, std::string_view key)
{
    return std::find(dimensions.begin(), dimensions.end(), key) != dimensions.end();
}

void add(std::vector<GroupInfo>& out, const std::string& dimension, const std::string& key, const std::string& nl,
         const std::string& en)
{
    out.push_back({.key = dimension + "." + key, .label_nl = nl, .label_en = en, .dimension = dimension});
}

std::string quarter_key(int quarter) { return (quarter < 10 ? "q0" : "q") + std::to_string(quarter); }

/// What a person is, for groups: one code per dimension.
struct Person {
    int months_on_benefit = 0;
    int age = 0;
    bool woman = false;
    bool single_parent = false;
    bool couple = false;
    int education = 0;
    bool problem_debt = false;
    int health_third = 0;
    int chance_third = 0;
    int municipality = 0;
    int region = 0;
    bool stock = false;
    int quarter = 0;  ///< of application after branching, from 1; 0 for the stock
};

bool belongs(const Person& p, const GroupInfo& g, const Data& data)
{
    const std::string_view key =
        std::string_view(g.key).substr(g.key.find('.') == std::string::npos ? 0 : g.key.find('.') + 1);
    if (g.dimension == "entrants") { return !p.stock && (key == "all" || key == quarter_key(p.quarter)); }
    if (!p.stock) { return false; }
    if (g.dimension == "all") { return true; }
    if (g.dimension == "duration") {
        return key == (p.months_on_benefit < 12 ? "below_1y" : p.months_on_benefit < 60 ? "1_5y" : "5y_up");
    }
    if (g.dimension == "chance") {
        return key == (p.chance_third == 0 ? "least" : p.chance_third == 1 ? "middle" : "most");
    }
    if (g.dimension == "age") { return key == (p.age < 27 ? "below_27" : p.age < 45 ? "27_44" : "45_up"); }
    if (g.dimension == "sex") { return key == (p.woman ? "women" : "men"); }
    if (g.dimension == "household") {
        return key == (p.single_parent ? "single_parent" : p.couple ? "couple" : "single");
    }
    if (g.dimension == "education") { return key == (p.education == 0 ? "low" : p.education == 1 ? "middle" : "high"); }
    if (g.dimension == "debt") { return key == (p.problem_debt ? "problem" : "none"); }
    if (g.dimension == "health") {
        return key == (p.health_third == 0 ? "worst" : p.health_third == 1 ? "middle" : "best");
    }
    if (g.dimension == "municipality") {
        return key == data.municipalities[static_cast<std::size_t>(p.municipality)].name;
    }
    if (g.dimension == "region") { return key == data.regions[static_cast<std::size_t>(p.region)].name; }
    return false;
}

/// 0, 1 or 2 by thirds of the stock; people outside the stock are put by the same cut points.
std::vector<std::uint8_t> thirds(const World& w, const std::function<float(std::size_t)>& score)
{
    const Seekers& s = w.people;
    std::vector<float> stock;
    for (std::size_t row = 0; row < s.size(); ++row) {
        if ((s.traits[row] & trait::in_stock) != 0U) { stock.push_back(score(row)); }
    }
    std::sort(stock.begin(), stock.end());
    const float first = stock.empty() ? 0.0F : stock[stock.size() / 3];
    const float second = stock.empty() ? 0.0F : stock[stock.size() * 2 / 3];
    std::vector<std::uint8_t> out(s.size());
    for (std::size_t row = 0; row < s.size(); ++row) {
        const float x = score(row);
        out[row] = x < first ? 0 : (x < second ? 1 : 2);
    }
    return out;
}

/// Marks groups that are what their siblings (the groups of the same dimension before them) leave of an earlier group.
void mark_rests(std::vector<GroupRows>& block, const std::vector<GroupInfo>& infos)
{
    const auto dimension = [&](std::size_t k) { return infos[static_cast<std::size_t>(block[k].group)].dimension; };
    std::size_t first = 0;
    for (std::size_t k = 1; k < block.size(); ++k) {
        if (dimension(k) != dimension(k - 1)) { first = k; }
        const std::size_t whole = dimension(k) == "entrants" ? first : 0;
        const std::size_t sibling = dimension(k) == "entrants" ? first + 1 : first;
        if (k < sibling || k == whole) { continue; }
        std::array<std::uint64_t, 4> left = block[whole].rows;
        bool disjoint = true;
        for (std::size_t j = sibling; j < k; ++j) {
            for (std::size_t word = 0; word < left.size(); ++word) {
                disjoint = disjoint && (left[word] & block[j].rows[word]) == block[j].rows[word];
                left[word] &= ~block[j].rows[word];
            }
        }
        if (disjoint && left == block[k].rows) {
            block[k].whole = static_cast<int>(whole);
            block[k].first_sibling = static_cast<int>(sibling);
        }
    }
}

/// A combination of attributes: people who share it share all groups, so membership is looked up once per combination.
using Signature = std::vector<int>;

}  // namespace

std::vector<GroupInfo> group_infos(const std::vector<std::string>& dimensions, const Data& data,
                                   const std::vector<int>& municipalities, int months)
{
    std::vector<GroupInfo> out;
    out.push_back({.key = "all", .label_nl = "allen", .label_en = "all", .dimension = "all"});
    if (wants(dimensions, "duration")) {
        add(out, "duration", "below_1y", "korter dan 1 jaar in de bijstand", "on benefit for less than 1 year");
        add(out, "duration", "1_5y", "1 tot 5 jaar in de bijstand", "on benefit for 1 to 5 years");
        add(out, "duration", "5y_up", "5 jaar of langer in de bijstand", "on benefit for 5 years or more");
    }
    if (wants(dimensions, "chance")) {
        add(out, "chance", "least", "kleinste kans op werk", "least chance of work");
        add(out, "chance", "middle", "middelste kans op werk", "middle chance of work");
        add(out, "chance", "most", "grootste kans op werk", "greatest chance of work");
    }
    if (wants(dimensions, "age")) {
        add(out, "age", "below_27", "jonger dan 27", "below 27");
        add(out, "age", "27_44", "27 tot 45", "27 to 44");
        add(out, "age", "45_up", "45 en ouder", "45 and over");
    }
    if (wants(dimensions, "sex")) {
        add(out, "sex", "men", "mannen", "men");
        add(out, "sex", "women", "vrouwen", "women");
    }
    if (wants(dimensions, "household")) {
        add(out, "household", "single", "alleenstaand", "single");
        add(out, "household", "single_parent", "alleenstaande ouder", "single parent");
        add(out, "household", "couple", "paar", "couple");
    }
    if (wants(dimensions, "education")) {
        add(out, "education", "low", "laag opgeleid", "low education");
        add(out, "education", "middle", "middelbaar opgeleid", "middle education");
        add(out, "education", "high", "hoog opgeleid", "higher education");
    }
    if (wants(dimensions, "debt")) {
        add(out, "debt", "problem", "met problematische schuld", "with problem debt");
        add(out, "debt", "none", "zonder problematische schuld", "without problem debt");
    }
    if (wants(dimensions, "health")) {
        add(out, "health", "worst", "slechtste derde psychische gezondheid", "worst third of mental health");
        add(out, "health", "middle", "middelste derde psychische gezondheid", "middle third of mental health");
        add(out, "health", "best", "beste derde psychische gezondheid", "best third of mental health");
    }
    if (wants(dimensions, "municipality") && municipalities.size() > 1) {
        for (const int m : municipalities) {
            const std::string& name = data.municipalities[static_cast<std::size_t>(m)].name;
            add(out, "municipality", name, name, name);
        }
    }
    if (wants(dimensions, "region")) {
        std::set<int> regions;
        for (const int m : municipalities) { regions.insert(data.municipalities[static_cast<std::size_t>(m)].region); }
        for (const int r : regions) {
            if (regions.size() > 1) {
                add(out, "region", data.regions[static_cast<std::size_t>(r)].name,
                    data.regions[static_cast<std::size_t>(r)].name, data.regions[static_cast<std::size_t>(r)].name);
            }
        }
    }
    {
        add(out, "entrants", "all", "nieuwe aanvragers", "new applicants");
        for (int quarter = 1; quarter <= (months + 2) / 3; ++quarter) {
            add(out, "entrants", quarter_key(quarter), "aanvragers in kwartaal " + std::to_string(quarter),
                "applicants of quarter " + std::to_string(quarter));
        }
    }
    return out;
}

GroupPlan plan_groups(World& world, const std::vector<GroupInfo>& infos, const agents::Parameters& p, const Data& data,
                      int months)
{
    Seekers& s = world.people;
    for (std::size_t row = 0; row < s.size(); ++row) {
        const bool served = agents::on_benefit(static_cast<agents::State>(s.state[row]));
        s.traits[row] = served ? s.traits[row] | trait::in_stock : s.traits[row] & ~trait::in_stock;
    }
    world.chance_third = thirds(world, [&](std::size_t row) { return agents::predicted_chance(s, row, world.month, p); });
    const auto health_third = thirds(world, [&](std::size_t row) { return s.mental_health[row]; });

    GroupPlan plan;
    plan.size.assign(static_cast<std::size_t>(months), std::vector<std::int32_t>(infos.size(), 0));
    plan.ledger.first.push_back(0);
    std::map<Signature, std::vector<int>> groups_of;
    for (std::size_t b = 0; b < s.blocks(); ++b) {
        std::map<int, GroupRows> of_block;
        const int number = s.block_municipality[b];
        const int region = data.municipalities[static_cast<std::size_t>(number)].region;
        for (std::size_t i = 0; i < block_rows; ++i) {
            const std::size_t row = b * block_rows + i;
            const bool stock = (s.traits[row] & trait::in_stock) != 0U;
            const int ahead = s.apply_month[row] - world.month;
            if (!stock && (ahead < 0 || ahead >= months)) { continue; }
            Person person;
            person.stock = stock;
            person.quarter = stock ? 0 : ahead / 3 + 1;
            person.months_on_benefit = std::min<int>(s.months_on_benefit[row], 60);
            person.age = std::clamp((world.month - s.birth_month[row]) / 12, 26, 45);
            person.woman = (s.traits[row] & trait::woman) != 0U;
            person.single_parent = (s.traits[row] & trait::single_parent) != 0U;
            person.couple = (s.traits[row] & trait::couple) != 0U;
            person.education = static_cast<int>((s.traits[row] & trait::education_mask) >> trait::education_shift);
            person.problem_debt = s.problem_debt[row] != 0;
            person.health_third = health_third[row];
            person.chance_third = world.chance_third[row];
            person.municipality = number;
            person.region = region;
            const Signature signature = {person.stock,        person.quarter,      person.months_on_benefit,
                                         person.age,          person.woman,        person.single_parent,
                                         person.couple,       person.education,    person.problem_debt,
                                         person.health_third, person.chance_third, number};
            auto found = groups_of.find(signature);
            if (found == groups_of.end()) {
                std::vector<int> groups;
                for (std::size_t g = 0; g < infos.size(); ++g) {
                    if (belongs(person, infos[g], data)) { groups.push_back(static_cast<int>(g)); }
                }
                found = groups_of.emplace(signature, std::move(groups)).first;
            }
            for (const int g : found->second) {
                GroupRows& rows = of_block[g];
                rows.group = g;
                rows.rows[i / 64] |= std::uint64_t{1} << (i % 64);
                for (int m = stock ? 0 : ahead; m < months; ++m) {
                    ++plan.size[static_cast<std::size_t>(m)][static_cast<std::size_t>(g)];
                }
            }
        }
        std::vector<GroupRows> block;
        for (const auto& [g, rows] : of_block) { block.push_back(rows); }
        mark_rests(block, infos);
        plan.ledger.rows.insert(plan.ledger.rows.end(), block.begin(), block.end());
        plan.ledger.first.push_back(plan.ledger.rows.size());
    }
    plan.ledger.records.resize(plan.ledger.rows.size());
    return plan;
}

}  // namespace vangnet
