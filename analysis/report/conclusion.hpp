#pragma once
/// What may be said in a sentence about one outcome under one policy: by rule, never stronger than the evidence.

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/report/numbers.hpp"
#include "sim/core/text.hpp"

namespace vangnet::analysis {

/// What the file and the run allow. The first that holds decides.
enum class Standing {
    locked,       ///< the file was changed by another program, or the run has not ended: nothing may be concluded
    untested,     ///< the effect rests on assumptions that no draw varies
    chance_only,  ///< no draws, or fewer than `fewest_draws`: nothing is known about how sure it is
    depends,      ///< forms of the model land in different states
    imprecise,    ///< chance is larger than a quarter of the relevance line, or could make the difference alone
    more,         ///< 90% of the draws are above the relevance line, in both halves
    less,         ///< the mirror image
    same,         ///< 90% lie within it
    small,        ///< 90% of the draws are on one side of nothing, but not beyond the line: it may not count
    either,       ///< none of these: it could go either way
};

/// What is known of the run as a whole.
struct Quality {
    bool as_written = true;  ///< byte for byte as it was written
    bool complete = true;    ///< all replicates and draws are there
};

/// Months that the trials with social assistance were followed at most, as `vangnet check` says: from October 2017 to
/// January 2021. What lies beyond is an extension. *(judgement: follow-up differs by city)*
inline constexpr int longest_trial = 40;

struct Conclusion {
    Standing standing = Standing::locked;
    bool has_number = false;  ///< grade D and worse states say a direction at most
    double middle = 0.0;      ///< as told, in the printed unit
    ToldRange range;          ///< of the draws, as told
    Text sentence;            ///< all of it
    Text plain;               ///< without what it rests on
    Text evidence;  ///< what it rests on, as a sentence; empty where nothing is said of it, or the evidence is good
};

/// What several conclusions rest on, said once: "Work; problem debt: this rests on limited research."
[[nodiscard]] Text said_of_several(const std::vector<Text>& outcomes, const Text& evidence);

/// What belongs with every conclusion at a month beyond the longest trial, said once; empty up to there.
[[nodiscard]] Text horizon_sentence(int month);

/// The same arms and people under another form of the model.
struct VariantView {
    Text label;
    const Comparison* comparison = nullptr;  ///< at the same month
};

/// \param measure  of the row, \param arm  the row's arm
[[nodiscard]] Standing standing_of(const Comparison& comparison, const ComparisonRow& row, const Quality& quality);
[[nodiscard]] Conclusion conclude(const Comparison& comparison, const ComparisonRow& row, const StudyMeasure& measure,
                                  const ComparedArm& arm, const Quality& quality,
                                  const std::vector<VariantView>& variants = {});

}  // namespace vangnet::analysis
