#pragma once
/// Colours of a municipality for the page of a report.

#include <string>
#include <string_view>

namespace vangnet::analysis {

/// The style sheet that a theme adds. A theme sets colours of the page as `--vangnet-accent: #0a4a8c;`, one per line:
/// text, accent (headings and links), soft (behind the first page), line. Comments and `:root { }` around them are
/// allowed. \param file  what messages call it \throws ConfigError with every line that is not such a colour, and every
/// pair of colours that is too weak to read:
///         4.5:1 for text and accent on white and on soft, 3:1 for line on white
/// \source WCAG 2.2, success criteria 1.4.3 and 1.4.11, and its relative luminance
[[nodiscard]] std::string theme_style(std::string_view text, const std::string& file);

/// Contrast of two colours #rrggbb, 1 to 21. \source WCAG 2.2, contrast ratio
[[nodiscard]] double contrast(std::string_view a, std::string_view b);

}  // namespace vangnet::analysis
