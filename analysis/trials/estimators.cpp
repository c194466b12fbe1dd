#include "analysis/trials/estimators.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/normal.hpp>

#include "analysis/moments.hpp"

namespace vangnet::analysis {

namespace {

constexpr double tail = 0.025;  // of a two-sided test at 5%
constexpr double power = 0.80;

const boost::math::normal& standard_normal()
{
    static const boost::math::normal normal;
    return normal;
}

double critical() { return boost::math::quantile(complement(standard_normal(), tail)); }

}  // namespace

bool Estimate::significant() const noexcept { return p_value() < 2.0 * tail; }

double Estimate::p_value() const noexcept
{
    if (!(standard_error > 0.0) || !std::isfinite(effect)) { return 1.0; }
    return 2.0 * boost::math::cdf(complement(standard_normal(), std::abs(effect / standard_error)));
}

Estimate difference_of_shares(const MeasuredShare& treated, const MeasuredShare& control) noexcept
{
    const auto variance = [](const MeasuredShare& m) { return m.share * (1.0 - m.share) / (m.people - 1.0); };
    return {treated.share - control.share, std::sqrt(variance(treated) + variance(control))};
}

MeasuredShare pooled(std::span<const MeasuredShare> arms) noexcept
{
    MeasuredShare all;
    for (const MeasuredShare& arm : arms) {
        all.share += arm.share * arm.people;
        all.people += arm.people;
    }
    all.share /= all.people;
    return all;
}

Estimate staggered_difference(const WavePanel& panel, int wave_months, int e)
{
    const std::size_t waves = panel.waves;
    const auto begins = [wave_months](std::size_t wave) { return static_cast<int>(wave + 1) * wave_months; };
    // weight of each wave's share at each month in the effect
    std::vector<std::vector<double>> weight(waves, std::vector<double>(panel.months + 1, 0.0));
    std::vector<std::size_t> compared;
    for (std::size_t w = 0; w < waves; ++w) {
        const bool in_time = begins(w) + e <= static_cast<int>(panel.months);
        if (in_time && begins(waves - 1) >= begins(w) + e) { compared.push_back(w); }
    }
    if (compared.empty()) {
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        return {nan, nan};
    }
    for (const std::size_t w : compared) {
        const auto before = static_cast<std::size_t>(begins(w));
        const std::size_t after = before + static_cast<std::size_t>(e);
        std::size_t first = w + 1;
        while (begins(first) < begins(w) + e) { ++first; }
        const double each = 1.0 / static_cast<double>(compared.size());
        const double control = each / static_cast<double>(waves - first);
        const auto add = [&](std::size_t v, double a) {
            weight[v][after] += a;
            weight[v][before] -= a;
        };
        add(w, each);
        for (std::size_t v = first; v < waves; ++v) { add(v, -control); }
    }
    Estimate out;
    double variance = 0.0;
    const auto parts = static_cast<double>(panel.parts);
    for (std::size_t v = 0; v < waves; ++v) {
        double sum = 0.0;
        double square = 0.0;
        for (std::size_t part = 0; part < panel.parts; ++part) {
            double score = 0.0;
            for (int month = 1; month <= static_cast<int>(panel.months); ++month) {
                const double a = weight[v][static_cast<std::size_t>(month)];
                if (a != 0.0) { score += a * panel.at(v, part, month); }
            }
            sum += score;
            square += score * score;
        }
        out.effect += sum / parts;
        variance += (square - sum * sum / parts) / (parts - 1.0) / parts;
    }
    out.standard_error = std::sqrt(variance);
    return out;
}

double power_against(double effect, double standard_error) noexcept
{
    if (!(standard_error > 0.0)) { return std::numeric_limits<double>::quiet_NaN(); }
    const double z = std::abs(effect) / standard_error;
    return boost::math::cdf(standard_normal(), z - critical()) + boost::math::cdf(standard_normal(), -z - critical());
}

double people_needed(double base, double effect) noexcept
{
    const double reached = base + effect;
    if (effect == 0.0 || !(reached > 0.0 && reached < 1.0)) { return 0.0; }
    const double z = critical() + boost::math::quantile(standard_normal(), power);
    const double variance = base * (1.0 - base) + reached * (1.0 - reached);
    return std::ceil(z * z * variance / (effect * effect));
}

Conditional given_value(std::span<const double> x, std::span<const double> y, double value)
{
    const Moments m = moments_of(x, y);
    const double slope = m.yy > 0.0 ? m.xy / m.yy : 0.0;
    const double rest = std::max(0.0, m.xx - slope * m.xy);
    return {.mean = m.mean_x + slope * (value - m.mean_y),
            .sd = std::sqrt(rest / (static_cast<double>(x.size()) - 1.0))};
}

}  // namespace vangnet::analysis
