#pragma once
/// Who lives where on benefit: sizes of the municipalities' stocks, and age x sex x household within each.

#include <span>
#include <vector>

#include "agents/applicant.hpp"

namespace vangnet::agents {

/// What is published of one municipality. Shares are of the whole population or of all households.
struct MunicipalityFacts {
    int number = 0;            ///< place in the 2015 list
    int region = 0;            ///< labour-market region
    int area = 0;              ///< smallest area with a published number of recipients, see `NationalFacts`
    double inhabitants = 0.0;  ///< of all ages
    double people_15_64 = 0.0;
    double share_15_24 = 0.0;
    double share_25_44 = 0.0;
    double share_45_64 = 0.0;
    double single_households = 0.0;
    double couples_no_children = 0.0;
    double with_children = 0.0;
    double non_western = 0.0;
    double urbanity = 0.0;              ///< CBS class, 1 very urban to 5 not urban
    double published_recipients = 0.0;  ///< persons below state-pension age at the end of 2015; 0 if not published
    bool fits_density = true;           ///< its published number counts in the fit of the density
    double inflow_ratio_2015 = 1.0;     ///< see `MunicipalityPlan`
};

/// Margins of the country. Bands, sexes and households in the order of `MunicipalityPlan::stock_cells`.
struct NationalFacts {
    std::vector<double> recipients_of_area;  ///< persons below state-pension age at the end of 2015, by area
    double non_western = 0.0;                ///< share of recipients
    double stock_age[3] = {};
    double stock_women = 0.0;
    double stock_household[3] = {};  ///< shares of persons: single, single parent, in a couple
    double applicant_age[3] = {};
    double applicant_women = 0.0;
    double applicant_household[3] = {};
    double share_27_34 = 0.0;  ///< of applicants of 27-44
};

/// Density of recipients among people of 15-64:
///
///     density = exp(constant + non_western x share + single_households x share + urbanity x class)
struct DensityModel {
    double constant = 0.0;
    double non_western = 0.0;        ///< per unit of share
    double single_households = 0.0;  ///< per unit of share
    double urbanity = 0.0;           ///< per class
    int places = 0;                  ///< municipalities with a published number it was fitted to
    double residual_sd = 0.0;        ///< of ln density
};

/// Least squares on ln(published recipients / people of 15-64).
/// \throws std::invalid_argument with fewer than five published places, or when they don't identify the model
[[nodiscard]] DensityModel fit_density(std::span<const MunicipalityFacts> municipalities);

[[nodiscard]] double density(const DensityModel& model, const MunicipalityFacts& municipality);

/// Persons on benefit at the end of 2015 by municipality, in the order given. A published number is kept as it is; the
/// others share what is left of their area in proportion to people of 15-64 x density.
[[nodiscard]] std::vector<double> spread_recipients(std::span<const MunicipalityFacts> municipalities,
                                                    const NationalFacts& national, const DensityModel& model);

/// Plans of all municipalities. Cells of age x sex x household are fitted at once for the whole country, so that
///
///     sum over cells of a municipality = its number,  sum over municipalities = national age, sex x household
///
/// starting from a guess tilted by the municipality's own ages and households. Sex x household: partners are half men,
/// half women, nine in ten single parents are women *(judgement)*, and singles take the rest of the national sex
/// margin. \throws std::invalid_argument if the margins contradict each other
[[nodiscard]] std::vector<MunicipalityPlan> make_plans(std::span<const MunicipalityFacts> municipalities,
                                                       const NationalFacts& national);

}  // namespace vangnet::agents
