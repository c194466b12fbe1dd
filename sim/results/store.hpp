#pragma once
/// The crash-safe way from finished work items to a results file.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sim/experiment/provenance.hpp"
#include "sim/experiment/series.hpp"
#include "sim/results/parts.hpp"

namespace vangnet {

class ResultsFile;

/// What to do with what an earlier run left behind.
enum class Existing {
    refuse,  ///< an output file or an unfinished run there is an error
    resume,  ///< go on from the finished items of the same experiment, also those in a finished file with fewer
             ///< replicates or draws; another experiment, or a file that has more, is an error
    replace  ///< drop an unfinished run; an output file stays until the new one takes its place
};

/// Whether a file is written at the end, or in between, so that a killed run leaves one.
enum class Assembly {
    complete,  ///< all wanted items must be there; the side files are deleted afterwards
    partial    ///< the items that are there, maybe none; side files stay, so that `Existing::resume` can go on
};

/// All items of an experiment, in order.
[[nodiscard]] std::vector<int> every_item(const SeriesShape& shape);

/// Items finished so far, on disk, for one output file OUT.h5.
///
/// Each item is a side file `OUT.h5.parts/replicate-000012.part` or `draw-000003.part`, written under another name,
/// synced and renamed. `assemble` builds the whole file in memory, writes it in the same folder and renames it over. So
/// a kill at any moment leaves OUT.h5 as it was or as it should be, and every finished item. A side file that is cut
/// off or damaged counts as not done.
///
/// \note All members may be called from several threads at a time, but `change_counts`. HDF5 is not thread safe:
///       only `assemble` uses it, one thread after the other. A file size limit is an error only after
///       `report_file_size_limit`.
class ResultsStore {
public:
    /// Takes the output path: makes the folder of side files, locks it, reads which items are done.
    /// \throws RunError if OUT.h5 exists (refuse), if it or items are of another experiment, if it has more than is
    ///         asked for or is not as it was written (resume), if another run is writing to the same path, or if the
    ///         folder cannot be written
    /// \param wanted  items that are to be there in the end, in order: all, or those of a shard
    ResultsStore(std::filesystem::path output, SeriesShape shape, const Provenance& provenance, Existing existing,
                 std::vector<int> wanted);
    /// With all items.
    ResultsStore(const std::filesystem::path& output, const SeriesShape& shape, const Provenance& provenance,
                 Existing existing)
        : ResultsStore(output, shape, provenance, existing, every_item(shape))
    {
    }
    ~ResultsStore();
    ResultsStore(const ResultsStore&) = delete;
    ResultsStore& operator=(const ResultsStore&) = delete;

    [[nodiscard]] const SeriesShape& shape() const noexcept { return shape_; }
    [[nodiscard]] const std::filesystem::path& output() const noexcept { return output_; }

    [[nodiscard]] const std::vector<int>& wanted_items() const noexcept { return wanted_; }

    /// The output file is there, of this experiment, with all wanted items: nothing is left to run (resume only). It may have
    /// fewer replicates than asked for, if the same `until` ended it; `shape` then has their number.
    [[nodiscard]] bool already_complete() const noexcept { return already_complete_; }

    /// Items with a sound side file, in order.
    [[nodiscard]] std::vector<int> done_items() const;

    /// Wanted items still to run, in order. Empty if `already_complete()`.
    [[nodiscard]] std::vector<int> missing_items() const;

    /// A finished item read back.
    /// \throws RunError if it is not done or its side file cannot be read
    [[nodiscard]] ItemResult read_item(int item) const;

    /// Puts a finished item on disk; when it returns, no kill or power cut loses the item.
    /// \return the number of items done: each call gets another
    /// \throws RunError with path and reason, e.g. a full disk; the other items are unharmed
    /// \throws BugError if the sizes differ from the shape
    int write_item(const ItemResult& item);

    /// Writes OUT.h5 from the items on disk, by item index, whatever the order they were finished in.
    /// \param provenance as at the start, but for what the identity leaves out (wall time, effects)
    /// \throws RunError if items are missing (complete), or with path, operation and reason; nothing is lost then
    void assemble(const Provenance& provenance, Assembly kind);

    /// With more or fewer replicates or draws than before (`--until`). Draws depend on the number of replicates: with
    /// another number, draws done before count as not done.
    void change_counts(int replicates, int draws);

private:
    [[nodiscard]] std::filesystem::path part_path(int item) const;
    [[nodiscard]] PackedItem read_packed(int item) const;
    void claim(Existing existing);
    [[nodiscard]] std::unique_ptr<ResultsFile> look_at_output(Existing existing, const std::string& until);
    [[nodiscard]] bool has_all_wanted(const ResultsFile& old) const;
    void check_growth(const ResultsFile& old) const;
    void scan_parts();
    void take_over(const ResultsFile& old);
    void remove_parts();

    std::filesystem::path output_;
    std::filesystem::path folder_;
    SeriesShape shape_;
    std::string identity_;
    std::vector<int> wanted_;
    int lock_ = -1;
    bool already_complete_ = false;
    std::mutex assembly_;  // held while HDF5 is in use
    mutable std::mutex mutex_;
    std::vector<char> done_;  // by item; guarded by mutex_
};

}  // namespace vangnet
