#include "analysis/report/figure_words.hpp"

#include <algorithm>

#include "analysis/report/numbers.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

const StudyMeasure* measure_of(const Comparison& c, std::string_view key) noexcept
{
    const auto found = std::find_if(c.outcomes.begin(), c.outcomes.end(), [&](const auto& m) { return m.key == key; });
    return found == c.outcomes.end() ? nullptr : &*found;
}

Text difference_axis(const StudyMeasure& m)
{
    constexpr std::string_view gap = "\u00a0\u00a0\u00a0\u00a0";
    return bilingual({"← minder{}({}){}meer →", "← less{}({}){}more →"}, gap, long_unit(m), gap);
}

Text months_axis() { return {"maanden sinds het begin van het beleid", "months since the policies began"}; }

Text figure_title(const StudyMeasure& m, const Comparison& c)
{
    return bilingual({"{}: verschil met {}, na {} maanden", "{}: difference from {}, after {} months"},
                     capitalised(m.title), c.base_label, c.month);
}

void append(Text& all, const Text& sentence)
{
    all = all.empty() ? sentence : bilingual({"{} {}", "{} {}"}, all, sentence);
}

}  // namespace vangnet::analysis
