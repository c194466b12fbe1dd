#include <array>
#include <string>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/report.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/report_study.hpp"

using namespace vangnet;
using namespace vangnet::analysis;
using policy::Grade;
using test::between;
using test::has;
using test::study_of;

namespace {

double number_at(const ReportFigure& figure, std::size_t row, const std::string& field)
{
    std::size_t k = 0;
    while (figure.fields.at(k) != field) { ++k; }
    return figure.table.rows.at(row).at(k).number.value();
}

/// Dots on each side of 0 and on neither.
struct Sides {
    double less = 0.0;
    double none = 0.0;
    double more = 0.0;
};

Sides sides_of(const ReportFigure& figure)
{
    Sides sides;
    for (std::size_t row = 0; row < figure.table.rows.size(); ++row) {
        const double from = number_at(figure, row, "from");
        const double to = number_at(figure, row, "to");
        CHECK((from >= 0.0 || to <= 0.0));  // no bin holds both sides
        double& side = to > 0.0 ? sides.more : (from < 0.0 ? sides.less : sides.none);
        side += number_at(figure, row, "draws");
    }
    return sides;
}

ReportFigure dots(const std::vector<double>& effects)
{
    return difference_figure(compare(study_of(effects, Grade::b)), "work_12h").value();
}

Report small_report()
{
    ReportInputs in;
    in.moments = {compare(study_of(between(-1.0, 3.0), Grade::b))};
    return make_report(in);
}

}  // namespace

TEST_CASE("a plot of dots has each draw once, on its side of nothing", "[unit]")
{
    const Comparison c = compare(study_of(between(-1.0, 3.0), Grade::b));
    const ReportFigure figure = difference_figure(c, "work_12h").value();
    const Sides sides = sides_of(figure);
    CHECK(sides.more == static_cast<double>(c.rows[0].draws_above));
    CHECK(sides.less == static_cast<double>(c.rows[0].draws_below));
    CHECK(sides.less + sides.none + sides.more == 40.0);
    CHECK(has(figure.description.nl, "hulp: in 30 van de 40 trekkingen meer, in 10 minder."));
    CHECK(figure.title.nl == "Werk: verschil met gewoon, na 40 maanden");

    const Sides mirrored = sides_of(dots(between(-3.0, 1.0)));
    CHECK(mirrored.less == sides.more);
    CHECK(mirrored.more == sides.less);
}

TEST_CASE("of many draws fifty dots stand for all, as many on each side as there are draws", "[unit]")
{
    const ReportFigure figure = dots(between(-1.0, 3.0, 1000));
    const Sides sides = sides_of(figure);
    CHECK(sides.less + sides.none + sides.more == 50.0);
    CHECK(sides.less == Approx(12.5).margin(0.6));  // a quarter of the draws
    CHECK(has(figure.description.nl, "De 50 stippen verdelen"));
    CHECK(has(figure.description.nl, "in 750 van de 1000 trekkingen meer"));
}

TEST_CASE("a draw of exactly nothing is a dot on neither side, above its neighbours", "[unit]")
{
    std::vector<double> effects = between(-1.0, 1.0);
    effects[0] = effects[1] = 0.0;
    Comparison c = compare(study_of(effects, Grade::b));
    c.rows[0].parameters->effects = effects;  // as they are, without the luck that is taken off
    const ReportFigure figure = difference_figure(c, "work_12h").value();
    CHECK(sides_of(figure).none == 2.0);
    for (std::size_t row = 0; row < figure.table.rows.size(); ++row) {
        const bool nothing = number_at(figure, row, "from") == number_at(figure, row, "to");
        CHECK((number_at(figure, row, "base") > 0.0) == nothing);
    }
}

TEST_CASE("without draws, or with draws that change nothing, there are no dots", "[unit]")
{
    CHECK_FALSE(difference_figure(compare(study_of({}, Grade::b)), "work_12h"));
    Comparison same = compare(study_of(between(-1.0, 1.0), Grade::b));
    same.rows[0].parameters->effects.assign(40, 0.0);
    same.rows[0].draws_above = same.rows[0].draws_below = 0;
    CHECK_FALSE(difference_figure(same, "work_12h"));
    CHECK_FALSE(difference_figure(same, "no_such_outcome"));
    CHECK_FALSE(over_time_figure({same}, "work_12h", 0));
}

TEST_CASE("a hundred marks are a hundred, whatever was rounded", "[unit]")
{
    using Marks = std::array<int, 4>;
    CHECK(of_a_hundred({{}, 82.7, 0.1, 0.6, 16.6}) == Marks{83, 0, 0, 17});
    CHECK(of_a_hundred({{}, 82.4, 0.2, 0.7, 16.7}) == Marks{82, 0, 1, 17});
    CHECK(of_a_hundred({{}, 25.0, 25.0, 25.0, 25.0}) == Marks{25, 25, 25, 25});
    CHECK(of_a_hundred({{}, 33.4, 33.3, 33.3, 0.0}) == Marks{34, 33, 33, 0});
    const ReportFigure figure = twins_figure(
        {.month = 40, .base_label = {"gewoon", "usual"}, .arms = {{{"hulp", "help"}, 82.4, 0.2, 0.7, 16.7}}});
    double marks = 0.0;
    for (std::size_t row = 0; row < figure.table.rows.size(); ++row) { marks += number_at(figure, row, "dots"); }
    CHECK(marks == 100.0);
    CHECK(has(figure.description.nl, "van 1.000 mensen werken er 7 alleen met dit beleid en 2 alleen met 'gewoon'"));
}

TEST_CASE("bands over time are quantiles of the draws and lie in each other", "[unit]")
{
    std::vector<Comparison> months;
    for (int month = 1; month <= 45; ++month) {
        months.push_back(compare(study_of(between(-0.02 * month, 0.06 * month), Grade::b)));
        months.back().month = month;
    }
    const ReportFigure figure = over_time_figure(months, "work_12h", 16).value();
    REQUIRE(figure.table.rows.size() == months.size());
    for (std::size_t row = 0; row < months.size(); ++row) {
        double before = -1e9;
        for (const char* field : {"low_90", "low_60", "low_30", "middle", "high_30", "high_60", "high_90"}) {
            CHECK(number_at(figure, row, field) >= before);
            before = number_at(figure, row, field);
        }
        CHECK(number_at(figure, row, "middle") == quantile_type7(months[row].rows[0].parameters->effects, 0.5));
    }
    CHECK(has(figure.description.nl, "uiterlijk na maand 16"));
    CHECK(has(figure.description.nl, "Na maand 40 is de lijn gestreept"));
}

TEST_CASE("a specification has the numbers of its table, no gaps, and the marks of its language", "[unit]")
{
    const ReportFigure figure = dots(between(-1.0, 3.0));
    for (const bool dutch : {true, false}) {
        for (const int width : {wide_figure, narrow_figure}) {
            const nlohmann::ordered_json spec = vega_lite(figure, dutch, width);
            for (const char* name : {"\"$axis\"", "\"$width\"", "\"$plot_width\"", "\"$dot\"", "\"$from\"", "\"$arms\"",
                                     "\"$locale\"", "\"$height\"", "\"$highest\"", "\"$ticks\""}) {
                CHECK_FALSE(has(spec.dump(), name));
            }
            REQUIRE(spec["data"]["values"].size() == figure.table.rows.size());
            for (std::size_t row = 0; row < figure.table.rows.size(); ++row) {
                CHECK(spec["data"]["values"][row]["from"] == number_at(figure, row, "from"));
                CHECK(spec["data"]["values"][row]["arm"] == (dutch ? "hulp" : "help"));
            }
            CHECK(spec["config"]["locale"]["number"]["decimal"] == (dutch ? "," : "."));
            CHECK(spec["spec"]["width"] < width);
        }
    }
}

TEST_CASE("a page has each figure twice with its description and table, or says that it has none", "[unit]")
{
    const Report report = small_report();
    const std::size_t figures = figures_of(report).size();
    REQUIRE(figures == 1);
    Pictures drawn{Pictures::How::drawn, {"<svg>wide</svg>", "<svg>narrow</svg>"}};
    const std::string page = to_html(report, true, drawn);
    CHECK(has(page, "<svg>wide</svg>"));
    CHECK(has(page, "<svg>narrow</svg>"));
    CHECK(has(page, "aria-describedby=\"stippen-work_12h-uitleg\""));
    CHECK(has(page, "<caption id=\"stippen-work_12h-tabel-naam\">"));
    CHECK_FALSE(has(page, "<script"));
    CHECK(has(to_html(report, true, {}), "zonder figuren gemaakt"));
    CHECK_FALSE(has(page, "zonder figuren gemaakt"));
}

TEST_CASE("a page that draws itself allows that script and no other, and holds no text as markup", "[unit]")
{
    Report report = small_report();
    report.title = {"</script><script>alert(1)</script>", "x"};
    for (ReportSection& section : report.sections) {
        for (ReportBlock& block : section.blocks) {
            if (auto* figure = std::get_if<ReportFigure>(&block)) { figure->table.rows[0][0].text = report.title; }
        }
    }
    const std::string page = to_html(report, true, {Pictures::How::in_page, {}});
    CHECK_FALSE(has(page, "<script>alert"));
    CHECK(has(page, "default-src 'none'; script-src 'sha256-"));
    CHECK_FALSE(has(page, "unsafe-eval"));
    std::size_t scripts = 0;
    for (std::size_t at = 0; (at = page.find("<script", at)) != std::string::npos; ++at) { ++scripts; }
    CHECK(scripts == 2);  // the data, and what draws them
}
