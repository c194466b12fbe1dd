#pragma once
/// The register of what luck is used for: one number per purpose, for the whole program.

#include <cstdint>

namespace vangnet {

/// The last word of the counter of every draw (see sim/core/random.hpp). Two purposes never share luck, so no decision
/// can decide another one as well. A number is never used again for something else.
enum class Luck : std::uint32_t {
    // of every month, four uniforms each; see `draw_luck` of agents/behaviour/load.hpp
    body = 1,
    household = 2,
    work = 3,
    // of rare events
    event = 4,
    application = 5,
    office = 6,
    places = 7,
    reason = 9,  // of an exit without work
    // who is in a treated share; by the name of the lot
    assignment = 8,
    panel = 10,  // whose months are written
    trial = 11,  // who is invited, takes part, has which treatment, stops with it
    // of a person's origin, drawn once
    frailty = 20,
    health = 21,
    mind = 22,
    purse = 23,
    waiver = 24,
    // of parameters; its persons are parameters
    parameter = 30,
    price = 31,    // its persons are prices
    setting = 32,  // its persons are assumed settings of instruments
    design = 33,   // its persons are the parameters that a sweep varies
    // of `KeyedEngine`, see sim/core/engine.hpp
    applicant_clock = 0x0501,
    applicant_household = 0x0502,
    applicant_person = 0x0503,
};

/// The number of a purpose. Two purposes of one number are two equal cases, which do not compile; a purpose that is not
/// listed here is a warning, which is an error.
[[nodiscard]] [[gnu::always_inline]] constexpr inline std::uint32_t number_of(Luck purpose) noexcept
{
    switch (purpose) {
        case Luck::body:
        case Luck::household:
        case Luck::work:
        case Luck::event:
        case Luck::application:
        case Luck::office:
        case Luck::places:
        case Luck::reason:
        case Luck::panel:
        case Luck::trial:
        case Luck::assignment:
        case Luck::frailty:
        case Luck::health:
        case Luck::mind:
        case Luck::purse:
        case Luck::waiver:
        case Luck::parameter:
        case Luck::price:
        case Luck::setting:
        case Luck::design:
        case Luck::applicant_clock:
        case Luck::applicant_household:
        case Luck::applicant_person: break;
    }
    return static_cast<std::uint32_t>(purpose);
}
static_assert(number_of(Luck::body) == 1);

/// Parameters and settings are drawn from a field of this number, which no replicate has.
inline constexpr std::uint32_t field_of_draws = 0xD0000000U;

}  // namespace vangnet
