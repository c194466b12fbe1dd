#include "agents/office/office.hpp"

#include <algorithm>
#include <cmath>

#include "policies/instrument.hpp"
#include "sim/core/luck.hpp"
#include "sim/core/math.hpp"
#include "sim/core/units.hpp"

namespace vangnet::agents {

namespace {

constexpr std::uint32_t office_luck = number_of(Luck::office);
constexpr double spare_share = 0.02;  // of the staff, before anyone is let go

void hire(Office& office, std::size_t slot, const Parameters& p, const RandomField& field)
{
    const auto number = office.hiring_number[slot];
    const PersonId chair =
        make_person(0xFFFF0000U + static_cast<std::uint32_t>(office.municipality), static_cast<std::uint32_t>(slot));
    const auto u = field.uniforms(chair, 0x10000U + number, office_luck);
    office.quality[slot] = p.caseworker_quality_sd * math::normal_quantile(u[0]);
    office.temporary[slot] = u[1] < p.share_temporary + office.temporary_extra ? 1 : 0;
}

int needed_slots(const Office& office)
{
    const double hours_each = policy::caseworker_hours * policy::client_share_of_hours;
    const double all = std::max(0.0, office.hours_wanted + office.hours_duties);
    const int least = static_cast<int>(std::ceil(all / hours_each));
    const int most = static_cast<int>(std::ceil(all * (1.0 + spare_share) / hours_each)) + 1;
    const int now = office.slots();
    const int wanted = now < least ? least : (now > most ? most : now);
    return wanted < 1 ? 1 : (wanted > 60000 ? 60000 : wanted);
}

}  // namespace

std::uint16_t slot_of(std::uint64_t person, int slots) noexcept { return slot_after(person, 0, 1, slots); }

std::uint16_t slot_after(std::uint64_t person, std::uint16_t slot, int before, int after) noexcept
{
    const bool gone = slot >= after;
    std::uint16_t best = gone ? std::uint16_t{0} : slot;
    std::uint64_t most = slot_weight(person, best);
    for (int s = gone ? 1 : before; s < after; ++s) {
        const std::uint64_t weight = slot_weight(person, static_cast<std::uint32_t>(s));
        if (weight > most) {
            most = weight;
            best = static_cast<std::uint16_t>(s);
        }
    }
    return best;
}

void step_satisfaction(Office& office, const Parameters& p) noexcept
{
    const bool usual = office.relative_caseload > 0.97F && office.relative_caseload < 1.03F;
    const float crowded = usual ? 0.0F : math::log(office.relative_caseload);
    const float target = p.satisfaction_targets * office.targets + p.satisfaction_judgement * office.judgement +
                         p.satisfaction_caseload * crowded;
    const float next = office.satisfaction + 0.2F * (target - office.satisfaction);
    office.satisfaction = next < -2.0F ? -2.0F : (next > 2.0F ? 2.0F : next);
}

bool step_office(Office& office, const Parameters& p, const RandomField& field, int month)
{
    const int before = office.slots();
    const int after = needed_slots(office);
    const auto n = static_cast<std::size_t>(after);
    office.hiring_number.resize(n, 0);
    office.quality.resize(n, 0.0F);
    office.temporary.resize(n, 0);
    office.changed.assign(n, 0);
    for (auto slot = static_cast<std::size_t>(before < after ? before : after); slot < n; ++slot) {
        hire(office, slot, p, field);
    }
    const float unhappy = math::exp(-p.satisfaction_turnover * office.satisfaction);
    for (std::size_t slot = 0; slot < n; ++slot) {
        const PersonId chair = make_person(0xFFFF0000U + static_cast<std::uint32_t>(office.municipality),
                                           static_cast<std::uint32_t>(slot));
        const float u = field.uniforms(chair, static_cast<std::uint32_t>(month), office_luck)[0];
        const float leaves = office.temporary[slot] != 0 ? p.turnover_temporary : p.turnover_permanent;
        if (u < leaves * unhappy) {
            ++office.hiring_number[slot];
            office.changed[slot] = 1;
            hire(office, slot, p, field);
        }
    }
    const float well = 1.0F - p.sickness_share * (unhappy - 1.0F);
    const double hours =
        static_cast<double>(n) * policy::caseworker_hours * policy::client_share_of_hours * static_cast<double>(well);
    const double left = std::max(0.0, hours - office.hours_duties);
    office.hours_share = office.hours_wanted > left ? static_cast<float>(left / office.hours_wanted) : 1.0F;
    return before != after;
}

}  // namespace vangnet::agents
