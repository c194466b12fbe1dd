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
#include "sim/experiment/results.hpp"
#include "sim/experiment/series.hpp"

namespace vangnet {

namespace hdf5 {
class File;
}

/// A results file opened for reading. One thread at a time: HDF5 is not thread safe.
///
/// Sizes are checked against the size of the file before memory is taken, so a damaged or hostile file is an error
/// and not a crash.
class ResultsFile final : public Results {
public:
    /// \throws DataError if the file is missing, truncated, not HDF5, not a results file of this program, or if one of
    /// its
    ///         bytes changed
    explicit ResultsFile(std::filesystem::path path);
    ~ResultsFile() override;
    ResultsFile(ResultsFile&&) noexcept;
    ResultsFile& operator=(ResultsFile&&) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::string name() const override { return path_.string(); }
    [[nodiscard]] const SeriesShape& shape() const noexcept override { return shape_; }

    /// Root attributes and tables, as far as they are in the file.
    [[nodiscard]] const Provenance& provenance() const noexcept override { return provenance_; }
    [[nodiscard]] const std::string& identity() const noexcept { return identity_; }

    [[nodiscard]] std::vector<int> replicates_done() const override { return replicates_done_; }
    [[nodiscard]] std::vector<int> draws_done() const override { return draws_done_; }

    /// Whether the file is byte for byte as it was written. Else another program changed it, or its last bytes are
    /// lost, and its numbers are what they are.
    [[nodiscard]] bool sealed() const noexcept override;

    [[nodiscard]] std::vector<float> series(const std::string& measure) const override;
    [[nodiscard]] std::vector<float> draws(const std::string& measure) const override;

    [[nodiscard]] std::vector<std::int32_t> series_group_size() const override;
    [[nodiscard]] std::vector<std::int32_t> draws_group_size() const override;

    /// A finished item as the run that made it wrote it: its measures, and the further groups of a replicate. Groups
    /// that the file has once come with the first finished item. \throws DataError if an array is missing or its sizes
    /// are wrong
    [[nodiscard]] ItemResult item(int item) const;

    [[nodiscard]] std::vector<DrawnRow> drawn() const override;
    [[nodiscard]] std::vector<std::string> arrays() const override;
    [[nodiscard]] StoredArray read(const std::string& path) const override;

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
