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
    bool values = false;                ///< also the value of each replicate and draw, which may be very large
};

/// Which values: of the central parameters by replicate, or of the parameter draws.
enum class Layer { replicates, draws };

/// Long format, one line per value: measure, arm, replicate (or draw and replicate), month, group, value. Values are in
/// the unit of the file (shares 0 to 1). A group of fewer than 50 people, or an item that is not finished, has no line.
/// \throws UsageError if an outcome or group dimension is not in the study
void write_values(const Study& study, const ExportOptions& options, Layer layer, std::ostream& out);

/// The columns of `compare --csv`: everyone at every month, groups at the months that `compare` prints, or at every
/// month if `options.by` names them. \throws as compare and write_values
void write_effects(const Study& study, const ExportOptions& options, std::ostream& out);

/// The columns of `compare --csv` of a file with a single arm: levels at the months that `compare` prints.
/// \throws as levels_of and write_values
void write_levels(const Study& study, const ExportOptions& options, std::ostream& out);

/// What every column and every code in the tables means: table, column, code, unit, meaning_nl, meaning_en.
/// A line without a code is about the column; the lines with a code are all values it can take.
void write_dictionary(const Study& study, const ExportOptions& options, std::ostream& out);

enum class Existing { keep, overwrite };

/// Size of what an export writes, to a factor of about two. [bytes]
[[nodiscard]] double export_size(const Study& study, const ExportOptions& options);

/// Writes effects.csv (levels.csv where there is one arm) and dictionary.csv into a folder, which is made if need be;
/// with `options.values` also values.csv and, if there are draws, draws.csv. With a decimal comma files begin with a
/// byte order mark, by which spreadsheets know the letters. \return the files written \throws UsageError if a file is
/// there already and `existing` is keep (all of them named), before anything is written \throws RunError if a file
/// cannot be written
std::vector<std::filesystem::path> export_study(const Study& study, const std::filesystem::path& folder,
                                                const ExportOptions& options = {}, Existing existing = Existing::keep);

}  // namespace vangnet::analysis
