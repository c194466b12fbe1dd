#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/experiment/experiment.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

const Data& data()
{
    static const Data all = load_data();
    return all;
}
const ParameterBook& book()
{
    static const ParameterBook all = load_parameters();
    return all;
}

Arm arm(const char* key, std::vector<policy::InstrumentUse> uses)
{
    Arm a;
    a.key = a.label_nl = a.label_en = key;
    a.policy = policy_of(std::move(uses));
    return a;
}

/// A small municipality with few people, for six months.
Scenario small_scenario(int replicates, bool third_arm)
{
    Scenario s;
    s.name = "small";
    s.seed = 11;
    s.replicates = replicates;
    s.draws = 1;
    s.people = 200;
    s.start = make_month(2017, 10);
    s.months = 6;
    s.groups = {"sex"};
    for (std::size_t k = 0; k < data().municipalities.size(); ++k) {
        if (data().municipalities[k].name == "Texel") { s.municipalities = {static_cast<int>(k)}; }
    }
    if (s.municipalities.empty()) { throw std::logic_error("no Texel among the municipalities"); }
    s.arms = {arm("usual", {use_of("application_duty")}),
              arm("help", {use_of("application_duty"), use_of("guidance")})};
    if (third_arm) { s.arms.push_back(arm("exempt", {use_of("application_duty"), use_of("exemption")})); }
    return s;
}

struct Outcome {
    SeriesShape shape;
    std::vector<ItemResult> items;

    /// All series of one arm of one item, as bits.
    [[nodiscard]] std::vector<std::uint32_t> bits(std::size_t item, std::size_t arm) const
    {
        std::vector<std::uint32_t> out;
        for (std::size_t m = 0; m < shape.measures.size(); ++m) {
            for (std::size_t month = 0; month < shape.months.size(); ++month) {
                for (std::size_t g = 0; g < shape.groups.size(); ++g) {
                    const float value = items[item].values[shape.index(m, arm, month, g)];
                    out.push_back(0);
                    std::memcpy(&out.back(), &value, sizeof value);
                }
            }
        }
        return out;
    }
};

Outcome run(const Scenario& scenario, const std::vector<int>& items, int threads)
{
    Experiment experiment(data(), book(), scenario);
    const auto executor = make_executor(threads);
    experiment.prepare(items, *executor, nullptr, nullptr);
    Outcome out{.shape = experiment.shape(), .items = {}};
    for (const int item : items) { out.items.push_back(experiment.run(item, *executor)); }
    return out;
}

}  // namespace

TEST_CASE("one more replicate and one more arm leave the others alone, to the last bit, on any number of threads",
          "[determinism][threads]")
{
    const Outcome few = run(small_scenario(1, false), {0}, 1);
    const Outcome more = run(small_scenario(2, true), {0, 1}, 3);
    CHECK(few.bits(0, 0) == more.bits(0, 0));
    CHECK(few.bits(0, 1) == more.bits(0, 1));
    CHECK(more.bits(0, 0) != more.bits(0, 1));
    CHECK(more.bits(0, 0) != more.bits(0, 2));
    CHECK(more.bits(0, 0) != more.bits(1, 0));
}

TEST_CASE("an arm with the base arm's instruments differs from it by exactly nothing, with drawn parameters too",
          "[determinism]")
{
    Scenario s = small_scenario(1, false);
    s.arms[1] = arm("same", {use_of("application_duty"), use_of("reemployment_bonus", {{"bonus_eur", 0.0F}})});
    const Outcome same = run(s, {0, 1}, 2);
    CHECK(same.bits(0, 0) == same.bits(0, 1));
    CHECK(same.bits(1, 0) == same.bits(1, 1));
    CHECK(same.bits(0, 0) != same.bits(1, 0));
}

TEST_CASE("a draw has base rates of its own, fitted to the published figures, unless they are fixed or set", "[model]")
{
    const BaseRates& rates = book().base_rates;
    REQUIRE(rates.draws.size() >= 200);
    CHECK(drawn_base_rates(book(), 0) != drawn_base_rates(book(), 1));
    CHECK(drawn_base_rates(book(), static_cast<int>(rates.draws.size())) == drawn_base_rates(book(), 0));
    const auto times_drawn = [](const Scenario& s, const std::string& key) {
        const std::vector<DrawnRow> rows = Experiment(data(), book(), s).provenance().drawn;
        return std::count_if(rows.begin(), rows.end(), [&](const DrawnRow& row) { return row.key == key; });
    };
    Scenario drawn = small_scenario(1, false);
    drawn.draws = 3;
    Scenario fixed = drawn;
    fixed.fixed_base_rates = true;
    Scenario set = drawn;
    set.set = {{"b_job", -3.0}};
    CHECK(times_drawn(drawn, "b_job") == 3);
    CHECK(times_drawn(fixed, "b_job") == 0);
    CHECK(times_drawn(set, "b_job") == 0);
    CHECK(times_drawn(set, "b_other") == 3);
    CHECK(times_drawn(fixed, "elast_caseload_full") == 3);

    // with fixed base rates a draw begins with the people of its replicate; else with people of its own
    const Outcome with = run(drawn, {0, 1, 2}, 2);
    const Outcome without = run(fixed, {0, 1, 2}, 2);
    CHECK(with.bits(0, 0) == without.bits(0, 0));
    CHECK(without.items[1].group_size == without.items[0].group_size);
    CHECK(with.items[1].group_size != with.items[0].group_size);
    CHECK(with.items[1].group_size != with.items[2].group_size);
}

namespace {

/// Asks to stop after some loops, and counts the calls that came after that.
class StopsAfter final : public Executor {
public:
    StopsAfter(int loops, std::atomic<bool>& stop) : left_{loops}, stop_{stop} {}
    void for_each(std::size_t count, FunctionRef<void(std::size_t)> body) const override
    {
        if (--left_ < 0) { stop_ = true; }
        for (std::size_t i = 0; i < count; ++i) { body(i); }
        late += stop_ ? 1 : 0;  // a loop that ran to its end although it was to stop
    }
    mutable std::atomic<int> late{0};

private:
    mutable std::atomic<int> left_;
    std::atomic<bool>& stop_;
};

}  // namespace

TEST_CASE("the stock is that of the month before, with who came and without who left", "[model]")
{
    const Outcome out = run(small_scenario(1, true), {0}, 1);
    const ArrayGroup& stock = out.items[0].groups.at(0);
    REQUIRE(stock.name == "stock");
    const auto values = [&](std::size_t array) { return std::get<std::vector<double>>(stock.arrays.at(array).data); };
    const std::vector<double> on_benefit = values(0);
    const std::vector<double> came = values(1);
    const std::vector<double> left = values(2);
    REQUIRE(on_benefit.size() == 18);  // three arms, six months
    double all_left = 0.0;
    for (std::size_t k = 0; k < on_benefit.size(); ++k) {
        all_left += left[k];
        if (k % 6 != 0) { CHECK(on_benefit[k] - on_benefit[k - 1] == came[k] - left[k]); }
    }
    CHECK(all_left > 0.0);
}

namespace {

/// An array of a group of the first item, by name.
template <class T>
std::vector<T> array_of(const ItemResult& item, const std::string& group, const std::string& name)
{
    for (const ArrayGroup& g : item.groups) {
        for (const NamedArray& a : g.arrays) {
            if (g.name == group && a.name == name) { return std::get<std::vector<T>>(a.data); }
        }
    }
    throw std::logic_error("no " + group + "/" + name);
}

}  // namespace

TEST_CASE("a panel of everyone counts what the measures count, and a smaller one is drawn from it", "[model]")
{
    Scenario s = small_scenario(2, false);
    s.panel.people = 1'000'000;
    const Outcome all = run(s, {0, 1}, 1);
    const auto stock = array_of<std::int8_t>(all.items[0], "people", "stock");
    const auto hours = array_of<std::int8_t>(all.items[0], "people", "hours");
    const auto treated = array_of<std::int8_t>(all.items[0], "people", "treated");
    const std::size_t persons = stock.size();
    CHECK(persons == 300);  // 200 and half a year's worth of as many
    CHECK(array_of<std::int8_t>(all.items[1], "people", "stock").size() == persons);
    CHECK(stock.back() == std::numeric_limits<std::int8_t>::lowest());
    const std::size_t records = 7;  // the moment the arms branch and six months
    REQUIRE(hours.size() == 2 * persons * records);
    std::size_t measure = 0;
    while (all.shape.measures[measure].key != "work_12h") { ++measure; }
    for (const std::size_t arm : {0U, 1U}) {
        double working = 0.0;
        double under = 0.0;
        double people = 0.0;
        for (std::size_t k = 0; k < persons; ++k) {
            const std::size_t last = (arm * persons + k) * records + records - 1;
            if (stock[k] != 1) { continue; }
            people += 1.0;
            working += hours[last] >= 12 ? 1.0 : 0.0;
            under += treated[last] != 0 ? 1.0 : 0.0;
        }
        CHECK(people == all.items[0].group_size[0]);
        const float share = all.items[0].values[all.shape.index(measure, arm, 5, 0)];
        CHECK(working / people == Approx(static_cast<double>(share)));
        CHECK((under > 0.0) == (arm == 1));
    }
    CHECK(array_of<std::int8_t>(all.items[1], "people", "age") != array_of<std::int8_t>(all.items[0], "people", "age"));

    s.panel.people = 20;
    const Outcome few = run(s, {0}, 1);
    const auto drawn = array_of<std::int32_t>(few.items[0], "people", "household");
    const auto whole = array_of<std::int32_t>(all.items[0], "people", "household");
    REQUIRE(drawn.size() == 20);
    for (const std::int32_t household : drawn) {
        CHECK(std::find(whole.begin(), whole.end(), household) != whole.end());
    }
}

TEST_CASE("measures before the first month are what the people of the panel are and have then", "[model]")
{
    Scenario s = small_scenario(1, false);
    s.panel.people = 1'000'000;
    const Outcome all = run(s, {0}, 1);
    const ArrayGroup* start = nullptr;
    for (const ArrayGroup& g : all.items[0].groups) { start = g.name == "start" ? &g : start; }
    REQUIRE(start != nullptr);
    const auto& keys = start->dims[0].labels;
    const auto values = array_of<float>(all.items[0], "start", "values");
    REQUIRE(values.size() == keys.size() * start->dims[1].labels.size());
    const auto of_all = [&](const std::string& key) {
        const auto place = std::find(keys.begin(), keys.end(), key) - keys.begin();
        return static_cast<double>(values.at(static_cast<std::size_t>(place) * start->dims[1].labels.size()));
    };
    CHECK(std::find(keys.begin(), keys.end(), "income") == keys.end());  // what a month brings, there was none
    CHECK(std::find(keys.begin(), keys.end(), "benefit_paid") == keys.end());
    CHECK(of_all("on_benefit") == 1.0);  // that is what the stock is

    const auto stock = array_of<std::int8_t>(all.items[0], "people", "stock");
    const auto hours = array_of<std::int8_t>(all.items[0], "people", "hours");
    const auto debt = array_of<float>(all.items[0], "people", "debt");
    const auto mental = array_of<float>(all.items[0], "people", "mental_health");
    double people = 0.0;
    double working = 0.0;
    double owed = 0.0;
    double score = 0.0;
    for (std::size_t k = 0; k < stock.size(); ++k) {
        if (stock[k] != 1) { continue; }
        people += 1.0;
        working += hours[k * 7] > 0 ? 1.0 : 0.0;  // seven records each, the first before the first month
        owed += static_cast<double>(debt[k * 7]);
        score += static_cast<double>(mental[k * 7]);
    }
    CHECK(working > 0.0);
    CHECK(of_all("work_any") == Approx(working / people));
    CHECK(of_all("part_time") == Approx(working / people));
    CHECK(of_all("debt_size") == Approx(owed / people).margin(1.0));  // counted in whole euros
    CHECK(of_all("mental_health") == Approx(score / people).margin(1e-4));
}

TEST_CASE("the same people under two policies add up to everyone, and differ by the difference in work", "[model]")
{
    const Outcome out = run(small_scenario(1, false), {0}, 1);
    const auto people = array_of<std::int32_t>(out.items[0], "twins", "work_12h");
    const std::size_t months = 6;
    REQUIRE(people.size() == 2 * 4 * months);
    std::size_t measure = 0;
    while (out.shape.measures[measure].key != "work_12h") { ++measure; }
    const double size = out.items[0].group_size[0];
    std::int64_t apart = 0;
    for (std::size_t m = 0; m < months; ++m) {
        const auto of = [&](std::size_t arm, std::size_t life) { return people[(arm * 4 + life) * months + m]; };
        for (const std::size_t arm : {0U, 1U}) {
            CHECK(of(arm, 0) + of(arm, 1) + of(arm, 2) + of(arm, 3) == size);
            const auto share = [&](std::size_t a) {
                return static_cast<double>(out.items[0].values[out.shape.index(measure, a, m, 0)]);
            };
            CHECK((of(arm, 1) + of(arm, 3)) / size == Approx(share(0)));
            CHECK((of(arm, 2) + of(arm, 3)) / size == Approx(share(arm)));
        }
        CHECK(of(0, 1) == 0);  // nobody differs from oneself
        CHECK(of(0, 2) == 0);
        apart += of(1, 1) + of(1, 2);
    }
    CHECK(apart > 0);
}

TEST_CASE("people who have applied so far are counted by month, and are those that shares are of at the end", "[model]")
{
    const Outcome out = run(small_scenario(1, false), {0}, 1);
    const auto people = array_of<std::int32_t>(out.items[0], "entrants", "people");
    std::size_t group = 0;
    while (out.shape.groups[group].dimension != "entrants") { ++group; }
    REQUIRE(people.size() >= 6);
    CHECK(std::is_sorted(people.begin(), people.begin() + 6));
    CHECK(people[5] > 0);
    CHECK(people[5] == out.items[0].group_size[group]);
}

TEST_CASE("an arm with its own economy is that of a scenario with that economy, to the last bit", "[model]")
{
    Scenario own = small_scenario(1, false);
    own.arms[1].economy = Economy{Economy::Kind::constant, 5.0};
    Scenario whole = small_scenario(1, false);
    whole.economy = *own.arms[1].economy;
    const Outcome path = run(small_scenario(1, false), {0, 1}, 1);
    const Outcome one = run(own, {0, 1}, 1);
    const Outcome both = run(whole, {0, 1}, 1);
    for (const std::size_t item : {0U, 1U}) {
        CHECK(one.bits(item, 0) == path.bits(item, 0));
        CHECK(one.bits(item, 1) == both.bits(item, 1));
        CHECK(one.bits(item, 1) != path.bits(item, 1));
    }
}

TEST_CASE("a run that is asked to stop ends in the middle of making people, of the burn-in and of an arm",
          "[determinism]")
{
    for (const int loops : {0, 1, 40, 4000}) {
        INFO("after " << loops << " loops");
        Experiment experiment(data(), book(), small_scenario(1, false));
        std::atomic<bool> stop{false};
        const StopsAfter inner{loops, stop};
        const StoppableExecutor executor{inner, stop};
        bool stopped = false;
        try {
            experiment.prepare({0}, executor, nullptr, nullptr);
            static_cast<void>(experiment.run(0, executor));
        } catch (const Stopped&) {
            stopped = true;
        }
        CHECK(stopped == stop);
        CHECK(inner.late == 0);
    }
}

}  // namespace vangnet::test
