#pragma once
/// Who takes part in the counter-service that is asked, and who stays away.

#include <cstdint>

#include "agents/rows.hpp"
#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet::agents::inline VANGNET_LEVEL {

/// Of the people asked some take part, the same ones every month as long as nothing changes:
///     chance = tegenprestatie_takeup + 0.4 (strictness - 0.5) + 0.08 motivation + 0.08 (mental health - reference)
///     takes part where the rank `self_selection` is above 1 - chance
/// Only the level is published (12,000 of 20,000 in Rotterdam, 0.62 of those asked); how it moves with strictness,
/// motivation and health is a judgement. Leaves no imposed hours for those who stay away, and marks them in `absent`.
inline void step_counter_service(Rows& r, const MonthContext& c) noexcept
{
    const Parameters p = *c.p;  // a local copy: nothing can alias the columns
    policy::TreatmentBlock& t = r.treatment;
    std::int32_t anyone = 0;
#pragma omp simd reduction(| : anyone)
    for (int i = 0; i < rows; ++i) {
        r.absent[i] = 0.0F;
        anyone |= t.imposed_hours[i] > 0.0F ? 1 : 0;
    }
    if (anyone == 0) { return; }
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const float asked = t.imposed_hours[i] > 0.0F ? r.on_benefit[i] : 0.0F;
        const float chance = p.tegenprestatie_takeup + 0.4F * (t.imposed_strictness[i] - 0.5F) +
                             0.08F * r.motivation[i] + 0.08F * (r.mental_health[i] - p.mental_reference);
        const float present = r.self_selection[i] > 1.0F - chance ? 1.0F : 0.0F;
        r.absent[i] = asked * (1.0F - present);
        t.imposed_hours[i] *= present;
    }
}

}  // namespace vangnet::agents::inline VANGNET_LEVEL
