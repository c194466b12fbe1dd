#pragma once
/// Name of the CPU level this translation unit is compiled for: an inline namespace around everything that the month's
/// hot loop calls.
///
/// The hot code is compiled three times (x86-64, x86-64-v3, x86-64-v4) and chosen at run time. An inline function that
/// the compiler does not inline becomes a weak symbol, of which the linker keeps one. Without the namespace that one
/// could be the v4 version, and the program would die of an illegal instruction on an older machine although it chose
/// the baseline. With it each level has its own symbols:
///
///     namespace vangnet::inline VANGNET_LEVEL { ... }
///
/// Types that travel between levels (plain data, keys, counts) stay outside the namespace.

#ifndef VANGNET_LEVEL
#define VANGNET_LEVEL baseline
#endif
