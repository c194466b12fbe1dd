#pragma once
/// The figures of a report, made of comparisons: docs/figures.md says how each is read. None is made of fewer than
/// `fewest_draws` draws, which are too few to say how sure an effect is.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/leaning.hpp"
#include "analysis/money.hpp"
#include "analysis/report/figure.hpp"
#include "analysis/town.hpp"
#include "analysis/trials/trial.hpp"
#include "analysis/twins.hpp"

namespace vangnet::analysis {

/// The paired difference of one outcome under each arm, a dot for each parameter draw. Dots are gathered in bins that
/// break at 0, so that none stands on both sides. Nothing without draws, or if no draw of any arm differs from 0.
[[nodiscard]] std::optional<ReportFigure> difference_figure(const Comparison& c, std::string_view outcome);

/// The paired difference of one outcome in each replicate so far: what luck alone does under the central parameters. Nothing
/// if no replicate differs from 0.
/// \param c  of the same study
[[nodiscard]] std::optional<ReportFigure> luck_figure(const Study& study, const Comparison& c,
                                                      std::string_view outcome);

/// The difference over time: the median of the draws and the ranges that hold 30, 60 and 90% of them, month by month.
/// \param months  comparisons of everyone in each month, in order \param policies_end  last month with a policy; 0:
/// they last
[[nodiscard]] std::optional<ReportFigure> over_time_figure(const std::vector<Comparison>& months,
                                                           std::string_view outcome, int policies_end);

/// One outcome by group: mean difference and 90% range of the draws. Groups with too few people are left out.
/// \param by_group  one comparison for each way of splitting people
[[nodiscard]] std::optional<ReportFigure> groups_figure(const std::vector<Comparison>& by_group);

/// The effect of each arm on an outcome at low and at high values of the assumptions it leans on; see leanings_of.
/// Nothing if it leans on none beyond chance.
[[nodiscard]] std::optional<ReportFigure> assumptions_figure(const Comparison& c, std::string_view outcome,
                                                             const std::vector<Assumption>& assumptions);

/// Money by payer: mean difference and 90% range of the draws. Payers for whom a price is missing are left out.
[[nodiscard]] std::optional<ReportFigure> money_figure(const Money& money);

/// People on benefit in the real place, with in- and outflow, under every arm.
[[nodiscard]] ReportFigure stock_figure(const StockPath& path, const std::string& place);

/// A hundred people under two policies at one month, by where they work: counts out of 100 as marks, and as the table
/// has them.
[[nodiscard]] ReportFigure twins_figure(const Twins& twins);

/// A figure by itself, for `vangnet plot`.
struct FigureRequest {
    std::string form;                  ///< one of `figure_forms`
    std::string outcome = "work_12h";  ///< of a figure that shows one outcome: key, Dutch word or title
    std::optional<int> month;          ///< of a figure of one moment; none: the last
};
struct FigureForm {
    std::string_view key;
    Words name;  ///< by which it may be asked for, too
    Words what;
};
[[nodiscard]] std::span<const FigureForm> figure_forms() noexcept;

/// What a figure by itself is made of.
struct FigureInputs {
    const Study& study;
    const UnitCosts& costs;
    const std::vector<Assumption>& assumptions;
    const std::optional<TrialStudy>& trial;
};
/// \throws UsageError for an unknown form, outcome or month, and where the file has too little for the figure (says
/// what)
[[nodiscard]] ReportFigure figure_of(const FigureInputs& from, const FigureRequest& request);

/// The groups that a study splits people by, without everyone and new applicants, in order.
[[nodiscard]] std::vector<std::string> dimensions_of(const Study& study);
/// An outcome by each of them, at a month (none: the last).
[[nodiscard]] std::vector<Comparison> compare_by_groups(const Study& study, const std::string& outcome,
                                                        std::optional<int> month = {});

}  // namespace vangnet::analysis
