#pragma once
/// The program as a test runs it: in a folder of its own, in a shell or as a process to be killed.

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"

namespace vangnet::test {

namespace fs = std::filesystem;

using ProgramFolder = OwnFolder;

inline std::string bytes_of(const std::string& file)
{
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

struct Call {
    int code = -1;
    std::string out;
    std::string err;
};

/// Runs the program in a shell, in English unless the arguments or the environment say otherwise.
inline Call call(const ProgramFolder& folder, const std::string& arguments, const std::string& environment = "LC_ALL=C")
{
    const std::string out = folder / "stdout";
    const std::string err = folder / "stderr";
    const std::string line = environment + " VANGNET_CACHE='" + (folder / "cache") + "' '" VANGNET_PROGRAM "' " +
                             arguments + " >'" + out + "' 2>'" + err + "' </dev/null";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), bytes_of(out), bytes_of(err)};
}

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace vangnet::test
