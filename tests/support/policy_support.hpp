#pragma once
/// A block of people for tests of policies, and single questions to an instrument.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "policies/apply.hpp"
#include "policies/policy.hpp"

namespace vangnet::test {

/// Somebody two years on benefit, under the instrument for a year.
inline policy::Facts plain_person()
{
    policy::Facts f{};
    f.age = 40.0F;
    f.education = 1.0F;
    f.on_benefit = 1.0F;
    f.months_on_benefit = 24.0F;
    f.months_without_work = 24.0F;
    f.chance_third = 1.0F;
    f.self_selection = 0.5F;
    f.active = 1.0F;
    f.months_since_start = 12.0F;
    f.months_since_end = -1.0F;
    f.dose = 12.0F;
    return f;
}

inline float& fact(policy::Facts& facts, int index)
{
    float* found = &facts.age;
    int k = 0;
    policy::for_each_fact([&](float& field) { found = k++ == index ? &field : found; }, facts);
    return *found;
}

inline float& term(policy::Treatment& treatment, int index)
{
    float* found = &treatment.obligation;
    int k = 0;
    policy::for_each_term([&](float& field) { found = k++ == index ? &field : found; }, treatment);
    return *found;
}

/// What an instrument makes of one person and a treatment so far.
inline policy::Treatment ask(int type, const std::array<float, policy::max_parameters>& params,
                             const policy::Facts& person, const policy::Treatment& so_far)
{
    static policy::FactsBlock facts;
    static policy::TreatmentBlock treatment;
    const auto fill = [](float(&column)[policy::rows], const float& v) { std::fill_n(column, policy::rows, v); };
    policy::for_each_fact(fill, facts, person);
    policy::for_each_term(fill, treatment, so_far);
    policy::apply_functions[static_cast<std::size_t>(type)](params.data(), facts, treatment);
    policy::Treatment result;
    policy::for_each_term([](float& v, float(&column)[policy::rows]) { v = column[policy::rows - 1]; }, result,
                          treatment);
    return result;
}

/// People who differ in all that instruments look at, each flag and count at both sides of where rules change.
inline std::vector<policy::Facts> various_people()
{
    std::vector<policy::Facts> people;
    for (int k = 0; k < 2 * 2 * 2 * 4 * 5 * 4; ++k) {
        policy::Facts f = plain_person();
        f.active = static_cast<float>(k % 2);
        f.duty_waived = static_cast<float>(k / 2 % 2);
        const int state = k / 4 % 2;
        const int now = k / 8 % 4;  // benefit, part-time, work, neither
        f.on_benefit = now < 2 ? 1.0F : 0.0F;
        f.part_time = now == 1 ? 1.0F : 0.0F;
        f.in_work = now == 2 ? 1.0F : 0.0F;
        f.in_subsidised_job = f.in_work > 0.5F && k / 32 % 2 == 0 ? 1.0F : 0.0F;
        f.earnings = f.part_time * 400.0F;
        f.months_of_part_time = state == 0 ? 0.0F : 24.0F;
        f.self_selection = state == 0 ? 0.05F : 0.95F;
        constexpr float spells[] = {0.0F, 3.0F, 11.0F, 24.0F, 200.0F};
        f.months_on_benefit = spells[k / 32 % 5];
        constexpr float ends[] = {-1.0F, 0.0F, 5.0F, 30.0F};
        f.months_since_end = f.active * f.on_benefit > 0.0F ? -1.0F : ends[k / 160];
        f.months_since_start = f.active > 0.0F ? std::min(f.months_on_benefit, 36.0F) : -1.0F;
        f.dose = std::min(f.months_on_benefit, 255.0F);
        f.language = f.mental_health = f.motivation = 1.25F * static_cast<float>(k % 5 - 2);
        f.chance_third = static_cast<float>(k % 3);
        people.push_back(f);
    }
    return people;
}

inline std::array<std::uint32_t, policy::term_count> bits_of(const policy::Treatment& treatment)
{
    return __builtin_bit_cast(std::array<std::uint32_t, policy::term_count>, treatment);
}

}  // namespace vangnet::test
