#include "agents/population/margins.hpp"

#include <cstddef>
#include <cstdint>

#include "agents/population/shares.hpp"

namespace vangnet::agents {

namespace {

bool in_year(std::uint8_t months_since) { return months_since != never && months_since < 12; }

/// Adds up who has what.
class Counter {
public:
    Counter(const Seekers& people, int month) : people_{people}, month_{month} {}

    void add(std::size_t row)
    {
        if (!on_benefit(static_cast<State>(people_.state[row]))) { return; }
        ++total_;
        const std::uint32_t traits = people_.traits[row];
        const bool woman = (traits & trait::woman) != 0;
        share("sex", "women", woman);
        share("sex", "men", !woman);
        add_age(month_ - people_.birth_month[row]);
        const bool parent = (traits & trait::single_parent) != 0;
        const bool couple = (traits & trait::couple) != 0;
        share("household type (persons)", "single", !parent && !couple);
        share("household type (persons)", "single parent", parent);
        share("household type (persons)", "in couple", couple);
        const std::uint32_t education = (traits & trait::education_mask) >> trait::education_shift;
        share("education", "low", education == 0);
        share("education", "middle", education == 1);
        share("education", "high", education == 2);
        add_duration(people_.months_on_benefit[row]);
        add_rest(row);
    }

    MarginCounts shares() const
    {
        MarginCounts all = counts_;
        for (auto& [name, count] : all) { count /= total_ > 0 ? static_cast<double>(total_) : 1.0; }
        return total_ > 0 ? all : MarginCounts{};
    }

private:
    const Seekers& people_;
    int month_;
    std::size_t total_ = 0;
    MarginCounts counts_;

    void share(const char* variable, const char* category, bool has)
    {
        counts_[{variable, category}] += has ? 1.0 : 0.0;
    }

    void add_age(int age)
    {
        share("age", "18-26", age < shares::from_27);
        share("age", "27-44", age >= shares::from_27 && age < shares::from_45);
        share("age", "45-AOW", age >= shares::from_45);
    }

    void add_duration(int months)
    {
        share("duration on benefit", "0-6 months", months < 6);
        share("duration on benefit", "6-12 months", months >= 6 && months < 12);
        share("duration on benefit", "1-5 years", months >= 12 && months < 60);
        share("duration on benefit", "5+ years", months >= 60);
        share("duration on benefit", "15+ years (part of 5+)", months >= 180);
    }

    void add_rest(std::size_t row)
    {
        share("has part-time earnings", "yes", static_cast<State>(people_.state[row]) == State::part_time);
        share("tegenprestatie in a month", "yes",
              static_cast<Activity>(people_.activity[row]) == Activity::counter_service);
        share("mental health care use", "yes",
              static_cast<Care>(people_.care[row]) == Care::in_treatment || in_year(people_.since_care[row]));
        share("payment arrears last 12 months", "yes", in_year(people_.since_arrears[row]));
    }
};

}  // namespace

MarginCounts count_margins(const Seekers& people, int month, std::span<const std::size_t> only_rows)
{
    Counter counter(people, month);
    if (only_rows.empty()) {
        for (std::size_t row = 0; row < people.size(); ++row) { counter.add(row); }
    }
    for (const std::size_t row : only_rows) { counter.add(row); }
    return counter.shares();
}

bool waived_by_law(const Seekers& people, std::size_t row, const Parameters& p) noexcept
{
    constexpr std::uint32_t caring = trait::single_parent | trait::young_child;
    const bool sick = people.mental_health[row] + people.physical_health[row] < p.exempt_health;
    return sick || ((people.traits[row] & caring) == caring && people.waiver_rank[row] < p.exempt_parent);
}

std::vector<MarginRow> compare_margins(std::span<const MarginTarget> targets, const MarginCounts& counts)
{
    std::vector<MarginRow> rows;
    for (const MarginTarget& t : targets) {
        const auto found = counts.find({t.variable, t.category});
        const auto synthetic = found == counts.end() ? std::nullopt : std::optional<double>(found->second);
        rows.push_back({t.variable, t.category, t.published, synthetic, t.reference, t.quality, t.source});
    }
    return rows;
}

}  // namespace vangnet::agents
