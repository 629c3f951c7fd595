//! Section 1. Conditions for the right.

use crate::assessment::{RuleOutcome, Subject};
use crate::calendar::Date;
use crate::case::{Case, Report, pointer};
use crate::couples::Tie;
use crate::household::{
    Abroad, Adult, ApplicationReason, Availability, Citizenship, Education, EuRight, FromAbroad,
    OtherSupport, Permit, Person, SelfEmployment, Visitation,
};
use crate::part_months;
use crate::rule::Rule;

use RuleOutcome::{KommunenVurderer, Met, NotApplicable, NotMet, Todo};

/// What section 1 found about a person that later sections build on.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    /// EU/EØS citizen with a right of residence (R1-03 met): R1-17 to R1-19 do not apply.
    pub eu_ret: bool,
    /// R1-17; `None` is missing.
    pub opholdskrav: Option<bool>,
    /// R1-18; `None` is missing.
    pub beskaeftigelseskrav: Option<bool>,
    /// R1-19; `None` is left out.
    pub dokumentation: Option<bool>,
}

impl Standing {
    /// R3-02 `req`: full rate under § 16, stk. 1. `None` when a missing fact decides it.
    pub(crate) fn opfylder_krav(&self) -> Option<bool> {
        let all = [
            self.opholdskrav,
            self.beskaeftigelseskrav,
            self.dokumentation,
        ];
        if all.contains(&Some(false)) {
            return Some(false);
        }
        if all.contains(&None) {
            None
        } else {
            Some(true)
        }
    }
}

/// The conditions of the household and of every computed person.
pub(crate) fn run(case: &Case<'_>, tie: Tie, report: &mut Report) -> [Standing; 2] {
    r1_07(case, report);
    r1_09(case, report);
    r1_15(case, report);
    part_months::r10_05(case, report);
    let mut standings = [Standing::default(); 2];
    for (person, standing) in tie.computed().iter().zip(&mut standings) {
        let Some(adult) = case.household.adult(*person) else {
            continue;
        };
        *standing = person_conditions(case, *person, adult, report);
    }
    if tie == Tie::UdenRet {
        spouse_without_own_right(case, report);
    }
    standings
}

fn person_conditions(
    case: &Case<'_>,
    person: Person,
    adult: &Adult,
    report: &mut Report,
) -> Standing {
    r1_01(case, person, adult, report);
    r1_02(person, adult, report);
    let eu_ret = r1_03(person, adult, report);
    r1_04(person, adult, report);
    r1_05(person, adult, report);
    r1_06(person, adult, report);
    r1_10(person, adult, report);
    let no_duty = r1_12_r1_13(person, adult, report);
    r1_14(person, adult, no_duty, report);
    r1_16(person, adult, report);
    let basis_known = adult.citizenship.is_some_and(|citizenship| {
        citizenship != Citizenship::EuEea || adult.eu_right_of_residence.is_some()
    });
    let pension = r1_20(case, person, adult, report);
    let mut standing = Standing {
        eu_ret,
        ..Standing::default()
    };
    if basis_known {
        standing.opholdskrav = r1_17(case, person, adult, eu_ret, report);
        standing.beskaeftigelseskrav = r1_18(case, person, adult, eu_ret, pension, report);
        standing.dokumentation = Some(r1_19(person, adult, eu_ret, report));
    }
    standing
}

/// R1-01: 18 or older, § 2, stk. 1 and 3.
fn r1_01(case: &Case<'_>, person: Person, adult: &Adult, report: &mut Report) {
    let Some(born) = adult.date_of_birth else {
        return report.miss(Rule::R1_01, person, true, pointer(person, "date_of_birth"));
    };
    let adult_now = born.whole_years_until(case.first) >= 18;
    let turns_18 = person == Person::Applicant && part_months::turns_18_on(case, born).is_some();
    let supports_own_family = || {
        case.household
            .relationship
            .is_none_or(|relationship| relationship.is_married())
            || case
                .household
                .children
                .iter()
                .any(|child| case.is_own_child(child, person) != Some(false))
    };
    let outcome = if adult_now || turns_18 {
        Met
    } else if supports_own_family() {
        KommunenVurderer
    } else {
        NotMet
    };
    report.add(Rule::R1_01, person, outcome, true);
}

/// R1-02: lawful stay, § 3, stk. 1. `None` when a fact is missing.
pub(crate) fn lovligt_ophold(adult: &Adult) -> Option<bool> {
    match adult.citizenship? {
        Citizenship::Other => adult
            .residence_permit
            .map(|permit| permit != Permit::PendingOrNone),
        Citizenship::Dk | Citizenship::EuEea => Some(true),
    }
}

/// R1-04: EU first-time jobseekers and stays up to 3 months, § 12 a. `None` when it is unknown.
pub(crate) fn eu_uden_ret(adult: &Adult) -> Option<bool> {
    match adult.citizenship? {
        Citizenship::EuEea => adult.eu_right_of_residence.map(|right| {
            matches!(
                right,
                EuRight::FirstTimeJobseeker | EuRight::FirstThreeMonths
            )
        }),
        Citizenship::Dk | Citizenship::Other => Some(false),
    }
}

fn r1_02(person: Person, adult: &Adult, report: &mut Report) {
    match lovligt_ophold(adult) {
        Some(lawful) => report.add(Rule::R1_02, person, met(lawful), true),
        None => {
            let field = if adult.citizenship.is_none() {
                "citizenship"
            } else {
                "residence_permit"
            };
            report.miss(Rule::R1_02, person, true, pointer(person, field));
        }
    }
}

/// R1-03: lasting help, § 3, stk. 2-6, and § 4. True for an EU/EØS citizen who has the right.
fn r1_03(person: Person, adult: &Adult, report: &mut Report) -> bool {
    let rule = Rule::R1_03;
    match (
        adult.citizenship,
        adult.eu_right_of_residence,
        adult.residence_permit,
    ) {
        (Some(Citizenship::Dk), ..) => report.add(rule, person, Met, true),
        (Some(Citizenship::EuEea), Some(right), _) => match right {
            EuRight::WorkerOrSelfEmployed
            | EuRight::RetainedWorker
            | EuRight::PermanentResidence
            | EuRight::FamilyMember => {
                report.add(rule, person, Met, true);
                return true;
            }
            EuRight::StudentOrSelfSufficient => report.add(rule, person, KommunenVurderer, true),
            EuRight::FirstTimeJobseeker | EuRight::FirstThreeMonths => {
                report.add(rule, person, NotApplicable, true);
            }
        },
        (Some(Citizenship::EuEea), None, _) => {
            report.miss(rule, person, true, pointer(person, "eu_right_of_residence"));
        }
        (Some(Citizenship::Other), _, Some(permit)) => match permit {
            Permit::EuFamilyMember => report.add(rule, person, Met, true),
            Permit::WorkOrStudy => report.add(rule, person, KommunenVurderer, true),
            Permit::PendingOrNone => report.add(rule, person, NotApplicable, true),
            Permit::Refugee
            | Permit::FamilyReunified
            | Permit::Permanent
            | Permit::UkraineSpecialAct => report.add(rule, person, KommunenVurderer, false),
        },
        (None, ..) | (Some(Citizenship::Other), _, None) => {}
    }
    false
}

fn r1_04(person: Person, adult: &Adult, report: &mut Report) {
    let outcome = match (adult.citizenship, lovligt_ophold(adult), eu_uden_ret(adult)) {
        (Some(Citizenship::EuEea), _, Some(first_months)) => met(!first_months),
        (Some(Citizenship::Dk | Citizenship::Other), Some(_), _) => NotApplicable,
        _ => return,
    };
    report.add(Rule::R1_04, person, outcome, true);
}

/// R1-05: not abroad, § 5.
fn r1_05(person: Person, adult: &Adult, report: &mut Report) {
    report.add(Rule::R1_05, person, met(adult.abroad != Abroad::Yes), true);
}

/// R1-06: not detained, serving or placed under a sentence, § 29.
fn r1_06(person: Person, adult: &Adult, report: &mut Report) {
    report.add(
        Rule::R1_06,
        person,
        met_or_vurderes(!adult.detained_or_sentenced),
        true,
    );
}

/// R1-07: a change in circumstances, § 11, stk. 2, nr. 1.
fn r1_07(case: &Case<'_>, report: &mut Report) {
    let outcome = match case.household.application.reason {
        None => {
            return report.miss(
                Rule::R1_07,
                Subject::Household,
                true,
                "/application/reason".into(),
            );
        }
        Some(
            ApplicationReason::Unemployment
            | ApplicationReason::Illness
            | ApplicationReason::RelationshipEnded,
        ) => Met,
        Some(ApplicationReason::OtherChange) => KommunenVurderer,
        Some(ApplicationReason::NoChange) => NotMet,
    };
    report.add(Rule::R1_07, Subject::Household, outcome, true);
}

/// R1-09: no other benefit covers the need, § 11, stk. 2, nr. 3.
fn r1_09(case: &Case<'_>, report: &mut Report) {
    let outcome = match case.household.application.other_support {
        None => {
            let field = "/application/other_support".into();
            return report.miss(Rule::R1_09, Subject::Household, true, field);
        }
        Some(OtherSupport::None | OtherSupport::ReceivesAndEnteredAsIncome) => Met,
        Some(OtherSupport::CouldApplyElsewhere) => KommunenVurderer,
    };
    report.add(Rule::R1_09, Subject::Household, outcome, true);
}

/// R1-10: not in education, § 12. For a spouse SU education leads to R5-04 instead (R1-11).
fn r1_10(person: Person, adult: &Adult, report: &mut Report) {
    let outcome = match adult.education {
        None => return report.miss(Rule::R1_10, person, true, pointer(person, "education")),
        Some(Education::None | Education::Stu | Education::ApprovedMinorCourse) => Met,
        Some(Education::SuEducation) => NotMet,
        Some(
            Education::StartedByUddannelsespaalaegWaitingForSu
            | Education::BetweenTwoEducations
            | Education::OnLeaveFromEducation
            | Education::ExceptionBek784,
        ) => KommunenVurderer,
    };
    report.add(Rule::R1_10, person, outcome, true);
}

/// R1-12 (applicant) and R1-13 (spouse): availability, § 13. True when the duty does not apply.
fn r1_12_r1_13(person: Person, adult: &Adult, report: &mut Report) -> bool {
    let Some(education) = adult.education else {
        return false;
    };
    let (rule, exempt, works) = match person {
        Person::Applicant => (Rule::R1_12, education == Education::Stu, false),
        Person::Partner => (
            Rule::R1_13,
            !matches!(education, Education::None | Education::ApprovedMinorCourse),
            adult.works_full_time,
        ),
    };
    if exempt {
        report.add(rule, person, NotApplicable, true);
        return true;
    }
    match (works, adult.availability) {
        (true, _) | (_, Some(Availability::Yes | Availability::LeaveBirthAdoptionGrief)) => {
            report.add(rule, person, Met, true);
        }
        (_, Some(Availability::ReasonableGround)) => {
            report.add(rule, person, KommunenVurderer, false);
        }
        (_, Some(Availability::No)) => report.add(rule, person, NotMet, true),
        (_, None) => report.miss(rule, person, true, pointer(person, "availability")),
    }
    false
}

/// R1-14: registered as jobseeker, §§ 8 a and 13 a. Never blocks.
fn r1_14(person: Person, adult: &Adult, no_duty: bool, report: &mut Report) {
    let exempt = no_duty
        || matches!(
            adult.visitation,
            Some(
                Visitation::Uddannelsesparat
                    | Visitation::Aktivitetsparat
                    | Visitation::Forrevalidend
            )
        )
        || (person == Person::Partner && adult.works_full_time);
    let outcome = if adult.registered_as_jobseeker == Some(true) {
        Met
    } else if exempt {
        NotApplicable
    } else {
        Todo
    };
    report.add(Rule::R1_14, person, outcome, false);
}

/// R1-15: paid at the earliest 1 month after first contact, §§ 13 b and 25 a.
fn r1_15(case: &Case<'_>, report: &mut Report) {
    if case.household.application.first_contact_on.map(Date::month) == Some(case.household.month) {
        report.add(Rule::R1_15, Subject::Household, Todo, false);
    }
}

/// R1-16: running a business, §§ 11 and 13.
fn r1_16(person: Person, adult: &Adult, report: &mut Report) {
    let none = adult.self_employment == SelfEmployment::No;
    report.add(Rule::R1_16, person, met_or_vurderes(none), true);
}

/// R1-17: opholdskrav, 9 of the last 10 years, § 11, stk. 3, 10-12. Only for the rate.
fn r1_17(
    case: &Case<'_>,
    person: Person,
    adult: &Adult,
    eu_ret: bool,
    report: &mut Report,
) -> Option<bool> {
    if eu_ret {
        report.add(Rule::R1_17, person, NotApplicable, false);
        return Some(true);
    }
    let Some(months) = adult.months_in_realm_last_120 else {
        report.miss(
            Rule::R1_17,
            person,
            false,
            pointer(person, "months_in_realm_last_120"),
        );
        return None;
    };
    let ok = months >= case.rates.opholdskrav_maaneder;
    report.add(Rule::R1_17, person, met(ok), false);
    Some(ok)
}

/// R1-18: beskæftigelseskrav for those who came from abroad, § 11, stk. 8-12. Only for the rate.
fn r1_18(
    case: &Case<'_>,
    person: Person,
    adult: &Adult,
    eu_ret: bool,
    pension: Option<bool>,
    report: &mut Report,
) -> Option<bool> {
    let rule = Rule::R1_18;
    // Nobody's age is known, and only a partial pension or § 11, stk. 12 settles it without (13.5).
    if pension.is_none() && !adult.equated_with_born_here {
        return None;
    }
    let outcome = if eu_ret || pension == Some(true) || adult.equated_with_born_here {
        NotApplicable
    } else if adult.work_requirement_met_earlier {
        Met
    } else {
        match (
            adult.registered_from_abroad,
            adult.ordinary_work_hours_realm_last_10_years,
        ) {
            (None, _) => {
                report.miss(
                    rule,
                    person,
                    false,
                    pointer(person, "registered_from_abroad"),
                );
                return None;
            }
            (Some(FromAbroad::Never | FromAbroad::Before1968Only), _) => NotApplicable,
            (Some(_), None) => {
                let field = "ordinary_work_hours_realm_last_10_years";
                report.miss(rule, person, false, pointer(person, field));
                return None;
            }
            (Some(_), Some(hours)) => met(hours >= case.rates.beskaeftigelseskrav_timer),
        }
    };
    report.add(rule, person, outcome, false);
    Some(outcome != NotMet)
}

/// R1-19: can document R1-17 and R1-18, § 11, stk. 13. Only for the rate.
fn r1_19(person: Person, adult: &Adult, eu_ret: bool, report: &mut Report) -> bool {
    let ok = eu_ret || adult.can_document_residence_and_work;
    report.add(
        Rule::R1_19,
        person,
        if eu_ret { NotApplicable } else { met(ok) },
        false,
    );
    ok
}

/// R1-20: folkepensionsalder or partial pension, §§ 27 a and 27 b. `None` when the age is unknown.
fn r1_20(case: &Case<'_>, person: Person, adult: &Adult, report: &mut Report) -> Option<bool> {
    const FOLKEPENSIONSALDER: i16 = 67;
    let pension = if adult.partial_pension_or_faroe_greenland_pension {
        Some(true)
    } else {
        case.age(adult).map(|age| age >= FOLKEPENSIONSALDER)
    };
    if let Some(pension) = pension {
        report.add(Rule::R1_20, person, met_or_vurderes(!pension), true);
    }
    pension
}

/// R5-07: what is reported for a spouse without own right.
fn spouse_without_own_right(case: &Case<'_>, report: &mut Report) {
    let person = Person::Partner;
    let Some(adult) = case.household.adult(person) else {
        return;
    };
    if lovligt_ophold(adult) == Some(false) {
        report.add(Rule::R1_02, person, NotMet, false);
    }
    if eu_uden_ret(adult) == Some(true) {
        report.add(Rule::R1_04, person, NotMet, false);
    }
    if adult.abroad == Abroad::Yes {
        report.add(Rule::R1_05, person, KommunenVurderer, true);
    }
    r1_12_r1_13(person, adult, report);
}

pub(crate) const fn met(holds: bool) -> RuleOutcome {
    if holds { Met } else { NotMet }
}

const fn met_or_vurderes(holds: bool) -> RuleOutcome {
    if holds { Met } else { KommunenVurderer }
}
