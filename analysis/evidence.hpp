#pragma once
/// The evidence behind each number: the grade of the parameters that drive that outcome, not of the arm.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policies/policy.hpp"
#include "sim/core/text.hpp"
#include "sim/inputs/parameters.hpp"

namespace vangnet::analysis {

/// A parameter, or an assumed setting, as evidence for one kind of outcome.
struct Driver {
    policy::Moves moves = policy::Moves::nothing;
    policy::Grade grade = policy::Grade::d;
    double spread = 0.0;  ///< sd of its prior in its own unit; what an assumption weighs: see `drivers_of`
    bool drawn = true;    ///< whether parameter draws vary it

    friend bool operator==(const Driver&, const Driver&) = default;
};

/// The priors of an instrument that size effects of a use of it: those whose setting is not neutral.
[[nodiscard]] std::vector<policy::Prior> priors_of(const policy::InstrumentUse& use);

/// What drives the effect of a use of an instrument: its priors whose setting is not neutral. An assumed setting and a
/// constant that is a judgement have grade D and spread 1, more than any prior has.
[[nodiscard]] std::vector<Driver> drivers_of(const policy::InstrumentUse& use, const ParameterBook& book);

/// What drives the effect of another economy: the constants of the matching function. They are not drawn.
[[nodiscard]] std::vector<Driver> drivers_of_economy(const ParameterBook& book);

/// Grade of drivers together: the weakest grade g such that those of grade g and weaker carry at least 30% of the sum
/// of squared spreads *(judgement)*; none without drivers.
[[nodiscard]] std::optional<policy::Grade> grade_of(const std::vector<Driver>& drivers);
/// The same by kind of outcome, for the kinds that something drives.
[[nodiscard]] std::map<policy::Moves, policy::Grade> grades_of(const std::vector<Driver>& drivers);
/// Of an instrument with every setting it has.
[[nodiscard]] std::map<policy::Moves, policy::Grade> grades_of(const policy::InstrumentInfo& instrument,
                                                               const ParameterBook& book);

/// Grade of an outcome under a policy with these drivers. An outcome that nothing moves at first hand follows from the
/// others by the model's own rules, which no trial tested: at best C, and D without any driver. None for what is
/// counted by rule and is no effect on people (hours of staff, checks, sanctions).
[[nodiscard]] std::optional<policy::Grade> grade_of_outcome(std::string_view measure,
                                                            const std::vector<Driver>& drivers);

/// Whether an outcome rests on judgement (D) and draws vary less than 30% of the squared spread behind it, so that they
/// say little of how sure it is.
/// Without drivers nothing is claimed.
[[nodiscard]] bool is_assumed(std::string_view measure, const std::vector<Driver>& drivers);

/// "work", "leaving" ...: as in files.
[[nodiscard]] std::string_view key_of(policy::Moves moves) noexcept;
/// The kind with that key; none if there is none.
[[nodiscard]] std::optional<policy::Moves> moves_of(std::string_view key) noexcept;
[[nodiscard]] Words words_of(policy::Moves moves) noexcept;

}  // namespace vangnet::analysis
