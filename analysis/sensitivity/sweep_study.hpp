#pragma once
/// A sweep as its results file has it: parameter sets, and what came out of each.

#include <string>
#include <vector>

#include "analysis/sensitivity/indices.hpp"
#include "sim/core/text.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet::analysis {

struct SweptParameter {
    Varied range;
    Text title;
    std::string unit;
    std::string grade;  ///< A to D
};

/// An output by parameter set, mean over the replicates.
struct Response {
    std::string outcome;
    std::string arm;  ///< empty: the level under the base arm; else the difference that the arm makes
    Text title;
    Text arm_label;
    std::string unit;  ///< "per 100" for a share
    std::vector<double> values;
    double chance = 0.0;  ///< standard error of a value that comes from chance, mean over the sets; NaN: one replicate
};

struct SweepStudy {
    Text name;
    Sweep sweep;
    int replicates = 0;
    int month = 0;  ///< of the outputs, since the arms branched
    std::vector<SweptParameter> parameters;
    std::vector<std::vector<double>> sets;  ///< in the unit cube
    std::vector<Response> responses;        ///< outcome by outcome: the level, then each arm
};

/// \param scenario  that of the file, with its sweep
/// \param outcomes  keys of measures; empty: the headline outcomes that are shares
/// \param month     0: the last one
/// \throws DataError if sets are missing, or the file lacks an outcome or month
[[nodiscard]] SweepStudy sweep_study(const Results& file, const Scenario& scenario, const ParameterBook& book,
                                     const std::vector<std::string>& outcomes, int month);

/// One row per parameter set and replicate mean: values of the parameters, then each response.
[[nodiscard]] std::string sweep_csv(const SweepStudy& study);
/// What each response owes to each parameter.
[[nodiscard]] std::string sweep_json(const SweepStudy& study);

/// Mean of a response at each value of a parameter of a grid, with the value at which it changes sign (NaN: none).
struct GridLine {
    std::vector<double> at;
    std::vector<double> means;
    double turns = 0.0;
};
[[nodiscard]] GridLine grid_line(const SweepStudy& study, const Response& response, std::size_t parameter);

}  // namespace vangnet::analysis
