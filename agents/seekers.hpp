#pragma once
/// Columns of the people: one array per attribute, one row per person, in blocks of 256 rows of one municipality.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vangnet::agents {

/// Where a person is. Values are written to files and never change.
enum class State : std::uint8_t {
    not_yet = 0,       ///< has not applied yet, or an empty row of a block
    deterred = 1,      ///< withdrew the application and has neither benefit nor work
    benefit = 2,       ///< on benefit without work
    part_time = 3,     ///< on benefit with part-time work beside it
    work = 4,          ///< in work, off benefit
    between_jobs = 5,  ///< lost the job: neither benefit nor work
    inactive = 6,      ///< neither benefit nor work, and not looking
    left = 7,          ///< off benefit for another reason (household, moving, entitlement); may come back
    partner_work = 8,  ///< off benefit because the partner works
    pensioned = 9,     ///< reached state-pension age; final
};
inline constexpr int state_count = 10;

[[nodiscard]] constexpr bool on_benefit(State s) noexcept { return s == State::benefit || s == State::part_time; }

/// Bits of `Seekers::traits`: attributes that do not change during a run.
namespace trait {
inline constexpr std::uint32_t woman = 1U << 0;
inline constexpr std::uint32_t education_shift = 1;  ///< two bits: 0 low, 1 middle, 2 high
inline constexpr std::uint32_t education_mask = 3U << education_shift;
inline constexpr std::uint32_t single_parent = 1U << 3;
inline constexpr std::uint32_t couple = 1U << 4;             ///< partners on one benefit: rows 2k and 2k+1
inline constexpr std::uint32_t paired = 1U << 5;             ///< the partner's row is still alive (not pensioned)
inline constexpr std::uint32_t young_child = 1U << 6;        ///< youngest child below 5
inline constexpr std::uint32_t owner = 1U << 7;              ///< owns the home
inline constexpr std::uint32_t under_water = 1U << 8;        ///< owner whose mortgage exceeds the value
inline constexpr std::uint32_t reciprocal = 1U << 9;         ///< negatively reciprocal: pressure backfires
inline constexpr std::uint32_t attachment_prone = 1U << 10;  ///< creditors of this person attach income
inline constexpr std::uint32_t in_stock = 1U << 11;          ///< was on benefit when the arms branched
}  // namespace trait

/// What a person is doing besides looking for work.
enum class Activity : std::uint8_t { none = 0, course = 1, practice = 2, counter_service = 3, volunteering = 4 };
enum class DebtHelp : std::uint8_t { none = 0, waiting = 1, in_plan = 2, discharged = 3, relieved_in_part = 4 };
/// Why a spell ended without work. Values are written to files and never change.
enum class Reason : std::uint8_t {
    none = 0,
    other_benefit = 1,  ///< disability, survivor or sickness benefit
    partner = 2,        ///< lives on the income of a partner
    study = 3,
    moved = 4,      ///< to another municipality, on benefit there
    detention = 5,  ///< or an institution
    ended = 6,      ///< the office ended the benefit
    own = 7,        ///< own request, wealth, otherwise
};
inline constexpr int reason_count = 8;
enum class Care : std::uint8_t { none = 0, in_treatment = 2 };

/// "never" in the columns that count months since something.
inline constexpr std::uint8_t never = 255;

/// In `subsidised`: between jobs since a job created by policy ended. Months left are below it.
inline constexpr std::uint8_t after_subsidised = 255;

/// All columns. Money of partners (debt, savings) stands in both rows and is kept equal; it is one household's.
///
/// Ids are a function of place and arrival, never of the policy: the municipality's number in `block_municipality`,
/// the arrival number in `arrival`. Partners have arrival numbers 2m and 2m+1.
struct Seekers {
    // fixed for life
    std::vector<std::uint32_t> arrival;       ///< arrival number within the municipality
    std::vector<std::uint32_t> traits;        ///< bits of `trait`
    std::vector<std::int16_t> birth_month;    ///< month of birth, months since January 1970 (negative before)
    std::vector<std::int16_t> apply_month;    ///< month of the first application, months since January 1970
    std::vector<std::int16_t> neighbourhood;  ///< number within the municipality
    std::vector<float> language;              ///< proficiency in Dutch [z]
    std::vector<float> frailty;               ///< unobserved part of the log rate of finding work [log]
    std::vector<float> frailty_other;         ///< same for other exits [log]
    std::vector<float> mental_set;            ///< set point without set-point mean: deviation [z x 0.85]
    std::vector<float> physical_set;          ///< same, physical health
    std::vector<float> motivation_set;        ///< set point of motivation [z]
    std::vector<float> trust_set;             ///< set point of trust [z]
    std::vector<float> slack;                 ///< cost of living as a z-score around its mean [z]
    std::vector<float> self_selection;        ///< rank in (0,1) on wanting to join something optional
    std::vector<float> waiver_rank;  ///< rank in (0,1): single parents below exempt_parent have the duty waived
    // changing
    std::vector<std::uint8_t> state;
    std::vector<std::int16_t> months_on_benefit;    ///< of the current spell
    std::vector<std::int16_t> months_without_work;  ///< the jobless clock of E9
    std::vector<std::int16_t> months_in_state;
    std::vector<float> mental_health;    ///< [z]
    std::vector<float> physical_health;  ///< [z]
    std::vector<float> motivation;       ///< [z]
    std::vector<float> trust;            ///< [z]
    std::vector<float> skill;            ///< [z], see E13
    std::vector<float> alliance;         ///< with the caseworker, 0..1
    std::vector<float> known;            ///< how well the office knows this person, 0..1
    std::vector<float> guidance;         ///< log of contact hours over the reference, kept while it fades
    std::vector<float> job_fit;          ///< log of the rate of losing the current job that comes from how it was found
    std::vector<std::int32_t> debt;      ///< of the household [cents]
    std::vector<std::int32_t> savings;   ///< of the household [cents]
    std::vector<std::int32_t> wage;      ///< net wage of the current job, 0 without [cents/month]
    std::vector<std::uint8_t> hours;     ///< of the current job [h/week]
    std::vector<std::uint8_t> ww_months;     ///< months of unemployment insurance left; it pays between jobs only
    std::vector<std::int32_t> ww_pay;        ///< net wage that it is a share of [cents/month]
    std::vector<std::uint8_t> subsidised;    ///< months left of a job created by policy, 0 none; see `after_subsidised`
    std::vector<std::uint8_t> problem_debt;  ///< 1 when the household cannot repay within three years
    std::vector<std::uint8_t> debt_help;
    std::vector<std::uint8_t> debt_months;       ///< months left of waiting or plan
    std::vector<std::uint8_t> plan_relief;       ///< percent of the debt that ends with the plan, agreed at its start
    std::vector<std::uint8_t> sanction_months;   ///< months of sanction left
    std::vector<std::uint8_t> since_sanction;    ///< months since the last sanction, 255 never
    std::vector<std::uint8_t> since_warning;     ///< months since the last warning, 255 never
    std::vector<std::uint8_t> since_inspection;  ///< months since the last inspection without finding, 255 never
    std::vector<std::uint8_t> since_switch;      ///< months since a change of the fixed caseworker, 255 never
    std::vector<std::uint8_t> since_exit;        ///< months since the last spell ended, 255 never
    std::vector<std::uint8_t> since_break;       ///< months of unbroken work since leaving for work; 255 when broken
    std::vector<std::uint8_t> exit_kind;         ///< State the last spell ended in, 0 if none ended
    std::vector<std::uint8_t> left_for;          ///< Reason of the last exit without work
    std::vector<std::uint8_t> activity;
    std::vector<std::uint8_t> activity_months;  ///< months left
    std::vector<std::uint8_t> care;
    std::vector<std::uint8_t> care_months;    ///< months left of treatment
    std::vector<std::uint8_t> since_care;     ///< months since last in care, 255 never
    std::vector<std::uint8_t> since_arrears;  ///< months since a month with a shortfall turned into debt, 255 never
    std::vector<std::uint16_t> caseworker;    ///< slot within the office

    /// Calls visit(name, unit, column) once per column, in file order. Resizing, copying, checkpoints and the person
    /// panel use this list: a new column is declared above and added here, and nowhere else.
    template <class Self, class Visit>
    static void for_each_column(Self& s, Visit&& visit)
    {
        visit("arrival", "1", s.arrival);
        visit("traits", "bits", s.traits);
        visit("birth_month", "month", s.birth_month);
        visit("apply_month", "month", s.apply_month);
        visit("neighbourhood", "1", s.neighbourhood);
        visit("language", "z", s.language);
        visit("frailty", "z", s.frailty);
        visit("frailty_other", "z", s.frailty_other);
        visit("mental_set", "z", s.mental_set);
        visit("physical_set", "z", s.physical_set);
        visit("motivation_set", "z", s.motivation_set);
        visit("trust_set", "z", s.trust_set);
        visit("slack", "z", s.slack);
        visit("self_selection", "1", s.self_selection);
        visit("waiver_rank", "1", s.waiver_rank);
        visit("state", "code", s.state);
        visit("months_on_benefit", "month", s.months_on_benefit);
        visit("months_without_work", "month", s.months_without_work);
        visit("months_in_state", "month", s.months_in_state);
        visit("mental_health", "z", s.mental_health);
        visit("physical_health", "z", s.physical_health);
        visit("motivation", "z", s.motivation);
        visit("trust", "z", s.trust);
        visit("skill", "z", s.skill);
        visit("alliance", "1", s.alliance);
        visit("known", "1", s.known);
        visit("guidance", "1", s.guidance);
        visit("job_fit", "1", s.job_fit);
        visit("debt", "EUR cent", s.debt);
        visit("savings", "EUR cent", s.savings);
        visit("wage", "EUR cent/month", s.wage);
        visit("ww_months", "month", s.ww_months);
        visit("ww_pay", "cents/month", s.ww_pay);
        visit("hours", "h/week", s.hours);
        visit("subsidised", "month", s.subsidised);
        visit("problem_debt", "flag", s.problem_debt);
        visit("debt_help", "code", s.debt_help);
        visit("debt_months", "month", s.debt_months);
        visit("plan_relief", "percent", s.plan_relief);
        visit("sanction_months", "month", s.sanction_months);
        visit("since_sanction", "month", s.since_sanction);
        visit("since_warning", "month", s.since_warning);
        visit("since_inspection", "month", s.since_inspection);
        visit("since_switch", "month", s.since_switch);
        visit("since_exit", "month", s.since_exit);
        visit("since_break", "month", s.since_break);
        visit("exit_kind", "code", s.exit_kind);
        visit("left_for", "code", s.left_for);
        visit("activity", "code", s.activity);
        visit("activity_months", "month", s.activity_months);
        visit("care", "code", s.care);
        visit("care_months", "month", s.care_months);
        visit("since_care", "month", s.since_care);
        visit("since_arrears", "month", s.since_arrears);
        visit("caseworker", "1", s.caseworker);
    }

    // one entry per block of 256 rows
    std::vector<std::int16_t> block_municipality;  ///< number of the municipality in the 2015 list, 0..392
    std::vector<std::int16_t> block_first_month;  ///< earliest apply_month in the block: before it the block is skipped

    [[nodiscard]] std::size_t size() const noexcept { return state.size(); }
    [[nodiscard]] std::size_t blocks() const noexcept { return block_municipality.size(); }
    void resize(std::size_t row_count)
    {
        for_each_column(*this, [row_count](auto, auto, auto& column) { column.resize(row_count); });
    }
};

}  // namespace vangnet::agents
