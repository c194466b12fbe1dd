#include "sim/run/response.hpp"

#include "sim/core/math.hpp"
#include "sim/run/arm_run.hpp"
#include "sim/run/groups.hpp"
#include "sim/run/regime.hpp"

namespace vangnet {

namespace {

constexpr int response_months = 12;
constexpr float negligible_share = 1e-6F;  // of labour supply: the market does not move

policy::InstrumentUse use_of(const char* key, const std::vector<std::pair<const char*, float>>& parameters)
{
    policy::InstrumentUse use = policy::default_use(policy::instrument_index(key));
    const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
    for (const auto& [name, value] : parameters) {
        use.params[static_cast<std::size_t>(policy::parameter_index(info, name))] = value;
    }
    use.who = policy::Who::stock;
    return use;
}

policy::InstrumentUse only_spells(policy::InstrumentUse use, float low, float high)
{
    use.only.push_back({policy::fact_index("months_on_benefit"), low, high});
    return use;
}

double hires(const World& start, const GroupPlan& plan, Regime regime, const policy::InstrumentUse& use,
             const Executor& executor)
{
    policy::Policy policy;
    policy.uses.push_back(use);
    regime.policy = &policy;
    regime.treated_use = {1};
    double sum = 0.0;
    for (const MonthTotals& t : run_arm(start, regime, plan, response_months, {}, executor).totals) {
        sum += t.all.hires_treated;
    }
    return sum;
}

}  // namespace

std::vector<ResponseCase> response_cases()
{
    return {
        {"lhr_exemption_during", use_of("exemption", {}), 1.0},
        {"lhr_tegenprestatie",
         only_spells(use_of("counter_service", {{"after_months", 0.0F}, {"hours_per_week", 20.0F}}), 12.0F, 1000.0F),
         1.0},
        {"lhr_tegenprestatie_lockin",
         only_spells(
             use_of("counter_service", {{"after_months", 0.0F}, {"notice_months", 0.0F}, {"hours_per_week", 20.0F}}),
             0.0F, 11.0F),
         1.0},
        {"lhr_disregard_full_during",
         use_of("earnings_disregard",
                {{"share_percent", 50.0F}, {"cap_eur_per_month", 200.0F}, {"length_months", 16.0F}}),
         1.0},
        {"lhr_bonus", use_of("reemployment_bonus", {}), 1.0},
        {"elast_caseload_full", use_of("guidance", {{"caseload", 50.0F}, {"fixed_contact", 0.0F}}), math::log(3.0)},
    };
}

World response_world(const Data& data, const ParameterBook& book, int people, std::uint32_t seed, double tightness,
                     const Executor& executor)
{
    StartRequest request;
    for (std::size_t m = 0; m < data.municipalities.size(); ++m) {
        if (data.municipalities[m].name == "Utrecht") { request.municipalities.push_back(static_cast<int>(m)); }
    }
    request.people = people;
    request.month = make_month(2017, 10).since_1970;
    request.last_month = request.month + response_months;
    request.seed = seed;
    agents::Parameters p = central_parameters(book);
    p.own_share_low = p.own_share_middle = p.own_share_high = negligible_share;
    World world = unborn_world(data, request, p);
    const RegimeParts parts(p, policy_terms(p, book), make_paths(data, tightness, request.month));
    burn_in(world, parts.regime(seed, 0), request.month, executor);
    return world;
}

double measure_response(const World& start, const Data& data, const ParameterBook& book, const agents::Parameters& p,
                        const agents::PolicyTerms& terms, const ResponseCase& response, const Executor& executor)
{
    World world = start;
    const GroupPlan plan =
        plan_groups(world, group_infos({}, data, {}, response_months), central_parameters(book), data, response_months);
    const RegimeParts parts(p, terms, make_paths(data));
    const Regime regime = parts.regime(1, 0);
    policy::InstrumentUse neutral = response.use;
    neutral.params = policy::instruments()[static_cast<std::size_t>(response.use.type)].neutral;
    const double base = hires(world, plan, regime, neutral, executor);
    const double treated = hires(world, plan, regime, response.use, executor);
    return math::log(treated / base) / response.per;
}

}  // namespace vangnet
