#include "sim/cli/serve_lines.hpp"

#include <cmath>
#include <istream>
#include <limits>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet::cli {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t longest_line = 1U << 20U;

void read_set(const ordered_json& set, const ParameterBook& book, SetRequest& request, std::vector<Text>& problems)
{
    if (!set.is_object()) {
        problems.emplace_back("set: geen object van parameters en getallen",
                              "set: no object of parameters and numbers");
        return;
    }
    for (const auto& [key, value] : set.items()) {
        const ParameterEntry* entry = book.find(key);
        if (entry == nullptr) {
            std::vector<std::string> all;
            for (const ParameterEntry& each : book.entries) { all.push_back(each.key); }
            problems.push_back(
                bilingual({"set: {}: zo'n gedragsparameter is er niet{}", "set: {}: no such behaviour parameter{}"},
                          in_quotes(key), did_you_mean_hint(key, all)));
            continue;
        }
        const Allowed limits = limits_of(*entry);
        const double number = value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
        if (!(number >= limits.low && number <= limits.high)) {
            problems.push_back(bilingual({"set: {}: {} (toegestaan: {} tot {})", "set: {}: {} (allowed: {} to {})"},
                                         key, value.dump().substr(0, 40), limits.low, limits.high));
            continue;
        }
        request.set[key] = number;
    }
}

void read_seed(const ordered_json& seed, SetRequest& request, std::vector<Text>& problems)
{
    if (seed.is_number_unsigned() && seed.get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max()) {
        request.seed = seed.get<std::uint32_t>();
    } else {
        problems.emplace_back("seed: geen geheel getal van 0 tot 4294967295",
                              "seed: no whole number from 0 to 4294967295");
    }
}

/// Id of a line that may be wrong in other ways; null if it has none.
ordered_json id_of(const std::string& line)
{
    const ordered_json json = ordered_json::parse(line, nullptr, false);
    return json.is_object() && json.contains("id") ? json["id"] : ordered_json(nullptr);
}

}  // namespace

SetRequest set_request(const std::string& line, const ParameterBook& book)
{
    std::vector<Text> problems;
    SetRequest request;
    const ordered_json json = ordered_json::parse(line.size() <= longest_line ? line : "", nullptr, false);
    if (!json.is_object()) {
        throw ConfigError(Text{R"(geen JSON-object op een regel, zoals {"id": 1, "set": {"b_job": -3.9}})",
                               R"(no JSON object on one line, such as {"id": 1, "set": {"b_job": -3.9}})"});
    }
    for (const auto& [key, value] : json.items()) {
        if (key == "id") {
            request.id = value;
        } else if (key == "set") {
            read_set(value, book, request, problems);
        } else if (key == "seed") {
            read_seed(value, request, problems);
        } else {
            problems.push_back(bilingual(
                {"{}: onbekend (toegestaan: id, set, seed)", "{}: unknown (allowed: id, set, seed)"}, in_quotes(key)));
        }
    }
    if (!problems.empty()) { throw ConfigError(std::move(problems)); }
    return request;
}

int serve_lines(std::istream& in, std::ostream& out, const ParameterBook& book, bool dutch, const std::string& key,
                const std::function<ordered_json(const SetRequest&)>& answer)
{
    std::string line;
    while (std::getline(in, line)) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) { continue; }
        ordered_json reply{{"id", id_of(line)}};
        try {
            reply[key] = answer(set_request(line, book));
        } catch (const ProblemsError& error) {
            reply["error"] = error.in(dutch);
        } catch (const BugError& error) {  // a set far out may bring the model where it has no number
            reply["error"] = error.what();
        }
        out << reply.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << std::endl;
        if (!out) { return 1; }
    }
    return 0;
}

}  // namespace vangnet::cli
