#pragma once
/// Health and work together: individual placement and support, and a milder form.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// Care and coaching towards work at once, by how severe the mental problems are.
///
///     served     = active, and on benefit, or in work and months_since_end < support_months
///     severe     = mental_health < severe_below;  moderate = severe_below <= mental_health < moderate_below
///     starts     = months_since_start >= wait_months, where on benefit
///     ips        = max(so far, served, severe and started ? 1 : 0)                       [flag]
///     integrated = max(so far, served on benefit, moderate and started ? 1 : 0)           [flag]
///     care_offer = max(so far, on benefit, severe or moderate ? care_multiple : 1)           [1]
///     shared_cost += ips and dose < 24 ? cost_eur_per_month : 0                              [EUR/month]
///     cost      += ips and dose < 24 ? cost_eur_per_month
///                : integrated and dose < 24 ? cost_eur_per_month_milder : 0                   [EUR/month]
///
/// People in work keep the support for support_months (lhr_ips_separation). Whoever gets better than the limit leaves
/// the coaching, and comes back when worse. A trajectory is paid once, over its 24 months. IPS is paid by the state and
/// all municipalities together, the milder form by the municipality; no price of the milder form is known, that of IPS
/// stands in for it *(judgement)*. Limits and waiting time are judgements; the waiting time of ordinary care and scarce
/// places are not part of this. \source Participatiewet art. 7(1)(a); Wmo 2015 art. 2.3.5;
/// Zorgverzekeringswet art. 11 (configs/data/law.csv)
struct IntegratedCare {
    struct Params {
        float severe_below = -2.0F;
        float moderate_below = -1.0F;
        float wait_months = 2.0F;
        float care_multiple = 2.0F;
        float support_months = 12.0F;
        float cost_eur_per_month = 333.0F;
        float cost_eur_per_month_milder = 333.0F;
    };
    Params params{};

    static constexpr float trajectory_months = 24.0F;  ///< of IPS, which the price is spread over

    static constexpr std::array priors{
        Prior{"lhr_ips_smi", Moves::work, "severe_below"},
        Prior{"lhr_integrated_moderate", Moves::work, "moderate_below"},
        Prior{"lhr_ips_separation"},
        Prior{"mh_gain_therapy", Moves::health, "care_multiple"},
        Prior{"", Moves::health, "care_multiple"},
        Prior{"mh_gain_ips", Moves::health, "severe_below"},
    };

    static constexpr Card card{
        .key = "integrated_care",
        .title_nl = "Zorg en werk samen",
        .title_en = "Care and work together",
        .article = "Participatiewet art. 7(1)(a); Wmo 2015 art. 2.3.5",
        .phase = Phase::support,
        .off_benefit = true,
        .shared = true,
        .decides = Decides::municipality,
        .evidence_nl =
            "Individuele plaatsing en steun (IPS) bracht in veel gelote proeven mensen met ernstige psychische "
            "klachten "
            "vaker aan het werk. Voor matige klachten is het bewijs dunner en de omvang onzeker.",
        .evidence_en =
            "Individual placement and support (IPS) brought people with severe mental illness into work more often in "
            "many randomised trials. For moderate problems the evidence is thinner and the size uncertain.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"severe_below", Unit::none, -5.0F, 0.0F, -5.0F, "judgement",
                           "psychische score waaronder IPS wordt geboden; 0 is het gemiddelde van volwassenen",
                           "mental score below which IPS is offered; 0 is the adult mean"},
                          &Params::severe_below},
        Parameter<Params>{{"moderate_below", Unit::none, -5.0F, 0.0F, -5.0F, "judgement",
                           "psychische score waaronder de lichtere vorm wordt geboden",
                           "mental score below which the milder form is offered"},
                          &Params::moderate_below},
        Parameter<Params>{
            {"wait_months", Unit::months, 0.0F, 24.0F, 0.0F, "judgement", "maanden wachttijd", "months of waiting"},
            &Params::wait_months},
        Parameter<Params>{
            {"care_multiple", Unit::multiple, 1.0F, 10.0F, 1.0F, "judgement",
             "factor op de kans om behandeling te beginnen", "factor on the chance to start treatment", true},
            &Params::care_multiple},
        Parameter<Params>{{"support_months", Unit::months, 0.0F, 36.0F, 0.0F, "judgement; effect: lhr_ips_separation",
                           "maanden steun na het vinden van werk", "months of support once in work"},
                          &Params::support_months},
        Parameter<Params>{{"cost_eur_per_month", Unit::eur_per_month, 0.0F, 3000.0F, 0.0F,
                           "IPS: EUR 8,000 for 24 months, 220 to 420 a month, 2019, half of it state "
                           "(nationalezorggids.nl); 0: no price",
                           "kosten van IPS per deelnemer per maand", "cost of IPS per participant and month", true},
                          &Params::cost_eur_per_month},
        Parameter<Params>{{"cost_eur_per_month_milder", Unit::eur_per_month, 0.0F, 3000.0F, 0.0F,
                           "judgement: as IPS, no price of its own was found; 0: no price",
                           "kosten van de lichtere vorm per deelnemer per maand",
                           "cost of the milder form per participant and month", true},
                          &Params::cost_eur_per_month_milder},
    };

    static constexpr std::array claims{
        Monotone{"severe_below", "ips", 1},
        Monotone{"wait_months", "ips", -1},
        Monotone{"care_multiple", "care_offer", 1},
        Monotone{"support_months", "ips", 1},
    };

    [[nodiscard]] constexpr bool wants(const Facts& facts) const noexcept
    {
        return facts.mental_health < maximum(params.severe_below, params.moderate_below);
    }
    [[nodiscard]] constexpr float place_months() const noexcept { return until_no_longer_wanted; }

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool active = facts.active > 0.5F;
        const bool guided = active & (facts.on_benefit > 0.5F);
        const bool started = guided & (facts.months_since_start > params.wait_months - 0.5F);
        const bool at_work = active & (facts.in_work > 0.5F) & (facts.months_since_end > -0.5F) &
                             (facts.months_since_end < params.support_months);
        const bool severe = facts.mental_health < params.severe_below;
        const bool moderate = !severe & (facts.mental_health < params.moderate_below);
        const bool ips = severe & (started | at_work);
        const bool milder = moderate & started;
        t.ips = maximum(t.ips, only_if(ips, 1.0F));
        t.integrated = maximum(t.integrated, only_if(milder, 1.0F));
        t.care_offer = maximum(t.care_offer, only_if(guided & (severe | moderate), params.care_multiple));
        const bool paid = facts.dose < trajectory_months;
        const float shared = only_if(ips & paid, params.cost_eur_per_month);
        t.shared_cost += shared;
        t.cost += shared + only_if(milder & paid, params.cost_eur_per_month_milder);
        return t;
    }
};
static_assert(Instrument<IntegratedCare>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
