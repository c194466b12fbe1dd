#include "sim/experiment/results.hpp"

#include <algorithm>

#include "sim/core/errors.hpp"
#include "sim/experiment/scenario_world.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet {

namespace {

template <class Row>
int place_of(const std::vector<Row>& rows, const std::string& key) noexcept
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].key == key) { return static_cast<int>(i); }
    }
    return -1;
}

}  // namespace

bool Results::complete() const
{
    return replicates_done().size() == static_cast<std::size_t>(shape().replicates) &&
           draws_done().size() == static_cast<std::size_t>(shape().draws);
}

int Results::arm(const std::string& key) const noexcept { return place_of(shape().arms, key); }
int Results::measure(const std::string& key) const noexcept { return place_of(shape().measures, key); }
int Results::group(const std::string& key) const noexcept { return place_of(shape().groups, key); }

int Results::month(int number) const noexcept
{
    const std::vector<int>& months = shape().months;
    const auto found = std::find(months.begin(), months.end(), number);
    return found == months.end() ? -1 : static_cast<int>(found - months.begin());
}

Scenario scenario_of(const Results& results, const Tables& tables)
{
    const SeriesShape& shape = results.shape();
    try {
        return parse_scenario(with_counts(results.provenance().scenario, shape.replicates, shape.draws), results.name(),
                              scenario_world(tables));
    } catch (const ConfigError& error) {
        throw DataError(bilingual({"{}: het scenario in dit bestand is er geen voor dit programma: {}",
                                   "{}: the scenario in this file is none for this program: {}"},
                                  results.name(), Text{error.in(true), error.in(false)}));
    }
}

}  // namespace vangnet
