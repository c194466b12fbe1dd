#include "sim/results/export.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <ostream>
#include <system_error>

#include <fmt/core.h>

#include "analysis/compare.hpp"
#include "policies/policy.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"
#include "sim/results/durable.hpp"
#include "sim/scenario/terms.hpp"

namespace vangnet::analysis {
namespace {

std::vector<std::string> dimensions_of(const Study& study)
{
    std::vector<std::string> dimensions;
    for (const StudyGroup& group : study.groups) {
        if (std::find(dimensions.begin(), dimensions.end(), group.dimension) == dimensions.end()) {
            dimensions.push_back(group.dimension);
        }
    }
    return dimensions;
}

std::vector<std::string> measures_of(const Study& study)
{
    std::vector<std::string> keys;
    for (const StudyMeasure& measure : study.measures) { keys.push_back(measure.key); }
    return keys;
}

/// `wanted`, or all if empty; a problem for each that is not there.
std::vector<std::string> chosen(const std::vector<std::string>& wanted, const std::vector<std::string>& known,
                                Words what, std::vector<Text>& problems)
{
    for (const std::string& word : wanted) {
        if (std::find(known.begin(), known.end(), word) == known.end()) {
            problems.push_back(
                bilingual({"{} '{}' is er niet{}", "unknown {} '{}'{}"}, what, word, did_you_mean_hint(word, known)));
        }
    }
    return wanted.empty() ? known : wanted;
}

struct Selection {
    std::vector<std::string> measures;
    std::vector<std::string> dimensions;

    [[nodiscard]] bool has(const StudyGroup& group) const
    {
        return std::find(dimensions.begin(), dimensions.end(), group.dimension) != dimensions.end();
    }
    [[nodiscard]] bool shows(const StudyGroup& group) const { return has(group) && !has_too_few(group); }
};

Selection select(const Study& study, const ExportOptions& options)
{
    std::vector<Text> problems;
    Selection selection;
    std::vector<std::string> outcomes = options.outcomes;
    for (std::string& word : outcomes) {
        if (const StudyMeasure* measure = study.measure_meant(word)) { word = measure->key; }
    }
    std::vector<std::string> by = options.by;
    for (std::string& word : by) { word = group_meant(word); }
    selection.measures = chosen(outcomes, measures_of(study), {"uitkomst", "outcome"}, problems);
    selection.dimensions = chosen(by, dimensions_of(study), {"indeling in groepen", "group dimension"}, problems);
    if (!problems.empty()) { throw UsageError(problems); }
    return selection;
}

/// The months of which effects by a dimension are written.
std::vector<int> months_of(const Study& study, const ExportOptions& options, const std::string& dimension)
{
    const bool all = dimension == "all" || !options.by.empty();
    return all ? study.months : moments_of(study, {});
}

void write_measure(const Study& study, const Selection& selection, Layer layer, const std::string& measure,
                   CsvText& csv, std::ostream& out)
{
    const Values values = layer == Layer::draws ? study.load_draws(measure) : study.load_series(measure);
    const Values central = layer == Layer::draws ? study.load_series(measure) : Values{};
    for (std::size_t a = 0; a < values.arms; ++a) {
        for (std::size_t i = 0; i < values.items; ++i) {
            for (std::size_t m = 0; m < values.months; ++m) {
                for (std::size_t g = 0; g < values.groups; ++g) {
                    const double value = values.at(a, i, m, g);
                    if (!selection.shows(study.groups[g]) || !std::isfinite(value)) { continue; }
                    csv.text(measure).text(study.arms[a].key).number(static_cast<int>(i));
                    if (layer == Layer::draws) { csv.number(static_cast<int>(i % central.items)); }
                    csv.number(study.months[m]).text(study.groups[g].key).number(static_cast<float>(value)).end_row();
                }
            }
            out << csv.take();
        }
    }
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // of UTF-8

struct DictionaryLine {
    const char* table;
    const char* column;
    const char* unit;
    const char* nl;
    const char* en;
};

constexpr DictionaryLine columns[] = {
    {"values", "measure", "", "wat er gemeten is", "what was measured"},
    {"values", "arm", "", "beleid", "policy"},
    {"values", "replicate", "1", "nummer van de herhaling van toeval, vanaf 0", "number of the replicate, from 0"},
    {"values", "month", "month", "maanden sinds het begin van het beleid", "months since the policies began"},
    {"values", "group", "", "groep mensen, vast vanaf het begin", "group of people, fixed at the start"},
    {"values", "value", "see measure", "waarde; geen regel als de groep minder dan 50 mensen heeft",
     "value; no line if the group has fewer than 50 people"},
    {"draws", "draw", "1", "nummer van de trekking van parameters, vanaf 0", "number of the parameter draw, from 0"},
    {"draws", "replicate", "1", "herhaling waarop de trekking is doorgerekend", "replicate on which the draw was run"},
    {"draws", "measure, arm, month, group, value", "", "als in values", "as in values"},
    {"levels", "outcome, group, arm, month", "", "als in effects", "as in effects"},
    {"levels", "unit", "", "eenheid van level; aandelen per 100 mensen", "unit of level; shares per 100 people"},
    {"levels", "level", "see unit", "gemiddelde van de herhalingen, onder het enige beleid van het bestand",
     "mean of the replicates, under the only policy of the file"},
    {"effects", "outcome", "", "uitkomst, als measure in values", "outcome, as measure in values"},
    {"effects", "kind", "",
     "cohort: de vaste groep van het begin; left_on_benefit: wie nog bijstand heeft (geen maat voor het effect)",
     "cohort: the group fixed at the start; left_on_benefit: who is still on benefit (no measure of the effect)"},
    {"effects", "group", "", "als in values", "as in values"},
    {"effects", "base", "", "beleid waarmee vergeleken is", "policy compared with"},
    {"effects", "arm", "", "als in values", "as in values"},
    {"effects", "month", "month", "maanden sinds het begin van het beleid", "months since the policies began"},
    {"effects", "unit", "", "eenheid van niveau, verschil en grenzen; aandelen per 100 mensen",
     "unit of level, difference and limits; shares per 100 people"},
    {"effects", "base_level", "see unit", "niveau onder het basisbeleid", "level under the base policy"},
    {"effects", "difference", "see unit", "gemiddeld verschil met het basisbeleid",
     "mean difference from the base policy"},
    {"effects", "chance_low", "see unit", "ondergrens van de marge door toeval", "lower limit by chance"},
    {"effects", "chance_high", "see unit", "bovengrens van de marge door toeval", "upper limit by chance"},
    {"effects", "parameters_low", "see unit",
     "ondergrens van de marge door onzekere parameters; leeg zonder trekkingen",
     "lower limit by uncertain parameters; empty without draws"},
    {"effects", "parameters_high", "see unit", "bovengrens van de marge door onzekere parameters",
     "upper limit by uncertain parameters"},
    {"effects", "sign", "",
     "uit de marge door parameters: + meer, - minder, = ongeveer gelijk, ~ richting of omvang onzeker",
     "from the parameter range: + more, - less, = about the same, ~ direction or size not sure"},
    {"effects", "relevance", "see unit", "kleinste verschil dat telt (oordeel)",
     "smallest difference that counts (judgement)"},
    {"effects", "grade", "", "laagste bewijsklasse van de instrumenten die verschillen, A (sterk) tot D (oordeel)",
     "lowest evidence grade of the instruments that differ, A (strong) to D (judgement)"},
    {"effects", "decides", "", "wie erover beslist", "who may decide"},
    {"effects", "replicates", "1", "aantal herhalingen met mensen in de groep", "replicates with people in the group"},
    {"effects", "draws", "1", "aantal trekkingen", "parameter draws"},
    {"effects", "note", "", "waarom een regel geen getallen heeft: minder dan 50 nagebootste mensen per herhaling",
     "why a line has no numbers: fewer than 50 simulated people per replicate"},
};

/// To another name, then renamed: a kill or a full disk leaves what was there.
void write_file(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write)
{
    Temporary file{path, folder_of(path)};
    std::ofstream out(file.path(), std::ios::binary);
    if (out) { write(out); }
    out.close();
    if (!out || ::fsync(file.id()) != 0) {
        throw RunError(bilingual({"{}: kan niet worden geschreven (schijf vol, of geen toestemming)",
                                  "{}: cannot be written (disk full, or no permission)"},
                                 path.string()));
    }
    file.take_place();
}

}  // namespace

void write_values(const Study& study, const ExportOptions& options, Layer layer, std::ostream& out)
{
    const Selection selection = select(study, options);
    CsvText csv(options.decimal);
    csv.text("measure").text("arm");
    if (layer == Layer::draws) { csv.text("draw"); }
    csv.text("replicate").text("month").text("group").text("value").end_row();
    out << csv.take();
    for (const std::string& measure : selection.measures) { write_measure(study, selection, layer, measure, csv, out); }
}

double export_size(const Study& study, const ExportOptions& options)
{
    constexpr double line_of_effects = 160.0;  // bytes, as measured on files of ready scenarios
    constexpr double line_of_values = 45.0;
    const Selection selection = select(study, options);
    double effects = 0.0;
    double groups = 0.0;
    for (const StudyGroup& group : study.groups) {
        if (!selection.shows(group)) { continue; }
        effects += static_cast<double>(months_of(study, options, group.dimension).size());
        groups += 1.0;
    }
    const auto measures = static_cast<double>(selection.measures.size());
    const auto arms = static_cast<double>(study.arms.size());
    const auto items = static_cast<double>(study.replicates + study.draws);
    const double values = options.values ? items * arms * groups * static_cast<double>(study.months.size()) : 0.0;
    return measures * ((arms - 1.0) * effects * line_of_effects + values * line_of_values);
}

void write_effects(const Study& study, const ExportOptions& options, std::ostream& out)
{
    const Selection selection = select(study, options);
    CompareOptions how;
    how.outcomes = selection.measures;
    how.level = options.level;
    bool first = true;
    for (const std::string& dimension : selection.dimensions) {
        how.by = dimension;
        for (const Comparison& comparison : compare_at(study, how, months_of(study, options, dimension))) {
            const std::string text = to_csv(comparison, options.decimal);
            out << (first ? text : text.substr(text.find('\n') + 1));  // one header for all
            first = false;
        }
    }
}

void write_levels(const Study& study, const ExportOptions& options, std::ostream& out)
{
    const Selection selection = select(study, options);
    CompareOptions how;
    how.outcomes = selection.measures;
    bool first = true;
    for (const std::string& dimension : selection.dimensions) {
        how.by = dimension;
        const std::string text = to_csv(levels_of(study, how), options.decimal);
        out << (first ? text : text.substr(text.find('\n') + 1));  // one header for all
        first = false;
    }
}

void write_dictionary(const Study& study, const ExportOptions& options, std::ostream& out)
{
    const Selection selection = select(study, options);
    CsvText csv(options.decimal);
    for (const char* column : {"table", "column", "code", "unit", "meaning_nl", "meaning_en"}) { csv.text(column); }
    csv.end_row();
    const auto line = [&](auto table, auto column, auto code, auto unit, const std::string& nl, const std::string& en) {
        csv.text(table).text(column).text(code).text(unit).text(nl).text(en).end_row();
    };
    for (const DictionaryLine& c : columns) { line(c.table, c.column, "", c.unit, c.nl, c.en); }
    for (const std::string& key : selection.measures) {
        const StudyMeasure& measure = *study.find_measure(key);
        const auto sentence = [](const std::string& title, const std::string& definition) {
            return definition.empty() ? title : title + ": " + definition;
        };
        line("values", "measure", key, measure.unit, sentence(measure.title.nl, measure.definition.nl),
             sentence(measure.title.en, measure.definition.en));
    }
    for (const StudyArm& arm : study.arms) { line("values", "arm", arm.key, "", arm.words.nl, arm.words.en); }
    for (const StudyGroup& group : study.groups) {
        if (!selection.has(group)) { continue; }
        const Text title =
            has_too_few(group) ? bilingual({"{}: {}", "{}: {}"}, group.title, too_few_people) : group.title;
        line("values", "group", group.key, "", title.nl, title.en);
    }
    for (const auto decides : {policy::Decides::municipality, policy::Decides::national,
                               policy::Decides::experiment_only, policy::Decides::nobody}) {
        line("effects", "decides", decides_key(decides), "", std::string(policy::decides_text(decides, true)),
             std::string(policy::decides_text(decides, false)));
    }
    out << csv.take();
}

std::vector<std::filesystem::path> export_study(const Study& study, const std::filesystem::path& folder,
                                                const ExportOptions& options, Existing existing)
{
    static_cast<void>(select(study, options));
    std::vector<std::pair<std::filesystem::path, std::function<void(std::ostream&)>>> files;
    if (options.values) {
        files.emplace_back(folder / "values.csv",
                           [&](std::ostream& o) { write_values(study, options, Layer::replicates, o); });
    }
    if (options.values && study.draws > 0) {
        files.emplace_back(folder / "draws.csv",
                           [&](std::ostream& o) { write_values(study, options, Layer::draws, o); });
    }
    if (study.arms.size() > 1) {
        files.emplace_back(folder / "effects.csv", [&](std::ostream& o) { write_effects(study, options, o); });
    } else {
        files.emplace_back(folder / "levels.csv", [&](std::ostream& o) { write_levels(study, options, o); });
    }
    files.emplace_back(folder / "dictionary.csv", [&](std::ostream& o) { write_dictionary(study, options, o); });

    std::error_code error;
    std::vector<Text> problems;
    for (const auto& [path, write] : files) {
        if (existing == Existing::keep && std::filesystem::exists(path, error)) {
            problems.push_back(
                bilingual({"{}: bestaat al; --force overschrijft", "{}: is there already; use --force to replace it"},
                          path.string()));
        }
    }
    if (!problems.empty()) { throw UsageError(problems); }
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw RunError(bilingual({"{}: de map kan niet worden gemaakt ({})", "{}: the folder cannot be made ({})"},
                                 folder.string(), error.message()));
    }
    std::vector<std::filesystem::path> written;
    for (const auto& file : files) {
        write_file(file.first, [&](std::ostream& out) {
            if (options.decimal == Decimal::comma) { out << byte_order_mark; }
            file.second(out);
        });
        written.push_back(file.first);
    }
    return written;
}

}  // namespace vangnet::analysis
