#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"
#include "sim/scenario/scenario_parts.hpp"
#include "sim/scenario/settings.hpp"

namespace vangnet::scenario_parts {
namespace {

constexpr std::size_t most_arms = 12;
constexpr std::size_t most_instruments = policy::most_uses;
constexpr Words months{"maanden", "months"};
constexpr Words vacancies{"vacatures per 100 werklozen, of \"path\"", "vacancies per 100 unemployed, or \"path\""};

/// What a problem with an instrument's parameter says is allowed.
Text range_text(const policy::ParameterText& parameter)
{
    if (parameter.unit == policy::Unit::flag) { return {"true of false", "true or false"}; }
    const Words unit{policy::unit_text(parameter.unit, true), policy::unit_text(parameter.unit, false)};
    return bilingual({"{} tot {}{}{}", "{} to {}{}{}"}, plain_number(parameter.low), plain_number(parameter.high),
                     unit.en.empty() ? "" : " ", unit);
}

class ArmReader {
public:
    ArmReader(const toml::table& table, std::string path, const ScenarioWorld& world, int run_months,
              SettingProblems& problems)
        : path_{std::move(path)},
          reader_{table, path_, problems},
          world_{world},
          run_months_{run_months},
          problems_{problems}
    {
    }

    Arm read(const toml::node& node)
    {
        Arm arm;
        if (const auto key = reader_.text("key")) {
            arm.key = *key;
            const bool plain = !key->empty() && key->size() <= 40 && (*key)[0] >= 'a' && (*key)[0] <= 'z' &&
                               std::all_of(key->begin(), key->end(), [](char c) {
                                   return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                               });
            if (!plain) {
                reader_.problem(
                    node, "key",
                    bilingual({"{} kan geen key zijn (toegestaan: a-z, 0-9 en _, eerst een letter, hoogstens 40)",
                               "{} cannot be a key (allowed: a-z, 0-9 and _, a letter first, at most 40)"},
                              in_quotes(*key)));
            }
        } else {
            reader_.problem(node, "key",
                            {"ontbreekt (toegestaan: a-z, 0-9 en _, hoogstens 40)",
                             "is missing (allowed: a-z, 0-9 and _, at most 40)"});
        }
        arm.label_nl = reader_.text("label_nl").value_or(arm.key);
        arm.label_en = reader_.text("label_en").value_or(arm.key);
        if (const toml::array* list = reader_.list("instruments")) {
            if (list->size() > most_instruments) {
                reader_.problem(*list, "instruments",
                                bilingual({"heeft er meer dan {}", "has more than {}"}, most_instruments));
            }
            for (const toml::node& entry : *list) {
                if (const toml::table* use = entry.as_table()) {
                    read_use(*use, arm.policy);
                } else {
                    reader_.problem(entry, "instruments",
                                    bilingual({"is {}, geen tabel", "is {}, not a table"}, kind_of(entry)));
                }
            }
        }
        policy::sort_by_phase(arm.policy);
        arm.economy = read_tightness(reader_, vacancies);
        arm.words_nl = reader_.text("words_nl").value_or(words_of(arm, true));
        arm.words_en = reader_.text("words_en").value_or(words_of(arm, false));
        reader_.finish({"base", "by_municipality"});
        return arm;
    }

private:
    static std::string words_of(const Arm& arm, bool dutch)
    {
        const std::string words = policy_words(arm.policy, dutch);
        return arm.economy ? fmt::format("{}; {}", words, economy_words(*arm.economy, dutch)) : words;
    }

    void read_use(const toml::table& table, policy::Policy& policy)
    {
        std::vector<std::string> known;
        for (const policy::InstrumentInfo& info : policy::instruments()) { known.emplace_back(info.card->key); }
        const auto* key = table["use"].as_string();
        const int type = key != nullptr ? policy::instrument_index(key->get()) : -1;
        if (type < 0) {
            const toml::node* where = table.get("use");
            const std::string name = key != nullptr ? key->get() : std::string{};
            const Text what = where == nullptr ? Text{"ontbreekt", "is missing"}
                                               : bilingual({"geen instrument {}", "no instrument {}"}, in_quotes(name));
            problems_.add(where != nullptr ? *where : table, path_ + ".instruments.use",
                          bilingual({"{} (toegestaan: {}){}", "{} (allowed: {}){}"}, what, fmt::join(known, ", "),
                                    setting_hint(name, known)));
            return;
        }
        const policy::InstrumentInfo& info = policy::instruments()[static_cast<std::size_t>(type)];
        policy::InstrumentUse use = policy::default_use(type);
        SettingReader reader{table, fmt::format("{}.{}", path_, info.card->key), problems_};
        static_cast<void>(reader.node("use"));
        for (std::size_t k = 0; k < info.parameters.size(); ++k) {
            read_parameter(reader, info.parameters[k], use.params[k]);
        }
        read_when(reader, table, use);
        read_for_whom(reader, use);
        use.towns = read_places(reader, world_);
        read_scarcity(reader, info, use);
        reader.finish();
        policy.uses.push_back(std::move(use));
    }

    void read_parameter(SettingReader& reader, const policy::ParameterText& parameter, float& value)
    {
        const toml::node* node = reader.node(parameter.key);
        if (node == nullptr) { return; }
        const bool flag = parameter.unit == policy::Unit::flag;
        const std::optional<double> number = number_of(*node, flag);
        if (!number) {
            reader.problem(*node, parameter.key,
                           bilingual({"is {}, geen getal (toegestaan: {})", "is {}, not a number (allowed: {})"},
                                     kind_of(*node), range_text(parameter)));
        } else if (const auto f = static_cast<float>(*number);
                   f >= parameter.low && f <= parameter.high && (!flag || f == 0.0F || f == 1.0F)) {
            value = f;
        } else {
            const double percent = *number / 100.0;
            const bool fits = parameter.unit == policy::Unit::fraction &&
                              percent >= static_cast<double>(parameter.low) &&
                              percent <= static_cast<double>(parameter.high);
            reader.problem(
                *node, parameter.key,
                bilingual({"{} ligt buiten het bereik (toegestaan: {}){}", "{} is out of range (allowed: {}){}"},
                          plain_number(*number), range_text(parameter), fits ? percent_hint(*number) : Text{}));
        }
    }

    void read_when(SettingReader& reader, const toml::table& table, policy::InstrumentUse& use)
    {
        use.start = static_cast<int>(reader.whole("start_month", 0, 600, months).value_or(0));
        if (use.start >= run_months_) {
            reader.problem(*table.get("start_month"), "start_month",
                           bilingual({"na {} maanden is de berekening al voorbij (run.months is {})",
                                      "after {} months the run is over (run.months is {})"},
                                     use.start, run_months_));
        }
        const auto end = reader.whole("end_month", 1, 600, months);
        if (!end) { return; }
        use.end = static_cast<int>(*end);
        if (use.end <= use.start) {
            reader.problem(*table.get("end_month"), "end_month",
                           bilingual({"{} ligt niet na start_month ({})", "{} is not after start_month ({})"}, use.end,
                                     use.start));
        }
    }

    /// `share = 0.3` is the first three tenths of the lot, `share = [0.3, 0.6]` the next three.
    void read_share(SettingReader& reader, policy::InstrumentUse& use)
    {
        const std::string own = lot_of_next(use.type);
        const auto named = reader.text("lot");
        const toml::node* node = reader.node("share");
        use.lot.clear();  // a use for everyone draws no lot, so its name makes no difference
        if (node == nullptr) {
            if (named) {
                reader.problem(*reader.node("lot"), "lot", {"doet niets zonder share", "does nothing without share"});
            }
            return;
        }
        const toml::array* pair = node->as_array();
        const bool two = pair != nullptr && pair->size() == 2;
        const std::optional<double> from = two ? number_of((*pair)[0], false) : std::optional{0.0};
        const std::optional<double> to = two ? number_of((*pair)[1], false) : number_of(*node, false);
        if (!from || !to || !(*from >= 0.0 && *from <= *to && *to <= 1.0)) {
            const Text hint = to && from && !two ? percent_hint(*to) : Text{};
            const std::string given = to && !two ? plain_number(*to) + " " : std::string{};
            reader.problem(*node, "share",
                           bilingual({"{}is geen aandeel (toegestaan: 0 tot 1, of [van, tot]){}",
                                      "{}is no share (allowed: 0 to 1, or [from, to]){}"},
                                     given, hint));
            return;
        }
        use.share_from = static_cast<float>(*from);
        use.share_to = static_cast<float>(*to);
        if (use.by_lot()) { use.lot = named.value_or(own); }
    }

    /// Without a name each use has a lot of its own: that of its instrument, numbered where it is used more than once.
    std::string lot_of_next(int type)
    {
        const int before = uses_of_[type]++;
        const std::string key{policy::instruments()[static_cast<std::size_t>(type)].card->key};
        return before == 0 ? key : fmt::format("{} {}", key, before + 1);
    }

    void read_for_whom(SettingReader& reader, policy::InstrumentUse& use)
    {
        read_share(reader, use);
        if (const auto who = reader.text("who")) {
            const std::vector<std::string> words{"everyone", "stock", "entrants"};
            const auto found = std::find(words.begin(), words.end(), *who);
            if (found == words.end()) {
                reader.problem(*reader.node("who"), "who",
                               bilingual({"{} is onbekend (toegestaan: everyone, stock, entrants){}",
                                          "{} is unknown (allowed: everyone, stock, entrants){}"},
                                         in_quotes(*who), setting_hint(*who, words)));
            } else {
                use.who = static_cast<policy::Who>(found - words.begin());
            }
        }
        use.only = read_conditions(reader, "only");
    }

    void read_scarcity(SettingReader& reader, const policy::InstrumentInfo& info, policy::InstrumentUse& use)
    {
        if (const toml::node* node = reader.node("places_per_100"); node != nullptr && !info.has_places) {
            std::vector<std::string_view> known;
            for (const policy::InstrumentInfo& other : policy::instruments()) {
                if (other.has_places) { known.push_back(other.card->key); }
            }
            reader.problem(*node, "places_per_100",
                           bilingual({"dit instrument heeft geen plaatsen (wel: {})",
                                      "this instrument has no places (these have: {})"},
                                     fmt::join(known, ", ")));
            return;
        }
        const auto places = reader.number("places_per_100", 0.0, 100.0, {"per 100 mensen", "per 100 people"});
        use.places_per_100 = static_cast<float>(places.value_or(-1.0));
        const auto priority = reader.text("priority");
        if (!priority) { return; }
        const std::vector<std::string> words{"regime", "waiting", "lot", "easy", "hard"};
        const auto found = std::find(words.begin(), words.end(), *priority);
        if (found == words.end()) {
            reader.problem(*reader.node("priority"), "priority",
                           bilingual({"{} is onbekend (toegestaan: {}){}", "{} is unknown (allowed: {}){}"},
                                     in_quotes(*priority), fmt::join(words, ", "), setting_hint(*priority, words)));
            return;
        }
        use.priority = static_cast<policy::Priority>(found - words.begin());
    }

    std::string path_;
    SettingReader reader_;
    const ScenarioWorld& world_;
    int run_months_;
    SettingProblems& problems_;
    std::map<int, int> uses_of_;  // by instrument, so far
};

}  // namespace

std::optional<Economy> read_tightness(SettingReader& reader, Words allowed)
{
    const toml::node* node = reader.node("tightness");
    if (node != nullptr && node->value<std::string_view>() == "path") { return Economy{}; }
    const std::optional<double> value = reader.number("tightness", 1.0, 1000.0, allowed);
    return value ? std::optional{Economy{Economy::Kind::constant, *value}} : std::nullopt;
}

std::vector<Arm> read_arms(SettingReader& top, const ScenarioWorld& world, int run_months, SettingProblems& problems)
{
    std::vector<Arm> arms;
    const toml::array* list = top.list("arms");
    if (list == nullptr) { return arms; }
    if (list->empty()) {
        top.problem(*list, "arms",
                    {"is leeg (toegestaan: minstens een variant)", "is empty (allowed: at least one arm)"});
    }
    if (list->size() > most_arms) {
        top.problem(*list, "arms", bilingual({"heeft meer dan {} varianten", "has more than {} arms"}, most_arms));
    }
    std::set<std::string> keys;
    for (const toml::node& node : *list) {
        const toml::table* table = node.as_table();
        if (table == nullptr) {
            top.problem(node, "arms",
                        bilingual({"is {}, geen tabel [[arms]]", "is {}, not a table [[arms]]"}, kind_of(node)));
            continue;
        }
        const auto* key = (*table)["key"].as_string();
        const std::string name = key != nullptr ? key->get().substr(0, 60) : std::string{};
        Arm arm = ArmReader{*table, name.empty() ? "arms" : "arms." + name, world, run_months, problems}.read(node);
        if (!arm.key.empty() && !keys.insert(arm.key).second) {
            top.problem(*key, "arms",
                        bilingual({"twee varianten hebben de key {}", "two arms have the key {}"}, in_quotes(arm.key)));
        }
        arms.push_back(std::move(arm));
    }
    return arms;
}

}  // namespace vangnet::scenario_parts
