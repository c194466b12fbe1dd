#pragma once
/// What chance and lot decide for one person in one month: kept of a person who is watched.

#include <array>
#include <cstddef>

namespace vangnet {

/// Events that a draw decides. What each is for someone depends on the state before it (see
/// agents/behaviour/clocks.hpp).
enum class Cause : int {
    full_work,
    other,  ///< another exit, giving up between jobs, or back after another exit; one draw for the household
    part_time,
    state,  ///< job lost, or back to benefit
    punished,
    care,
    volunteers,
    debt_help,  ///< asking for it; one draw for the household
    found_out,
    subsidised,
    count_
};
inline constexpr std::size_t causes = static_cast<std::size_t>(Cause::count_);

/// It happens if the draw, uniform on (0, 1), is below the chance. Of causes that exclude each other only one happens.
struct Lot {
    float chance = 0.0F;  ///< that it happens this month [1]
    float draw = 1.0F;
    bool happened = false;
};
using Lots = std::array<Lot, causes>;

/// A person whose lots are noted every month, and those of the row that a partner would have.
struct Watch {
    std::size_t row = 0;  ///< among all people
    Lots own;
    Lots beside;  ///< of row ^ 1
};

}  // namespace vangnet
