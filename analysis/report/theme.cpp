#include "analysis/report/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <regex>
#include <vector>

#include <fmt/core.h>

#include "analysis/report/numbers.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

/// As the page has them without a theme; see html.cpp.
const std::map<std::string, std::string>& usual_colours()
{
    static const std::map<std::string, std::string> colours{
        {"text", "#1f2327"}, {"accent", "#0a4a8c"}, {"line", "#6b7480"}, {"soft", "#eef2f6"}};
    return colours;
}

/// Linear light of a channel of two hexadecimal digits.
double light(std::string_view digits)
{
    const double value = std::stoi(std::string(digits), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(std::string_view colour)
{
    return 0.2126 * light(colour.substr(1, 2)) + 0.7152 * light(colour.substr(3, 2)) +
           0.0722 * light(colour.substr(5, 2));
}

/// Comments become spaces, so that lines keep their numbers.
std::string without_comments(std::string_view text)
{
    std::string out{text};
    for (std::size_t at = 0; (at = out.find("/*", at)) != std::string::npos;) {
        const std::size_t end = std::min(out.find("*/", at + 2), out.size() - 2) + 2;
        std::replace_if(
            out.begin() + static_cast<std::ptrdiff_t>(at), out.begin() + static_cast<std::ptrdiff_t>(end),
            [](char c) { return c != '\n'; }, ' ');
        at = end;
    }
    return out;
}

struct Pair {
    const char* colour;
    const char* on;  ///< empty: white
    double least;
};
constexpr std::array pairs{Pair{"text", "", 4.5}, Pair{"text", "soft", 4.5}, Pair{"accent", "", 4.5},
                           Pair{"accent", "soft", 4.5}, Pair{"line", "", 3.0}};

void check_contrast(const std::map<std::string, std::string>& colours, const std::string& file,
                    std::vector<Text>& problems)
{
    for (const Pair& pair : pairs) {
        const std::string& behind = *pair.on == '\0' ? "#ffffff" : colours.at(pair.on);
        const double found = contrast(colours.at(pair.colour), behind);
        if (found >= pair.least) { continue; }
        problems.push_back(bilingual({"{}: --vangnet-{} {} op {}: contrast {}:1, minstens {}:1 is nodig om te lezen",
                                      "{}: --vangnet-{} {} on {}: contrast {}:1, at least {}:1 is needed to read it"},
                                     file, pair.colour, colours.at(pair.colour), behind, number_text(found, 2),
                                     number_text(pair.least, 2)));
    }
}

}  // namespace

double contrast(std::string_view a, std::string_view b)
{
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

std::string theme_style(std::string_view text, const std::string& file)
{
    const std::string plain = without_comments(text);
    static const std::regex setting{R"(\s*--vangnet-([a-z-]+)\s*:\s*(#[0-9a-fA-F]{6})\s*;\s*)"};
    static const std::regex around{R"(\s*(:root)?\s*[{}]?\s*)"};
    std::map<std::string, std::string> colours = usual_colours();
    std::vector<Text> problems;
    std::vector<std::string> names;
    for (const auto& [name, colour] : colours) { names.push_back(name); }
    std::string style;
    int number = 0;
    constexpr std::size_t longest_line = 200;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t end = std::min(plain.find('\n', at), plain.size());
        const std::string line = plain.substr(at, end - at);
        at = end + 1;
        ++number;
        std::smatch found;
        const bool readable = line.size() <= longest_line;  // std::regex takes stack for each letter
        if (!readable || !std::regex_match(line, found, setting)) {
            if (!readable || !std::regex_match(line, around)) {
                problems.push_back(bilingual({"{}:{}: geen kleur zoals --vangnet-accent: #0a4a8c;",
                                              "{}:{}: no colour such as --vangnet-accent: #0a4a8c;"},
                                             file, number));
            }
            continue;
        }
        if (colours.count(found[1]) == 0) {
            problems.push_back(bilingual({"{}:{}: --vangnet-{} bestaat niet{}", "{}:{}: there is no --vangnet-{}{}"},
                                         file, number, found[1].str(), did_you_mean_hint(found[1].str(), names)));
            continue;
        }
        colours[found[1]] = found[2];
        style += fmt::format("--vangnet-{}: {}; ", found[1].str(), found[2].str());
    }
    if (style.empty() && problems.empty()) {
        problems.push_back(bilingual({"{}: er staat geen kleur in", "{}: there is no colour in it"}, file));
    }
    check_contrast(colours, file, problems);
    if (!problems.empty()) { throw ConfigError(std::move(problems)); }
    return fmt::format(":root {{ {}}}\n", style);
}

}  // namespace vangnet::analysis
