/// libFuzzer: a table of `--data`. The first line names the table, so that the corpus says what is what.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "tests/support/hostile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const std::size_t end = text.find('\n');
    const std::vector<std::string>& names = vangnet::test::table_names();
    if (end == std::string_view::npos) { return 0; }
    const auto name = std::find(names.begin(), names.end(), text.substr(0, end));
    if (name != names.end()) { vangnet::test::give_table(*name, text.substr(end + 1)); }
    return 0;
}
