#pragma once
/// Exemption from the duties of social assistance, with room for people's own direction: the trust arm of the trials.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// No duties, and freedom to choose what to do.
///
///     lifted   = active ? duties_lifted : 0                                    [1]
///     fade_in  = min(1, (min(months_since_start, dose) + 1) / fade_in_months)  [1]
///     required_applications, check_chance, obligation, imposed_hours, imposed_choice, threats
///              *= 1 - lifted
///     exempt   = max(exempt, lifted * fade_in)
///     autonomy = max(autonomy, lifted * fade_in * own_direction)
///     useful  += lifted * fade_in * (useful_percent / 100 - useful)
///
/// The duties go at once, by decision; living without them takes months to get used to. After the exemption,
///
///     exempt_past = duties_lifted * min(1, dose / 12) * clamp((35 - months_since_end) / 12, 0, 1)
///
/// which is full for 24 months after 12 or more months exempt, less after a shorter time, and fades over the next 12.
/// The 24 months are the horizon of `lhr_exemption_after`; 12 and 12 *(judgement)*.
/// \source Participatiewet art. 9(2), 83; Tijdelijk besluit experimenten Participatiewet art. 2 (configs/data/law.csv)
struct Exemption {
    struct Params {
        float duties_lifted = 1.0F;
        float own_direction = 1.0F;
        float useful_percent = 50.0F;
        float fade_in_months = 3.0F;
    };
    Params params{};

    static constexpr float full_dose = 12.0F;    ///< months exempt for full weight afterwards [months]
    static constexpr float full_months = 24.0F;  ///< months of full weight afterwards [months]
    static constexpr float fade_months = 12.0F;  ///< months of fading after those [months]

    static constexpr std::array priors{
        Prior{"lhr_exemption_during", Moves::work},
        Prior{"lhr_exemption_after", Moves::work},
        Prior{"motiv_gain_useful_autonomy", Moves::motivation},
        Prior{"motiv_choice_useless", Moves::motivation},
        Prior{"volunteering_shift_trust"},
    };

    static constexpr Card card{
        .key = "exemption",
        .title_nl = "Ontheffing van plichten (vertrouwen)",
        .title_en = "Exemption from duties (trust)",
        .article = "Participatiewet art. 9(2), 83",
        .phase = Phase::exemption,
        .decides = Decides::experiment_only,
        .evidence_nl =
            "In zes Nederlandse proeven vonden mensen tijdens de ontheffing niet meer en niet minder vaak"
            " werk. Alleen Utrecht zag twee jaar later meer mensen aan het werk; dat kan toeval zijn.",
        .evidence_en =
            "In six Dutch trials people found work neither more nor less often while exempt. Only Utrecht"
            " saw more people in work two years later, which may be chance.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"duties_lifted", Unit::fraction, 0.0F, 1.0F, 0.0F,
                           "art. 9(2): case by case and temporary; 83: a whole group only in an experiment (law.csv)",
                           "deel van de plichten dat vervalt; 1 is alle plichten", "share of duties lifted; 1 is all"},
                          &Params::duties_lifted},
        Parameter<Params>{{"own_direction", Unit::fraction, 0.0F, 1.0F, 0.0F, "judgement; cpb2022_exempt_after",
                           "ruimte om zelf te kiezen, boven de gewone praktijk",
                           "room for own choices above usual "
                           "practice"},
                          &Params::own_direction},
        Parameter<Params>{{"useful_percent", Unit::percent, 0.0F, 100.0F, 50.0F, "judgement; koen2015",
                           "deel van de mensen dat die ruimte nuttig vindt",
                           "share of people who see that room as "
                           "useful"},
                          &Params::useful_percent},
        Parameter<Params>{{"fade_in_months", Unit::months, 1.0F, 12.0F, 1.0F, "judgement",
                           "maanden tot de ruimte ten volle wordt beleefd", "months until the room is fully lived"},
                          &Params::fade_in_months},
    };

    static constexpr std::array claims{
        Monotone{"duties_lifted", "required_applications", -1},
        Monotone{"duties_lifted", "check_chance", -1},
        Monotone{"duties_lifted", "exempt", 1},
        Monotone{"own_direction", "autonomy", 1},
        Monotone{"useful_percent", "useful", 1},
        Monotone{"fade_in_months", "exempt", -1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool active = facts.active > 0.5F;
        const float lifted = only_if(active, params.duties_lifted);
        const float lived_months = minimum(facts.months_since_start, facts.dose) + 1.0F;
        const float fade_in = clamp(lived_months / params.fade_in_months, 0.0F, 1.0F);
        const float lived = lifted * fade_in;
        const float left = 1.0F - lifted;

        t.required_applications *= left;
        t.check_chance *= left;
        t.obligation *= left;
        t.imposed_hours *= left;
        t.imposed_choice *= left;
        t.imposed_strictness *= left;
        t.threat_new *= left;
        t.threat_long *= left;

        t.exempt = maximum(t.exempt, lived);
        t.autonomy = maximum(t.autonomy, lived * params.own_direction);
        t.useful += lived * (params.useful_percent / 100.0F - t.useful);

        const float earned = params.duties_lifted * minimum(facts.dose / full_dose, 1.0F);
        const float kept = clamp((full_months + fade_months - 1.0F - facts.months_since_end) / fade_months, 0.0F, 1.0F);
        t.exempt_past = maximum(t.exempt_past, only_if(facts.months_since_end > -0.5F, earned * kept));
        return t;
    }
};
static_assert(Instrument<Exemption>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
