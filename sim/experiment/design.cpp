#include "sim/experiment/design.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include <boost/random/sobol.hpp>

#include "sim/core/luck.hpp"
#include "sim/core/random.hpp"

namespace vangnet {

namespace {

using Sets = std::vector<std::vector<double>>;

/// Lanes of luck.
enum Lane : int { place, within, level, order };

class Lot {
public:
    explicit Lot(std::uint32_t seed) : field_{seed, field_of_draws} {}

    [[nodiscard]] double operator()(std::size_t parameter, std::size_t set, Lane lane) const
    {
        constexpr std::uint32_t no_town = 0xFFFC0000U;
        const PersonId who = make_person(no_town, static_cast<std::uint32_t>(parameter));
        return static_cast<double>(field_.uniform(who, static_cast<std::uint32_t>(set), number_of(Luck::design), lane));
    }

    /// 0 .. n - 1 in an order by lot.
    template <class Key>
    [[nodiscard]] static std::vector<std::size_t> shuffled(std::size_t n, Key key)
    {
        std::vector<std::pair<double, std::size_t>> keyed;
        for (std::size_t i = 0; i < n; ++i) { keyed.emplace_back(key(i), i); }
        std::sort(keyed.begin(), keyed.end());
        std::vector<std::size_t> out;
        for (const auto& [unused, i] : keyed) { out.push_back(i); }
        return out;
    }

private:
    RandomField field_;
};

Sets grid(std::size_t n, std::size_t k)
{
    Sets sets{{}};
    for (std::size_t p = 0; p < k; ++p) {
        Sets longer;
        for (const std::vector<double>& set : sets) {
            for (std::size_t i = 0; i < n; ++i) {
                longer.push_back(set);
                longer.back().push_back(static_cast<double>(i) / static_cast<double>(n - 1));
            }
        }
        sets = std::move(longer);
    }
    return sets;
}

Sets latin_hypercube(std::size_t n, std::size_t k, const Lot& lot)
{
    Sets sets(n, std::vector<double>(k));
    for (std::size_t p = 0; p < k; ++p) {
        const std::vector<std::size_t> parts = Lot::shuffled(n, [&](std::size_t i) { return lot(p, i, place); });
        for (std::size_t i = 0; i < n; ++i) {
            sets[i][p] = (static_cast<double>(parts[i]) + lot(p, i, within)) / static_cast<double>(n);
        }
    }
    return sets;
}

Sets morris_walks(std::size_t walks, std::size_t k, const Lot& lot)
{
    Sets sets;
    for (std::size_t w = 0; w < walks; ++w) {
        std::vector<double> at(k);
        for (std::size_t p = 0; p < k; ++p) {
            at[p] = std::min(3.0, static_cast<double>(static_cast<int>(morris_levels * lot(p, w, level)))) /
                    (morris_levels - 1);
        }
        sets.push_back(at);
        for (const std::size_t p : Lot::shuffled(k, [&](std::size_t i) { return lot(i, w, order); })) {
            at[p] += at[p] < 0.5 ? morris_step : -morris_step;
            at[p] = std::clamp(at[p], 0.0, 1.0);  // 1/3 + 2/3 may miss 1 by its last bit
            sets.push_back(at);
        }
    }
    return sets;
}

Sets sobol_pairs(std::size_t pairs, std::size_t k, const Lot& lot)
{
    boost::random::sobol sequence(2 * k);
    const auto shifted = [&](std::size_t dimension) {
        const double u = static_cast<double>(sequence() >> 11U) * 0x1.0p-53;
        const double moved = u + lot(dimension, 0, place);
        return moved < 1.0 ? moved : moved - 1.0;
    };
    Sets sets;
    for (std::size_t i = 0; i < pairs; ++i) {
        std::vector<double> a(k);
        std::vector<double> b(k);
        for (std::size_t p = 0; p < k; ++p) { a[p] = shifted(p); }
        for (std::size_t p = 0; p < k; ++p) { b[p] = shifted(k + p); }
        sets.push_back(a);
        sets.push_back(b);
        for (std::size_t p = 0; p < k; ++p) {
            sets.push_back(a);
            sets.back()[p] = b[p];
        }
    }
    return sets;
}

}  // namespace

std::vector<std::vector<double>> unit_design(const Sweep& sweep, std::uint32_t seed)
{
    const auto n = static_cast<std::size_t>(sweep.points);
    const std::size_t k = sweep.parameters.size();
    const Lot lot(seed);
    switch (sweep.design) {
        case Design::grid: return grid(n, k);
        case Design::morris: return morris_walks(n, k, lot);
        case Design::sobol: return sobol_pairs(n, k, lot);
        case Design::lhs: break;
    }
    return latin_hypercube(n, k, lot);
}

std::vector<std::vector<double>> parameter_sets(const Sweep& sweep, std::uint32_t seed)
{
    std::vector<std::vector<double>> sets = unit_design(sweep, seed);
    for (std::vector<double>& set : sets) {
        for (std::size_t p = 0; p < set.size(); ++p) {
            const Varied& v = sweep.parameters[p];
            set[p] = v.low + set[p] * (v.high - v.low);
        }
    }
    return sets;
}

}  // namespace vangnet
