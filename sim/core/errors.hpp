#pragma once
/// The five kinds of failure. What the user sees and the exit code follow from the type.

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/text.hpp"

namespace vangnet {

/// A failure that people can mend: one or more problems in both languages; `what()` has the English ones, one per line.
class ProblemsError : public std::runtime_error {
public:
    explicit ProblemsError(Text problem) : ProblemsError{std::vector<Text>{std::move(problem)}} {}
    explicit ProblemsError(std::vector<Text> problems)
        : std::runtime_error{joined(problems, false)}, problems_{std::move(problems)}
    {
    }

    [[nodiscard]] const std::vector<Text>& problems() const noexcept { return problems_; }
    /// One per line.
    [[nodiscard]] std::string in(bool dutch) const { return joined(problems_, dutch); }

private:
    static std::string joined(const std::vector<Text>& problems, bool dutch)
    {
        std::string text;
        for (const Text& problem : problems) {
            if (!text.empty()) { text += '\n'; }
            text += problem.in(dutch);
        }
        return text;
    }

    std::vector<Text> problems_;
};

/// The command is wrong: an option, a name or a value that there is not.
class UsageError : public ProblemsError {
public:
    using ProblemsError::ProblemsError;
};

/// The user's configuration is wrong: all problems at once, before anything runs.
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
class RunError : public ProblemsError {
public:
    using ProblemsError::ProblemsError;
};

/// What a file holds does not come out again: another program, other tables, or a change to the file.
class ReproduceError : public ProblemsError {
public:
    using ProblemsError::ProblemsError;
};

/// Our own bug: a broken precondition, a NaN, money that is not conserved. For programmers, so in English only.
class BugError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace vangnet
