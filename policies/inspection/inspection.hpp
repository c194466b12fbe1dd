#pragma once
/// Investigations into fraud, and what a visit without finding does.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// A yearly rate of investigations among people on benefit, and the share of them that ends the benefit.
///
///     inspection_rate = max(so far, active and on benefit ? 1 - (1 - rate_percent_per_year / 100)^(1/12) : 0)
///     [1/month]
///     inspection_hits = max(so far, active and on benefit ? hits_percent / 100 : 0)                 [1]
///     staff_hours    += active and on benefit ? inspection_rate x hours_per_inspection : 0          [h/month]
///     cost           += active and on benefit ? inspection_rate x cost_eur_per_visit : 0            [EUR/month]
///
/// The twelfth root is a series: x/12 + 11/288 x^2 + 253/10368 x^3 with x the yearly share, within 2% up to 40%. That a
/// first round after lenient years ends more benefits than later ones (enforcement_oneoff_exit) is not modelled: hits
/// stay a fixed share. Whoever is visited without finding loses trust and motivation, in agents/behaviour. \source
/// Participatiewet art. 53a, 54, 18a; no frequency in the law (configs/data/law.csv)
struct Inspection {
    struct Params {
        float rate_percent_per_year = 10.0F;
        float hits_percent = 5.0F;
        float hours_per_inspection = 35.0F;
        float cost_eur_per_visit = 0.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"trust_shift_fraud_check", Moves::motivation},
        Prior{"", Moves::leaving, "hits_percent"},
    };

    static constexpr Card card{
        .key = "inspection",
        .title_nl = "Fraudecontrole",
        .title_en = "Fraud inspection",
        .article = "Participatiewet art. 53a, 54, 18a",
        .phase = Phase::duty,
        .by_hours = true,
        .decides = Decides::municipality,
        .evidence_nl =
            "Na jaren zonder controle stopt bij een eerste grote ronde eenmalig een klein deel van de uitkeringen. Wat "
            "een "
            "bezoek zonder bevinding met mensen doet, is in Nederland niet gemeten: de omvang is een schatting.",
        .evidence_en =
            "After years without checks a first large round ends a small share of benefits, once. What a visit without "
            "finding does to people has not been measured in the Netherlands: the size is a judgement.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{
            {"rate_percent_per_year", Unit::percent, 0.0F, 60.0F, 0.0F,
             "free by law (law.csv, checks_per_year); default judgement",
             "deel van de mensen dat in een jaar wordt gecontroleerd", "share of people inspected in a year"},
            &Params::rate_percent_per_year},
        Parameter<Params>{
            {"hits_percent", Unit::percent, 0.0F, 100.0F, 0.0F, "judgement",
             "deel van de controles dat de uitkering beëindigt", "share of inspections that end the benefit", true},
            &Params::hits_percent},
        Parameter<Params>{{"hours_per_inspection", Unit::hours, 0.0F, 100.0F, 0.0F,
                           "25 to 45 hours, 2016: derived from published investigations; a home visit alone is less",
                           "uren van medewerkers per controle", "hours of staff per inspection", true},
                          &Params::hours_per_inspection},
        Parameter<Params>{{"cost_eur_per_visit", Unit::eur, 0.0F, 5000.0F, 0.0F,
                           "no source found: what comes on top of the hours of staff", "kosten per controle",
                           "cost of an inspection", true},
                          &Params::cost_eur_per_visit},
    };

    static constexpr std::array claims{
        Monotone{"rate_percent_per_year", "inspection_rate", 1},
        Monotone{"hits_percent", "inspection_hits", 1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool runs = (facts.active > 0.5F) & (facts.on_benefit > 0.5F);
        const float x = 0.01F * params.rate_percent_per_year;
        const float rate = x * (1.0F / 12.0F + x * (11.0F / 288.0F + x * (253.0F / 10368.0F)));
        t.inspection_rate = maximum(t.inspection_rate, only_if(runs, rate));
        t.inspection_hits = maximum(t.inspection_hits, only_if(runs, 0.01F * params.hits_percent));
        t.staff_hours += only_if(runs, rate * params.hours_per_inspection);
        t.cost += only_if(runs, rate * params.cost_eur_per_visit);
        return t;
    }
};
static_assert(Instrument<Inspection>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
