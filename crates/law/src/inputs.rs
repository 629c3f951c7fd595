//! Which facts each rule looks at, as JSON pointers into the household: so that every line can say
//! "these of your answers", and the citizen can go and change them.

use crate::assessment::{DeductionCode, Subject};
use crate::household::{Household, Person};
use crate::rule::Rule;

/// The facts behind a rule for a person or the household.
pub(crate) fn of_rule(household: &Household, rule: Rule, person: Subject) -> Vec<String> {
    let (adult, own): (&[&str], &[&str]) = match rule {
        Rule::R1_01 | Rule::R1_20 => (&["date_of_birth"], &[]),
        Rule::R1_02 => (&["citizenship", "residence_permit"], &[]),
        Rule::R1_03 | Rule::R1_04 => (
            &["citizenship", "eu_right_of_residence", "residence_permit"],
            &[],
        ),
        Rule::R1_05 => (&["abroad"], &[]),
        Rule::R1_06 => (&["detained_or_sentenced"], &[]),
        Rule::R1_07 => (&[], &["/application/reason"]),
        Rule::R1_08 => (&["incomes"], &[]),
        Rule::R1_09 => (&[], &["/application/other_support"]),
        Rule::R1_10 => (&["education"], &[]),
        Rule::R1_12 => (&["availability", "education"], &[]),
        Rule::R1_13 => (&["availability", "education", "works_full_time"], &[]),
        Rule::R1_14 => (&["registered_as_jobseeker", "visitation"], &[]),
        Rule::R1_15 => (&[], &["/application/first_contact_on"]),
        Rule::R1_16 => (&["self_employment"], &[]),
        Rule::R1_17 => (&["months_in_realm_last_120"], &[]),
        Rule::R1_18 => (
            &[
                "registered_from_abroad",
                "ordinary_work_hours_realm_last_10_years",
            ],
            &[],
        ),
        Rule::R1_19 => (&["can_document_residence_and_work"], &[]),
        Rule::R1_22 => (
            &["exercised_eu_free_movement", "months_in_realm_last_120"],
            &[],
        ),
        Rule::R1_24 => (&["citizenship", "registered_from_abroad"], &[]),
        Rule::R2_01 | Rule::R2_02 | Rule::R2_03 | Rule::R2_04 => (&["wealth"], &[]),
        Rule::R0_04 | Rule::R3_02 => (&["date_of_birth", "lives_with_parents"], &[]),
        Rule::R3_01 => (&["lives_with_parents"], &["/children"]),
        Rule::R3_03 => (&["ordinary_work_hours_realm_last_10_years"], &[]),
        Rule::R4_01 => (&[], &["/children"]),
        Rule::R4_02 => (
            &[],
            &["/relationship", "/children", "/ekstra_boernetilskud"],
        ),
        Rule::R4_03 => (&[], &["/relationship", "/children"]),
        Rule::R4_04 => (&["date_of_birth", "visitation"], &["/children"]),
        Rule::R4_05 => (&["got_tilpasningstillaeg_july_2025"], &[]),
        Rule::R5_01 => (&[], &["/relationship"]),
        Rule::R5_03 => (&[], &["/relationship", "/partner"]),
        Rule::R5_04 => (
            &[],
            &[
                "/partner/public_benefit",
                "/partner/education",
                "/partner/incomes",
            ],
        ),
        Rule::R5_05 => (
            &[],
            &["/partner/opted_out_of_availability", "/partner/incomes"],
        ),
        Rule::R5_07 => (&[], &["/partner/citizenship", "/partner/abroad"]),
        Rule::R6_01 | Rule::R6_03 | Rule::R6_04 | Rule::R6_05 | Rule::R6_06 | Rule::R6_10 => {
            (&["incomes"], &[])
        }
        Rule::R6_07 => (&["incomes", "last_month_with_help"], &[]),
        Rule::R7_02 | Rule::R7_03 | Rule::R7_05 => (
            &["consecutive_months_with_help"],
            &["/children", "/ekstra_boernetilskud"],
        ),
        Rule::R8_01 => (&[], &["/tax/kommuneskat_pct", "/tax/kirkeskat_pct"]),
        Rule::R0_07 | Rule::R9_01 => (&[], &["/what_if_sanction"]),
        Rule::R10_02 => (
            &[],
            &[
                "/application/first_contact_on",
                "/application/right_ends_on",
            ],
        ),
        Rule::R10_05 => (&["works_full_time"], &[]),
        Rule::R0_09 | Rule::R1_00 => (&[], &[]),
    };
    let people: &[Person] = match person {
        Subject::Applicant => &[Person::Applicant],
        Subject::Partner => &[Person::Partner],
        Subject::Household => Person::ALL,
    };
    let mut pointers: Vec<String> = people
        .iter()
        .filter(|person| household.adult(**person).is_some())
        .flat_map(|person| {
            adult
                .iter()
                .map(|field| crate::case::pointer(*person, field))
        })
        .chain(own.iter().map(|pointer| (*pointer).to_owned()))
        .collect();
    pointers.retain(|pointer| household.partner.is_some() || !pointer.starts_with("/partner"));
    pointers
}

/// The facts behind a deduction from a person's help.
pub(crate) fn of_deduction(
    household: &Household,
    code: DeductionCode,
    person: Person,
) -> Vec<String> {
    let other = match person {
        Person::Applicant => Person::Partner,
        Person::Partner => Person::Applicant,
    };
    match code {
        DeductionCode::Delmaaned => of_rule(household, Rule::R10_02, person.into()),
        DeductionCode::AegtefaelleOverloeb => of_rule(household, Rule::R6_06, other.into()),
        DeductionCode::AegtefaelleOverGraense => of_rule(household, Rule::R5_04, person.into()),
        DeductionCode::AegtefaelleIndtaegt => vec![crate::case::pointer(other, "incomes")],
        DeductionCode::MellemUddannelserMaks => of_rule(household, Rule::R1_10, person.into()),
        DeductionCode::Arbejdsindtaegt
        | DeductionCode::Indkomstloft
        | DeductionCode::Ferie
        | DeductionCode::AndenIndtaegt => of_rule(household, Rule::R6_01, person.into()),
    }
}
