#pragma once
/// Every number that behaviour uses. Values, ranges and sources stand in configs/data/priors.csv (uncertain effects,
/// one distribution each) and configs/data/constants.csv (fitted constants and judgements); `vangnet explain KEY` shows
/// them. Members have the names of those files.

#include <string_view>

namespace vangnet::agents {

/// All behaviour parameters, as used in one run. Units: see the files.
struct Parameters {
    // priors.csv
    float duration_floor = 0.0F;                    ///< [ratio]
    float duration_decay = 0.0F;                    ///< [per month]
    float lhr_mental_health = 0.0F;                 ///< [log hazard ratio (monthly) per sd]
    float lhr_physical_health = 0.0F;               ///< [log hazard ratio (monthly) per sd]
    float lhr_health_separation = 0.0F;             ///< [log hazard ratio (monthly) per sd]
    float mh_shift_jobless = 0.0F;                  ///< [sd of latent health score]
    float mh_persistence = 0.0F;                    ///< [coefficient]
    float mh_reemployment_low_extra = 0.0F;         ///< [sd of latent health score]
    float ph_shift_jobless = 0.0F;                  ///< [sd of latent health score]
    float ph_persistence = 0.0F;                    ///< [coefficient]
    float mh_shift_problem_debt = 0.0F;             ///< [sd of latent health score]
    float mh_shift_per_creditor = 0.0F;             ///< [sd of latent health score]
    float cog_gain_per_account_cleared = 0.0F;      ///< [sd of cognitive score]
    float lhr_garnishment = 0.0F;                   ///< [log hazard ratio (monthly)]
    float lhr_full_debt_relief = 0.0F;              ///< [log hazard ratio (monthly)]
    float lhr_partial_debt_relief = 0.0F;           ///< [log hazard ratio (monthly)]
    float mh_gain_partial_debt_relief = 0.0F;       ///< [sd of latent health score]
    float lhr_debt_plan_work = 0.0F;                ///< [log hazard ratio (monthly)]
    float lhr_debt_plan_threat = 0.0F;              ///< [log hazard ratio (monthly)]
    float lhr_debt_offer_nonwork_exit = 0.0F;       ///< [log hazard ratio (monthly)]
    float lhr_search_effort = 0.0F;                 ///< [log hazard ratio (monthly) per sd]
    float lhr_search_quality = 0.0F;                ///< [log hazard ratio (monthly) per sd]
    float path_motivation_search = 0.0F;            ///< [sd per sd]
    float motiv_gain_useful_autonomy = 0.0F;        ///< [sd of motivation]
    float motiv_choice_useless = 0.0F;              ///< [sd of motivation]
    float motiv_loss_coercion = 0.0F;               ///< [sd of motivation]
    float share_negative_reciprocal = 0.0F;         ///< [share]
    float motiv_drift_jobless = 0.0F;               ///< [sd per month]
    float lhr_per_required_application = 0.0F;      ///< [log hazard ratio (monthly)]
    float lhr_sep_per_required_application = 0.0F;  ///< [log hazard ratio (monthly)]
    float lhr_monitoring_removed = 0.0F;            ///< [log hazard ratio (monthly)]
    float lhr_exemption_during = 0.0F;              ///< [log hazard ratio (monthly)]
    float lhr_exemption_after = 0.0F;               ///< [log hazard ratio (monthly)]
    float lhr_threat_new = 0.0F;                    ///< [log hazard ratio (monthly)]
    float lhr_threat_longterm = 0.0F;               ///< [log hazard ratio (monthly)]
    float lhr_sanction_peak = 0.0F;                 ///< [log hazard ratio (monthly)]
    float sanction_months = 0.0F;                   ///< [months]
    float warning_ratio = 0.0F;                     ///< [ratio]
    float lhr_sanction_nonwork_exit = 0.0F;         ///< [log hazard ratio (monthly)]
    float lhr_sanction_separation = 0.0F;           ///< [log hazard ratio (monthly)]
    float mh_shift_sanction = 0.0F;                 ///< [sd of latent health score]
    float mh_shift_strict_regime = 0.0F;            ///< [sd of latent health score]
    float lhr_sanction_backfire = 0.0F;             ///< [log hazard ratio (monthly)]
    float sanction_avoidance = 0.0F;                ///< [share]
    float applicant_deterrence = 0.0F;              ///< [share]
    float deterred_in_work = 0.0F;                  ///< [share]
    float deterrence_left_6m = 0.0F;                ///< [share]
    float return_after_enforcement_6m = 0.0F;       ///< [share]
    float lhr_tegenprestatie = 0.0F;                ///< [log hazard ratio (monthly)]
    float lhr_tegenprestatie_lockin = 0.0F;         ///< [log hazard ratio (monthly)]
    float lhr_tegenprestatie_nonwork_exit = 0.0F;   ///< [log hazard ratio (monthly)]
    float tegenprestatie_takeup = 0.0F;             ///< [share]
    float mh_gain_tegenprestatie_men_low = 0.0F;    ///< [sd of latent health score]
    float mh_gain_tegenprestatie_other = 0.0F;      ///< [sd of latent health score]
    float mh_loss_imposed_useless = 0.0F;           ///< [sd of latent health score]
    float lhr_voluntary_volunteering = 0.0F;        ///< [log hazard ratio (monthly)]
    float mh_gain_volunteering_inactive = 0.0F;     ///< [sd of latent health score]
    float mh_gain_volunteering_jobseeker = 0.0F;    ///< [sd of latent health score]
    float volunteering_shift_trust = 0.0F;          ///< [probability difference]
    float elast_contact_ui = 0.0F;                  ///< [elasticity]
    float elast_caseload_full = 0.0F;               ///< [elasticity]
    float elast_caseload_parttime = 0.0F;           ///< [elasticity]
    float caseload_by_distance = 0.0F;              ///< [1]
    float chance_centre = 0.0F;                     ///< [log rate]
    float chance_sd = 1.0F;                         ///< [log rate]
    float guidance_fade = 0.0F;                     ///< [coefficient]
    float lhr_guidance_separation = 0.0F;           ///< [log hazard ratio (monthly)]
    float mh_gain_guidance = 0.0F;                  ///< [sd of latent health score]
    float caseworker_quality_sd = 0.0F;             ///< [log hazard ratio (monthly)]
    float contact_quality_slope = 0.0F;             ///< [ratio]
    float lhr_caseworker_switch = 0.0F;             ///< [log hazard ratio (monthly)]
    float switch_months = 0.0F;                     ///< [months]
    float lhr_neighbourhood_team = 0.0F;            ///< [log hazard ratio (monthly)]
    float lhr_directive_style = 0.0F;               ///< [log hazard ratio (monthly)]
    float lhr_motivational_interviewing = 0.0F;     ///< [log hazard ratio (monthly)]
    float cream_exponent = 0.0F;                    ///< [exponent]
    float lhr_disregard_parttime = 0.0F;            ///< [log hazard ratio (monthly)]
    float lhr_disregard_full_during = 0.0F;         ///< [log hazard ratio (monthly)]
    float lhr_disregard_full_after = 0.0F;          ///< [log hazard ratio (monthly)]
    float lhr_steppingstone = 0.0F;                 ///< [log hazard ratio (monthly)]
    float lhr_bonus = 0.0F;                         ///< [log hazard ratio (monthly)]
    float lhr_training_lockin = 0.0F;               ///< [log hazard ratio (monthly)]
    float lhr_training_practice = 0.0F;             ///< [log hazard ratio (monthly)]
    float lhr_training_classroom = 0.0F;            ///< [log hazard ratio (monthly)]
    float lhr_training_skill_motivation = 0.0F;     ///< [log hazard ratio (monthly)]
    float training_low_motivation_bonus = 0.0F;     ///< [log hazard ratio (monthly) per sd]
    float mh_gain_group_training = 0.0F;            ///< [sd of latent health score]
    float training_gain_months = 0.0F;              ///< [months]
    float lhr_ips_smi = 0.0F;                       ///< [log hazard ratio (monthly)]
    float lhr_integrated_moderate = 0.0F;           ///< [log hazard ratio (monthly)]
    float lhr_ips_separation = 0.0F;                ///< [log hazard ratio (monthly)]
    float mh_gain_therapy = 0.0F;                   ///< [sd of latent health score]
    float mh_gain_ips = 0.0F;                       ///< [sd of latent health score]
    float lhr_network = 0.0F;                       ///< [log hazard ratio (monthly) per sd]
    float lhr_language_100h = 0.0F;                 ///< [log hazard ratio (monthly)]
    float trust_shift_fraud_check = 0.0F;           ///< [sd of motivation]
    float policy_log_cap = 0.0F;                    ///< [log hazard ratio (monthly)]
    // constants.csv
    /// log monthly rate of finding full work: man, 35-45, low education, just out of work, health at recipients' mean,
    /// tightness 40 [log(1/month)]
    float b_job = 0.0F;
    float sd_frailty = 0.0F;           ///< spread of unobserved chances to find work [log]
    float frailty_cap = 0.0F;          ///< upper bound of frailty above its mean, in sd [sd]
    float sd_frailty_other = 0.0F;     ///< spread of unobserved chances of other exits [log]
    float frailty_correlation = 0.0F;  ///< correlation of the two frailties (not identified) [1]
    float job_woman = 0.0F;            ///< woman, on finding full work [log hazard ratio]
    float job_young_child = 0.0F;      ///< youngest child below 5, on finding full work [log hazard ratio]
    float job_age_27 = 0.0F;           ///< age below 27, reference 35-45 [log hazard ratio]
    float job_age_35 = 0.0F;           ///< age 27-35 [log hazard ratio]
    float job_age_55 = 0.0F;           ///< age 45-55 [log hazard ratio]
    float job_age_pension = 0.0F;      ///< age 55 and over [log hazard ratio]
    float job_middle = 0.0F;           ///< middle education [log hazard ratio]
    float job_high = 0.0F;             ///< higher education [log hazard ratio]
    float job_skill = 0.0F;            ///< per unit of skill [log hazard ratio]
    float job_language = 0.0F;         ///< per sd of proficiency in Dutch [log hazard ratio]
    /// months without work at the claim, for those not just out of work [months]
    float jobless_start_long = 0.0F;
    float b_other = 0.0F;             ///< log monthly rate of other exits, age 27-55 [log(1/month)]
    float other_age_27 = 0.0F;        ///< age below 27, on other exits [log hazard ratio]
    float other_age_55 = 0.0F;        ///< age 55 and over, on other exits [log hazard ratio]
    float b_part = 0.0F;              ///< log monthly rate of starting part-time work beside benefit [log(1/month)]
    float part_end = 0.0F;            ///< monthly chance that part-time work ends [1/month]
    float part_hours = 0.0F;          ///< mean hours of part-time work beside benefit [h/week]
    float sep_start = 0.0F;           ///< monthly rate of losing a new job [1/month]
    float sep_inf = 0.0F;             ///< monthly rate of losing an old job [1/month]
    float sep_months = 0.0F;          ///< time constant of the fall in job loss [months]
    float reemploy = 0.0F;            ///< monthly rate of finding work again between jobs [1/month]
    float reemploy_early = 0.0F;      ///< multiple of reemploy in the first 6 months [1]
    float reemploy_late = 0.0F;       ///< multiple of reemploy after 6 months [1]
    float return_job = 0.0F;          ///< monthly rate of returning to benefit between jobs [1/month]
    float inactive_rate = 0.0F;       ///< monthly rate of giving up after 6 months between jobs [1/month]
    float return_other = 0.0F;        ///< monthly rate of coming back right after another exit [1/month]
    float return_other_decay = 0.0F;  ///< decay of return_other per month since the exit [1/month]
    float return_other_floor = 0.0F;  ///< monthly rate of coming back long after an exit [1/month]
    float cost_of_living = 0.0F;      ///< mean cost of living as a share of the norm [1]
    float cost_of_living_sd = 0.0F;   ///< spread of the cost of living [1]
    float cost_of_extra = 0.0F;       ///< share of income above the norm that is spent [1]
    /// least a household without benefit or work spends, as a multiple of its income [1]
    float cost_low_income = 0.0F;
    float under_water_cost = 0.0F;  ///< extra housing cost of owners under water as a share of the norm [1]
    float shock_chance = 0.0F;      ///< monthly chance of an unexpected expense [1/month]
    float shock_mean = 0.0F;        ///< mean unexpected expense [EUR]
    float support_share = 0.0F;     ///< income of households between jobs or inactive, as a share of the norm [1]
    /// income of households that left benefit for another reason, as a multiple of the norm [1]
    float exit_share_other_benefit = 0.0F;   ///< [share of leavers]
    float exit_share_partner = 0.0F;         ///< [share of leavers]
    float exit_share_study = 0.0F;           ///< [share of leavers]
    float exit_share_moved = 0.0F;           ///< [share of leavers]
    float exit_share_detention = 0.0F;       ///< [share of leavers]
    float exit_share_ended = 0.0F;           ///< [share of leavers]
    float exit_share_own = 0.0F;             ///< [share of leavers]
    float exit_income_other_benefit = 0.0F;  ///< [1]
    float exit_income_partner = 0.0F;        ///< [1]
    float exit_income_study = 0.0F;          ///< [1]
    float exit_income_moved = 0.0F;          ///< [1]
    float exit_income_detention = 0.0F;      ///< [1]
    float exit_income_ended = 0.0F;          ///< [1]
    float ended_claim = 0.0F;                ///< [EUR]
    float noshow_punished = 0.0F;            ///< [1/month]
    float hours_per_check = 0.0F;            ///< [h]
    float hours_per_sanction = 0.0F;         ///< [h]
    float cost_fixed = 0.0F;                 ///< [1]
    float collection_cost = 0.0F;            ///< costs that creditors add to a new debt [1]
    float debt_end = 0.0F;                   ///< monthly rate at which a small debt ends by itself [1/month]
    float debt_end_size = 0.0F;              ///< debt at which that rate has halved [EUR]
    float debt_per_creditor = 0.0F;          ///< debt per creditor, from which the number of creditors follows [EUR]
    float entrant_debt_share = 0.0F;         ///< share of applicants with debts [1]
    float entrant_debt_median = 0.0F;        ///< their median debt [EUR]
    float entrant_debt_sd = 0.0F;            ///< their spread of log debt [1]
    float entrant_savings = 0.0F;            ///< mean savings at the claim [EUR]
    float problem_debt_least = 0.0F;         ///< least debt that can be problematic [EUR]
    float problem_debt_months = 0.0F;        ///< months in which a debt must be repayable [months]
    float help_start = 0.0F;                 ///< monthly rate at which people in problem debt ask for help [1/month]
    float arrears_least = 0.0F;              ///< least shortfall in a month that counts as a payment arrear [EUR]
    float mental_set_mean = 0.0F;            ///< mean set point of mental health [z]
    float physical_set_mean = 0.0F;          ///< mean set point of physical health at age 40 [z]
    float physical_age = 0.0F;               ///< change of physical health per year of age [z/year]
    float mental_reference = 0.0F;           ///< mental health at which b_job holds [z]
    float physical_reference = 0.0F;         ///< physical health at which b_job holds [z]
    float between_sd = 0.0F;                 ///< spread between people of mental and physical set points [z]
    float shared_variance = 0.0F;            ///< share of that variance common to mental and physical [1]
    float mental_within = 0.0F;              ///< spread within a person, mental [z]
    float physical_within = 0.0F;            ///< spread within a person, physical [z]
    float low_mental_set = 0.0F;             ///< set point below which mental health counts as the worst third [z]
    float motivation_persistence = 0.0F;     ///< monthly persistence of motivation [1]
    float trust_persistence = 0.0F;          ///< monthly persistence of trust [1]
    /// months without work after which motivation drifts no further [months]
    float motivation_drift_months = 0.0F;
    float trust_alliance = 0.0F;   ///< trust per unit of alliance above the reference [z]
    float trust_autonomy = 0.0F;   ///< trust under useful autonomy [z]
    float trust_sanction = 0.0F;   ///< trust right after a sanction [z]
    float alliance_growth = 0.0F;  ///< growth of the alliance per contact hour [1/h]
    float alliance_decay = 0.0F;   ///< monthly decay of the alliance [1/month]
    /// monthly pull towards a stranger's alliance when contacts change [1/month]
    float alliance_change = 0.0F;
    float alliance_start = 0.0F;          ///< alliance with a new caseworker [1]
    float alliance_reference = 0.0F;      ///< alliance in the reference regime [1]
    float known_growth = 0.0F;            ///< growth of how well the office knows a person per contact hour [1/h]
    float known_decay = 0.0F;             ///< monthly decay of that [1/month]
    float known_course_hour = 0.0F;       ///< contact hours that an hour in a course is worth for knowing a person [1]
    float turnover_permanent = 0.0F;      ///< monthly chance that a permanent caseworker leaves [1/month]
    float turnover_temporary = 0.0F;      ///< the same, temporary [1/month]
    float share_temporary = 0.0F;         ///< share of temporary caseworkers [1]
    float satisfaction_targets = 0.0F;    ///< shift of caseworkers' satisfaction under targets and clocked time [z]
    float satisfaction_judgement = 0.0F;  ///< the same, under professional judgement [z]
    float satisfaction_caseload = 0.0F;   ///< the same, per unit of ln(caseload / 150) [z]
    float satisfaction_turnover = 0.0F;   ///< log of turnover and sickness per sd less satisfaction [log]
    float sickness_share = 0.0F;          ///< share of caseworkers' hours usually lost to sickness [1]
    float network_sd = 0.0F;              ///< spread of the share of neighbours in work [1]
    /// pull of EUR 100 a month on starting part-time work, where attachment takes it [log per EUR 100]
    float incentive_part_debt = 0.0F;
    /// pull of EUR 100 a month on starting part-time work, as a multiple of lhr_disregard_parttime [1 per EUR 100]
    float incentive_part = 0.0F;
    /// pull of EUR 100 a month on finding full work, as a multiple of minus lhr_garnishment [1 per EUR 100]
    float incentive_full = 0.0F;
    float full_wage = 0.0F;  ///< net wage of a full-time job as a multiple of the single norm [1]
    /// monthly chance, at a check chance of 1, that too little search is seen and punished [1/month]
    float punish_chance = 0.0F;
    /// monthly rate of starting mental health care at the reference mental health [1/month]
    float care_start = 0.0F;
    float care_slope = 0.0F;   ///< change of that log rate per sd of mental health [1]
    float care_months = 0.0F;  ///< months of a care episode [months]
    /// sum of mental and physical health below which the duty to apply is waived [z]
    float exempt_health = 0.0F;
    float exempt_parent = 0.0F;  ///< share of single parents with a young child whose duty is waived [1]
    /// monthly rate of starting to volunteer where it is offered, at mean motivation, health and trust [1/month]
    float volunteer_start = 0.0F;
    float volunteer_months = 0.0F;  ///< months of a volunteering episode [months]
    /// monthly chance of taking a subsidised job that is offered, at mean motivation, health and trust [1/month]
    float subsidised_start = 0.0F;
    float skill_loss = 0.0F;           ///< loss of skill per month without work [1/month]
    float skill_gain = 0.0F;           ///< gain of skill per month in work [1/month]
    float skill_floor = 0.0F;          ///< least skill [1]
    float search_young_child = 0.0F;   ///< search effort with a young child [sd]
    float search_problem_debt = 0.0F;  ///< search effort in problem debt [sd]
    float quality_motivation = 0.0F;   ///< search quality per sd of motivation [sd]
    float quality_language = 0.0F;     ///< search quality per sd of language [sd]
    float quality_alliance = 0.0F;     ///< search quality per unit of alliance [sd]
    float quality_overload = 0.0F;     ///< loss of search quality per checked application above 8 [sd]
    float own_share_low = 0.0F;        ///< our people's share of labour supply, low education [1]
    float own_share_middle = 0.0F;     ///< the same, middle education [1]
    float own_share_high = 0.0F;       ///< the same, high education [1]
    float matching_c = 0.0F;           ///< constant c of the matching function [1]
    float matching_k = 0.0F;           ///< constant k of the matching function [1]
    float vacancy_recovery = 0.0F;     ///< kappa: share of a vacancy gap closed in a month [1]
    float vacancy_fill = 0.0F;         ///< share of extra hires that use up a vacancy [1]
    /// first-time applicants as a share of inflow that is not re-inflow within a year [1]
    float first_time_share = 0.0F;
};

/// Calls visit(key, member) for every parameter, in the order above.
template <class P, class Visit>
constexpr void for_each_parameter(P& p, Visit&& visit)
{
    visit(std::string_view{"duration_floor"}, p.duration_floor);
    visit(std::string_view{"duration_decay"}, p.duration_decay);
    visit(std::string_view{"lhr_mental_health"}, p.lhr_mental_health);
    visit(std::string_view{"lhr_physical_health"}, p.lhr_physical_health);
    visit(std::string_view{"lhr_health_separation"}, p.lhr_health_separation);
    visit(std::string_view{"mh_shift_jobless"}, p.mh_shift_jobless);
    visit(std::string_view{"mh_persistence"}, p.mh_persistence);
    visit(std::string_view{"mh_reemployment_low_extra"}, p.mh_reemployment_low_extra);
    visit(std::string_view{"ph_shift_jobless"}, p.ph_shift_jobless);
    visit(std::string_view{"ph_persistence"}, p.ph_persistence);
    visit(std::string_view{"mh_shift_problem_debt"}, p.mh_shift_problem_debt);
    visit(std::string_view{"mh_shift_per_creditor"}, p.mh_shift_per_creditor);
    visit(std::string_view{"cog_gain_per_account_cleared"}, p.cog_gain_per_account_cleared);
    visit(std::string_view{"lhr_garnishment"}, p.lhr_garnishment);
    visit(std::string_view{"lhr_full_debt_relief"}, p.lhr_full_debt_relief);
    visit(std::string_view{"lhr_partial_debt_relief"}, p.lhr_partial_debt_relief);
    visit(std::string_view{"mh_gain_partial_debt_relief"}, p.mh_gain_partial_debt_relief);
    visit(std::string_view{"lhr_debt_plan_work"}, p.lhr_debt_plan_work);
    visit(std::string_view{"lhr_debt_plan_threat"}, p.lhr_debt_plan_threat);
    visit(std::string_view{"lhr_debt_offer_nonwork_exit"}, p.lhr_debt_offer_nonwork_exit);
    visit(std::string_view{"lhr_search_effort"}, p.lhr_search_effort);
    visit(std::string_view{"lhr_search_quality"}, p.lhr_search_quality);
    visit(std::string_view{"path_motivation_search"}, p.path_motivation_search);
    visit(std::string_view{"motiv_gain_useful_autonomy"}, p.motiv_gain_useful_autonomy);
    visit(std::string_view{"motiv_choice_useless"}, p.motiv_choice_useless);
    visit(std::string_view{"motiv_loss_coercion"}, p.motiv_loss_coercion);
    visit(std::string_view{"share_negative_reciprocal"}, p.share_negative_reciprocal);
    visit(std::string_view{"motiv_drift_jobless"}, p.motiv_drift_jobless);
    visit(std::string_view{"lhr_per_required_application"}, p.lhr_per_required_application);
    visit(std::string_view{"lhr_sep_per_required_application"}, p.lhr_sep_per_required_application);
    visit(std::string_view{"lhr_monitoring_removed"}, p.lhr_monitoring_removed);
    visit(std::string_view{"lhr_exemption_during"}, p.lhr_exemption_during);
    visit(std::string_view{"lhr_exemption_after"}, p.lhr_exemption_after);
    visit(std::string_view{"lhr_threat_new"}, p.lhr_threat_new);
    visit(std::string_view{"lhr_threat_longterm"}, p.lhr_threat_longterm);
    visit(std::string_view{"lhr_sanction_peak"}, p.lhr_sanction_peak);
    visit(std::string_view{"sanction_months"}, p.sanction_months);
    visit(std::string_view{"warning_ratio"}, p.warning_ratio);
    visit(std::string_view{"lhr_sanction_nonwork_exit"}, p.lhr_sanction_nonwork_exit);
    visit(std::string_view{"lhr_sanction_separation"}, p.lhr_sanction_separation);
    visit(std::string_view{"mh_shift_sanction"}, p.mh_shift_sanction);
    visit(std::string_view{"mh_shift_strict_regime"}, p.mh_shift_strict_regime);
    visit(std::string_view{"lhr_sanction_backfire"}, p.lhr_sanction_backfire);
    visit(std::string_view{"sanction_avoidance"}, p.sanction_avoidance);
    visit(std::string_view{"applicant_deterrence"}, p.applicant_deterrence);
    visit(std::string_view{"deterred_in_work"}, p.deterred_in_work);
    visit(std::string_view{"deterrence_left_6m"}, p.deterrence_left_6m);
    visit(std::string_view{"return_after_enforcement_6m"}, p.return_after_enforcement_6m);
    visit(std::string_view{"lhr_tegenprestatie"}, p.lhr_tegenprestatie);
    visit(std::string_view{"lhr_tegenprestatie_lockin"}, p.lhr_tegenprestatie_lockin);
    visit(std::string_view{"lhr_tegenprestatie_nonwork_exit"}, p.lhr_tegenprestatie_nonwork_exit);
    visit(std::string_view{"tegenprestatie_takeup"}, p.tegenprestatie_takeup);
    visit(std::string_view{"mh_gain_tegenprestatie_men_low"}, p.mh_gain_tegenprestatie_men_low);
    visit(std::string_view{"mh_gain_tegenprestatie_other"}, p.mh_gain_tegenprestatie_other);
    visit(std::string_view{"mh_loss_imposed_useless"}, p.mh_loss_imposed_useless);
    visit(std::string_view{"lhr_voluntary_volunteering"}, p.lhr_voluntary_volunteering);
    visit(std::string_view{"mh_gain_volunteering_inactive"}, p.mh_gain_volunteering_inactive);
    visit(std::string_view{"mh_gain_volunteering_jobseeker"}, p.mh_gain_volunteering_jobseeker);
    visit(std::string_view{"volunteering_shift_trust"}, p.volunteering_shift_trust);
    visit(std::string_view{"elast_contact_ui"}, p.elast_contact_ui);
    visit(std::string_view{"elast_caseload_full"}, p.elast_caseload_full);
    visit(std::string_view{"elast_caseload_parttime"}, p.elast_caseload_parttime);
    visit(std::string_view{"caseload_by_distance"}, p.caseload_by_distance);
    visit(std::string_view{"chance_centre"}, p.chance_centre);
    visit(std::string_view{"chance_sd"}, p.chance_sd);
    visit(std::string_view{"guidance_fade"}, p.guidance_fade);
    visit(std::string_view{"lhr_guidance_separation"}, p.lhr_guidance_separation);
    visit(std::string_view{"mh_gain_guidance"}, p.mh_gain_guidance);
    visit(std::string_view{"caseworker_quality_sd"}, p.caseworker_quality_sd);
    visit(std::string_view{"contact_quality_slope"}, p.contact_quality_slope);
    visit(std::string_view{"lhr_caseworker_switch"}, p.lhr_caseworker_switch);
    visit(std::string_view{"switch_months"}, p.switch_months);
    visit(std::string_view{"lhr_neighbourhood_team"}, p.lhr_neighbourhood_team);
    visit(std::string_view{"lhr_directive_style"}, p.lhr_directive_style);
    visit(std::string_view{"lhr_motivational_interviewing"}, p.lhr_motivational_interviewing);
    visit(std::string_view{"cream_exponent"}, p.cream_exponent);
    visit(std::string_view{"lhr_disregard_parttime"}, p.lhr_disregard_parttime);
    visit(std::string_view{"lhr_disregard_full_during"}, p.lhr_disregard_full_during);
    visit(std::string_view{"lhr_disregard_full_after"}, p.lhr_disregard_full_after);
    visit(std::string_view{"lhr_steppingstone"}, p.lhr_steppingstone);
    visit(std::string_view{"lhr_bonus"}, p.lhr_bonus);
    visit(std::string_view{"lhr_training_lockin"}, p.lhr_training_lockin);
    visit(std::string_view{"lhr_training_practice"}, p.lhr_training_practice);
    visit(std::string_view{"lhr_training_classroom"}, p.lhr_training_classroom);
    visit(std::string_view{"lhr_training_skill_motivation"}, p.lhr_training_skill_motivation);
    visit(std::string_view{"training_low_motivation_bonus"}, p.training_low_motivation_bonus);
    visit(std::string_view{"mh_gain_group_training"}, p.mh_gain_group_training);
    visit(std::string_view{"training_gain_months"}, p.training_gain_months);
    visit(std::string_view{"lhr_ips_smi"}, p.lhr_ips_smi);
    visit(std::string_view{"lhr_integrated_moderate"}, p.lhr_integrated_moderate);
    visit(std::string_view{"lhr_ips_separation"}, p.lhr_ips_separation);
    visit(std::string_view{"mh_gain_therapy"}, p.mh_gain_therapy);
    visit(std::string_view{"mh_gain_ips"}, p.mh_gain_ips);
    visit(std::string_view{"lhr_network"}, p.lhr_network);
    visit(std::string_view{"lhr_language_100h"}, p.lhr_language_100h);
    visit(std::string_view{"trust_shift_fraud_check"}, p.trust_shift_fraud_check);
    visit(std::string_view{"policy_log_cap"}, p.policy_log_cap);
    visit(std::string_view{"b_job"}, p.b_job);
    visit(std::string_view{"sd_frailty"}, p.sd_frailty);
    visit(std::string_view{"frailty_cap"}, p.frailty_cap);
    visit(std::string_view{"sd_frailty_other"}, p.sd_frailty_other);
    visit(std::string_view{"frailty_correlation"}, p.frailty_correlation);
    visit(std::string_view{"job_woman"}, p.job_woman);
    visit(std::string_view{"job_young_child"}, p.job_young_child);
    visit(std::string_view{"job_age_27"}, p.job_age_27);
    visit(std::string_view{"job_age_35"}, p.job_age_35);
    visit(std::string_view{"job_age_55"}, p.job_age_55);
    visit(std::string_view{"job_age_pension"}, p.job_age_pension);
    visit(std::string_view{"job_middle"}, p.job_middle);
    visit(std::string_view{"job_high"}, p.job_high);
    visit(std::string_view{"job_skill"}, p.job_skill);
    visit(std::string_view{"job_language"}, p.job_language);
    visit(std::string_view{"jobless_start_long"}, p.jobless_start_long);
    visit(std::string_view{"b_other"}, p.b_other);
    visit(std::string_view{"other_age_27"}, p.other_age_27);
    visit(std::string_view{"other_age_55"}, p.other_age_55);
    visit(std::string_view{"b_part"}, p.b_part);
    visit(std::string_view{"part_end"}, p.part_end);
    visit(std::string_view{"part_hours"}, p.part_hours);
    visit(std::string_view{"sep_start"}, p.sep_start);
    visit(std::string_view{"sep_inf"}, p.sep_inf);
    visit(std::string_view{"sep_months"}, p.sep_months);
    visit(std::string_view{"reemploy"}, p.reemploy);
    visit(std::string_view{"reemploy_early"}, p.reemploy_early);
    visit(std::string_view{"reemploy_late"}, p.reemploy_late);
    visit(std::string_view{"return_job"}, p.return_job);
    visit(std::string_view{"inactive_rate"}, p.inactive_rate);
    visit(std::string_view{"return_other"}, p.return_other);
    visit(std::string_view{"return_other_decay"}, p.return_other_decay);
    visit(std::string_view{"return_other_floor"}, p.return_other_floor);
    visit(std::string_view{"cost_of_living"}, p.cost_of_living);
    visit(std::string_view{"cost_of_living_sd"}, p.cost_of_living_sd);
    visit(std::string_view{"cost_of_extra"}, p.cost_of_extra);
    visit(std::string_view{"cost_low_income"}, p.cost_low_income);
    visit(std::string_view{"under_water_cost"}, p.under_water_cost);
    visit(std::string_view{"shock_chance"}, p.shock_chance);
    visit(std::string_view{"shock_mean"}, p.shock_mean);
    visit(std::string_view{"support_share"}, p.support_share);
    visit(std::string_view{"exit_share_other_benefit"}, p.exit_share_other_benefit);
    visit(std::string_view{"exit_share_partner"}, p.exit_share_partner);
    visit(std::string_view{"exit_share_study"}, p.exit_share_study);
    visit(std::string_view{"exit_share_moved"}, p.exit_share_moved);
    visit(std::string_view{"exit_share_detention"}, p.exit_share_detention);
    visit(std::string_view{"exit_share_ended"}, p.exit_share_ended);
    visit(std::string_view{"exit_share_own"}, p.exit_share_own);
    visit(std::string_view{"exit_income_other_benefit"}, p.exit_income_other_benefit);
    visit(std::string_view{"exit_income_partner"}, p.exit_income_partner);
    visit(std::string_view{"exit_income_study"}, p.exit_income_study);
    visit(std::string_view{"exit_income_moved"}, p.exit_income_moved);
    visit(std::string_view{"exit_income_detention"}, p.exit_income_detention);
    visit(std::string_view{"exit_income_ended"}, p.exit_income_ended);
    visit(std::string_view{"ended_claim"}, p.ended_claim);
    visit(std::string_view{"noshow_punished"}, p.noshow_punished);
    visit(std::string_view{"hours_per_check"}, p.hours_per_check);
    visit(std::string_view{"hours_per_sanction"}, p.hours_per_sanction);
    visit(std::string_view{"cost_fixed"}, p.cost_fixed);
    visit(std::string_view{"collection_cost"}, p.collection_cost);
    visit(std::string_view{"debt_end"}, p.debt_end);
    visit(std::string_view{"debt_end_size"}, p.debt_end_size);
    visit(std::string_view{"debt_per_creditor"}, p.debt_per_creditor);
    visit(std::string_view{"entrant_debt_share"}, p.entrant_debt_share);
    visit(std::string_view{"entrant_debt_median"}, p.entrant_debt_median);
    visit(std::string_view{"entrant_debt_sd"}, p.entrant_debt_sd);
    visit(std::string_view{"entrant_savings"}, p.entrant_savings);
    visit(std::string_view{"problem_debt_least"}, p.problem_debt_least);
    visit(std::string_view{"problem_debt_months"}, p.problem_debt_months);
    visit(std::string_view{"help_start"}, p.help_start);
    visit(std::string_view{"arrears_least"}, p.arrears_least);
    visit(std::string_view{"mental_set_mean"}, p.mental_set_mean);
    visit(std::string_view{"physical_set_mean"}, p.physical_set_mean);
    visit(std::string_view{"physical_age"}, p.physical_age);
    visit(std::string_view{"mental_reference"}, p.mental_reference);
    visit(std::string_view{"physical_reference"}, p.physical_reference);
    visit(std::string_view{"between_sd"}, p.between_sd);
    visit(std::string_view{"shared_variance"}, p.shared_variance);
    visit(std::string_view{"mental_within"}, p.mental_within);
    visit(std::string_view{"physical_within"}, p.physical_within);
    visit(std::string_view{"low_mental_set"}, p.low_mental_set);
    visit(std::string_view{"motivation_persistence"}, p.motivation_persistence);
    visit(std::string_view{"trust_persistence"}, p.trust_persistence);
    visit(std::string_view{"motivation_drift_months"}, p.motivation_drift_months);
    visit(std::string_view{"trust_alliance"}, p.trust_alliance);
    visit(std::string_view{"trust_autonomy"}, p.trust_autonomy);
    visit(std::string_view{"trust_sanction"}, p.trust_sanction);
    visit(std::string_view{"alliance_growth"}, p.alliance_growth);
    visit(std::string_view{"alliance_decay"}, p.alliance_decay);
    visit(std::string_view{"alliance_change"}, p.alliance_change);
    visit(std::string_view{"alliance_start"}, p.alliance_start);
    visit(std::string_view{"alliance_reference"}, p.alliance_reference);
    visit(std::string_view{"known_growth"}, p.known_growth);
    visit(std::string_view{"known_decay"}, p.known_decay);
    visit(std::string_view{"known_course_hour"}, p.known_course_hour);
    visit(std::string_view{"turnover_permanent"}, p.turnover_permanent);
    visit(std::string_view{"turnover_temporary"}, p.turnover_temporary);
    visit(std::string_view{"share_temporary"}, p.share_temporary);
    visit(std::string_view{"satisfaction_targets"}, p.satisfaction_targets);
    visit(std::string_view{"satisfaction_judgement"}, p.satisfaction_judgement);
    visit(std::string_view{"satisfaction_caseload"}, p.satisfaction_caseload);
    visit(std::string_view{"satisfaction_turnover"}, p.satisfaction_turnover);
    visit(std::string_view{"sickness_share"}, p.sickness_share);
    visit(std::string_view{"network_sd"}, p.network_sd);
    visit(std::string_view{"incentive_part_debt"}, p.incentive_part_debt);
    visit(std::string_view{"incentive_part"}, p.incentive_part);
    visit(std::string_view{"incentive_full"}, p.incentive_full);
    visit(std::string_view{"full_wage"}, p.full_wage);
    visit(std::string_view{"punish_chance"}, p.punish_chance);
    visit(std::string_view{"care_start"}, p.care_start);
    visit(std::string_view{"care_slope"}, p.care_slope);
    visit(std::string_view{"care_months"}, p.care_months);
    visit(std::string_view{"exempt_health"}, p.exempt_health);
    visit(std::string_view{"exempt_parent"}, p.exempt_parent);
    visit(std::string_view{"volunteer_start"}, p.volunteer_start);
    visit(std::string_view{"volunteer_months"}, p.volunteer_months);
    visit(std::string_view{"subsidised_start"}, p.subsidised_start);
    visit(std::string_view{"skill_loss"}, p.skill_loss);
    visit(std::string_view{"skill_gain"}, p.skill_gain);
    visit(std::string_view{"skill_floor"}, p.skill_floor);
    visit(std::string_view{"search_young_child"}, p.search_young_child);
    visit(std::string_view{"search_problem_debt"}, p.search_problem_debt);
    visit(std::string_view{"quality_motivation"}, p.quality_motivation);
    visit(std::string_view{"quality_language"}, p.quality_language);
    visit(std::string_view{"quality_alliance"}, p.quality_alliance);
    visit(std::string_view{"quality_overload"}, p.quality_overload);
    visit(std::string_view{"own_share_low"}, p.own_share_low);
    visit(std::string_view{"own_share_middle"}, p.own_share_middle);
    visit(std::string_view{"own_share_high"}, p.own_share_high);
    visit(std::string_view{"matching_c"}, p.matching_c);
    visit(std::string_view{"matching_k"}, p.matching_k);
    visit(std::string_view{"vacancy_recovery"}, p.vacancy_recovery);
    visit(std::string_view{"vacancy_fill"}, p.vacancy_fill);
    visit(std::string_view{"first_time_share"}, p.first_time_share);
}

}  // namespace vangnet::agents
