#include "agents/market/market.hpp"

#include "sim/core/math.hpp"

namespace vangnet::agents {

namespace {
constexpr double reference_tightness = 40.0;  // vacancies per 100 unemployed at which b_job holds

double power(double x, double k) noexcept { return x > 0.0 ? math::exp(k * math::log(x)) : 0.0; }
}  // namespace

double matching(double theta, double c, double k) noexcept
{
    const double x = theta / 100.0;
    return x / power(1.0 + c * power(x, k), 1.0 / k);
}

Market::Market(const std::vector<double>& region_share, const Parameters& p)
{
    const std::array<double, 3> own = {p.own_share_low, p.own_share_middle, p.own_share_high};
    for (const double share : region_share) {
        for (const double s : own) { segments_.push_back({.share = s * share}); }
    }
}

void Market::follow_path(double tightness, const Parameters& p)
{
    const double factor =
        matching(tightness, p.matching_c, p.matching_k) / matching(reference_tightness, p.matching_c, p.matching_k);
    for (Segment& s : segments_) {
        s.factor = factor;
        s.path_factor = factor;
    }
}

void Market::fix_reference(const std::vector<double>& supply)
{
    for (std::size_t i = 0; i < segments_.size(); ++i) { segments_[i].reference = supply[i]; }
}

double Market::others(const Segment& s) noexcept
{
    return s.share > 0.0 ? s.reference * (1.0 - s.share) / s.share : 0.0;
}

void Market::clear(double tightness, const std::vector<double>& supply, const Parameters& p)
{
    const double c = p.matching_c;
    const double k = p.matching_k;
    const double at_reference = matching(reference_tightness, c, k);
    const double at_path = matching(tightness, c, k);
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        Segment& s = segments_[i];
        const double all_reference = s.reference + others(s);
        const double all = supply[i] + others(s);
        const double ratio = all > 0.0 ? all_reference / all : 1.0;
        const double found = matching(tightness * s.vacancies * ratio, c, k);
        const double hires = all_reference > 0.0 ? all * found / (all_reference * at_path) : 1.0;
        s.factor = found / at_reference;
        s.path_factor = at_path / at_reference;
        const double next = s.vacancies + p.vacancy_recovery * (1.0 - s.vacancies) - p.vacancy_fill * (hires - 1.0);
        s.vacancies = next > 0.01 ? next : 0.01;
    }
}

std::array<float, 3> Market::factors(int region) const
{
    std::array<float, 3> f{};
    for (std::size_t e = 0; e < 3; ++e) {
        f[e] = static_cast<float>(segments_[static_cast<std::size_t>(region) * 3 + e].factor);
    }
    return f;
}

}  // namespace vangnet::agents
