#include "analysis/calibration/study.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/missed.hpp"
#include "analysis/csv.hpp"
#include "analysis/parameter_range.hpp"

namespace vangnet::analysis {

namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using nlohmann::ordered_json;

std::vector<double> listed(const ArrayXd& values) { return {values.begin(), values.end()}; }

Spread spread_of(const ArrayXd& values)
{
    const std::vector<double> all = listed(values);
    return {quantile_type7(all, 0.05), quantile_type7(all, 0.50), quantile_type7(all, 0.95)};
}

double variance_of(const ArrayXd& values) { return (values - values.mean()).square().mean(); }

CalibratedParameter parameter_of(const Prior& prior, const ArrayXd& scores)
{
    constexpr double z_95 = 1.6448536269514722;
    CalibratedParameter p;
    p.key = prior.of.key;
    p.title = prior.of.meaning;
    p.unit = prior.of.unit;
    p.prior = {prior.value(-z_95), prior.value(0.0), prior.value(z_95)};
    const Spread z = spread_of(scores);
    p.posterior = {prior.value(z.low), prior.value(z.middle), prior.value(z.high)};
    p.contraction = 1.0 - variance_of(scores);
    for (const double score : scores) { p.draws.push_back(prior.value(score)); }
    return p;
}

/// Means with the emulator's error and what a model may miss: a normal error of half the half range, cut off at the
/// range. \source log_likelihood
ArrayXd predicted(const Target& target, const ArrayXd& means, double error, std::uint32_t seed)
{
    Missed missed(seed);
    ArrayXd out = means;
    for (double& value : out) { value += error * missed.normal() + missed(target); }
    return out;
}

CalibratedTarget target_of(const Target& target, const ArrayXd& prior, const ArrayXd& posterior, double first_error,
                           double last_error, std::uint32_t seed)
{
    CalibratedTarget t;
    t.target = target;
    t.prior = spread_of(prior);
    t.posterior = spread_of(posterior);
    t.predictive = spread_of(predicted(target, posterior, last_error, seed));
    t.inside = (posterior >= target.low && posterior <= target.high).cast<double>().mean();
    const std::vector<double> all = listed(prior);
    t.within_reach = quantile_type7(all, 0.005) - first_error <= target.high &&
                     quantile_type7(all, 0.995) + first_error >= target.low;
    return t;
}

std::vector<TradeOff> trade_offs_of(const std::vector<Prior>& priors, const Eigen::MatrixXd& scores)
{
    std::vector<TradeOff> found;
    const Eigen::MatrixXd centred = scores.rowwise() - scores.colwise().mean();
    const Eigen::MatrixXd products = centred.transpose() * centred;
    for (Index i = 0; i < scores.cols(); ++i) {
        for (Index j = i + 1; j < scores.cols(); ++j) {
            const double r = products(i, j) / std::sqrt(products(i, i) * products(j, j));
            if (!(std::abs(r) > traded)) { continue; }
            found.push_back(
                {priors[static_cast<std::size_t>(i)].of.key, priors[static_cast<std::size_t>(j)].of.key, r});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const TradeOff& a, const TradeOff& b) {
        return std::abs(a.correlation) > std::abs(b.correlation);
    });
    return found;
}

ordered_json to_json(const Spread& s) { return {{"p05", s.low}, {"p50", s.middle}, {"p95", s.high}}; }

}  // namespace

std::vector<const CalibratedParameter*> CalibrationStudy::untold() const
{
    std::vector<const CalibratedParameter*> found;
    for (const CalibratedParameter& p : parameters) {
        if (p.contraction < untold_below) { found.push_back(&p); }
    }
    return found;
}

std::vector<const CalibratedTarget*> CalibrationStudy::out_of_reach() const
{
    std::vector<const CalibratedTarget*> found;
    for (const CalibratedTarget& t : targets) {
        if (t.target.fitted && !t.within_reach) { found.push_back(&t); }
    }
    return found;
}

double CalibrationStudy::covered() const
{
    const auto n = std::count_if(targets.begin(), targets.end(), [](const CalibratedTarget& t) {
        return t.predictive.low <= t.target.value && t.target.value <= t.predictive.high;
    });
    return static_cast<double>(n) / static_cast<double>(targets.size());
}

CalibrationStudy calibration_study(const Calibration& c, const std::vector<Prior>& priors,
                                   const std::vector<Target>& targets, const CalibrationSettings& settings, int people)
{
    CalibrationStudy study;
    study.people = people;
    study.seed = settings.seed;
    study.waves = c.waves;
    study.posterior = c.posterior;
    study.coverage = c.coverage;
    for (std::size_t k = 0; k < priors.size(); ++k) {
        study.parameters.push_back(parameter_of(priors[k], c.posterior.draws.col(static_cast<Index>(k)).array()));
    }
    for (std::size_t k = 0; k < targets.size(); ++k) {
        const auto j = static_cast<Index>(k);
        study.targets.push_back(target_of(targets[k], c.prior_predictive.col(j).array(), c.predictive.col(j).array(),
                                          c.waves.front().error[j], c.waves.back().error[j],
                                          settings.seed + static_cast<std::uint32_t>(k)));
    }
    study.trade_offs = trade_offs_of(priors, c.posterior.draws);
    return study;
}

ordered_json to_json(const CalibrationStudy& study)
{
    ordered_json json{{"people", study.people}, {"seed", study.seed}, {"draws", study.posterior.draws.rows()}};
    for (const CalibratedParameter& p : study.parameters) {
        json["parameters"].push_back({{"key", p.key},
                                      {"unit", p.unit},
                                      {"prior", to_json(p.prior)},
                                      {"posterior", to_json(p.posterior)},
                                      {"contraction", p.contraction}});
    }
    for (const CalibratedTarget& t : study.targets) {
        json["targets"].push_back({{"key", t.target.key},
                                   {"kind", t.target.fitted ? "fitted" : "predicted"},
                                   {"value", t.target.value},
                                   {"low", t.target.low},
                                   {"high", t.target.high},
                                   {"prior", to_json(t.prior)},
                                   {"posterior", to_json(t.posterior)},
                                   {"predictive", to_json(t.predictive)},
                                   {"inside", t.inside},
                                   {"within_reach", t.within_reach}});
    }
    json["trade_offs"] = ordered_json::array();
    for (const TradeOff& t : study.trade_offs) {
        json["trade_offs"].push_back({{"first", t.first}, {"second", t.second}, {"correlation", t.correlation}});
    }
    for (const Wave& w : study.waves) {
        json["waves"].push_back({{"runs", w.runs}, {"failed", w.failed}, {"plausible", w.plausible}});
    }
    json["covered"] = study.covered();
    if (study.checked.draws > 0) {
        json["checked"] = {
            {"draws", study.checked.draws}, {"people", study.checked.people}, {"all_fitted", study.checked.all_fitted}};
    }
    if (study.coverage) {
        ordered_json& coverage = json["coverage"];
        coverage = {{"truths", study.coverage->ranks.rows()},
                    {"draws", study.coverage->draws},
                    {"within_50", study.coverage->covered(0.5)},
                    {"within_90", study.coverage->covered(0.9)}};
        for (std::size_t k = 0; k < study.parameters.size(); ++k) {
            const auto j = static_cast<Index>(k);
            coverage["parameters"].push_back({{"key", study.parameters[k].key},
                                              {"within_50", study.coverage->covered(0.5, j)},
                                              {"within_90", study.coverage->covered(0.9, j)},
                                              {"distance", study.coverage->distance(j)}});
        }
    }
    return json;
}

std::string draws_csv(const CalibrationStudy& study)
{
    CsvText csv(Decimal::point);
    csv.text("draw");
    for (const CalibratedParameter& p : study.parameters) { csv.text(p.key); }
    csv.end_row();
    for (std::size_t draw = 0; draw < study.parameters.front().draws.size(); ++draw) {
        csv.number(static_cast<int>(draw));
        for (const CalibratedParameter& p : study.parameters) { csv.number(static_cast<float>(p.draws[draw])); }
        csv.end_row();
    }
    return csv.take();
}

}  // namespace vangnet::analysis
