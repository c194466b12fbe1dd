#include "sim/inputs/data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "sim/core/errors.hpp"
#include "sim/core/math.hpp"
#include "sim/core/sha256.hpp"
#include "sim/inputs/data_parts.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/embedded.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/text_file.hpp"

namespace vangnet {

namespace {

constexpr std::size_t largest_table = std::size_t{1} << 26U;  // [bytes]
constexpr std::string_view data_folder = "configs/data/";

/// The user's own file of that name, if the folder has it.
std::optional<std::string> own_text(std::string_view name, const std::filesystem::path& folder)
{
    std::error_code error;
    if (folder.empty()) { return std::nullopt; }
    if (!std::filesystem::is_directory(folder, error)) {
        throw DataError(
            bilingual({"{}: deze map met tabellen is er niet", "{}: no such folder of tables"}, folder.string()));
    }
    const std::filesystem::path path = folder / name;
    if (!std::filesystem::exists(std::filesystem::symlink_status(path, error))) { return std::nullopt; }
    auto read = read_text_file(path, largest_table);
    if (const auto* why = std::get_if<Text>(&read)) {
        throw DataError(bilingual({"{}: {}", "{}: {}"}, path.string(), *why));
    }
    return std::get<std::string>(std::move(read));
}

}  // namespace

std::string data_text(std::string_view name, const std::filesystem::path& folder)
{
    if (std::optional<std::string> own = own_text(name, folder)) { return std::move(*own); }
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.path.starts_with(data_folder) && file.path.substr(data_folder.size()) == name) {
            return std::string(file.text);
        }
    }
    throw DataError(bilingual({"{}{}: deze tabel is er niet", "{}{}: no such table"}, data_folder, name));
}

Table keyed_table(const std::string& name, const std::filesystem::path& folder, const std::vector<std::string>& keys)
{
    Table table = Table::parse(data_text(name), name);
    const std::optional<std::string> own = own_text(name, folder);
    if (!own) { return table; }
    Problems problems;
    table = table.overlaid(Table::parse(*own, (folder / name).string()), keys, problems);
    problems.throw_if_any();
    return table;
}

void check_data_folder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::directory_iterator files(folder, error);
    if (error) {
        throw DataError(bilingual({"{}: deze map met tabellen is er niet", "{}: no such folder of tables"},
                                  in_quotes(folder.string())));
    }
    std::vector<std::string> known;
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.path.starts_with(data_folder)) { known.emplace_back(file.path.substr(data_folder.size())); }
    }
    std::vector<std::string> names;
    for (const std::filesystem::directory_entry& file : files) { names.push_back(file.path().filename().string()); }
    std::sort(names.begin(), names.end());
    Problems problems;
    bool any = false;
    for (const std::string& name : names) {
        const bool is_known = std::find(known.begin(), known.end(), name) != known.end();
        any = any || is_known;
        const std::string ending = lower_case(std::filesystem::path{name}.extension().string());
        if (is_known || ending != ".csv") { continue; }
        problems.add(folder.string(), 0, name,
                     bilingual({"zo'n tabel heeft het programma niet (toegestaan: {}){}",
                                "the program has no such table (allowed: {}){}"},
                               fmt::join(known, ", "), did_you_mean_hint(name, known)));
    }
    if (!any && problems.empty()) {
        problems.add(folder.string(), 0, "",
                     bilingual({"geen enkele tabel van het programma in deze map (toegestaan: {})",
                                "no table of the program in this folder (allowed: {})"},
                               fmt::join(known, ", ")));
    }
    problems.throw_if_any();
}

namespace {

/// Tables that decide numbers.
constexpr const char* tables[] = {"aow_age.csv",
                                  "constants.csv",
                                  "density_like.csv",
                                  "flows_by_year.csv",
                                  "flows_quarterly.csv",
                                  "labour_market_regions.csv",
                                  "marginals.csv",
                                  "merged_municipalities.csv",
                                  "money.csv",
                                  "municipalities.csv",
                                  "municipalities_2017_structure.csv",
                                  "new_applications_fitted.csv",
                                  "parameter_tags.csv",
                                  "place_names.csv",
                                  "place_provinces.csv",
                                  "posterior.csv",
                                  "priors.csv",
                                  "provinces.csv",
                                  "region_recipients.csv",
                                  "stock_by_year.csv",
                                  "stock_quarterly.csv",
                                  "structural.csv",
                                  "targets_recommended.csv",
                                  "tightness.csv",
                                  "unemployment_insurance.csv",
                                  "variants.csv"};

}  // namespace

Data load_data(const std::filesystem::path& folder)
{
    Data data;
    for (const char* name : tables) { data.hashes.emplace_back(name, Sha256{}.update(data_text(name, folder)).hex()); }
    data_parts::Reader reader(folder);
    data_parts::read_places(reader, data);
    data_parts::read_recipients(reader, data);
    data_parts::read_amounts(reader, data);
    data_parts::read_paths(reader, data);
    data_parts::read_inflow(reader, data);
    reader.problems.throw_if_any();

    std::vector<agents::MunicipalityFacts> facts;
    for (const Municipality& m : data.municipalities) { facts.push_back(m.facts); }
    try {
        data.plans = agents::make_plans(facts, data.national);
    } catch (const std::invalid_argument& error) {
        throw DataError(bilingual({"configs/data: gemeenten: {}", "configs/data: municipalities: {}"}, error.what()));
    }
    return data;
}

std::vector<std::string> municipality_names(const Data& data)
{
    std::vector<std::string> names;
    for (const Municipality& m : data.municipalities) { names.push_back(m.name); }
    return names;
}

namespace data_parts {

Table Reader::table(const std::string& name, const std::vector<std::string>& columns)
{
    try {
        Table table = Table::parse(data_text(name, folder_), name);
        if (table.require(columns, problems)) { return table; }
    } catch (const DataError& error) {
        problems.add_lines(error.problems());
    }
    return {};
}

std::vector<double> log_linear(std::vector<Point> points)
{
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.month < b.month; });
    std::vector<double> column(data_months, points.empty() ? 1.0 : points.front().value);
    for (std::size_t k = 0; k < points.size(); ++k) {
        const Point from = points[k];
        const Point to = k + 1 < points.size() ? points[k + 1] : Point{data_months, from.value};
        const double slope = static_cast<double>(math::log(static_cast<float>(to.value / from.value))) /
                             std::max(1, to.month - from.month);
        for (int m = std::max(0, from.month); m < std::min(to.month, data_months); ++m) {
            column[static_cast<std::size_t>(m)] =
                m == from.month || slope == 0.0
                    ? from.value
                    : from.value * static_cast<double>(math::exp(static_cast<float>(slope * (m - from.month))));
        }
    }
    return column;
}

int whole_number(const Table& table, std::size_t row, std::string_view column, Problems& problems, Allowed allowed)
{
    const double value = table.number(row, column, problems, allowed);
    if (!std::isfinite(value)) { return static_cast<int>(allowed.low); }  // told already
    if (value != std::floor(value)) {
        problems.add(
            table.file(), table.line(row), column,
            bilingual({"{} is geen geheel getal", "{} is not a whole number"}, in_quotes(table.text(row, column))));
    }
    return static_cast<int>(value);
}

int month_of(std::string_view text)
{
    const auto digits = [text](std::size_t at, std::size_t count) {
        int value = 0;
        if (text.size() < at + count) { return -1; }
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + count, value);
        return error == std::errc() && end == text.data() + at + count ? value : -1;
    };
    const int year = digits(0, 4);
    if (year < 1900) { return -1; }
    const int january = (year - 1970) * 12;
    if (text.size() > 5 && text[4] == 'Q' && digits(5, 1) >= 1 && digits(5, 1) <= 4) {
        return january + 3 * digits(5, 1) - 2;
    }
    if (text.size() > 6 && text[4] == '-' && digits(5, 2) >= 1 && digits(5, 2) <= 12) {
        return january + digits(5, 2) - 1;
    }
    return text.size() == 4 ? january : -1;
}

double value_where(const Table& table, const std::vector<std::pair<std::string, std::string>>& where,
                   const std::string& column, Problems& problems)
{
    std::string wanted;
    for (const auto& [name, text] : where) { wanted += (wanted.empty() ? "" : ", ") + name + " " + in_quotes(text); }
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const bool found = std::all_of(where.begin(), where.end(),
                                       [&](const auto& w) { return table.text(row, w.first) == w.second; });
        if (found) { return table.number(row, column, problems); }
    }
    if (!table.columns().empty()) {
        problems.add(table.file(), 0, column, bilingual({"geen regel met {}", "no row with {}"}, wanted));
    }
    return 1.0;
}

}  // namespace data_parts
}  // namespace vangnet
