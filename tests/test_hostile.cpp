/// Mutated scenarios, tables, start states, side files and results files, with fixed seeds.
///
/// VANGNET_HOSTILE=20 in the environment tries twenty times as many.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/hostile.hpp"
#include "tests/support/hostile_results.hpp"

namespace {

using namespace vangnet;

/// A reproducible source of small numbers (the generator of Numerical Recipes).
class Luck {
public:
    explicit Luck(std::uint32_t seed) : state_{seed} {}
    std::size_t operator()(std::size_t below)
    {
        state_ = state_ * 1'664'525U + 1'013'904'223U;
        return static_cast<std::size_t>((std::uint64_t{state_} * below) >> 32U);
    }

private:
    std::uint32_t state_;
};

int rounds(int count)
{
    const char* more = std::getenv("VANGNET_HOSTILE");
    return count * (more == nullptr ? 1 : std::max(1, std::atoi(more)));
}

/// One to four changes of some bytes: a bit, a piece taken out, moved, or replaced by what readers stumble over.
std::string mutated(std::string bytes, Luck& luck)
{
    using namespace std::string_view_literals;
    constexpr std::array awkward{"nan"sv,      "inf"sv,     "-1"sv,  "1e308"sv,   "2147483648"sv, R"(")"sv,
                                 "'''"sv,      "[["sv,      "]"sv,   "{"sv,       "\n"sv,         ","sv,
                                 ";"sv,        "\x1b[2J"sv, "\0"sv,  "\xff"sv,    "="sv,          "true"sv,
                                 "99999999"sv, "0"sv,       "../"sv, "\xc2\x9b"sv};
    const std::size_t changes = 1 + luck(4);
    for (std::size_t change = 0; change < changes && !bytes.empty(); ++change) {
        const std::size_t at = luck(bytes.size());
        const std::size_t size = std::min(1 + luck(12), bytes.size() - at);
        switch (luck(5)) {
            case 0: bytes[at] = static_cast<char>(bytes[at] ^ (1 << luck(8))); break;
            case 1: bytes.erase(at, size); break;
            case 2: bytes.insert(luck(bytes.size()), bytes.substr(at, 4 * size)); break;
            case 3: bytes.replace(at, size, awkward[luck(awkward.size())]); break;
            default: bytes.insert(at, awkward[luck(awkward.size())]);
        }
    }
    return bytes;
}

std::vector<EmbeddedFile> files_of(std::string_view ending)
{
    std::vector<EmbeddedFile> files;
    for (const EmbeddedFile& file : embedded_files()) {
        if (std::string_view{file.path}.ends_with(ending)) { files.push_back(file); }
    }
    return files;
}

std::string text_of(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

TEST_CASE("a mutated scenario is a scenario or a list of clear problems", "[hostile]")
{
    Luck luck{1};
    for (const EmbeddedFile& file : files_of(".toml")) {
        for (int round = 0; round < rounds(60); ++round) {
            const std::string text = mutated(std::string{file.text}, luck);
            INFO(file.path << " in round " << round << ":\n" << text);
            REQUIRE_NOTHROW(test::give_scenario(text));
        }
    }
}

TEST_CASE("a mutated table is a table or a list of clear problems", "[hostile]")
{
    Luck luck{2};
    for (const EmbeddedFile& file : files_of(".csv")) {
        const std::string name = std::filesystem::path{file.path}.filename().string();
        for (int round = 0; round < rounds(8); ++round) {
            INFO(file.path << " in round " << round);
            REQUIRE_NOTHROW(test::give_table(name, mutated(std::string{file.text}, luck)));
        }
    }
}

TEST_CASE("a mutated start state is one that people can live on, or none", "[hostile]")
{
    Luck luck{3};
    const test::SmallModel model;
    World world = model.world(2, 200);
    test::live(world, model.regime(), 5, SerialExecutor{});
    const std::string bytes = start_bytes(world);
    for (int round = 0; round < rounds(400); ++round) {
        INFO("round " << round);
        REQUIRE_NOTHROW(test::give_start(mutated(bytes, luck)));
    }
}

TEST_CASE("a mutated side file is the item or counts as not done", "[hostile]")
{
    Luck luck{4};
    const SeriesShape shape = test::example_shape();
    const std::string identity(64, 'a');
    const std::string bytes = text_of(pack_part(test::example_item(shape, 0), shape, identity));
    for (int round = 0; round < rounds(2000); ++round) {
        const std::string any = mutated(bytes, luck);
        INFO("round " << round);
        REQUIRE_NOTHROW(test::give_part(std::as_bytes(std::span{any}), shape, identity));
    }
}

TEST_CASE("a results file with anything in it is read or refused with a clear problem", "[hostile]")
{
    Luck luck{5};
    for (int round = 0; round < rounds(300); ++round) {
        std::string choices(8 + luck(60), '\0');
        for (char& byte : choices) { byte = static_cast<char>(luck(256)); }
        INFO("round " << round);
        REQUIRE_NOTHROW(test::give_edited_results(choices));
    }
}
