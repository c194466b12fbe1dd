#include "sim/experiment/facts_run.hpp"

#include "sim/experiment/arm_run.hpp"
#include "sim/experiment/groups.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/month/month.hpp"

namespace vangnet {

namespace {

/// The meter follows people by row from the beginning of a year, and those who left for work to the end.
constexpr Month last_compaction = make_month(leavers_of, 1);

}  // namespace

FactMap measure_facts(const Data& data, const StartRequest& request, const agents::Parameters& p,
                      const agents::PolicyTerms& terms, const Executor& executor)
{
    StartRequest all = request;
    all.last_month = make_month(2023, 12).since_1970;
    World world = unborn_world(data, all, p);
    const RegimeParts parts(p, terms, make_paths(data));
    const Regime regime = parts.regime(request.seed, request.replicate);
    burn_in(world, regime, make_month(2007, 1).since_1970, executor);

    Meter meter(data, p, weight_of(data, all));
    while (world.month <= all.last_month) {
        const Month month{world.month};
        if (month.month_of_year() == 1) {
            if (month <= last_compaction) { compact_world(world, agents::AlsoGone::nobody); }
            meter.before_year(world.people, month.year());
        }
        Ledger ledger = empty_ledger(world);
        static_cast<void>(step_month(world, regime, ledger, executor));
        meter.look(world);
    }
    return meter.facts();
}

namespace {

constexpr int displacement_months = 12;
constexpr float displacement_share = 0.10F;  // of the stock; enough hires to measure, few enough to be a small shock

/// Caseworkers with 25 clients for a tenth of the stock, and nothing else of guidance.
policy::InstrumentUse guidance_for_some()
{
    policy::InstrumentUse use = policy::neutral(policy::default_use(policy::instrument_index("guidance")));
    const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
    use.params[static_cast<std::size_t>(policy::parameter_index(info, "caseload"))] = 25.0F;
    use.who = policy::Who::stock;
    use.share_to = displacement_share;
    return use;
}

struct Hires {
    double treated = 0.0;
    double untreated = 0.0;
    double others_lost = 0.0;
};

Hires hires_under(const World& start, const GroupPlan& plan, Regime regime, const policy::InstrumentUse& use,
                  const Executor& executor)
{
    const policy::Policy policy{{use}};
    regime.policy = &policy;
    regime.treated_use = {1};
    Hires sum;
    for (const MonthTotals& t : run_arm(start, regime, plan, displacement_months, {}, executor).totals) {
        sum.treated += t.all.hires_treated;
        sum.untreated += t.all.hires_untreated;
        sum.others_lost += t.hires_others_lost;
    }
    return sum;
}

}  // namespace

std::vector<double> measure_displacement(const Data& data, const StartRequest& request, const agents::Parameters& p,
                                         const agents::PolicyTerms& terms, const std::vector<double>& tightness,
                                         const Executor& executor)
{
    StartRequest all = request;
    all.last_month = request.month + displacement_months;
    World world = unborn_world(data, all, p);
    const RegimeParts usual(p, terms, make_paths(data));
    burn_in(world, usual.regime(request.seed, request.replicate), request.month - 1, executor);
    // from a month before the arms branch, so that the supply that the market compares with is of the same scale
    const agents::Parameters held = held_on_benefit(p);
    const RegimeParts before(held, terms, make_paths(data));
    burn_in(world, before.regime(request.seed, request.replicate), request.month, executor);
    const std::vector<GroupInfo> groups = group_infos({}, data, request.municipalities, displacement_months);
    const GroupPlan plan = plan_groups(world, groups, p, data, displacement_months);

    std::vector<double> displacement(tightness.size());
    executor.for_each(tightness.size(), [&](std::size_t k) {
        const RegimeParts parts(held, terms, make_paths(data, tightness[k], request.month));
        const Regime regime = parts.regime(request.seed, request.replicate);
        const Hires base = hires_under(world, plan, regime, policy::neutral(guidance_for_some()), executor);
        const Hires more = hires_under(world, plan, regime, guidance_for_some(), executor);
        const double lost = base.untreated - more.untreated + more.others_lost - base.others_lost;
        displacement[k] = lost / (more.treated - base.treated);
    });
    return displacement;
}

}  // namespace vangnet
