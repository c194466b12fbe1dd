#include <string>
#include <string_view>
#include <vector>

#include "sim/inputs/parameters.hpp"
#include "sim/run/executors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

namespace {

using policy::InstrumentUse;

/// A policy and how long it is followed.
struct Situation {
    policy::Policy policy;
    int months = 30;
};

InstrumentUse until(InstrumentUse use, int end)
{
    use.end = end;
    return use;
}

/// Each instrument for everyone, so that its effects act together.
policy::Policy everything()
{
    std::vector<InstrumentUse> uses;
    for (int type = 0; type < static_cast<int>(policy::instruments().size()); ++type) {
        uses.push_back(policy::default_use(type));
    }
    return policy_of(std::move(uses));
}

/// What together makes every parameter act on somebody.
std::vector<Situation> situations()
{
    const InstrumentUse strict = use_of(
        "application_duty", {{"check_chance_percent", 80.0F}, {"applications_per_month", 12.0F}, {"strictness", 1.0F}});
    const InstrumentUse warned = use_of(
        "application_duty", {{"check_chance_percent", 80.0F}, {"applications_per_month", 12.0F}, {"warn_first", 1.0F}});
    const InstrumentUse lenient = use_of("application_duty", {{"check_chance_percent", 5.0F}});
    const std::initializer_list<std::pair<std::string_view, float>> soon = {
        {"early_offer_times", 10.0F}, {"waiting_months", 0.0F}, {"plan_length_times", 0.1F}};
    InstrumentUse part = use_of("debt_help", soon);
    part.params[static_cast<std::size_t>(policy::parameter_index(
        policy::instruments()[static_cast<std::size_t>(part.type)], "creditors_percent"))] = 20.0F;
    const InstrumentUse guided = use_of("guidance", {{"caseload", 10.0F},
                                                     {"in_neighbourhood", 1.0F},
                                                     {"aftercare_months", 12.0F},
                                                     {"directive", 1.0F},
                                                     {"motivational_interviewing", 1.0F}});
    const InstrumentUse managed =
        use_of("caseworker_regime",
               {{"targets_strength", 0.8F}, {"judgement_strength", 0.5F}, {"temporary_percent_more", 50.0F}});
    const InstrumentUse supported =
        use_of("integrated_care", {{"severe_below", 0.0F}, {"moderate_below", 0.0F}, {"wait_months", 0.0F}});
    const InstrumentUse skills = use_of("group_training", {{"skills_and_motivation", 1.0F}, {"practice_place", 0.0F}});
    std::vector<Situation> list;
    list.push_back({everything()});
    list.push_back({policy_of({}), 150});
    list.push_back({policy_of({strict, use_of("counter_service"), use_of("inspection"), use_of("search_period")})});
    list.push_back({policy_of({warned, supported})});
    list.push_back(
        {policy_of({lenient, use_of("earnings_disregard"), use_of("debt_help", {{"through_court", 1.0F}})})});
    list.push_back({policy_of({part})});
    list.push_back({policy_of({use_of("debt_help", soon), skills})});
    list.push_back({policy_of({use_of("debt_help", {{"early_offer_times", 10.0F}, {"waiting_months", 12.0F}})}), 60});
    list.push_back({policy_of({until(use_of("exemption"), 14)})});
    list.push_back({policy_of({guided, managed})});
    return list;
}

constexpr int people = 1500;
constexpr int months_before = 18;

World start_of(const SmallModel& model)
{
    World start = model.world({small_applicants(200, people)});
    live(start, model.regime(), months_before, SerialExecutor{});
    return start;
}

std::string lives_in(const World& start, const SmallModel& model, const Situation& situation)
{
    return digest_of_arm(start, model, &situation.policy, situation.months, SerialExecutor{});
}

SmallModel with_parameters(const agents::Parameters& p, const ParameterBook& book)
{
    SmallModel model;
    model.p = p;
    model.terms = policy_terms(p, book);
    model.renew();
    return model;
}

}  // namespace

TEST_CASE("every behaviour parameter that is drawn or described acts", "[property][large]")
{
    const ParameterBook book = load_parameters();
    // away from its centre 0, where the two parameters of its scale have nothing to act on
    const agents::Parameters central = central_parameters(book, {{"caseload_by_distance", 0.2}});
    const std::vector<Situation> all = situations();
    const SmallModel usual = with_parameters(central, book);
    const World usual_start = start_of(usual);
    std::vector<std::string> usual_lives;
    for (const Situation& situation : all) { usual_lives.push_back(lives_in(usual_start, usual, situation)); }
    std::vector<std::string> keys;
    agents::Parameters names;
    agents::for_each_parameter(names, [&](std::string_view key, float&) { keys.emplace_back(key); });
    std::vector<std::string> idle(keys.size());
    make_executor(0)->for_each(keys.size(), [&](std::size_t k) {
        // the first two act where applicants are drawn from tables, before there is a world (the share is tested in
        // test_population.cpp); the last in an office of fifty or more, in which nobody is spare (test_office.cpp)
        for (const char* elsewhere : {"share_negative_reciprocal", "first_time_share", "sickness_share"}) {
            if (keys[k] == elsewhere) { return; }
        }
        const ParameterEntry& entry = *book.find(keys[k]);
        agents::Parameters p = central;
        agents::for_each_parameter(p, [&](std::string_view key, float& member) {
            if (key != keys[k]) { return; }
            member += 0.5F * (static_cast<float>(entry.value == entry.high ? entry.low : entry.high) - member);
        });
        const SmallModel model = with_parameters(p, book);
        const World start = start_of(model);
        for (std::size_t s = 0; s < all.size(); ++s) {
            if (lives_in(start, model, all[s]) != usual_lives[s]) { return; }
        }
        idle[k] = keys[k];
    });
    for (const std::string& key : idle) {
        INFO(key << " changes nothing");
        CHECK(key.empty());
    }
}

TEST_CASE("every setting of every instrument acts", "[property][large]")
{
    SmallModel model = with_parameters(central_parameters(load_parameters()), load_parameters());
    model.terms.neighbourhood = 0.05F;  // its centre is 0: nobody knows the sign
    const World start = start_of(model);
    // what a setting needs beside it, or values of its own instrument at which it acts
    const InstrumentUse many = use_of("guidance", {{"caseload", 10.0F}});
    const auto beside = [&](std::string_view key) -> std::vector<InstrumentUse> {
        if (key == "caseworker_regime") { return {many}; }
        return {};
    };
    const std::vector<InstrumentUse> bases = {
        use_of("search_period", {{"search_first_weeks", 0.0F}}), use_of("earnings_disregard", {{"opt_in", 1.0F}}),
        use_of("caseworker_regime", {{"targets_strength", 0.8F}}),
        use_of("integrated_care",
               {{"severe_below", 0.0F}, {"moderate_below", 0.0F}, {"wait_months", 0.0F}, {"support_months", 2.0F}})};
    for (int type = 0; type < static_cast<int>(policy::instruments().size()); ++type) {
        const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(type)];
        if (info.card->key == "knowledge_sharing") { continue; }  // acts on places: tests/test_model_learning.cpp
        std::vector<InstrumentUse> tried = {policy::default_use(type)};
        for (const InstrumentUse& base : bases) {
            if (base.type == type) { tried.push_back(base); }
        }
        for (std::size_t k = 0; k < info.parameters.size(); ++k) {
            const policy::ParameterText& text = info.parameters[k];
            bool acts = false;
            for (const InstrumentUse& use : tried) {
                InstrumentUse moved = use;
                const float other = moved.params[k] == text.high ? text.low : text.high;
                moved.params[k] += (text.unit == policy::Unit::flag ? 1.0F : 0.5F) * (other - moved.params[k]);
                std::vector<InstrumentUse> uses = beside(info.card->key);
                std::vector<InstrumentUse> moved_uses = uses;
                uses.push_back(use);
                moved_uses.push_back(moved);
                acts = acts || lives_in(start, model, {policy_of(uses), 60}) !=
                                   lives_in(start, model, {policy_of(moved_uses), 60});
            }
            INFO(info.card->key << "." << text.key);
            CHECK(acts);
        }
    }
}

}  // namespace vangnet::test
