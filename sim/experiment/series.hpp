#pragma once
/// What an experiment hands to its results file: plain data, without HDF5, threads or files.

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace vangnet {

/// How a measure relates to people: a fraction of a group, its mean, an amount per person, or a number of people.
enum class MeasureKind { share, mean, per_person, count };

/// One thing measured by month, arm and group.
struct MeasureInfo {
    std::string key;   ///< English snake_case; the name of the array, e.g. "share_in_work"
    std::string unit;  ///< never a bare "days", "hours", "minutes" or "seconds": readers make durations of those
    std::string long_name_nl;  ///< a few words
    std::string long_name_en;
    std::string definition_nl;  ///< one sentence: numerator, denominator, moment
    std::string definition_en;
    MeasureKind kind = MeasureKind::share;
    int better = 0;  ///< +1 more is better, -1 more is worse, 0 neither
};

/// A group of people, fixed when the arms branch.
struct GroupInfo {
    std::string key;  ///< unique, e.g. "all", "age.27_44"
    std::string label_nl;
    std::string label_en;
    std::string dimension;  ///< "all", "age", "sex" ...
};

/// A policy that is compared with the others; the first arm is the base.
struct ArmInfo {
    std::string key;  ///< unique
    std::string label_nl;
    std::string label_en;
    std::string words_nl;  ///< the first line of the arm: what it does
    std::string words_en;
};

/// The axes of all series of an experiment.
///
/// Work items are numbered: item k < replicates is (central parameters, replicate k); item replicates + d is
/// (parameter draw d, replicate d mod replicates). Each item runs all arms.
struct SeriesShape {
    std::vector<MeasureInfo> measures;
    std::vector<ArmInfo> arms;
    std::vector<GroupInfo> groups;
    std::vector<int> months;  ///< numbers counted from the branching of the arms [month]
    int replicates = 0;
    int draws = 0;

    [[nodiscard]] int items() const noexcept { return replicates + draws; }
    [[nodiscard]] bool is_draw(int item) const noexcept { return item >= replicates; }

    /// Number of values of one item.
    [[nodiscard]] std::size_t values_per_item() const noexcept
    {
        return measures.size() * arms.size() * months.size() * groups.size();
    }

    /// Place of a value in ItemResult::values.
    [[nodiscard]] std::size_t index(std::size_t measure, std::size_t arm, std::size_t month,
                                    std::size_t group) const noexcept
    {
        return ((measure * arms.size() + arm) * months.size() + month) * groups.size() + group;
    }
};

/// An axis of the arrays of a group: labels, or whole numbers, or (with neither) 0 .. size - 1.
struct Dimension {
    std::string name{};
    std::vector<std::string> labels{};
    std::vector<std::int32_t> numbers{};
    std::size_t size = 0;  ///< used if there are neither labels nor numbers
    std::string unit{};    ///< of the numbers
    std::string long_name_nl{};
    std::string long_name_en{};

    [[nodiscard]] std::size_t extent() const noexcept
    {
        if (!labels.empty()) { return labels.size(); }
        return numbers.empty() ? size : numbers.size();
    }
};

/// The values of an array. No unsigned integers: R reads uint8 as raw bytes.
using ArrayData = std::variant<std::vector<std::int8_t>, std::vector<std::int16_t>, std::vector<std::int32_t>,
                               std::vector<float>, std::vector<double>>;

/// A named array over some dimensions of its group, row-major. A missing float is NaN, a missing integer the lowest.
struct NamedArray {
    std::string name;
    std::vector<std::string> dims;
    ArrayData data;
    std::string unit;
    std::string long_name_nl;
    std::string long_name_en;
    std::vector<std::pair<int, std::string>> codes;  ///< meaning of each code; no spaces; int8 to int32 only
};

/// A group of the results file other than /series: "market", "offices", "costs", "people" ...
struct ArrayGroup {
    std::string name;
    /// Whether every replicate has its own: the file then gets a dimension `replicate`, after `arm` if that is the
    /// first dimension, else in front. Otherwise the arrays of the lowest item that has the group are written.
    bool by_replicate = false;
    std::vector<Dimension> dims;
    std::vector<NamedArray> arrays;
};

/// What one finished work item gives.
struct ItemResult {
    int item = 0;
    std::vector<float> values;             ///< [measure][arm][month][group]; NaN where a group is empty
    std::vector<std::int32_t> group_size;  ///< [group], people when the arms branch
    std::vector<ArrayGroup> groups;        ///< further arrays of a replicate; ignored for a draw
};

}  // namespace vangnet
