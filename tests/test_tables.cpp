#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/data_parts.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/law.hpp"
#include "sim/inputs/parameters.hpp"
#include "sim/inputs/table.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/texts.hpp"

using namespace vangnet;

namespace {

std::vector<std::string> problems_of(const std::string& text)
{
    try {
        (void)Table::parse(text, "a.csv");
    } catch (const DataError& error) {
        return in_language(error.problems(), false);
    }
    return {};
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A folder of the user's own tables that goes away again.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("vangnet_test_tables" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const std::string& name, const std::string& text) const
    {
        std::ofstream(path / name, std::ios::binary) << text;
    }
};

}  // namespace

TEST_CASE("a table knows its fields and the line each row starts on", "[unit]")
{
    const Table t = Table::parse("\xEF\xBB\xBFname,value\r\n\r\n\"a, \"\"b\"\"\nc\",1.5\r\nd,\n", "a.csv");
    REQUIRE(t.rows() == 2);
    CHECK(t.columns() == std::vector<std::string>{"name", "value"});
    CHECK(t.text(0, "name") == "a, \"b\"\nc");
    CHECK(t.line(0) == 3);
    CHECK(t.line(1) == 5);
    Problems problems;
    CHECK(t.number(0, "value", problems) == 1.5);
    CHECK_FALSE(t.number_if_any(1, "value", problems).has_value());
    CHECK(problems.empty());
}

TEST_CASE("every wrong field is told at once with file, line, column, what is allowed and a guess", "[unit]")
{
    const Table t = Table::parse("province,share\nUtrect,0.2\nUtrecht,20\nUtrecht,much\nUtrecht,nan\n", "a.csv");
    Problems problems;
    CHECK_FALSE(t.require({"province", "shares"}, problems));
    for (std::size_t row = 0; row < t.rows(); ++row) {
        (void)t.choice(row, "province", {"Drenthe", "Utrecht"}, problems);
        (void)t.number(row, "share", problems, {0, 1});
    }
    CHECK(in_language(problems.lines(), false) ==
          std::vector<std::string>{
              "a.csv:1: shares: the column is missing did you mean \"share\"?",
              "a.csv:2: province: \"Utrect\" is unknown (allowed: Drenthe, Utrecht) did you mean \"Utrecht\"?",
              "a.csv:3: share: \"20\" is out of range (0 to 1)", "a.csv:4: share: \"much\" is not a number",
              "a.csv:5: share: \"nan\" is not a number"});
    CHECK_THROWS_AS(problems.throw_if_any(), DataError);
}

TEST_CASE("hostile tables give one clear line per fault and no more", "[unit]")
{
    const std::string huge(Table::longest_field + 1, 'x');
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", "a.csv:1: the file is empty"},
        {"\n\n", "the file is empty"},
        {"a,b\n1,\"2\n3,4\n", "a.csv:2: a quote opens here and is never closed"},
        {"a,b\n1,2\"3\n", "a.csv:2: a quote stands inside a field"},
        {"a,b\n\xC3\x28,1\n", "a.csv:2: the line is not valid UTF-8"},
        {std::string("a,b\n1,\0\n", 8), "a.csv:2: the line is not valid UTF-8"},
        {"a,b\n1\n", "a.csv:2: the row has 1 fields (the header has 2)"},
        {"a,b\n1,2,3\n", "a.csv:2: the row has 3 fields (the header has 2)"},
        {"a,a\n1,2\n", "a.csv:1: column \"a\" stands in the header twice"},
        {"a,\n1,2\n", "a.csv:1: column 2 has no name"},
        {"a,b\n" + huge + ",1\n", "a.csv:2: a field is longer than 20000 bytes"},
        {"a,b\n1,\"" + std::string(300, '\n'), "a.csv:2: a quote opens here and is not closed within 200 lines"}};
    for (const auto& [text, expected] : cases) {
        const std::vector<std::string> problems = problems_of(text);
        INFO(expected);
        REQUIRE(problems.size() == 1);
        CHECK(holds(problems[0], expected));
        CHECK(problems[0].size() < 200);
    }
}

TEST_CASE("a cut or scrambled table never crashes the reader", "[unit]")
{
    const std::string text = data_text("provinces.csv");
    int refused = 0;
    for (std::size_t cut = 0; cut < text.size(); cut += 7) {
        std::string broken = text.substr(0, cut);
        if (cut > 0) { broken[cut / 2] = static_cast<char>(cut * 31); }
        if (!problems_of(broken).empty()) { ++refused; }
    }
    CHECK(refused > 50);
    CHECK(problems_of(text).empty());
}

TEST_CASE("a guess is the nearest known word, or none when all are far", "[unit]")
{
    CHECK(edit_distance("abcd", "abdc") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("Utrecht", "utrecht") == 0);
    const std::vector<std::string> names{"Utrecht", "Rotterdam", "Amsterdam"};
    CHECK(did_you_mean("Amsetrdam", names) == "Amsterdam");
    CHECK(did_you_mean("Parijs", names).empty());
    CHECK(did_you_mean_hint("Utrect", names) == Text{" bedoelde u \"Utrecht\"?", " did you mean \"Utrecht\"?"});
    CHECK(edit_distance(std::string(1000000, 'a'), "b") == 100);
}

TEST_CASE("a user's folder of tables comes first, the copy in the program else", "[unit]")
{
    const Folder folder;
    folder.write("provinces.csv", "province,part_of_country\nUtopia,Noord-Nederland\n");
    CHECK(holds(data_text("provinces.csv", folder.path), "Utopia"));
    CHECK(holds(data_text("money.csv", folder.path), "benefit norm"));
    CHECK_THROWS_AS(data_text("provinces.csv", folder.path / "nowhere"), DataError);
    CHECK_THROWS_AS(data_text("no_such_table.csv"), DataError);
}

TEST_CASE("one row of a table with keys may be laid over the program's, and what fits nowhere is refused", "[unit]")
{
    const Folder folder;
    folder.write("priors.csv", "parameter,p1,p2,low,high\nlhr_bonus,0.1,0.05,0.01776,0.1822\n");
    const ParameterBook own = load_parameters(folder.path);
    const ParameterBook built_in = load_parameters();
    REQUIRE(own.entries.size() == built_in.entries.size());
    for (std::size_t k = 0; k < own.entries.size(); ++k) {
        INFO(own.entries[k].key);
        CHECK((own.entries[k].value == built_in.entries[k].value) == (own.entries[k].key != "lhr_bonus"));
        CHECK(own.entries[k].grade == built_in.entries[k].grade);
    }
    CHECK(own.find("lhr_bonus")->value == 0.1);

    const auto refused = [&folder](const std::string& name, const std::string& text) {
        folder.write(name, text);
        try {
            static_cast<void>(load_parameters(folder.path));
        } catch (const DataError& error) {
            std::string all;
            for (const std::string& line : in_language(error.problems(), false)) { all += line + "\n"; }
            return all;
        }
        return std::string{};
    };
    CHECK(holds(refused("priors.csv", "parameter,p3\nlhr_bonus,1\n"), "p3: there is no such column"));
    CHECK(holds(refused("priors.csv", "p1\n1\n"), "parameter: the column is missing"));
    CHECK(holds(refused("priors.csv", "parameter,p2\nlhr_bonus,0.05\nlhr_bonus,0.06\n"), ":3: parameter: "));
    CHECK(holds(refused("priors.csv", "parameter,p2\nlhr_bonus,-0.05\n"), ":2: p2: "));
    CHECK(holds(refused("priors.csv", "parameter,p1\nlhr_bonus,0.4\n"), "does not fit p1 and p2"));
    CHECK(holds(refused("priors.csv", "parameter,p1\nlhr_bonus,1e308\n"), "out of range"));
    folder.write("priors.csv", "parameter,p1,p2,low,high\nlhr_bonus,0.1,0.05,0.01776,0.1822\n");
    CHECK(holds(refused("constants.csv", "parameter,value\nb_job,-1\n"), "out of range (-6 to -2)"));
}

TEST_CASE("a folder of tables that would do nothing is refused", "[unit]")
{
    const auto refused = [](const std::filesystem::path& path) {
        try {
            check_data_folder(path);
        } catch (const DataError& error) {
            return in_language(error.problems(), false).at(0);
        }
        return std::string{};
    };
    const Folder folder;
    CHECK(holds(refused(folder.path / "none"), "no such folder"));
    CHECK(holds(refused(""), "no such folder"));
    folder.write("README.md", "mine");
    CHECK(holds(refused(folder.path), "no table of the program in this folder"));
    folder.write("Prior.CSV", "parameter\n");
    CHECK(holds(refused(folder.path), "the program has no such table"));
    CHECK(holds(refused(folder.path), "did you mean \"priors.csv\"?"));
    std::filesystem::remove(folder.path / "Prior.CSV");
    folder.write("priors.csv", "parameter\n");
    CHECK(refused(folder.path).empty());
    std::filesystem::remove(folder.path / "priors.csv");
    std::filesystem::create_directory(folder.path / "priors.csv");
    CHECK_THROWS_AS(load_parameters(folder.path), DataError);
}

TEST_CASE("a parameter may be set to all that it can be, and the limits are as printed", "[unit]")
{
    for (const ParameterEntry& e : load_parameters().entries) {
        const Allowed limits = limits_of(e);
        INFO(e.key << " in " << e.unit << ": " << limits.low << " to " << limits.high);
        CHECK(limits.low <= e.value);
        CHECK(limits.high >= e.value);
        const bool share = e.unit == "share" || e.unit.find("probability") != std::string::npos;
        if (share || e.distribution == "beta") { CHECK((limits.low >= 0.0 && limits.high <= 1.0)); }
        if (e.distribution == "lognormal") { CHECK(limits.low > 0.0); }
        CHECK(std::stod(fmt::format("{:.6g}", limits.low)) == limits.low);
        CHECK(std::stod(fmt::format("{:.6g}", limits.high)) == limits.high);
    }
}

TEST_CASE("all faults of several tables are told together", "[unit]")
{
    const Folder folder;
    folder.write("aow_age.csv", "year,aow_age_years\n2007,65\n");
    folder.write("new_applications_fitted.csv", "year,persons_per_month,source\n2007,-5,x\n");
    try {
        (void)load_data(folder.path);
        FAIL("broken tables were accepted");
    } catch (const DataError& error) {
        const std::string text = error.what();
        CHECK(holds(text, "aow_age.csv:1: aow_age_months: the column is missing"));
    }
    folder.write("aow_age.csv", data_text("aow_age.csv"));
    try {
        (void)load_data(folder.path);
        FAIL("broken tables were accepted");
    } catch (const DataError& error) {
        const std::string text = error.what();
        CHECK(holds(text, "new_applications_fitted.csv:2: persons_per_month: \"-5\" is out of range"));
        CHECK(holds(text, "new_applications_fitted.csv: year: the years 2007 to 2013 are needed"));
    }
}

TEST_CASE("log-linear columns hit their points, halve the ratio half way, and are flat outside", "[unit]")
{
    const std::vector<double> column = data_parts::log_linear({{30, 400.0}, {10, 100.0}});
    REQUIRE(column.size() == static_cast<std::size_t>(data_months));
    CHECK(column[0] == 100.0);
    CHECK(column[10] == 100.0);
    CHECK(column[20] == Approx(200.0).epsilon(1e-6));
    CHECK(column[30] == 400.0);
    CHECK(column.back() == 400.0);
}

TEST_CASE("periods are read as their month, quarter or January", "[unit]")
{
    CHECK(data_parts::month_of("1970-01") == 0);
    CHECK(data_parts::month_of("2015-07") == 546);
    CHECK(data_parts::month_of("2017Q3") == (2017 - 1970) * 12 + 7);
    CHECK(data_parts::month_of("2015") == 540);
    CHECK(data_parts::month_of("undated") == -1);
    CHECK(data_parts::month_of("2015-13") == -1);
    CHECK(data_parts::month_of("2015Q5") == -1);
    CHECK(data_parts::month_of("") == -1);
}

TEST_CASE("the law of an instrument is that of the month, and what comes later without an end", "[config]")
{
    const std::vector<LawRule> law = load_law();
    const auto has_rule = [&](const char* instrument, Month month, const char* parameter, DecidedBy by) {
        const std::vector<LawRule> rules = rules_from(law, instrument, month);
        return std::any_of(rules.begin(), rules.end(),
                           [&](const LawRule& rule) { return rule.parameter == parameter && rule.decided_by == by; });
    };
    const Month experiment = make_month(2017, 10);
    CHECK(has_rule("exemption", experiment, "experiment_max_municipalities", DecidedBy::experiment_only));
    CHECK_FALSE(
        has_rule("exemption", make_month(2021, 4), "experiment_max_municipalities", DecidedBy::experiment_only));
    CHECK(has_rule("counter_service", experiment, "replaced_by_social_participation", DecidedBy::municipality));
    CHECK(has_rule("counter_service", experiment, "ordinance_required", DecidedBy::national));
    CHECK_FALSE(has_rule("counter_service", make_month(2027, 1), "ordinance_required", DecidedBy::national));
    CHECK(has_rule("guidance", experiment, "clients_per_caseworker", DecidedBy::municipality));
    CHECK(rules_from(law, "no_such_instrument", experiment).empty());
}

TEST_CASE("a table of the law says what is wrong with each row", "[config]")
{
    const Folder folder;
    std::ofstream{folder.path / "law.csv"}
        << "instrument,parameter,rule_nl,rule_en,article,law,decided_by,valid_from,valid_to,verified\n"
           "guidance,a,r,r,1,w,mayor,2015-01-01,,yes\n"
           "guidance,b,r,r,1,w,national,2015-13-01,,maybe\n"
           "guidance,c,r,r,1,w,national,2015-01-01,2014-01-01,no\n";
    try {
        static_cast<void>(load_law(folder.path));
        FAIL("taken");
    } catch (const DataError& error) {
        const std::vector<std::string> problems = in_language(error.problems(), false);
        REQUIRE(problems.size() == 4);
        CHECK(holds(problems[0], "law.csv:2: decided_by"));
        CHECK(holds(problems[1], "law.csv:3: verified"));
        CHECK(holds(problems[2], "\"2015-13-01\" is no date such as 2017-04-01"));
        CHECK(holds(problems[3], "law.csv:4: valid_to: lies before valid_from"));
    }
}
