#pragma once
/// The published figures of configs/data, read, checked and brought into the shape the model needs.

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agents/applicant.hpp"
#include "agents/population/margins.hpp"
#include "agents/population/plans.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet {

/// Text of a file of configs/data: from `folder` if it has the file, else the copy compiled into the program.
/// \param name  such as "money.csv"
/// \param folder  the user's own folder of tables; empty for none
/// \throws DataError if the folder does not exist, the file cannot be read, or neither place has it
[[nodiscard]] std::string data_text(std::string_view name, const std::filesystem::path& folder = {});

/// A table whose rows have a key: the program's own with the rows of `folder`'s laid over it (Table::overlaid), so that
/// one changed row is enough.
/// \throws DataError with all problems of the file
[[nodiscard]] Table keyed_table(const std::string& name, const std::filesystem::path& folder,
                                const std::vector<std::string>& keys);

/// Refuses a folder of tables that would not do what its owner thinks: one that is not there, holds no table of the
/// program, or holds a CSV file of a name that no table has.
/// \throws DataError with all problems
void check_data_folder(const std::filesystem::path& folder);

/// Amounts and paths stand by month from January 1970 to December 2030.
inline constexpr int data_months = 61 * 12;

/// Place of a month (since January 1970) in a column of `data_months` entries: the nearest end outside them.
[[nodiscard]] constexpr std::size_t data_month(int since_1970) noexcept
{
    return static_cast<std::size_t>(since_1970 < 0 ? 0 : since_1970 < data_months ? since_1970 : data_months - 1);
}

/// What the law fixes in one month, nominal. Between published points log-linear. Before the first point an amount is
/// constant: real and nominal are then the same, as prices are in no table. After the last one it moves with the
/// minimum wage, to which the law ties it (Participatiewet art. 37, 38), until the minimum wage's own last point
/// (July 2024), and is constant from there. \source configs/data/money.csv
struct MonthAmounts {
    double norm_single = 0.0;              ///< single person or single parent, net, with holiday pay [EUR/month]
    double norm_couple = 0.0;              ///< both partners together [EUR/month]
    double norm_under_21 = 0.0;            ///< single of 18-20 [EUR/month]
    double disregard_share = 0.0;          ///< of earnings that are not counted [1]
    double disregard_cap = 0.0;            ///< [EUR/month]
    int disregard_months = 0;              ///< [months]
    double parent_disregard_share = 0.0;   ///< single parents, after the general one [1]
    double parent_disregard_cap = 0.0;     ///< [EUR/month]
    int parent_disregard_months = 0;       ///< [months]
    double medical_disregard_share = 0.0;  ///< people with medically limited hours, no time limit [1]
    double medical_disregard_cap = 0.0;    ///< [EUR/month]
    double minimum_wage_gross = 0.0;       ///< full time, without holiday pay [EUR/month]
    /// net of a full-time minimum-wage job with holiday pay: the couple's norm, which the law derives from it (art.
    /// 37); somewhat too low for a worker, who has the labour tax credit [EUR/month]
    double minimum_wage_net = 0.0;
    double protected_share = 0.0;     ///< of the norm that creditors must leave: 0.90, from January 2021 0.95 [1]
    double asset_limit_single = 0.0;  ///< [EUR]
    double asset_limit_family = 0.0;  ///< single parents and couples [EUR]
    double asset_exempt_home = 0.0;   ///< value in the own home left out of the test [EUR]
    int plan_months = 0;              ///< of a debt plan that starts now: 36, from July 2023 18 [months]
    int ww_least_months = 0;          ///< work before unemployment insurance (WW) pays: 26 weeks [months]
    int ww_years_needed = 0;          ///< years of work from which it pays longer than ww_short_months [years]
    int ww_short_months = 0;          ///< length without those years [months]
    int ww_max_months = 0;            ///< [months]
    double ww_share_first = 0.0;      ///< of former pay, in the first two months [1]
    double ww_share_later = 0.0;      ///< of former pay, afterwards [1]
    bool norm_published = false;      ///< both norms stand in the table for this very month; else derived
};

/// One of the 393 municipalities of 2015.
struct Municipality {
    std::string name;
    int region = 0;            ///< place in `Data::regions`
    int province = 0;          ///< place in `Data::provinces`
    std::string structure_of;  ///< municipality of 2017 whose age, household and background shares it has
    agents::MunicipalityFacts facts;
};

struct Region {
    std::string name;
    int municipalities = 0;
    double inhabitants = 0.0;   ///< 2017
    double people_15_64 = 0.0;  ///< 2017
};

/// A published number of recipients, persons below state-pension age.
struct StockPoint {
    int month = 0;  ///< at its end; months since January 1970
    double persons = 0.0;
    bool quarterly = false;  ///< from stock_quarterly.csv, else the yearly series
};

/// A name that no municipality had in 2015: another one of the same, or that of a later merger.
struct OtherName {
    std::string name;
    std::vector<int> municipalities;
};

/// All tables.
struct Data {
    std::vector<Municipality> municipalities;
    std::map<std::string, OtherName> other_names;  ///< by the name, `folded`
    std::vector<Region> regions;
    std::vector<std::string> provinces;
    std::vector<std::string>
        areas;  ///< of `NationalFacts::recipients_of_area`: provinces, and rests of a part of the country
    agents::NationalFacts national;
    std::vector<agents::MunicipalityPlan> plans;  ///< of all municipalities, in their order, `scale` 1

    std::vector<MonthAmounts> amounts;      ///< by month
    std::vector<double> tightness;          ///< vacancies per 100 unemployed, by month; see data_paths.cpp
    std::vector<std::int16_t> pension_age;  ///< by month [months of age]
    std::vector<StockPoint> stock;          ///< in order of time
    agents::InflowPath new_applications;    ///< by month; see data_inflow.cpp

    std::vector<agents::MarginTarget> targets;

    /// Names of the tables that decide numbers, those of parameters included, in a fixed order, and the SHA-256 of each.
    std::vector<std::pair<std::string, std::string>> hashes;
};

/// Reads all tables and makes the plans.
/// \throws DataError with everything that is wrong in any of them
[[nodiscard]] Data load_data(const std::filesystem::path& folder = {});

/// Names of all municipalities, for scenarios and guesses.
[[nodiscard]] std::vector<std::string> municipality_names(const Data& data);

}  // namespace vangnet
