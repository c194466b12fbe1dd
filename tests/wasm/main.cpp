/// Prints a digest of the model's month: 2 municipalities, 3 arms, 24 months. Every build must print the same.

#include <cstdio>
#include <exception>

#include "sim/core/blocks.hpp"
#include "tests/support/small_world.hpp"

int main()
{
    try {
        for (const auto& digest : vangnet::test::small_digests(1500, 24, vangnet::SerialExecutor{})) {
            std::printf("%s\n", digest.c_str());
        }
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
        return 1;
    }
    return 0;
}
