#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/month/kernels/kernels.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

/// One month of every block of a world by the functions of one CPU level, twelve times over, without market and
/// offices.
std::string digest_by_level(const Kernels& level, World world, const SmallModel& model, const policy::Policy& policy)
{
    branch(world, &policy, RandomField{1, 0});
    Sha256 hash;
    for (int month = 0; month < 12; ++month) {
        const agents::MonthContext context{.p = &model.p,
                                           .tables = &model.tables,
                                           .terms = &model.terms,
                                           .law = small_law(),
                                           .key = model.field.key(),
                                           .month = world.month + month,
                                           .since_branch = month};
        for (std::size_t b = 0; b < world.people.blocks(); ++b) {
            const Town& town = world.towns[world.town_of_block[b]];
            std::vector<policy::UseColumns> uses;
            const std::vector<std::uint8_t> treated(world.uses.size(), 0);
            for (std::size_t u = 0; u < world.uses.size(); ++u) {
                UseHistory& history = world.uses[u];
                uses.push_back({&policy.uses[u], history.dose.data() + b * block_rows,
                                history.since_end.data() + b * block_rows, nullptr});
            }
            BlockTotals totals;
            BlockTask task;
            task.seekers = &world.people;
            task.block = b;
            task.context = &context;
            task.around = {.slot_quality = town.office.quality.data(),
                           .slot_changed = town.office.changed.data(),
                           .neighbours_in_work = town.neighbours_in_work.data(),
                           .hours_share = town.office.hours_share,
                           .market = world.market.factors(0)};
            task.slots = town.office.slots();
            task.uses = uses.data();
            task.treated_use = treated.data();
            task.use_count = static_cast<int>(uses.size());
            task.totals = &totals;
            level.month(task);
            add_to(hash, totals.supply);
            add_to(hash, totals.hires_treated);
            add_to(hash, totals.by_state);
        }
    }
    add_world(hash, world);
    return hash.hex();
}

World lived(const SmallModel& model, int towns, int people, int months)
{
    World world = model.world(towns, people);
    live(world, model.regime(), months, SerialExecutor{});
    return world;
}

std::string digest_of(const World& world)
{
    Sha256 hash;
    add_world(hash, world);
    return hash.hex();
}

}  // namespace

TEST_CASE("1, 2, 3 and 8 threads and blocks in reverse order give the same bits", "[determinism][threads]")
{
    const auto expected = small_digests(1500, 12, SerialExecutor{});
    CHECK(expected[0] != expected[1]);
    CHECK(small_digests(1500, 12, ReverseExecutor{}) == expected);
    for (const int threads : {1, 2, 3, 8}) {
        INFO(threads << " threads");
        CHECK(small_digests(1500, 12, *make_executor(threads)) == expected);
    }
}

TEST_CASE("every CPU level gives the same bits", "[determinism]")
{
    const SmallModel model;
    const World start = lived(model, 2, 1500, 3);
    const policy::Policy policy = all_instruments();
    const Kernels* plain = kernels_of("baseline");
    REQUIRE(plain != nullptr);
    const std::string expected = digest_by_level(*plain, start, model, policy);
    int compared = 0;
    for (const char* level : {"v3", "v4"}) {
        const Kernels* other = kernels_of(level);
        if (other == nullptr) { continue; }
        CHECK(other->level == level);
        CHECK(digest_by_level(*other, start, model, policy) == expected);
        ++compared;
    }
    INFO(compared << " levels compared");
    CHECK(kernels_of("v5") == nullptr);
    CHECK(kernels_of(kernels().level) == &kernels());
}

TEST_CASE("an arm whose instruments are neutral is its base arm to the last bit", "[determinism]")
{
    const SmallModel model;
    const World start = lived(model, 1, 1200, 6);
    const auto total = static_cast<int>(policy::instruments().size());
    const auto trail = [&](const policy::Policy* policy) {
        World world = start;
        branch(world, policy, RandomField{1, 0});
        Sha256 hash;
        live(world, model.regime(policy), 24, SerialExecutor{}, &hash);
        world.uses.clear();  // memory of the uses: the base arm has none
        add_world(hash, world);
        return hash.hex();
    };
    const auto without_split =
        [&](const policy::Policy* policy) {  // the split of hires over treated and others is a label
            World world = start;
            branch(world, policy, RandomField{1, 0});
            Sha256 hash;
            for (const GroupRecord& r : live(world, model.regime(policy), 24, SerialExecutor{})) {
                add_to(hash, r.count);
                add_to(hash, r.sum);
            }
            world.uses.clear();
            add_world(hash, world);
            return hash.hex();
        };
    const policy::Policy none;
    const std::string base = without_split(&none);
    CHECK(trail(&none) == trail(nullptr));
    for (int type = 0; type < total; ++type) {
        policy::InstrumentUse use = policy::default_use(type);
        INFO(policy::instruments()[static_cast<std::size_t>(type)].card->key);
        use.params = policy::instruments()[static_cast<std::size_t>(type)].neutral;
        const policy::Policy neutral = policy_of({use});
        CHECK(without_split(&neutral) == base);
    }
    const policy::Policy active = all_instruments();
    CHECK(without_split(&active) != base);
}

TEST_CASE("another town, later applicants and another arm change nobody", "[determinism]")
{
    const SmallModel model;
    agents::Parameters apart = model.p;
    apart.own_share_low = apart.own_share_middle = apart.own_share_high =
        0.0F;  // no shared market: towns meet only there
    SmallModel alone = model;
    alone.p = apart;
    const auto after = [&](int towns) {
        World world = alone.world(towns, 600);
        branch(world, nullptr, RandomField{1, 0});
        live(world, alone.regime(), 12, SerialExecutor{});
        return std::vector<float>(world.people.mental_health.begin(), world.people.mental_health.begin() + 600);
    };
    CHECK(after(1) == after(3));

    const World start = lived(model, 1, 600, 3);
    const policy::Policy base;
    const std::string before = digest_of_arm(start, model, &base, 6, SerialExecutor{});
    const policy::Policy other = all_instruments();
    CHECK(digest_of_arm(start, model, &other, 6, SerialExecutor{}) != before);
    CHECK(digest_of_arm(start, model, &base, 6, SerialExecutor{}) == before);
}

TEST_CASE("a start state read back from its bytes goes on as the one that was never written", "[determinism]")
{
    const SmallModel model;
    const World straight = lived(model, 2, 600, 9);
    const std::string bytes = start_bytes(straight);
    World back = model.world(2, 600);
    REQUIRE(start_from_bytes(bytes, back));
    CHECK(digest_of(back) == digest_of(straight));
    const policy::Policy policy = all_instruments();
    CHECK(digest_of_arm(back, model, &policy, 6, SerialExecutor{}) ==
          digest_of_arm(straight, model, &policy, 6, SerialExecutor{}));
}

namespace {
constexpr std::uint32_t trait_of_nobody = 3U << agents::trait::education_shift;
}

TEST_CASE("a damaged start state in the cache is refused wherever the damage is", "[determinism]")
{
    const SmallModel model;
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("vangnet-test-" + std::to_string(::getpid()));
    write_start(folder, "key", lived(model, 1, 200, 3));
    const std::filesystem::path file = folder / "key.start";
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const auto read = [&](const std::string& b) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << b;
        World world = model.world(1, 200);
        return read_start(folder, "key", world);
    };
    REQUIRE(read(bytes));
    CHECK_FALSE(read(""));
    CHECK_FALSE(read(bytes + "x"));
    for (std::size_t k = 0; k < 16; ++k) {
        const std::size_t at = bytes.size() * k / 16;
        INFO("byte " << at << " of " << bytes.size());
        CHECK_FALSE(read(bytes.substr(0, at)));
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        CHECK_FALSE(read(damaged));
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("a start state that nobody can have made, or that is not this key's own file, is none", "[determinism]")
{
    const SmallModel model;
    const OwnFolder folder;
    const std::filesystem::path cache = folder / "cache";
    const World straight = lived(model, 1, 200, 3);
    write_start(cache, "one", straight);
    const std::filesystem::path file = cache / "one.start";
    const auto reads = [&](const char* key) {
        World world = model.world(1, 200);
        return read_start(cache, key, world);
    };
    REQUIRE(reads("one"));
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::others_all) ==
          std::filesystem::perms::none);

    std::filesystem::copy_file(file, cache / "two.start");
    CHECK_FALSE(reads("two"));  // bound to its key
    std::filesystem::permissions(file, std::filesystem::perms::others_write, std::filesystem::perm_options::add);
    CHECK_FALSE(reads("one"));
    std::filesystem::permissions(file, std::filesystem::perms::others_write, std::filesystem::perm_options::remove);
    CHECK(reads("one"));
    std::filesystem::rename(file, cache / "elsewhere");
    std::filesystem::create_symlink("elsewhere", file);
    CHECK_FALSE(reads("one"));
    std::filesystem::remove(file);
    REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    CHECK_FALSE(reads("one"));  // and does not wait for a writer
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    CHECK_FALSE(reads("one"));

    const auto refused = [&](const auto& spoil) {
        World world = straight;
        spoil(world);
        World back = model.world(1, 200);
        return !start_from_bytes(start_bytes(world), back);
    };
    CHECK_FALSE(refused([](World&) {}));
    CHECK(refused([](World& w) { w.people.state[3] = 10; }));
    CHECK(refused([](World& w) { w.people.left_for[3] = 8; }));
    CHECK(refused([](World& w) { w.people.exit_kind[3] = 200; }));
    CHECK(refused([](World& w) { w.people.neighbourhood[3] = 30000; }));
    CHECK(refused([](World& w) { w.people.neighbourhood[3] = -1; }));
    CHECK(refused([](World& w) { w.people.block_municipality[0] = 392; }));
    CHECK(refused([](World& w) { w.people.mental_health[3] = std::numeric_limits<float>::quiet_NaN(); }));
    CHECK(refused([](World& w) { w.people.debt[3] = -5; }));
    CHECK(refused([](World& w) { w.people.traits[3] = trait_of_nobody; }));
    CHECK(refused([](World& w) { w.towns[0].office.quality.clear(); }));
    CHECK(refused([](World& w) { w.month = -1; }));
    CHECK(refused([](World& w) { ++w.people.block_first_month[0]; }));  // would be skipped, its people missed
    const auto paired = [](const World& w) {
        std::size_t row = 0;
        while ((w.people.traits[row] & agents::trait::paired) == 0U) { ++row; }
        return row;
    };
    CHECK(refused([&](World& w) { ++w.people.savings[paired(w)]; }));
    CHECK(refused([&](World& w) { w.people.traits[paired(w)] &= ~agents::trait::paired; }));
    CHECK(refused([](World& w) { w.people.debt[3] = 2'000'000'000; }));
    CHECK(refused([](World& w) {
        for (std::size_t row = 0; row < w.people.size(); ++row) { w.people.caseworker[row] = 60000; }
    }));
}

TEST_CASE("the cache keeps what was used last, and nothing but its own", "[unit]")
{
    const OwnFolder folder;
    const auto entry = [&](char digit, std::size_t bytes, int age) {
        const std::string name = std::string(64, digit) + ".start";
        std::ofstream{folder / name} << std::string(bytes, 'x');
        std::filesystem::last_write_time(folder / name,
                                         std::filesystem::file_time_type::clock::now() - std::chrono::hours(age));
    };
    entry('a', 100, 3);
    entry('b', 100, 2);
    entry('c', 100, 1);
    std::ofstream{folder / "mine.start"} << "kept";
    std::filesystem::create_symlink("mine.start", folder / (std::string(64, 'd') + ".start"));
    const std::filesystem::path path = folder / ".";
    REQUIRE(cache_entries(path).size() == 3);
    CHECK(prune_cache(path, 250) == 100);
    REQUIRE(cache_entries(path).size() == 2);
    CHECK(cache_entries(path)[0].path.filename().string()[0] == 'c');
    CHECK(prune_cache(path, 0) == 200);
    CHECK(std::filesystem::exists(folder / "mine.start"));
    CHECK(cache_entries(folder / "none").empty());
}

}  // namespace vangnet::test
