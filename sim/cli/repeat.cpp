#include "sim/cli/repeat.hpp"

#include <exception>
#include <string>
#include <system_error>
#include <vector>

#include "analysis/report/numbers.hpp"
#include "sim/cli/apart.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/digest.hpp"
#include "sim/experiment/provenance.hpp"
#include "sim/inputs/say.hpp"
#include "sim/scenario/scenario.hpp"

namespace vangnet::cli {

void try_apart(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) { return; }
    const auto read = [&file] {
        try {
            static_cast<void>(results_digest(file));
        } catch (const std::exception&) {
            return 0;
        }
        return 0;
    };
    if (!run_apart(read, seconds_to_read(file))) {
        throw DataError(
            bilingual({"{}: beschadigd: HDF5 liep vast bij het lezen", "{}: damaged: HDF5 failed while reading it"},
                      file.string()));
    }
}

Text what_differs(const ResultsFile& file, const Experiment& experiment)
{
    const Provenance& then = file.provenance();
    const Provenance now = experiment.provenance();
    if (experiment_identity(now, experiment.shape()) == file.identity()) { return {}; }
    std::vector<Text> differences;
    if (then.version != now.version) {
        differences.push_back(
            bilingual({"het programma (toen {}, nu {})", "the program (then {}, now {})"}, then.version, now.version));
    }
    for (const auto& [name, hash] : now.data_hashes) {
        for (const auto& [old_name, old_hash] : then.data_hashes) {
            if (name == old_name && hash != old_hash) {
                differences.push_back(bilingual({"de tabel {}", "the table {}"}, name));
            }
        }
    }
    if (differences.empty()) { differences.emplace_back("wat wordt gemeten", "what is measured"); }
    return analysis::listed(differences);
}

}  // namespace vangnet::cli
