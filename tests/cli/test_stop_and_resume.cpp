#include <poll.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/results/durable.hpp"
#include "sim/results/results_file.hpp"
#include "tests/support/catch.hpp"

#ifdef VANGNET_PROGRAM

#include "tests/cli/program.hpp"

namespace {

namespace fs = std::filesystem;
using vangnet::ResultsFile;
using vangnet::SeriesShape;
using vangnet::test::bytes_of;
using vangnet::test::Call;
using vangnet::test::call;
using vangnet::test::has;
using vangnet::test::ProgramFolder;

// Files are written at the start, after 1, 2, 4 and 8 items, and at the end: after 11.
constexpr int replicates = 8;
constexpr int items = replicates + 3;
constexpr std::array<int, 5> items_before_a_file{1, 2, 4, 8, items};
constexpr int files = 6;
const std::string what = "run utrecht-four-ways --people 300 --months 6 --replicates 8 --draws 3 --threads 2 --quiet ";

/// The program with `arguments` in a process of its own. \param before called in it first
pid_t start(const ProgramFolder& folder, const std::string& arguments, const std::function<void()>& before = {},
            const std::string& program = VANGNET_PROGRAM)
{
    const std::string line = "LC_ALL=C VANGNET_CACHE='" + (folder / "cache") + "' exec '" + program + "' " + arguments +
                             " >'" + (folder / "stdout") + "' 2>'" + (folder / "stderr") + "' </dev/null";
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (before) { before(); }
        ::execl("/bin/sh", "sh", "-c", line.c_str(), static_cast<char*>(nullptr));
        ::_exit(99);
    }
    return child;
}

int exit_code(pid_t child)
{
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// When a run is killed: some time after its start, after the program began to write a file, or after it finished an
/// item. After 1, 2, 4, 8 and 11 items a file is built in memory.
struct Moment {
    enum class After { start, file, item } after = After::start;
    int number = 0;  ///< of the file or item, from 1
    useconds_t delay = 0;
};

class Luck {
public:
    /// 0 .. below - 1
    std::uint32_t operator()(std::uint32_t below)
    {
        state_ = state_ * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
        return static_cast<std::uint32_t>((state_ >> 33U) % below);
    }

private:
    std::uint64_t state_ = 20'261;
};

std::vector<Moment> random_moments(useconds_t whole)
{
    Luck luck;
    std::vector<Moment> moments;
    for (int k = 0; k < 10; ++k) {
        moments.push_back({Moment::After::start, 0, luck(whole)});
        moments.push_back({Moment::After::file, 1 + static_cast<int>(luck(files)), luck(1500)});
        moments.push_back({Moment::After::item, items_before_a_file[luck(items_before_a_file.size())], luck(40'000)});
    }
    return moments;
}

/// Sees what a run does to its results file and its folder of side files.
class Watch {
public:
    explicit Watch(const std::string& file) : file_{fs::path{file}.filename().string() + "."}
    {
        fs::create_directory(file + ".parts");
        queue_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        REQUIRE(queue_ >= 0);
        REQUIRE(::inotify_add_watch(queue_, (file + ".parts").c_str(), IN_CREATE | IN_MOVED_TO) >= 0);
    }
    ~Watch() { ::close(queue_); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// Waits for the moment; false if the process ended before it.
    bool wait_for(const Moment& moment, pid_t child)
    {
        const bool item = moment.after == Moment::After::item;
        while (moment.after != Moment::After::start && (item ? items_ : files_) < moment.number) {
            siginfo_t ended{};
            const int got = ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT);
            if (got == 0 && ended.si_pid == child) { return false; }
            pollfd ready{queue_, POLLIN, 0};
            ::poll(&ready, 1, 20);
            read_events();
        }
        ::usleep(moment.delay);
        return true;
    }

private:
    void read_events()
    {
        alignas(inotify_event) std::array<char, 8192> buffer{};
        const ssize_t size = ::read(queue_, buffer.data(), buffer.size());
        for (ssize_t at = 0; at < size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
            const std::string_view name = event->len > 0 ? event->name : "";
            files_ += (event->mask & IN_CREATE) != 0 && name.starts_with(file_) ? 1 : 0;
            items_ += (event->mask & IN_MOVED_TO) != 0 && name.ends_with(".part") ? 1 : 0;
            at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        }
    }

    std::string file_;
    int queue_ = -1;
    int files_ = 0;
    int items_ = 0;
};

/// Whether the finished items of `file` have the bits that they have in `straight`.
bool same_items(const ResultsFile& file, const ResultsFile& straight)
{
    const SeriesShape& shape = straight.shape();
    const std::size_t block = shape.months.size() * shape.groups.size();
    const auto same = [&](const std::vector<float>& a, const std::vector<float>& b, const std::vector<int>& done,
                          int count) {
        if (a.size() != b.size()) { return false; }
        for (std::size_t arm = 0; arm < shape.arms.size(); ++arm) {
            for (const int item : done) {
                const std::size_t at = (arm * static_cast<std::size_t>(count) + static_cast<std::size_t>(item)) * block;
                if (std::memcmp(&a[at], &b[at], block * sizeof(float)) != 0) { return false; }
            }
        }
        return true;
    };
    return std::all_of(shape.measures.begin(), shape.measures.end(), [&](const auto& measure) {
        return same(file.series(measure.key), straight.series(measure.key), file.replicates_done(), shape.replicates) &&
               same(file.draws(measure.key), straight.draws(measure.key), file.draws_done(), shape.draws);
    });
}

std::ptrdiff_t side_files(const std::string& file)
{
    std::error_code error;
    const fs::directory_iterator folder{file + ".parts", error};
    return std::count_if(begin(folder), end(folder),
                         [](const auto& entry) { return entry.path().extension() == ".part"; });
}

/// Whether a results file was being written in its folder of side files.
bool half_written(const std::string& file)
{
    std::error_code error;
    const fs::directory_iterator folder{file + ".parts", error};
    return std::any_of(begin(folder), end(folder), [&](const auto& entry) {
        return vangnet::is_temporary(entry.path()) &&
               entry.path().filename().string().starts_with(fs::path{file}.filename().string());
    });
}

/// What must hold of a file that a stopped run left.
void check_left_behind(const ProgramFolder& folder, const std::string& file, const ResultsFile& straight)
{
    const ResultsFile left{file};
    CHECK(same_items(left, straight));
    const auto finished = left.replicates_done().size();
    const Call info = call(folder, "info '" + file + "'");
    CHECK(info.code == 0);
    CHECK(has(info.out, std::to_string(finished) + " of 8 replicates"));
    if (left.complete()) { return; }
    const Call compare = call(folder, "compare '" + file + "'");
    CHECK(compare.code == (finished > 0 ? 0 : 4));
    CHECK(compare.out.empty() == (finished == 0));
    CHECK(has(compare.err, std::to_string(finished) + " of 8 replicates"));
    CHECK(std::count(compare.err.begin(), compare.err.end(), '\n') == 1);
}

/// Whether HDF5's own program reads all of the file; true where it is not installed.
bool h5dump_reads(const std::string& file)
{
    const std::string line = "! command -v h5dump >/dev/null || h5dump -y '" + file + "' >/dev/null 2>&1";
    return std::system(line.c_str()) == 0;
}

}  // namespace

TEST_CASE("a run killed at 30 random moments leaves a file that opens, and goes on to the digest of a straight run",
          "[cli][kills]")
{
    const ProgramFolder folder;
    const std::string straight = folder / "straight.h5";
    const std::string file = folder / "r.h5";
    REQUIRE(call(folder, what + "--out '" + straight + "'").code == 0);  // fills the cache of start states too
    const auto began = std::chrono::steady_clock::now();
    REQUIRE(call(folder, what + "--force --out '" + straight + "'").code == 0);
    const std::chrono::duration<double, std::micro> whole = std::chrono::steady_clock::now() - began;
    const std::string digest = call(folder, "info --digest '" + straight + "'").out;
    const ResultsFile expected{straight};

    int while_running = 0;
    int while_writing = 0;
    for (const Moment& moment : random_moments(static_cast<useconds_t>(whole.count()))) {
        INFO("killed after " << (moment.after == Moment::After::start  ? "start "
                                 : moment.after == Moment::After::file ? "file "
                                                                       : "item ")
                             << moment.number << " and " << moment.delay << " us");
        Watch watch{file};
        const pid_t child = start(folder, what + "--out '" + file + "'");
        watch.wait_for(moment, child);
        ::kill(child, SIGKILL);
        while_running += exit_code(child) == 128 + SIGKILL ? 1 : 0;
        while_writing += half_written(file) ? 1 : 0;
        const std::ptrdiff_t finished = side_files(file);
        REQUIRE((fs::exists(file) || finished == 0));  // before the first file is written nothing is finished
        if (fs::exists(file)) {
            check_left_behind(folder, file, expected);
            CHECK(h5dump_reads(file));
        }
        const Call resumed = call(folder, what + "--resume --out '" + file + "'");
        INFO(resumed.err);
        REQUIRE(resumed.code == 0);
        REQUIRE(call(folder, "info --digest '" + file + "'").out == digest);
        REQUIRE_FALSE(fs::exists(file + ".parts"));
        fs::remove(file);
    }
    INFO(while_running << " killed while running, " << while_writing << " while writing the results file");
    CHECK(while_running >= 20);  // else the test would prove little
    CHECK(while_writing >= 3);
}

TEST_CASE("a full disk ends a run with one clear line, and what was finished is kept", "[cli]")
{
    const ProgramFolder folder;
    const std::string straight = folder / "straight.h5";
    const std::string file = folder / "r.h5";
    REQUIRE(call(folder, what + "--out '" + straight + "'").code == 0);
    const ResultsFile expected{straight};
    const auto size = static_cast<rlim_t>(fs::file_size(straight));
    for (const rlim_t limit : {rlim_t{4096}, size - 65'536, size - 8192}) {
        INFO("files of at most " << limit << " bytes");
        const pid_t child = start(folder, what + "--resume --out '" + file + "'", [limit] {
            const rlimit most{limit, limit};
            ::setrlimit(RLIMIT_FSIZE, &most);
        });
        CHECK(exit_code(child) == 4);
        const std::string told = bytes_of(folder / "stderr");
        CHECK(has(told, "r.h5: cannot write: File too large"));
        CHECK(std::count(told.begin(), told.end(), '\n') == 1);
        CHECK_FALSE(half_written(file));
        CHECK(fs::exists(file) == (limit > 4096));
        if (fs::exists(file)) { check_left_behind(folder, file, expected); }
    }
    CHECK(side_files(file) == items);
    CHECK(call(folder, what + "--resume --out '" + file + "'").code == 0);
    CHECK(call(folder, "info --digest '" + file + "'").out == call(folder, "info --digest '" + straight + "'").out);
}

TEST_CASE("a full disk ends an export with one clear line, and the table that was there stays whole", "[cli]")
{
    const ProgramFolder folder;
    const std::string file = folder / "r.h5";
    REQUIRE(call(folder, what + "--out '" + file + "'").code == 0);
    const std::string exported = "export --values '" + file + "' --out '" + (folder / "csv") + "' ";
    REQUIRE(call(folder, exported).code == 0);
    const std::string before = bytes_of(folder / "csv/values.csv");
    const pid_t child = start(folder, exported + "--force", [] {
        const rlimit most{4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &most);
    });
    CHECK(exit_code(child) == 4);
    const std::string told = bytes_of(folder / "stderr");
    CHECK(has(told, "values.csv: cannot be written"));
    CHECK(std::count(told.begin(), told.end(), '\n') == 2);  // after how large it would be
    CHECK(bytes_of(folder / "csv/values.csv") == before);
    const auto left = std::distance(fs::directory_iterator{folder / "csv"}, fs::directory_iterator{});
    CHECK(left == 4);  // values, draws, effects and dictionary, and nothing half written
}

TEST_CASE("a folder that cannot be written ends a run with one clear line before it computes", "[cli]")
{
    const ProgramFolder folder;
    fs::create_directory(folder / "readonly");
    ::chmod((folder / "readonly").c_str(), 0555);
    ::chmod((folder / "").c_str(), 0777);
    const std::string program = folder / "vangnet";  // the build folder may be in a home that only its owner can enter
    fs::copy_file(VANGNET_PROGRAM, program);
    const auto become_nobody = [] {
        constexpr uid_t nobody = 65'534;
        if (::geteuid() == 0 && ::setuid(nobody) != 0) { ::_exit(99); }
    };
    const pid_t child = start(folder, what + "--out '" + (folder / "readonly/a.h5") + "'", become_nobody, program);
    CHECK(exit_code(child) == 4);
    const std::string told = bytes_of(folder / "stderr");
    CHECK(has(told, "readonly/a.h5.parts: cannot make the folder: Permission denied"));
    CHECK(std::count(told.begin(), told.end(), '\n') == 1);
}

TEST_CASE("a run with --until keeps the first replicates that are enough and the draws, as a straight run with as many",
          "[cli][large]")
{
    const ProgramFolder folder;
    const std::string file = folder / "r.h5";
    const std::string small = "run utrecht-four-ways --people 200 --months 3 --draws 3 --threads 2 --quiet ";
    REQUIRE(call(folder, small + "--replicates 20 --out '" + (folder / "straight.h5") + "'").code == 0);
    const std::string digest = call(folder, "info --digest '" + (folder / "straight.h5") + "'").out;
    const std::string until = small + "--replicates 50 --until 40pp --out '" + file + "' ";
    const auto digest_of_file = [&] { return call(folder, "info --digest '" + file + "'").out; };

    CHECK(call(folder, until).code == 0);
    CHECK(digest_of_file() == digest);
    const std::string bytes = bytes_of(file);
    CHECK(call(folder, until + "--resume").code == 0);
    CHECK(bytes_of(file) == bytes);  // nothing is left to do

    for (const int item : {3, 12, 20, 21, 22}) {  // the last ones are draws
        INFO("killed after item " << item);
        fs::remove(file);
        Watch watch{file};
        const pid_t child = start(folder, until);
        watch.wait_for({Moment::After::item, item, 0}, child);
        ::kill(child, SIGKILL);
        static_cast<void>(exit_code(child));
        const Call resumed = call(folder, until + "--resume");
        INFO(resumed.err);
        REQUIRE(resumed.code == 0);
        REQUIRE(digest_of_file() == digest);
        REQUIRE_FALSE(fs::exists(file + ".parts"));
    }

    const std::string never = small + "--replicates 20 --until 0.0001pp --out '" + file + "' ";
    const Call not_precise = call(folder, never + "--force");
    CHECK(not_precise.code == 7);
    CHECK(has(not_precise.err, "precision"));
    CHECK(digest_of_file() == digest);
}

TEST_CASE("a run with --until but without a difference to measure is refused before anything is written", "[cli]")
{
    const ProgramFolder folder;
    std::ofstream{folder / "one.toml"} << "title_nl = \"x\"\ntitle_en = \"x\"\n[people]\nmunicipality = \"Utrecht\"\n"
                                          "[[arms]]\nkey = \"usual\"\nbase = \"usual-rules\"\n";
    const Call c = call(folder, "run '" + (folder / "one.toml") + "' --until 0.2pp --out '" + (folder / "a.h5") + "'");
    CHECK(c.code == 4);
    CHECK(has(c.err, "--until"));
    CHECK_FALSE(fs::exists(folder / "a.h5"));
    CHECK_FALSE(fs::exists(folder / "a.h5.parts"));
}

#endif
