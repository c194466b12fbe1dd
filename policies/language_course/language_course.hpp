#pragma once
/// A course of Dutch for people who know little of it.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// Hours of language course, counted up month by month until the course is full.
///
///     followed        = min(total_hours, dose x hours_per_week x 52/12), language < below_language      [h]
///     language_hours += followed                                                                          [h]
///     cost           += active, on benefit, followed < total_hours, language < below_language
///                       ? cost_eur_per_hour x hours_per_week x 52/12 : 0                                  [EUR/month]
///
/// The hours followed stay after the course and after the benefit. A few hours a week are taken not to keep people from
/// search *(judgement)*, so the course has no lock-in.
/// \source Participatiewet art. 7(1)(a), 8a, 18b: amount and form of language courses are municipal
/// (configs/data/law.csv)
struct LanguageCourse {
    struct Params {
        float hours_per_week = 6.0F;
        float total_hours = 200.0F;
        float below_language = -0.5F;
        float cost_eur_per_hour = 15.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"lhr_language_100h", Moves::work},
    };

    static constexpr Card card{
        .key = "language_course",
        .title_nl = "Taalcursus",
        .title_en = "Language course",
        .article = "Participatiewet art. 7(1)(a), 8a, 18b",
        .phase = Phase::support,
        .decides = Decides::municipality,
        .evidence_nl =
            "In Frankrijk deden nieuwkomers met meer uren taalles vaker mee op de arbeidsmarkt. Hoe groot het effect "
            "in "
            "de Nederlandse bijstand is, weet niemand: de omvang is een schatting.",
        .evidence_en =
            "In France newcomers with more hours of language course took part in the labour market more often. How "
            "large the effect is in Dutch social assistance nobody knows: the size is a judgement.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"hours_per_week", Unit::hours_per_week, 0.0F, 40.0F, 0.0F,
                           "municipal (law.csv, course_offer_hours); default judgement", "lesuren per week",
                           "hours of lessons a week"},
                          &Params::hours_per_week},
        Parameter<Params>{{"total_hours", Unit::none, 0.0F, 1200.0F, 0.0F,
                           "municipal (law.csv, course_offer_hours); default judgement", "lesuren van de hele cursus",
                           "hours of the whole course"},
                          &Params::total_hours},
        Parameter<Params>{{"below_language", Unit::none, -3.0F, 3.0F, -0.5F, "judgement",
                           "voor wie het Nederlands lager is dan dit; 0 is gemiddeld in de bijstand",
                           "for people whose Dutch is below this; 0 is the mean on benefit"},
                          &Params::below_language},
        Parameter<Params>{{"cost_eur_per_hour", Unit::eur, 0.0F, 200.0F, 0.0F,
                           "EUR 10 to 25, 2025: judgement around the integration courses of EUR 11,600 (divosa.nl, "
                           "SPUK); 0: no price",
                           "kosten per lesuur", "cost of an hour of lessons", true},
                          &Params::cost_eur_per_hour},
    };

    static constexpr std::array claims{
        Monotone{"hours_per_week", "language_hours", 1},
        Monotone{"total_hours", "language_hours", 1},
    };

    [[nodiscard]] constexpr bool wants(const Facts& facts) const noexcept
    {
        return facts.language < params.below_language && params.hours_per_week > 0.0F;
    }
    [[nodiscard]] constexpr float place_months() const noexcept
    {
        return params.total_hours / maximum(params.hours_per_week * (52.0F / 12.0F), 0.01F);
    }

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const float monthly = params.hours_per_week * (52.0F / 12.0F);
        const bool low = facts.language < params.below_language;
        const float followed = minimum(params.total_hours, facts.dose * monthly);
        const bool goes = low & (facts.active > 0.5F) & (facts.on_benefit > 0.5F) & (followed < params.total_hours);
        t.language_hours += only_if(low, followed);
        t.cost += only_if(goes, params.cost_eur_per_hour * monthly);
        return t;
    }
};
static_assert(Instrument<LanguageCourse>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
