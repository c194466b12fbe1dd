#pragma once
/// Volunteering offered, never imposed.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// An offer of volunteering.
///
///     volunteering_offer = max(so far, active ? offered : 0)                        [flag]
///     cost              += active and offered ? cost_eur_per_month : 0              [EUR/month]
///
/// Who takes it up follows from motivation, health and trust, in agents/behaviour.
/// \source Participatiewet art. 6(1)(c), 7(1)(a) (configs/data/law.csv)
struct VoluntaryService {
    struct Params {
        float offered = 1.0F;
        float cost_eur_per_month = 0.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"lhr_voluntary_volunteering", Moves::work},
        Prior{"mh_gain_volunteering_inactive", Moves::health},
        Prior{"mh_gain_volunteering_jobseeker", Moves::health},
    };

    static constexpr Card card{
        .key = "voluntary_service",
        .title_nl = "Vrijwilligerswerk aanbieden",
        .title_en = "Volunteering offered",
        .article = "Participatiewet art. 6(1)(c), 7(1)(a)",
        .phase = Phase::support,
        .decides = Decides::municipality,
        .evidence_nl =
            "Vrijwilligers vinden vaker werk, maar dat kan komen doordat andere mensen vrijwilliger "
            "worden. Met vergelijking van dezelfde personen helpt het zieken en mantelzorgers, "
            "werkzoekenden niet.",
        .evidence_en =
            "Volunteers find work more often, but that may be because different people volunteer. "
            "Comparing the same persons over time it helps people who are ill or care for others, not job"
            " seekers.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"offered", Unit::flag, 0.0F, 1.0F, 0.0F, "art. 6(1)(c), 7(1)(a): may be offered",
                           "1: vrijwilligerswerk wordt aangeboden", "1: volunteering is offered"},
                          &Params::offered},
        Parameter<Params>{{"cost_eur_per_month", Unit::eur_per_month, 0.0F, 1000.0F, 0.0F,
                           "no source found; 0: no price, so no net sum", "kosten van het aanbod per persoon",
                           "cost of the offer per person", true},
                          &Params::cost_eur_per_month},
    };

    static constexpr std::array claims{Monotone{"offered", "volunteering_offer", 1}};

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        // products instead of selections: g++ 12 makes branches of the latter here and does not vectorise them
        t.volunteering_offer = maximum(t.volunteering_offer, facts.active * params.offered);
        t.cost += facts.active * only_if(params.offered > 0.0F, params.cost_eur_per_month);
        return t;
    }
};
static_assert(Instrument<VoluntaryService>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
