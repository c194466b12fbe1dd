#pragma once
/// The month of one block, compiled once per CPU level and chosen when the program starts.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "agents/rows.hpp"
#include "agents/seekers.hpp"
#include "policies/policy.hpp"
#include "sim/month/lots.hpp"
#include "sim/month/record.hpp"

namespace vangnet {

/// One block in one month: what to read, what to change, where to write the record.
struct BlockTask {
    agents::Seekers* seekers = nullptr;
    std::size_t block = 0;
    const agents::MonthContext* context = nullptr;
    agents::BlockSurroundings around;
    int slots = 1;                              ///< caseworkers of the office
    const policy::UseColumns* uses = nullptr;   ///< those this municipality has, with their memory for this block
    const std::uint8_t* treated_use = nullptr;  ///< of each: 1 where the arm differs from the base arm by it
    int use_count = 0;
    bool office_rules = false;                   ///< whether one of them says how the office works
    const std::uint8_t* chance_third = nullptr;  ///< of this block's rows; null before the arms branch
    std::int32_t* benefit_paid = nullptr;        ///< of this block's rows; null unless it is kept
    Watch* watch = nullptr;                      ///< whose lots are noted, if in this block
    const GroupRows* groups = nullptr;
    int group_count = 0;
    GroupRecord* records = nullptr;  ///< one per group of this block
    BlockTotals* totals = nullptr;
};

/// The functions of one CPU level.
struct Kernels {
    std::string_view level;
    void (*month)(const BlockTask&) noexcept;
    /// Adds up by group what people are and have, without a month: what the month itself brings (income, say) is 0.
    void (*state)(const BlockTask&) noexcept;
    /// Of each row of the block 1 if the person is in the stock and all conditions hold now, else 0.
    void (*meets)(const BlockTask&, const std::vector<policy::FactRange>& conditions, std::uint8_t* out) noexcept;
    /// The benchmark's reference: as many Philox draws and exponentials per row, and nothing else.
    void (*reference)(std::array<std::uint32_t, 2> key, const std::uint32_t* who_lo, const std::uint32_t* who_hi,
                      std::uint32_t month, int philox_groups, int exponentials, float* out) noexcept;
};

/// The best level this CPU has, or the one named in the environment variable VANGNET_LEVEL (baseline, v3, v4).
/// \throws ConfigError for a level that does not exist or that this CPU lacks
[[nodiscard]] const Kernels& kernels();

/// The functions of the level with this name; null if there is none, or this CPU lacks it.
[[nodiscard]] const Kernels* kernels_of(std::string_view level) noexcept;

}  // namespace vangnet
