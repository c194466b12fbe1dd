#pragma once
/// The country as one municipality: the people of all municipalities in one place, for runs that ask about the country.

#include "sim/inputs/data.hpp"

namespace vangnet {

/// The same tables with one municipality, which has the country's people. With few people the 393 municipalities have
/// many rows of nobody (a block holds the people of one municipality), and the run takes ten times as long.
///
///     stock cells       mean of the municipalities' cells, weighted by their people on benefit
///     applicant cells   the same, weighted by their share of first applications
///
/// so the margins of the country are the same. What is lost is which kinds of people live in one place, one office
/// instead of 393, and 35 regional markets that are one; docs/calibration.md says what that moves.
///
/// \param people  simulated people on benefit; a neighbourhood holds as many of them as it holds real ones.
///                0: as many as there are
[[nodiscard]] Data pooled_country(const Data& data, int people);

}  // namespace vangnet
