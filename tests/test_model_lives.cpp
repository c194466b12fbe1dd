#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "analysis/life_story.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

using Bytes = std::vector<std::int8_t>;

constexpr int months = 30;

/// A small municipality in which the arms differ in everything that lots decide, and everyone is in the panel.
Scenario scenario_with_panel(const Data& data)
{
    Scenario s;
    s.name = "lives";
    s.seed = 7;
    s.replicates = 1;
    s.people = 400;
    s.start = make_month(2017, 10);
    s.months = months;
    s.panel = {.people = 100'000, .every = 1};
    for (std::size_t k = 0; k < data.municipalities.size(); ++k) {
        if (data.municipalities[k].name == "Texel") { s.municipalities = {static_cast<int>(k)}; }
    }
    Arm usual;
    usual.key = usual.label_nl = usual.label_en = "usual";
    usual.policy = policy_of({use_of("application_duty")});
    Arm other;
    other.key = other.label_nl = other.label_en = "other";
    other.policy = policy_of({use_of("guidance"), use_of("debt_help"), use_of("inspection"), use_of("job_creation"),
                              use_of("voluntary_service")});
    s.arms = {usual, other};
    return s;
}

struct Lived {
    Data data = load_data();
    ParameterBook book = load_parameters();
    Experiment experiment{data, book, scenario_with_panel(data)};
    SerialExecutor executor;
    Lived() { experiment.prepare({0}, executor, nullptr, nullptr); }
};

/// The people of the panel who were on benefit at the start, by array.
struct StockPanel {
    std::size_t people = 0;
    std::vector<std::size_t> persons;
    Bytes state;  ///< [arm][person][month from 0]
    Bytes hours;

    explicit StockPanel(const ItemResult& item)
    {
        for (const ArrayGroup& group : item.groups) {
            if (group.name != "people") { continue; }
            people = group.dims.at(1).size;
            for (const NamedArray& array : group.arrays) {
                if (array.name == "state") { state = std::get<Bytes>(array.data); }
                if (array.name == "hours") { hours = std::get<Bytes>(array.data); }
                if (array.name != "stock") { continue; }
                const auto& stock = std::get<Bytes>(array.data);
                for (std::size_t k = 0; k < stock.size(); ++k) {
                    if (stock[k] == 1) { persons.push_back(k); }
                }
            }
        }
    }
    [[nodiscard]] int state_of(std::size_t arm, std::size_t person, std::size_t month) const
    {
        return state.at((arm * people + persons.at(person)) * (months + 1) + month);
    }
    [[nodiscard]] int hours_of(std::size_t arm, std::size_t person, std::size_t month) const
    {
        return hours.at((arm * people + persons.at(person)) * (months + 1) + month);
    }
    [[nodiscard]] bool parts(std::size_t person) const
    {
        for (std::size_t month = 1; month <= months; ++month) {
            if (state_of(0, person, month) != state_of(1, person, month) ||
                hours_of(0, person, month) != hours_of(1, person, month)) {
                return true;
            }
        }
        return false;
    }
};

}  // namespace

TEST_CASE("a life told again is that of the panel, and what happens in it is what the draw says", "[model]")
{
    Lived lived;
    const StockPanel panel(lived.experiment.run(0, lived.executor));
    int parted = 0;
    for (std::size_t k = 0; k < panel.persons.size(); ++k) { parted += panel.parts(k) ? 1 : 0; }
    REQUIRE(parted > 20);
    REQUIRE(parted < static_cast<int>(panel.persons.size()));

    std::map<std::size_t, int> happened;
    for (std::size_t person = 0; person < panel.persons.size(); person += 17) {
        INFO("person " << person);
        const TwoLives lives = lived.experiment.lives(0, 1, static_cast<int>(person), lived.executor);
        REQUIRE(lives.people == static_cast<int>(panel.persons.size()));
        CHECK(lives.parted == parted);
        CHECK((analysis::month_of_parting(lives) > 0) == panel.parts(person));
        REQUIRE(lives.base.size() == months + 1);
        for (std::size_t arm = 0; arm < 2; ++arm) {
            const Life& life = arm == 0 ? lives.base : lives.arm;
            for (std::size_t month = 0; month <= months; ++month) {
                INFO("month " << month << ", arm " << arm);
                REQUIRE(static_cast<int>(life[month].state) == panel.state_of(arm, person, month));
                REQUIRE(life[month].hours == panel.hours_of(arm, person, month));
                for (std::size_t cause = 0; month > 0 && cause < causes; ++cause) {
                    INFO("cause " << cause);
                    const Lot& lot = life[month].own[cause];
                    // one luck for both arms
                    REQUIRE(lot.draw == lives.base[month].own[cause].draw);
                    const bool excluded = cause <= static_cast<std::size_t>(Cause::state);
                    if (lot.happened || !excluded) { REQUIRE(lot.happened == (lot.draw < lot.chance)); }
                    happened[cause] += lot.happened ? 1 : 0;
                }
            }
        }
    }
    for (const Cause cause : {Cause::full_work, Cause::other, Cause::part_time, Cause::state, Cause::care,
                              Cause::volunteers, Cause::debt_help, Cause::subsidised}) {
        INFO("cause " << static_cast<int>(cause));
        CHECK(happened[static_cast<std::size_t>(cause)] > 0);
    }
}

TEST_CASE("without a number a person is drawn whose lives part, and a number that nobody has is refused", "[model]")
{
    Lived lived;
    const TwoLives lives = lived.experiment.lives(0, 1, {}, lived.executor);
    CHECK(analysis::month_of_parting(lives) > 0);
    CHECK(lived.experiment.lives(0, 1, {}, lived.executor).person == lives.person);
    CHECK_THROWS_AS(lived.experiment.lives(0, 1, -1, lived.executor), UsageError);
    CHECK_THROWS_AS(lived.experiment.lives(0, 1, lives.people, lived.executor), UsageError);
    const TwoLives same = lived.experiment.lives(0, 0, {}, lived.executor);
    CHECK(same.parted == 0);
    CHECK(analysis::month_of_parting(same) == 0);
}

namespace {

/// Two lives that part in month 2, by a draw between the chances of finding work.
TwoLives handmade()
{
    TwoLives lives;
    lives.people = 200;
    lives.parted = 30;
    lives.age = 40;
    lives.months_on_benefit = 30;
    LifeMonth benefit;
    benefit.state = agents::State::benefit;
    lives.base.assign(4, benefit);
    lives.arm.assign(4, benefit);
    const auto work = static_cast<std::size_t>(Cause::full_work);
    lives.base[2].own[work] = {.chance = 0.0201F, .draw = 0.0204F, .happened = false};
    lives.arm[2].own[work] = {.chance = 0.0302F, .draw = 0.0204F, .happened = true};
    for (std::size_t month = 2; month <= 3; ++month) {
        lives.arm[month].state = agents::State::work;
        lives.arm[month].hours = 32;
    }
    return lives;
}

}  // namespace

TEST_CASE("the story of two lives names the draw and both chances, and how many lives part", "[unit][report]")
{
    const analysis::LifeStory story =
        analysis::life_story(handmade(), "Texel", {"gewoon", "usual"}, {"anders", "other"}, {});
    REQUIRE(story.rows.size() == 2);
    CHECK(story.rows[1].month == 2);
    CHECK(story.rows[1].parts);
    CHECK(story.rows[1].base.empty());
    CHECK(story.rows[1].arm.at(0).nl == "vindt werk van 32 uur");
    REQUIRE(story.lots.size() == 1);
    // one decimal would make the draw and the lower chance the same
    CHECK(story.lots[0].nl ==
          "Maand 2: de kans om werk te vinden buiten de bijstand was 2,01% onder 'gewoon' en 3,02% "
          "onder 'anders'. Het lot (tussen 0 en 100) viel op 2,04: het gebeurde onder 'anders' en "
          "niet onder 'gewoon'.");
    CHECK(story.lots[0].en ==
          "Month 2: the chance of finding work off benefit was 2.01% under 'usual' and 3.02% under "
          "'other'. The draw (between 0 and 100) was 2.04: it happened under 'other' and not under "
          "'usual'.");
    CHECK(story.how_common.at(0).en.find("For 15.0 of 100 people the lives part at some time in 3 months") == 0);
}

TEST_CASE("a story says so where no lot decided, where another event came first, and where nothing parts",
          "[unit][report]")
{
    const Text usual{"gewoon", "usual"};
    const Text other{"anders", "other"};
    const auto work = static_cast<std::size_t>(Cause::full_work);
    TwoLives by_rule = handmade();
    by_rule.arm[2].own[work].happened = false;
    CHECK(analysis::life_story(by_rule, "Texel", usual, other, {}).lots.at(0).en.find("no lot decided") !=
          std::string::npos);
    TwoLives overtaken = handmade();
    overtaken.base[2].own[work].chance = 0.0302F;
    CHECK(analysis::life_story(overtaken, "Texel", usual, other, {}).lots.at(0).en.find("something else came first") !=
          std::string::npos);
    TwoLives same = handmade();
    same.arm = same.base;
    const analysis::LifeStory story = analysis::life_story(same, "Texel", usual, other, {});
    CHECK(story.rows.size() == 1);
    CHECK(story.lots.empty());
    CHECK(story.how_common.at(1).en == "This person works as much and is on benefit as long under both.");
}

}  // namespace vangnet::test
