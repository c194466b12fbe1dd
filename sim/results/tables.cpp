#include "sim/results/tables.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "sim/core/check.hpp"

namespace vangnet {

namespace {

using hdf5::checked;
using hdf5::Handle;
using hdf5::owned;

constexpr std::array kinds{"share", "mean", "per_person", "count"};

/// Fills one column from one member of each row.
template <class Row, class Values, class Of>
TableColumn column(std::string name, const std::vector<Row>& rows, Values values, Of of)
{
    values.reserve(rows.size());
    for (const Row& row : rows) { values.push_back(of(row)); }
    return {std::move(name), std::move(values)};
}

template <class Row>
TableColumn column(const char* name, const std::vector<Row>& rows, std::string Row::*member)
{
    return column(name, rows, std::vector<std::string>{}, [member](const Row& row) { return row.*member; });
}

template <class Row>
TableColumn column(const char* name, const std::vector<Row>& rows, double Row::*member)
{
    return column(name, rows, std::vector<double>{}, [member](const Row& row) { return row.*member; });
}

template <class Row>
TableColumn column(const char* name, const std::vector<Row>& rows, std::int32_t Row::*member)
{
    return column(name, rows, std::vector<std::int32_t>{}, [member](const Row& row) { return row.*member; });
}

CompoundTable measures_table(const std::vector<MeasureInfo>& rows)
{
    using Row = MeasureInfo;
    return {"measures",
            "What is measured",
            {column("key", rows, &Row::key), column("unit", rows, &Row::unit),
             column("long_name_nl", rows, &Row::long_name_nl), column("long_name_en", rows, &Row::long_name_en),
             column("definition_nl", rows, &Row::definition_nl), column("definition_en", rows, &Row::definition_en),
             column("kind", rows, std::vector<std::string>{}, [](const Row& row) { return kind_name(row.kind); }),
             column("better", rows, &Row::better)}};
}

CompoundTable parameters_table(const std::vector<ParameterRow>& rows)
{
    using Row = ParameterRow;
    return {"parameters",
            "Parameters with source and evidence grade",
            {column("key", rows, &Row::key), column("value", rows, &Row::value), column("unit", rows, &Row::unit),
             column("low", rows, &Row::low), column("high", rows, &Row::high), column("tag", rows, &Row::tag),
             column("grade", rows, &Row::grade), column("source", rows, &Row::source)}};
}

CompoundTable effects_table(const std::vector<EffectRow>& rows)
{
    using Row = EffectRow;
    return {"effects",
            "Differences from the base arm, with 90% ranges for chance and for parameters",
            {column("measure", rows, &Row::measure), column("arm", rows, &Row::arm), column("group", rows, &Row::group),
             column("month", rows, &Row::month), column("base", rows, &Row::base), column("effect", rows, &Row::effect),
             column("chance_low", rows, &Row::chance_low), column("chance_high", rows, &Row::chance_high),
             column("parameter_low", rows, &Row::parameter_low), column("parameter_high", rows, &Row::parameter_high),
             column("unit", rows, &Row::unit)}};
}

/// Where a column lies in a row of bytes.
struct Field {
    std::size_t offset = 0;
    std::size_t size = 0;
};

std::size_t field_size(const ColumnValues& values)
{
    if (const auto* texts = std::get_if<std::vector<std::string>>(&values)) {
        std::size_t longest = 1;
        for (const std::string& text : *texts) { longest = std::max(longest, text.size()); }
        return longest;
    }
    return std::holds_alternative<std::vector<double>>(values) ? sizeof(double) : sizeof(std::int32_t);
}

Handle fixed_text(std::size_t size, const std::string& path)
{
    Handle type = owned<RunError>(H5Tcopy(H5T_C_S1), H5Tclose, path, "make a text type");
    checked<RunError>(H5Tset_size(type.id(), size), path, "make a text type");
    checked<RunError>(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), path, "make a text type");
    return type;
}

void put(std::byte* row, const Field& field, const ColumnValues& values, std::size_t index)
{
    if (const auto* texts = std::get_if<std::vector<std::string>>(&values)) {
        std::memcpy(row + field.offset, (*texts)[index].data(), (*texts)[index].size());
    } else if (const auto* reals = std::get_if<std::vector<double>>(&values)) {
        std::memcpy(row + field.offset, &(*reals)[index], sizeof(double));
    } else {
        std::memcpy(row + field.offset, &std::get<std::vector<std::int32_t>>(values)[index], sizeof(std::int32_t));
    }
}

/// The attributes by which PyTables knows a table.
void mark_as_table(hdf5::Builder& file, hid_t set, const CompoundTable& table)
{
    file.fixed_attribute(set, "CLASS", "TABLE");
    file.fixed_attribute(set, "VERSION", "2.7");
    file.fixed_attribute(set, "TITLE", table.title);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        file.fixed_attribute(set, "FIELD_" + std::to_string(i) + "_NAME", table.columns[i].name);
    }
    const auto rows = static_cast<std::int64_t>(table.rows());
    file.attribute(set, "NROWS", std::span<const std::int64_t>{&rows, 1});
}

}  // namespace

std::string kind_name(MeasureKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

MeasureKind kind_of(const hdf5::File& file, const std::string& name)
{
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    if (found == kinds.end()) { file.fail("/tables/measures", "unknown kind " + name); }
    return static_cast<MeasureKind>(found - kinds.begin());
}

std::size_t CompoundTable::rows() const noexcept
{
    if (columns.empty()) { return 0; }
    return std::visit([](const auto& values) { return values.size(); }, columns.front().values);
}

std::vector<CompoundTable> tables_of(const SeriesShape& shape, const Provenance& provenance)
{
    std::vector<CompoundTable> tables;
    tables.push_back(measures_table(shape.measures));
    tables.push_back(
        {"arms",
         "Policies that are compared; the first is the base",
         {column("key", shape.arms, &ArmInfo::key), column("label_nl", shape.arms, &ArmInfo::label_nl),
          column("label_en", shape.arms, &ArmInfo::label_en), column("words_nl", shape.arms, &ArmInfo::words_nl),
          column("words_en", shape.arms, &ArmInfo::words_en)}});
    tables.push_back(
        {"groups",
         "Groups of people, fixed when the arms branch",
         {column("key", shape.groups, &GroupInfo::key), column("label_nl", shape.groups, &GroupInfo::label_nl),
          column("label_en", shape.groups, &GroupInfo::label_en),
          column("dimension", shape.groups, &GroupInfo::dimension)}});
    tables.push_back(parameters_table(provenance.parameters));
    tables.push_back(effects_table(provenance.effects));
    tables.push_back(
        {"drawn",
         "What each parameter draw gave; a parameter holds in all arms",
         {column("draw", provenance.drawn, &DrawnRow::draw), column("arm", provenance.drawn, &DrawnRow::arm),
          column("key", provenance.drawn, &DrawnRow::key), column("value", provenance.drawn, &DrawnRow::value)}});
    std::erase_if(tables, [](const CompoundTable& table) { return table.rows() == 0; });
    return tables;
}

void write_table(hdf5::Builder& file, hid_t group, const CompoundTable& table)
{
    const std::string& path = file.path();
    const std::string what = "write /tables/" + table.name;
    std::vector<Field> fields;
    std::size_t row_size = 0;
    for (const TableColumn& each : table.columns) {
        fields.push_back({row_size, field_size(each.values)});
        row_size += fields.back().size;
    }
    const Handle type = owned<RunError>(H5Tcreate(H5T_COMPOUND, row_size), H5Tclose, path, what);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const ColumnValues& values = table.columns[i].values;
        const bool is_text = std::holds_alternative<std::vector<std::string>>(values);
        const Handle text = is_text ? fixed_text(fields[i].size, path) : Handle{};
        const hid_t number = std::holds_alternative<std::vector<double>>(values) ? H5T_IEEE_F64LE : H5T_STD_I32LE;
        checked<RunError>(
            H5Tinsert(type.id(), table.columns[i].name.c_str(), fields[i].offset, is_text ? text.id() : number), path,
            what);
    }
    std::vector<std::byte> rows(row_size * table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            put(rows.data() + row * row_size, fields[i], table.columns[i].values, row);
        }
    }
    const hsize_t count = table.rows();
    const Handle space = owned<RunError>(H5Screate_simple(1, &count, nullptr), H5Sclose, path, what);
    const Handle creation = owned<RunError>(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path, what);
    checked<RunError>(H5Pset_chunk(creation.id(), 1, &count), path, what);
    checked<RunError>(H5Pset_deflate(creation.id(), 4), path, what);
    checked<RunError>(H5Pset_fletcher32(creation.id()), path, what);
    checked<RunError>(H5Pset_obj_track_times(creation.id(), false), path, what);
    const Handle set = owned<RunError>(
        H5Dcreate2(group, table.name.c_str(), type.id(), space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Dclose,
        path, what);
    checked<RunError>(H5Dwrite(set.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, rows.data()), path, what);
    mark_as_table(file, set.id(), table);
}

namespace {

TableColumn read_column(const hdf5::File& file, const std::string& where, hid_t type, unsigned member,
                        std::size_t row_size, const std::vector<std::byte>& bytes, std::size_t rows)
{
    char* name = H5Tget_member_name(type, member);
    const std::string own = name == nullptr ? "" : name;
    H5free_memory(name);
    TableColumn column{file.printable(where, own), {}};
    const Handle kind = owned<DataError>(H5Tget_member_type(type, member), H5Tclose, file.path(), "read " + where);
    const std::size_t offset = H5Tget_member_offset(type, member);
    const std::size_t size = H5Tget_size(kind.id());
    const H5T_class_t of = H5Tget_class(kind.id());
    if (offset + size > row_size) { file.fail(where, "has a damaged column " + column.name); }
    const auto each = [&](auto values, auto take) {
        for (std::size_t row = 0; row < rows; ++row) { values.push_back(take(bytes.data() + row * row_size + offset)); }
        column.values = std::move(values);
    };
    if (of == H5T_STRING && H5Tis_variable_str(kind.id()) <= 0) {
        each(std::vector<std::string>{}, [&](const std::byte* at) {
            const std::string text(reinterpret_cast<const char*>(at), size);
            return file.printable(where, text.substr(0, text.find('\0')));
        });
    } else if (of == H5T_FLOAT && size == sizeof(double)) {
        each(std::vector<double>{}, [](const std::byte* at) {
            double value = 0.0;
            std::memcpy(&value, at, sizeof value);
            return value;
        });
    } else if (of == H5T_INTEGER && size == sizeof(std::int32_t)) {
        each(std::vector<std::int32_t>{}, [](const std::byte* at) {
            std::int32_t value = 0;
            std::memcpy(&value, at, sizeof value);
            return value;
        });
    } else {
        file.fail(where, "column " + column.name + " is neither text, nor int32, nor float64");
    }
    return column;
}

template <class Values>
const Values& find_column(const hdf5::File& file, const CompoundTable& table, const std::string& name)
{
    for (const TableColumn& column : table.columns) {
        if (column.name != name) { continue; }
        if (const auto* values = std::get_if<Values>(&column.values)) { return *values; }
        break;
    }
    file.fail("/tables/" + table.name, "has no column " + name + " of the right kind");
}

}  // namespace

CompoundTable read_table(const hdf5::File& file, const std::string& name)
{
    const std::string where = "/tables/" + name;
    std::size_t rows = 0;
    const Handle set = file.open_checked(where, rows);
    const Handle stored = owned<DataError>(H5Dget_type(set.id()), H5Tclose, file.path(), "read " + where);
    if (H5Tget_class(stored.id()) != H5T_COMPOUND) { file.fail(where, "is not a table"); }
    const Handle type =
        owned<DataError>(H5Tget_native_type(stored.id(), H5T_DIR_ASCEND), H5Tclose, file.path(), "read " + where);
    if (H5Tdetect_class(type.id(), H5T_VLEN) > 0) { file.fail(where, "has columns of variable length"); }
    const std::size_t row_size = H5Tget_size(type.id());
    // Native padding makes a row at most 8 times as large as in the file, which open_checked has measured.
    if (row_size > 8 * H5Tget_size(stored.id())) { file.fail(where, "is damaged"); }
    std::vector<std::byte> bytes(row_size * rows);
    if (rows > 0) {
        checked<DataError>(H5Dread(set.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()), file.path(),
                           "read " + where);
    }
    CompoundTable table{name, {}, {}};
    const int members = checked<DataError>(H5Tget_nmembers(type.id()), file.path(), "read " + where);
    for (unsigned member = 0; member < static_cast<unsigned>(members); ++member) {
        table.columns.push_back(read_column(file, where, type.id(), member, row_size, bytes, rows));
    }
    return table;
}

const std::vector<std::string>& texts(const hdf5::File& file, const CompoundTable& table, const std::string& name)
{
    return find_column<std::vector<std::string>>(file, table, name);
}

const std::vector<std::int32_t>& integers(const hdf5::File& file, const CompoundTable& table, const std::string& name)
{
    return find_column<std::vector<std::int32_t>>(file, table, name);
}

const std::vector<double>& numbers(const hdf5::File& file, const CompoundTable& table, const std::string& name)
{
    return find_column<std::vector<double>>(file, table, name);
}

}  // namespace vangnet
