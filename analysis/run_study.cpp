#include "analysis/run_study.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "policies/policy.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/data_parts.hpp"
#include "sim/inputs/say.hpp"
#include "sim/scenario/trial.hpp"

namespace vangnet::analysis {
namespace {

using nlohmann::ordered_json;

constexpr const char* decides_names[] = {"municipality", "national", "experiment_only", "nobody"};

ordered_json json_of(const StudyInstrument& instrument)
{
    ordered_json drivers = ordered_json::array();
    for (const Driver& driver : instrument.drivers) {
        drivers.push_back({key_of(driver.moves), policy::grade_text(driver.grade), driver.spread, driver.drawn});
    }
    return {{"key", instrument.key},           {"use", instrument.use},
            {"title_nl", instrument.title.nl}, {"title_en", instrument.title.en},
            {"drivers", std::move(drivers)},   {"decides", decides_names[static_cast<std::size_t>(instrument.decides)]},
            {"priced", instrument.priced},     {"last_month", instrument.last_month}};
}

Driver driver_of(const ordered_json& json)
{
    const auto kind = json.at(0).get<std::string>();
    const auto grade = json.at(1).get<std::string>();
    const auto spread = json.at(2).get<double>();
    const auto moves = moves_of(kind);
    if (grade.size() != 1 || grade[0] < 'A' || grade[0] > 'D') {
        throw DataError(bilingual({"bewijsklasse '{}' is niet A tot D", "grade '{}' is not A to D"}, grade));
    }
    if (!moves || !(spread >= 0.0)) {
        throw DataError(
            bilingual({"onbekend bewijs: '{}', spreiding {}", "unknown evidence: '{}', spread {}"}, kind, spread));
    }
    return {.moves = *moves,
            .grade = static_cast<policy::Grade>(grade[0] - 'A'),
            .spread = spread,
            .drawn = json.at(3).get<bool>()};
}

StudyInstrument instrument_of(const ordered_json& json)
{
    StudyInstrument instrument;
    instrument.key = json.at("key").get<std::string>();
    instrument.use = json.at("use").get<int>();
    instrument.title = {json.at("title_nl").get<std::string>(), json.at("title_en").get<std::string>()};
    for (const ordered_json& driver : json.at("drivers")) { instrument.drivers.push_back(driver_of(driver)); }
    instrument.priced = json.value("priced", true);
    instrument.last_month = json.value("last_month", 0);
    const auto decides = json.at("decides").get<std::string>();
    const auto* it = std::find(std::begin(decides_names), std::end(decides_names), decides);
    if (it == std::end(decides_names)) {
        throw DataError(bilingual({"onbekend bij decides: '{}'", "unknown decides '{}'"}, decides));
    }
    instrument.decides = static_cast<policy::Decides>(it - std::begin(decides_names));
    return instrument;
}

std::vector<std::vector<StudyInstrument>> instruments_of(const std::string& text)
{
    std::vector<std::vector<StudyInstrument>> arms;
    try {
        for (const ordered_json& arm : ordered_json::parse(text)) {
            arms.emplace_back();
            for (const ordered_json& instrument : arm) { arms.back().push_back(instrument_of(instrument)); }
        }
    } catch (const nlohmann::json::exception& error) {
        throw DataError(bilingual({"de notitie 'instruments' van het resultaatbestand is niet te lezen: {}",
                                   "the note 'instruments' of the results file cannot be read: {}"},
                                  error.what()));
    }
    return arms;
}

std::map<std::string, double> relevance_of(const std::string& text)
{
    try {
        auto relevance = ordered_json::parse(text).get<std::map<std::string, double>>();
        const bool sound =
            std::all_of(relevance.begin(), relevance.end(), [](const auto& line) { return line.second > 0.0; });
        if (sound) { return relevance; }
        throw DataError(Text{"de notitie 'relevance' van het resultaatbestand heeft een drempel die niet boven 0 ligt",
                             "the note 'relevance' of the results file has a line that is not above 0"});
    } catch (const nlohmann::json::exception& error) {
        throw DataError(bilingual({"de notitie 'relevance' van het resultaatbestand is niet te lezen: {}",
                                   "the note 'relevance' of the results file cannot be read: {}"},
                                  error.what()));
    }
}

/// "2017-09"; nothing for another form, as in files that are not of a run.
std::optional<Month> origin_of(const std::string& text)
{
    const int month = data_parts::month_of(text);
    return month < 0 ? std::nullopt : std::optional{Month{month}};
}

Values values_of(const SeriesShape& shape, int items, const std::vector<float>& data)
{
    return {.arms = shape.arms.size(),
            .items = static_cast<std::size_t>(items),
            .months = shape.months.size(),
            .groups = shape.groups.size(),
            .data = std::vector<double>(data.begin(), data.end())};
}

void check_size(const Values& values, const std::string& measure)
{
    if (values.data.size() != values.arms * values.items * values.months * values.groups) {
        throw DataError(bilingual({"uitkomst {} heeft een andere omvang dan de assen van het bestand zeggen",
                                   "measure {} has another size than the axes of the file say"},
                                  measure));
    }
}

/// The arms and groups of the policies for everyone: a trial is the last arm, and its groups are the last ones.
struct ForEveryone {
    std::size_t arms = 0;
    std::size_t groups = 0;

    explicit ForEveryone(const SeriesShape& shape) : arms{shape.arms.size()}, groups{shape.groups.size()}
    {
        while (groups > 0 && shape.groups[groups - 1].dimension == trial_arm) { --groups; }
        if (groups < shape.groups.size() && arms > 0 && shape.arms.back().key == trial_arm) { --arms; }
    }

    /// Leaves out the trial's arm, and its groups from what has as many groups as the series.
    [[nodiscard]] Values of(const Values& all, const SeriesShape& shape) const
    {
        const std::size_t kept = all.groups == shape.groups.size() ? groups : all.groups;
        if (all.data.empty() || (arms == all.arms && kept == all.groups)) { return all; }
        Values out{.arms = arms, .items = all.items, .months = all.months, .groups = kept, .data = {}};
        out.data.reserve(arms * all.items * all.months * kept);
        for (std::size_t row = 0; row < arms * all.items * all.months; ++row) {
            const auto first = all.data.begin() + static_cast<std::ptrdiff_t>(row * all.groups);
            out.data.insert(out.data.end(), first, first + static_cast<std::ptrdiff_t>(kept));
        }
        return out;
    }
};

/// Mean over the finished replicates.
std::vector<double> people_per_group(const Results& file)
{
    const std::vector<std::int32_t> sizes = file.series_group_size();
    const std::vector<int> done = file.replicates_done();
    std::vector<double> people(file.shape().groups.size());
    for (const int replicate : done) {
        for (std::size_t g = 0; g < people.size(); ++g) {
            people[g] += static_cast<double>(sizes[static_cast<std::size_t>(replicate) * people.size() + g]) /
                         static_cast<double>(done.size());
        }
    }
    return people;
}

/// The lowest whole number stands for a missing one.
template <class T>
std::vector<double> with_missing(const std::vector<T>& stored)
{
    std::vector<double> values(stored.begin(), stored.end());
    if constexpr (std::numeric_limits<T>::is_integer) {
        std::replace(values.begin(), values.end(), static_cast<double>(std::numeric_limits<T>::lowest()),
                     std::numeric_limits<double>::quiet_NaN());
    }
    return values;
}

/// An array by arm, replicate and month, and perhaps one more dimension, which becomes the groups.
/// \param there  paths of all arrays of the file, sorted
Values array_of(const Results& file, const std::vector<std::string>& there, const std::string& path)
{
    if (!std::binary_search(there.begin(), there.end(), path)) { return {}; }
    const StoredArray array = file.read(path);
    const bool further = array.dims.size() == 4;
    const bool fits = (further || array.dims.size() == 3) && array.dims[0].name == "arm" &&
                      array.dims[1].name == "replicate" && array.dims.back().name == "month";
    if (!fits) {
        throw DataError(bilingual({"{} heeft andere assen dan verwacht", "{} has other axes than expected"}, path));
    }
    Values values{.arms = file.shape().arms.size(),
                  .items = static_cast<std::size_t>(file.shape().replicates),
                  .months = file.shape().months.size(),
                  .groups = further ? array.dims[2].extent() : 1,
                  .data = {}};
    std::visit([&](const auto& data) { values.data = with_missing(data); }, array.data);
    check_size(values, path);
    if (!further) { return values; }
    const std::vector<double> stored = std::exchange(values.data, {});  // by arm, replicate, group, month
    values.data.reserve(stored.size());
    for (std::size_t first = 0; first < stored.size(); first += values.groups * values.months) {
        for (std::size_t m = 0; m < values.months; ++m) {
            for (std::size_t g = 0; g < values.groups; ++g) {
                values.data.push_back(stored[first + g * values.months + m]);
            }
        }
    }
    return values;
}

/// The services that are scarce in some arm, as the file names them.
std::vector<StudyService> services_of(const Results& file, const std::vector<std::string>& there)
{
    const std::string path = "/services/places";
    std::vector<StudyService> services;
    if (!std::binary_search(there.begin(), there.end(), path)) { return services; }
    for (const Dimension& dim : file.read(path).dims) {
        if (dim.name != "service") { continue; }
        for (const std::string& key : dim.labels) {
            const int type = policy::instrument_index(key);
            if (type < 0) { throw DataError(bilingual({"onbekende dienst '{}'", "unknown service '{}'"}, key)); }
            const policy::Card& card = *policy::instruments()[static_cast<std::size_t>(type)].card;
            services.push_back({key, {std::string(card.title_nl), std::string(card.title_en)}});
        }
    }
    return services;
}

StudyMeasure measure_of(const MeasureInfo& info)
{
    StudyMeasure measure;
    measure.key = info.key;
    measure.unit = info.unit;
    measure.title = {info.long_name_nl, info.long_name_en};
    measure.definition = {info.definition_nl, info.definition_en};
    measure.share = info.kind == MeasureKind::share;
    measure.current_stock = info.key.rfind("left_", 0) == 0;
    return measure;
}

/// Whether draws vary a parameter that acts before the arms branch.
bool draws_base_rates(const Results& file)
{
    std::set<std::string> history;
    for (const ParameterRow& row : file.provenance().parameters) {
        if (row.tag == "history") { history.insert(row.key); }
    }
    const std::vector<DrawnRow> drawn = file.drawn();
    return std::any_of(drawn.begin(), drawn.end(),
                       [&](const DrawnRow& row) { return row.arm.empty() && history.count(row.key) > 0; });
}

}  // namespace

std::vector<std::pair<std::string, std::string>> to_notes(const StudyNotes& notes)
{
    ordered_json arms = ordered_json::array();
    for (const auto& instruments : notes.instruments) {
        ordered_json list = ordered_json::array();
        for (const StudyInstrument& instrument : instruments) { list.push_back(json_of(instrument)); }
        arms.push_back(std::move(list));
    }
    std::vector<std::pair<std::string, std::string>> list{{"place", notes.place},
                                                          {"cohort_nl", notes.cohort.nl},
                                                          {"cohort_en", notes.cohort.en},
                                                          {"instruments", arms.dump()}};
    if (!notes.relevance.empty()) { list.emplace_back("relevance", ordered_json(notes.relevance).dump()); }
    if (!notes.variant.empty()) {
        list.emplace_back("variant_nl", notes.variant.nl);
        list.emplace_back("variant_en", notes.variant.en);
    }
    if (!notes.trial.empty()) { list.emplace_back("trial", notes.trial); }
    if (notes.sweep) { list.emplace_back("sweep", "1"); }
    return list;
}

StudyNotes from_notes(const std::vector<std::pair<std::string, std::string>>& notes)
{
    StudyNotes found;
    for (const auto& [name, text] : notes) {
        if (name == "place") { found.place = text; }
        if (name == "cohort_nl") { found.cohort.nl = text; }
        if (name == "cohort_en") { found.cohort.en = text; }
        if (name == "instruments") { found.instruments = instruments_of(text); }
        if (name == "variant_nl") { found.variant.nl = text; }
        if (name == "variant_en") { found.variant.en = text; }
        if (name == "trial") { found.trial = text; }
        if (name == "sweep") { found.sweep = true; }
        if (name == "relevance") { found.relevance = relevance_of(text); }
    }
    return found;
}

Study study_of(std::shared_ptr<const Results> file)
{
    const SeriesShape& shape = file->shape();
    StudyNotes notes = from_notes(file->provenance().notes);
    const ForEveryone kept(shape);
    notes.instruments.resize(kept.arms);

    Study study;
    study.name = file->provenance().title;
    study.cohort = notes.cohort;
    study.place = notes.place;
    study.variant = notes.variant;
    study.relevance = std::move(notes.relevance);
    study.people = static_cast<std::size_t>(file->provenance().people);
    study.weight = file->provenance().weight;
    study.origin = origin_of(file->provenance().origin);
    study.months = shape.months;
    study.replicates = file->replicates_done().size();
    study.draws = notes.sweep ? 0 : file->draws_done().size();  // sets of a design are not what is known
    study.base_rates_drawn = study.draws > 0 && draws_base_rates(*file);
    for (std::size_t a = 0; a < kept.arms; ++a) {
        study.arms.push_back({.key = shape.arms[a].key,
                              .label = {shape.arms[a].label_nl, shape.arms[a].label_en},
                              .words = {shape.arms[a].words_nl, shape.arms[a].words_en},
                              .instruments = std::move(notes.instruments[a])});
    }
    const std::vector<double> people = people_per_group(*file);
    for (std::size_t g = 0; g < kept.groups; ++g) {
        const GroupInfo& group = shape.groups[g];
        study.groups.push_back({.key = group.key,
                                .dimension = group.dimension,
                                .title = {group.label_nl, group.label_en},
                                .people = people[g]});
    }
    for (const MeasureInfo& info : shape.measures) { study.measures.push_back(measure_of(info)); }
    const std::vector<std::string> arrays = file->arrays();
    study.services = services_of(*file, arrays);
    study.load_array = [file, arrays, kept](const std::string& path) {
        return kept.of(array_of(*file, arrays, path), file->shape());
    };
    study.load_series = [file, kept](const std::string& measure) {
        Values values = values_of(file->shape(), file->shape().replicates, file->series(measure));
        check_size(values, measure);
        return kept.of(values, file->shape());
    };
    study.load_draws = [file, kept](const std::string& measure) {
        Values values = values_of(file->shape(), file->shape().draws, file->draws(measure));
        check_size(values, measure);
        return kept.of(values, file->shape());
    };
    return study;
}

}  // namespace vangnet::analysis
