#include <cstdint>

#include "tests/support/catch.hpp"
#include "tests/support/rows_bench.hpp"

// Amounts of small_law: norm 970.00 single and 1390.00 couple, disregard at most 198.00, protected 90% of the norm.

namespace vangnet::test {

TEST_CASE("a benefit is the norm less counted income, cut by a sanction, to the cent", "[agents][unit]")
{
    struct Case {
        const char* what;
        float wage;
        int months;
        float sanction;  ///< share of the benefit; 0: none
        std::int32_t benefit_cents;
    };
    const Case cases[] = {
        {"no earnings", 0.0F, 0, 0.0F, 97000},
        {"a quarter of 400 is kept", 400.0F, 0, 0.0F, 67000},
        {"at the cap: a quarter of 792 is 198", 792.0F, 0, 0.0F, 37600},
        {"above the cap 198 is kept", 1000.0F, 0, 0.0F, 16800},
        {"the sixth month keeps", 400.0F, 5, 0.0F, 67000},
        {"the seventh month does not", 400.0F, 6, 0.0F, 57000},
        {"all of it counted away", 1168.0F, 0, 0.0F, 0},
        {"one euro short of that", 1167.0F, 0, 0.0F, 100},
        {"more than the norm is not owed", 2000.0F, 12, 0.0F, 0},
        {"a sanction of all", 0.0F, 0, 1.0F, 0},
        {"a sanction of 30%", 0.0F, 0, 0.3F, 67900},
        {"a sanction of half beside earnings", 400.0F, 0, 0.5F, 33500},
    };
    RowsBench bench;
    int i = 0;
    for (const Case& c : cases) {
        if (c.wage > 0.0F) { bench.works_part_time(i, c.wage, c.months); }
        bench.r.sanctioned[i] = c.sanction > 0.0F ? 1.0F : 0.0F;
        bench.t().sanction_share[i] = c.sanction;
        bench.t().disregard_cap[i] = 196.0F;  // of 2015: the law of the month scales it to 198
        ++i;
    }
    agents::step_income(bench.r, bench.context);
    i = 0;
    for (const Case& c : cases) {
        INFO(c.what);
        CHECK(bench.r.benefit_cents[i] == c.benefit_cents);
        CHECK(bench.r.income_cents[i] == static_cast<std::int32_t>(c.wage * 100.0F));
        ++i;
    }
}

TEST_CASE("partners have one norm, one income and one sanction", "[agents][unit]")
{
    RowsBench bench;
    bench.couple(0);
    bench.couple(1);
    bench.couple(2);
    bench.works_part_time(0, 400.0F, 0);
    bench.r.sanctioned[3] = 1.0F;
    bench.t().sanction_share[3] = 0.3F;
    bench.works_part_time(4, 400.0F, 0);
    bench.works_part_time(5, 800.0F, 6);
    agents::step_income(bench.r, bench.context);
    const std::int32_t expected[] = {109'000, 97'300, 29'000};  // 1390 - 300; 1390 x 0.7; 1390 - 300 - 800
    for (int k = 0; k < 3; ++k) {
        CHECK(bench.r.benefit_cents[2 * k] == expected[k]);
        CHECK(bench.r.benefit_cents[2 * k + 1] == expected[k]);
        CHECK(bench.r.income_cents[2 * k] == bench.r.income_cents[2 * k + 1]);
    }
    bench.r.paired[6] = 0.0F;
    bench.r.couple[6] = 1.0F;  // whose partner has a pension: half the couple's norm
    agents::step_status(bench.r, bench.context);
    agents::step_income(bench.r, bench.context);
    CHECK(bench.r.benefit_cents[6] == 69'500);
}

TEST_CASE("who left without work lives on what goes with the reason, and on nothing where the office ended the benefit",
          "[agents][unit]")
{
    RowsBench bench;
    for (const int i : {0, 1, 3}) { bench.r.on_benefit[i] = 0.0F; }
    bench.r.between[0] = 1.0F;
    bench.r.left[1] = bench.r.left[3] = 1.0F;
    bench.r.left_for[1] = static_cast<std::int32_t>(agents::Reason::other_benefit);
    bench.r.left_for[3] = static_cast<std::int32_t>(agents::Reason::ended);
    bench.r.on_benefit[2] = bench.r.present[2] = 0.0F;  // has not applied yet
    agents::step_income(bench.r, bench.context);
    CHECK(bench.r.income_cents[0] == 67'900);   // 0.7 x 970
    CHECK(bench.r.income_cents[1] == 101'850);  // 1.05 x 970
    CHECK(bench.r.income_cents[3] == 0);
    CHECK(bench.r.income_cents[2] == 0);
    CHECK(bench.r.benefit_cents[0] + bench.r.benefit_cents[1] + bench.r.benefit_cents[2] == 0);
    bench.r.debt_cents[3] = 0;
    bench.p().shock_chance = 0.0F;
    bench.renew();
    agents::step_spending(bench.r, bench.context);
    CHECK(bench.r.debt_cents[3] == 38'800 + 5'820);  // rent goes on: 0.4 x 970 owed, plus 15%
}

TEST_CASE("insurance pays 75% and then 70% of former pay, filled up to the norm but not beyond former pay",
          "[agents][unit]")
{
    RowsBench bench;
    bench.couple(3);
    bench.couple(4);
    for (int i = 0; i < 10; ++i) {
        bench.r.on_benefit[i] = 0.0F;
        bench.r.between[i] = 1.0F;
    }
    const float pays[] = {2000.0F, 2000.0F, 1200.0F, 800.0F, 0.0F};
    for (int i = 0; i < 5; ++i) { bench.r.insured_pay[i] = pays[i]; }
    bench.r.months_in_state[1] = 2.0F;
    bench.r.insured_pay[6] = bench.r.insured_pay[8] = 1500.0F;
    bench.r.age[8] = 45.0F;  // of 2016: born before 1972
    agents::step_income(bench.r, bench.context);
    CHECK(bench.r.insurance_cents[0] == 150'000);
    CHECK(bench.r.insurance_cents[1] == 140'000);
    CHECK(bench.r.insurance_cents[2] == 97'000);   // 900, filled up to the norm
    CHECK(bench.r.insurance_cents[3] == 80'000);   // 600, filled up to former pay
    CHECK(bench.r.insurance_cents[4] == 0);        // no right: support
    CHECK(bench.r.insurance_cents[6] == 112'500);  // a young couple without a young child: no supplement
    CHECK(bench.r.insurance_cents[7] == bench.r.insurance_cents[6]);
    CHECK(bench.r.insurance_cents[8] == 139'000);  // the norm of a couple
    for (const int i : {0, 1, 2, 3, 6, 7, 8}) { CHECK(bench.r.income_cents[i] == bench.r.insurance_cents[i]); }
    CHECK(bench.r.income_cents[4] == 67'900);
}

TEST_CASE("a shortfall empties savings first and becomes debt with costs of collection only then", "[agents][unit]")
{
    RowsBench bench;
    bench.p().shock_chance = 0.0F;
    bench.p().cost_of_living = 1.1F;  // 1067 of an income of 970: 97 short
    bench.renew();
    bench.r.savings_cents[0] = 9'700;
    bench.r.savings_cents[1] = 9'699;
    bench.r.savings_cents[2] = 0;
    agents::step_income(bench.r, bench.context);
    agents::step_spending(bench.r, bench.context);
    CHECK(bench.r.savings_cents[0] == 0);
    CHECK(bench.r.debt_cents[0] == 0);
    CHECK(bench.r.debt_cents[1] == 1);
    CHECK(bench.r.new_debt[2] == 9'700);
    CHECK(bench.r.debt_cents[2] == 11'155);  // plus 15%
}

TEST_CASE("a surplus pays debts, then is saved, and beyond the asset limit is spent while on benefit", "[agents][unit]")
{
    RowsBench bench;
    bench.p().shock_chance = 0.0F;
    bench.p().cost_of_living = 0.9F;  // 97 left
    bench.renew();
    bench.r.debt_cents[0] = 5'000;
    bench.r.debt_cents[1] = 9'701;
    bench.r.savings_cents[2] = 589'000;  // limit 5900.00
    bench.r.savings_cents[3] = 589'000;
    bench.r.single_parent[3] = 1.0F;  // limit 11800.00
    agents::step_income(bench.r, bench.context);
    agents::step_spending(bench.r, bench.context);
    CHECK(bench.r.debt_cents[0] == 0);
    CHECK(bench.r.savings_cents[0] == 4'700);
    CHECK(bench.r.debt_cents[1] == 1);
    CHECK(bench.r.savings_cents[1] == 0);
    CHECK(bench.r.savings_cents[2] == 590'000);
    CHECK(bench.r.savings_cents[3] == 598'700);
}

TEST_CASE("creditors take income above the protected amount from attachment-prone people in problem debt only",
          "[agents][unit]")
{
    RowsBench bench;
    bench.p().shock_chance = 0.0F;
    bench.p().cost_of_living = 1.0F;
    bench.renew();
    for (int i = 0; i < 4; ++i) { bench.r.debt_cents[i] = 2'000'000; }
    bench.r.problem_debt[1] = 1.0F;
    bench.r.attachment_prone[2] = 1.0F;
    bench.r.problem_debt[3] = bench.r.attachment_prone[3] = 1.0F;
    bench.r.in_plan[4] = 1.0F;
    bench.r.debt_cents[4] = 5'000;  // less than the 97 above the protected amount
    agents::step_income(bench.r, bench.context);
    agents::step_spending(bench.r, bench.context);
    for (int i = 0; i < 3; ++i) { CHECK(bench.r.debt_cents[i] == 2'000'000); }
    // 970 - 0.9 x 970 = 97.00 taken; living is 97.00 short then: borrowed, plus 15% of it
    CHECK(bench.r.debt_cents[3] == 2'000'000 - 9'700 + 9'700 + 1'455);
    CHECK(bench.r.debt_cents[4] == 5'000);  // 50.00 taken, 50.00 short and borrowed: a plan stops the costs
}

TEST_CASE("what is left of the month goes to the creditors, in a debt plan too", "[agents][unit]")
{
    RowsBench bench;
    bench.p().shock_chance = 0.0F;
    bench.p().cost_of_living = 0.8F;  // 194 of the norm of 970 is left
    bench.renew();
    for (int i = 0; i < 3; ++i) { bench.r.debt_cents[i] = 2'000'000; }
    bench.r.problem_debt[1] = bench.r.in_plan[1] = 1.0F;
    agents::step_income(bench.r, bench.context);
    agents::step_spending(bench.r, bench.context);
    CHECK(bench.r.debt_cents[0] == 2'000'000 - 19'400);
    CHECK(bench.r.debt_cents[1] == 2'000'000 - 19'400);
    CHECK(bench.r.savings_cents[0] == bench.r.savings_cents[1]);
}

TEST_CASE("debt is a problem when 36 months of income above the protected amount cannot repay it, from EUR 1,500 on",
          "[agents][unit]")
{
    RowsBench bench;
    bench.p().debt_end = 0.0F;
    bench.renew();
    const std::int32_t margin = 9'700;  // of the norm
    const std::int32_t debts[] = {36 * margin - 100, 36 * margin + 100, 149'900, 150'000, 0};
    const float incomes[] = {970.0F, 970.0F, 800.0F, 800.0F, 800.0F};
    const float problem[] = {0.0F, 1.0F, 0.0F, 1.0F, 0.0F};
    for (int i = 0; i < 5; ++i) {
        bench.r.debt_cents[i] = debts[i];
        bench.r.income[i] = incomes[i];
    }
    agents::step_debts(bench.r, bench.context);
    for (int i = 0; i < 5; ++i) {
        INFO("debt of " << debts[i] << " cents at EUR " << incomes[i]);
        CHECK(bench.r.problem_debt[i] == problem[i]);
    }
}

TEST_CASE("a whole debt ends by itself at a chance that halves at EUR 10,000", "[agents][unit]")
{
    RowsBench bench;
    const float lucks[] = {0.0349F, 0.0351F, 0.0174F, 0.0176F};  // 0.035 for almost none, 0.0175 at 10,000
    const std::int32_t debts[] = {1, 1, 1'000'000, 1'000'000};
    for (int i = 0; i < 4; ++i) {
        bench.r.debt_cents[i] = debts[i];
        bench.r.u_debt_end[i] = lucks[i];
    }
    agents::step_debts(bench.r, bench.context);
    CHECK(bench.r.debt_cents[0] == 0);
    CHECK(bench.r.forgiven_cents[0] == 1);
    CHECK(bench.r.debt_cents[1] == 1);
    CHECK(bench.r.debt_cents[2] == 0);
    CHECK(bench.r.forgiven_cents[2] == 1'000'000);
    CHECK(bench.r.debt_cents[3] == 1'000'000);
}

TEST_CASE("extra earnings pull through the mean gain of the coming year, and not where creditors take it",
          "[agents][unit]")
{
    RowsBench bench;
    // usual earnings 1.4 x 970 / 36 x 14 = 528.11; law keeps 132.03 for 6 of 12 months: 66.01 a month
    bench.t().disregard_months[1] = 24.0F;  // 132.03 in all 12
    bench.t().premium[2] = 100.0F;
    bench.t().premium[3] = 100.0F;
    bench.r.problem_debt[3] = bench.r.attachment_prone[3] = 1.0F;
    agents::step_incentives(bench.r, bench.context);
    CHECK(bench.r.gain_part[0] == Approx(0.0F).margin(1e-5));
    CHECK(bench.r.gain_part[1] == Approx(0.6601F).margin(1e-3));
    CHECK(bench.r.gain_part[2] == Approx(1.0F).margin(1e-5));
    CHECK(bench.r.gain_part[3] == 0.0F);
    CHECK(bench.r.gain_debt[0] == 0.0F);
    CHECK(bench.r.gain_debt[3] == Approx(-0.6601F).margin(1e-3));
    CHECK(bench.r.gain_full[3] == Approx(-3.88F).margin(1e-3));  // 1358 - 970
}

}  // namespace vangnet::test
