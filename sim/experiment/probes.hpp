#pragma once
/// What is measured of the people in a run of the country: one row of a table for each published figure.

#include <map>
#include <string>
#include <vector>

#include "agents/seekers.hpp"
#include "sim/core/units.hpp"
#include "sim/inputs/data.hpp"
#include "sim/month/world.hpp"

namespace vangnet {

/// Key "fact/part", as in configs/data/facts.csv; also "inflow/YEAR" and "stock/YEAR" in persons.
using FactMap = std::map<std::string, double>;

/// One person at the end of a month.
struct Seen {
    const agents::Seekers& s;
    std::size_t row;
    Month now;
    const agents::Parameters& p;
};

/// Whether a person is meant, or how much there is of something. [1, or the probe's unit]
using Meant = bool (*)(const Seen&);
using Amount = double (*)(const Seen&);

/// A span of months; of them those whose number in the year is divisible by `every`.
struct Months {
    Month first;
    Month last;
    int every = 1;
    [[nodiscard]] bool has(Month m) const noexcept { return m >= first && m <= last && m.month_of_year() % every == 0; }
};

/// Mean of an amount (of whether something is so: a share) over people and months.
struct MeanProbe {
    const char* key;
    Months months;
    Meant of;
    Amount amount;
};

/// Events of a year over the people on benefit at its start.
struct FlowProbe {
    const char* key;
    int year;
    Meant event;
};

/// Share of people on benefit at the start of a year, whoever of them is meant then, with a full exit to work within it.
struct CohortProbe {
    const char* key;
    int year;
    Meant of;
};

/// Share of those who left for work in `leavers_of`, so many months after.
struct FollowProbe {
    const char* key;
    int months_after;
    Meant is;
};
inline constexpr int leavers_of = 2021;

/// The tables. \source configs/data/facts.csv has population, year and definition of each key
[[nodiscard]] const std::vector<MeanProbe>& mean_probes();
[[nodiscard]] const std::vector<FlowProbe>& flow_probes();
[[nodiscard]] const std::vector<CohortProbe>& cohort_probes();
[[nodiscard]] const std::vector<FollowProbe>& follow_probes();

/// Measures all probes in one run. Follows people by row: rows may be dropped before a year up to that of the leavers.
class Meter {
public:
    /// \param weight  real persons that one simulated person stands for
    Meter(const Data& data, const agents::Parameters& p, double weight);

    /// Marks the people before the first month of a year is run.
    void before_year(const agents::Seekers& s, int year);
    /// Looks at the people after the month that has just been run.
    void look(const World& w);
    [[nodiscard]] FactMap facts() const;

private:
    struct Sum {
        double part = 0.0;
        double whole = 0.0;
        [[nodiscard]] double value() const noexcept;  ///< NaN where there is nobody
    };
    void look_at_means(const agents::Seekers& s, Month now);
    void look_at_moves(const agents::Seekers& s, Month now);
    void follow(const agents::Seekers& s, Month now);
    void look_at_stock(const agents::Seekers& s, Month now);
    void end_cohorts(int year);

    const Data& data_;
    const agents::Parameters& p_;
    double weight_;
    std::vector<Sum> means_;
    std::vector<Sum> flows_;
    std::vector<Sum> cohorts_;
    std::vector<Sum> follows_;
    std::vector<std::uint32_t> member_;  ///< by row: a bit for each cohort of the year
    std::vector<std::uint8_t> left_;     ///< by row: left for work since the start of the year
    std::vector<std::int16_t> left_in_;  ///< by row: month in which a leaver left; -1: none
    double pensioned_ = 0.0;
    double worst_stock_ = 0.0;  ///< largest deviation from the published stock, with its sign [1]
    FactMap counts_;            ///< simulated people by year, of inflow and stock
};

}  // namespace vangnet
