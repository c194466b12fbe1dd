#pragma once
/// Reading TOML so that every problem can be pointed at: where a value stands, what it may be, what was meant.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "sim/core/text.hpp"

namespace vangnet {

/// What is wrong with settings, told in the order of files and lines.
class SettingProblems {
public:
    /// `file:line: key: what`; without a line (0) `file: key: what`, without a key (empty) `file:line: what`.
    void add(std::string_view file, int line, std::string_view key, const Text& what);
    /// The same, pointing at a value.
    void add(const toml::node& where, std::string_view key, const Text& what);
    [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
    /// \throws ConfigError if there is any problem: the first 50 and how many more
    void throw_if_any() const;

private:
    struct Found {
        std::size_t file = 0;
        int line = 0;
        Text text;
    };
    std::vector<std::string> files_;  // in the order in which they were met
    std::vector<Found> found_;
};

/// Largest scenario or policy file. [bytes]
inline constexpr std::size_t largest_toml = std::size_t{1} << 20U;

/// The text as TOML; nothing and a problem if it is too large, not UTF-8, nested too deeply, or not TOML.
[[nodiscard]] std::optional<toml::table> parse_toml(std::string_view text, const std::string& file,
                                                    SettingProblems& problems);

/// Puts `above` on top of `below`: tables key by key, lists of arms by their `key`, all else replaced. Keeps where
/// values stand.
void lay_over(toml::table& below, toml::table&& above);

/// Kind of a value in words, such as "a text".
[[nodiscard]] Words kind_of(const toml::node& node);

/// Of a number that is a count or a year.
inline constexpr Words no_unit{"", ""};

/// Reads the keys of one table. What is asked for is known; `finish` reports all other keys.
class SettingReader {
public:
    /// \param path of the table, for messages: "run", "arms.extra_help"; empty at the top
    SettingReader(const toml::table& table, std::string path, SettingProblems& problems)
        : table_{table}, path_{std::move(path)}, problems_{problems}
    {
    }

    [[nodiscard]] const toml::node* node(std::string_view key);
    [[nodiscard]] const toml::table* table(std::string_view key);
    [[nodiscard]] const toml::array* list(std::string_view key);
    [[nodiscard]] std::optional<std::string> text(std::string_view key);
    [[nodiscard]] std::optional<bool> flag(std::string_view key);
    /// A number in [low, high]; nothing if absent or (with a problem) wrong.
    [[nodiscard]] std::optional<double> number(std::string_view key, double low, double high, Words unit);
    [[nodiscard]] std::optional<std::int64_t> whole(std::string_view key, std::int64_t low, std::int64_t high,
                                                    Words unit);
    /// Adds a problem about a key of this table.
    void problem(const toml::node& where, std::string_view key, const Text& what);
    /// Reports keys that were not asked for, with the known one that is nearest.
    /// \param others known keys that were not asked for
    void finish(const std::vector<std::string>& others = {});
    [[nodiscard]] std::string path_of(std::string_view key) const;

private:
    const toml::table& table_;
    std::string path_;
    SettingProblems& problems_;
    std::vector<std::string> known_;
};

/// A number of a node that is a whole or a decimal number, true (1) or false (0).
[[nodiscard]] std::optional<double> number_of(const toml::node& node, bool flags_too);

/// ` did you mean 0.25?` for a share that was given as a percentage.
[[nodiscard]] Text percent_hint(double value);

/// A number as short as it can be: 40, 0.25.
[[nodiscard]] std::string plain_number(double value);

}  // namespace vangnet
