#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/scenario/scenario_parts.hpp"
#include "sim/scenario/settings.hpp"
#include "sim/scenario/sweep.hpp"

namespace vangnet {

const std::vector<std::string>& design_words()
{
    static const std::vector<std::string> words{"grid", "lhs", "morris", "sobol"};
    return words;
}

std::int64_t sets_of(const Sweep& sweep) noexcept
{
    const auto k = static_cast<std::int64_t>(sweep.parameters.size());
    const auto n = static_cast<std::int64_t>(sweep.points);
    switch (sweep.design) {
        case Design::grid: {
            const double all = std::pow(static_cast<double>(n), static_cast<double>(k));
            return all < 9e18 ? static_cast<std::int64_t>(all) : std::numeric_limits<std::int64_t>::max();
        }
        case Design::morris: return n * (k + 1);
        case Design::sobol: return n * (k + 2);
        case Design::lhs: break;
    }
    return n;
}

namespace scenario_parts {
namespace {

constexpr int most_points = 100'000;
constexpr std::size_t most_varied = 60;

class SweepReader {
public:
    SweepReader(const toml::table& table, const ScenarioWorld& world, const Scenario& scenario,
                SettingProblems& problems)
        : table_{table}, reader_{table, "sweep", problems}, world_{world}, scenario_{scenario}, problems_{problems}
    {
    }

    Sweep read()
    {
        read_design();
        const auto points = reader_.whole("points", 2, most_points, no_unit);
        if (!points && table_.get("points") == nullptr) {
            reader_.problem(
                table_, "points",
                bilingual({"ontbreekt (toegestaan: 2 tot {})", "is missing (allowed: 2 to {})"}, most_points));
        }
        sweep_.points = static_cast<int>(points.value_or(0));
        read_parameters();
        read_ranges();
        reader_.finish();
        const std::int64_t draws =
            sets_of(sweep_) > most_draws ? sets_of(sweep_) : sets_of(sweep_) * scenario_.replicates;
        if (draws > most_draws) {
            reader_.problem(table_, "points",
                            bilingual({"geeft {} sets van parameters, elk met {} herhalingen (toegestaan: samen {})",
                                       "gives {} parameter sets, each with {} replicates (allowed: {} together)"},
                                      sets_of(sweep_), scenario_.replicates, most_draws));
        }
        return std::move(sweep_);
    }

private:
    void read_design()
    {
        const std::string word = reader_.text("design").value_or("lhs");
        const auto found = std::find(design_words().begin(), design_words().end(), word);
        if (found == design_words().end()) {
            reader_.problem(
                *reader_.node("design"), "design",
                bilingual({"{} is onbekend (toegestaan: {}){}", "{} is unknown (allowed: {}){}"}, in_quotes(word),
                          fmt::join(design_words(), ", "), did_you_mean_hint(word, design_words())));
            return;
        }
        sweep_.design = static_cast<Design>(found - design_words().begin());
    }

    void read_parameters()
    {
        const toml::array* list = reader_.list("parameters");
        if (list == nullptr || list->empty() || list->size() > most_varied) {
            reader_.problem(list != nullptr ? static_cast<const toml::node&>(*list) : table_, "parameters",
                            bilingual({"moet 1 tot {} gedragsparameters noemen (zie vangnet explain --all)",
                                       "must name 1 to {} behaviour parameters (see vangnet explain --all)"},
                                      most_varied));
            return;
        }
        for (const toml::node& entry : *list) { add_parameter(entry); }
    }

    void add_parameter(const toml::node& entry)
    {
        const auto key = entry.value<std::string>().value_or("");
        const auto known = world_.parameters.find(key);
        if (known == world_.parameters.end()) {
            std::vector<std::string> all;
            for (const auto& [each, parameter] : world_.parameters) { all.push_back(each); }
            reader_.problem(entry, "parameters",
                            bilingual({"{}: zo'n gedragsparameter is er niet (toegestaan: zie vangnet explain --all){}",
                                       "{}: no such behaviour parameter (allowed: see vangnet explain --all){}"},
                                      in_quotes(key), did_you_mean_hint(key, all)));
        } else if (find(key) != nullptr) {
            reader_.problem(entry, "parameters",
                            bilingual({"{} staat er twee keer", "{} is there twice"}, in_quotes(key)));
        } else if (scenario_.set.count(key) != 0U) {
            reader_.problem(entry, "parameters",
                            bilingual({"{} is al vastgezet (in [set] of door [variant])",
                                       "{} is set already (in [set] or by [variant])"},
                                      in_quotes(key)));
        } else {
            sweep_.parameters.push_back({key, known->second.likely_low, known->second.likely_high});
        }
    }

    /// The range of a parameter, where it is not the likely one.
    void read_ranges()
    {
        const toml::table* table = reader_.table("ranges");
        if (table == nullptr) { return; }
        SettingReader ranges{*table, "sweep.ranges", problems_};
        for (auto&& [name, node] : *table) {
            const std::string key{name.str()};
            Varied* varied = find(key);
            const toml::array* pair = ranges.list(key);
            if (varied == nullptr) {
                ranges.problem(node, key, {"staat niet in sweep.parameters", "is not in sweep.parameters"});
                continue;
            }
            if (pair == nullptr) { continue; }
            const ScenarioWorld::Parameter& limits = world_.parameters.at(key);
            const auto low = pair->size() == 2 ? number_of(*pair->get(0), false) : std::nullopt;
            const auto high = pair->size() == 2 ? number_of(*pair->get(1), false) : std::nullopt;
            if (!low || !high || !(*low < *high) || *low < limits.low || *high > limits.high) {
                ranges.problem(
                    node, key,
                    bilingual({"is geen bereik (toegestaan: twee getallen, het kleinste eerst, van {} tot {})",
                               "is no range (allowed: two numbers, the smaller one first, from {} to {})"},
                              plain_number(limits.low), plain_number(limits.high)));
                continue;
            }
            varied->low = *low;
            varied->high = *high;
        }
    }

    Varied* find(const std::string& key)
    {
        const auto found = std::find_if(sweep_.parameters.begin(), sweep_.parameters.end(),
                                        [&](const Varied& v) { return v.key == key; });
        return found == sweep_.parameters.end() ? nullptr : &*found;
    }

    const toml::table& table_;
    SettingReader reader_;
    const ScenarioWorld& world_;
    const Scenario& scenario_;
    SettingProblems& problems_;
    Sweep sweep_;
};

}  // namespace

void read_sweep(SettingReader& top, const ScenarioWorld& world, Scenario& scenario, SettingProblems& problems)
{
    const toml::table* table = top.table("sweep");
    if (table == nullptr) { return; }
    scenario.sweep = SweepReader{*table, world, scenario, problems}.read();
    if (problems.empty()) { scenario.draws = static_cast<int>(sets_of(*scenario.sweep) * scenario.replicates); }
}

}  // namespace scenario_parts
}  // namespace vangnet
