#pragma once
/// Distance to work as an office sees it.

#include <cstddef>
#include <cstdint>

#include "agents/parameters.hpp"
#include "agents/seekers.hpp"

namespace vangnet::agents {

/// What an office can see of a person's chance of work.
struct Visible {
    float woman = 0.0F;
    float young_child = 0.0F;
    float age = 0.0F;        ///< [years]
    float education = 0.0F;  ///< 0 low, 1 middle, 2 high
    float mental_health = 0.0F;
    float physical_health = 0.0F;
    float language = 0.0F;
    float months_on_benefit = 0.0F;
};

/// Predicted log rate of finding work from what the office can see: sex, young child, age, education, language, health,
/// and -0.012 per month on benefit up to 120 months *(judgement, for what frailty does to long spells)*.
/// Always inlined: it is used in code compiled for several CPU levels.
[[nodiscard, gnu::always_inline]] inline float predicted_chance(const Parameters& p, const Visible& v) noexcept
{
    const float young = v.age < 27.0F ? p.job_age_27 : (v.age < 35.0F ? p.job_age_35 : 0.0F);
    const float old = v.age >= 55.0F ? p.job_age_pension : (v.age >= 45.0F ? p.job_age_55 : 0.0F);
    const float schooling = v.education > 1.5F ? p.job_high : (v.education > 0.5F ? p.job_middle : 0.0F);
    const float spell = v.months_on_benefit < 120.0F ? v.months_on_benefit : 120.0F;
    return v.woman * p.job_woman + v.young_child * p.job_young_child + young + old + schooling +
           p.lhr_mental_health * v.mental_health + p.lhr_physical_health * v.physical_health +
           p.job_language * v.language - 0.012F * spell;
}

/// The same of one row. \param month  now, months since January 1970
[[nodiscard]] inline float predicted_chance(const Seekers& s, std::size_t row, int month, const Parameters& p) noexcept
{
    const std::uint32_t t = s.traits[row];
    return predicted_chance(p, {.woman = (t & trait::woman) != 0U ? 1.0F : 0.0F,
                                .young_child = (t & trait::young_child) != 0U ? 1.0F : 0.0F,
                                .age = static_cast<float>(month - s.birth_month[row]) / 12.0F,
                                .education = static_cast<float>((t & trait::education_mask) >> trait::education_shift),
                                .mental_health = s.mental_health[row],
                                .physical_health = s.physical_health[row],
                                .language = s.language[row],
                                .months_on_benefit = static_cast<float>(s.months_on_benefit[row])});
}

}  // namespace vangnet::agents
