#include "sim/experiment/facts_run.hpp"

#include <array>
#include <cmath>

#include "agents/population/margins.hpp"
#include "agents/seekers.hpp"
#include "sim/experiment/arm_run.hpp"
#include "sim/experiment/groups.hpp"
#include "sim/experiment/regime.hpp"
#include "sim/month/month.hpp"

namespace vangnet {

namespace {

using agents::Seekers;
using agents::State;

struct Share {
    double hits = 0.0;
    double all = 0.0;
    void add(bool hit) noexcept
    {
        hits += hit ? 1.0 : 0.0;
        all += 1.0;
    }
    [[nodiscard]] double value() const noexcept { return all > 0.0 ? hits / all : std::nan(""); }
};

/// What a person of the stock was at the start of the year, and whether it has left for a job since.
enum class Mark : std::uint8_t { none = 0, recipient = 1, left_for_work = 2 };

class FactMeter {
public:
    FactMeter(const Data& data, double weight) : data_{data}, weight_{weight} {}

    /// Looks at the people after the month that has just been run.
    void look(const World& w)
    {
        const Month now{w.month - 1};
        const Seekers& s = w.people;
        follow(s, now);
        if (now.month_of_year() % 3 == 0) { look_at_quarter(s, now); }
        look_at_month(s, now);
        if (now.month_of_year() == 12) { end_year(s, now.year()); }
    }

    /// Marks the stock before the first month of a year is run.
    void before_year(const Seekers& s, int year)
    {
        marks_.assign(s.size(), Mark::none);
        exit_month_.resize(s.size(), -1);
        start_age_.assign(s.size(), 0);
        long_spell_.assign(s.size(), 0);
        stock_at_start_ = 0.0;
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (!on(s, row)) { continue; }
            marks_[row] = Mark::recipient;
            start_age_[row] = static_cast<std::uint8_t>((make_month(year, 1).since_1970 - s.birth_month[row]) / 12);
            long_spell_[row] = s.months_on_benefit[row] >= 60 ? 1 : 0;
            stock_at_start_ += 1.0;
        }
        exits_ = exits_to_work_ = pensions_ = 0.0;
        inflow_ = {};
        durations_ = {};
    }

    [[nodiscard]] FactMap facts() const { return facts_; }

private:
    static bool on(const Seekers& s, std::size_t row) { return agents::on_benefit(static_cast<State>(s.state[row])); }
    static bool head(const Seekers& s, std::size_t row)
    {
        return (s.traits[row] & agents::trait::paired) == 0U || row % 2 == 0;
    }

    void follow(const Seekers& s, Month now)
    {
        for (std::size_t row = 0; row < s.size(); ++row) {
            const auto state = static_cast<State>(s.state[row]);
            if (state == State::not_yet) { continue; }
            const bool served = agents::on_benefit(state);
            if (served && s.months_on_benefit[row] == 0) { inflow_.add(s.since_exit[row] < 12); }
            if (served || s.since_exit[row] != 0) { continue; }
            const auto kind = static_cast<State>(s.exit_kind[row]);
            if (kind == State::pensioned) {
                pensions_ += 1.0;
                continue;
            }
            if (kind != State::work && kind != State::left && kind != State::partner_work) { continue; }
            exits_ += 1.0;
            count_duration(s.months_on_benefit[row]);
            if (kind == State::work) {
                exits_to_work_ += 1.0;
                if (marks_[row] == Mark::recipient) { marks_[row] = Mark::left_for_work; }
                if (now.year() == 2021) { exit_month_[row] = static_cast<std::int16_t>(now.since_1970); }
            }
        }
        follow_leavers(s, now);
    }

    void count_duration(int months)
    {
        static constexpr std::array<int, 6> upper = {6, 12, 24, 36, 48, 60};
        std::size_t k = 0;
        while (k < upper.size() && months > upper[k]) { ++k; }
        durations_[k] += 1.0;
    }

    /// Fact 12: leavers to work of 2021 after 6 and 18 months.
    void follow_leavers(const Seekers& s, Month now)
    {
        if (now.year() < 2021 || now.year() > 2023) { return; }
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (exit_month_[row] < 0) { continue; }
            const int since = now.since_1970 - exit_month_[row];
            const auto state = static_cast<State>(s.state[row]);
            if (since == 6) { work_6_.add(state == State::work); }
            if (since != 18) { continue; }
            work_18_.add(state == State::work);
            unbroken_18_.add(state == State::work && s.since_break[row] >= 18 && s.since_break[row] != agents::never);
            benefit_18_.add(agents::on_benefit(state));
            neither_18_.add(state != State::work && !agents::on_benefit(state));
        }
    }

    void look_at_quarter(const Seekers& s, Month now)
    {
        double stock = 0.0;
        Share below_6;
        Share below_12;
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (!on(s, row)) { continue; }
            stock += 1.0;
            below_6.add(s.months_on_benefit[row] < 6);
            below_12.add(s.months_on_benefit[row] >= 6 && s.months_on_benefit[row] < 12);
        }
        const int quarter = now.month_of_year() / 3;
        if (now.year() == 2019) {
            facts_["9/0-6m"] += below_6.value() / 4.0;
            if (quarter < 4) { facts_["9/6-12m"] += below_12.value() / 3.0; }
        }
        const bool in_fact_19 = now >= make_month(2015, 12) && now <= make_month(2019, 12);
        if (in_fact_19) {
            const double off = stock * weight_ / national_stock(data_, now.since_1970) - 1.0;
            double& worst = facts_["19/stock 2015Q4-2019Q4"];
            if (std::abs(off) > std::abs(worst)) { worst = off; }
        }
        if (now == make_month(2023, 3)) { look_at_ages(s, now); }
    }

    void look_at_ages(const Seekers& s, Month now)
    {
        Share young;
        Share middle;
        Share old;
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (!on(s, row)) { continue; }
            const int age = (now.since_1970 - s.birth_month[row]) / 12;
            young.add(age < 27);
            middle.add(age >= 27 && age < 45);
            old.add(age >= 45);
        }
        facts_["13/<27"] = young.value();
        facts_["13/27-44"] = middle.value();
        facts_["13/45+"] = old.value();
    }

    /// Fact 11: part-time work beside benefits (a couple is one) in the months of 2018.
    void look_at_month(const Seekers& s, Month now)
    {
        if (now.year() != 2018) { return; }
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (!on(s, row) || !head(s, row)) { continue; }
            const std::size_t partner = (s.traits[row] & agents::trait::paired) != 0U ? row ^ 1U : row;
            const bool part = static_cast<State>(s.state[row]) == State::part_time;
            const bool partner_part = partner != row && static_cast<State>(s.state[partner]) == State::part_time;
            part_time_.add(part || partner_part);
            if (!part && !partner_part) { continue; }
            earnings_.hits += ((part ? s.wage[row] : 0) + (partner_part ? s.wage[partner] : 0)) / 100.0;
            earnings_.all += 1.0;
        }
    }

    void end_year(const Seekers& s, int year)
    {
        if (year == 2023) {
            static constexpr std::array<const char*, 7> parts = {"1/0-6m", "1/6-12m", "1/1-2y", "1/2-3y",
                                                                 "1/3-4y", "1/4-5y",  "1/5y+"};
            for (std::size_t k = 0; k < parts.size(); ++k) {
                facts_[parts[k]] = exits_ > 0.0 ? durations_[k] / exits_ : 0.0;
            }
        }
        if (year == 2019) {
            facts_["2/outflow"] = exits_ / stock_at_start_;
            facts_["3/re-inflow"] = inflow_.value();
        }
        facts_["inflow/" + std::to_string(year)] = inflow_.all * weight_;
        facts_["stock/" + std::to_string(year)] = stock_of(s) * weight_;
        if (year == 2015) { facts_["4/work share of exits"] = exits_to_work_ / exits_; }
        if (year >= 2019 && year <= 2022) { facts_["18/AOW exits"] += pensions_ * weight_ / 4.0; }
        job_exits(s, year);
        snapshots(s, year);
    }

    static double stock_of(const Seekers& s)
    {
        double n = 0.0;
        for (std::size_t row = 0; row < s.size(); ++row) { n += on(s, row) ? 1.0 : 0.0; }
        return n;
    }

    /// Facts 5 to 8 and 20: share of the recipients at the year's start with a full exit to work within it.
    void job_exits(const Seekers& s, int year)
    {
        Share all;
        Share below_25;
        Share below_35;
        Share men;
        Share women;
        Share five_years;
        for (std::size_t row = 0; row < marks_.size(); ++row) {
            if (marks_[row] == Mark::none) { continue; }
            const bool left = marks_[row] == Mark::left_for_work;
            all.add(left);
            if (start_age_[row] < 25) { below_25.add(left); }
            if (start_age_[row] >= 25 && start_age_[row] < 35) { below_35.add(left); }
            ((s.traits[row] & agents::trait::woman) != 0U ? women : men).add(left);
            if (long_spell_[row] != 0) { five_years.add(left); }
        }
        const std::string y = std::to_string(year);
        if (year == 2012 || year == 2013) { facts_["5/all " + y] = all.value(); }
        if (year == 2013 || year == 2014) {
            const std::string fact = year == 2013 ? "6/" : "7/";
            facts_[fact + "15-25 " + y] = below_25.value();
            facts_[fact + "25-35 " + y] = below_35.value();
            facts_[fact + "men " + y] = men.value();
            facts_[fact + "women " + y] = women.value();
        }
        if (year == 2016) { facts_["8/5+ years"] = five_years.value(); }
        // 2021's figure counts all job leavers of the year, entrants of the year included, over the stock at its start
        if (year == 2021) { facts_["20/cycle"] = exits_to_work_ / stock_at_start_ / facts_["5/all 2013"]; }
    }

    void snapshots(const Seekers& s, int year)
    {
        if (year == 2022) { facts_["10/5+ years"] = spells_of(s, 60); }
        if (year == 2015) { facts_["10/15+ years"] = spells_of(s, 180); }
        if (year == 2012) { look_at_health(s, year); }
        if (year == 2017) { look_at_care_and_help(s); }
        if (year == 2018) {
            facts_["11/share"] = part_time_.value();
            facts_["11/mean earnings"] = earnings_.value();
            facts_["17/exempt"] = exempt_.value();
        }
        if (year == 2021) { look_at_arrears(s); }
        if (year == 2023) {
            facts_["12/6m work"] = work_6_.value();
            facts_["12/18m work"] = work_18_.value();
            facts_["12/18m unbroken"] = unbroken_18_.value();
            facts_["12/18m benefit"] = benefit_18_.value();
            facts_["12/18m neither"] = neither_18_.value();
        }
    }

    static double spells_of(const Seekers& s, int least)
    {
        Share share;
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (on(s, row)) { share.add(s.months_on_benefit[row] >= least); }
        }
        return share.value();
    }

    void look_at_health(const Seekers& s, int year)
    {
        Share good;
        Share bad;
        for (std::size_t row = 0; row < s.size(); ++row) {
            const int age = (make_month(year, 12).since_1970 - s.birth_month[row]) / 12;
            if (!on(s, row) || age < 25 || age >= 55) { continue; }
            const float health = self_rated_health(s.physical_health[row], s.mental_health[row]);
            good.add(health > good_health_above);
            bad.add(health < bad_health_below);
        }
        facts_["14/good"] = good.value();
        facts_["14/bad"] = bad.value();
        facts_["14/fair"] = 1.0 - good.value() - bad.value();
    }

    void look_at_care_and_help(const Seekers& s)
    {
        Share care;
        Share help;
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (!on(s, row)) { continue; }
            care.add(s.since_care[row] < 12);
            const bool known = s.debt_help[row] == 1 || s.debt_help[row] == 2;
            if (head(s, row) && s.problem_debt[row] != 0) { help.add(known); }
        }
        facts_["15/care"] = care.value();
        facts_["16/help"] = help.value();
    }

    void look_at_arrears(const Seekers& s)
    {
        Share arrears;
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (on(s, row) && head(s, row)) { arrears.add(s.since_arrears[row] < 12); }
        }
        facts_["16/arrears"] = arrears.value();
    }

public:
    /// Fact 17: benefits whose holder is exempt from the duty to apply, at the end of 2018.
    void look_at_exemptions(const Seekers& s, const agents::Parameters& p)
    {
        for (std::size_t row = 0; row < s.size(); ++row) {
            if (!on(s, row) || !head(s, row)) { continue; }
            exempt_.add(agents::waived_by_law(s, row, p));
        }
    }

private:
    const Data& data_;
    double weight_;
    FactMap facts_;
    std::vector<Mark> marks_;
    std::vector<std::uint8_t> start_age_;
    std::vector<std::uint8_t> long_spell_;
    std::vector<std::int16_t> exit_month_;
    double stock_at_start_ = 0.0;
    double exits_ = 0.0;
    double exits_to_work_ = 0.0;
    double pensions_ = 0.0;
    std::array<double, 7> durations_{};
    Share inflow_;
    Share part_time_;
    Share earnings_;
    Share exempt_;
    Share work_6_, work_18_, unbroken_18_, benefit_18_, neither_18_;
};

/// The meter follows people by row from the beginning of a year, and those who left for work in 2021 to the end.
constexpr Month last_compaction = make_month(2021, 1);

}  // namespace

FactMap measure_facts(const Data& data, const StartRequest& request, const agents::Parameters& p,
                      const agents::PolicyTerms& terms, const Executor& executor)
{
    StartRequest all = request;
    all.last_month = make_month(2023, 12).since_1970;
    World world = unborn_world(data, all, p);
    const RegimeParts parts(p, terms, make_paths(data));
    const Regime regime = parts.regime(request.seed, request.replicate);
    burn_in(world, regime, make_month(2007, 1).since_1970, executor);

    FactMeter meter(data, weight_of(data, all));
    while (world.month <= all.last_month) {
        const Month month{world.month};
        if (month.month_of_year() == 1) {
            if (month <= last_compaction) { compact_world(world, agents::AlsoGone::nobody); }
            meter.before_year(world.people, month.year());
        }
        if (month == make_month(2018, 12)) { meter.look_at_exemptions(world.people, p); }
        Ledger ledger = empty_ledger(world);
        static_cast<void>(step_month(world, regime, ledger, executor));
        meter.look(world);
    }
    return meter.facts();
}

namespace {

constexpr int displacement_months = 12;
constexpr float displacement_share = 0.10F;  // of the stock; enough hires to measure, few enough to be a small shock

/// Caseworkers with 25 clients for a tenth of the stock, and nothing else of guidance.
policy::InstrumentUse guidance_for_some()
{
    policy::InstrumentUse use = policy::neutral(policy::default_use(policy::instrument_index("guidance")));
    const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(use.type)];
    use.params[static_cast<std::size_t>(policy::parameter_index(info, "caseload"))] = 25.0F;
    use.who = policy::Who::stock;
    use.share_to = displacement_share;
    return use;
}

struct Hires {
    double treated = 0.0;
    double untreated = 0.0;
    double others_lost = 0.0;
};

Hires hires_under(const World& start, const GroupPlan& plan, Regime regime, const policy::InstrumentUse& use,
                  const Executor& executor)
{
    const policy::Policy policy{{use}};
    regime.policy = &policy;
    regime.treated_use = {1};
    Hires sum;
    for (const MonthTotals& t : run_arm(start, regime, plan, displacement_months, {}, executor).totals) {
        sum.treated += t.all.hires_treated;
        sum.untreated += t.all.hires_untreated;
        sum.others_lost += t.hires_others_lost;
    }
    return sum;
}

}  // namespace

std::vector<double> measure_displacement(const Data& data, const StartRequest& request, const agents::Parameters& p,
                                         const agents::PolicyTerms& terms, const std::vector<double>& tightness,
                                         const Executor& executor)
{
    StartRequest all = request;
    all.last_month = request.month + displacement_months;
    World world = unborn_world(data, all, p);
    const RegimeParts usual(p, terms, make_paths(data));
    burn_in(world, usual.regime(request.seed, request.replicate), request.month - 1, executor);
    // from a month before the arms branch, so that the supply that the market compares with is of the same scale
    const agents::Parameters held = held_on_benefit(p);
    const RegimeParts before(held, terms, make_paths(data));
    burn_in(world, before.regime(request.seed, request.replicate), request.month, executor);
    const std::vector<GroupInfo> groups = group_infos({}, data, request.municipalities, displacement_months);
    const GroupPlan plan = plan_groups(world, groups, p, data, displacement_months);

    std::vector<double> displacement(tightness.size());
    executor.for_each(tightness.size(), [&](std::size_t k) {
        const RegimeParts parts(held, terms, make_paths(data, tightness[k], request.month));
        const Regime regime = parts.regime(request.seed, request.replicate);
        const Hires base = hires_under(world, plan, regime, policy::neutral(guidance_for_some()), executor);
        const Hires more = hires_under(world, plan, regime, guidance_for_some(), executor);
        const double lost = base.untreated - more.untreated + more.others_lost - base.others_lost;
        displacement[k] = lost / (more.treated - base.treated);
    });
    return displacement;
}

}  // namespace vangnet
