#include "sim/experiment/roster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "agents/office/predicted.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/hash.hpp"
#include "sim/core/luck.hpp"
#include "sim/core/math.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet {

namespace {

using agents::Seekers;
namespace trait = agents::trait;
using Rows = std::vector<std::size_t>;

constexpr double usual_self_selection = 0.3;  // judgement
constexpr double sd_self_selection = 0.3;     // judgement

/// Lanes of the luck of a household.
enum Lane : int { invitation, taking_part, division, stopping };
/// Months of luck: rounds that draw anew for the same household.
enum Round : std::uint32_t { recruitment, within_arm };

class Recruitment {
public:
    Recruitment(const World& start, const RandomField& field) : start_{start}, field_{field} {}

    [[nodiscard]] double luck(std::size_t row, Lane lane, Round round = recruitment) const
    {
        return static_cast<double>(field_.uniform(person_of(start_.people, row), round, number_of(Luck::trial), lane));
    }

    /// One eligible person per household, in order of row.
    [[nodiscard]] Rows households(const std::vector<std::uint8_t>& eligible) const
    {
        Rows rows;
        for (std::size_t row = 0; row < eligible.size(); ++row) {
            if (eligible[row] == 0) { continue; }
            const bool second = is_couple(row) && row % 2 == 1 && eligible[row - 1] != 0;
            if (!second) { rows.push_back(row); }
        }
        return rows;
    }

    [[nodiscard]] bool is_couple(std::size_t row) const { return (start_.people.traits[row] & trait::couple) != 0U; }

    /// The rows with the smallest keys, in that order; of equal keys the lower row first.
    template <class Key>
    [[nodiscard]] static Rows smallest(const Rows& rows, std::size_t n, Key key)
    {
        std::vector<std::pair<double, std::size_t>> order;
        order.reserve(rows.size());
        for (const std::size_t row : rows) { order.emplace_back(key(row), row); }
        std::sort(order.begin(), order.end());
        Rows out;
        for (std::size_t k = 0; k < std::min(n, order.size()); ++k) { out.push_back(order[k].second); }
        return out;
    }

    [[nodiscard]] Rows by_lot(const Rows& rows, std::size_t n, Lane lane) const
    {
        return smallest(rows, n, [&](std::size_t row) { return luck(row, lane); });
    }

    /// \param b  log odds of taking part per standard deviation of the log rate of finding work among those invited
    [[nodiscard]] Rows takers(const Rows& invited, std::size_t n, double b, const agents::Parameters& p) const
    {
        const Seekers& s = start_.people;
        const auto log_rate = [&](std::size_t row) {
            return static_cast<double>(agents::predicted_chance(s, row, start_.month, p) + s.frailty[row]);
        };
        double mean = 0.0;
        double square = 0.0;
        for (const std::size_t row : invited) {
            mean += log_rate(row);
            square += log_rate(row) * log_rate(row);
        }
        const auto count = static_cast<double>(invited.size());
        mean /= count;
        const double variance = std::max(square / count - mean * mean, 1e-12);
        const double sd = std::sqrt(variance);
        return smallest(invited, n, [&](std::size_t row) {
            const double u = luck(row, taking_part);
            const double taste = math::log(u / (1.0 - u));
            return -(b * (log_rate(row) - mean) / sd + taste);
        });
    }

private:
    const World& start_;
    const RandomField& field_;
};

/// What a matched pair has in common: sex, household, education, ten years of age.
using Likeness = std::tuple<bool, int, int, int>;

Likeness likeness_of(const Seekers& s, std::size_t row, int month)
{
    const std::uint32_t t = s.traits[row];
    const int household = (t & trait::single_parent) != 0U ? 1 : ((t & trait::couple) != 0U ? 2 : 0);
    return {(t & trait::woman) != 0U, household,
            static_cast<int>((t & trait::education_mask) >> trait::education_shift),
            (month - s.birth_month[row]) / 120};
}

/// Participants with a match, and their matches, in the same order.
std::pair<Rows, Rows> match(const World& start, const Rows& participants, const Rows& others,
                            const agents::Parameters& p)
{
    const auto seen = [&](std::size_t row) { return agents::predicted_chance(start.people, row, start.month, p); };
    std::map<Likeness, std::set<std::pair<float, std::size_t>>> pool;
    for (const std::size_t row : others) { pool[likeness_of(start.people, row, start.month)].emplace(seen(row), row); }
    std::pair<Rows, Rows> pairs;
    for (const std::size_t row : participants) {
        auto& alike = pool[likeness_of(start.people, row, start.month)];
        if (alike.empty()) { continue; }
        auto nearest = alike.lower_bound({seen(row), 0});
        if (nearest == alike.end() ||
            (nearest != alike.begin() && seen(row) - std::prev(nearest)->first <= nearest->first - seen(row))) {
            --nearest;
        }
        pairs.first.push_back(row);
        pairs.second.push_back(nearest->second);
        alike.erase(nearest);
    }
    return pairs;
}

/// Participants by arm, in the order of the lot: of the sizes asked for, or of equal ones.
std::vector<Rows> cut(const Rows& order, const std::vector<int>& sizes, std::size_t arms)
{
    std::vector<Rows> out(arms);
    std::size_t first = 0;
    for (std::size_t a = 0; a < arms; ++a) {
        const std::size_t last =
            sizes.empty() ? order.size() * (a + 1) / arms : first + static_cast<std::size_t>(sizes[a]);
        out[a].assign(order.begin() + static_cast<std::ptrdiff_t>(first),
                      order.begin() + static_cast<std::ptrdiff_t>(last));
        first = last;
    }
    return out;
}

/// Those measured by group, and those treated by treatment, from the first after none.
struct Division {
    std::vector<Rows> groups;
    std::vector<Rows> treated;
};

Rows without(const Rows& everyone, const Rows& taken)
{
    const std::set<std::size_t> joined(taken.begin(), taken.end());
    Rows others;
    std::copy_if(everyone.begin(), everyone.end(), std::back_inserter(others),
                 [&](std::size_t row) { return joined.count(row) == 0; });
    return others;
}

Division divide_matched(const World& start, const Rows& order, const Rows& others, const agents::Parameters& p)
{
    auto [participants, matches] = match(start, order, others, p);
    return {.groups = {std::move(matches), std::move(participants)}, .treated = {order}};
}

Division divide_into_waves(const Rows& order, std::size_t waves)
{
    Division out{.groups = cut(order, {}, waves * wave_parts), .treated = std::vector<Rows>(waves)};
    for (std::size_t g = 0; g < out.groups.size(); ++g) {
        Rows& wave = out.treated[g / wave_parts];
        wave.insert(wave.end(), out.groups[g].begin(), out.groups[g].end());
    }
    return out;
}

Division divide_into_arms(const Rows& order, const std::vector<int>& sizes, std::size_t treatments)
{
    Division out{.groups = cut(order, sizes, treatments + 1), .treated = {}};
    out.treated.assign(out.groups.begin() + 1, out.groups.end());
    return out;
}

/// Month after which a participant stops: geometric with a constant monthly hazard; nothing where that is after the run.
std::optional<int> month_of_dropout(double luck, double dropout_per_year, int months)
{
    const double log_stay = math::log(1.0 - dropout_per_year) / 12.0;
    if (log_stay >= 0.0) { return std::nullopt; }
    const double stays = math::log(luck) / log_stay;
    if (stays >= static_cast<double>(months)) { return std::nullopt; }
    return 1 + static_cast<int>(stays);
}

/// A treatment's rank is its number and, behind the point, the place in a lot within it (see `Assignment`).
Assignment assign(const Recruitment& recruitment, std::size_t people, const std::vector<Rows>& treated,
                  double dropout_per_year, int months)
{
    Assignment out;
    out.rank.assign(people, 0.0F);
    for (std::size_t k = 0; k < treated.size(); ++k) {
        const auto from = static_cast<float>(k + 1);
        const float below = std::nextafter(from + 1.0F, from);
        for (const std::size_t row : treated[k]) {
            const auto within = static_cast<float>(recruitment.luck(row, division, within_arm));
            const std::size_t beside = recruitment.is_couple(row) ? row ^ 1U : row;
            const auto stops = month_of_dropout(recruitment.luck(row, stopping), dropout_per_year, months);
            for (const std::size_t each : std::set<std::size_t>{row, beside}) {
                out.rank[each] = std::min(from + within, below);
                if (stops) { out.dropouts.push_back({*stops, each}); }
            }
        }
    }
    return out;
}

void check_enough(std::size_t eligible, std::size_t needed, Words whom)
{
    if (eligible >= needed) { return; }
    throw ConfigError(bilingual({"trial: {} huishoudens {}, en {} voldoen aan [trial.eligible] bij de start",
                                 "trial: {} households {}, and {} meet [trial.eligible] at the start"},
                                needed, whom, eligible));
}

}  // namespace

std::vector<GroupInfo> trial_groups(const Trial& trial, const std::vector<Arm>& arms)
{
    std::vector<GroupInfo> out;
    const auto add = [&](const std::string& key, const std::string& nl, const std::string& en) {
        out.push_back({.key = "trial." + key, .label_nl = nl, .label_en = en, .dimension = "trial"});
    };
    if (trial.kind == TrialKind::staggered) {
        for (int wave = 1; wave <= trial.waves; ++wave) {
            for (std::size_t part = 1; part <= wave_parts; ++part) {
                add(fmt::format("wave_{}_part_{}", wave, part), fmt::format("proef: golf {}, deel {}", wave, part),
                    fmt::format("trial: wave {}, part {}", wave, part));
            }
        }
        return out;
    }
    for (const Arm& arm : arms) {
        const bool matched = trial.kind == TrialKind::matched && out.empty();
        add(arm.key, "proef: " + (matched ? "gekoppelde niet-deelnemers" : arm.label_nl),
            "trial: " + (matched ? "matched non-participants" : arm.label_en));
    }
    return out;
}

double self_selection_of(const Trial& trial, std::uint32_t seed, std::optional<int> draw)
{
    if (trial.self_selection || !draw) { return trial.self_selection.value_or(usual_self_selection); }
    constexpr std::uint32_t no_town = 0xFFFD0000U;
    const RandomField field(seed, field_of_draws);
    const PersonId who = make_person(no_town, hash_of("trial.self_selection"));
    const float u = field.uniform(who, static_cast<std::uint32_t>(*draw), number_of(Luck::setting), 0);
    return usual_self_selection + sd_self_selection * math::normal_quantile(static_cast<double>(u));
}

Roster make_roster(const World& start, const std::vector<std::uint8_t>& eligible, const Trial& trial,
                   std::size_t treatments, double self_selection, const agents::Parameters& p, const RandomField& field,
                   int months)
{
    const Recruitment recruitment(start, field);
    const Rows everyone = recruitment.households(eligible);
    const auto participants = static_cast<std::size_t>(trial.participants);
    check_enough(everyone.size(), static_cast<std::size_t>(trial.invited), {"worden uitgenodigd", "are invited"});
    check_enough(everyone.size(), participants, {"doen mee", "take part"});
    const Rows invited = trial.invited > 0
                             ? recruitment.by_lot(everyone, static_cast<std::size_t>(trial.invited), invitation)
                             : everyone;
    const Rows takers = recruitment.takers(invited, participants, self_selection, p);
    const Rows order = recruitment.by_lot(takers, takers.size(), division);

    Division divided;
    switch (trial.kind) {
        case TrialKind::matched: divided = divide_matched(start, order, without(everyone, takers), p); break;
        case TrialKind::staggered: divided = divide_into_waves(order, treatments); break;
        case TrialKind::randomised: divided = divide_into_arms(order, trial.sizes, treatments); break;
    }
    for (Rows& rows : divided.groups) { std::sort(rows.begin(), rows.end()); }
    return {.groups = std::move(divided.groups),
            .assignment = assign(recruitment, start.people.size(), divided.treated, trial.dropout_per_year, months)};
}

GroupPlan with_roster(GroupPlan plan, const Roster& roster, std::size_t first_group)
{
    const std::size_t blocks = plan.ledger.first.size() - 1;
    std::vector<std::vector<GroupRows>> more(blocks);
    for (std::size_t g = 0; g < roster.groups.size(); ++g) {
        const std::size_t group = first_group + g;
        for (const std::size_t row : roster.groups[g]) {
            std::vector<GroupRows>& of_block = more[row / block_rows];
            if (of_block.empty() || of_block.back().group != static_cast<int>(group)) {
                of_block.push_back({.group = static_cast<int>(group)});
            }
            const std::size_t i = row % block_rows;
            of_block.back().rows[i / 64] |= std::uint64_t{1} << (i % 64);
        }
        for (auto& month : plan.size) { month[group] = static_cast<std::int32_t>(roster.groups[g].size()); }
    }
    Ledger ledger;
    ledger.first.push_back(0);
    for (std::size_t b = 0; b < blocks; ++b) {
        const auto begin = plan.ledger.rows.begin();
        ledger.rows.insert(ledger.rows.end(), begin + static_cast<std::ptrdiff_t>(plan.ledger.first[b]),
                           begin + static_cast<std::ptrdiff_t>(plan.ledger.first[b + 1]));
        ledger.rows.insert(ledger.rows.end(), more[b].begin(), more[b].end());
        ledger.first.push_back(ledger.rows.size());
    }
    ledger.records.resize(ledger.rows.size());
    plan.ledger = std::move(ledger);
    return plan;
}

}  // namespace vangnet
