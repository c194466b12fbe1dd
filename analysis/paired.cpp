#include "analysis/paired.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/core.h>

#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

void require_finite(double value, const char* what, std::size_t replicate)
{
    if (!std::isfinite(value)) {
        throw DataError(bilingual({"herhaling {}: de waarde van {} is geen eindig getal ({})",
                                   "replicate {}: the value of the {} is not a finite number ({})"},
                                  replicate, what, value));
    }
}

/// Two-sided Student factor for n replicates.
double student_factor(double level, std::size_t n)
{
    if (!(level > 0.0 && level < 1.0)) {
        throw DataError(bilingual({"dekking {} ligt buiten (0, 1); 0.90 geeft een interval van 90%",
                                   "level {} is outside (0, 1); 0.90 gives a 90% interval"},
                                  level));
    }
    const boost::math::students_t distribution(static_cast<double>(n - 1));
    return boost::math::quantile(boost::math::complement(distribution, (1.0 - level) / 2.0));
}

}  // namespace

Effect effect_of_differences(std::span<const double> differences, double level)
{
    const std::size_t n = differences.size();
    if (n < 2) {
        throw DataError(bilingual({"een interval vraagt minstens 2 herhalingen, hier {}: herhaling {} ontbreekt",
                                   "an interval needs at least 2 replicates, here {}: replicate {} is missing"},
                                  n, n));
    }
    double sum = 0.0;
    for (std::size_t r = 0; r < n; ++r) {
        require_finite(differences[r], "difference", r);
        sum += differences[r];
    }
    const double count = static_cast<double>(n);
    const double mean = sum / count;
    double squares = 0.0;
    for (const double d : differences) { squares += (d - mean) * (d - mean); }
    const double sd = std::sqrt(squares / (count - 1.0));
    return {
        .mean = mean, .half_width = student_factor(level, n) * sd / std::sqrt(count), .sd = sd, .n = n, .level = level};
}

Effect paired_effect(std::span<const double> base, std::span<const double> reform, double level)
{
    if (base.size() != reform.size()) {
        throw DataError(bilingual({"de basis heeft {} herhalingen, het beleid {}: herhaling {} heeft geen tweeling",
                                   "base arm has {} replicates, reform has {}: replicate {} has no twin"},
                                  base.size(), reform.size(), std::min(base.size(), reform.size())));
    }
    std::vector<double> differences(base.size());
    for (std::size_t r = 0; r < base.size(); ++r) {
        require_finite(base[r], "base arm", r);
        require_finite(reform[r], "reform", r);
        differences[r] = reform[r] - base[r];
    }
    return effect_of_differences(differences, level);
}

}  // namespace vangnet::analysis
