#include "sim/inputs/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/locale/utf.hpp>
#include <boost/spirit/home/x3.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "sim/core/errors.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet {

void Problems::add(std::string_view file, int line, std::string_view column, const Text& what)
{
    std::string place(file);
    if (line > 0) place += fmt::format(":{}", line);
    if (!column.empty()) place += fmt::format(": {}", column);
    lines_.push_back(bilingual({"{}: {}", "{}: {}"}, made_printable(place), what));
}

void Problems::throw_if_any() const
{
    constexpr std::size_t most = 50;
    if (empty()) { return; }
    std::vector<Text> told(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(std::min(lines_.size(), most)));
    if (lines_.size() > most) {
        told.push_back(bilingual({"... en nog {} problemen", "... and {} more problems"}, lines_.size() - most));
    }
    throw DataError(std::move(told));
}

bool is_utf8(std::string_view text)
{
    using Utf = boost::locale::utf::utf_traits<char>;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const boost::locale::utf::code_point code = Utf::decode(at, end);
        if (code == boost::locale::utf::illegal || code == boost::locale::utf::incomplete) return false;
    }
    return true;
}

bool is_printable(std::string_view text)
{
    bool c1 = false;  // U+0080 to U+009F are the bytes C2 80 to C2 9F
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool c0 = (byte < 0x20U && c != '\n' && c != '\t') || byte == 0x7FU;
        if (c0 || (c1 && byte >= 0x80U && byte <= 0x9FU)) { return false; }
        c1 = byte == 0xC2U;
    }
    return is_utf8(text);
}

std::string made_printable(std::string_view text)
{
    const bool valid = is_printable(text);
    std::string shown;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        shown += byte < 0x20U || byte == 0x7FU || (!valid && byte >= 0x80U) ? '?' : c;
    }
    return shown;
}

std::string in_quotes(std::string_view text)
{
    constexpr std::size_t most = 60;
    const bool valid = is_utf8(text);
    std::size_t end = std::min(text.size(), most);
    while (valid && end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return '"' + made_printable(text.substr(0, end)) + (end < text.size() ? "...\"" : "\"");
}

namespace {

namespace x3 = boost::spirit::x3;

/// Fields as in RFC 4180, with blanks around them left out.
const auto blanks = x3::omit[*x3::char_(" \t")];
const auto word = +~x3::char_(",\"\r\n \t");
const auto bare = x3::rule<struct Bare, std::string>{} = x3::raw[-(word >> *(+x3::char_(" \t") >> word))];
const auto quoted = x3::rule<struct Quoted, std::string>{} = '"' >> *(~x3::char_('"') | ("\"\"" >> x3::attr('"'))) >>
                                                             '"';
const auto csv_field = blanks >> (quoted | bare) >> blanks;

}  // namespace

/// Reads rows, with the line on which each starts.
class TableReader {
public:
    explicit TableReader(std::string file) { table_.file_ = std::move(file); }

    Table read(std::string_view text)
    {
        if (text.starts_with("\xEF\xBB\xBF")) { text.remove_prefix(3); }
        check_encoding(text);
        for (at_ = text.begin(), end_ = text.end(); skip_blank_lines() && read_row();) { end_row(); }
        if (problems_.empty() && table_.columns_.empty()) {
            add(1, {"het bestand is leeg (een kopregel is nodig)", "the file is empty (a header row is needed)"});
        }
        problems_.throw_if_any();
        return std::move(table_);
    }

private:
    using Place = std::string_view::const_iterator;
    static constexpr int most_lines = 200;  ///< of one row

    Table table_;
    Problems problems_;
    Place at_{};  ///< up to where the text is read
    Place end_{};
    int line_ = 1;  ///< of `at_`
    std::vector<std::string> row_;
    int row_line_ = 0;  ///< on which the row being read starts
    bool too_long_ = false;

    void add(int line, const Text& what) { problems_.add(table_.file_, line, "", what); }

    /// \throws DataError at the first line that is not text
    void check_encoding(std::string_view text)
    {
        for (int line = 1; !text.empty(); ++line) {
            const std::string_view part = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
            text.remove_prefix(part.size());
            if (is_utf8(part) && part.find('\0') == std::string_view::npos) { continue; }
            add(line, {"de regel is geen geldige UTF-8 (bewaar het bestand als UTF-8)",
                       "the line is not valid UTF-8 text (save the file as UTF-8)"});
            problems_.throw_if_any();
        }
    }

    [[nodiscard]] bool at_row_end() const { return at_ == end_ || *at_ == '\n' || *at_ == '\r'; }

    void move_to(Place place)
    {
        line_ += static_cast<int>(std::count(at_, place, '\n'));
        at_ = place;
    }

    /// \return whether a row follows
    bool skip_blank_lines()
    {
        for (Place place = at_; place != end_; ++place) {
            if (*place == '\n' || *place == '\r') { move_to(place + 1); }
            if (std::string_view(" \t\r\n").find(*place) == std::string_view::npos) { return true; }
        }
        return false;
    }

    /// \return false, with a problem, where quotes are such that what follows cannot be told
    bool read_row()
    {
        row_line_ = line_;
        for (bool more = true; more;) {
            const Place start = at_;
            Place place = at_;
            std::string text;
            x3::parse(place, end_, csv_field, text);  // never fails: a field may be empty
            move_to(place);
            const bool only_blanks = std::all_of(start, at_, [](char c) { return c == ' ' || c == '\t'; });
            if (only_blanks && at_ != end_ && *at_ == '"') { return not_closed(); }
            if (line_ - row_line_ > most_lines) { return too_many_lines(); }
            more = !at_row_end() && *at_ == ',';
            if (!more && !at_row_end()) { return stray_quote(); }
            if (more) { ++at_; }
            field(std::move(text));
        }
        return true;
    }

    bool not_closed()
    {
        if (std::count(at_, end_, '\n') > most_lines) { return too_many_lines(); }
        add(row_line_, {"hier begint een aanhalingsteken dat nergens sluit", "a quote opens here and is never closed"});
        return false;
    }

    bool too_many_lines()
    {
        add(row_line_, bilingual({"hier begint een aanhalingsteken dat niet binnen {} regels sluit",
                                  "a quote opens here and is not closed within {} lines"},
                                 most_lines));
        return false;
    }

    bool stray_quote()
    {
        add(line_, {"er staat een aanhalingsteken in een veld (verdubbel het, of zet het hele veld tussen "
                    "aanhalingstekens)",
                    "a quote stands inside a field (double it, or put the whole field in quotes)"});
        return false;
    }

    void field(std::string text)
    {
        if (text.size() > Table::longest_field) {
            too_long_ = true;
            text.clear();
        }
        if (row_.size() <= Table::most_columns) { row_.push_back(std::move(text)); }
    }

    void end_row()
    {
        std::vector<std::string> row = std::exchange(row_, {});
        if (std::exchange(too_long_, false)) {
            add(row_line_, bilingual({"een veld is langer dan {} bytes (ontbreekt een aanhalingsteken?)",
                                      "a field is longer than {} bytes (is a quote missing?)"},
                                     Table::longest_field));
        } else if (table_.columns_.empty()) {
            take_header(std::move(row));
        } else if (row.size() != table_.columns_.size()) {
            const Text more = row.size() > Table::most_columns ? Text{"meer dan ", "over "} : Text{};
            add(row_line_, bilingual({"de regel heeft {}{} velden (de kopregel heeft er {})",
                                      "the row has {}{} fields (the header has {})"},
                                     more, std::min(row.size(), Table::most_columns), table_.columns_.size()));
        } else {
            table_.lines_.push_back(row_line_);
            std::move(row.begin(), row.end(), std::back_inserter(table_.fields_));
        }
    }

    void take_header(std::vector<std::string> row)
    {
        if (row.size() > Table::most_columns) {
            add(row_line_, bilingual({"de kopregel heeft meer dan {} kolommen", "the header has more than {} columns"},
                                     Table::most_columns));
        }
        for (auto name = row.begin(); name != row.end(); ++name) {
            if (name->empty())
                add(row_line_,
                    bilingual({"kolom {} heeft geen naam", "column {} has no name"}, name - row.begin() + 1));
            else if (std::find(row.begin(), name, *name) != name)
                add(row_line_,
                    bilingual({"kolom {} staat twee keer in de kopregel", "column {} stands in the header twice"},
                              in_quotes(*name)));
        }
        table_.columns_ = std::move(row);
    }
};

Table Table::parse(std::string_view text, std::string file) { return TableReader(std::move(file)).read(text); }

std::size_t Table::place(std::string_view column) const
{
    return static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), column) - columns_.begin());
}

bool Table::has(std::string_view column) const { return place(column) < columns_.size(); }

bool Table::require(const std::vector<std::string>& columns, Problems& problems) const
{
    bool all = true;
    for (const std::string& column : columns) {
        if (has(column)) continue;
        all = false;
        problems.add(
            file_, 1, column,
            bilingual({"de kolom ontbreekt{}", "the column is missing{}"}, did_you_mean_hint(column, columns_)));
    }
    return all;
}

namespace {

/// The fields of the key columns, one after the other.
std::string key_of(const Table& table, std::size_t row, const std::vector<std::string>& keys)
{
    std::string all;
    for (const std::string& column : keys) { all += table.text(row, column) + '\n'; }
    return all;
}

}  // namespace

Table Table::overlaid(const Table& above, const std::vector<std::string>& keys, Problems& problems) const
{
    bool fits = above.require(keys, problems);
    for (const std::string& column : above.columns_) {
        if (has(column)) continue;
        fits = false;
        problems.add(
            above.file_, 1, column,
            bilingual({"deze kolom is er niet{}", "there is no such column{}"}, did_you_mean_hint(column, columns_)));
    }
    if (!fits) return *this;
    Table all = *this;
    std::map<std::string, std::size_t> row_of;
    for (std::size_t row = 0; row < rows(); ++row) row_of[key_of(*this, row, keys)] = row;
    std::set<std::string> seen;
    for (std::size_t row = 0; row < above.rows(); ++row) {
        const std::string key = key_of(above, row, keys);
        if (!seen.insert(key).second) {
            problems.add(above.file_, above.line(row), keys.front(),
                         bilingual({"{} staat er twee keer", "{} stands there twice"},
                                   in_quotes(above.text(row, keys.front()))));
        }
        const auto [found, is_new] = row_of.try_emplace(key, all.rows());
        if (is_new) {
            all.lines_.push_back(0);
            all.fields_.resize(all.fields_.size() + columns_.size());
        }
        all.lines_[found->second] = above.line(row);
        for (const std::string& column : above.columns_) {
            all.fields_[found->second * columns_.size() + place(column)] = above.text(row, column);
        }
    }
    return all;
}

const std::string& Table::text(std::size_t row, std::string_view column) const
{
    static const std::string none;
    const std::size_t at = place(column);
    return at < columns_.size() ? fields_.at(row * columns_.size() + at) : none;
}

namespace {

/// The whole of a field as a number, correctly rounded; nothing if it is none.
std::optional<double> as_number(const std::string& field)
{
    double value = 0.0;
    const char* const last = field.data() + field.size();
#ifdef __cpp_lib_to_chars
    const auto [end, error] = std::from_chars(field.data(), last, value);
    const bool whole = error == std::errc() && end == last;
#else  // libc++ 14, as WebAssembly has it, reads no floating point; strtod would also take blanks, signs and hexadecimal
    char* end = nullptr;
    const bool plain =
        !field.empty() && field.find_first_not_of("0123456789.eE+-") == std::string::npos && field.front() != '+';
    value = plain ? std::strtod(field.c_str(), &end) : 0.0;
    const bool whole = plain && end == last;
#endif
    return whole && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

}  // namespace

double Table::number(std::size_t row, std::string_view column, Problems& problems, Allowed allowed) const
{
    const std::string& field = text(row, column);
    const std::optional<double> found = as_number(field);
    if (!found) {
        problems.add(file_, line(row), column, bilingual({"{} is geen getal", "{} is not a number"}, in_quotes(field)));
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double value = *found;
    if (value < allowed.low || value > allowed.high) {
        problems.add(file_, line(row), column,
                     bilingual({"{} ligt buiten het bereik ({} tot {})", "{} is out of range ({} to {})"},
                               in_quotes(field), allowed.low, allowed.high));
        return std::numeric_limits<double>::quiet_NaN();
    }
    return value;
}

std::optional<double> Table::number_if_any(std::size_t row, std::string_view column, Problems& problems,
                                           Allowed allowed) const
{
    if (text(row, column).empty()) return std::nullopt;
    return number(row, column, problems, allowed);
}

int Table::choice(std::size_t row, std::string_view column, const std::vector<std::string>& words,
                  Problems& problems) const
{
    const std::string& field = text(row, column);
    const auto found = std::find(words.begin(), words.end(), field);
    if (found != words.end()) return static_cast<int>(found - words.begin());
    // words may have been read from another table
    const std::string list = made_printable(fmt::format("{}", fmt::join(words, ", ")));
    const Text allowed = words.size() <= 12 ? bilingual({" (toegestaan: {})", " (allowed: {})"}, list) : Text{};
    problems.add(file_, line(row), column,
                 bilingual({"{} is onbekend{}{}", "{} is unknown{}{}"}, in_quotes(field), allowed,
                           did_you_mean_hint(field, words)));
    return -1;
}

}  // namespace vangnet
