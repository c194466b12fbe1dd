#include "policies/policy.hpp"

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "policies/instruments.hpp"

namespace vangnet::policy {
namespace {

template <class Params>
using FloatsOf = std::array<float, sizeof(Params) / sizeof(float)>;

template <class Params>
constexpr FloatsOf<Params> floats(const Params& params)
{
    return __builtin_bit_cast(FloatsOf<Params>, params);  // std::bit_cast is missing in some of our C++20 libraries
}

/// Whether row k of the table of parameters describes the k-th float of Params, for every k.
template <class I>
constexpr bool table_follows_params()
{
    using Params = typename I::Params;
    if (I::parameters.size() != FloatsOf<Params>{}.size()) { return false; }
    for (std::size_t k = 0; k < I::parameters.size(); ++k) {
        Params params = __builtin_bit_cast(Params, FloatsOf<Params>{});
        params.*(I::parameters[k].field) = 1.0F;
        FloatsOf<Params> expected{};
        expected[k] = 1.0F;
        if (floats(params) != expected) { return false; }
    }
    return true;
}

template <class I>
constexpr auto texts_of()
{
    std::array<ParameterText, I::parameters.size()> texts{};
    for (std::size_t k = 0; k < texts.size(); ++k) { texts[k] = I::parameters[k].text; }
    return texts;
}
template <class I>
constexpr auto texts = texts_of<I>();

template <class I>
constexpr std::span<const Monotone> claims_of()
{
    if constexpr (requires { I::claims.size(); }) {
        return I::claims;
    } else {
        return {};
    }
}

template <class I>
constexpr InstrumentInfo info_of()
{
    using Params = typename I::Params;
    static_assert(std::is_trivially_copyable_v<I> && std::is_trivially_copyable_v<Params>);
    static_assert(sizeof(Params) % sizeof(float) == 0 && sizeof(Params) <= max_parameters * sizeof(float));
    static_assert(table_follows_params<I>(), "one row of `parameters` per float of Params, in the same order");

    InstrumentInfo info{.card = &I::card, .parameters = texts<I>, .claims = claims_of<I>(), .has_places = HasPlaces<I>};
    const auto defaults = floats(Params{});
    std::copy(defaults.begin(), defaults.end(), info.defaults.begin());
    for (std::size_t k = 0; k < texts<I>.size(); ++k) { info.neutral[k] = texts<I>[k].neutral; }
    return info;
}

template <class... I>
constexpr std::array<InstrumentInfo, sizeof...(I)> infos_of(TypeList<I...>)
{
    return {info_of<I>()...};
}
constexpr auto infos = infos_of(Instruments{});

/// Fields that for_each_fact and for_each_term visit must be these, in this order: names are looked up by index.
constexpr std::array<std::string_view, fact_count> fact_names{"age",
                                                              "woman",
                                                              "single_parent",
                                                              "couple",
                                                              "young_child",
                                                              "education",
                                                              "language",
                                                              "on_benefit",
                                                              "part_time",
                                                              "in_work",
                                                              "in_subsidised_job",
                                                              "months_on_benefit",
                                                              "months_without_work",
                                                              "months_of_part_time",
                                                              "earnings",
                                                              "duty_waived",
                                                              "problem_debt",
                                                              "debt",
                                                              "mental_health",
                                                              "physical_health",
                                                              "motivation",
                                                              "trust",
                                                              "chance_third",
                                                              "self_selection",
                                                              "active",
                                                              "months_since_start",
                                                              "months_since_end",
                                                              "dose"};

constexpr std::array<std::string_view, term_count> term_names{"obligation",
                                                              "required_applications",
                                                              "check_chance",
                                                              "sanction_share",
                                                              "sanction_months",
                                                              "warning_first",
                                                              "threat_new",
                                                              "threat_long",
                                                              "exempt",
                                                              "exempt_past",
                                                              "autonomy",
                                                              "useful",
                                                              "contact_hours",
                                                              "same_caseworker",
                                                              "neighbourhood",
                                                              "aftercare",
                                                              "directive_style",
                                                              "motivational_interview",
                                                              "targets",
                                                              "judgement",
                                                              "temporary_extra",
                                                              "learning",
                                                              "control_share",
                                                              "sharing",
                                                              "imposed_hours",
                                                              "imposed_choice",
                                                              "imposed_strictness",
                                                              "volunteering_offer",
                                                              "course_hours",
                                                              "course_done",
                                                              "practice_done",
                                                              "course_months_ago",
                                                              "course_skill_mix",
                                                              "language_hours",
                                                              "disregard_share",
                                                              "disregard_cap",
                                                              "disregard_months",
                                                              "premium",
                                                              "bonus",
                                                              "debt_offer",
                                                              "debt_wait",
                                                              "debt_plan_scale",
                                                              "relief_share",
                                                              "court_route",
                                                              "signal_cost",
                                                              "care_offer",
                                                              "ips",
                                                              "integrated",
                                                              "inspection_rate",
                                                              "inspection_hits",
                                                              "search_weeks",
                                                              "work_first",
                                                              "subsidised_job",
                                                              "subsidised_months",
                                                              "hired_on",
                                                              "staff_hours",
                                                              "cost",
                                                              "shared_cost"};
static_assert(!fact_names.back().empty() && !term_names.back().empty(), "a field without a name");

template <std::size_t N>
int index_in(const std::array<std::string_view, N>& names, std::string_view name) noexcept
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}
template <std::size_t N>
std::string_view name_in(const std::array<std::string_view, N>& names, int index) noexcept
{
    return index >= 0 && static_cast<std::size_t>(index) < N ? names[static_cast<std::size_t>(index)]
                                                             : std::string_view{};
}

}  // namespace

void sort_by_phase(Policy& policy)
{
    const auto phase = [](const InstrumentUse& use) { return infos[static_cast<std::size_t>(use.type)].card->phase; };
    std::stable_sort(policy.uses.begin(), policy.uses.end(),
                     [phase](const InstrumentUse& a, const InstrumentUse& b) { return phase(a) < phase(b); });
}

InstrumentUse neutral(InstrumentUse use) noexcept
{
    use.params = instruments()[static_cast<std::size_t>(use.type)].neutral;
    return use;
}

bool is_priced(const InstrumentUse& use)
{
    const InstrumentInfo& info = instruments()[static_cast<std::size_t>(use.type)];
    if (info.card->by_hours) { return true; }
    for (std::size_t k = 0; k < info.parameters.size(); ++k) {
        if (info.parameters[k].key.starts_with("cost_eur") && use.params[k] <= 0.0F) { return false; }
    }
    return true;
}

std::vector<InstrumentUse> acting_uses(const Policy& policy)
{
    std::vector<InstrumentUse> acting;
    for (const InstrumentUse& use : policy.uses) {
        const bool neutral = use.params == infos[static_cast<std::size_t>(use.type)].neutral;
        const bool undoes = std::any_of(acting.begin(), acting.end(),
                                        [&use](const InstrumentUse& earlier) { return earlier.type == use.type; });
        if (!neutral || undoes) { acting.push_back(use); }
    }
    return acting;
}

std::span<const InstrumentInfo> instruments() noexcept { return infos; }

int instrument_index(std::string_view key) noexcept
{
    for (std::size_t k = 0; k < infos.size(); ++k) {
        if (infos[k].card->key == key) { return static_cast<int>(k); }
    }
    return -1;
}

int parameter_index(const InstrumentInfo& info, std::string_view key) noexcept
{
    for (std::size_t k = 0; k < info.parameters.size(); ++k) {
        if (info.parameters[k].key == key) { return static_cast<int>(k); }
    }
    return -1;
}

InstrumentUse default_use(int type) noexcept
{
    InstrumentUse use;
    use.type = type;
    use.params = infos[static_cast<std::size_t>(type)].defaults;
    use.lot = infos[static_cast<std::size_t>(type)].card->key;
    return use;
}

std::string_view fact_name(int fact) noexcept { return name_in(fact_names, fact); }
int fact_index(std::string_view name) noexcept { return index_in(fact_names, name); }
std::string_view term_name(int term) noexcept { return name_in(term_names, term); }
int term_index(std::string_view name) noexcept { return index_in(term_names, name); }

std::string_view unit_text(Unit unit, bool dutch) noexcept
{
    switch (unit) {
        case Unit::none:
        case Unit::fraction: return "";
        case Unit::percent: return dutch ? "procent" : "percent";
        case Unit::flag: return dutch ? "0 of 1" : "0 or 1";
        case Unit::months: return dutch ? "maanden" : "months";
        case Unit::weeks: return dutch ? "weken" : "weeks";
        case Unit::hours_per_week: return dutch ? "uur per week" : "hours per week";
        case Unit::hours_per_month: return dutch ? "uur per maand" : "hours per month";
        case Unit::hours_per_year: return dutch ? "uur per jaar" : "hours per year";
        case Unit::hours: return dutch ? "uur" : "hours";
        case Unit::per_month: return dutch ? "per maand" : "per month";
        case Unit::applications: return dutch ? "sollicitaties per maand" : "applications per month";
        case Unit::clients: return dutch ? "mensen per consulent" : "clients per caseworker";
        case Unit::eur: return dutch ? "euro" : "EUR";
        case Unit::eur_per_month: return dutch ? "euro per maand" : "EUR per month";
        case Unit::multiple: return dutch ? "keer" : "times";
    }
    return "";
}

std::string_view phase_text(Phase phase, bool dutch) noexcept
{
    switch (phase) {
        case Phase::entitlement: return dutch ? "toegang" : "entitlement";
        case Phase::support: return dutch ? "steun" : "support";
        case Phase::duty: return dutch ? "plicht" : "duty";
        case Phase::exemption: return dutch ? "ontheffing" : "exemption";
        case Phase::means_test: return dutch ? "inkomenstoets" : "means test";
        case Phase::sanction: return dutch ? "maatregel" : "sanction";
    }
    return "";
}

std::string_view decides_text(Decides decides, bool dutch) noexcept
{
    switch (decides) {
        case Decides::municipality: return dutch ? "de gemeente" : "the municipality";
        case Decides::national: return dutch ? "de wetgever" : "national law";
        case Decides::experiment_only: return dutch ? "alleen als experiment" : "only as an experiment";
        case Decides::nobody: return dutch ? "niemand, dit is de economie" : "nobody, this is the economy";
    }
    return "";
}

std::string_view grade_text(Grade grade) noexcept
{
    switch (grade) {
        case Grade::a: return "A";
        case Grade::b: return "B";
        case Grade::c: return "C";
        case Grade::d: return "D";
    }
    return "";
}

}  // namespace vangnet::policy
