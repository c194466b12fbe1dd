#pragma once
/// Where the numbers of a results file come from.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/text.hpp"
#include "sim/experiment/series.hpp"

namespace vangnet {

/// One parameter of the model as used.
struct ParameterRow {
    std::string key;
    double value = 0.0;
    std::string unit;
    double low = 0.0;  ///< of the range that draws come from, else of the admissible range
    double high = 0.0;
    std::string tag;    ///< "history", "policy" ...
    std::string grade;  ///< A to D
    std::string source;
};

/// A printed effect, for /tables/effects: difference from the base arm at one month.
struct EffectRow {
    std::string measure;
    std::string arm;
    std::string group;
    std::int32_t month = 0;
    double base = 0.0;
    double effect = 0.0;
    double chance_low = 0.0;
    double chance_high = 0.0;
    double parameter_low = 0.0;  ///< NaN without draws
    double parameter_high = 0.0;
    std::string unit;
};

/// A value that a draw gave, for /tables/drawn: of a behaviour parameter, or of an assumed setting of an arm's
/// instrument.
struct DrawnRow {
    std::int32_t draw = 0;
    std::string arm;  ///< empty for a parameter: it holds in all arms
    std::string
        key;  ///< of the parameter, or "instrument.setting"; the second use of an instrument is "instrument#2.setting"
    double value = 0.0;
};

/// Root attributes and tables. What stands under "identity" decides which numbers come out; the rest does not.
struct Provenance {
    // identity
    std::string scenario;  ///< full text, after `--set` and the like
    std::string parameters_text;
    std::vector<std::pair<std::string, std::string>> data_hashes;  ///< (file, SHA-256), in a fixed order
    std::vector<std::uint64_t> seeds;
    std::string version;  ///< of the program

    // the rest
    Text title;
    std::string commit;
    std::string command;
    std::string until;  ///< precision at which the run may end before it has all replicates; empty: none
    std::string host;
    std::string cpu_level;
    std::string origin;  ///< calendar month that month number 0 stands for, e.g. "2024-01"
    int threads = 0;
    double wall_time = 0.0;  ///< [s]
    double people = 0.0;     ///< simulated people on benefit at the start, as asked for; 0: the run does not say
    double weight = 0.0;     ///< real people that each of them stands for; 0: the run does not say
    std::vector<ParameterRow> parameters;
    std::vector<EffectRow> effects;
    std::vector<DrawnRow> drawn;     ///< what the parameter draws are draws of
    std::vector<ArrayGroup> groups;  ///< further groups that belong to no item, e.g. drawn parameters
    std::vector<std::pair<std::string, std::string>> notes;  ///< further root attributes (name, text)

    /// Text of a note; empty if there is none of that name. "shard" of a file that holds one part of a run: "2/4".
    [[nodiscard]] std::string note(std::string_view name) const
    {
        for (const auto& [each, text] : notes) {
            if (each == name) { return text; }
        }
        return {};
    }
};

/// SHA-256 of all that decides the numbers of an item: the identity above and the measures, arms, groups and months of
/// the shape. The numbers of replicates and draws are not in it, so that a run may go on with more of them.
[[nodiscard]] std::string experiment_identity(const Provenance& provenance, const SeriesShape& shape);

}  // namespace vangnet
