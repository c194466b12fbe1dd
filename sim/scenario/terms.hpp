#pragma once
/// Words of advisers that are no keys of a scenario: ways of splitting people, and what the law calls things.

#include <span>
#include <string>
#include <string_view>

#include "sim/inputs/say.hpp"

namespace vangnet {

struct Term {
    std::string_view key;    ///< of a group dimension, or the word itself
    bool group = false;      ///< whether outcomes can be split by it (`compare --by`)
    std::string_view dutch;  ///< words that mean it, between bars: "|duur|uitkeringsduur|"
    Words says;              ///< a sentence or two
};

/// All terms; groups first, in the order of `compare --by`.
[[nodiscard]] std::span<const Term> terms() noexcept;

/// The term that a word means, in any case and with or without accents; nothing if none.
[[nodiscard]] const Term* find_term(std::string_view word);

/// The group dimension that a word means; the word itself if it means none.
[[nodiscard]] std::string group_meant(const std::string& word);

}  // namespace vangnet
