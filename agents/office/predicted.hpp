#pragma once
/// Distance to work as an office sees it.

#include <cstddef>
#include <cstdint>

#include "agents/parameters.hpp"
#include "agents/seekers.hpp"

namespace vangnet::agents {

/// Predicted log rate of finding work from what the office can see: sex, young child, age, education, language, health,
/// and -0.012 per month on benefit up to 120 months *(judgement, for what frailty does to long spells)*.
[[nodiscard]] inline float predicted_chance(const Seekers& s, std::size_t row, int month, const agents::Parameters& p)
{
    const std::uint32_t t = s.traits[row];
    const int age = (month - s.birth_month[row]) / 12;
    const auto education = static_cast<int>((t & trait::education_mask) >> trait::education_shift);
    const float young = age < 27 ? p.job_age_27 : (age < 35 ? p.job_age_35 : 0.0F);
    const float old = age >= 55 ? p.job_age_pension : (age >= 45 ? p.job_age_55 : 0.0F);
    const float schooling = education == 2 ? p.job_high : (education == 1 ? p.job_middle : 0.0F);
    const float spell = static_cast<float>(s.months_on_benefit[row] < 120 ? s.months_on_benefit[row] : 120);
    return ((t & trait::woman) != 0U ? p.job_woman : 0.0F) +
           ((t & trait::young_child) != 0U ? p.job_young_child : 0.0F) + young + old + schooling +
           p.lhr_mental_health * s.mental_health[row] + p.lhr_physical_health * s.physical_health[row] +
           p.job_language * s.language[row] - 0.012F * spell;
}

}  // namespace vangnet::agents
