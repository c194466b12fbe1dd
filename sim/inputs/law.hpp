#pragma once
/// What the law says of each instrument and since when: configs/data/law.csv, read for the report.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/text.hpp"
#include "sim/core/units.hpp"

namespace vangnet {

/// Who may decide on something. `other`: a bailiff, an insurer, the code of a sector.
enum class DecidedBy { municipality, national, experiment_only, court, other };
[[nodiscard]] Words words_of(DecidedBy by) noexcept;

/// How a rule was checked: the text of the law was read, only a page about it, or neither.
enum class LawRead { yes, secondary, no };
[[nodiscard]] Words words_of(LawRead read) noexcept;

/// One rule in one period. Rules with the same instrument and parameter follow each other in time.
struct LawRule {
    std::string instrument;  ///< key
    std::string parameter;
    Text rule;
    std::string article;
    std::string law;
    DecidedBy decided_by = DecidedBy::municipality;
    Month from{};
    Month to{};  ///< last month; `open_end` if no end is known
    LawRead read = LawRead::no;

    static constexpr Month open_end{1'000'000};
};

/// All rules, in the order of the table. \throws DataError with everything that is wrong with it
[[nodiscard]] std::vector<LawRule> load_law(const std::filesystem::path& folder = {});

/// Rules of an instrument at a month, and those without an end that replace or join them later.
[[nodiscard]] std::vector<LawRule> rules_from(const std::vector<LawRule>& law, std::string_view instrument,
                                              Month month);

}  // namespace vangnet
