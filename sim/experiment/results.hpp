#pragma once
/// The results of a run, to whoever concludes from them: in a file (ResultsFile) or in memory (MemoryResults).

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/provenance.hpp"
#include "sim/experiment/series.hpp"
#include "sim/inputs/tables.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet {

/// An array with its axes.
struct StoredArray {
    std::string path;  ///< e.g. "/series/share_in_work"
    std::string type;  ///< i1, i2, i4, f4, f8 or str
    std::vector<Dimension> dims;
    ArrayData data;                  ///< unless type is "str"
    std::vector<std::string> texts;  ///< if type is "str"
    std::string unit;
    std::string long_name_nl;
    std::string long_name_en;
    std::vector<std::pair<int, std::string>> codes;
};

/// Items may be missing: those of a run that was stopped. Their numbers are NaN.
class Results {
public:
    virtual ~Results() = default;

    /// What messages call it, such as the path of the file.
    [[nodiscard]] virtual std::string name() const = 0;
    [[nodiscard]] virtual const SeriesShape& shape() const noexcept = 0;
    [[nodiscard]] virtual const Provenance& provenance() const noexcept = 0;

    /// Finished items only; equal to the shape's numbers if all are.
    [[nodiscard]] virtual std::vector<int> replicates_done() const = 0;
    [[nodiscard]] virtual std::vector<int> draws_done() const = 0;

    /// Whether they are as the run wrote them.
    [[nodiscard]] virtual bool sealed() const noexcept = 0;

    /// All values of a measure for the central parameters, [arm][replicate][month][group].
    /// \throws DataError if there is no such measure, its sizes are wrong, or a finished replicate has no numbers
    [[nodiscard]] virtual std::vector<float> series(const std::string& measure) const = 0;

    /// All values of a measure for the parameter draws, [arm][draw][month][group]; empty without draws.
    [[nodiscard]] virtual std::vector<float> draws(const std::string& measure) const = 0;

    /// People per group when the arms branch, [replicate][group] or [draw][group].
    [[nodiscard]] virtual std::vector<std::int32_t> series_group_size() const = 0;
    [[nodiscard]] virtual std::vector<std::int32_t> draws_group_size() const = 0;

    /// What each parameter draw drew; empty where that is not known. \throws DataError if the table is damaged
    [[nodiscard]] virtual std::vector<DrawnRow> drawn() const = 0;

    /// Paths of all arrays (not tables, not coordinates), sorted.
    [[nodiscard]] virtual std::vector<std::string> arrays() const = 0;

    /// One array with its axes and texts.
    /// \throws DataError if it is not there, or its sizes do not fit
    [[nodiscard]] virtual StoredArray read(const std::string& path) const = 0;

    [[nodiscard]] bool complete() const;

    /// Index of an arm, measure, group or month; -1 if there is none.
    [[nodiscard]] int arm(const std::string& key) const noexcept;
    [[nodiscard]] int measure(const std::string& key) const noexcept;
    [[nodiscard]] int group(const std::string& key) const noexcept;
    [[nodiscard]] int month(int number) const noexcept;

protected:
    Results() = default;
    Results(const Results&) = default;
    Results(Results&&) noexcept = default;
    Results& operator=(const Results&) = default;
    Results& operator=(Results&&) noexcept = default;
};

/// The scenario that made the results, with as many replicates and draws as they have.
/// \throws DataError if its text is no scenario for this program and these tables
[[nodiscard]] Scenario scenario_of(const Results& results, const Tables& tables);

}  // namespace vangnet
