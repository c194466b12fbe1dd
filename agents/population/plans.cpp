#include "agents/population/plans.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

#include "agents/population/proportional_fitting.hpp"
#include "agents/population/shares.hpp"
#include "sim/core/math.hpp"

namespace vangnet::agents {

namespace {

constexpr std::size_t terms = 4;
using Row = std::array<double, terms>;

double exp_of(double x) { return static_cast<double>(math::exp(static_cast<float>(x))); }
double log_of(double x) { return static_cast<double>(math::log(static_cast<float>(x))); }

Row covariates(const MunicipalityFacts& m) { return {1.0, m.non_western, m.single_households, m.urbanity}; }

/// Solves a x = b by elimination with the largest pivot.
Row solve(std::array<Row, terms> a, Row b)
{
    for (std::size_t i = 0; i < terms; ++i) {
        std::size_t pivot = i;
        for (std::size_t r = i + 1; r < terms; ++r) {
            if (std::abs(a[r][i]) > std::abs(a[pivot][i])) { pivot = r; }
        }
        std::swap(a[i], a[pivot]);
        std::swap(b[i], b[pivot]);
        if (std::abs(a[i][i]) < 1e-9) {
            throw std::invalid_argument("the published places do not identify the density");
        }
        for (std::size_t r = i + 1; r < terms; ++r) {
            const double factor = a[r][i] / a[i][i];
            for (std::size_t c = i; c < terms; ++c) { a[r][c] -= factor * a[i][c]; }
            b[r] -= factor * b[i];
        }
    }
    Row x{};
    for (std::size_t i = terms; i-- > 0;) {
        double rest = b[i];
        for (std::size_t c = i + 1; c < terms; ++c) { rest -= a[i][c] * x[c]; }
        x[i] = rest / a[i][i];
    }
    return x;
}

struct Cell {
    int age;
    int sex;
    int household;
};
constexpr int cells_of_place = 18;

Cell cell_of(std::size_t index)
{
    const int i = static_cast<int>(index % cells_of_place);
    return {i / 6, i / 3 % 2, i % 3};
}

/// National share by sex and household, six groups: 3 x sex + household.
std::vector<double> sex_by_household(double women, const double (&household)[3], double total)
{
    const double single_mothers = shares::women_among_single_parents * household[1];
    const double single_women = women - single_mothers - 0.5 * household[2];
    if (single_women <= 0.0 || single_women >= household[0]) {
        throw std::invalid_argument("the shares of women and of household types contradict each other");
    }
    return {total * (household[0] - single_women),
            total * (household[1] - single_mothers),
            total * 0.5 * household[2],
            total * single_women,
            total * single_mothers,
            total * 0.5 * household[2]};
}

/// A municipality's share over the country's, for the tilt of the first guess.
struct Tilt {
    double age[3];
    double household[3];
};

Tilt mean_of(std::span<const MunicipalityFacts> all)
{
    Tilt sum{};
    double people = 0.0;
    for (const MunicipalityFacts& m : all) {
        const double ages[3] = {m.share_15_24, m.share_25_44, m.share_45_64};
        const double households[3] = {m.single_households, m.with_children, m.couples_no_children + m.with_children};
        people += m.inhabitants;
        for (int k = 0; k < 3; ++k) {
            sum.age[k] += m.inhabitants * ages[k];
            sum.household[k] += m.inhabitants * households[k];
        }
    }
    for (int k = 0; k < 3; ++k) {
        sum.age[k] /= people;
        sum.household[k] /= people;
    }
    return sum;
}

Tilt tilt_of(const MunicipalityFacts& m, const Tilt& mean)
{
    return {{m.share_15_24 / mean.age[0], m.share_25_44 / mean.age[1], m.share_45_64 / mean.age[2]},
            {m.single_households / mean.household[0], m.with_children / mean.household[1],
             (m.couples_no_children + m.with_children) / mean.household[2]}};
}

/// Fits the cells of all municipalities at once; 18 per municipality.
std::vector<double> fit_cells(std::span<const MunicipalityFacts> all, const std::vector<double>& sizes,
                              const double (&age)[3], double women, const double (&household)[3])
{
    const Tilt mean = mean_of(all);
    double total = 0.0;
    for (const double size : sizes) { total += size; }
    Margin by_sex_household{{}, sex_by_household(women, household, total)};
    Margin by_age{{}, {total * age[0], total * age[1], total * age[2]}};
    Margin by_place{{}, sizes};
    std::vector<double> cells(all.size() * cells_of_place);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell c = cell_of(i);
        const std::size_t place = i / cells_of_place;
        const Tilt tilt = tilt_of(all[place], mean);
        cells[i] =
            sizes[place] * shares::household_by_age[c.age][c.household] * tilt.age[c.age] * tilt.household[c.household];
        by_sex_household.group_of_cell.push_back(3 * c.sex + c.household);
        by_age.group_of_cell.push_back(c.age);
        by_place.group_of_cell.push_back(static_cast<int>(place));
    }
    const std::array<Margin, 3> margins{std::move(by_sex_household), std::move(by_age), std::move(by_place)};
    const double tolerance = 1e-9 * total;
    if (fit_to_margins(cells, margins, tolerance).largest_misfit > tolerance) {
        throw std::invalid_argument("age, sex, household and municipality margins contradict each other");
    }
    return cells;
}

void copy_shares(const std::vector<double>& cells, std::size_t place, double size, double (&to)[3][2][3])
{
    for (std::size_t k = 0; k < cells_of_place; ++k) {
        const Cell c = cell_of(k);
        to[c.age][c.sex][c.household] = cells[place * cells_of_place + k] / size;
    }
}

/// Odds of a non-western background among recipients = k x odds among inhabitants, k such that the country's share
/// holds.
std::vector<double> non_western_shares(std::span<const MunicipalityFacts> all, const std::vector<double>& sizes,
                                       double share)
{
    std::vector<double> shares(all.size());
    double total = 0.0;
    for (const double size : sizes) { total += size; }
    double low = 0.0;
    double high = 1000.0;
    for (int step = 0; step < 60; ++step) {
        const double k = 0.5 * (low + high);
        double sum = 0.0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double odds = k * all[i].non_western / (1.0 - all[i].non_western);
            shares[i] = odds / (1.0 + odds);
            sum += sizes[i] * shares[i];
        }
        (sum < share * total ? low : high) = k;
    }
    return shares;
}

}  // namespace

DensityModel fit_density(std::span<const MunicipalityFacts> municipalities)
{
    std::array<Row, terms> a{};
    Row b{};
    DensityModel model;
    for (const MunicipalityFacts& m : municipalities) {
        if (m.published_recipients <= 0.0 || !m.fits_density) { continue; }
        const Row x = covariates(m);
        const double y = log_of(m.published_recipients / m.people_15_64);
        for (std::size_t i = 0; i < terms; ++i) {
            b[i] += x[i] * y;
            for (std::size_t j = 0; j < terms; ++j) { a[i][j] += x[i] * x[j]; }
        }
        ++model.places;
    }
    if (model.places <= static_cast<int>(terms)) {
        throw std::invalid_argument("only " + std::to_string(model.places) +
                                    " places with a published number of recipients");
    }
    const Row x = solve(a, b);
    model.constant = x[0];
    model.non_western = x[1];
    model.single_households = x[2];
    model.urbanity = x[3];
    double squares = 0.0;
    for (const MunicipalityFacts& m : municipalities) {
        if (m.published_recipients <= 0.0 || !m.fits_density) { continue; }
        const double off = log_of(m.published_recipients / m.people_15_64 / density(model, m));
        squares += off * off;
    }
    model.residual_sd = math::square_root(squares / static_cast<double>(model.places - static_cast<int>(terms)));
    return model;
}

double density(const DensityModel& model, const MunicipalityFacts& municipality)
{
    const Row x = covariates(municipality);
    return exp_of(model.constant * x[0] + model.non_western * x[1] + model.single_households * x[2] +
                  model.urbanity * x[3]);
}

std::vector<double> spread_recipients(std::span<const MunicipalityFacts> municipalities, const NationalFacts& national,
                                      const DensityModel& model)
{
    std::vector<double> left = national.recipients_of_area;
    std::vector<double> weight(left.size(), 0.0);
    for (const MunicipalityFacts& m : municipalities) {
        const auto area = static_cast<std::size_t>(m.area);
        if (m.published_recipients > 0.0) {
            left[area] -= m.published_recipients;
        } else {
            weight[area] += m.people_15_64 * density(model, m);
        }
    }
    std::vector<double> sizes;
    for (const MunicipalityFacts& m : municipalities) {
        const auto area = static_cast<std::size_t>(m.area);
        if (left[area] <= 0.0) { throw std::invalid_argument("published places exceed the total of their area"); }
        sizes.push_back(m.published_recipients > 0.0 ? m.published_recipients
                                                     : left[area] * m.people_15_64 * density(model, m) / weight[area]);
    }
    return sizes;
}

std::vector<MunicipalityPlan> make_plans(std::span<const MunicipalityFacts> municipalities,
                                         const NationalFacts& national)
{
    const std::vector<double> sizes = spread_recipients(municipalities, national, fit_density(municipalities));
    double total = 0.0;
    for (const double size : sizes) { total += size; }
    const std::vector<double> stock =
        fit_cells(municipalities, sizes, national.stock_age, national.stock_women, national.stock_household);
    const std::vector<double> inflow = fit_cells(municipalities, sizes, national.applicant_age,
                                                 national.applicant_women, national.applicant_household);
    const std::vector<double> non_western = non_western_shares(municipalities, sizes, national.non_western);

    std::vector<MunicipalityPlan> plans;
    for (std::size_t i = 0; i < municipalities.size(); ++i) {
        const MunicipalityFacts& m = municipalities[i];
        MunicipalityPlan plan;
        plan.number = m.number;
        plan.region = m.region;
        plan.stock_2015 = sizes[i];
        plan.applicant_share = sizes[i] / total;
        plan.inflow_ratio_2015 = m.inflow_ratio_2015;
        plan.inhabitants = m.inhabitants;
        plan.neighbourhoods = std::max(1, static_cast<int>(m.inhabitants / shares::inhabitants_of_neighbourhood + 0.5));
        plan.share_27_34 = national.share_27_34;
        plan.share_non_western = non_western[i];
        copy_shares(stock, i, sizes[i], plan.stock_cells);
        copy_shares(inflow, i, sizes[i], plan.inflow_cells);
        plans.push_back(plan);
    }
    return plans;
}

}  // namespace vangnet::agents
