#include "analysis/sign.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace vangnet::analysis {
namespace {

Sign sign_of_part(std::span<const double> effects, double line, double level)
{
    const auto count = [&](auto holds) {
        return static_cast<double>(std::count_if(effects.begin(), effects.end(), holds));
    };
    // A hair below, so that 45 of 50 counts as 90% whatever the rounding of level * 50.
    const double needed = level * static_cast<double>(effects.size()) - 1e-9;
    if (count([=](double e) { return e > line; }) >= needed) { return Sign::more; }
    if (count([=](double e) { return e < -line; }) >= needed) { return Sign::less; }
    if (count([=](double e) { return std::abs(e) <= line; }) >= needed) { return Sign::same; }
    return Sign::either;
}

bool agrees(const Effect& chance, Sign sign, double line)
{
    switch (sign) {
        case Sign::more: return chance.low() > 0.0;
        case Sign::less: return chance.high() < 0.0;
        case Sign::same: return chance.low() >= -line && chance.high() <= line;
        case Sign::none:
        case Sign::either:
        case Sign::chance: break;
    }
    return true;
}

}  // namespace

std::string sign_symbol(Sign sign)
{
    switch (sign) {
        case Sign::more: return "+";
        case Sign::less: return "-";
        case Sign::same: return "=";
        case Sign::either: return "~";
        case Sign::chance: return "?";
        case Sign::none: break;
    }
    return "";
}

Sign sign_of(const std::vector<double>& effects, double line, double level)
{
    if (effects.size() < fewest_draws) { return Sign::none; }
    const std::span all{effects};
    const std::size_t half = effects.size() / 2;
    const Sign sign = sign_of_part(all, line, level);
    const bool stable = sign_of_part(all.first(half), line, level) == sign &&
                        sign_of_part(all.last(effects.size() - half), line, level) == sign;
    return stable ? sign : Sign::either;
}

Sign sign_of(const PairedDifference& difference, double line, double level)
{
    const Sign sign = difference.parameters ? sign_of(difference.parameters->effects, line, level) : Sign::none;
    if (sign == Sign::none || sign == Sign::either) { return sign; }
    return difference.chance && agrees(*difference.chance, sign, line) ? sign : Sign::chance;
}

double relevance_of_share(double level) noexcept
{
    constexpr double most = 1.0;
    constexpr double part = 0.1;
    return std::isfinite(level) ? std::clamp(part * std::min(level, 100.0 - level), 0.0, most) : most;
}

double unseen_share(double people, double coverage) noexcept { return -std::log((1.0 - coverage) / 2.0) / people; }

}  // namespace vangnet::analysis
