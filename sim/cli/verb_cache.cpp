#include <fmt/core.h>

#include <cstdint>
#include <filesystem>

#include "sim/cli/session.hpp"
#include "sim/run/cache.hpp"

namespace vangnet::cli {

namespace {

constexpr Help help{
    {"vangnet cache [opties]", "vangnet cache [options]"},
    {"De bewaarde begintoestanden, die een volgende berekening sneller maken: waar, hoeveel, hoe groot.",
     "The start states that are kept and make a next run faster: where, how many, how large."},
    "  vangnet cache\n  vangnet cache --clear"};

constexpr double megabyte = 1e6;

}  // namespace

int verb_cache(const Session& session)
{
    Options options;
    options.add_options()("clear", session.say("verwijder ze", "remove them").data());
    const Values values = parse(session, options, {});
    if (help_printed(session, values, help, options)) { return 0; }
    const std::filesystem::path folder = cache_folder();
    if (folder.empty()) {
        fmt::print("{}\n",
                   session.say("Er worden geen begintoestanden bewaard (VANGNET_CACHE is off, of er is geen map).",
                               "No start states are kept (VANGNET_CACHE is off, or there is no home folder)."));
        return 0;
    }
    if (values.count("clear") != 0U) {
        const std::uintmax_t freed = prune_cache(folder, 0);
        fmt::print("{}\n", session.say({"{}: {} MB verwijderd", "{}: {} MB removed"}, folder.string(),
                                       number(static_cast<double>(freed) / megabyte, 1, session.dutch())));
        return 0;
    }
    std::uintmax_t bytes = 0;
    const std::vector<CacheEntry> entries = cache_entries(folder);
    for (const CacheEntry& entry : entries) { bytes += entry.bytes; }
    fmt::print(
        "{}\n",
        session.say({"{}: {} begintoestanden, {} MB van hoogstens {} MB; wat het langst niet gebruikt is, gaat "
                     "er als eerste uit. Leegmaken: vangnet cache --clear",
                     "{}: {} start states, {} MB of at most {} MB; what was used longest ago goes first. Empty "
                     "it: vangnet cache --clear"},
                    folder.string(), entries.size(), number(static_cast<double>(bytes) / megabyte, 1, session.dutch()),
                    number(static_cast<double>(most_cache_bytes) / megabyte, 0, session.dutch())));
    return 0;
}

}  // namespace vangnet::cli
