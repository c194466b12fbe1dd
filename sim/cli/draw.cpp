#include "sim/cli/draw.hpp"

#include <unistd.h>

#include <system_error>

#include "analysis/report/figure.hpp"
#include "sim/cli/process.hpp"
#include "sim/cli/temporary.hpp"

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

bool print_pdf(const std::filesystem::path& page, const std::filesystem::path& pdf)
{
    const TemporaryFolder folder;
    const std::filesystem::path made = folder.path() / "report.pdf";
    for (const char* browser : {"chromium", "chromium-browser", "google-chrome", "microsoft-edge"}) {
        std::vector<std::string> command{browser,
                                         "--headless",
                                         "--disable-gpu",
                                         "--no-pdf-header-footer",
                                         "--export-tagged-pdf",
                                         "--user-data-dir=" + (folder.path() / "profile").string(),
                                         "--print-to-pdf=" + made.string(),
                                         "file://" + std::filesystem::absolute(page).string()};
        if (::geteuid() == 0) { command.insert(command.begin() + 1, "--no-sandbox"); }  // root has no sandbox to enter
        std::error_code error;
        if (output_of(command, "") && std::filesystem::file_size(made, error) > 0 && !error) {
            put_in_place(made, pdf);
            return true;
        }
    }
    return false;
}

}  // namespace vangnet::cli
