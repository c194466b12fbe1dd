#include "sim/cli/unfinished.hpp"

#include <fmt/core.h>

#include "sim/core/errors.hpp"

namespace vangnet::cli {

void tell_if_unfinished(const ResultsFile& file, const Session& session)
{
    if (file.complete()) { return; }
    const Text text = bilingual({"{}: niet af: {} van {} herhalingen en {} van {} trekkingen klaar; vangnet run met "
                                 "--resume gaat verder",
                                 "{}: unfinished: {} of {} replicates and {} of {} draws are there; vangnet run with "
                                 "--resume goes on"},
                                file.path().string(), file.replicates_done().size(), file.shape().replicates,
                                file.draws_done().size(), file.shape().draws);
    if (file.replicates_done().empty()) { throw DataError(text); }
    to_stderr(fmt::format("{}\n", text.in(session.dutch())));
}

}  // namespace vangnet::cli
