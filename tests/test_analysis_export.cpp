#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "sim/results/export.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/table.hpp"
#include "tests/support/catch.hpp"

using namespace vangnet;
using namespace vangnet::analysis;

namespace {

/// Two arms, 2 replicates, 2 months, 2 groups, the second empty; values 0.1, 0.2 ... in the order of the file.
Study counted_study(bool with_draws)
{
    Study study;
    study.arms.resize(2);
    study.arms[0].key = "usual";
    study.arms[1].key = "extra";
    study.arms[1].words = {"extra hulp; \"vast\"", "extra help"};
    study.months = {0, 16};
    study.groups = {{.key = "all", .dimension = "all", .title = {"iedereen", "everyone"}},
                    {.key = "sex.man", .dimension = "sex", .title = {"man", "man"}}};
    study.measures.resize(1);
    study.measures[0].key = "work_12h";
    study.measures[0].unit = "1";
    study.measures[0].share = true;
    study.measures[0].title = {"werk", "work"};
    study.replicates = 2;
    study.draws = with_draws ? 3 : 0;
    const auto fill = [](std::size_t items) {
        Values values{.arms = 2, .items = items, .months = 2, .groups = 2, .data = {}};
        for (std::size_t v = 0; v < 4 * items; ++v) {
            values.data.push_back(static_cast<float>(v + 1) / 10.0F);
            values.data.push_back(std::numeric_limits<double>::quiet_NaN());
        }
        return values;
    };
    study.load_series = [fill](const std::string&) { return fill(2); };
    study.load_draws = [fill](const std::string&) { return fill(3); };
    return study;
}

std::string values_text(const Study& study, Layer layer, Decimal decimal = Decimal::point)
{
    std::ostringstream out;
    ExportOptions options;
    options.decimal = decimal;
    write_values(study, options, layer, out);
    return out.str();
}

/// A folder of this test alone, removed at the end.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("vangnet_export_" + std::to_string(::getpid()));
    Folder() { std::filesystem::remove_all(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

}  // namespace

TEST_CASE("exported values are one line each, without lines for an empty group", "[unit]")
{
    const std::string text = values_text(counted_study(false), Layer::replicates);
    CHECK(text.find("measure,arm,replicate,month,group,value\n"
                    "work_12h,usual,0,0,all,0.1\n"
                    "work_12h,usual,0,16,all,0.2\n"
                    "work_12h,usual,1,0,all,0.3\n") == 0);
    CHECK(std::count(text.begin(), text.end(), '\n') == 1 + 8);
    CHECK(text.find("sex.man") == std::string::npos);
}

TEST_CASE("a group of fewer than 50 people is not exported, and the dictionary says why", "[unit]")
{
    Study study = counted_study(false);
    study.groups[0].people = 20.0;
    const std::string text = values_text(study, Layer::replicates);
    CHECK(std::count(text.begin(), text.end(), '\n') == 1);
    std::ostringstream dictionary;
    write_dictionary(study, {}, dictionary);
    CHECK(dictionary.str().find("iedereen: te weinig mensen (<50),everyone: too few people (<50)") !=
          std::string::npos);
}

TEST_CASE("with a decimal comma fields are separated by semicolons", "[unit]")
{
    const std::string text = values_text(counted_study(false), Layer::replicates, Decimal::comma);
    CHECK(text.find("work_12h;usual;0;16;all;0,2\n") != std::string::npos);
}

TEST_CASE("exported draws name the replicate on which they were run", "[unit]")
{
    const std::string text = values_text(counted_study(true), Layer::draws);
    CHECK(text.find("measure,arm,draw,replicate,month,group,value\n") == 0);
    CHECK(text.find("work_12h,usual,1,1,0,all,0.3\n") != std::string::npos);
    CHECK(text.find("work_12h,usual,2,0,0,all,0.5\n") != std::string::npos);
}

TEST_CASE("the data dictionary explains every column, arm, group and measure of the export", "[unit]")
{
    const Study study = counted_study(true);
    std::ostringstream dictionary_text;
    write_dictionary(study, {}, dictionary_text);
    const Table dictionary = Table::parse(dictionary_text.str(), "dictionary.csv");
    std::vector<std::string> known;
    for (std::size_t row = 0; row < dictionary.rows(); ++row) {
        CHECK_FALSE((dictionary.text(row, "meaning_nl").empty() && dictionary.text(row, "code") != "usual"));
        const std::string& code = dictionary.text(row, "code");
        known.push_back(code.empty() ? dictionary.text(row, "table") + "." + dictionary.text(row, "column") : code);
    }
    const auto explained = [&](const std::string& word) {
        return std::find(known.begin(), known.end(), word) != known.end();
    };
    for (const char* word : {"work_12h", "usual", "extra", "all", "sex.man", "municipality", "experiment_only"}) {
        INFO(word);
        CHECK(explained(word));
    }
    std::ostringstream effects;
    write_effects(study, {}, effects);
    const Table effects_table = Table::parse(effects.str(), "effects.csv");
    for (const std::string& column : effects_table.columns()) {
        INFO(column);
        CHECK(explained("effects." + column));
    }
    const Table values_table = Table::parse(values_text(study, Layer::replicates), "values.csv");
    for (const std::string& column : values_table.columns()) {
        INFO(column);
        CHECK(explained("values." + column));
    }
}

TEST_CASE("the table of effects has one header and all group dimensions", "[unit]")
{
    std::ostringstream out;
    write_effects(counted_study(true), {}, out);
    const Table table = Table::parse(out.str(), "effects.csv");
    REQUIRE(table.rows() == 3);  // everyone at both months, men at the last
    CHECK(table.text(0, "group") == "all");
    CHECK(table.text(2, "group") == "sex.man");
    CHECK(table.text(2, "difference").empty());
}

TEST_CASE("an export overwrites nothing unless told so", "[unit]")
{
    const Folder folder;
    const Study study = counted_study(true);
    ExportOptions all;
    all.values = true;
    CHECK(export_study(study, folder.path, all).size() == 4);
    CHECK_THROWS_AS(export_study(study, folder.path, all), UsageError);
    CHECK(export_study(study, folder.path, all, Existing::overwrite).size() == 4);
    ExportOptions wrong;
    wrong.outcomes = {"work_12"};
    wrong.by = {"seks"};
    try {
        export_study(study, folder.path, wrong, Existing::overwrite);
        FAIL("nothing thrown");
    } catch (const UsageError& error) {
        CHECK(error.problems().size() == 2);
    }
}

TEST_CASE("an export into a place that cannot be written is one clear error", "[unit]")
{
    const Folder folder;
    std::ofstream(folder.path) << "a file, not a folder";
    CHECK_THROWS_AS(export_study(counted_study(false), folder.path / "sub"), RunError);
}

TEST_CASE("effects of everyone are exported for every month, of groups too if they are named", "[unit]")
{
    Study study = counted_study(true);
    study.groups[1].people = 80.0;
    const auto months_of = [&](const ExportOptions& options, const std::string& group) {
        std::ostringstream out;
        write_effects(study, options, out);
        const Table table = Table::parse(out.str(), "effects.csv");
        std::vector<std::string> months;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (table.text(row, "group") == group) { months.push_back(table.text(row, "month")); }
        }
        return months;
    };
    CHECK(months_of({}, "all") == std::vector<std::string>{"0", "16"});
    CHECK(months_of({}, "sex.man") == std::vector<std::string>{"16"});
    ExportOptions by_sex;
    by_sex.by = {"sex"};
    CHECK(months_of(by_sex, "sex.man") == std::vector<std::string>{"0", "16"});
}

TEST_CASE("an export has no value of each replicate unless asked for, and a mark for letters with a decimal comma",
          "[unit]")
{
    const Folder folder;
    ExportOptions options;
    options.decimal = Decimal::comma;
    const auto written = export_study(counted_study(true), folder.path, options);
    REQUIRE(written.size() == 2);
    CHECK(written[0].filename() == "effects.csv");
    std::ifstream effects(written[0], std::ios::binary);
    std::string start(4, ' ');
    effects.read(start.data(), 4);
    CHECK(start == "\xEF\xBB\xBFo");
    const double lean = export_size(counted_study(true), options);
    options.values = true;
    CHECK(export_size(counted_study(true), options) > lean);
    CHECK(export_study(counted_study(true), folder.path, options, Existing::overwrite).size() == 4);
}

TEST_CASE("a file with one arm is exported as levels", "[unit]")
{
    Study study = counted_study(false);
    study.arms.resize(1);
    const auto load = study.load_series;
    study.load_series = [load](const std::string& key) {
        Values values = load(key);
        values.arms = 1;
        values.data.resize(values.data.size() / 2);
        return values;
    };
    const Folder folder;
    const auto written = export_study(study, folder.path);
    REQUIRE(written.size() == 2);
    CHECK(written[0].filename() == "levels.csv");
}
