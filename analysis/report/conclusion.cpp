#include "analysis/report/conclusion.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

/// Standard deviation of the mean difference by chance, in the printed unit; nothing with one replicate.
std::optional<double> chance_error(const ComparisonRow& row)
{
    if (!row.chance || row.chance->n < 2) { return std::nullopt; }
    return row.chance->sd / std::sqrt(static_cast<double>(row.chance->n));
}

/// What a number of the sentence counts: "van de 100 mensen", "euro per persoon".
Text counted_in(const StudyMeasure& measure)
{
    return measure.share ? Text{"van de 100 mensen", "in 100 people"} : long_unit(measure);
}

/// How many of the draws lie on either side of nothing: both directions are always counted.
Text counts(const ComparisonRow& row)
{
    const std::size_t draws = row.parameters ? row.parameters->effects.size() : 0;
    return bilingual(
        {" In {} van de {} doorrekeningen is het meer, in {} minder.", " It is more in {} of {} runs, less in {}."},
        row.draws_above, draws, row.draws_below);
}

Text evidence_sentence(std::optional<policy::Grade> grade)
{
    if (grade == policy::Grade::c) { return {"Dit steunt op beperkt onderzoek.", "This rests on limited research."}; }
    if (grade == policy::Grade::d) {
        return {"Dit steunt vooral op een oordeel, niet op een proef.",
                "This rests mostly on a judgement, not on a trial."};
    }
    return {};
}

Text joined(std::initializer_list<Text> parts)
{
    Text all;
    for (const Text& part : parts) {
        all.nl += part.nl;
        all.en += part.en;
    }
    return all;
}

/// "Bij 'x' is dit na 40 maanden in dit model"
Text opening(const Comparison& c, const ComparedArm& arm)
{
    return bilingual(
        {"Bij '{}' is dit na {} maanden in dit model", "With '{}' this is, in this model after {} months,"}, arm.label,
        c.month);
}

Text more_or_less(const Comparison& c, const ComparisonRow& row, const StudyMeasure& measure, const ComparedArm& arm,
                  Conclusion& conclusion)
{
    const bool more = conclusion.standing == Standing::more;
    const Text direction = more ? Text{"meer", "more"} : Text{"minder", "less"};
    if (!conclusion.has_number) {
        return joined(
            {bilingual({"{} {} dan bij '{}'.", "{} {} than with '{}'."}, opening(c, arm), direction, c.base_label),
             counts(row)});
    }
    const ToldRange& told = conclusion.range;
    return joined({bilingual({"{} ongeveer {} {} {} dan bij '{}'.", "{} about {} {} {} than with '{}'."},
                             opening(c, arm), number_text(std::abs(conclusion.middle), told.decimals),
                             counted_in(measure), direction, c.base_label),
                   bilingual({" In 9 van de 10 doorrekeningen ligt het verschil tussen {} en {}.",
                              " In 9 of 10 runs the difference lies between {} and {}."},
                             number_text(told.low, told.decimals), number_text(told.high, told.decimals)),
                   counts(row)});
}

Text about_the_same(const Comparison& c, const StudyMeasure& measure, const ComparedArm& arm,
                    const Conclusion& conclusion)
{
    Text same = bilingual({"{} ongeveer evenveel als bij '{}'.", "{} about the same as with '{}'."}, opening(c, arm),
                          c.base_label);
    if (!conclusion.has_number) { return same; }
    const ToldRange& told = conclusion.range;
    return joined({same, bilingual({" Het verschil ligt in 9 van de 10 doorrekeningen tussen {} en {} {}.",
                                    " The difference lies between {} and {} {} in 9 of 10 runs."},
                                   number_text(told.low, told.decimals), number_text(told.high, told.decimals),
                                   counted_in(measure))});
}

/// What is said of a form of the model beside others.
Text state_words(Standing standing)
{
    switch (standing) {
        case Standing::more: return {"meer", "more"};
        case Standing::less: return {"minder", "less"};
        case Standing::same: return {"ongeveer evenveel", "about the same"};
        case Standing::small:
        case Standing::either: return {"kan beide kanten op", "could go either way"};
        case Standing::locked:
        case Standing::untested:
        case Standing::chance_only:
        case Standing::depends:
        case Standing::imprecise: break;
    }
    return {"nog niet nauwkeurig genoeg", "not precisely enough yet"};
}

/// "the model as it is: more; people do not react to money: about the same"; empty where all say the same.
Text by_variant(const ComparisonRow& row, Standing standing, const std::vector<VariantView>& variants,
                const Quality& quality)
{
    Text all = bilingual({"het model zoals het is: {}", "the model as it is: {}"}, state_words(standing));
    bool differ = false;
    for (const VariantView& variant : variants) {
        const ComparisonRow* other = variant.comparison->find(row.outcome, row.arm, row.group);
        if (other == nullptr || other->n == 0) { continue; }
        const Text words = state_words(standing_of(*variant.comparison, *other, quality));
        differ = differ || !(words == state_words(standing));
        all = bilingual({"{}; {}: {}", "{}; {}: {}"}, all, variant.label, words);
    }
    return differ ? all : Text{};
}

}  // namespace

Text horizon_sentence(int month)
{
    if (month <= longest_trial) { return {}; }
    return bilingual({"Wat hier staat is doorgetrokken na maand {}: langer duurden de proeven niet.",
                      "What is said here is extended beyond month {}: the trials did not last longer."},
                     longest_trial);
}

Standing standing_of(const Comparison& comparison, const ComparisonRow& row, const Quality& quality)
{
    if (!quality.as_written || !quality.complete) { return Standing::locked; }
    if (row.assumed) { return Standing::untested; }
    if (comparison.draws < fewest_draws || row.sign == Sign::none) { return Standing::chance_only; }
    const std::optional<double> error = chance_error(row);
    if (!error || row.sign == Sign::chance || *error > 0.25 * row.relevance) { return Standing::imprecise; }
    switch (row.sign) {
        case Sign::more: return Standing::more;
        case Sign::less: return Standing::less;
        case Sign::same: return Standing::same;
        case Sign::either:
        case Sign::none:
        case Sign::chance: break;
    }
    const auto draws = static_cast<double>(row.parameters ? row.parameters->effects.size() : 0);
    const auto most = static_cast<double>(std::max(row.draws_above, row.draws_below));
    return most >= comparison.level * draws ? Standing::small : Standing::either;
}

Conclusion conclude(const Comparison& comparison, const ComparisonRow& row, const StudyMeasure& measure,
                    const ComparedArm& arm, const Quality& quality, const std::vector<VariantView>& variants)
{
    Conclusion out;
    out.standing = standing_of(comparison, row, quality);
    const bool sure = out.standing == Standing::more || out.standing == Standing::less ||
                      out.standing == Standing::same || out.standing == Standing::small ||
                      out.standing == Standing::either;
    const Text differing = sure ? by_variant(row, out.standing, variants, quality) : Text{};
    if (!differing.empty()) { out.standing = Standing::depends; }
    const bool judged = row.grade == policy::Grade::d;
    const bool told =
        out.standing == Standing::more || out.standing == Standing::less || out.standing == Standing::same;
    out.has_number = told && !judged && row.parameters;
    if (out.has_number) {
        out.range = told_range(row.parameters->low, row.parameters->high);
        out.middle = row.difference;
    }
    switch (out.standing) {
        case Standing::locked:
            out.plain = quality.as_written
                            ? Text{"De berekening is niet af. Er is nog geen conclusie mogelijk.",
                                   "The run has not ended. No conclusion can be drawn yet."}
                            : Text{"Een ander programma heeft het bestand veranderd. Er is geen conclusie mogelijk.",
                                   "Another program changed the file. No conclusion can be drawn."};
            break;
        case Standing::untested:
            out.plain = {
                "Hierop is het model niet getoetst: het steunt alleen op aannames. Getallen staan in de "
                "tabellen.",
                "The model has not been tested here: it rests on assumptions alone. See the tables for "
                "numbers."};
            break;
        case Standing::chance_only:
            out.plain =
                comparison.draws == 0
                    ? Text{"Hoe zeker dit is, valt niet te zeggen: alleen het toeval is doorgerekend.",
                           "How sure this is cannot be said: only chance was computed."}
                    : bilingual(
                          {"Hoe zeker dit is, valt niet te zeggen: {} trekkingen van de aannames zijn te weinig, "
                           "minstens {} zijn nodig.",
                           "How sure this is cannot be said: {} draws of the assumptions are too few, at least {} "
                           "are needed."},
                          comparison.draws, fewest_draws);
            break;
        case Standing::depends:
            out.plain = bilingual({"Bij '{}' hangt dit na {} maanden af van hoe mensen in het model reageren, "
                                   "vergeleken met '{}'. {}.",
                                   "With '{}' this depends, after {} months, on how people in the model respond, "
                                   "compared with '{}'. {}."},
                                  arm.label, comparison.month, comparison.base_label, capitalised(differing));
            break;
        case Standing::imprecise:
            out.plain = {"Nog niet nauwkeurig genoeg doorgerekend.", "Not computed precisely enough yet."};
            break;
        case Standing::more:
        case Standing::less: out.plain = more_or_less(comparison, row, measure, arm, out); break;
        case Standing::same: out.plain = about_the_same(comparison, measure, arm, out); break;
        case Standing::small:
            out.plain =
                joined({bilingual({"{} eerder {} dan bij '{}'. Of dat genoeg is om te tellen, is onzeker.",
                                   "{} rather {} than with '{}'. Whether that is enough to count is not sure."},
                                  opening(comparison, arm),
                                  row.draws_above > row.draws_below ? Text{"meer", "more"} : Text{"minder", "less"},
                                  comparison.base_label),
                        counts(row)});
            break;
        case Standing::either:
            out.plain = joined({bilingual({"Bij '{}' kan dit na {} maanden in dit model beide kanten op, vergeleken "
                                           "met '{}'.",
                                           "With '{}' this could, in this model after {} months, go either way "
                                           "compared with '{}'."},
                                          arm.label, comparison.month, comparison.base_label),
                                counts(row)});
            break;
    }
    const bool compared = told || out.standing == Standing::small || out.standing == Standing::either;
    if (compared) { out.evidence = evidence_sentence(row.grade); }
    out.sentence = out.evidence.empty() ? out.plain : bilingual({"{} {}", "{} {}"}, out.plain, out.evidence);
    return out;
}

Text said_of_several(const std::vector<Text>& outcomes, const Text& evidence)
{
    const auto in = [&](bool dutch) {
        std::string names;
        for (const Text& outcome : outcomes) { names += (names.empty() ? "" : "; ") + outcome.in(dutch); }
        std::string last = evidence.in(dutch);
        last[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(last[0])));
        return names + ": " + last;
    };
    return {in(true), in(false)};
}

}  // namespace vangnet::analysis
