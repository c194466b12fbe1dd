#pragma once
/// The keys that a scenario file may have, with what they mean: for reading, for messages and for `vangnet explain`.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"

namespace vangnet {

/// One key of a scenario file.
struct SettingText {
    std::string_view path;   ///< such as "run.months"; "arms.label_nl" for a key of every arm
    Words allowed;           ///< what it may be, in words and numbers
    Words if_absent;         ///< what holds when it is left out
    Words meaning;           ///< one line
    std::string_view dutch;  ///< Dutch names that `explain` and guesses find, separated by blanks

    /// The last part of the path.
    [[nodiscard]] constexpr std::string_view leaf() const noexcept
    {
        const std::size_t dot = path.rfind('.');
        return dot == std::string_view::npos ? path : path.substr(dot + 1);
    }
    /// The part before the last dot; empty at the top.
    [[nodiscard]] constexpr std::string_view section() const noexcept
    {
        const std::size_t dot = path.rfind('.');
        return dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot);
    }
};

/// All keys, in the order of a scenario file.
[[nodiscard]] std::span<const SettingText> setting_texts() noexcept;

/// Keys of one section ("" for the top of the file).
[[nodiscard]] std::vector<std::string> setting_leaves(std::string_view section);

/// A Dutch word and the key, instrument or parameter it stands for.
struct DutchWord {
    std::string_view dutch;
    std::string_view key;
};

/// Dutch words beside those of the settings.
[[nodiscard]] std::span<const DutchWord> dutch_words() noexcept;

/// All that a Dutch word stands for: keys of instruments and their settings, outcomes, parameters, scenario keys. Case
/// does not matter.
[[nodiscard]] std::vector<std::string_view> keys_of_dutch(std::string_view word);

/// ` did you mean "x"?` for a word that is none of `known`: the nearest one, else what the word means in Dutch.
[[nodiscard]] Text setting_hint(std::string_view word, const std::vector<std::string>& known);

}  // namespace vangnet
