#include "agents/population/margins.hpp"
#include "tests/support/catch.hpp"

using namespace vangnet::agents;

TEST_CASE("the duty to apply is waived for poor health, or by lot for a single parent with a young child", "[unit]")
{
    Parameters p;
    p.exempt_health = -3.0F;
    p.exempt_parent = 0.4F;
    Seekers people;
    people.resize(4);
    for (std::size_t row = 0; row < 4; ++row) { people.waiver_rank[row] = 0.3F; }
    people.mental_health[1] = -2.0F;
    people.physical_health[1] = -1.5F;
    people.traits[2] = trait::single_parent | trait::young_child;
    people.traits[3] = trait::couple | trait::young_child;
    CHECK_FALSE(waived_by_law(people, 0, p));
    CHECK(waived_by_law(people, 1, p));
    CHECK(waived_by_law(people, 2, p));
    CHECK_FALSE(waived_by_law(people, 3, p));
    people.waiver_rank[2] = 0.5F;
    CHECK_FALSE(waived_by_law(people, 2, p));
}
