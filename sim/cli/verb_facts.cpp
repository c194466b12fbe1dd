#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "analysis/facts.hpp"
#include "sim/cli/session.hpp"
#include "sim/config/table.hpp"
#include "sim/run/executors.hpp"
#include "sim/run/facts_run.hpp"
#include "sim/run/response.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

namespace {

constexpr int default_people = 40000;  // in the stock: enough for the rarest part (youngest recipients)

StartRequest whole_country(const Tables& tables, int people, std::uint32_t seed, std::uint32_t replicate)
{
    StartRequest request;
    for (std::size_t m = 0; m < tables.data.municipalities.size(); ++m) {
        request.municipalities.push_back(static_cast<int>(m));
    }
    request.people = people;
    request.month = make_month(2016, 1).since_1970;
    request.seed = seed;
    request.replicate = replicate;
    return request;
}

/// Displacement at 14, 40 and 93 on the region of Utrecht: in the prior at 40 and larger the slacker the market.
analysis::FactValue displacement(const Tables& tables, const agents::Parameters& p, const agents::PolicyTerms& terms,
                                 std::uint32_t seed, const Executor& executor, std::array<double, 3>& values)
{
    StartRequest request;
    for (std::size_t m = 0; m < tables.data.municipalities.size(); ++m) {
        if (tables.data.municipalities[m].name == "Utrecht") { request.municipalities.push_back(static_cast<int>(m)); }
    }
    request.people = 10000;
    request.month = make_month(2017, 1).since_1970;
    request.seed = seed;
    constexpr std::array<double, 3> tightness = {14.0, 40.0, 93.0};
    executor.for_each(3, [&](std::size_t k) {
        values[k] = measure_displacement(tables.data, request, p, terms, tightness[k], executor);
    });
    return {.fact = 21,
            .part = "displacement",
            .model = values[1],
            .holds = values[0] > values[1] && values[1] > values[2]};
}

void print_report(const analysis::FactsReport& report, const std::array<double, 3>& displaced, const Session& session)
{
    const bool dutch = session.dutch();
    fmt::print("{} {} {} {} {}  {}\n", padded(dutch ? "feit" : "fact", 5), padded(dutch ? "deel" : "part", 22),
               padded(dutch ? "soort" : "kind", 10), right(dutch ? "gepubliceerd (bereik)" : "published (range)", 28),
               right("model", 10), dutch ? "binnen" : "inside");
    for (const analysis::FactRow& row : report.rows) {
        const auto& f = row.published;
        const int decimals = std::abs(f.high) > 10.0 ? 0 : 3;
        const std::string published = fmt::format("{} ({} .. {})", number(f.value, decimals, dutch),
                                                  number(f.low, decimals, dutch), number(f.high, decimals, dutch));
        fmt::print("{} {} {} {} {}  {}\n", padded(std::to_string(f.fact), 5), padded(f.part, 22),
                   padded(f.kind == analysis::FactKind::fitted ? (dutch ? "geijkt" : "fitted")
                                                               : (dutch ? "voorspeld" : "predicted"),
                          10),
                   right(published, 28), right(number(row.model, decimals, dutch), 10),
                   row.inside ? (dutch ? "ja" : "yes") : (dutch ? "NEE" : "NO"));
    }
    fmt::print("\n{}\n", fmt::format(fmt::runtime(session.say("Verdringing bij krapte 14 / 40 / 93: {} / {} / {}",
                                                              "Displacement at tightness 14 / 40 / 93: {} / {} / {}")),
                                     number(displaced[0], 2, dutch), number(displaced[1], 2, dutch),
                                     number(displaced[2], 2, dutch)));
    fmt::print("{}\n",
               fmt::format(fmt::runtime(session.say(
                               "{} van {} feiten geheel binnen, waarvan {} van de {} die geheel voorspeld zijn.",
                               "{} of {} facts wholly inside, of them {} of the {} that are wholly predicted.")),
                           report.facts_inside, report.facts, report.predicted_inside, report.predicted));
}

/// Total responses of full work per dose beside their priors (MODEL.md E9), and what of them the mechanisms carry
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

}  // namespace

int verb_facts(const Session& session)
{
    Options options;
    auto add = options.add_options();
    add("json", session.say("voor programma's", "for programs").data());
    add("csv", session.say("als CSV", "as CSV").data());
    add("people", po::value<int>()->value_name("N")->default_value(default_people),
        session.say("mensen in de steekproef", "people in the sample").data());
    add("seed", po::value<int>()->value_name("N")->default_value(1),
        session.say("begingetal van het toeval", "seed of chance").data());
    add("replicate", po::value<int>()->value_name("N")->default_value(0), session.say("herhaling", "replicate").data());
    add("set", po::value<std::vector<std::string>>()->value_name("KEY=VALUE")->composing(),
        session.say("parameter van het gedrag, mag vaker", "behaviour parameter, may repeat").data());
    add("responses", po::value<int>()->value_name("N"),
        session
            .say("in plaats daarvan: hoe sterk instrumenten werken naast hun bereik, over N trekkingen",
                 "instead: total responses to instruments beside their priors, over N draws")
            .data());
    add("threads", po::value<int>()->value_name("N")->default_value(0),
        session.say("verandert geen enkel getal [alle]", "changes no number [all]").data());
    const Values values = parse(session, options, {});
    if (values.count("help") != 0U) {
        print_help(
            session, "vangnet facts",
            session.say("Rekent Nederland door van 1970 tot 2023 en zet het model naast de gepubliceerde feiten.",
                        "Runs the Netherlands from 1970 to 2023 and puts the model beside the published facts."),
            options);
        return 0;
    }
    const Tables tables = load_tables(values);
    Overrides set;
    if (values.count("set") != 0U) {
        for (const std::string& s : values["set"].as<std::vector<std::string>>()) {
            const std::size_t at = s.find('=');
            if (at == std::string::npos || tables.book.find(s.substr(0, at)) == nullptr) {
                throw UsageError("--set " + s + ": KEY=VALUE");
            }
            char* end = nullptr;
            const double value = std::strtod(s.c_str() + at + 1, &end);
            if (end == s.c_str() + at + 1 || *end != '\0' || !std::isfinite(value)) {
                throw UsageError("--set " + s + ": KEY=VALUE");
            }
            set[s.substr(0, at)] = value;
        }
    }
    const agents::Parameters p = central_parameters(tables.book, set);
    const agents::PolicyTerms terms = policy_terms(p, tables.book);
    const auto executor = make_executor(values["threads"].as<int>());
    const auto seed = static_cast<std::uint32_t>(values["seed"].as<int>());
    if (values.count("responses") != 0U) {
        print_responses(tables, std::max(1, values["responses"].as<int>()), seed, *executor, session.dutch());
        return 0;
    }
    const StartRequest request = whole_country(tables, values["people"].as<int>(), seed,
                                               static_cast<std::uint32_t>(values["replicate"].as<int>()));
    FactMap measured = measure_facts(tables.data, request, p, terms, *executor);
    const auto published = analysis::read_facts(Table::parse(data_text("facts.csv", tables.folder), "facts.csv"));
    std::vector<analysis::FactValue> model;
    for (const analysis::FactPart& part : published) {
        const auto found = measured.find(part.key());
        if (found != measured.end()) {
            model.push_back({.fact = part.fact, .part = part.part, .model = found->second, .holds = true});
        }
    }
    std::array<double, 3> displaced{};
    model.push_back(displacement(tables, p, terms, seed, *executor, displaced));
    const analysis::FactsReport report = analysis::evaluate_facts(published, model);
    if (values.count("json") != 0U) {
        nlohmann::ordered_json j = analysis::to_json(report);
        for (const auto& [key, value] : measured) { j["also"][key] = value; }
        j["displacement"] = displaced;
        fmt::print("{}\n", j.dump(2));
    } else if (values.count("csv") != 0U) {
        fmt::print("{}", analysis::to_csv(report));
    } else {
        print_report(report, displaced, session);
    }
    return 0;
}

}  // namespace vangnet::cli
