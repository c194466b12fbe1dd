#pragma once
/// What an instrument of policy is: a pure function from the facts of a person and the treatment so far to a treatment.
///
/// Instruments never touch a person. They say what a policy gives, asks and threatens; how people respond is decided in
/// agents/behaviour, which reads the treatment and nothing else of the policy. Instruments draw no luck.

#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>

namespace vangnet::policy {

/// Rows of a strip, a quarter of a block: all that the rules hold of 64 people stays in the first-level cache. Every
/// column of facts and treatment has this many entries.
inline constexpr int rows = 64;

/// What the office knows of one person in one month. Flags are 0 or 1.
/// T is float for one person, float[rows] for a block.
template <class T>
struct FactFields {
    T age;                  ///< [years]
    T woman;                ///< flag
    T single_parent;        ///< flag
    T couple;               ///< flag: partners on one benefit
    T young_child;          ///< flag: youngest child below 5
    T education;            ///< 0 low, 1 middle, 2 high
    T language;             ///< proficiency in Dutch [z]
    T on_benefit;           ///< flag: on benefit, with or without part-time work
    T part_time;            ///< flag: works beside the benefit
    T in_work;              ///< flag: works off benefit
    T in_subsidised_job;    ///< flag: that work is a job created by policy
    T months_on_benefit;    ///< [months]
    T months_without_work;  ///< [months]
    T months_of_part_time;  ///< months of the current part-time job [months]
    T earnings;             ///< net earnings beside the benefit [EUR/month]
    T duty_waived;          ///< flag: exempt from the duty to apply on grounds of health or care (art. 9(2), 9a)
    T problem_debt;         ///< flag
    T debt;                 ///< [EUR]
    T mental_health;        ///< [z, adult population]
    T physical_health;      ///< [z, adult population]
    T motivation;           ///< [z]
    T trust;                ///< [z]
    T chance_third;         ///< 0 least, 2 most likely to find work, fixed when the arms branch
    T self_selection;       ///< rank in (0,1) on wanting to join something optional; high joins first
    // Of the instrument that is asked, for this person:
    T active;              ///< flag: the instrument runs and this person belongs to its target group
    T months_since_start;  ///< months since it began for this person; 0 in its first month, -1 before [months]
    T months_since_end;    ///< months since it ended; 0 in the first month without it, -1 before [months]
    T dose;                ///< months this person has been under it while on benefit, at most 255 [months]
};
using Facts = FactFields<float>;
using FactsBlock = FactFields<float[rows]>;

/// Calls visit(field of a, field of b, ...) for every fact, in one fixed order.
template <class Visit, class... S>
[[gnu::always_inline]] constexpr void for_each_fact(Visit visit, S&... s)
{
    visit(s.age...);
    visit(s.woman...);
    visit(s.single_parent...);
    visit(s.couple...);
    visit(s.young_child...);
    visit(s.education...);
    visit(s.language...);
    visit(s.on_benefit...);
    visit(s.part_time...);
    visit(s.in_work...);
    visit(s.in_subsidised_job...);
    visit(s.months_on_benefit...);
    visit(s.months_without_work...);
    visit(s.months_of_part_time...);
    visit(s.earnings...);
    visit(s.duty_waived...);
    visit(s.problem_debt...);
    visit(s.debt...);
    visit(s.mental_health...);
    visit(s.physical_health...);
    visit(s.motivation...);
    visit(s.trust...);
    visit(s.chance_third...);
    visit(s.self_selection...);
    visit(s.active...);
    visit(s.months_since_start...);
    visit(s.months_since_end...);
    visit(s.dose...);
}

/// What a policy gives, asks and threatens: everything that behaviour reads of it. Defaults (see `reference_treatment`)
/// are the reference regime of docs/model.md, under which all policy terms are 0.
///
/// How instruments combine: hours, money and doses add; shares and flags take the maximum; a duty that one instrument
/// lifts is lifted (phase `exemption` comes after `duty`).
template <class T>
struct TreatmentFields {
    // duty and pressure
    T obligation;             ///< how strictly duties are upheld, 0..1; reference 0.5 [1]
    T required_applications;  ///< asked per month; reference 4 [1/month]
    T check_chance;           ///< chance that a month's search is checked; reference 0.30 [1/month]
    T sanction_share;         ///< share of the benefit withheld; reference 1 (law: 100%) [1]
    T sanction_months;        ///< months a sanction lasts; reference 1 [months]
    T warning_first;          ///< 1 when a first breach brings a warning instead; reference 0 [flag]
    T threat_new;             ///< 1 in the months before a coming obligation, spell below 12 months [flag]
    T threat_long;            ///< same, longer spells [flag]
    // freedom
    T exempt;       ///< 1 while formally exempt under the policy, fading in [1]
    T exempt_past;  ///< weight of the months after an exemption ended, 0..1 [1]
    T autonomy;     ///< own direction and choice above the reference, 0..1 [1]
    T useful;       ///< share of people who see what is asked or chosen as useful, 0..1; reference 0.5 [1]
    // office
    T contact_hours;           ///< hours of caseworker time wanted; reference 0.4923, caseload 150 [h/month]
    T same_caseworker;         ///< 1 with a fixed contact person; reference 0 [flag]
    T neighbourhood;           ///< 1 when the contact is in the neighbourhood [flag]
    T aftercare;               ///< 1 when guidance goes on after a job is found [flag]
    T directive_style;         ///< 1 with less accommodating caseworkers [flag]
    T motivational_interview;  ///< 1 with motivational interviewing [flag]
    T targets;                 ///< how far the office is managed by placement targets and clocked time, 0..1 [1]
    T judgement;               ///< how far caseworkers decide by professional judgement, 0..1 [1]
    T temporary_extra;         ///< share of new caseworkers who are temporary, above the usual; reference 0 [1]
    T learning;                ///< 1 when the office keeps a record of what followed which service [flag]
    T control_share;           ///< of those next in line for a scarce place, by lot, none: to compare with, 0..1 [1]
    T sharing;                 ///< with whom: 0 the municipality alone, 1 its region, 2 the country [code]
    // activities [h/week]
    T imposed_hours;       ///< mandatory unpaid work [h/week]
    T imposed_choice;      ///< 1 when the person chose the activity [flag]
    T imposed_strictness;  ///< how strictly taking part in it is enforced, 0..1 [1]
    T volunteering_offer;  ///< 1 when volunteering is offered [flag]
    T course_hours;        ///< training course [h/week]
    T course_done;         ///< share of a course without practice place that was completed, 0..1 [1]
    T practice_done;       ///< share of a course with practice place that was completed, 0..1 [1]
    T course_months_ago;   ///< months since the course ended, 0 before its end [months]
    T course_skill_mix;    ///< 1 when the course trains both skills and motivation [flag]
    T language_hours;      ///< hours of language course followed so far [h]
    // money
    T disregard_share;   ///< share of earnings kept; law 0.25 [1]
    T disregard_cap;     ///< most that is kept; law 196 in 2015 prices, scaled by year [EUR/month]
    T disregard_months;  ///< consecutive months it lasts; law 6 [months]
    T premium;           ///< paid out on top while working part-time [EUR/month]
    T bonus;             ///< lump sum on finding a full job [EUR]
    // debts
    T debt_offer;       ///< debt help actively offered: multiplies its start; reference 1 [1]
    T debt_wait;        ///< months from asking to a plan; reference 6 [months]
    T debt_plan_scale;  ///< length of a plan relative to the law's; reference 1 [1]
    T relief_share;     ///< share of creditors whose claims end at discharge; reference 1 [1]
    T court_route;      ///< 1 when plans go through the court [flag]
    T signal_cost;      ///< cost of finding a household that starts debt help; reference 0 [EUR]
    // health
    T care_offer;  ///< mental health care offered: multiplies its start; reference 1 [1]
    T ips;         ///< 1 with individual placement and support (severe problems) [flag]
    T integrated;  ///< 1 with health and work coaching (moderate problems) [flag]
    // control, gate, jobs, cost
    T inspection_rate;    ///< chance of a fraud inspection; reference 0 [1/month]
    T inspection_hits;    ///< share of inspections that end the benefit [1]
    T search_weeks;       ///< weeks an applicant must search first; reference 0 [weeks]
    T work_first;         ///< 1 when work comes before benefit at the gate [flag]
    T subsidised_job;     ///< hours of a subsidised job that is offered; 0: none [h/week]
    T subsidised_months;  ///< how long it lasts [months]
    T hired_on;           ///< share that goes on in an ordinary job when a subsidised one ends, 0..1 [1]
    T staff_hours;        ///< productive hours of staff besides contact, such as a coach of counter-service [h/month]
    T cost;               ///< cost of services other than caseworker hours [EUR/month]
    T shared_cost;        ///< part of it that the state and all municipalities together pay, as of IPS [EUR/month]
};
using Treatment = TreatmentFields<float>;
using TreatmentBlock = TreatmentFields<float[rows]>;

/// Calls visit(field of a, field of b, ...) for every field of a treatment, in one fixed order.
template <class Visit, class... S>
[[gnu::always_inline]] constexpr void for_each_term(Visit visit, S&... s)
{
    visit(s.obligation...);
    visit(s.required_applications...);
    visit(s.check_chance...);
    visit(s.sanction_share...);
    visit(s.sanction_months...);
    visit(s.warning_first...);
    visit(s.threat_new...);
    visit(s.threat_long...);
    visit(s.exempt...);
    visit(s.exempt_past...);
    visit(s.autonomy...);
    visit(s.useful...);
    visit(s.contact_hours...);
    visit(s.same_caseworker...);
    visit(s.neighbourhood...);
    visit(s.aftercare...);
    visit(s.directive_style...);
    visit(s.motivational_interview...);
    visit(s.targets...);
    visit(s.judgement...);
    visit(s.temporary_extra...);
    visit(s.learning...);
    visit(s.control_share...);
    visit(s.sharing...);
    visit(s.imposed_hours...);
    visit(s.imposed_choice...);
    visit(s.imposed_strictness...);
    visit(s.volunteering_offer...);
    visit(s.course_hours...);
    visit(s.course_done...);
    visit(s.practice_done...);
    visit(s.course_months_ago...);
    visit(s.course_skill_mix...);
    visit(s.language_hours...);
    visit(s.disregard_share...);
    visit(s.disregard_cap...);
    visit(s.disregard_months...);
    visit(s.premium...);
    visit(s.bonus...);
    visit(s.debt_offer...);
    visit(s.debt_wait...);
    visit(s.debt_plan_scale...);
    visit(s.relief_share...);
    visit(s.court_route...);
    visit(s.signal_cost...);
    visit(s.care_offer...);
    visit(s.ips...);
    visit(s.integrated...);
    visit(s.inspection_rate...);
    visit(s.inspection_hits...);
    visit(s.search_weeks...);
    visit(s.work_first...);
    visit(s.subsidised_job...);
    visit(s.subsidised_months...);
    visit(s.hired_on...);
    visit(s.staff_hours...);
    visit(s.cost...);
    visit(s.shared_cost...);
}

/// Productive hours of a caseworker. \source configs/data/caseload.csv: 1363 h/year per government FTE (2023) / 12.
inline constexpr float caseworker_hours = 1363.0F / 12.0F;  // [h/month]
/// Share of those hours spent with or for clients. *(judgement: no source found)*
inline constexpr float client_share_of_hours = 0.65F;
/// Clients per caseworker in the reference regime. \source docs/model.md
inline constexpr float reference_caseload = 150.0F;
/// Caseworker hours per client and month at a caseload. [h/month]
/// Always inlined: it is used in code compiled for several CPU levels.
[[gnu::always_inline]] constexpr float contact_hours_at(float caseload) noexcept
{
    return caseworker_hours * client_share_of_hours / caseload;
}

/// The reference regime of docs/model.md: what everyone gets when an arm has no instrument at all.
/// `disregard_cap` is for 2015; the month scales it by the year's law.
constexpr Treatment reference_treatment() noexcept
{
    Treatment t{};
    t.obligation = 0.5F;
    t.required_applications = 4.0F;
    t.check_chance = 0.30F;
    t.sanction_share = 1.0F;
    t.sanction_months = 1.0F;
    t.useful = 0.5F;
    t.contact_hours = contact_hours_at(reference_caseload);
    t.disregard_share = 0.25F;
    t.disregard_cap = 196.0F;
    t.disregard_months = 6.0F;
    t.debt_offer = 1.0F;
    t.debt_wait = 6.0F;
    t.debt_plan_scale = 1.0F;
    t.relief_share = 1.0F;
    t.care_offer = 1.0F;
    return t;
}

/// Order in which the instruments of a policy are applied. Within a phase the order makes no difference (tested).
enum class Phase : std::uint8_t { entitlement, support, duty, exemption, means_test, sanction };

enum class Unit : std::uint8_t {
    none,
    fraction,
    percent,
    flag,
    months,
    weeks,
    hours_per_week,
    hours_per_month,
    hours_per_year,
    hours,
    per_month,
    applications,
    clients,
    eur,
    eur_per_month,
    multiple
};
/// Text of a unit as shown to people, in English and Dutch.
[[nodiscard]] std::string_view unit_text(Unit unit, bool dutch) noexcept;

/// Strength of the evidence behind a parameter: A randomised or strong quasi-experiment on Dutch bijstand, B good
/// causal design elsewhere, C association, D judgement. \source configs/data/priors.csv, column grade
enum class Grade : std::uint8_t { a, b, c, d };

/// Kind of outcome that a parameter moves at first hand.
enum class Moves : std::uint8_t {
    nothing,    ///< it only says when, for whom or how fast
    work,       ///< finding and keeping work that ends the benefit
    part_time,  ///< work next to benefit
    leaving,    ///< leaving benefit without work
    debt,
    health,
    motivation,
    applying,  ///< whether a claim is made at all
    count_
};

/// A parameter behind the effect of an instrument.
struct Prior {
    std::string_view parameter;  ///< of priors.csv or constants.csv; empty: the setting itself is an assumption
    Moves moves = Moves::nothing;
    std::string_view setting{};  ///< it acts only where this setting is not neutral; empty: always
};

/// Who may decide on an instrument. \source configs/data/law.csv, column decided_by. On the economy: nobody.
enum class Decides : std::uint8_t { municipality, national, experiment_only, nobody };

/// One parameter of an instrument: what the scenario file may set.
struct ParameterText {
    std::string_view key;  ///< as in the scenario file; the unit is part of the name where text comes in
    Unit unit = Unit::none;
    float low = 0.0F;         ///< least value allowed
    float high = 0.0F;        ///< greatest value allowed
    float neutral = 0.0F;     ///< value at which the instrument (all parameters neutral) equals its absence
    std::string_view source;  ///< where range and default come from; "judgement" where nobody knows
    std::string_view meaning_nl;
    std::string_view meaning_en;
    /// Not what the office decides but how people and prices will be, which nobody has measured: `run --draws` draws it
    /// around its value (sim/experiment/drawn_settings.hpp).
    bool assumed = false;
};
template <class Params>
struct Parameter {
    ParameterText text;
    float Params::*field = nullptr;
};

/// What people are told about an instrument.
struct Card {
    std::string_view key;  ///< as in the scenario file
    std::string_view title_nl;
    std::string_view title_en;
    std::string_view article;  ///< law article
    Phase phase = Phase::support;
    /// Whether it also runs for people off benefit (after-care, debt help, the gate). Otherwise it stops with the
    /// benefit.
    bool off_benefit = false;
    /// Whether it says how the office works (targets, judgement, temporary_extra, learning, control_share, sharing).
    bool office = false;
    /// Whether its work is counted in hours of the office (staff_hours); cost_eur_... is what comes on top.
    bool by_hours = false;
    /// Whether the state and all municipalities together pay a part of it (term shared_cost).
    bool shared = false;
    Decides decides = Decides::municipality;
    std::string_view evidence_nl;  ///< one plain sentence: what is known about the effect
    std::string_view evidence_en;
    std::span<const Prior> priors;  ///< parameters that size its effect, and what of it
};

/// A claim of an instrument's docstring that the tests verify: raising `parameter` never lowers `term` (direction +1)
/// or never raises it (-1), for anyone the instrument runs for.
struct Monotone {
    std::string_view parameter;
    std::string_view term;
    int direction = 1;
};

/// An instrument: a trivially copyable value with a nested `Params` of at most 16 floats, a static `card`,
/// a static array `parameters` of Parameter<Params> in the order of the floats, a member `params`, and the pure
/// function below. `Params{}` holds the defaults. A static array `claims` of Monotone is optional.
template <class I>
concept Instrument = requires(const I& instrument, const Facts& facts, Treatment treatment)
{
    typename I::Params;
    {
        I::card.key
        } -> std::convertible_to<std::string_view>;
    I::parameters.size();
    {
        instrument(facts, treatment)
    }
    noexcept->std::same_as<Treatment>;
};

/// Length of a service that goes on for as long as the person wants it. [months]
inline constexpr float until_no_longer_wanted = 1000.0F;

/// An instrument that is a service with places, which can be scarce: it says who would take a place, and for how many
/// months one is held. After a service of fixed length a person stays under the instrument, for what comes of it later.
template <class I>
concept HasPlaces = requires(const I& instrument, const Facts& facts)
{
    {
        instrument.wants(facts)
    }
    noexcept->std::same_as<bool>;
    {
        instrument.place_months()
    }
    noexcept->std::same_as<float>;
};

/// One of these whose places are kept by some people even outside its target group, after its end and off benefit: a
/// job that has begun goes on.
template <class I>
concept KeepsPlaces = HasPlaces<I> && requires(const I& instrument, const Facts& facts)
{
    {
        instrument.keeps(facts)
    }
    noexcept->std::same_as<bool>;
};

}  // namespace vangnet::policy
