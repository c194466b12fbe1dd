#pragma once
/// Published against synthetic: the margins of the people on benefit.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "agents/parameters.hpp"
#include "agents/seekers.hpp"

namespace vangnet::agents {

/// A row of configs/data/targets_recommended.csv.
struct MarginTarget {
    std::string variable;
    std::string category;
    std::optional<double> published;  ///< share, or a mean where the category says so; nothing if not published
    std::string reference;            ///< date or period
    std::string quality;              ///< A official, B derived, C old or rough, D missing
    std::string source;
};

/// Synthetic shares by (variable, category), named as in the targets.
using MarginCounts = std::map<std::pair<std::string, std::string>, double>;

/// One line of `vangnet check`.
struct MarginRow {
    std::string variable;
    std::string category;
    std::optional<double> published;
    std::optional<double> synthetic;  ///< nothing where the people have no such attribute
    std::string reference;
    std::string quality;
    std::string source;
};

/// Shares of the people who are on benefit in a month, as far as their columns tell: sex, age, household, education,
/// duration, part-time earnings, counter-service, care use and arrears. Rows of `only_rows`, or all if it is empty.
///
/// Care use counts everyone in treatment now or in the last twelve months, as the published share does.
/// A caller adds what needs more than columns: health classes, problem debt, exemption, background.
[[nodiscard]] MarginCounts count_margins(const Seekers& people, int month, std::span<const std::size_t> only_rows = {});

/// Whether the duty to apply is waived on grounds of health or care, as `agents/behaviour/facts.hpp` has it for a
/// block.
[[nodiscard]] bool waived_by_law(const Seekers& people, std::size_t row, const Parameters& p) noexcept;

/// All targets, in their order, each with its synthetic share if counted.
[[nodiscard]] std::vector<MarginRow> compare_margins(std::span<const MarginTarget> targets, const MarginCounts& counts);

}  // namespace vangnet::agents
