#pragma once
/// A world without files, tables and threads: hand-made people and plausible round parameters. It also compiles to
/// WebAssembly, so that one program can say whether two builds give the same bits.

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agents/population/people.hpp"
#include "policies/policy.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/sha256.hpp"
#include "sim/month/month.hpp"
#include "sim/month/world.hpp"
#include "tests/support/small_values.hpp"

namespace vangnet::test {

/// January 2016, when the first people of a small world apply.
inline constexpr int small_start = 46 * 12;

/// \throws std::logic_error when the list names something that is no parameter
[[nodiscard]] inline agents::Parameters small_parameters()
{
    agents::Parameters p;
    for (const auto& [name, value] : small_values) {
        bool known = false;
        agents::for_each_parameter(p, [&, key = name, v = value](std::string_view k, float& member) {
            if (k == key) {
                member = v;
                known = true;
            }
        });
        if (!known) { throw std::logic_error("no such parameter: " + std::string(name)); }
    }
    return p;
}

/// Explicit policy terms, all different from 0.
[[nodiscard]] inline agents::PolicyTerms small_terms()
{
    return {.exempt = -0.02F,
            .exempt_past = 0.1F,
            .threat_new = 0.2F,
            .threat_long = 0.03F,
            .imposed_long = 0.01F,
            .imposed_short = -0.08F,
            .volunteering = 0.06F,
            .bonus = 0.02F,
            .disregard_during = 0.02F,
            .disregard_after = -0.05F,
            .unmonitored = -0.03F,
            .neighbourhood = 0.04F,
            .directive = 0.04F,
            .interview = 0.08F,
            .course = -0.2F,
            .course_after = 0.03F,
            .practice_after = 0.18F,
            .course_mix = 0.12F,
            .course_low_motivation = 0.08F,
            .language = 0.08F,
            .ips = 0.8F,
            .integrated = 0.3F,
            .debt_plan = -0.02F,
            .debt_plan_court = 0.01F,
            .debt_discharged = 0.1F,
            .debt_in_part = 0.05F,
            .caseload = 0.07F,
            .caseload_ready = 0.1F};
}

/// Round amounts near those of 2016, the same in every month.
[[nodiscard]] inline agents::MonthLaw small_law()
{
    return {.norm_single = 970.0F,
            .norm_couple = 1390.0F,
            .disregard_cap = 198.0F,
            .protected_share = 0.9F,
            .plan_months = 36.0F,
            .asset_limit_single = 5900.0F,
            .asset_limit_family = 11800.0F,
            .ww_least_months = 6,
            .ww_years_needed = 4,
            .ww_short_months = 3,
            .ww_max_months = 24,
            .ww_share_first = 0.75F,
            .ww_share_later = 0.7F,
            .pension_age = 786.0F};
}

[[nodiscard]] inline Paths small_paths(double tightness = 40.0)
{
    Paths paths;
    paths.first_month = small_start;
    paths.law = {small_law()};
    paths.tightness = {tightness};
    return paths;
}

/// People of one municipality: every seventh household is a couple; half apply in the first month, the others in the 48
/// months after it; ages from 18 to 64.
[[nodiscard]] inline agents::Applicants small_applicants(int municipality, int people)
{
    namespace trait = agents::trait;
    agents::Applicants out;
    out.municipality = municipality;
    const auto add = [&out](int n, std::uint32_t arrival, std::uint32_t traits, bool first) {
        const int age = 18 + (n * 29 + 7) % 47;
        const int month = n % 2 == 0 ? small_start : small_start + 1 + n / 2 % 48;
        out.people.push_back({.arrival = arrival,
                              .apply_month = static_cast<std::int16_t>(month),
                              .birth_month = static_cast<std::int16_t>(month - age * 12 - n % 12),
                              .traits = traits,
                              .neighbourhood = static_cast<std::int16_t>(n % 3),
                              .first_of_pair = first,
                              .jobless_long = n % 10 > 2});
    };
    for (int n = 0; static_cast<int>(out.people.size()) < people; ++n) {
        const auto k = static_cast<std::uint32_t>(n);
        const bool couple = n % 7 == 3;
        std::uint32_t common = k % 3U << trait::education_shift;
        common |= (n % 4 == 1 ? trait::attachment_prone : 0U) | (n % 5 == 0 ? trait::young_child : 0U);
        common |= n % 11 == 2 ? (trait::owner | trait::under_water) : 0U;
        const std::uint32_t alone = n % 5 == 0 && n % 2 == 1 ? trait::single_parent : 0U;
        const std::uint32_t person = (n % 2 == 0 ? trait::woman : 0U) | (n % 10 < 3 ? trait::reciprocal : 0U);
        const std::uint32_t arrival = out.people.empty() ? 0U : out.people.back().arrival + 1U;
        if (!couple) {
            add(n, arrival, common | alone | person, false);
            continue;
        }
        const std::uint32_t even = arrival + arrival % 2U;
        add(n, even, common | person | trait::couple, true);
        add(n, even + 1U, (common | person | trait::couple) ^ trait::woman, false);
    }
    return out;
}

/// Everything a regime points to.
struct SmallModel {
    agents::Parameters p = small_parameters();
    agents::PolicyTerms terms = small_terms();
    Paths paths = small_paths();
    RandomField field{20'160'101, 3};
    agents::MonthTables tables = make_tables(p);

    /// After a change of parameters.
    void renew() { tables = make_tables(p); }

    [[nodiscard]] World world(const std::vector<agents::Applicants>& towns,
                              std::vector<double> region_share = {0.5}) const
    {
        std::vector<TownPlan> plans;
        for (const agents::Applicants& town : towns) {
            plans.push_back({.number = town.municipality, .region = 0, .neighbourhoods = 3});
        }
        World w = make_world(agents::make_people(towns, p, field), plans, region_share, p, small_start);
        return w;
    }
    /// `towns` municipalities with `people` each.
    [[nodiscard]] World world(int towns, int people) const
    {
        std::vector<agents::Applicants> applicants;
        for (int k = 0; k < towns; ++k) { applicants.push_back(small_applicants(100 + 17 * k, people)); }
        return world(applicants);
    }
    /// \param policy null: the reference regime. Must outlive the regime
    [[nodiscard]] Regime regime(const policy::Policy* policy = nullptr) const
    {
        Regime r;
        r.parameters = &p;
        r.tables = &tables;
        r.terms = &terms;
        r.policy = policy;
        if (policy != nullptr) { r.treated_use.assign(policy->uses.size(), 1); }
        r.paths = &paths;
        r.field = field;
        return r;
    }
};

/// A use of an instrument; names that it does not have are an error.
[[nodiscard]] inline policy::InstrumentUse use_of(std::string_view instrument,
                                                  std::initializer_list<std::pair<std::string_view, float>> values = {})
{
    const int type = policy::instrument_index(instrument);
    if (type < 0) { throw std::logic_error("no such instrument: " + std::string(instrument)); }
    policy::InstrumentUse use = policy::default_use(type);
    for (const auto& [key, value] : values) {
        const int k = policy::parameter_index(policy::instruments()[static_cast<std::size_t>(type)], key);
        if (k < 0) { throw std::logic_error("no such parameter: " + std::string(key)); }
        use.params[static_cast<std::size_t>(k)] = value;
    }
    return use;
}

[[nodiscard]] inline policy::Policy policy_of(std::vector<policy::InstrumentUse> uses)
{
    policy::Policy policy{std::move(uses)};
    policy::sort_by_phase(policy);
    return policy;
}

/// Every instrument with its defaults, each for two thirds of the people.
[[nodiscard]] inline policy::Policy all_instruments()
{
    std::vector<policy::InstrumentUse> uses;
    for (int type = 0; type < static_cast<int>(policy::instruments().size()); ++type) {
        uses.push_back(policy::default_use(type));
        uses.back().share_to = 0.67F;
    }
    return policy_of(std::move(uses));
}

/// A ledger with one group: all rows.
[[nodiscard]] inline Ledger ledger_of_all(const World& world)
{
    Ledger ledger;
    for (std::size_t b = 0; b <= world.people.blocks(); ++b) { ledger.first.push_back(b); }
    constexpr std::uint64_t all = ~std::uint64_t{0};
    ledger.rows.assign(world.people.blocks(), GroupRows{.group = 0, .rows = {all, all, all, all}});
    ledger.records.resize(world.people.blocks());
    return ledger;
}

template <class T>
void add_to(Sha256& hash, const std::vector<T>& values)
{
    hash.update(std::as_bytes(std::span<const T>{values.data(), values.size()}));
}
template <class T>
void add_to(Sha256& hash, const T& value)
{
    hash.update(std::as_bytes(std::span<const T>{&value, 1}));
}

/// Everything that a world knows of its people, uses, offices and market.
inline void add_world(Sha256& hash, const World& world)
{
    agents::Seekers::for_each_column(world.people, [&hash](auto, auto, const auto& column) { add_to(hash, column); });
    for (const UseHistory& use : world.uses) {
        add_to(hash, use.dose);
        add_to(hash, use.since_end);
        add_to(hash, use.place);
        add_to(hash, use.chosen);
        add_to(hash, use.kind);
        add_to(hash, use.noted);
    }
    for (const Town& town : world.towns) {
        add_to(hash, town.office.quality);
        add_to(hash, town.office.hiring_number);
        add_to(hash, town.office.hours_share);
        add_to(hash, town.neighbours_in_work);
    }
    for (const agents::Segment& s : world.market.segments()) {
        add_to(hash, s.vacancies);
        add_to(hash, s.factor);
    }
    add_to(hash, world.supply);
}

inline void add_totals(Sha256& hash, const MonthTotals& t)
{
    for (const double x :
         {t.all.hires_treated, t.all.hires_untreated, t.all.hours_wanted, t.hires_others_lost, t.mean_factor}) {
        add_to(hash, x);
    }
    add_to(hash, t.all.by_state);
    add_to(hash, t.all.benefit_cents);
    add_to(hash, t.caseworkers);
    add_to(hash, t.caseworkers_left);
}

/// Lives `months` months. \return one record per month: the group of all rows, summed over the blocks
inline std::vector<GroupRecord> live(World& world, const Regime& regime, int months, const Executor& executor,
                                     Sha256* hash = nullptr)
{
    Ledger ledger = ledger_of_all(world);
    std::vector<GroupRecord> out;
    for (int m = 0; m < months; ++m) {
        for (GroupRecord& record : ledger.records) { record = GroupRecord{}; }
        const MonthTotals totals = step_month(world, regime, ledger, executor);
        GroupRecord sum;
        for (const GroupRecord& record : ledger.records) {
            for (std::size_t k = 0; k < sum.count.size(); ++k) { sum.count[k] += record.count[k]; }
            for (std::size_t k = 0; k < sum.sum.size(); ++k) { sum.sum[k] += record.sum[k]; }
        }
        out.push_back(sum);
        if (hash != nullptr) {
            add_totals(*hash, totals);
            add_to(*hash, sum.count);
            add_to(*hash, sum.sum);
        }
    }
    return out;
}

/// Digest of one arm of `months` months that branches from `start`.
[[nodiscard]] inline std::string digest_of_arm(World start, const SmallModel& model, const policy::Policy* policy,
                                               int months, const Executor& executor)
{
    Sha256 hash;
    branch(start, policy, RandomField{1, 0});
    live(start, model.regime(policy), months, executor, &hash);
    add_world(hash, start);
    return hash.hex();
}

/// The arms of the digest program: no instrument at all, all of them, and few clients per caseworker.
[[nodiscard]] inline std::vector<policy::Policy> small_arms()
{
    return {
        policy_of({}), all_instruments(),
        policy_of({use_of("application_duty"), use_of("guidance", {{"caseload", 25.0F}, {"aftercare_months", 6.0F}})})};
}

/// Digests of 6 months in the reference regime and then `months` months of each of the small arms, in 2 municipalities
/// of `people` people each.
[[nodiscard]] inline std::vector<std::string> small_digests(int people, int months, const Executor& executor)
{
    const SmallModel model;
    World start = model.world(2, people);
    live(start, model.regime(), 6, executor);
    std::vector<std::string> digests;
    for (const policy::Policy& arm : small_arms()) {
        digests.push_back(digest_of_arm(start, model, &arm, months, executor));
    }
    return digests;
}

}  // namespace vangnet::test
