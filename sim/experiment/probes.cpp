#include "sim/experiment/probes.hpp"

#include <algorithm>
#include <cmath>

#include "sim/experiment/start_state.hpp"
#include "sim/month/record.hpp"

namespace vangnet {

namespace {

using agents::Seekers;
using agents::State;

State state_of(const Seen& x) { return static_cast<State>(x.s.state[x.row]); }
bool on(const Seen& x) { return agents::on_benefit(state_of(x)); }
bool works(const Seen& x) { return state_of(x) == State::work; }
int age(const Seen& x) { return (x.now.since_1970 - x.s.birth_month[x.row]) / 12; }
int spell(const Seen& x) { return x.s.months_on_benefit[x.row]; }
bool woman(const Seen& x) { return (x.s.traits[x.row] & agents::trait::woman) != 0U; }

/// A couple is one benefit: that of the partner in the even row.
bool benefit(const Seen& x) { return on(x) && ((x.s.traits[x.row] & agents::trait::paired) == 0U || x.row % 2 == 0); }
std::size_t partner(const Seen& x) { return (x.s.traits[x.row] & agents::trait::paired) != 0U ? x.row ^ 1U : x.row; }
/// Earnings beside benefit of a household in this month. [EUR]
double earnings(const Seen& x)
{
    const auto of = [&x](std::size_t row) {
        return static_cast<State>(x.s.state[row]) == State::part_time ? x.s.wage[row] / 100.0 : 0.0;
    };
    return of(x.row) + (partner(x) != x.row ? of(partner(x)) : 0.0);
}
bool with_part_time(const Seen& x)
{
    return state_of(x) == State::part_time || static_cast<State>(x.s.state[partner(x)]) == State::part_time;
}

/// Left benefit this month, and how; pensioners are a fact of their own.
bool left_as(const Seen& x, State kind)
{
    return state_of(x) != State::not_yet && !on(x) && x.s.since_exit[x.row] == 0 &&
           static_cast<State>(x.s.exit_kind[x.row]) == kind;
}
bool left_for_work(const Seen& x) { return left_as(x, State::work); }
bool leaver(const Seen& x) { return left_for_work(x) || left_as(x, State::left) || left_as(x, State::partner_work); }
bool pensioned(const Seen& x) { return left_as(x, State::pensioned); }
bool entrant(const Seen& x) { return on(x) && spell(x) == 0; }

/// Ended spell of more than `from` months and at most `to`.
template <int from, int to>
double ended(const Seen& x)
{
    return spell(x) > from && spell(x) <= to ? 1.0 : 0.0;
}
template <int from, int to>
double spell_within(const Seen& x)
{
    return spell(x) >= from && spell(x) < to ? 1.0 : 0.0;
}
template <int from, int to>
double aged(const Seen& x)
{
    return age(x) >= from && age(x) < to ? 1.0 : 0.0;
}
template <int from, int to>
bool stock_aged(const Seen& x)
{
    return on(x) && age(x) >= from && age(x) < to;
}

float health(const Seen& x) { return self_rated_health(x.s.physical_health[x.row], x.s.mental_health[x.row]); }
double good_health(const Seen& x) { return health(x) > good_health_above ? 1.0 : 0.0; }
double bad_health(const Seen& x) { return health(x) < bad_health_below ? 1.0 : 0.0; }

constexpr int always = 10'000;  // months or years

Months year(int y, int every = 1) { return {make_month(y, 1), make_month(y, 12), every}; }
Months end_of(int y) { return year(y, 12); }

}  // namespace

const std::vector<MeanProbe>& mean_probes()
{
    static const std::vector<MeanProbe> table = {
        {"1/0-6m", year(2023), leaver, ended<-1, 6>},
        {"1/6-12m", year(2023), leaver, ended<6, 12>},
        {"1/1-2y", year(2023), leaver, ended<12, 24>},
        {"1/2-3y", year(2023), leaver, ended<24, 36>},
        {"1/3-4y", year(2023), leaver, ended<36, 48>},
        {"1/4-5y", year(2023), leaver, ended<48, 60>},
        {"1/5y+", year(2023), leaver, ended<60, always>},
        {"3/re-inflow", year(2019), entrant, [](const Seen& x) { return x.s.since_exit[x.row] < 12 ? 1.0 : 0.0; }},
        {"4/work share of exits", year(2015), leaver, [](const Seen& x) { return left_for_work(x) ? 1.0 : 0.0; }},
        {"9/0-6m", year(2019, 3), on, spell_within<0, 6>},
        {"9/6-12m", {make_month(2019, 1), make_month(2019, 9), 3}, on, spell_within<6, 12>},
        {"10/5+ years", end_of(2022), on, spell_within<60, always>},
        {"10/15+ years", end_of(2015), on, spell_within<180, always>},
        {"11/share", year(2018), benefit, [](const Seen& x) { return with_part_time(x) ? 1.0 : 0.0; }},
        {"11/mean earnings", year(2018), [](const Seen& x) { return benefit(x) && with_part_time(x); }, earnings},
        {"13/<27", {make_month(2023, 3), make_month(2023, 3)}, on, aged<0, 27>},
        {"13/27-44", {make_month(2023, 3), make_month(2023, 3)}, on, aged<27, 45>},
        {"13/45+", {make_month(2023, 3), make_month(2023, 3)}, on, aged<45, always>},
        {"14/good", end_of(2012), stock_aged<25, 55>, good_health},
        {"14/fair", end_of(2012), stock_aged<25, 55>,
         [](const Seen& x) { return 1.0 - good_health(x) - bad_health(x); }},
        {"14/bad", end_of(2012), stock_aged<25, 55>, bad_health},
        {"15/care", end_of(2017), on, [](const Seen& x) { return x.s.since_care[x.row] < 12 ? 1.0 : 0.0; }},
        {"16/arrears", end_of(2021), benefit, [](const Seen& x) { return x.s.since_arrears[x.row] < 12 ? 1.0 : 0.0; }},
        {"16/help", end_of(2017), [](const Seen& x) { return benefit(x) && x.s.problem_debt[x.row] != 0; },
         [](const Seen& x) { return x.s.debt_help[x.row] == 1 || x.s.debt_help[x.row] == 2 ? 1.0 : 0.0; }},
        {"17/exempt",
         {make_month(2018, 11), make_month(2018, 11)},
         benefit,
         [](const Seen& x) { return agents::waived_by_law(x.s, x.row, x.p) ? 1.0 : 0.0; }},
    };
    return table;
}

const std::vector<FlowProbe>& flow_probes()
{
    static const std::vector<FlowProbe> table = {
        {"2/outflow", 2019, leaver}, {"20/cycle", 2021, left_for_work},  // over fact 5 of 2013, see Meter::facts
    };
    return table;
}

const std::vector<CohortProbe>& cohort_probes()
{
    static const std::vector<CohortProbe> table = {
        {"5/all 2012", 2012, on},
        {"5/all 2013", 2013, on},
        {"6/15-25 2013", 2013, stock_aged<0, 25>},
        {"6/25-35 2013", 2013, stock_aged<25, 35>},
        {"6/men 2013", 2013, [](const Seen& x) { return on(x) && !woman(x); }},
        {"6/women 2013", 2013, [](const Seen& x) { return on(x) && woman(x); }},
        {"7/15-25 2014", 2014, stock_aged<0, 25>},
        {"7/25-35 2014", 2014, stock_aged<25, 35>},
        {"7/men 2014", 2014, [](const Seen& x) { return on(x) && !woman(x); }},
        {"7/women 2014", 2014, [](const Seen& x) { return on(x) && woman(x); }},
        {"8/5+ years", 2016, [](const Seen& x) { return on(x) && spell(x) >= 60; }},
    };
    return table;
}

const std::vector<FollowProbe>& follow_probes()
{
    static const std::vector<FollowProbe> table = {
        {"12/6m work", 6, works},
        {"12/18m work", 18, works},
        {"12/18m unbroken", 18,
         [](const Seen& x) {
             return works(x) && x.s.since_break[x.row] >= 18 && x.s.since_break[x.row] != agents::never;
         }},
        {"12/18m benefit", 18, on},
        {"12/18m neither", 18, [](const Seen& x) { return !works(x) && !on(x); }},
    };
    return table;
}

double Meter::Sum::value() const noexcept { return whole > 0.0 ? part / whole : std::nan(""); }

Meter::Meter(const Data& data, const agents::Parameters& p, double weight)
    : data_{data},
      p_{p},
      weight_{weight},
      means_(mean_probes().size()),
      flows_(flow_probes().size()),
      cohorts_(cohort_probes().size()),
      follows_(follow_probes().size())
{
}

void Meter::before_year(const Seekers& s, int y)
{
    member_.assign(s.size(), 0);
    left_.assign(s.size(), 0);
    left_in_.resize(s.size(), -1);
    const Month january = make_month(y, 1);
    for (std::size_t k = 0; k < cohorts_.size(); ++k) {
        if (cohort_probes()[k].year != y) { continue; }
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (cohort_probes()[k].of({s, row, january, p_})) { member_[row] |= 1U << k; }
        }
    }
    for (std::size_t k = 0; k < flows_.size(); ++k) {
        if (flow_probes()[k].year != y) { continue; }
        for (std::size_t row = 0; row < s.size(); ++row) { flows_[k].whole += on({s, row, january, p_}) ? 1.0 : 0.0; }
    }
}

void Meter::look(const World& w)
{
    const Month now{w.month - 1};
    const Seekers& s = w.people;
    look_at_moves(s, now);
    follow(s, now);
    look_at_means(s, now);
    look_at_stock(s, now);
    if (now.month_of_year() == 12) { end_cohorts(now.year()); }
}

void Meter::look_at_means(const Seekers& s, Month now)
{
    for (std::size_t k = 0; k < means_.size(); ++k) {
        const MeanProbe& probe = mean_probes()[k];
        if (!probe.months.has(now)) { continue; }
        for (std::size_t row = 0; row < s.size(); ++row) {
            const Seen x{s, row, now, p_};
            if (!probe.of(x)) { continue; }
            means_[k].part += probe.amount(x);
            means_[k].whole += 1.0;
        }
    }
}

void Meter::look_at_moves(const Seekers& s, Month now)
{
    double entrants = 0.0;
    for (std::size_t row = 0; row < s.size(); ++row) {
        const Seen x{s, row, now, p_};
        if (state_of(x) == State::not_yet) { continue; }
        entrants += entrant(x) ? 1.0 : 0.0;
        if (s.since_exit[row] != 0 || on(x)) { continue; }
        for (std::size_t k = 0; k < flows_.size(); ++k) {
            if (flow_probes()[k].year == now.year() && flow_probes()[k].event(x)) { flows_[k].part += 1.0; }
        }
        if (left_for_work(x)) {
            left_[row] = 1;
            if (now.year() == leavers_of) { left_in_[row] = static_cast<std::int16_t>(now.since_1970); }
        }
        if (now.year() >= 2019 && now.year() <= 2022 && pensioned(x)) { pensioned_ += 1.0; }
    }
    counts_["inflow/" + std::to_string(now.year())] += entrants;
}

void Meter::follow(const Seekers& s, Month now)
{
    if (now.year() < leavers_of) { return; }
    for (std::size_t row = 0; row < s.size(); ++row) {
        if (left_in_[row] < 0) { continue; }
        const Seen x{s, row, now, p_};
        for (std::size_t k = 0; k < follows_.size(); ++k) {
            const FollowProbe& probe = follow_probes()[k];
            if (now.since_1970 - left_in_[row] != probe.months_after) { continue; }
            follows_[k].part += probe.is(x) ? 1.0 : 0.0;
            follows_[k].whole += 1.0;
        }
    }
}

void Meter::look_at_stock(const Seekers& s, Month now)
{
    if (now.month_of_year() % 3 != 0) { return; }
    double stock = 0.0;
    for (std::size_t row = 0; row < s.size(); ++row) { stock += on({s, row, now, p_}) ? 1.0 : 0.0; }
    if (now.month_of_year() == 12) { counts_["stock/" + std::to_string(now.year())] = stock; }
    if (now < make_month(2015, 12) || now > make_month(2019, 12)) { return; }
    const double off = stock * weight_ / national_stock(data_, now.since_1970) - 1.0;
    if (std::abs(off) > std::abs(worst_stock_)) { worst_stock_ = off; }
}

void Meter::end_cohorts(int y)
{
    for (std::size_t k = 0; k < cohorts_.size(); ++k) {
        if (cohort_probes()[k].year != y) { continue; }
        for (std::size_t row = 0; row < member_.size(); ++row) {
            if ((member_[row] >> k & 1U) == 0U) { continue; }
            cohorts_[k].part += left_[row];
            cohorts_[k].whole += 1.0;
        }
    }
}

FactMap Meter::facts() const
{
    FactMap facts;
    for (const auto& [key, people] : counts_) { facts[key] = people * weight_; }
    for (std::size_t k = 0; k < means_.size(); ++k) { facts[mean_probes()[k].key] = means_[k].value(); }
    for (std::size_t k = 0; k < flows_.size(); ++k) { facts[flow_probes()[k].key] = flows_[k].value(); }
    for (std::size_t k = 0; k < cohorts_.size(); ++k) { facts[cohort_probes()[k].key] = cohorts_[k].value(); }
    for (std::size_t k = 0; k < follows_.size(); ++k) { facts[follow_probes()[k].key] = follows_[k].value(); }
    facts["18/AOW exits"] = pensioned_ * weight_ / 4.0;  // a year, of 2019 to 2022
    facts["19/stock 2015Q4-2019Q4"] = worst_stock_;
    facts["20/cycle"] /= facts["5/all 2013"];  // all job leavers of 2021, entrants included, over a slack year
    return facts;
}

}  // namespace vangnet
