#pragma once
/// A small study whose draws are known, for what is said and drawn of them.

#include <string>
#include <vector>

#include "analysis/study.hpp"

namespace vangnet::test {

/// One outcome of two arms over four replicates, and these effects of forty draws [per 100 people].
inline analysis::Study study_of(const std::vector<double>& effects, policy::Grade grade, double chance_spread = 0.01)
{
    analysis::Study study;
    study.name = {"proef <b>", "trial <b>"};
    study.place = "Utrecht";
    study.cohort = {"iedereen met bijstand", "everyone on benefit"};
    study.people = 1000;
    study.arms = {{.key = "usual", .label = {"gewoon", "usual"}, .words = {}, .instruments = {}},
                  {.key = "help",
                   .label = {"hulp", "help"},
                   .words = {"meer hulp", "more help"},
                   .instruments = {{.key = "guidance",
                                    .use = 1,
                                    .title = {"begeleiding", "guidance"},
                                    .drivers = {{.moves = policy::Moves::work, .grade = grade, .spread = 0.1}}}}}};
    study.months = {40};
    study.groups = {{.key = "all", .dimension = "all", .title = {"iedereen", "everyone"}, .people = 1000.0}};
    study.measures.resize(1);
    study.measures[0].key = "work_12h";
    study.measures[0].share = true;
    study.measures[0].title = {"werk", "work"};
    study.replicates = 4;
    study.draws = effects.size();
    double mean = 0.0;
    for (const double e : effects) { mean += e / static_cast<double>(effects.size()); }
    if (effects.empty()) { mean = 1.0; }
    const auto values = [](const std::vector<double>& base, const std::vector<double>& arm) {
        analysis::Values v{.arms = 2, .items = base.size(), .months = 1, .groups = 1, .data = base};
        v.data.insert(v.data.end(), arm.begin(), arm.end());
        return v;
    };
    study.load_series = [=](const std::string&) {
        std::vector<double> arm;
        for (const double around : {-1.0, 1.0, -1.0, 1.0}) {
            arm.push_back(0.30 + (mean + around * chance_spread) / 100.0);
        }
        return values(std::vector<double>(4, 0.30), arm);
    };
    study.load_draws = [=](const std::string&) {
        std::vector<double> arm;
        for (const double e : effects) { arm.push_back(0.30 + e / 100.0); }
        return values(std::vector<double>(effects.size(), 0.30), arm);
    };
    return study;
}

inline std::vector<double> between(double low, double high, int n = 40)
{
    std::vector<double> effects;
    for (int k = 0; k < n; ++k) { effects.push_back(low + (high - low) * ((k * 7) % n + 0.5) / n); }
    return effects;
}

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace vangnet::test
