#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "policies/policy.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/policy_support.hpp"

namespace {
using namespace vangnet::policy;
using vangnet::test::ask;
using vangnet::test::bits_of;
using vangnet::test::fact;
using vangnet::test::plain_person;
using vangnet::test::term;
using vangnet::test::various_people;

int type_count() { return static_cast<int>(instruments().size()); }
const InstrumentInfo& info_of(int type) { return instruments()[static_cast<std::size_t>(type)]; }

std::string trimmed(const std::string& text)
{
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The cells of a line; at most `most`, the last of which keeps its commas.
std::vector<std::string> cells_of(const std::string& line, std::size_t most)
{
    std::vector<std::string> cells;
    std::size_t from = 0;
    while (cells.size() + 1 < most) {
        const auto comma = line.find(',', from);
        if (comma == std::string::npos) { break; }
        cells.push_back(trimmed(line.substr(from, comma - from)));
        from = comma + 1;
    }
    cells.push_back(trimmed(line.substr(from)));
    return cells;
}

/// Takes the arrow off the first expected cell; whether there was one.
bool take_arrow(std::string& cell)
{
    if (cell.rfind("->", 0) != 0) { return false; }
    cell = trimmed(cell.substr(2));
    return true;
}

struct Case {
    Facts facts = plain_person();
    Treatment so_far = reference_treatment();
    std::array<float, max_parameters> params{};
    std::vector<std::pair<int, float>> expected;
};

/// Sets the fact, parameter or earlier term with this name.
bool set_input(const InstrumentInfo& info, Case& one, const std::string& name, float value)
{
    if (const int f = fact_index(name); f >= 0) {
        fact(one.facts, f) = value;
    } else if (const int p = parameter_index(info, name); p >= 0) {
        one.params[static_cast<std::size_t>(p)] = value;
    } else if (const int t = term_index(name); t >= 0) {
        term(one.so_far, t) = value;
    } else {
        return false;
    }
    return true;
}

void check_cases(int type)
{
    const InstrumentInfo& info = info_of(type);
    const std::string key{info.card->key};
    std::ifstream file(std::filesystem::path(VANGNET_SOURCE_DIR) / "policies" / key / "cases.csv");
    REQUIRE(file.good());
    std::string line;
    REQUIRE(std::getline(file, line));
    const auto names = cells_of(line, 99);
    REQUIRE(names.back() == "why");
    int cases = 0;
    while (std::getline(file, line)) {
        if (trimmed(line).empty()) { continue; }
        INFO(key << ": " << line);
        const auto cells = cells_of(line, names.size());
        REQUIRE(cells.size() == names.size());
        Case one;
        one.params = info.defaults;
        bool expected = false;
        for (std::size_t k = 0; k + 1 < names.size(); ++k) {
            std::string name = names[k];
            std::string cell = cells[k];
            const bool arrow = take_arrow(name);
            REQUIRE(take_arrow(cell) == arrow);
            expected = expected || arrow;
            INFO("column " << name);
            const float value = std::stof(cell);
            if (expected) {
                REQUIRE(term_index(name) >= 0);
                one.expected.emplace_back(term_index(name), value);
            } else {
                REQUIRE(set_input(info, one, name, value));
            }
        }
        Treatment result = ask(type, one.params, one.facts, one.so_far);
        for (const auto& [index, value] : one.expected) {
            INFO("term " << term_name(index));
            CHECK(std::abs(term(result, index) - value) <= 1e-6F * std::max(1.0F, std::abs(value)));
        }
        ++cases;
    }
    CHECK(cases >= 3);
}

bool same_treatment(const Treatment& a, const Treatment& b) { return bits_of(a) == bits_of(b); }

}  // namespace

TEST_CASE("every instrument gives what its worked cases say", "[policies]")
{
    for (int type = 0; type < type_count(); ++type) { check_cases(type); }
}

TEST_CASE("names of facts and terms are those of the fields", "[policies]")
{
    Facts f{};
    f.age = 1.0F;
    f.months_on_benefit = 2.0F;
    f.self_selection = 3.0F;
    f.dose = 4.0F;
    CHECK(fact(f, fact_index("age")) == 1.0F);
    CHECK(fact(f, fact_index("months_on_benefit")) == 2.0F);
    CHECK(fact(f, fact_index("self_selection")) == 3.0F);
    CHECK(fact(f, fact_index("dose")) == 4.0F);
    CHECK(fact_index("self_selection") == attribute_count - 1);
    CHECK(fact_index("dose") == fact_count - 1);
    Treatment t = reference_treatment();
    CHECK(term(t, term_index("obligation")) == 0.5F);
    CHECK(term(t, term_index("contact_hours")) == contact_hours_at(150.0F));
    CHECK(term(t, term_index("disregard_cap")) == 196.0F);
    CHECK(term(t, term_index("debt_wait")) == 6.0F);
    CHECK(term(t, term_index("care_offer")) == 1.0F);
    CHECK(term_index("shared_cost") == term_count - 1);
    CHECK(fact_index("hours") == -1);
    CHECK(term_name(term_count).empty());
    CHECK(fact_name(-1).empty());
}

TEST_CASE("every instrument has texts in two languages, sources and ranges that hold its values", "[policies]")
{
    for (int type = 0; type < type_count(); ++type) {
        const InstrumentInfo& info = info_of(type);
        const Card& card = *info.card;
        INFO(card.key);
        CHECK(instrument_index(card.key) == type);
        CHECK_FALSE((card.title_nl.empty() || card.title_en.empty() || card.article.empty()));
        CHECK_FALSE((card.evidence_nl.empty() || card.evidence_en.empty()));
        for (std::size_t k = 0; k < info.parameters.size(); ++k) {
            const ParameterText& text = info.parameters[k];
            INFO(text.key);
            CHECK(parameter_index(info, text.key) == static_cast<int>(k));
            CHECK_FALSE((text.source.empty() || text.meaning_nl.empty() || text.meaning_en.empty()));
            CHECK(text.low < text.high);
            CHECK((text.neutral >= text.low && text.neutral <= text.high));
            CHECK((info.defaults[k] >= text.low && info.defaults[k] <= text.high));
            CHECK((fact_index(text.key) == -1 && term_index(text.key) == -1));  // cases.csv tells them apart by name
        }
    }
    CHECK(instrument_index("no_such_instrument") == -1);
}

TEST_CASE("an instrument at its neutral values is as if it were absent", "[policies][property]")
{
    for (int type = 0; type < type_count(); ++type) {
        INFO(info_of(type).card->key);
        for (const Facts& person : various_people()) {
            Treatment reference = reference_treatment();
            if (person.duty_waived > 0.5F) { reference.required_applications = 0.0F; }
            REQUIRE(same_treatment(ask(type, info_of(type).neutral, person, reference), reference));
        }
    }
}

TEST_CASE("an instrument leaves people alone whom it does not and did not run for", "[policies][property]")
{
    for (int type = 0; type < type_count(); ++type) {
        INFO(info_of(type).card->key);
        for (Facts person : various_people()) {
            person.active = 0.0F;
            person.months_since_start = -1.0F;
            person.months_since_end = -1.0F;
            person.dose = 0.0F;
            const Treatment reference = reference_treatment();
            REQUIRE(same_treatment(ask(type, info_of(type).defaults, person, reference), reference));
        }
    }
}

TEST_CASE("every parameter changes the treatment of somebody", "[policies][property]")
{
    for (int type = 0; type < type_count(); ++type) {
        const InstrumentInfo& info = info_of(type);
        for (std::size_t k = 0; k < info.parameters.size(); ++k) {
            INFO(info.card->key << "." << info.parameters[k].key);
            bool matters = false;
            for (int flags = 0; flags < 2 && !matters; ++flags) {
                auto low = info.defaults;
                for (std::size_t j = 0; flags == 1 && j < info.parameters.size(); ++j) {
                    if (info.parameters[j].unit == Unit::flag) { low[j] = 1.0F; }
                }
                auto high = low;
                low[k] = info.parameters[k].low;
                high[k] = info.parameters[k].high;
                for (const Facts& person : various_people()) {
                    const Treatment reference = reference_treatment();
                    matters = matters ||
                              !same_treatment(ask(type, low, person, reference), ask(type, high, person, reference));
                }
            }
            CHECK(matters);
        }
    }
}

TEST_CASE("raising a parameter moves a term only in the direction an instrument claims", "[policies][property]")
{
    for (int type = 0; type < type_count(); ++type) {
        const InstrumentInfo& info = info_of(type);
        CHECK_FALSE(info.claims.empty());
        for (const Monotone& claim : info.claims) {
            INFO(info.card->key << ": " << claim.parameter << " on " << claim.term);
            const int index = parameter_index(info, claim.parameter);
            const int out = term_index(claim.term);
            REQUIRE((index >= 0 && out >= 0));
            const auto p = static_cast<std::size_t>(index);
            bool moved = false;
            for (const Facts& person : various_people()) {
                float last = 0.0F;
                for (int step = 0; step <= 8; ++step) {
                    auto params = info.defaults;
                    const ParameterText& text = info.parameters[p];
                    params[p] = text.low + (text.high - text.low) * static_cast<float>(step) / 8.0F;
                    Treatment so_far = reference_treatment();
                    Treatment result = ask(type, params, person, so_far);
                    const float value = term(result, out) * static_cast<float>(claim.direction);
                    const bool wrong_way = step > 0 && person.active > 0.5F && value < last;
                    REQUIRE_FALSE(wrong_way);
                    moved = moved || (step > 0 && value > last);
                    last = value;
                }
            }
            CHECK(moved);
        }
    }
}

TEST_CASE("the order of instruments inside a phase makes no difference", "[policies][property]")
{
    int pairs = 0;
    for (int a = 0; a < type_count(); ++a) {
        for (int b = a + 1; b < type_count(); ++b) {
            if (info_of(a).card->phase != info_of(b).card->phase) { continue; }
            INFO(info_of(a).card->key << " and " << info_of(b).card->key);
            ++pairs;
            for (const Facts& person : various_people()) {
                const auto& pa = info_of(a).defaults;
                const auto& pb = info_of(b).defaults;
                const Treatment ab = ask(b, pb, person, ask(a, pa, person, reference_treatment()));
                const Treatment ba = ask(a, pa, person, ask(b, pb, person, reference_treatment()));
                REQUIRE(same_treatment(ab, ba));
            }
        }
    }
    CHECK(pairs >= 5);
}

TEST_CASE("instruments give finite terms at the corners of facts and parameters", "[policies][property]")
{
    for (int type = 0; type < type_count(); ++type) {
        const InstrumentInfo& info = info_of(type);
        INFO(info.card->key);
        for (int corner = 0; corner < 256; ++corner) {
            Facts person = plain_person();
            constexpr float low[] = {0.0F, -8.0F, -1.0F, 0.0F};
            constexpr float high[] = {1.0F, 8.0F, 600.0F, 1.0e6F};
            for (int k = 0; k < fact_count; ++k) {
                const int luck = corner * (2 * k + 3) / 4 + k;  // every fact meets every extreme
                fact(person, k) = luck % 2 == 0 ? low[luck / 2 % 4] : high[luck / 2 % 4];
            }
            auto params = info.defaults;
            for (std::size_t k = 0; k < info.parameters.size(); ++k) {
                params[k] = (corner >> (k % 8)) % 2 == 0 ? info.parameters[k].low : info.parameters[k].high;
            }
            Treatment result = ask(type, params, person, reference_treatment());
            for (int t = 0; t < term_count; ++t) { REQUIRE(std::isfinite(term(result, t))); }
        }
    }
}

TEST_CASE("a policy is put in the order of its phases and keeps the order within one", "[policies]")
{
    Policy policy;
    for (const char* key :
         {"earnings_disregard", "exemption", "debt_help", "guidance", "counter_service", "application_duty"}) {
        REQUIRE(instrument_index(key) >= 0);
        policy.uses.push_back(default_use(instrument_index(key)));
    }
    sort_by_phase(policy);
    std::string order;
    for (const InstrumentUse& use : policy.uses) { order += std::string(info_of(use.type).card->key) + " "; }
    CHECK(order == "application_duty debt_help guidance counter_service exemption earnings_disregard ");
}
