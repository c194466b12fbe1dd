#include <fmt/core.h>
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "analysis/calibration/calibrate.hpp"
#include "analysis/calibration/fact_runs.hpp"
#include "analysis/calibration/run_log.hpp"
#include "sim/results/calibration_file.hpp"
#include "sim/cli/calibration_text.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/session.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/sha256.hpp"
#include "sim/experiment/version.hpp"
#include "sim/inputs/pooled.hpp"
#include "sim/results/durable.hpp"
#include "sim/run/executors.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;
namespace fs = std::filesystem;

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

constexpr Help help{
    {"vangnet calibrate --out IJKING.h5 [opties]", "vangnet calibrate --out CALIBRATION.h5 [options]"},
    {"Zoekt welke waarden van de parameters passen bij de gepubliceerde cijfers, hoe zeker dat is, en wat de cijfers "
     "niet "
     "kunnen zeggen. Een gestopte ijking gaat verder waar zij was.",
     "Finds which values of the parameters fit the published figures, how sure that is, and what the figures cannot "
     "tell. A calibration that was stopped goes on where it was."},
    "  vangnet calibrate --out calibration.h5\n"
    "  vangnet calibrate --sets 300 --people 1500 --check 0 --out try.h5"};

struct Question {
    std::vector<analysis::Prior> priors;
    std::vector<analysis::Target> targets;
    analysis::CalibrationSettings settings;
    int people = 0;
    int check = 0;         ///< draws that are run again
    std::string identity;  ///< of all that decides the numbers
};

int number_from(const Values& values, const char* name, int least, int most)
{
    const int value = values[name].as<int>();
    if (value < least || value > most) {
        throw UsageError(bilingual({"--{} {}: van {} tot {}", "--{} {}: from {} to {}"}, name, value, least, most));
    }
    return value;
}

std::vector<int> sets_of_waves(const Values& values)
{
    constexpr int least = 20;
    constexpr int most = 100000;
    constexpr std::size_t most_waves = 10;
    std::vector<int> sets = values["sets"].as<std::vector<int>>();
    for (const int n : sets) {
        if (n < least || n > most || sets.size() > most_waves) {
            throw UsageError(bilingual({"--sets: hoogstens {} getallen van {} tot {}, voor elke ronde een",
                                        "--sets: at most {} numbers from {} to {}, one for each wave"},
                                       most_waves, least, most));
        }
    }
    return sets;
}

/// The table that was named, or the program's own.
std::string table_text(const Values& values, const char* option, const char* name, const Tables& tables)
{
    if (values.count(option) == 0U) { return data_text(name, tables.folder); }
    return small_text_file(values[option].as<std::string>());
}

Table table_of(const Values& values, const char* option, const char* name, const std::string& text)
{
    return Table::parse(text, values.count(option) == 0U ? name : values[option].as<std::string>());
}

Question question_of(const Values& values, const Tables& tables)
{
    Question q;
    const std::string priors = table_text(values, "priors", "calibration_priors.csv", tables);
    const std::string targets = table_text(values, "targets", "facts.csv", tables);
    q.priors = analysis::read_priors(table_of(values, "priors", "calibration_priors.csv", priors), tables.book);
    const auto measured = analysis::read_facts(Table::parse(data_text("facts.csv"), "facts.csv"));
    q.targets = analysis::targets_of(analysis::read_facts(table_of(values, "targets", "facts.csv", targets)), measured);
    q.people = number_from(values, "people", 200, 600000);
    q.check = number_from(values, "check", 0, 100000);
    q.settings.truths = number_from(values, "truths", 0, 100000);
    q.settings.draws = number_from(values, "draws", 20, 100000);
    q.settings.seed = static_cast<std::uint32_t>(number_from(values, "seed", 0, 2147483647));
    q.settings.sets_by_wave = sets_of_waves(values);
    Sha256 all;
    all.update(model_hash()).update(priors).update(targets);
    for (const auto& [name, hash] : tables.data.hashes) { all.update(name).update(hash); }
    all.update(fmt::format("{} {} {} {} {}", q.people, q.settings.draws, q.settings.truths, q.settings.seed,
                           fmt::join(q.settings.sets_by_wave, " ")));
    q.identity = all.hex();
    return q;
}

/// Runs that a calibration of so many sets makes.
int runs_of(const Question& q)
{
    int runs = q.check + q.settings.truths;
    for (const int sets : q.settings.sets_by_wave) { runs += sets + analysis::runs_again(sets); }
    return runs;
}

/// Runs sets in parallel, those in the log not again.
class Runner {
public:
    Runner(const Question& q, const analysis::FactRuns& model, analysis::RunLog& log, const Executor& executor,
           Progress& progress, std::atomic<int>& done)
        : q_{q}, model_{model}, log_{log}, executor_{executor}, progress_{progress}, done_{done}
    {
    }

    MatrixXd operator()(const MatrixXd& at, int first)
    {
        MatrixXd out(at.rows(), static_cast<Index>(q_.targets.size()));
        executor_.for_each(static_cast<std::size_t>(at.rows()), [&](std::size_t i) {
            const auto row = static_cast<Index>(i);
            const int number = first + static_cast<int>(i);
            const std::optional<Eigen::RowVectorXd> known = log_.find(number, at.row(row));
            out.row(row) = known ? *known : model_.run(at.row(row), number);
            if (!known) { log_.add(number, at.row(row), out.row(row)); }
            progress_.tell("run", ++done_, runs_of(q_));
        });
        return out;
    }

private:
    const Question& q_;
    const analysis::FactRuns& model_;
    analysis::RunLog& log_;
    const Executor& executor_;
    Progress& progress_;
    std::atomic<int>& done_;
};

constexpr int check_people = 20000;     // of the runs at draws of the posterior
constexpr int check_number = 10000000;  // first number of their luck, beyond that of any wave

analysis::CalibrationStudy calibrated(const Question& q, const Tables& tables, analysis::RunLog& log,
                                      const Executor& executor, Progress& progress)
{
    const Data country = pooled_country(tables.data, q.people);
    const Data larger = pooled_country(tables.data, check_people);
    const analysis::FactRuns model(country, tables.book, q.priors, q.targets, q.people, q.settings.seed);
    const analysis::FactRuns check(larger, tables.book, q.priors, q.targets, check_people, q.settings.seed);
    std::atomic<int> done{0};
    Runner run(q, model, log, executor, progress, done);
    const analysis::Calibration c =
        analysis::calibrate(static_cast<int>(q.priors.size()), q.targets, q.settings, std::ref(run), executor);
    analysis::CalibrationStudy study = analysis::calibration_study(c, q.priors, q.targets, q.settings, q.people);
    const Index checked = std::min<Index>(q.check, c.posterior.draws.rows());
    if (checked > 0) {
        Runner again(q, check, log, executor, progress, done);
        const MatrixXd outputs = again(c.posterior.draws.topRows(checked), check_number);
        study.checked = {static_cast<int>(checked), check_people, analysis::share_meeting_all(q.targets, outputs)};
    }
    return study;
}

/// How long it takes by one run at the centre, said before: a calibration is hours or minutes.
void tell_expected(const Question& q, const Tables& tables, const Executor& executor, int threads, bool dutch)
{
    const Data country = pooled_country(tables.data, q.people);
    const analysis::FactRuns model(country, tables.book, q.priors, q.targets, q.people, q.settings.seed);
    const Eigen::RowVectorXd centre = Eigen::RowVectorXd::Zero(static_cast<Index>(q.priors.size()));
    const auto began = std::chrono::steady_clock::now();
    executor.for_each(static_cast<std::size_t>(threads),
                      [&](std::size_t k) { static_cast<void>(model.run(centre, static_cast<int>(k))); });
    const std::chrono::duration<double> one = std::chrono::steady_clock::now() - began;
    const double runs = runs_of(q) - q.check + static_cast<double>(q.check) * check_people / q.people;
    const double minutes = one.count() * runs / threads / 60.0;
    to_stderr(bilingual({"{} runs van {} mensen: ongeveer {} minuten op {} rekenkern(en).\n",
                         "{} runs of {} people: about {} minutes on {} core(s).\n"},
                        number(runs_of(q), 0, dutch), number(q.people, 0, dutch),
                        number(std::max(1.0, std::ceil(minutes)), 0, dutch), threads)
                  .in(dutch));
}

/// The path of an option, before anything is run. \throws RunError if something stands there already
fs::path output_of(const Values& values, const char* option)
{
    fs::path out = values[option].as<std::string>();
    if (fs::exists(out) && values.count("force") == 0U) {
        throw RunError(bilingual({"{}: bestaat al; kies een andere --{} of vervang het met --force",
                                  "{}: is there already; choose another --{} or replace it with --force"},
                                 out.string(), option));
    }
    require_replaceable(out);
    return out;
}

void add_options(Options& options, const Session& session)
{
    auto add = options.add_options();
    add("out", po::value<std::string>()->value_name(session.say("BESTAND.h5", "FILE.h5").data()),
        session.say("waar de uitkomst komt", "where the result goes").data());
    add("table", po::value<std::string>()->value_name(session.say("BESTAND.csv", "FILE.csv").data()),
        session.say("de trekkingen ook als tabel", "the draws as a table too").data());
    add("force", session.say("vervang een bestaand bestand", "replace an existing file").data());
    add("priors", po::value<std::string>()->value_name(session.say("BESTAND.csv", "FILE.csv").data()),
        session
            .say("parameters en wat er vooraf van gedacht wordt, in de vorm van configs/data/calibration_priors.csv",
                 "parameters and what is thought of them before, in the form of configs/data/calibration_priors.csv")
            .data());
    add("targets", po::value<std::string>()->value_name(session.say("BESTAND.csv", "FILE.csv").data()),
        session
            .say("cijfers waarop geijkt wordt, in de vorm van configs/data/facts.csv",
                 "figures to fit to, in the form of configs/data/facts.csv")
            .data());
    add("sets",
        po::value<std::vector<int>>()->multitoken()->value_name("N N ...")->default_value({1000, 1500, 2500},
                                                                                          "1000 1500 2500"),
        session.say("sets van parameters per ronde", "parameter sets of each wave").data());
    add("people", po::value<int>()->value_name("N")->default_value(3000),
        session.say("mensen met bijstand in een run", "people on benefit in a run").data());
    add("draws", po::value<int>()->value_name("N")->default_value(1000),
        session.say("trekkingen van de uitkomst", "draws of the result").data());
    add("check", po::value<int>()->value_name("N")->default_value(100),
        session.say("trekkingen die met 20.000 mensen worden nagerekend", "draws that are run again with 20,000 people")
            .data());
    add("truths", po::value<int>()->value_name("N")->default_value(0),
        session
            .say("runs waarvan de parameters worden teruggezocht: kloppen de marges?",
                 "runs whose parameters are found back: do the intervals hold?")
            .data());
    add("seed", po::value<int>()->value_name("N")->default_value(1),
        session.say("begingetal van het toeval", "seed of chance").data());
    add("threads", po::value<int>()->value_name("N")->default_value(0),
        session.say("rekenkernen, 0: alle; verandert geen enkel getal", "processor cores, 0: all; changes no number")
            .data());
    add_progress_option(options, session);
    add("json", session.say("als JSON, voor andere programma's", "as JSON, for other programs").data());
}

void write_text(const fs::path& path, const std::string& text) { write_durably(path, std::as_bytes(std::span{text})); }

}  // namespace

int verb_calibrate(const Session& session)
{
    Options options;
    add_options(options, session);
    const Values values = parse(session, options, {});
    if (help_printed(session, values, help, options)) { return 0; }
    require_argument(values, "out", {"waar de uitkomst komt (--out)", "where the result goes (--out)"}, help);
    const Tables tables = load_tables(values);
    const Question q = question_of(values, tables);
    const fs::path out = output_of(values, "out");
    const fs::path table = values.count("table") != 0U ? output_of(values, "table") : fs::path{};
    const int threads = threads_of(values) > 0 ? threads_of(values) : machine_threads();
    const auto executor = make_executor(threads);
    analysis::RunLog log(out.string() + ".runs", q.identity, static_cast<int>(q.targets.size()));
    const std::string mode = progress_mode(values);
    if (mode != "none") { tell_expected(q, tables, *executor, threads, session.dutch()); }
    Progress progress(mode, session.dutch());
    const analysis::CalibrationStudy study = calibrated(q, tables, log, *executor, progress);
    progress.finish();
    write_durably(out, analysis::calibration_file(study, q.identity,
                                                  fmt::format("vangnet {}", fmt::join(session.arguments(), " "))));
    if (!table.empty()) { write_text(table, analysis::draws_csv(study)); }
    log.remove();
    fmt::print("{}", values.count("json") != 0U ? analysis::to_json(study).dump(2) + "\n"
                                                : calibration_text(study, session.dutch()));
    return 0;
}

}  // namespace vangnet::cli
