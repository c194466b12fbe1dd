#pragma once
/// Shares of the population that no published table of recipients gives, or that hold for all municipalities alike.

namespace vangnet::agents::shares {

// Age bands 18-26, 27-44, 45 to state-pension age, as in configs/data/targets_recommended.csv. [months of age]
inline constexpr int adult = 18 * 12;
inline constexpr int from_27 = 27 * 12;
inline constexpr int from_35 = 35 * 12;
inline constexpr int from_45 = 45 * 12;

// Education low, middle, high. \source configs/data/targets_recommended.csv (grade C: CBS 2007, and about 2015)
inline constexpr double education_low = 0.66;
inline constexpr double education_middle = 0.27;

/// Women among single parents on assistance *(judgement: nine in ten; the tables used do not cross sex and household)*.
inline constexpr double women_among_single_parents = 0.90;

/// First guess of the odds of a household type by age band, before fitting: single parents are mostly of 27-44, couples
/// of 27 and over *(judgement)*. [age band][single, single parent, couple]
inline constexpr double household_by_age[3][3] = {{1.0, 0.5, 0.3}, {1.0, 1.6, 1.0}, {1.0, 0.4, 1.0}};

/// Households whose youngest child is below 5, by age band *(judgement)*: single parents, and couples.
inline constexpr double young_child_single_parent[3] = {0.85, 0.40, 0.03};
inline constexpr double young_child_couple[3] = {0.50, 0.40, 0.03};

/// Partners of the same sex among couples on one benefit *(judgement)*.
inline constexpr double same_sex_couples = 0.02;
/// Largest difference in age between partners; uniform up to it *(judgement)*. [months]
inline constexpr int partner_age_gap = 60;

/// Households that own their home, and of them those whose mortgage exceeds its value *(judgement: the asset test
/// leaves few owners; about three in ten Dutch owners were under water in 2013-2015)*.
inline constexpr double owners = 0.08;
inline constexpr double owners_under_water = 0.30;

/// Households whose creditors attach income *(judgement)*. \source docs/model.md E4
inline constexpr double attachment_prone = 0.50;
/// Applicants who are 12 months or more out of work at the claim: the rest, 30%, comes from a job.
/// \source configs/data/marginals.csv, origin of new entrants (31% in 2009, 19% in 2015, from paid employment)
inline constexpr double jobless_long = 0.70;

/// Inhabitants of a neighbourhood. \source CBS neighbourhoods 2017: about 13,000 for 17 million people, grouped so that
/// one holds enough recipients to matter *(judgement)*
inline constexpr double inhabitants_of_neighbourhood = 2000.0;

}  // namespace vangnet::agents::shares
