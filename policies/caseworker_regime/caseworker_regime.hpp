#pragma once
/// How caseworkers are managed: by placement targets and clocked time, or by professional judgement.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// The regime of an office, for the people it applies to while they are on benefit.
///
///     targets         = max(so far, active and on benefit ? targets : 0)                                  [1]
///     judgement       = max(so far, active and on benefit ? judgement : 0)                                [1]
///     temporary_extra += active and on benefit ? temporary_percent_more / 100 : 0                         [1]
///
/// What follows is in agents/office and agents/behaviour and has no term of its own: under targets hours go to each
/// client in proportion to (predicted placement)^cream_exponent, and scarce places to the easy to place first; clocked
/// time makes caseworkers less satisfied, so more leave and are ill, and with temporary staff alliances break more
/// often. Under judgement caseworkers are more satisfied. What comes out is checked against lhr_targets_easy and
/// lhr_targets_hard. \source koningheinrich2013, lechnersmith2007; Participatiewet art. 7(1)(a) (configs/data/law.csv)
struct CaseworkerRegime {
    struct Params {
        float targets = 0.0F;
        float judgement = 0.0F;
        float temporary_percent_more = 0.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"cream_exponent", Moves::work},
        Prior{"satisfaction_targets", Moves::work},
    };

    static constexpr Card card{
        .key = "caseworker_regime",
        .title_nl = "Sturing van consulenten",
        .title_en = "How caseworkers are managed",
        .article = "Participatiewet art. 7(1)(a)",
        .phase = Phase::support,
        .office = true,
        .decides = Decides::municipality,
        .evidence_nl =
            "Betalen per plaatsing leidde in Nederland tot afromen: wie makkelijk te plaatsen is kreeg de aandacht, "
            "met "
            "weinig effect per saldo. Zwitserse consulenten verdeelden diensten niet beter dan het lot.",
        .evidence_en =
            "Paying per placement led to cream skimming in the Netherlands: attention went to people who are easy to "
            "place, with little net effect. Swiss caseworkers allocated services no better than chance.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"targets_strength", Unit::fraction, 0.0F, 1.0F, 0.0F, "koningheinrich2013; judgement",
                           "hoe sterk op plaatsingen en tijd wordt gestuurd, 0 niet, 1 geheel",
                           "how strongly placements and time are managed, 0 not at all, 1 fully"},
                          &Params::targets},
        Parameter<Params>{{"judgement_strength", Unit::fraction, 0.0F, 1.0F, 0.0F, "lechnersmith2007; judgement",
                           "hoe vrij consulenten op eigen oordeel beslissen, 0 niet, 1 geheel",
                           "how freely caseworkers decide by their own judgement, 0 not at all, 1 fully"},
                          &Params::judgement},
        Parameter<Params>{{"temporary_percent_more", Unit::percent, -100.0F, 100.0F, 0.0F, "judgement",
                           "deel tijdelijke krachten onder nieuwe consulenten, boven het gewone deel",
                           "share of temporary staff among new caseworkers, above the usual share"},
                          &Params::temporary_percent_more},
    };

    static constexpr std::array claims{
        Monotone{"targets_strength", "targets", 1},
        Monotone{"judgement_strength", "judgement", 1},
        Monotone{"temporary_percent_more", "temporary_extra", 1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool active = (facts.active > 0.5F) & (facts.on_benefit > 0.5F);
        t.targets = maximum(t.targets, only_if(active, params.targets));
        t.judgement = maximum(t.judgement, only_if(active, params.judgement));
        t.temporary_extra += only_if(active, 0.01F * params.temporary_percent_more);
        return t;
    }
};
static_assert(Instrument<CaseworkerRegime>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
