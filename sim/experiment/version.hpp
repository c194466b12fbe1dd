#pragma once
/// Which program this is: written into every result, and part of the key of the cached start states.

#include <string_view>

namespace vangnet {

/// Version of the release, such as "0.1.0".
[[nodiscard]] std::string_view program_version() noexcept;

/// Commit the program was built from, with "-dirty" if files differed from it; "unknown" outside a git clone.
[[nodiscard]] std::string_view git_commit() noexcept;

/// SHA-256 over the sources of the model (sim/core, sim/run, policies, agents), in hexadecimal: two programs of equal
/// model hash compute the same, whatever their commit. Known outside a git clone too.
[[nodiscard]] std::string_view model_hash() noexcept;

}  // namespace vangnet
