#pragma once
/// Pictures of figures, drawn by Node with the script that is compiled into the program.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace vangnet::cli {

/// Whether the program was built with what draws figures.
[[nodiscard]] bool can_draw() noexcept;

/// Draws each Vega-Lite specification as SVG, in order, in a process of Node.
/// \return nothing if there is no Node on this machine, or it could not draw them
[[nodiscard]] std::optional<std::vector<std::string>> draw(const std::vector<nlohmann::ordered_json>& specifications);

/// An SVG as a PNG of twice its size, by rsvg-convert (Debian: librsvg2-bin). \return nothing if that is not there
[[nodiscard]] std::optional<std::string> png_of(const std::string& svg);

/// Prints a page as a PDF, with tags for screen readers, by an installed Chromium, Chrome or Edge. \param page, pdf
/// paths; `pdf` is replaced only when it is whole \return whether there was such a browser and it did
[[nodiscard]] bool print_pdf(const std::filesystem::path& page, const std::filesystem::path& pdf);

}  // namespace vangnet::cli
