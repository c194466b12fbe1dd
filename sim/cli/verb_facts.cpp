#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <numeric>

#include "analysis/facts.hpp"
#include "sim/cli/fact_names.hpp"
#include "sim/cli/serve_lines.hpp"
#include "sim/cli/session.hpp"
#include "sim/experiment/facts_run.hpp"
#include "sim/experiment/response.hpp"
#include "sim/inputs/pooled.hpp"
#include "sim/inputs/table.hpp"
#include "sim/run/executors.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

Text not_a_setting(const std::string& text)
{
    return bilingual({"--set {}: geen PARAMETER=GETAL van een parameter van het gedrag (vangnet explain --all)",
                      "--set {}: not PARAMETER=NUMBER of a behaviour parameter (vangnet explain --all)"},
                     text);
}

constexpr int default_people = 40000;  // in the stock: enough for the rarest part (youngest recipients)

StartRequest whole_country(const Data& data, int people, std::uint32_t seed, std::uint32_t replicate)
{
    StartRequest request;
    request.municipalities.resize(data.municipalities.size());
    std::iota(request.municipalities.begin(), request.municipalities.end(), 0);
    request.people = people;
    request.month = make_month(2016, 1).since_1970;
    request.seed = seed;
    request.replicate = replicate;
    return request;
}

/// Fact 21 on the people of one municipality, as it was fixed before any fitting: in the prior at tightness 40, and
/// larger the slacker the market.
struct Displacement {
    static constexpr std::string_view town = "Utrecht";
    static constexpr std::array<double, 3> tightness = {14.0, 40.0, 93.0};

    int people = 0;
    std::array<double, 3> values{};

    [[nodiscard]] analysis::FactValue fact() const
    {
        return {.fact = 21,
                .part = "displacement",
                .model = values[1],
                .holds = values[0] > values[1] && values[1] > values[2]};
    }
};

/// With as many people as asked for the country, at most as many as the municipality has.
Displacement displacement(const Tables& tables, const StartRequest& country, const agents::Parameters& p,
                          const agents::PolicyTerms& terms, const Executor& executor)
{
    const std::vector<Municipality>& towns = tables.data.municipalities;
    const auto town =
        std::find_if(towns.begin(), towns.end(), [](const Municipality& m) { return m.name == Displacement::town; });
    const auto number = static_cast<std::size_t>(town - towns.begin());
    Displacement found;
    found.people = std::min(country.people, static_cast<int>(std::lround(tables.data.plans.at(number).stock_2015)));
    StartRequest request = country;
    request.municipalities = {static_cast<int>(number)};
    request.people = found.people;
    request.month = make_month(2017, 1).since_1970;
    const std::vector<double> values = measure_displacement(
        tables.data, request, p, terms, {Displacement::tightness.begin(), Displacement::tightness.end()}, executor);
    std::copy(values.begin(), values.end(), found.values.begin());
    return found;
}

/// What was measured, in words: the table has one number of it.
void print_displacement(const Displacement& d, const StartRequest& country, const Session& session)
{
    const bool dutch = session.dutch();
    const auto value = [&](std::size_t k) { return number(d.values[k], 2, dutch); };
    const std::string text = session.say(
        {"Verdringing (feit 21): banen die anderen mislopen per extra baan van wie begeleiding krijgt. Gemeten in de "
         "gemeente {}: een tiende van {} mensen met bijstand krijgt vanaf januari 2017 twaalf maanden lang een "
         "consulent "
         "met 25 in plaats van 150 mensen (herhaling {}). Bij 14, 40 en 93 vacatures per 100 werklozen: {}, {} en {}. "
         "Het "
         "feit klopt als de middelste waarde binnen het bereik ligt en een krappere markt minder verdringing geeft.",
         "Displacement (fact 21): jobs that others lose per extra job of those who get guidance. Measured in the "
         "municipality of {}: a tenth of {} people on benefit gets a caseworker with 25 clients instead of 150 for "
         "twelve "
         "months from January 2017 (replicate {}). At 14, 40 and 93 vacancies per 100 unemployed: {}, {} and {}. The "
         "fact "
         "holds if the middle value lies inside its range and a tighter market displaces less."},
        Displacement::town, number(d.people, 0, dutch), country.replicate, value(0), value(1), value(2));
    fmt::print("\n{}\n", wrapped(text, 0));
}

/// One line of the table. \param name  of the fact, or of its part below the fact's own line
void print_row(const std::string& name, const analysis::FactRow& row, bool dutch)
{
    const auto& f = row.published;
    const int decimals = std::abs(f.high) > 10.0 ? 0 : 3;
    const std::string published = fmt::format("{} ({} .. {})", number(f.value, decimals, dutch),
                                              number(f.low, decimals, dutch), number(f.high, decimals, dutch));
    const Words kind =
        f.kind == analysis::FactKind::fitted ? Words{"geijkt", "fitted"} : Words{"voorspeld", "predicted"};
    const Words inside = row.inside ? Words{"ja", "yes"} : Words{"NEE", "NO"};
    fmt::print("{} {} {} {}  {}\n", padded(name, 46), padded(kind.in(dutch), 9), right(published, 25),
               right(number(row.model, decimals, dutch), 8), inside.in(dutch));
}

void print_report(const analysis::FactsReport& report, const Session& session)
{
    const bool dutch = session.dutch();
    fmt::print("{} {} {} {}  {}\n", padded(dutch ? "feit" : "fact", 46), padded(dutch ? "soort" : "kind", 9),
               right(dutch ? "gepubliceerd (bereik)" : "published (range)", 25), right("model", 8),
               dutch ? "binnen" : "inside");
    int last = 0;
    for (const analysis::FactRow& row : report.rows) {
        const int fact = row.published.fact;
        const std::string title = fmt::format("{:>2} {}", fact, fact_title(fact).in(dutch));
        const bool alone = std::count_if(report.rows.begin(), report.rows.end(),
                                         [&](const auto& other) { return other.published.fact == fact; }) == 1;
        if (!alone && fact != last) { fmt::print("{}\n", title); }
        last = fact;
        print_row(alone ? title : fmt::format("     {}", part_name(row.published.part).in(dutch)), row, dutch);
    }
    fmt::print("\n{}\n", session.say({"{} van {} feiten geheel binnen, waarvan {} van de {} die geheel voorspeld zijn.",
                                      "{} of {} facts wholly inside, of them {} of the {} that are wholly predicted."},
                                     report.facts_inside, report.facts, report.predicted_inside, report.predicted));
}

/// Total responses of full work per dose beside their priors (docs/model.md E9), and what of them the mechanisms carry
/// without any explicit term: mean and spread over parameter draws.
void print_responses(const Tables& tables, int draws, std::uint32_t seed, const Executor& executor, bool dutch)
{
    constexpr int people = 6000;
    const ResponseStudy study = response_study(tables.data, tables.book, "Utrecht", people, seed, -1.0, executor);
    const agents::Parameters central = central_parameters(tables.book);
    const agents::PolicyTerms terms = policy_terms(central, tables.book);
    fmt::print("{} {} {} {} {}  {}\n", padded("parameter", 30), right(dutch ? "dosis" : "dose", 9),
               right(dutch ? "totaal" : "total", 9), right(dutch ? "bereik" : "range", 20),
               right(dutch ? "mechanismen (sd)" : "mechanisms (sd)", 20), dutch ? "binnen" : "inside");
    for (const ResponseCase& response : response_cases()) {
        const double dose = mean_dose(study, central, response, executor);
        const double total = measure_response(study, central, terms, response, executor);
        const StructuralPart part = structural_part(study, tables.book, response, draws, executor);
        const ParameterEntry& e = *tables.book.find(response.prior);
        fmt::print("{} {} {} {} {}  {}\n", padded(response.prior, 30), right(number(dose, 3, dutch), 9),
                   right(number(total, 3, dutch), 9),
                   right(fmt::format("({} .. {})", number(e.low, 3, dutch), number(e.high, 3, dutch)), 20),
                   right(fmt::format("{} ({})", number(part.mean, 4, dutch), number(part.sd, 4, dutch)), 20),
                   total >= e.low && total <= e.high ? (dutch ? "ja" : "yes") : (dutch ? "NEE" : "NO"));
    }
}

constexpr Help help{{"vangnet facts [opties]", "vangnet facts [options]"},
                    {"Rekent Nederland door van 1970 tot 2023 en zet het model naast de gepubliceerde feiten.",
                     "Runs the Netherlands from 1970 to 2023 and puts the model beside the published facts."},
                    {}};

/// Answers parameter sets from standard input with the facts under them, all but displacement (fact 21).
int serve_facts(const Tables& tables, const Data& country, const StartRequest& request, const Overrides& set,
                const Executor& executor, bool dutch)
{
    return serve_lines(std::cin, std::cout, tables.book, dutch, "facts", [&](const SetRequest& asked) {
        Overrides all = set;
        for (const auto& [key, value] : asked.set) { all[key] = value; }
        const agents::Parameters p = central_parameters(tables.book, all);
        StartRequest of = request;
        of.seed = asked.seed.value_or(request.seed);
        nlohmann::ordered_json facts;
        for (const auto& [key, value] : measure_facts(country, of, p, policy_terms(p, tables.book), executor)) {
            facts[key] = std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
        }
        return facts;
    });
}

}  // namespace

int verb_facts(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("json", session.say("als JSON, voor andere programma's", "as JSON, for other programs").data());
    add("csv", session.say("als CSV", "as CSV").data());
    add("people", po::value<int>()->value_name("N")->default_value(default_people),
        session.say("mensen met bijstand in de steekproef", "people on benefit in the sample").data());
    add("seed", po::value<int>()->value_name("N")->default_value(1),
        session.say("begingetal van het toeval", "seed of chance").data());
    add("replicate", po::value<int>()->value_name("N")->default_value(0),
        session.say("nummer van de herhaling van het toeval", "number of the repetition of chance").data());
    add("set",
        po::value<std::vector<std::string>>()
            ->value_name(session.say("PARAMETER=GETAL", "PARAMETER=NUMBER").data())
            ->composing(),
        session.say("parameter van het gedrag, mag vaker", "behaviour parameter, may repeat").data());
    add("pooled", session
                      .say("alle gemeenten samen als een: met weinig mensen veel sneller, met dezelfde verwachting",
                           "all municipalities as one: much faster with few people, with the same expectation")
                      .data());
    add("responses", po::value<int>()->value_name("N"),
        session
            .say("in plaats daarvan: hoe sterk instrumenten werken in het model, naast wat ervan bekend is; N "
                 "trekkingen",
                 "instead: how strongly instruments work in the model, beside what is known of it; N draws")
            .data());
    add("threads", po::value<int>()->value_name("N")->default_value(0),
        session.say("rekenkernen, 0: alle; verandert geen enkel getal", "processor cores, 0: all; changes no number")
            .data());
    add("serve-json",
        session
            .say("lees sets van parameters als JSON-regels van de invoer, en antwoord per regel met de feiten",
                 "read parameter sets as JSON lines from standard input, and answer each with the facts")
            .data());
    const Values values = parse(session, options, {});
    if (help_printed(session, values, help, options)) { return 0; }
    const Tables tables = load_tables(values);
    Overrides set;
    if (values.count("set") != 0U) {
        for (const std::string& s : values["set"].as<std::vector<std::string>>()) {
            const std::size_t at = s.find('=');
            if (at == std::string::npos || tables.book.find(s.substr(0, at)) == nullptr) {
                throw UsageError(not_a_setting(s));
            }
            char* end = nullptr;
            const double value = std::strtod(s.c_str() + at + 1, &end);
            if (end == s.c_str() + at + 1 || *end != '\0' || !std::isfinite(value)) {
                throw UsageError(not_a_setting(s));
            }
            set[s.substr(0, at)] = value;
        }
    }
    const agents::Parameters p = central_parameters(tables.book, set);
    const agents::PolicyTerms terms = policy_terms(p, tables.book);
    const auto executor = make_executor(threads_of(values));
    const auto seed = static_cast<std::uint32_t>(values["seed"].as<int>());
    if (values.count("responses") != 0U) {
        print_responses(tables, std::max(1, values["responses"].as<int>()), seed, *executor, session.dutch());
        return 0;
    }
    const int people = values["people"].as<int>();
    const bool pooled = values.count("pooled") != 0U;
    const Data country = pooled ? pooled_country(tables.data, people) : tables.data;
    const StartRequest request =
        whole_country(country, people, seed, static_cast<std::uint32_t>(values["replicate"].as<int>()));
    if (values.count("serve-json") != 0U) {
        return serve_facts(tables, country, request, set, *executor, session.dutch());
    }
    FactMap measured = measure_facts(country, request, p, terms, *executor);
    const auto published = analysis::read_facts(Table::parse(data_text("facts.csv", tables.folder), "facts.csv"));
    std::vector<analysis::FactValue> model;
    for (const analysis::FactPart& part : published) {
        const auto found = measured.find(part.key());
        if (found != measured.end()) {
            model.push_back({.fact = part.fact, .part = part.part, .model = found->second, .holds = true});
        }
    }
    const Displacement displaced = displacement(tables, request, p, terms, *executor);
    model.push_back(displaced.fact());
    const analysis::FactsReport report = analysis::evaluate_facts(published, model);
    if (values.count("json") != 0U) {
        nlohmann::ordered_json j = analysis::to_json(report);
        for (nlohmann::ordered_json& part : j["parts"]) {
            const Words fact = fact_title(part["fact"].get<int>());
            const std::string name = part["part"].get<std::string>();
            part["title"] = {{"nl", fact.nl}, {"en", fact.en}};
            part["part_title"] = {{"nl", part_name(name).nl}, {"en", part_name(name).en}};
        }
        for (const auto& [key, value] : measured) { j["also"][key] = value; }
        j["displacement"] = {{"municipality", Displacement::town},
                             {"people", displaced.people},
                             {"replicate", request.replicate},
                             {"tightness", Displacement::tightness},
                             {"values", displaced.values}};
        fmt::print("{}\n", j.dump(2));
    } else if (values.count("csv") != 0U) {
        fmt::print("{}", analysis::to_csv(report));
    } else {
        print_report(report, session);
        print_displacement(displaced, request, session);
    }
    return 0;
}

}  // namespace vangnet::cli
