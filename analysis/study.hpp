#pragma once
/// What the analysis needs of one experiment: its labels, and a way to load one measure at a time.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/evidence.hpp"
#include "policies/instrument.hpp"
#include "sim/core/text.hpp"
#include "sim/core/units.hpp"

namespace vangnet::analysis {

/// Values of one measure, row-major by (arm, item, month, group); an item is a replicate or a parameter draw.
struct Values {
    std::size_t arms = 0;
    std::size_t items = 0;
    std::size_t months = 0;
    std::size_t groups = 0;
    std::vector<double> data;  ///< NaN where a group has nobody, or an item is not finished

    [[nodiscard]] double at(std::size_t arm, std::size_t item, std::size_t month, std::size_t group) const
    {
        return data[((arm * items + item) * months + month) * groups + group];
    }
};

/// An instrument of an arm, as far as people are told about it.
struct StudyInstrument {
    std::string key;
    int use = 0;  ///< number of its settings, months and people among those of the file; equal ones have one number
    Text title;
    std::vector<Driver> drivers{};  ///< the evidence behind its effects
    policy::Decides decides = policy::Decides::municipality;
    bool priced = true;  ///< false: it costs something, but no price is set
    int last_month = 0;  ///< last month with it, since the arms branched; 0: to the end of the run [month]
};

struct StudyArm {
    std::string key;
    Text label{};  ///< short name in tables; empty: the key
    Text words;    ///< what differs, in plain words
    std::vector<StudyInstrument> instruments;
};

struct StudyGroup {
    std::string key;
    std::string dimension;  ///< such as "sex"; "all" for everyone
    Text title;
    std::optional<double> people{};  ///< simulated per replicate, on average; nothing if the file does not say
};

/// Fewest people of a group in a replicate for which results are shown. *(judgement)*
inline constexpr int fewest_people = 50;
/// What is shown instead.
inline constexpr Words too_few_people{"te weinig mensen (<50)", "too few people (<50)"};

/// What is shown instead of a range over draws where an outcome rests on assumptions alone.
inline constexpr Words assumed_only{"geen marge: aanname", "no range: assumed"};

[[nodiscard]] inline bool has_too_few(const StudyGroup& group) noexcept
{
    return group.people && *group.people < fewest_people;
}

struct StudyMeasure {
    std::string key;
    std::string unit;  ///< "1" for a share, else such as "month", "EUR", "h", "z"
    Text title;
    Text definition;             ///< one sentence: numerator, denominator, moment
    bool share = false;          ///< a share of people: printed per so many
    double per = 100.0;          ///< people that a share is printed of
    Text section{};              ///< heading in tables; empty: none
    bool current_stock = false;  ///< "who is left on benefit": apart, never a headline
};

/// A service with fewer places than people who want one.
struct StudyService {
    std::string key;
    Text title;
};

/// One experiment. Loaders return values with dimensions in the order of the lists here.
struct Study {
    Text name;
    Text cohort;  ///< whom the shares are of
    /// What the numbers count.
    Text units{"Aandelen per 100 mensen; p.p. = per persoon, sinds het begin.",
               "Shares per 100 people; p.p. = per person, since the start."};
    std::string place;              ///< municipality or region
    Text variant{};                 ///< name of the form of the model; empty: as it was fitted
    std::size_t people = 0;         ///< people simulated per replicate
    double weight = 0.0;            ///< real people that one simulated person stands for; 0: not known
    std::optional<Month> origin{};  ///< calendar month that month 0 stands for
    std::vector<StudyArm> arms;
    std::vector<int> months;  ///< months since the arms branched
    std::vector<StudyGroup> groups;
    std::vector<StudyMeasure> measures;
    std::vector<StudyService> services{};  ///< scarce in some arm
    std::map<std::string, double>
        relevance{};                ///< asked before the run: measure key -> smallest difference that counts
    std::size_t replicates = 0;     ///< finished
    std::size_t draws = 0;          ///< finished parameter draws
    bool base_rates_drawn = false;  ///< whether they vary how things go without a policy as well
    std::function<Values(const std::string&)> load_series;  ///< measure key -> replicates
    std::function<Values(const std::string&)> load_draws;   ///< measure key -> draws; item d on replicate d mod R

    /// Arrays of the file that belong to no person, by path, replicates only; the groups are services, or there is one.
    /// No values where the file has no such array, NaN where a replicate is not finished.
    std::function<Values(const std::string&)> load_array{};

    /// Real people on benefit at the start, as published; 0 if the file does not say.
    [[nodiscard]] double real_people() const noexcept { return static_cast<double>(people) * weight; }
    /// Real people per simulated person who was on benefit at the start, so that those together are `real_people`.
    [[nodiscard]] double real_per_simulated() const noexcept;
    [[nodiscard]] const StudyMeasure* find_measure(std::string_view key) const noexcept;
    /// The measure of a key, of a Dutch word for it ("armoede") or of its title; nothing if none.
    [[nodiscard]] const StudyMeasure* measure_meant(const std::string& word) const;
};

/// Instruments by which `arm` differs from `base`: present in one only, or with other settings. In order of key.
[[nodiscard]] std::vector<StudyInstrument> differing_instruments(const StudyArm& base, const StudyArm& arm);

}  // namespace vangnet::analysis
