#pragma once
/// Compound tables: the face of the file for pandas.read_hdf, and where texts about arms, groups and measures stand.

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sim/experiment/provenance.hpp"
#include "sim/results/hdf5_layer.hpp"

namespace vangnet {

using ColumnValues = std::variant<std::vector<std::string>, std::vector<std::int32_t>, std::vector<double>>;

struct TableColumn {
    std::string name;
    ColumnValues values;
};

/// All columns have the same length.
struct CompoundTable {
    std::string name;
    std::string title;
    std::vector<TableColumn> columns;

    [[nodiscard]] std::size_t rows() const noexcept;
};

/// The tables of a results file: measures, arms, groups, parameters, effects. A table without rows is left out.
[[nodiscard]] std::vector<CompoundTable> tables_of(const SeriesShape& shape, const Provenance& provenance);

/// Writes a table as PyTables would: a chunked compound array, texts of fixed length in UTF-8.
void write_table(hdf5::Builder& file, hid_t group, const CompoundTable& table);

/// Reads a table with any mix of texts, whole numbers and floats; other columns are an error.
/// \throws DataError
[[nodiscard]] CompoundTable read_table(const hdf5::File& file, const std::string& name);

/// Columns of a table that was read, by name.
/// \throws DataError if the column is missing or of another kind
[[nodiscard]] const std::vector<std::string>& texts(const hdf5::File& file, const CompoundTable& table,
                                                    const std::string& name);
[[nodiscard]] const std::vector<std::int32_t>& integers(const hdf5::File& file, const CompoundTable& table,
                                                        const std::string& name);
[[nodiscard]] const std::vector<double>& numbers(const hdf5::File& file, const CompoundTable& table,
                                                 const std::string& name);

/// "share", "mean", "per_person", "count".
[[nodiscard]] std::string kind_name(MeasureKind kind);
/// \throws DataError for another word
[[nodiscard]] MeasureKind kind_of(const hdf5::File& file, const std::string& name);

}  // namespace vangnet
