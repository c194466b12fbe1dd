#pragma once
/// The life of one person, month by month, under two arms with the same luck.

#include <cstddef>
#include <optional>
#include <vector>

#include "agents/seekers.hpp"
#include "sim/core/blocks.hpp"
#include "sim/month/lots.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

/// How things stand with a person at the end of a month, and which lots fell in it.
struct LifeMonth {
    agents::State state = agents::State::not_yet;
    agents::Reason left_for = agents::Reason::none;  ///< of the last exit without work
    agents::Activity activity = agents::Activity::none;
    agents::DebtHelp debt_help = agents::DebtHelp::none;
    bool subsidised = false;  ///< in a job created by policy
    bool in_care = false;
    bool problem_debt = false;
    bool punished = false;       ///< a sanction began this month
    bool warned = false;         ///< a warning was given this month
    int hours = 0;               ///< of work [h/week]
    double wage = 0.0;           ///< net [EUR/month]
    double benefit = 0.0;        ///< of the household in this month [EUR]
    double debt = 0.0;           ///< of the household [EUR]
    float mental_health = 0.0F;  ///< [z]
    float motivation = 0.0F;     ///< [z]
    Lots own;
    Lots partners;  ///< all chances 0 without a partner in the model
};
/// The moment the arms branch, then each month.
using Life = std::vector<LifeMonth>;

/// One person of the stock under two arms. All that the person is at the start is in common.
struct TwoLives {
    int person = 0;  ///< number among the people of the stock, from 0
    int people = 0;  ///< of the stock
    int parted = 0;  ///< of the stock: how many ever are in another state, or work other hours, than in the other arm
    int municipality = 0;
    int age = 0;  ///< [years]
    bool woman = false;
    bool single_parent = false;
    bool couple = false;
    int education = 0;  ///< 0 low, 1 middle, 2 high
    int months_on_benefit = 0;
    Life base;
    Life arm;
    std::vector<int> base_on_benefit;  ///< people on benefit at the end of each month, as in the file's /stock
    std::vector<int> arm_on_benefit;
};

/// Runs both arms on copies of the start state.
/// \param person  number among the stock; none: one drawn by lot from those whose lives part, or the first if nobody's do
/// \throws UsageError if there is nobody of that number
[[nodiscard]] TwoLives two_lives(const World& start, const Regime& base, const Regime& arm, int months,
                                 std::optional<int> person, const Executor& executor);

}  // namespace vangnet
