#pragma once
/// What may be said of a difference: one rule for the table of outcomes and for money.

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/pairs.hpp"

namespace vangnet::analysis {

/// What chance and the parameter draws together say of a difference.
enum class Sign {
    none,    ///< fewer than `fewest_draws` draws: nothing is known about how sure the effect is
    more,    ///< + above the relevance line
    less,    ///< - below minus the relevance line
    same,    ///< = within the relevance line on either side
    either,  ///< ~ none of these: either way, or perhaps too small to count
    chance,  ///< ? the draws agree, but chance alone could make the difference: too few people or replicates
};

/// Fewest draws for which a sign is given: at 40, 90% of them is four draws from all. *(judgement)*
inline constexpr std::size_t fewest_draws = 40;

/// "+", "-", "=", "~", "?" or "".
[[nodiscard]] std::string sign_symbol(Sign sign);

/// Sign of an effect over draws: `level` of all draws, of their first half and of their second half must lie on one
/// side of the relevance line, or between the lines. Mirrored effects give the mirrored sign. A draw exactly on a line
/// counts as within.
/// \param effects one per draw, draw order; \param line relevance line, same unit, >= 0
/// \param level share of draws needed, in (0, 1)
/// \return never Sign::chance; Sign::none with fewer than `fewest_draws` effects
[[nodiscard]] Sign sign_of(const std::vector<double>& effects, double line, double level = 0.90);

/// The same, if the range of chance agrees: above 0 for `more`, below 0 for `less`, within the line for `same`. Where
/// it does not, or one replicate says nothing about chance, the draws' answer becomes Sign::chance.
[[nodiscard]] Sign sign_of(const PairedDifference& difference, double line, double level = 0.90);

/// Relevance line of a share: the smallest difference worth a word. *(judgement)*
///
///     line = min(1, a tenth of min(level, 100 - level))        [per 100 people]
///
/// so that half a person in a hundred counts where only three or four are concerned. NaN levels give 1.
/// \param level mean of the two arms [per 100 people]
[[nodiscard]] double relevance_of_share(double level) noexcept;

/// Half-width of the range of a share that no replicate saw change: as many people can hide an event that befalls
///
///     -ln((1 - coverage) / 2) / people          [1]
///
/// of them. \source the rule of three: Hanley and Lippman-Hand (1983), If nothing goes wrong, is everything all right?,
/// JAMA 249(13), with (1 - coverage) / 2 for their 0.05
[[nodiscard]] double unseen_share(double people, double coverage) noexcept;

}  // namespace vangnet::analysis
