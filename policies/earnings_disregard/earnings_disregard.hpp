#pragma once
/// Earnings beside benefit: what people keep, or get as a premium.

#include <array>
#include <string_view>

#include "policies/instrument.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::policy::inline VANGNET_LEVEL {

/// A rule for keeping part of the earnings beside benefit, for everyone or for those who sign up.
///
///     joined = active and (not opt_in or self_selection > 1 - take_up_percent / 100)
///
/// As a disregard, while joined:
///
///     disregard_share = share_percent / 100    disregard_cap = cap_eur_per_month    disregard_months = length_months
///
/// As a premium the legal disregard stays and the municipality pays, on top,
///
///     working part-time: premium += months_of_part_time < length_months ? min(share * earnings, cap) : 0
///     not working:       premium += min(share * 545, cap) * min(length_months, 12) / 12        [EUR/month]
///
/// The second line is what a part-time job would bring on average over its first 12 months, the horizon of the
/// incentive; 545 is the middle of the mean part-time earnings of EUR 530-560. Nobody without a job is paid it.
/// \source Participatiewet art. 31(2)(n) and (j), 83; Tijdelijk besluit experimenten Participatiewet art. 5
///         (configs/data/law.csv); mean earnings: docs/model.md E9
struct EarningsDisregard {
    struct Params {
        float share_percent = 50.0F;
        float cap_eur_per_month = 196.0F;
        float length_months = 24.0F;
        float paid_as_premium = 0.0F;
        float opt_in = 0.0F;
        float take_up_percent = 12.5F;
    };
    Params params{};

    static constexpr float expected_earnings = 545.0F;  ///< of a part-time job [EUR/month]
    static constexpr float horizon = 12.0F;             ///< of the incentive [months]

    static constexpr std::array priors{
        Prior{"lhr_disregard_parttime", Moves::part_time},
        Prior{"lhr_disregard_full_during", Moves::work},
        Prior{"lhr_disregard_full_after", Moves::work},
        Prior{"lhr_steppingstone", Moves::work},
    };

    static constexpr Card card{
        .key = "earnings_disregard",
        .title_nl = "Vrijlating van bijverdiensten",
        .title_en = "Earnings disregard",
        .article = "Participatiewet art. 31(2)(n), 31(2)(j), 83",
        .phase = Phase::means_test,
        .decides = Decides::experiment_only,
        .evidence_nl =
            "Bijverdienen nam in proeven toe zolang de regeling liep; na afloop niet meer, en volledige "
            "uitstroom veranderde niet of daalde soms iets.",
        .evidence_en =
            "In trials part-time work rose while the rule lasted and not afterwards; full exits did not "
            "change or sometimes fell a little.",
        .priors = priors};

    static constexpr std::array parameters{
        Parameter<Params>{{"share_percent", Unit::percent, 0.0F, 100.0F, 25.0F, "art. 31(2)(n): 25; experiment: 50",
                           "deel van de verdiensten dat iemand houdt", "share of earnings kept"},
                          &Params::share_percent},
        Parameter<Params>{{"cap_eur_per_month", Unit::eur_per_month, 0.0F, 1000.0F, 196.0F,
                           "art. 31(2)(n): 196 in 2015; follows the net minimum wage (art. 38(3))",
                           "hoogste bedrag per maand, in prijzen van 2015", "most per month, in prices of 2015"},
                          &Params::cap_eur_per_month},
        Parameter<Params>{{"length_months", Unit::months, 0.0F, 120.0F, 6.0F, "art. 31(2)(n): 6; experiment: 24",
                           "maanden dat het duurt", "months it lasts"},
                          &Params::length_months},
        Parameter<Params>{{"paid_as_premium", Unit::flag, 0.0F, 1.0F, 0.0F,
                           "art. 31(2)(j); Amsterdam 2018: 50% up to EUR 200 a month (trials.csv)",
                           "1: uitbetaald als premie, bovenop de wettelijke vrijlating",
                           "1: paid out as a premium on top of the legal disregard"},
                          &Params::paid_as_premium},
        Parameter<Params>{{"opt_in", Unit::flag, 0.0F, 1.0F, 0.0F, "Amsterdam 2018: by sign-up (trials.csv)",
                           "1: alleen wie zich aanmeldt", "1: only people who sign up"},
                          &Params::opt_in},
        Parameter<Params>{{"take_up_percent", Unit::percent, 0.0F, 100.0F, 100.0F,
                           "Amsterdam: more than 5000 of about 40000 signed up (trials.csv); counts only with opt_in",
                           "deel van de mensen dat zich aanmeldt", "share of people who sign up"},
                          &Params::take_up_percent},
    };

    static constexpr std::array claims{
        Monotone{"share_percent", "disregard_share", 1},
        Monotone{"cap_eur_per_month", "disregard_cap", 1},
        Monotone{"length_months", "disregard_months", 1},
        Monotone{"paid_as_premium", "premium", 1},
    };

    [[nodiscard, gnu::always_inline]] constexpr Treatment operator()(const Facts& facts, Treatment t) const noexcept
    {
        const bool wants = (params.opt_in < 0.5F) | (facts.self_selection > 1.0F - params.take_up_percent / 100.0F);
        const bool joined = (facts.active > 0.5F) & wants;
        const bool as_premium = params.paid_as_premium > 0.5F;
        const float share = params.share_percent / 100.0F;

        const bool disregarded = joined & !as_premium;
        t.disregard_share = disregarded ? share : t.disregard_share;
        t.disregard_cap = disregarded ? params.cap_eur_per_month : t.disregard_cap;
        t.disregard_months = disregarded ? params.length_months : t.disregard_months;

        const bool works = facts.part_time > 0.5F;
        const float most = minimum(share * (works ? facts.earnings : expected_earnings), params.cap_eur_per_month);
        const float paid = only_if(facts.months_of_part_time < params.length_months, most);
        const float prospect = most * (minimum(params.length_months, horizon) / horizon);
        t.premium += only_if(joined & as_premium, works ? paid : prospect);
        return t;
    }
};
static_assert(Instrument<EarningsDisregard>);

}  // namespace vangnet::policy::inline VANGNET_LEVEL
