#include "sim/cli/start_margins.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include "sim/cli/session.hpp"
#include "sim/core/blocks.hpp"

namespace vangnet::cli {

namespace {

using agents::MarginCounts;
using agents::MarginRow;
using agents::Seekers;

/// Names of attributes, classes and periods of configs/data/targets_recommended.csv.
struct Name {
    std::string_view key;
    Words words;
};
constexpr Name names[] = {
    {"sex", {"geslacht", "sex"}},
    {"women", {"vrouwen", "women"}},
    {"men", {"mannen", "men"}},
    {"age", {"leeftijd", "age"}},
    {"18-26", {"18 tot en met 26 jaar", "18 to 26 years"}},
    {"27-44", {"27 tot en met 44 jaar", "27 to 44 years"}},
    {"45-AOW", {"45 jaar tot de AOW-leeftijd", "45 years to state-pension age"}},
    {"household type (persons)", {"huishouden (personen)", "household (persons)"}},
    {"single", {"alleenstaand", "single"}},
    {"single parent", {"alleenstaande ouder", "single parent"}},
    {"in couple", {"met partner", "in a couple"}},
    {"migration background", {"migratieachtergrond (van de gemeenten) *", "migration background (of the towns) *"}},
    {"non-western", {"niet-westers", "non-western"}},
    {"other (Dutch or western)", {"overig (Nederlands of westers)", "other (Dutch or western)"}},
    {"education", {"opleiding", "education"}},
    {"low", {"laag", "low"}},
    {"middle", {"midden", "middle"}},
    {"high", {"hoog", "high"}},
    {"duration on benefit", {"duur van de bijstand", "duration on benefit"}},
    {"0-6 months", {"0 tot 6 maanden", "0 to 6 months"}},
    {"6-12 months", {"6 tot 12 maanden", "6 to 12 months"}},
    {"1-5 years", {"1 tot 5 jaar", "1 to 5 years"}},
    {"5+ years", {"5 jaar of langer", "5 years or more"}},
    {"15+ years (part of 5+)", {"waarvan 15 jaar of langer", "of which 15 years or more"}},
    {"yes", {"ja", "yes"}},
    {"mean", {"gemiddeld", "mean"}},
    {"has part-time earnings", {"verdient bij in deeltijd", "has part-time earnings"}},
    {"exempt from application duty", {"ontheven van de sollicitatieplicht", "exempt from the duty to apply"}},
    {"has re-integration support", {"heeft een re-integratievoorziening", "has re-integration support"}},
    {"mental health care use", {"gebruikt psychische zorg (12 maanden)", "uses mental health care (12 months)"}},
    {"self-rated health", {"ervaren gezondheid, 25 tot 55 jaar", "self-rated health, 25 to 55 years"}},
    {"good", {"goed", "good"}},
    {"fair", {"redelijk", "fair"}},
    {"bad", {"slecht", "bad"}},
    {"payment arrears last 12 months", {"betalingsachterstand in 12 maanden", "payment arrears in 12 months"}},
    {"debt to municipality from assistance", {"schuld aan de gemeente door bijstand", "debt to the town from benefit"}},
    {"registered problem debt", {"problematische schuld", "problem debt"}},
    {"in debt counselling given problem debt", {"in schuldhulp, van hen", "in debt help, of those"}},
    {"debt size given counselling (EUR, private persons)", {"schuld in schuldhulp, euro", "debt in debt help, EUR"}},
    {"number of creditors given counselling", {"schuldeisers in schuldhulp", "creditors in debt help"}},
    {"tegenprestatie in a month", {"tegenprestatie in een maand", "counter-service in a month"}},
    {"low literacy", {"laaggeletterd", "low literacy"}},
    {"volunteer work", {"vrijwilligerswerk", "volunteer work"}},
    {"2017 publication", {"publicatie 2017", "2017 publication"}},
};

/// The name for people, or the key if it has none.
std::string_view named(std::string_view key, bool dutch)
{
    const auto* found = std::find_if(std::begin(names), std::end(names), [&](const Name& n) { return n.key == key; });
    return found == std::end(names) ? key : found->words.in(dutch);
}

/// How many of the rows it was told of have something, or its mean over them.
class Mean {
public:
    void add(double value)
    {
        sum_ += value;
        ++rows_;
    }
    /// Puts the mean among the counts, unless there was nobody.
    void store(MarginCounts& counts, const char* variable, const char* category) const
    {
        if (rows_ > 0) { counts[{variable, category}] = sum_ / rows_; }
    }

private:
    double sum_ = 0.0;
    int rows_ = 0;
};

/// Self-rated health of the ages for which it is published.
void add_health(const World& world, MarginCounts& counts)
{
    const Seekers& s = world.people;
    Mean good;
    Mean fair;
    Mean bad;
    for (std::size_t row = 0; row < s.size(); ++row) {
        const int age = (world.month - s.birth_month[row]) / 12;
        if (!on_benefit(static_cast<agents::State>(s.state[row])) || age < 25 || age >= 55) { continue; }
        const float health = self_rated_health(s.physical_health[row], s.mental_health[row]);
        good.add(health > good_health_above ? 1.0 : 0.0);
        bad.add(health < bad_health_below ? 1.0 : 0.0);
        fair.add(health <= good_health_above && health >= bad_health_below ? 1.0 : 0.0);
    }
    good.store(counts, "self-rated health", "good");
    fair.store(counts, "self-rated health", "fair");
    bad.store(counts, "self-rated health", "bad");
}

/// What is published by benefit or household: partners count once.
void add_households(const Seekers& s, const agents::Parameters& p, MarginCounts& counts)
{
    Mean exempt;
    Mean problem;
    Mean helped;
    Mean debt;
    Mean creditors;
    for (std::size_t row = 0; row < s.size(); ++row) {
        const bool second = (s.traits[row] & agents::trait::paired) != 0U && row % 2 == 1;
        if (second || !on_benefit(static_cast<agents::State>(s.state[row]))) { continue; }
        exempt.add(agents::waived_by_law(s, row, p) ? 1.0 : 0.0);
        problem.add(s.problem_debt[row]);
        if (s.problem_debt[row] == 0) { continue; }
        const auto help = static_cast<agents::DebtHelp>(s.debt_help[row]);
        const bool in_help = help == agents::DebtHelp::waiting || help == agents::DebtHelp::in_plan;
        helped.add(in_help ? 1.0 : 0.0);
        if (!in_help) { continue; }
        const double euros = s.debt[row] / 100.0;
        debt.add(euros);
        creditors.add(euros / static_cast<double>(p.debt_per_creditor) + 1.0);
    }
    exempt.store(counts, "exempt from application duty", "yes");
    problem.store(counts, "registered problem debt", "yes");
    helped.store(counts, "in debt counselling given problem debt", "yes");
    debt.store(counts, "debt size given counselling (EUR, private persons)", "mean");
    creditors.store(counts, "number of creditors given counselling", "mean");
}

/// By the municipality that people live in: they have no background of their own.
void add_background(const World& world, const Data& data, MarginCounts& counts)
{
    const Seekers& s = world.people;
    Mean non_western;
    for (std::size_t row = 0; row < s.size(); ++row) {
        if (!on_benefit(static_cast<agents::State>(s.state[row]))) { continue; }
        const auto town = static_cast<std::size_t>(s.block_municipality[row / block_rows]);
        non_western.add(data.plans[town].share_non_western);
    }
    non_western.store(counts, "migration background", "non-western");
    const auto found = counts.find({"migration background", "non-western"});
    if (found != counts.end()) { counts[{"migration background", "other (Dutch or western)"}] = 1.0 - found->second; }
}

void add_volunteers(const Seekers& s, MarginCounts& counts)
{
    Mean volunteers;
    for (std::size_t row = 0; row < s.size(); ++row) {
        if (!on_benefit(static_cast<agents::State>(s.state[row]))) { continue; }
        volunteers.add(static_cast<agents::Activity>(s.activity[row]) == agents::Activity::volunteering ? 1.0 : 0.0);
    }
    volunteers.store(counts, "volunteer work", "yes");
}

/// Whether published and synthetic are so far apart that it is said: shares by more than 5 points, means by more than a
/// quarter *(judgement)*. Rough figures (C) and missing ones (D) are no measure.
bool is_far(const MarginRow& row)
{
    if (!row.published || !row.synthetic || row.quality == "C" || row.quality == "D") { return false; }
    const double far = row.category == "mean" ? 0.25 * *row.published : 0.05;
    return std::abs(*row.synthetic - *row.published) > far;
}

/// What is known of a gap that has its cause in the model and not in the town, for the first row it shows in.
struct KnownGap {
    std::string_view variable;
    std::string_view category;
    Words why;
};
constexpr KnownGap known_gaps[] = {
    {"household type (persons)",
     "in couple",
     {"Met partner: het werk van een van beiden beëindigt de bijstand van allebei, en de kans op werk is per persoon "
      "die van alleenstaanden. Paren verdwijnen zo te snel; wat het beleid met paren doet weegt te licht in de cijfers "
      "voor iedereen. Kijk ook met --by household.",
      "In a couple: work of either ends the benefit of both, and each has the chances of a single person. So couples "
      "leave too soon, and what a policy does to couples weighs too little in the figures for everyone. Look with --by "
      "household as well."}},
    {"debt size given counselling (EUR, private persons)",
     "mean",
     {"Schuld in schuldhulp: in het model groeien schulden uit tekorten en incassokosten. De grote schulden uit een "
      "eigen zaak, een huis of fraude ontbreken. Lees uitkomsten als wie schulden heeft, niet als hoe hoog zij zijn.",
      "Debt in debt help: in the model debts grow from short months and collection costs. The large debts from a "
      "business, a house or fraud are not in it. Read outcomes as who has debts, not as how large they are."}},
};

/// The gaps among the rows whose causes are known.
std::string gaps_text(const std::vector<MarginRow>& rows, bool dutch)
{
    std::string out = "  " +
                      wrapped(say_in(dutch, {"! Meer dan 5 procentpunt (een gemiddelde: een kwart) van het "
                                             "landelijke cijfer. De gemeente kan anders zijn dan het land.",
                                             "! More than 5 points (a mean: a quarter) from the national "
                                             "figure. The town may differ from the country."}),
                              2) +
                      "\n";
    for (const KnownGap& gap : known_gaps) {
        const bool shows = std::any_of(rows.begin(), rows.end(), [&gap](const MarginRow& row) {
            return row.variable == gap.variable && row.category == gap.category && is_far(row);
        });
        if (shows) { out += "    " + wrapped(gap.why.in(dutch), 4) + "\n"; }
    }
    return out;
}

/// A share in percent; a mean as it is.
std::string value_text(double value, const MarginRow& row, bool dutch)
{
    if (row.category == "mean") { return number(value, value < 100.0 ? 1 : 0, dutch); }
    return number(100.0 * value, 1, dutch);
}

}  // namespace

MarginCounts start_margins(const World& world, const agents::Parameters& p, const Data& data)
{
    MarginCounts counts = agents::count_margins(world.people, world.month);
    add_health(world, counts);
    add_households(world.people, p, counts);
    add_background(world, data, counts);
    add_volunteers(world.people, counts);
    return counts;
}

std::string margins_text(const std::vector<MarginRow>& rows, bool dutch)
{
    const Words title{"Mensen met bijstand bij het begin: gepubliceerd (landelijk) naast nagebootst, in procenten",
                      "People on benefit at the start: published (national) beside synthetic, in percent"};
    const Words quality{"kwaliteit, peildatum", "quality, date"};
    std::string out = fmt::format("{}\n  {} {} {}   {}\n", title.in(dutch), padded("", 40),
                                  right(dutch ? "gepubliceerd" : "published", 17),
                                  right(dutch ? "nagebootst" : "synthetic", 17), quality.in(dutch));
    std::string_view last;
    for (const MarginRow& row : rows) {
        const bool alone = row.category == "yes" || row.category == "mean";
        if (row.variable != last && !alone) { out += fmt::format("  {}\n", named(row.variable, dutch)); }
        last = row.variable;
        const std::string label =
            alone ? std::string(named(row.variable, dutch)) : fmt::format("  {}", named(row.category, dutch));
        const std::string published =
            row.published ? value_text(*row.published, row, dutch) : (dutch ? "niet gepubliceerd" : "not published");
        const std::string synthetic =
            row.synthetic ? value_text(*row.synthetic, row, dutch) : (dutch ? "niet in het model" : "not in the model");
        out += fmt::format("  {} {} {} {} {}{}{}\n", padded(label, 40), right(published, 17), right(synthetic, 17),
                           is_far(row) ? '!' : ' ', row.quality, row.reference.empty() ? "" : ", ",
                           named(row.reference, dutch));
    }
    const Words legend{
        "  Kwaliteit: A officieel, B afgeleid, C oud of ruw, D geen. Ontheffing, schulden: per uitkering.\n"
        "  * Van de gemeenten waarin zij wonen; de nagebootste mensen zelf hebben geen achtergrond.\n",
        "  Quality: A official, B derived, C old or rough, D none. Exemption, debts: by benefit.\n"
        "  * Of the municipalities they live in; the synthetic people themselves have no background.\n"};
    const bool any_far = std::any_of(rows.begin(), rows.end(), is_far);
    return out + std::string(legend.in(dutch)) + (any_far ? gaps_text(rows, dutch) : "");
}

nlohmann::ordered_json margins_json(const std::vector<MarginRow>& rows)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    const auto value = [](const std::optional<double>& x) {
        return x ? nlohmann::ordered_json(*x) : nlohmann::ordered_json(nullptr);
    };
    for (const MarginRow& row : rows) {
        list.push_back({{"variable", row.variable},
                        {"category", row.category},
                        {"published", value(row.published)},
                        {"synthetic", value(row.synthetic)},
                        {"far", is_far(row)},
                        {"quality", row.quality},
                        {"reference", row.reference},
                        {"source", row.source}});
    }
    return list;
}

}  // namespace vangnet::cli
