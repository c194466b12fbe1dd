#include "sim/cli/draw.hpp"

#include "analysis/report/figure.hpp"
#include "sim/cli/process.hpp"

namespace vangnet::cli {

bool can_draw() noexcept { return !analysis::embedded_figure_file("draw.js").empty(); }

std::optional<std::vector<std::string>> draw(const std::vector<nlohmann::ordered_json>& specifications)
{
    if (!can_draw() || specifications.empty()) { return {}; }
    std::string script{analysis::embedded_figure_file("draw.js")};
    script += "\nvangnetDraw(" + nlohmann::ordered_json(specifications).dump() +
              ").then(drawn => process.stdout.write(JSON.stringify(drawn)));\n";
    // Node reads all of a script before it runs a line of it; Debian's is called nodejs, too
    std::optional<std::string> printed = output_of({"node", "-"}, script);
    if (!printed) { printed = output_of({"nodejs", "-"}, script); }
    if (!printed) { return {}; }
    const nlohmann::json drawn = nlohmann::json::parse(*printed, nullptr, false);
    if (!drawn.is_array() || drawn.size() != specifications.size()) { return {}; }
    std::vector<std::string> svg;
    for (const auto& each : drawn) {
        if (!each.is_string()) { return {}; }
        svg.push_back(each.get<std::string>());
    }
    return svg;
}

std::optional<std::string> png_of(const std::string& svg) { return output_of({"rsvg-convert", "--zoom", "2"}, svg); }

}  // namespace vangnet::cli
