#pragma once
/// Other programs of the machine, asked for what they print.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vangnet::cli {

/// Runs a program that is looked for in PATH, gives it `input` and waits for it. It must read all of its input before
/// it prints more than a pipe holds. \param command  name and arguments \return what it prints; nothing if there is no
/// such program or it fails
[[nodiscard]] std::optional<std::string> output_of(const std::vector<std::string>& command, std::string_view input);

}  // namespace vangnet::cli
