#pragma once
/// Texts for people: each is Dutch and English, and leaving one out does not compile.

#include <string>
#include <string_view>
#include <utility>

namespace vangnet {

/// A text that stands in the program.
struct Words {
    constexpr Words(std::string_view dutch, std::string_view english) noexcept : nl{dutch}, en{english} {}

    [[nodiscard]] constexpr std::string_view in(bool dutch) const noexcept { return dutch ? nl : en; }

    std::string_view nl;
    std::string_view en;
};

/// A text made while the program runs.
struct Text {
    Text() = default;
    Text(std::string dutch, std::string english) : nl{std::move(dutch)}, en{std::move(english)} {}
    explicit Text(Words words) : nl{words.nl}, en{words.en} {}

    [[nodiscard]] const std::string& in(bool dutch) const noexcept { return dutch ? nl : en; }
    [[nodiscard]] bool empty() const noexcept { return nl.empty(); }
    friend bool operator==(const Text&, const Text&) = default;

    std::string nl;
    std::string en;
};

/// What reads the same in both: a name, a value, a message of the system or a library.
[[nodiscard]] inline Text untranslated(std::string text) { return {text, text}; }

}  // namespace vangnet
