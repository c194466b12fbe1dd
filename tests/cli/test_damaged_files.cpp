#include <hdf5_hl.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "sim/results/seal.hpp"
#include "tests/support/catch.hpp"
#include "tests/test_results_example.hpp"

#ifdef VANGNET_PROGRAM

#include "tests/cli/program.hpp"

using vangnet::test::bytes_of;
using vangnet::test::Call;
using vangnet::test::call;
using vangnet::test::has;
using vangnet::test::ProgramFolder;

TEST_CASE("a file on which HDF5 itself fails, and a text that steers a terminal, are one line", "[cli]")
{
    const ProgramFolder folder;
    const std::string file = folder / "bad.h5";
    vangnet::test::write_example(folder / "whole.h5");
    const std::string whole = bytes_of(folder / "whole.h5");
    // under AddressSanitizer the fault is told to a file, and ends the process as it does without
    const std::string options =
        "LC_ALL=C ASAN_OPTIONS=handle_segv=0:abort_on_error=1:log_path='" + (folder / "fault") + "'";
    std::ofstream{folder / "small.toml"} << "[people]\nmunicipality = \"Utrecht\"\nsample = 100\n"
                                            "[run]\nmonths = 2\nreplicates = 1\n[[arms]]\nkey = \"usual\"\n";
    // without their seal, and with one bit changed, each of these ended or stopped HDF5 1.10
    for (const auto& [at, bit] : {std::pair{81134, 3}, {5328, 6}, {8293, 6}, {4806, 2}, {5726, 4}, {49725, 2}}) {
        std::string bytes = whole.substr(0, whole.size() - vangnet::seal_size);
        bytes[static_cast<std::size_t>(at)] = static_cast<char>(bytes[static_cast<std::size_t>(at)] ^ (1 << bit));
        std::ofstream{file, std::ios::binary} << bytes;
        const Call info = call(folder, "info --digest '" + file + "'", options);
        INFO("byte " << at << ": " << info.err);
        CHECK(info.code == 4);
        // the error, and before it that the file was changed where it could be opened
        const bool changed = has(info.err, "is not as vangnet wrote it");
        CHECK(std::count(info.err.begin(), info.err.end(), '\n') == (changed ? 2 : 1));
        // sealed by whoever made it so, it may be sound to all that looks before HDF5
        std::vector<std::byte> sealed(bytes.size());
        std::memcpy(sealed.data(), bytes.data(), bytes.size());
        vangnet::append_seal(sealed);
        std::ofstream{file, std::ios::binary}.write(reinterpret_cast<const char*>(sealed.data()),
                                                    static_cast<std::streamsize>(sealed.size()));
        const Call resumed =
            call(folder, "run '" + (folder / "small.toml") + "' --out '" + file + "' --resume --quiet", options);
        INFO("resumed: " << resumed.err);
        CHECK(resumed.code == 4);  // what HDF5 makes of such a file differs by what its memory holds
        CHECK(std::count(resumed.err.begin(), resumed.err.end(), '\n') == 1);
    }
    {
        const hid_t opened = H5Fopen((folder / "whole.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        REQUIRE(H5LTset_attribute_string(opened, "/", "title", "\x1b]0;mine\x07") >= 0);
        H5Fclose(opened);
    }
    const Call steered = call(folder, "info '" + (folder / "whole.h5") + "'");
    CHECK(steered.code == 4);
    CHECK(has(steered.err, "holds a text with control characters"));
    CHECK(steered.err.find('\x1b') == std::string::npos);
}

#endif
