#pragma once
/// Files of `configs/` that are compiled into the program, so that it runs anywhere without its source tree.

#include <span>
#include <string_view>

namespace vangnet {

/// One file as it stood when the program was built.
struct EmbeddedFile {
    std::string_view path;  ///< from the top of the source tree, such as "configs/data/money.csv"
    std::string_view text;  ///< all its bytes
};

/// All embedded files, in the order of their paths: tables, scenarios, policies and parameters.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files() noexcept;

}  // namespace vangnet
