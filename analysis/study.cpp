#include "analysis/study.hpp"

#include <algorithm>

#include "sim/inputs/did_you_mean.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet::analysis {
namespace {

bool has_same(const StudyArm& arm, const StudyInstrument& instrument)
{
    return std::any_of(arm.instruments.begin(), arm.instruments.end(), [&](const StudyInstrument& other) {
        return other.key == instrument.key && other.use == instrument.use;
    });
}

}  // namespace

double Study::real_per_simulated() const noexcept
{
    const auto all =
        std::find_if(groups.begin(), groups.end(), [](const StudyGroup& g) { return g.dimension == "all"; });
    const double simulated = all == groups.end() ? 0.0 : all->people.value_or(static_cast<double>(people));
    return simulated > 0.0 ? real_people() / simulated : weight;
}

const StudyMeasure* Study::find_measure(std::string_view key) const noexcept
{
    const auto it = std::find_if(measures.begin(), measures.end(), [&](const StudyMeasure& m) { return m.key == key; });
    return it == measures.end() ? nullptr : &*it;
}

const StudyMeasure* Study::measure_meant(const std::string& word) const
{
    if (const StudyMeasure* measure = find_measure(word)) { return measure; }
    for (const std::string_view key : keys_of_dutch(word)) {
        if (const StudyMeasure* measure = find_measure(key)) { return measure; }
    }
    const auto found = std::find_if(measures.begin(), measures.end(), [&](const StudyMeasure& measure) {
        return folded(measure.title.nl) == folded(word) || folded(measure.title.en) == folded(word);
    });
    return found == measures.end() ? nullptr : &*found;
}

std::vector<StudyInstrument> differing_instruments(const StudyArm& base, const StudyArm& arm)
{
    std::vector<StudyInstrument> differing;
    for (const StudyInstrument& instrument : arm.instruments) {
        if (!has_same(base, instrument)) { differing.push_back(instrument); }
    }
    for (const StudyInstrument& instrument : base.instruments) {
        if (!has_same(arm, instrument)) { differing.push_back(instrument); }
    }
    std::stable_sort(differing.begin(), differing.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    const auto last =
        std::unique(differing.begin(), differing.end(), [](const auto& a, const auto& b) { return a.key == b.key; });
    differing.erase(last, differing.end());
    return differing;
}

}  // namespace vangnet::analysis
