#pragma once
/// What a participant of a workshop sees of one policy: a life lived twice, a hundred twins, other luck, and the way back to
/// what was predicted. As a report, so that the same renderer draws it.

#include <optional>

#include "analysis/life_story.hpp"
#include "analysis/report/report.hpp"
#include "analysis/study.hpp"

namespace vangnet::analysis {

/// The outcome that a lesson is about.
inline constexpr const char* lesson_outcome = "work_12h";

/// What was predicted, of 100 people, at the last month: how many work.
struct Prediction {
    int base = 0;
    int arm = 0;
};

/// One section each.
enum class LessonStep { life, twins, luck, back };

struct LessonInputs {
    const Study& study;
    LessonStep step = LessonStep::life;
    std::optional<LifeStory> story;        ///< of the step `life`; none: it says nothing
    std::optional<Prediction> prediction;  ///< none: nothing was predicted
    Quality quality;
};

/// The step of the first policy beside the base arm. \throws DataError if no replicate is finished
[[nodiscard]] Report make_lesson(const LessonInputs& inputs);

}  // namespace vangnet::analysis
