#pragma once
/// E10: the labour market, per segment (region x education). Displacement comes out of it; it is never a constant.

#include <array>
#include <cstddef>
#include <vector>

#include "agents/parameters.hpp"

namespace vangnet::agents {

/// f(theta) = x / (1 + c x^k)^(1/k) with x = theta / 100: job finding at `theta` vacancies per 100 job seekers, up to a
/// constant. Elasticity 0.42 / 0.25 / 0.15 at 14 / 40 / 93 for c = 6, k = 0.75. \source docs/model.md E10
[[nodiscard]] double matching(double theta, double c, double k) noexcept;

/// One segment of the market.
struct Segment {
    double share = 0.0;        ///< of labour supply that is simulated, 0..1
    double reference = 0.0;    ///< simulated supply when the arms branched; stored, never depends on policy
    double vacancies = 1.0;    ///< vacancies relative to the path
    double factor = 1.0;       ///< on job finding this month, relative to tightness 40
    double path_factor = 1.0;  ///< the same if our people's supply had stayed at `reference`
};

/// The segments of the regions that are simulated: 3 (education) per region.
class Market {
public:
    /// \param region_share of each region's people on benefit, the share that is simulated, 0..1
    Market(const std::vector<double>& region_share, const Parameters& p);

    /// Before the arms branch: the published tightness includes everyone, so the factor is f(path) / f(40).
    void follow_path(double tightness, const Parameters& p);

    /// At branching: fixes the reference supply. \param supply per segment, sum of exp(log rate without the market)
    void fix_reference(const std::vector<double>& supply);

    /// One month after branching, from last month's supply:
    ///     theta = path x v x S_ref / S, S = own + others', h = S f(theta) / (S_ref f(path)), v' = v + kappa (1-v) -
    ///     fill (h-1)
    void clear(double tightness, const std::vector<double>& supply, const Parameters& p);

    [[nodiscard]] const std::vector<Segment>& segments() const noexcept { return segments_; }
    /// Factors by education for a region.
    [[nodiscard]] std::array<float, 3> factors(int region) const;
    /// Supply of job seekers who are not simulated, in the unit of the simulated supply.
    [[nodiscard]] static double others(const Segment& s) noexcept;

private:
    std::vector<Segment> segments_;
};

}  // namespace vangnet::agents
