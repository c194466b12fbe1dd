/// THE MONTH OF ONE BLOCK. Compiled once per CPU level (see sim/core/level.hpp); no library, no thread, no allocation.

#include <cstring>

#include "agents/behaviour/budget.hpp"
#include "agents/behaviour/clocks.hpp"
#include "agents/behaviour/counter_service.hpp"
#include "agents/behaviour/events.hpp"
#include "agents/behaviour/facts.hpp"
#include "agents/behaviour/health.hpp"
#include "agents/behaviour/load.hpp"
#include "agents/behaviour/motivation.hpp"
#include "agents/behaviour/offers.hpp"
#include "agents/behaviour/search.hpp"
#include "policies/apply.hpp"
#include "sim/core/reference_loop.hpp"
#include "sim/month/kernels/kernels.hpp"
#include "sim/month/kernels/measure.hpp"

#define VANGNET_TEXT_OF(name) #name
#define VANGNET_TEXT(name) VANGNET_TEXT_OF(name)

namespace vangnet::inline VANGNET_LEVEL {

using namespace agents;

namespace {

/// A quarter of the block: `rows` rows from `first` among all rows, `at` within the block.
struct Strip {
    int number = 0;
    std::size_t at = 0;
    std::size_t first = 0;
};

inline void fill_chance_third(Rows& r, const BlockTask& task, const Strip& strip) noexcept
{
    const std::uint8_t* third = task.chance_third;
    for (std::size_t i = 0; i < rows; ++i) {
        r.facts.chance_third[i] = third != nullptr ? static_cast<float>(third[strip.at + i]) : 1.0F;
    }
}

/// Instruments turn into this person's treatment.
inline void step_treatment(Rows& r, const BlockTask& task, const Strip& strip) noexcept
{
    fill_chance_third(r, task, strip);
    policy::apply_policy(task.uses, task.use_count, strip.at, task.context->since_branch, true, r.facts, r.in_stock,
                         r.treatment);
}

inline std::int32_t first_not_finite(const Rows& r) noexcept
{
    std::uint32_t bad = 0;
#pragma omp simd reduction(| : bad)
    for (int i = 0; i < rows; ++i) {
        const float all = r.mental_health[i] + r.physical_health[i] + r.motivation[i] + r.trust[i] + r.alliance[i] +
                          r.job_rate[i] + r.part_rate[i] + r.other_rate[i] + r.state_rate[i] + r.care_rate[i];
        bad |= all - all == 0.0F ? 0U : 1U;
    }
    if (bad == 0) { return -1; }
    for (int i = 0; i < rows; ++i) {
        const float all = r.mental_health[i] + r.physical_health[i] + r.motivation[i] + r.trust[i] + r.alliance[i] +
                          r.job_rate[i] + r.part_rate[i] + r.other_rate[i] + r.state_rate[i] + r.care_rate[i];
        if (!(all - all == 0.0F)) { return i; }
    }
    return -1;
}

/// Supply of our job seekers by education, and the hours of caseworkers that they want and get.
inline void total_supply(const Rows& r, BlockTotals& totals) noexcept
{
    alignas(64) Column low;
#pragma omp simd
    for (int i = 0; i < rows; ++i) { low[i] = 1.0F - r.middle[i] - r.high[i]; }
    totals.supply[0] += lane_sum(r.job_rate, low, rows);
    totals.supply[1] += lane_sum(r.job_rate, r.middle, rows);
    totals.supply[2] += lane_sum(r.job_rate, r.high, rows);
    totals.hours_wanted += lane_sum(r.treatment.contact_hours, r.on_benefit, rows);
    totals.hours_given += lane_sum(r.contact_hours, r.on_benefit, rows);
    totals.hours_duties += lane_sum(r.duty_hours, r.on_benefit, rows);
}

/// How the office works for these people; only where a policy says so.
inline void total_office(const Rows& r, BlockTotals& totals) noexcept
{
    totals.targets += lane_sum(r.treatment.targets, r.on_benefit, rows);
    totals.judgement += lane_sum(r.treatment.judgement, r.on_benefit, rows);
    totals.temporary_extra += lane_sum(r.treatment.temporary_extra, r.on_benefit, rows);
    totals.learning += lane_sum(r.treatment.learning, r.on_benefit, rows);
    totals.control_share += lane_sum(r.treatment.control_share, r.on_benefit, rows);
    totals.sharing += lane_sum(r.treatment.sharing, r.on_benefit, rows);
}

/// Expected hires of people whose treatment differs from the base arm's, and of the others.
inline void total_hires(const Rows& r, const BlockTask& task, const Strip& strip) noexcept
{
    alignas(64) Column treated = {};
    for (int u = 0; u < task.use_count; ++u) {
        if (task.treated_use[u] == 0) { continue; }
        const std::uint8_t* dose = task.uses[u].dose + strip.at;
        for (int i = 0; i < rows; ++i) { treated[i] = dose[i] > 0 ? 1.0F : treated[i]; }
    }
    alignas(64) Column untreated;
    for (int i = 0; i < rows; ++i) { untreated[i] = 1.0F - treated[i]; }
    task.totals->hires_treated += lane_sum(r.job_rate, treated, rows);
    task.totals->hires_untreated += lane_sum(r.job_rate, untreated, rows);
}

/// Handles the rare events of one row. A partner's event may already have moved this row: then nothing more happens.
inline void handle(const EventSite& at, std::size_t row, std::uint32_t events, std::uint8_t state_before, float* bonus,
                   float* claim) noexcept
{
    Seekers& s = *at.s;
    const std::size_t i = row - at.first;
    if ((events & event::applies) != 0U) {
        apply(at, row);
        return;
    }
    if ((events & event::retires) != 0U) {
        retire(s, row);
        return;
    }
    if ((events & event::care) != 0U) {
        s.care[row] = static_cast<std::uint8_t>(Care::in_treatment);
        s.care_months[row] = static_cast<std::uint8_t>(at.c->p->care_months);
    }
    if (s.state[row] != state_before) { return; }
    if ((events & event::volunteers) != 0U) {
        s.activity[row] = static_cast<std::uint8_t>(Activity::volunteering);
        s.activity_months[row] = static_cast<std::uint8_t>(at.c->p->volunteer_months);
    }
    if ((events & event::punished) != 0U) { punish(at, row); }
    if ((events & event::inspected) != 0U) { s.since_inspection[row] = 0; }
    if ((events & event::found_out) != 0U) {
        leave_benefit(s, row, Reason::ended);
        claim[i] = at.c->p->ended_claim;
        return;
    }
    if ((events & event::full_work) != 0U) {
        if (on_benefit(static_cast<State>(state_before))) {
            find_full_work(at, row);
            bonus[i] = at.r->treatment.bonus[i];
        } else {
            take_job(at, row);
        }
    } else if ((events & event::other) != 0U) {
        if (static_cast<State>(state_before) == State::left) {
            return_to_benefit(at, row);
        } else if (on_benefit(static_cast<State>(state_before))) {
            leave_benefit(s, row, reason_of_exit(at, row));
        } else {
            give_up(s, row);
        }
    } else if ((events & event::subsidised) != 0U) {
        take_subsidised_job(at, row);
    } else if ((events & event::subsidised_ends) != 0U) {
        end_subsidised_job(at, row);
    } else if ((events & event::state) != 0U) {
        if (static_cast<State>(state_before) == State::work) {
            lose_job(at, row);
        } else {
            return_to_benefit(at, row);
        }
    } else if ((events & event::part_time) != 0U) {
        if (static_cast<State>(state_before) == State::part_time) {
            end_part_time(s, row);
        } else {
            start_part_time(at, row);
        }
    }
}

/// Debt help belongs to the household: the first partner's row decides, the second follows.
inline void handle_debt_help(const EventSite& at, Rows& r, std::size_t row) noexcept
{
    Seekers& s = *at.s;
    const std::size_t partner = partner_of(s, row);
    if (partner < row) { return; }
    const std::int32_t forgiven = move_debt_help(at, row);
    r.forgiven_cents[row - at.first] += forgiven;
    r.forgiven_cents[partner - at.first] += partner == row ? 0 : forgiven;
    s.debt[partner] = s.debt[row];
    s.debt_help[partner] = s.debt_help[row];
    s.problem_debt[partner] = s.problem_debt[row];
    s.debt_months[partner] = s.debt_months[row];
    s.plan_relief[partner] = s.plan_relief[row];
}

/// A lump sum for finding work is saved by the household; partners' purse stands in both rows.
inline void pay_bonus(Seekers& s, Rows& r, std::size_t first, std::size_t row, float bonus) noexcept
{
    const std::int32_t cents = round_to_cents(bonus);
    const std::size_t partner = partner_of(s, row);
    s.savings[row] += cents;
    r.income_cents[row - first] += cents;
    if (partner != row) {
        s.savings[partner] += cents;
        r.income_cents[partner - first] += cents;
    }
}

/// What the office claims back, with the fine, is owed by the household from now on.
inline void owe_claim(Seekers& s, Rows& r, std::size_t first, std::size_t row, float claim) noexcept
{
    const std::int32_t cents = round_to_cents(claim);
    const std::size_t partner = partner_of(s, row);
    s.debt[row] += cents;
    r.collection_cents[row - first] += cents;
    if (partner != row) {
        s.debt[partner] += cents;
        r.collection_cents[partner - first] += cents;
    }
}

/// What is imposed or offered this month shows in the activity column: counter-service while it lasts.
inline void show_imposed_activity(const Rows& r, Seekers& s, std::size_t first) noexcept
{
    std::uint8_t* activity = s.activity.data() + first;
    const auto none = static_cast<std::uint8_t>(Activity::none);
    const auto service = static_cast<std::uint8_t>(Activity::counter_service);
#pragma omp simd
    for (int i = 0; i < rows; ++i) {
        const bool serves = r.on_benefit[i] > 0.0F && r.treatment.imposed_hours[i] > 0.0F;
        activity[i] = serves ? service : (activity[i] == service ? none : activity[i]);
    }
}

/// The chance and draw of each cause this month. Rates run on a clock -ln(u), so their chance is 1 - exp(-rate) and the
/// draw 1 - u; see find_moves, find_services, find_subsidised.
Lots lots_of(const EventSite& at, std::size_t row, std::uint32_t events) noexcept
{
    const Rows& r = *at.r;
    const std::size_t i = row - at.first;
    const policy::TreatmentBlock& t = r.treatment;
    const auto by_rate = [&](float rate, float u, std::uint32_t bit) {
        return Lot{.chance = 1.0F - math::exp(-rate), .draw = 1.0F - u, .happened = (events & bit) != 0U};
    };
    const auto by_chance = [&](float chance, float u, std::uint32_t bit) {
        return Lot{.chance = chance, .draw = u, .happened = (events & bit) != 0U};
    };
    const bool helped = r.waiting_for_help[i] + r.in_plan[i] > 0.0F;
    const bool may_ask = r.present[i] * r.problem_debt[i] > 0.0F && !helped;
    const float asks = may_ask ? at.c->p->help_start * t.debt_offer[i] : 0.0F;
    const float found = r.on_benefit[i] * t.inspection_rate[i] * t.inspection_hits[i];
    const bool in_care = at.s->care[row] != 0 && (events & event::care) == 0U;
    Lots lots;
    const auto lot = [&lots](Cause cause) -> Lot& { return lots[static_cast<std::size_t>(cause)]; };
    lot(Cause::full_work) = by_rate(r.job_rate[i], r.u_job[i], event::full_work);
    lot(Cause::other) = by_rate(r.other_rate[i], r.u_other[i], event::other);
    lot(Cause::part_time) = by_rate(r.part_rate[i], r.u_part[i], event::part_time);
    lot(Cause::state) = by_rate(r.state_rate[i], r.u_state[i], event::state);
    lot(Cause::punished) = by_chance(r.punish_rate[i], r.u_monitor[i], event::punished);
    lot(Cause::care) = by_chance(in_care ? 0.0F : r.care_rate[i], r.u_care[i], event::care);
    lot(Cause::volunteers) = by_chance(r.volunteer_rate[i], r.u_activity[i], event::volunteers);
    lot(Cause::debt_help) = by_chance(asks, r.u_debt_help[i], helped ? 0U : event::debt_help);
    lot(Cause::found_out) = by_chance(found, 1.0F - r.u_activity[i], event::found_out);
    lot(Cause::subsidised) = by_chance(r.subsidised_rate[i], uniform_of(event_words(at, row)[2]), event::subsidised);
    return lots;
}

/// Before the events are handled, which move people.
void note_lots(const EventSite& at, const std::uint32_t* events, Watch& watch) noexcept
{
    if (watch.row < at.first || watch.row >= at.first + rows) { return; }
    const std::size_t beside = watch.row ^ 1U;
    watch.own = lots_of(at, watch.row, events[watch.row - at.first]);
    watch.beside = lots_of(at, beside, events[beside - at.first]);
}

inline void step_events(Rows& r, const BlockTask& task, std::size_t first, float* bonus) noexcept
{
    Seekers& s = *task.seekers;
    const EventSite at{&s,        &r, task.context, first, static_cast<std::uint32_t>(s.block_municipality[task.block]),
                       task.slots};
    alignas(64) Column claim = {};
    alignas(64) std::uint32_t events[rows];
    alignas(64) std::uint8_t before[rows];
    std::memcpy(before, s.state.data() + first, rows);
    find_moves(r, task.around, events);
    find_services(r, s, *task.context, first, events);
    find_subsidised(at, events);
    if (task.watch != nullptr) { note_lots(at, events, *task.watch); }
    for (std::size_t i = 0; i < rows; ++i) {
        if (events[i] == 0U) { continue; }
        handle(at, first + i, events[i], before[i], bonus, claim);
        if (bonus[i] > 0.0F) { pay_bonus(s, r, first, first + i, bonus[i]); }
        if (claim[i] > 0.0F) { owe_claim(s, r, first, first + i, claim[i]); }
        if ((events[i] & event::debt_help) != 0U) { handle_debt_help(at, r, first + i); }
    }
}

inline void total_people(const Rows& r, const Seekers& s, std::size_t first, BlockTotals& totals) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
    for (int k = 0; k < state_count; ++k) {
        std::int32_t n = 0;
#pragma omp simd reduction(+ : n)
        for (int i = 0; i < rows; ++i) { n += state[i] == k ? 1 : 0; }
        totals.by_state[static_cast<std::size_t>(k)] += n;
        totals.people += k > 0 ? n : 0;
    }
    alignas(64) Column clients;
    for (int i = 0; i < rows; ++i) { clients[i] = on_benefit(static_cast<State>(state[i])) ? 1.0F : 0.0F; }
    totals.known += lane_sum(r.known, clients, rows);
    std::int64_t cents = 0;
    for (int i = 0; i < rows; ++i) { cents += r.paired[i] > 0.0F && i % 2 == 1 ? 0 : r.benefit_cents[i]; }
    totals.benefit_cents += cents;
}

/// For the person panel.
inline void keep_benefit(const Rows& r, std::int32_t* paid) noexcept
{
    for (int i = 0; i < rows; ++i) { paid[i] = static_cast<std::int32_t>(r.benefit_cents[i]); }
}

/// Who came on benefit and who left it, between the start and the end of the month.
inline void total_moves(const std::uint8_t* before, const std::uint8_t* after, BlockTotals& totals) noexcept
{
    std::int32_t came = 0;
    std::int32_t left = 0;
#pragma omp simd reduction(+ : came, left)
    for (int i = 0; i < rows; ++i) {
        const int was = on_benefit(static_cast<State>(before[i])) ? 1 : 0;
        const int is = on_benefit(static_cast<State>(after[i])) ? 1 : 0;
        came += (1 - was) * is;
        left += was * (1 - is);
    }
    totals.came += came;
    totals.left += left;
}

/// Whether nobody of a strip has applied yet or does so this month: nothing happens to them, and none is counted.
inline bool is_asleep(const Seekers& s, std::size_t first, int month) noexcept
{
    const std::uint8_t* state = s.state.data() + first;
    const std::int16_t* apply_month = s.apply_month.data() + first;
    const auto not_yet = static_cast<std::uint8_t>(State::not_yet);
    std::int32_t awake = 0;
#pragma omp simd reduction(| : awake)
    for (int i = 0; i < rows; ++i) {
        awake |= static_cast<std::int32_t>(state[i] != not_yet) | static_cast<std::int32_t>(apply_month[i] == month);
    }
    return awake == 0;
}

/// The order of docs/model.md, from the household's budget to the record, for 64 people.
void month_of_strip(Rows& r, const BlockTask& task, const Strip& strip, BlockMeasures& measures) noexcept
{
    const MonthContext& c = *task.context;
    Seekers& s = *task.seekers;
    BlockTotals& totals = *task.totals;
    const std::size_t first = strip.first;
    load_rows(r, s, first, c, static_cast<std::uint32_t>(s.block_municipality[task.block]));
    const Purses before = purses_of(s, first);
    alignas(64) std::uint8_t state_before[rows];
    std::memcpy(state_before, s.state.data() + first, rows);

    step_status(r, c);
    step_facts(r);
    step_treatment(r, task, strip);
    step_counter_service(r, c);
    step_contact(r, c, task.around);

    step_income(r, c);
    step_spending(r, c);
    step_debts(r, c);

    step_care_rate(r, c);
    step_health(r, c);
    step_alliance(r, c, task.around);
    step_motivation(r, c);
    step_skill(r, c);

    step_incentives(r, c);
    step_search(r, c);
    step_offer_rates(r, c, task.around);
    step_other_rates(r, c);
    step_duty_rates(r, c);
    total_supply(r, totals);
    if (task.office_rules) { total_office(r, totals); }

    store_rows(r, s, first);
    count_months(s, r, first);
    index_wages(s, c, first);
    count_services(s, r, c, first);
    show_imposed_activity(r, s, first);
    alignas(64) Column bonus = {};
    step_events(r, task, first, bonus);

    totals.money_gap += money_gap(before, r, s, first);
    total_hires(r, task, strip);
    total_people(r, s, first, totals);
    total_moves(state_before, s.state.data() + first, totals);
    if (task.benefit_paid != nullptr) { keep_benefit(r, task.benefit_paid + strip.at); }
    const std::int32_t bad = first_not_finite(r);
    if (bad >= 0 && totals.bad_row < 0) { totals.bad_row = static_cast<std::int32_t>(strip.at) + bad; }
    if (task.group_count > 0) { measure_strip(r, s, bonus, first, strip.number, measures); }
}

void month_of_block(const BlockTask& task) noexcept
{
    Rows r;
    BlockMeasures measures;
    *task.totals = BlockTotals{};
    task.totals->rows = block_rows;
    for (int k = 0; k < strips; ++k) {
        const std::size_t at = static_cast<std::size_t>(k) * rows;
        if (is_asleep(*task.seekers, task.block * block_rows + at, task.context->month)) {
            task.totals->by_state[static_cast<std::size_t>(State::not_yet)] += rows;
            clear_strip(measures, k);
            continue;
        }
        month_of_strip(r, task, {k, at, task.block * block_rows + at}, measures);
    }
    sum_by_group(measures, task.groups, task.group_count, task.records);
}

void state_of_block(const BlockTask& task) noexcept
{
    BlockMeasures measures;
    const Seekers& s = *task.seekers;
    const auto municipality = static_cast<std::uint32_t>(s.block_municipality[task.block]);
    alignas(64) const Column no_bonus = {};
    for (int k = 0; k < strips; ++k) {
        const std::size_t first = task.block * block_rows + static_cast<std::size_t>(k) * rows;
        Rows r = {};
        load_rows(r, s, first, *task.context, municipality);
        measure_strip(r, s, no_bonus, first, k, measures);
    }
    sum_by_group(measures, task.groups, task.group_count, task.records);
}

void meets_of_block(const BlockTask& task, const std::vector<policy::FactRange>& conditions, std::uint8_t* out) noexcept
{
    const Seekers& s = *task.seekers;
    const auto municipality = static_cast<std::uint32_t>(s.block_municipality[task.block]);
    for (int k = 0; k < strips; ++k) {
        const std::size_t at = static_cast<std::size_t>(k) * rows;
        Rows r = {};
        load_rows(r, s, task.block * block_rows + at, *task.context, municipality);
        step_status(r, *task.context);
        step_facts(r);
        fill_chance_third(r, task, {k, at, task.block * block_rows + at});
        std::memcpy(r.facts.active, r.in_stock, sizeof r.facts.active);
        policy::keep_where(conditions, r.facts);
        for (std::size_t i = 0; i < rows; ++i) { out[at + i] = r.facts.active[i] > 0.5F ? 1 : 0; }
    }
}

}  // namespace

extern const Kernels level_kernels;
const Kernels level_kernels{VANGNET_TEXT(VANGNET_LEVEL), &month_of_block, &state_of_block, &meets_of_block,
                            &reference_block};

}  // namespace vangnet::inline VANGNET_LEVEL
