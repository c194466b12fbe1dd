#pragma once
/// A study in numbers of the real place: people, posts and euros a year, the stock of people on benefit, who pays with
/// a job for the jobs of others, and how the office works.

#include <optional>
#include <vector>

#include "analysis/study.hpp"

namespace vangnet::analysis {

/// The same study with other measures, of everyone together. With N real people on benefit when the policies began, as
/// published, and the weight N / simulated people on benefit then:
///
///     a share, people           N x share                                                     [people]
///     sanctions                 N x since the start / months x 12                             [1/year]
///     benefit paid, services    N x since the start / months x 12 / 1000                      [1000 EUR/year]
///     caseworker hours          N x since the start / months / hours of a post                [posts]
///     stock                     real people on benefit, new applicants with them              [people]
///     inflow, outflow           over the last twelve months, or those there are, a year       [people/year]
///     jobs                      expected hires of simulated people since the start, x weight  [jobs]
///     jobs lost                 what others lose since the start because more people look, against the first arm
///     [jobs] turnover                  caseworkers who left in those months, per 100 there, a year   [per 100/year]
///     time given                hours given per 100 that were wanted                          [per 100]
///
/// and of each scarce service the waiting list and what offices believe of it. What offices do is known for replicates
/// only: it has a range of chance and none of parameters. The hours of a post are those for or with clients.
/// \source hours of a post: policies/instrument.hpp, from configs/data/caseload.csv
/// \throws UsageError if the file does not say how many real people a simulated person stands for
[[nodiscard]] Study town_study(const Study& study);

/// People on benefit in the real place month by month, new applicants with them, and who came and left: means over
/// replicates [people, people/month].
struct StockPath {
    struct Arm {
        Text label;
        std::vector<double> on_benefit, came, left;  ///< by month of `months`
    };
    std::vector<int> months;
    std::vector<Arm> arms;  ///< of the study, the base first
};
/// Nothing if the file has no such numbers, or does not say whom they stand for.
[[nodiscard]] std::optional<StockPath> stock_path(const Study& study);

}  // namespace vangnet::analysis
