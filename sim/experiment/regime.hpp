#pragma once
/// What the months of an arm are run with.

#include <cstdint>

#include "sim/month/world.hpp"

namespace vangnet {

/// Owns all that a Regime points to, but the policy: parameters, what follows from them, and the paths.
class RegimeParts {
public:
    RegimeParts(const agents::Parameters& p, const agents::PolicyTerms& terms, Paths paths);
    RegimeParts(const RegimeParts&) = delete;
    RegimeParts& operator=(const RegimeParts&) = delete;

    /// The reference regime with the luck of a replicate. For as long as this object lives.
    [[nodiscard]] Regime regime(std::uint32_t seed, std::uint32_t replicate) const;

private:
    agents::Parameters parameters_;
    agents::MonthTables tables_;
    agents::PolicyTerms terms_;
    Paths paths_;
};

/// The same behaviour with nobody leaving benefit for work or for another reason: all rates of finding work, and those
/// of other exits, times exp(-12), fewer than one exit in a hundred thousand people in a year. Expected hires then keep
/// their proportions, and two arms of one world differ by their rates only, not also by who has left: a few people more
/// or less among those with the highest rates would blur small effects.
[[nodiscard]] agents::Parameters held_on_benefit(agents::Parameters p);

}  // namespace vangnet
