#pragma once
/// The paired comparison of arms: what `vangnet compare` prints.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/csv.hpp"
#include "analysis/paired.hpp"
#include "analysis/parameter_range.hpp"
#include "analysis/sign.hpp"
#include "analysis/study.hpp"

namespace vangnet::analysis {

/// "A" to "D".
[[nodiscard]] std::string grade_letter(policy::Grade grade);
/// "municipality", "national", "experiment_only" or "nobody": as in tables and JSON.
[[nodiscard]] std::string decides_key(policy::Decides decides);

/// Default relevance line: the smallest difference worth a word, in the unit that is printed. All *(judgement)*.
///
///     shares             relevance_of_share: 1 per 100 people, less where few are concerned
///     z scores           0.05 standard deviation
///     everything else    1% of the level (months, EUR, hours)
///
/// `level` is the mean of the two arms, so that swapping them mirrors the sign.
[[nodiscard]] double default_relevance(const StudyMeasure& measure, double level);

/// Outcomes printed by default, in order.
[[nodiscard]] const std::vector<std::string>& headline_outcomes();

struct CompareOptions {
    std::string by = "all";                   ///< group dimension; "all" = everyone
    std::vector<std::string> outcomes;        ///< measure keys; empty = the headline outcomes the file has
    std::optional<int> month;                 ///< month since branching; none = the last
    double level = 0.90;                      ///< coverage of both ranges, and share of draws a sign needs
    std::string base;                         ///< key of the base arm; empty = the first
    std::map<std::string, double> relevance;  ///< measure key -> relevance line, before what the study asked
};

/// Months to compare at: the one asked for; else the last with a policy that ends before the run does, and the last of
/// the run. What a policy did while it lasted is not what is left of it later.
[[nodiscard]] std::vector<int> moments_of(const Study& study, const CompareOptions& options);

/// One outcome in one group under one arm. Shares and their differences are per 100 people.
struct ComparisonRow {
    std::string outcome;
    std::string group;
    std::string arm;
    double base_level = 0.0;         ///< mean over replicates of the base arm; NaN if nobody is in the group
    double arm_level = 0.0;          ///< the same of the arm; its mean where the base arm has none
    double difference = 0.0;         ///< mean paired difference
    std::size_t n = 0;               ///< replicates with people of the group in both arms
    std::optional<Effect> chance{};  ///< none with fewer than 2 such replicates
    std::optional<ParameterRange> parameters{};  ///< none without draws
    double relevance = 0.0;
    Sign sign = Sign::none;
    /// Of what drives this outcome in the arm, see evidence.hpp; none where the arms are equal or nothing is estimated.
    std::optional<policy::Grade> grade{};
    bool assumed = false;         ///< see `is_assumed`: then there is no range over draws and no sign
    std::size_t draws_above = 0;  ///< draws with an effect above 0
    std::size_t draws_below = 0;  ///< draws with an effect below 0
    bool too_few = false;         ///< fewer than `fewest_people`: there are no numbers
};

/// What is said of an arm as a whole.
struct ComparedArm {
    std::string key;
    Text label;
    Text words;
    std::vector<StudyInstrument> differs_by;
    std::optional<policy::Decides>
        decides;  ///< strictest of `differs_by`: economy, experiment, national law, municipality
};

struct Comparison {
    Text study;  ///< its title
    std::string place;
    Text cohort;
    Text units;  ///< what the numbers count
    int month = 0;
    double level = 0.90;
    std::string base;
    Text base_label;
    Text base_words;
    std::size_t people = 0;
    double real_people = 0.0;  ///< whom they stand for; 0: not known
    std::size_t replicates = 0;
    std::size_t draws = 0;
    std::string by;
    std::vector<StudyGroup> groups;
    std::vector<StudyMeasure> outcomes;
    std::vector<ComparedArm> arms;            ///< without the base arm
    std::vector<ComparisonRow> rows;          ///< by group, outcome, arm
    std::vector<StudyMeasure> left_outcomes;  ///< "who is left on benefit" measures asked for: apart, never headlines
    std::vector<ComparisonRow> left_rows;
    std::vector<Text> in_spread;          ///< what the ranges contain
    std::vector<Text> not_in_spread;      ///< and what they do not
    std::map<std::string, double> asked;  ///< relevance lines asked before the run, by outcome, in the unit printed
    std::optional<Text> warning;          ///< "chance only: ..." without draws

    [[nodiscard]] const ComparisonRow* find(std::string_view outcome, std::string_view arm,
                                            std::string_view group) const noexcept;
};

/// Compares every arm with the base arm.
/// \throws UsageError if an outcome, group dimension, month or base arm is not in the study (all at once, each with
/// what
///         there is)
/// \throws DataError if no replicate is finished
[[nodiscard]] Comparison compare(const Study& study, const CompareOptions& options = {});

/// The same at each of these months; each measure is loaded once. \throws as `compare`
[[nodiscard]] std::vector<Comparison> compare_at(const Study& study, const CompareOptions& options,
                                                 const std::vector<int>& months);

/// The same at each of moments_of, in order.
[[nodiscard]] std::vector<Comparison> compare_at_moments(const Study& study, const CompareOptions& options);

/// One outcome of one group: its mean over replicates in each month of `Levels::months`, shares per 100 people; empty
/// in a group of fewer than `fewest_people`.
struct LevelRow {
    std::string outcome;
    std::string group;
    std::vector<double> values;
};

/// How things go under a single policy, for a file that has nothing to compare it with.
struct Levels {
    Text study;
    std::string place;
    Text cohort;
    Text units;  ///< what the numbers count
    Text label;
    Text words;  ///< the policy
    std::string arm;
    std::size_t people = 0;
    std::size_t replicates = 0;
    std::optional<Month> origin{};
    std::vector<int> months;
    std::vector<StudyGroup> groups;
    std::vector<StudyMeasure> outcomes;
    std::vector<LevelRow> rows;  ///< by group, outcome
};

/// Levels under the first arm, at the month asked for, else at up to seven moments of which the last is the end: whole
/// years apart if the run is that long.
/// \throws as `compare`, but that one arm is enough
[[nodiscard]] Levels levels_of(const Study& study, const CompareOptions& options = {});

/// The machine face: stable field names, NaN as null.
[[nodiscard]] nlohmann::ordered_json to_json(const Levels& levels);
/// One line per group, outcome and month, header first.
[[nodiscard]] std::string to_csv(const Levels& levels, Decimal decimal = Decimal::point);

/// The machine face: stable field names, NaN as null.
[[nodiscard]] nlohmann::ordered_json to_json(const Comparison& comparison);

/// One line per row, header first; with a decimal comma the separator is a semicolon.
[[nodiscard]] std::string to_csv(const Comparison& comparison, Decimal decimal = Decimal::point);

}  // namespace vangnet::analysis
