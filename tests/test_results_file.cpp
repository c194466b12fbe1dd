#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>

#include <hdf5.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/results/durable.hpp"
#include "sim/results/results_file.hpp"
#include "sim/results/seal.hpp"
#include "tests/support/catch.hpp"
#include "tests/test_results_example.hpp"

using namespace vangnet;
using test::example_item;
using test::example_provenance;
using test::example_shape;

namespace {

std::string digest_of(const SeriesShape& shape, const Provenance& provenance, const std::vector<ItemResult>& items,
                      DigestScope scope = DigestScope::all)
{
    const test::Folder folder;
    ResultsStore store{folder / "a.h5", shape, provenance, Existing::refuse};
    for (const ItemResult& item : items) { store.write_item(item); }
    store.assemble(provenance, Assembly::complete);
    return results_digest(folder / "a.h5", scope);
}

std::vector<ItemResult> example_items(const SeriesShape& shape)
{
    std::vector<ItemResult> items;
    for (int item = 0; item < shape.items(); ++item) { items.push_back(example_item(shape, item)); }
    return items;
}

/// Reads all of a file in a process of its own, since HDF5 leaks memory when it meets damage.
/// Whether that ended well: with a digest or with one DataError.
bool read_apart(const std::filesystem::path& path)
{
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 0;
        try {
            static_cast<void>(results_digest(path));
        } catch (const DataError&) {
            code = 0;
        } catch (...) {
            code = 1;
        }
        ::_exit(code);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("a results file gives back what was written", "[unit][results]")
{
    const test::Folder folder;
    test::write_example(folder / "a.h5");
    const ResultsFile file{folder / "a.h5"};
    const SeriesShape& shape = file.shape();
    const SeriesShape wanted = example_shape();

    CHECK(file.complete());
    CHECK(shape.replicates == 4);
    CHECK(shape.draws == 3);
    CHECK(shape.months == wanted.months);
    REQUIRE(shape.measures.size() == 3);
    CHECK(shape.measures[1].key == "benefit_paid");
    CHECK(shape.measures[1].kind == MeasureKind::per_person);
    CHECK(shape.measures[1].better == -1);
    CHECK(shape.measures[1].definition_nl == wanted.measures[1].definition_nl);
    CHECK(shape.arms[1].label_nl == wanted.arms[1].label_nl);
    CHECK(shape.groups[2].label_nl == wanted.groups[2].label_nl);
    CHECK(file.arm("trust") == 1);
    CHECK(file.arm("nobody") == -1);
    CHECK(file.month(5) == 5);

    for (std::size_t m = 0; m < shape.measures.size(); ++m) {
        const std::vector<float> series = file.series(shape.measures[m].key);
        const std::vector<float> draws = file.draws(shape.measures[m].key);
        for (int item = 0; item < shape.items(); ++item) {
            const ItemResult original = example_item(wanted, item);
            const bool draw = shape.is_draw(item);
            const std::vector<float>& values = draw ? draws : series;
            const std::size_t extent = static_cast<std::size_t>(draw ? shape.draws : shape.replicates);
            const std::size_t place = static_cast<std::size_t>(draw ? item - shape.replicates : item);
            for (std::size_t arm = 0; arm < 2; ++arm) {
                for (std::size_t i = 0; i < 18; ++i) {
                    const float written = original.values[shape.index(m, arm, 0, 0) + i];
                    const float read = values[(arm * extent + place) * 18 + i];
                    REQUIRE(std::bit_cast<std::uint32_t>(written) == std::bit_cast<std::uint32_t>(read));
                }
            }
        }
    }
    CHECK(file.series_group_size()[11] == 603);
    CHECK(file.draws_group_size()[0] == 1004);
}

TEST_CASE("a results file tells where its numbers come from", "[unit][results]")
{
    const test::Folder folder;
    test::write_example(folder / "a.h5");
    const ResultsFile file{folder / "a.h5"};
    const Provenance& from = file.provenance();
    CHECK(from.scenario == example_provenance().scenario);
    CHECK(from.title == Text{"Voorbeeld: vertrouwen", "Example: trust"});
    CHECK(from.seeds == std::vector<std::uint64_t>{20'240'601, 7});
    CHECK(from.data_hashes == example_provenance().data_hashes);
    REQUIRE(from.parameters.size() == 2);
    CHECK(from.parameters[0].source == "illustrative, caf\u00e9");
    CHECK(from.parameters[1].high == 80.0);
    REQUIRE(from.effects.size() == 1);
    CHECK(from.effects[0].month == 5);
    CHECK(from.effects[0].parameter_high == 0.03);
    CHECK(from.wall_time == 1.5);
    CHECK(from.notes == example_provenance().notes);
    CHECK(from.people == 400.0);
    CHECK(from.weight == 1.0869);
    CHECK(file.identity() == experiment_identity(example_provenance(), example_shape()));
}

TEST_CASE("further groups keep their axes, codes and replicates", "[unit][results]")
{
    const test::Folder folder;
    test::write_example(folder / "a.h5");
    const ResultsFile file{folder / "a.h5"};
    const StoredArray state = file.read("/people/state");
    CHECK(state.type == "i1");
    REQUIRE(state.dims.size() == 2);
    CHECK(state.dims[0].numbers == std::vector<std::int32_t>{101, 102, 107});
    REQUIRE(state.codes.size() == 3);
    CHECK(state.codes[1] == std::pair<int, std::string>{1, "work"});
    CHECK(std::get<std::vector<std::int8_t>>(state.data)[4] == 1);
    const StoredArray market = file.read("/market/tightness");
    REQUIRE(market.dims.size() == 3);
    CHECK(market.dims[1].name == "replicate");
    CHECK(std::get<std::vector<float>>(market.data)[2 * 6] == 2.5F);  // arm 0, replicate 2, month 0
    const StoredArray drawn = file.read("/parameters/value");
    CHECK(drawn.dims[1].labels[1] == "duty_hours");
    CHECK(std::get<std::vector<double>>(drawn.data)[5] == 32.0);
}

TEST_CASE("the digest does not depend on the order of the items, the clock or the machine", "[determinism][results]")
{
    const SeriesShape shape = example_shape();
    std::vector<ItemResult> items = example_items(shape);
    const std::string straight = digest_of(shape, example_provenance(), items);
    std::reverse(items.begin(), items.end());
    Provenance elsewhere = example_provenance();
    elsewhere.wall_time = 99.0;
    elsewhere.threads = 8;
    elsewhere.host = "other";
    elsewhere.command = "other";
    elsewhere.commit = "other";
    CHECK(digest_of(shape, elsewhere, items) == straight);

    const std::uint32_t other_nan = 0xFFC0'1234U;
    for (float& value : items[3].values) {
        if (value != value) { std::memcpy(&value, &other_nan, sizeof value); }
    }
    CHECK(digest_of(shape, elsewhere, items) == straight);
}

TEST_CASE("the digest changes with every number, label, unit and code", "[determinism][results]")
{
    const SeriesShape shape = example_shape();
    const Provenance from = example_provenance();
    const std::vector<ItemResult> items = example_items(shape);
    std::vector<std::string> digests{digest_of(shape, from, items)};

    const auto with = [&](auto change) {
        SeriesShape other = shape;
        std::vector<ItemResult> changed = items;
        change(other, changed);
        digests.push_back(digest_of(other, from, changed));
    };
    with([](SeriesShape&, auto& all) { all[2].values[7] = std::nextafter(all[2].values[7], 1e9F); });
    with([](SeriesShape&, auto& all) { all[6].values.back() += 1.0F; });
    with([](SeriesShape&, auto& all) { all[1].group_size[2] += 1; });
    with([](SeriesShape&, auto& all) { std::swap(all[0].values, all[1].values); });
    with([](SeriesShape& s, auto&) { s.arms[1].key = "trust2"; });
    with([](SeriesShape& s, auto&) { s.groups[1].key = "age.18_27"; });
    with([](SeriesShape& s, auto&) { s.months.back() = 12; });
    with([](SeriesShape& s, auto&) { s.measures[1].unit = "EUR_2023"; });
    with([](SeriesShape& s, auto&) { s.measures[1].key = "benefit"; });
    with([](SeriesShape&, auto& all) { std::get<std::vector<float>>(all[3].groups[0].arrays[0].data)[0] += 1.0F; });
    with([](SeriesShape&, auto& all) { all[0].groups[1].arrays[0].codes[2].second = "gone"; });
    with([](SeriesShape&, auto& all) { all[0].groups[1].dims[0].numbers[2] = 108; });
    std::sort(digests.begin(), digests.end());
    CHECK(std::adjacent_find(digests.begin(), digests.end()) == digests.end());
    CHECK(digests.size() == 13);
}

TEST_CASE("the digest of items in memory equals that of their file", "[determinism][results]")
{
    SeriesShape shape = example_shape();
    shape.draws = GENERATE(0, 3);
    const std::vector<ItemResult> items = example_items(shape);
    CHECK(items_digest(shape, items) == digest_of(shape, example_provenance(), items, DigestScope::series));
}

TEST_CASE("the digest does not depend on compression and chunks", "[determinism][results]")
{
    if (std::system("command -v h5repack > /dev/null 2>&1") != 0) { return; }
    const test::Folder folder;
    test::write_example(folder / "a.h5");
    const std::string call =
        "h5repack -f NONE -l CONTI " + (folder / "a.h5").string() + " " + (folder / "b.h5").string();
    REQUIRE(std::system(call.c_str()) == 0);
    CHECK(results_digest(folder / "b.h5") == results_digest(folder / "a.h5"));
}

TEST_CASE("a missing, empty, foreign or cut-off file is one clear error", "[unit][results]")
{
    const test::Folder folder;
    const auto opening = [&](const char* name) {
        return test::message_of<DataError>([&] { ResultsFile{folder / name}; });
    };
    CHECK_THAT(opening("none.h5"), Catch::Matchers::EndsWith("none.h5: no such file"));
    std::ofstream{folder / "empty.h5"} << "";
    CHECK_THAT(opening("empty.h5"), Catch::Matchers::EndsWith("not a results file (no HDF5 signature)"));
    std::ofstream{folder / "text.h5"} << std::string(5000, 'x');
    CHECK_THAT(opening("text.h5"), Catch::Matchers::EndsWith("not a results file (no HDF5 signature)"));
    H5Fclose(H5Fcreate((folder / "other.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    CHECK_THAT(opening("other.h5"), Catch::Matchers::EndsWith("an HDF5 file, but not a results file of this program"));
    test::write_example(folder / "whole.h5");
    const std::vector<std::byte> whole = read_bytes(folder / "whole.h5");
    for (const std::size_t size : {whole.size() - 100, whole.size() / 2, std::size_t{600}, std::size_t{64}}) {
        write_durably(folder / "cut.h5", std::span{whole}.first(size));
        CHECK_THAT(opening("cut.h5"), Catch::Matchers::Contains("cut off or damaged"));
    }
}

TEST_CASE("a changed bit anywhere in a file is told before HDF5 sees it", "[property][results]")
{
    const test::Folder folder;
    test::write_example(folder / "whole.h5");
    CHECK(ResultsFile{folder / "whole.h5"}.sealed());
    std::vector<std::byte> bytes = read_bytes(folder / "whole.h5");
    const std::size_t end = bytes.size() - seal_size;
    for (std::size_t at = 0; at < bytes.size(); at += at + 997 < end ? 997 : 7) {
        if (at >= end && at < end + 15) { continue; }  // what says that there is a seal
        bytes[at] ^= std::byte{1};
        write_durably(folder / "bad.h5", bytes);
        INFO("byte " << at);
        CHECK_THAT(test::message_of<DataError>([&] { ResultsFile{folder / "bad.h5"}; }),
                   Catch::Matchers::EndsWith("bad.h5: damaged: its bytes are not those written"));
        bytes[at] ^= std::byte{1};
    }
    write_durably(folder / "short.h5", std::span{bytes}.first(bytes.size() - 1));
    CHECK_FALSE(ResultsFile{folder / "short.h5"}.sealed());
}

TEST_CASE("without its seal, a changed byte anywhere in a file is at worst one error", "[property][results]")
{
    const test::Folder folder;
    test::write_example(folder / "whole.h5");
    std::vector<std::byte> bytes = read_bytes(folder / "whole.h5");
    bytes.resize(bytes.size() - seal_size);
    for (std::size_t at = 97; at < bytes.size(); at += bytes.size() / 80) {
        const std::byte original = bytes[at];
        bytes[at] ^= std::byte{0x5A};
        write_durably(folder / "bad.h5", bytes);
        INFO("byte " << at);
        CHECK(read_apart(folder / "bad.h5"));
        bytes[at] = original;
    }
}

TEST_CASE("a finished replicate without numbers is refused", "[unit][results]")
{
    const test::Folder folder;
    test::write_example(folder / "a.h5");
    {
        const hid_t file = H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        const hid_t array = H5Dopen2(file, "/series/benefit_paid", H5P_DEFAULT);
        const hid_t space = H5Dget_space(array);
        const hsize_t start[4] = {0, 2, 0, 0};
        const hsize_t count[4] = {2, 1, 6, 3};
        const std::vector<float> nothing(36, std::numeric_limits<float>::quiet_NaN());
        H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nullptr, count, nullptr);
        const hid_t memory = H5Screate_simple(4, count, nullptr);
        REQUIRE(H5Dwrite(array, H5T_NATIVE_FLOAT, memory, space, H5P_DEFAULT, nothing.data()) >= 0);
        H5Sclose(memory);
        H5Sclose(space);
        H5Dclose(array);
        H5Fclose(file);
    }
    const ResultsFile file{folder / "a.h5"};
    CHECK(file.series("share_in_work").size() == 144);
    CHECK_THAT(test::message_of<DataError>([&] { static_cast<void>(file.series("benefit_paid")); }),
               Catch::Matchers::EndsWith("/series/benefit_paid: has no numbers for a finished item"));
}

TEST_CASE("an item read back from a results file is the item that went in", "[unit][results]")
{
    const test::Folder folder;
    test::write_example(folder / "a.h5");
    const ResultsFile file{folder / "a.h5"};
    for (const int item : {0, 2, 5}) {
        const ItemResult back = file.item(item);
        const SeriesShape& shape = file.shape();
        const ItemResult was = example_item(shape, item);
        CHECK(back.values == was.values);
        CHECK(back.group_size == was.group_size);
    }
}

TEST_CASE("an array that claims to be larger than its file is refused before memory is taken", "[unit][results]")
{
    const test::Folder folder;
    test::write_example(folder / "a.h5");
    {
        const hid_t file = H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        const hsize_t size[2] = {1U << 20U, 1U << 20U};
        const hsize_t chunk[2] = {1024, 1024};
        const hid_t space = H5Screate_simple(2, size, nullptr);
        const hid_t made = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_chunk(made, 2, chunk);
        H5Dclose(H5Dcreate2(file, "/market/huge", H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, made, H5P_DEFAULT));
        H5Lcreate_external("/etc/other.h5", "/", file, "/market/outside", H5P_DEFAULT, H5P_DEFAULT);
        H5Pclose(made);
        H5Sclose(space);
        H5Fclose(file);
    }
    const ResultsFile file{folder / "a.h5"};
    CHECK_THAT(test::message_of<DataError>([&] { static_cast<void>(file.read("/market/huge")); }),
               Catch::Matchers::EndsWith("/market/huge: is larger than the file can hold"));
    CHECK_THAT(test::message_of<DataError>([&] { static_cast<void>(file.read("/market/outside")); }),
               Catch::Matchers::EndsWith("/market/outside: is not in the file"));
}

TEST_CASE("a unit that readers turn into a duration is refused", "[unit][results]")
{
    const test::Folder folder;
    SeriesShape shape = example_shape();
    shape.measures[0].unit = "days";
    ResultsStore store{folder / "a.h5", shape, example_provenance(), Existing::refuse};
    CHECK_THROWS_AS(store.assemble(example_provenance(), Assembly::partial), BugError);
}

TEST_CASE("the example for the readers is written", "[.readers]")
{
    const char* path = std::getenv("VANGNET_EXAMPLE");
    REQUIRE(path != nullptr);
    test::write_example(path);
}
