#include <cmath>

#include "agents/behaviour/counter_service.hpp"
#include "sim/inputs/parameters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/rows_bench.hpp"

namespace vangnet::test {

TEST_CASE("a latent score closes a share of the gap to its target each month, whatever side it comes from",
          "[agents][unit]")
{
    CHECK(agents::drawn_to(1.0F, 0.0F, 0.9F, 0.0F) == Approx(0.9F));
    CHECK(agents::drawn_to(-1.0F, 0.0F, 0.9F, 0.0F) == Approx(-0.9F));
    CHECK(agents::drawn_to(0.5F, 0.5F, 0.9F, 0.0F) == 0.5F);
    CHECK(agents::drawn_to(0.5F, 0.5F, 0.9F, 0.1F) == Approx(0.6F));
    float x = 0.0F;
    for (int month = 0; month < 12; ++month) { x = agents::drawn_to(x, 1.0F, 0.85F, 0.0F); }
    CHECK(x == Approx(1.0 - std::pow(0.85, 12)).epsilon(1e-5));
}

TEST_CASE("mental health is drawn to the set point, lower without work, in problem debt and under a sanction",
          "[agents][unit]")
{
    RowsBench bench;
    const agents::Parameters& p = bench.model.p;
    bench.r.mental_set[0] = bench.r.mental_set[1] = 1.0F;
    bench.r.on_benefit[1] = 0.0F;
    bench.r.in_work[1] = 1.0F;
    bench.r.problem_debt[2] = 1.0F;
    bench.r.debt[2] = 6000.0F;  // 2 creditors and one more
    bench.r.problem_debt[3] = bench.r.in_plan[3] = 1.0F;
    bench.r.debt[3] = 6000.0F;
    bench.r.sanctioned[4] = 1.0F;
    bench.t().obligation[5] = 1.0F;
    bench.t().obligation[6] = 0.5F;
    bench.r.mental_set[7] = -1.0F;  // below -0.37: the worst third
    bench.r.in_work[7] = 1.0F;
    bench.r.on_benefit[7] = 0.0F;
    alignas(64) agents::Column target;
    agents::mental_target(bench.r, bench.context, target);
    const float idle = p.mental_set_mean + p.mh_shift_jobless;
    CHECK(target[0] == Approx(idle + 1.0F));
    CHECK(target[1] == Approx(p.mental_set_mean + 1.0F));
    CHECK(target[2] == Approx(idle - 0.25F - 0.15F));
    CHECK(target[3] == Approx(idle - 0.2F));
    CHECK(target[4] == Approx(idle - 0.15F));
    CHECK(target[5] == Approx(idle - 0.08F));
    CHECK(target[6] == Approx(idle));
    CHECK(target[7] == Approx(p.mental_set_mean - 1.0F + 0.1F));
}

TEST_CASE("an alliance grows with contact, decays without, and is cut when the fixed caseworker leaves",
          "[agents][unit]")
{
    RowsBench bench;
    for (int i = 0; i < 6; ++i) { bench.r.alliance[i] = 0.6F; }
    bench.t().same_caseworker[0] = bench.t().same_caseworker[1] = bench.t().same_caseworker[2] = 1.0F;
    bench.r.contact_hours[0] = 2.0F;
    bench.r.slot[2] = 1.0F;  // this chair's caseworker leaves
    bench.r.slot[3] = 1.0F;
    bench.changed[1] = 1;
    bench.r.alliance[4] = 0.1F;  // less than a stranger's
    bench.r.alliance[5] = 0.1F;
    bench.t().same_caseworker[5] = 1.0F;
    bench.r.slot[5] = 1.0F;
    agents::step_alliance(bench.r, bench.context, bench.around);
    CHECK(bench.r.alliance[0] == Approx(0.6F + 0.1F * 2.0F * 0.4F - 0.03F * 0.6F));
    CHECK(bench.r.alliance[1] == Approx(0.6F - 0.018F));
    CHECK(bench.r.alliance[2] == 0.2F);
    CHECK(bench.r.alliance[3] == Approx(0.6F - 0.018F - 0.15F * 0.4F));  // changing contacts: nobody to lose
    CHECK(bench.r.alliance[4] == Approx(0.1F - 0.003F + 0.15F * 0.1F));
    CHECK(bench.r.alliance[5] == Approx(0.1F - 0.003F));  // the cut never lifts
    CHECK(bench.r.caseworker_left[2] == 1.0F);
    CHECK(bench.r.caseworker_left[3] == 0.0F);
}

TEST_CASE("guidance follows the hours given and fades when they are as usual again", "[agents][unit]")
{
    RowsBench bench;
    bench.t().contact_hours[0] = policy::contact_hours_at(50.0F);
    bench.r.guidance[1] = 1.0F;
    bench.r.guidance[2] = 1.0F;
    bench.r.on_benefit[2] = 0.0F;
    bench.t().contact_hours[2] = policy::contact_hours_at(50.0F);
    agents::step_contact(bench.r, bench.context, bench.around);
    CHECK(bench.r.guidance[0] == Approx(std::log(3.0)).epsilon(1e-4));
    CHECK(bench.r.guidance[1] == Approx(0.85F));
    CHECK(bench.r.guidance[2] == Approx(0.85F));
    CHECK(bench.r.contact_hours[2] == 0.0F);
    bench.around.hours_share = 0.5F;  // an office that is short of hours gives half
    agents::step_contact(bench.r, bench.context, bench.around);
    CHECK(bench.r.guidance[0] == Approx(std::log(1.5)).epsilon(1e-4));
    CHECK(bench.r.guidance[3] == Approx(std::log(0.5)).epsilon(1e-4));
}

TEST_CASE("guidance does as much for everyone unless the prior by distance is drawn away from 0", "[agents][unit]")
{
    agents::Parameters p = SmallModel{}.p;
    p.chance_centre = -0.35F;
    p.chance_sd = 0.9F;
    p.caseload_by_distance = 0.0F;
    for (const float chance : {-3.0F, -0.35F, 1.0F}) { CHECK(agents::by_distance(p, chance) == 1.0F); }
    p.caseload_by_distance = 0.4F;
    CHECK(agents::by_distance(p, -0.35F) == 1.0F);
    CHECK(agents::by_distance(p, -0.8F) == Approx(0.8F));
    CHECK(agents::by_distance(p, -3.0F) == Approx(0.6F));  // held at one sd
    CHECK(agents::by_distance(p, 2.0F) == Approx(1.4F));
    p.caseload_by_distance = -1.5F;
    CHECK(agents::by_distance(p, 2.0F) == 0.0F);  // never harms

    RowsBench bench;
    bench.model.p.caseload_by_distance = 0.4F;
    bench.renew();
    for (int i = 0; i < 2; ++i) { bench.r.guidance[i] = 1.0F; }
    bench.r.high[0] = bench.r.high[2] = 1.0F;
    bench.r.physical_health[1] = bench.r.physical_health[3] = -3.0F;
    agents::step_offer_rates(bench.r, bench.context, bench.around);
    const float near = bench.r.job_rate[0] / bench.r.job_rate[2];
    const float far = bench.r.job_rate[1] / bench.r.job_rate[3];
    CHECK(near > far);
    CHECK(far > 1.0F);
}

TEST_CASE(
    "the pull of a sanction fades with time, a warning has part of it, and backfires on the negatively reciprocal",
    "[agents][unit]")
{
    RowsBench bench;
    for (int i = 1; i <= 3; ++i) { bench.sanctioned_ago(i, i == 1 ? 0 : (i == 2 ? 3 : 254)); }
    bench.r.since_warning[4] = 0.0F;
    bench.sanctioned_ago(5, 0);
    bench.r.reciprocal[5] = 1.0F;
    bench.sanctioned_ago(6, 0);
    bench.r.on_benefit[6] = 0.0F;
    bench.r.in_work[6] = 1.0F;
    bench.offers();
    const auto effect = [&](int i) { return std::log(bench.r.job_rate[i] / bench.r.job_rate[0]); };
    CHECK(effect(1) == Approx(0.5).epsilon(1e-3));
    CHECK(effect(2) == Approx(0.5 * std::exp(-1.0)).epsilon(1e-3));
    CHECK(std::abs(effect(3)) < 1e-4);
    CHECK(effect(4) == Approx(0.375).epsilon(1e-3));
    CHECK(effect(5) == Approx(0.25).epsilon(1e-3));
    CHECK(bench.r.job_rate[6] == 0.0F);
    for (int i = 0; i < 6; ++i) {
        bench.t().check_chance[i] = 0.9F;
    }  // three times as common: weaker by its square root
    bench.offers();
    CHECK(effect(1) == Approx(0.5 / std::sqrt(3.0)).epsilon(1e-3));
}

TEST_CASE("policy terms together stay below the cap, however many there are, and small ones pass through",
          "[agents][unit]")
{
    CHECK(agents::soft_cap(0.0F, 0.7F) == 0.0F);
    CHECK(agents::soft_cap(0.01F, 0.7F) == Approx(0.01F).epsilon(1e-3));
    CHECK(agents::soft_cap(0.7F, 0.7F) == Approx(0.7 / std::sqrt(2.0)));
    CHECK(agents::soft_cap(100.0F, 0.7F) < 0.7001F);
    CHECK(agents::soft_cap(-100.0F, 0.7F) > -0.7001F);
    RowsBench bench;
    bench.model.terms.exempt = 5.0F;
    bench.t().exempt[1] = 1.0F;
    bench.t().ips[2] = 1.0F;  // integrated care is not capped
    bench.t().exempt[3] = 1.0F;
    bench.r.on_benefit[3] = 0.0F;
    agents::step_policy_terms(bench.r, bench.context);
    CHECK(bench.r.policy_terms[0] == 0.0F);
    CHECK(bench.r.policy_terms[1] == Approx(0.6932).epsilon(1e-3));
    CHECK(bench.r.care_terms[2] == 0.8F);
    CHECK(bench.r.policy_terms[3] == 0.0F);
}

TEST_CASE("motivation is held up by useful freedom and drifts down without work for at most five years",
          "[agents][unit]")
{
    RowsBench bench;
    const float bond = 0.2F * -0.35F;
    bench.t().autonomy[1] = 1.0F;
    bench.t().useful[1] = 1.0F;
    bench.t().autonomy[2] = 1.0F;
    bench.t().useful[2] = 0.0F;
    bench.r.reciprocal[3] = bench.r.reciprocal[4] = 1.0F;
    bench.t().obligation[3] = 1.0F;
    bench.idle(5, 60);
    bench.idle(6, 200);
    bench.r.since_inspection[7] = 11.0F;
    bench.r.since_inspection[8] = 12.0F;
    agents::step_motivation(bench.r, bench.context);
    const float expected[] = {0.0F, 0.15F, -0.08F, -0.2F, 0.0F, -0.6F, -0.6F, -0.1F, 0.0F};
    for (int i = 0; i < 9; ++i) {
        INFO("row " << i);
        CHECK(bench.r.motivation[i] == Approx(0.1F * (expected[i] + bond)).margin(1e-6));
    }
}

TEST_CASE("too little search is punished only where it is asked and checked, and more at low motivation",
          "[agents][unit]")
{
    RowsBench bench;
    bench.r.waived[1] = 1.0F;
    bench.t().required_applications[2] = 0.0F;
    bench.t().check_chance[3] = 0.0F;
    bench.r.on_benefit[4] = 0.0F;
    bench.r.motivation[5] = -1.0F;
    bench.r.motivation[6] = 9.0F;
    bench.t().check_chance[7] = 0.6F;
    bench.offers();
    CHECK(bench.r.punish_rate[0] == Approx(0.1F * 0.3F));
    for (int i = 1; i <= 4; ++i) { CHECK(bench.r.punish_rate[i] == 0.0F); }
    CHECK(bench.r.punish_rate[5] == Approx(0.03F * 1.3F));
    CHECK(bench.r.punish_rate[6] == Approx(0.03F * 0.2F));
    CHECK(bench.r.punish_rate[7] == Approx(0.06F));
}

TEST_CASE("a job is lost at the tenure's rate, sooner in bad health or after a job that fits badly", "[agents][unit]")
{
    RowsBench bench;
    for (int i = 0; i < 4; ++i) {
        bench.r.on_benefit[i] = 0.0F;
        bench.r.in_work[i] = 1.0F;
        bench.r.mental_health[i] = bench.model.p.mental_reference;
        bench.r.physical_health[i] = bench.model.p.physical_reference;
    }
    bench.r.whole_in_state[1] = 255;
    bench.r.mental_health[2] -= 1.0F;
    bench.r.physical_health[2] -= 1.0F;
    bench.r.job_fit[3] = 0.1F;
    bench.offers();
    CHECK(bench.r.state_rate[0] == Approx(0.11F));
    CHECK(bench.r.state_rate[1] == Approx(0.01F).epsilon(1e-3));
    CHECK(bench.r.state_rate[2] == Approx(0.11 * std::exp(0.35)).epsilon(1e-4));
    CHECK(bench.r.state_rate[3] == Approx(0.11 * std::exp(0.1)).epsilon(1e-4));
    CHECK(bench.r.state_rate[4] == 0.0F);
}

TEST_CASE("an offer of debt help moves people out without work only where they take it up", "[agents][unit]")
{
    RowsBench bench;
    for (int i = 0; i < 6; ++i) { bench.r.problem_debt[i] = 1.0F; }
    for (int i = 1; i < 6; ++i) { bench.t().debt_offer[i] = i == 5 ? 0.0F : 3.0F; }
    bench.r.waiting_for_help[2] = bench.r.in_plan[3] = bench.r.in_plan[5] = 1.0F;
    bench.r.relieved_in_part[4] = 1.0F;
    bench.offers();
    const float usual = bench.r.other_rate[0];
    const double taken = std::exp(2.0 / 3.0 * static_cast<double>(bench.p().lhr_debt_offer_nonwork_exit));
    CHECK(bench.r.other_rate[1] == usual);
    CHECK(bench.r.other_rate[2] / usual == Approx(taken).epsilon(1e-4));
    CHECK(bench.r.other_rate[3] / usual == Approx(taken).epsilon(1e-4));
    CHECK(bench.r.other_rate[4] == usual);
    CHECK(bench.r.other_rate[5] == usual);
}

TEST_CASE("while insurance pays nobody comes back to benefit or gives up looking", "[agents][unit]")
{
    RowsBench bench;
    for (const int i : {0, 1}) {
        bench.r.on_benefit[i] = 0.0F;
        bench.r.between[i] = 1.0F;
        bench.r.whole_in_state[i] = 9;
    }
    bench.r.insured_pay[1] = 1500.0F;
    bench.offers();
    CHECK(bench.r.state_rate[0] == bench.p().return_job);
    CHECK(bench.r.other_rate[0] == bench.p().inactive_rate);
    CHECK(bench.r.state_rate[1] == 0.0F);
    CHECK(bench.r.other_rate[1] == 0.0F);
    CHECK(bench.r.job_rate[1] == bench.r.job_rate[0]);
}

TEST_CASE("more checks, sanctions and what instruments ask take hours of staff, and fewer checks free them",
          "[agents][unit]")
{
    RowsBench bench;
    bench.t().check_chance[1] = 1.0F;
    bench.t().check_chance[2] = 0.0F;
    bench.t().staff_hours[3] = 2.0F;
    bench.t().staff_hours[4] = 2.0F;
    bench.r.on_benefit[4] = 0.0F;
    bench.r.waived[5] = 1.0F;
    bench.offers();
    const float share = policy::client_share_of_hours;
    const auto punished = [&](int i) { return bench.r.punish_rate[i] * bench.p().hours_per_sanction; };
    CHECK(bench.r.duty_hours[0] == Approx(share * punished(0)));
    CHECK(bench.r.duty_hours[1] == Approx(share * (0.7F * bench.p().hours_per_check + punished(1))));
    CHECK(bench.r.duty_hours[2] == Approx(share * -0.3F * bench.p().hours_per_check));
    CHECK(bench.r.duty_hours[3] == Approx(share * (2.0F + punished(3))));
    CHECK(bench.r.duty_hours[4] == 0.0F);
    CHECK(bench.r.duty_hours[5] == 0.0F);
}

TEST_CASE(
    "of the people asked for counter-service the published share takes part, and others stay away and may be punished",
    "[agents][unit]")
{
    RowsBench bench;
    const auto ask = [&](float hours, float strictness) {
        for (int i = 0; i < agents::rows; ++i) {
            bench.r.self_selection[i] = (static_cast<float>(i) + 0.5F) / static_cast<float>(agents::rows);
            bench.t().imposed_hours[i] = hours;
            bench.t().imposed_strictness[i] = strictness;
            bench.r.mental_health[i] = bench.p().mental_reference;
        }
        agents::step_counter_service(bench.r, bench.context);
        float share = 0.0F;
        for (int i = 0; i < agents::rows; ++i) {
            share += bench.t().imposed_hours[i] > 0.0F ? 1.0F / static_cast<float>(agents::rows) : 0.0F;
            CHECK((bench.t().imposed_hours[i] > 0.0F) != (bench.r.absent[i] > 0.0F));
        }
        return static_cast<double>(share);
    };
    CHECK(ask(20.0F, 0.5F) == Approx(0.62).margin(1.0 / agents::rows));
    CHECK(ask(20.0F, 0.0F) == Approx(0.42).margin(1.0 / agents::rows));
    CHECK(ask(20.0F, 1.0F) == Approx(0.82).margin(1.0 / agents::rows));
    bench.offers();
    CHECK(bench.r.punish_rate[0] > bench.r.punish_rate[63] + 0.04F);  // the first stays away
    const auto exits = [&] {
        bench.offers();
        return bench.r.other_rate[0];
    };
    const float asked = exits();
    bench.r.absent[0] = bench.t().imposed_hours[0] = 0.0F;
    CHECK(asked / exits() ==
          Approx(std::exp(static_cast<double>(bench.p().lhr_tegenprestatie_nonwork_exit))).epsilon(1e-4));
}

TEST_CASE("three years without work slow job finding in all by as much as the evidence says, not twice",
          "[agents][property]")
{
    // All that the clock of joblessness moves: the duration factor, skill, motivation and health. Its range is the 5%
    // to 95% of duration_floor in priors.csv, 0.4167 to 0.6803. Someone just out of work has the health of people in
    // work.
    RowsBench bench;
    bench.p() = central_parameters(load_parameters());
    bench.p().alliance_decay = bench.p().alliance_growth = bench.p().alliance_change = 0.0F;
    bench.renew();
    const agents::Parameters& p = bench.model.p;
    bench.r.alliance[0] = p.alliance_reference;
    bench.r.mental_health[0] = p.mental_set_mean;
    bench.r.physical_health[0] = p.physical_set_mean;
    bench.offers();
    const float at_start = bench.r.job_rate[0];
    for (int month = 1; month <= 36; ++month) {
        bench.idle(0, month);
        agents::step_health(bench.r, bench.context);
        agents::step_motivation(bench.r, bench.context);
        agents::step_skill(bench.r, bench.context);
    }
    bench.offers();
    const float ratio = bench.r.job_rate[0] / at_start;
    CHECK(ratio > 0.4167F);
    CHECK(ratio < 0.6803F);
}

}  // namespace vangnet::test
