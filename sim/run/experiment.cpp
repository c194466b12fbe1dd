#include "sim/run/experiment.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <mutex>

#include "sim/core/errors.hpp"
#include "sim/core/sha256.hpp"
#include "sim/results/store.hpp"
#include "sim/run/arm_run.hpp"
#include "sim/run/cache.hpp"
#include "sim/run/executors.hpp"
#include "sim/run/kernels/kernels.hpp"
#include "sim/run/measures.hpp"
#include "sim/run/version.hpp"

namespace vangnet {

namespace {

constexpr const char* tables[] = {"aow_age.csv",
                                  "constants.csv",
                                  "density_like.csv",
                                  "flows_by_year.csv",
                                  "flows_quarterly.csv",
                                  "labour_market_regions.csv",
                                  "marginals.csv",
                                  "merged_municipalities.csv",
                                  "money.csv",
                                  "municipalities.csv",
                                  "municipalities_2017_structure.csv",
                                  "new_applications_fitted.csv",
                                  "parameter_tags.csv",
                                  "place_provinces.csv",
                                  "priors.csv",
                                  "provinces.csv",
                                  "region_recipients.csv",
                                  "stock_by_year.csv",
                                  "stock_quarterly.csv",
                                  "structural.csv",
                                  "targets_recommended.csv",
                                  "tightness.csv"};

std::string joined(const std::vector<std::pair<std::string, std::string>>& hashes)
{
    std::string all;
    for (const auto& [name, hash] : hashes) { all += name + " " + hash + "\n"; }
    return all;
}

std::string month_text(Month m)
{
    const std::string number = std::to_string(m.month_of_year());
    return std::to_string(m.year()) + "-" + (number.size() < 2 ? "0" : "") + number;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> table_hashes(const std::filesystem::path& folder)
{
    std::vector<std::pair<std::string, std::string>> hashes;
    for (const char* name : tables) { hashes.emplace_back(name, Sha256{}.update(data_text(name, folder)).hex()); }
    return hashes;
}

Experiment::Experiment(const Data& data, const ParameterBook& book, Scenario scenario,
                       const std::filesystem::path& data_folder)
    : data_{data}, book_{book}, scenario_{std::move(scenario)}, hashes_{table_hashes(data_folder)}
{
    for (const auto& [key, value] : scenario_.set) { set_[key] = value; }
    groups_ = group_infos(scenario_.groups, data_, scenario_.municipalities, scenario_.months);
    starts_.resize(static_cast<std::size_t>(scenario_.replicates));
    if (scenario_.arms.empty()) { throw ConfigError("an experiment needs at least one arm"); }
}

Experiment::~Experiment() = default;

SeriesShape Experiment::shape() const
{
    SeriesShape s;
    for (const Measure& m : measures()) { s.measures.push_back(m.info); }
    for (const Arm& a : scenario_.arms) { s.arms.push_back({a.key, a.label_nl, a.label_en, a.words_nl, a.words_en}); }
    s.groups = groups_;
    for (int m = 1; m <= scenario_.months; ++m) { s.months.push_back(m); }
    s.replicates = scenario_.replicates;
    s.draws = scenario_.draws;
    return s;
}

Provenance Experiment::provenance() const
{
    Provenance p;
    p.scenario = scenario_.text;
    p.data_hashes = hashes_;
    p.seeds = {scenario_.seed};
    p.version = std::string(program_version()) + " model " + std::string(model_hash()).substr(0, 12);
    p.title = scenario_.title_en;
    p.commit = git_commit();
    p.cpu_level = kernels().level;
    p.origin = month_text(scenario_.start - 1);
    const agents::Parameters central = central_parameters(book_, set_);
    std::size_t k = 0;
    agents::for_each_parameter(central, [&](std::string_view key, const float& value) {
        const ParameterEntry& e = book_.entries[k++];
        p.parameters.push_back({.key = std::string(key),
                                .value = static_cast<double>(value),
                                .unit = e.unit,
                                .low = e.low,
                                .high = e.high,
                                .tag = e.policy ? "policy" : "history",
                                .grade = std::string(1, e.grade),
                                .source = e.source});
        p.parameters_text += std::string(key) + " = " + fmt::format("{:.9g}\n", static_cast<double>(value));
    });
    return p;
}

StartRequest Experiment::request(int replicate) const
{
    return {.municipalities = scenario_.municipalities,
            .people = scenario_.people,
            .month = scenario_.start.since_1970,
            .last_month = scenario_.start.since_1970 + scenario_.months - 1,
            .seed = scenario_.seed,
            .replicate = static_cast<std::uint32_t>(scenario_.same_people ? 0 : replicate)};
}

double Experiment::weight() const { return weight_of(data_, request(0)); }

int Experiment::replicate_of(int item) const
{
    return item < scenario_.replicates ? item : (item - scenario_.replicates) % scenario_.replicates;
}

void Experiment::prepare(const std::vector<int>& items, const Executor& executor, const std::filesystem::path& cache,
                         const std::function<void(int, int)>& done, const std::atomic<bool>& stop)
{
    std::vector<int> needed;
    for (const int item : items) {
        const int r = scenario_.same_people ? 0 : replicate_of(item);
        const bool there = starts_[static_cast<std::size_t>(r)] != nullptr;
        if (!there && std::find(needed.begin(), needed.end(), r) == needed.end()) { needed.push_back(r); }
    }
    // before the arms branch `policy` parameters have their central values, so all draws share the start state
    Overrides history;
    for (const auto& [key, value] : set_) {
        const ParameterEntry* entry = book_.find(key);
        if (entry != nullptr && !entry->policy) { history[key] = value; }
    }
    const agents::Parameters p = central_parameters(book_, history);
    const agents::MonthTables month_tables = make_tables(p);
    const agents::PolicyTerms terms = policy_terms(p, book_);
    const Paths paths = make_paths(data_);
    const std::string data_hash = Sha256{}.update(joined(hashes_)).hex();
    std::atomic<int> ready{0};
    executor.for_each(needed.size(), [&](std::size_t k) {
        if (stop) { return; }
        const StartRequest r = request(needed[k]);
        auto world = std::make_shared<World>(unborn_world(data_, r, p));
        const std::string key = start_key(data_hash, book_, p, r);
        if (!read_start(cache, key, *world)) {
            Regime reference;
            reference.parameters = &p;
            reference.tables = &month_tables;
            reference.terms = &terms;
            reference.paths = &paths;
            reference.field = RandomField(r.seed, r.replicate);
            burn_in(*world, reference, r.month, executor);
            write_start(cache, key, *world);
        }
        starts_[static_cast<std::size_t>(needed[k])] = std::move(world);
        if (done) { done(++ready, static_cast<int>(needed.size())); }
    });
}

namespace {

Panel panel_of(const World& start, const PanelRequest& request)
{
    Panel panel;
    panel.every = std::max(1, request.every);
    for (std::size_t row = 0; row < start.people.size() && static_cast<int>(panel.rows.size()) < request.people;
         ++row) {
        if (agents::on_benefit(static_cast<agents::State>(start.people.state[row]))) { panel.rows.push_back(row); }
    }
    return panel;
}

Dimension months_axis(int months, int every = 1)
{
    Dimension d;
    d.name = "month";
    for (int m = 1; m <= months; m += every) { d.numbers.push_back(m); }
    d.unit = "month";
    d.long_name_nl = "maanden sinds het begin van het beleid";
    d.long_name_en = "months since the policies began";
    return d;
}

Dimension arms_axis(const std::vector<Arm>& arms)
{
    Dimension d;
    d.name = "arm";
    for (const Arm& a : arms) { d.labels.push_back(a.key); }
    return d;
}

template <class Get>
NamedArray by_month(const std::string& name, const std::string& unit, const std::string& nl, const std::string& en,
                    const std::vector<ArmResult>& arms, Get get)
{
    std::vector<double> values;
    for (const ArmResult& arm : arms) {
        for (const MonthTotals& t : arm.totals) { values.push_back(static_cast<double>(get(t))); }
    }
    NamedArray a;
    a.name = name;
    a.dims = {"arm", "month"};
    a.data = std::move(values);
    a.unit = unit;
    a.long_name_nl = nl;
    a.long_name_en = en;
    return a;
}

ArrayGroup market_group(const Scenario& s, const std::vector<ArmResult>& arms)
{
    ArrayGroup g;
    g.name = "market";
    g.by_replicate = true;
    g.dims = {arms_axis(s.arms), months_axis(s.months)};
    g.arrays.push_back(by_month("hires_treated", "1/month", "verwachte aanstellingen van wie ander beleid krijgt",
                                "expected hires of people under a policy that the base arm has not", arms,
                                [](const MonthTotals& t) { return t.all.hires_treated; }));
    g.arrays.push_back(by_month("hires_untreated", "1/month",
                                "verwachte aanstellingen van de andere gesimuleerde mensen",
                                "expected hires of the other simulated people", arms,
                                [](const MonthTotals& t) { return t.all.hires_untreated; }));
    g.arrays.push_back(by_month("hires_lost_others", "1/month", "aanstellingen die andere werkzoekenden verliezen",
                                "expected hires that other job seekers lose", arms,
                                [](const MonthTotals& t) { return t.hires_others_lost; }));
    g.arrays.push_back(by_month("person_months", "1/month", "mensen in de bijstand, in werk of tussen twee banen",
                                "people on benefit, in work or between jobs", arms, [](const MonthTotals& t) {
                                    return t.all.by_state[2] + t.all.by_state[3] + t.all.by_state[4] +
                                           t.all.by_state[5];
                                }));
    g.arrays.push_back(by_month("market_factor", "1", "factor van de arbeidsmarkt op de kans op werk",
                                "factor of the labour market on job finding", arms,
                                [](const MonthTotals& t) { return t.mean_factor; }));
    return g;
}

ArrayGroup office_group(const Scenario& s, const std::vector<ArmResult>& arms)
{
    ArrayGroup g;
    g.name = "offices";
    g.by_replicate = true;
    g.dims = {arms_axis(s.arms), months_axis(s.months)};
    g.arrays.push_back(by_month("caseworkers", "1", "consulenten", "caseworkers", arms,
                                [](const MonthTotals& t) { return t.caseworkers; }));
    g.arrays.push_back(by_month("caseworkers_left", "1/month", "vertrokken consulenten", "caseworkers who left", arms,
                                [](const MonthTotals& t) { return t.caseworkers_left; }));
    g.arrays.push_back(by_month("contact_wanted", "caseworker_hour/month", "gevraagde uren van consulenten",
                                "caseworker hours wanted", arms,
                                [](const MonthTotals& t) { return t.all.hours_wanted; }));
    return g;
}

template <class T>
NamedArray panel_array(const std::string& name, const std::string& unit, const std::string& nl, const std::string& en,
                       const std::vector<ArmResult>& arms, std::vector<T> ArmResult::*column)
{
    std::vector<T> values;
    for (const ArmResult& arm : arms) { values.insert(values.end(), (arm.*column).begin(), (arm.*column).end()); }
    NamedArray a;
    a.name = name;
    a.dims = {"arm", "person", "month"};
    a.data = std::move(values);
    a.unit = unit;
    a.long_name_nl = nl;
    a.long_name_en = en;
    return a;
}

ArrayGroup people_group(const Scenario& s, const Panel& panel, const std::vector<ArmResult>& arms)
{
    ArrayGroup g;
    g.name = "people";
    Dimension persons;
    persons.name = "person";
    persons.size = panel.rows.size();
    g.dims = {arms_axis(s.arms), persons, months_axis(s.months, panel.every)};
    NamedArray state = panel_array("state", "code", "toestand", "state", arms, &ArmResult::state);
    state.codes = {{1, "deterred"}, {2, "benefit"}, {3, "part_time"},    {4, "work"},     {5, "between_jobs"},
                   {6, "inactive"}, {7, "left"},    {8, "partner_work"}, {9, "pensioned"}};
    g.arrays.push_back(std::move(state));
    g.arrays.push_back(
        panel_array("mental_health", "z", "psychische gezondheid", "mental health", arms, &ArmResult::mental_health));
    g.arrays.push_back(
        panel_array("debt", "EUR", "schuld van het huishouden", "household debt", arms, &ArmResult::debt));
    g.arrays.push_back(panel_array("wage", "EUR/month", "nettoloon", "net wage", arms, &ArmResult::wage));
    return g;
}

}  // namespace

ItemResult Experiment::run(int item, const Executor& executor) const
{
    const int replicate = replicate_of(item);
    const bool draw = item >= scenario_.replicates;
    const agents::Parameters p = draw ? drawn_parameters(book_, scenario_.seed, item - scenario_.replicates, set_)
                                      : central_parameters(book_, set_);
    const agents::MonthTables month_tables = make_tables(p);
    const agents::PolicyTerms terms = policy_terms(p, book_);
    const double tightness = scenario_.economy.kind == Economy::Kind::constant ? scenario_.economy.tightness : -1.0;
    const Paths paths = make_paths(data_, tightness, scenario_.start.since_1970);

    World start = *starts_[static_cast<std::size_t>(scenario_.same_people ? 0 : replicate)];
    const GroupPlan plan = plan_groups(start, groups_, central_parameters(book_, set_), data_, scenario_.months);
    const Panel panel = draw || item > 0 ? Panel{} : panel_of(start, scenario_.panel);
    std::vector<ArmResult> arms(scenario_.arms.size());
    executor.for_each(arms.size(), [&](std::size_t a) {
        Regime regime;
        regime.parameters = &p;
        regime.tables = &month_tables;
        regime.terms = &terms;
        regime.policy = &scenario_.arms[a].policy;
        regime.treated_use = uses_beyond(scenario_.arms[a].policy, scenario_.arms[0].policy);
        regime.paths = &paths;
        regime.field = RandomField(scenario_.seed, static_cast<std::uint32_t>(replicate));
        arms[a] = run_arm(start, regime, plan, scenario_.months, panel, executor);
    });

    ItemResult out;
    out.item = item;
    const auto months = static_cast<std::size_t>(scenario_.months);
    const std::size_t per_measure = months * groups_.size();
    for (std::size_t m = 0; m < measures().size(); ++m) {
        for (const ArmResult& arm : arms) {
            out.values.insert(out.values.end(), arm.values.begin() + static_cast<std::ptrdiff_t>(m * per_measure),
                              arm.values.begin() + static_cast<std::ptrdiff_t>((m + 1) * per_measure));
        }
    }
    out.group_size = plan.size.empty() ? std::vector<std::int32_t>(groups_.size(), 0) : plan.size.back();
    if (!draw) {
        out.groups = {market_group(scenario_, arms), office_group(scenario_, arms)};
        if (!panel.rows.empty()) { out.groups.push_back(people_group(scenario_, panel, arms)); }
    }
    return out;
}

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

Existing existing_of(const RunOptions& o)
{
    return o.resume ? Existing::resume : (o.force ? Existing::replace : Existing::refuse);
}

/// Numbers of replicates after which `--until` looks: 10, 20, 40, 80 ... up to the scenario's own number.
std::vector<int> looks(int replicates)
{
    std::vector<int> at;
    for (int n = 10; n < replicates; n *= 2) { at.push_back(n); }
    at.push_back(replicates);
    return at;
}

}  // namespace

RunReport run_experiment(const Data& data, const ParameterBook& book, const Scenario& scenario,
                         const RunOptions& options)
{
    const auto began = Clock::now();
    const std::unique_ptr<Executor> executor = make_executor(options.threads);
    Experiment experiment(data, book, scenario, options.data_folder);
    const auto provenance = [&] {
        Provenance p = experiment.provenance();
        p.command = options.command;
        p.threads = options.threads > 0 ? options.threads : machine_threads();
        p.notes = options.notes;
        p.wall_time = seconds_since(began);
        return p;
    };
    ResultsStore store(options.out, experiment.shape(), provenance(), existing_of(options));
    RunReport report;
    report.items = experiment.shape().items();
    if (store.already_complete()) {
        report.replicates_done = experiment.shape().replicates;
        report.items_done = report.items;
        return report;
    }
    const std::atomic<bool> never_stops{false};
    const std::atomic<bool>& stop = options.stop != nullptr ? *options.stop : never_stops;
    const auto out_of_time = [&] { return options.max_seconds > 0.0 && seconds_since(began) > options.max_seconds; };

    std::error_code ignored;
    const bool goes_on = options.resume && std::filesystem::exists(options.out, ignored);
    if (!goes_on) { store.assemble(provenance(), Assembly::partial); }

    const auto keep = [&](const ItemResult& item) {
        const int done = store.write_item(item);
        // after 1, 2, 4, 8 ... items, so that all partial files together cost about as much as the last one
        if (done < report.items && std::has_single_bit(static_cast<unsigned>(done))) {
            store.assemble(provenance(), Assembly::partial);
        }
        if (options.progress) { options.progress("run", done, report.items); }
    };
    const auto run_items = [&](const std::vector<int>& items) {
        experiment.prepare(
            items, *executor, cache_folder(),
            [&](int done, int of) {
                if (options.progress) { options.progress("start", done, of); }
            },
            stop);
        std::atomic<std::size_t> next{0};  // begun in order, so that a stopped run has replicates before draws
        executor->for_each(items.size(), [&](std::size_t) {
            if (stop || out_of_time()) { return; }
            keep(experiment.run(items[next++], *executor));
        });
    };
    const auto finish = [&](RunEnd end) {
        report.end = end;
        const std::vector<int> done = store.done_items();
        report.items_done = static_cast<int>(done.size());
        report.replicates_done = static_cast<int>(
            std::count_if(done.begin(), done.end(), [&](int item) { return !store.shape().is_draw(item); }));
        if (report.items_done > 0) {
            store.assemble(provenance(), end == RunEnd::complete ? Assembly::complete : Assembly::partial);
        }
        report.seconds = seconds_since(began);
        return report;
    };

    if (options.until > 0.0) {
        bool before = false;
        for (const int n : looks(scenario.replicates)) {
            std::vector<int> items;
            for (const int item : store.missing_items()) {
                if (item < n) { items.push_back(item); }
            }
            run_items(items);
            if (stop) { return finish(RunEnd::interrupted); }
            if (out_of_time()) { return finish(RunEnd::out_of_time); }
            std::vector<ItemResult> results;
            for (int item = 0; item < n; ++item) { results.push_back(store.read_item(item)); }
            const bool now = options.precise_enough && options.precise_enough(experiment.shape(), results);
            if (now && before && n >= 20) {
                store.change_counts(n, 0);
                report.items = n;
                return finish(RunEnd::complete);
            }
            before = now;
        }
        run_items(store.missing_items());
        return finish(store.missing_items().empty() ? RunEnd::not_precise : RunEnd::interrupted);
    }
    run_items(store.missing_items());
    if (stop) { return finish(RunEnd::interrupted); }
    if (!store.missing_items().empty()) { return finish(RunEnd::out_of_time); }
    return finish(RunEnd::complete);
}

}  // namespace vangnet
