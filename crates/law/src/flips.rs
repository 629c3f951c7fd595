//! For each decisive condition that is not met or open: the smallest change of answers that turns
//! it. What can be changed is tried by the rules themselves; nobody is told to change who they are,
//! only what the answer would have to be.

use serde::Serialize;

use crate::assessment::{Assessment, Outcome, RuleOutcome, Subject};
use crate::case::{Case, pointer};
use crate::explanation::is_open;
use crate::household::{
    Abroad, ApplicationReason, Availability, Citizenship, Education, EuRight, Household, LastMonth,
    OtherSupport, Permit, Person, SelfEmployment,
};
use crate::kroner::Kroner;
use crate::output::assess;
use crate::rule::Rule;
use crate::scope;
use crate::wealth;

/// A condition that stands in the way, and what turns it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flip {
    /// The condition.
    #[serde(rename = "rule_id")]
    pub rule: Rule,
    /// Whom it is about.
    pub person: Subject,
    /// What it came to.
    pub outcome: RuleOutcome,
    /// The answers that turn it, one at a time; empty when no answer does.
    pub changes: Vec<Change>,
}

/// Another answer, and what it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// JSON pointer of the fact.
    pub pointer: String,
    /// The answer that turns the condition: a word of the contract, an amount, or a date.
    pub value: String,
    /// The result with this answer and all others as they are.
    pub outcome: Option<Outcome>,
    /// Kr. of help payable with it; `None` when it cannot be computed yet.
    pub help_payable: Option<Kroner>,
}

/// What turns each decisive condition of the assessment that is not met or open.
#[must_use]
pub fn flips(household: &Household, assessment: &Assessment) -> Vec<Flip> {
    assessment
        .reasons
        .iter()
        .filter(|reason| reason.decisive && is_open(reason.outcome))
        .map(|reason| {
            let turned = |changed: &Household| {
                !assess(changed).reasons.iter().any(|one| {
                    one.rule == reason.rule && one.person == reason.person && is_open(one.outcome)
                })
            };
            let changes = candidates(household, reason.rule, reason.person)
                .into_iter()
                .filter(|(_, _, changed)| turned(changed))
                .map(|(pointer, value, changed)| {
                    let result = assess(&changed);
                    let calculation = result.calculation.as_ref();
                    Change {
                        pointer,
                        value,
                        outcome: result.outcome,
                        help_payable: calculation.map(|one| one.household.help_payable),
                    }
                })
                .collect();
            Flip {
                rule: reason.rule,
                person: reason.person,
                outcome: reason.outcome,
                changes,
            }
        })
        .collect()
}

type Candidate = (String, String, Household);

/// Other answers to the facts that the rule looks at.
fn candidates(household: &Household, rule: Rule, subject: Subject) -> Vec<Candidate> {
    let person = match subject {
        Subject::Partner => Person::Partner,
        Subject::Applicant | Subject::Household => Person::Applicant,
    };
    let changed = |change: &dyn Fn(&mut Household)| {
        let mut other = household.clone();
        change(&mut other);
        other
    };
    let adult = |change: &dyn Fn(&mut crate::household::Adult)| {
        changed(&|other| match person {
            Person::Applicant => change(&mut other.applicant),
            Person::Partner => other
                .partner
                .iter_mut()
                .for_each(|partner| change(&mut partner.adult)),
        })
    };
    let own = |field: &str, value: &str, other| (pointer(person, field), value.to_owned(), other);
    match rule {
        Rule::R1_01 => born_at_18(household)
            .map(|born| {
                own(
                    "date_of_birth",
                    &born.to_string(),
                    adult(&|one| one.date_of_birth = Some(born)),
                )
            })
            .into_iter()
            .collect(),
        Rule::R1_02
            if household
                .adult(person)
                .is_some_and(|one| one.citizenship.is_none()) =>
        {
            let dk = Citizenship::Dk;
            let other = adult(&|one| one.citizenship = Some(dk));
            vec![own("citizenship", dk.name(), other)]
        }
        Rule::R1_02 => [Permit::Permanent, Permit::EuFamilyMember]
            .map(|permit| {
                let other = adult(&|one| one.residence_permit = Some(permit));
                own("residence_permit", permit.name(), other)
            })
            .into(),
        Rule::R1_03 | Rule::R1_04 => {
            let is_eu = household
                .adult(person)
                .is_some_and(|one| one.citizenship == Some(Citizenship::EuEea));
            if is_eu {
                [
                    EuRight::WorkerOrSelfEmployed,
                    EuRight::PermanentResidence,
                    EuRight::FamilyMember,
                ]
                .map(|right| {
                    let other = adult(&|one| one.eu_right_of_residence = Some(right));
                    own("eu_right_of_residence", right.name(), other)
                })
                .into()
            } else {
                let permit = Permit::EuFamilyMember;
                let other = adult(&|one| one.residence_permit = Some(permit));
                vec![own("residence_permit", permit.name(), other)]
            }
        }
        Rule::R1_05 => {
            vec![own(
                "abroad",
                Abroad::No.name(),
                adult(&|one| one.abroad = Abroad::No),
            )]
        }
        Rule::R1_06 => vec![own(
            "detained_or_sentenced",
            "false",
            adult(&|one| one.detained_or_sentenced = false),
        )],
        Rule::R1_07 => [
            ApplicationReason::Unemployment,
            ApplicationReason::Illness,
            ApplicationReason::RelationshipEnded,
        ]
        .map(|reason| {
            let other = changed(&|one| one.application.reason = Some(reason));
            (
                "/application/reason".to_owned(),
                reason.name().to_owned(),
                other,
            )
        })
        .into(),
        Rule::R1_09 => {
            let none = OtherSupport::None;
            let other = changed(&|one| one.application.other_support = Some(none));
            vec![(
                "/application/other_support".to_owned(),
                none.name().to_owned(),
                other,
            )]
        }
        Rule::R1_10 => vec![own(
            "education",
            Education::None.name(),
            adult(&|one| one.education = Some(Education::None)),
        )],
        Rule::R1_12 | Rule::R1_13 => {
            let mut candidates = vec![own(
                "availability",
                Availability::Yes.name(),
                adult(&|one| one.availability = Some(Availability::Yes)),
            )];
            if rule == Rule::R1_13 {
                let works = adult(&|one| one.works_full_time = true);
                candidates.push(own("works_full_time", "true", works));
            }
            candidates
        }
        Rule::R1_16 => vec![own(
            "self_employment",
            SelfEmployment::No.name(),
            adult(&|one| one.self_employment = SelfEmployment::No),
        )],
        Rule::R2_01 => wealth_within_reach(household),
        Rule::R6_07 => first_time_candidates(household),
        Rule::R1_08 => less_income(household),
        Rule::R10_05 => vec![own(
            "works_full_time",
            "false",
            adult(&|one| one.works_full_time = false),
        )],
        _ => Vec::new(),
    }
}

/// The latest day of birth of somebody who is 18 on the 1st.
fn born_at_18(household: &Household) -> Option<crate::calendar::Date> {
    let first = household.month.first();
    crate::calendar::Date::new(first.year() - 18, first.month_number(), 1)
}

/// R2-01: so much wealth counted less that the limit is kept. The value is the limit.
fn wealth_within_reach(household: &Household) -> Vec<Candidate> {
    let Ok(rates) = scope::rates_of(household.month) else {
        return Vec::new();
    };
    let formue = wealth::formue(&Case::new(household, rates));
    let mut other = household.clone();
    other.applicant.wealth.clear();
    other
        .partner
        .iter_mut()
        .for_each(|partner| partner.adult.wealth.clear());
    vec![(
        "/applicant/wealth".to_owned(),
        formue.limit.to_string(),
        other,
    )]
}

/// R6-07: help in the month before, so that the test is not run.
fn first_time_candidates(household: &Household) -> Vec<Candidate> {
    let last = household.month.plus(-1);
    Person::ALL
        .iter()
        .filter(|person| household.adult(**person).is_some())
        .map(|person| {
            let mut other = household.clone();
            let last_month = Some(LastMonth::In(last));
            match person {
                Person::Applicant => other.applicant.last_month_with_help = last_month,
                Person::Partner => {
                    other
                        .partner
                        .iter_mut()
                        .for_each(|partner| partner.adult.last_month_with_help = last_month);
                }
            }
            (
                pointer(*person, "last_month_with_help"),
                last.to_string(),
                other,
            )
        })
        .collect()
}

/// R1-08: the highest earnings with any help left, from the exact curve; else no income at all.
fn less_income(household: &Household) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for person in Person::ALL {
        let Some(curve) = crate::curve(household, *person) else {
            continue;
        };
        let Some(ends) = curve
            .segments
            .iter()
            .rev()
            .find(|segment| segment.outcome != Outcome::NotEntitled)
            .and_then(|segment| segment.to)
        else {
            continue;
        };
        let mut other = household.clone();
        // One øre below the point where the help ends is help.
        let most = Kroner::floor(ends);
        let most = if most.decimal() == ends {
            most - Kroner::whole(1)
        } else {
            most
        };
        let adult = match person {
            Person::Applicant => Some(&mut other.applicant),
            Person::Partner => other.partner.as_mut().map(|partner| &mut partner.adult),
        };
        let Some(adult) = adult else { continue };
        crate::curve::set_earnings(adult, most);
        candidates.push((pointer(*person, "incomes"), most.to_string(), other));
    }
    let mut none = household.clone();
    none.applicant.incomes.clear();
    none.partner
        .iter_mut()
        .for_each(|partner| partner.adult.incomes.clear());
    candidates.push((
        "/applicant/incomes".to_owned(),
        Kroner::ZERO.to_string(),
        none,
    ));
    candidates
}
