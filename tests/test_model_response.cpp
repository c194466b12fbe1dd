#include <cmath>

#include "sim/run/executors.hpp"
#include "sim/run/response.hpp"
#include "tests/support/catch.hpp"

namespace vangnet {

TEST_CASE("the total response to each instrument lies inside its prior, also in a tight market and with new people",
          "[property]")
{
    const Data data = load_data();
    const ParameterBook book = load_parameters();
    const agents::Parameters p = central_parameters(book);
    const agents::PolicyTerms terms = policy_terms(p, book);
    const auto executor = make_executor(0);
    const double tightness = GENERATE(-1.0, 93.0);
    const World start = response_world(data, book, 1500, 11, tightness, *executor);
    for (const ResponseCase& response : response_cases()) {
        const ParameterEntry& prior = *book.find(response.prior);
        const double total = measure_response(start, data, book, p, terms, response, *executor);
        INFO(response.prior << " " << total << " in [" << prior.low << ", " << prior.high << "]");
        CHECK(total >= prior.low);
        CHECK(total <= prior.high);
    }
}

TEST_CASE("what the mechanisms carry alone has the prior's sign or lies within one sd of 0", "[property]")
{
    const Data data = load_data();
    const ParameterBook book = load_parameters();
    for (const auto& [key, structural] : book.structural) {
        const ParameterEntry& prior = *book.find(key);
        INFO(key << " " << structural);
        CHECK((structural * prior.value > 0.0 || std::abs(structural) <= prior.p2));
    }
}

}  // namespace vangnet
