#pragma once
/// What the script of a page may ask of the program: everything that it shows or computes.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/page/page_run.hpp"
#include "sim/inputs/tables.hpp"

namespace vangnet::analysis {

/// Requests and answers are JSON objects. A request has "ask" and "dutch" (the language of the answer):
///
///     catalogue  municipalities, outcomes, ready scenarios, instruments with their settings
///     compose    scenario: the text of a scenario of "question", "municipality", "start", "months", "people", "replicates",
///                "draws", "relevance" (outcome: line), "present" (instruments: "use", "settings", "months") and
///                "policies" (each with "label" and "instruments")
///     open       title, place, arms in words, items: what a scenario text ("scenario") is; runs start anew
///     figures    specifications of the figures of what is known so far, for what draws them
///     report     html: the report, with these figures as SVG ("svg")
///     text       text: to paste into a letter or a proposal to the council
///     life       a life of replicate 0 under the first policy, kept for lessons
///     lesson     figures and html of the "step" of a lesson (0 to 3), with the prediction "base" and "arm" if it was made, and
///                with figures as SVG ("svg")
///     digest     of all items (items_digest)
///
/// What is wrong is answered as "problems", a list of texts. Nothing else is remembered than the open scenario and its life.
class PageEngine {
public:
    PageEngine();

    /// Never throws: a bug of the program is a problem, too.
    [[nodiscard]] std::string answer(std::string_view request) noexcept;

    /// Runs an item of the open scenario. \return its bytes; empty if there is no scenario or no such item
    [[nodiscard]] std::vector<std::byte> run(int item);

    /// Takes in an item of the open scenario. \return whether it was one
    bool add(std::span<const std::byte> item);

private:
    Tables tables_;
    std::unique_ptr<PageRun> run_;
    std::optional<LifeStory> story_;

    [[nodiscard]] nlohmann::ordered_json answer_to(const nlohmann::ordered_json& request);
    [[nodiscard]] nlohmann::ordered_json lesson(const nlohmann::ordered_json& request, bool dutch) const;
    [[nodiscard]] nlohmann::ordered_json open(const std::string& text, bool dutch);
    [[nodiscard]] const PageRun& opened() const;
};

}  // namespace vangnet::analysis
