#include <set>
#include <string>
#include <vector>

#include "sim/experiment/experiment.hpp"
#include "tests/cli/program.hpp"

#ifdef VANGNET_PROGRAM

using namespace vangnet;
using namespace vangnet::test;

namespace {

constexpr const char* small = "run utrecht-four-ways --people 300 --months 3 --quiet --progress none ";

std::string digest(const ProgramFolder& folder, const std::string& file)
{
    const Call info = call(folder, "info --digest '" + (folder / file) + "'");
    REQUIRE(info.code == 0);
    return info.out;
}

/// Runs all shards. \return their files, each in quotes
std::vector<std::string> run_shards(const ProgramFolder& folder, const std::string& numbers, int of)
{
    std::vector<std::string> files;
    for (int k = 1; k <= of; ++k) {
        const std::string shard = std::to_string(k) + "/" + std::to_string(of);
        const Call run = call(folder, small + numbers + " --shard " + shard + " --out '" + (folder / "part.h5") + "'");
        INFO(run.err);
        REQUIRE(run.code == 0);
        files.push_back("'" + (folder / ("part-shard-" + std::to_string(k) + "-of-" + std::to_string(of) + ".h5")) +
                        "'");
    }
    return files;
}

std::string all_of(const std::vector<std::string>& files)
{
    std::string text;
    for (const std::string& file : files) { text += " " + file; }
    return text;
}

}  // namespace

TEST_CASE("shards of a run, merged, are the run in one go, however many there are and in any order", "[cli][shards]")
{
    const ProgramFolder folder;
    const std::string numbers = "--replicates 3 --draws 4";
    REQUIRE(call(folder, small + numbers + " --out '" + (folder / "whole.h5") + "'").code == 0);
    const std::string whole = digest(folder, "whole.h5");
    for (const int of : {1, 3, 7, 9}) {  // of nine, two are empty
        std::vector<std::string> files = run_shards(folder, numbers, of);
        std::swap(files.front(), files.back());
        const Call merged = call(folder, "merge --force --out '" + (folder / "merged.h5") + "'" + all_of(files));
        INFO(merged.err);
        CHECK(merged.code == 0);
        CHECK(digest(folder, "merged.h5") == whole);
    }
    const Call verified = call(folder, "info --verify '" + (folder / "merged.h5") + "'");
    CHECK(verified.code == 0);
    const Call info = call(folder, "info '" + (folder / "merged.h5") + "'");
    CHECK_FALSE(has(info.out, "shard"));
    CHECK(has(call(folder, "info '" + (folder / "part-shard-2-of-3.h5") + "'").out, "(shard 2/3: vangnet merge"));
}

TEST_CASE("a shard that was stopped goes on, and then is the same", "[cli][shards]")
{
    const ProgramFolder folder;
    const std::string numbers = "--replicates 4 --draws 2";
    const std::string shard = small + numbers + " --shard 1/2 --out '" + (folder / "part.h5") + "'";
    REQUIRE(call(folder, shard).code == 0);
    const std::string straight = digest(folder, "part-shard-1-of-2.h5");
    fs::remove(folder / "part-shard-1-of-2.h5");
    const Call stopped = call(folder, shard + " --max-time 1e-9");
    CHECK(stopped.code == 7);
    CHECK(has(stopped.err, "--shard 1/2"));
    CHECK(call(folder, shard + " --resume").code == 0);
    CHECK(digest(folder, "part-shard-1-of-2.h5") == straight);
    CHECK(call(folder, shard + " --resume").code == 0);  // nothing is left to do
    CHECK(digest(folder, "part-shard-1-of-2.h5") == straight);
}

TEST_CASE("shards that do not make a whole are one clear line, and no file", "[cli][shards]")
{
    const ProgramFolder folder;
    const std::vector<std::string> three = run_shards(folder, "--replicates 3 --draws 0", 3);
    const std::string out = "merge --out '" + (folder / "merged.h5") + "' ";
    const auto refused = [&](const std::string& files, int code, const std::string& part) {
        const Call merged = call(folder, out + files);
        INFO(files << "\n" << merged.err);
        CHECK(merged.code == code);
        CHECK(has(merged.err, part));
        CHECK_FALSE(fs::exists(folder / "merged.h5"));
        CHECK_FALSE(fs::exists(folder / "merged.h5.parts"));
    };
    refused(three[0] + " " + three[2], 4, "1 of 3 items are missing: shard 2/3 is not there");
    refused(three[0] + " " + three[1] + " " + three[1] + " " + three[2], 4, "both have replicate 1");
    REQUIRE(call(folder, small + std::string{"--replicates 3 --draws 0 --seed 2 --shard 2/3 --out '"} +
                             (folder / "other.h5") + "'")
                .code == 0);
    refused(three[0] + " '" + (folder / "other-shard-2-of-3.h5") + "' " + three[2], 4, "is of another experiment than");
    refused(three[0] + " '" + (folder / "none.h5") + "'", 4, "none.h5");
    refused("", 2, "missing");
    fs::resize_file(folder / "part-shard-2-of-3.h5", fs::file_size(folder / "part-shard-2-of-3.h5") - 100);
    refused(all_of(three), 4, "part-shard-2-of-3.h5");

    CHECK(has(call(folder, small + std::string{"--shard 4/3"}).err, "--shard 4/3: which part of how many"));
    CHECK(has(call(folder, small + std::string{"--shard 2"}).err, "--shard 2: which part of how many"));
    CHECK(has(call(folder, small + std::string{"--shard 1/2 --until 1pp"}).err, "do not go together"));
}

#endif

namespace {

TEST_CASE("every item belongs to one shard, and few shards need the same start state", "[unit][shards]")
{
    const vangnet::Data data = vangnet::load_data();
    const vangnet::ParameterBook book = vangnet::load_parameters();
    vangnet::Scenario s;
    s.municipalities = {344};
    s.people = 100;
    s.months = 1;
    s.replicates = 5;
    s.draws = 20;
    s.arms.emplace_back();
    const vangnet::Experiment experiment(data, book, s);
    for (int of = 1; of <= 30; ++of) {
        std::multiset<int> all;
        std::size_t starts = 0;
        for (int k = 1; k <= of; ++k) {
            const std::vector<int> items = experiment.items_of({k, of});
            CHECK(items.size() <= static_cast<std::size_t>(25 / of + 1));
            std::set<int> needed;
            for (const int item : items) { needed.insert(item < 5 ? item : (item - 5) % 5); }
            starts += needed.size();
            all.insert(items.begin(), items.end());
        }
        CHECK(all.size() == 25);
        CHECK(std::set<int>(all.begin(), all.end()).size() == 25);
        if (of <= 5) { CHECK(starts <= static_cast<std::size_t>(5 + of - 1)); }
    }
}

}  // namespace
