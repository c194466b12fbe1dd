#include "sim/cli/money_text.hpp"

#include <fmt/core.h>

#include "sim/cli/comparison_text.hpp"
#include "sim/cli/session.hpp"

namespace vangnet::cli {

namespace {

using analysis::CostOf;
using analysis::CostPerWorker;
using analysis::Money;
using analysis::MoneyKind;
using analysis::MoneyRow;
using analysis::PairedDifference;
using analysis::Payer;

constexpr std::size_t name_width = 44;
constexpr std::size_t range_width = 22;

Words payer_words(std::optional<Payer> payer)
{
    if (!payer) { return {"samen", "together"}; }
    return analysis::words_of(*payer);
}

Words kind_words(MoneyKind kind)
{
    switch (kind) {
        case MoneyKind::benefit: return {"uitkering, netto", "benefit, net"};
        case MoneyKind::benefit_tax: return {"belasting en premies op de uitkering", "tax and premiums on the benefit"};
        case MoneyKind::caseworkers: return {"consulenten", "caseworkers"};
        case MoneyKind::services: return {"diensten, premies, bonussen", "services, premiums, bonuses"};
        case MoneyKind::unemployment: return {"WW en toeslag, netto", "unemployment insurance and supplement, net"};
        case MoneyKind::other_income: return {"ander inkomen (vooral werk)", "other income (mostly work)"};
        case MoneyKind::budget: return {"budget voor de bijstand (BUIG)", "budget for benefits (BUIG)"};
        case MoneyKind::vangnet:
        case MoneyKind::count_: break;
    }
    return {"vangnet bij een tekort", "safety net for a deficit (vangnet)"};
}

Words cost_words(CostOf cost)
{
    switch (cost) {
        case CostOf::policy: return {"uitgaven aan consulenten en diensten", "spent on caseworkers and services"};
        case CostOf::municipality: return {"netto voor de gemeente", "net, municipality"};
        case CostOf::public_purse:
        case CostOf::count_: break;
    }
    return {"netto voor gemeente, Rijk en UWV samen", "net, municipality, national budget and UWV"};
}

std::string amount_line(std::string_view name, const PairedDifference& d, double scale, bool dutch)
{
    const auto range = [&](double low, double high) { return range_text(scale * low, scale * high, 0, dutch); };
    const std::string chance =
        d.chance ? range(d.chance->low(), d.chance->high()) : (dutch ? "(1 herhaling)" : "(1 replicate)");
    const std::string parameters = d.parameters ? range(d.parameters->low, d.parameters->high) : "";
    return fmt::format("  {} {}  {}  {}\n", padded(name, name_width),
                       right(signed_number(scale * d.mean, 0, dutch), 10), padded(chance, range_width), parameters);
}

/// An amount, or why there is none.
std::string row_line(std::string_view name, const MoneyRow& row, double scale, bool dutch)
{
    if (row.why_not.empty()) { return amount_line(name, row.difference, scale, dutch); }
    return fmt::format("  {} {}\n", padded(name, name_width), row.why_not.in(dutch));
}

std::string column_heads(std::string_view unit, const Money& money, bool dutch)
{
    return fmt::format("  {} {}  {}  {}\n", padded(unit, name_width), right(dutch ? "verschil" : "difference", 10),
                       padded(dutch ? "toeval" : "chance", range_width), money.heading.draws > 0 ? "parameters" : "");
}

/// The state pays for services only where they are shared.
bool is_empty(const MoneyRow& row)
{
    return row.payer == Payer::national && row.kind == MoneyKind::services && row.difference.mean == 0.0;
}

/// Rows of one payer (none: together) by kind, then the sum. Together only what does not cancel.
std::string payer_text(const Money& money, const std::string& arm, const std::string& group, std::optional<Payer> payer,
                       bool dutch)
{
    std::string out = fmt::format("  {}\n", payer_words(payer).in(dutch));
    for (int k = 0; k < analysis::money_kinds; ++k) {
        const auto kind = static_cast<MoneyKind>(k);
        const bool stays =
            kind == MoneyKind::caseworkers || kind == MoneyKind::services || kind == MoneyKind::other_income;
        const MoneyRow* row = payer || stays ? money.find(arm, group, payer, kind) : nullptr;
        if (row != nullptr && !is_empty(*row)) {
            out += row_line(fmt::format("  {}", kind_words(kind).in(dutch)), *row, 1.0, dutch);
        }
    }
    const MoneyRow* total = money.find(arm, group, payer, {});
    return out + row_line(dutch ? "  saldo" : "  balance", *total, 1.0, dutch);
}

/// Balances of all people of the place, in thousands of euros.
std::string place_text(const Money& money, const std::string& arm, const std::string& group, bool dutch)
{
    const auto people = money.people_of(group);
    if (!people) { return {}; }
    constexpr double thousands = 1e-3;
    const std::string unit =
        say_in(dutch, {"duizend euro, {} mensen", "EUR thousand, {} people"}, number(*people, 0, dutch));
    std::string out = "\n" + column_heads(unit, money, dutch);
    for (int p = 0; p <= analysis::payers; ++p) {
        const auto payer = p < analysis::payers ? std::optional{static_cast<Payer>(p)} : std::nullopt;
        const MoneyRow* total = money.find(arm, group, payer, {});
        out += row_line(fmt::format("  {}", payer_words(payer).in(dutch)), *total, thousands * *people, dutch);
    }
    return out;
}

Text gain_text(analysis::Gain gain, int month)
{
    switch (gain) {
        case analysis::Gain::work_12h:
            return bilingual({"per extra werkende van 12 uur of meer in maand {}",
                              "per extra person in work of 12 hours or more in month {}"},
                             month);
        case analysis::Gain::work_27h:
            return bilingual({"per extra werkende van meer dan 27 uur in maand {}",
                              "per extra person in work of more than 27 hours in month {}"},
                             month);
        case analysis::Gain::years_12h:
        case analysis::Gain::count_: break;
    }
    return bilingual({"per extra jaar werk van 12 uur of meer, maand 1 tot en met {}",
                      "per extra year of work of 12 hours or more, months 1 to {}"},
                     month);
}

/// Costs in thousands of euros: more figures would be false precision.
std::string cost_line(const CostPerWorker& w, bool dutch)
{
    const auto range = [&](double low, double high) { return range_text(1e-3 * low, 1e-3 * high, 1, dutch); };
    return fmt::format("  {} {}  {}  {}\n", padded(fmt::format("    {}", cost_words(w.cost_of).in(dutch)), name_width),
                       right(signed_number(1e-3 * *w.value, 1, dutch), 10),
                       padded(range(w.chance->low(), w.chance->high()), range_width),
                       w.low ? range(*w.low, *w.high) : "");
}

std::string workers_text(const Money& money, const std::string& arm, const std::string& group, bool dutch)
{
    const Words unit{"kosten van werk, duizend euro (\u2212 bespaart)", "cost of work, EUR thousand (\u2212 saves)"};
    std::string out = "\n" + column_heads(unit.in(dutch), money, dutch);
    for (const CostPerWorker& w : money.workers) {
        if (w.arm != arm || w.group != group) { continue; }
        if (w.cost_of == CostOf::policy) {
            const Text gain = gain_text(w.gain, money.heading.month);
            out += w.value ? fmt::format("  {}\n", gain.in(dutch))
                           : fmt::format("  {}: {}\n", gain.in(dutch), w.why_not.in(dutch));
        }
        if (w.value) { out += cost_line(w, dutch); }
    }
    return out;
}

std::string head_text(const Money& money, bool dutch)
{
    const analysis::Comparison& c = money.heading;
    const auto line = [](const std::string& text) { return wrapped(text, 0) + "\n"; };
    std::string out = fmt::format("{}\n", c.study.in(dutch));
    out +=
        line(say_in(dutch,
                    {"Geld over {} maanden, verschil met {}. Groep: {} ({}). Per persoon van die groep, in euro; + is "
                     "meer geld voor wie er staat, \u2212 minder.",
                     "Money over {} months, difference from {}. Cohort: {} ({}). Per person of the cohort, in EUR; + "
                     "is more money for the payer named, \u2212 is less."},
                    c.month, c.base_label, c.cohort, c.place));
    out += policy_line(c.base_label, c.base, c.base_words, dutch);
    return out + line(ranges_line(c, dutch));
}

std::string vangnet_text(const analysis::Vangnet& v, int first, int last, bool dutch)
{
    const std::string years = first == last ? fmt::format("{}", first) : fmt::format("{}-{}", first, last);
    return say_in(
        dutch,
        {" Vangnet {}: een tekort tot {}% van het budget draagt de gemeente zelf, van wat daarboven ligt komt "
         "{:.0f}% terug, boven {}% alles.",
         " Vangnet {}: the municipality bears a deficit up to {}% of its budget, {:.0f}% of what lies above "
         "comes back, above {}% all."},
        years, number(100.0 * v.threshold, 1, dutch), 100.0 * v.share_between, number(100.0 * v.full_above, 1, dutch));
}

std::string budget_text(const Money& money, bool dutch)
{
    const Words kind = money.rules.national_roll_out
                           ? Words{"Het hele land voert het beleid in: het budget daalt of stijgt evenveel als de "
                                   "uitkeringen, wat de gemeente daarop wint gaat terug naar het Rijk.",
                                   "The whole country has the policy: the budget falls or rises as much as the "
                                   "benefits, so what the municipality gains on them goes back to the state."}
                           : Words{"Het budget verandert niet door het beleid, zoals waar een gemeente het alleen "
                                   "invoert (zie ook --national-roll-out).",
                                   "The budget does not change by the policy, as where one municipality alone has it "
                                   "(see also --national-roll-out)."};
    std::string out = say_in(dutch,
                             {"Budget: {} x de kosten van de uitkeringen onder de basis. {}",
                              "Budget: {} x the cost of benefits in the base arm. {}"},
                             number(money.rules.index, 2, dutch), kind);
    for (std::size_t y = 0; y < money.vangnet.size();) {
        const std::size_t first = y;
        while (y < money.vangnet.size() && money.vangnet[y] == money.vangnet[first]) { ++y; }
        out += vangnet_text(money.vangnet[first], money.budget_years[first], money.budget_years[y - 1], dutch);
    }
    return out;
}

Text price_text(const analysis::UnitCost& cost)
{
    if (cost.key == "benefit_tax") {
        return bilingual(
            {"Belasting en premies, {:.0f}% van de netto uitkering", "Tax and premiums, {:.0f}% of the net benefit"},
            100.0 * cost.value);
    }
    const auto amounts = [&](bool dutch) {
        return say_in(dutch, {"{} ({} tot {})", "{} ({} to {})"}, number(cost.value, 0, dutch),
                      number(cost.low, 0, dutch), number(cost.high, 0, dutch));
    };
    const Text value{amounts(true), amounts(false)};
    if (cost.key == "caseworker_hour") {
        return bilingual({"Uur van een consulent, {} euro", "Hour of a caseworker, EUR {}"}, value);
    }
    return bilingual({"Schuldhulp, {} euro per huishouden", "Debt help, EUR {} per household"}, value);
}

/// Prices with their grade.
std::string prices_text(const Money& money, bool dutch)
{
    std::string out;
    for (const analysis::UnitCost& cost : money.costs.rows()) {
        if (cost.key.rfind("vangnet", 0) == 0 || cost.key == "shared_state_percent") { continue; }
        const Words grade = cost.grade == "judgement" ? Words{"oordeel", "judgement"}
                            : cost.grade == "derived" ? Words{"afgeleid", "derived"}
                                                      : Words{"gepubliceerd", "published"};
        const std::string line =
            say_in(dutch, {"{} ({}; {}): {}.", "{} ({}; {}): {}."}, price_text(cost), cost.year, grade, cost.note);
        out += "  " + wrapped(line, 2) + "\n";
    }
    const Words ips = money.rules.national_roll_out
                          ? Words{"IPS betalen het Rijk en de gemeenten elk voor de helft.",
                                  "IPS is paid half by the state and half by the municipalities."}
                          : Words{
                                "IPS staat bij het Rijk: gemeenten betalen daarvan samen de helft, een gemeente alleen "
                                "betaalt niets voor een extra traject.",
                                "IPS stands with the national budget: municipalities together pay half of it, one "
                                "alone pays nothing for one more."};
    return out + "  " +
           wrapped(
               say_in(dutch,
                      {"Diensten: naar de prijs in het scenario (cost_eur_...); zonder prijs is er geen saldo. {} "
                       "Behandeling betaalt de zorgverzekeraar en telt niet mee, begeleiding op een gecreëerde baan "
                       "evenmin: daarvoor is geen prijs gevonden. Een bonus staat bij de gemeente, niet bij het "
                       "inkomen van de inwoner.",
                       "Services: at the price in the scenario (cost_eur_...); without a price there is no balance. "
                       "{} Treatment is paid by the health insurer and not counted, nor is supervision in a created "
                       "job: no price was found. A bonus is with the municipality, not in the income of the "
                       "inhabitant."},
                      ips),
               2) +
           "\n";
}

std::string foot_text(const Money& money, bool dutch)
{
    const analysis::Comparison& c = money.heading;
    std::string out = "\n";
    if (c.warning) { out += c.warning->in(dutch) + "\n"; }
    out += wrapped(budget_text(money, dutch), 0) + "\n";
    out += wrapped(say_in(dutch,
                          {"Prijzen, niet omgerekend naar andere jaren (eigen prijzen: --data MAP met "
                           "unit_costs.csv). {:.0f}% van een uur is met of voor cliënten: dat kost {} euro per uur.",
                           "Prices, not converted to other years (your own: --data FOLDER with unit_costs.csv). "
                           "{:.0f}% of an hour is with or for clients: that costs EUR {} an hour."},
                          100.0 * static_cast<double>(policy::client_share_of_hours),
                          number(money.costs.caseworker_hour(), 0, dutch)),
                   0) +
           "\n";
    out += prices_text(money, dutch);
    out += wrapped(say_in(dutch,
                          {"In de spreiding: {}; bij trekkingen ook de twee prijzen met een marge. Niet erin: {}. Niet "
                           "in de bedragen: wie later bijstand "
                           "aanvraagt, belasting op loon, toeslagen, zorg, en wat anderen verliezen aan wie een baan "
                           "eerder krijgt.",
                           "In the spread: {}; with draws also the two prices that have a range. Not in it: {}. Not in "
                           "the amounts: people who apply later, "
                           "tax on wages, allowances, care, and what others lose to those who get a job first."},
                          analysis::listed(c.in_spread), analysis::listed(c.not_in_spread)),
                   0);
    return out + "\n";
}

}  // namespace

std::string money_text(const Money& money, bool dutch)
{
    std::string out = head_text(money, dutch);
    for (const analysis::StudyGroup& group : money.heading.groups) {
        if (money.heading.groups.size() > 1) { out += fmt::format("\n== {}\n", group.title.in(dutch)); }
        if (analysis::has_too_few(group)) {
            out += fmt::format("  {}\n", analysis::too_few_people.in(dutch));
            continue;
        }
        for (const analysis::ComparedArm& arm : money.heading.arms) {
            out += arm_head(arm, dutch);
            out += column_heads(dutch ? "euro per persoon" : "EUR per person", money, dutch);
            for (int p = 0; p <= analysis::payers; ++p) {
                const auto payer = p < analysis::payers ? std::optional{static_cast<Payer>(p)} : std::nullopt;
                out += payer_text(money, arm.key, group.key, payer, dutch);
            }
            out += place_text(money, arm.key, group.key, dutch);
            out += workers_text(money, arm.key, group.key, dutch);
        }
    }
    return out + foot_text(money, dutch);
}

}  // namespace vangnet::cli
