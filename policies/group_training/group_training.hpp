#pragma once
/// A training centre: some weeks of days together, with or without a practice place.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// A group course of fixed length for people on benefit.
///
///     length          = weeks x 12/52                                                                     [months]
///     takes_part      = enforced, or self_selection > 1 - turnout_percent / 100
///     in_course       = active, on benefit, takes_part and dose < length
///     course_hours   += in_course ? 6 x days_per_week : 0                                                 [h/week]
///     course_skill_mix = max(so far, in_course or done ? parameter : 0)
///     obligation      = max(so far, in_course and enforced ? 0.75 : 0)                                    [1]
///     done            = takes_part ? min(1, dose / length) : 0
///     course_done, practice_done = max(so far, course over ? done : 0), by practice                       [1]
///     course_months_ago = max(so far, over ? (dose - length)+ + (months_since_end)+ : 0)                  [months]
///     cost           += in_course ? cost_eur_per_week x 52/12 : 0                                         [EUR/month]
///
/// The hours lock in while it lasts; what is learned shows 12 to 36 months later (training_gain_months); the office
/// gets to know people whom it sees some days a week. All of that is in agents/behaviour. Months off benefit are
/// no longer counted as months ago once a person is back under the instrument. Six hours a day, and that enforced
/// attendance makes duties stricter by a quarter, are judgements.
/// \source Participatiewet art. 7(1)(a), 8a(1)(a), 9(1)(b), 10a (configs/data/law.csv)
struct GroupTraining {
    struct Params {
        float weeks = 26.0F;
        float days_per_week = 3.0F;
        float practice_place = 1.0F;
        float enforced = 0.0F;
        float turnout_percent = 70.0F;
        float skills_and_motivation = 0.0F;
        float cost_eur_per_week = 0.0F;
    };
    Params params{};

    static constexpr float hours_per_day = 6.0F;

    static constexpr std::array priors{
        Prior{"lhr_training_lockin", Moves::work},
        Prior{"lhr_training_practice", Moves::work, "practice_place"},
        Prior{"lhr_training_classroom", Moves::work},
        Prior{"lhr_training_skill_motivation", Moves::work, "skills_and_motivation"},
        Prior{"training_low_motivation_bonus"},
        Prior{"training_gain_months"},
        Prior{"mh_gain_group_training", Moves::health},
    };

    static constexpr Card card{
        .key = "group_training",
        .title_nl = "Trainingscentrum",
        .title_en = "Training centre",
        .article = "Participatiewet art. 7(1)(a), 8a(1)(a), 10a",
        .phase = Phase::support,
        .decides = Decides::municipality,
        .evidence_nl =
            "Training houdt mensen eerst van werk af; winst komt na een tot drie jaar. Een praktijkplek bij een "
            "werkgever "
            "helpt langdurig werklozen, alleen een klaslokaal nauwelijks. In de Nederlandse bijstand is het niet "
            "geloot.",
        .evidence_en =
            "Training first keeps people from work; gains come after one to three years. A practice place with an "
            "employer helps the long-term unemployed, a classroom alone hardly. It has not been randomised in Dutch "
            "social assistance.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"weeks", Unit::weeks, 0.0F, 104.0F, 0.0F,
                           "municipal (law.csv, offer); practice place at most two years (10a); default judgement",
                           "lengte in weken", "length in weeks"},
                          &Params::weeks},
        Parameter<Params>{{"days_per_week", Unit::none, 0.0F, 5.0F, 0.0F,
                           "municipal (law.csv, offer); default judgement", "dagen per week", "days a week"},
                          &Params::days_per_week},
        Parameter<Params>{{"practice_place", Unit::flag, 0.0F, 1.0F, 0.0F, "sbu2022_workplace",
                           "1: met een praktijkplek bij een werkgever", "1: with a practice place with an employer"},
                          &Params::practice_place},
        Parameter<Params>{{"enforced", Unit::flag, 0.0F, 1.0F, 0.0F, "art. 9(1)(b), 18(4)(h)",
                           "1: opkomst wordt gehandhaafd; anders komt wie zelf wil",
                           "1: attendance is enforced; otherwise those come who want to"},
                          &Params::enforced},
        Parameter<Params>{
            {"turnout_percent", Unit::percent, 0.0F, 100.0F, 70.0F, "judgement", "deel dat meedoet als opkomst vrij is",
             "share that takes part where attendance is free", true},
            &Params::turnout_percent},
        Parameter<Params>{{"skills_and_motivation", Unit::flag, 0.0F, 1.0F, 0.0F, "liu2014; jobs2_2000",
                           "1: traint vaardigheden en motivatie samen", "1: trains skills and motivation together"},
                          &Params::skills_and_motivation},
        Parameter<Params>{
            {"cost_eur_per_week", Unit::eur, 0.0F, 2000.0F, 0.0F, "no source found; 0: no price, so no net sum",
             "kosten per deelnemer per week", "cost per participant and week", true},
            &Params::cost_eur_per_week},
    };

    static constexpr std::array claims{
        Monotone{"days_per_week", "course_hours", 1},
        Monotone{"weeks", "course_hours", 1},
        Monotone{"enforced", "course_hours", 1},
    };

    [[nodiscard]] constexpr bool wants(const Facts& facts) const noexcept
    {
        return params.enforced > 0.5F || facts.self_selection > 1.0F - 0.01F * params.turnout_percent;
    }
    [[nodiscard]] constexpr float place_months() const noexcept { return params.weeks * (12.0F / 52.0F); }

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const float length = params.weeks * (12.0F / 52.0F);
        const bool wants = facts.self_selection > 1.0F - 0.01F * params.turnout_percent;
        const bool joins = ((params.enforced > 0.5F) | wants) & (length > 0.0F) & (params.days_per_week > 0.0F);
        const bool active = facts.active > 0.5F;
        const bool goes = joins & active & (facts.on_benefit > 0.5F) & (facts.dose < length);
        const bool over = joins & (facts.dose > 0.5F) & !goes;
        const float ago = maximum(0.0F, facts.dose - length) + maximum(0.0F, facts.months_since_end);
        const float done = only_if(over, minimum(1.0F, facts.dose / maximum(length, 0.01F)));
        const bool met = goes | over;

        t.course_hours += only_if(goes, hours_per_day * params.days_per_week);
        t.course_skill_mix = maximum(t.course_skill_mix, only_if(met, params.skills_and_motivation));
        t.obligation = maximum(t.obligation, only_if(goes, 0.75F * params.enforced));
        t.practice_done = maximum(t.practice_done, params.practice_place * done);
        t.course_done = maximum(t.course_done, (1.0F - params.practice_place) * done);
        t.course_months_ago = maximum(t.course_months_ago, only_if(over, ago));
        t.cost += only_if(goes, params.cost_eur_per_week * (52.0F / 12.0F));
        return t;
    }
};
static_assert(Instrument<GroupTraining>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
