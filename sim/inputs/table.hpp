#pragma once
/// Published tables as text with a header row, read with their line numbers so that every problem can be pointed at.

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"

namespace vangnet {

/// Collects what is wrong with one or more files, so that all of it is told at once.
class Problems {
public:
    /// Adds `file:line: column: what`; without a column (empty) `file:line: what`, without a line (0) `file: what`.
    void add(std::string_view file, int line, std::string_view column, const Text& what);
    /// Adds problems that are already worded.
    void add_lines(const std::vector<Text>& lines) { lines_.insert(lines_.end(), lines.begin(), lines.end()); }
    [[nodiscard]] bool empty() const noexcept { return lines_.empty(); }
    [[nodiscard]] const std::vector<Text>& lines() const noexcept { return lines_; }
    /// \throws DataError if there is any problem: with all in the order found, of more than 50 the first 50 and how
    /// many
    ///     more.
    void throw_if_any() const;

private:
    std::vector<Text> lines_;
};

/// A text in quotes that is safe and short enough to print in a message: control bytes become ?, at most 60 bytes.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// True if the bytes are valid UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Whether a text may be printed: UTF-8 without characters that steer a terminal. Line ends and tabs are fine.
[[nodiscard]] bool is_printable(std::string_view text);

/// The text with ? for every byte that may not be printed; line ends and tabs too.
[[nodiscard]] std::string made_printable(std::string_view text);

/// Admissible numbers, ends included.
struct Allowed {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
};

/// One table of comma-separated values. The first row names the columns; every other row has as many fields.
class Table {
public:
    static constexpr std::size_t longest_field = 20000;  ///< bytes; a published table has none near it
    static constexpr std::size_t most_columns = 200;

    /// Reads a table from text; `file` is only used in messages. Fields may be quoted; blank lines are skipped.
    /// \throws DataError listing all problems: broken UTF-8, an unclosed or stray quote, a field that is too long, a
    /// row
    ///     with more or fewer fields than the header, a missing header, a column twice.
    [[nodiscard]] static Table parse(std::string_view text, std::string file);

    [[nodiscard]] std::size_t rows() const noexcept { return lines_.size(); }
    [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    /// Line of the file on which the row starts, from 1.
    [[nodiscard]] int line(std::size_t row) const { return lines_.at(row); }
    [[nodiscard]] bool has(std::string_view column) const;

    /// Adds a problem for every column of the list that the table does not have, with a guess which one was meant.
    /// \return true if all are there; the accessors below may be called only then
    bool require(const std::vector<std::string>& columns, Problems& problems) const;

    /// This table with the rows of `above` laid over it: a row of the same key replaces the columns that `above` has,
    /// any other is added. Rows keep the line they have in their own file. Adds a problem for a column that this table
    /// has not, for a missing key column and for a key that `above` has twice; the result is then this table.
    [[nodiscard]] Table overlaid(const Table& above, const std::vector<std::string>& keys, Problems& problems) const;

    /// The field as it stands; empty if the table has no such column.
    [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const;
    /// A number with a point; NaN and a problem if the field is no finite number or lies outside `allowed`.
    [[nodiscard]] double number(std::size_t row, std::string_view column, Problems& problems,
                                Allowed allowed = {}) const;
    /// The same, but an empty field is no problem and gives nothing.
    [[nodiscard]] std::optional<double> number_if_any(std::size_t row, std::string_view column, Problems& problems,
                                                      Allowed allowed = {}) const;
    /// Number of the field's text in `words`; -1 and a problem with a guess if it is none of them.
    [[nodiscard]] int choice(std::size_t row, std::string_view column, const std::vector<std::string>& words,
                             Problems& problems) const;

private:
    std::string file_;
    std::vector<std::string> columns_;
    std::vector<std::string> fields_;  // row by row
    std::vector<int> lines_;

    [[nodiscard]] std::size_t place(std::string_view column) const;  // columns_.size() if absent
    friend class TableReader;
};

}  // namespace vangnet
