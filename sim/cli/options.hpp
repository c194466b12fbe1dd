#pragma once
/// The verbs with their options, and what the user gave for them.

#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/messages.hpp"

namespace vangnet::cli {

/// Ends of the program. \source UX.md 4.1
namespace exit_code {
inline constexpr int done = 0;
inline constexpr int our_bug = 1;
inline constexpr int wrong_use = 2;
inline constexpr int bad_scenario = 3;
inline constexpr int bad_data = 4;
inline constexpr int not_same = 5;
inline constexpr int guardrail = 6;
inline constexpr int not_precise = 7;
inline constexpr int interrupted = 130;
}  // namespace exit_code

/// The command line is wrong; the text is for the user, in the user's language.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One option of a verb.
struct Option {
    const char* name;
    const char* value;     ///< what stands for its value in the help; empty for a switch
    const char* standard;  ///< shown in brackets; empty for none
    Said meaning;
};

/// One verb: its help, its options and what it does.
struct Verb {
    const char* name;
    const char* names;      ///< what follows the verb, such as "SCENARIO.toml"
    std::size_t most_names; ///< how many of them at most
    Said part;              ///< heading in the list of verbs
    Said summary;           ///< one line
    Said description;       ///< for its own help
    std::span<const Option> options;
    const char* examples;
    int (*run)(const class Arguments&);
};

/// All verbs, in the order of the help.
[[nodiscard]] std::span<const Verb> verbs();

/// What the user gave.
class Arguments {
public:
    const Verb* verb = nullptr;
    Lang lang = Lang::en;
    std::vector<std::string> names;
    std::string command;  ///< the whole line as typed

    [[nodiscard]] bool has(const std::string& option) const { return values_.count(option) != 0; }
    /// Last value given; empty if none.
    [[nodiscard]] std::string value(const std::string& option) const;
    /// All values, also those separated by commas.
    [[nodiscard]] std::vector<std::string> list(const std::string& option) const;
    /// All values as given.
    [[nodiscard]] std::vector<std::string> all(const std::string& option) const;
    /// \throws UsageError if the value is no whole number in [low, high]
    [[nodiscard]] int whole(const std::string& option, int low, int high, int standard) const;
    /// \throws UsageError if the value is no number in [low, high]
    [[nodiscard]] double real(const std::string& option, double low, double high, double standard) const;
    /// \throws UsageError if the value is none of the words
    [[nodiscard]] std::string choice(const std::string& option, const std::vector<std::string>& words) const;
    /// Seconds of 90s, 20min, 2h. \throws UsageError
    [[nodiscard]] double seconds(const std::string& option) const;
    /// The first name. \throws UsageError that says what is needed
    [[nodiscard]] const std::string& name(const Said& needed, const std::string& detail = {}) const;
    [[nodiscard]] bool dutch() const noexcept { return lang == Lang::nl; }

    void add(const std::string& option, const std::string& given) { values_[option].push_back(given); }

private:
    std::map<std::string, std::vector<std::string>> values_;
};

/// Reads the words after the verb.
/// \throws UsageError
void parse_options(Arguments& arguments, const std::vector<std::string>& words);

/// Help of the program and of one verb.
[[nodiscard]] std::string program_help(Lang lang);
[[nodiscard]] std::string verb_help(const Verb& verb, Lang lang);

// the verbs
int verb_new(const Arguments& arguments);
int verb_check(const Arguments& arguments);
int verb_run(const Arguments& arguments);
int verb_compare(const Arguments& arguments);
int verb_export(const Arguments& arguments);
int verb_info(const Arguments& arguments);
int verb_explain(const Arguments& arguments);
int verb_facts(const Arguments& arguments);
int verb_bench(const Arguments& arguments);

}  // namespace vangnet::cli
