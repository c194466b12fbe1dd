#include "analysis/calibration/fact_runs.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "sim/core/errors.hpp"
#include "sim/experiment/facts_run.hpp"
#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

bool can_be_target(int fact) noexcept { return fact != 19 && fact != 21; }

namespace {

/// What is wrong with a part as a target; nothing: it is one.
std::optional<Text> problem_of(const FactPart& fact, const std::vector<FactPart>& measured)
{
    const auto same = [&fact](const FactPart& other) { return other.key() == fact.key(); };
    const auto known = std::find_if(measured.begin(), measured.end(), same);
    if (known == measured.end()) {
        std::vector<std::string> keys;
        for (const FactPart& part : measured) { keys.push_back(part.key()); }
        return bilingual({"{} wordt niet gemeten{}", "{} is not measured{}"}, in_quotes(fact.key()),
                         did_you_mean_hint(fact.key(), keys));
    }
    if (known->year != fact.year) {
        return bilingual({"{} wordt gemeten in {}, niet in {}", "{} is measured in {}, not in {}"}, fact.key(),
                         known->year, in_quotes(fact.year));
    }
    if (!(fact.high > fact.low)) {
        return bilingual({"{}: een bereik zonder breedte haalt geen model", "{}: no model meets a range without width"},
                         fact.key());
    }
    return std::nullopt;
}

}  // namespace

std::vector<Target> targets_of(const std::vector<FactPart>& facts, const std::vector<FactPart>& measured)
{
    std::vector<Target> targets;
    std::vector<Text> problems;
    bool any_fitted = false;
    for (const FactPart& fact : facts) {
        if (!can_be_target(fact.fact)) { continue; }
        if (const std::optional<Text> problem = problem_of(fact, measured)) {
            problems.push_back(*problem);
            continue;
        }
        const bool fitted = fact.kind == FactKind::fitted;
        any_fitted = any_fitted || fitted;
        targets.push_back({fact.key(), fact.value, fact.low, fact.high, fitted});
    }
    if (problems.empty() && !any_fitted) {
        problems.emplace_back("geen enkel cijfer is \"fitted\": er valt niets te ijken",
                              "no figure is \"fitted\": there is nothing to calibrate to");
    }
    if (!problems.empty()) { throw DataError(problems); }
    return targets;
}

FactRuns::FactRuns(const Data& country, const ParameterBook& book, std::vector<Prior> priors,
                   std::vector<Target> targets, int people, std::uint32_t seed)
    : country_{country},
      book_{book},
      priors_{std::move(priors)},
      targets_{std::move(targets)},
      people_{people},
      seed_{seed}
{
}

Eigen::RowVectorXd FactRuns::run(const Eigen::RowVectorXd& scores, int number) const
{
    const auto n = static_cast<Eigen::Index>(targets_.size());
    Eigen::RowVectorXd out = Eigen::RowVectorXd::Constant(n, std::numeric_limits<double>::quiet_NaN());
    const agents::Parameters p = central_parameters(book_, values_of(priors_, scores));
    const StartRequest request{.municipalities = {0},
                               .people = people_,
                               .month = make_month(2016, 1).since_1970,
                               .seed = seed_,
                               .replicate = static_cast<std::uint32_t>(number)};
    try {
        const FactMap facts = measure_facts(country_, request, p, policy_terms(p, book_), SerialExecutor{});
        for (Eigen::Index j = 0; j < n; ++j) { out[j] = facts.at(targets_[static_cast<std::size_t>(j)].key); }
    } catch (const BugError&) {
        out.setConstant(std::numeric_limits<double>::quiet_NaN());
    }
    return out;
}

double share_meeting_all(const std::vector<Target>& targets, const Eigen::MatrixXd& outputs)
{
    Eigen::Index met = 0;
    for (Eigen::Index i = 0; i < outputs.rows(); ++i) {
        bool all = true;
        for (std::size_t k = 0; k < targets.size(); ++k) {
            const double value = outputs(i, static_cast<Eigen::Index>(k));
            all = all && (!targets[k].fitted || (value >= targets[k].low && value <= targets[k].high));
        }
        met += all ? 1 : 0;
    }
    return static_cast<double>(met) / static_cast<double>(outputs.rows());
}

}  // namespace vangnet::analysis
