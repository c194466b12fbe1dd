#include "agents/population/applicants.hpp"

#include <algorithm>
#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/discrete_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cstddef>
#include <optional>
#include <utility>

#include "agents/population/shares.hpp"
#include "agents/seekers.hpp"
#include "sim/core/engine.hpp"
#include "sim/core/luck.hpp"

namespace vangnet::agents {

namespace {

enum class Household : int { single = 0, single_parent = 1, couple = 2 };

/// A kind of household: partners are one of either sex as a rule, so couples have no sex.
struct Kind {
    int age_band;
    bool woman;
    Household household;
    double per_person;  // households of this kind per applying person
};

std::vector<Kind> kinds_of(const MunicipalityPlan& plan)
{
    std::vector<Kind> kinds;
    for (int age = 0; age < 3; ++age) {
        const auto& cells = plan.inflow_cells[age];
        for (int sex = 0; sex < 2; ++sex) {
            kinds.push_back({age, sex == 1, Household::single, cells[sex][0]});
            kinds.push_back({age, sex == 1, Household::single_parent, cells[sex][1]});
        }
        kinds.push_back({age, false, Household::couple, 0.5 * (cells[0][2] + cells[1][2])});
    }
    return kinds;
}

template <class Column>
auto entry(const Column& column, int from_first)
{
    const std::size_t last = column.size() - 1;
    return column[std::min(static_cast<std::size_t>(from_first), last)];
}

bool chance(KeyedEngine& luck, double p) { return boost::random::bernoulli_distribution<double>(p)(luck); }

int between(KeyedEngine& luck, int low, int high)
{
    return boost::random::uniform_int_distribution<int>(low, high)(luck);
}

/// Draws the people of one municipality, month after month.
class Drawing {
public:
    Drawing(const MunicipalityPlan& plan, const InflowPath& path, const RandomField& field, double share_reciprocal)
        : plan_{plan}, path_{path}, field_{field}, share_reciprocal_{share_reciprocal}, kinds_{kinds_of(plan)}
    {
        for (std::size_t k = 0; k < kinds_.size(); ++k) {
            KeyedEngine luck(field_, who(static_cast<std::uint32_t>(k)), 0, number_of(Luck::applicant_clock));
            clocks_.push_back((static_cast<double>(luck()) + 0.5) / 4294967296.0);
        }
    }

    void month(int month)
    {
        const double persons =
            entry(path_.persons_per_month, month - path_.first_month) * plan_.applicant_share * plan_.scale;
        for (std::size_t k = 0; k < kinds_.size(); ++k) {
            clocks_[k] += persons * kinds_[k].per_person;
            for (; clocks_[k] >= 1.0; clocks_[k] -= 1.0) { household(kinds_[k], month); }
        }
    }

    std::vector<Applicant> people_from(int first_month)
    {
        std::erase_if(people_, [first_month](const Applicant& a) { return a.apply_month < first_month; });
        std::sort(people_.begin(), people_.end(),
                  [](const Applicant& a, const Applicant& b) { return a.arrival < b.arrival; });
        return std::move(people_);
    }

private:
    const MunicipalityPlan& plan_;
    const InflowPath& path_;
    RandomField field_;
    double share_reciprocal_;
    std::vector<Kind> kinds_;
    std::vector<double> clocks_;  // fractions of the next household of each kind
    boost::random::discrete_distribution<int, double> education_{
        {shares::education_low, shares::education_middle, 1.0 - shares::education_low - shares::education_middle}};
    std::vector<Applicant> people_;
    std::uint32_t next_pair_ = 0;            // first even arrival number not taken
    std::optional<std::uint32_t> odd_left_;  // odd arrival number a couple had to skip

    PersonId who(std::uint32_t arrival) const { return make_person(static_cast<std::uint32_t>(plan_.number), arrival); }

    std::uint32_t take_arrival()
    {
        if (odd_left_) {
            const std::uint32_t odd = *odd_left_;
            odd_left_.reset();
            return odd;
        }
        odd_left_ = next_pair_ + 1;
        next_pair_ += 2;
        return next_pair_ - 2;
    }

    void household(const Kind& kind, int month)
    {
        const bool couple = kind.household == Household::couple;
        const std::uint32_t arrival = couple ? next_pair_ : take_arrival();
        if (couple) { next_pair_ += 2; }
        KeyedEngine luck(field_, who(arrival), 0, number_of(Luck::applicant_household));

        Applicant first;
        first.arrival = arrival;
        first.apply_month = static_cast<std::int16_t>(month);
        first.neighbourhood = static_cast<std::int16_t>(between(luck, 0, std::max(plan_.neighbourhoods, 1) - 1));
        first.traits = household_traits(kind, luck);
        const int age = draw_age(kind.age_band, month, luck);
        if (!couple) {
            if (kind.woman) { first.traits |= trait::woman; }
            add(first, age, month);
            return;
        }
        const bool woman = chance(luck, 0.5);
        const bool partner_woman = chance(luck, shares::same_sex_couples) ? woman : !woman;
        const int gap = between(luck, -shares::partner_age_gap, shares::partner_age_gap);
        Applicant second = first;
        second.arrival = arrival + 1;
        first.first_of_pair = true;
        if (woman) { first.traits |= trait::woman; }
        if (partner_woman) { second.traits |= trait::woman; }
        add(first, age, month);
        add(second, std::clamp(age + gap, shares::adult, pension_age(month) - 1), month);
    }

    static std::uint32_t household_traits(const Kind& kind, KeyedEngine& luck)
    {
        std::uint32_t traits = 0;
        const bool owner = chance(luck, shares::owners);
        const bool under_water = chance(luck, shares::owners_under_water);
        if (owner) { traits |= trait::owner; }
        if (owner && under_water) { traits |= trait::under_water; }
        if (chance(luck, shares::attachment_prone)) { traits |= trait::attachment_prone; }
        double young_child = 0.0;
        if (kind.household == Household::single_parent) {
            traits |= trait::single_parent;
            young_child = shares::young_child_single_parent[kind.age_band];
        } else if (kind.household == Household::couple) {
            traits |= trait::couple | trait::paired;
            young_child = shares::young_child_couple[kind.age_band];
        }
        if (chance(luck, young_child)) { traits |= trait::young_child; }
        return traits;
    }

    int pension_age(int month) const { return entry(path_.pension_age, month - path_.first_month); }

    /// Uniform within 18-26, 27-34, 35-44 and 45 to state-pension age. [months]
    int draw_age(int band, int month, KeyedEngine& luck) const
    {
        if (band == 0) { return between(luck, shares::adult, shares::from_27 - 1); }
        if (band == 2) { return between(luck, shares::from_45, pension_age(month) - 1); }
        return chance(luck, plan_.share_27_34) ? between(luck, shares::from_27, shares::from_35 - 1)
                                               : between(luck, shares::from_35, shares::from_45 - 1);
    }

    void add(Applicant person, int age, int month)
    {
        KeyedEngine luck(field_, who(person.arrival), 0, number_of(Luck::applicant_person));
        person.traits |= static_cast<std::uint32_t>(education_(luck)) << trait::education_shift;
        if (chance(luck, share_reciprocal_)) { person.traits |= trait::reciprocal; }
        person.jobless_long = chance(luck, shares::jobless_long);
        person.birth_month = static_cast<std::int16_t>(month - age);
        people_.push_back(person);
    }
};

}  // namespace

std::vector<Applicant> draw_applicants(const MunicipalityPlan& plan, const InflowPath& path, const RandomField& field,
                                       double share_reciprocal, int first_month, int last_month)
{
    Drawing drawing(plan, path, field, share_reciprocal);
    for (int month = path.first_month; month <= last_month; ++month) { drawing.month(month); }
    return drawing.people_from(first_month);
}

}  // namespace vangnet::agents
