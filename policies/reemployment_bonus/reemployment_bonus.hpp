#pragma once
/// A lump sum for people who leave benefit for a full job.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// A bonus promised to people on benefit, paid once when they find a full job.
///
///     bonus += active ? bonus_eur : 0                                               [EUR]
///
/// \source Participatiewet art. 7(1)(a), 8a: by ordinance, not verified in the text of the law (configs/data/law.csv)
struct ReemploymentBonus {
    struct Params {
        float bonus_eur = 1000.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"lhr_bonus", Moves::work},
    };

    static constexpr Card card{
        .key = "reemployment_bonus",
        .title_nl = "Uitstroompremie",
        .title_en = "Re-employment bonus",
        .article = "Participatiewet art. 7(1)(a), 8a",
        .phase = Phase::means_test,
        .decides = Decides::municipality,
        .evidence_nl =
            "Een bedrag ineens bij het vinden van werk veranderde in Nederlands onderzoek niets aan de "
            "uitstroom.",
        .evidence_en = "A lump sum on finding work changed nothing in exits in Dutch research.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"bonus_eur", Unit::eur, 0.0F, 10000.0F, 0.0F,
                           "no cap found in the law (law.csv, not verified); default judgement",
                           "bedrag bij het vinden van een volledige baan", "sum paid on finding a full job"},
                          &Params::bonus_eur},
    };

    static constexpr std::array claims{Monotone{"bonus_eur", "bonus", 1}};

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        t.bonus += only_if(facts.active > 0.5F, params.bonus_eur);
        return t;
    }
};
static_assert(Instrument<ReemploymentBonus>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
