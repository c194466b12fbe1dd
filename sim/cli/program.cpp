#include "sim/cli/program.hpp"

#include <algorithm>
#include <exception>
#include <new>

#include "sim/cli/options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/config/did_you_mean.hpp"
#include "sim/core/errors.hpp"
#include "sim/run/version.hpp"

namespace vangnet::cli {
namespace {

/// Takes `--lang X` or `--lang=X` out of the words, since it may stand before the verb.
Lang take_language(std::vector<std::string>& words)
{
    Lang lang = language_of_locale();
    for (std::size_t k = 0; k < words.size();) {
        std::string given;
        std::size_t taken = 0;
        if (words[k] == "--lang" && k + 1 < words.size()) {
            given = words[k + 1];
            taken = 2;
        } else if (words[k].rfind("--lang=", 0) == 0) {
            given = words[k].substr(7);
            taken = 1;
        }
        if (taken == 0) {
            ++k;
            continue;
        }
        if (given != "nl" && given != "en") {
            throw UsageError(say(lang, text::not_choice, "lang", given.substr(0, 60), "nl, en", ""));
        }
        lang = given == "nl" ? Lang::nl : Lang::en;
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(k), words.begin() + static_cast<std::ptrdiff_t>(k + taken));
    }
    return lang;
}

std::string as_typed(const std::vector<std::string>& words)
{
    std::string line = "vangnet";
    for (const std::string& word : words) {
        const bool plain = !word.empty() && word.find_first_of(" \t\n\"'\\$&;|<>*?()") == std::string::npos;
        line += plain ? " " + word : " '" + word + "'";
    }
    return line;
}

int dispatch(Lang lang, const std::vector<std::string>& words, const std::string& line)
{
    if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        print(program_help(lang));
        return words.empty() ? exit_code::wrong_use : exit_code::done;
    }
    if (words[0] == "--version") {
        print(fmt::format("vangnet {} ({})\n", program_version(), git_commit()));
        return exit_code::done;
    }
    const auto all = verbs();
    const auto verb = std::find_if(all.begin(), all.end(), [&](const Verb& v) { return words[0] == v.name; });
    if (verb == all.end()) {
        std::vector<std::string> names;
        for (const Verb& v : all) { names.emplace_back(v.name); }
        const std::string given = words[0].substr(0, 60);
        const std::string guess = did_you_mean(given, names);
        throw UsageError(say(lang, text::unknown_verb, given, guess.empty() ? guess : say(lang, text::did_you_mean, guess)));
    }
    Arguments arguments;
    arguments.verb = &*verb;
    arguments.lang = lang;
    arguments.command = line;
    parse_options(arguments, {words.begin() + 1, words.end()});
    if (arguments.has("help")) {
        print(verb_help(*verb, lang));
        return exit_code::done;
    }
    return verb->run(arguments);
}

}  // namespace

int run_program(const std::vector<std::string>& given)
{
    std::vector<std::string> words = given;
    Lang lang = language_of_locale();
    try {
        lang = take_language(words);
        return dispatch(lang, words, as_typed(given));
    } catch (const UsageError& error) {
        const bool known = !words.empty() && std::any_of(verbs().begin(), verbs().end(), [&](const Verb& v) { return words[0] == v.name; });
        tell(fmt::format("vangnet: {}", error.what()));
        tell(say(lang, text::see_help, known ? words[0] + " " : std::string{}));
        return exit_code::wrong_use;
    } catch (const ConfigError& error) {
        tell(error.what());
        tell(say(lang, text::nothing_run, error.problems().size()));
        return exit_code::bad_scenario;
    } catch (const DataError& error) {
        tell(error.what());
        return exit_code::bad_data;
    } catch (const RunError& error) {
        tell(error.what());
        return exit_code::bad_data;
    } catch (const std::exception& error) {
        tell(say(lang, text::our_bug, error.what()));
        return exit_code::our_bug;
    }
}

}  // namespace vangnet::cli
