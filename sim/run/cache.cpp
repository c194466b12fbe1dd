#include "sim/run/cache.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <type_traits>

#include "sim/core/sha256.hpp"
#include "sim/run/version.hpp"

namespace vangnet {

namespace {

constexpr std::string_view magic = "vangnet start state 1\n";
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

bool sound(const World& w)
{
    bool same =
        w.people.size() == w.people.blocks() * block_rows && w.people.block_first_month.size() == w.people.blocks();
    agents::Seekers::for_each_column(w.people,
                                     [&](auto, auto, const auto& c) { same = same && c.size() == w.people.size(); });
    return same && w.supply.size() == w.market.segments().size();
}

std::filesystem::path file_of(const std::filesystem::path& folder, const std::string& key)
{
    return folder / (key + ".start");
}

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

std::string start_key(const std::string& data_hash, const ParameterBook& book, const agents::Parameters& p,
                      const StartRequest& request)
{
    std::ostringstream text;
    text << std::hexfloat << model_hash() << '\n' << data_hash << '\n';
    std::size_t k = 0;
    agents::for_each_parameter(p, [&](std::string_view key, const float& value) {
        if (!book.entries[k++].policy) { text << key << '=' << value << '\n'; }
    });
    text << request.people << ' ' << request.month << ' ' << request.last_month << ' ' << request.seed << ' '
         << request.replicate;
    for (const int m : request.municipalities) { text << ' ' << m; }
    return Sha256{}.update(text.str()).hex();
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
    std::ifstream in(file_of(folder, key), std::ios::binary);
    if (!in) { return false; }
    std::error_code error;
    std::string all(std::filesystem::file_size(file_of(folder, key), error), '\0');
    if (error || !in.read(all.data(), static_cast<std::streamsize>(all.size()))) { return false; }
    const std::string_view text = all;
    if (text.size() < magic.size() + 64 || text.substr(0, magic.size()) != magic) { return false; }
    const std::string_view hash = text.substr(magic.size(), 64);
    const std::string_view bytes = text.substr(magic.size() + 64);
    return Sha256{}.update(bytes).hex() == hash && start_from_bytes(bytes, world);
}

void write_start(const std::filesystem::path& folder, const std::string& key, const World& world) noexcept
{
    if (folder.empty()) { return; }
    try {
        std::filesystem::create_directories(folder);
        const std::string bytes = start_bytes(world);
        const std::string hash = Sha256{}.update(bytes).hex();
        const std::filesystem::path temporary = folder / (key + "." + std::to_string(::getpid()) + ".tmp");
        bool written = false;
        {
            std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
            out << magic << hash << bytes;
            out.flush();
            written = out.good();
        }
        const int file = written ? ::open(temporary.c_str(), O_RDONLY | O_CLOEXEC) : -1;
        if (file >= 0) {
            ::fsync(file);
            ::close(file);
        }
        std::error_code ignored;
        if (written) {
            std::filesystem::rename(temporary, file_of(folder, key), ignored);
        } else {
            std::filesystem::remove(temporary, ignored);
        }
    } catch (const std::exception&) {
        return;  // the next run burns in again
    }
}

}  // namespace vangnet
