#pragma once
/// Work that may be ended by a fault in a library, in a process of its own.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace vangnet::cli {

/// Runs `work` in a process of its own and waits for it. HDF5 has been seen to end its process on damaged and on
/// crafted files; no check before can rule that out, since only HDF5 knows its format. \param work gives an exit code;
/// must not throw, and is called while the process has one thread \param seconds of processor time that it may take:
/// HDF5 has also been seen to go on for ever \return the exit code; nothing if a fault ended it (SIGSEGV, SIGABRT and
/// the like) or its time was over. A signal
///         that asked it to end ends this process too.
[[nodiscard]] std::optional<int> run_apart(const std::function<int()>& work, std::uintmax_t seconds);

/// Processor time for a call that reads `file`, far more than any takes: an export writes a megabyte of a results file
/// in a second *(judgement)*. [s]
[[nodiscard]] std::uintmax_t seconds_to_read(const std::filesystem::path& file);

}  // namespace vangnet::cli
