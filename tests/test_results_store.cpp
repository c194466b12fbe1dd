#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <numeric>
#include <thread>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/results/durable.hpp"
#include "sim/results/hdf5_layer.hpp"
#include "sim/results/parts.hpp"
#include "sim/results/results_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/test_results_example.hpp"

using namespace vangnet;
using test::example_item;
using test::example_provenance;
using test::example_shape;
namespace fs = std::filesystem;

namespace {

std::string straight_digest()
{
    const test::Folder folder;
    test::write_example(folder / "a.h5");
    return results_digest(folder / "a.h5");
}

/// Runs what is missing on two threads, with a partial file at the start and after each pair of items, then finishes.
void run_or_resume(const fs::path& path, Existing existing)
{
    ResultsStore store{path, example_shape(), example_provenance(), existing};
    const std::vector<int> missing = store.missing_items();
    if (!store.already_complete()) { store.assemble(example_provenance(), Assembly::partial); }
    for (std::size_t first = 0; first < missing.size(); first += 2) {
        std::vector<std::jthread> workers;
        for (std::size_t k = first; k < std::min(first + 2, missing.size()); ++k) {
            workers.emplace_back([&store, item = missing[k]] { store.write_item(example_item(store.shape(), item)); });
        }
        workers.clear();
        store.assemble(example_provenance(), Assembly::partial);
    }
    store.assemble(example_provenance(), Assembly::complete);
}

/// Runs in a process of its own, killed after some microseconds; 0 lets it finish. Gives its wait status.
template <class Call>
int in_child(const Call& call, useconds_t kill_after = 0)
{
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 0;
        try {
            code = call();
        } catch (...) {
            code = 99;
        }
        ::_exit(code);
    }
    if (kill_after > 0) {
        ::usleep(kill_after);
        ::kill(child, SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

std::string message_of_store(const fs::path& path, Existing existing, const Provenance& from = example_provenance())
{
    return test::message_of<RunError>([&] { ResultsStore{path, example_shape(), from, existing}; });
}

/// Finished items of a file that opens, each equal to what was computed.
std::size_t intact_replicates(const fs::path& path)
{
    const ResultsFile file{path};
    const SeriesShape shape = example_shape();
    for (const int item : file.replicates_done()) {
        const ItemResult original = example_item(shape, item);
        const std::vector<float> values = file.series("benefit_paid");
        const std::size_t arm = 1;
        const std::size_t place = (arm * 4 + static_cast<std::size_t>(item)) * 18;
        REQUIRE(values[place] == original.values[shape.index(1, arm, 0, 0)]);
    }
    return file.replicates_done().size();
}

}  // namespace

TEST_CASE("a run killed at any moment resumes to the digest of a straight run", "[determinism][results]")
{
    const std::string straight = straight_digest();
    const auto begin = std::chrono::steady_clock::now();
    {
        const test::Folder folder;
        const int status = in_child([&] { return run_or_resume(folder / "a.h5", Existing::refuse), 0; });
        REQUIRE(status == 0);
    }
    const std::chrono::duration<double, std::micro> whole = std::chrono::steady_clock::now() - begin;
    std::uint32_t luck = 12'345;
    int killed = 0;
    for (int trial = 0; trial < 30; ++trial) {
        luck = luck * 1'664'525U + 1'013'904'223U;
        const double part = static_cast<double>(luck >> 8U) / static_cast<double>(1U << 24U);
        const test::Folder folder;
        const fs::path path = folder / "a.h5";
        const int status = in_child([&] { return run_or_resume(path, Existing::refuse), 0; },
                                    static_cast<useconds_t>(1.0 + part * whole.count()));
        killed += WIFSIGNALED(status) ? 1 : 0;
        INFO("trial " << trial << ", killed after " << part << " of " << whole.count() << " us");
        std::size_t before = 0;
        if (fs::exists(path)) { before = intact_replicates(path); }
        ResultsStore store{path, example_shape(), example_provenance(), Existing::resume};
        if (!store.already_complete()) {
            REQUIRE(store.done_items().size() >= before);
            for (const int item : store.missing_items()) { store.write_item(example_item(store.shape(), item)); }
            store.assemble(example_provenance(), Assembly::complete);
        }
        REQUIRE(results_digest(path) == straight);
        REQUIRE_FALSE(fs::exists(path.string() + ".parts"));
    }
    CHECK(killed >= 15);  // else the test would prove little
}

TEST_CASE("a damaged side file counts as not done", "[property][results]")
{
    const test::Folder folder;
    const fs::path path = folder / "a.h5";
    {
        ResultsStore store{path, example_shape(), example_provenance(), Existing::refuse};
        for (int item = 0; item < store.shape().items(); ++item) {
            store.write_item(example_item(store.shape(), item));
        }
    }
    const fs::path part = folder / "a.h5.parts/replicate-000002.part";
    const std::vector<std::byte> whole = read_bytes(part);
    const std::size_t size = whole.size();
    for (const std::size_t at : {std::size_t{100}, size / 2, size - 1}) {
        std::vector<std::byte> bytes = whole;
        bytes[at] ^= std::byte{1};
        write_durably(part, bytes);
        CHECK(ResultsStore(path, example_shape(), example_provenance(), Existing::resume).missing_items() ==
              std::vector<int>{2});
    }
    for (const std::size_t length : {std::size_t{0}, std::size_t{50}, size / 2, size - 1}) {
        write_durably(part, std::span{whole}.first(length));
        CHECK(ResultsStore(path, example_shape(), example_provenance(), Existing::resume).missing_items() ==
              std::vector<int>{2});
    }
    fs::copy_file(folder / "a.h5.parts/replicate-000001.part", part, fs::copy_options::overwrite_existing);
    ResultsStore store{path, example_shape(), example_provenance(), Existing::resume};
    CHECK(store.missing_items() == std::vector<int>{2});
    store.write_item(example_item(store.shape(), 2));
    store.assemble(example_provenance(), Assembly::complete);
    CHECK(results_digest(path) == straight_digest());
}

TEST_CASE("nothing that exists is overwritten unless asked", "[unit][results]")
{
    const test::Folder folder;
    const fs::path path = folder / "a.h5";
    test::write_example(path);
    const std::vector<std::byte> before = read_bytes(path);
    CHECK_THAT(message_of_store(path, Existing::refuse), Catch::Matchers::Contains("exists already; --force"));
    CHECK(ResultsStore(path, example_shape(), example_provenance(), Existing::resume).already_complete());
    Provenance other = example_provenance();
    other.seeds[0] += 1;
    CHECK_THAT(message_of_store(path, Existing::resume, other), Catch::Matchers::Contains("of another experiment"));
    {
        ResultsStore store{path, example_shape(), other, Existing::replace};
        store.write_item(example_item(store.shape(), 0));
        CHECK(read_bytes(path) == before);
    }
    fs::remove(path);
    CHECK_THAT(message_of_store(path, Existing::refuse), Catch::Matchers::Contains("--resume goes on"));
    CHECK_THAT(message_of_store(path, Existing::resume), Catch::Matchers::Contains("of another experiment"));
    std::ofstream{path} << "a letter";
    CHECK_THAT(message_of_store(path, Existing::resume), Catch::Matchers::Contains("not a results file"));
}

TEST_CASE("two runs cannot write to one file", "[unit][results]")
{
    const test::Folder folder;
    const ResultsStore store{folder / "a.h5", example_shape(), example_provenance(), Existing::refuse};
    CHECK_THAT(message_of_store(folder / "a.h5", Existing::resume),
               Catch::Matchers::EndsWith("another run is writing to it"));
}

TEST_CASE("a run goes on with more replicates and keeps what it has", "[unit][results]")
{
    const test::Folder folder;
    SeriesShape few = example_shape();
    few.replicates = 2;
    few.draws = 1;
    ResultsStore store{folder / "a.h5", few, example_provenance(), Existing::refuse};
    for (int item = 0; item < 3; ++item) { store.write_item(example_item(few, item)); }
    store.change_counts(4, 3);
    CHECK(store.done_items() == std::vector<int>{0, 1});  // draw d uses replicate d mod replicates: no longer the same
    for (const int item : store.missing_items()) { store.write_item(example_item(store.shape(), item)); }
    store.assemble(example_provenance(), Assembly::complete);
    CHECK(ResultsFile{folder / "a.h5"}.complete());
}

TEST_CASE("a finished file grows by what is missing, and to the digest of a straight run", "[determinism][results]")
{
    const test::Folder folder;
    const fs::path path = folder / "a.h5";
    const auto finish = [&](int replicates, int draws) {
        SeriesShape shape = example_shape();
        shape.replicates = replicates;
        shape.draws = draws;
        ResultsStore store{path, shape, example_provenance(), Existing::resume};
        std::vector<int> missing = store.missing_items();
        for (const int item : missing) { store.write_item(example_item(example_shape(), item)); }
        store.assemble(example_provenance(), Assembly::complete);
        return missing;
    };
    CHECK(finish(2, 0) == std::vector<int>{0, 1});
    CHECK(finish(4, 0) == std::vector<int>{2, 3});
    CHECK(finish(4, 1) == std::vector<int>{4});
    CHECK(finish(4, 3) == std::vector<int>{5, 6});
    CHECK(finish(4, 3).empty());
    CHECK(results_digest(path) == straight_digest());
}

TEST_CASE("a results file is neither made smaller nor grown from what is not as it was written", "[unit][results]")
{
    const test::Folder folder;
    const fs::path path = folder / "a.h5";
    test::write_example(path);
    const std::vector<std::byte> before = read_bytes(path);
    const auto message = [&](int replicates, int draws) {
        SeriesShape shape = example_shape();
        shape.replicates = replicates;
        shape.draws = draws;
        return test::message_of<RunError>([&] { ResultsStore{path, shape, example_provenance(), Existing::resume}; });
    };
    CHECK_THAT(message(3, 3), Catch::Matchers::Contains("has 4 replicates and 3 draws already, more than asked for"));
    CHECK_THAT(message(4, 2), Catch::Matchers::Contains("--resume makes no file smaller"));
    CHECK(read_bytes(path) == before);
    write_durably(path, std::span{before}.first(before.size() - 1));
    CHECK_THAT(message(5, 3), Catch::Matchers::Contains("is not as it was written"));
}

TEST_CASE("a partial file says what is finished and has no numbers elsewhere", "[unit][results]")
{
    const test::Folder folder;
    ResultsStore store{folder / "a.h5", example_shape(), example_provenance(), Existing::refuse};
    store.assemble(example_provenance(), Assembly::partial);
    CHECK(ResultsFile{folder / "a.h5"}.replicates_done().empty());
    for (const int item : {1, 5}) { store.write_item(example_item(store.shape(), item)); }
    store.assemble(example_provenance(), Assembly::partial);
    const hdf5::File attributes{folder / "a.h5"};
    CHECK(attributes.number("/", "complete", -1.0) == 0.0);
    CHECK(attributes.number("/", "replicates_finished", -1.0) == 1.0);
    CHECK(attributes.number("/", "draws_finished", -1.0) == 1.0);
    const ResultsFile file{folder / "a.h5"};
    CHECK_FALSE(file.complete());
    CHECK(file.replicates_done() == std::vector<int>{1});
    CHECK(file.draws_done() == std::vector<int>{1});
    const std::vector<float> values = file.series("share_in_work");
    CHECK(std::isnan(values[0]));
    CHECK_FALSE(std::isnan(values[18]));
    CHECK_THROWS_AS(store.assemble(example_provenance(), Assembly::complete), RunError);
}

TEST_CASE("a full disk is one clear line and loses nothing", "[unit][results]")
{
    const test::Folder folder;
    const fs::path path = folder / "a.h5";
    ResultsStore store{path, example_shape(), example_provenance(), Existing::refuse};
    for (int item = 0; item < store.shape().items(); ++item) { store.write_item(example_item(store.shape(), item)); }
    const auto limited = [&](rlim_t size, auto call) {
        return in_child([&] {
            const rlimit limit{size, size};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            report_file_size_limit();
            const std::string message = test::message_of<RunError>(call);
            const bool clear = message.find("cannot write: File too large") != std::string::npos &&
                               message.find('\n') == std::string::npos;
            return clear ? 0 : 1;
        });
    };
    CHECK(limited(4096, [&] { store.assemble(example_provenance(), Assembly::complete); }) == 0);
    CHECK(limited(1000, [&] { store.write_item(example_item(store.shape(), 0)); }) == 0);
    CHECK_FALSE(fs::exists(path));
    CHECK(std::none_of(fs::directory_iterator{path.string() + ".parts"}, fs::directory_iterator{},
                       [](const fs::directory_entry& entry) { return is_temporary(entry.path()); }));
    store.assemble(example_provenance(), Assembly::complete);
    CHECK(results_digest(path) == straight_digest());
}

TEST_CASE("a folder that cannot be written is one clear line", "[unit][results]")
{
    const test::Folder folder;
    ::chmod(folder.path().c_str(), 0555);
    const int status = in_child([&] {
        constexpr uid_t nobody = 65'534;
        if (::geteuid() == 0 && ::seteuid(nobody) != 0) { return 2; }
        const std::string message = message_of_store(folder / "a.h5", Existing::refuse);
        return message.ends_with("a.h5.parts: cannot make the folder: Permission denied") ? 0 : 1;
    });
    CHECK(status == 0);
    ::chmod(folder.path().c_str(), 0755);
    CHECK_THAT(message_of_store(folder / "none/a.h5", Existing::refuse),
               Catch::Matchers::EndsWith("cannot make the folder: No such file or directory"));
}

TEST_CASE("any bytes at all are taken for a side file without harm", "[property][results]")
{
    const SeriesShape shape = example_shape();
    const std::string identity(64, 'a');
    const std::vector<std::byte> whole = pack_part(example_item(shape, 1), shape, identity);
    CHECK(unpack_part(whole, 1, shape, identity).state == PartState::sound);
    CHECK(unpack_part(whole, 2, shape, identity).state == PartState::broken);
    CHECK(unpack_part(whole, 1, shape, std::string(64, 'b')).state == PartState::of_another_experiment);
    for (std::size_t at = 0; at < whole.size(); at += 7) {
        std::vector<std::byte> bytes = whole;
        bytes[at] ^= std::byte{0x80};
        REQUIRE(unpack_part(bytes, 1, shape, identity).state != PartState::sound);
    }
}
