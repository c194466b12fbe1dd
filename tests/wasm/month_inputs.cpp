// Writes what month_digest reads: the published data of one municipality, scaled down to about 1,500 people.

#include "sim/experiment/start_state.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/parameters.hpp"
#include "tests/wasm/inputs.hpp"

int main()
{
    constexpr double people_on_benefit = 1500.0;
    const vangnet::Data data = vangnet::load_data();
    const vangnet::ParameterBook book = vangnet::load_parameters();
    vangnet::MonthInputs inputs;
    inputs.parameters = vangnet::central_parameters(book);
    inputs.terms = vangnet::policy_terms(inputs.parameters, book);
    inputs.inflow = data.new_applications;
    inputs.paths = vangnet::make_paths(data);
    inputs.plan = data.plans.at(0);
    for (const vangnet::agents::MunicipalityPlan& plan : data.plans) {
        if (plan.stock_2015 > inputs.plan.stock_2015) { inputs.plan = plan; }
    }
    inputs.plan.scale = people_on_benefit / inputs.plan.stock_2015;
    inputs.plan.neighbourhoods = 4;
    vangnet::visit_inputs(vangnet::NumberWriter{}, inputs);
}
