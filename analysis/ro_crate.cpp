#include "analysis/ro_crate.hpp"

#include <nlohmann/json.hpp>

namespace vangnet::analysis {

namespace {

using nlohmann::ordered_json;

ordered_json reference(const std::string& id) { return {{"@id", id}}; }

ordered_json property(const std::string& name, const std::string& value)
{
    return {{"@type", "PropertyValue"}, {"name", name}, {"value", value}};
}

ordered_json root_of(const CrateAbout& about)
{
    ordered_json parts = ordered_json::array();
    for (const CrateFile& file : about.files) { parts.push_back(reference(file.name)); }
    return {{"@id", "./"},
            {"@type", "Dataset"},
            {"name", about.run->title.en},
            {"alternateName", about.run->title.nl},
            {"description",
             "Simulated results of social assistance policies with vangnet: the results file, the scenario that made "
             "it, and tables "
             "drawn from it."},
            {"datePublished", about.made},
            {"hasPart", std::move(parts)},
            {"mentions", reference("#run")}};
}

/// The run that made the results: the program with the scenario and the tables in it.
ordered_json action_of(const CrateAbout& about)
{
    ordered_json properties = ordered_json::array();
    properties.push_back(property("digest of the results", about.digest));
    for (const std::uint64_t seed : about.run->seeds) { properties.push_back(property("seed", std::to_string(seed))); }
    for (const auto& [table, hash] : about.run->data_hashes) {
        properties.push_back(property("SHA-256 of configs/data/" + table, hash));
    }
    return {{"@id", "#run"},
            {"@type", "CreateAction"},
            {"name", "Simulation"},
            {"description", about.run->command},
            {"endTime", about.made},
            {"instrument", reference("#vangnet")},
            {"object", ordered_json::array({reference(about.scenario)})},
            {"result", ordered_json::array({reference(about.results)})},
            {"additionalProperty", std::move(properties)}};
}

}  // namespace

std::string ro_crate_metadata(const CrateAbout& about)
{
    ordered_json graph = ordered_json::array();
    graph.push_back({{"@id", "ro-crate-metadata.json"},
                     {"@type", "CreativeWork"},
                     {"conformsTo", reference("https://w3id.org/ro/crate/1.1")},
                     {"about", reference("./")}});
    graph.push_back(root_of(about));
    for (const CrateFile& file : about.files) {
        graph.push_back({{"@id", file.name},
                         {"@type", "File"},
                         {"name", file.what},
                         {"encodingFormat", file.format},
                         {"contentSize", std::to_string(file.bytes)},
                         {"sha256", file.sha256}});
    }
    graph.push_back({{"@id", "#vangnet"},
                     {"@type", "SoftwareApplication"},
                     {"name", "vangnet"},
                     {"softwareVersion", about.run->version},
                     {"identifier", about.run->commit}});
    graph.push_back(action_of(about));
    const ordered_json crate{{"@context", "https://w3id.org/ro/crate/1.1/context"}, {"@graph", std::move(graph)}};
    return crate.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace vangnet::analysis
