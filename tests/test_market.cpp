#include <cmath>
#include <vector>

#include "agents/market/market.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

/// One policy seen by the market alone: people of a segment, 1% of whom search 10% harder, for 24 months.
struct Policy {
    double tightness = 40.0;
    double extra = 0.001;  ///< relative rise of the simulated supply
    double share = 0.15;   ///< of the segment's supply that is simulated
};

/// Hires that everyone who is not treated loses, per extra hire of the treated, in the last of 24 months. Supply is in
/// rates, so hires are supply x factor; the treated are 1% of ours and their supply rises by extra / 0.01.
double displacement(const Policy& policy, agents::Parameters p)
{
    p.own_share_low = p.own_share_middle = p.own_share_high = static_cast<float>(policy.share);
    agents::Market market({1.0}, p);
    const std::vector<double> reference(3, 100.0);
    const std::vector<double> supply(3, 100.0 * (1.0 + policy.extra));
    market.fix_reference(reference);
    for (int month = 0; month < 24; ++month) { market.clear(policy.tightness, supply, p); }
    const agents::Segment& s = market.segments().front();
    const double others = 100.0 * (1.0 - policy.share) / policy.share;
    const double untreated = 99.0 + others;
    const double treated = 1.0;
    const double lost = untreated * (s.path_factor - s.factor);
    const double gained = (treated + 100.0 * policy.extra) * s.factor - treated * s.path_factor;
    return lost / gained;
}

/// The same of one policy for all of a municipality with this share of the region's people: hires lost by other
/// job seekers over extra hires of ours, with supply 10% up.
double displacement_of_town(double share_of_region, double tightness, const agents::Parameters& p)
{
    agents::Market market({share_of_region}, p);
    const double ours = 1000.0 * share_of_region;
    market.fix_reference({ours, ours, ours});
    const double after = ours * 1.001;  // 1% treated, who search 10% harder
    for (int month = 0; month < 24; ++month) { market.clear(tightness, {after, after, after}, p); }
    const agents::Segment& s = market.segments().front();
    const double untreated = ours * 0.99 + agents::Market::others(s);
    return untreated * (s.path_factor - s.factor) /
           ((ours * 0.01 + after - ours) * s.factor - ours * 0.01 * s.path_factor);
}

}  // namespace

TEST_CASE("job finding rises with tightness by 0.42, 0.25 and 0.15 at 14, 40 and 93 vacancies", "[agents][unit]")
{
    const auto elasticity = [](double theta) {
        const double step = 1.001;
        return std::log(agents::matching(theta * step, 6.0, 0.75) / agents::matching(theta, 6.0, 0.75)) /
               std::log(step);
    };
    CHECK(std::abs(elasticity(14.0) - 0.42) < 0.01);
    CHECK(std::abs(elasticity(40.0) - 0.25) < 0.01);
    CHECK(std::abs(elasticity(93.0) - 0.15) < 0.01);
    CHECK(agents::matching(0.0, 6.0, 0.75) == 0.0);
}

TEST_CASE("without a change of supply the market follows the published path", "[agents][unit]")
{
    const agents::Parameters p = small_parameters();
    agents::Market market({0.4, 1.0}, p);
    market.follow_path(40.0, p);
    for (const agents::Segment& s : market.segments()) { CHECK(s.factor == Approx(1.0).margin(1e-12)); }
    const std::vector<double> supply = {10.0, 20.0, 30.0, 40.0, 50.0, 60.0};
    market.fix_reference(supply);
    for (const double tightness : {14.0, 40.0, 93.0, 40.0}) {
        market.clear(tightness, supply, p);
        for (const agents::Segment& s : market.segments()) {
            CHECK(s.factor ==
                  Approx(agents::matching(tightness, 6.0, 0.75) / agents::matching(40.0, 6.0, 0.75)).epsilon(1e-12));
            CHECK(s.factor == Approx(s.path_factor).epsilon(1e-12));
            CHECK(s.vacancies == Approx(1.0).epsilon(1e-12));
        }
    }
}

TEST_CASE("displacement of a policy for 1% lies inside its prior at 40 vacancies and grows as the market slackens",
          "[agents][property]")
{
    // priors.csv, displacement: beta(2.5, 5.83), of which 5% and 95% are 0.0838 and 0.5736
    const agents::Parameters p = small_parameters();
    const double at_14 = displacement({.tightness = 14.0}, p);
    const double at_40 = displacement({.tightness = 40.0}, p);
    const double at_93 = displacement({.tightness = 93.0}, p);
    INFO("displacement " << at_14 << " at 14, " << at_40 << " at 40, " << at_93 << " at 93");
    CHECK(at_40 > 0.0838);
    CHECK(at_40 < 0.5736);
    CHECK(at_14 > at_40 + 0.02);
    CHECK(at_93 < at_40 - 0.02);
}

TEST_CASE("displacement of a policy is the same for a municipality alone and inside its whole region",
          "[agents][property]")
{
    const agents::Parameters p = small_parameters();
    const agents::Market town({0.3},
                              p);  // own shares 0.15, 0.06 and 0.03 of a region's supply, times the town's share of it
    CHECK(town.segments()[0].share == Approx(0.045));
    CHECK(town.segments()[1].share == Approx(0.018));
    CHECK(town.segments()[2].share == Approx(0.009));
    for (const double tightness : {14.0, 40.0, 93.0}) {
        const double region = displacement_of_town(1.0, tightness, p);
        for (const double share : {0.05, 0.3, 0.7}) {
            INFO("share " << share << " at " << tightness);
            CHECK(std::abs(displacement_of_town(share, tightness, p) - region) < 0.02);
        }
    }
}

TEST_CASE("supply that nobody else shares is the market's own affair", "[agents][unit]")
{
    agents::Segment s{.share = 0.25, .reference = 50.0};
    CHECK(agents::Market::others(s) == Approx(150.0));
    s.share = 1.0;
    CHECK(agents::Market::others(s) == 0.0);
    s.share = 0.0;
    CHECK(agents::Market::others(s) == 0.0);
}

}  // namespace vangnet::test
