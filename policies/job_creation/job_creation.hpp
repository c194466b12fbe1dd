#pragma once
/// Jobs that exist because the municipality pays part of the wage, and sheltered places.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// A job of fixed length at the minimum wage for people on benefit, whose employer gets a wage-cost subsidy.
///
///     offered           = active, on benefit and job_months > 0
///     subsidised_job    = max(so far, offered ? hours_per_week : 0)                                       [h/week]
///     subsidised_months = max(so far, offered ? job_months : 0)                                            [months]
///     lasts             = in_subsidised_job, offered before (dose > 0) and job_months > 0
///     hired_on          = max(so far, lasts ? hired_on_percent / 100 : 0)                                 [1]
///     cost             += lasts ? cost_eur_per_month : 0                                                  [EUR/month]
///
/// A sheltered place is a long job after which nobody is hired on. A place is held from the offer to the end of the
/// job, whatever its target group does in between; then it is free. Who takes the offer and what comes of it is in
/// agents/behaviour. Assumed there, all without a source (grade D): a created job is not a hire from the vacancies, so
/// it displaces nobody; it is not lost while it lasts; it does not shorten the time without ordinary work that other
/// employers see. People in such a job do not search: for others on the market they are gone.
///
/// Who is not hired on has neither benefit nor work until a job is found or benefit is claimed again: the unemployment
/// benefit that a year of work gives is not in the model, so income after the job is too low and what the municipality
/// saves too high in so far as it comes from those months.
///
/// cost_eur_per_month: the subsidy is at most 70% of the minimum wage with holiday pay, or in the first half year half
/// of it without measuring what the person produces, plus 23% for employer's charges. The default is that half for 32
/// of 36 hours at the minimum wage of 2016 (EUR 1,537): 1,537 x 1.08 x 0.5 x 1.23 x 32/36 = 907, rounded. Supervision
/// is not in it. In an arm with two uses their target groups should not overlap: both would be charged for one job.
/// \source Participatiewet art. 6(1)(e), 10b, 10c, 10d (configs/data/law.csv, job_creation); minimum wage
/// configs/data/money.csv
struct JobCreation {
    struct Params {
        float hours_per_week = 32.0F;
        float job_months = 12.0F;
        float hired_on_percent = 30.0F;
        float cost_eur_per_month = 900.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"subsidised_start", Moves::work},
        Prior{"", Moves::work, "hired_on_percent"},
    };

    static constexpr Card card{
        .key = "job_creation",
        .title_nl = "Banen met loonkostensubsidie of beschut werk",
        .title_en = "Jobs with a wage-cost subsidy or sheltered places",
        .article = "Participatiewet art. 6(1)(e), 10b, 10c, 10d",
        .phase = Phase::support,
        .decides = Decides::municipality,
        .evidence_nl =
            "Dat mensen met zo'n baan werken volgt uit de regel zelf; wat er daarna van komt en wie erdoor wordt "
            "verdrongen is in de Nederlandse bijstand niet met een loting onderzocht en is hier een aanname.",
        .evidence_en =
            "That people with such a job work follows from the rule itself; what comes of it afterwards and whom it "
            "displaces has not been randomised in Dutch social assistance and is an assumption here.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"hours_per_week", Unit::hours_per_week, 24.0F, 40.0F, 32.0F,
                           "judgement: from 24 hours the minimum wage is more than a single person's benefit",
                           "uren per week van de baan", "hours a week of the job"},
                          &Params::hours_per_week},
        Parameter<Params>{{"job_months", Unit::months, 0.0F, 240.0F, 0.0F,
                           "art. 10d has no greatest length (law.csv); default judgement",
                           "lengte van de baan in maanden; 0: geen banen", "length of the job in months; 0: no jobs"},
                          &Params::job_months},
        Parameter<Params>{{"hired_on_percent", Unit::percent, 0.0F, 100.0F, 0.0F, "judgement",
                           "deel dat na afloop in een gewone baan verdergaat",
                           "share that goes on in an ordinary job at the end", true},
                          &Params::hired_on_percent},
        Parameter<Params>{{"cost_eur_per_month", Unit::eur_per_month, 0.0F, 5000.0F, 0.0F,
                           "art. 10d(4)-(5), Regeling loonkostensubsidie 1: at most 70% of the minimum wage and 23%; "
                           "default 50% for 32 hours",
                           "subsidie per baan per maand", "subsidy per job and month"},
                          &Params::cost_eur_per_month},
    };

    static constexpr std::array claims{
        Monotone{"hours_per_week", "subsidised_job", 1},
        Monotone{"job_months", "subsidised_months", 1},
        Monotone{"hired_on_percent", "hired_on", 1},
        Monotone{"cost_eur_per_month", "cost", 1},
    };

    [[nodiscard]] constexpr bool wants(const Facts& facts) const noexcept
    {
        return params.job_months > 0.0F && facts.on_benefit > 0.5F;
    }
    [[nodiscard]] constexpr bool keeps(const Facts& facts) const noexcept { return facts.in_subsidised_job > 0.5F; }
    [[nodiscard]] constexpr float place_months() const noexcept { return until_no_longer_wanted; }

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool runs = params.job_months > 0.0F;
        const bool offered = runs & (facts.active > 0.5F) & (facts.on_benefit > 0.5F);
        const bool lasts = runs & (facts.in_subsidised_job > 0.5F) & (facts.dose > 0.5F);

        t.subsidised_job = maximum(t.subsidised_job, only_if(offered, params.hours_per_week));
        t.subsidised_months = maximum(t.subsidised_months, only_if(offered, params.job_months));
        t.hired_on = maximum(t.hired_on, only_if(lasts, 0.01F * params.hired_on_percent));
        t.cost += only_if(lasts, params.cost_eur_per_month);
        return t;
    }
};
static_assert(Instrument<JobCreation>);
static_assert(KeepsPlaces<JobCreation>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
