#include "sim/inputs/law.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <system_error>

#include "sim/inputs/data.hpp"
#include "sim/inputs/say.hpp"
#include "sim/inputs/table.hpp"

namespace vangnet {

namespace {

/// The month of "2017-04-01". Nothing and a problem if it is no date.
std::optional<Month> month_of(const Table& t, std::size_t row, std::string_view column, Problems& problems)
{
    const std::string& text = t.text(row, column);
    const auto number = [&text](std::size_t at, std::size_t size) {
        int x = -1;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, x);
        return error == std::errc{} && end == text.data() + at + size ? x : -1;
    };
    constexpr std::size_t length = 10;
    const bool dashed = text.size() == length && text[4] == '-' && text[7] == '-';
    const int year = dashed ? number(0, 4) : -1;
    const int month = dashed ? number(5, 2) : -1;
    if (year < 1900 || month < 1 || month > 12) {
        problems.add(
            t.file(), t.line(row), column,
            bilingual({"{} is geen datum zoals 2017-04-01", "{} is no date such as 2017-04-01"}, in_quotes(text)));
        return {};
    }
    return make_month(year, month);
}

LawRule read_rule(const Table& t, std::size_t row, Problems& problems)
{
    static const std::vector<std::string> deciders{"municipality", "national", "experiment_only", "court", "other"};
    static const std::vector<std::string> reads{"yes", "secondary", "no"};
    LawRule rule;
    rule.instrument = t.text(row, "instrument");
    rule.parameter = t.text(row, "parameter");
    rule.rule = {t.text(row, "rule_nl"), t.text(row, "rule_en")};
    rule.article = t.text(row, "article");
    rule.law = t.text(row, "law");
    rule.decided_by = static_cast<DecidedBy>(std::max(0, t.choice(row, "decided_by", deciders, problems)));
    rule.read = static_cast<LawRead>(std::max(0, t.choice(row, "verified", reads, problems)));
    rule.from = month_of(t, row, "valid_from", problems).value_or(Month{});
    rule.to = t.text(row, "valid_to").empty() ? LawRule::open_end
                                              : month_of(t, row, "valid_to", problems).value_or(LawRule::open_end);
    if (rule.to < rule.from) {
        problems.add(t.file(), t.line(row), "valid_to", Text{"ligt voor valid_from", "lies before valid_from"});
    }
    return rule;
}

}  // namespace

Words words_of(DecidedBy by) noexcept
{
    switch (by) {
        case DecidedBy::municipality: return {"de gemeente", "the municipality"};
        case DecidedBy::national: return {"de wetgever", "national law"};
        case DecidedBy::experiment_only: return {"alleen als experiment", "only as an experiment"};
        case DecidedBy::court: return {"de rechter", "the court"};
        case DecidedBy::other: break;
    }
    return {"een ander", "somebody else"};
}

Words words_of(LawRead read) noexcept
{
    switch (read) {
        case LawRead::yes: return {"ja", "yes"};
        case LawRead::secondary: return {"nee, een pagina erover", "no, a page about it"};
        case LawRead::no: break;
    }
    return {"nee", "no"};
}

std::vector<LawRule> load_law(const std::filesystem::path& folder)
{
    const Table t = Table::parse(data_text("law.csv", folder), "law.csv");
    Problems problems;
    const bool all = t.require({"instrument", "parameter", "rule_nl", "rule_en", "article", "law", "decided_by",
                                "valid_from", "valid_to", "verified"},
                               problems);
    std::vector<LawRule> rules;
    for (std::size_t row = 0; all && row < t.rows(); ++row) { rules.push_back(read_rule(t, row, problems)); }
    problems.throw_if_any();
    return rules;
}

std::vector<LawRule> rules_from(const std::vector<LawRule>& law, std::string_view instrument, Month month)
{
    std::vector<LawRule> found;
    for (const LawRule& rule : law) {
        const bool now = rule.from <= month && month <= rule.to;
        const bool later = rule.from > month && rule.to == LawRule::open_end;
        if (rule.instrument == instrument && (now || later)) { found.push_back(rule); }
    }
    return found;
}

}  // namespace vangnet
