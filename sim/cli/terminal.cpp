#include "sim/cli/terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "sim/core/errors.hpp"

namespace vangnet::cli {
namespace {

constexpr std::string_view minus = "\u2212";

std::string_view environment(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? std::string_view{value} : std::string_view{};
}

}  // namespace

Lang language_of_locale()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const std::string_view value = environment(name); !value.empty()) {
            return value.substr(0, 2) == "nl" ? Lang::nl : Lang::en;
        }
    }
    return Lang::en;
}

bool is_terminal(std::FILE* stream) { return ::isatty(::fileno(stream)) == 1; }

bool may_colour(std::FILE* stream)
{
    return is_terminal(stream) && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

std::string bold(std::string_view text)
{
    return may_colour(stdout) ? fmt::format("\033[1m{}\033[0m", text) : std::string{text};
}

void print(std::string_view text)
{
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written) { throw RunError(fmt::format("standard output: cannot be written: {}", std::strerror(errno))); }
}

void tell(std::string_view line)
{
    const std::string whole = fmt::format("{}\n", line);
    static_cast<void>(std::fwrite(whole.data(), 1, whole.size(), stderr));
}

std::string number(double value, int decimals, Lang lang)
{
    if (!std::isfinite(value)) { return "-"; }
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    if (point < digits.size() && lang == Lang::nl) { digits[point] = ','; }
    for (std::size_t at = point; at > 3; at -= 3) { digits.insert(at - 3, lang == Lang::nl ? "." : ","); }
    return value < 0.0 && !zero ? std::string{minus} + digits : digits;
}

std::string signed_number(double value, int decimals, Lang lang)
{
    std::string text = number(value, decimals, lang);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return value > 0.0 && !zero ? "+" + text : text;
}

int decimals_for(double size) noexcept
{
    const double s = std::abs(size);
    return s >= 100.0 ? 0 : s >= 1.0 ? 1 : s >= 0.1 ? 2 : 3;
}

std::string duration(double seconds, Lang lang)
{
    const auto whole = static_cast<long>(std::lround(std::max(seconds, 0.0)));
    return whole >= 60 ? say(lang, text::minutes_seconds, whole / 60, whole % 60) : say(lang, text::seconds, whole);
}

std::size_t width(std::string_view text) noexcept
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string padded(std::string_view text, std::size_t columns, Align align)
{
    const std::size_t have = width(text);
    const std::string blanks(have < columns ? columns - have : 0, ' ');
    return align == Align::left ? std::string{text} + blanks : blanks + std::string{text};
}

std::string TextTable::text(std::size_t indent) const
{
    std::vector<std::size_t> widths(align_.size(), 0);
    for (const auto& row : rows_) {
        for (std::size_t k = 0; k < row.size(); ++k) { widths[k] = std::max(widths[k], width(row[k])); }
    }
    std::string all;
    for (const auto& row : rows_) {
        std::string line(indent, ' ');
        for (std::size_t k = 0; k < row.size(); ++k) {
            line += padded(row[k], widths[k], align_[k]);
            line += k + 1 < row.size() ? "  " : "";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        all += line + "\n";
    }
    return all;
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent)
{
    std::string all;
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        const std::size_t length = width(word);
        if (used > 0 && used + 1 + length > columns) {
            all += "\n" + std::string(indent, ' ');
            used = indent;
        } else if (used > 0) {
            all += ' ';
            ++used;
        }
        all += word;
        used += length;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

}  // namespace vangnet::cli
