#pragma once
/// One line that says how far a run is, on stderr.

#include <chrono>
#include <mutex>
#include <string>

#include "sim/cli/session.hpp"

namespace vangnet::cli {

void add_progress_option(Options& options, const Session& session);
/// What `--progress` says. \throws UsageError for another word than the option's
[[nodiscard]] std::string progress_mode(const Values& values);

/// auto: a live line on a terminal, nothing otherwise; plain: a line per ten percent; json: an object per second.
class Progress {
public:
    Progress(std::string mode, bool dutch);
    /// Safe from several threads. \param phase "start" or "run"
    void tell(const std::string& phase, int done, int of);
    /// Takes the live line away.
    void finish();

private:
    [[nodiscard]] std::string time_left(int done, int of) const;

    std::string mode_;
    bool dutch_;
    std::mutex mutex_;
    std::string phase_;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point last_;
    int tenth_ = -1;
    bool line_ = false;
};

}  // namespace vangnet::cli
