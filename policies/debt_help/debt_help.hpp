#pragma once
/// Help with debts by the municipality: how it is offered, how long it takes and what it ends.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// The rules of debt help for people in the target group, on benefit or not: a plan does not stop with the benefit.
///
///     debt_offer      = early_offer_times                                           [1]
///     debt_wait       = waiting_months                                              [months]
///     debt_plan_scale = plan_length_times                                           [1]
///     relief_share    = creditors_percent / 100                                     [1]
///     court_route     = through_court                                               [flag]
///     signal_cost     = (1 - 1 / max(1, early_offer_times)) x cost_eur_per_accepted  [EUR]
///
/// while active. Having debts, asking for help and finishing a plan are events in agents/behaviour. Of those who
/// start under an offer that makes starts k times as frequent, 1 - 1/k start because of it: only these cost the signals
/// that reached them.
///
/// \source Wet gemeentelijke schuldhulpverlening art. 3, 4; Faillissementswet art. 349a
/// (configs/data/law.csv)
struct DebtHelp {
    struct Params {
        float early_offer_times = 2.0F;
        float waiting_months = 3.0F;
        float plan_length_times = 1.0F;
        float creditors_percent = 100.0F;
        float through_court = 0.0F;
        float cost_eur_per_accepted = 1020.0F;
    };
    Params params{};

    static constexpr std::array priors{
        Prior{"lhr_full_debt_relief", Moves::work},
        Prior{"lhr_partial_debt_relief", Moves::work, "creditors_percent"},
        Prior{"lhr_debt_plan_work", Moves::work},
        Prior{"lhr_debt_plan_threat", Moves::work, "through_court"},
        Prior{"lhr_debt_offer_nonwork_exit", Moves::leaving, "early_offer_times"},
        Prior{"mh_gain_partial_debt_relief", Moves::health, "creditors_percent"},
        Prior{"cog_gain_per_account_cleared", Moves::health},
        Prior{"help_start", Moves::debt},
        Prior{"", Moves::debt, "early_offer_times"},
    };

    static constexpr Card card{
        .key = "debt_help",
        .title_nl = "Schuldhulp",
        .title_en = "Debt help",
        .article = "Wet gemeentelijke schuldhulpverlening art. 3, 4; Faillissementswet art. 349a",
        .phase = Phase::support,
        .off_benefit = true,
        .decides = Decides::municipality,
        .evidence_nl =
            "Volledige kwijtschelding hielp mensen in Denemarken en de Verenigde Staten aan werk. Een "
            "schuld van meerdere oplossen, zoals in Rotterdam is gemeten, veranderde niets.",
        .evidence_en =
            "Full discharge of debts helped people to work in Denmark and the United States. Settling one"
            " debt of several, as measured in Rotterdam, changed nothing.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"early_offer_times", Unit::multiple, 0.0F, 10.0F, 1.0F, "judgement; Wgs art. 3(1)(b)",
                           "hoeveel keer zo vaak mensen met hulp beginnen doordat die actief wordt aangeboden",
                           "how many times as often people start because help is offered actively", true},
                          &Params::early_offer_times},
        Parameter<Params>{{"waiting_months", Unit::months, 0.0F, 24.0F, 6.0F,
                           "Wgs art. 4: first talk within 4 weeks; until a plan: judgement",
                           "maanden van de vraag tot een regeling", "months from asking to a plan"},
                          &Params::waiting_months},
        Parameter<Params>{{"plan_length_times", Unit::multiple, 0.1F, 2.0F, 1.0F,
                           "36 months, from July 2023 18 (law.csv); other values: judgement",
                           "duur van een regeling ten opzichte van de wettelijke",
                           "length of a plan relative to the "
                           "law's"},
                          &Params::plan_length_times},
        Parameter<Params>{{"creditors_percent", Unit::percent, 0.0F, 100.0F, 100.0F, "debruijn2023_emp; judgement",
                           "deel van de schuldeisers waarvan de schuld aan het eind vervalt",
                           "share of creditors whose claims end at discharge"},
                          &Params::creditors_percent},
        Parameter<Params>{{"through_court", Unit::flag, 0.0F, 1.0F, 0.0F, "Faillissementswet art. 349a; muller2020",
                           "1: regelingen lopen via de rechter", "1: plans go through the court"},
                          &Params::through_court},
        Parameter<Params>{{"cost_eur_per_accepted", Unit::eur, 0.0F, 10000.0F, 0.0F,
                           "early signals: EUR 50 million over 49,000 accepted offers, 900 to 1,150, 2024 "
                           "(martijnschut.blog); 0: no price",
                           "kosten van het vinden van een huishouden dat een aanbod van hulp aanneemt",
                           "cost of finding a household that accepts an offer of help", true},
                          &Params::cost_eur_per_accepted},
    };

    static constexpr std::array claims{
        Monotone{"early_offer_times", "debt_offer", 1},      Monotone{"waiting_months", "debt_wait", 1},
        Monotone{"plan_length_times", "debt_plan_scale", 1}, Monotone{"creditors_percent", "relief_share", 1},
        Monotone{"early_offer_times", "signal_cost", 1},
    };

    [[nodiscard]] constexpr bool wants(const Facts& facts) const noexcept { return facts.problem_debt > 0.5F; }
    [[nodiscard]] constexpr float place_months() const noexcept { return until_no_longer_wanted; }

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool active = facts.active > 0.5F;
        t.debt_offer = active ? params.early_offer_times : t.debt_offer;
        t.debt_wait = active ? params.waiting_months : t.debt_wait;
        t.debt_plan_scale = active ? params.plan_length_times : t.debt_plan_scale;
        t.relief_share = active ? params.creditors_percent / 100.0F : t.relief_share;
        t.court_route = active ? params.through_court : t.court_route;
        const float by_offer = 1.0F - 1.0F / maximum(1.0F, params.early_offer_times);
        t.signal_cost = active ? by_offer * params.cost_eur_per_accepted : t.signal_cost;
        return t;
    }
};
static_assert(Instrument<DebtHelp>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
