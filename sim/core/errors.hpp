#pragma once
/// The four kinds of failure. What the user sees and the exit code follow from the type.

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace vangnet {

/// A list of problems as one text, one per line.
[[nodiscard]] inline std::string one_per_line(const std::vector<std::string>& problems)
{
    std::string text;
    for (const std::string& problem : problems) {
        if (!text.empty()) { text += '\n'; }
        text += problem;
    }
    return text;
}

/// A failure with one or more problems; `what()` has one per line.
class ProblemsError : public std::runtime_error {
public:
    explicit ProblemsError(const std::string& problem) : std::runtime_error{problem}, problems_{problem} {}
    explicit ProblemsError(std::vector<std::string> problems)
        : std::runtime_error{one_per_line(problems)}, problems_{std::move(problems)}
    {
    }

    [[nodiscard]] const std::vector<std::string>& problems() const noexcept { return problems_; }

private:
    std::vector<std::string> problems_;
};

/// The user's configuration or command is wrong: all problems at once, before anything runs.
class ConfigError : public ProblemsError {
public:
    using ProblemsError::ProblemsError;
};

/// A data file is missing, malformed or contradicts another one.
class DataError : public ProblemsError {
public:
    using ProblemsError::ProblemsError;
};

/// The world does not cooperate: disk full, file not writable, a library refuses. Has path, operation and reason.
class RunError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Our own bug: a broken precondition, a NaN, money that is not conserved.
class BugError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace vangnet
