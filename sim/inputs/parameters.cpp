#include "sim/inputs/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <numbers>

#include "sim/core/errors.hpp"
#include "sim/core/luck.hpp"
#include "sim/core/math.hpp"
#include "sim/core/random.hpp"
#include "sim/core/units.hpp"
#include "sim/inputs/data.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet {

double quantile(const ParameterEntry& e, double u)
{
    if (e.distribution == "normal") { return e.p1 + e.p2 * math::normal_quantile(u); }
    if (e.distribution == "lognormal") { return math::exp(e.p1 + e.p2 * math::normal_quantile(u)); }
    if (e.distribution == "beta") { return boost::math::quantile(boost::math::beta_distribution<>(e.p1, e.p2), u); }
    if (e.distribution == "uniform") { return e.p1 + (e.p2 - e.p1) * u; }
    return e.value;
}

const std::vector<std::string>& distribution_words()
{
    static const std::vector<std::string> words = {"normal", "lognormal", "beta", "uniform"};
    return words;
}

bool makes_distribution(const ParameterEntry& e) noexcept
{
    if (e.distribution == "beta") { return e.p1 > 0.0 && e.p2 > 0.0; }
    return e.distribution == "uniform" ? e.p2 > e.p1 : e.p2 > 0.0;
}

double share_below(const ParameterEntry& e, double x)
{
    const auto normal = [&e](double z) { return 0.5 * std::erfc(-(z - e.p1) / (e.p2 * std::numbers::sqrt2)); };
    if (e.distribution == "normal") { return normal(x); }
    if (e.distribution == "lognormal") { return x > 0.0 ? normal(std::log(x)) : 0.0; }
    if (e.distribution == "beta") {
        return boost::math::cdf(boost::math::beta_distribution<>(e.p1, e.p2), std::clamp(x, 0.0, 1.0));
    }
    return std::clamp((x - e.p1) / (e.p2 - e.p1), 0.0, 1.0);
}

namespace {

constexpr std::string_view size_is_judgement = "size is judgement";  // in the text of a prior

constexpr Allowed sensible{-1e6, 1e6};  // no parameter is near; 1e308 would not fit the float of the model

constexpr std::uint32_t draw_luck = number_of(Luck::parameter);

double centre(const ParameterEntry& e)
{
    if (e.distribution == "lognormal") { return math::exp(e.p1); }
    if (e.distribution == "beta") { return e.p1 / (e.p1 + e.p2); }
    if (e.distribution == "uniform") { return 0.5 * (e.p1 + e.p2); }
    return e.p1;
}

/// Whether the numbers of a row make a distribution, and its 5% and 95% are those it says.
void check_prior(const ParameterEntry& e, const Table& t, std::size_t row, Problems& problems)
{
    if (!makes_distribution(e)) {
        problems.add(t.file(), t.line(row), "p2",
                     bilingual({"p1 = {} en p2 = {} zijn geen {} (een standaardafwijking is boven 0, p1 en p2 van beta "
                                "ook, een bovengrens boven de ondergrens)",
                                "p1 = {} and p2 = {} make no {} (a standard deviation is above 0, so are p1 and p2 of "
                                "beta, an upper bound is above the lower)"},
                               e.p1, e.p2, e.distribution));
        return;
    }
    const bool ends = e.distribution == "uniform";
    const double low = ends ? e.p1 : quantile(e, 0.05);
    const double high = ends ? e.p2 : quantile(e, 0.95);
    constexpr double rounding = 0.02;  // of the width: the table has four figures
    if (std::abs(e.low - low) > rounding * (high - low) || std::abs(e.high - high) > rounding * (high - low)) {
        problems.add(t.file(), t.line(row), "low",
                     bilingual({"{} tot {} klopt niet met p1 en p2: daarvan is het {} {:.4g} tot {:.4g}",
                                "{} to {} does not fit p1 and p2: of those the {} is {:.4g} to {:.4g}"},
                               e.low, e.high, ends ? Words{"bereik", "range"} : Words{"90%-interval", "90% interval"},
                               low, high));
    }
}

using Entries = std::map<std::string, ParameterEntry, std::less<>>;

void read_priors(Entries& entries, const std::filesystem::path& folder, Problems& problems)
{
    const Table t = keyed_table("priors.csv", folder, {"parameter"});
    if (!t.require({"parameter", "meaning", "unit", "distribution", "p1", "p2", "low", "high", "evidence_ids", "grade"},
                   problems)) {
        return;
    }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        ParameterEntry e;
        e.key = t.text(row, "parameter");
        e.meaning.en = t.text(row, "meaning");
        e.unit = t.text(row, "unit");
        if (t.choice(row, "distribution", distribution_words(), problems) < 0) { continue; }
        e.distribution = t.text(row, "distribution");
        const std::size_t before = problems.lines().size();
        e.p1 = t.number(row, "p1", problems, sensible);
        e.p2 = t.number(row, "p2", problems, sensible);
        e.low = t.number(row, "low", problems, sensible);
        e.high = t.number(row, "high", problems, sensible);
        if (problems.lines().size() > before) { continue; }
        check_prior(e, t, row, problems);
        e.source = t.text(row, "evidence_ids");
        e.kind = "prior";
        const int grade = t.choice(row, "grade", {"A", "B", "C", "D"}, problems);
        if (grade < 0) { continue; }
        e.grade = static_cast<char>('A' + grade);
        e.value = centre(e);
        entries[e.key] = e;
    }
}

void read_constants(Entries& entries, const std::filesystem::path& folder, Problems& problems)
{
    const Table t = keyed_table("constants.csv", folder, {"parameter"});
    if (!t.require({"parameter", "meaning", "unit", "value", "low", "high", "tag", "kind", "source"}, problems)) {
        return;
    }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        ParameterEntry e;
        e.key = t.text(row, "parameter");
        e.meaning.en = t.text(row, "meaning");
        e.unit = t.text(row, "unit");
        e.low = t.number(row, "low", problems, sensible);
        e.high = t.number(row, "high", problems, {e.low, sensible.high});
        e.value = t.number(row, "value", problems, {e.low, e.high});
        e.policy = t.choice(row, "tag", {"history", "policy"}, problems) == 1;
        e.kind = t.text(row, "kind");
        e.grade = e.kind == "source" || e.kind == "fitted" ? 'B' : 'D';
        e.source = t.text(row, "source");
        entries[e.key] = e;
    }
}

void read_tags(Entries& entries, const std::filesystem::path& folder, Problems& problems)
{
    const Table t = keyed_table("parameter_tags.csv", folder, {"parameter"});
    if (!t.require({"parameter", "tag"}, problems)) { return; }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const auto found = entries.find(t.text(row, "parameter"));
        if (found == entries.end()) {
            problems.add(t.file(), t.line(row), "parameter",
                         {"deze parameter staat niet in priors.csv", "no such parameter in priors.csv"});
            continue;
        }
        found->second.policy = t.choice(row, "tag", {"history", "policy"}, problems) == 1;
    }
}

void read_dutch(Entries& entries, const std::filesystem::path& folder, Problems& problems)
{
    const Table t = keyed_table("parameter_texts.csv", folder, {"parameter"});
    if (!t.require({"parameter", "meaning_nl"}, problems)) { return; }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const auto found = entries.find(t.text(row, "parameter"));
        if (found == entries.end()) {
            problems.add(t.file(), t.line(row), "parameter", {"deze parameter is er niet", "no such parameter"});
            continue;
        }
        Text& meaning = found->second.meaning;
        meaning.nl = t.text(row, "meaning_nl");
        if (meaning.en.find(size_is_judgement) != std::string::npos) {
            meaning.nl += " (de grootte is oordeel; het bewijs geeft alleen de richting)";
        }
    }
}

void read_structural(ParameterBook& book, const std::filesystem::path& folder, Problems& problems)
{
    const Table t = keyed_table("structural.csv", folder, {"parameter"});
    if (!t.require({"parameter", "structural", "source"}, problems)) { return; }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        book.structural[t.text(row, "parameter")] = t.number(row, "structural", problems, {-2.0, 2.0});
    }
}

void read_sources(ParameterBook& book, const std::filesystem::path& folder, Problems& problems)
{
    const Table t = keyed_table("evidence_sources.csv", folder, {"id"});
    if (!t.require({"id", "source", "url", "verified"}, problems)) { return; }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        book.sources[t.text(row, "id")] = {.title = t.text(row, "source"),
                                           .url = t.text(row, "url"),
                                           .read = t.choice(row, "verified", {"no", "yes"}, problems) == 1};
    }
}

void read_variants(ParameterBook& book, const Entries& entries, const std::filesystem::path& folder, Problems& problems)
{
    const Table t = keyed_table("variants.csv", folder, {"variant", "parameter"});
    if (!t.require({"variant", "label_nl", "label_en", "parameter", "value", "source"}, problems)) { return; }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        const std::string& key = t.text(row, "variant");
        if (book.variants.empty() || book.variants.back().key != key) {
            book.variants.push_back({key, {t.text(row, "label_nl"), t.text(row, "label_en")}, {}});
        }
        const std::string& parameter = t.text(row, "parameter");
        if (entries.find(parameter) == entries.end()) {
            problems.add(t.file(), t.line(row), "parameter",
                         bilingual({"{} is geen parameter", "{} is no parameter"}, in_quotes(parameter)));
        }
        book.variants.back().set[parameter] = t.number(row, "value", problems, {-1e4, 1e4});
    }
}

/// To three figures, towards the centre: so that what is printed as the limit is the limit.
double rounded_towards(double limit, double centre)
{
    if (limit == 0.0) { return 0.0; }
    const double unit = std::pow(10.0, std::floor(std::log10(std::abs(limit))) - 2.0);
    const double steps = limit < centre ? std::ceil(limit / unit - 1e-9) : std::floor(limit / unit + 1e-9);
    return std::stod(fmt::format("{:.3g}", steps * unit));
}

}  // namespace

Allowed limits_of(const ParameterEntry& e)
{
    if (e.distribution.empty() || e.distribution == "uniform") { return {e.low, e.high}; }
    constexpr double beyond = 5.0;  // a prior's 5% and 95% are no limits
    const double reach = beyond * (e.high - e.low);
    Allowed limits{e.value - reach, e.value + reach};
    const bool share = e.unit == "share" || e.unit.find("probability") != std::string::npos;
    if (e.distribution == "beta") {
        limits = {0.001, 0.999};
    } else if (share) {
        limits = {std::max(limits.low, 0.0), std::min(limits.high, 1.0)};
    } else if (e.distribution == "lognormal") {
        limits.low = std::max(limits.low, 0.01 * e.value);
    }
    return {rounded_towards(limits.low, e.value), rounded_towards(limits.high, e.value)};
}

const ParameterEntry* ParameterBook::find(std::string_view key) const noexcept
{
    for (const ParameterEntry& e : entries) {
        if (e.key == key) { return &e; }
    }
    return nullptr;
}

std::vector<std::pair<std::string, EvidenceSource>> sources_of(const ParameterEntry& entry, const ParameterBook& book)
{
    std::vector<std::pair<std::string, EvidenceSource>> found;
    for (std::size_t at = 0; at <= entry.source.size();) {
        const std::size_t end = std::min(entry.source.find(';', at), entry.source.size());
        const auto source = book.sources.find(entry.source.substr(at, end - at));
        if (source != book.sources.end()) { found.emplace_back(source->first, source->second); }
        at = end + 1;
    }
    return found;
}

namespace {

/// A column per parameter, which must act before any policy, and a row per draw, in the order in which runs take them.
void read_base_rates(ParameterBook& book, const std::filesystem::path& folder, Problems& problems)
{
    const Table t = Table::parse(data_text("posterior.csv", folder), "posterior.csv");
    if (!t.require({"draw"}, problems)) { return; }
    std::vector<Allowed> allowed;
    for (const std::string& key : t.columns()) {
        if (key == "draw") { continue; }
        const ParameterEntry* entry = book.find(key);
        if (entry == nullptr || entry->policy) {
            problems.add(
                t.file(), 1, key,
                {"is geen parameter die voor het beleid al werkt", "is no parameter that acts before a policy"});
            continue;
        }
        book.base_rates.keys.push_back(key);
        allowed.push_back(limits_of(*entry));
    }
    for (std::size_t row = 0; row < t.rows(); ++row) {
        std::vector<double>& draw = book.base_rates.draws.emplace_back();
        for (std::size_t k = 0; k < allowed.size(); ++k) {
            draw.push_back(t.number(row, book.base_rates.keys[k], problems, allowed[k]));
        }
    }
}

}  // namespace

ParameterBook load_parameters(const std::filesystem::path& folder)
{
    Problems problems;
    Entries entries;
    ParameterBook book;
    read_priors(entries, folder, problems);
    read_constants(entries, folder, problems);
    read_dutch(entries, folder, problems);
    read_tags(entries, folder, problems);
    read_structural(book, folder, problems);
    read_sources(book, folder, problems);
    read_variants(book, entries, folder, problems);
    agents::Parameters names;
    agents::for_each_parameter(names, [&](std::string_view key, float&) {
        const auto found = entries.find(key);
        if (found == entries.end()) {
            problems.add(
                "constants.csv", 0, "parameter",
                bilingual({"het model heeft {} nodig, dat geen regel heeft", "the model needs {}, which has no row"},
                          key));
        } else if (found->second.meaning.nl.empty()) {
            problems.add("parameter_texts.csv", 0, "parameter",
                         bilingual({"{} heeft geen Nederlandse tekst", "{} has no Dutch text"}, key));
        } else {
            book.entries.push_back(found->second);
        }
    });
    problems.throw_if_any();
    read_base_rates(book, folder, problems);
    problems.throw_if_any();
    return book;
}

namespace {

template <class Value>
agents::Parameters filled(const ParameterBook& book, const Overrides& set, Value value)
{
    agents::Parameters p;
    std::size_t k = 0;
    agents::for_each_parameter(p, [&](std::string_view key, float& member) {
        const auto given = set.find(key);
        const double v = given != set.end() ? given->second : value(book.entries[k], k);
        member = static_cast<float>(v);
        ++k;
    });
    return p;
}

}  // namespace

agents::Parameters central_parameters(const ParameterBook& book, const Overrides& set)
{
    return filled(book, set, [](const ParameterEntry& e, std::size_t) { return e.value; });
}

Overrides drawn_base_rates(const ParameterBook& book, int draw)
{
    Overrides values;
    const BaseRates& rates = book.base_rates;
    if (rates.draws.empty()) { return values; }
    const std::vector<double>& row = rates.draws[static_cast<std::size_t>(draw) % rates.draws.size()];
    for (std::size_t k = 0; k < row.size(); ++k) { values[rates.keys[k]] = row[k]; }
    return values;
}

agents::Parameters drawn_parameters(const ParameterBook& book, std::uint32_t seed, int draw, const Overrides& set)
{
    const RandomField field(seed, field_of_draws);
    return filled(book, set, [&](const ParameterEntry& e, std::size_t k) {
        if (!e.policy || e.distribution.empty()) { return e.value; }
        const PersonId who = make_person(0xFFFE0000U, static_cast<std::uint32_t>(k));
        const double u = field.uniform(who, static_cast<std::uint32_t>(draw), draw_luck, 0);
        return quantile(e, u);
    });
}

agents::PolicyTerms policy_terms(const agents::Parameters& p, const ParameterBook& book)
{
    const auto explicit_term = [&](std::string_view key, float total) {
        const auto found = book.structural.find(key);
        return found == book.structural.end() ? total : total - static_cast<float>(found->second);
    };
    agents::PolicyTerms e;
    e.exempt = explicit_term("lhr_exemption_during", p.lhr_exemption_during);
    e.exempt_past = explicit_term("lhr_exemption_after", p.lhr_exemption_after);
    e.threat_new = explicit_term("lhr_threat_new", p.lhr_threat_new);
    e.threat_long = explicit_term("lhr_threat_longterm", p.lhr_threat_longterm);
    e.imposed_long = explicit_term("lhr_tegenprestatie", p.lhr_tegenprestatie);
    e.imposed_short = explicit_term("lhr_tegenprestatie_lockin", p.lhr_tegenprestatie_lockin);
    e.volunteering = explicit_term("lhr_voluntary_volunteering", p.lhr_voluntary_volunteering);
    e.bonus = explicit_term("lhr_bonus", p.lhr_bonus);
    e.disregard_during = explicit_term("lhr_disregard_full_during", p.lhr_disregard_full_during);
    e.directive = explicit_term("lhr_directive_style", p.lhr_directive_style);
    e.interview = explicit_term("lhr_motivational_interviewing", p.lhr_motivational_interviewing);
    e.course = explicit_term("lhr_training_lockin", p.lhr_training_lockin);
    e.course_after = explicit_term("lhr_training_classroom", p.lhr_training_classroom);
    e.practice_after = explicit_term("lhr_training_practice", p.lhr_training_practice);
    e.course_mix = explicit_term("lhr_training_skill_motivation", p.lhr_training_skill_motivation);
    e.course_low_motivation = explicit_term("training_low_motivation_bonus", p.training_low_motivation_bonus);
    e.language = explicit_term("lhr_language_100h", p.lhr_language_100h);
    e.ips = explicit_term("lhr_ips_smi", p.lhr_ips_smi);
    e.integrated = explicit_term("lhr_integrated_moderate", p.lhr_integrated_moderate);
    e.debt_plan = explicit_term("lhr_debt_plan_work", p.lhr_debt_plan_work);
    e.debt_plan_court = explicit_term("lhr_debt_plan_threat", p.lhr_debt_plan_threat);
    e.debt_discharged = explicit_term("lhr_full_debt_relief", p.lhr_full_debt_relief);
    e.debt_in_part = explicit_term("lhr_partial_debt_relief", p.lhr_partial_debt_relief);
    e.disregard_after = explicit_term("lhr_disregard_full_after", p.lhr_disregard_full_after);
    e.unmonitored = explicit_term("lhr_monitoring_removed", p.lhr_monitoring_removed);
    e.neighbourhood = explicit_term("lhr_neighbourhood_team", p.lhr_neighbourhood_team);
    // job-ready people's motivation and health move as everyone's
    e.caseload_ready = explicit_term("elast_caseload_full", p.elast_contact_ui);
    e.caseload = explicit_term("elast_caseload_full", p.elast_caseload_full);
    return e;
}

}  // namespace vangnet
