#include "sim/inputs/pooled.hpp"

#include <algorithm>
#include <cmath>

namespace vangnet {

namespace {

using agents::MunicipalityPlan;

void add_cells(double (&sum)[3][2][3], const double (&cells)[3][2][3], double weight)
{
    for (int age = 0; age < 3; ++age) {
        for (int sex = 0; sex < 2; ++sex) {
            for (int household = 0; household < 3; ++household) {
                sum[age][sex][household] += weight * cells[age][sex][household];
            }
        }
    }
}

double sum_of(const std::vector<MunicipalityPlan>& plans, double MunicipalityPlan::*what)
{
    double sum = 0.0;
    for (const MunicipalityPlan& plan : plans) { sum += plan.*what; }
    return sum;
}

/// What is the same for all municipalities (`share_27_34`) stays, and so does the place in the list: 0.
MunicipalityPlan pooled_plan(const std::vector<MunicipalityPlan>& plans, int people)
{
    MunicipalityPlan all;
    all.stock_2015 = sum_of(plans, &MunicipalityPlan::stock_2015);
    all.applicant_share = sum_of(plans, &MunicipalityPlan::applicant_share);
    all.inhabitants = sum_of(plans, &MunicipalityPlan::inhabitants);
    all.share_27_34 = plans.front().share_27_34;
    double neighbourhoods = 0.0;
    for (const MunicipalityPlan& plan : plans) {
        add_cells(all.stock_cells, plan.stock_cells, plan.stock_2015 / all.stock_2015);
        add_cells(all.inflow_cells, plan.inflow_cells, plan.applicant_share / all.applicant_share);
        all.share_non_western += plan.share_non_western * plan.stock_2015 / all.stock_2015;
        neighbourhoods += plan.neighbourhoods;
    }
    if (people > 0) { neighbourhoods *= people / all.stock_2015; }
    all.neighbourhoods = std::max(1, static_cast<int>(std::lround(neighbourhoods)));
    return all;
}

}  // namespace

Data pooled_country(const Data& data, int people)
{
    Data pooled = data;
    pooled.plans = {pooled_plan(data.plans, people)};
    pooled.municipalities.resize(1);
    pooled.municipalities.front().name = "Nederland";
    return pooled;
}

}  // namespace vangnet
