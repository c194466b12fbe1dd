#include "sim/experiment/groups.hpp"

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

/// The number of each group, by what decides who is in it; -1 where the run does not have it.
class GroupNumbers {
public:
    explicit GroupNumbers(const std::vector<GroupInfo>& infos)
    {
        for (std::size_t g = 0; g < infos.size(); ++g) { number_[infos[g].key] = static_cast<int>(g); }
        const auto find = [this](const std::string& dimension, const std::vector<std::string>& keys) {
            std::vector<int> found;
            for (const std::string& key : keys) { found.push_back(of(dimension + "." + key)); }
            return found;
        };
        all = of("all");
        duration = find("duration", {"below_1y", "1_5y", "5y_up"});
        chance = find("chance", {"least", "middle", "most"});
        age = find("age", {"below_27", "27_44", "45_up"});
        sex = find("sex", {"men", "women"});
        household = find("household", {"single", "single_parent", "couple"});
        education = find("education", {"low", "middle", "high"});
        debt = find("debt", {"none", "problem"});
        health = find("health", {"worst", "middle", "best"});
        home = find("home", {"rent", "owner", "under_water"});
        entrants = of("entrants.all");
        for (int quarter = 1; of("entrants." + quarter_key(quarter)) >= 0; ++quarter) {
            quarters_.push_back(of("entrants." + quarter_key(quarter)));
        }
    }
    [[nodiscard]] int of(const std::string& key) const
    {
        const auto found = number_.find(key);
        return found == number_.end() ? -1 : found->second;
    }

    /// Of those who apply in a quarter after branching, from 0.
    [[nodiscard]] int quarter(int k) const
    {
        const auto at = static_cast<std::size_t>(k);
        return at < quarters_.size() ? quarters_[at] : -1;
    }

    int all = -1;
    int entrants = -1;
    std::vector<int> duration, chance, age, sex, household, education, debt, health, home;

private:
    std::map<std::string, int> number_;
    std::vector<int> quarters_;
};

/// Groups of someone in the stock; those that the run has not are -1.
std::array<int, 12> groups_of_stock(const GroupNumbers& n, const Seekers& s, std::size_t row, int month,
                                    std::uint8_t chance_third, std::uint8_t health_third)
{
    const std::uint32_t t = s.traits[row];
    const int spell = s.months_on_benefit[row];
    const int age = (month - s.birth_month[row]) / 12;
    const std::size_t household = (t & trait::single_parent) != 0U ? 1 : ((t & trait::couple) != 0U ? 2 : 0);
    const std::size_t home = (t & trait::under_water) != 0U ? 2 : ((t & trait::owner) != 0U ? 1 : 0);
    return {n.all,
            n.duration[spell < 12 ? 0 : (spell < 60 ? 1 : 2)],
            n.chance[chance_third],
            n.age[age < 27 ? 0 : (age < 45 ? 1 : 2)],
            n.sex[(t & trait::woman) != 0U ? 1 : 0],
            n.household[household],
            n.education[(t & trait::education_mask) >> trait::education_shift],
            n.debt[s.problem_debt[row] != 0 ? 1 : 0],
            n.health[health_third],
            n.home[home],
            -1,
            -1};
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
    if (wants(dimensions, "home")) {
        add(out, "home", "rent", "huurt", "rents");
        add(out, "home", "owner", "eigen huis, hypotheek gedekt", "owns a home worth its mortgage");
        add(out, "home", "under_water", "eigen huis, hypotheek hoger dan de waarde",
            "owns a home worth less than its mortgage");
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
    world.chance_third =
        thirds(world, [&](std::size_t row) { return agents::predicted_chance(s, row, world.month, p); });
    const auto health_third = thirds(world, [&](std::size_t row) { return s.mental_health[row]; });

    const GroupNumbers numbers(infos);
    GroupPlan plan;
    plan.size.assign(static_cast<std::size_t>(months), std::vector<std::int32_t>(infos.size(), 0));
    plan.ledger.first.push_back(0);
    for (std::size_t b = 0; b < s.blocks(); ++b) {
        const Municipality& town = data.municipalities[static_cast<std::size_t>(s.block_municipality[b])];
        const int of_town = numbers.of("municipality." + town.name);
        const int of_region = numbers.of("region." + data.regions[static_cast<std::size_t>(town.region)].name);
        std::map<int, GroupRows> of_block;
        for (std::size_t i = 0; i < block_rows; ++i) {
            const std::size_t row = b * block_rows + i;
            const bool stock = (s.traits[row] & trait::in_stock) != 0U;
            const int ahead = s.apply_month[row] - world.month;
            if (!stock && (ahead < 0 || ahead >= months)) { continue; }
            std::array<int, 12> groups{};
            groups.fill(-1);
            if (stock) {
                groups = groups_of_stock(numbers, s, row, world.month, world.chance_third[row], health_third[row]);
                groups[10] = of_town;
                groups[11] = of_region;
            } else {
                groups[0] = numbers.entrants;
                groups[1] = numbers.quarter(ahead / 3);
            }
            for (const int g : groups) {
                if (g < 0) { continue; }
                GroupRows& rows = of_block[g];
                rows.group = g;
                rows.rows[i / 64] |= std::uint64_t{1} << (i % 64);
                ++plan.size[static_cast<std::size_t>(stock ? 0 : ahead)][static_cast<std::size_t>(g)];
            }
        }
        std::vector<GroupRows> block;
        for (const auto& [g, rows] : of_block) { block.push_back(rows); }
        mark_rests(block, infos);
        plan.ledger.rows.insert(plan.ledger.rows.end(), block.begin(), block.end());
        plan.ledger.first.push_back(plan.ledger.rows.size());
    }
    for (std::size_t m = 1; m < plan.size.size(); ++m) {  // people stay in their groups
        for (std::size_t g = 0; g < infos.size(); ++g) { plan.size[m][g] += plan.size[m - 1][g]; }
    }
    plan.ledger.records.resize(plan.ledger.rows.size());
    return plan;
}

}  // namespace vangnet
