#include "sim/results/results_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <string_view>

#include "sim/inputs/say.hpp"
#include "sim/results/hdf5_layer.hpp"
#include "sim/results/tables.hpp"

namespace vangnet {

namespace {

/// Text attributes of the file that have a place of their own in Provenance; all others are notes.
constexpr std::array<std::string_view, 15> own_attributes{
    "Conventions", "title",  "title_nl", "format", "experiment", "scenario",  "parameters", "data_sha256",
    "version",     "commit", "command",  "until",  "host",       "cpu_level", "origin"};

/// Values of an array whose type is known.
template <class T>
std::vector<T> read_all(const hdf5::File& file, const std::string& path, std::size_t count)
{
    std::vector<T> values(count);
    file.read(path, hdf5::type_name<T>(), values.data());
    return values;
}

/// A number of people; 0 if the file does not say.
double count_of(const hdf5::File& file, const std::string& name)
{
    constexpr double most = 1e9;
    const double count = file.number("/", name, 0.0);
    if (!(count >= 0.0 && count <= most)) { file.fail(name, "is no number of people"); }
    return count;
}

ArrayData read_data(const hdf5::File& file, const std::string& path, const hdf5::ArrayShape& shape)
{
    if (shape.type == "i1") { return read_all<std::int8_t>(file, path, shape.count); }
    if (shape.type == "i2") { return read_all<std::int16_t>(file, path, shape.count); }
    if (shape.type == "i4") { return read_all<std::int32_t>(file, path, shape.count); }
    if (shape.type == "f4") { return read_all<float>(file, path, shape.count); }
    if (shape.type == "f8") { return read_all<double>(file, path, shape.count); }
    file.fail(path, "has a type that results files do not have");
}

Dimension read_axis(const hdf5::File& file, const std::string& group, const std::string& name, std::size_t size)
{
    Dimension dim;
    dim.name = name;
    dim.size = size;
    const std::string path = group + "/" + name;
    if (name.empty() || !file.has(path)) { return dim; }
    const hdf5::ArrayShape shape = file.array_shape(path);
    if (shape.sizes.size() != 1 || shape.count != size) { file.fail(path, "does not fit the arrays along it"); }
    if (shape.type == "str") {
        dim.labels = file.read_texts(path);
    } else {
        dim.numbers = read_all<std::int32_t>(file, path, size);
    }
    dim.unit = file.text(path, "units");
    dim.long_name_nl = file.text(path, "long_name");
    dim.long_name_en = file.text(path, "long_name_en");
    return dim;
}

std::vector<std::pair<int, std::string>> read_codes(const hdf5::File& file, const std::string& path)
{
    std::vector<std::pair<int, std::string>> codes;
    const std::vector<std::int64_t> values = file.integers(path, "flag_values");
    std::istringstream meanings{file.text(path, "flag_meanings")};
    for (const std::int64_t value : values) {
        std::string meaning;
        meanings >> meaning;
        codes.emplace_back(static_cast<int>(value), meaning);
    }
    return codes;
}

/// The axis of a group as labels; an error if it is missing or not what it should be.
std::vector<std::string> labels_of(const hdf5::File& file, const std::string& path)
{
    const hdf5::ArrayShape shape = file.array_shape(path);
    if (shape.type != "str" || shape.sizes.size() != 1) { file.fail(path, "is not a list of texts"); }
    return file.read_texts(path);
}

std::vector<std::int32_t> numbers_of(const hdf5::File& file, const std::string& path)
{
    const hdf5::ArrayShape shape = file.array_shape(path);
    if (shape.type != "i4" || shape.sizes.size() != 1) { file.fail(path, "is not a list of whole numbers"); }
    return read_all<std::int32_t>(file, path, shape.count);
}

std::vector<int> finished(const hdf5::File& file, const std::string& path, std::size_t expected)
{
    const hdf5::ArrayShape shape = file.array_shape(path);
    if (shape.count != expected) { file.fail(path, "does not fit its axis"); }
    const std::vector<std::int8_t> done = read_all<std::int8_t>(file, path, shape.count);
    std::vector<int> items;
    for (std::size_t i = 0; i < done.size(); ++i) {
        if (done[i] == 1) { items.push_back(static_cast<int>(i)); }
    }
    return items;
}

std::vector<MeasureInfo> read_measures(const hdf5::File& file)
{
    const CompoundTable table = read_table(file, "measures");
    std::vector<MeasureInfo> measures(table.rows());
    for (std::size_t i = 0; i < measures.size(); ++i) {
        measures[i] = {texts(file, table, "key")[i],
                       texts(file, table, "unit")[i],
                       texts(file, table, "long_name_nl")[i],
                       texts(file, table, "long_name_en")[i],
                       texts(file, table, "definition_nl")[i],
                       texts(file, table, "definition_en")[i],
                       kind_of(file, texts(file, table, "kind")[i]),
                       integers(file, table, "better")[i]};
    }
    return measures;
}

std::vector<ParameterRow> read_parameters(const hdf5::File& file)
{
    if (!file.has("/tables/parameters")) { return {}; }
    const CompoundTable table = read_table(file, "parameters");
    std::vector<ParameterRow> rows(table.rows());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = {texts(file, table, "key")[i],   numbers(file, table, "value")[i], texts(file, table, "unit")[i],
                   numbers(file, table, "low")[i], numbers(file, table, "high")[i],  texts(file, table, "tag")[i],
                   texts(file, table, "grade")[i], texts(file, table, "source")[i]};
    }
    return rows;
}

std::vector<EffectRow> read_effects(const hdf5::File& file)
{
    if (!file.has("/tables/effects")) { return {}; }
    const CompoundTable table = read_table(file, "effects");
    std::vector<EffectRow> rows(table.rows());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = {texts(file, table, "measure")[i],
                   texts(file, table, "arm")[i],
                   texts(file, table, "group")[i],
                   integers(file, table, "month")[i],
                   numbers(file, table, "base")[i],
                   numbers(file, table, "effect")[i],
                   numbers(file, table, "chance_low")[i],
                   numbers(file, table, "chance_high")[i],
                   numbers(file, table, "parameter_low")[i],
                   numbers(file, table, "parameter_high")[i],
                   texts(file, table, "unit")[i]};
    }
    return rows;
}

}  // namespace

ResultsFile::ResultsFile(std::filesystem::path path)
    : path_{std::move(path)}, file_{std::make_unique<hdf5::File>(path_)}
{
    const std::string format = file_->text("/", "format");
    if (format.rfind("vangnet calibration", 0) == 0) {
        throw DataError{bilingual({"{}: een ijking, geen berekening; tabellen onder /posterior (docs/calibration.md)",
                                   "{}: a calibration, not a run; tables under /posterior (docs/calibration.md)"},
                                  path_.string())};
    }
    if (format != "vangnet results 1") {
        throw DataError{bilingual({"{}: wel HDF5, maar geen resultaatbestand van dit programma",
                                   "{}: an HDF5 file, but not a results file of this program"},
                                  path_.string())};
    }
    read_shape();
    read_provenance();
}

ResultsFile::~ResultsFile() = default;
ResultsFile::ResultsFile(ResultsFile&&) noexcept = default;
ResultsFile& ResultsFile::operator=(ResultsFile&&) noexcept = default;

void ResultsFile::read_shape()
{
    shape_.measures = read_measures(*file_);
    const CompoundTable arms = read_table(*file_, "arms");
    for (std::size_t i = 0; i < arms.rows(); ++i) {
        shape_.arms.push_back({texts(*file_, arms, "key")[i], texts(*file_, arms, "label_nl")[i],
                               texts(*file_, arms, "label_en")[i], texts(*file_, arms, "words_nl")[i],
                               texts(*file_, arms, "words_en")[i]});
    }
    const CompoundTable groups = read_table(*file_, "groups");
    for (std::size_t i = 0; i < groups.rows(); ++i) {
        shape_.groups.push_back({texts(*file_, groups, "key")[i], texts(*file_, groups, "label_nl")[i],
                                 texts(*file_, groups, "label_en")[i], texts(*file_, groups, "dimension")[i]});
    }
    const std::vector<std::int32_t> months = numbers_of(*file_, "/series/month");
    shape_.months.assign(months.begin(), months.end());
    const std::size_t replicates = numbers_of(*file_, "/series/replicate").size();
    shape_.replicates = static_cast<int>(replicates);
    replicates_done_ = finished(*file_, "/series/replicate_done", replicates);
    if (file_->has("/draws")) {
        const std::size_t draws = numbers_of(*file_, "/draws/draw").size();
        shape_.draws = static_cast<int>(draws);
        draws_done_ = finished(*file_, "/draws/draw_done", draws);
    }
    const std::vector<std::string> arm_keys = labels_of(*file_, "/series/arm");
    const std::vector<std::string> group_keys = labels_of(*file_, "/series/group");
    const auto same = [](const auto& rows, const std::vector<std::string>& keys) {
        return std::equal(rows.begin(), rows.end(), keys.begin(), keys.end(),
                          [](const auto& row, const std::string& key) { return row.key == key; });
    };
    if (!same(shape_.arms, arm_keys)) { file_->fail("/tables/arms", "differs from /series/arm"); }
    if (!same(shape_.groups, group_keys)) { file_->fail("/tables/groups", "differs from /series/group"); }
}

void ResultsFile::read_provenance()
{
    const hdf5::File& file = *file_;
    identity_ = file.text("/", "experiment");
    const std::string title = file.text("/", "title");
    const std::string title_nl = file.text("/", "title_nl");
    provenance_.title = {title_nl.empty() ? title : title_nl, title};  // files used to have the English one only
    provenance_.scenario = file.text("/", "scenario");
    provenance_.parameters_text = file.text("/", "parameters");
    std::istringstream lines{file.text("/", "data_sha256")};
    for (std::string line; std::getline(lines, line);) {
        const std::size_t gap = line.find("  ");
        if (gap != std::string::npos) {
            provenance_.data_hashes.emplace_back(line.substr(gap + 2), line.substr(0, gap));
        }
    }
    for (const std::int64_t seed : file.integers("/", "seeds")) {
        provenance_.seeds.push_back(static_cast<std::uint64_t>(seed));
    }
    provenance_.version = file.text("/", "version");
    provenance_.commit = file.text("/", "commit");
    provenance_.command = file.text("/", "command");
    provenance_.until = file.text("/", "until");
    provenance_.host = file.text("/", "host");
    provenance_.cpu_level = file.text("/", "cpu_level");
    provenance_.origin = file.text("/", "origin");
    const std::vector<std::int64_t> threads = file.integers("/", "threads");
    provenance_.threads = threads.empty() ? 0 : static_cast<int>(std::clamp<std::int64_t>(threads[0], 0, 1'000'000));
    provenance_.wall_time = file.number("/", "wall_time_seconds", 0.0);
    provenance_.people = count_of(file, "people");
    provenance_.weight = count_of(file, "weight");
    for (const std::string& name : file.text_names("/")) {
        const bool known = std::find(own_attributes.begin(), own_attributes.end(), name) != own_attributes.end();
        if (!known) { provenance_.notes.emplace_back(name, file.text("/", name)); }
    }
    provenance_.parameters = read_parameters(file);
    provenance_.effects = read_effects(file);
}

std::vector<DrawnRow> ResultsFile::drawn() const
{
    if (!file_->has("/tables/drawn")) { return {}; }
    const CompoundTable table = read_table(*file_, "drawn");
    std::vector<DrawnRow> rows(table.rows());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = {integers(*file_, table, "draw")[i], texts(*file_, table, "arm")[i], texts(*file_, table, "key")[i],
                   numbers(*file_, table, "value")[i]};
    }
    return rows;
}

bool ResultsFile::sealed() const noexcept { return file_->sealed(); }

namespace {

template <class T>
std::vector<T> read_exact(const hdf5::File& file, const std::string& path, std::vector<std::size_t> sizes)
{
    const hdf5::ArrayShape shape = file.array_shape(path);
    if (shape.sizes != sizes) { file.fail(path, "does not fit the arms, replicates, months and groups of the file"); }
    return read_all<T>(file, path, shape.count);
}

/// Refuses a finished item without any number: a file whose index of chunks is damaged gives the fill value for all.
/// \param values [arm][item][month][group]; \param block months times groups
void require_numbers(const hdf5::File& file, const std::string& path, const std::vector<float>& values,
                     std::size_t items, std::size_t block, const std::vector<int>& done)
{
    for (const int item : done) {
        bool any = false;
        for (std::size_t at = static_cast<std::size_t>(item) * block; !any && at < values.size(); at += items * block) {
            any = std::any_of(&values[at], &values[at] + block, [](float value) { return !std::isnan(value); });
        }
        if (!any) { file.fail(path, "has no numbers for a finished item"); }
    }
}

}  // namespace

std::vector<float> ResultsFile::measured(const std::string& path, int items, const std::vector<int>& done,
                                         const std::string& measure) const
{
    const auto count = static_cast<std::size_t>(items);
    std::vector<float> values =
        read_exact<float>(*file_, path, {shape_.arms.size(), count, shape_.months.size(), shape_.groups.size()});
    const int place = this->measure(measure);
    // A mean over those whom something happened to may have no number where it happened to nobody.
    if (place >= 0 && shape_.measures[static_cast<std::size_t>(place)].kind != MeasureKind::mean) {
        require_numbers(*file_, path, values, count, shape_.months.size() * shape_.groups.size(), done);
    }
    return values;
}

std::vector<float> ResultsFile::series(const std::string& measure) const
{
    return measured("/series/" + measure, shape_.replicates, replicates_done_, measure);
}

std::vector<float> ResultsFile::draws(const std::string& measure) const
{
    if (shape_.draws == 0) { return {}; }
    return measured("/draws/" + measure, shape_.draws, draws_done_, measure);
}

std::vector<std::int32_t> ResultsFile::series_group_size() const
{
    return read_exact<std::int32_t>(*file_, "/series/group_size",
                                    {static_cast<std::size_t>(shape_.replicates), shape_.groups.size()});
}

std::vector<std::int32_t> ResultsFile::draws_group_size() const
{
    if (shape_.draws == 0) { return {}; }
    return read_exact<std::int32_t>(*file_, "/draws/group_size",
                                    {static_cast<std::size_t>(shape_.draws), shape_.groups.size()});
}

std::vector<std::string> ResultsFile::arrays() const
{
    std::vector<std::string> paths;
    for (const std::string& group : file_->groups("/")) {
        if (group == "tables") { continue; }
        for (const std::string& name : file_->datasets("/" + group)) {
            std::string path = "/" + group;
            path += "/" + name;
            if (!file_->array_shape(path).is_scale) { paths.push_back(std::move(path)); }
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

StoredArray ResultsFile::read(const std::string& path) const
{
    const hdf5::ArrayShape shape = file_->array_shape(path);
    const std::string group = path.substr(0, path.rfind('/'));
    StoredArray array;
    array.path = path;
    array.type = shape.type;
    if (shape.type == "str") {
        array.texts = file_->read_texts(path);
    } else {
        array.data = read_data(*file_, path, shape);
    }
    for (std::size_t dim = 0; dim < shape.sizes.size(); ++dim) {
        array.dims.push_back(read_axis(*file_, group, shape.dims[dim], shape.sizes[dim]));
    }
    array.unit = file_->text(path, "units");
    array.long_name_nl = file_->text(path, "long_name");
    array.long_name_en = file_->text(path, "long_name_en");
    array.codes = read_codes(*file_, path);
    return array;
}

namespace {

constexpr std::string_view replicate_axis = "replicate";

/// An array as the item that made it had it: without its axis of replicates, if there is one.
template <class T>
NamedArray item_array(const hdf5::File& file, const std::string& path, const hdf5::ArrayShape& shape, int replicate)
{
    NamedArray array;
    array.dims = shape.dims;
    const auto axis = std::find(array.dims.begin(), array.dims.end(), replicate_axis);
    if (axis == array.dims.end()) {
        array.data = read_all<T>(file, path, shape.count);
    } else {
        const auto place = static_cast<std::size_t>(axis - array.dims.begin());
        std::vector<T> values(shape.sizes[place] == 0 ? 0 : shape.count / shape.sizes[place]);
        file.read_at(path, hdf5::type_name<T>(), place, static_cast<std::size_t>(replicate), values.data());
        array.data = std::move(values);
        array.dims.erase(axis);
    }
    array.name = path.substr(path.rfind('/') + 1);
    array.unit = file.text(path, "units");
    array.long_name_nl = file.text(path, "long_name");
    array.long_name_en = file.text(path, "long_name_en");
    array.codes = read_codes(file, path);
    return array;
}

NamedArray item_array(const hdf5::File& file, const std::string& path, int replicate)
{
    const hdf5::ArrayShape shape = file.array_shape(path);
    if (shape.type == "i1") { return item_array<std::int8_t>(file, path, shape, replicate); }
    if (shape.type == "i2") { return item_array<std::int16_t>(file, path, shape, replicate); }
    if (shape.type == "i4") { return item_array<std::int32_t>(file, path, shape, replicate); }
    if (shape.type == "f4") { return item_array<float>(file, path, shape, replicate); }
    if (shape.type == "f8") { return item_array<double>(file, path, shape, replicate); }
    file.fail(path, "has a type that results files do not have");
}

}  // namespace

std::vector<ArrayGroup> ResultsFile::further_groups(int replicate) const
{
    std::vector<ArrayGroup> groups;
    for (const std::string& name : file_->groups("/")) {
        if (name == "series" || name == "draws" || name == "tables") { continue; }
        ArrayGroup group;
        group.name = name;
        for (const std::string& member : file_->datasets("/" + name)) {
            const std::string path = "/" + name + "/" + member;
            const hdf5::ArrayShape shape = file_->array_shape(path);
            if (shape.is_scale) { continue; }
            for (std::size_t dim = 0; dim < shape.dims.size(); ++dim) {
                if (shape.dims[dim] == replicate_axis) {
                    group.by_replicate = true;
                } else if (std::none_of(group.dims.begin(), group.dims.end(),
                                        [&](const Dimension& each) { return each.name == shape.dims[dim]; })) {
                    group.dims.push_back(read_axis(*file_, "/" + name, shape.dims[dim], shape.sizes[dim]));
                }
            }
            group.arrays.push_back(item_array(*file_, path, replicate));
        }
        if (group.by_replicate || replicate == replicates_done_.front()) { groups.push_back(std::move(group)); }
    }
    return groups;
}

ItemResult ResultsFile::item(int item) const
{
    ItemResult result;
    result.item = item;
    result.values.resize(shape_.values_per_item());
    result.group_size.resize(shape_.groups.size());
    const bool draw = shape_.is_draw(item);
    const std::string group = draw ? "/draws/" : "/series/";
    const auto place = static_cast<std::size_t>(draw ? item - shape_.replicates : item);
    const auto count = static_cast<std::size_t>(draw ? shape_.draws : shape_.replicates);
    const std::vector<std::size_t> sizes{shape_.arms.size(), count, shape_.months.size(), shape_.groups.size()};
    for (std::size_t m = 0; m < shape_.measures.size(); ++m) {
        const std::string path = group + shape_.measures[m].key;
        const hdf5::ArrayShape shape = file_->array_shape(path);
        if (shape.sizes != sizes) { file_->fail(path, "does not fit the axes of the file"); }
        file_->read_at(path, hdf5::type_name<float>(), 1, place, &result.values[shape_.index(m, 0, 0, 0)]);
    }
    const std::string size = group + "group_size";
    if (file_->array_shape(size).sizes != std::vector{count, shape_.groups.size()}) {
        file_->fail(size, "does not fit the axes of the file");
    }
    file_->read_at(size, hdf5::type_name<std::int32_t>(), 0, place, result.group_size.data());
    if (!draw) { result.groups = further_groups(item); }
    return result;
}

}  // namespace vangnet
