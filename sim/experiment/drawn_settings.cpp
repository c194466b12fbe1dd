#include "sim/experiment/drawn_settings.hpp"

#include <algorithm>
#include <string>

#include "sim/core/hash.hpp"
#include "sim/core/luck.hpp"
#include "sim/core/math.hpp"
#include "sim/core/random.hpp"

namespace vangnet {
namespace {

/// \param z standard normal deviate
double drawn(double x, policy::Unit unit, double z)
{
    constexpr double of_people = 0.5;
    constexpr double of_prices = 0.2;
    constexpr double all = 100.0;
    if (unit == policy::Unit::percent) {
        if (x <= 0.0 || x >= all) { return x; }
        const double odds = x / (all - x) * math::exp(of_people * z);
        return all * odds / (1.0 + odds);
    }
    if (unit == policy::Unit::multiple) { return x <= 1.0 ? x : 1.0 + (x - 1.0) * math::exp(of_people * z); }
    return x * math::exp(of_prices * z);
}

}  // namespace

bool is_drawn(const policy::ParameterText& setting, float value)
{
    const auto x = static_cast<double>(value);
    return setting.assumed && drawn(x, setting.unit, 1.0) != x;
}

policy::Policy drawn_settings(policy::Policy policy, std::uint32_t seed, int draw)
{
    constexpr std::uint32_t no_town = 0xFFFD0000U;
    const RandomField field(seed, field_of_draws);
    for (policy::InstrumentUse& use : policy.uses) {
        const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
        for (std::size_t k = 0; k < info.parameters.size(); ++k) {
            const policy::ParameterText& setting = info.parameters[k];
            if (!setting.assumed) { continue; }
            const std::string name = std::string(info.card->key) + "." + std::string(setting.key);
            const PersonId who = make_person(no_town, hash_of(name));
            const double u = field.uniform(who, static_cast<std::uint32_t>(draw), number_of(Luck::setting), 0);
            const auto value = static_cast<float>(drawn(use.params[k], setting.unit, math::normal_quantile(u)));
            use.params[k] = std::clamp(value, setting.low, setting.high);
        }
    }
    return policy;
}

}  // namespace vangnet
