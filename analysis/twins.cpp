#include "analysis/twins.hpp"

#include <algorithm>
#include <cmath>

namespace vangnet::analysis {

std::optional<Twins> twins_of(const Study& study, std::optional<int> month)
{
    if (!study.load_array || study.arms.size() < 2 || study.months.empty()) { return {}; }
    const auto at = std::find(study.months.begin(), study.months.end(), month.value_or(study.months.back()));
    const Values values = at == study.months.end() ? Values{} : study.load_array("/twins/work_12h");
    if (values.groups != 4 || values.items == 0) { return {}; }
    const auto m = static_cast<std::size_t>(at - study.months.begin());
    const auto label_of = [](const StudyArm& arm) { return arm.label.empty() ? untranslated(arm.key) : arm.label; };
    Twins twins{.month = *at, .base_label = label_of(study.arms.front()), .arms = {}};
    constexpr double hundred = 100.0;
    for (std::size_t a = 1; a < values.arms; ++a) {
        std::array<double, 4> share{};
        std::size_t finished = 0;
        for (std::size_t i = 0; i < values.items; ++i) {
            double people = 0.0;
            for (std::size_t life = 0; life < 4; ++life) { people += values.at(a, i, m, life); }
            if (!(people > 0.0)) { continue; }
            ++finished;
            for (std::size_t life = 0; life < 4; ++life) { share[life] += hundred * values.at(a, i, m, life) / people; }
        }
        if (finished == 0) { return {}; }
        for (double& each : share) { each /= static_cast<double>(finished); }
        twins.arms.push_back({label_of(study.arms[a]), share[0], share[1], share[2], share[3]});
    }
    return twins;
}

std::array<int, 4> of_a_hundred(const TwinLives& lives)
{
    const std::array<double, 4> exact{lives.neither, lives.base_only, lives.arm_only, lives.both};
    std::array<int, 4> whole{};
    int left = 100;
    for (std::size_t k = 0; k < 4; ++k) {
        whole[k] = static_cast<int>(std::floor(exact[k]));
        left -= whole[k];
    }
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return exact[a] - std::floor(exact[a]) > exact[b] - std::floor(exact[b]);
    });
    for (std::size_t k = 0; k < 4 && left > 0; ++k, --left) { ++whole[order[k]]; }
    return whole;
}

}  // namespace vangnet::analysis
