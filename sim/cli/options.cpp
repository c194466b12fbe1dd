#include "sim/cli/options.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <boost/program_options.hpp>

#include "sim/cli/terminal.hpp"
#include "sim/config/did_you_mean.hpp"

namespace vangnet::cli {
namespace {

namespace po = boost::program_options;

std::vector<std::string> option_names(const Verb& verb)
{
    std::vector<std::string> names{"--lang", "--help"};
    for (const Option& option : verb.options) { names.push_back(std::string{"--"} + option.name); }
    return names;
}

/// The number at the start of a text and what follows it; NaN if there is none.
double leading_number(const std::string& text, std::string& rest)
{
    char* end = nullptr;
    const double value = text.empty() || text.size() > 40 ? NAN : std::strtod(text.c_str(), &end);
    rest = end != nullptr ? std::string{end} : text;
    return end == text.c_str() ? NAN : value;
}

std::string cut(const std::string& text) { return text.substr(0, 60); }

}  // namespace

std::string Arguments::value(const std::string& option) const
{
    const auto found = values_.find(option);
    return found != values_.end() ? found->second.back() : std::string{};
}

std::vector<std::string> Arguments::all(const std::string& option) const
{
    const auto found = values_.find(option);
    return found != values_.end() ? found->second : std::vector<std::string>{};
}

std::vector<std::string> Arguments::list(const std::string& option) const
{
    std::vector<std::string> parts;
    for (const std::string& given : all(option)) {
        std::size_t from = 0;
        while (from <= given.size()) {
            const std::size_t comma = std::min(given.find(',', from), given.size());
            if (comma > from) { parts.push_back(given.substr(from, comma - from)); }
            from = comma + 1;
        }
    }
    return parts;
}

double Arguments::real(const std::string& option, double low, double high, double standard) const
{
    if (!has(option)) { return standard; }
    std::string rest;
    const double number = leading_number(value(option), rest);
    if (!rest.empty() || !(number >= low && number <= high)) {
        throw UsageError(say(lang, text::not_number, option, cut(value(option)), low, high));
    }
    return number;
}

int Arguments::whole(const std::string& option, int low, int high, int standard) const
{
    if (!has(option)) { return standard; }
    std::string rest;
    const double number = leading_number(value(option), rest);
    if (!rest.empty() || !(number >= low && number <= high) || number != std::floor(number)) {
        throw UsageError(say(lang, text::not_whole, option, cut(value(option)), low, high));
    }
    return static_cast<int>(number);
}

std::string Arguments::choice(const std::string& option, const std::vector<std::string>& words) const
{
    const std::string given = value(option);
    if (!has(option)) { return words.front(); }
    if (std::find(words.begin(), words.end(), given) != words.end()) { return given; }
    const std::string guess = did_you_mean(cut(given), words);
    throw UsageError(say(lang, text::not_choice, option, cut(given), fmt::join(words, ", "),
                         guess.empty() ? guess : say(lang, text::did_you_mean, guess)));
}

double Arguments::seconds(const std::string& option) const
{
    if (!has(option)) { return 0.0; }
    std::string unit;
    const double number = leading_number(value(option), unit);
    const double factor = unit == "s" || unit.empty() ? 1.0 : unit == "min" ? 60.0 : unit == "h" ? 3600.0 : NAN;
    if (!(number * factor > 0.0 && number * factor < 1e8)) {
        throw UsageError(say(lang, text::not_duration, option, cut(value(option))));
    }
    return number * factor;
}

const std::string& Arguments::name(const Said& needed, const std::string& detail) const
{
    if (names.empty()) { throw UsageError(say(lang, text::needs_file, verb->name, say(lang, needed, detail))); }
    return names.front();
}

void parse_options(Arguments& arguments, const std::vector<std::string>& words)
{
    const Verb& verb = *arguments.verb;
    const Lang lang = arguments.lang;
    po::options_description described;
    described.add_options()("lang", po::value<std::vector<std::string>>())("help", "")("name", po::value<std::vector<std::string>>());
    for (const Option& option : verb.options) {
        if (*option.value == '\0') {
            described.add_options()(option.name, "");
        } else {
            described.add_options()(option.name, po::value<std::vector<std::string>>());
        }
    }
    po::positional_options_description positional;
    positional.add("name", -1);
    const int style = (po::command_line_style::unix_style & ~po::command_line_style::allow_guessing);
    try {
        const auto parsed = po::command_line_parser(words).options(described).positional(positional).style(style).run();
        for (const auto& option : parsed.options) {
            if (option.string_key == "name") {
                arguments.names.insert(arguments.names.end(), option.value.begin(), option.value.end());
            } else if (option.value.empty()) {
                arguments.add(option.string_key, "");
            } else {
                for (const std::string& value : option.value) { arguments.add(option.string_key, value); }
            }
        }
    } catch (const po::unknown_option& error) {
        const std::string given = cut(error.get_option_name());
        const std::string guess = did_you_mean(given, option_names(verb));
        throw UsageError(say(lang, text::unknown_option, given, verb.name,
                             guess.empty() ? guess : say(lang, text::did_you_mean, guess)));
    } catch (const po::error_with_option_name& error) {
        throw UsageError(say(lang, text::needs_value, cut(error.get_option_name().substr(
                                                          std::min<std::size_t>(2, error.get_option_name().size())))));
    } catch (const po::error& error) {
        throw UsageError(say(lang, text::wrong_options, error.what()));
    }
    if (arguments.names.size() > verb.most_names) {
        throw UsageError(say(lang, text::too_many, cut(arguments.names[verb.most_names]), verb.name, verb.most_names));
    }
}

std::string program_help(Lang lang)
{
    std::string out = say(lang, text::tagline) + "\n\n" + say(lang, text::usage, say(lang, text::usage_top)) + "\n\n";
    std::string part;
    for (const Verb& verb : verbs()) {
        const std::string heading = say(lang, verb.part);
        out += fmt::format("  {}{:<9}{}\n", padded(heading == part ? "" : heading, 16, Align::left), verb.name, say(lang, verb.summary));
        part = heading;
    }
    const std::string first = say(lang, text::first_time);
    out += fmt::format("\n{}  vangnet new --template utrecht-four-ways utrecht.toml\n", first);
    out += fmt::format("{}vangnet run utrecht.toml && vangnet compare utrecht.h5\n", std::string(first.size() + 2, ' '));
    return out + say(lang, text::help_on) + "\n\n" + say(lang, text::exit_codes) + "\n";
}

std::string verb_help(const Verb& verb, Lang lang)
{
    std::string out = say(lang, text::usage, fmt::format("{} {} {}", verb.name, verb.names, say(lang, text::usage_options)));
    out += "\n\n" + say(lang, verb.description) + "\n\n" + say(lang, text::options) + "\n";
    const auto line = [&](const Option& option) {
        const std::string left = fmt::format("--{} {}", option.name, option.value);
        const std::string standard = *option.standard == '\0' ? "" : fmt::format("  [{}]", option.standard);
        out += fmt::format("  {:<22}{}{}\n", left, say(lang, option.meaning), standard);
    };
    for (const Option& option : verb.options) { line(option); }
    line({"lang", "nl|en", "", both("taal", "language")});
    line({"help", "", "", both("deze tekst", "this text")});
    return out + "\n" + say(lang, text::examples) + "\n" + verb.examples;
}

}  // namespace vangnet::cli
