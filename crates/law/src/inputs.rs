//! Which facts each rule looks at, as JSON pointers into the household: so that every line can say
//! "these of your answers", and the citizen can go and change them.

use crate::assessment::{DeductionCode, Subject};
use crate::household::{Household, Person};
use crate::rule::Rule;

/// The pointers of facts about the applicant, and of the same about the partner.
type OfAdult = [&'static [&'static str]; 2];

macro_rules! of_adult {
    ($($field:literal),* $(,)?) => {
        [&[$(concat!("/applicant/", $field)),*], &[$(concat!("/partner/", $field)),*]]
    };
}

/// The facts behind a rule for a person or the household.
pub(crate) fn of_rule(household: &Household, rule: Rule, person: Subject) -> Vec<&'static str> {
    let (adult, own): (OfAdult, &[&str]) = match rule {
        Rule::R1_01 | Rule::R1_20 => (of_adult!["date_of_birth"], &[]),
        Rule::R1_02 => (of_adult!["citizenship", "residence_permit"], &[]),
        Rule::R1_03 | Rule::R1_04 => (
            of_adult!["citizenship", "eu_right_of_residence", "residence_permit"],
            &[],
        ),
        Rule::R1_05 => (of_adult!["abroad"], &[]),
        Rule::R1_06 => (of_adult!["detained_or_sentenced"], &[]),
        Rule::R1_07 => (of_adult![], &["/application/reason"]),
        Rule::R1_08 => (of_adult!["incomes"], &[]),
        Rule::R1_09 => (of_adult![], &["/application/other_support"]),
        Rule::R1_10 => (of_adult!["education"], &[]),
        Rule::R1_12 => (of_adult!["availability", "education"], &[]),
        Rule::R1_13 => (
            of_adult!["availability", "education", "works_full_time"],
            &[],
        ),
        Rule::R1_14 => (of_adult!["registered_as_jobseeker", "visitation"], &[]),
        Rule::R1_15 => (of_adult![], &["/application/first_contact_on"]),
        Rule::R1_16 => (of_adult!["self_employment"], &[]),
        Rule::R1_17 => (of_adult!["months_in_realm_last_120"], &[]),
        Rule::R1_18 => (
            of_adult![
                "registered_from_abroad",
                "ordinary_work_hours_realm_last_10_years",
            ],
            &[],
        ),
        Rule::R1_19 => (of_adult!["can_document_residence_and_work"], &[]),
        Rule::R1_22 => (
            of_adult!["exercised_eu_free_movement", "months_in_realm_last_120"],
            &[],
        ),
        Rule::R1_24 => (of_adult!["citizenship", "registered_from_abroad"], &[]),
        Rule::R2_01 | Rule::R2_02 | Rule::R2_03 | Rule::R2_04 => (of_adult!["wealth"], &[]),
        Rule::R0_04 | Rule::R3_02 => (of_adult!["date_of_birth", "lives_with_parents"], &[]),
        Rule::R3_01 => (of_adult!["lives_with_parents"], &["/children"]),
        Rule::R3_03 => (of_adult!["ordinary_work_hours_realm_last_10_years"], &[]),
        Rule::R4_01 => (of_adult![], &["/children"]),
        Rule::R4_02 => (
            of_adult![],
            &["/relationship", "/children", "/ekstra_boernetilskud"],
        ),
        Rule::R4_03 => (of_adult![], &["/relationship", "/children"]),
        Rule::R4_04 => (of_adult!["date_of_birth", "visitation"], &["/children"]),
        Rule::R4_05 => (of_adult!["got_tilpasningstillaeg_july_2025"], &[]),
        Rule::R5_01 => (of_adult![], &["/relationship"]),
        Rule::R5_03 => (of_adult![], &["/relationship", "/partner"]),
        Rule::R5_04 => (
            of_adult![],
            &[
                "/partner/public_benefit",
                "/partner/education",
                "/partner/incomes",
            ],
        ),
        Rule::R5_05 => (
            of_adult![],
            &["/partner/opted_out_of_availability", "/partner/incomes"],
        ),
        Rule::R5_07 => (of_adult![], &["/partner/citizenship", "/partner/abroad"]),
        Rule::R6_01 | Rule::R6_03 | Rule::R6_04 | Rule::R6_05 | Rule::R6_06 | Rule::R6_10 => {
            (of_adult!["incomes"], &[])
        }
        Rule::R6_07 => (of_adult!["incomes", "last_month_with_help"], &[]),
        Rule::R7_02 | Rule::R7_03 | Rule::R7_05 => (
            of_adult!["consecutive_months_with_help"],
            &["/children", "/ekstra_boernetilskud"],
        ),
        Rule::R8_01 => (of_adult![], &["/tax/kommuneskat_pct", "/tax/kirkeskat_pct"]),
        Rule::R0_07 | Rule::R9_01 => (of_adult![], &["/what_if_sanction"]),
        Rule::R10_02 => (
            of_adult![],
            &[
                "/application/first_contact_on",
                "/application/right_ends_on",
            ],
        ),
        Rule::R10_05 => (of_adult!["works_full_time"], &[]),
        Rule::R0_09 | Rule::R1_00 => (of_adult![], &[]),
    };
    let [applicant, partner] = adult;
    let (applicant, partner): (&[&str], &[&str]) = match person {
        Subject::Applicant => (applicant, &[]),
        Subject::Partner => (&[], partner),
        Subject::Household => (applicant, partner),
    };
    let mut pointers = [applicant, partner, own].concat();
    if household.partner.is_none() {
        pointers.retain(|pointer| !pointer.starts_with("/partner"));
    }
    pointers
}

/// The facts behind a deduction from a person's help.
pub(crate) fn of_deduction(
    household: &Household,
    code: DeductionCode,
    person: Person,
) -> Vec<&'static str> {
    let other = match person {
        Person::Applicant => Person::Partner,
        Person::Partner => Person::Applicant,
    };
    let (rule, person) = match code {
        DeductionCode::Delmaaned => (Rule::R10_02, person),
        DeductionCode::AegtefaelleOverloeb => (Rule::R6_06, other),
        DeductionCode::AegtefaelleOverGraense => (Rule::R5_04, person),
        DeductionCode::AegtefaelleIndtaegt => (Rule::R6_01, other),
        DeductionCode::MellemUddannelserMaks => (Rule::R1_10, person),
        DeductionCode::Arbejdsindtaegt
        | DeductionCode::Indkomstloft
        | DeductionCode::Ferie
        | DeductionCode::AndenIndtaegt => (Rule::R6_01, person),
    };
    of_rule(household, rule, person.into())
}
