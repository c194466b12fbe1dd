#pragma once
/// A calibration in words and tables for a terminal.

#include <string>

#include "analysis/calibration/study.hpp"

namespace vangnet::cli {

[[nodiscard]] std::string calibration_text(const analysis::CalibrationStudy& study, bool dutch);

}  // namespace vangnet::cli
