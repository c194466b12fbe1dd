#pragma once
/// Metadata of an export as a research object (RO-Crate 1.1): what made these files, from what, and how to do it again.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/text.hpp"
#include "sim/experiment/provenance.hpp"

namespace vangnet::analysis {

/// A file of the crate, by its name in the crate's folder.
struct CrateFile {
    std::string name;
    std::string format;  ///< media type
    std::string what;    ///< a few words, in English
    std::string sha256;
    std::uintmax_t bytes = 0;
};

/// What the results file says, and what it cannot say.
struct CrateAbout {
    const Provenance* run = nullptr;
    std::string digest;
    std::string made;  ///< day on which the results file was written, "2026-01-31"
    std::vector<CrateFile> files;
    std::string results;   ///< name of the results file among them
    std::string scenario;  ///< name of the scenario
};

/// Text of ro-crate-metadata.json. No licence is named: the results are whoever ran them's.
/// \source RO-Crate 1.1, w3id.org/ro/crate/1.1 (root data set, files, the action that created them)
[[nodiscard]] std::string ro_crate_metadata(const CrateAbout& about);

}  // namespace vangnet::analysis
