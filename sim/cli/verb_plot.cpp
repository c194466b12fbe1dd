#include <fmt/core.h>

#include <memory>
#include <span>
#include <string>
#include <utility>

#include "analysis/csv.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/run_study.hpp"
#include "analysis/unit_costs.hpp"
#include "sim/cli/draw.hpp"
#include "sim/cli/file_state.hpp"
#include "sim/cli/session.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/durable.hpp"
#include "sim/results/results_file.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr Help help{
    {"vangnet plot BESTAND.h5 --figure FIGUUR --out BEELD.svg [opties]",
     "vangnet plot FILE.h5 --figure FIGURE --out PICTURE.svg [options]"},
    {"Tekent een figuur van het verslag: als .svg of .png, als tabel (.csv), of als Vega-Lite (.vl.json).",
     "Draws one figure of the report: as .svg or .png, as a table (.csv), or as Vega-Lite (.vl.json)."},
    "  vangnet plot utrecht.h5 --figure difference --outcome work_12h --out work.svg\n"
    "  vangnet plot utrecht.h5 --figure money --out money.csv"};

std::string forms_of(const Session& session)
{
    std::string all;
    for (const analysis::FigureForm& form : analysis::figure_forms()) {
        all += fmt::format("{}{} ({})", all.empty() ? "" : ", ", form.key, form.what.in(session.dutch()));
    }
    return all;
}

/// The data of a figure, in full: fields as columns, one row for each mark.
std::string csv_of(const analysis::ReportFigure& figure, bool dutch, analysis::Decimal decimal)
{
    analysis::CsvText csv(decimal);
    const std::size_t columns = figure.table.columns.size();
    for (std::size_t k = 0; k < columns; ++k) { csv.text(figure.fields[k]); }
    csv.end_row();
    for (const auto& row : figure.table.rows) {
        for (std::size_t k = 0; k < columns; ++k) {
            row[k].number ? csv.number(*row[k].number) : csv.text(row[k].text.in(dutch));
        }
        csv.end_row();
    }
    return csv.take();
}

std::string svg_of(const nlohmann::ordered_json& specification)
{
    if (!can_draw()) {
        throw RunError(Text{"dit programma is zonder figuren gebouwd; .csv en .vl.json kan het wel schrijven",
                            "this program was built without figures; it does write .csv and .vl.json"});
    }
    const auto drawn = draw({specification});
    if (!drawn) {
        throw RunError(Text{"tekenen gaat met Node, en dat is hier niet (Debian: apt-get install nodejs)",
                            "drawing needs Node, which is not here (Debian: apt-get install nodejs)"});
    }
    return drawn->front();
}

/// What goes into a file of this name. \throws UsageError for an ending that is none
std::string picture_of(const analysis::ReportFigure& figure, const std::string& name, bool dutch, int width,
                       analysis::Decimal decimal)
{
    const auto ends = [&name](std::string_view ending) { return std::string_view{name}.ends_with(ending); };
    if (ends(".csv")) { return csv_of(figure, dutch, decimal); }
    const nlohmann::ordered_json specification = analysis::vega_lite(figure, dutch, width);
    if (ends(".vl.json")) { return specification.dump(1) + "\n"; }
    if (ends(".svg")) { return svg_of(specification); }
    if (ends(".png")) {
        std::optional<std::string> png = png_of(svg_of(specification));
        if (png) { return std::move(*png); }
        throw RunError(
            Text{"een .png maakt rsvg-convert, en dat is hier niet (Debian: apt-get install librsvg2-bin)",
                 "a .png is made by rsvg-convert, which is not here (Debian: apt-get install librsvg2-bin)"});
    }
    throw UsageError(bilingual({"{}: .svg, .png, .csv of .vl.json", "{}: .svg, .png, .csv or .vl.json"}, name));
}

}  // namespace

int verb_plot(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("figure", po::value<std::string>()->value_name(session.say("FIGUUR", "FIGURE").data()),
        forms_of(session).c_str());
    add("outcome",
        po::value<std::string>()->default_value("work_12h")->value_name(session.say("UITKOMST", "OUTCOME").data()),
        session.say("uitkomst van een figuur die er een toont", "outcome of a figure that shows one").data());
    add("month", po::value<int>()->value_name("M"),
        session.say("maand van een figuur die er een toont [de laatste]", "month of a figure that shows one [the last]")
            .data());
    add("out", po::value<std::string>()->value_name(session.say("BEELD", "PICTURE").data()),
        session.say("waarheen: .svg, .png, .csv of .vl.json", "where to: .svg, .png, .csv or .vl.json").data());
    add("narrow", session.say("voor een telefoon of een halve kolom", "for a telephone or half a column").data());
    add("decimal", po::value<std::string>()->value_name("point|comma")->default_value("point"),
        session.say("decimaalteken van .csv", "decimal mark of .csv").data());
    add("force", session.say("overschrijf een bestaand bestand", "overwrite an existing file").data());
    const Values values = parse(session, options, {"file"});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "file", a_results_file, help);
    require_argument(values, "figure", {"een figuur (--figure)", "a figure (--figure)"}, help);
    require_argument(values, "out", {"een bestand om te schrijven (--out)", "a file to write (--out)"}, help);
    const std::filesystem::path out = values["out"].as<std::string>();
    std::error_code error;
    if (values.count("force") == 0U && std::filesystem::exists(out, error)) {
        throw UsageError(bilingual(
            {"{}: bestaat al; --force overschrijft", "{}: is there already; use --force to replace it"}, out.string()));
    }
    const auto file = std::make_shared<const ResultsFile>(values["file"].as<std::string>());
    tell_if_unsure(*file, session);
    analysis::FigureRequest request{
        .form = values["figure"].as<std::string>(), .outcome = values["outcome"].as<std::string>(), .month = {}};
    if (values.count("month") != 0U) { request.month = values["month"].as<int>(); }
    const std::filesystem::path data = data_folder(values);
    const analysis::ReportFigure figure =
        analysis::figure_of({.study = analysis::study_of(file),
                             .costs = analysis::UnitCosts::load(data),
                             .assumptions = analysis::assumptions_of(*file, load_parameters(data)),
                             .trial = analysis::trial_of(file)},
                            request);
    const int width = values.count("narrow") != 0U ? analysis::narrow_figure : analysis::wide_figure;
    const auto decimal = decimal_comma(values) ? analysis::Decimal::comma : analysis::Decimal::point;
    const std::string picture = picture_of(figure, out.filename().string(), session.dutch(), width, decimal);
    write_durably(out, std::as_bytes(std::span{picture}));
    fmt::print("{}\n{}\n", out.string(), figure.description.in(session.dutch()));
    return 0;
}

}  // namespace vangnet::cli
