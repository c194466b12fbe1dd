#pragma once
/// What is measured of every block in every month, on fixed cohorts and groups (docs/model.md).

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/rows.hpp"

namespace vangnet {

/// States of a person that are counted: share of the group for which it holds at the end of the month.
enum class Count : int {
    on_benefit,
    work_any,
    work_12h,
    work_27h,
    work_off_benefit,
    part_time,
    income_above_benefit,
    exit_without_work,
    poor_without_benefit,
    partner_works,
    poverty,
    problem_debt,
    poor_mental_health,
    sustained_6,
    sustained_18,
    returns,
    participation,
    sanctioned,
    warned,
    in_care,
    care_past_year,
    exits_to_work,
    other_exits,
    debt_help,
    pensioned,
    deterred,
    duty_waived,
    arrears_past_year,
    health_good,
    health_bad,
    inspected,
    sanctions,
    long_spell,
    subsidised_job,
    ended_by_office,
    debt_help_starts,  ///< first partners only: households
    followed,  ///< applied before this month and below state-pension age: whose budget and health the month lived
    count_
};
/// Sums of a quantity over the group.
enum class Sum : int {
    benefit_paid,
    insurance_paid,
    caseworker_hours,
    service_cost,
    shared_cost,
    debt,
    income,
    hours_worked,
    mental_health,
    physical_health,
    motivation,
    trust,
    alliance,
    left_mental_health,
    left_physical_health,
    left_months_on_benefit,
    count_
};
inline constexpr int counts = static_cast<int>(Count::count_);
inline constexpr int sums = static_cast<int>(Sum::count_);

/// Sums are whole numbers of units, each person's value cut off to one, so that they are exact in any order: half cents
/// of money (partners share), whole euros of debt, whole hours of work and months, 1/65,536 of a score or caseworker
/// hour.
[[nodiscard]] constexpr float units_of(Sum s) noexcept
{
    switch (s) {
        case Sum::benefit_paid:
        case Sum::insurance_paid:
        case Sum::service_cost:
        case Sum::shared_cost:
        case Sum::income: return 200.0F;
        case Sum::debt:
        case Sum::hours_worked:
        case Sum::left_months_on_benefit: return 1.0F;
        default: return 65536.0F;
    }
}

/// Self-rated health from the latent scores. [z] \source docs/model.md E3
[[nodiscard, gnu::always_inline]] constexpr inline float self_rated_health(float physical, float mental) noexcept
{
    return 0.9F * physical + 0.2F * mental;
}
/// Its cut points in the population: good above, bad below; 39/39/22 at the published mean -1.17 and sd 0.92. [z]
inline constexpr float good_health_above = -0.91F;
inline constexpr float bad_health_below = -1.88F;

/// The rows of one block that belong to one group: a bit per row.
///
/// A group may be what its siblings leave of a whole, as the high educated are everyone but the middle and the low: its
/// record is then the whole's record less the siblings', which costs a tenth of adding it up.
struct GroupRows {
    int group = 0;
    std::array<std::uint64_t, 4> rows{};
    int whole = -1;          ///< place of the whole among the block's groups; -1: add it up
    int first_sibling = -1;  ///< place of the first sibling; the others follow up to this group
};

/// Result of one block in one month for one of its groups.
struct GroupRecord {
    std::array<std::int32_t, counts> count{};
    std::array<std::int64_t, sums> sum{};  ///< units, see `units_of`

    [[nodiscard]] double quantity(Sum s) const noexcept
    {
        return static_cast<double>(sum[static_cast<std::size_t>(s)]) / static_cast<double>(units_of(s));
    }
};

/// Totals of one block in one month that do not depend on groups.
struct BlockTotals {
    std::array<double, 3> supply{};  ///< of our job seekers by education: sum of rates without the market's factor
    double hires_treated = 0.0;      ///< expected full hires among people whose treatment differs from the base
    double hires_untreated = 0.0;    ///< among all others of ours
    double hours_duties = 0.0;       ///< caseworker hours for checks, sanctions and other duties, above the usual [h]
    double hours_wanted = 0.0;       ///< caseworker hours wanted [h]
    double hours_given = 0.0;        ///< caseworker hours given to people on benefit [h]
    double known = 0.0;    ///< how well the office knows people, summed over those on benefit at the end of the month
    double targets = 0.0;  ///< sums over people on benefit of what the treatment says of the office
    double judgement = 0.0;
    double temporary_extra = 0.0;
    double learning = 0.0;
    double control_share = 0.0;
    double sharing = 0.0;
    std::int64_t money_gap = 0;               ///< conservation: must be 0 [cents]
    std::int32_t rows = 0;                    ///< rows computed, with those of nobody
    std::int32_t people = 0;                  ///< rows that have applied, pensioners included
    std::int32_t bad_row = -1;                ///< first row with a value that is not finite, -1 if none
    std::array<std::int32_t, 10> by_state{};  ///< people by agents::State at the end of the month
    std::int32_t came = 0;                    ///< people on benefit at the end of the month who were not at its start
    std::int32_t left = 0;                    ///< people on benefit at the start of the month who are not at its end
    std::int64_t benefit_cents = 0;           ///< benefits paid, a couple's counted once [cents]
};

}  // namespace vangnet
