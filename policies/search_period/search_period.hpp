#pragma once
/// Conditions at the gate: searching first, or work before benefit.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// What an applicant meets before a claim is handled.
///
///     search_weeks = max(so far, active ? search_first_weeks : 0)                   [weeks]
///     work_first   = max(so far, active ? work_before_benefit : 0)                  [flag]
///
/// Runs for people off benefit: applicants are not on it yet. Who withdraws is decided in agents/behaviour. The law's
/// four weeks for people under 27 are part of the calibrated inflow; a target group can limit this to an age.
/// \source Participatiewet art. 41(4), 43(4): four weeks under 27, none from 27 (configs/data/law.csv)
struct SearchPeriod {
    struct Params {
        float search_first_weeks = 4.0F;
        float work_before_benefit = 0.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"applicant_deterrence", Moves::applying},
        Prior{"deterred_in_work"},
        Prior{"deterrence_left_6m", Moves::applying},
    };

    static constexpr Card card{
        .key = "search_period",
        .title_nl = "Zoektijd en werk eerst",
        .title_en = "Search period and work first",
        .article = "Participatiewet art. 41(4), 43(4)",
        .phase = Phase::entitlement,
        .off_benefit = true,
        .decides = Decides::national,
        .evidence_nl =
            "Een verplichte zoektijd verlaagde in een proef het aantal uitkeringen blijvend; verdiensten "
            "vulden dat gemiddeld aan. Bij werk eerst voor jongeren in een crisis bleek dat niet: zij "
            "verdwenen uit beeld.",
        .evidence_en =
            "In a trial a compulsory search period lowered take-up for good, and earnings made up for it "
            "on average. Mandatory activation of the young in a recession only moved them off the books.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{
            {"search_first_weeks", Unit::weeks, 0.0F, 26.0F, 0.0F,
             "art. 41(4): 4 below age 27; none from 27; other values: judgement",
             "weken zoeken voordat een aanvraag in behandeling gaat", "weeks of searching before a claim is handled"},
            &Params::search_first_weeks},
        Parameter<Params>{{"work_before_benefit", Unit::flag, 0.0F, 1.0F, 0.0F, "workfirst2007_deter; cammeraat2022",
                           "1: eerst aan het werk, dan pas uitkering", "1: work comes before benefit"},
                          &Params::work_before_benefit},
    };

    static constexpr std::array claims{
        Monotone{"search_first_weeks", "search_weeks", 1},
        Monotone{"work_before_benefit", "work_first", 1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        // products instead of selections: g++ 12 makes branches of the latter here and does not vectorise them
        t.search_weeks = maximum(t.search_weeks, facts.active * params.search_first_weeks);
        t.work_first = maximum(t.work_first, facts.active * params.work_before_benefit);
        return t;
    }
};
static_assert(Instrument<SearchPeriod>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
