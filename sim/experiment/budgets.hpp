#pragma once
/// What work adds to the income of a household under each arm, by the rules of the month itself.

#include <cstddef>
#include <vector>

#include "agents/parameters.hpp"
#include "agents/rows.hpp"
#include "policies/policy.hpp"

namespace vangnet {

enum class HouseholdType { single, single_parent, couple };
inline constexpr std::size_t household_types = 3;

/// A household of which one person works so many hours for the usual net wage of the model (full_wage), and in which
/// nobody has debts or a sanction.
struct Budget {
    HouseholdType household = HouseholdType::single;
    int hours = 0;               ///< [h/week]
    double wage = 0.0;           ///< net [EUR/month]
    double minimum = 0.0;        ///< norm of the household [EUR/month]
    double first_months = 0.0;   ///< income in the first month of the job: benefit, wage and premium [EUR/month]
    double after_2_years = 0.0;  ///< the same, when the job has lasted two years [EUR/month]

    friend bool operator==(const Budget&, const Budget&) = default;
};

/// Budgets under each arm, households in their order and hours rising from 0. Benefit is paid beside a wage below the
/// norm. Each instrument of an arm is taken to hold for these people, whatever its months, places and target group.
/// \param month  months since January 1970
[[nodiscard]] std::vector<std::vector<Budget>> budgets_of(const std::vector<policy::Policy>& arms,
                                                          const agents::Parameters& p, const agents::MonthLaw& law,
                                                          int month);

}  // namespace vangnet
