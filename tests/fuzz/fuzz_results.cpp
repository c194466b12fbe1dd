/// libFuzzer: a results file that HDF5 takes for sound, changed as the bytes say.

#include <cstddef>
#include <cstdint>

#include "tests/support/hostile_results.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    vangnet::test::give_edited_results({reinterpret_cast<const char*>(data), size});
    return 0;
}
