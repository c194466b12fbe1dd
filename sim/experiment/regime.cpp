#include "sim/experiment/regime.hpp"

#include <utility>

#include "sim/core/math.hpp"

namespace vangnet {

RegimeParts::RegimeParts(const agents::Parameters& p, const agents::PolicyTerms& terms, Paths paths)
    : parameters_{p}, tables_{make_tables(p)}, terms_{terms}, paths_{std::move(paths)}
{
}

Regime RegimeParts::regime(std::uint32_t seed, std::uint32_t replicate) const
{
    Regime regime;
    regime.parameters = &parameters_;
    regime.tables = &tables_;
    regime.terms = &terms_;
    regime.paths = &paths_;
    regime.field = RandomField(seed, replicate);
    return regime;
}

agents::Parameters held_on_benefit(agents::Parameters p)
{
    constexpr float out_of_reach = -12.0F;
    p.b_job += out_of_reach;
    p.b_other += out_of_reach;
    p.reemploy *= math::exp(out_of_reach);
    return p;
}

}  // namespace vangnet
