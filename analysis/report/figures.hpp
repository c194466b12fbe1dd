#pragma once
/// The figures of a report, made of comparisons: docs/figures.md says how each is read. None is made of fewer than
/// `fewest_draws` draws, which are too few to say how sure an effect is.

#include <optional>
#include <string_view>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/money.hpp"
#include "analysis/report/figure.hpp"

namespace vangnet::analysis {

/// The paired difference of one outcome under each arm, a dot for each parameter draw. Dots are gathered in bins that
/// break at 0, so that none stands on both sides. Nothing without draws, or if no draw of any arm differs from 0.
[[nodiscard]] std::optional<ReportFigure> difference_figure(const Comparison& c, std::string_view outcome);

/// The same over time: the median of the draws and the ranges that hold 30, 60 and 90% of them, month by month.
/// \param months  comparisons of everyone in each month, in order \param policies_end  last month with a policy; 0:
/// they last
[[nodiscard]] std::optional<ReportFigure> over_time_figure(const std::vector<Comparison>& months,
                                                           std::string_view outcome, int policies_end);

/// One outcome by group: mean difference and 90% range of the draws. Groups with too few people are left out.
/// \param by_group  one comparison for each way of splitting people
[[nodiscard]] std::optional<ReportFigure> groups_figure(const std::vector<Comparison>& by_group);

/// Money by payer: mean difference and 90% range of the draws. Payers for whom a price is missing are left out.
[[nodiscard]] std::optional<ReportFigure> money_figure(const Money& money);

}  // namespace vangnet::analysis
