#include "analysis/leaning.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "analysis/sensitivity/indices.hpp"
#include "policies/policy.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

/// "guidance#2.caseload" is a setting of the second use of an instrument.
Text title_of_setting(const std::string& key)
{
    const std::size_t dot = key.find('.');
    const std::string instrument = key.substr(0, std::min(dot, key.find('#')));
    const int type = policy::instrument_index(instrument);
    if (type < 0 || dot == std::string::npos) { return untranslated(key); }
    const policy::Card& card = *policy::instruments()[static_cast<std::size_t>(type)].card;
    return bilingual({"{}: {}", "{}: {}"}, Words{card.title_nl, card.title_en}, key.substr(dot + 1));
}

Leaning at_both_ends(std::size_t assumption, std::span<const double> values, std::span<const double> effects)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    const std::size_t third = values.size() / 3;
    Leaning leaning{.assumption = assumption};
    for (std::size_t k = 0; k < third; ++k) {
        const std::size_t low = order[k];
        const std::size_t high = order[order.size() - 1 - k];
        const double share = 1.0 / static_cast<double>(third);
        leaning.low_value += share * values[low];
        leaning.high_value += share * values[high];
        leaning.at_low += share * effects[low];
        leaning.at_high += share * effects[high];
    }
    return leaning;
}

}  // namespace

std::vector<Assumption> assumptions_of(const Results& file, const ParameterBook& book)
{
    const std::vector<int> done = file.draws_done();
    std::map<int, std::size_t> place;
    for (const int draw : done) { place.emplace(draw, place.size()); }
    std::vector<Assumption> all;
    std::map<std::pair<std::string, std::string>, std::size_t> known;
    for (const DrawnRow& row : file.drawn()) {
        const auto at = place.find(row.draw);
        if (at == place.end()) { continue; }
        const auto [found, fresh] = known.emplace(std::pair{row.arm, row.key}, all.size());
        if (fresh) {
            const ParameterEntry* entry = row.arm.empty() ? book.find(row.key) : nullptr;
            Assumption a;
            a.key = row.key;
            a.arm = row.arm;
            a.title = entry != nullptr ? entry->meaning : title_of_setting(row.key);
            a.unit = entry != nullptr ? entry->unit : "";
            a.grade = entry != nullptr ? std::string(1, entry->grade) : "D";
            a.values.assign(done.size(), std::numeric_limits<double>::quiet_NaN());
            all.push_back(std::move(a));
        }
        all[found->second].values[at->second] = row.value;
    }
    std::erase_if(all, [](const Assumption& a) {
        return std::any_of(a.values.begin(), a.values.end(), [](double value) { return !std::isfinite(value); });
    });
    return all;
}

std::vector<Leaning> leanings_of(const std::vector<Assumption>& assumptions, std::string_view arm,
                                 std::span<const double> effects)
{
    constexpr std::size_t fewest = 4;  // below it a third of the draws is none, and t has no freedom
    constexpr double level = 0.05;
    if (effects.size() < fewest) { return {}; }
    std::vector<std::pair<double, std::size_t>> by_chance;
    for (std::size_t k = 0; k < assumptions.size(); ++k) {
        const Assumption& a = assumptions[k];
        if ((!a.arm.empty() && a.arm != arm) || a.values.size() != effects.size()) { continue; }
        by_chance.emplace_back(rank_correlation(a.values, effects).chance, k);
    }
    std::sort(by_chance.begin(), by_chance.end());
    std::vector<Leaning> beyond;
    for (std::size_t k = 0; k < by_chance.size() && beyond.size() < most_leanings; ++k) {
        const auto [chance, assumption] = by_chance[k];
        if (chance > level / static_cast<double>(by_chance.size() - k)) { break; }
        beyond.push_back(at_both_ends(assumption, assumptions[assumption].values, effects));
    }
    std::stable_sort(beyond.begin(), beyond.end(), [](const Leaning& a, const Leaning& b) {
        return std::abs(a.at_high - a.at_low) > std::abs(b.at_high - b.at_low);
    });
    return beyond;
}

}  // namespace vangnet::analysis
