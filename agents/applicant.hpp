#pragma once
/// A future applicant as the synthesis of the population draws it, before anything has happened to it.

#include <cstdint>
#include <vector>

namespace vangnet::agents {

/// One person who will apply for social assistance, fixed at the start and independent of any policy.
struct Applicant {
    std::uint32_t arrival = 0;     ///< number within the municipality; partners have 2m and 2m+1
    std::int16_t apply_month = 0;  ///< months since January 1970
    std::int16_t birth_month = 0;  ///< months since January 1970
    std::uint32_t traits = 0;      ///< bits of `trait` (agents/seekers.hpp)
    std::int16_t neighbourhood = 0;
    bool first_of_pair = false;  ///< the next applicant is the partner
    bool jobless_long = false;   ///< 12 months or more without work at the claim, else just out of work

    friend bool operator==(const Applicant&, const Applicant&) noexcept = default;
};

/// Shares and paths from which the people of one municipality are made. All from published tables, see
/// configs/data; filled by sim/config, which reads the files, with the formulas of agents/population.
struct MunicipalityPlan {
    int number = 0;                ///< 0..392, order of the 2015 list
    int region = 0;                ///< labour-market region, 0..34
    double stock_2015 = 0.0;       ///< persons below state-pension age on benefit at the end of 2015
    double applicant_share = 0.0;  ///< of the country's first applications that are made here [1]
    /// published yearly inflow over stock of this part of the country in 2015, relative to the country's [1]. Not in
    /// `applicant_share`: exit rates differ by part as well (23% in the north, 20% in the west) and the model's do not,
    /// so that using it would move the stock away from the published one.
    double inflow_ratio_2015 = 1.0;
    double inhabitants = 0.0;  ///< of all ages
    double scale = 1.0;        ///< simulated persons per real person
    int neighbourhoods = 1;    ///< of about 2,000 inhabitants
    /// joint share of the start stock by age band (18-26, 27-44, 45+) x sex (man, woman) x household (single, single
    /// parent, couple); sums to 1
    double stock_cells[3][2][3] = {};
    /// the same for people who apply
    double inflow_cells[3][2][3] = {};
    double share_27_34 = 0.5;        ///< of applicants of 27-44 years [1]
    double share_non_western = 0.0;  ///< of the municipality's recipients
};

/// Persons in the Netherlands who apply for the first time, per month (real persons). After the last month the last
/// entries hold.
struct InflowPath {
    int first_month = 0;                    ///< of both columns, months since January 1970
    std::vector<double> persons_per_month;  ///< [persons/month]
    std::vector<std::int16_t> pension_age;  ///< state-pension age by month [months of age]
};

}  // namespace vangnet::agents
