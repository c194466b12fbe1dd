#include <cstdlib>
#include <string>
#include <string_view>

#include "sim/core/errors.hpp"
#include "sim/month/kernels/kernels.hpp"

namespace vangnet {

// Defined in month_kernel.cpp, once per CPU level.
inline namespace baseline {
extern const Kernels level_kernels;
}
#ifdef VANGNET_X86_LEVELS
namespace v3 {
extern const Kernels level_kernels;
}
namespace v4 {
extern const Kernels level_kernels;
}
#endif

namespace {

#ifdef VANGNET_X86_LEVELS
bool has_v3()
{
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0 &&
           __builtin_cpu_supports("fma") != 0;
}
bool has_v4()
{
    return has_v3() && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
}

const Kernels& best()
{
    if (has_v4()) { return v4::level_kernels; }
    return has_v3() ? v3::level_kernels : baseline::level_kernels;
}

const Kernels& named(std::string_view name)
{
    if (name == "baseline") { return baseline::level_kernels; }
    if (name == "v3" && has_v3()) { return v3::level_kernels; }
    if (name == "v4" && has_v4()) { return v4::level_kernels; }
    const std::string given = "VANGNET_LEVEL = " + std::string(name);
    const std::string levels = std::string("baseline") + (has_v3() ? ", v3" : "") + (has_v4() ? ", v4" : "");
    throw ConfigError(Text{given + ": geen CPU-niveau van deze machine (toegestaan: " + levels + ")",
                           given + ": not a CPU level of this machine (allowed: " + levels + ")"});
}
#else
const Kernels& best() { return baseline::level_kernels; }
const Kernels& named(std::string_view) { return baseline::level_kernels; }
#endif

const Kernels& choose()
{
    const char* name = std::getenv("VANGNET_LEVEL");
    return name == nullptr || *name == '\0' ? best() : named(name);
}

}  // namespace

const Kernels& kernels()
{
    static const Kernels& chosen = choose();
    return chosen;
}

const Kernels* kernels_of(std::string_view level) noexcept
{
    if (level == "baseline") { return &baseline::level_kernels; }
#ifdef VANGNET_X86_LEVELS
    if (level == "v3" && has_v3()) { return &v3::level_kernels; }
    if (level == "v4" && has_v4()) { return &v4::level_kernels; }
#endif
    return nullptr;
}

}  // namespace vangnet
