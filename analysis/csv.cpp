#include "analysis/csv.hpp"

#include <cmath>
#include <utility>

#include <fmt/core.h>

namespace vangnet::analysis {

void CsvText::separate()
{
    if (!first_) { out_ += decimal_ == Decimal::comma ? ';' : ','; }
    first_ = false;
}

CsvText& CsvText::text(std::string_view field)
{
    separate();
    if (field.find_first_of(",;\"\r\n") == std::string_view::npos) {
        out_ += field;
        return *this;
    }
    out_ += '"';
    for (const char c : field) {
        if (c == '"') { out_ += '"'; }
        out_ += c;
    }
    out_ += '"';
    return *this;
}

void CsvText::append_number(std::string digits)
{
    separate();
    if (const auto point = digits.find('.'); point != std::string::npos && decimal_ == Decimal::comma) {
        digits[point] = ',';
    }
    out_ += digits;
}

CsvText& CsvText::number(double value)
{
    append_number(std::isfinite(value) ? fmt::format("{}", value) : std::string());
    return *this;
}

CsvText& CsvText::number(float value)
{
    append_number(std::isfinite(value) ? fmt::format("{}", value) : std::string());
    return *this;
}

CsvText& CsvText::number(int value)
{
    append_number(fmt::format("{}", value));
    return *this;
}

void CsvText::end_row()
{
    out_ += '\n';
    first_ = true;
}

std::string CsvText::take()
{
    first_ = true;
    return std::exchange(out_, {});
}

}  // namespace vangnet::analysis
