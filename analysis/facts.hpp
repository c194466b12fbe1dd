#pragma once
/// The published facts that the model must reproduce, and which of them it does: what `vangnet facts` prints.

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/csv.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet::analysis {

/// May a part be a target of the fit, or is it kept for testing?
enum class FactKind { fitted, predicted };

/// One part of a fact, as fixed before any fitting. \source configs/data/facts.csv
struct FactPart {
    int fact = 0;
    std::string part;
    FactKind kind = FactKind::fitted;
    std::string year;
    std::string population;
    std::string definition;  ///< "same" in the table is replaced by the definition it refers to
    double value = 0.0;      ///< published
    double low = 0.0;        ///< a model value from low to high, ends included, is inside
    double high = 0.0;
    std::string source;

    /// "fact/part", the name of its model value.
    [[nodiscard]] std::string key() const;
};

/// What the model says of a part.
struct FactValue {
    int fact = 0;
    std::string part;
    double model = 0.0;  ///< in the unit of the published value; NaN: could not be measured
    bool holds = true;   ///< conditions in the definition that a range cannot express (fact 21: order of tightness)
};

struct FactRow {
    FactPart published;
    double model = 0.0;  ///< NaN if not measured
    bool inside = false;
};

struct FactsReport {
    std::vector<FactRow> rows;  ///< in the order of the table
    int facts = 0;
    int facts_inside = 0;  ///< facts with all parts inside
    int predicted = 0;     ///< facts whose parts are all predicted
    int predicted_inside = 0;
    int parts_inside = 0;

    /// Whether all parts of a fact are inside; false for a fact that is not in the table.
    [[nodiscard]] bool fact_inside(int fact) const noexcept;
};

/// Reads the table of facts.
/// \throws DataError with all problems as `file:line: column: ...`: missing columns, no number, low > high, a value
/// outside
///         its own range, an unknown kind, a part twice
[[nodiscard]] std::vector<FactPart> read_facts(const Table& table);

/// Compares model and published values. A part without a model value is not inside.
/// \throws DataError if a value belongs to no part or is given twice (all at once)
[[nodiscard]] FactsReport evaluate_facts(const std::vector<FactPart>& facts, const std::vector<FactValue>& values);

/// The same from "fact/part" -> value.
[[nodiscard]] FactsReport evaluate_facts(const std::vector<FactPart>& facts,
                                         const std::map<std::string, double>& values);

/// Stable field names; a value that was not measured is null.
[[nodiscard]] nlohmann::ordered_json to_json(const FactsReport& report);

/// One line per part, header first.
[[nodiscard]] std::string to_csv(const FactsReport& report, Decimal decimal = Decimal::point);

}  // namespace vangnet::analysis
