/// Every instrument works through its mechanisms and through nothing else: switched off one and all, people live the
/// same lives to the last bit; switched on, they do not.
///
/// Sizes: the totals of exemption, counter-service, voluntary service, guidance, disregard, bonus and debt help stand
/// in test_model_response.cpp; that of caseworker_regime, which has no term of its own, stands here.

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/math.hpp"
#include "sim/experiment/arm_run.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/experiment/response.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/table.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet::test {

namespace {

using policy::InstrumentUse;
using Columns = std::set<std::string_view>;
using Change = std::function<void(SmallModel&)>;

/// What an instrument does, with its mechanism and without.
struct Mechanism {
    std::string name;
    InstrumentUse on;
    InstrumentUse off;                  ///< the same use where `model_off` does the switching
    Change model_off = nullptr;         ///< switches the mechanism off in all arms; null: `off` does
    Columns label{};                    ///< columns that only say that the instrument runs
    std::vector<InstrumentUse> both{};  ///< what both arms have besides
    Change model = nullptr;             ///< changes of the model in all runs of the case
};

Mechanism by_use(std::string name, const InstrumentUse& on, const InstrumentUse& off)
{
    return {std::move(name), on, off};
}

Mechanism by_model(std::string name, const InstrumentUse& use, Change off, Columns label = {})
{
    return {std::move(name), use, use, std::move(off), std::move(label)};
}

InstrumentUse with_places(InstrumentUse use, float places_per_100)
{
    use.places_per_100 = places_per_100;
    return use;
}

Mechanism by_places(const char* key)
{
    const InstrumentUse use = use_of(key);
    return by_use(std::string(key) + ": no places", with_places(use, 20.0F), with_places(use, 0.0F));
}

/// Twelve months of the reference regime, then two years of an arm: all that people are, month by month, and their
/// expected hires.
std::string lives(const SmallModel& model, std::vector<InstrumentUse> uses, const Columns& label)
{
    World world = model.world(1, 700);
    live(world, model.regime(), 12, SerialExecutor{});
    const policy::Policy policy = policy_of(std::move(uses));
    branch(world, &policy, RandomField{1, 0});
    Regime regime = model.regime(&policy);
    regime.treated_use.assign(policy.uses.size(), 0);  // nobody counts as treated: the sums add up in one order
    Sha256 hash;
    Ledger ledger = empty_ledger(world);
    for (int month = 0; month < 24; ++month) {
        add_to(hash, step_month(world, regime, ledger, SerialExecutor{}).all.hires_untreated);
        agents::Seekers::for_each_column(world.people, [&](std::string_view name, auto, const auto& column) {
            if (label.count(name) == 0) { add_to(hash, column); }
        });
    }
    return hash.hex();
}

void no_debts(SmallModel& m)
{
    m.p.entrant_debt_share = m.p.shock_mean = m.p.punish_chance = m.p.cost_of_living_sd = m.p.under_water_cost = 0.0F;
    m.p.cost_of_living = m.p.cost_low_income = 0.5F;
    m.p.cost_fixed = 0.0F;  // in detention and after an ended benefit rent would be owed
}

void no_search_duty(SmallModel& m)
{
    m.p.lhr_per_required_application = m.p.lhr_sep_per_required_application = m.p.punish_chance = 0.0F;
}

void add_duties(std::vector<Mechanism>& all)
{
    const InstrumentUse strict = use_of(
        "application_duty",
        {{"applications_per_month", 12.0F}, {"check_chance_percent", 60.0F}, {"strictness", 0.9F}, {"warn_first", 1}});
    all.push_back(by_model("application_duty: nobody minds applying, checks or strictness", strict, [](SmallModel& m) {
        no_search_duty(m);
        m.p.motiv_loss_coercion = m.p.mh_shift_strict_regime = m.p.quality_overload = 0.0F;
    }));
    all.push_back(by_model("exemption: terms and autonomy do nothing, and no duty to be lifted does",
                           use_of("exemption"), [](SmallModel& m) {
                               no_search_duty(m);
                               m.terms.exempt = m.terms.exempt_past = m.terms.unmonitored = 0.0F;
                               m.p.motiv_gain_useful_autonomy = m.p.motiv_choice_useless = 0.0F;
                               m.p.trust_autonomy = m.p.volunteering_shift_trust = 0.0F;
                           }));
    const InstrumentUse service = use_of("counter_service");
    all.push_back(by_use("counter_service: no hours", service, use_of("counter_service", {{"hours_per_week", 0.0F}})));
    const InstrumentUse no_coach = use_of("counter_service", {{"coach_hours_per_year", 0.0F}});
    all.push_back(by_model("counter_service: neither threat, lock-in nor health, and no hours of a coach", no_coach,
                           [](SmallModel& m) {
                               m.terms.threat_new = m.terms.threat_long = m.terms.imposed_long = m.terms.imposed_short =
                                   0.0F;
                               m.p.mh_gain_tegenprestatie_men_low = m.p.mh_gain_tegenprestatie_other = 0.0F;
                               m.p.mh_loss_imposed_useless = m.p.noshow_punished = 0.0F;
                               m.p.lhr_tegenprestatie_nonwork_exit = 0.0F;
                           },
                           {"activity"}));
    const InstrumentUse visits = use_of("inspection");
    all.push_back(by_use("inspection: no visits", visits, use_of("inspection", {{"rate_percent_per_year", 0.0F}})));
    Mechanism distrust =
        by_model("inspection: no hits, and nobody minds a visit", use_of("inspection", {{"hits_percent", 0.0F}}),
                 [](SmallModel& m) { m.p.trust_shift_fraud_check = 0.0F; }, {"since_inspection"});
    all.push_back(distrust);
    const InstrumentUse gate = use_of("search_period");
    all.push_back(by_use("search_period: no weeks", gate, use_of("search_period", {{"search_first_weeks", 0.0F}})));
    all.push_back(
        by_model("search_period: nobody is deterred", gate, [](SmallModel& m) { m.p.applicant_deterrence = 0.0F; }));
}

void add_services(std::vector<Mechanism>& all)
{
    const InstrumentUse guided =
        use_of("guidance", {{"aftercare_months", 6.0F}, {"directive", 1.0F}, {"motivational_interviewing", 1.0F}});
    all.push_back(by_model("guidance: contact does nothing", guided,
                           [](SmallModel& m) {
                               m.terms.caseload = m.terms.directive = m.terms.interview = 0.0F;
                               m.p.elast_caseload_parttime = m.p.mh_gain_guidance = m.p.lhr_guidance_separation = 0.0F;
                               m.p.alliance_growth = m.p.alliance_change = m.p.known_growth = 0.0F;
                               m.p.caseworker_quality_sd = m.p.lhr_caseworker_switch = 0.0F;
                           },
                           {"guidance", "caseworker", "since_switch"}));
    for (const char* key : {"group_training", "language_course", "integrated_care", "debt_help", "job_creation"}) {
        all.push_back(by_places(key));
    }
    all.push_back(by_model("group_training: neither lock-in, gain, health nor being known", use_of("group_training"),
                           [](SmallModel& m) {
                               m.terms.course = m.terms.course_after = m.terms.practice_after = 0.0F;
                               m.terms.course_mix = m.terms.course_low_motivation = 0.0F;
                               m.p.mh_gain_group_training = m.p.known_course_hour = 0.0F;
                           }));
    all.push_back(by_model("language_course: lessons do nothing", use_of("language_course"),
                           [](SmallModel& m) { m.terms.language = 0.0F; }));
    all.push_back(by_model("integrated_care: support does nothing, and no care is offered",
                           use_of("integrated_care", {{"care_multiple", 1.0F}}), [](SmallModel& m) {
                               m.terms.ips = m.terms.integrated = 0.0F;
                               m.p.lhr_ips_separation = m.p.mh_gain_ips = 0.0F;
                           }));
    all.push_back(by_model("debt_help: nobody has debts", use_of("debt_help"), no_debts));
    all.push_back(by_model("voluntary_service: nobody starts", use_of("voluntary_service"),
                           [](SmallModel& m) { m.p.volunteer_start = 0.0F; }));
}

void add_money(std::vector<Mechanism>& all)
{
    for (const float premium : {0.0F, 1.0F}) {
        all.push_back(by_model("earnings_disregard: nobody works part-time or minds money",
                               use_of("earnings_disregard", {{"paid_as_premium", premium}}), [](SmallModel& m) {
                                   m.terms.disregard_during = m.p.incentive_part = 0.0F;
                                   m.p.b_part = -60.0F;
                               }));
    }
    all.push_back(by_use("reemployment_bonus: no money", use_of("reemployment_bonus"),
                         use_of("reemployment_bonus", {{"bonus_eur", 0.0F}})));
}

/// How an office is managed matters where contact does: with fixed caseworkers, and 25 clients each, so that there are
/// enough of them to leave. 0 in a small world, so switched on here.
void add_regimes(std::vector<Mechanism>& all)
{
    const std::vector<InstrumentUse> fixed = {use_of("guidance", {{"caseload", 25.0F}})};
    const Change minded = [](SmallModel& m) {
        m.p.cream_exponent = 0.5F;
        m.p.satisfaction_targets = -1.0F;
        m.p.satisfaction_judgement = 1.0F;
        m.p.satisfaction_turnover = 1.0F;
        m.p.sickness_share = 0.05F;
    };
    const auto regime = [&](const char* name, const char* parameter, float value, Change off) {
        Mechanism m = by_model(name, use_of("caseworker_regime", {{parameter, value}}), std::move(off));
        m.both = fixed;
        m.model = minded;
        all.push_back(m);
    };
    regime("caseworker_regime: targets divide no hours and displease nobody", "targets_strength", 1.0F,
           [](SmallModel& m) { m.p.cream_exponent = m.p.satisfaction_targets = 0.0F; });
    regime("caseworker_regime: judgement pleases nobody", "judgement_strength", 1.0F,
           [](SmallModel& m) { m.p.satisfaction_judgement = 0.0F; });
    regime("caseworker_regime: temporary staff leave no sooner", "temporary_percent_more", 60.0F,
           [](SmallModel& m) { m.p.turnover_temporary = m.p.turnover_permanent; });
}

/// What is recorded matters where places are scarce: at once by the control group, later by what is learned.
void add_learning(std::vector<Mechanism>& all)
{
    const auto record = [](float recorded) {
        return use_of("knowledge_sharing", {{"recorded", recorded}, {"control_group_percent", 30.0F}});
    };
    Mechanism m = by_use("knowledge_sharing: nothing is recorded", record(1.0F), record(0.0F));
    m.both = {with_places(use_of("group_training"), 20.0F)};
    all.push_back(m);
}

std::vector<Mechanism> mechanisms()
{
    std::vector<Mechanism> all;
    add_duties(all);
    add_services(all);
    add_money(all);
    add_regimes(all);
    add_learning(all);
    return all;
}

std::vector<InstrumentUse> with(std::vector<InstrumentUse> uses, const InstrumentUse& use)
{
    uses.push_back(use);
    return uses;
}

}  // namespace

TEST_CASE("an instrument whose mechanism is switched off changes nobody's life by a bit, and switched on it does",
          "[property]")
{
    for (const Mechanism& m : mechanisms()) {
        INFO(m.name);
        SmallModel model;
        if (m.model) { m.model(model); }
        model.renew();
        SmallModel without = model;
        if (m.model_off) { m.model_off(without); }
        without.renew();
        CHECK(lives(without, with(m.both, m.off), m.label) == lives(without, m.both, m.label));
        CHECK(lives(model, with(m.both, m.on), m.label) != lives(model, m.both, m.label));
    }
}

TEST_CASE("every instrument has a case in which its mechanism is switched off", "[property]")
{
    std::set<int> types;
    for (const Mechanism& m : mechanisms()) { types.insert(m.on.type); }
    for (std::size_t type = 0; type < policy::instruments().size(); ++type) {
        INFO(policy::instruments()[type].card->key);
        CHECK(types.count(static_cast<int>(type)) == 1);
    }
}

TEST_CASE("in the world where debt help has nothing to do nobody has a debt", "[property]")
{
    SmallModel model;
    no_debts(model);
    World world = model.world(1, 1000);
    live(world, model.regime(), 36, SerialExecutor{});
    CHECK(std::count(world.people.debt.begin(), world.people.debt.end(), 0) == static_cast<long>(world.people.size()));
}

namespace {

constexpr int people_held = 1500;        // in each of the towns below, on benefit all year
constexpr double sd_of_effect = 0.0093;  // over 24 worlds of as many people in Utrecht, the largest of four [log]

struct Targets {
    double easy = 0.0;
    double hard = 0.0;
};

struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// 5% and 95% point of a prior that is no parameter of the model, but a check on what comes out of it.
Range prior_range(std::string_view name)
{
    const Table priors = Table::parse(data_text("priors.csv"), "priors.csv");
    Problems problems;
    for (std::size_t row = 0; row < priors.rows(); ++row) {
        if (priors.text(row, "parameter") == name) {
            return {priors.number(row, "low", problems), priors.number(row, "high", problems)};
        }
    }
    throw std::logic_error("no such prior");
}

/// Log of expected hires in a year of the stock in one third of the predicted chance.
double log_hires_of_third(const ResponseStudy& study, const RegimeParts& parts, std::vector<InstrumentUse> uses,
                          float third, const Executor& executor)
{
    InstrumentUse counted = use_of("reemployment_bonus", {{"bonus_eur", 0.0F}});  // marks whose hires are counted
    counted.who = policy::Who::stock;
    counted.only.push_back({policy::fact_index("chance_third"), third, third});
    uses.push_back(counted);
    const policy::Policy policy = policy_of(std::move(uses));
    Regime regime = parts.regime(study.seed, 0);
    regime.policy = &policy;
    for (const InstrumentUse& use : policy.uses) { regime.treated_use.push_back(use.type == counted.type ? 1 : 0); }
    GroupPlan nobody;
    nobody.ledger = empty_ledger(study.start);
    double sum = 0.0;
    for (const MonthTotals& month : run_arm(study.start, regime, nobody, 12, {}, executor).totals) {
        sum += month.all.hires_treated;
    }
    return math::log(sum);
}

/// Log ratio of expected hires with placement targets to those without, by third.
Targets effect_of_targets(const ResponseStudy& study, const agents::Parameters& p, const agents::PolicyTerms& terms,
                          const std::vector<InstrumentUse>& both, const Executor& executor)
{
    const RegimeParts parts(held_on_benefit(p), terms, study.paths);
    const InstrumentUse targets = use_of("caseworker_regime", {{"targets_strength", 1.0F}});
    const auto ratio = [&](float third) {
        return log_hires_of_third(study, parts, with(both, targets), third, executor) -
               log_hires_of_third(study, parts, both, third, executor);
    };
    return {ratio(2.0F), ratio(0.0F)};
}

}  // namespace

TEST_CASE("targets help the easy to place and harm the hard to place by as much as the priors say",
          "[statistical][large]")
{
    const Data data = load_data();
    const ParameterBook book = load_parameters();
    const agents::Parameters p = central_parameters(book);
    const agents::PolicyTerms terms = policy_terms(p, book);
    const auto executor = make_executor(0);
    const std::vector<InstrumentUse> usual;
    const std::vector<InstrumentUse> fixed = {use_of("guidance", {{"caseload", 100.0F}})};
    const Range easy = prior_range("lhr_targets_easy");
    const Range hard = prior_range("lhr_targets_hard");
    REQUIRE(detectable_shift(1, sd_of_effect) < 0.5 * (easy.high - easy.low));
    REQUIRE(detectable_shift(1, sd_of_effect) < 0.5 * (hard.high - hard.low));
    for (const auto& [municipality, seed] : {std::pair{"Utrecht", 31U}, {"Emmen", 32U}, {"Rotterdam", 33U}}) {
        const ResponseStudy study = response_study(data, book, municipality, people_held, seed, -1.0, *executor);
        for (const auto* both : {&usual, &fixed}) {
            const Targets effect = effect_of_targets(study, p, terms, *both, *executor);
            INFO(municipality << (both == &fixed ? ", fixed contacts: easy " : ", changing contacts: easy ")
                              << effect.easy << ", hard " << effect.hard);
            CHECK(effect.easy > 0.0);
            CHECK(effect.easy <= easy.high);
            CHECK(effect.hard < 0.0);
            CHECK(effect.hard >= hard.low);
        }
    }
}

}  // namespace vangnet::test
