#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "policies/apply.hpp"
#include "policies/policy.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/policy_support.hpp"

namespace {
using namespace vangnet::policy;

/// A strip of plain people, half of them in the stock, lots spread evenly, and room for two uses.
struct Office {
    FactsBlock facts{};
    TreatmentBlock treatment{};
    std::array<float, rows> lot{};
    std::array<float, rows> in_stock{};
    std::array<std::array<std::uint8_t, rows>, 2> dose{};
    std::array<std::array<std::uint8_t, rows>, 2> since_end{};
    std::array<std::array<std::uint8_t, rows>, 2> place{};

    Office()
    {
        const Facts plain = vangnet::test::plain_person();
        for_each_fact([](float(&column)[rows], const float& v) { std::fill_n(column, rows, v); }, facts, plain);
        for (std::size_t i = 0; i < rows; ++i) {
            lot[i] = (static_cast<float>(i) + 0.5F) / static_cast<float>(rows);
            in_stock[i] = i % 2 == 0 ? 1.0F : 0.0F;
        }
        for (auto& column : since_end) { column.fill(never_ended); }
    }

    void month(const std::vector<InstrumentUse>& uses, int m, bool rows_may_change = true)
    {
        std::array<UseColumns, 2> columns{};
        for (std::size_t u = 0; u < uses.size(); ++u) {
            columns[u] = {&uses[u], dose[u].data(), since_end[u].data(), uses[u].scarce() ? place[u].data() : nullptr,
                          uses[u].by_lot() ? lot.data() : nullptr};
        }
        apply_policy(columns.data(), static_cast<int>(uses.size()), 0, m, rows_may_change, facts, in_stock.data(),
                     treatment);
    }
    [[nodiscard]] long count_bonus() const
    {
        return std::count_if(treatment.bonus, treatment.bonus + rows, [](float b) { return b > 0.0F; });
    }
};

constexpr long everyone = rows;

InstrumentUse use_of(const char* key) { return default_use(instrument_index(key)); }

}  // namespace

TEST_CASE("under no policy everyone gets the reference, and people with a waived duty are asked nothing", "[policies]")
{
    Office office;
    office.facts.duty_waived[7] = 1.0F;
    office.month({}, 0);
    const Treatment reference = reference_treatment();
    for_each_term(
        [](const float(&column)[rows], const float& v) { CHECK(std::count(column, column + rows, v) >= rows - 1); },
        office.treatment, reference);
    CHECK(office.treatment.required_applications[7] == 0.0F);
    CHECK(office.treatment.required_applications[8] == 4.0F);
}

TEST_CASE("a policy of neutral instruments gives the same bits as no policy", "[policies][determinism]")
{
    Office without;
    Office with;
    without.facts.duty_waived[3] = with.facts.duty_waived[3] = 1.0F;
    for (int type = 0; type < static_cast<int>(instruments().size()); ++type) {
        InstrumentUse use = default_use(type);
        use.params = instruments()[static_cast<std::size_t>(type)].neutral;
        for (int m = 0; m < 3; ++m) {
            without.month({}, m);
            with.month({use}, m);
            for_each_term([](const float(&a)[rows], const float(&b)[rows]) { REQUIRE(std::equal(a, a + rows, b)); },
                          without.treatment, with.treatment);
        }
    }
}

TEST_CASE("a block gives every row what the instrument gives that person", "[policies]")
{
    const auto people = vangnet::test::various_people();
    for (int type = 0; type < static_cast<int>(instruments().size()); ++type) {
        const auto& params = instruments()[static_cast<std::size_t>(type)].defaults;
        FactsBlock facts{};
        TreatmentBlock treatment{};
        for (std::size_t i = 0; i < rows; ++i) {
            Facts person = people[i * people.size() / rows];
            for_each_fact([i](float(&column)[rows], float& v) { column[i] = v; }, facts, person);
        }
        const Treatment reference = reference_treatment();
        for_each_term([](float(&column)[rows], const float& v) { std::fill_n(column, rows, v); }, treatment, reference);
        apply_functions[static_cast<std::size_t>(type)](params.data(), facts, treatment);
        for (std::size_t i = 0; i < rows; ++i) {
            Treatment mine = vangnet::test::ask(type, params, people[i * people.size() / rows], reference);
            for_each_term([i](const float(&column)[rows], float& v) { REQUIRE(column[i] == v); }, treatment, mine);
        }
    }
}

TEST_CASE("an instrument runs in its window, for its cohort and its share", "[policies]")
{
    Office office;
    InstrumentUse use = use_of("reemployment_bonus");
    use.start = 3;
    use.end = 5;
    for (const auto& [m, people] : {std::pair{2, 0L}, {3, everyone}, {4, everyone}, {5, 0L}}) {
        office.month({use}, m);
        CHECK(office.count_bonus() == people);
    }
    use.end = -1;
    office.month({use}, 1000);
    CHECK(office.count_bonus() == everyone);
    use.share_to = 0.25F;
    office.month({use}, 4);
    CHECK(office.count_bonus() == everyone / 4);
    CHECK(office.treatment.bonus[rows / 4 - 1] > 0.0F);
    CHECK(office.treatment.bonus[rows / 4] == 0.0F);
    use.share_from = 0.25F;
    use.share_to = 1.0F;
    office.month({use}, 4);
    CHECK(office.count_bonus() == everyone - everyone / 4);
    CHECK(office.treatment.bonus[rows / 4 - 1] == 0.0F);
    use.share_from = 0.0F;
    use.who = Who::stock;
    office.month({use}, 4);
    CHECK(office.count_bonus() == everyone / 2);
    CHECK(office.treatment.bonus[0] > 0.0F);
    use.who = Who::entrants;
    office.month({use}, 4);
    CHECK(office.count_bonus() == everyone / 2);
    CHECK(office.treatment.bonus[0] == 0.0F);
}

TEST_CASE("all conditions of a target group must hold, ends included", "[policies]")
{
    Office office;
    for (std::size_t i = 0; i < rows; ++i) { office.facts.age[i] = static_cast<float>(i); }
    office.facts.woman[27] = 1.0F;
    office.facts.woman[45] = 1.0F;
    InstrumentUse use = use_of("reemployment_bonus");
    use.only = {{fact_index("age"), 27.0F, 44.0F}};
    office.month({use}, 0);
    CHECK(office.count_bonus() == 18);
    use.only.push_back({fact_index("woman"), 1.0F, 1.0F});
    office.month({use}, 0);
    CHECK(office.count_bonus() == 1);
    CHECK(office.treatment.bonus[27] > 0.0F);
}

TEST_CASE("an instrument stops with the benefit unless it runs for people off benefit", "[policies]")
{
    Office office;
    office.facts.on_benefit[5] = 0.0F;
    office.month({use_of("reemployment_bonus"), use_of("debt_help")}, 0);
    CHECK(office.treatment.bonus[5] == 0.0F);
    CHECK(office.treatment.debt_offer[5] == 2.0F);
    CHECK(office.treatment.bonus[6] > 0.0F);
}

TEST_CASE("dose counts months under an instrument and the end is counted from the first month without", "[policies]")
{
    Office office;
    InstrumentUse use = use_of("exemption");
    use.end = 3;
    office.facts.months_on_benefit[1] = 1.0F;
    for (int m = 0; m < 3; ++m) {
        office.month({use}, m);
        CHECK(office.facts.months_since_start[0] == static_cast<float>(m));
        CHECK(office.facts.months_since_start[1] == static_cast<float>(std::min(m, 1)));
        CHECK(office.facts.dose[0] == static_cast<float>(m));
        CHECK(office.facts.months_since_end[0] == -1.0F);
        CHECK(office.dose[0][0] == m + 1);
        CHECK(office.since_end[0][0] == never_ended);
    }
    for (int m = 3; m < 6; ++m) {
        office.month({use}, m);
        CHECK(office.facts.months_since_start[0] == -1.0F);
        CHECK(office.facts.months_since_end[0] == static_cast<float>(m - 3));
        CHECK(office.since_end[0][0] == m - 3);
        CHECK(office.dose[0][0] == 3);
        CHECK(office.treatment.exempt_past[0] == 0.25F);  // 3 of 12 months
    }
}

TEST_CASE("people who leave and come back keep their dose and start anew", "[policies]")
{
    Office office;
    const InstrumentUse use = use_of("guidance");
    office.month({use}, 0);
    office.facts.on_benefit[0] = 0.0F;
    office.facts.in_work[0] = 1.0F;
    office.month({use}, 1);
    CHECK(office.facts.months_since_end[0] == 0.0F);
    office.month({use}, 2);
    CHECK(office.since_end[0][0] == 1);
    office.facts.on_benefit[0] = 1.0F;
    office.facts.months_on_benefit[0] = 0.0F;
    office.month({use}, 3);
    CHECK(office.facts.months_since_start[0] == 0.0F);
    CHECK(office.facts.months_since_end[0] == -1.0F);
    CHECK(office.since_end[0][0] == never_ended);
    CHECK(office.dose[0][0] == 2);
}

TEST_CASE("counters of months stop at their largest value", "[policies]")
{
    Office office;
    const InstrumentUse use = use_of("exemption");
    office.dose[0].fill(255);
    office.month({use}, 300);
    CHECK(office.dose[0][0] == 255);
    office.facts.on_benefit[0] = 0.0F;
    office.since_end[0][0] = 253;
    office.month({use}, 301);
    office.month({use}, 302);
    office.month({use}, 303);
    CHECK(office.since_end[0][0] == 254);
}

TEST_CASE("asking what a policy would give leaves no trace", "[policies]")
{
    Office office;
    office.month({use_of("exemption")}, 0, false);
    CHECK(office.treatment.exempt[0] > 0.0F);
    CHECK(office.dose[0][0] == 0);
    CHECK(office.since_end[0][0] == never_ended);
}

TEST_CASE("an exemption lifts the duties that other instruments impose", "[policies]")
{
    Office office;
    Policy policy;
    policy.uses = {use_of("exemption"), use_of("counter_service")};
    policy.uses[1].params[0] = 20.0F;
    policy.uses[1].params[1] = 0.0F;
    policy.uses[1].params[2] = 0.0F;
    office.month({policy.uses[1]}, 0);
    REQUIRE(office.treatment.imposed_hours[0] == 20.0F);
    sort_by_phase(policy);
    office.month(policy.uses, 0);
    CHECK(office.treatment.imposed_hours[0] == 0.0F);
    CHECK(office.treatment.required_applications[0] == 0.0F);
}
