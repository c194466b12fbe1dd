#include "sim/run/cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <new>
#include <set>
#include <span>
#include <system_error>
#include <type_traits>

#include "sim/core/sha256.hpp"
#include "sim/experiment/version.hpp"
#include "sim/inputs/data.hpp"
#include "sim/results/durable.hpp"

namespace vangnet {

namespace {

constexpr std::string_view magic = "vangnet start state 2\n";
constexpr std::size_t hash_size = 64;                               // hexadecimal digits
constexpr std::uintmax_t largest_entry = std::uintmax_t{1} << 30U;  // the whole country has 207 million bytes
constexpr std::string_view ending = ".start";
constexpr double most_cents = 1e9;
constexpr std::uint64_t most_entries = std::uint64_t{1} << 32U;

class Writer {
public:
    template <class T>
    void value(const T& x)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        bytes_.append(reinterpret_cast<const char*>(&x), sizeof x);
    }
    template <class T>
    void column(const std::vector<T>& x)
    {
        value(static_cast<std::uint64_t>(x.size()));
        bytes_.append(reinterpret_cast<const char*>(x.data()), x.size() * sizeof(T));
    }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Reads what Writer wrote; `ok` turns false at the first thing that does not fit, and stays so.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_{bytes} {}

    template <class T>
    void value(T& x)
    {
        if (rest_.size() < sizeof x) {
            ok = false;
            return;
        }
        std::memcpy(&x, rest_.data(), sizeof x);
        rest_.remove_prefix(sizeof x);
    }
    template <class T>
    void column(std::vector<T>& x)
    {
        std::uint64_t n = 0;
        value(n);
        if (!ok || n > most_entries || n * sizeof(T) > rest_.size()) {
            ok = false;
            return;
        }
        x.resize(n);
        if (n == 0) { return; }  // memcpy may not be given the null pointer of an empty column
        std::memcpy(static_cast<void*>(x.data()), rest_.data(), n * sizeof(T));
        rest_.remove_prefix(n * sizeof(T));
    }
    [[nodiscard]] bool done() const noexcept { return ok && rest_.empty(); }
    bool ok = true;

private:
    std::string_view rest_;
};

/// Calls visit(x) for everything that a start state holds, in one fixed order.
template <class W, class Value, class Column>
void for_each_part(W& w, Value&& value, Column&& column)
{
    value(w.month);
    column(w.people.block_municipality);
    column(w.people.block_first_month);
    agents::Seekers::for_each_column(w.people, [&](auto, auto, auto& c) { column(c); });
    column(w.supply);
    for (auto& town : w.towns) {
        column(town.neighbours_in_work);
        column(town.office.hiring_number);
        column(town.office.quality);
        column(town.office.temporary);
        column(town.office.changed);
        value(town.office.hours_share);
        value(town.office.hours_wanted);
        value(town.office.hours_duties);
    }
}

template <class T>
bool all_within(const std::vector<T>& column, double low, double high)
{
    return std::all_of(column.begin(), column.end(), [=](T x) {  // a NaN is not within
        return static_cast<double>(x) >= low && static_cast<double>(x) <= high;
    });
}

/// Whether no block is skipped in a month in which someone of it has applied: the month would miss people.
bool blocks_begin_in_time(const agents::Seekers& s)
{
    for (std::size_t row = 0; row < s.size(); ++row) {
        if (s.apply_month[row] < s.block_first_month[row / block_rows]) { return false; }
    }
    return true;
}

/// Whether partners are each other's, and have one purse and one debt plan: the month would find money missing.
bool partners_share(const agents::Seekers& s)
{
    for (std::size_t row = 0; row < s.size(); ++row) {
        if ((s.traits[row] & agents::trait::paired) == 0U) { continue; }
        const std::size_t partner = row ^ 1U;
        const bool share = (s.traits[partner] & agents::trait::paired) != 0U && s.debt[row] == s.debt[partner] &&
                           s.savings[row] == s.savings[partner] && s.debt_help[row] == s.debt_help[partner] &&
                           s.debt_months[row] == s.debt_months[partner] && s.plan_relief[row] == s.plan_relief[partner];
        if (!share) { return false; }
    }
    return true;
}

/// Whether every column is as long as there are people, and holds no code that is none and no number that no month
/// could have made: what follows uses codes and slots as indices.
bool people_fit(const agents::Seekers& s)
{
    bool fit = s.size() == s.blocks() * block_rows && s.block_first_month.size() == s.blocks();
    agents::Seekers::for_each_column(s, [&](auto, auto, const auto& column) {
        using Value = typename std::decay_t<decltype(column)>::value_type;
        fit = fit && column.size() == s.size();
        if constexpr (std::is_floating_point_v<Value>) { fit = fit && all_within(column, -1e4, 1e4); }
        if constexpr (std::is_same_v<Value, std::int32_t>) {
            fit = fit && all_within(column, 0.0, most_cents);  // what a month adds stays far below what an int32 holds
        }
    });
    fit = fit && blocks_begin_in_time(s) && partners_share(s);
    constexpr int states = agents::state_count - 1;
    constexpr double hours_of_week = 168.0;
    constexpr double longest = 32'767.0;  // what an int16 counts to; tables are looked up by months, so none below 0
    fit = fit && all_within(s.state, 0, states) && all_within(s.exit_kind, 0, states) &&
          all_within(s.left_for, 0, agents::reason_count - 1) && all_within(s.problem_debt, 0, 1) &&
          all_within(s.activity, 0, static_cast<int>(agents::Activity::volunteering)) &&
          all_within(s.debt_help, 0, static_cast<int>(agents::DebtHelp::relieved_in_part)) &&
          all_within(s.care, 0, static_cast<int>(agents::Care::in_treatment)) && all_within(s.plan_relief, 0, 100) &&
          all_within(s.hours, 0, hours_of_week) && all_within(s.months_on_benefit, 0, longest) &&
          all_within(s.months_without_work, 0, longest) && all_within(s.months_in_state, 0, longest) &&
          all_within(s.birth_month, -2400, data_months) && all_within(s.apply_month, 0, agents::no_month);
    return fit && std::all_of(s.traits.begin(), s.traits.end(), [](std::uint32_t t) {
               return t < 2U * agents::trait::in_stock &&
                      (t & agents::trait::education_mask) != agents::trait::education_mask;
           });
}

/// Whether the blocks belong to the towns of the world, each town's together, and people to its offices and
/// neighbourhoods.
bool towns_fit(const World& w)
{
    std::map<int, const Town*> town_of;
    for (const Town& town : w.towns) {
        const agents::Office& office = town.office;
        const std::size_t slots = office.quality.size();
        const bool fit = town.neighbours_in_work.size() == static_cast<std::size_t>(town.neighbourhoods) &&
                         all_within(town.neighbours_in_work, -1e4, 1e4) && office.hiring_number.size() == slots &&
                         office.temporary.size() == slots && office.changed.size() == slots &&
                         all_within(office.quality, -1e4, 1e4) && all_within(std::vector{office.hours_share}, 0, 1e4) &&
                         all_within(std::vector{office.hours_wanted, office.hours_duties}, 0, 1e9);
        if (!fit) { return false; }
        town_of[town.number] = &town;
    }
    std::set<int> closed;
    for (std::size_t b = 0; b < w.people.blocks(); ++b) {
        const int number = w.people.block_municipality[b];
        const auto found = town_of.find(number);
        if (found == town_of.end() || closed.count(number) != 0) { return false; }
        if (b + 1 < w.people.blocks() && w.people.block_municipality[b + 1] != number) { closed.insert(number); }
        for (std::size_t row = b * block_rows; row < (b + 1) * block_rows; ++row) {
            const int place = w.people.neighbourhood[row];
            if (place < 0 || place >= found->second->neighbourhoods ||
                w.people.caseworker[row] >= found->second->office.slots()) {
                return false;
            }
        }
    }
    return true;
}

/// Whether those who applied before this month are somewhere, and nobody else is: the month counts them.
bool everybody_applied(const World& w)
{
    const agents::Seekers& s = w.people;
    for (std::size_t row = 0; row < s.size(); ++row) {
        const bool applied = s.apply_month[row] != agents::no_month && s.apply_month[row] < w.month;
        if (applied != (s.state[row] != 0)) { return false; }
    }
    return true;
}

bool sound(const World& w)
{
    return people_fit(w.people) && everybody_applied(w) && towns_fit(w) &&
           w.supply.size() == w.market.segments().size() && all_within(w.supply, 0, 1e9) &&
           all_within(std::vector{w.month}, 0, data_months);
}

std::filesystem::path file_of(const std::filesystem::path& folder, const std::string& key)
{
    return folder / (key + std::string{ending});
}

/// A file that this user alone writes: nobody else may put numbers into a run.
bool is_own(const struct stat& status)
{
    return status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// The bytes of an entry; empty if there is none that can be trusted: a link, folder, pipe or device in its place,
/// another's file, one that others may write, or one that is larger than any.
std::string entry_bytes(const std::filesystem::path& file)
{
    const int in = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (in < 0) { return {}; }
    struct stat status {};
    std::string bytes;
    if (::fstat(in, &status) == 0 && S_ISREG(status.st_mode) && is_own(status) && status.st_size > 0 &&
        static_cast<std::uintmax_t>(status.st_size) <= largest_entry) {
        bytes.resize(static_cast<std::size_t>(status.st_size));
        if (read_all(in, std::as_writable_bytes(std::span{bytes})) < bytes.size()) { bytes.clear(); }
    }
    ::close(in);
    return bytes;
}

/// The entry is bound to its key: one that was copied under another key is none.
std::string hash_of(const std::string& key, std::string_view bytes) { return Sha256{}.update(key).update(bytes).hex(); }

}  // namespace

std::filesystem::path cache_folder()
{
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value != nullptr ? value : "");
    };
    const std::string own = variable("VANGNET_CACHE");
    if (own == "off") { return {}; }
    if (!own.empty()) { return own; }
    const std::string xdg = variable("XDG_CACHE_HOME");
    if (!xdg.empty()) { return std::filesystem::path(xdg) / "vangnet"; }
    const std::string home = variable("HOME");
    return home.empty() ? std::filesystem::path{} : std::filesystem::path(home) / ".cache" / "vangnet";
}

std::string start_bytes(const World& world)
{
    Writer w;
    for_each_part(
        world, [&w](const auto& x) { w.value(x); }, [&w](const auto& x) { w.column(x); });
    return w.take();
}

bool start_from_bytes(std::string_view bytes, World& world)
{
    World loaded = world;
    Reader r(bytes);
    for_each_part(
        loaded, [&r](auto& x) { r.value(x); }, [&r](auto& x) { r.column(x); });
    if (!r.done() || !sound(loaded)) { return false; }
    world = std::move(loaded);
    index_world(world);
    return true;
}

bool read_start(const std::filesystem::path& folder, const std::string& key, World& world)
{
    if (folder.empty()) { return false; }
    const std::string all = entry_bytes(file_of(folder, key));
    const std::string_view text = all;
    if (text.size() < magic.size() + hash_size || text.substr(0, magic.size()) != magic) { return false; }
    const std::string_view hash = text.substr(magic.size(), hash_size);
    const std::string_view bytes = text.substr(magic.size() + hash_size);
    if (hash_of(key, bytes) != hash || !start_from_bytes(bytes, world)) { return false; }
    std::error_code ignored;  // what was used last goes last
    std::filesystem::last_write_time(file_of(folder, key), std::filesystem::file_time_type::clock::now(), ignored);
    return true;
}

void write_start(const std::filesystem::path& folder, const std::string& key, const World& world) noexcept
{
    if (folder.empty()) { return; }
    try {
        std::error_code ignored;
        if (std::filesystem::create_directories(folder)) {
            std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
        }
        const std::string bytes = start_bytes(world);
        const std::string entry = std::string{magic} + hash_of(key, bytes) + bytes;
        std::string temporary = (folder / (key + ".XXXXXX")).string();
        const int out = ::mkostemp(temporary.data(), O_CLOEXEC);  // a new file of this user's, of a name nobody knows
        if (out < 0) { return; }
        const bool whole = write_all(out, std::as_bytes(std::span{entry})) == 0;
        ::close(out);
        if (whole) { std::filesystem::rename(temporary, file_of(folder, key), ignored); }
        if (!whole || ignored) { std::filesystem::remove(temporary, ignored); }
        prune_cache(folder, most_cache_bytes);
    } catch (const std::exception&) {
        return;  // the next run burns in again
    }
}

std::vector<CacheEntry> cache_entries(const std::filesystem::path& folder)
{
    std::vector<CacheEntry> entries;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(folder, error)) {
        // an entry is named by its key, which is a hash; one that was being written when its run died has six letters
        // more
        const std::string name = file.path().filename().string();
        const bool key = name.size() > hash_size && name.find_first_not_of("0123456789abcdef") == hash_size &&
                         name[hash_size] == '.';
        const bool whole = key && name.substr(hash_size) == ending;
        const bool left = key && !whole && name.size() == hash_size + 7;
        std::error_code unknown;
        if ((!whole && !left) || file.is_symlink(unknown) || !file.is_regular_file(unknown)) { continue; }
        const std::uintmax_t bytes = file.file_size(unknown);
        const auto used = file.last_write_time(unknown);
        if (!unknown) { entries.push_back({file.path(), bytes, used}); }
    }
    std::sort(entries.begin(), entries.end(), [](const CacheEntry& a, const CacheEntry& b) { return a.used > b.used; });
    return entries;
}

std::uintmax_t prune_cache(const std::filesystem::path& folder, std::uintmax_t most)
{
    std::uintmax_t kept = 0;
    std::uintmax_t freed = 0;
    for (const CacheEntry& entry : cache_entries(folder)) {
        std::error_code error;
        if (kept + entry.bytes <= most) {
            kept += entry.bytes;
        } else if (std::filesystem::remove(entry.path, error)) {
            freed += entry.bytes;
        }
    }
    return freed;
}

bool RecentStarts::read(const std::string& key, World& world) const
{
    std::shared_ptr<const World> found;
    {
        const std::lock_guard guard{mutex_};
        for (const auto& [each, kept] : kept_) {
            if (each == key) { found = kept; }
        }
    }
    if (found) { world = *found; }
    return found != nullptr;
}

void RecentStarts::write(const std::string& key, const World& world) const noexcept
{
    try {
        auto copy = std::make_shared<const World>(world);
        const std::lock_guard guard{mutex_};
        kept_.emplace_back(key, std::move(copy));
        if (kept_.size() > most_) { kept_.pop_front(); }
    } catch (const std::bad_alloc&) {  // not kept, then
    }
}

}  // namespace vangnet
