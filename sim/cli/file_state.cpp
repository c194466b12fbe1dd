#include "sim/cli/file_state.hpp"

#include <fmt/core.h>

#include "sim/core/errors.hpp"

namespace vangnet::cli {

void tell_if_changed(const ResultsFile& file, const Session& session)
{
    if (file.sealed()) { return; }
    const Text text =
        bilingual({"{}: is niet zoals vangnet het schreef (een ander programma veranderde het, of het eind "
                   "is weg); de getallen zijn niet te controleren",
                   "{}: is not as vangnet wrote it (another program changed it, or its end is lost); its "
                   "numbers cannot be checked"},
                  file.path().string());
    to_stderr(fmt::format("{}\n", text.in(session.dutch())));
}

void tell_if_unsure(const ResultsFile& file, const Session& session)
{
    tell_if_changed(file, session);
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
