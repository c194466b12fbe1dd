#include "sim/experiment/response.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/experiment/arm_run.hpp"
#include "sim/experiment/groups.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/month/month.hpp"

namespace vangnet {

namespace {

using agents::PolicyTerms;
using policy::InstrumentUse;
using Settings = std::vector<std::pair<const char*, float>>;

constexpr int months_counted = 12;
constexpr int months_followed = 24;        // the latest case begins to count in its second year
constexpr float negligible_share = 1e-6F;  // of labour supply: the market does not move
constexpr float small_term = 0.02F;        // the soft cap of the policy terms takes 0.1% of it
constexpr float long_spell = 12.0F;        // [months], where threat_long and imposed_long begin (E9)
constexpr float job_ready = 6.0F;          // [months], below it elast_contact_ui sizes guidance
constexpr float longest_spell = 1000.0F;   // [months], longer than a working life
constexpr float plan_offer = 10.0F;        // most the instrument allows: more people in a plan, the same per dose
constexpr float shortest_plan = 0.1F;      // least the instrument allows: discharge within the year
constexpr int discharged_from = 6;         // month in which most of those who asked early are discharged

InstrumentUse use_of(const char* key, const Settings& settings)
{
    InstrumentUse use = policy::default_use(policy::instrument_index(key));
    const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
    for (const auto& [name, value] : settings) {
        use.params[static_cast<std::size_t>(policy::parameter_index(info, name))] = value;
    }
    use.who = policy::Who::stock;
    return use;
}

InstrumentUse only_where(InstrumentUse use, const char* fact, float low, float high)
{
    use.only.push_back({policy::fact_index(fact), low, high});
    return use;
}

InstrumentUse until(InstrumentUse use, int end)
{
    use.end = end;
    return use;
}

ResponseCase against_nothing(const char* prior, float PolicyTerms::*term, const InstrumentUse& treated,
                             int first_month = 0)
{
    return {prior, term, treated, policy::neutral(treated), first_month};
}

/// 20 hours a week, announced `notice` months ahead; twelve of them fill the year, so that it holds nothing but threat.
InstrumentUse service(float notice, float shortest, float longest)
{
    return only_where(
        use_of("counter_service", {{"hours_per_week", 20.0F}, {"after_months", 0.0F}, {"notice_months", notice}}),
        "months_on_benefit", shortest, longest);
}

InstrumentUse guidance(Settings settings)
{
    settings.insert(settings.begin(), {{"caseload", policy::reference_caseload}, {"fixed_contact", 0.0F}});
    return use_of("guidance", settings);
}

/// Debt help at once for people in problem debt.
InstrumentUse plans(Settings settings)
{
    settings.insert(settings.end(), {{"early_offer_times", plan_offer}, {"waiting_months", 0.0F}});
    return only_where(use_of("debt_help", settings), "problem_debt", 1.0F, 1.0F);
}

void add_duty_cases(std::vector<ResponseCase>& cases)
{
    using T = PolicyTerms;
    const float short_spell = long_spell - 1.0F;
    const InstrumentUse exempt = use_of("exemption", {});
    cases.push_back(against_nothing("lhr_monitoring_removed", &T::unmonitored,
                                    use_of("application_duty", {{"check_chance_percent", 0.0F}})));
    cases.push_back(against_nothing("lhr_exemption_during", &T::exempt, exempt));
    cases.push_back(
        against_nothing("lhr_exemption_after", &T::exempt_past, until(exempt, months_counted), months_counted));
    cases.push_back(against_nothing("lhr_threat_new", &T::threat_new, service(12.0F, 0.0F, short_spell)));
    cases.push_back(against_nothing("lhr_threat_longterm", &T::threat_long, service(12.0F, long_spell, longest_spell)));
    cases.push_back(against_nothing("lhr_tegenprestatie", &T::imposed_long, service(0.0F, long_spell, longest_spell)));
    cases.push_back(against_nothing("lhr_tegenprestatie_lockin", &T::imposed_short, service(0.0F, 0.0F, short_spell)));
    cases.push_back(against_nothing("lhr_voluntary_volunteering", &T::volunteering, use_of("voluntary_service", {})));
}

void add_office_and_money_cases(std::vector<ResponseCase>& cases)
{
    using T = PolicyTerms;
    // job-ready people have an elasticity of their own
    cases.push_back(
        against_nothing("elast_caseload_full", &T::caseload,
                        only_where(guidance({{"caseload", 50.0F}}), "months_on_benefit", job_ready, longest_spell)));
    cases.push_back(against_nothing("lhr_directive_style", &T::directive, guidance({{"directive", 1.0F}})));
    cases.push_back(against_nothing("lhr_motivational_interviewing", &T::interview,
                                    guidance({{"motivational_interviewing", 1.0F}})));
    cases.push_back(against_nothing("lhr_bonus", &T::bonus, use_of("reemployment_bonus", {})));
    const Settings kept = {{"share_percent", 50.0F}, {"cap_eur_per_month", 200.0F}, {"length_months", 16.0F}};
    cases.push_back(
        against_nothing("lhr_disregard_full_during", &T::disregard_during, use_of("earnings_disregard", kept)));
}

/// A plan against problem debt without one; the court's plan against an amicable one; and relief, complete or of one
/// creditor in five, against a plan of the same length that ends with nothing forgiven, so that the months in the plan
/// do not count.
void add_debt_cases(std::vector<ResponseCase>& cases)
{
    using T = PolicyTerms;
    cases.push_back(against_nothing("lhr_debt_plan_work", &T::debt_plan, plans({})));
    cases.push_back({"lhr_debt_plan_threat", &T::debt_plan_court, plans({{"through_court", 1.0F}}), plans({}), 0});
    const InstrumentUse relieved = plans({{"plan_length_times", shortest_plan}});
    const InstrumentUse kept = plans({{"plan_length_times", shortest_plan}, {"creditors_percent", 0.0F}});
    cases.push_back({"lhr_full_debt_relief", &T::debt_discharged, relieved, kept, discharged_from});
    const InstrumentUse in_part = plans({{"plan_length_times", shortest_plan}, {"creditors_percent", 20.0F}});
    cases.push_back({"lhr_partial_debt_relief", &T::debt_in_part, in_part, kept, discharged_from});
}

double log_hires(const ResponseStudy& study, const RegimeParts& parts, const InstrumentUse& use, int first_month,
                 const Executor& executor)
{
    policy::Policy policy;
    policy.uses.push_back(use);
    Regime regime = parts.regime(study.seed, 0);
    regime.policy = &policy;
    regime.treated_use = {1};
    GroupPlan nobody;
    nobody.ledger = empty_ledger(study.start);
    const ArmResult arm = run_arm(study.start, regime, nobody, first_month + months_counted, {}, executor);
    double sum = 0.0;
    for (auto month = arm.totals.begin() + first_month; month != arm.totals.end(); ++month) {
        sum += month->all.hires_treated;
    }
    return math::log(sum);
}

double log_ratio(const ResponseStudy& study, const agents::Parameters& p, const PolicyTerms& terms,
                 const ResponseCase& response, const Executor& executor)
{
    const RegimeParts parts(held_on_benefit(p), terms, study.paths);
    return log_hires(study, parts, response.treated, response.first_month, executor) -
           log_hires(study, parts, response.base, response.first_month, executor);
}

}  // namespace

std::vector<ResponseCase> response_cases()
{
    std::vector<ResponseCase> cases;
    add_duty_cases(cases);
    add_office_and_money_cases(cases);
    add_debt_cases(cases);
    return cases;
}

ResponseStudy response_study(const Data& data, const ParameterBook& book, std::string_view municipality, int people,
                             std::uint32_t seed, double tightness, const Executor& executor)
{
    StartRequest request;
    for (std::size_t m = 0; m < data.municipalities.size(); ++m) {
        if (data.municipalities[m].name == municipality) { request.municipalities.push_back(static_cast<int>(m)); }
    }
    request.people = people;
    request.month = make_month(2017, 10).since_1970;
    request.last_month = request.month + months_followed;
    request.seed = seed;
    agents::Parameters p = central_parameters(book);
    p.own_share_low = p.own_share_middle = p.own_share_high = negligible_share;
    ResponseStudy study{unborn_world(data, request, p), make_paths(data, tightness, make_month(2007, 1).since_1970),
                        seed};
    const RegimeParts parts(p, policy_terms(p, book), study.paths);
    burn_in(study.start, parts.regime(seed, 0), request.month, executor);
    // marks the stock; the groups themselves are not needed
    static_cast<void>(plan_groups(study.start, {}, p, data, months_counted));
    return study;
}

double mean_dose(const ResponseStudy& study, const agents::Parameters& p, const ResponseCase& response,
                 const Executor& executor)
{
    PolicyTerms terms;
    const double without = log_ratio(study, p, terms, response, executor);
    terms.*response.term = small_term;
    return (log_ratio(study, p, terms, response, executor) - without) / small_term;
}

double measure_response(const ResponseStudy& study, const agents::Parameters& p, const PolicyTerms& terms,
                        const ResponseCase& response, const Executor& executor)
{
    return log_ratio(study, p, terms, response, executor) / mean_dose(study, p, response, executor);
}

StructuralPart structural_part(const ResponseStudy& study, const ParameterBook& book, const ResponseCase& response,
                               int draws, const Executor& executor)
{
    std::vector<double> parts(static_cast<std::size_t>(draws));
    executor.for_each(parts.size(), [&](std::size_t d) {
        const agents::Parameters p = drawn_parameters(book, study.seed, static_cast<int>(d));
        parts[d] = measure_response(study, p, {}, response, SerialExecutor{});
    });
    double mean = 0.0;
    double square = 0.0;
    for (const double x : parts) {
        mean += x / draws;
        square += x * x / draws;
    }
    return {mean, std::sqrt(std::max(0.0, square - mean * mean))};
}

}  // namespace vangnet
