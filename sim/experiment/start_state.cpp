#include "sim/experiment/start_state.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "agents/population/applicants.hpp"
#include "sim/core/math.hpp"
#include "sim/core/sha256.hpp"
#include "sim/experiment/version.hpp"
#include "sim/month/month.hpp"

namespace vangnet {

namespace {

constexpr int months_between_compactions = 60;

/// Regions that are touched, in order of their number, and the share of each region's stock that is simulated.
std::vector<double> region_shares(const Data& data, const std::vector<int>& municipalities, std::vector<int>& regions)
{
    std::set<int> touched;
    for (const int m : municipalities) { touched.insert(data.plans[static_cast<std::size_t>(m)].region); }
    regions.assign(touched.begin(), touched.end());
    std::vector<double> shares;
    for (const int region : regions) {
        double all = 0.0;
        double ours = 0.0;
        for (const auto& plan : data.plans) { all += plan.region == region ? plan.stock_2015 : 0.0; }
        for (const int m : municipalities) {
            const auto& plan = data.plans[static_cast<std::size_t>(m)];
            ours += plan.region == region ? plan.stock_2015 : 0.0;
        }
        shares.push_back(all > 0.0 ? ours / all : 1.0);
    }
    return shares;
}

}  // namespace

double stock_2015(const Data& data, const std::vector<int>& municipalities)
{
    double sum = 0.0;
    for (const int m : municipalities) { sum += data.plans[static_cast<std::size_t>(m)].stock_2015; }
    return sum;
}

Paths make_paths(const Data& data, double tightness, int from_month)
{
    Paths paths;
    for (int month = 0; month < data_months; ++month) {
        const MonthAmounts& a = data.amounts[data_month(month)];
        const MonthAmounts& before = data.amounts[data_month(std::max(month - 1, 0))];
        paths.law.push_back({.norm_single = static_cast<float>(a.norm_single),
                             .norm_couple = static_cast<float>(a.norm_couple),
                             .indexation = static_cast<float>(a.norm_single / before.norm_single),
                             .disregard_cap = static_cast<float>(a.disregard_cap),
                             .protected_share = static_cast<float>(a.protected_share),
                             .plan_months = static_cast<float>(a.plan_months),
                             .asset_limit_single = static_cast<float>(a.asset_limit_single),
                             .asset_limit_family = static_cast<float>(a.asset_limit_family),
                             .ww_least_months = a.ww_least_months,
                             .ww_years_needed = a.ww_years_needed,
                             .ww_short_months = a.ww_short_months,
                             .ww_max_months = a.ww_max_months,
                             .ww_share_first = static_cast<float>(a.ww_share_first),
                             .ww_share_later = static_cast<float>(a.ww_share_later),
                             .pension_age = static_cast<float>(data.pension_age[data_month(month)])});
        const bool constant = tightness >= 0.0 && month >= from_month;
        paths.tightness.push_back(constant ? tightness : data.tightness[data_month(month)]);
    }
    return paths;
}

double national_stock(const Data& data, int month)
{
    const auto& points = data.stock;
    if (month <= points.front().month) { return points.front().persons; }
    for (std::size_t k = 1; k < points.size(); ++k) {
        if (month > points[k].month) { continue; }
        const double span = points[k].month - points[k - 1].month;
        const double part = span > 0.0 ? (month - points[k - 1].month) / span : 1.0;
        return math::exp((1.0 - part) * math::log(points[k - 1].persons) + part * math::log(points[k].persons));
    }
    return points.back().persons;
}

double weight_of(const Data& data, const StartRequest& request)
{
    if (request.people <= 0) { return 1.0; }
    const double growth =
        national_stock(data, request.month - 1) / national_stock(data, make_month(2015, 12).since_1970);
    return stock_2015(data, request.municipalities) * growth / request.people;
}

World empty_world(const Data& data, const StartRequest& request, const agents::Parameters& p)
{
    std::vector<int> regions;
    const std::vector<double> shares = region_shares(data, request.municipalities, regions);
    std::vector<TownPlan> towns;
    for (const int m : request.municipalities) {
        const agents::MunicipalityPlan& plan = data.plans[static_cast<std::size_t>(m)];
        const auto place = std::find(regions.begin(), regions.end(), plan.region) - regions.begin();
        towns.push_back({.number = m, .region = static_cast<int>(place), .neighbourhoods = plan.neighbourhoods});
    }
    return make_world({}, towns, shares, p, burn_in_start);
}

World unborn_world(const Data& data, const StartRequest& request, const agents::Parameters& p, const Executor& executor)
{
    const double scale = 1.0 / weight_of(data, request);
    const RandomField field(request.seed, request.replicate);
    agents::InflowPath path = data.new_applications;
    for (double& persons : path.persons_per_month) { persons *= static_cast<double>(p.first_time_share); }
    std::vector<agents::Applicants> applicants(request.municipalities.size());
    executor.for_each(applicants.size(), [&](std::size_t k) {
        const int m = request.municipalities[k];
        agents::MunicipalityPlan plan = data.plans[static_cast<std::size_t>(m)];
        plan.scale = scale;
        applicants[k] = {.municipality = m,
                         .people = draw_applicants(plan, path, field, static_cast<double>(p.share_negative_reciprocal),
                                                   burn_in_start, request.last_month)};
    });
    World world = empty_world(data, request, p);
    world.people = agents::make_people(applicants, p, field, executor);
    index_world(world);
    return world;
}

void burn_in(World& world, const Regime& reference, int until, const Executor& executor)
{
    while (world.month < until) {
        if (world.month % months_between_compactions == 0) { compact_world(world, agents::AlsoGone::long_away); }
        Ledger ledger = empty_ledger(world);
        static_cast<void>(step_month(world, reference, ledger, executor));
    }
    compact_world(world, agents::AlsoGone::long_away);
}

std::string start_key(const std::string& data_hash, const ParameterBook& book, const agents::Parameters& p,
                      const StartRequest& request)
{
    std::ostringstream text;
    text << std::hexfloat << model_hash() << '\n' << data_hash << '\n';
    std::size_t k = 0;
    agents::for_each_parameter(p, [&](std::string_view key, const float& value) {
        if (!book.entries[k++].policy) { text << key << '=' << value << '\n'; }
    });
    text << request.people << ' ' << request.month << ' ' << request.last_month << ' ' << request.seed << ' '
         << request.replicate;
    for (const int m : request.municipalities) { text << ' ' << m; }
    return Sha256{}.update(text.str()).hex();
}

}  // namespace vangnet
