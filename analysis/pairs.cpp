#include "analysis/pairs.hpp"

#include <cmath>
#include <limits>

namespace vangnet::analysis {
namespace {

inline constexpr auto npos = static_cast<std::size_t>(-1);

double mean_or_nothing(double sum, std::size_t n)
{
    return n == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(n);
}

/// \param place  by replicate: where it stands among `differences`; npos if left out
std::optional<ParameterRange> range_over_draws(const std::vector<double>& differences,
                                               const std::vector<std::size_t>& place, const ItemPairs& draws,
                                               double level)
{
    std::vector<double> effects;
    std::vector<std::size_t> replicate_of;
    for (std::size_t d = 0; d < draws.base.size(); ++d) {
        const std::size_t replicate = place[d % place.size()];
        const double effect = draws.arm[d] - draws.base[d];
        if (replicate == npos || !std::isfinite(effect)) { continue; }
        effects.push_back(effect);
        replicate_of.push_back(replicate);
    }
    if (effects.size() < 2) { return std::nullopt; }
    return parameter_range(differences, effects, replicate_of, level);
}

}  // namespace

PairedDifference paired_difference(const ItemPairs& replicates, const ItemPairs& draws, double level)
{
    PairedDifference out;
    std::vector<std::size_t> place(replicates.base.size(), npos);
    double base = 0.0;
    double arm = 0.0;
    double difference = 0.0;
    for (std::size_t r = 0; r < replicates.base.size(); ++r) {
        if (!std::isfinite(replicates.base[r]) || !std::isfinite(replicates.arm[r])) { continue; }
        place[r] = out.differences.size();
        out.differences.push_back(replicates.arm[r] - replicates.base[r]);
        base += replicates.base[r];
        arm += replicates.arm[r];
        difference += out.differences.back();
    }
    const std::size_t n = out.differences.size();
    out.base_level = mean_or_nothing(base, n);
    out.arm_level = mean_or_nothing(arm, n);
    out.mean = mean_or_nothing(difference, n);
    if (n >= 2) { out.chance = effect_of_differences(out.differences, level); }
    if (n > 0 && !draws.base.empty()) { out.parameters = range_over_draws(out.differences, place, draws, level); }
    return out;
}

}  // namespace vangnet::analysis
