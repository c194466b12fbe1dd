#pragma once
/// Language, colour, numbers and columns of what is printed.

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/messages.hpp"

namespace vangnet::cli {

/// Language of LC_ALL, LC_MESSAGES, LANG (the first that is set): Dutch if it begins with "nl", else English.
[[nodiscard]] Lang language_of_locale();

/// True if the stream is a terminal.
[[nodiscard]] bool is_terminal(std::FILE* stream);
/// True if colour may be used: a terminal, NO_COLOR not set, TERM not "dumb".
[[nodiscard]] bool may_colour(std::FILE* stream);
/// The text in bold where colour may be used on standard output.
[[nodiscard]] std::string bold(std::string_view text);

/// Writes to standard output. \throws RunError if that fails (a full disk, a closed pipe)
void print(std::string_view text);
/// Writes a line to standard error.
void tell(std::string_view line);

/// A number with a fixed number of decimals and thousands marked, as the language writes it; a real minus sign.
[[nodiscard]] std::string number(double value, int decimals, Lang lang);
/// The same with a plus sign above zero.
[[nodiscard]] std::string signed_number(double value, int decimals, Lang lang);
/// Decimals that show a number of this size to about three figures, at most 3.
[[nodiscard]] int decimals_for(double size) noexcept;
/// "1 min 20 s".
[[nodiscard]] std::string duration(double seconds, Lang lang);

/// Columns that a UTF-8 text takes: code points, since all texts of the program are narrow.
[[nodiscard]] std::size_t width(std::string_view text) noexcept;
enum class Align : std::uint8_t { left, right };
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns, Align align);

/// Rows of cells, printed with columns of equal width and two blanks between.
class TextTable {
public:
    explicit TextTable(std::vector<Align> columns) : align_{std::move(columns)} {}
    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    [[nodiscard]] std::string text(std::size_t indent = 0) const;

private:
    std::vector<Align> align_;
    std::vector<std::vector<std::string>> rows_;
};

/// Lines of at most `columns` columns, later ones indented.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent);

}  // namespace vangnet::cli
