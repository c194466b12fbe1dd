#pragma once
/// From applicants to the columns of the model: unobserved scores, health, debts and savings at the claim.

#include <span>
#include <vector>

#include "agents/applicant.hpp"
#include "agents/parameters.hpp"
#include "agents/seekers.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/random.hpp"

namespace vangnet::agents {

/// Month of application of rows without a person.
inline constexpr std::int16_t no_month = 30000;

/// Applicants of one municipality, in the order of their arrival numbers.
struct Applicants {
    int municipality = 0;
    std::vector<Applicant> people;
};

/// Rows for all applicants: blocks of one municipality each, partners in rows 2k and 2k+1. Everyone is `not_yet`. Towns
/// are made in parallel.
///
///     frailty  sd_frailty x (z for z <= 0; cap tanh(z / cap) above); frailty_other alike, correlation
///     frailty_correlation health   set points: between_sd x (sqrt(shared) common + sqrt(1 - shared) own) debts
///     entrant_debt_share of households have one, lognormal (entrant_debt_median, entrant_debt_sd) savings  uniform
///     between 0 and twice entrant_savings *(judgement)*, none with debts
/// Luck is keyed by the person (or household, for what partners share), so it depends on nothing else. \source
/// docs/validation.md
[[nodiscard]] Seekers make_people(std::span<const Applicants> applicants, const Parameters& p, const RandomField& field,
                                  const Executor& executor = SerialExecutor{});

/// Whom `compact` removes besides people of state-pension age, to whom nothing happens any more.
enum class AlsoGone : std::uint8_t {
    nobody,
    long_away  ///< off benefit without work for ten years or more: whoever applies after that is a new applicant
};

/// Removes rows of people who are gone. Keeps the order of arrival except that single people fill the gaps before
/// couples. Rows whose person has not applied yet are kept.
[[nodiscard]] Seekers compact(const Seekers& people, AlsoGone also);

}  // namespace vangnet::agents
