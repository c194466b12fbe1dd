#include "sim/cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>

#include "sim/inputs/say.hpp"

namespace vangnet::cli {

void add_progress_option(Options& options, const Session& session)
{
    options.add_options()("progress",
                          boost::program_options::value<std::string>()
                              ->value_name(session.say("HOE", "HOW").data())
                              ->default_value("auto"),
                          session
                              .say("voortgang: auto | plain (een regel per tien procent) | json | none",
                                   "progress: auto | plain (a line per ten percent) | json | none")
                              .data());
}

std::string progress_mode(const Values& values)
{
    std::string mode = values["progress"].as<std::string>();
    if (mode != "auto" && mode != "plain" && mode != "json" && mode != "none") {
        throw UsageError(untranslated("--progress " + mode + ": auto | plain | json | none"));
    }
    return mode;
}

using Clock = std::chrono::steady_clock;

Progress::Progress(std::string mode, bool dutch) : mode_{std::move(mode)}, dutch_{dutch}, began_{Clock::now()}, last_{}
{
    if (mode_ == "auto") { mode_ = ::isatty(STDERR_FILENO) != 0 ? "live" : "none"; }
}

std::string Progress::time_left(int done, int of) const
{
    const double passed = std::chrono::duration<double>(Clock::now() - began_).count();
    if (done < 1 || passed < 1.0) { return ""; }
    const int seconds = static_cast<int>(passed * (of - done) / done);
    return say_in(dutch_, {"  nog ongeveer {}:{:02}", "  about {}:{:02} left"}, seconds / 60, seconds % 60);
}

void Progress::tell(const std::string& phase, int done, int of)
{
    const std::scoped_lock lock(mutex_);
    if (mode_ == "none") { return; }
    if (phase != phase_) {
        phase_ = phase;
        began_ = Clock::now();
        tenth_ = -1;
    }
    const Words doing = phase == "start" ? Words{"Begintoestand", "Start state"} : Words{"Rekenen", "Running"};
    const std::string text = fmt::format("{}  {}/{}{}", doing.in(dutch_), done, of, time_left(done, of));
    const double since = std::chrono::duration<double>(Clock::now() - last_).count();
    if (mode_ == "plain") {
        if (of > 0 && done * 10 / of != tenth_) {
            tenth_ = done * 10 / of;
            to_stderr(fmt::format("{}\n", text));
        }
    } else if (mode_ == "json") {
        if (since >= 1.0 || done == of) {
            last_ = Clock::now();
            to_stderr(fmt::format("{{\"phase\": \"{}\", \"done\": {}, \"of\": {}}}\n", phase, done, of));
        }
    } else if (since >= 0.2 || done == of) {
        last_ = Clock::now();
        line_ = true;
        to_stderr(fmt::format("\r\033[K{}", text));
    }
    std::fflush(stderr);
}

void Progress::finish()
{
    const std::scoped_lock lock(mutex_);
    if (line_) { to_stderr("\r\033[K"); }
    line_ = false;
    std::fflush(stderr);
}

}  // namespace vangnet::cli
