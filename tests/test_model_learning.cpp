#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/experiment/truth.hpp"
#include "sim/month/learning.hpp"
#include "sim/month/month.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

using namespace vangnet;
using namespace vangnet::test;

namespace {

policy::InstrumentUse scarce(policy::InstrumentUse use, float places_per_100, policy::Priority priority)
{
    use.places_per_100 = places_per_100;
    use.priority = priority;
    return use;
}

/// A course that does nothing: no lock-in, no gain, no effect on health.
SmallModel idle_course_model()
{
    SmallModel model;
    model.terms.course = 0.0F;
    model.terms.course_after = 0.0F;
    model.terms.practice_after = 0.0F;
    model.terms.course_mix = 0.0F;
    model.terms.course_low_motivation = 0.0F;
    model.p.mh_gain_group_training = 0.0F;
    model.p.known_course_hour = 0.0F;
    return model;
}

/// What offices believe of the course after `months`.
Belief believed(const SmallModel& model, const World& start, const policy::Policy& policy, int months)
{
    World world = start;
    branch(world, &policy, RandomField{1, 0});
    live(world, model.regime(&policy), months, SerialExecutor{});
    Evidence all;
    for (const Town& town : world.towns) {
        for (std::size_t u = 0; u < world.uses.size(); ++u) {
            for (std::size_t k = 0; k < kinds; ++k) {
                const auto add = [k](auto& to, const auto& from) {
                    to[k].people += from[k].people;
                    to[k].in_work += from[k].in_work;
                };
                add(all.served, town.evidence[u].served);
                add(all.control, town.evidence[u].control);
                add(all.others, town.evidence[u].others);
            }
        }
    }
    const auto has_control = [](const Evidence::Count& c) { return c.people > 0; };
    return belief_from(all, std::any_of(all.control.begin(), all.control.end(), has_control));
}

}  // namespace

TEST_CASE("a belief is a difference in shares, drawn to the difference over all kinds", "[learning]")
{
    Evidence e;
    CHECK_FALSE(belief_from(e, false).any);
    e.served[0] = {50, 20};   // 40%
    e.others[0] = {200, 40};  // 20%
    e.served[5] = {10, 0};    // few cases
    e.others[5] = {40, 20};
    e.control[0] = {50, 20};
    const Belief plain = belief_from(e, false);
    REQUIRE(plain.any);
    const float overall = 20.0F / 60.0F - 60.0F / 240.0F;
    CHECK(plain.overall == Approx(overall));
    CHECK(plain.gain[0] == Approx((50.0F * 0.2F + weight_of_all * overall) / (50.0F + weight_of_all)));
    CHECK(plain.gain[5] == Approx((10.0F * -0.5F + weight_of_all * overall) / (10.0F + weight_of_all)));
    CHECK(plain.gain[1] == Approx(overall));  // nobody of this kind yet
    CHECK(belief_from(e, true).gain[0] < plain.gain[0]);
}

// Power: with 40,000 people about 1,900 are served and 900 drawn as controls within two years, of whom some 15% work,
// so the standard error of served - control is below 0.016 and a deviation of 0.05 has three of them. The selection
// that a plain comparison takes for effect is more than twice that.
TEST_CASE("a plain comparison mistakes selection for effect, a control group does not",
          "[learning][statistical][large]")
{
    const SmallModel model = idle_course_model();
    World start = model.world(4, 10'000);
    live(start, model.regime(), 12, SerialExecutor{});
    const policy::InstrumentUse course =
        scarce(use_of("group_training", {{"weeks", 9.0F}}), 3.0F, policy::Priority::easy);

    const policy::Policy plain = policy_of({course, use_of("knowledge_sharing")});
    const policy::Policy controls =
        policy_of({course, use_of("knowledge_sharing", {{"control_group_percent", 33.0F}})});
    const Belief mistaken = believed(model, start, plain, 50);
    const Belief sound = believed(model, start, controls, 50);
    INFO("plain " << mistaken.overall << ", with controls " << sound.overall);
    CHECK(mistaken.overall > 0.1F);
    CHECK(std::abs(sound.overall) < 0.05F);

    Regime regime = model.regime(&plain);
    std::size_t use = 0;
    while (!plain.uses[use].scarce()) { ++use; }
    const TrueGain truth = true_gains(start, regime, SerialExecutor{})[use];
    CHECK(*std::max_element(truth.gain.begin(), truth.gain.end()) == 0.0F);  // twins: exactly nothing
    CHECK(*std::min_element(truth.gain.begin(), truth.gain.end()) == 0.0F);
    CHECK(*std::max_element(truth.people.begin(), truth.people.end()) > 100);
}

TEST_CASE("what offices learn changes nothing where caseworkers may not use it", "[learning][determinism]")
{
    const SmallModel model;
    World start = model.world(3, 700);
    live(start, model.regime(), 6, SerialExecutor{});
    const policy::InstrumentUse course = scarce(use_of("group_training"), 5.0F, policy::Priority::regime);
    const policy::InstrumentUse judgement = use_of("caseworker_regime", {{"judgement_strength", 1.0F}});
    const auto people_of = [&](const policy::Policy& policy) {
        World world = start;
        branch(world, &policy, RandomField{1, 0});
        live(world, model.regime(&policy), 50, SerialExecutor{});
        Sha256 hash;
        agents::Seekers::for_each_column(world.people, [&hash](auto, auto, const auto& c) { add_to(hash, c); });
        return hash.hex();
    };
    const policy::InstrumentUse record = use_of("knowledge_sharing");
    CHECK(people_of(policy_of({course, record})) == people_of(policy_of({course})));
    CHECK(people_of(policy_of({course, judgement, record})) != people_of(policy_of({course, judgement})));
}

TEST_CASE("learning and its places are the same for any number of threads", "[learning][determinism]")
{
    const SmallModel model;
    World start = model.world(3, 700);
    live(start, model.regime(), 6, SerialExecutor{});
    const policy::Policy policy =
        policy_of({scarce(use_of("group_training"), 5.0F, policy::Priority::regime),
                   scarce(use_of("integrated_care"), 3.0F, policy::Priority::regime),
                   use_of("caseworker_regime", {{"judgement_strength", 1.0F}}),
                   use_of("knowledge_sharing", {{"shared_with", 2.0F}, {"control_group_percent", 20.0F}})});
    const std::string serial = digest_of_arm(start, model, &policy, 40, SerialExecutor{});
    for (const int threads : {1, 2, 3, 8}) {
        INFO(threads << " threads");
        CHECK(digest_of_arm(start, model, &policy, 40, *make_executor(threads)) == serial);
    }
}
