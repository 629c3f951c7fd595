//! The values that an open fact is tried with: the classes that the rules tell apart.

use crate::calendar::Date;
use crate::fact::{AdultFact, AssetFact, ChildFact, Fact, IncomeFact};
use crate::household::{
    Adult, ApplicationReason, Availability, Child, Citizenship, CohabitantHelp, Education,
    EkstraBoernetilskud, EuRight, FromAbroad, Household, LastMonth, OtherSupport, Partner, Permit,
    Person, PublicBenefit, Relationship, Visitation,
};
use crate::kroner::Kroner;

/// The household with each value of an open fact that the rules tell apart. Values that close the
/// right are left out; [`Explorer::visit`](super::Explorer) notes that they exist.
pub(super) fn alternatives(household: &Household, fact: Fact) -> Vec<Household> {
    let with = |change: &dyn Fn(&mut Household)| {
        let mut alternative = household.clone();
        change(&mut alternative);
        alternative
    };
    match fact {
        Fact::Relationship => [
            Relationship::Single,
            Relationship::Married,
            Relationship::Cohabiting,
        ]
        .map(|relationship| with(&|one| set_relationship(one, relationship)))
        .into(),
        Fact::Reason => {
            vec![with(&|one| {
                one.application.reason = Some(ApplicationReason::Unemployment)
            })]
        }
        Fact::OtherSupport => {
            vec![with(&|one| {
                one.application.other_support = Some(OtherSupport::None)
            })]
        }
        Fact::MonthsSinceApplication => [0, 600]
            .map(|months| with(&|one| one.application.months_since_application = Some(months)))
            .into(),
        Fact::EkstraBoernetilskud => [
            EkstraBoernetilskud::Granted,
            EkstraBoernetilskud::NotApplied,
            EkstraBoernetilskud::Refused,
            EkstraBoernetilskud::ChildPlaced,
        ]
        .map(|answer| with(&|one| one.ekstra_boernetilskud = Some(answer)))
        .into(),
        Fact::Children => possible_children(household)
            .into_iter()
            .map(|children| with(&|one| one.children.clone_from(&children)))
            .collect(),
        Fact::Child(_, field) => child_alternatives(household, field),
        Fact::Adult(person, field) => adult_alternatives(household, person, field),
        Fact::Income(_, _, IncomeFact::HasHolidayRight) => [true, false]
            .map(|right| {
                with(&|one| {
                    for income in adults_mut(one).flat_map(|adult| &mut adult.incomes) {
                        income.has_holiday_right.get_or_insert(right);
                    }
                })
            })
            .into(),
        Fact::Income(_, _, IncomeFact::Amount) => vec![with(&|one| {
            for income in adults_mut(one).flat_map(|adult| &mut adult.incomes) {
                income.amount.get_or_insert(Kroner::ZERO);
            }
        })],
        Fact::Income(_, _, IncomeFact::HolidayDays) => vec![with(&|one| {
            for income in adults_mut(one).flat_map(|adult| &mut adult.incomes) {
                income.holiday_days.get_or_insert(0);
            }
        })],
        Fact::Asset(_, _, AssetFact::PaidOutOn) => [0, 100]
            .map(|years| {
                with(&|one| {
                    let day = born(one.month.first(), years);
                    for asset in adults_mut(one).flat_map(|adult| &mut adult.wealth) {
                        asset.paid_out_on.get_or_insert(day);
                    }
                })
            })
            .into(),
        Fact::Asset(_, _, AssetFact::Amount) => vec![with(&|one| {
            for asset in adults_mut(one).flat_map(|adult| &mut adult.wealth) {
                asset.amount.get_or_insert(Kroner::ZERO);
            }
        })],
    }
}

fn adults_mut(household: &mut Household) -> impl Iterator<Item = &mut Adult> {
    let partner = household.partner.as_mut().map(|partner| &mut partner.adult);
    std::iter::once(&mut household.applicant).chain(partner)
}

/// Somebody who is `age` on the 1st, and has the birthday on the 1st.
fn born(first: Date, age: i16) -> Date {
    Date::new(first.year() - age, first.month_number(), 1).unwrap_or(first)
}

fn set_relationship(household: &mut Household, relationship: Relationship) {
    household.relationship = Some(relationship);
    if relationship.is_single() {
        household.partner = None;
    } else if household.partner.is_none() {
        household.partner = Some(Partner::unknown());
    }
}

/// No child; as many as fritidstillæg counts, at home with everybody here; one far away, which
/// gives a duty of support and no supplement.
fn possible_children(household: &Household) -> [Vec<Child>; 3] {
    let mut adults = vec![Person::Applicant];
    if household.partner.is_some() {
        adults.push(Person::Partner);
    }
    let at_home = Child {
        date_of_birth: Some(born(household.month.first(), 5)),
        parents: adults.clone(),
        same_address_as: Some(adults),
        stays_in_realm: true,
        placed_outside_home: false,
        supports_own_family: false,
        cpr_mor_far_medfar: Person::Applicant,
    };
    let far_away = Child {
        same_address_as: Some(Vec::new()),
        stays_in_realm: false,
        ..at_home.clone()
    };
    [Vec::new(), vec![at_home; 3], vec![far_away]]
}

fn child_alternatives(household: &Household, field: ChildFact) -> Vec<Household> {
    let first = household.month.first();
    let set = |change: &dyn Fn(&mut Child)| {
        let mut alternative = household.clone();
        alternative.children.iter_mut().for_each(change);
        alternative
    };
    match field {
        ChildFact::DateOfBirth => [5, 20]
            .map(|age| {
                set(&|child| {
                    child.date_of_birth.get_or_insert(born(first, age));
                })
            })
            .into(),
        ChildFact::SameAddressAs => vec![
            set(&|child| {
                child
                    .same_address_as
                    .get_or_insert_with(|| child.parents.clone());
            }),
            set(&|child| {
                child.same_address_as.get_or_insert_default();
            }),
        ],
    }
}

/// Whether something is known that the exemption of EU/EØS citizens would lift.
fn exempt_in_the_eu(household: &Household, person: Person) -> bool {
    const OPHOLDSKRAV_IS_MET_BY: u32 = 120;
    let child_abroad = household.children.iter().any(|child| !child.stays_in_realm);
    household.adult(person).is_some_and(|adult| {
        let months = adult.months_in_realm_last_120;
        child_abroad
            || !adult.can_document_residence_and_work
            || months.is_some_and(|months| months < OPHOLDSKRAV_IS_MET_BY)
            || adult
                .registered_from_abroad
                .is_some_and(|answer| answer != FromAbroad::Never)
    })
}

fn adult_alternatives(household: &Household, person: Person, field: AdultFact) -> Vec<Household> {
    let first = household.month.first();
    let set = |change: &dyn Fn(&mut Adult)| {
        let mut alternative = household.clone();
        alternative.adult_mut(person).into_iter().for_each(change);
        alternative
    };
    let set_partner = |change: &dyn Fn(&mut Partner)| {
        let mut alternative = household.clone();
        alternative.partner.iter_mut().for_each(change);
        alternative
    };
    // Once the requirements of § 11 fail, how they fail makes no difference.
    let fails_already = household.adult(person).is_some_and(|adult| {
        adult
            .months_in_realm_last_120
            .is_some_and(|months| months == 0)
    });
    match field {
        AdultFact::DateOfBirth => {
            let mut ages = vec![45, 27, 20];
            // The work requirement ends with the folkepensionsalder (R1-18, R1-20).
            let came_from_abroad = household.adult(person).is_some_and(|adult| {
                adult
                    .registered_from_abroad
                    .is_some_and(|answer| answer != FromAbroad::Never)
            });
            ages.extend(came_from_abroad.then_some(67));
            ages.into_iter()
                .map(|age| set(&|adult| adult.date_of_birth = Some(born(first, age))))
                .collect()
        }
        AdultFact::Citizenship => {
            let mut answers = vec![set(&|adult| adult.citizenship = Some(Citizenship::Dk))];
            // An EU/EØS citizen with a right is exempt from what is known to fail (R1-17 to R1-19,
            // R4-01); while that is unknown, a Dane's alternatives hold the same amounts.
            answers.extend(exempt_in_the_eu(household, person).then(|| {
                set(&|adult| {
                    adult.citizenship = Some(Citizenship::EuEea);
                    adult.eu_right_of_residence = Some(EuRight::WorkerOrSelfEmployed);
                })
            }));
            answers
        }
        AdultFact::EuRight => [
            EuRight::WorkerOrSelfEmployed,
            EuRight::StudentOrSelfSufficient,
        ]
        .map(|right| set(&|adult| adult.eu_right_of_residence = Some(right)))
        .into(),
        AdultFact::Permit => {
            vec![set(&|adult| {
                adult.residence_permit = Some(Permit::Permanent)
            })]
        }
        AdultFact::MonthsInRealm => [120, 0]
            .map(|months| set(&|adult| adult.months_in_realm_last_120 = Some(months)))
            .into(),
        AdultFact::RegisteredFromAbroad if fails_already => {
            vec![set(&|adult| {
                adult.registered_from_abroad = Some(FromAbroad::Never)
            })]
        }
        AdultFact::RegisteredFromAbroad => [FromAbroad::Never, FromAbroad::FirstEntry1968OrLater]
            .map(|answer| set(&|adult| adult.registered_from_abroad = Some(answer)))
            .into(),
        AdultFact::WorkHours => [0, 4810]
            .map(|hours| set(&|adult| adult.ordinary_work_hours_realm_last_10_years = Some(hours)))
            .into(),
        AdultFact::LivesWithParents => [false, true]
            .map(|answer| set(&|adult| adult.lives_with_parents = Some(answer)))
            .into(),
        AdultFact::Visitation => [Visitation::Jobparat, Visitation::Aktivitetsparat]
            .map(|answer| set(&|adult| adult.visitation = Some(answer)))
            .into(),
        AdultFact::Education => {
            let mut answers = vec![Education::None];
            match (person, household.adult(person)) {
                (Person::Partner, Some(partner)) => {
                    // For a spouse SU education changes the type of the couple instead of closing
                    // the right.
                    answers.push(Education::SuEducation);
                    let money =
                        |adult: &Adult| !adult.incomes.is_empty() || !adult.wealth.is_empty();
                    let stu_matters = money(partner) || money(&household.applicant);
                    answers.extend(stu_matters.then_some(Education::Stu));
                    // The cap of R1-10 is the lowest only when nothing else can close the right.
                    let gates_are_known = partner.availability.is_some()
                        && partner.date_of_birth.is_some()
                        && partner.citizenship.is_some();
                    answers.extend(gates_are_known.then_some(Education::BetweenTwoEducations));
                }
                _ => answers.push(Education::Stu),
            }
            answers
                .into_iter()
                .map(|answer| set(&|adult| adult.education = Some(answer)))
                .collect()
        }
        AdultFact::Availability => {
            vec![set(&|adult| adult.availability = Some(Availability::Yes))]
        }
        AdultFact::LastMonthWithHelp => {
            let last = LastMonth::In(household.month.plus(-1));
            [last, LastMonth::Never]
                .map(|answer| set(&|adult| adult.last_month_with_help = Some(answer)))
                .into()
        }
        AdultFact::PublicBenefit => [PublicBenefit::None, PublicBenefit::Dagpenge]
            .map(|answer| set_partner(&|partner| partner.public_benefit = Some(answer)))
            .into(),
        AdultFact::CohabitantHelp => [
            CohabitantHelp::None,
            CohabitantHelp::Section16_1,
            CohabitantHelp::Section16_2,
        ]
        .map(|answer| set_partner(&|partner| partner.cohabitant_help = Some(answer)))
        .into(),
        AdultFact::SelfEmployment
        | AdultFact::Abroad
        | AdultFact::Detained
        | AdultFact::PartialPension
        | AdultFact::MonthsWithHelp
        | AdultFact::Incomes
        | AdultFact::Wealth
        | AdultFact::WorksFullTime
        | AdultFact::OptedOut => Vec::new(),
    }
}
