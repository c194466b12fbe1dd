#include "analysis/until.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "analysis/paired.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

inline constexpr std::size_t first_point = 10;

UntilPoint look_at(std::span<const HeadlineDifferences> headlines, std::size_t n, double level)
{
    UntilPoint point;
    point.replicates = n;
    point.widest = -1.0;
    for (const HeadlineDifferences& headline : headlines) {
        const Effect effect = effect_of_differences(std::span(headline.differences).first(n), level);
        if (effect.half_width > point.widest) {
            point.widest = effect.half_width;
            point.widest_outcome = headline.outcome;
            point.widest_arm = headline.arm;
        }
    }
    return point;
}

std::size_t complete_replicates(std::span<const HeadlineDifferences> headlines)
{
    if (headlines.empty()) {
        throw DataError(Text{"--until vraagt minstens een hoofdverschil; hier is er geen",
                             "--until needs at least one headline difference; here none"});
    }
    const std::size_t n = headlines.front().differences.size();
    for (const HeadlineDifferences& headline : headlines) {
        if (headline.differences.size() != n) {
            throw DataError(bilingual({"{} van variant {} heeft {} herhalingen, de andere hebben er {}",
                                       "{} of arm {} has {} replicates, the others have {}"},
                                      headline.outcome, headline.arm, headline.differences.size(), n));
        }
    }
    return n;
}

}  // namespace

UntilDecision decide_until(std::span<const HeadlineDifferences> headlines, double limit, std::size_t most, double level)
{
    if (!(limit > 0.0)) {
        throw DataError(bilingual(
            {"--until {}: de halve breedte moet boven 0 liggen", "--until {}: the half-width must be above 0"}, limit));
    }
    const std::size_t done = complete_replicates(headlines);

    UntilDecision decision;
    std::size_t n = first_point;
    for (; n <= done && n <= most; n *= 2) {
        decision.points.push_back(look_at(headlines, n, level));
        const std::size_t seen = decision.points.size();
        const bool twice =
            seen >= 2 && decision.points[seen - 2].widest < limit && decision.points[seen - 1].widest < limit;
        if (n >= until_least_replicates && twice) {
            decision.stop = true;
            decision.replicates = n;
            return decision;
        }
    }
    decision.replicates = std::min(n, most);
    return decision;
}

}  // namespace vangnet::analysis
