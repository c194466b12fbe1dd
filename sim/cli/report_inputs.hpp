#pragma once
/// What a report is made of, from a results file.

#include <memory>
#include <string>

#include "analysis/report/report.hpp"
#include "analysis/study.hpp"
#include "sim/cli/session.hpp"
#include "sim/core/text.hpp"
#include "sim/inputs/data.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

/// How far a report is, as whoever makes it says.
struct ReportStatus {
    std::string what;         ///< "for debate", "reviewed by ..."; empty: a draft
    std::string valid_until;  ///< as given; empty: until there are newer figures than the program's
};
[[nodiscard]] Text status_of(const ReportStatus& status, const Data& data);

/// The comparison of another file at the moments of a report.
/// \throws UsageError where it is not of the same scenario under another form of the model
[[nodiscard]] analysis::ReportVariant report_variant(const analysis::ReportInputs& inputs, const analysis::Study& study,
                                                     const analysis::Study& other, const std::string& file);

/// Everything but the digest of the results, which takes as long as all the rest.
[[nodiscard]] analysis::ReportInputs report_inputs(const analysis::Study& study,
                                                   const std::shared_ptr<const ResultsFile>& results,
                                                   const Tables& tables);

}  // namespace vangnet::cli
