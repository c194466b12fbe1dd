#pragma once
/// Prices and rules that turn what a run counts into euros per payer: configs/data/unit_costs.csv.

#include <filesystem>
#include <string>
#include <vector>

#include "sim/core/text.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet::analysis {

/// What the national budget adds where a municipality pays more benefit than its budget (vangnet), over a budget year.
/// \source Besluit Participatiewet art. 10; the rows vangnet_* of unit_costs.csv
struct Vangnet {
    double threshold = 0.0;      ///< deficit that the municipality always bears [share of its budget]
    double full_above = 0.0;     ///< deficit above which all is compensated [share of its budget], >= threshold
    double share_between = 0.0;  ///< of the deficit between the two that is compensated [1]

    friend bool operator==(const Vangnet&, const Vangnet&) = default;
};

/// Compensation for the deficit d = cost - budget of a year:
///
///     share_between x (min(d, full_above x budget) - threshold x budget)+  +  (d - full_above x budget)+
///
/// \param cost, budget  same unit, >= 0; \return the compensation in that unit, >= 0
[[nodiscard]] double compensation(const Vangnet& vangnet, double cost, double budget) noexcept;

/// One row of the table.
struct UnitCost {
    std::string key;
    double value = 0.0;
    double low = 0.0;  ///< range of the price, both equal to the value where none is known
    double high = 0.0;
    std::string unit;
    int year = 0;       ///< of the price, or the first year of the rule
    std::string grade;  ///< "published", "derived" or "judgement"
    std::string source;
    Text note;
};

/// The table, checked.
class UnitCosts {
public:
    /// Reads the table; `file` is only used in messages.
    /// \throws DataError with all problems as file:line: column: what: a key that is missing, unknown or twice in a
    ///     year, a value outside its limits, a grade that is none
    [[nodiscard]] static UnitCosts parse(std::string_view text, std::string file);
    /// The copy in the program, with the rows of `folder`'s unit_costs.csv, if it has one, laid over it.
    [[nodiscard]] static UnitCosts load(const std::filesystem::path& folder = {});

    /// Prices of one parameter draw: each from a triangular distribution over its range with its value as the mode, by
    /// luck of its own. What has no range stays.
    [[nodiscard]] UnitCosts drawn(int draw) const;

    /// Cost of an hour with or for a client: of a productive hour / share of those with or for clients, so that a
    /// client at a caseload costs the post over that caseload. [EUR/caseworker_hour]
    /// \source share: policies/instrument.hpp, the one from which the model derives contact hours
    [[nodiscard]] double caseworker_hour() const;
    /// Of a household that starts debt help. [EUR]
    [[nodiscard]] double debt_help_client() const;
    /// Tax and premiums that the municipality pays on top of each euro of net benefit, and the state receives. [1]
    [[nodiscard]] double benefit_tax() const;
    /// Of the services that the state and all municipalities together pay, the part of the state. [1]
    [[nodiscard]] double shared_by_state() const;
    /// The rule of a budget year: the last that began by then; before the first, the first.
    [[nodiscard]] Vangnet vangnet(int year) const;

    [[nodiscard]] const std::vector<UnitCost>& rows() const noexcept { return rows_; }

private:
    [[nodiscard]] static UnitCosts of_table(const Table& table);
    [[nodiscard]] double value_in(std::string_view key, int year) const;

    std::vector<UnitCost> rows_;
};

}  // namespace vangnet::analysis
