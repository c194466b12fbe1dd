#include "analysis/evidence.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "sim/experiment/drawn_settings.hpp"

namespace vangnet::analysis {
namespace {

using policy::Grade;
using policy::Moves;

constexpr auto kinds = static_cast<std::size_t>(Moves::count_);
constexpr std::array<std::string_view, kinds> keys{"nothing", "work",   "part_time",  "leaving",
                                                   "debt",    "health", "motivation", "applying"};

/// Kinds of effect that an outcome shows at first hand; an outcome that is not named follows from the others.
struct Shows {
    std::string_view measure;
    std::vector<Moves> moves;
};

const std::vector<Shows>& shown()
{
    using enum Moves;
    static const std::vector<Shows> table{
        {"work_any", {work, part_time}},
        {"work_12h", {work, part_time}},
        {"work_27h", {work}},
        {"work_off_benefit", {work}},
        {"part_time", {part_time}},
        {"income_above_benefit", {work, part_time}},
        {"hours_worked", {work, part_time}},
        {"sustained_6", {work}},
        {"sustained_18", {work}},
        {"exits_to_work", {work}},
        {"subsidised_job", {work}},
        {"exit_without_work", {leaving}},
        {"other_exits", {leaving}},
        {"ended_by_office", {leaving}},
        {"poor_without_benefit", {leaving}},
        {"on_benefit", {work, leaving}},
        {"long_spell", {work, leaving}},
        {"months_on_benefit", {work, leaving}},
        {"benefit_paid", {work, part_time, leaving}},
        {"cost", {work, part_time, leaving}},
        {"deterred", {applying}},
        {"problem_debt", {debt}},
        {"debt_size", {debt}},
        {"debt_help", {debt}},
        {"debt_help_starts", {debt}},
        {"poor_mental_health", {health}},
        {"mental_health", {health}},
        {"health_good", {health}},
        {"health_bad", {health}},
        {"in_care", {health}},
        {"motivation", {motivation}},
        {"trust", {motivation}},
    };
    return table;
}

/// Of the squared spread, from which drivers count for the whole. *(judgement)*
constexpr double part_that_counts = 0.3;

/// Counted by rule.
constexpr std::array<std::string_view, 11> counted{"caseworker_hours", "caseworkers", "time_given", "places",
                                                   "sanctions",        "true_gain",   "warnings",   "sanctioned",
                                                   "inspections",      "pensioned",   "duty_waived"};

/// \param drawn  whether draws vary the setting, where the prior is one
Driver driver_of(const policy::Prior& prior, bool drawn, const ParameterBook& book)
{
    constexpr double most = 1.0;
    constexpr double sds = 3.29;  // the 90% range of a normal distribution, in standard deviations
    Driver driver{.moves = prior.moves, .grade = Grade::d, .spread = most, .drawn = drawn};
    const ParameterEntry* entry = book.find(prior.parameter);
    if (entry == nullptr) { return driver; }
    driver.drawn = entry->policy && !entry->distribution.empty();
    driver.grade = static_cast<Grade>(entry->grade - 'A');
    if (!entry->distribution.empty()) { driver.spread = std::min(most, (entry->high - entry->low) / sds); }
    return driver;
}

std::vector<Driver> those(const std::vector<Driver>& drivers, const std::vector<Moves>& kinds_shown)
{
    std::vector<Driver> chosen;
    std::copy_if(drivers.begin(), drivers.end(), std::back_inserter(chosen), [&](const Driver& driver) {
        return std::find(kinds_shown.begin(), kinds_shown.end(), driver.moves) != kinds_shown.end();
    });
    return chosen;
}

bool is_counted(std::string_view measure)
{
    const std::string_view key = measure.substr(0, measure.find('.'));  // places.group_training
    return std::find(counted.begin(), counted.end(), key) != counted.end();
}

/// Those that move the outcome at first hand.
std::vector<Driver> direct_drivers(std::string_view measure, const std::vector<Driver>& drivers)
{
    if (measure.rfind("left_", 0) == 0) { measure.remove_prefix(5); }
    const auto outcome =
        std::find_if(shown().begin(), shown().end(), [&](const Shows& o) { return o.measure == measure; });
    return outcome == shown().end() ? std::vector<Driver>{} : those(drivers, outcome->moves);
}

}  // namespace

std::vector<policy::Prior> priors_of(const policy::InstrumentUse& use)
{
    const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
    std::vector<policy::Prior> in_force;
    for (const policy::Prior& prior : info.card->priors) {
        const int k = prior.setting.empty() ? -1 : policy::parameter_index(info, prior.setting);
        const bool neutral =
            k >= 0 && use.params[static_cast<std::size_t>(k)] == info.neutral[static_cast<std::size_t>(k)];
        if (prior.moves != Moves::nothing && !neutral) { in_force.push_back(prior); }
    }
    return in_force;
}

std::vector<Driver> drivers_of(const policy::InstrumentUse& use, const ParameterBook& book)
{
    const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
    std::vector<Driver> drivers;
    for (const policy::Prior& prior : priors_of(use)) {
        bool drawn = false;
        if (!prior.setting.empty()) {
            const auto k = static_cast<std::size_t>(policy::parameter_index(info, prior.setting));
            drawn = is_drawn(info.parameters[k], use.params[k]);
        }
        drivers.push_back(driver_of(prior, drawn, book));
    }
    return drivers;
}

std::vector<Driver> drivers_of_economy(const ParameterBook& book)
{
    return {driver_of({.parameter = "matching_c", .moves = Moves::work}, false, book),
            driver_of({.parameter = "matching_k", .moves = Moves::work}, false, book)};
}

std::map<Moves, Grade> grades_of(const std::vector<Driver>& drivers)
{
    std::map<Moves, Grade> grades;
    for (const Driver& driver : drivers) { grades.emplace(driver.moves, *grade_of(those(drivers, {driver.moves}))); }
    return grades;
}

std::map<Moves, Grade> grades_of(const policy::InstrumentInfo& instrument, const ParameterBook& book)
{
    std::vector<Driver> drivers;
    for (const policy::Prior& prior : instrument.card->priors) {
        if (prior.moves != Moves::nothing) { drivers.push_back(driver_of(prior, false, book)); }
    }
    return grades_of(drivers);
}

std::optional<Grade> grade_of(const std::vector<Driver>& drivers)
{
    double all = 0.0;
    for (const Driver& driver : drivers) { all += driver.spread * driver.spread; }
    double weaker = 0.0;
    for (const Grade grade : {Grade::d, Grade::c, Grade::b, Grade::a}) {
        for (const Driver& driver : drivers) {
            if (driver.grade == grade) { weaker += driver.spread * driver.spread; }
        }
        if (!drivers.empty() && weaker >= part_that_counts * all) { return grade; }
    }
    return std::nullopt;
}

std::optional<Grade> grade_of_outcome(std::string_view measure, const std::vector<Driver>& drivers)
{
    if (is_counted(measure)) { return std::nullopt; }
    const auto direct = grade_of(direct_drivers(measure, drivers));
    if (direct) { return direct; }
    return std::max(Grade::c, grade_of(drivers).value_or(Grade::d));
}

bool is_assumed(std::string_view measure, const std::vector<Driver>& drivers)
{
    if (drivers.empty() || grade_of_outcome(measure, drivers) != Grade::d) { return false; }
    const std::vector<Driver> direct = direct_drivers(measure, drivers);
    const std::vector<Driver>& behind = direct.empty() ? drivers : direct;
    double all = 0.0;
    double drawn = 0.0;
    for (const Driver& driver : behind) {
        all += driver.spread * driver.spread;
        drawn += driver.drawn ? driver.spread * driver.spread : 0.0;
    }
    return drawn < part_that_counts * all;
}

std::string_view key_of(Moves moves) noexcept { return keys[static_cast<std::size_t>(moves)]; }

std::optional<Moves> moves_of(std::string_view key) noexcept
{
    const auto* it = std::find(keys.begin(), keys.end(), key);
    return it == keys.end() ? std::nullopt : std::optional{static_cast<Moves>(it - keys.begin())};
}

Words words_of(Moves moves) noexcept
{
    switch (moves) {
        case Moves::work: return {"werk", "work"};
        case Moves::part_time: return {"deeltijdwerk", "part-time work"};
        case Moves::leaving: return {"uitstroom zonder werk", "leaving without work"};
        case Moves::debt: return {"schulden", "debts"};
        case Moves::health: return {"gezondheid", "health"};
        case Moves::motivation: return {"motivatie", "motivation"};
        case Moves::applying: return {"aanvragen", "applying"};
        case Moves::nothing:
        case Moves::count_: break;
    }
    return {"", ""};
}

}  // namespace vangnet::analysis
