#pragma once
/// The measures of a run: how each comes from the counts and sums of a group, and what it is called.

#include <cstdint>
#include <vector>

#include "sim/experiment/series.hpp"
#include "sim/month/record.hpp"

namespace vangnet {

/// A measure and where it comes from.
struct Measure {
    enum class From : std::uint8_t {
        count,              ///< a count over the size of the cohort at the end of the month
        count_of_followed,  ///< a count over those of the cohort whose month was lived: not pensioners, for one
        count_so_far,       ///< the same, added up over the months since branching, per person
        mean,               ///< a sum over the size of the cohort
        mean_of_followed,   ///< a sum over those of the cohort whose month was lived
        sum_so_far,         ///< a sum added up over the months since branching, per person
        mean_of_recipients  ///< a sum over those of the cohort who are on benefit now
    };
    MeasureInfo info;
    From from = From::count;
    int index = 0;  ///< of Count or Sum
};

/// Whether a measure says what people are or have at one moment, and so has a value before the first month: not what a
/// month brings (income, waivers, sanctions) and not what adds up over the months.
[[nodiscard]] bool is_state(const Measure& measure) noexcept;

/// All measures, in the order of the file. Keys are never reused for something else.
[[nodiscard]] const std::vector<Measure>& measures();

}  // namespace vangnet
