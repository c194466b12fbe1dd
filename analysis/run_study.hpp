#pragma once
/// A study from a results file, and what the run must write into the file for it.

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/study.hpp"
#include "sim/experiment/results.hpp"

namespace vangnet::analysis {

/// What the analysis wants to know beyond the shape; kept as root attributes of the file.
struct StudyNotes {
    Text cohort;        ///< whom the shares are of, such as "everyone on benefit when the arms branch"
    std::string place;  ///< municipality or region
    std::vector<std::vector<StudyInstrument>> instruments;  ///< per arm, in the order of the arms
    std::map<std::string, double> relevance{};              ///< of the scenario, see Study::relevance
    Text variant{};                                         ///< name of the form of the model; empty: as it was fitted
    bool sweep = false;                                     ///< whether draws are the sets of a sweep
    std::string trial{};                                    ///< a JSON object, see trials/trial.hpp; empty: none
};

/// Notes for Provenance::notes: names "place", "cohort_nl", "cohort_en", "relevance" (a JSON object) and "instruments"
/// (a JSON list per arm of key, settings, title_nl, title_en, grade A-D, decides).
[[nodiscard]] std::vector<std::pair<std::string, std::string>> to_notes(const StudyNotes& notes);

/// Reads the notes back; what is absent stays empty.
/// \throws DataError if a note is there but cannot be read
[[nodiscard]] StudyNotes from_notes(const std::vector<std::pair<std::string, std::string>>& notes);

/// The study in a results file. Measures whose key begins with "left_" are about who is left on benefit.
/// The loaders keep the file open and read one measure per call.
/// \throws DataError if the file's notes cannot be read
[[nodiscard]] Study study_of(std::shared_ptr<const Results> file);

}  // namespace vangnet::analysis
