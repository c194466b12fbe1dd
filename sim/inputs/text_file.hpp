#pragma once
/// Text files that people name: scenarios, policies, tables.

#include <cstddef>
#include <filesystem>
#include <string>
#include <variant>

#include "sim/core/text.hpp"

namespace vangnet {

/// The bytes of a regular file, or why there are none: no such file, a folder, a pipe or device (which would be waited
/// for), not to be opened, not to be read to its end, larger than `largest`. An empty file is an empty text.
/// \param largest [bytes]
[[nodiscard]] std::variant<std::string, Text> read_text_file(const std::filesystem::path& path, std::size_t largest);

}  // namespace vangnet
