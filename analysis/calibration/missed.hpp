#pragma once
/// What the model may miss of a target, drawn.

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <cstdint>

#include "analysis/calibration/likelihood.hpp"

namespace vangnet::analysis {

/// Draws of a normal error with half the half range as its standard deviation, cut off at the half range; see
/// log_likelihood. Ranges are taken as lying around the value.
class Missed {
public:
    explicit Missed(std::uint32_t seed) : engine_{seed} {}
    double operator()(const Target& target)
    {
        double z = normal_(engine_);
        while (std::abs(z) > 2.0) { z = normal_(engine_); }
        return 0.5 * target.half_range() * z;
    }
    [[nodiscard]] double normal() { return normal_(engine_); }

private:
    boost::random::mt19937_64 engine_;
    boost::random::normal_distribution<double> normal_;
};

}  // namespace vangnet::analysis
