/// libFuzzer: a start state with some of its bytes changed, behind its key and hash.

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "tests/support/hostile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace vangnet;
    static const std::string whole = [] {
        const test::SmallModel model;
        World world = model.world(2, 200);
        test::live(world, model.regime(), 5, SerialExecutor{});
        return start_bytes(world);
    }();
    std::string bytes = whole;
    for (std::size_t at = 0; at + 5 <= size; at += 5) {  // four bytes say where, one what
        std::uint32_t place = 0;
        std::memcpy(&place, data + at, sizeof place);
        bytes[place % bytes.size()] = static_cast<char>(data[at + 4]);
    }
    test::give_start(bytes);
    return 0;
}
