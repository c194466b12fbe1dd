#pragma once
/// Mandatory counter-service: unpaid useful work asked in return for benefit.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// Unpaid work as a duty, announced some months ahead.
///
///     due_in         = max(after_months - months_on_benefit, notice_months - min(months_since_start, dose))  [months]
///     meant          = active and not duty_waived and hours_per_week > 0
///     asked          = meant and due_in <= 0
///     threatened     = meant and 0 < due_in <= notice_months
///     imposed_hours += asked ? hours_per_week : 0                                                      [h/week]
///     imposed_choice = max(so far, asked ? own_choice : 0)
///     imposed_strictness, obligation = max(so far, asked ? strictness : 0)
///     useful         = asked ? useful_percent / 100 : as it was
///     threat_new     = max(so far, threatened and months_on_benefit < 12); threat_long the same from 12 months
///     staff_hours   += asked ? coach_hours_per_year / 12 : 0                                          [h/month]
///     cost          += asked ? cost_eur_per_month : 0                                                  [EUR/month]
///
/// Nobody is asked without notice, not even people who have been on benefit for long when the instrument begins. Says
/// what is asked; who takes part and who stays away stands in agents/behaviour/counter_service.hpp. No published trial
/// randomises mandatory counter-service, and every output that uses it says that its effect is an assumption with a
/// range.
/// \source Participatiewet art. 9(1)(c) duty, 9(2) and 9(7) waiver, 8a(1)(b) ordinance (configs/data/law.csv)
struct CounterService {
    struct Params {
        float hours_per_week = 20.0F;
        float after_months = 6.0F;
        float notice_months = 3.0F;
        float own_choice = 0.0F;
        float strictness = 0.5F;
        float useful_percent = 50.0F;
        float coach_hours_per_year = 10.6F;
        float cost_eur_per_month = 0.0F;
    };
    Params params{};

    static constexpr float long_spell = 12.0F;  ///< from here threat_long instead of threat_new [months]

    static constexpr std::array priors{
        Prior{"tegenprestatie_takeup"},
        Prior{"lhr_tegenprestatie_nonwork_exit", Moves::leaving},
        Prior{"lhr_tegenprestatie", Moves::work},
        Prior{"lhr_tegenprestatie_lockin", Moves::work},
        Prior{"lhr_threat_new", Moves::work, "notice_months"},
        Prior{"lhr_threat_longterm", Moves::work, "notice_months"},
        Prior{"mh_gain_tegenprestatie_men_low", Moves::health},
        Prior{"mh_gain_tegenprestatie_other", Moves::health},
        Prior{"mh_loss_imposed_useless", Moves::health},
    };

    static constexpr Card card{
        .key = "counter_service",
        .title_nl = "Verplichte tegenprestatie",
        .title_en = "Mandatory counter-service",
        .article = "Participatiewet art. 9(1)(c), 8a(1)(b)",
        .phase = Phase::duty,
        .by_hours = true,
        .decides = Decides::municipality,
        .evidence_nl =
            "Geen gepubliceerde proef verloot een verplichte tegenprestatie. Stapsgewijze invoering in "
            "Rotterdam veranderde niets aan werk; mannen die al medicijnen voor hun psyche gebruikten, "
            "gebruikten er minder.",
        .evidence_en =
            "No published trial randomises mandatory counter-service. A stepwise roll-out in Rotterdam "
            "changed nothing in work; men who already used mental-health medication came to use less of "
            "it.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"hours_per_week", Unit::hours_per_week, 0.0F, 40.0F, 0.0F,
                           "art. 9(1)(c): free for the municipality; Rotterdam 20 (bastiaans2024_emp)",
                           "gevraagde uren onbetaald werk", "hours of unpaid work asked"},
                          &Params::hours_per_week},
        Parameter<Params>{{"after_months", Unit::months, 0.0F, 120.0F, 6.0F, "judgement",
                           "maanden in de bijstand voordat het wordt gevraagd", "months on benefit before it is asked"},
                          &Params::after_months},
        Parameter<Params>{{"notice_months", Unit::months, 0.0F, 12.0F, 3.0F, "judgement; filges2017_threat",
                           "maanden dat het van tevoren bekend is", "months it is known ahead"},
                          &Params::notice_months},
        Parameter<Params>{{"own_choice", Unit::flag, 0.0F, 1.0F, 0.0F, "judgement; koen2015",
                           "1: men kiest zelf de activiteit, 0: die wordt toegewezen",
                           "1: people choose the activity, 0: it is assigned"},
                          &Params::own_choice},
        Parameter<Params>{{"strictness", Unit::fraction, 0.0F, 1.0F, 0.5F, "judgement",
                           "hoe streng deelname wordt afgedwongen; 0,5 is zoals bij andere plichten gebruikelijk",
                           "how strictly attendance is enforced; 0.5 is usual for duties"},
                          &Params::strictness},
        Parameter<Params>{{"useful_percent", Unit::percent, 0.0F, 100.0F, 50.0F, "judgement; koen2015",
                           "deel van de mensen dat het werk nuttig vindt",
                           "share of people who see the work as "
                           "useful",
                           true},
                          &Params::useful_percent},
        Parameter<Params>{{"coach_hours_per_year", Unit::hours_per_year, 0.0F, 100.0F, 0.0F,
                           "Rotterdam 2019: 8 to 17.6 hours a year per person (prices of the municipality)",
                           "coach per gevraagde persoon", "coach per person asked"},
                          &Params::coach_hours_per_year},
        Parameter<Params>{{"cost_eur_per_month", Unit::eur_per_month, 0.0F, 5000.0F, 0.0F,
                           "no source found: what comes on top of the hours of staff", "kosten van een plek",
                           "cost of a place", true},
                          &Params::cost_eur_per_month},
    };

    static constexpr std::array claims{
        Monotone{"hours_per_week", "imposed_hours", 1},
        Monotone{"after_months", "imposed_hours", -1},
        Monotone{"strictness", "obligation", 1},
        Monotone{"useful_percent", "useful", 1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const float under = minimum(facts.months_since_start, facts.dose);
        const float due_in = maximum(params.after_months - facts.months_on_benefit, params.notice_months - under);
        const bool meant = (facts.active > 0.5F) & (facts.duty_waived < 0.5F) & (params.hours_per_week > 0.0F);
        const bool asked = meant & (due_in <= 0.0F);
        const bool threatened = meant & (due_in > 0.0F) & (due_in <= params.notice_months);
        const bool is_new = facts.months_on_benefit < long_spell;

        t.imposed_hours += only_if(asked, params.hours_per_week);
        t.imposed_choice = maximum(t.imposed_choice, only_if(asked, params.own_choice));
        t.imposed_strictness = maximum(t.imposed_strictness, only_if(asked, params.strictness));
        t.obligation = maximum(t.obligation, only_if(asked, params.strictness));
        t.useful = asked ? params.useful_percent / 100.0F : t.useful;
        t.threat_new = maximum(t.threat_new, only_if(threatened & is_new, 1.0F));
        t.threat_long = maximum(t.threat_long, only_if(threatened & !is_new, 1.0F));
        t.staff_hours += only_if(asked, params.coach_hours_per_year * (1.0F / 12.0F));
        t.cost += only_if(asked, params.cost_eur_per_month);
        return t;
    }
};
static_assert(Instrument<CounterService>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
