#pragma once
/// The working set of one strip (64 rows, a quarter of a block) during a month: what the rules of agents/behaviour read
/// and write.
///
/// Columns of `Seekers` are narrow to save memory; here every attribute is a float (or an int32 of cents), one array of
/// 64, so that each rule is a plain formula in one vectorised loop. Filled by `load_rows`, written back by
/// `store_rows`.

#include <array>
#include <cstdint>

#include "agents/parameters.hpp"
#include "agents/seekers.hpp"
#include "policies/instrument.hpp"

namespace vangnet::agents {

inline constexpr int rows = policy::rows;

using Column = float[rows];
using CentsColumn = std::int32_t[rows];

/// What the law says in one month, from configs/data/money.csv and aow_age.csv.
struct MonthLaw {
    float norm_single = 0.0F;         ///< benefit of a single person or single parent, incl. holiday pay [EUR/month]
    float norm_couple = 0.0F;         ///< of a couple [EUR/month]
    float indexation = 1.0F;          ///< norm of a single person over that of the month before [1]
    float disregard_cap = 0.0F;       ///< most that the legal disregard keeps [EUR/month]
    float protected_share = 0.0F;     ///< of the norm that creditors must leave [1]
    float plan_months = 0.0F;         ///< length of a debt plan that starts now [months]
    float asset_limit_single = 0.0F;  ///< [EUR]
    float asset_limit_family = 0.0F;  ///< [EUR]
    int ww_least_months = 0;          ///< work before unemployment insurance (WW) pays [months]
    int ww_years_needed = 0;          ///< of work, from which it pays longer than ww_short_months [years]
    int ww_short_months = 0;          ///< length without those years [months]
    int ww_max_months = 0;            ///< [months]
    float ww_share_first = 0.0F;      ///< of former pay, first two months [1]
    float ww_share_later = 0.0F;      ///< of former pay, afterwards [1]
    float pension_age = 0.0F;         ///< state-pension age [months]
};

/// Rates that depend on whole months only, tabulated once per parameter set (index capped at 255).
struct MonthTables {
    std::array<float, 256> ln_g;      ///< ln of the duration factor by months without work (E9)
    std::array<float, 256> loss;      ///< job loss by months in the job [1/month] (E11)
    std::array<float, 256> reemploy;  ///< by months between jobs [1/month]
    std::array<float, 256> give_up;   ///< by months between jobs [1/month]
    /// By months since another exit, then the same where the office ended the benefit: one table, because a choice
    /// between two is not vectorised. [1/month] (E12)
    std::array<float, 512> return_other;
    std::array<float, 256> return_deterred;  ///< by months since withdrawing an application [1/month] (E15)
    std::array<float, 256> sanction_fade;    ///< exp(-months / sanction_months) since the sanction, 0 at 255
    std::array<float, 256> nonwork_fade;     ///< exp(-months / 6) since the sanction, 0 at 255
    std::array<float, 256> switch_fade;      ///< exp(-months / switch_months) since a change of caseworker, 0 at 255
    std::array<float, reason_count> reason_up_to;   ///< share of exits without work for this reason or one before it
    std::array<float, reason_count> reason_income;  ///< income after it, as a multiple of the norm
};

/// Explicit terms of E9: total of the prior minus what money, motivation, health and search carry already
/// (configs/data/structural.csv). Each multiplies a dose and is 0 without it. [log hazard ratio]
struct PolicyTerms {
    float exempt = 0.0F;       ///< per unit of `exempt`
    float exempt_past = 0.0F;  ///< per unit of `exempt_past`
    float threat_new = 0.0F;
    float threat_long = 0.0F;
    float imposed_long = 0.0F;      ///< per 20 h/week of counter-service, spells of 12 months and more
    float imposed_short = 0.0F;     ///< the same, shorter spells (lock-in)
    float volunteering = 0.0F;      ///< while volunteering by choice
    float bonus = 0.0F;             ///< with a lump sum on finding work
    float disregard_during = 0.0F;  ///< full work while an extra-earnings rule applies
    float disregard_after = 0.0F;   ///< the same, once it has run out for this part-time job
    float unmonitored = 0.0F;       ///< where duties are not asked or not checked, per unit of both together
    float neighbourhood = 0.0F;     ///< contact in the neighbourhood
    float directive = 0.0F;
    float interview = 0.0F;
    float course = 0.0F;                 ///< during a course
    float course_after = 0.0F;           ///< once the gain of a course without practice place is full
    float practice_after = 0.0F;         ///< the same, with practice place
    float course_mix = 0.0F;             ///< extra where the course trains skills and motivation
    float course_low_motivation = 0.0F;  ///< extra gain per sd of motivation below 0
    float language = 0.0F;               ///< per 100 hours
    float ips = 0.0F;
    float integrated = 0.0F;
    float debt_plan = 0.0F;        ///< while in a plan
    float debt_plan_court = 0.0F;  ///< the same, extra under the court route
    float debt_discharged = 0.0F;  ///< after complete relief
    float debt_in_part = 0.0F;     ///< after relief of a part
    float caseload = 0.0F;         ///< per ln(150 / caseload), spells of 6 months and more; outside the soft cap
    float caseload_ready = 0.0F;   ///< the same, shorter spells
};

/// Everything a month needs that is the same for all blocks of one arm.
struct MonthContext {
    const Parameters* p = nullptr;
    const MonthTables* tables = nullptr;
    const PolicyTerms* terms = nullptr;
    MonthLaw law;
    std::array<std::uint32_t, 2> key{};  ///< seed and replicate
    int month = 0;                       ///< months since January 1970
    int since_branch = -1;               ///< months since the arms branched; -1 before
};

/// What a block needs of its office, neighbourhoods and labour market this month.
struct BlockSurroundings {
    const float* slot_quality = nullptr;         ///< effect of each slot's caseworker on job finding [log], per slot
    const std::uint8_t* slot_changed = nullptr;  ///< 1 where the caseworker left this month, per slot
    const float* neighbours_in_work = nullptr;   ///< deviation from the municipality's mean [z], per neighbourhood
    float hours_share = 1.0F;                    ///< hours given per hour wanted, 0..1
    float mean_weight = 0.0F;                    ///< of clients for hours under targets, 0: none; see step_hours_weight
    std::array<float, 3> market = {1.0F, 1.0F, 1.0F};  ///< factor on job finding by education (E10)
};

/// See the top of this file. Flags are 0 or 1; scores as in `Seekers`.
struct alignas(64) Rows {
    // luck of the month, uniform on (0, 1)
    Column u_mental, u_physical, u_care, u_monitor;    // per person
    Column u_shock, u_debt_end, u_debt_help, u_other;  // per household
    Column u_job, u_part, u_state, u_activity;         // per person
    // attributes
    Column age, woman, single_parent, couple, paired, young_child, middle, high, education, owner_under_water,
        reciprocal, attachment_prone, in_stock, language, frailty, frailty_other, mental_set, physical_set,
        motivation_set, trust_set, slack, self_selection, waiver_rank, neighbourhood;
    // state
    Column on_benefit, part_time, in_work, between, inactive, left, partner_work, deterred, present;
    Column in_subsidised, after_subsidised;
    Column months_on_benefit, months_without_work, months_in_state;
    Column mental_health, physical_health, motivation, trust, skill, alliance, known, guidance, job_fit;
    Column wage, insured_pay, hours, debt, in_plan, waiting_for_help, discharged, relieved_in_part, sanctioned;
    Column since_sanction, since_warning, since_inspection, since_switch, since_exit;
    Column course, counter_service, volunteering, in_care, waived, problem_debt, slot;
    // what the rules find out this month
    Column absent, duty_hours, contact_hours, norm, income, quality, drive, obligation_above, gain_part, gain_debt,
        gain_full;
    Column hours_weight;                                // see step_hours_weight
    Column without_income;                              // 1: a household with neither benefit nor earnings
    Column caseworker_left;                             // 1: the fixed caseworker left this month
    Column policy_terms, care_terms, caseworker_terms;  // of the log rate of full work, see offers.hpp
    Column job_rate, part_rate, other_rate, state_rate, punish_rate, care_rate, volunteer_rate, subsidised_rate;
    CentsColumn debt_cents, savings_cents, wage_cents, benefit_cents, income_cents, spent_cents, forgiven_cents,
        collection_cents, premium_cents, insurance_cents;
    std::int32_t left_for[rows];  // Reason
    // clocks as whole numbers, at most 255, that index tables
    std::int32_t whole_without_work[rows], whole_in_state[rows], whole_since_sanction[rows], whole_since_switch[rows],
        whole_since_exit[rows];
    std::int32_t new_debt[rows];
    policy::FactsBlock facts;
    policy::TreatmentBlock treatment;
};

}  // namespace vangnet::agents
