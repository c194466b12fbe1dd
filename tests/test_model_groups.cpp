#include "sim/experiment/groups.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/experiment/start_state.hpp"
#include "sim/month/month.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"

namespace vangnet {

TEST_CASE("a group taken as the rest of a whole has the record that adding up its rows gives", "[property]")
{
    constexpr int months = 9;
    const Data data = load_data();
    const ParameterBook book = load_parameters();
    const agents::Parameters p = central_parameters(book);
    StartRequest request;
    for (std::size_t m = 0; m < data.municipalities.size(); ++m) {
        if (data.municipalities[m].name == "Utrecht") { request.municipalities.push_back(static_cast<int>(m)); }
    }
    request.people = 600;
    request.month = make_month(2017, 10).since_1970;
    request.last_month = request.month + months;
    World world = unborn_world(data, request, p);
    const RegimeParts parts(p, policy_terms(p, book), make_paths(data));
    const Regime regime = parts.regime(1, 0);
    burn_in(world, regime, request.month, SerialExecutor{});
    const auto infos =
        group_infos({"duration", "chance", "age", "sex", "household", "education", "debt", "health", "home"}, data,
                    request.municipalities, months);
    Ledger by_rest = plan_groups(world, infos, p, data, months).ledger;
    Ledger by_rows = by_rest;
    int rests = 0;
    for (GroupRows& rows : by_rows.rows) {
        rests += rows.whole >= 0 ? 1 : 0;
        rows.whole = -1;
    }
    REQUIRE(rests > 8);  // one for each dimension of each block of the stock
    World twin = world;
    for (int m = 0; m < months; ++m) {
        static_cast<void>(step_month(world, regime, by_rest, SerialExecutor{}));
        static_cast<void>(step_month(twin, regime, by_rows, SerialExecutor{}));
        for (std::size_t k = 0; k < by_rows.records.size(); ++k) {
            INFO("month " << m << ", group " << infos[static_cast<std::size_t>(by_rows.rows[k].group)].key);
            REQUIRE(by_rest.records[k].count == by_rows.records[k].count);
            REQUIRE(by_rest.records[k].sum == by_rows.records[k].sum);
        }
    }
}

}  // namespace vangnet
