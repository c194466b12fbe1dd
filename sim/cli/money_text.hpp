#pragma once
/// Who pays and who gains, as people read it.

#include <string>

#include "analysis/money.hpp"

namespace vangnet::cli {

/// Per group and arm: payers by kind, the same for all people of the place, the cost of an extra person in work; then
/// the rules and prices with what of them is judgement.
[[nodiscard]] std::string money_text(const analysis::Money& money, bool dutch);

}  // namespace vangnet::cli
