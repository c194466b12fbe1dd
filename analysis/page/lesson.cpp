#include "analysis/page/lesson.hpp"

#include <cmath>
#include <utility>

#include "analysis/compare.hpp"
#include "analysis/report/annex.hpp"
#include "analysis/report/conclusion.hpp"
#include "analysis/report/figures.hpp"
#include "analysis/twins.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

void say(ReportSection& section, Text text) { section.blocks.emplace_back(ReportParagraph{.text = std::move(text)}); }

ReportSection hundred_twins(const Twins& twins)
{
    ReportSection s{
        .id = "tweelingen", .heading = {"Honderd mensen, twee keer", "A hundred people, twice"}, .blocks = {}};
    const TwinLives& lives = twins.arms.front();
    const std::array<int, 4> of = of_a_hundred(lives);
    say(s, bilingual({"Na {} maanden werken {} van de 100 mensen in allebei, of in geen van beide.",
                      "After {} months {} of 100 people work under both, or under neither."},
                     twins.month, of[0] + of[3]));
    say(s, bilingual(
               {"{} werken alleen onder '{}', {} alleen onder '{}'.", "{} work only under '{}', {} only under '{}'."},
               of[2], lives.label, of[1], twins.base_label));
    say(s, {"Wie gaat erop achteruit, en zou u dat vooraf hebben gezegd?",
            "Who loses by it, and would you have said so before?"});
    s.blocks.emplace_back(twins_figure(twins));
    return s;
}

ReportSection other_luck(const Study& study, const Comparison& c)
{
    ReportSection s{
        .id = "toeval", .heading = {"Zelfde beleid, ander toeval", "Same policy, other luck"}, .blocks = {}};
    say(s, {"Beide levens hebben steeds hetzelfde toeval. Toch loopt het elke keer anders.",
            "Both lives always have the same luck. Yet it goes differently each time."});
    if (std::optional<ReportFigure> figure = luck_figure(study, c, lesson_outcome)) {
        s.blocks.emplace_back(*std::move(figure));
    } else {
        say(s, {"Nog in geen enkele berekening is er verschil.", "No run so far has a difference."});
    }
    say(s, {"Dit is alleen toeval. Hoe het beleid werkt, is ook niet zeker.",
            "This is luck alone. How the policy works is not certain either."});
    return s;
}

/// "You thought 20 would work under 'usual rules'; the model has 14."
Text guessed(int guess, double level, const Text& label)
{
    return bilingual(
        {"'{}': u dacht {} van de 100, het model komt op {}.", "'{}': you thought {} of 100, the model has {}."}, label,
        guess, std::lround(level));
}

ReportSection back(const LessonInputs& in, const Comparison& c, const ComparisonRow& row)
{
    ReportSection s{.id = "terug", .heading = {"Terug naar uw voorspelling", "Back to your prediction"}, .blocks = {}};
    const ComparedArm& arm = c.arms.front();
    say(s, bilingual({"Hoeveel van 100 mensen werken na {} maanden, 12 uur of meer?",
                      "How many of 100 people work after {} months, 12 hours or more?"},
                     c.month));
    if (in.prediction) {
        say(s, guessed(in.prediction->base, row.base_level, c.base_label));
        say(s, guessed(in.prediction->arm, row.arm_level, arm.label));
    }
    say(s, conclude(c, row, *in.study.find_measure(lesson_outcome), arm, in.quality).sentence);
    if (std::optional<ReportFigure> figure = difference_figure(c, lesson_outcome)) {
        s.blocks.emplace_back(*std::move(figure));
    }
    say(s, {"Een model is geen bewijs. Wat zou u van gedachten doen veranderen?",
            "A model is no proof. What would change your mind?"});
    return s;
}

}  // namespace

Report make_lesson(const LessonInputs& in)
{
    if (in.study.arms.size() < 2) {
        throw DataError(Text{"er is nog geen beleid gekozen", "no policy has been chosen yet"});
    }
    CompareOptions options;
    options.outcomes = {lesson_outcome};
    options.month = in.study.months.back();
    const Comparison c = compare(in.study, options);
    const ComparisonRow* row = c.find(lesson_outcome, c.arms.front().key, "all");
    Report lesson{.title = in.study.name, .subtitle = c.arms.front().words, .status = {}, .sections = {}};
    const std::optional<Twins> twins = twins_of(in.study);
    switch (in.step) {
        case LessonStep::life:
            if (in.story) { lesson.sections.push_back(one_life(*in.story)); }
            break;
        case LessonStep::twins:
            if (twins) { lesson.sections.push_back(hundred_twins(*twins)); }
            break;
        case LessonStep::luck: lesson.sections.push_back(other_luck(in.study, c)); break;
        case LessonStep::back:
            if (row != nullptr) { lesson.sections.push_back(back(in, c, *row)); }
            break;
    }
    return lesson;
}

}  // namespace vangnet::analysis
