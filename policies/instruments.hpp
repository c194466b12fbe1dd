#pragma once
/// The instruments this program knows. A new one is a folder, and its name here.

#include "policies/application_duty/application_duty.hpp"
#include "policies/caseworker_regime/caseworker_regime.hpp"
#include "policies/counter_service/counter_service.hpp"
#include "policies/debt_help/debt_help.hpp"
#include "policies/earnings_disregard/earnings_disregard.hpp"
#include "policies/exemption/exemption.hpp"
#include "policies/group_training/group_training.hpp"
#include "policies/guidance/guidance.hpp"
#include "policies/inspection/inspection.hpp"
#include "policies/integrated_care/integrated_care.hpp"
#include "policies/job_creation/job_creation.hpp"
#include "policies/knowledge_sharing/knowledge_sharing.hpp"
#include "policies/language_course/language_course.hpp"
#include "policies/reemployment_bonus/reemployment_bonus.hpp"
#include "policies/search_period/search_period.hpp"
#include "policies/voluntary_service/voluntary_service.hpp"
#include "sim/core/level.hpp"

namespace vangnet::policy {

template <class... I>
struct TypeList {
};

}  // namespace vangnet::policy

namespace vangnet::policy::inline VANGNET_LEVEL {

/// In the order in which people see them; one line each.
// clang-format off
using Instruments = TypeList<
    ApplicationDuty,
    Exemption,
    CounterService,
    VoluntaryService,
    Guidance,
    CaseworkerRegime,
    KnowledgeSharing,
    GroupTraining,
    LanguageCourse,
    EarningsDisregard,
    ReemploymentBonus,
    DebtHelp,
    IntegratedCare,
    JobCreation,
    SearchPeriod,
    Inspection>;
// clang-format on

}  // namespace vangnet::policy::inline VANGNET_LEVEL
