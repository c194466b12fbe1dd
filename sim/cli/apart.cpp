#include "sim/cli/apart.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace vangnet::cli {

std::optional<int> run_apart(const std::function<int()>& work, std::uintmax_t seconds)
{
    std::fflush(nullptr);  // or it would be printed twice
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) { return work(); }  // no room for another process
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) { std::_Exit(1); }
        const rlimit most{seconds, seconds + 1};
        ::setrlimit(RLIMIT_CPU, &most);
        std::exit(work());
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) { return {}; }
    }
    if (WIFEXITED(status)) { return WEXITSTATUS(status); }
    const int signal = WTERMSIG(status);
    for (const int fault : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGXCPU}) {
        if (signal == fault) { return {}; }
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return {};
}

std::uintmax_t seconds_to_read(const std::filesystem::path& file)
{
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(file, error);
    return 60 + (error ? 0 : bytes / 100'000);
}

}  // namespace vangnet::cli
