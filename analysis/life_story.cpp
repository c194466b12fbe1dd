#include "analysis/life_story.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "analysis/report/numbers.hpp"
#include "sim/inputs/say.hpp"

namespace vangnet::analysis {

namespace {

using agents::Activity;
using agents::DebtHelp;
using agents::Reason;
using agents::State;

void add(std::vector<Text>& texts, bool when, const Words& words)
{
    if (when) { texts.push_back({std::string{words.nl}, std::string{words.en}}); }
}

Text in_state(const LifeMonth& now)
{
    switch (now.state) {
        case State::not_yet: return {"heeft nog niet aangevraagd", "has not applied yet"};
        case State::deterred: return {"heeft geen werk en geen uitkering", "has neither work nor benefit"};
        case State::benefit: return {"heeft bijstand", "is on benefit"};
        case State::part_time:
            return bilingual({"werkt {} uur naast de bijstand", "works {} hours beside benefit"}, now.hours);
        case State::work: return bilingual({"werkt {} uur", "works {} hours"}, now.hours);
        case State::between_jobs: return {"zit tussen twee banen", "is between jobs"};
        case State::inactive: return {"zoekt geen werk meer", "no longer looks for work"};
        case State::left: return {"is uit de bijstand zonder werk", "is off benefit without work"};
        case State::partner_work: return {"leeft van het werk van de partner", "lives on the partner's work"};
        case State::pensioned: return {"heeft AOW", "has a state pension"};
    }
    return {};
}

/// What the step from one state to another is called.
Text of_move(const LifeMonth& before, const LifeMonth& now)
{
    const bool was_on_benefit = agents::on_benefit(before.state);
    switch (now.state) {
        case State::part_time:
            return bilingual({"gaat {} uur werken naast de bijstand", "starts {} hours of work beside benefit"},
                             now.hours);
        case State::work:
            if (now.subsidised) {
                return bilingual(
                    {"begint in een gesubsidieerde baan van {} uur", "starts a subsidised job of {} hours"}, now.hours);
            }
            return bilingual({"vindt werk van {} uur", "finds work of {} hours"}, now.hours);
        case State::benefit:
            if (before.state == State::part_time) {
                return {"raakt het werk naast de bijstand kwijt", "loses the work beside benefit"};
            }
            return {"komt terug in de bijstand", "comes back on benefit"};
        case State::between_jobs: return {"raakt het werk kwijt", "loses the job"};
        case State::inactive: return {"stopt met zoeken", "stops looking"};
        case State::left:
            if (now.left_for == Reason::ended) {
                return {"verliest de uitkering na een controle", "loses the benefit after an inspection"};
            }
            return {"gaat uit de bijstand zonder werk", "leaves benefit without work"};
        case State::partner_work:
            return was_on_benefit ? Text{"gaat uit de bijstand: de partner werkt", "leaves benefit: the partner works"}
                                  : in_state(now);
        case State::pensioned: return {"krijgt AOW", "reaches the state pension"};
        case State::not_yet:
        case State::deterred: break;
    }
    return in_state(now);
}

void add_debts(std::vector<Text>& said, const LifeMonth& before, const LifeMonth& now)
{
    if (before.debt_help != now.debt_help) {
        add(said, now.debt_help == DebtHelp::waiting, {"vraagt om schuldhulp", "asks for help with debts"});
        add(said, now.debt_help == DebtHelp::in_plan, {"begint aan een schuldregeling", "starts a debt plan"});
        add(said, now.debt_help == DebtHelp::discharged, {"is van de schulden af", "is free of the debts"});
        add(said, now.debt_help == DebtHelp::relieved_in_part,
            {"is van een deel van de schulden af", "is free of a part of the debts"});
        return;
    }
    add(said, !before.problem_debt && now.problem_debt, {"krijgt problematische schulden", "falls into problem debt"});
    add(said, before.problem_debt && !now.problem_debt,
        {"komt uit de problematische schulden", "gets out of problem debt"});
}

/// Everything that happened in a month; nothing in a quiet one.
std::vector<Text> of_month(const LifeMonth& before, const LifeMonth& now)
{
    std::vector<Text> said;
    if (before.state != now.state || before.hours != now.hours) { said.push_back(of_move(before, now)); }
    add(said, before.state == now.state && before.subsidised && !now.subsidised,
        {"houdt de baan zonder subsidie", "keeps the job without subsidy"});
    add(said, now.punished, {"krijgt een sanctie", "is sanctioned"});
    add(said, now.warned, {"krijgt een waarschuwing", "is warned"});
    add(said, !before.in_care && now.in_care, {"gaat in behandeling", "starts treatment"});
    add(said, before.in_care && !now.in_care, {"is klaar met de behandeling", "ends treatment"});
    const auto begins = [&](Activity activity) { return before.activity != activity && now.activity == activity; };
    const auto ends = [&](Activity activity) { return before.activity == activity && now.activity != activity; };
    add(said, begins(Activity::volunteering), {"begint met vrijwilligerswerk", "starts volunteering"});
    add(said, ends(Activity::volunteering), {"stopt met vrijwilligerswerk", "stops volunteering"});
    add(said, begins(Activity::counter_service), {"moet een tegenprestatie doen", "must do counter-service"});
    add(said, ends(Activity::counter_service),
        {"hoeft geen tegenprestatie meer te doen", "no longer does counter-service"});
    add_debts(said, before, now);
    return said;
}

bool differ(const LifeMonth& a, const LifeMonth& b) noexcept { return a.state != b.state || a.hours != b.hours; }

/// What a cause is for someone in this state, as in "the chance of ...".
Words of_cause(Cause cause, State before)
{
    const bool served = agents::on_benefit(before);
    switch (cause) {
        case Cause::full_work: return {"om werk te vinden buiten de bijstand", "finding work off benefit"};
        case Cause::other:
            if (served) { return {"om uit de bijstand te gaan zonder werk", "leaving benefit without work"}; }
            if (before == State::left) { return {"om terug te komen in de bijstand", "coming back on benefit"}; }
            return {"om te stoppen met zoeken", "giving up looking"};
        case Cause::part_time:
            if (before == State::part_time) {
                return {"om het werk naast de bijstand kwijt te raken", "losing the work beside benefit"};
            }
            return {"om werk naast de bijstand te vinden", "finding work beside benefit"};
        case Cause::state:
            if (before == State::work) { return {"om het werk kwijt te raken", "losing the job"}; }
            return {"om terug te komen in de bijstand", "coming back on benefit"};
        case Cause::punished: return {"op een sanctie of waarschuwing", "a sanction or warning"};
        case Cause::care: return {"om behandeling te krijgen", "starting treatment"};
        case Cause::volunteers: return {"om vrijwilligerswerk te beginnen", "starting to volunteer"};
        case Cause::debt_help: return {"om schuldhulp te vragen", "asking for help with debts"};
        case Cause::found_out:
            return {"om na een controle de uitkering te verliezen", "losing benefit after an inspection"};
        case Cause::subsidised: return {"om een gesubsidieerde baan te krijgen", "getting a subsidised job"};
        case Cause::count_: break;
    }
    return {"", ""};
}

/// Percent, with as many decimals as tell the draw from both chances.
int decimals_to_tell(double draw, double a, double b)
{
    constexpr int most = 6;
    for (int decimals = 1; decimals < most; ++decimals) {
        const double step = std::pow(10.0, decimals);
        const auto at = [step](double x) { return std::round(100.0 * x * step); };
        if (at(draw) != at(a) && at(draw) != at(b)) { return decimals; }
    }
    return most;
}

struct Labels {
    const Text& base;
    const Text& arm;
};

/// One lot that fell differently: the draw is one, the chances are two.
Text told_lot(int month, Cause cause, State before, const Lot& base, const Lot& arm, bool partners,
              const Labels& labels)
{
    const double draw = arm.draw;
    const int decimals = decimals_to_tell(draw, base.chance, arm.chance);
    const auto percent = [decimals](double x) {
        return x > 0.0 ? number_text(100.0 * x, decimals) : untranslated("0");
    };
    const Words whose = partners ? Words{" voor de partner", " for the partner"} : Words{"", ""};
    Text text = bilingual({"Maand {}: de kans{} {} was {}% onder '{}' en {}% onder '{}'.",
                           "Month {}: the chance{} of {} was {}% under '{}' and {}% under '{}'."},
                          month, whose, of_cause(cause, before), percent(base.chance), labels.base, percent(arm.chance),
                          labels.arm);
    const Text& yes = arm.happened ? labels.arm : labels.base;
    const Text& no = arm.happened ? labels.base : labels.arm;
    const Lot& missed = arm.happened ? base : arm;
    const Words why = missed.draw < missed.chance
                          ? Words{", waar iets anders voorging", ", where something else came first"}
                          : Words{"", ""};
    const Text fell = bilingual({" Het lot (tussen 0 en 100) viel op {}: het gebeurde onder '{}' en niet onder '{}'{}.",
                                 " The draw (between 0 and 100) was {}: it happened under '{}' and not under '{}'{}."},
                                percent(draw), yes, no, why);
    text.nl += fell.nl;
    text.en += fell.en;
    return text;
}

/// Lots of one month that fell differently for someone who was in the same state under both.
std::vector<Text> lots_of_month(const TwoLives& lives, std::size_t month, const Labels& labels)
{
    std::vector<Text> told;
    const LifeMonth& base = lives.base[month];
    const LifeMonth& arm = lives.arm[month];
    const State before = lives.base[month - 1].state;
    for (std::size_t k = 0; k < causes; ++k) {
        const auto cause = static_cast<Cause>(k);
        const auto at = static_cast<int>(month);
        if (base.own[k].happened != arm.own[k].happened) {
            told.push_back(told_lot(at, cause, before, base.own[k], arm.own[k], false, labels));
        }
        const bool moves = cause == Cause::full_work || cause == Cause::state || cause == Cause::subsidised;
        if (moves && base.partners[k].happened != arm.partners[k].happened) {
            told.push_back(told_lot(at, cause, before, base.partners[k], arm.partners[k], true, labels));
        }
    }
    return told;
}

std::vector<Text> lots_up_to(const TwoLives& lives, int parting, const Labels& labels)
{
    std::vector<Text> all;
    const int last = parting > 0 ? parting : static_cast<int>(lives.base.size()) - 1;
    for (int month = 1; month <= last; ++month) {
        std::vector<Text> told = lots_of_month(lives, static_cast<std::size_t>(month), labels);
        if (month == parting && told.empty()) {
            told.push_back(bilingual({"Maand {}: hier besliste geen lot. Wat verschilt, volgt uit een regel of uit wat "
                                      "er eerder gebeurde.",
                                      "Month {}: no lot decided here. What differs follows from a rule or from what "
                                      "happened before."},
                                     month));
        }
        all.insert(all.end(), told.begin(), told.end());
    }
    return all;
}

/// In months below two years, then in whole years.
Text time_on_benefit(int months)
{
    if (months < 24) { return bilingual({"{} maanden in de bijstand", "{} months on benefit"}, months); }
    return bilingual({"{} jaar in de bijstand", "{} years on benefit"}, months / 12);
}

Text described(const TwoLives& lives, const std::string& town)
{
    constexpr std::array<Words, 3> schooling = {{{"laag opgeleid", "low education"},
                                                 {"middelbaar opgeleid", "middle education"},
                                                 {"hoog opgeleid", "high education"}}};
    const Words sex = lives.woman ? Words{"vrouw", "woman"} : Words{"man", "man"};
    const Words with_partner{"samen met een partner", "with a partner"};
    const Words parent{"alleenstaande ouder", "single parent"};
    const Words single{"alleenstaand", "single"};
    const Words household = lives.couple ? with_partner : lives.single_parent ? parent : single;
    const LifeMonth& start = lives.base.front();
    const Words debts =
        start.problem_debt ? Words{", met problematische schulden", ", in problem debt"} : Words{"", ""};
    return bilingual({"Persoon {} van {} (genummerd vanaf 0) in {}: {}, {} jaar, {}, {}, {}{}.",
                      "Person {} of {} (numbered from 0) in {}: {}, aged {}, {}, {}, {}{}."},
                     lives.person, lives.people, town, sex, lives.age, household,
                     schooling[static_cast<std::size_t>(lives.education)], time_on_benefit(lives.months_on_benefit),
                     debts);
}

std::vector<Text> frequency(const TwoLives& lives, int parting, const Labels& labels, const std::optional<Twins>& twins)
{
    const double share = 100.0 * lives.parted / lives.people;
    std::vector<Text> said;
    said.push_back(bilingual(
        {"Bij {} van de 100 mensen loopt het leven in {} maanden ooit uiteen. Zij werken dan, of hebben dan bijstand, "
         "onder een van beide, of werken andere uren. Bij {} is dat nooit zo.",
         "For {} of 100 people the lives part at some time in {} months. They then work, or are on benefit, under one "
         "of "
         "the two, or work other hours. For {} that is never so."},
        number_text(share, 1), lives.base.size() - 1, number_text(100.0 - share, 1)));
    const auto here = !twins ? std::vector<TwinLives>::const_iterator{}
                             : std::find_if(twins->arms.begin(), twins->arms.end(), [&](const TwinLives& t) {
                                   return t.label.nl == labels.arm.nl && t.label.en == labels.arm.en;
                               });
    if (twins && here != twins->arms.end()) {
        said.push_back(
            bilingual({"Na {} maanden werken er van de 100 {} onder beide (12 uur of meer). Alleen onder '{}' "
                       "werken er {}, alleen onder '{}' {}. Onder geen van beide werken er {}.",
                       "After {} months, of 100 people {} work under both (12 hours or more). Only under '{}' "
                       "{} work, only under '{}' {}. Under neither {} work."},
                      twins->month, number_text(here->both, 1), labels.arm, number_text(here->arm_only, 1), labels.base,
                      number_text(here->base_only, 1), number_text(here->neither, 1)));
    }
    if (parting == 0) {
        said.emplace_back("Deze persoon werkt onder beide evenveel en heeft even lang bijstand.",
                          "This person works as much and is on benefit as long under both.");
    }
    said.emplace_back("Een leven is een voorbeeld van hoe het model werkt, geen bewijs dat een beleid werkt.",
                      "One life is an example of how the model works, not evidence that a policy works.");
    return said;
}

}  // namespace

int month_of_parting(const TwoLives& lives) noexcept
{
    for (std::size_t month = 1; month < lives.base.size(); ++month) {
        if (differ(lives.base[month], lives.arm[month])) { return static_cast<int>(month); }
    }
    return 0;
}

LifeStory life_story(const TwoLives& lives, const std::string& town, const Text& base_label, const Text& arm_label,
                     const std::optional<Twins>& twins)
{
    LifeStory story;
    const Labels labels{base_label, arm_label};
    const int parting = month_of_parting(lives);
    story.base_label = base_label;
    story.arm_label = arm_label;
    story.who = described(lives, town);
    story.rows.push_back({0, {in_state(lives.base.front())}, {in_state(lives.arm.front())}, false});
    for (std::size_t month = 1; month < lives.base.size(); ++month) {
        std::vector<Text> base = of_month(lives.base[month - 1], lives.base[month]);
        std::vector<Text> arm = of_month(lives.arm[month - 1], lives.arm[month]);
        if (base.empty() && arm.empty()) { continue; }
        story.rows.push_back(
            {static_cast<int>(month), std::move(base), std::move(arm), static_cast<int>(month) == parting});
    }
    story.lots = lots_up_to(lives, parting, labels);
    story.how_common = frequency(lives, parting, labels, twins);
    return story;
}

}  // namespace vangnet::analysis
