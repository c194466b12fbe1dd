#pragma once
/// One block on the workbench: 256 plain people on benefit under the reference regime, to try single rules of behaviour
/// on.

#include <cmath>
#include <cstring>
#include <memory>

#include "agents/behaviour/budget.hpp"
#include "agents/behaviour/clocks.hpp"
#include "agents/behaviour/events.hpp"
#include "agents/behaviour/facts.hpp"
#include "agents/behaviour/health.hpp"
#include "agents/behaviour/motivation.hpp"
#include "agents/behaviour/offers.hpp"
#include "agents/behaviour/search.hpp"
#include "policies/apply.hpp"
#include "tests/support/small_world.hpp"

namespace vangnet::test {

struct RowsBench {
    SmallModel model;
    std::unique_ptr<agents::Rows> rows = std::make_unique<agents::Rows>();
    agents::Rows& r = *rows;
    agents::MonthContext context;
    float quality[4] = {};
    std::uint8_t changed[4] = {};
    float neighbours[4] = {};
    agents::BlockSurroundings around{
        .slot_quality = quality, .slot_changed = changed, .neighbours_in_work = neighbours};

    RowsBench()
    {
        std::memset(static_cast<void*>(&r), 0, sizeof r);
        for (int i = 0; i < agents::rows; ++i) {
            for (auto* luck : {&r.u_mental, &r.u_physical, &r.u_care, &r.u_monitor, &r.u_shock, &r.u_debt_end,
                               &r.u_debt_help, &r.u_other, &r.u_job, &r.u_part, &r.u_state, &r.u_activity}) {
                (*luck)[i] = 0.5F;
            }
            r.present[i] = r.on_benefit[i] = 1.0F;
            r.age[i] = 40.0F;
            for (auto* never :
                 {&r.since_sanction, &r.since_warning, &r.since_inspection, &r.since_switch, &r.since_exit}) {
                (*never)[i] = 255.0F;
            }
            r.whole_since_sanction[i] = r.whole_since_switch[i] = r.whole_since_exit[i] = 255;
        }
        renew();
        agents::step_status(r, context);
        agents::step_facts(r);
        policy::fill_reference(r.facts, r.treatment);
    }
    /// After a change of parameters.
    void renew()
    {
        model.renew();
        context = {.p = &model.p,
                   .tables = &model.tables,
                   .terms = &model.terms,
                   .law = small_law(),
                   .key = model.field.key(),
                   .month = small_start};
    }
    [[nodiscard]] agents::Parameters& p() { return model.p; }
    [[nodiscard]] policy::TreatmentBlock& t() { return r.treatment; }
    /// Months without work of row i.
    void idle(int i, int months)
    {
        r.months_without_work[i] = static_cast<float>(months);
        r.whole_without_work[i] = months < 255 ? months : 255;
    }
    void sanctioned_ago(int i, int months)
    {
        r.since_sanction[i] = static_cast<float>(months);
        r.whole_since_sanction[i] = months;
    }
    /// Row i works part-time at this wage for so many months.
    void works_part_time(int i, float wage, int months)
    {
        r.part_time[i] = 1.0F;
        r.wage[i] = wage;
        r.months_in_state[i] = static_cast<float>(months);
        r.whole_in_state[i] = months;
    }
    /// Rows 2k and 2k + 1 are partners.
    void couple(int k)
    {
        for (const int i : {2 * k, 2 * k + 1}) { r.couple[i] = r.paired[i] = 1.0F; }
        agents::step_status(r, context);
    }
    void offers()
    {
        agents::step_incentives(r, context);
        agents::step_search(r, context);
        agents::step_offer_rates(r, context, around);
        agents::step_other_rates(r, context);
        agents::step_duty_rates(r, context);
    }
};

}  // namespace vangnet::test
