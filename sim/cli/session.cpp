#include "sim/cli/session.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

#include "sim/core/errors.hpp"
#include "sim/experiment/measures.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet::cli {

namespace po = boost::program_options;

Options common_options()
{
    Options options;
    auto add = options.add_options();
    add("help,h", "");
    add("lang", po::value<std::string>());
    add("data", po::value<std::string>());
    return options;
}

namespace {

Text guess(const Options& options, const std::string& word)
{
    std::vector<std::string> names;
    for (const auto& option : options.options()) { names.push_back("--" + option->long_name()); }
    return did_you_mean_hint(word, names);
}

/// What Boost found wrong with an option, in our words: its own are in English only.
Text problem_of(const po::error& error)
{
    if (const auto* e = dynamic_cast<const po::invalid_option_value*>(&error)) {
        return bilingual({"{}: de waarde klopt niet (verwacht: een geheel getal)",
                          "{}: the value is wrong (expected: a whole number)"},
                         e->get_option_name());
    }
    if (const auto* e = dynamic_cast<const po::invalid_command_line_syntax*>(&error)) {
        const bool lacks = e->kind() == po::invalid_syntax::missing_parameter;
        const Text what = lacks ? Text{"er hoort een waarde bij", "needs a value"}
                                : Text{"er hoort geen waarde bij", "takes no value"};
        return bilingual({"{}: {}", "{}: {}"}, e->get_option_name(), what);
    }
    if (const auto* e = dynamic_cast<const po::multiple_occurrences*>(&error)) {
        return bilingual({"{}: staat er meer dan eens", "{}: is given more than once"}, e->get_option_name());
    }
    return bilingual({"optie of waarde klopt niet ({})", "wrong option or value ({})"}, error.what());
}

void print_help(const Session& session, const Help& help, const Options& options)
{
    const bool dutch = session.dutch();
    std::vector<std::pair<std::string, std::string>> lines;
    std::size_t width = 0;
    const auto add = [&](std::string name, std::string_view text) {
        width = std::max(width, columns(name));
        lines.emplace_back(std::move(name), text);
    };
    for (const auto& option : options.options()) {
        const std::string value = option->format_parameter();
        add(option->format_name() + (value.empty() ? "" : " ") + value, option->description());
    }
    add("--lang nl|en", session.say("taal van alles wat gedrukt wordt", "language of all that is printed"));
    add(dutch ? "--data MAP" : "--data FOLDER",
        session.say("map met eigen tabellen in plaats van de ingebouwde",
                    "folder with your own tables instead of the built-in ones"));
    fmt::print("{} {}\n\n{}\n\n", session.say("Gebruik:", "Usage:"), help.usage.in(dutch),
               wrapped(help.what.in(dutch), 0));
    for (const auto& [name, text] : lines) { fmt::print("  {}  {}\n", padded(name, width), wrapped(text, width + 4)); }
    if (!help.examples.empty()) { fmt::print("\n{}\n{}\n", session.say("Voorbeelden", "Examples"), help.examples); }
}

}  // namespace

Values parse(const Session& session, const Options& options, const std::vector<std::string>& positional,
             bool repeat_last)
{
    po::positional_options_description places;
    for (std::size_t k = 0; k < positional.size(); ++k) {
        places.add(positional[k].c_str(), repeat_last && k + 1 == positional.size() ? -1 : 1);
    }
    Options all;
    all.add(options).add(common_options());
    Options hidden;
    for (const std::string& name : positional) {
        if (repeat_last && name == positional.back()) {
            hidden.add_options()(name.c_str(), po::value<std::vector<std::string>>());
        } else {
            hidden.add_options()(name.c_str(), po::value<std::string>());
        }
    }
    Options known;
    known.add(all).add(hidden);
    Values values;
    try {
        po::store(po::command_line_parser(session.arguments())
                      .options(known)
                      .positional(places)
                      .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
                      .run(),
                  values);
        po::notify(values);
    } catch (const po::unknown_option& e) {
        throw UsageError(bilingual({"onbekende optie {}{}", "unknown option {}{}"}, e.get_option_name(),
                                   guess(all, e.get_option_name())));
    } catch (const po::too_many_positional_options_error&) {
        throw UsageError(Text{"te veel argumenten", "too many arguments"});
    } catch (const po::error& e) {
        throw UsageError(problem_of(e));
    }
    return values;
}

bool help_printed(const Session& session, const Values& values, const Help& help, const Options& options)
{
    if (values.count("help") == 0U) { return false; }
    print_help(session, help, options);
    return true;
}

void to_stderr(std::string_view text) noexcept { static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr)); }

void require_argument(const Values& values, const char* argument, Words what, const Help& help)
{
    if (values.count(argument) != 0U) { return; }
    throw UsageError(bilingual({"er ontbreekt {}\nGebruik: {}", "missing: {}\nUsage: {}"}, what, help.usage));
}

std::filesystem::path data_folder(const Values& values)
{
    if (values.count("data") == 0U) { return {}; }
    std::filesystem::path folder = values["data"].as<std::string>();
    check_data_folder(folder);
    return folder;
}

int threads_of(const Values& values)
{
    const int threads = values["threads"].as<int>();
    if (threads < 0 || threads > most_threads) {
        throw UsageError(
            bilingual({"--threads {}: 0 (alle) tot {}", "--threads {}: 0 (all) to {}"}, threads, most_threads));
    }
    return threads;
}

Tables load_tables(const Values& values) { return vangnet::load_tables(data_folder(values)); }

void add_scenario_options(Options& options, const Session& session, bool draws)
{
    auto add = options.add_options();
    add("replicates", po::value<int>()->value_name("N"),
        session.say("herhalingen van het toeval", "repetitions of chance").data());
    if (draws) {
        add("draws", po::value<int>()->value_name("N"),
            session.say("trekkingen van de onzekere parameters", "draws of the uncertain parameters").data());
    }
    add("people", po::value<std::string>()->value_name("N|all"),
        session
            .say("mensen met bijstand in de steekproef; all: zo veel als er zijn",
                 "people on benefit in the sample; all: as many as there are")
            .data());
    add("months", po::value<int>()->value_name("N"),
        session.say("maanden vanaf het begin van het beleid", "months from the start of the policies").data());
    add("seed", po::value<std::int64_t>()->value_name("N"),
        session.say("begingetal van het toeval", "seed of chance").data());
    add("set",
        po::value<std::vector<std::string>>()
            ->value_name(session.say("SLEUTEL=WAARDE", "KEY=VALUE").data())
            ->composing(),
        session
            .say("sleutel van het scenario of parameter van het gedrag (zie vangnet explain), mag vaker",
                 "key of the scenario or behaviour parameter (see vangnet explain), may repeat")
            .data());
}

namespace {

/// Value of `--people`.
std::string sample_of(const Values& values)
{
    auto sample = values["people"].as<std::string>();
    const bool whole = !sample.empty() && sample.find_first_not_of("0123456789") == std::string::npos;
    if (!whole && sample != "all") {
        throw UsageError(bilingual({"--people {}: een geheel getal, of all", "--people {}: a whole number, or all"},
                                   in_quotes(sample)));
    }
    return sample;
}

}  // namespace

Scenario load_scenario(const Values& values, const Tables& tables, const std::vector<std::string>& more)
{
    const auto file = values["scenario"].as<std::string>();
    ScenarioChanges changes{more};
    const auto whole = [&](const char* option, const char* key) {
        if (values.count(option) != 0U) {
            changes.set.push_back(std::string(key) + "=" + std::to_string(values[option].as<int>()));
        }
    };
    whole("replicates", "run.replicates");
    whole("draws", "run.draws");
    if (values.count("people") != 0U) { changes.set.push_back("people.sample=" + sample_of(values)); }
    whole("months", "run.months");
    if (values.count("seed") != 0U) {
        changes.set.push_back("run.seed=" + std::to_string(values["seed"].as<std::int64_t>()));
    }
    if (values.count("set") != 0U) {
        for (const std::string& s : values["set"].as<std::vector<std::string>>()) { changes.set.push_back(s); }
    }
    const ScenarioWorld world = scenario_world(tables);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored) && !template_text(file).empty()) {
        Scenario s = parse_scenario(template_text(file), file, world, changes);
        s.name = file;
        return s;
    }
    return read_scenario(file, world, changes);
}

bool decimal_comma(const Values& values)
{
    const auto mark = values["decimal"].as<std::string>();
    if (mark != "point" && mark != "comma") {
        throw UsageError(bilingual({"--decimal {}: point of comma", "--decimal {}: point or comma"}, in_quotes(mark)));
    }
    return mark == "comma";
}

std::string small_text_file(const std::filesystem::path& path)
{
    constexpr std::uintmax_t most = 64'000'000;
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (!error && size > most) {
        throw DataError(bilingual({"{}: te groot ({} byte)", "{}: too large ({} bytes)"}, path.string(), size));
    }
    std::ifstream in{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (error || !in.is_open() || in.bad()) {
        throw DataError(bilingual({"{}: niet te lezen", "{}: cannot be read"}, path.string()));
    }
    return text;
}

std::string policies_text(const std::vector<std::pair<std::string, std::string>>& policies)
{
    std::size_t width = 0;
    for (const auto& [key, words] : policies) { width = std::max(width, columns(key)); }
    std::string out;
    for (const auto& [key, words] : policies) {
        out += fmt::format("  {}  {}\n", padded(key, width), wrapped(words, width + 4));
    }
    return out;
}

std::size_t columns(std::string_view text) noexcept
{
    std::size_t n = 0;
    for (const char c : text) { n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U; }
    return n;
}

std::string wrapped(std::string_view text, std::size_t indent)
{
    std::string out;
    std::size_t at = indent;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (at > indent && at + 1 + columns(word) > widest_line) {
            out += "\n" + std::string(indent, ' ');
            at = indent;
        } else if (at > indent) {
            out += ' ';
            ++at;
        }
        out += word;
        at += columns(word);
    }
    return out;
}

std::string padded(std::string_view text, std::size_t width)
{
    const std::size_t have = columns(text);
    return std::string(text) + std::string(width > have ? width - have : 0, ' ');
}

std::string right(std::string_view text, std::size_t width)
{
    const std::size_t have = columns(text);
    return std::string(width > have ? width - have : 0, ' ') + std::string(text);
}

}  // namespace vangnet::cli
