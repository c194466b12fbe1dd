#include "sim/month/world.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include "agents/population/people.hpp"
#include "sim/core/hash.hpp"
#include "sim/core/luck.hpp"
#include "sim/core/math.hpp"

namespace vangnet {

PersonId person_of(const agents::Seekers& people, std::size_t row)
{
    return make_person(static_cast<std::uint32_t>(people.block_municipality[row / block_rows]), people.arrival[row]);
}

void index_world(World& w)
{
    w.town_of_block.assign(w.people.blocks(), 0);
    for (std::uint32_t k = 0; k < w.towns.size(); ++k) {
        Town& town = w.towns[k];
        town.first_block = 0;
        town.block_count = 0;
        for (std::size_t b = 0; b < w.people.blocks(); ++b) {
            if (w.people.block_municipality[b] != town.number) { continue; }
            if (town.block_count == 0) { town.first_block = b; }
            ++town.block_count;
            w.town_of_block[b] = k;
        }
    }
    w.first_applicants = 0;
    w.applicants.clear();
    for (const std::int16_t month : w.people.apply_month) {
        if (month == agents::no_month) { continue; }
        const auto k = static_cast<std::size_t>(month > 0 ? month : 0);
        if (w.applicants.size() <= k) { w.applicants.resize(k + 1, 0); }
        ++w.applicants[k];
    }
}

World make_world(agents::Seekers people, const std::vector<TownPlan>& towns, const std::vector<double>& region_share,
                 const agents::Parameters& p, int first_month)
{
    World w{.people = std::move(people),
            .towns = {},
            .town_of_block = {},
            .market = agents::Market(region_share, p),
            .supply = {},
            .uses = {},
            .truth = {},
            .chance_third = {},
            .benefit_paid = {},
            .month = first_month,
            .applicants = {},
            .first_applicants = 0,
            .branch_month = -1};
    for (const TownPlan& plan : towns) {
        Town town;
        town.number = plan.number;
        town.region = plan.region;
        town.neighbourhoods = plan.neighbourhoods;
        town.neighbours_in_work.assign(static_cast<std::size_t>(plan.neighbourhoods), 0.0F);
        town.office.municipality = plan.number;
        w.towns.push_back(std::move(town));
    }
    w.supply.assign(w.market.segments().size(), 0.0);
    index_world(w);
    return w;
}

namespace {

/// Ranks of all rows in the lot of a use; partners have one rank, so a household is treated as a whole.
std::vector<float> draw_lot(const agents::Seekers& s, const policy::InstrumentUse& use, const RandomField& field)
{
    std::vector<float> ranks(use.by_lot() ? s.size() : 0);
    const std::uint32_t name = hash_of(use.lot);
    for (std::size_t row = 0; row < ranks.size(); ++row) {
        const auto town = static_cast<std::uint32_t>(s.block_municipality[row / block_rows]);
        const bool couple = (s.traits[row] & agents::trait::couple) != 0U;
        const PersonId household = make_person(town, couple ? s.arrival[row] & ~1U : s.arrival[row]);
        ranks[row] = field.uniform(household, name, number_of(Luck::assignment), 0);
    }
    return ranks;
}

}  // namespace

void branch(World& w, const policy::Policy* policy, const RandomField& field, const Assignment* assignment)
{
    w.branch_month = w.month;
    w.uses.clear();
    const std::size_t rows = w.people.size();
    for (std::size_t u = 0; policy != nullptr && u < policy->uses.size(); ++u) {
        const std::size_t scarce = policy->uses[u].scarce() ? rows : 0;
        const bool of_trial = assignment != nullptr && policy->uses[u].of_trial;
        w.uses.push_back({.dose = std::vector<std::uint8_t>(rows, 0),
                          .since_end = std::vector<std::uint8_t>(rows, policy::never_ended),
                          .place = std::vector<std::uint8_t>(scarce, policy::place::none),
                          .lot = of_trial ? assignment->rank : draw_lot(w.people, policy->uses[u], field),
                          .chosen = std::vector<std::int16_t>(scarce, -1),
                          .kind = std::vector<std::uint8_t>(scarce, 0),
                          .noted = std::vector<std::uint8_t>(scarce, 0)});
    }
    for (Town& town : w.towns) {
        town.uses.clear();
        town.evidence.assign(w.uses.size(), Evidence{});
        town.belief.assign(w.uses.size(), Belief{});
        for (std::size_t u = 0; u < w.uses.size(); ++u) {
            const std::vector<int>& towns = policy->uses[u].towns;
            const bool has = towns.empty() || std::binary_search(towns.begin(), towns.end(), town.number);
            if (has) { town.uses.push_back(static_cast<int>(u)); }
        }
        const auto state = w.people.state.begin() + static_cast<std::ptrdiff_t>(town.first_block * block_rows);
        town.recipients = static_cast<int>(
            std::count_if(state, state + static_cast<std::ptrdiff_t>(town.block_count * block_rows),
                          [](std::uint8_t s) { return agents::on_benefit(static_cast<agents::State>(s)); }));
    }
}

void compact_world(World& world, agents::AlsoGone also)
{
    world.people = agents::compact(world.people, also);
    index_world(world);
}

namespace {

/// Monthly rate at which people who withdrew an application come back in the first six months, so that the share
/// `deterrence_left_6m` of them (those who work instead included) is not on benefit after it.
/// \source priors.csv, deterrence_left_6m: Amsterdam, bolhaar2014_6m
float rate_of_deterred(const agents::Parameters& p)
{
    const double working = static_cast<double>(p.deterred_in_work);
    const double left = static_cast<double>(p.deterrence_left_6m);
    const double idle_left = std::clamp((left - working) / std::max(1.0 - working, 0.01), 0.02, 1.0);
    return static_cast<float>(-math::log(idle_left) / 6.0);
}

/// Reasons of leaving without work: their cumulative shares among those exits, and the income that goes with each.
void add_reasons(agents::MonthTables& t, const agents::Parameters& p)
{
    const std::array<float, agents::reason_count> share = {0.0F,
                                                           p.exit_share_other_benefit,
                                                           p.exit_share_partner,
                                                           p.exit_share_study,
                                                           p.exit_share_moved,
                                                           p.exit_share_detention,
                                                           p.exit_share_ended,
                                                           p.exit_share_own};
    const float all = std::accumulate(share.begin(), share.end(), 0.0F);
    float so_far = 0.0F;
    for (std::size_t k = 0; k < share.size(); ++k) {
        so_far += share[k];
        t.reason_up_to[k] = so_far / all;
    }
    t.reason_income = {p.support_share,     p.exit_income_other_benefit, p.exit_income_partner, p.exit_income_study,
                       p.exit_income_moved, p.exit_income_detention,     p.exit_income_ended,   p.support_share};
}

}  // namespace

agents::MonthTables make_tables(const agents::Parameters& p)
{
    const float deterred = rate_of_deterred(p);
    const auto ended = static_cast<float>(-math::log(1.0 - static_cast<double>(p.return_after_enforcement_6m)) / 6.0);
    agents::MonthTables t{};
    add_reasons(t, p);
    for (std::size_t m = 0; m < 256; ++m) {
        const double months = static_cast<double>(m);
        const double decayed = m == 0 ? 1.0 : math::exp(-static_cast<double>(p.duration_decay) * (months - 1.0));
        const double g =
            static_cast<double>(p.duration_floor) + (1.0 - static_cast<double>(p.duration_floor)) * decayed;
        t.ln_g[m] = static_cast<float>(math::log(g));
        const double tenure = math::exp(-months / static_cast<double>(p.sep_months));
        t.loss[m] =
            static_cast<float>(static_cast<double>(p.sep_inf) + static_cast<double>(p.sep_start - p.sep_inf) * tenure);
        t.reemploy[m] = p.reemploy * (m < 6 ? p.reemploy_early : p.reemploy_late);
        t.give_up[m] = m < 6 ? 0.0F : p.inactive_rate;
        t.return_other[m] = static_cast<float>(static_cast<double>(p.return_other) *
                                               math::exp(-static_cast<double>(p.return_other_decay) * months)) +
                            p.return_other_floor;
        t.return_other[256 + m] = m < 6 ? ended : t.return_other[m];
        t.return_deterred[m] = m < 6 ? deterred : p.return_other_floor;
        const bool never = m == 255;
        t.sanction_fade[m] =
            never ? 0.0F : static_cast<float>(math::exp(-months / static_cast<double>(p.sanction_months)));
        t.nonwork_fade[m] = never ? 0.0F : static_cast<float>(math::exp(-months / 6.0));
        t.switch_fade[m] = never ? 0.0F : static_cast<float>(math::exp(-months / static_cast<double>(p.switch_months)));
    }
    return t;
}

}  // namespace vangnet
