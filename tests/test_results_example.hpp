#pragma once
/// A small experiment with every kind of array, and a folder of its own for each test.

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/experiment/provenance.hpp"
#include "sim/experiment/series.hpp"
#include "sim/results/store.hpp"

namespace vangnet::test {

/// A new empty folder that is gone after the test.
class Folder {
public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "results-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) { throw RunError{untranslated(name + ": cannot make a folder")}; }
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder()
    {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

inline SeriesShape example_shape()
{
    SeriesShape shape;
    shape.measures = {
        {"share_in_work", "1", "aandeel met werk", "share in work", "Deel van de groep met een baan van 1 uur.",
         "Part of the group with a job of 1 hour.", MeasureKind::share, 1},
        {"benefit_paid", "EUR", "uitkering betaald", "benefit paid", "Uitkering per persoon, in euro's van 2024.",
         "Benefit per person, in euros of 2024.", MeasureKind::per_person, -1},
        {"people_on_benefit", "1", "mensen met uitkering", "people on benefit", "Aantal met uitkering.",
         "Number on benefit.", MeasureKind::count, 0}};
    shape.arms = {{"current", "Huidig", "Current", "Wat nu geldt", "What holds now"},
                  {"trust", "Vertrouwen \u2265 \u00e9\u00e9n jaar", "Trust", "Zonder plichten", "Without duties"}};
    shape.groups = {{"all", "Allen", "All", "all"},
                    {"age.18_26", "18\u201326 jaar", "18-26 years", "age"},
                    {"age.27_44", "27\u201344 jaar", "27-44 years", "age"}};
    shape.months = {0, 1, 2, 3, 4, 5};
    shape.replicates = 4;
    shape.draws = 3;
    return shape;
}

inline Provenance example_provenance()
{
    Provenance from;
    from.title = {"Voorbeeld: vertrouwen", "Example: trust"};
    from.scenario = "# voorbeeld\n[people]\nmunicipality = \"Utrecht\"\n";
    from.parameters_text = "b_job = 0.04\n";
    from.data_hashes = {{"facts.csv", "ab12"}, {"law.csv", "cd34"}};
    from.seeds = {20'240'601, 7};
    from.version = "0.1.0";
    from.commit = "0123abc";
    from.origin = "2024-01";
    from.threads = 2;
    from.wall_time = 1.5;
    from.people = 400.0;
    from.weight = 1.0869;
    from.parameters = {{"b_job", 0.04, "1/month", 0.02, 0.06, "policy", "B", "illustrative, caf\u00e9"},
                       {"duty_hours", 16.0, "h/month", 0.0, 80.0, "policy", "D", "illustrative"}};
    from.effects = {{"share_in_work", "trust", "all", 5, 0.25, 0.01, 0.0, 0.02, -0.01, 0.03, "1"}};
    from.notes = {{"place", "Utrecht"}, {"cohort", "ieder met bijstand"}};
    ArrayGroup drawn{"parameters", false, {}, {}};
    drawn.dims.push_back({"draw", {}, {}, 3, "1", "", ""});
    drawn.dims.push_back({"parameter", {"b_job", "duty_hours"}, {}, 0, "", "", ""});
    drawn.arrays.push_back(
        {"value", {"draw", "parameter"}, std::vector<double>{0.04, 16, 0.05, 8, 0.03, 32}, "", "", "", {}});
    from.groups.push_back(drawn);
    return from;
}

/// People of replicate 0, and the market of each replicate.
inline std::vector<ArrayGroup> example_groups(const SeriesShape& shape, int item)
{
    std::vector<ArrayGroup> groups;
    std::vector<std::string> arms;
    for (const ArmInfo& arm : shape.arms) { arms.push_back(arm.key); }
    const std::vector<std::int32_t> months(shape.months.begin(), shape.months.end());
    ArrayGroup market{"market", true, {}, {}};
    market.dims.push_back({"arm", arms, {}, 0, "", "", ""});
    market.dims.push_back({"month", {}, months, 0, "month", "", ""});
    std::vector<float> tightness;
    for (std::size_t i = 0; i < arms.size() * months.size(); ++i) {
        tightness.push_back(0.5F + 0.01F * static_cast<float>(i) + static_cast<float>(item));
    }
    market.arrays.push_back({"tightness", {"arm", "month"}, tightness, "1", "krapte", "tightness", {}});
    groups.push_back(market);
    if (item != 0) { return groups; }
    ArrayGroup people{"people", false, {}, {}};
    people.dims.push_back({"person", {}, {101, 102, 107}, 0, "1", "persoon", "person"});
    people.dims.push_back({"month", {}, months, 0, "month", "", ""});
    std::vector<std::int8_t> state;
    std::vector<std::int32_t> debt;
    for (int i = 0; i < 3 * static_cast<int>(months.size()); ++i) {
        state.push_back(static_cast<std::int8_t>(i % 3));
        debt.push_back(i * 1000);
    }
    people.arrays.push_back({"state",
                             {"person", "month"},
                             state,
                             "1",
                             "toestand",
                             "state",
                             {{0, "benefit"}, {1, "work"}, {2, "elsewhere"}}});
    people.arrays.push_back({"debt", {"person", "month"}, debt, "eurocent", "schuld", "debt", {}});
    people.arrays.push_back(
        {"birth_year", {"person"}, std::vector<std::int16_t>{1980, 1999, 1971}, "year", "", "", {}});
    groups.push_back(people);
    return groups;
}

/// Numbers that differ at every place; the middle group is empty in the last replicate.
inline ItemResult example_item(const SeriesShape& shape, int item)
{
    ItemResult result;
    result.item = item;
    result.values.resize(shape.values_per_item());
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        result.values[i] = static_cast<float>(i) + 0.125F * static_cast<float>(item);
    }
    result.group_size = {1000 + item, 400, 600 + item};
    if (item == shape.replicates - 1) {
        result.group_size[1] = 0;
        for (std::size_t i = 1; i < result.values.size(); i += shape.groups.size()) {
            result.values[i] = std::numeric_limits<float>::quiet_NaN();
        }
    }
    result.groups = example_groups(shape, item);
    return result;
}

/// Writes the whole example, items in the order given.
inline void write_example(const std::filesystem::path& path, const std::vector<int>& order = {0, 1, 2, 3, 4, 5, 6})
{
    ResultsStore store{path, example_shape(), example_provenance(), Existing::refuse};
    for (const int item : order) { store.write_item(example_item(store.shape(), item)); }
    store.assemble(example_provenance(), Assembly::complete);
}

/// The message of the error that a call throws; empty if it throws none.
template <class Error, class Call>
std::string message_of(const Call& call)
{
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace vangnet::test
