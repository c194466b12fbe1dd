#pragma once
/// Parameter sets as JSON lines: one question per line in, one answer per line out, from one warm process.

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "sim/inputs/parameters.hpp"

namespace vangnet::cli {

/// What a line asks: `{"id": 7, "set": {"b_job": -3.9}, "seed": 2}`. All keys may be left out.
struct SetRequest {
    nlohmann::ordered_json id;  ///< given back as it is; null without one
    Overrides set;
    std::optional<std::uint32_t> seed;
};

/// Reads a line. \throws ConfigError with everything that is wrong: no JSON object, another key, a parameter that does
/// not exist, a value outside its limits
[[nodiscard]] SetRequest set_request(const std::string& line, const ParameterBook& book);

/// Answers each line of `in` by a line of `out`, at once: `{"id": ..., KEY: VALUE}` with what `answer` gives, or
/// `{"id": ..., "error": ...}`, and goes on. Blank lines are passed over. Ends with the input.
/// \return the exit code
int serve_lines(std::istream& in, std::ostream& out, const ParameterBook& book, bool dutch, const std::string& key,
                const std::function<nlohmann::ordered_json(const SetRequest&)>& answer);

}  // namespace vangnet::cli
