#pragma once
/// Finished runs of a calibration on disk, so that one that was stopped goes on.

#include <Eigen/Core>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace vangnet::analysis {

/// A text file of JSON lines: first what calibration it is of, then a line per run, `[number, check, output, ...]`,
/// written as soon as the run is done. A line that is cut off, damaged or of other scores counts as not there.
class RunLog {
public:
    /// Reads what an earlier start left, and opens the file to add to it.
    /// \param identity  of all that the outputs depend on
    /// \param outputs   of a run
    /// \throws RunError if the file is of another calibration, or cannot be written
    RunLog(std::filesystem::path path, const std::string& identity, int outputs);

    /// Outputs of a run that is done; nothing if it is not, or was run at other scores.
    [[nodiscard]] std::optional<Eigen::RowVectorXd> find(int number, const Eigen::RowVectorXd& scores) const;
    /// Safe from several threads. \throws RunError if the disk is full
    void add(int number, const Eigen::RowVectorXd& scores, const Eigen::RowVectorXd& outputs);
    [[nodiscard]] std::size_t found() const noexcept { return runs_.size(); }
    /// The calibration is done: takes the file away.
    void remove();

private:
    struct Run {
        std::string check;  ///< of the scores
        Eigen::RowVectorXd outputs;
    };
    std::filesystem::path path_;
    std::map<int, Run> runs_;
    std::ofstream out_;
    std::mutex mutex_;
};

}  // namespace vangnet::analysis
