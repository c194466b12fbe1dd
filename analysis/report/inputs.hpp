#pragma once
/// What a report is made of, from a results file.

#include <memory>
#include <string>

#include "analysis/report/report.hpp"
#include "analysis/study.hpp"
#include "sim/core/text.hpp"
#include "sim/inputs/tables.hpp"
#include "sim/inputs/data.hpp"
#include "sim/experiment/results.hpp"

namespace vangnet::analysis {

/// How far a report is, as whoever makes it says.
struct ReportStatus {
    std::string what;         ///< "for debate", "reviewed by ..."; empty: a draft
    std::string valid_until;  ///< as given; empty: until there are newer figures than the program's
};
[[nodiscard]] Text status_of(const ReportStatus& status, const Data& data);

/// The comparison of another file at the moments of a report.
/// \throws UsageError where it is not of the same scenario under another form of the model
[[nodiscard]] ReportVariant report_variant(const ReportInputs& inputs, const Study& study, const Study& other,
                                           const std::string& file);

/// Everything but the digest of the results, which takes as long as all the rest.
[[nodiscard]] ReportInputs report_inputs(const Study& study, const std::shared_ptr<const Results>& results,
                                         const Tables& tables);

}  // namespace vangnet::analysis
