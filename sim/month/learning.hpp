#pragma once
/// What offices learn about their scarce services.
///
/// An office that keeps a record (knowledge_sharing) sees two years later whether people it gave a place to work 12
/// hours or more, and compares, for each kind of person:
///     plain comparison     with everyone who was on benefit then and had no place. Who gets a place differs from who
///                          does not, in what the office sees and in what it does not: selection is taken for effect
///     control group        with those whose turn it was but who were refused a place by lot
/// Its belief about a kind is the difference in shares, drawn to the difference over all kinds with the weight of
/// `weight_of_all` people, from its own record, its region's or the country's. Small municipalities have few cases.
/// Caseworkers who may judge by themselves then give places to those whom they expect to gain most, as far as they know
/// the person. \source docs/model.md, offices; kinds, two years and weight are judgements

#include <cstddef>

#include "sim/core/blocks.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

inline constexpr int months_to_outcome = 24;   // [months] (judgement: courses show after one to three years)
inline constexpr float weight_of_all = 50.0F;  // [people] (judgement)

/// Kind of a person as the office sees it, 0 .. kinds - 1.
[[nodiscard]] std::size_t kind_of(const agents::Seekers& s, std::size_t row) noexcept;

/// What the office of this person expects a place to add, as far as it knows the person:
///     overall + known x (gain of the kind - overall)
[[nodiscard]] float expected_gain(const World& w, const Town& town, std::size_t use, std::size_t row) noexcept;

/// The belief that counts of outcomes give. \param with_control  whether the control group is what is compared with
[[nodiscard]] Belief belief_from(const Evidence& evidence, bool with_control) noexcept;

/// Whether no other scarce service that this person waits for truly adds more than this one. True where the truth is
/// not known.
[[nodiscard]] bool is_best(const World& w, const Town& town, std::size_t use, std::size_t row) noexcept;

/// After the month: outcomes of two years ago enter the record; once a year offices renew their beliefs.
void step_learning(World& world, MonthTotals& totals, const Executor& executor);

}  // namespace vangnet
