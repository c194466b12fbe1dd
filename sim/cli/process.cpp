#include "sim/cli/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <span>

#include "sim/results/durable.hpp"

// NOLINTNEXTLINE(readability-redundant-declaration) of POSIX, not in every unistd.h
extern "C" char** environ;

namespace vangnet::cli {

namespace {

/// Both ends of a pipe, closed at the end unless they were before.
class Pipe {
public:
    Pipe()
    {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0) { ends_ = {-1, -1}; }
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    Pipe(Pipe&&) = delete;
    Pipe& operator=(Pipe&&) = delete;
    ~Pipe()
    {
        close(0);
        close(1);
    }
    [[nodiscard]] bool is_open() const noexcept { return ends_[0] >= 0 && ends_[1] >= 0; }
    [[nodiscard]] int end(std::size_t which) const noexcept { return ends_[which]; }  ///< 0 to read from, 1 to write to
    void close(std::size_t which) noexcept
    {
        if (ends_[which] >= 0) { ::close(ends_[which]); }
        ends_[which] = -1;
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

/// Writes to a process that may have ended are an error, not a signal.
class NoBrokenPipeSignal {
public:
    NoBrokenPipeSignal() : before_{std::signal(SIGPIPE, SIG_IGN)} {}
    NoBrokenPipeSignal(const NoBrokenPipeSignal&) = delete;
    NoBrokenPipeSignal& operator=(const NoBrokenPipeSignal&) = delete;
    NoBrokenPipeSignal(NoBrokenPipeSignal&&) = delete;
    NoBrokenPipeSignal& operator=(NoBrokenPipeSignal&&) = delete;
    ~NoBrokenPipeSignal() { std::signal(SIGPIPE, before_); }

private:
    void (*before_)(int);
};

std::string all_of(int in)
{
    std::string all;
    std::array<char, 1U << 16U> part{};
    for (;;) {
        const ssize_t got = ::read(in, part.data(), part.size());
        if (got < 0 && errno == EINTR) { continue; }
        if (got <= 0) { return all; }
        all.append(part.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

std::optional<std::string> output_of(const std::vector<std::string>& command, std::string_view input)
{
    Pipe to;
    Pipe from;
    if (!to.is_open() || !from.is_open()) { return {}; }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, to.end(0), 0);
    posix_spawn_file_actions_adddup2(&files, from.end(1), 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (const std::string& part : command) { arguments.push_back(const_cast<char*>(part.c_str())); }
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) { return {}; }
    to.close(0);
    from.close(1);
    const NoBrokenPipeSignal guard;
    const bool given = write_bytes(to.end(1), std::as_bytes(std::span{input})) == 0;
    to.close(1);
    std::string printed = all_of(from.end(0));
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (!given || !WIFEXITED(status) || WEXITSTATUS(status) != 0) { return {}; }
    return printed;
}

}  // namespace vangnet::cli
