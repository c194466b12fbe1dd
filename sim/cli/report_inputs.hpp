#pragma once
/// What a report is made of, from a results file.

#include <filesystem>

#include "analysis/report/report.hpp"
#include "analysis/study.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

/// Everything but the digest of the results, which takes as long as all the rest.
/// \param data  folder of the user's own tables; empty: those of the program
[[nodiscard]] analysis::ReportInputs report_inputs(const analysis::Study& study, const ResultsFile& file,
                                                   const std::filesystem::path& data);

}  // namespace vangnet::cli
