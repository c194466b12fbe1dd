#include "analysis/compare.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/core.h>

#include "analysis/pairs.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// What the options chose, as indices into the study.
struct Choice {
    std::size_t base = 0;
    std::size_t month = 0;
    std::vector<std::size_t> groups;
    std::vector<const StudyMeasure*> outcomes;
};

Text unknown(Words what, const std::string& word, const std::vector<std::string>& known)
{
    return bilingual({"{} '{}' is er niet (wel: {}){}", "unknown {} '{}' (there is: {}){}"}, what, word,
                     fmt::join(known, ", "), did_you_mean_hint(word, known));
}

std::size_t choose_base(const Study& study, const CompareOptions& options, std::vector<Text>& problems)
{
    if (options.base.empty()) { return 0; }
    std::vector<std::string> keys;
    for (const StudyArm& arm : study.arms) { keys.push_back(arm.key); }
    const auto it = std::find(keys.begin(), keys.end(), options.base);
    if (it == keys.end()) { problems.push_back(unknown({"beleid", "arm"}, options.base, keys)); }
    return it == keys.end() ? 0 : static_cast<std::size_t>(it - keys.begin());
}

std::size_t choose_month(const Study& study, const CompareOptions& options, std::vector<Text>& problems)
{
    if (!options.month) { return study.months.size() - 1; }
    const auto it = std::find(study.months.begin(), study.months.end(), *options.month);
    if (it == study.months.end()) {
        problems.push_back(bilingual(
            {"maand {} staat niet in het bestand (wel: {} tot {})", "month {} is not in the file (there is: {} to {})"},
            *options.month, study.months.front(), study.months.back()));
        return 0;
    }
    return static_cast<std::size_t>(it - study.months.begin());
}

std::vector<std::size_t> choose_groups(const Study& study, const CompareOptions& options, std::vector<Text>& problems)
{
    std::vector<std::size_t> chosen;
    std::vector<std::string> dimensions;
    for (std::size_t g = 0; g < study.groups.size(); ++g) {
        const std::string& dimension = study.groups[g].dimension;
        if (dimension == options.by) { chosen.push_back(g); }
        if (std::find(dimensions.begin(), dimensions.end(), dimension) == dimensions.end()) {
            dimensions.push_back(dimension);
        }
    }
    if (chosen.empty()) {
        problems.push_back(unknown({"indeling in groepen", "group dimension"}, options.by, dimensions));
    }
    return chosen;
}

std::vector<const StudyMeasure*> choose_outcomes(const Study& study, const CompareOptions& options,
                                                 std::vector<Text>& problems)
{
    std::vector<const StudyMeasure*> chosen;
    std::vector<std::string> keys;
    for (const StudyMeasure& measure : study.measures) { keys.push_back(measure.key); }
    const bool default_list = options.outcomes.empty();
    for (const std::string& key : default_list ? headline_outcomes() : options.outcomes) {
        const StudyMeasure* measure = study.measure_meant(key);
        if (measure != nullptr) {
            chosen.push_back(measure);
        } else if (!default_list) {
            problems.push_back(unknown({"uitkomst", "outcome"}, key, keys));
        }
    }
    if (chosen.empty() && problems.empty()) {
        problems.push_back(bilingual({"het bestand heeft geen van de gewone uitkomsten; kies uit: {}",
                                      "the file has none of the default outcomes; choose from: {}"},
                                     fmt::join(keys, ", ")));
    }
    return chosen;
}

Choice choose(const Study& study, const CompareOptions& options, std::size_t fewest_arms)
{
    if (study.arms.empty() || study.months.empty() || study.groups.empty() || study.replicates == 0) {
        throw DataError(Text{"niets te vergelijken: het bestand heeft geen voltooide herhaling",
                             "nothing to compare: the file has no finished replicate"});
    }
    std::vector<Text> problems;
    if (study.arms.size() < fewest_arms) {
        problems.emplace_back(
            "niets te vergelijken: het bestand heeft maar een beleid voor iedereen (een proef: "
            "vangnet compare --trial)",
            "nothing to compare: the file has one arm for everyone only (a trial: vangnet compare "
            "--trial)");
    }
    if (!(options.level > 0.0 && options.level < 1.0)) {
        problems.push_back(bilingual({"dekking {} ligt buiten (0, 1); 0.90 geeft bereiken van 90%",
                                      "level {} is outside (0, 1); 0.90 gives 90% ranges"},
                                     options.level));
    }
    Choice choice;
    choice.base = choose_base(study, options, problems);
    choice.month = choose_month(study, options, problems);
    choice.groups = choose_groups(study, options, problems);
    choice.outcomes = choose_outcomes(study, options, problems);
    if (!problems.empty()) { throw UsageError(std::move(problems)); }
    return choice;
}

/// Value of every item of one arm, times `scale`.
std::vector<double> items_of(const Values& values, std::size_t arm, std::size_t month, std::size_t group, double scale)
{
    std::vector<double> items(values.items);
    for (std::size_t i = 0; i < values.items; ++i) { items[i] = scale * values.at(arm, i, month, group); }
    return items;
}

/// Mean of the items that are numbers; NaN if none is.
double mean_of(const std::vector<double>& items)
{
    double sum = 0.0;
    double n = 0.0;
    for (const double x : items) {
        if (std::isfinite(x)) {
            sum += x;
            n += 1.0;
        }
    }
    return n > 0.0 ? sum / n : nothing;
}

/// Places of up to seven months, the same distance apart from the last back; of whole years in a run of two or more.
std::vector<std::size_t> moments_of(const std::vector<int>& months)
{
    constexpr int most = 7;
    constexpr int year = 12;
    const int last = months.back();
    const int unit = last >= 2 * year ? year : 1;
    const int step = unit * ((last + most * unit - 1) / (most * unit));
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < months.size(); ++k) {
        if ((last - months[k]) % step == 0) { places.push_back(k); }
    }
    return places;
}

std::size_t count_if_positive(const std::vector<double>& values, double factor)
{
    return static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [=](double v) { return factor * v > 0.0; }));
}

struct Loaded {
    Values series;
    Values draws;
};

std::vector<Driver> drivers_of(const std::vector<StudyInstrument>& instruments)
{
    std::vector<Driver> drivers;
    for (const StudyInstrument& instrument : instruments) {
        drivers.insert(drivers.end(), instrument.drivers.begin(), instrument.drivers.end());
    }
    return drivers;
}

/// Where the arms differ but no replicate or no draw shows a change, the range is what so many people could hide.
void widen_for_the_unseen(PairedDifference& difference, const StudyGroup& group, double per, double level)
{
    if (!group.people || *group.people <= 0.0) { return; }
    const auto half_width = [&](std::size_t items) {
        return per * unseen_share(static_cast<double>(items) * *group.people, level);
    };
    if (difference.chance && difference.chance->sd == 0.0 && difference.mean == 0.0) {
        difference.chance->half_width = half_width(difference.chance->n);
    }
    if (difference.parameters && difference.parameters->low == 0.0 && difference.parameters->high == 0.0) {
        const double half = half_width(difference.parameters->effects.size());
        difference.parameters->low = -half;
        difference.parameters->high = half;
    }
}

/// The line of the options, else the one asked before the run, else the default.
double relevance_of(const Study& study, const CompareOptions& options, const StudyMeasure& measure, double level)
{
    for (const auto* lines : {&options.relevance, &study.relevance}) {
        const auto given = lines->find(measure.key);
        if (given != lines->end()) { return given->second; }
    }
    return default_relevance(measure, level);
}

ComparisonRow compare_one(const Study& study, const CompareOptions& options, const Choice& choice,
                          const StudyMeasure& measure, const Loaded& loaded, std::size_t arm, std::size_t group)
{
    if (has_too_few(study.groups[group])) {
        return {.outcome = measure.key,
                .group = study.groups[group].key,
                .arm = study.arms[arm].key,
                .base_level = nothing,
                .arm_level = nothing,
                .difference = nothing,
                .relevance = nothing,
                .too_few = true};
    }
    const double scale = measure.share ? measure.per : 1.0;
    const auto pairs_of = [&](const Values& values) {
        return ItemPairs{items_of(values, choice.base, choice.month, group, scale),
                         items_of(values, arm, choice.month, group, scale)};
    };
    PairedDifference difference = paired_difference(pairs_of(loaded.series), pairs_of(loaded.draws), options.level);
    ComparisonRow row;
    row.outcome = measure.key;
    row.group = study.groups[group].key;
    row.arm = study.arms[arm].key;
    row.n = difference.differences.size();
    row.base_level = difference.base_level;
    row.arm_level = difference.arm_level;
    row.difference = difference.mean;
    if (row.n == 0) { row.arm_level = mean_of(items_of(loaded.series, arm, choice.month, group, scale)); }
    const std::vector<StudyInstrument> differs_by = differing_instruments(study.arms[choice.base], study.arms[arm]);
    if (!differs_by.empty()) {
        const std::vector<Driver> drivers = drivers_of(differs_by);
        row.grade = grade_of_outcome(measure.key, drivers);
        row.assumed = is_assumed(measure.key, drivers);
        if (row.assumed) { difference.parameters.reset(); }
        if (measure.share) { widen_for_the_unseen(difference, study.groups[group], measure.per, options.level); }
    }
    row.relevance = relevance_of(study, options, measure, 0.5 * (row.base_level + row.arm_level));
    row.sign = sign_of(difference, row.relevance, options.level);
    row.chance = difference.chance;
    row.parameters = std::move(difference.parameters);
    if (row.parameters) {
        row.draws_above = count_if_positive(row.parameters->effects, 1.0);
        row.draws_below = count_if_positive(row.parameters->effects, -1.0);
    }
    return row;
}

Loaded load(const Study& study, const StudyMeasure& measure)
{
    Loaded loaded{.series = study.load_series(measure.key), .draws = {}};
    if (study.draws > 0) { loaded.draws = study.load_draws(measure.key); }
    return loaded;
}

void compare_outcome(const Study& study, const CompareOptions& options, const Choice& choice,
                     const StudyMeasure& measure, const Loaded& loaded, std::vector<ComparisonRow>& rows)
{
    for (const std::size_t group : choice.groups) {
        for (std::size_t arm = 0; arm < study.arms.size(); ++arm) {
            if (arm != choice.base) {
                rows.push_back(compare_one(study, options, choice, measure, loaded, arm, group));
            }
        }
    }
}

/// From by outcome, group, arm to by group, outcome, arm: the order in which tables are read.
void order_by_group(const Study& study, const Choice& choice, std::vector<ComparisonRow>& rows)
{
    const auto place = [&](const ComparisonRow& row) {
        const auto it = std::find_if(choice.groups.begin(), choice.groups.end(),
                                     [&](std::size_t g) { return study.groups[g].key == row.group; });
        return it - choice.groups.begin();
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

Text label_of(const StudyArm& arm) { return arm.label.empty() ? untranslated(arm.key) : arm.label; }

ComparedArm describe(const StudyArm& base, const StudyArm& arm)
{
    ComparedArm compared{.key = arm.key,
                         .label = label_of(arm),
                         .words = arm.words,
                         .differs_by = differing_instruments(base, arm),
                         .decides = {}};
    for (const StudyInstrument& instrument : compared.differs_by) {
        compared.decides = compared.decides ? std::max(*compared.decides, instrument.decides) : instrument.decides;
    }
    return compared;
}

void describe_spread(const Study& study, Comparison& comparison)
{
    const Text parameters{"parameters en aannames van het beleid", "policy parameters and assumptions"};
    const Text chance{"toeval", "chance"};
    comparison.in_spread.push_back(chance);
    (study.draws > 0 ? comparison.in_spread : comparison.not_in_spread).push_back(parameters);
    if (study.base_rates_drawn) {
        comparison.in_spread.emplace_back("uitgangskansen", "base rates");
    } else {
        comparison.not_in_spread.emplace_back("uitgangskansen (liggen vast)", "base rates (kept fixed)");
    }
    comparison.not_in_spread.insert(comparison.not_in_spread.end(),
                                    {Text{"keuze voor hoe verdringing werkt", "the choice of how displacement works"},
                                     Text{"andere economie", "another economy"}, Text{"ander model", "another model"}});
    if (study.draws > 0 && study.draws < fewest_draws) {
        comparison.warning =
            bilingual({"Geen tekens: {} trekkingen zijn er te weinig om te zeggen hoe zeker het effect is "
                       "(minstens {}).",
                       "No signs: {} draws are too few to say how sure the effect is (at least {})."},
                      study.draws, fewest_draws);
    }
    if (study.draws == 0) {
        comparison.warning = Text{"Alleen toeval: zegt niets over hoe zeker het effect is.",
                                  "Chance only: says nothing about how sure the effect is."};
    }
}

Comparison without_rows(const Study& study, const CompareOptions& options, const Choice& choice)
{
    Comparison comparison;
    comparison.study = study.name;
    comparison.place = study.place;
    comparison.cohort = study.cohort;
    comparison.units = study.units;
    comparison.month = study.months[choice.month];
    comparison.level = options.level;
    comparison.base = study.arms[choice.base].key;
    comparison.base_label = label_of(study.arms[choice.base]);
    comparison.base_words = study.arms[choice.base].words;
    comparison.people = study.people;
    comparison.real_people = study.real_people();
    comparison.replicates = study.replicates;
    comparison.draws = study.draws;
    comparison.by = options.by;
    comparison.asked = study.relevance;
    for (const std::size_t g : choice.groups) { comparison.groups.push_back(study.groups[g]); }
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        if (a != choice.base) { comparison.arms.push_back(describe(study.arms[choice.base], study.arms[a])); }
    }
    for (const StudyMeasure* measure : choice.outcomes) {
        (measure->current_stock ? comparison.left_outcomes : comparison.outcomes).push_back(*measure);
    }
    describe_spread(study, comparison);
    return comparison;
}

}  // namespace

double default_relevance(const StudyMeasure& measure, double level)
{
    constexpr double per_100 = 100.0;
    if (measure.share) { return relevance_of_share(level * per_100 / measure.per) * measure.per / per_100; }
    if (measure.unit == "z") { return 0.05; }
    return std::isfinite(level) ? 0.01 * std::abs(level) : 0.0;
}

const std::vector<std::string>& headline_outcomes()
{
    static const std::vector<std::string> keys{"on_benefit",
                                               "work_12h",
                                               "work_27h",
                                               "part_time",
                                               "months_on_benefit",
                                               "exit_without_work",
                                               "poor_without_benefit",
                                               "problem_debt",
                                               "poor_mental_health",
                                               "benefit_paid",
                                               "caseworker_hours"};
    return keys;
}

const ComparisonRow* Comparison::find(std::string_view outcome, std::string_view arm,
                                      std::string_view group) const noexcept
{
    for (const auto* list : {&rows, &left_rows}) {
        for (const ComparisonRow& row : *list) {
            if (row.outcome == outcome && row.arm == arm && row.group == group) { return &row; }
        }
    }
    return nullptr;
}

Levels levels_of(const Study& study, const CompareOptions& options)
{
    const Choice choice = choose(study, options, 1);
    const StudyArm& arm = study.arms.front();
    Levels levels{.study = study.name,
                  .place = study.place,
                  .cohort = study.cohort,
                  .units = study.units,
                  .label = label_of(arm),
                  .words = arm.words,
                  .arm = arm.key,
                  .people = study.people,
                  .replicates = study.replicates,
                  .origin = study.origin,
                  .months = {},
                  .groups = {},
                  .outcomes = {},
                  .rows = {}};
    const std::vector<std::size_t> moments = options.month ? std::vector{choice.month} : moments_of(study.months);
    for (const std::size_t m : moments) { levels.months.push_back(study.months[m]); }
    for (const StudyMeasure* measure : choice.outcomes) { levels.outcomes.push_back(*measure); }
    for (const std::size_t g : choice.groups) {
        levels.groups.push_back(study.groups[g]);
        for (const StudyMeasure* measure : choice.outcomes) {
            LevelRow row{.outcome = measure->key, .group = study.groups[g].key, .values = {}};
            const double scale = measure->share ? measure->per : 1.0;
            const Values values = has_too_few(study.groups[g]) ? Values{} : study.load_series(measure->key);
            for (const std::size_t m : moments) {
                if (values.items > 0) { row.values.push_back(mean_of(items_of(values, 0, m, g, scale))); }
            }
            levels.rows.push_back(std::move(row));
        }
    }
    return levels;
}

std::vector<int> moments_of(const Study& study, const CompareOptions& options)
{
    if (options.month) { return {*options.month}; }
    if (study.months.empty()) { return {}; }
    const int last = study.months.back();
    int ended = 0;
    for (const StudyArm& arm : study.arms) {
        for (const StudyInstrument& instrument : differing_instruments(study.arms.front(), arm)) {
            if (instrument.last_month < last) { ended = std::max(ended, instrument.last_month); }
        }
    }
    const bool there = ended > 0 && std::find(study.months.begin(), study.months.end(), ended) != study.months.end();
    return there ? std::vector{ended, last} : std::vector{last};
}

Comparison compare(const Study& study, const CompareOptions& options)
{
    const Choice choice = choose(study, options, 2);
    return compare_at(study, options, {study.months[choice.month]}).front();
}

std::vector<Comparison> compare_at(const Study& study, const CompareOptions& options, const std::vector<int>& months)
{
    std::vector<Choice> choices;
    std::vector<Comparison> comparisons;
    for (const int month : months) {
        CompareOptions at = options;
        at.month = month;
        choices.push_back(choose(study, at, 2));
        comparisons.push_back(without_rows(study, at, choices.back()));
    }
    if (choices.empty()) { return comparisons; }
    for (const StudyMeasure* measure : choices.front().outcomes) {
        const Loaded loaded = load(study, *measure);
        for (std::size_t k = 0; k < months.size(); ++k) {
            Comparison& comparison = comparisons[k];
            compare_outcome(study, options, choices[k], *measure, loaded,
                            measure->current_stock ? comparison.left_rows : comparison.rows);
        }
    }
    for (std::size_t k = 0; k < months.size(); ++k) {
        order_by_group(study, choices[k], comparisons[k].rows);
        order_by_group(study, choices[k], comparisons[k].left_rows);
    }
    return comparisons;
}

std::vector<Comparison> compare_at_moments(const Study& study, const CompareOptions& options)
{
    const std::vector<int> moments = moments_of(study, options);
    if (moments.empty()) { return {compare(study, options)}; }  // says why there is nothing
    return compare_at(study, options, moments);
}

}  // namespace vangnet::analysis
