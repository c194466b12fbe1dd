#include "analysis/calibration/priors.hpp"

#include <cmath>
#include <numbers>
#include <set>

#include "sim/inputs/did_you_mean.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

std::vector<std::string> keys_of(const ParameterBook& book)
{
    std::vector<std::string> keys;
    for (const ParameterEntry& entry : book.entries) { keys.push_back(entry.key); }
    return keys;
}

/// The distribution of a row, or where it has none that of priors.csv.
void read_distribution(const Table& table, std::size_t row, ParameterEntry& entry, Problems& problems)
{
    if (table.text(row, "distribution").empty()) {
        if (entry.distribution.empty()) {
            problems.add(
                table.file(), table.line(row), "distribution",
                bilingual({"{} is een constante zonder eigen verdeling: schrijf er hier een (normal, lognormal, "
                           "beta of uniform)",
                           "{} is a constant without a distribution of its own: write one here (normal, "
                           "lognormal, beta or uniform)"},
                          entry.key));
        }
        return;
    }
    if (table.choice(row, "distribution", distribution_words(), problems) < 0) { return; }
    entry.distribution = table.text(row, "distribution");
    entry.p1 = table.number(row, "p1", problems, {-1e9, 1e9});
    entry.p2 = table.number(row, "p2", problems, {-1e9, 1e9});
    if (std::isfinite(entry.p1) && std::isfinite(entry.p2) && !makes_distribution(entry)) {
        problems.add(table.file(), table.line(row), "p2",
                     bilingual({"p1 = {} en p2 = {} zijn geen {}", "p1 = {} and p2 = {} make no {}"}, entry.p1,
                               entry.p2, entry.distribution));
    }
}

Prior prior_of(const Table& table, std::size_t row, const ParameterEntry& known, Problems& problems)
{
    const Allowed limits = limits_of(known);
    Prior prior{.of = known};
    const std::size_t before = problems.lines().size();
    read_distribution(table, row, prior.of, problems);
    if (problems.lines().size() > before) { return prior; }
    prior.from = share_below(prior.of, limits.low);
    prior.to = share_below(prior.of, limits.high);
    if (prior.to - prior.from < 0.01) {
        problems.add(table.file(), table.line(row), "p1",
                     bilingual({"deze verdeling ligt vrijwel geheel buiten wat {} mag zijn ({} tot {})",
                                "this distribution lies almost wholly outside of what {} may be ({} to {})"},
                               known.key, limits.low, limits.high));
    }
    return prior;
}

}  // namespace

double Prior::value(double z) const
{
    const double u = 0.5 * std::erfc(-z / std::numbers::sqrt2);
    return quantile(of, from + (to - from) * u);
}

std::vector<Prior> read_priors(const Table& table, const ParameterBook& book)
{
    Problems problems;
    if (!table.require({"parameter", "distribution", "p1", "p2", "why"}, problems)) { problems.throw_if_any(); }
    std::vector<Prior> priors;
    std::set<std::string> seen;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string& key = table.text(row, "parameter");
        const ParameterEntry* known = book.find(key);
        if (known == nullptr) {
            problems.add(table.file(), table.line(row), "parameter",
                         bilingual({"geen parameter {}{}", "no parameter {}{}"}, in_quotes(key),
                                   did_you_mean_hint(key, keys_of(book))));
            continue;
        }
        if (!seen.insert(key).second) {
            problems.add(table.file(), table.line(row), "parameter",
                         bilingual({"{} staat er twee keer", "{} is there twice"}, key));
        }
        priors.push_back(prior_of(table, row, *known, problems));
    }
    if (table.rows() == 0) {
        problems.add(table.file(), 0, "",
                     {"geen parameters: er valt niets te ijken", "no parameters: nothing to calibrate"});
    }
    problems.throw_if_any();
    return priors;
}

Overrides values_of(const std::vector<Prior>& priors, const Eigen::RowVectorXd& z)
{
    Overrides values;
    for (std::size_t k = 0; k < priors.size(); ++k) {
        values[priors[k].of.key] = priors[k].value(z[static_cast<Eigen::Index>(k)]);
    }
    return values;
}

}  // namespace vangnet::analysis
