#pragma once
/// Means and sums of products of two things measured together.

#include <cstddef>
#include <numeric>
#include <span>

namespace vangnet::analysis {

struct Moments {
    double mean_x = 0.0;
    double mean_y = 0.0;
    double xx = 0.0;  ///< sum of squares of x less its mean
    double yy = 0.0;
    double xy = 0.0;  ///< sum of products
};

/// \param x, y  as many of each, at least one
[[nodiscard]] inline Moments moments_of(std::span<const double> x, std::span<const double> y)
{
    const auto n = static_cast<double>(x.size());
    Moments m{.mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n,
              .mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n};
    for (std::size_t i = 0; i < x.size(); ++i) {
        m.xx += (x[i] - m.mean_x) * (x[i] - m.mean_x);
        m.yy += (y[i] - m.mean_y) * (y[i] - m.mean_y);
        m.xy += (x[i] - m.mean_x) * (y[i] - m.mean_y);
    }
    return m;
}

}  // namespace vangnet::analysis
