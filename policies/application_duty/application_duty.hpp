#pragma once
/// Duty to apply for jobs, its checking, and what follows a breach. Also the statutory default.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// The duty to look for work, as the municipality fills it in and upholds it.
///
///     required_applications = duty_waived ? 0 : applications_per_month      [1/month]
///     check_chance          = check_chance_percent / 100                    [1/month]
///     sanction_share        = sanction_percent / 100                        [1]
///     sanction_months, warning_first, obligation = as given
///
/// while active. Says what is asked and threatened; searching, being caught and losing benefit are events in
/// agents/behaviour. It comes in the first phase: other duties add to it, an exemption lifts it.
/// \source Participatiewet art. 9(1)(a) duty, 9(2) and 9a waiver, 18(4)-(8) sanctions (configs/data/law.csv)
struct ApplicationDuty {
    struct Params {
        float applications_per_month = 4.0F;
        float check_chance_percent = 30.0F;
        float sanction_percent = 100.0F;
        float sanction_length_months = 1.0F;
        float warn_first = 0.0F;
        float strictness = 0.5F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"lhr_per_required_application", Moves::work, "applications_per_month"},
        Prior{"lhr_sep_per_required_application"},
        Prior{"lhr_monitoring_removed", Moves::work},
        Prior{"lhr_sanction_peak", Moves::work},
        Prior{"lhr_sanction_nonwork_exit", Moves::leaving},
        Prior{"lhr_sanction_separation"},
        Prior{"lhr_sanction_backfire", Moves::work},
        Prior{"sanction_avoidance"},
        Prior{"sanction_months"},
        Prior{"share_negative_reciprocal"},
        Prior{"warning_ratio"},
        Prior{"mh_shift_sanction", Moves::health},
        Prior{"mh_shift_strict_regime", Moves::health, "strictness"},
        Prior{"motiv_loss_coercion", Moves::motivation},
    };

    static constexpr Card card{
        .key = "application_duty",
        .title_nl = "Sollicitatieplicht",
        .title_en = "Duty to apply for jobs",
        .article = "Participatiewet art. 9(1)(a), 18(4)-(8)",
        .phase = Phase::entitlement,
        .decides = Decides::municipality,
        .evidence_nl =
            "Elke extra gevraagde sollicitatie verkort in WW-studies de werkloosheid met zo'n 3%; voor de"
            " bijstand is dat niet gemeten. Na een sanctie vinden mensen enkele maanden sneller werk, "
            "maar gaan ook meer mensen zonder werk uit de uitkering.",
        .evidence_en =
            "In studies of unemployment insurance one more required application shortens unemployment by "
            "about 3%; this was not measured for social assistance. After a sanction people find work "
            "faster for a few months, but more people also leave benefit without work.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"applications_per_month", Unit::applications, 0.0F, 20.0F, 4.0F,
                           "art. 9(1)(a), 18(1): free for the municipality; 4 per 4 weeks in Groningen 2017 (law.csv)",
                           "sollicitaties die per maand worden gevraagd", "job applications asked per month"},
                          &Params::applications_per_month},
        Parameter<Params>{
            {"check_chance_percent", Unit::percent, 0.0F, 100.0F, 30.0F, "judgement",
             "kans dat het zoeken van een maand wordt gecontroleerd", "chance that a month's search is checked"},
            &Params::check_chance_percent},
        Parameter<Params>{{"sanction_percent", Unit::percent, 0.0F, 100.0F, 100.0F, "art. 18(4)-(8): 100",
                           "deel van de uitkering dat bij een sanctie vervalt",
                           "share of the benefit lost by a "
                           "sanction"},
                          &Params::sanction_percent},
        Parameter<Params>{{"sanction_length_months", Unit::months, 0.0F, 3.0F, 1.0F, "art. 18(5)-(8): 1 to 3",
                           "duur van een sanctie", "length of a sanction"},
                          &Params::sanction_length_months},
        Parameter<Params>{{"warn_first", Unit::flag, 0.0F, 1.0F, 0.0F, "warning_ratio; klaauw2008_warning",
                           "1: een eerste overtreding geeft een waarschuwing in plaats van een sanctie",
                           "1: a first breach brings a warning instead of a sanction"},
                          &Params::warn_first},
        Parameter<Params>{{"strictness", Unit::fraction, 0.0F, 1.0F, 0.5F, "judgement",
                           "hoe streng de plichten worden gehandhaafd; 0,5 is zoals nu gebruikelijk",
                           "how strictly duties are upheld; 0.5 is the usual practice"},
                          &Params::strictness},
    };

    static constexpr std::array claims{
        Monotone{"applications_per_month", "required_applications", 1},
        Monotone{"check_chance_percent", "check_chance", 1},
        Monotone{"sanction_percent", "sanction_share", 1},
        Monotone{"strictness", "obligation", 1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool active = facts.active > 0.5F;
        const float asked = facts.duty_waived > 0.5F ? 0.0F : params.applications_per_month;
        t.required_applications = active ? asked : t.required_applications;
        t.check_chance = active ? params.check_chance_percent / 100.0F : t.check_chance;
        t.sanction_share = active ? params.sanction_percent / 100.0F : t.sanction_share;
        t.sanction_months = active ? params.sanction_length_months : t.sanction_months;
        t.warning_first = active ? params.warn_first : t.warning_first;
        t.obligation = active ? params.strictness : t.obligation;
        return t;
    }
};
static_assert(Instrument<ApplicationDuty>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
