#pragma once
/// The municipal office in first form: caseworkers with hours, clients, quality and turnover.

#include <cstdint>
#include <vector>

#include "agents/parameters.hpp"
#include "sim/core/random.hpp"

namespace vangnet::agents {

/// Weight of a client for a caseworker's slot; a client belongs to the slot with the largest weight (rendezvous
/// hashing): when the staff grows by one only the new slot's clients move, when it shrinks only the lost slot's
/// clients.
[[nodiscard]] constexpr std::uint64_t slot_weight(std::uint64_t person, std::uint32_t slot) noexcept
{
    std::uint64_t x = person * 0x9E3779B97F4A7C15ULL + slot * 0xD1B54A32D192ED03ULL;
    x ^= x >> 30U;
    x *= 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 27U;
    x *= 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

/// The slot of a client among the first `slots`. \return 0 for an office without staff
[[nodiscard]] std::uint16_t slot_of(std::uint64_t person, int slots) noexcept;

/// `slot_of(person, after)` of a client whose slot among the first `before` was `slot`: looks at what changed only.
[[nodiscard]] std::uint16_t slot_after(std::uint64_t person, std::uint16_t slot, int before, int after) noexcept;

/// Caseworkers of one municipality. Slot s is a chair; the person on it is known by its hiring number.
struct Office {
    int municipality = 0;
    std::vector<std::uint16_t> hiring_number;  ///< of the caseworker in each slot
    std::vector<float> quality;                ///< effect on clients' job finding, sd caseworker_quality_sd [log]
    std::vector<std::uint8_t> temporary;       ///< 1 for temporary staff
    std::vector<std::uint8_t> changed;         ///< 1 where the caseworker left this month
    float hours_share = 1.0F;                  ///< hours given per hour wanted
    double hours_wanted = 0.0;                 ///< contact, by all clients last month [h/month]
    double hours_duties = 0.0;       ///< checks, sanctions and other duties above the usual last month [h/month]
    float mean_weight = 1.0F;        ///< of clients for hours under targets, see step_hours_weight
    float targets = 0.0F;            ///< mean over clients last month of what the treatment says, 0..1
    float judgement = 0.0F;          ///< the same
    float temporary_extra = 0.0F;    ///< the same
    float learning = 0.0F;           ///< the same
    float control_share = 0.0F;      ///< the same
    float sharing = 0.0F;            ///< the same
    float relative_caseload = 1.0F;  ///< clients per hour given last month, relative to a caseload of 150
    float satisfaction = 0.0F;       ///< of caseworkers; 0: the reference regime [z]

    [[nodiscard]] int slots() const noexcept { return static_cast<int>(quality.size()); }
};

/// Satisfaction of the caseworkers of an office, and what follows from it (all judgement: no study gives a size):
///     target = satisfaction_targets x targets + satisfaction_judgement x judgement
///              + satisfaction_caseload x ln(clients per hour given / that at a caseload of 150)
///     next   = satisfaction + 0.2 (target - satisfaction)                                                 [z, -2..2]
/// Turnover is times exp(-satisfaction_turnover x satisfaction); sickness_share of the hours is lost times
/// exp(-satisfaction_turnover x satisfaction) - 1 more than usual (the usual loss is in the productive hours).
void step_satisfaction(Office& office, const Parameters& p) noexcept;

/// Hires or dismisses so that the hours wanted fit (at least one caseworker; at most 2% spare before anyone leaves),
/// draws who leaves (turnover_permanent, turnover_temporary, by satisfaction; the successor starts at once), and says
/// what share of the hours of contact wanted can be given after checks, sanctions and other duties took theirs. Quality
/// is keyed by office, slot and hiring number, so it does not depend on the policy. \return true when the number of
/// slots changed, so that clients must be assigned again
bool step_office(Office& office, const Parameters& p, const RandomField& field, int month);

}  // namespace vangnet::agents
