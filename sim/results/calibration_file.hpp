#pragma once
/// The results file of a calibration.

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/calibration/study.hpp"

namespace vangnet::analysis {

/// The bytes of an HDF5 file, sealed like any results file. Everything is a table under /posterior, which
/// pandas.read_hdf(FILE, "posterior/draws") and rhdf5 open:
///
///     draws       one row per draw of the posterior, all of the same weight; one column per parameter
///     parameters  prior and posterior by parameter, and how much the data say of it
///     targets     what the prior and the posterior foresee beside what is published
///     trade_offs  pairs of parameters of which the data tell a combination only
///     waves       runs, failed runs, share of the prior that is plausible
///     fit         noise, the emulator's error and the share it foresees, by wave and target
///     ranks       with truths: rank of each among the draws of its own posterior, a column per parameter
///
/// \param identity  of all that decides the numbers
[[nodiscard]] std::vector<std::byte> calibration_file(const CalibrationStudy& study, const std::string& identity,
                                                      const std::string& command);

}  // namespace vangnet::analysis
