#pragma once
/// The state of one arm of one replicate: people, offices, neighbourhoods and the labour market.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "agents/market/market.hpp"
#include "agents/office/office.hpp"
#include "agents/parameters.hpp"
#include "agents/population/people.hpp"
#include "agents/rows.hpp"
#include "agents/seekers.hpp"
#include "policies/policy.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/random.hpp"
#include "sim/month/lots.hpp"
#include "sim/month/record.hpp"

namespace vangnet {

/// What the economy and the law do, by month; the same for every arm.
struct Paths {
    int first_month = 0;  ///< of the columns, months since January 1970
    std::vector<agents::MonthLaw> law;
    std::vector<double> tightness;  ///< vacancies per 100 unemployed

    [[nodiscard]] std::size_t at(int month) const noexcept
    {
        const int k = month - first_month;
        const int last = static_cast<int>(law.size()) - 1;
        return static_cast<std::size_t>(k < 0 ? 0 : k > last ? last : k);
    }
};

/// Someone on the list of a scarce service, with what decides the order.
struct Candidate {
    float score = 0.0F;  ///< highest first
    float lot = 0.0F;    ///< keyed luck, then lowest first
    std::size_t row = 0;
};

/// Kinds of people that an office tells apart: poor mental health, problem debt, low Dutch, two years on benefit.
inline constexpr std::size_t kinds = 16;

/// Outcomes of one service in one municipality, by kind of person.
struct Evidence {
    struct Count {
        std::int32_t people = 0;
        std::int32_t in_work = 0;
    };
    std::array<Count, kinds> served{};
    std::array<Count, kinds> control{};  ///< drawn by lot from those whose turn it was
    std::array<Count, kinds> others{};   ///< everyone else, what a plain comparison compares with
};

/// What an office believes that a service adds to the chance of work, by kind and over all.
struct Belief {
    std::array<float, kinds> gain{};
    float overall = 0.0F;
    bool any = false;  ///< false until there is something to go by
};

/// What a service truly adds to the chance of work two years later, in this model; see true_gains.
struct TrueGain {
    std::array<float, kinds> gain{};
    std::array<std::int32_t, kinds> people{};  ///< by whom it was found
};

/// What offices believe of one service, over all municipalities by their recipients; NaN while none believes anything.
struct BeliefTotals {
    float overall = 0.0F;
    float truth = 0.0F;  ///< what it truly adds, over kinds
    float error = 0.0F;  ///< root mean square of belief - true gain, over kinds and municipalities
};

/// Places of one scarce service in one month, over all municipalities.
struct PlaceTotals {
    std::int64_t places = 0;
    std::int64_t held = 0;
    std::int64_t given = 0;          ///< this month
    std::int64_t waiting = 0;        ///< still on the list after that
    std::int64_t months_waited = 0;  ///< of those together [months]
    std::int64_t best_given = 0;     ///< of those given: to whom no other service they waited for would add more

    PlaceTotals& operator+=(const PlaceTotals& other) noexcept
    {
        places += other.places;
        held += other.held;
        given += other.given;
        waiting += other.waiting;
        months_waited += other.months_waited;
        best_given += other.best_given;
        return *this;
    }
};

/// A municipality that is simulated.
struct Town {
    int number = 0;  ///< in the 2015 list
    int region = 0;  ///< index among the regions of the market
    int neighbourhoods = 1;
    std::size_t first_block = 0;
    std::size_t block_count = 0;
    std::vector<float> neighbours_in_work;  ///< deviation of each neighbourhood's share in work [z], seen this quarter
    std::vector<int> working;               ///< by neighbourhood, when last counted
    std::vector<int> living;                ///< the same, with or without work
    std::vector<int> uses;                  ///< those of the arm's instrument uses that it has
    int recipients = 0;                     ///< on benefit when the arms branched; scarce places are counted by it
    PlaceTotals places;                     ///< of the service that was divided last
    std::vector<Candidate> candidates;      ///< for scarce places; room that is used again every month
    agents::Office office;
    std::vector<Evidence> evidence;  ///< by instrument use of the arm
    std::vector<Belief> belief;      ///< the same
};

/// Memory of one instrument use of the arm, by row; see policy::UseColumns.
struct UseHistory {
    std::vector<std::uint8_t> dose;
    std::vector<std::uint8_t> since_end;
    std::vector<std::uint8_t> place;  ///< empty where places are not scarce
    std::vector<float> lot;           ///< rank in (0,1) in the lot of the use; empty where it is for everyone
    // what an office that learns remembers of a person (see sim/month/learning.hpp); empty where places are not scarce
    std::vector<std::int16_t> chosen;  ///< month since branching in which a place was given or refused by lot; -1: none
    std::vector<std::uint8_t> kind;    ///< of the person then
    std::vector<std::uint8_t> noted;   ///< 1 + kind of someone without a place at the last note; 0: not noted
};

/// Who has which treatment of a trial.
struct Assignment {
    /// Someone who stops with the treatment, and with them the partner.
    struct Dropout {
        int month = 0;  ///< first one without, since branching
        std::size_t row = 0;
    };
    std::vector<float> rank;  ///< by row: in [k, k + 1) for treatment k, from 1; 0: none
    std::vector<Dropout> dropouts;
};

struct World {
    agents::Seekers people;
    std::vector<Town> towns;
    std::vector<std::uint32_t> town_of_block;
    agents::Market market;
    std::vector<double>
        supply;  ///< of our job seekers last month, by segment: sum of rates without the market's factor
    std::vector<UseHistory> uses;
    std::vector<TrueGain> truth;  ///< by instrument use, for measures of what offices learn; empty: not known
    std::vector<std::uint8_t> chance_third;  ///< by row, fixed when the arms branch; empty before
    std::vector<std::int32_t> benefit_paid;  ///< by row, of its household last month [cents]; empty unless it is kept
    std::optional<Watch> watch{};            ///< a person whose lots of each month are noted
    int month = 0;                           ///< the month that comes next, months since January 1970
    std::vector<std::int32_t> applicants;    ///< rows by month of application, from `first_applicants` on
    int first_applicants = 0;
    int branch_month = -1;  ///< first month in which the arms differ; -1 before
};

/// One arm's rules and the parameters it runs with. Pointers belong to the caller.
struct Regime {
    const agents::Parameters* parameters = nullptr;
    const agents::MonthTables* tables = nullptr;
    const agents::PolicyTerms* terms = nullptr;
    const policy::Policy* policy = nullptr;  ///< null: the reference regime
    std::vector<std::uint8_t> treated_use;   ///< 1 for uses by which the arm differs from the base arm
    const Paths* paths = nullptr;
    const Assignment* assignment = nullptr;  ///< of the trial that is held in this world; null: none
    bool know_truth = false;     ///< true gains of scarce services are found first, to measure what offices learn
    bool frozen_market = false;  ///< the market follows the published path, whatever our supply does
    RandomField field{0, 0};
};

/// The groups of each block, and the records that a month writes for them.
struct Ledger {
    std::vector<GroupRows> rows;       ///< blocks one after the other
    std::vector<std::size_t> first;    ///< of each block in `rows`; one more entry at the end
    std::vector<GroupRecord> records;  ///< parallel to `rows`
    std::vector<BlockTotals> totals;   ///< of each block, whatever the groups
};

/// Totals of one month over all blocks, folded in the order of the blocks.
struct MonthTotals {
    BlockTotals all;
    double hires_others_lost = 0.0;  ///< expected hires that other job seekers lose to the change in our supply
    int caseworkers = 0;
    int caseworkers_left = 0;
    int caseworkers_temporary = 0;
    double satisfaction = 0.0;                            ///< summed over caseworkers [z]
    double mean_factor = 0.0;                             ///< of the market on job finding, mean over segments
    std::array<PlaceTotals, policy::most_uses> places;    ///< by instrument use of the arm
    std::array<BeliefTotals, policy::most_uses> beliefs;  ///< the same
};

/// Builds the world of a set of municipalities from people who have not applied yet.
struct TownPlan {
    int number = 0;
    int region = 0;  ///< index among `region_share`
    int neighbourhoods = 1;
};
[[nodiscard]] World make_world(agents::Seekers people, const std::vector<TownPlan>& towns,
                               const std::vector<double>& region_share, const agents::Parameters& p, int first_month);

/// Who the person of a row is, whatever the policy.
[[nodiscard]] PersonId person_of(const agents::Seekers& people, std::size_t row);

/// Indexes of towns and applicants, after the people of a world were replaced.
void index_world(World& world);

/// The arms branch now: empty memory for each use of the policy (null: none), the lots it draws, and by municipality
/// the uses that it has. A rank is a function of the lot's name and the household, so one lot is the same in every arm.
/// \param assignment  gives the ranks of the trial's lot; null: no trial
void branch(World& world, const policy::Policy* policy, const RandomField& field,
            const Assignment* assignment = nullptr);

/// Rows of people who are gone are dropped; see agents::compact. Only before the arms branch.
void compact_world(World& world, agents::AlsoGone also);

/// Tables of whole months and explicit policy terms for a parameter set.
[[nodiscard]] agents::MonthTables make_tables(const agents::Parameters& p);

}  // namespace vangnet
