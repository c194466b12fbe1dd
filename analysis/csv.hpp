#pragma once
/// Text of a CSV file (RFC 4180), with a decimal point or a decimal comma.

#include <string>
#include <string_view>

namespace vangnet::analysis {

/// With a decimal comma fields are separated by semicolons: what a Dutch spreadsheet opens without questions.
enum class Decimal { point, comma };

/// Writes fields one by one.
class CsvText {
public:
    explicit CsvText(Decimal decimal) : decimal_{decimal} {}

    /// Appends a text, quoted where it has a separator, quote or line end.
    CsvText& text(std::string_view field);
    /// Appends a number with the fewest digits that read back to the same double; nothing for NaN.
    CsvText& number(double value);
    /// The same for a float: 0.1F is written 0.1.
    CsvText& number(float value);
    CsvText& number(int value);
    void end_row();

    /// The text so far; leaves the writer empty.
    [[nodiscard]] std::string take();

private:
    void separate();
    void append_number(std::string digits);

    Decimal decimal_;
    std::string out_;
    bool first_ = true;
};

}  // namespace vangnet::analysis
