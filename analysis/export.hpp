#pragma once
/// A study as CSV files that a spreadsheet or statistics package opens, with a data dictionary.

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "analysis/csv.hpp"
#include "analysis/study.hpp"

namespace vangnet::analysis {

struct ExportOptions {
    Decimal decimal = Decimal::point;
    std::vector<std::string> outcomes;  ///< measure keys; empty = all
    std::vector<std::string> by;        ///< group dimensions; empty = all
    double level = 0.90;                ///< of the ranges in the table of effects
};

/// Which values: of the central parameters by replicate, or of the parameter draws.
enum class Layer { replicates, draws };

/// Long format, one line per value: measure, arm, replicate (or draw and replicate), month, group, value. Values are in
/// the unit of the file (shares 0 to 1). A group of fewer than 50 people, or an item that is not finished, has no line.
/// \throws UsageError if an outcome or group dimension is not in the study
void write_values(const Study& study, const ExportOptions& options, Layer layer, std::ostream& out);

/// The columns of `compare --csv`, for every outcome and group at the last month.
/// \throws as compare and write_values
void write_effects(const Study& study, const ExportOptions& options, std::ostream& out);

/// What every column and every code in the tables means: table, column, code, unit, meaning_nl, meaning_en.
/// A line without a code is about the column; the lines with a code are all values it can take.
void write_dictionary(const Study& study, const ExportOptions& options, std::ostream& out);

enum class Existing { keep, overwrite };

/// Writes values.csv, draws.csv (if there are draws), effects.csv and dictionary.csv into a folder, which is made if
/// need be. \return the files written \throws UsageError if a file is there already and `existing` is keep (all of
/// them named), before anything is written \throws RunError if a file cannot be written
std::vector<std::filesystem::path> export_study(const Study& study, const std::filesystem::path& folder,
                                                const ExportOptions& options = {}, Existing existing = Existing::keep);

}  // namespace vangnet::analysis
