#include "analysis/town.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#include <fmt/core.h>

#include "policies/instrument.hpp"
#include "sim/core/errors.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {
namespace {

constexpr std::size_t year = 12;  // months
constexpr double per_100 = 100.0;

/// One group of the values, alone.
Values of_group(const Values& values, std::size_t group)
{
    Values one{.arms = values.arms, .items = values.items, .months = values.months, .groups = 1, .data = {}};
    for (std::size_t k = group; k < values.data.size(); k += values.groups) { one.data.push_back(values.data[k]); }
    return one;
}

/// Changes each row of months by `change(row)`; for values of one group.
template <class Change>
Values by_row(Values values, Change change)
{
    for (std::size_t first = 0; first + values.months <= values.data.size(); first += values.months) {
        change(std::span(values.data).subspan(first, values.months));
    }
    return values;
}

Values times(Values values, double factor)
{
    for (double& value : values.data) { value *= factor; }
    return values;
}

/// From month by month to since the start.
Values so_far(Values values)
{
    return by_row(std::move(values), [](std::span<double> row) {
        for (std::size_t m = 1; m < row.size(); ++m) { row[m] += row[m - 1]; }
    });
}

/// From since the start to a month, on average since then.
Values a_month(Values values)
{
    return by_row(std::move(values), [](std::span<double> row) {
        for (std::size_t m = 0; m < row.size(); ++m) { row[m] /= static_cast<double>(m + 1); }
    });
}

/// From month by month to the sum of the last twelve months; of fewer, as much as they would give in twelve.
Values last_year(Values values)
{
    return by_row(std::move(values), [](std::span<double> row) {
        const std::vector<double> monthly(row.begin(), row.end());
        double sum = 0.0;
        for (std::size_t m = 0; m < row.size(); ++m) {
            sum += monthly[m] - (m >= year ? monthly[m - year] : 0.0);
            row[m] = sum * static_cast<double>(year) / static_cast<double>(std::min(m + 1, year));
        }
    });
}

/// `a` with `join(a, b)` in each place. \throws DataError if the two are not of one size
template <class Join>
Values joined(Values a, const Values& b, Join join)
{
    if (a.data.size() != b.data.size()) {
        throw DataError(Text{"--town: reeksen van het bestand die bij elkaar horen zijn niet even groot",
                             "--town: arrays of the file that belong together are not of one size"});
    }
    std::transform(a.data.begin(), a.data.end(), b.data.begin(), a.data.begin(), join);
    return a;
}

Values sum(Values a, const Values& b)
{
    return joined(std::move(a), b, [](double x, double y) { return x + y; });
}

Values ratio(Values above, const Values& below)
{
    return joined(std::move(above), below,
                  [](double x, double y) { return y > 0.0 ? x / y : std::numeric_limits<double>::quiet_NaN(); });
}

/// Minus what the first arm has in the same replicate and month.
Values beyond_first_arm(Values values)
{
    const std::size_t of_arm = values.arms > 0 ? values.data.size() / values.arms : 0;
    for (std::size_t k = values.data.size(); k-- > 0;) { values.data[k] -= values.data[k % of_arm]; }
    return values;
}

/// Expected hires that our people under the first arm's policy lose in each arm to the market:
///
///     hires x (factor of the market under the first arm / factor in this arm - 1)
///
/// with the mean factor over segments, so it is exact where all segments move alike.
Values lost_by_untreated(const Study& study)
{
    const Values factor = study.load_array("/market/market_factor");
    const std::size_t of_arm = factor.arms > 0 ? factor.data.size() / factor.arms : 0;
    Values lost_share = factor;
    for (std::size_t k = 0; k < factor.data.size(); ++k) {
        lost_share.data[k] = factor.data[k % of_arm] / factor.data[k] - 1.0;
    }
    return joined(study.load_array("/market/hires_untreated"), lost_share,
                  [](double hires, double share) { return hires * share; });
}

/// The measures of the place, each with its loaders.
class Town {
public:
    explicit Town(const Study& study) : of_{std::make_shared<const Study>(study)}
    {
        const auto all = std::find_if(study.groups.begin(), study.groups.end(),
                                      [](const StudyGroup& group) { return group.dimension == "all"; });
        if (all == study.groups.end() || !(study.real_people() > 0.0)) {
            throw UsageError(Text{"--town: het bestand zegt niet voor hoeveel echte mensen een gesimuleerde staat",
                                  "--town: the file does not say how many real people a simulated one stands for"});
        }
        group_ = static_cast<std::size_t>(all - study.groups.begin());
        people_ = study.real_people();
        weight_ = study.real_per_simulated();
    }

    [[nodiscard]] Study study()
    {
        add_cohort();
        add_stock();
        add_jobs();
        add_offices();
        for (std::size_t s = 0; s < of_->services.size(); ++s) { add_service(s); }
        Study town = *of_;
        town.groups = {of_->groups[group_]};
        town.units = {"Aantallen van de echte gemeente of regio.", "Numbers of the real place."};
        town.measures = std::move(measures_);
        town.relevance.clear();
        for (const StudyMeasure& m : town.measures) {  // asked per 100 people, told of all
            const auto asked = of_->relevance.find(m.key);
            if (m.share && asked != of_->relevance.end()) { town.relevance[m.key] = asked->second * m.per / per_100; }
        }
        const auto load = [](Loaders from) {
            return [from = std::move(from)](const std::string& key) {
                const auto found = from.find(key);
                return found == from.end() ? Values{} : found->second();
            };
        };
        town.load_series = load(std::move(series_));
        town.load_draws = load(std::move(draws_));
        return town;
    }

private:
    using Loader = std::function<Values()>;
    using Loaders = std::map<std::string, Loader>;

    /// What a measure of the file becomes, for replicates and draws alike.
    template <class Change>
    void add_measure(StudyMeasure measure, Change change)
    {
        const std::string key = measure.key;
        const auto of = of_;
        const std::size_t group = group_;
        series_[key] = [=] { return change(of_group(of->load_series(key), group)); };
        draws_[key] = [=] { return of->draws > 0 ? change(of_group(of->load_draws(key), group)) : Values{}; };
        measures_.push_back(std::move(measure));
    }

    /// A measure made of arrays that the file has for replicates only; nothing if `needs` is not in the file.
    void add_array(const std::string& needs, StudyMeasure measure, Loader loader)
    {
        if (of_->load_array(needs).data.empty()) { return; }
        series_[measure.key] = std::move(loader);
        measures_.push_back(std::move(measure));
    }

    [[nodiscard]] Values array(const std::string& path) const { return of_->load_array(path); }

    void add_cohort()
    {
        const Text section{"Wie bij de start bijstand had", "Those on benefit at the start"};
        for (const char* key : {"on_benefit", "work_12h", "work_27h", "part_time", "exit_without_work",
                                "poor_without_benefit", "problem_debt", "poor_mental_health"}) {
            const StudyMeasure* measure = of_->find_measure(key);
            if (measure == nullptr) { continue; }
            StudyMeasure counted = *measure;
            counted.per = people_;
            counted.unit = "people";
            counted.section = section;
            add_measure(std::move(counted), [](Values values) { return values; });
        }
        const auto yearly = [&](const char* key, const char* unit, double factor) {
            const StudyMeasure* measure = of_->find_measure(key);
            if (measure == nullptr) { return; }
            StudyMeasure counted = *measure;
            counted.share = false;
            counted.unit = unit;
            counted.section = section;
            add_measure(std::move(counted),
                        [factor](Values values) { return times(a_month(std::move(values)), factor); });
        };
        constexpr double thousand = 1000.0;
        constexpr double post =
            static_cast<double>(policy::caseworker_hours) * static_cast<double>(policy::client_share_of_hours);
        yearly("sanctions", "1/year", people_ * static_cast<double>(year));
        yearly("benefit_paid", "1000 EUR/year", people_ * static_cast<double>(year) / thousand);
        yearly("cost", "1000 EUR/year", people_ * static_cast<double>(year) / thousand);
        yearly("caseworker_hours", "fte", people_ / post);
    }

    [[nodiscard]] static StudyMeasure measure(Text section, const char* key, const char* unit, Text title,
                                              Text definition)
    {
        StudyMeasure m;
        m.key = key;
        m.unit = unit;
        m.title = std::move(title);
        m.definition = std::move(definition);
        m.section = std::move(section);
        return m;
    }

    void add_stock()
    {
        const Text section{"Bijstand als geheel, met nieuwe aanvragers", "Benefit as a whole, with new applicants"};
        const double weight = weight_;
        const auto of = of_;
        add_array("/stock/on_benefit",
                  measure(section, "stock", "people", {"mensen met bijstand", "people on benefit"},
                          {"mensen met bijstand aan het eind van de maand, nieuwe aanvragers meegeteld",
                           "people on benefit at the end of the month, new applicants included"}),
                  [=] { return times(of->load_array("/stock/on_benefit"), weight); });
        const Text over{"over de laatste twaalf maanden", "over the last twelve months"};
        add_array("/stock/came", measure(section, "inflow", "people/year", {"instroom", "inflow"}, over),
                  [=] { return times(last_year(of->load_array("/stock/came")), weight); });
        add_array("/stock/left", measure(section, "outflow", "people/year", {"uitstroom", "outflow"}, over),
                  [=] { return times(last_year(of->load_array("/stock/left")), weight); });
    }

    void add_jobs()
    {
        const Text section{"Banen sinds het begin", "Jobs since the start"};
        const double weight = weight_;
        const auto of = of_;
        add_array("/market/hires_treated",
                  measure(section, "jobs", "jobs", {"van wie bijstand heeft of had", "of those on benefit or once"},
                          {"verwachte aanstellingen van de gesimuleerde mensen sinds het begin",
                           "expected hires of the simulated people since the start"}),
                  [=] {
                      return times(so_far(sum(of->load_array("/market/hires_treated"),
                                              of->load_array("/market/hires_untreated"))),
                                   weight);
                  });
        add_array(
            "/market/market_factor",
            measure(section, "jobs_lost_own", "jobs", {"gemist: zonder dit beleid", "missed: without this policy"},
                    {"verwachte aanstellingen die mensen met bijstand zonder dit beleid mislopen doordat anderen "
                     "meer zoeken, tegenover het eerste beleid",
                     "expected hires that people on benefit without this policy miss because others look for "
                     "more, against the first arm"}),
            [=] { return times(so_far(lost_by_untreated(*of)), weight); });
        add_array(
            "/market/hires_lost_others",
            measure(section, "jobs_lost_others", "jobs", {"gemist: andere werkzoekenden", "missed: other job seekers"},
                    {"verwachte aanstellingen die andere werkzoekenden in de regio mislopen, tegenover het "
                     "eerste beleid",
                     "expected hires that other job seekers in the region miss, against the first arm"}),
            [=] { return times(so_far(beyond_first_arm(of->load_array("/market/hires_lost_others"))), weight); });
    }

    void add_offices()
    {
        const Text section{"De dienst", "The office"};
        const double weight = weight_;
        const auto of = of_;
        add_array("/offices/caseworkers",
                  measure(section, "caseworkers", "people", {"consulenten", "caseworkers"},
                          {"consulenten in deze maand", "caseworkers in this month"}),
                  [=] { return times(of->load_array("/offices/caseworkers"), weight); });
        add_array("/offices/caseworkers_left",
                  measure(section, "turnover", "per 100/year", {"verloop van consulenten", "turnover of caseworkers"},
                          {"vertrokken consulenten in twaalf maanden, per 100 consulenten",
                           "caseworkers who left in twelve months, per 100 caseworkers"}),
                  [=] {
                      Values there = last_year(of->load_array("/offices/caseworkers"));
                      return times(ratio(last_year(of->load_array("/offices/caseworkers_left")),
                                         times(std::move(there), 1.0 / static_cast<double>(year))),
                                   per_100);
                  });
        add_array("/offices/satisfaction",
                  measure(section, "satisfaction", "z", {"tevredenheid van consulenten", "satisfaction of caseworkers"},
                          {"0 onder de gewone regels, in standaarddeviaties",
                           "0 under the usual rules, in standard deviations"}),
                  [=] { return of->load_array("/offices/satisfaction"); });
        add_array(
            "/offices/known",
            measure(section, "known", "per 100", {"hoe goed die mensen kent", "how well it knows people"},
                    {"gemiddelde over mensen met bijstand; 100: geheel", "mean over people on benefit; 100: wholly"}),
            [=] { return times(of->load_array("/offices/known"), per_100); });
        add_array(
            "/offices/contact_given",
            measure(section, "time_given", "per 100", {"gegeven van gevraagde tijd", "time given of time wanted"},
                    {"gegeven uren per 100 uur die het beleid vraagt", "hours given per 100 hours the policy asks"}),
            [=] {
                return times(ratio(of->load_array("/offices/contact_given"), of->load_array("/offices/contact_wanted")),
                             per_100);
            });
    }

    void add_service(std::size_t s)
    {
        const StudyService& service = of_->services[s];
        const Text section = service.title;
        const auto add = [&](const char* path, const char* key, const char* unit, double factor, Text title,
                             Text definition) {
            const auto of = of_;
            const std::string name = fmt::format("/services/{}", path);
            StudyMeasure m = measure(section, key, unit, std::move(title), std::move(definition));
            m.key = fmt::format("{}.{}", key, service.key);
            add_array(name, std::move(m), [=] { return times(of_group(of->load_array(name), s), factor); });
        };
        add("places", "places", "people", weight_, {"plaatsen", "places"},
            {"plaatsen deze maand", "places this month"});
        add("waiting", "waiting", "people", weight_, {"mensen op de wachtlijst", "people on the waiting list"},
            {"mensen op de wachtlijst aan het eind van de maand",
             "people on the waiting list at the end of the month"});
        add("months_waited", "months_waited", "month", 1.0, {"wachttijd van wie wacht", "waiting time so far"},
            {"maanden dat wie wacht gemiddeld al wacht", "months that those waiting have waited, on average"});
        add("belief", "belief", "per 100", per_100, {"effect volgens de dienst", "effect as offices believe"},
            {"mensen van elke 100 die door een plaats na twee jaar extra werken, naar wat de dienst denkt",
             "people of each 100 who work after two years thanks to a place, as the office believes"});
        add("true_gain", "true_gain", "per 100", per_100, {"echt effect in dit model", "true effect in this model"},
            {"mensen van elke 100 die door een plaats na twee jaar extra werken, in dit model",
             "people of each 100 who work after two years thanks to a place, in this model"});
        add("belief_error", "belief_error", "per 100", per_100, {"fout per soort mensen", "error by kind of person"},
            {"verschil tussen wat de dienst denkt en wat waar is, per soort mensen (wortel van het gemiddelde "
             "kwadraat)",
             "difference between what the office believes and what is true, by kind of person (root mean square)"});
        add("share_best", "share_best", "per 100", per_100,
            {"plaats waar die het meest doet", "place where it does most"},
            {"deel van de plaatsen voor wie geen andere dienst waarop die wacht meer zou toevoegen",
             "share of places given to people to whom no other service they wait for would add more"});
    }

    std::shared_ptr<const Study> of_;
    std::size_t group_ = 0;
    double people_ = 0.0;  // real, on benefit when the policies began
    double weight_ =
        0.0;  // real people per simulated one, so that those on benefit at the start are as many as in fact
    std::vector<StudyMeasure> measures_;
    Loaders series_;
    Loaders draws_;
};

}  // namespace

Study town_study(const Study& study) { return Town(study).study(); }

std::optional<StockPath> stock_path(const Study& study)
{
    if (!study.load_array || study.weight <= 0.0) { return {}; }
    StockPath path{.months = study.months, .arms = {}};
    for (const StudyArm& arm : study.arms) {
        path.arms.push_back(
            {.label = arm.label.empty() ? untranslated(arm.key) : arm.label, .on_benefit = {}, .came = {}, .left = {}});
    }
    const std::array parts{std::pair{"/stock/on_benefit", &StockPath::Arm::on_benefit},
                           std::pair{"/stock/came", &StockPath::Arm::came},
                           std::pair{"/stock/left", &StockPath::Arm::left}};
    for (const auto& [name, part] : parts) {
        const Values values = study.load_array(name);
        if (values.arms != study.arms.size() || values.months != study.months.size() || values.items == 0) {
            return {};
        }
        for (std::size_t a = 0; a < values.arms; ++a) {
            for (std::size_t m = 0; m < values.months; ++m) {
                double sum = 0.0;
                std::size_t finished = 0;
                for (std::size_t i = 0; i < values.items; ++i) {
                    const double people = values.at(a, i, m, 0);
                    if (std::isnan(people)) { continue; }
                    sum += people;
                    ++finished;
                }
                if (finished == 0) { return {}; }
                (path.arms[a].*part).push_back(sum / static_cast<double>(finished) * study.real_per_simulated());
            }
        }
    }
    return path;
}

}  // namespace vangnet::analysis
