#pragma once
/// Sentences for people with places for values.

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "sim/core/text.hpp"

namespace vangnet {

namespace say_detail {

[[nodiscard]] inline const std::string& in(const Text& text, bool dutch) noexcept { return text.in(dutch); }
[[nodiscard]] inline std::string_view in(const Words& words, bool dutch) noexcept { return words.in(dutch); }
template <class Value>
[[nodiscard]] const Value& in(const Value& value, bool) noexcept
{
    return value;
}

template <class Value>
using Shown = std::remove_cvref_t<decltype(in(std::declval<const Value&>(), true))>;

}  // namespace say_detail

/// A sentence in both languages. It does not compile without one of them, or if the places of one do not fit the
/// values.
template <class... Values>
struct Sentence {
    fmt::format_string<say_detail::Shown<Values>...> nl;
    fmt::format_string<say_detail::Shown<Values>...> en;
};

/// The sentence in one language; values that are texts stand in it in that language.
template <class... Values>
[[nodiscard]] std::string say_in(bool dutch, std::type_identity_t<Sentence<Values...>> sentence,
                                 const Values&... values)
{
    return fmt::vformat(dutch ? sentence.nl : sentence.en, fmt::make_format_args(say_detail::in(values, dutch)...));
}

/// The same in both: `bilingual({"geen {}", "no {}"}, name)`.
template <class... Values>
[[nodiscard]] Text bilingual(std::type_identity_t<Sentence<Values...>> sentence, const Values&... values)
{
    return {say_in<Values...>(true, sentence, values...), say_in<Values...>(false, sentence, values...)};
}

}  // namespace vangnet
