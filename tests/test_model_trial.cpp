/// Trials inside the model: who takes part, how they are divided, and in which world they live.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "agents/office/predicted.hpp"
#include "analysis/trials/estimators.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/experiment/roster.hpp"
#include "sim/experiment/start_state.hpp"
#include "sim/month/month.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"
#include "tests/support/statistics.hpp"

namespace vangnet::test {

namespace {

namespace trait = agents::trait;

/// A small municipality whose people are about to branch.
struct Town {
    Data data = load_data();
    ParameterBook book = load_parameters();
    agents::Parameters p = central_parameters(book);
    StartRequest request = request_of(data);
    World world = unborn_world(data, request, p);

    Town()
    {
        const RegimeParts parts(p, policy_terms(p, book), make_paths(data));
        burn_in(world, parts.regime(1, 0), request.month, SerialExecutor{});
        static_cast<void>(plan_groups(world, {}, p, data, 24));
    }

    static StartRequest request_of(const Data& data)
    {
        StartRequest r;
        for (std::size_t k = 0; k < data.municipalities.size(); ++k) {
            if (data.municipalities[k].name == "Wageningen") { r.municipalities = {static_cast<int>(k)}; }
        }
        r.people = 700;
        r.month = make_month(2017, 10).since_1970;
        r.last_month = r.month + 24;
        return r;
    }

    std::vector<std::uint8_t> eligible(const std::vector<policy::FactRange>& conditions = {})
    {
        const RegimeParts parts(p, policy_terms(p, book), make_paths(data));
        return who_meets(world, parts.regime(1, 0), conditions, SerialExecutor{});
    }
};

Town& town()
{
    static Town once;
    return once;
}

Trial trial_of(int participants)
{
    Trial trial;
    trial.participants = participants;
    return trial;
}

Roster roster(const Trial& trial, std::size_t treatments, std::uint32_t replicate, double self_selection = 0.0)
{
    static const std::vector<std::uint8_t> everyone = town().eligible();
    return make_roster(town().world, everyone, trial, treatments, self_selection, town().p, RandomField{1, replicate},
                       24);
}

double job_chance(std::size_t row)
{
    const World& w = town().world;
    return static_cast<double>(agents::predicted_chance(w.people, row, w.month, town().p) + w.people.frailty[row]);
}

double mean_chance(const std::vector<std::size_t>& rows)
{
    double sum = 0.0;
    for (const std::size_t row : rows) { sum += job_chance(row); }
    return sum / static_cast<double>(rows.size());
}

}  // namespace

TEST_CASE("those eligible for a trial are on benefit and meet every condition at the start", "[model]")
{
    const agents::Seekers& s = town().world.people;
    const int month = town().world.month;
    const auto all = town().eligible();
    const auto older = town().eligible(
        {{policy::fact_index("age"), 45.0F, 66.0F}, {policy::fact_index("months_on_benefit"), 24.0F, 600.0F}});
    int found = 0;
    for (std::size_t row = 0; row < s.size(); ++row) {
        const bool stock = agents::on_benefit(static_cast<agents::State>(s.state[row]));
        CHECK(all[row] == (stock ? 1 : 0));
        const float age = static_cast<float>(month - s.birth_month[row]) / 12.0F;
        const bool meets = stock && age >= 45.0F && age <= 66.0F && s.months_on_benefit[row] >= 24;
        CHECK(older[row] == (meets ? 1 : 0));
        found += older[row];
    }
    CHECK(found > 100);
}

TEST_CASE("arms of a trial are disjoint, add up, and have one person per household", "[model]")
{
    const agents::Seekers& s = town().world.people;
    Trial trial = trial_of(210);
    trial.sizes = {60, 70, 50};
    const Roster r = roster(trial, 2, 3);
    REQUIRE(r.groups.size() == 3);
    std::set<std::size_t> households;
    for (std::size_t a = 0; a < 3; ++a) {
        CHECK(r.groups[a].size() == static_cast<std::size_t>(trial.sizes[a]));
        for (const std::size_t row : r.groups[a]) {
            const bool couple = (s.traits[row] & trait::couple) != 0U;
            CHECK(households.insert(couple ? row & ~std::size_t{1} : row).second);
            CHECK((s.traits[row] & trait::in_stock) != 0U);
            CHECK(static_cast<std::size_t>(r.assignment.rank[row]) == a);
            if (couple) { CHECK(r.assignment.rank[row ^ 1U] == r.assignment.rank[row]); }
        }
    }
    std::size_t treated = 0;
    for (std::size_t row = 0; row < s.size(); ++row) {
        const bool partner = (s.traits[row] & trait::couple) != 0U && households.count(row & ~std::size_t{1}) != 0;
        if (r.assignment.rank[row] > 0.0F && !partner) { ++treated; }
        if (households.count(row) == 0 && !partner) { CHECK(r.assignment.rank[row] == 0.0F); }
    }
    CHECK(treated <= 120);
    CHECK(r.assignment.dropouts.empty());
}

TEST_CASE("an arm that is added to a trial leaves the people of the others alone", "[model]")
{
    Trial two = trial_of(300);
    two.sizes = {80, 80};
    Trial three = trial_of(300);
    three.sizes = {80, 80, 80};
    const Roster a = roster(two, 1, 5);
    const Roster b = roster(three, 2, 5);
    CHECK(a.groups[0] == b.groups[0]);
    CHECK(a.groups[1] == b.groups[1]);
    for (const std::size_t row : a.groups[1]) { CHECK(a.assignment.rank[row] == b.assignment.rank[row]); }
}

TEST_CASE("groups of a trial differ by chance alone in everything people are", "[model][large]")
{
    // 1,000 lots of 300 people over two arms: z of each attribute's difference is standard normal
    const agents::Seekers& s = town().world.people;
    const auto attributes = [&](std::size_t row) {
        return std::array<double, 9>{job_chance(row),
                                     (s.traits[row] & trait::woman) != 0U ? 1.0 : 0.0,
                                     static_cast<double>(s.birth_month[row]),
                                     static_cast<double>(s.months_on_benefit[row]),
                                     static_cast<double>(s.mental_health[row]),
                                     static_cast<double>(s.motivation[row]),
                                     s.problem_debt[row] != 0 ? 1.0 : 0.0,
                                     static_cast<double>(s.language[row]),
                                     static_cast<double>((s.traits[row] & trait::education_mask))};
    };
    constexpr std::uint32_t lots = 1000;
    std::array<double, 9> sum{};
    std::array<double, 9> square{};
    for (std::uint32_t lot = 0; lot < lots; ++lot) {
        const Roster r = roster(trial_of(300), 1, lot, 0.3);
        std::array<std::array<double, 9>, 2> mean{};
        std::array<std::array<double, 9>, 2> variance{};
        for (std::size_t arm = 0; arm < 2; ++arm) {
            const auto n = static_cast<double>(r.groups[arm].size());
            for (const std::size_t row : r.groups[arm]) {
                const auto x = attributes(row);
                for (std::size_t k = 0; k < x.size(); ++k) { mean[arm][k] += x[k] / n; }
            }
            for (const std::size_t row : r.groups[arm]) {
                const auto x = attributes(row);
                for (std::size_t k = 0; k < x.size(); ++k) {
                    variance[arm][k] += (x[k] - mean[arm][k]) * (x[k] - mean[arm][k]) / (n - 1.0) / n;
                }
            }
        }
        for (std::size_t k = 0; k < sum.size(); ++k) {
            const double z = (mean[1][k] - mean[0][k]) / std::sqrt(variance[0][k] + variance[1][k]);
            sum[k] += z;
            square[k] += z * z;
        }
    }
    for (std::size_t k = 0; k < sum.size(); ++k) {
        INFO("attribute " << k);
        CHECK(std::abs(sum[k] / std::sqrt(lots)) < z_limit);                        // mean 0
        CHECK(std::abs(square[k] / lots - 1.0) < z_limit * std::sqrt(2.0 / lots));  // variance 1
    }
}

TEST_CASE("who has a better chance of work takes part sooner, as far as self-selection says", "[model]")
{
    const Roster none = roster(trial_of(200), 1, 7, 0.0);
    const Roster some = roster(trial_of(200), 1, 7, 1.0);
    const auto mean = [](const Roster& r) { return 0.5 * (mean_chance(r.groups[0]) + mean_chance(r.groups[1])); };
    CHECK(mean(some) > mean(none) + 0.3);
    const auto share = [](const Roster& r) {
        std::set<std::size_t> rows(r.groups[0].begin(), r.groups[0].end());
        rows.insert(r.groups[1].begin(), r.groups[1].end());
        return rows.size();
    };
    CHECK(share(none) == 200);
    CHECK(share(some) == 200);
    Trial given;
    given.self_selection = -0.5;
    CHECK(self_selection_of(given, 1, 3) == -0.5);
    CHECK(self_selection_of(Trial{}, 1, std::nullopt) == 0.3);
    double sum = 0.0;
    double square = 0.0;
    constexpr int draws = 400;
    for (int draw = 0; draw < draws; ++draw) {
        const double b = self_selection_of(Trial{}, 1, draw);
        sum += b / draws;
        square += b * b / draws;
    }
    CHECK(std::abs(z_of_mean(sum, 0.3, 0.3, draws)) < z_limit);
    CHECK(std::abs(std::sqrt(square - sum * sum) - 0.3) < 0.05);
}

TEST_CASE("matched people did not take part, are alike, and are used once", "[model]")
{
    const agents::Seekers& s = town().world.people;
    Trial trial = trial_of(120);
    trial.kind = TrialKind::matched;
    const Roster r = roster(trial, 1, 2, 0.0);
    REQUIRE(r.groups[0].size() == r.groups[1].size());
    CHECK(r.groups[1].size() > 80);
    CHECK(r.groups[1].size() <= 120);
    const std::set<std::size_t> once(r.groups[0].begin(), r.groups[0].end());
    CHECK(once.size() == r.groups[0].size());
    std::array<int, 2> women{};
    for (std::size_t arm = 0; arm < 2; ++arm) {
        for (const std::size_t row : r.groups[arm]) {
            CHECK((r.assignment.rank[row] > 0.0F) == (arm == 1));
            women[arm] += (s.traits[row] & trait::woman) != 0U ? 1 : 0;
        }
    }
    CHECK(women[0] == women[1]);
}

namespace {

/// How a trial's estimates of a planted effect turned out, over lots of the town's people.
struct Estimates {
    double bias = 0.0;     ///< mean of estimate - truth
    double error = 0.0;    ///< standard error of that mean
    double covered = 0.0;  ///< share of trials whose 95% interval holds the truth
};

/// Each lot has other participants and other luck: a person works with a chance that rises with the log rate of finding
/// work, and treatment puts a share `planted` of those who do not into work.
Estimates estimates(const Trial& trial, double self_selection, double planted)
{
    constexpr std::uint32_t lots = 1000;
    std::mt19937 luck(11);
    std::uniform_real_distribution<double> uniform;
    double sum = 0.0;
    double square = 0.0;
    Estimates out;
    for (std::uint32_t lot = 0; lot < lots; ++lot) {
        const Roster r = roster(trial, 1, lot, self_selection);
        std::array<analysis::MeasuredShare, 2> measured;
        double truth = 0.0;
        for (std::size_t arm = 0; arm < 2; ++arm) {
            const auto n = static_cast<double>(r.groups[arm].size());
            measured[arm].people = n;
            for (const std::size_t row : r.groups[arm]) {
                const double chance = 1.0 / (1.0 + std::exp(2.5 - 0.5 * job_chance(row)));
                bool works = uniform(luck) < chance;
                if (arm == 1) {
                    truth += planted * (1.0 - chance) / n;
                    works = works || uniform(luck) < planted;
                }
                measured[arm].share += works ? 1.0 / n : 0.0;
            }
        }
        const analysis::Estimate e = analysis::difference_of_shares(measured[1], measured[0]);
        sum += e.effect - truth;
        square += (e.effect - truth) * (e.effect - truth);
        out.covered += std::abs(e.effect - truth) < 1.96 * e.standard_error ? 1.0 / lots : 0.0;
    }
    out.bias = sum / lots;
    out.error = std::sqrt((square / lots - out.bias * out.bias) / lots);
    return out;
}

}  // namespace

TEST_CASE("randomised and matched trials recover a planted effect, and matching fails where people select themselves",
          "[model]")
{
    Trial matched = trial_of(120);
    matched.kind = TrialKind::matched;
    for (const double planted : {0.0, 0.1}) {
        for (const Trial& trial : {trial_of(240), matched}) {
            const Estimates e = estimates(trial, 0.0, planted);
            CHECK(std::abs(e.bias) < z_limit * e.error);
            CHECK(e.covered > 0.93);
            CHECK(e.covered < 0.97);
        }
    }
    // a lot divides whoever came; a match knows only what an office sees of them
    const Estimates divided = estimates(trial_of(240), 1.0, 0.0);
    CHECK(std::abs(divided.bias) < z_limit * divided.error);
    const Estimates biased = estimates(matched, 1.0, 0.0);
    CHECK(biased.bias > 2.0 * z_limit * biased.error);
}

TEST_CASE("waves of a roll-out are of one size and begin one after the other", "[model]")
{
    Trial trial = trial_of(300);
    trial.kind = TrialKind::staggered;
    trial.waves = 3;
    trial.wave_months = 6;
    const Roster r = roster(trial, 3, 2);
    REQUIRE(r.groups.size() == 3 * wave_parts);
    for (std::size_t g = 0; g < r.groups.size(); ++g) {
        CHECK(r.groups[g].size() == 10);
        for (const std::size_t row : r.groups[g]) {
            CHECK(static_cast<std::size_t>(r.assignment.rank[row]) == g / wave_parts + 1);
        }
    }
}

TEST_CASE("participants stop with the treatment at the rate asked for", "[model]")
{
    Trial trial = trial_of(400);
    trial.dropout_per_year = 0.5;
    std::size_t stopped = 0;
    std::size_t treated = 0;
    for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
        const Roster r = roster(trial, 1, replicate);
        const std::set<std::size_t> measured(r.groups[1].begin(), r.groups[1].end());
        treated += measured.size();
        for (const Assignment::Dropout& d : r.assignment.dropouts) {
            CHECK(d.month >= 1);
            CHECK(r.assignment.rank[d.row] > 0.0F);
            if (measured.count(d.row) != 0 && d.month <= 12) { ++stopped; }
        }
    }
    CHECK(std::abs(z_of_frequency(stopped, treated, 0.5)) < z_limit);
}

TEST_CASE("more participants than eligible people are one clear line", "[model]")
{
    CHECK_THROWS_AS(roster(trial_of(5000), 1, 0), ConfigError);
    Trial invited = trial_of(10);
    invited.invited = 5000;
    CHECK_THROWS_AS(roster(invited, 1, 0), ConfigError);
}

namespace {

Scenario trial_scenario(const Data& data, const policy::Policy& treated)
{
    Scenario s;
    s.name = "trial";
    s.seed = 4;
    s.replicates = 2;
    s.draws = 1;
    s.people = 400;
    s.start = make_month(2017, 10);
    s.months = 14;
    for (std::size_t k = 0; k < data.municipalities.size(); ++k) {
        if (data.municipalities[k].name == "Texel") { s.municipalities = {static_cast<int>(k)}; }
    }
    Arm usual;
    usual.key = usual.label_nl = usual.label_en = "usual";
    Arm other = usual;
    other.key = "other";
    other.policy = treated;
    s.arms = {usual, other};
    s.trial = trial_of(150);
    s.trial->outcomes = {{.measure = "work_12h", .month = 12, .arm = "other"}};
    return s;
}

/// Values of an item: [measure][arm][month][group].
struct Ran {
    SeriesShape shape;
    ItemResult item;
    [[nodiscard]] float at(std::size_t m, std::size_t arm, std::size_t month, std::size_t group) const
    {
        return item.values[shape.index(m, arm, month, group)];
    }
};

Ran ran(const Scenario& s, int item, const Executor& executor = SerialExecutor{})
{
    static const Data data = load_data();
    static const ParameterBook book = load_parameters();
    Experiment experiment(data, book, s);
    experiment.prepare({item}, executor, nullptr, nullptr);
    return {experiment.shape(), experiment.run(item, executor)};
}

}  // namespace

TEST_CASE("only participants of a trial have its treatment, and a share of an arm is one of its participants",
          "[model]")
{
    const Data data = load_data();
    Scenario s = trial_scenario(data, policy_of({use_of("guidance")}));
    const std::string hours = "caseworker_hours";
    const auto extra = [&](const Ran& r, std::size_t group) {
        std::size_t m = 0;
        while (r.shape.measures[m].key != hours) { ++m; }
        return static_cast<double>(r.at(m, 2, 5, group) - r.at(m, 0, 5, group));
    };
    const Ran whole = ran(s, 0);
    REQUIRE(whole.shape.arms.size() == 3);
    CHECK(whole.shape.arms.back().key == "trial");
    const std::size_t control = whole.shape.groups.size() - 2;
    CHECK(whole.shape.groups[control].key == "trial.usual");
    CHECK(whole.item.group_size[control] == 75);
    CHECK(std::abs(extra(whole, control)) < 0.01);
    CHECK(extra(whole, control + 1) > 1.0);
    s.arms[1].policy.uses[0].share_to = 0.5F;
    s.arms[1].policy.uses[0].lot = "half";
    const Ran half = ran(s, 0);
    CHECK(extra(half, control + 1) > 0.3 * extra(whole, control + 1));
    CHECK(extra(half, control + 1) < 0.7 * extra(whole, control + 1));
    s.trial->for_everyone = false;
    const Ran alone = ran(s, 0);
    CHECK(alone.shape.arms.size() == 2);
    CHECK(alone.at(1, 1, 12, control) == half.at(1, 2, 12, control));
}

TEST_CASE("a trial of a policy that does nothing leaves every number as it is", "[model]")
{
    const Data data = load_data();
    policy::InstrumentUse nothing = use_of("guidance");
    nothing.params = policy::instruments()[static_cast<std::size_t>(nothing.type)].neutral;
    const Scenario s = trial_scenario(data, policy_of({nothing}));
    for (const int item : {0, 1, 2}) {
        const Ran r = ran(s, item);
        for (std::size_t m = 0; m < r.shape.measures.size(); ++m) {
            for (std::size_t month = 0; month < 14; ++month) {
                for (std::size_t g = 0; g < r.shape.groups.size(); ++g) {
                    const float a = r.at(m, 0, month, g);
                    const float b = r.at(m, 2, month, g);
                    if (!(std::isnan(a) && std::isnan(b)) && a != b) {
                        FAIL(r.shape.measures[m].key << " " << r.shape.groups[g].key << " " << a << " " << b);
                    }
                }
            }
        }
    }
}

TEST_CASE("a trial has the same bytes for any executor", "[model][determinism]")
{
    const Data data = load_data();
    Scenario s = trial_scenario(data, policy_of({use_of("guidance"), use_of("exemption")}));
    s.trial->dropout_per_year = 0.3;
    const std::unique_ptr<Executor> two = make_executor(2);
    for (const int item : {0, 2}) {
        const Ran a = ran(s, item);
        const Ran b = ran(s, item, *two);
        CHECK(std::memcmp(a.item.values.data(), b.item.values.data(), a.item.values.size() * sizeof(float)) == 0);
        CHECK(a.item.group_size == b.item.group_size);
    }
}

}  // namespace vangnet::test
