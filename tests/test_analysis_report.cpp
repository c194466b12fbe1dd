#include <algorithm>
#include <cmath>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analysis/report/conclusion.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/report.hpp"
#include "analysis/report/text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/report_study.hpp"

using namespace vangnet;
using namespace vangnet::analysis;
using policy::Grade;
using test::between;
using test::has;
using test::study_of;

namespace {

Conclusion concluded(const Study& study, const Quality& quality = {})
{
    const Comparison c = compare(study);
    return conclude(c, c.rows.at(0), c.outcomes.at(0), c.arms.at(0), quality);
}

Conclusion concluded(const std::vector<double>& effects, Grade grade = Grade::b, double chance_spread = 0.01)
{
    return concluded(study_of(effects, grade, chance_spread));
}

}  // namespace

TEST_CASE("a conclusion is the first state that holds", "[unit]")
{
    CHECK(concluded(between(2.0, 4.0)).standing == Standing::more);
    CHECK(concluded(between(-4.0, -2.0)).standing == Standing::less);
    CHECK(concluded(between(-0.5, 0.5)).standing == Standing::same);
    CHECK(concluded(between(-3.0, 3.0)).standing == Standing::either);
    CHECK(concluded(between(0.2, 3.0)).standing == Standing::small);
    CHECK(concluded(between(2.0, 4.0), Grade::b, 2.0).standing == Standing::imprecise);
    CHECK(concluded(between(2.0, 4.0, 20)).standing == Standing::chance_only);
    CHECK(concluded(std::vector<double>{}).standing == Standing::chance_only);
    CHECK(concluded(study_of(between(2.0, 4.0), Grade::a), {.as_written = false}).standing == Standing::locked);
    CHECK(concluded(study_of(between(2.0, 4.0), Grade::a), {.complete = false}).standing == Standing::locked);
    Study assumed = study_of(between(2.0, 4.0), Grade::d);
    assumed.arms[1].instruments[0].drivers[0].drawn = false;
    CHECK(concluded(assumed).standing == Standing::untested);
}

TEST_CASE("a conclusion depends on how people respond where forms of the model land in different states", "[unit]")
{
    const auto with = [](const std::vector<double>& here, const std::vector<double>& there, double chance = 0.01) {
        const Comparison c = compare(study_of(here, Grade::b, 0.01));
        const Comparison other = compare(study_of(there, Grade::b, chance));
        return conclude(c, c.rows.at(0), c.outcomes.at(0), c.arms.at(0), {}, {{{"geen geld", "no money"}, &other}});
    };
    CHECK(with(between(2.0, 4.0), between(3.0, 5.0)).standing == Standing::more);
    CHECK(with(between(0.2, 3.0), between(-3.0, 3.0)).standing == Standing::small);  // both are not sure
    const Conclusion apart = with(between(2.0, 4.0), between(-0.5, 0.5));
    CHECK(apart.standing == Standing::depends);
    CHECK_FALSE(apart.has_number);
    CHECK(has(apart.sentence.nl, "Het model zoals het is: meer; geen geld: ongeveer evenveel."));
    CHECK(has(apart.sentence.en, "no money: about the same"));
    CHECK(with(between(2.0, 4.0), between(-4.0, -2.0)).standing == Standing::depends);
    CHECK(has(with(between(2.0, 4.0), between(2.0, 4.0), 2.0).sentence.en, "no money: not precisely enough yet"));
}

TEST_CASE("the line of relevance decides from both sides", "[unit]")
{
    CHECK(concluded(std::vector<double>(40, 1.01), Grade::b, 1e-4).standing == Standing::more);
    CHECK(concluded(std::vector<double>(40, 0.99), Grade::b, 1e-4).standing == Standing::same);
    CHECK(concluded(std::vector<double>(40, -0.99), Grade::b, 1e-4).standing == Standing::same);
    CHECK(concluded(std::vector<double>(40, -1.01), Grade::b, 1e-4).standing == Standing::less);
}

TEST_CASE("mirrored effects give the mirrored sentence", "[unit]")
{
    const Conclusion up = concluded(between(2.0, 4.0));
    const Conclusion down = concluded(between(-4.0, -2.0));
    CHECK(up.middle == Approx(-down.middle));
    CHECK(up.range.low == Approx(-down.range.high));
    CHECK(up.range.high == Approx(-down.range.low));
    CHECK(has(up.sentence.nl, "3,0 van de 100 mensen meer dan bij 'gewoon'"));
    CHECK(has(down.sentence.nl, "3,0 van de 100 mensen minder dan bij 'gewoon'"));
    CHECK(has(up.sentence.nl, "In 40 van de 40 doorrekeningen is het meer, in 0 minder."));
    CHECK(has(down.sentence.nl, "In 0 van de 40 doorrekeningen is het meer, in 40 minder."));
}

TEST_CASE("weak evidence takes the number away or says so", "[unit]")
{
    CHECK(concluded(between(2.0, 4.0), Grade::a).has_number);
    const Conclusion limited = concluded(between(2.0, 4.0), Grade::c);
    CHECK(limited.has_number);
    CHECK(has(limited.sentence.en, "limited research"));
    const Conclusion judged = concluded(between(2.0, 4.0), Grade::d);
    CHECK_FALSE(judged.has_number);
    CHECK(has(judged.sentence.nl, "oordeel"));
    CHECK_FALSE(has(judged.sentence.nl, "3,0"));
}

TEST_CASE("ends of a range are told rounded outwards", "[unit]")
{
    for (const auto& [low, high] : {std::pair{2.13, 3.87}, {-0.49, 0.07}, {-1234.0, 877.0}, {0.011, 0.019}}) {
        const ToldRange told = told_range(low, high);
        CHECK(told.low <= low);
        CHECK(told.high >= high);
        CHECK(told.high - told.low <= 1.5 * (high - low));
        const std::string text = number(told.low, told.decimals, false);
        CHECK(std::abs(told.low -
                       std::round(told.low * std::pow(10.0, told.decimals)) / std::pow(10.0, told.decimals)) < 1e-9);
        CHECK_FALSE(text.empty());
    }
    CHECK(told_range(2.0, 4.0).low == Approx(2.0));
    CHECK(told_range(2.0, 4.0).high == Approx(4.0));
}

TEST_CASE("sentences are short, name the model and the other policy, and use no banned word", "[unit]")
{
    const std::vector<std::string> banned{"bewijst",       "toont aan", "leidt tot",   "zorgt voor", "significant",
                                          "fors",          "slechts",   "maar liefst", "beste",      "optimaal",
                                          "succesvol",     "moet",      "proves",      "shows that", "leads to",
                                          "significantly", "only",      "best"};
    double words = 0.0;
    double sentences = 0.0;
    for (const Grade grade : {Grade::b, Grade::c, Grade::d}) {
        for (const auto& effects : {between(2.0, 4.0), between(-4.0, -2.0), between(-0.5, 0.5), between(-3.0, 3.0),
                                    between(0.2, 3.0), std::vector<double>{}}) {
            const Conclusion conclusion = concluded(effects, grade);
            for (const std::string& word : banned) {
                const std::regex whole("\\b" + word + "\\b", std::regex::icase);
                INFO(conclusion.sentence.nl << " | " << conclusion.sentence.en);
                CHECK_FALSE((conclusion.standing != Standing::chance_only &&
                             (std::regex_search(conclusion.sentence.nl, whole) ||
                              std::regex_search(conclusion.sentence.en, whole))));
            }
            if (conclusion.standing != Standing::chance_only) {
                CHECK(has(conclusion.sentence.nl, "in dit model"));
                CHECK(has(conclusion.sentence.nl, "'gewoon'"));
                CHECK(has(conclusion.sentence.nl, "40 maanden"));
            }
            std::istringstream text(conclusion.sentence.nl);
            int length = 0;
            for (std::string word; text >> word;) {
                ++length;
                words += 1.0;
                if (word.back() == '.') {
                    CHECK(length <= 25);
                    length = 0;
                    sentences += 1.0;
                }
            }
        }
    }
    CHECK(words / sentences <= 14.0);
}

TEST_CASE("what is said of a month beyond the longest trial is marked as an extension, once", "[unit]")
{
    Study study = study_of(between(2.0, 4.0), Grade::b);
    const auto extensions = [](const Study& of) {
        ReportInputs in;
        in.moments = {compare(of)};
        const std::string text = to_text(make_report(in), true);
        const std::string part = text.substr(0, text.find("RAADSVOORSTEL"));
        std::size_t count = 0;
        for (std::size_t at = 0; (at = part.find("doorgetrokken na maand 40", at)) != std::string::npos; ++at) {
            ++count;
        }
        return count;
    };
    CHECK(extensions(study) == 0);
    study.months = {41};
    CHECK(extensions(study) == 1);
}

TEST_CASE("a report tells the numbers of the comparison, the same in both languages, and no text as markup", "[unit]")
{
    const Study study = study_of(between(2.0, 4.0), Grade::b);
    ReportInputs in;
    in.moments = {compare(study)};
    in.version = "vangnet <0>";
    in.data_hashes = {{"facts.csv", "ab"}};
    const Report report = make_report(in);
    const std::string nl = to_html(report, true, {}, "r.en.html");
    const std::string en = to_html(report, false, {});
    const auto values_of = [](const std::string& html) {
        std::vector<std::string> found;
        const std::regex value("data-claim=\"(verschil[^\"]*)\" data-value=\"([^\"]*)\"");
        for (std::sregex_iterator it(html.begin(), html.end(), value), end; it != end; ++it) {
            found.push_back((*it)[1].str() + "=" + (*it)[2].str());
        }
        return found;
    };
    CHECK(values_of(nl) == values_of(en));
    const ComparisonRow& row = in.moments[0].rows.at(0);
    const std::vector<std::string> expected{fmt::format("verschil-40-help-1-3={}", row.base_level),
                                            fmt::format("verschil-40-help-1-4={}", row.difference)};
    CHECK(values_of(nl) == expected);
    CHECK_FALSE(has(nl, "<b>"));
    CHECK(has(nl, "proef &lt;b&gt;"));
    CHECK(has(nl, "<html lang=\"nl\">"));
    CHECK(has(en, "<html lang=\"en\">"));
    CHECK(has(nl, "href=\"r.en.html\""));
    CHECK(has(nl, "default-src 'none'"));
    CHECK_FALSE(has(nl, "<script"));
    CHECK_FALSE(has(nl, "http://"));
    CHECK_FALSE(has(nl, "https://"));
}

TEST_CASE("what several outcomes rest on is said once, with their names", "[unit]")
{
    const Text said = said_of_several({{"Werk, 12 uur of meer", "Work, 12 hours or more"}, {"Armoede", "Poverty"}},
                                      {"Dit steunt op beperkt onderzoek.", "This rests on limited research."});
    CHECK(said.nl == "Werk, 12 uur of meer; Armoede: dit steunt op beperkt onderzoek.");
    CHECK(said.en == "Work, 12 hours or more; Poverty: this rests on limited research.");
    const Conclusion judged = concluded(study_of(between(2.0, 4.0), Grade::d));
    CHECK(judged.sentence.nl == judged.plain.nl + " " + judged.evidence.nl);
    CHECK_FALSE(has(judged.plain.nl, "oordeel"));
    CHECK(concluded(study_of(between(2.0, 4.0), Grade::b)).evidence.empty());
}

TEST_CASE("the text for a council has the parts of its papers, the policy compared with, and the report's sentences",
          "[unit]")
{
    const Study study = study_of(between(2.0, 4.0), Grade::b);
    ReportInputs in;
    in.moments = {compare(study)};
    const std::string nl = to_text(make_report(in), true);
    for (const char* part :
         {"RAADSINFORMATIEBRIEF", "\nInleiding\n", "\nKernboodschap\n", "\nToelichting\n", "RAADSVOORSTEL",
          "\nBeoogd effect\n", "\nArgumenten\n", "\nKanttekeningen\n", "niets doen", "\nFinanciën\n"}) {
        INFO(part);
        CHECK(has(nl, part));
    }
    CHECK(has(nl, "\ngewoon\t"));
    CHECK(has(nl, concluded(study).sentence.nl));
    CHECK(has(to_text(make_report(in), false), "PROPOSAL TO THE COUNCIL"));
}
