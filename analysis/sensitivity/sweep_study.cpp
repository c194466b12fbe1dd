#include "analysis/sensitivity/sweep_study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <nlohmann/json.hpp>

#include "analysis/compare.hpp"
#include "analysis/csv.hpp"
#include "sim/core/errors.hpp"
#include "sim/experiment/design.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet::analysis {

namespace {

using nlohmann::ordered_json;

std::vector<int> measures_of(const Results& file, const std::vector<std::string>& outcomes)
{
    const SeriesShape& shape = file.shape();
    std::vector<int> found;
    for (const std::string& key : outcomes.empty() ? headline_outcomes() : outcomes) {
        const int measure = file.measure(key);
        if (measure < 0) {
            std::vector<std::string> all;
            for (const MeasureInfo& info : shape.measures) { all.push_back(info.key); }
            throw UsageError(bilingual({"--outcome {}: die uitkomst is er niet{}", "--outcome {}: no such outcome{}"},
                                       key, did_you_mean_hint(key, all)));
        }
        const bool share = shape.measures[static_cast<std::size_t>(measure)].kind == MeasureKind::share;
        if (!outcomes.empty() || share) { found.push_back(measure); }
    }
    return found;
}

int month_place(const Results& file, int month)
{
    const std::vector<int>& months = file.shape().months;
    if (month == 0) { return static_cast<int>(months.size()) - 1; }
    const int place = file.month(month);
    if (place < 0) {
        throw UsageError(bilingual(
            {"--month {}: het bestand heeft de maanden {} tot {}", "--month {}: the file has months {} to {}"}, month,
            months.front(), months.back()));
    }
    return place;
}

/// Output of one measure in each set: level under the base arm, and what each other arm adds.
class Reader {
public:
    Reader(const Results& file, std::size_t measure, std::size_t month, std::size_t sets, std::size_t replicates)
        : shape_{file.shape()},
          values_{file.draws(file.shape().measures[measure].key)},
          scale_{file.shape().measures[measure].kind == MeasureKind::share ? 100.0 : 1.0},
          month_{month},
          sets_{sets},
          replicates_{replicates}
    {
    }

    void read(std::size_t arm, Response& out) const
    {
        double variance = 0.0;
        for (std::size_t s = 0; s < sets_; ++s) {
            double sum = 0.0;
            double squares = 0.0;
            for (std::size_t r = 0; r < replicates_; ++r) {
                const std::size_t draw = s * replicates_ + r;
                const double y = at(arm, draw) - (arm > 0 ? at(0, draw) : 0.0);
                sum += y;
                squares += y * y;
            }
            const auto n = static_cast<double>(replicates_);
            out.values.push_back(sum / n);
            variance += replicates_ > 1 ? std::max(0.0, squares / n - sum * sum / n / n) / (n - 1.0)
                                        : std::numeric_limits<double>::quiet_NaN();
        }
        out.chance = std::sqrt(variance / static_cast<double>(sets_));
    }

private:
    [[nodiscard]] double at(std::size_t arm, std::size_t draw) const
    {
        const std::size_t draws = sets_ * replicates_;
        const std::size_t place = ((arm * draws + draw) * shape_.months.size() + month_) * shape_.groups.size();
        return scale_ * static_cast<double>(values_[place]);
    }

    const SeriesShape& shape_;
    std::vector<float> values_;
    double scale_;
    std::size_t month_;
    std::size_t sets_;
    std::size_t replicates_;
};

ordered_json json_of(const Interval& i)
{
    const auto number = [](double x) { return std::isfinite(x) ? ordered_json(x) : ordered_json(nullptr); };
    return {{"value", number(i.value)}, {"low", number(i.low)}, {"high", number(i.high)}};
}

ordered_json json_of(const SweepStudy& study, const Response& response)
{
    ordered_json rows = ordered_json::array();
    const std::size_t k = study.parameters.size();
    std::vector<VarianceShare> shares;
    std::vector<ElementaryEffect> effects;
    if (study.sweep.design == Design::sobol) { shares = variance_shares(response.values, k); }
    if (study.sweep.design == Design::morris) { effects = elementary_effects(study.sets, response.values); }
    for (std::size_t p = 0; p < k; ++p) {
        ordered_json row{{"parameter", study.parameters[p].range.key}};
        if (!shares.empty()) {
            row["first"] = json_of(shares[p].first);
            row["total"] = json_of(shares[p].total);
        } else if (!effects.empty()) {
            row["size"] = json_of(effects[p].size);
            row["mean"] = effects[p].mean;
            row["sd"] = effects[p].sd;
        } else if (study.sweep.design == Design::grid) {
            const GridLine line = grid_line(study, response, p);
            row["at"] = line.at;
            row["means"] = line.means;
            row["turns"] = std::isfinite(line.turns) ? ordered_json(line.turns) : ordered_json(nullptr);
        } else {
            std::vector<double> x;
            for (const std::vector<double>& set : study.sets) { x.push_back(set[p]); }
            const RankCorrelation r = rank_correlation(x, response.values);
            row["rank_correlation"] = r.value;
            row["chance"] = r.chance;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

SweepStudy sweep_study(const Results& file, const Scenario& scenario, const ParameterBook& book,
                       const std::vector<std::string>& outcomes, int month)
{
    if (!scenario.sweep) {
        throw DataError(
            bilingual({"{}: is geen resultaat van vangnet sweep", "{}: is no result of vangnet sweep"}, file.name()));
    }
    if (!file.complete()) {
        throw DataError(bilingual(
            {"{}: niet af: een opzet telt alleen als geheel", "{}: unfinished: a design counts only as a whole"},
            file.name()));
    }
    SweepStudy study;
    study.name = file.provenance().title;
    study.sweep = *scenario.sweep;
    study.replicates = scenario.replicates;
    study.sets = unit_design(study.sweep, scenario.seed);
    for (const Varied& varied : study.sweep.parameters) {
        const ParameterEntry& entry = *book.find(varied.key);
        study.parameters.push_back({varied, entry.meaning, entry.unit, std::string(1, entry.grade)});
    }
    const auto place = static_cast<std::size_t>(month_place(file, month));
    study.month = file.shape().months[place];
    for (const int measure : measures_of(file, outcomes)) {
        const MeasureInfo& info = file.shape().measures[static_cast<std::size_t>(measure)];
        const Reader reader(file, static_cast<std::size_t>(measure), place, study.sets.size(),
                            static_cast<std::size_t>(study.replicates));
        for (std::size_t arm = 0; arm < file.shape().arms.size(); ++arm) {
            const ArmInfo& about = file.shape().arms[arm];
            Response response{.outcome = info.key,
                              .arm = arm == 0 ? std::string{} : about.key,
                              .title = {info.long_name_nl, info.long_name_en},
                              .arm_label = {about.label_nl, about.label_en},
                              .unit = info.kind == MeasureKind::share ? "per 100" : info.unit,
                              .values = {}};
            reader.read(arm, response);
            study.responses.push_back(std::move(response));
        }
    }
    return study;
}

GridLine grid_line(const SweepStudy& study, const Response& response, std::size_t parameter)
{
    std::map<double, std::pair<double, int>> sums;
    for (std::size_t s = 0; s < study.sets.size(); ++s) {
        auto& [sum, n] = sums[study.sets[s][parameter]];
        sum += response.values[s];
        ++n;
    }
    const Varied& range = study.parameters[parameter].range;
    GridLine line;
    for (const auto& [unit, sum] : sums) {
        line.at.push_back(range.low + unit * (range.high - range.low));
        line.means.push_back(sum.first / sum.second);
    }
    line.turns = response.arm.empty() ? std::numeric_limits<double>::quiet_NaN() : turning_point(line.at, line.means);
    return line;
}

std::string sweep_csv(const SweepStudy& study)
{
    CsvText csv(Decimal::point);
    csv.text("set");
    for (const SweptParameter& p : study.parameters) { csv.text(p.range.key); }
    for (const Response& r : study.responses) { csv.text(r.arm.empty() ? r.outcome : r.outcome + "." + r.arm); }
    csv.end_row();
    for (std::size_t s = 0; s < study.sets.size(); ++s) {
        csv.number(static_cast<int>(s));
        for (std::size_t p = 0; p < study.parameters.size(); ++p) {
            const Varied& range = study.parameters[p].range;
            csv.number(range.low + study.sets[s][p] * (range.high - range.low));
        }
        for (const Response& r : study.responses) { csv.number(r.values[s]); }
        csv.end_row();
    }
    return csv.take();
}

std::string sweep_json(const SweepStudy& study)
{
    ordered_json parameters = ordered_json::array();
    for (const SweptParameter& p : study.parameters) {
        parameters.push_back({{"key", p.range.key},
                              {"title", {{"nl", p.title.nl}, {"en", p.title.en}}},
                              {"unit", p.unit},
                              {"low", p.range.low},
                              {"high", p.range.high},
                              {"grade", p.grade}});
    }
    ordered_json responses = ordered_json::array();
    for (const Response& r : study.responses) {
        responses.push_back({{"outcome", r.outcome},
                             {"arm", r.arm.empty() ? ordered_json(nullptr) : ordered_json(r.arm)},
                             {"unit", r.unit},
                             {"chance", std::isfinite(r.chance) ? ordered_json(r.chance) : ordered_json(nullptr)},
                             {"parameters", json_of(study, r)}});
    }
    const ordered_json all{{"design", design_words()[static_cast<std::size_t>(study.sweep.design)]},
                           {"points", study.sweep.points},
                           {"sets", study.sets.size()},
                           {"replicates", study.replicates},
                           {"month", study.month},
                           {"parameters", std::move(parameters)},
                           {"responses", std::move(responses)}};
    return all.dump(2) + "\n";
}

}  // namespace vangnet::analysis
