#include "analysis/study_notes.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "analysis/trials/trial.hpp"

namespace vangnet::analysis {

namespace {

std::string place_of(const Scenario& s, const Tables& tables)
{
    if (s.municipalities.size() == tables.data.municipalities.size()) { return "Nederland"; }
    std::string place;
    for (std::size_t k = 0; k < s.municipalities.size() && k < 3; ++k) {
        place += (k > 0 ? ", " : "") + tables.data.municipalities[static_cast<std::size_t>(s.municipalities[k])].name;
    }
    if (s.municipalities.size() > 3) { place += " +" + std::to_string(s.municipalities.size() - 3); }
    return place;
}

/// A use of an instrument as compare needs it.
/// \param distinct  the uses met so far; equal ones have one number
StudyInstrument study_instrument(const policy::InstrumentUse& use, std::vector<policy::InstrumentUse>& distinct,
                                 const ParameterBook& book)
{
    const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
    const auto known = std::find(distinct.begin(), distinct.end(), use);
    const auto number = static_cast<int>(known - distinct.begin());
    if (known == distinct.end()) { distinct.push_back(use); }
    return {.key = std::string(info.card->key),
            .use = number,
            .title = {std::string(info.card->title_nl), std::string(info.card->title_en)},
            .drivers = drivers_of(use, book),
            .decides = info.card->decides,
            .priced = policy::is_priced(use),
            .last_month = std::max(0, use.end)};
}

/// The economy of an arm, told and compared like an instrument.
/// \param distinct  the economies met so far; equal ones have one number
StudyInstrument study_economy(const Economy& economy, std::vector<Economy>& distinct, const ParameterBook& book)
{
    const auto known = std::find(distinct.begin(), distinct.end(), economy);
    const auto number = static_cast<int>(known - distinct.begin());
    if (known == distinct.end()) { distinct.push_back(economy); }
    return {.key = "economy",
            .use = number,
            .title = {economy_words(economy, true), economy_words(economy, false)},
            .drivers = drivers_of_economy(book),
            .decides = policy::Decides::nobody};
}

}  // namespace

StudyNotes notes_of(const Scenario& s, const Tables& tables)
{
    StudyNotes notes;
    notes.cohort = {"iedereen die bijstand had toen het beleid begon", "everyone on benefit when the policies began"};
    notes.place = place_of(s, tables);
    notes.relevance = s.relevance;
    if (s.variants.size() == 1) { notes.variant = s.variants.front().label; }
    if (s.trial) { notes.trial = trial_note(s); }
    notes.sweep = s.sweep.has_value();
    std::vector<policy::InstrumentUse> distinct;
    std::vector<Economy> economies;
    for (const Arm& arm : arms_for_everyone(s)) {
        std::vector<StudyInstrument> list;
        for (const policy::InstrumentUse& use : policy::acting_uses(arm.policy)) {
            list.push_back(study_instrument(use, distinct, tables.book));
        }
        list.push_back(study_economy(economy_of(s, arm), economies, tables.book));
        notes.instruments.push_back(std::move(list));
    }
    return notes;
}

}  // namespace vangnet::analysis
