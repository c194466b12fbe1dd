#pragma once
/// Reading a results file back: for `compare`, `export`, `info` and tests.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/digest.hpp"
#include "sim/experiment/provenance.hpp"
#include "sim/experiment/series.hpp"

namespace vangnet {

namespace hdf5 {
class File;
}

/// An array read from a file, with its axes.
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

/// A results file opened for reading. One thread at a time: HDF5 is not thread safe.
///
/// Sizes are checked against the size of the file before memory is taken, so a damaged or hostile file is an error
/// and not a crash.
class ResultsFile {
public:
    /// \throws DataError if the file is missing, truncated, not HDF5, not a results file of this program, or if one of
    /// its
    ///         bytes changed
    explicit ResultsFile(std::filesystem::path path);
    ~ResultsFile();
    ResultsFile(ResultsFile&&) noexcept;
    ResultsFile& operator=(ResultsFile&&) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] const SeriesShape& shape() const noexcept { return shape_; }

    /// Root attributes and tables, as far as they are in the file.
    [[nodiscard]] const Provenance& provenance() const noexcept { return provenance_; }
    [[nodiscard]] const std::string& identity() const noexcept { return identity_; }

    /// Finished items only; equal to the shape's numbers for a complete file.
    [[nodiscard]] std::vector<int> replicates_done() const { return replicates_done_; }
    [[nodiscard]] std::vector<int> draws_done() const { return draws_done_; }
    [[nodiscard]] bool complete() const noexcept;

    /// Whether the file is byte for byte as it was written. Else another program changed it, or its last bytes are
    /// lost, and its numbers are what they are.
    [[nodiscard]] bool sealed() const noexcept;

    /// All values of a measure for the central parameters, [arm][replicate][month][group].
    /// \throws DataError if there is no such measure, its sizes are wrong, or a finished replicate has no numbers
    [[nodiscard]] std::vector<float> series(const std::string& measure) const;

    /// All values of a measure for the parameter draws, [arm][draw][month][group]; empty without draws.
    [[nodiscard]] std::vector<float> draws(const std::string& measure) const;

    /// People per group when the arms branch, [replicate][group] or [draw][group].
    [[nodiscard]] std::vector<std::int32_t> series_group_size() const;
    [[nodiscard]] std::vector<std::int32_t> draws_group_size() const;

    /// A finished item as the run that made it wrote it: its measures, and the further groups of a replicate. Groups
    /// that the file has once come with the first finished item. \throws DataError if an array is missing or its sizes
    /// are wrong
    [[nodiscard]] ItemResult item(int item) const;

    /// Index of an arm, measure, group or month; -1 if there is none.
    [[nodiscard]] int arm(const std::string& key) const noexcept;
    [[nodiscard]] int measure(const std::string& key) const noexcept;
    [[nodiscard]] int group(const std::string& key) const noexcept;
    [[nodiscard]] int month(int number) const noexcept;

    /// What each parameter draw drew; empty where the file does not say. \throws DataError if the table is damaged
    [[nodiscard]] std::vector<DrawnRow> drawn() const;

    /// Paths of all arrays (not tables, not coordinates), sorted.
    [[nodiscard]] std::vector<std::string> arrays() const;

    /// One array with its axes and texts.
    /// \throws DataError if it is not there, or its sizes do not fit the file
    [[nodiscard]] StoredArray read(const std::string& path) const;

private:
    [[nodiscard]] std::vector<float> measured(const std::string& path, int items, const std::vector<int>& done,
                                              const std::string& measure) const;
    [[nodiscard]] std::vector<ArrayGroup> further_groups(int replicate) const;
    void read_shape();
    void read_provenance();

    std::filesystem::path path_;
    std::unique_ptr<hdf5::File> file_;
    SeriesShape shape_;
    Provenance provenance_;
    std::string identity_;
    std::vector<int> replicates_done_;
    std::vector<int> draws_done_;
};

/// Digest of a results file. Left out: wall time, host, threads, command, commit, texts for people, and how arrays are
/// chunked and compressed.
/// \throws DataError if the file is truncated, damaged or not ours
[[nodiscard]] std::string results_digest(const std::filesystem::path& path, DigestScope scope = DigestScope::all);

}  // namespace vangnet
