#include "sim/inputs/did_you_mean.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet {

namespace {

constexpr std::size_t longest_word = 100;  // bytes looked at: a hostile file may hold a megabyte as one word

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

int edit_distance(std::string_view a, std::string_view b)
{
    a = a.substr(0, longest_word);
    b = b.substr(0, longest_word);
    using Row = std::array<int, longest_word + 1>;
    Row before{};
    Row last{};
    Row now{};
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int change = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
                now[j] = std::min(now[j], before[j - 2] + 1);
            }
        }
        before = last;
        last = now;
    }
    return last[b.size()];
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates)
{
    if (word.size() > longest_word) { return {}; }
    int nearest = std::clamp(static_cast<int>(word.size()) / 3, 1, 4) + 1;
    std::string found;
    for (const std::string& candidate : candidates) {
        const int distance = edit_distance(word, candidate);
        if (distance < nearest) {
            nearest = distance;
            found = candidate;
        }
    }
    return found;
}

Text did_you_mean_hint(std::string_view word, const std::vector<std::string>& candidates)
{
    return meant_hint(did_you_mean(word, candidates));
}

Text meant_hint(std::string_view meant)
{
    return meant.empty() ? Text{} : bilingual({" bedoelde u \"{}\"?", " did you mean \"{}\"?"}, made_printable(meant));
}

std::string lower_case(std::string_view text)
{
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

std::string folded(std::string_view name)
{
    // The letters U+00C0 to U+00FF without their accents; in UTF-8 these are C3 80 to C3 BF.
    constexpr std::string_view plain = "aaaaaaaceeeeiiiidnooooo\x01ouuuuytsaaaaaaaceeeeiiiidnooooo\x01ouuuuyty";
    std::string text;
    for (std::size_t k = 0; k < name.size(); ++k) {
        const auto byte = static_cast<unsigned char>(name[k]);
        const unsigned next = k + 1 < name.size() ? static_cast<unsigned char>(name[k + 1]) : 0U;
        if (byte == 0xC3U && next >= 0x80U && next <= 0xBFU) {
            text += plain[next - 0x80U];
            ++k;
        } else {
            text += name[k] == '-' ? ' ' : name[k];
        }
    }
    return lower_case(text);
}

}  // namespace vangnet
