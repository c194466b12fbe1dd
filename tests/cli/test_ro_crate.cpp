#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "sim/core/sha256.hpp"
#include "tests/cli/program.hpp"

using namespace vangnet;
using namespace vangnet::test;

TEST_CASE("an export as a research object has what it names, and its scenario makes the same results", "[cli]")
{
    const ProgramFolder folder;
    const std::string file = "'" + (folder / "r.h5") + "'";
    REQUIRE(
        call(folder,
             "run utrecht-four-ways --people 300 --months 3 --replicates 2 --draws 2 --quiet --progress none --out " +
                 file)
            .code == 0);
    const std::string crate = folder / "crate";
    const std::string command = "export " + file + " --ro-crate --values --out '" + crate + "'";
    const Call made = call(folder, command);
    INFO(made.err);
    REQUIRE(made.code == 0);
    const auto json = nlohmann::json::parse(bytes_of(crate + "/ro-crate-metadata.json"));
    CHECK(json["@context"] == "https://w3id.org/ro/crate/1.1/context");
    std::map<std::string, nlohmann::json> graph;
    for (const nlohmann::json& entity : json["@graph"]) { graph[entity["@id"].get<std::string>()] = entity; }
    CHECK(graph.at("ro-crate-metadata.json")["about"]["@id"] == "./");
    const nlohmann::json& root = graph.at("./");
    CHECK(root["datePublished"].get<std::string>().size() == 10);
    CHECK(root["hasPart"].size() == 6);
    for (const nlohmann::json& part : root["hasPart"]) {
        const auto name = part["@id"].get<std::string>();
        INFO(name);
        const std::string bytes = bytes_of(crate + "/" + name);
        CHECK_FALSE(bytes.empty());
        CHECK(graph.at(name)["sha256"] == Sha256{}.update(bytes).hex());
        CHECK(graph.at(name)["contentSize"] == std::to_string(bytes.size()));
    }
    const nlohmann::json& run = graph.at("#run");
    for (const char* key : {"instrument", "object", "result"}) {
        const nlohmann::json& named = run[key].is_array() ? run[key][0] : run[key];
        CHECK(graph.count(named["@id"].get<std::string>()) == 1);
    }
    const std::string digest = call(folder, "info --digest " + file).out;
    CHECK(run["additionalProperty"][0]["value"].get<std::string>() + "\n" == digest);

    REQUIRE(
        call(folder, "run '" + crate + "/scenario.toml' --quiet --progress none --out '" + (folder / "again.h5") + "'")
            .code == 0);
    CHECK(call(folder, "info --digest '" + (folder / "again.h5") + "'").out == digest);

    const Call again = call(folder, command);
    CHECK(again.code == 2);
    CHECK(has(again.err, "ro-crate-metadata.json: is there already"));
    CHECK(call(folder, command + " --force").code == 0);
    CHECK(has(call(folder, "export " + file + " --xlsx --ro-crate").err, "do not go together"));
}
