#pragma once
/// From the facts of a block of people to their treatment: the loop that every instrument shares.
///
/// Included by the hot translation units, which are compiled once per CPU level, hence the inline namespace.

#include <array>
#include <cstdint>
#include <cstring>

#include "policies/instruments.hpp"
#include "policies/policy.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// One row of a column into a field, and back. Always inlined: g++ 12 vectorises the loop below only when both sides
/// are taken apart into single floats before the loop is looked at.
struct LoadRow {
    int row;
    [[gnu::always_inline]] void operator()(float& field, const float (&column)[rows]) const { field = column[row]; }
};
struct StoreRow {
    int row;
    [[gnu::always_inline]] void operator()(float (&column)[rows], const float& field) const { column[row] = field; }
};

/// One person's row of a block. A function of its own, so that g++ does not make the persons of a simd loop an array.
template <Instrument I>
[[gnu::always_inline]] inline void apply_row(const I& instrument, const FactsBlock& facts, TreatmentBlock& treatment,
                                             int row) noexcept
{
    Facts person;
    Treatment given;
    for_each_fact(LoadRow{row}, person, facts);
    for_each_term(LoadRow{row}, given, treatment);
    const Treatment result = instrument(person, given);
    for_each_term(StoreRow{row}, treatment, result);
}

/// Applies one instrument to the rows of a strip. `params` are the floats of its Params, in order.
///
/// Fields that the instrument does not read are not loaded, and fields that it does not set are not stored.
template <Instrument I>
void apply(const float* params, const FactsBlock& facts, TreatmentBlock& treatment) noexcept
{
    I instrument{};  // a local copy cannot alias the columns
    std::memcpy(static_cast<void*>(&instrument.params), params, sizeof instrument.params);
#pragma omp simd
    for (int i = 0; i < rows; ++i) { apply_row(instrument, facts, treatment, i); }
}

using ApplyFunction = void (*)(const float* params, const FactsBlock& facts, TreatmentBlock& treatment) noexcept;

/// Who would take a place that is offered: 1 or 0 by row; 2 for those who keep the one they hold, see KeepsPlaces.
template <Instrument I>
void wants(const float* params, const FactsBlock& facts, float* wanted) noexcept
{
    if constexpr (HasPlaces<I>) {
        I instrument{};
        std::memcpy(static_cast<void*>(&instrument.params), params, sizeof instrument.params);
        for (int i = 0; i < rows; ++i) {
            Facts person;
            for_each_fact(LoadRow{i}, person, facts);
            wanted[i] = instrument.wants(person) ? 1.0F : 0.0F;
            if constexpr (KeepsPlaces<I>) { wanted[i] = instrument.keeps(person) ? 2.0F : wanted[i]; }
        }
    }
}
/// Months for which a place is held; see HasPlaces.
template <Instrument I>
[[nodiscard]] float months_held(const float* params) noexcept
{
    if constexpr (HasPlaces<I>) {
        I instrument{};
        std::memcpy(static_cast<void*>(&instrument.params), params, sizeof instrument.params);
        return instrument.place_months();
    }
    return 0.0F;
}

using WantsFunction = void (*)(const float* params, const FactsBlock& facts, float* wanted) noexcept;
using MonthsFunction = float (*)(const float* params) noexcept;

template <class... I>
[[nodiscard]] constexpr std::array<ApplyFunction, sizeof...(I)> functions_of(TypeList<I...>) noexcept
{
    return {&apply<I>...};
}
template <class... I>
[[nodiscard]] constexpr std::array<bool, sizeof...(I)> off_benefit_of(TypeList<I...>) noexcept
{
    return {I::card.off_benefit...};
}
template <class... I>
[[nodiscard]] constexpr std::array<WantsFunction, sizeof...(I)> wants_of(TypeList<I...>) noexcept
{
    return {&wants<I>...};
}
template <class... I>
[[nodiscard]] constexpr std::array<MonthsFunction, sizeof...(I)> months_of(TypeList<I...>) noexcept
{
    return {&months_held<I>...};
}
inline constexpr auto apply_functions = functions_of(Instruments{});     ///< by InstrumentUse::type
inline constexpr auto wants_functions = wants_of(Instruments{});         ///< same
inline constexpr auto months_functions = months_of(Instruments{});       ///< same
inline constexpr auto runs_off_benefit = off_benefit_of(Instruments{});  ///< same

/// The treatment of people under no policy at all: the reference regime, in which people whose duty to apply is waived
/// by law (art. 9(2), 9a) are asked for no applications.
inline void fill_reference(const FactsBlock& facts, TreatmentBlock& treatment) noexcept
{
    constexpr Treatment reference = reference_treatment();
    for_each_term(
        [](float(&column)[rows], const float& value) {
            const float v = value;
#pragma omp simd
            for (int i = 0; i < rows; ++i) { column[i] = v; }
        },
        treatment, reference);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        treatment.required_applications[i] = facts.duty_waived[i] > 0.5F ? 0.0F : reference.required_applications;
    }
}

/// Column of a fact by its index in the order of `for_each_fact`.
[[nodiscard]] inline const float* fact_column(const FactsBlock& facts, int fact) noexcept
{
    const float* found = facts.age;
    int k = 0;
    for_each_fact([&](const float(&column)[rows]) { found = k++ == fact ? column : found; }, facts);
    return found;
}

/// Leaves facts.active where all conditions hold.
inline void keep_where(const std::vector<FactRange>& conditions, FactsBlock& facts) noexcept
{
    for (const FactRange& range : conditions) {
        const float* column = fact_column(facts, range.fact);
        const float low = range.low;
        const float high = range.high;
#pragma omp simd
        for (int i = 0; i < rows; ++i) {
            facts.active[i] = ((column[i] >= low) & (column[i] <= high)) ? facts.active[i] : 0.0F;
        }
    }
}

/// Sets facts.active to the target group of a use in a month: the window, the cohort, the share, the conditions, and
/// being on benefit unless the instrument runs for people off benefit too.
/// \param lot  rank of the rows in the lot of this use; null where it is for everyone
inline void set_active(const InstrumentUse& use, int month, const float* lot, const float* in_stock,
                       FactsBlock& facts) noexcept
{
    const bool in_window = month >= use.start && (use.end < 0 || month < use.end);
    const bool off_benefit = runs_off_benefit[static_cast<std::size_t>(use.type)];
    const float least_benefit = !in_window ? 2.0F : (off_benefit ? -1.0F : 0.5F);
    const float least_stock = use.who == Who::stock ? 0.5F : -1.0F;
    const float most_stock = use.who == Who::entrants ? 0.5F : 2.0F;
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool cohort = (in_stock[i] > least_stock) & (in_stock[i] < most_stock);
        const bool here = facts.on_benefit[i] > least_benefit;
        facts.active[i] = (cohort & here) ? 1.0F : 0.0F;
    }
    if (lot != nullptr) {
        const float from = use.share_from;
        const float to = use.share_to;
#pragma omp simd
        for (int i = 0; i < rows; ++i) {
            const bool drawn = (lot[i] >= from) & (lot[i] < to);
            facts.active[i] = drawn ? facts.active[i] : 0.0F;
        }
    }
    keep_where(use.only, facts);
}

/// Sets the months and the dose of one use from its memory; needs facts.active.
///
///     under              = active and on benefit
///     months_since_start = active ? (on benefit ? min(month - start, months_on_benefit) : month - start) : -1
///     months_since_end   = under or never under ? -1 : months since the last month under it
inline void set_months(const InstrumentUse& use, const UseColumns& columns, int month, FactsBlock& facts) noexcept
{
    const auto in_window = static_cast<float>(month - use.start);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool active = facts.active[i] > 0.5F;
        const bool on_benefit = facts.on_benefit[i] > 0.5F;
        const float spell = on_benefit ? minimum(in_window, facts.months_on_benefit[i]) : in_window;
        facts.months_since_start[i] = active ? spell : -1.0F;
        const auto dose = static_cast<float>(columns.dose[i]);
        const auto stored = static_cast<float>(columns.since_end[i]);
        const float ended = stored > 254.5F ? 0.0F : minimum(stored + 1.0F, 254.0F);
        const bool over = !(active & on_benefit) & (dose > 0.5F);
        facts.months_since_end[i] = over ? ended : -1.0F;
        facts.dose[i] = dose;
    }
}

/// Where places are scarce only those who have one, or had one, are under the instrument; the others in its target
/// group who want it wait. Places are given in step_places of sim/month/places.hpp, between two months.
///
///     place = outside the target group: given up, unless the service was followed to its end
///             inside: on the list (one month longer) while it is wanted by someone on benefit; used once
///             dose >= months held; a service without fixed length is given up when it is no longer wanted
///             kept outside the target group too by those who keep what they hold (KeepsPlaces)
inline void set_places(const UseColumns& columns, bool rows_may_change, FactsBlock& facts) noexcept
{
    const InstrumentUse& use = *columns.use;
    const auto type = static_cast<std::size_t>(use.type);
    const float months = months_functions[type](use.params.data());
    float wanted[rows] = {};
    wants_functions[type](use.params.data(), facts, wanted);
    for (int i = 0; i < rows; ++i) {
        const bool target = facts.active[i] > 0.5F;
        const std::uint8_t now = columns.place[i];
        const bool stops = months >= until_no_longer_wanted && wanted[i] < 0.5F;
        const bool has_place = now == place::held && !stops;
        const bool had_place = now == place::used;
        const bool joins = wanted[i] * facts.on_benefit[i] > 0.5F;
        const auto longer = static_cast<std::uint8_t>(now < place::longest_wait ? now + 1 : now);
        std::uint8_t next = had_place ? now : place::none;
        if (target && has_place) { next = static_cast<float>(columns.dose[i]) >= months ? place::used : place::held; }
        if (target && joins && now <= place::longest_wait) { next = longer; }
        if (now == place::control) { next = now; }
        if (now == place::held && wanted[i] > 1.5F) { next = now; }
        if (rows_may_change) { columns.place[i] = next; }
        facts.active[i] = target && (has_place || had_place) ? 1.0F : 0.0F;
    }
}

/// Advances the memory of one use by the month that `set_months` described.
inline void advance(const UseColumns& columns, const FactsBlock& facts) noexcept
{
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool under = (facts.active[i] > 0.5F) & (facts.on_benefit[i] > 0.5F);
        const float dose = under ? minimum(facts.dose[i] + 1.0F, 255.0F) : facts.dose[i];
        const float ended = facts.months_since_end[i] < -0.5F ? 255.0F : facts.months_since_end[i];
        columns.dose[i] = static_cast<std::uint8_t>(static_cast<int>(dose));
        columns.since_end[i] = static_cast<std::uint8_t>(static_cast<int>(ended));
    }
}

/// The treatment of a block under a policy, in one month.
///
/// Starts from the reference regime and lets every use change it in turn, so the treatment of people outside all target
/// groups is bit for bit the reference.
///
/// \param uses                 instruments in the order of their phases, with their memory for a block
/// \param first                first of these rows in the block
/// \param months_since_branch  the month [months]
/// \param rows_may_change      true in a month that is lived: dose and months since the end are advanced; false when
///                             the policy is only asked what it would give
/// \param facts                attributes of the people; the four fields of the instrument are overwritten
/// \param in_stock             1 for people on benefit when the arms branched, else 0
/// \param treatment            filled for all rows
/// \note allocates nothing
inline void apply_policy(const UseColumns* uses, int use_count, std::size_t first, int months_since_branch,
                         bool rows_may_change, FactsBlock& facts, const float* in_stock,
                         TreatmentBlock& treatment) noexcept
{
    fill_reference(facts, treatment);
    for (int k = 0; k < use_count; ++k) {
        const InstrumentUse& use = *uses[k].use;
        const UseColumns memory = uses[k].from(first);
        set_active(use, months_since_branch, memory.lot, in_stock, facts);
        if (memory.place != nullptr) { set_places(memory, rows_may_change, facts); }
        set_months(use, memory, months_since_branch, facts);
        apply_functions[static_cast<std::size_t>(use.type)](use.params.data(), facts, treatment);
        if (rows_may_change) { advance(memory, facts); }
    }
}

}  // namespace vangnet::policy::inline VANGNET_LEVEL
