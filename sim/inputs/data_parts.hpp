#pragma once
/// Parts of `load_data`, one per group of tables. Each adds its problems and fills its part of `Data`.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/inputs/data.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet::data_parts {

/// Reads tables from one place and collects problems.
class Reader {
public:
    explicit Reader(std::filesystem::path folder) : folder_{std::move(folder)} {}

    /// The table, with the columns asked for; on any problem an empty table.
    [[nodiscard]] Table table(const std::string& name, const std::vector<std::string>& columns);

    Problems problems;

private:
    std::filesystem::path folder_;
};

/// A whole number from a table; the lower limit and a problem if it is none.
/// \param allowed both limits must be numbers that an int can have
[[nodiscard]] int whole_number(const Table& table, std::size_t row, std::string_view column, Problems& problems,
                               Allowed allowed);

/// A value at a month.
struct Point {
    int month = 0;
    double value = 0.0;
};

/// Column of `data_months` values: the points (in any order, positive values) with log-linear values between them,
/// constant before the first and after the last.
[[nodiscard]] std::vector<double> log_linear(std::vector<Point> points);

/// `2015` (January), `2015-07`, `2017Q3` (middle month) at the start of a text; -1 if it has no such form.
[[nodiscard]] int month_of(std::string_view text);

/// First value of the rows for which all of the columns hold the given texts; a problem and 1 if there is none.
[[nodiscard]] double value_where(const Table& table, const std::vector<std::pair<std::string, std::string>>& where,
                                 const std::string& column, Problems& problems);

void read_places(Reader& reader, Data& data);      // municipalities, regions, provinces
void read_recipients(Reader& reader, Data& data);  // published recipients, area totals, national margins, targets
void read_amounts(Reader& reader, Data& data);
void read_paths(Reader& reader, Data& data);   // tightness, pension age, stock
void read_inflow(Reader& reader, Data& data);  // after read_paths

}  // namespace vangnet::data_parts
