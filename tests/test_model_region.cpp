#include <cmath>

#include "sim/experiment/facts_run.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"

namespace vangnet {

namespace {

/// Displacement of more guidance for a small share of the stock of these municipalities, at 40 vacancies.
double displacement_in(const Data& data, const ParameterBook& book, const std::vector<int>& municipalities,
                       std::uint32_t seed)
{
    StartRequest request;
    request.municipalities = municipalities;
    double stock = 0.0;
    for (const int m : municipalities) { stock += data.plans[static_cast<std::size_t>(m)].stock_2015; }
    request.people = static_cast<int>(stock);
    request.month = make_month(2017, 10).since_1970;
    request.seed = seed;
    const agents::Parameters p = central_parameters(book);
    return measure_displacement(data, request, p, policy_terms(p, book), {40.0}, *make_executor(0)).front();
}

}  // namespace

TEST_CASE("displacement comes out the same for a municipality lived alone and for its whole region lived together",
          "[property][large]")
{
    const Data data = load_data();
    const ParameterBook book = load_parameters();
    int city = 0;
    while (data.municipalities[static_cast<std::size_t>(city)].name != "Utrecht") { ++city; }
    std::vector<int> region;
    for (std::size_t m = 0; m < data.municipalities.size(); ++m) {
        if (data.municipalities[m].region == data.municipalities[static_cast<std::size_t>(city)].region) {
            region.push_back(static_cast<int>(m));
        }
    }
    REQUIRE(region.size() > 5);
    // differences of single seeds have a standard deviation of 0.001 (people are held on benefit): 0.02 is the model's
    // claim
    constexpr int seeds = 2;
    double difference = 0.0;
    for (std::uint32_t seed = 5; seed < 5 + seeds; ++seed) {
        const double alone = displacement_in(data, book, {city}, seed);
        const double together = displacement_in(data, book, region, seed);
        UNSCOPED_INFO("seed " << seed << ": alone " << alone << ", together " << together);
        difference += (alone - together) / seeds;
    }
    CHECK(std::abs(difference) < 0.02);
}

}  // namespace vangnet
