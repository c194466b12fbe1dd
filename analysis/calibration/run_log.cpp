#include "analysis/calibration/run_log.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "sim/core/errors.hpp"
#include "sim/core/sha256.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

using nlohmann::json;

/// Of the bits of the scores: a resumed run must have been at the same place.
std::string check_of(const Eigen::RowVectorXd& scores)
{
    const std::string bytes(reinterpret_cast<const char*>(scores.data()),
                            static_cast<std::size_t>(scores.size()) * sizeof(double));
    return Sha256{}.update(bytes).hex().substr(0, 16);
}

/// A failed run has null for every output.
double output_of(const json& value)
{
    return value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

bool is_run(const json& line, int outputs)
{
    return line.is_array() && line.size() == static_cast<std::size_t>(outputs) + 2 && line[0].is_number_integer() &&
           line[1].is_string();
}

}  // namespace

RunLog::RunLog(std::filesystem::path path, const std::string& identity, int outputs) : path_{std::move(path)}
{
    const json head = {{"vangnet_calibration", identity}};
    std::ifstream in(path_);
    std::string line;
    const bool begun = static_cast<bool>(std::getline(in, line));
    if (begun && json::parse(line, nullptr, false) != head) {
        throw RunError(bilingual({"{}: is van een andere ijking; gooi het weg of kies een andere --out",
                                  "{}: is of another calibration; remove it or choose another --out"},
                                 path_.string()));
    }
    while (std::getline(in, line)) {
        const json run = json::parse(line, nullptr, false);
        if (!is_run(run, outputs)) { continue; }
        Run& found = runs_[run[0].get<int>()];
        found.check = run[1].get<std::string>();
        found.outputs.resize(outputs);
        for (int k = 0; k < outputs; ++k) { found.outputs[k] = output_of(run[static_cast<std::size_t>(k) + 2]); }
    }
    out_.open(path_, std::ios::app);
    // a line that was cut off ends here
    out_ << (begun ? "\n" : head.dump() + "\n") << std::flush;
    if (!out_) {
        throw RunError(bilingual({"{}: kan niet worden geschreven", "{}: cannot be written"}, path_.string()));
    }
}

std::optional<Eigen::RowVectorXd> RunLog::find(int number, const Eigen::RowVectorXd& scores) const
{
    const auto found = runs_.find(number);
    if (found == runs_.end() || found->second.check != check_of(scores)) { return std::nullopt; }
    return found->second.outputs;
}

void RunLog::add(int number, const Eigen::RowVectorXd& scores, const Eigen::RowVectorXd& outputs)
{
    json line = {number, check_of(scores)};
    for (const double output : outputs) { line.push_back(std::isfinite(output) ? json(output) : json(nullptr)); }
    const std::scoped_lock lock(mutex_);
    out_ << line.dump() << '\n' << std::flush;
    if (!out_) {
        throw RunError(
            bilingual({"{}: kan niet worden geschreven; is de schijf vol?", "{}: cannot be written; is the disk full?"},
                      path_.string()));
    }
}

void RunLog::remove()
{
    out_.close();
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

}  // namespace vangnet::analysis
