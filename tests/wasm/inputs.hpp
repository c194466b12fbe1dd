#pragma once
/// The numbers that a month needs, as text: written by month_inputs, which reads the files of configs/, and read by
/// month_digest, which has no files and also runs as WebAssembly. Hexadecimal floating point, so no bit is lost.

#include <array>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include "agents/applicant.hpp"
#include "agents/parameters.hpp"
#include "agents/rows.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

struct MonthInputs {
    agents::Parameters parameters;
    agents::PolicyTerms terms;
    agents::MunicipalityPlan plan;
    agents::InflowPath inflow;
    Paths paths;
};

/// Writes to stdout.
struct NumberWriter {
    template <class T>
    void operator()(T& value) const
    {
        std::printf("%a\n", static_cast<double>(value));
    }
    template <class T>
    void size(std::vector<T>& values) const
    {
        std::printf("%a\n", static_cast<double>(values.size()));
    }
};

/// Reads from stdin. \throws std::runtime_error at the end of the input or at something else than a number
struct NumberReader {
    template <class T>
    void operator()(T& value) const
    {
        double number = 0.0;
        if (std::scanf("%la", &number) != 1) { throw std::runtime_error("the input ends early or has no number here"); }
        value = static_cast<T>(number);
    }
    template <class T>
    void size(std::vector<T>& values) const
    {
        std::size_t count = 0;
        (*this)(count);
        values.resize(count);
    }
};

/// All members of a struct that has only floats.
template <class Visit, class Floats>
void visit_floats(const Visit& visit, Floats& s)
{
    static_assert(std::is_trivially_copyable_v<Floats> && sizeof(Floats) % sizeof(float) == 0);
    std::array<float, sizeof(Floats) / sizeof(float)> values{};
    std::memcpy(values.data(), &s, sizeof(Floats));
    for (float& value : values) { visit(value); }
    std::memcpy(static_cast<void*>(&s), values.data(), sizeof(Floats));
}

template <class Visit, class T>
void visit_vector(const Visit& visit, std::vector<T>& values)
{
    visit.size(values);
    for (T& value : values) {
        if constexpr (std::is_class_v<T>) {
            visit_floats(visit, value);
        } else {
            visit(value);
        }
    }
}

/// Every number of `inputs` in one fixed order.
template <class Visit>
void visit_inputs(const Visit& visit, MonthInputs& inputs)
{
    agents::for_each_parameter(inputs.parameters, [&visit](auto, auto& value) { visit(value); });
    visit_floats(visit, inputs.terms);
    agents::MunicipalityPlan& plan = inputs.plan;
    visit(plan.number);
    visit(plan.stock_2015);
    visit(plan.applicant_share);
    visit(plan.inhabitants);
    visit(plan.scale);
    visit(plan.neighbourhoods);
    for (auto* cells : {&plan.stock_cells, &plan.inflow_cells}) {
        for (auto& by_sex : *cells) {
            for (auto& by_household : by_sex) {
                for (double& share : by_household) { visit(share); }
            }
        }
    }
    visit(plan.share_27_34);
    visit(plan.share_non_western);
    visit(inputs.inflow.first_month);
    visit_vector(visit, inputs.inflow.persons_per_month);
    visit_vector(visit, inputs.inflow.pension_age);
    visit(inputs.paths.first_month);
    visit_vector(visit, inputs.paths.law);
    visit_vector(visit, inputs.paths.tightness);
}

}  // namespace vangnet
