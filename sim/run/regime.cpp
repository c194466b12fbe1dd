#include "sim/run/regime.hpp"

#include <utility>

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

}  // namespace vangnet
