#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sim/inputs/data_parts.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::data_parts {

namespace {

constexpr std::size_t municipalities_of_2015 = 393;
constexpr std::size_t regions_of_2015 = 35;

using Words = std::map<std::string, std::string>;

Words two_columns(const Table& table, const std::string& key, const std::string& value)
{
    Words words;
    for (std::size_t row = 0; row < table.rows(); ++row) { words[table.text(row, key)] = table.text(row, value); }
    return words;
}

template <class List, class Name>
int place_in(const List& list, const std::string& wanted, Name name)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return name(entry) == wanted; });
    return found == list.end() ? -1 : static_cast<int>(found - list.begin());
}

void read_regions(Reader& reader, Data& data)
{
    const Table t = reader.table("labour_market_regions.csv", {"labour_market_region", "municipalities_2015",
                                                               "population_2017", "population_15_64_2017_derived"});
    for (std::size_t row = 0; row < t.rows(); ++row) {
        data.regions.push_back({t.text(row, "labour_market_region"),
                                whole_number(t, row, "municipalities_2015", reader.problems, {1, 100}),
                                t.number(row, "population_2017", reader.problems, {1, 1e8}),
                                t.number(row, "population_15_64_2017_derived", reader.problems, {1, 1e8})});
    }
    if (t.rows() != regions_of_2015 && t.rows() > 0) {
        reader.problems.add(
            t.file(), 0, "",
            bilingual({"{} regio's (2015 had er {})", "{} regions (2015 had {})"}, t.rows(), regions_of_2015));
    }
}

/// Structure of a municipality of 2017: everything but name, region, province and recipients.
struct Structure {
    std::string name;
    agents::MunicipalityFacts facts;
};

std::vector<Structure> read_structures(Reader& reader, Words& code_of_name)
{
    const Table t = reader.table("municipalities_2017_structure.csv",
                                 {"cbs_code", "municipality_2017", "population", "pct_age_15_24", "pct_age_25_44",
                                  "pct_age_45_64", "pct_single_households", "pct_households_no_children",
                                  "pct_households_with_children", "pct_non_western_background", "urbanity_class_1_5"});
    std::vector<Structure> all;
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const auto share = [&](const char* column) { return t.number(row, column, reader.problems, {0, 100}) / 100.0; };
        Structure s;
        s.name = t.text(row, "municipality_2017");
        s.facts.inhabitants = t.number(row, "population", reader.problems, {1, 1e8});
        s.facts.share_15_24 = share("pct_age_15_24");
        s.facts.share_25_44 = share("pct_age_25_44");
        s.facts.share_45_64 = share("pct_age_45_64");
        s.facts.single_households = share("pct_single_households");
        s.facts.couples_no_children = share("pct_households_no_children");
        s.facts.with_children = share("pct_households_with_children");
        s.facts.non_western = share("pct_non_western_background");
        s.facts.urbanity = t.number(row, "urbanity_class_1_5", reader.problems, {1, 5});
        code_of_name[s.name] = t.text(row, "cbs_code");
        all.push_back(std::move(s));
    }
    return all;
}

/// Provinces, and which one a place lies in.
struct Provinces {
    Words of_region;
    Words of_municipality;

    Provinces(Reader& reader, Data& data)
    {
        const Table p = reader.table("provinces.csv", {"province", "part_of_country"});
        for (std::size_t row = 0; row < p.rows(); ++row) { data.provinces.push_back(p.text(row, "province")); }
        const Table t = reader.table("place_provinces.csv", {"kind", "name", "province"});
        for (std::size_t row = 0; row < t.rows(); ++row) {
            const int kind = t.choice(row, "kind", {"region", "municipality"}, reader.problems);
            static_cast<void>(t.choice(row, "province", data.provinces, reader.problems));
            (kind == 0 ? of_region : of_municipality)[t.text(row, "name")] = t.text(row, "province");
        }
    }

    int of(const Data& data, const std::string& municipality, const std::string& region) const
    {
        const auto own = of_municipality.find(municipality);
        const auto all = of_region.find(region);
        const std::string name = own != of_municipality.end() ? own->second
                                 : all != of_region.end()     ? all->second
                                                              : std::string();
        return place_in(data.provinces, name, [](const std::string& s) { return s; });
    }
};

/// Inhabitants on 1 January 2016, which is the end of 2015. Where a merger left no number of its own, the successor's
/// are split by the inhabitants of 2014. \source merged_municipalities.csv
void set_inhabitants(const Table& t, const Table& merged, Reader& reader, Data& data, const Words& successors)
{
    std::map<std::string, double> before;  // inhabitants of 2014, by municipality and by successor
    std::map<std::string, double> together;
    std::map<std::string, bool> split;
    for (std::size_t row = 0; row < merged.rows(); ++row) {
        const std::string& name = merged.text(row, "municipality_2015");
        const std::string& successor = merged.text(row, "successor_2017");
        before[name] = merged.number(row, "population_2014", reader.problems, {1, 1e8});
        together[successor] += before[name];
        const int at = place_in(data.municipalities, name, [](const Municipality& m) { return m.name; });
        if (at < 0) {
            reader.problems.add(
                merged.file(), merged.line(row), "municipality_2015",
                bilingual({"{} staat niet in municipalities.csv", "{} is not in municipalities.csv"}, in_quotes(name)));
        } else if (t.text(static_cast<std::size_t>(at), "population_2016").empty()) {
            split[successor] = true;
        }
    }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        Municipality& m = data.municipalities[row];
        const auto successor = successors.find(m.name);
        if (successor != successors.end() && split.contains(successor->second)) {
            m.facts.inhabitants *= before[m.name] / together[successor->second];
        } else {
            m.facts.inhabitants = t.number(row, "population_2016", reader.problems, {1, 1e8});
        }
        m.facts.people_15_64 = m.facts.inhabitants * (m.facts.share_15_24 + m.facts.share_25_44 + m.facts.share_45_64);
    }
}

/// Names that people use for a municipality of 2015, and those of later mergers for the municipalities they were made
/// of, small changes of borders aside. \source place_names.csv
void read_other_names(Reader& reader, Data& data)
{
    const Table t = reader.table("place_names.csv", {"name", "municipality_2015"});
    const std::vector<std::string> names = municipality_names(data);
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const int town = t.choice(row, "municipality_2015", names, reader.problems);
        if (town < 0) { continue; }
        OtherName& other = data.other_names[folded(t.text(row, "name"))];
        other.name = t.text(row, "name");
        other.municipalities.push_back(town);
    }
}

void check_regions(Reader& reader, const Data& data)
{
    for (std::size_t r = 0; r < data.regions.size(); ++r) {
        const auto count = std::count_if(data.municipalities.begin(), data.municipalities.end(),
                                         [r](const Municipality& m) { return m.region == static_cast<int>(r); });
        if (count != data.regions[r].municipalities) {
            reader.problems.add("municipalities.csv", 0, "labour_market_region",
                                bilingual({"{} heeft {} gemeenten (labour_market_regions.csv zegt {})",
                                           "{} has {} municipalities (labour_market_regions.csv says {})"},
                                          data.regions[r].name, count, data.regions[r].municipalities));
        }
    }
}

}  // namespace

void read_places(Reader& reader, Data& data)
{
    read_regions(reader, data);
    const Provinces provinces(reader, data);
    Words code_of_name;
    const std::vector<Structure> structures = read_structures(reader, code_of_name);
    const Table merged =
        reader.table("merged_municipalities.csv", {"municipality_2015", "successor_2017", "population_2014"});
    const Words successors = two_columns(merged, "municipality_2015", "successor_2017");
    const Table codes = reader.table("municipalities_2017_structure.csv", {"cbs_code"});
    const Table t = reader.table("municipalities.csv",
                                 {"municipality_2015", "labour_market_region", "cbs_code_2017", "population_2016"});
    if (!reader.problems.empty()) { return; }

    std::vector<std::string> region_names;
    for (const Region& region : data.regions) { region_names.push_back(region.name); }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        Municipality m;
        m.name = t.text(row, "municipality_2015");
        m.region = t.choice(row, "labour_market_region", region_names, reader.problems);
        const auto successor = successors.find(m.name);
        std::string code = t.text(row, "cbs_code_2017");
        if (successor != successors.end()) { code = code_of_name[successor->second]; }
        int at = -1;
        for (std::size_t k = 0; k < codes.rows(); ++k) {
            if (codes.text(k, "cbs_code") == code) { at = static_cast<int>(k); }
        }
        if (at < 0) {
            reader.problems.add(t.file(), t.line(row), "cbs_code_2017",
                                bilingual({"{} van {} staat niet in municipalities_2017_structure.csv",
                                           "{} of {} is not in municipalities_2017_structure.csv"},
                                          in_quotes(code), m.name));
            at = 0;
        }
        m.structure_of = structures.at(static_cast<std::size_t>(at)).name;
        m.facts = structures.at(static_cast<std::size_t>(at)).facts;
        m.facts.number = static_cast<int>(row);
        m.facts.region = m.region;
        m.province = provinces.of(data, m.name, t.text(row, "labour_market_region"));
        if (m.province < 0) {
            reader.problems.add("place_provinces.csv", 0, "name",
                                bilingual({"{} ligt in geen provincie", "{} lies in no province"}, m.name));
        }
        data.municipalities.push_back(std::move(m));
    }
    set_inhabitants(t, merged, reader, data, successors);
    read_other_names(reader, data);
    check_regions(reader, data);
    if (t.rows() != municipalities_of_2015) {
        reader.problems.add(t.file(), 0, "",
                            bilingual({"{} gemeenten (2015 had er {})", "{} municipalities (2015 had {})"}, t.rows(),
                                      municipalities_of_2015));
    }
}

}  // namespace vangnet::data_parts
