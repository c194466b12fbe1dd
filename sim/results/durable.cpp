#include "sim/results/durable.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <system_error>

#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet {

namespace {

constexpr std::size_t random_digits = 16;
constexpr std::string_view temporary_ending = ".tmp";

/// A file descriptor that is closed with its owner.
class Descriptor {
public:
    explicit Descriptor(int id) noexcept : id_{id} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (id_ >= 0) { ::close(id_); }
    }
    [[nodiscard]] int id() const noexcept { return id_; }

private:
    int id_;
};

[[noreturn]] void fail(const std::filesystem::path& path, Words operation, int reason)
{
    throw RunError{bilingual({"{}: {} mislukt: {}", "{}: cannot {}: {}"}, path.string(), operation,
                             std::generic_category().message(reason))};
}

}  // namespace

int write_bytes(int file, std::span<const std::byte> bytes) noexcept
{
    constexpr std::size_t most = std::size_t{1} << 30U;  // one call of write takes at most 2 GiB on Linux
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), std::min(bytes.size(), most));
        if (written < 0) {
            if (errno == EINTR) { continue; }
            return errno;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

int write_all(int file, std::span<const std::byte> bytes) noexcept
{
    const int error = write_bytes(file, bytes);
    if (error != 0) { return error; }
    return ::fsync(file) == 0 ? 0 : errno;
}

std::size_t read_all(int file, std::span<std::byte> bytes) noexcept
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(file, bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR) {
            errno = 0;
            continue;
        }
        if (got <= 0) { break; }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

void report_file_size_limit() { std::signal(SIGXFSZ, SIG_IGN); }

void require_replaceable(const std::filesystem::path& path)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        throw RunError{bilingual(
            {"{}: is geen gewoon bestand en wordt niet vervangen", "{}: is not a regular file and is not replaced"},
            path.string())};
    }
}

Temporary::Temporary(std::filesystem::path target, const std::filesystem::path& folder) : target_{std::move(target)}
{
    require_replaceable(target_);
    std::random_device luck;
    const std::string name = target_.filename().string();
    for (int attempt = 0; id_ < 0 && attempt < 10; ++attempt) {
        path_ = folder / fmt::format("{}.{:08x}{:08x}{}", name, luck(), luck(), temporary_ending);
        id_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
        if (id_ < 0 && errno != EEXIST) { break; }
    }
    if (id_ < 0) { fail(target_, {"schrijven", "write"}, errno); }
}

Temporary::~Temporary()
{
    ::close(id_);
    if (!placed_) { ::unlink(path_.c_str()); }
}

void Temporary::take_place()
{
    if (std::rename(path_.c_str(), target_.c_str()) != 0) { fail(target_, {"schrijven", "write"}, errno); }
    placed_ = true;
    const Descriptor folder{::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // Some network disks cannot sync a folder; the file itself is safe by now.
    if (folder.id() >= 0) { static_cast<void>(::fsync(folder.id())); }
}

bool is_temporary(const std::filesystem::path& path)
{
    const std::string name = path.filename().string();
    constexpr std::size_t tail = 1 + random_digits + temporary_ending.size();
    if (name.size() <= tail || !name.ends_with(temporary_ending)) { return false; }
    const std::string_view end = std::string_view{name}.substr(name.size() - tail);
    return end.front() == '.' && end.find_first_not_of("0123456789abcdef", 1) == 1 + random_digits;
}

std::filesystem::path folder_of(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : ".";
}

void write_durably(const std::filesystem::path& path, std::span<const std::byte> bytes,
                   const std::filesystem::path& folder)
{
    Temporary file{path, folder};
    if (const int reason = write_all(file.id(), bytes); reason != 0) { fail(path, {"schrijven", "write"}, reason); }
    file.take_place();
}

void write_durably(const std::filesystem::path& path, std::span<const std::byte> bytes)
{
    write_durably(path, bytes, folder_of(path));
}

std::vector<std::byte> read_bytes(const std::filesystem::path& path)
{
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat about {};
    if (file.id() < 0 || ::fstat(file.id(), &about) != 0) { fail(path, {"lezen", "read"}, errno); }
    std::vector<std::byte> bytes(static_cast<std::size_t>(about.st_size));
    errno = 0;
    const std::size_t done = read_all(file.id(), bytes);
    if (done < bytes.size() && errno != 0) { fail(path, {"lezen", "read"}, errno); }
    bytes.resize(done);
    return bytes;
}

}  // namespace vangnet
