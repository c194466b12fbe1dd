#pragma once
/// Texts of problems in one language, for comparing.

#include <string>
#include <vector>

#include "sim/core/text.hpp"

namespace vangnet {

inline std::vector<std::string> in_language(const std::vector<Text>& texts, bool dutch)
{
    std::vector<std::string> lines;
    for (const Text& text : texts) { lines.push_back(text.in(dutch)); }
    return lines;
}

}  // namespace vangnet
