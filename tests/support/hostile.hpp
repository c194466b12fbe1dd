#pragma once
/// What may come from anywhere, given to the readers of the program: for the tests with fixed seeds and for libFuzzer.
///
/// Each function takes any bytes at all. It returns when the reader took them, or refused them with the error that the
/// reader promises; anything else (another exception, a fault, a sanitizer's finding) is a bug of the program.

#include <sys/types.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/embedded.hpp"
#include "sim/inputs/law.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/inputs/table.hpp"
#include "sim/results/parts.hpp"
#include "sim/results/results_file.hpp"
#include "sim/run/cache.hpp"
#include "sim/scenario/scenario.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

/// A message must be there, and must not steer a terminal: it quotes what was read.
inline void require_clear(const std::vector<Text>& problems)
{
    if (problems.empty()) { throw std::logic_error("an error without a message"); }
    for (const Text& problem : problems) {
        if (problem.nl.empty() || problem.en.empty() || !is_printable(problem.nl) || !is_printable(problem.en)) {
            throw std::logic_error("a message that is empty or cannot be printed: " + in_quotes(problem.en));
        }
    }
}

/// Calls `read`, which may throw what the readers promise.
template <class Read>
void read_anything(const Read& read)
{
    try {
        read();
    } catch (const ConfigError& error) {
        require_clear(error.problems());
    } catch (const DataError& error) {
        require_clear(error.problems());
    } catch (const RunError& error) {
        require_clear(error.problems());
    }
}

/// A scenario file. Includes name files of the folder it is said to be in, where there are none.
inline void give_scenario(std::string_view text)
{
    static const ScenarioWorld world{{"Amsterdam", "Rotterdam", "Utrecht", "Leiden"},
                                     {0, 1, 2, 1},
                                     {"Groot Amsterdam", "Rijnmond", "Midden-Utrecht"},
                                     {{"b_job", {-6.0, -2.0, "log(1/month)"}}, {"sd_frailty", {0.5, 3.0, "log"}}}};
    read_anything([&] { static_cast<void>(parse_scenario(text, "/nowhere/any.toml", world)); });
}

/// Names of the tables that `--data` may lay over the program's own.
inline const std::vector<std::string>& table_names()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> found;
        for (const EmbeddedFile& file : embedded_files()) {
            const std::filesystem::path path{file.path};
            if (path.extension() == ".csv") { found.push_back(path.filename().string()); }
        }
        return found;
    }();
    return names;
}

/// A folder of one table, made for the process and gone after it.
class TableFolder {
public:
    TableFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "vangnet-any-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) { throw std::runtime_error("cannot make a folder"); }
        path_ = name;
    }
    ~TableFolder()
    {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    TableFolder(const TableFolder&) = delete;
    TableFolder& operator=(const TableFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

inline void write_any(const std::filesystem::path& file, std::string_view bytes)
{
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// A table of `--data`, read as the program reads it.
inline void give_table(const std::string& name, std::string_view bytes)
{
    static const TableFolder folder;
    write_any(folder.path() / name, bytes);
    read_anything([&] {
        check_data_folder(folder.path());
        static_cast<void>(load_parameters(folder.path()));
        static_cast<void>(load_data(folder.path()));
        static_cast<void>(load_law(folder.path()));
    });
    std::filesystem::remove(folder.path() / name);
}

/// The bytes of a start state behind its key and hash. What is taken must also live a month, in which no column may be
/// read outside its bounds. The month counts people and money itself and stops where they do not add up: most such
/// states are refused at reading; what is not is refused late.
inline void give_start(std::string_view bytes)
{
    static const SmallModel model;
    World world = model.world(2, 200);
    if (!start_from_bytes(bytes, world)) { return; }
    try {
        live(world, model.regime(), 1, SerialExecutor{});
    } catch (const BugError& error) {
        if (std::string_view{error.what()}.find("not conserved") == std::string_view::npos) { throw; }
    }
}

/// A side file of a finished item.
inline void give_part(std::span<const std::byte> bytes, const SeriesShape& shape, const std::string& identity)
{
    read_anything([&] {
        static_cast<void>(part_identity(bytes));
        Part part = unpack_part(bytes, 0, shape, identity);
        if (part.state == PartState::sound) { static_cast<void>(unpack_item(std::move(part.item), shape)); }
    });
}

/// A results file: everything that a verb reads of it.
inline void give_results(const std::filesystem::path& file)
{
    read_anything([&] {
        const ResultsFile results{file};
        for (const MeasureInfo& measure : results.shape().measures) {
            static_cast<void>(results.series(measure.key));
            static_cast<void>(results.draws(measure.key));
        }
        for (const std::string& array : results.arrays()) { static_cast<void>(results.read(array)); }
        for (const int item : results.replicates_done()) { static_cast<void>(results.item(item)); }
    });
}

}  // namespace vangnet::test
