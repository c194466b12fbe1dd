#include "agents/population/people.hpp"

#include <cmath>
#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "sim/core/blocks.hpp"
#include "sim/core/luck.hpp"
#include "sim/core/math.hpp"
#include "sim/core/units.hpp"

namespace vangnet::agents {

namespace {

std::array<float, 4> normals(const RandomField& field, PersonId who, Luck purpose)
{
    auto u = field.uniforms(who, 0, number_of(purpose));
    for (float& x : u) { x = math::normal_quantile(x); }
    return u;
}

float bounded_above(float z, float cap) { return z <= 0.0F ? z : cap * math::tanh(z / cap); }

void draw_scores(Seekers& s, std::size_t row, PersonId who, const Parameters& p, const RandomField& field)
{
    const auto f = normals(field, who, Luck::frailty);
    const float rho = p.frailty_correlation;
    s.frailty[row] = p.sd_frailty * bounded_above(f[0], p.frailty_cap);
    s.frailty_other[row] =
        p.sd_frailty_other * bounded_above(rho * f[0] + std::sqrt(1.0F - rho * rho) * f[1], p.frailty_cap);
    s.language[row] = f[2];
    const auto h = normals(field, who, Luck::health);
    const float common = std::sqrt(p.shared_variance) * h[0];
    const float own = std::sqrt(1.0F - p.shared_variance);
    s.mental_set[row] = p.between_sd * (common + own * h[1]);
    s.physical_set[row] = p.between_sd * (common + own * h[2]);
    const auto m = normals(field, who, Luck::mind);
    s.motivation_set[row] = m[0];
    s.trust_set[row] = m[1];
    s.self_selection[row] =
        math::logistic(1.702F * (0.5F * m[0] + 0.8660254F * m[2]));  // logistic form of the normal cdf
}

void draw_household(Seekers& s, std::size_t row, PersonId household, const Parameters& p, const RandomField& field)
{
    const auto u = field.uniforms(household, 0, number_of(Luck::purse));
    const auto v = field.uniforms(household, 0, number_of(Luck::waiver));
    s.slack[row] = math::normal_quantile(u[0]);
    s.waiver_rank[row] = v[0];
    const bool indebted = u[1] < p.entrant_debt_share;
    const float debt = p.entrant_debt_median * math::exp(p.entrant_debt_sd * math::normal_quantile(u[2]));
    s.debt[row] = indebted ? round_to_cents(debt < 500000.0F ? debt : 500000.0F) : 0;
    s.savings[row] = indebted ? 0 : round_to_cents(2.0F * p.entrant_savings * u[3]);
}

void start_scores(Seekers& s, std::size_t row, const Applicant& a, const Parameters& p)
{
    const float age = static_cast<float>(a.apply_month - a.birth_month) / 12.0F;
    s.mental_health[row] = p.mental_set_mean + s.mental_set[row] + p.mh_shift_jobless;
    s.physical_health[row] =
        p.physical_set_mean + s.physical_set[row] + p.physical_age * (age - 40.0F) + p.ph_shift_jobless;
    s.motivation[row] = s.motivation_set[row];
    s.trust[row] = s.trust_set[row];
    s.alliance[row] = p.alliance_start;
    s.months_without_work[row] = static_cast<std::int16_t>(a.jobless_long ? p.jobless_start_long : 0.0F);
    for (auto* clock : {&s.since_sanction, &s.since_warning, &s.since_inspection, &s.since_switch, &s.since_exit,
                        &s.since_break, &s.since_care, &s.since_arrears}) {
        (*clock)[row] = never;
    }
}

void place(Seekers& s, std::size_t row, const Applicant& a, int municipality, const Parameters& p,
           const RandomField& field)
{
    const bool couple = (a.traits & trait::couple) != 0U;
    const auto town = static_cast<std::uint32_t>(municipality);
    const PersonId who = make_person(town, a.arrival);
    const PersonId household = couple ? make_person(town, a.arrival & ~1U) : who;
    s.arrival[row] = a.arrival;
    s.traits[row] = couple ? a.traits | trait::paired : a.traits;
    s.birth_month[row] = a.birth_month;
    s.apply_month[row] = a.apply_month;
    s.neighbourhood[row] = a.neighbourhood;
    draw_scores(s, row, who, p, field);
    draw_household(s, row, household, p, field);
    start_scores(s, row, a, p);
}

std::size_t rows_of(const Applicants& town)
{
    const std::size_t last = town.people.empty() ? 0 : std::size_t{town.people.back().arrival} + 1;
    return blocks_for(last) * static_cast<std::size_t>(block_rows);
}

void note_first_months(Seekers& s)
{
    for (std::size_t b = 0; b < s.blocks(); ++b) {
        std::int16_t first = no_month;
        for (std::size_t row = b * block_rows; row < (b + 1) * block_rows; ++row) {
            if (s.apply_month[row] < first) { first = s.apply_month[row]; }
        }
        s.block_first_month[b] = first;
    }
}

/// Where each kept row goes; couples at even places, single people fill the gaps before them.
struct Places {
    std::vector<std::pair<std::size_t, std::size_t>> from_to;
    std::vector<std::int16_t> municipality;
};

bool matters(const Seekers& s, std::size_t row, AlsoGone also)
{
    if (s.apply_month[row] == no_month) { return false; }
    const auto state = static_cast<State>(s.state[row]);
    if (state == State::pensioned) { return false; }
    const bool away = state == State::left || state == State::inactive;
    return !(also == AlsoGone::long_away && away && s.since_exit[row] >= 120);
}

Places keep_what_matters(const Seekers& s, AlsoGone also)
{
    Places places;
    std::size_t next = 0;
    std::size_t gap = ~std::size_t{0};
    for (std::size_t b = 0; b < s.blocks(); ++b) {
        const bool new_town = b == 0 || s.block_municipality[b] != s.block_municipality[b - 1];
        if (new_town) {
            next = blocks_for(next) * block_rows;
            gap = ~std::size_t{0};
        }
        for (std::size_t row = b * block_rows; row < (b + 1) * block_rows; ++row) {
            const bool paired = (s.traits[row] & trait::paired) != 0U;
            if (!matters(s, row, also) && !(paired && matters(s, row ^ 1U, also))) { continue; }
            if (!paired && gap != ~std::size_t{0}) {
                places.from_to.emplace_back(row, gap);
                gap = ~std::size_t{0};
                continue;
            }
            if (paired && row % 2 == 0 && next % 2 == 1) { gap = next++; }
            places.from_to.emplace_back(row, next++);
        }
        places.municipality.resize(blocks_for(next), s.block_municipality[b]);
    }
    return places;
}

}  // namespace

Seekers make_people(std::span<const Applicants> applicants, const Parameters& p, const RandomField& field,
                    const Executor& executor)
{
    Seekers s;
    std::size_t rows = 0;
    std::vector<std::size_t> first_rows;
    for (const Applicants& town : applicants) {
        first_rows.push_back(rows);
        rows += rows_of(town);
    }
    s.resize(rows);
    s.block_municipality.resize(blocks_for(rows));
    s.block_first_month.resize(blocks_for(rows));
    s.apply_month.assign(rows, no_month);
    executor.for_each(applicants.size(), [&](std::size_t k) {
        const Applicants& town = applicants[k];
        const std::size_t first = first_rows[k];
        for (const Applicant& a : town.people) { place(s, first + a.arrival, a, town.municipality, p, field); }
        for (std::size_t b = first / block_rows; b < (first + rows_of(town)) / block_rows; ++b) {
            s.block_municipality[b] = static_cast<std::int16_t>(town.municipality);
        }
    });
    note_first_months(s);
    return s;
}

Seekers compact(const Seekers& people, AlsoGone also)
{
    const Places places = keep_what_matters(people, also);
    Seekers out;
    out.block_municipality = places.municipality;
    out.block_first_month.resize(places.municipality.size());
    out.resize(places.municipality.size() * block_rows);
    out.apply_month.assign(out.size(), no_month);
    std::vector<const void*> sources;
    Seekers::for_each_column(people, [&sources](auto, auto, const auto& column) { sources.push_back(&column); });
    std::size_t k = 0;
    Seekers::for_each_column(out, [&](auto, auto, auto& column) {
        const auto& from = *static_cast<const std::remove_reference_t<decltype(column)>*>(sources[k++]);
        for (const auto& [row, place] : places.from_to) { column[place] = from[row]; }
    });
    note_first_months(out);
    return out;
}

}  // namespace vangnet::agents
