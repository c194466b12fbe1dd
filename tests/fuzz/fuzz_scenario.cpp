/// libFuzzer: any bytes as a scenario file.

#include <cstddef>
#include <cstdint>

#include "tests/support/hostile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    vangnet::test::give_scenario({reinterpret_cast<const char*>(data), size});
    return 0;
}
