#pragma once
/// Intensive personal guidance: caseworker time, and how it is given.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// Fewer clients per caseworker, and the way people are guided.
///
///     contact_hours = contact_hours_at(caseload)                                [h/month]
///     same_caseworker, neighbourhood, directive_style, motivational_interview = max(so far, parameter)
///     aftercare     = max(so far, aftercare_months > 0)
///
/// while active and on benefit. Off benefit, in work and months_since_end < aftercare_months: aftercare = 1, so that
/// after-care follows people who left benefit for work while the instrument ran. Effects come from the hours and from
/// alliance with the caseworker, never from the name of the instrument.
/// \source Participatiewet art. 7(1)(a), 10: no caseload or frequency in the law (configs/data/law.csv)
struct Guidance {
    struct Params {
        float caseload = 50.0F;
        float fixed_contact = 1.0F;
        float in_neighbourhood = 0.0F;
        float aftercare_months = 0.0F;
        float directive = 0.0F;
        float motivational_interviewing = 0.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"elast_caseload_full", Moves::work, "caseload"},
        Prior{"elast_caseload_parttime", Moves::part_time, "caseload"},
        Prior{"elast_contact_ui", Moves::work, "caseload"},
        Prior{"caseload_by_distance"},
        Prior{"contact_quality_slope"},
        Prior{"caseworker_quality_sd"},
        Prior{"lhr_caseworker_switch", Moves::work, "fixed_contact"},
        Prior{"switch_months"},
        Prior{"lhr_neighbourhood_team", Moves::work, "in_neighbourhood"},
        Prior{"lhr_directive_style", Moves::work, "directive"},
        Prior{"lhr_motivational_interviewing", Moves::work, "motivational_interviewing"},
        Prior{"guidance_fade"},
        Prior{"mh_gain_guidance", Moves::health, "caseload"},
        Prior{"lhr_guidance_separation", Moves::work, "aftercare_months"},
    };

    static constexpr Card card{
        .key = "guidance",
        .title_nl = "Intensieve begeleiding",
        .title_en = "Intensive guidance",
        .article = "Participatiewet art. 7(1)(a), 10",
        .phase = Phase::support,
        .off_benefit = true,
        .decides = Decides::municipality,
        .evidence_nl =
            "Meer contact veranderde in Nederlandse bijstandsproeven de uitstroom naar volledig werk niet"
            " aantoonbaar; deeltijdwerk en het houden van werk namen wel toe zolang het duurde.",
        .evidence_en =
            "In Dutch social-assistance trials more contact did not demonstrably change exits to full "
            "work; part-time work and keeping a job did rise while it lasted.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"caseload", Unit::clients, 10.0F, 400.0F, 150.0F,
                           "free by law (law.csv); reference 150 (docs/model.md); Almere 25; default judgement",
                           "mensen per consulent", "clients per caseworker"},
                          &Params::caseload},
        Parameter<Params>{{"fixed_contact", Unit::flag, 0.0F, 1.0F, 0.0F, "lhr_caseworker_switch; schiprowski2020",
                           "1: een vaste contactpersoon", "1: a fixed contact person"},
                          &Params::fixed_contact},
        Parameter<Params>{{"in_neighbourhood", Unit::flag, 0.0F, 1.0F, 0.0F, "judgement",
                           "1: gesprekken in de eigen wijk", "1: talks in the own neighbourhood"},
                          &Params::in_neighbourhood},
        Parameter<Params>{
            {"aftercare_months", Unit::months, 0.0F, 24.0F, 0.0F, "judgement; effect: lhr_guidance_separation",
             "maanden nazorg na het vinden van werk", "months of after-care once in work"},
            &Params::aftercare_months},
        Parameter<Params>{
            {"directive", Unit::flag, 0.0F, 1.0F, 0.0F, "lhr_directive_style; behncke2010_foe",
             "1: consulenten sturen meer en geven minder toe", "1: caseworkers direct more and accommodate less"},
            &Params::directive},
        Parameter<Params>{
            {"motivational_interviewing", Unit::flag, 0.0F, 1.0F, 0.0F, "lhr_motivational_interviewing; mi_fhi2017",
             "1: motiverende gespreksvoering", "1: motivational interviewing"},
            &Params::motivational_interviewing},
    };

    static constexpr std::array claims{
        Monotone{"caseload", "contact_hours", -1},
        Monotone{"fixed_contact", "same_caseworker", 1},
        Monotone{"aftercare_months", "aftercare", 1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool active = facts.active > 0.5F;
        const bool guided = active & (facts.on_benefit > 0.5F);
        t.contact_hours = guided ? contact_hours_at(params.caseload) : t.contact_hours;
        t.same_caseworker = maximum(t.same_caseworker, only_if(guided, params.fixed_contact));
        t.neighbourhood = maximum(t.neighbourhood, only_if(guided, params.in_neighbourhood));
        t.directive_style = maximum(t.directive_style, only_if(guided, params.directive));
        t.motivational_interview = maximum(t.motivational_interview, only_if(guided, params.motivational_interviewing));

        const bool left_for_work = active & (facts.in_work > 0.5F) & (facts.months_since_end > -0.5F);
        const bool followed = left_for_work & (facts.months_since_end < params.aftercare_months);
        const bool promised = guided & (params.aftercare_months > 0.0F);
        t.aftercare = maximum(t.aftercare, only_if(followed | promised, 1.0F));
        return t;
    }
};
static_assert(Instrument<Guidance>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
