#pragma once
/// What every verb of the program shares: language, options, exit codes and the loaded tables.

#include <boost/program_options.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/numbers.hpp"
#include "sim/inputs/say.hpp"
#include "sim/experiment/scenario_world.hpp"
#include "sim/inputs/tables.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet::cli {

/// Exit codes of the program; 1 is a bug of its own.
enum class Exit : int {
    done = 0,
    bug = 1,
    wrong_use = 2,
    scenario_invalid = 3,
    data_wrong = 4,
    not_reproducible = 5,
    guardrail = 6,
    not_precise = 7,
    interrupted = 130
};

/// Language and arguments of one call. Every text for people stands in both languages at one place: `say(nl, en)`, or
/// with places for values `say({nl, en}, values...)`.
class Session {
public:
    Session(bool dutch, std::vector<std::string> arguments) : dutch_{dutch}, arguments_{std::move(arguments)} {}

    [[nodiscard]] bool dutch() const noexcept { return dutch_; }
    [[nodiscard]] std::string_view say(std::string_view nl, std::string_view en) const noexcept
    {
        return dutch_ ? nl : en;
    }
    template <class... Values>
    [[nodiscard]] std::string say(std::type_identity_t<Sentence<Values...>> sentence, const Values&... values) const
    {
        return say_in<Values...>(dutch_, sentence, values...);
    }
    [[nodiscard]] const std::vector<std::string>& arguments() const noexcept { return arguments_; }

private:
    bool dutch_;
    std::vector<std::string> arguments_;  ///< after the verb
};

using Options = boost::program_options::options_description;
using Values = boost::program_options::variables_map;

/// Options that every verb has: help, lang, data.
[[nodiscard]] Options common_options();

/// Parses the arguments of a verb.
/// \param positional  names of the arguments without a flag, in order; the last may repeat when `repeat_last`
/// \throws UsageError with what is wrong and a guess
[[nodiscard]] Values parse(const Session& session, const Options& options, const std::vector<std::string>& positional,
                           bool repeat_last = false);

inline constexpr Words a_results_file{"een resultaatbestand (van vangnet run)", "a result file (of vangnet run)"};
inline constexpr Words a_scenario{"een scenario (een bestand, of een voorbeeld zoals utrecht-four-ways)",
                                  "a scenario (a file, or a ready one such as utrecht-four-ways)"};

/// What a verb says of itself.
struct Help {
    Words usage;                ///< such as "vangnet info FILE.h5"
    Words what;                 ///< a sentence or two
    std::string_view examples;  ///< command lines
};

/// Prints usage, options and examples to stdout if `--help` was given. \return whether it was
[[nodiscard]] bool help_printed(const Session& session, const Values& values, const Help& help, const Options& options);

/// Writes to standard error. Where that is full or closed there is nobody to tell, and work goes on.
void to_stderr(std::string_view text) noexcept;

/// \throws UsageError with the usage if the argument is missing
void require_argument(const Values& values, const char* argument, Words what, const Help& help);

/// The folder of `--data`, looked through (check_data_folder); empty without one.
[[nodiscard]] std::filesystem::path data_folder(const Values& values);
/// More threads than any machine has cores for; each takes memory.
inline constexpr int most_threads = 1024;
/// `--threads`, 0 for all cores. \throws UsageError outside 0 to most_threads
[[nodiscard]] int threads_of(const Values& values);
[[nodiscard]] Tables load_tables(const Values& values);

/// Options that change a scenario: replicates, draws, people, months, seed, set.
/// \param draws  whether their number is for the user to say
void add_scenario_options(Options& options, const Session& session, bool draws = true);

/// Reads the scenario named by the option "scenario" with the changes of the command line. A name without a file is
/// looked up among the scenarios in the program.
/// \param more  changes before those of the command line, as `key=value`
[[nodiscard]] Scenario load_scenario(const Values& values, const Tables& tables,
                                     const std::vector<std::string>& more = {});

/// Whether `--decimal` asks for a comma. \throws UsageError if it is neither point nor comma
[[nodiscard]] bool decimal_comma(const Values& values);

/// The whole of a file that a person wrote or a report, as text. \throws DataError if it cannot be read, or is larger
/// than any such file
[[nodiscard]] std::string small_text_file(const std::filesystem::path& path);

/// One line per policy: its key, and what it is in plain words.
[[nodiscard]] std::string policies_text(const std::vector<std::pair<std::string, std::string>>& policies);

using analysis::number;
using analysis::signed_number;
/// Width in columns of UTF-8 text.
[[nodiscard]] std::size_t columns(std::string_view text) noexcept;
/// Columns of a line that fits a window and a page.
inline constexpr std::size_t widest_line = 100;
/// The text broken between words into lines up to `widest_line`. It starts in column `indent`, and so does each line.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent);
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
[[nodiscard]] std::string right(std::string_view text, std::size_t width);

// one function per verb, each in its own file
int verb_new(const Session& session);
int verb_check(const Session& session);
int verb_run(const Session& session);
int verb_merge(const Session& session);
int verb_sweep(const Session& session);
int verb_compare(const Session& session);
int verb_export(const Session& session);
int verb_report(const Session& session);
int verb_plot(const Session& session);
int verb_twin(const Session& session);
int verb_info(const Session& session);
int verb_explain(const Session& session);
int verb_facts(const Session& session);
int verb_calibrate(const Session& session);
int verb_bench(const Session& session);
int verb_cache(const Session& session);

}  // namespace vangnet::cli
