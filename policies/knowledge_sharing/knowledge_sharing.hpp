#pragma once
/// What offices learn of their services: from a plain comparison or with a control group, alone or together.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// A record of what followed which scarce service for which kind of person, and with whom it is shared.
///
///     learning      = max(so far, active and on benefit ? recorded : 0)                                   [flag]
///     control_share = max(so far, active and on benefit and recorded ? control_group_percent / 100 : 0)   [1]
///     sharing       = max(so far, active and on benefit and recorded ? shared_with : 0)                   [code]
///
/// How offices learn and what they do with it is in sim/month/learning.hpp: it matters only where caseworkers may use it
/// (caseworker_regime, judgement_strength) and where places are scarce. Nothing of it is a term of job finding;
/// lhr_knowledge_only and lhr_knowledge_implemented are ranges to check against.
/// \source bolhaar2020_learn, lechnersmith2007; Participatiewet art. 7(1)(a), 83
/// (configs/data/law.csv)
struct KnowledgeSharing {
    struct Params {
        float recorded = 1.0F;
        float control_group_percent = 0.0F;
        float shared_with = 0.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"", Moves::work, "recorded"},
    };

    static constexpr Card card{
        .key = "knowledge_sharing",
        .title_nl = "Leren wat werkt",
        .title_en = "Learning what works",
        .article = "Participatiewet art. 7(1)(a)",
        .phase = Phase::support,
        .office = true,
        .decides = Decides::municipality,
        .evidence_nl =
            "In Amsterdam veranderde kennis over wat werkt de keuze van trajecten niet. Regels op basis van gegevens "
            "verdeelden diensten in Zwitserland beter dan consulenten. Wat het in de bijstand oplevert is onzeker.",
        .evidence_en =
            "In Amsterdam knowing what works did not change the choice of services. Rules based on data allocated "
            "services better than caseworkers in Switzerland. What it brings in social assistance is uncertain.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"recorded", Unit::flag, 0.0F, 1.0F, 0.0F, "judgement",
                           "1: de dienst houdt bij wat er op een voorziening volgt",
                           "1: the office keeps a record of what follows a service"},
                          &Params::recorded},
        Parameter<Params>{{"control_group_percent", Unit::percent, 0.0F, 50.0F, 0.0F, "judgement",
                           "deel van wie aan de beurt is dat door loting nog geen plaats krijgt, als vergelijking",
                           "share of those whose turn it is who get no place yet, by lot, to compare with"},
                          &Params::control_group_percent},
        Parameter<Params>{{"shared_with", Unit::none, 0.0F, 2.0F, 0.0F, "judgement",
                           "0: de eigen gemeente, 1: de arbeidsmarktregio, 2: het hele land",
                           "0: the own municipality, 1: the labour-market region, 2: the whole country"},
                          &Params::shared_with},
    };

    static constexpr std::array claims{
        Monotone{"recorded", "learning", 1},
        Monotone{"control_group_percent", "control_share", 1},
        Monotone{"shared_with", "sharing", 1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool active = (facts.active > 0.5F) & (facts.on_benefit > 0.5F) & (params.recorded > 0.5F);
        t.learning = maximum(t.learning, only_if(active, 1.0F));
        t.control_share = maximum(t.control_share, only_if(active, 0.01F * params.control_group_percent));
        t.sharing = maximum(t.sharing, only_if(active, params.shared_with));
        return t;
    }
};
static_assert(Instrument<KnowledgeSharing>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
