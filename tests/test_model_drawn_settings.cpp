#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/experiment/drawn_settings.hpp"
#include "tests/support/catch.hpp"

using namespace vangnet;

namespace {

/// A use of an instrument with one setting.
policy::InstrumentUse with(const char* instrument, const char* setting, float value)
{
    const int type = policy::instrument_index(instrument);
    policy::InstrumentUse use = policy::default_use(type);
    const auto& info = policy::instruments()[static_cast<std::size_t>(type)];
    use.params[static_cast<std::size_t>(policy::parameter_index(info, setting))] = value;
    return use;
}

/// The setting in draws 0 to 199, sorted.
std::vector<float> drawn(const char* instrument, const char* setting, float value)
{
    const int type = policy::instrument_index(instrument);
    const auto& info = policy::instruments()[static_cast<std::size_t>(type)];
    const auto k = static_cast<std::size_t>(policy::parameter_index(info, setting));
    std::vector<float> values;
    for (int d = 0; d < 200; ++d) {
        values.push_back(drawn_settings({{with(instrument, setting, value)}}, 1, d).uses[0].params[k]);
    }
    std::sort(values.begin(), values.end());
    return values;
}

}  // namespace

TEST_CASE("an assumed setting is drawn around its value, inside its limits", "[unit]")
{
    const std::vector<float> hits = drawn("inspection", "hits_percent", 50.0F);
    CHECK(hits[100] == Approx(50.0).margin(3.0));
    CHECK(hits[10] == Approx(30.5).margin(5.0));  // logistic(-0.5 x 1.645)
    CHECK(hits[190] == Approx(69.5).margin(5.0));
    CHECK(hits.front() > 0.0F);
    CHECK(hits.back() < 100.0F);
    const std::vector<float> offer = drawn("debt_help", "early_offer_times", 3.0F);
    CHECK(offer.front() > 1.0F);
    CHECK(offer[100] == Approx(3.0).margin(0.15));
    const std::vector<float> price = drawn("integrated_care", "cost_eur_per_month", 333.0F);
    CHECK(price[10] == Approx(333.0 * std::exp(-0.2 * 1.645)).margin(15.0));
}

TEST_CASE("certainty, neutrality and what the office decides are not drawn", "[unit]")
{
    CHECK(drawn("inspection", "hits_percent", 100.0F).front() == 100.0F);
    CHECK(drawn("inspection", "hits_percent", 0.0F).back() == 0.0F);
    CHECK(drawn("debt_help", "early_offer_times", 1.0F).back() == 1.0F);
    const std::vector<float> rate = drawn("inspection", "rate_percent_per_year", 20.0F);
    CHECK(rate.front() == 20.0F);
    CHECK(rate.back() == 20.0F);
}

TEST_CASE("a setting that no draw moves is not called drawn", "[unit]")
{
    const auto& inspection = policy::instruments()[static_cast<std::size_t>(policy::instrument_index("inspection"))];
    const auto k = static_cast<std::size_t>(policy::parameter_index(inspection, "hits_percent"));
    CHECK(is_drawn(inspection.parameters[k], 5.0F));
    CHECK_FALSE(is_drawn(inspection.parameters[k], 100.0F));
    const auto rate = static_cast<std::size_t>(policy::parameter_index(inspection, "rate_percent_per_year"));
    CHECK_FALSE(is_drawn(inspection.parameters[rate], 20.0F));
}

TEST_CASE("equal uses of two arms are equal in every draw", "[unit]")
{
    for (int d = 0; d < 20; ++d) {
        const auto use = with("group_training", "turnout_percent", 60.0F);
        CHECK(drawn_settings({{use}}, 7, d).uses[0] ==
              drawn_settings({{with("inspection", "hits_percent", 5.0F), use}}, 7, d).uses[1]);
    }
}
