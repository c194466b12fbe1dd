#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/office/predicted.hpp"
#include "sim/config/table.hpp"
#include "sim/run/arm_run.hpp"
#include "sim/run/executors.hpp"
#include "sim/run/month.hpp"
#include "sim/run/regime.hpp"
#include "sim/run/response.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

using namespace vangnet;
using vangnet::test::use_of;

namespace {

/// Thirds of the stock by predicted chance, as groups are made.
void set_thirds(World& w, const agents::Parameters& p)
{
    std::vector<float> stock;
    const auto chance = [&](std::size_t row) { return agents::predicted_chance(w.people, row, w.month, p); };
    for (std::size_t row = 0; row < w.people.size(); ++row) {
        if (agents::on_benefit(static_cast<agents::State>(w.people.state[row]))) { stock.push_back(chance(row)); }
    }
    std::sort(stock.begin(), stock.end());
    w.chance_third.resize(w.people.size());
    for (std::size_t row = 0; row < w.people.size(); ++row) {
        const float x = chance(row);
        w.chance_third[row] = x < stock[stock.size() / 3] ? 0 : (x < stock[stock.size() * 2 / 3] ? 1 : 2);
    }
}

/// Log of the expected full hires of one third over twelve months. The third is marked by a bonus of nothing.
double log_hires(const World& start, const RegimeParts& parts, std::vector<policy::InstrumentUse> uses, float third,
                 std::uint32_t seed)
{
    policy::InstrumentUse marker = use_of("reemployment_bonus", {{"bonus_eur", 0.0F}});
    marker.only = {{.fact = policy::fact_index("chance_third"), .low = third, .high = third}};
    uses.push_back(marker);
    policy::Policy policy{.uses = std::move(uses)};
    policy::sort_by_phase(policy);
    Regime regime = parts.regime(seed, 0);
    regime.policy = &policy;
    for (const policy::InstrumentUse& use : policy.uses) { regime.treated_use.push_back(use.type == marker.type ? 1 : 0); }
    GroupPlan nobody;
    nobody.ledger = empty_ledger(start);
    double sum = 0.0;
    for (const MonthTotals& month : run_arm(start, regime, nobody, 12, {}, *make_executor(0)).totals) {
        sum += month.all.hires_treated;
    }
    return std::log(sum);
}

/// 5% or 95% point of a prior that only checks (it is no parameter of behaviour).
double bound(std::string_view parameter, std::string_view column)
{
    const Table priors = Table::parse(data_text("priors.csv"), "priors.csv");
    Problems problems;
    for (std::size_t row = 0; row < priors.rows(); ++row) {
        if (priors.text(row, "parameter") == parameter) { return priors.number(row, column, problems); }
    }
    FAIL("no such prior");
    return 0.0;
}

}  // namespace

// Expected hires, not drawn ones, of the same people with the same luck: what is left of chance is whom the 4,000 people
// are, 0.003 of the log ratio from seed to seed, against a range of 0.16.
TEST_CASE("targets favour the easy to place and harm the others, within the published ranges, without a term of theirs",
          "[property]")
{
    const Data data = load_data();
    const ParameterBook book = load_parameters();
    const agents::Parameters p = central_parameters(book);
    const std::uint32_t seed = 31;
    ResponseStudy study = response_study(data, book, "Utrecht", 4000, seed, -1.0, *make_executor(0));
    set_thirds(study.start, p);
    const auto ratio = [&](const agents::Parameters& parameters, float third) {
        const RegimeParts parts(held_on_benefit(parameters), policy_terms(parameters, book), study.paths);
        const policy::InstrumentUse targets = use_of("caseworker_regime", {{"targets_strength", 1.0F}});
        return log_hires(study.start, parts, {targets}, third, seed) - log_hires(study.start, parts, {}, third, seed);
    };
    const double hard = ratio(p, 0.0F);
    const double easy = ratio(p, 2.0F);
    INFO("hardest third " << hard << ", easiest third " << easy);
    CHECK(easy > 0.0);
    CHECK(hard < 0.0);
    CHECK(easy <= bound("lhr_targets_easy", "high"));
    CHECK(hard >= bound("lhr_targets_hard", "low"));

    agents::Parameters no_creaming = p;  // the mechanism off: hours are divided evenly, caseworkers do not mind
    no_creaming.cream_exponent = 0.0F;
    no_creaming.satisfaction_targets = 0.0F;
    CHECK(std::abs(ratio(no_creaming, 0.0F)) < 1e-4);
    CHECK(std::abs(ratio(no_creaming, 2.0F)) < 1e-4);
}

TEST_CASE("satisfaction falls under targets and with crowding, rises under judgement, and moves turnover", "[office]")
{
    const ParameterBook book = load_parameters();
    const agents::Parameters p = central_parameters(book);
    const auto after = [&](float targets, float judgement, float relative_caseload) {
        agents::Office office;
        office.targets = targets;
        office.judgement = judgement;
        office.relative_caseload = relative_caseload;
        for (int month = 0; month < 60; ++month) { agents::step_satisfaction(office, p); }
        return office.satisfaction;
    };
    CHECK(after(0.0F, 0.0F, 1.0F) == 0.0F);
    CHECK(after(1.0F, 0.0F, 1.0F) == Approx(p.satisfaction_targets).epsilon(0.01));
    CHECK(after(0.0F, 1.0F, 1.0F) == Approx(p.satisfaction_judgement).epsilon(0.01));
    CHECK(after(0.0F, 0.0F, 1.0F / 3.0F) > 0.2F);
    CHECK(after(1.0F, 0.0F, 1000.0F) == -2.0F);

    const auto leavers = [&](float satisfaction) {
        agents::Office office;
        office.municipality = 7;
        office.hours_wanted = 40'000.0;
        int left = 0;
        for (int month = 0; month < 24; ++month) {
            office.satisfaction = satisfaction;
            static_cast<void>(agents::step_office(office, p, RandomField{5, 1}, 500 + month));
            for (const std::uint8_t changed : office.changed) { left += changed; }
        }
        return left;
    };
    CHECK(leavers(-1.0F) > leavers(0.0F));
    CHECK(leavers(0.0F) > leavers(1.0F));
}
