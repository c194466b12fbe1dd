#pragma once
/// A policy as plain data, and what can be asked about the instruments it is made of.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policies/instrument.hpp"

namespace vangnet::policy {

/// Most instruments that one arm may use.
inline constexpr int most_uses = 64;
/// Most parameters an instrument may have.
inline constexpr int max_parameters = 16;
/// Facts of a person, in the order of `for_each_fact`.
inline constexpr int fact_count = static_cast<int>(sizeof(Facts) / sizeof(float));
/// The first of them are attributes, which a target group may name; the last four belong to the instrument asked.
inline constexpr int attribute_count = fact_count - 4;
/// Terms of a treatment, in the order of `for_each_term`.
inline constexpr int term_count = static_cast<int>(sizeof(Treatment) / sizeof(float));

/// One condition of a target group: low <= fact <= high, judged anew every month.
struct FactRange {
    int fact = 0;  ///< index in the order of `for_each_fact`, below `attribute_count`
    float low = 0.0F;
    float high = 0.0F;

    friend bool operator==(const FactRange&, const FactRange&) = default;
};

/// Which cohort an instrument is meant for.
enum class Who : std::uint8_t { everyone, stock, entrants };  ///< stock: on benefit when the arms branch

/// Whom the office serves first when places are scarce. Values are not written to files.
enum class Priority : std::uint8_t {
    regime,   ///< as the office works: `easy` under targets, under judgement by what it has learned, else `waiting`
    waiting,  ///< longest on the list
    lot,      ///< by lot
    easy,     ///< greatest predicted chance of work
    hard,     ///< smallest predicted chance of work
};

/// One instrument in a policy: its parameters, when it runs and for whom.
struct InstrumentUse {
    int type = 0;                                ///< index in `instruments()`
    std::array<float, max_parameters> params{};  ///< the floats of its Params, in order
    int start = 0;                               ///< first month, since branching [months]
    int end = -1;                                ///< first month without it, since branching; -1: no end [months]
    Who who = Who::everyone;
    float share_from = 0.0F;       ///< it is for those of the target group whose rank in the lot is from here [1]
    float share_to = 1.0F;         ///< to below here, both 0..1; 0 and 1: everyone [1]
    bool of_trial = false;         ///< the lot is that of the scenario's trial, with ranks from k to k + 1
    std::string lot;               ///< name of that lot; uses of one lot and one range have the same people
    std::vector<FactRange> only;   ///< all of these hold for the people it is meant for
    std::vector<int> towns;        ///< municipalities that have it, numbers in rising order; empty: all of them
    float places_per_100 = -1.0F;  ///< places per 100 people on benefit when the arms branch; -1: enough for all [1]
    Priority priority = Priority::regime;

    [[nodiscard]] bool scarce() const noexcept { return places_per_100 >= 0.0F; }
    [[nodiscard]] bool by_lot() const noexcept { return share_from > 0.0F || share_to < 1.0F; }

    /// The same instrument, settings, months, people and places: what an arm has in common with another.
    friend bool operator==(const InstrumentUse&, const InstrumentUse&) = default;
};

/// How one person stands with one scarce service: a code in a byte per use. 1 to `longest_wait`: months on its list.
namespace place {
inline constexpr std::uint8_t none = 0;
inline constexpr std::uint8_t longest_wait = 240;
inline constexpr std::uint8_t control = 253;  ///< drawn for the control group of a service: none for the time being
inline constexpr std::uint8_t held = 254;     ///< has a place
inline constexpr std::uint8_t used = 255;     ///< has had one, for as long as the service lasts
}  // namespace place

/// One use of an instrument, and its memory for the rows of a block. Starts as dose 0, since_end 255, place 0.
struct UseColumns {
    const InstrumentUse* use = nullptr;
    std::uint8_t* dose = nullptr;       ///< months under it while on benefit, at most 255 [months]
    std::uint8_t* since_end = nullptr;  ///< months since it ended, at most 254; 255: never ended, or running [months]
    std::uint8_t* place = nullptr;      ///< see above; null where places are not scarce
    const float* lot = nullptr;         ///< rank in (0,1) in the lot of the use; null where it is for everyone

    /// The same from row `first` on.
    [[nodiscard]] constexpr UseColumns from(std::size_t first) const noexcept
    {
        return {use, dose + first, since_end + first, place != nullptr ? place + first : nullptr,
                lot != nullptr ? lot + first : nullptr};
    }
};
inline constexpr std::uint8_t never_ended = 255;

/// What one arm does: instruments in the order of their phases (see `sort_by_phase`). Of the same instrument used twice
/// for one person the later one wins where both set a term.
struct Policy {
    std::vector<InstrumentUse> uses;
};

/// The uses of a policy that change anything: without those at neutral values, unless they undo an earlier use of the
/// same instrument. Two arms with equal acting uses are one policy, however it was written.
[[nodiscard]] std::vector<InstrumentUse> acting_uses(const Policy& policy);

/// The same use without effect: it reaches, and so marks, the same people.
[[nodiscard]] InstrumentUse neutral(InstrumentUse use) noexcept;

/// Whether what a use costs is known: it has no cost of its own, is counted in hours of staff, or has a price above 0.
[[nodiscard]] bool is_priced(const InstrumentUse& use);

/// Puts the instruments of a policy in the order of their phases; keeps the order inside a phase.
void sort_by_phase(Policy& policy);

/// What readers of scenario files and `explain` need to know of an instrument.
struct InstrumentInfo {
    const Card* card = nullptr;
    std::span<const ParameterText> parameters;     ///< in the order of the floats of its Params
    std::array<float, max_parameters> defaults{};  ///< where the scenario says nothing
    std::array<float, max_parameters> neutral{};   ///< all together: as if the instrument were absent
    std::span<const Monotone> claims;              ///< what the tests verify
    bool has_places = false;                       ///< whether it can be scarce: it says how long a place is held
};

/// All instruments; the index is InstrumentUse::type. Types are numbered in this program, never in files.
[[nodiscard]] std::span<const InstrumentInfo> instruments() noexcept;
/// Index of the instrument with this key, -1 if there is none.
[[nodiscard]] int instrument_index(std::string_view key) noexcept;
/// Index of a parameter of an instrument by its key, -1 if it has none of that name.
[[nodiscard]] int parameter_index(const InstrumentInfo& info, std::string_view key) noexcept;
/// A use of an instrument with default parameters, for everyone and without end.
[[nodiscard]] InstrumentUse default_use(int type) noexcept;

/// Name of a fact, as a target group in a scenario file names it; empty if there is no such fact.
[[nodiscard]] std::string_view fact_name(int fact) noexcept;
/// Index of the fact with this name, -1 if there is none.
[[nodiscard]] int fact_index(std::string_view name) noexcept;
/// Name of a term of the treatment; empty if there is no such term.
[[nodiscard]] std::string_view term_name(int term) noexcept;
/// Index of the term with this name, -1 if there is none.
[[nodiscard]] int term_index(std::string_view name) noexcept;

/// Texts of an instrument's attributes for people, in English and Dutch.
[[nodiscard]] std::string_view phase_text(Phase phase, bool dutch) noexcept;
[[nodiscard]] std::string_view decides_text(Decides decides, bool dutch) noexcept;
/// "A" to "D".
[[nodiscard]] std::string_view grade_text(Grade grade) noexcept;

}  // namespace vangnet::policy
