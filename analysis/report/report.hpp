#pragma once
/// A report as plain data: what is said of a comparison, in both languages, whatever draws it.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "analysis/compare.hpp"
#include "analysis/leaning.hpp"
#include "analysis/life_story.hpp"
#include "analysis/money.hpp"
#include "analysis/report/conclusion.hpp"
#include "analysis/report/figure.hpp"
#include "analysis/report/table.hpp"
#include "analysis/town.hpp"
#include "analysis/trials/trial.hpp"
#include "analysis/twins.hpp"
#include "sim/core/text.hpp"
#include "sim/experiment/budgets.hpp"
#include "sim/inputs/law.hpp"
#include "sim/inputs/parameters.hpp"

namespace vangnet::analysis {

/// A heading inside a section.
struct ReportHeading {
    Text text;
};

struct ReportParagraph {
    Text label{};  ///< in bold before the text; empty: none
    Text text;
};

struct ReportList {
    std::vector<Text> items;
};

/// A file as it stands, for whoever wants to run it again.
struct ReportFile {
    Text name;
    std::string text;
};

using ReportBlock = std::variant<ReportHeading, ReportParagraph, ReportList, ReportTable, ReportFigure, ReportFile>;

struct ReportSection {
    std::string id;
    Text heading;
    std::vector<ReportBlock> blocks;
};

struct Report {
    Text title;
    Text subtitle;
    Text status;  ///< how far it is and how long it holds; empty: not said
    std::vector<ReportSection> sections;
};

/// Budgets that several arms have in common.
struct ArmBudgets {
    std::vector<Text> arms;  ///< their labels, in order
    std::vector<Budget> budgets;
};

/// The same comparison under another form of the model, at the moments of the report.
struct ReportVariant {
    Text label;
    std::vector<Comparison> moments;
};

/// What a report is made of. `by_group` and `town` have the arms and the base of `moments`.
struct ReportInputs {
    std::vector<Comparison> moments;      ///< of everyone, as `compare_at_moments` gives them, not empty
    std::vector<Comparison> by_group;     ///< the last moment by each dimension the file has, without "all"
    std::vector<Comparison> by_month;     ///< work and benefit of everyone, in each month; empty: no figure over time
    std::optional<Comparison> town;       ///< of `town_study` at the last moment; none: the file does not say
    std::optional<Twins> twins;           ///< none: the file does not say
    std::optional<StockPath> stock;       ///< none: the file does not say
    std::optional<Money> money;           ///< none: left out
    std::vector<Assumption> assumptions;  ///< that draws vary; empty: what results lean on is left out
    std::vector<ParameterEntry> parameters;  ///< behind the instruments by which arms differ; empty: left out
    std::vector<std::pair<std::string, EvidenceSource>> sources;  ///< of those, each once
    std::vector<ReportVariant> variants;                          ///< other forms of the model; empty: none was run
    std::optional<TrialFound> trial;                              ///< none: the file has no trial
    std::optional<LifeStory> story;   ///< of one person, told with how common it is; none: left out
    std::vector<ArmBudgets> budgets;  ///< by the rules of each arm; empty: left out
    std::vector<LawRule> law;         ///< of all instruments; empty: left out
    std::optional<Month> start;       ///< calendar month in which the policies began; none: the law is left out
    Text status;                      ///< of the report; empty: not said
    Quality quality;
    std::string version;                                           ///< of the program
    std::string command;                                           ///< that repeats the run
    std::string digest;                                            ///< of the results
    std::string scenario;                                          ///< its text; empty: left out
    std::vector<std::pair<std::string, std::string>> data_hashes;  ///< table and SHA-256
};

/// Sections in the order of a council paper: in short, read this too, what was compared, what changes, for whom, in
/// numbers of the place, who pays; then how sure, assumptions, what it does not say, and provenance. Every number is
/// that of the comparison. Policies are never ranked.
[[nodiscard]] Report make_report(const ReportInputs& inputs);

}  // namespace vangnet::analysis
