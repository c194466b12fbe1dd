#pragma once
/// Identities, time and money. Plain data, the same at every CPU level.

#include <compare>
#include <cstdint>

#include "sim/core/level.hpp"
#include "sim/core/shapes.hpp"

namespace vangnet {

/// Who: the municipality's number and the number of arrival within it. Depends on place and arrival, never on the
/// policy, so that the same person meets the same luck under every policy.
struct PersonId {
    std::uint64_t value = 0;  ///< municipality in the high 32 bits, arrival in the low

    [[nodiscard, gnu::always_inline]] constexpr std::uint32_t municipality() const noexcept
    {
        return static_cast<std::uint32_t>(value >> 32U);
    }
    [[nodiscard, gnu::always_inline]] constexpr std::uint32_t arrival() const noexcept
    {
        return static_cast<std::uint32_t>(value);
    }
    friend constexpr bool operator==(PersonId, PersonId) noexcept = default;
    friend constexpr auto operator<=>(PersonId a, PersonId b) noexcept { return a.value <=> b.value; }
};

/// The person with this arrival number in this municipality.
[[nodiscard, gnu::always_inline]] constexpr inline PersonId make_person(std::uint32_t municipality,
                                                                        std::uint32_t arrival) noexcept
{
    return {std::uint64_t{municipality} << 32U | arrival};
}

/// A calendar month, counted from January 1970 (which is 0); negative before.
struct Month {
    int since_1970 = 0;  ///< [months]

    /// Calendar year.
    [[nodiscard, gnu::always_inline]] constexpr int year() const noexcept
    {
        return 1970 + (since_1970 - (month_of_year() - 1)) / 12;
    }
    /// 1 (January) to 12.
    [[nodiscard, gnu::always_inline]] constexpr int month_of_year() const noexcept
    {
        return (since_1970 % 12 + 12) % 12 + 1;
    }
    /// The word that keys the luck of this month.
    [[nodiscard, gnu::always_inline]] constexpr std::uint32_t word() const noexcept
    {
        return static_cast<std::uint32_t>(since_1970);
    }

    friend constexpr bool operator==(Month, Month) noexcept = default;
    friend constexpr auto operator<=>(Month a, Month b) noexcept { return a.since_1970 <=> b.since_1970; }
    friend constexpr Month operator+(Month m, int months) noexcept { return {m.since_1970 + months}; }
    friend constexpr Month operator-(Month m, int months) noexcept { return {m.since_1970 - months}; }
    /// Months from `b` to `a`.
    friend constexpr int operator-(Month a, Month b) noexcept { return a.since_1970 - b.since_1970; }
    constexpr Month& operator++() noexcept
    {
        ++since_1970;
        return *this;
    }
};

/// `month_of_year` from 1 (January) to 12.
[[nodiscard, gnu::always_inline]] constexpr inline Month make_month(int year, int month_of_year) noexcept
{
    return {(year - 1970) * 12 + month_of_year - 1};
}

/// Calendar year of a month.
[[nodiscard, gnu::always_inline]] constexpr inline int year(Month m) noexcept { return m.year(); }

/// 1 (January) to 12.
[[nodiscard, gnu::always_inline]] constexpr inline int month_of_year(Month m) noexcept { return m.month_of_year(); }

/// Money in whole cents: stocks and payments, so that money is conserved exactly. At most about 21 million EUR.
using Cents = std::int32_t;

inline namespace VANGNET_LEVEL {

/// EUR to whole cents, halves away from zero, limited to what fits in `Cents` (+-21 474 835.20 EUR). A NaN gives 0.
///
/// \note Gives back every amount of whole cents up to 2^22 cents = 41 943.04 EUR; a float holds larger amounts to the
///       nearest few cents only. Keep stocks in cents and round what is added to them.
[[nodiscard]] constexpr Cents round_to_cents(float eur) noexcept
{
    const float cents = clamp(eur * 100.0F, -2147483520.0F, 2147483520.0F);
    const Cents whole = static_cast<Cents>(select(cents == cents, cents, 0.0F));  // a NaN would be undefined
    const float rest = cents - static_cast<float>(whole);
    return whole + select(rest >= 0.5F, 1, 0) - select(rest <= -0.5F, 1, 0);
}

/// Cents to EUR.
[[nodiscard]] constexpr float eur_of(Cents cents) noexcept { return static_cast<float>(cents) / 100.0F; }

}  // namespace VANGNET_LEVEL
}  // namespace vangnet
