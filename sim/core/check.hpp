#pragma once
/// Checks that are always on, in release builds too: outside the loops over rows, once per block or call.

#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>

#include "sim/core/errors.hpp"

namespace vangnet {

namespace detail {

inline void append_part(std::string& text, std::string_view part) { text += part; }

template <class Number>
requires std::is_arithmetic_v<Number>
void append_part(std::string& text, Number number)
{
    if constexpr (std::is_same_v<Number, bool>) {
        text += number ? "true" : "false";
    } else if constexpr (std::is_integral_v<Number>) {
        text += std::to_string(number);
    } else {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.9g", static_cast<double>(number));
        text += digits;
    }
}

template <class... Parts>
[[noreturn, gnu::cold, gnu::noinline]] void fail(const Parts&... parts)
{
    std::string text;
    (append_part(text, parts), ...);
    throw BugError{text};
}

}  // namespace detail

/// Throws unless `ok`. The parts (texts and numbers) are joined as they are:
///
///     require(row < rows, "row ", row, " of a block of ", rows);
///
/// \throws BugError with the joined text
template <class... Parts>
void require(bool ok, const Parts&... parts)
{
    static_assert(sizeof...(Parts) > 0, "say what is wrong");
    if (!ok) [[unlikely]] { detail::fail(parts...); }
}

}  // namespace vangnet
