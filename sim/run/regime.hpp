#pragma once
/// What the months of an arm are run with.

#include <cstdint>

#include "sim/run/world.hpp"

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

}  // namespace vangnet
