#include <cmath>
#include <limits>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/results/chunk.hpp"
#include "sim/results/results_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/test_results_example.hpp"

using namespace vangnet;

namespace {

/// Values of any kind, and sizes whose bytes end inside a word and inside a block of the checksum.
std::vector<float> some_values(std::size_t count)
{
    std::vector<float> values(count);
    std::uint32_t luck = 7;
    for (float& value : values) {
        luck = luck * 1'664'525U + 1'013'904'223U;
        value = luck % 5 == 0 ? 0.0F : std::ldexp(static_cast<float>(luck), static_cast<int>(luck % 60U) - 40);
    }
    return values;
}

}  // namespace

TEST_CASE("a packed chunk gives its values back, and any damage is an error", "[unit][results]")
{
    for (const std::size_t count : {1UL, 2UL, 359UL, 360UL, 1000UL, 4321UL}) {
        const std::vector<float> values = some_values(count);
        std::vector<std::byte> bytes = pack_chunk(values);
        CHECK(unpack_chunk(bytes, count) == values);
        CHECK_THROWS_AS(unpack_chunk(bytes, count + 1), DataError);
        bytes[bytes.size() / 2] ^= std::byte{1};
        CHECK_THROWS_AS(unpack_chunk(bytes, count), DataError);
    }
    CHECK_THROWS_AS(unpack_chunk({}, 1), DataError);
    CHECK(std::isnan(unpack_chunk(pack_chunk(std::vector{-std::numeric_limits<float>::quiet_NaN()}), 1)[0]));
}

TEST_CASE("HDF5 takes a packed chunk for its own, checksum included, whatever its length", "[unit][results]")
{
    for (const int months : {1, 2, 3, 7, 60, 61, 480}) {
        const test::Folder folder;
        SeriesShape shape = test::example_shape();
        shape.replicates = 1;
        shape.draws = 0;
        shape.months.resize(static_cast<std::size_t>(months));
        for (int m = 0; m < months; ++m) { shape.months[static_cast<std::size_t>(m)] = m; }
        ItemResult item = {.item = 0,
                           .values = some_values(shape.values_per_item()),
                           .group_size = std::vector<std::int32_t>(shape.groups.size(), 5),
                           .groups = {}};
        Provenance from = test::example_provenance();
        from.effects.clear();
        ResultsStore store{folder / "a.h5", shape, from, Existing::refuse};
        store.write_item(item);
        CHECK(store.read_item(0).values == item.values);
        store.assemble(from, Assembly::complete);
        const ResultsFile file{folder / "a.h5"};
        for (std::size_t m = 0; m < shape.measures.size(); ++m) {
            const auto first = item.values.begin() + static_cast<std::ptrdiff_t>(shape.index(m, 0, 0, 0));
            const auto last = item.values.begin() + static_cast<std::ptrdiff_t>(shape.index(m + 1, 0, 0, 0));
            CHECK(file.series(shape.measures[m].key) == std::vector<float>(first, last));
        }
    }
}
